/* rows.h - the rows of one sheet as XML, compressed as they come.
 *
 * Why not by libxlsxwriter, which writes all else of a workbook: it makes a
 * cell in some 1,500 instructions, most of them in fprintf() to a temporary
 * file, and compresses at a speed that is a third of the whole; a county's
 * report has two million cells.  Here it is 200.  What a cell looks like is
 * the library's: a style is the index that it gives to a format.
 *
 * Rows come from the top down, the cells of a row in any order; a cell
 * written again takes the place of the one before.  Text is clean (written.h).
 */
#ifndef HECHA_REPORT_ROWS_H
#define HECHA_REPORT_ROWS_H

#include "report/deflate.h"

G_BEGIN_DECLS

typedef struct _HechaRows HechaRows;

typedef enum
{
  HECHA_ROWS_PLAIN,
  HECHA_ROWS_FOLD_HEAD,  /* stays in sight above folded rows */
  HECHA_ROWS_FOLDED      /* hidden until the reader opens them */
} HechaRowsFold;

HechaRows *hecha_rows_new (void);
void hecha_rows_free (HechaRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaRows, hecha_rows_free)

/* FALSE where the sheet has no such cell, and nothing is written then. */
gboolean hecha_rows_blank (HechaRows *rows, guint32 row, guint column, guint style);
gboolean hecha_rows_text (HechaRows *rows, guint32 row, guint column, guint style,
                          const char *text);
/* NUMBER is finite. */
gboolean hecha_rows_number (HechaRows *rows, guint32 row, guint column, guint style,
                            double number);
/* 分, written as 元. */
gboolean hecha_rows_amount (HechaRows *rows, guint32 row, guint column, guint style, gint64 fen);
/* FORMULA with or without "="; VALUE its result. */
gboolean hecha_rows_formula (HechaRows *rows, guint32 row, guint column, guint style,
                             const char *formula, double value);
/* In points; for the row that was written last, or a new one. */
gboolean hecha_rows_height (HechaRows *rows, guint32 row, guint points);
/* As for hecha_rows_height(). */
gboolean hecha_rows_fold (HechaRows *rows, guint32 row, HechaRowsFold fold);
/* The cell opens TARGET: "internal:'sheet'!A1", or a path, encoded as in a
 * URL, with "#'sheet'!A1" behind it. */
void hecha_rows_link (HechaRows *rows, guint32 row, guint column, const char *target);

/* The sheet's part: SHEET, as the library wrote it without any row, with the
 * rows in their place.  Ends the rows.  FALSE where SHEET is none. */
gboolean hecha_rows_part (HechaRows *rows, const char *sheet, gsize length, HechaDeflated *part);
/* The relations of the sheet's part with those of its links, RELATIONS being
 * what the library wrote, or NULL; NULL where there are no links. */
GString *hecha_rows_relations (const HechaRows *rows, const char *relations, gsize length);

G_END_DECLS

#endif
