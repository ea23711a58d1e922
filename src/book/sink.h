/* Where readers put rows: into a sheet in memory, or to a visitor row by row.
 *
 * A reader gives rows in the order of the file.  The sink keeps the promises
 * of HechaSheet: order, each cell once, within the grid, within the bounds.
 */
#ifndef HECHA_BOOK_SINK_H
#define HECHA_BOOK_SINK_H

#include <hecha/book.h>

G_BEGIN_DECLS

typedef struct
{
  HechaBook *book;
  guint index;              /* of the sheet */
  HechaSheet *sheet;        /* owned; without cells when streaming */
  HechaRowFunc visit;       /* NULL when the sheet is kept */
  gpointer user_data;
  GStringChunk *texts;      /* owned by the sheet, or until the row is visited */
  gsize row_text_bytes;     /* in texts, when streaming */
  gboolean stopped;         /* the visitor has seen enough */
  gboolean unordered;       /* rows came twice or not ascending */
  guint64 n_cells;
  GArray *pending;          /* HechaCell: of pending_row, from hecha_sink_cell() */
  guint32 pending_row;
  GByteArray *hidden;       /* per column from 0: 1 = hidden */
  guint n_column_ranges;
  guint n_rows;             /* row elements seen */
  guint n_outside, n_twice, n_unordered, n_merges_left;
  HechaCell twice_example;
  guint32 twice_row;
  guint32 last_row;
  gboolean any_row;
} HechaSink;

void hecha_sink_init (HechaSink *sink, HechaBook *book, guint index, HechaRowFunc visit,
                      gpointer user_data);
void hecha_sink_clear (HechaSink *sink);

/* TEXT as it must stand in a cell of this sheet; NULL with
 * HECHA_BOOK_ERROR_LIMIT beyond the bound. */
const char *hecha_sink_text (HechaSink *sink, const char *text, gsize length, GError **error);

/* Takes one row.  CELLS may be out of order or double and are put right in
 * place.  FALSE: stop reading, with an error or because the visitor stopped. */
gboolean hecha_sink_row (HechaSink *sink, guint32 row, gboolean hidden, HechaCell *cells, guint n,
                         GError **error);
/* For formats that list cells singly: CELL is copied, and given on when the
 * row changes.  FALSE as above. */
gboolean hecha_sink_cell (HechaSink *sink, guint32 row, const HechaCell *cell, GError **error);
/* A cell that lies beyond the grid, left out and told in a note. */
void hecha_sink_outside (HechaSink *sink);
/* A merged range, cut to the grid. */
void hecha_sink_merge (HechaSink *sink, const HechaRange *range);
/* Columns FIRST to LAST; WIDTH < 0 = default. */
void hecha_sink_columns (HechaSink *sink, guint32 first, guint32 last, double width,
                         gboolean hidden);
void hecha_sink_note (HechaSink *sink, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* After the last row: gives on what is pending, orders rows, writes notes.
 * The sheet is then the caller's, NULL when streaming; FALSE with an error. */
gboolean hecha_sink_finish (HechaSink *sink, HechaSheet **sheet, GError **error);

G_END_DECLS

#endif
