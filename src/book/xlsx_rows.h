/* Private to xlsx_sheet.c (rows) and xlsx_cell.c, xlsx_value.c (cells). */
#ifndef HECHA_BOOK_XLSX_ROWS_H
#define HECHA_BOOK_XLSX_ROWS_H

#include "book/xlsx.h"

G_BEGIN_DECLS

/* The row being read. */
typedef struct
{
  HechaBook *book;
  HechaXlsx *xlsx;
  HechaSink *sink;
  HechaXml *xml;
  guint32 row;
  gboolean hidden;
  gboolean outside;         /* the row lies beyond the grid */
  guint64 row_word;         /* the first bytes of `17"`, the end of each r="..17" */
  guint64 row_mask;         /* which bytes of row_word count */
  guint row_length;         /* how many */
  guint32 next_row, next_column;
  HechaCell *cells;         /* HECHA_MAX_COLUMNS */
  guint n_cells;
  GString *value;           /* of <v>, or of <is> */
  guint n_bad_strings;      /* cells whose shared string does not exist */
  GError *error;
} HechaXlsxRows;

/* What one <c> says. */
typedef struct
{
  guint32 row, column;
  guint style;
  char type;                /* b d e n s, i inlineStr, f a formula's string (str) */
  gboolean formula;
  gboolean has_value;       /* <v> or <is> was there, perhaps empty: in rows->value */
  gboolean inlined;         /* it was <is> */
} HechaXlsxCell;

/* Reads the cell at P in the window in one go where it has one of the usual
 * forms; the place behind it, or NULL: nothing was done, or rows->error. */
const char *hecha_xlsx_fast_cell (HechaXlsxRows *rows, const char *p);
/* Reads the cell whose START came last, whatever form it has. */
gboolean hecha_xlsx_slow_cell (HechaXlsxRows *rows);
/* Keeps what was read of a cell; FALSE to stop. */
gboolean hecha_xlsx_add_cell (HechaXlsxRows *rows, const HechaXlsxCell *source);
/* Gives the row's cells to the sink; FALSE to stop. */
gboolean hecha_xlsx_flush_row (HechaXlsxRows *rows);

G_END_DECLS

#endif
