/* Rows on their way from a reader into a sheet or to a visitor. */
#include "book/sink.h"

#include <string.h>

#include "book/book.h"
#include "book/merges.h"
#include "book/sheet.h"

/* Texts of rows already visited are dropped once they come to this. */
#define ROW_TEXTS (64 * 1024)
/* Rows may come in pieces and out of order, but not without end. */
#define MAX_ROW_ELEMENTS (4 * HECHA_MAX_ROWS)

void
hecha_sink_init (HechaSink *sink, HechaBook *book, guint index, HechaRowFunc visit,
                 gpointer user_data)
{
  const HechaSheetInfo *info = hecha_book_sheet_info (book, index);

  memset (sink, 0, sizeof *sink);
  sink->book = book;
  sink->index = index;
  sink->visit = visit;
  sink->user_data = user_data;
  sink->sheet = hecha_sheet_new (info->name, info->visibility);
  sink->texts = g_string_chunk_new (ROW_TEXTS);
  sink->sheet->arena = sink->texts;
  sink->hidden = g_byte_array_new ();
  sink->pending = g_array_new (FALSE, FALSE, sizeof (HechaCell));
}

void
hecha_sink_clear (HechaSink *sink)
{
  hecha_sheet_free (sink->sheet);
  g_array_unref (sink->pending);
  g_byte_array_unref (sink->hidden);
  memset (sink, 0, sizeof *sink);
}

const char *
hecha_sink_text (HechaSink *sink, const char *text, gsize length, GError **error)
{
  if (length == 0)
    return "";
  if (sink->visit != NULL)
    sink->row_text_bytes += length + 1;
  else if (!hecha_book_count_text (sink->book, length + 1, error))
    return NULL;
  return g_string_chunk_insert_len (sink->texts, text, (gssize) length);
}

void
hecha_sink_note (HechaSink *sink, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (sink->sheet->notes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

void
hecha_sink_outside (HechaSink *sink)
{
  sink->n_outside++;
}

/* Counts a cell given twice and says which of the two stays: the later one,
 * as other readers do, unless it is blank. */
static gboolean
later_stays (HechaSink *sink, guint32 row, const HechaCell *earlier, const HechaCell *later)
{
  if (sink->n_twice++ == 0)
    {
      sink->twice_row = row;
      sink->twice_example = *later;
    }
  return later->type != HECHA_CELL_BLANK || earlier->type == HECHA_CELL_BLANK;
}

static int
compare_columns (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return (int) ((const HechaCell *) a)->column - (int) ((const HechaCell *) b)->column;
}

/* Cells of one row in ascending order, each once; returns how many stay. */
static guint
put_in_order (HechaSink *sink, guint32 row, HechaCell *cells, guint n)
{
  gboolean ascending = TRUE, sorted = TRUE;
  guint kept = 0;

  for (guint i = 1; i < n && ascending; i++)
    ascending = cells[i - 1].column < cells[i].column;
  if (ascending)
    return n;
  for (guint i = 1; i < n && sorted; i++)
    sorted = cells[i - 1].column <= cells[i].column;
  if (!sorted)
    {
      sink->n_unordered++;
      g_qsort_with_data (cells, (gint) n, sizeof *cells, compare_columns, NULL);
    }
  for (guint i = 1; i < n; i++)
    {
      if (cells[i].column != cells[kept].column)
        cells[++kept] = cells[i];
      else if (later_stays (sink, row, &cells[kept], &cells[i]))
        cells[kept] = cells[i];
    }
  return kept + 1;
}

/* Sheets are formatted down to their last row, cell by cell; what has no
 * content takes no memory. */
static guint
drop_blanks (HechaCell *cells, guint n)
{
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    if (cells[i].type != HECHA_CELL_BLANK)
      cells[kept++] = cells[i];
  return kept;
}

/* Counts a row of N cells.  Rows without cells cost memory too. */
static gboolean
count_cells (HechaSink *sink, guint n, GError **error)
{
  guint64 total = sink->n_cells += n;

  if (sink->n_rows++ >= MAX_ROW_ELEMENTS)
    {
      g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_LIMIT,
                   "工作表的行数超过 Excel 的上限，文件不正常，请用 Excel 打开后另存");
      return FALSE;
    }
  for (guint i = 0; i < sink->book->sheet_cells->len; i++)
    if (i != sink->index)
      total += g_array_index (sink->book->sheet_cells, guint64, i);
  if (total <= sink->book->limits.max_cells)
    return TRUE;
  g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_LIMIT,
               "工作簿的单元格超过 %" G_GUINT64_FORMAT " 个，不像正常台账，请删去多余的行列后重新保存",
               sink->book->limits.max_cells);
  return FALSE;
}

static gboolean
visit_row (HechaSink *sink, guint32 row, const HechaCell *cells, guint n)
{
  if (n > 0 && !sink->visit (row, cells, n, sink->user_data))
    sink->stopped = TRUE;
  if (sink->row_text_bytes > ROW_TEXTS)
    {
      g_string_chunk_clear (sink->texts);
      sink->row_text_bytes = 0;
    }
  return !sink->stopped;
}

gboolean
hecha_sink_row (HechaSink *sink, guint32 row, gboolean hidden, HechaCell *cells, guint n,
                GError **error)
{
  HechaRow entry = { row, sink->sheet->cells->len, 0, hidden };

  if (row >= HECHA_MAX_ROWS)
    {
      sink->n_outside += n;
      return TRUE;
    }
  if (sink->any_row && row <= sink->last_row)
    sink->unordered = TRUE;
  sink->any_row = TRUE;
  sink->last_row = row;
  n = drop_blanks (cells, put_in_order (sink, row, cells, n));
  if (!count_cells (sink, n, error))
    return FALSE;
  if (sink->visit != NULL)
    return visit_row (sink, row, cells, n);
  if (n == 0 && !hidden)
    return TRUE;
  entry.n_cells = n;
  g_array_append_val (sink->sheet->rows, entry);
  if (n > 0)
    g_array_append_vals (sink->sheet->cells, cells, n);
  return TRUE;
}

static gboolean
give_pending (HechaSink *sink, GError **error)
{
  gboolean going = TRUE;

  if (sink->pending->len > 0)
    going = hecha_sink_row (sink, sink->pending_row, FALSE, (HechaCell *) sink->pending->data,
                            sink->pending->len, error);
  g_array_set_size (sink->pending, 0);
  return going;
}

gboolean
hecha_sink_cell (HechaSink *sink, guint32 row, const HechaCell *cell, GError **error)
{
  if (row >= HECHA_MAX_ROWS || cell->column >= HECHA_MAX_COLUMNS)
    {
      hecha_sink_outside (sink);
      return TRUE;
    }
  if (sink->pending->len > 0 && row != sink->pending_row && !give_pending (sink, error))
    return FALSE;
  sink->pending_row = row;
  g_array_append_val (sink->pending, *cell);
  return TRUE;
}

void
hecha_sink_merge (HechaSink *sink, const HechaRange *range)
{
  if (sink->visit != NULL || range->first_row > range->last_row
      || range->first_column > range->last_column || range->last_row >= HECHA_MAX_ROWS
      || range->last_column >= HECHA_MAX_COLUMNS)
    return;
  if (sink->sheet->merges->len >= sink->book->limits.max_merges)
    sink->n_merges_left++;
  else
    g_array_append_val (sink->sheet->merges, *range);
}

void
hecha_sink_columns (HechaSink *sink, guint32 first, guint32 last, double width, gboolean hidden)
{
  GArray *widths = sink->sheet->column_widths;
  const double unset = -1;
  const guint8 shown = 0;

  last = MIN (last, HECHA_MAX_COLUMNS - 1);
  /* No sheet has more columns to describe. */
  if (sink->visit != NULL || first > last || sink->n_column_ranges++ >= HECHA_MAX_COLUMNS)
    return;
  while (widths->len <= last)
    g_array_append_val (widths, unset);
  while (sink->hidden->len <= last)
    g_byte_array_append (sink->hidden, &shown, 1);
  for (guint32 i = first; i <= last; i++)
    g_array_index (widths, double, i) = width;
  memset (sink->hidden->data + first, hidden, last - first + 1);
}

/* Neighbours that are hidden become one range. */
static void
list_hidden_columns (HechaSink *sink)
{
  const guint8 *hidden = sink->hidden->data;

  for (guint32 first = 0, next; first < sink->hidden->len; first = next)
    {
      HechaRange range = { 0, HECHA_MAX_ROWS - 1, first, first };

      for (next = first + 1; next < sink->hidden->len && hidden[next] == hidden[first]; next++)
        ;
      range.last_column = next - 1;
      if (hidden[first])
        g_array_append_val (sink->sheet->hidden_columns, range);
    }
}

/* ---- putting rows in order ------------------------------------------- */

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const HechaRow *first = a, *second = b;

  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;
  return first->first_cell < second->first_cell ? -1 : first->first_cell > second->first_cell;
}

/* Moves the cells of rows[from..to), all one row, to CELLS and ROWS. */
static void
join_rows (HechaSink *sink, guint from, guint to, GArray *rows, GArray *cells)
{
  HechaRow joined = g_array_index (sink->sheet->rows, HechaRow, from);

  joined.first_cell = cells->len;
  for (guint i = from; i < to; i++)
    {
      const HechaRow *part = &g_array_index (sink->sheet->rows, HechaRow, i);

      joined.hidden = joined.hidden || part->hidden;
      if (part->n_cells > 0)
        g_array_append_vals (cells, &g_array_index (sink->sheet->cells, HechaCell,
                                                    part->first_cell), part->n_cells);
    }
  joined.n_cells = cells->len - joined.first_cell;
  if (joined.n_cells > 0)
    joined.n_cells = put_in_order (sink, joined.row,
                                   &g_array_index (cells, HechaCell, joined.first_cell),
                                   joined.n_cells);
  g_array_set_size (cells, joined.first_cell + joined.n_cells);
  g_array_append_val (rows, joined);
}

static void
order_rows (HechaSink *sink)
{
  HechaSheet *sheet = sink->sheet;
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (HechaRow));
  GArray *cells = g_array_sized_new (FALSE, FALSE, sizeof (HechaCell), sheet->cells->len);

  g_array_sort_with_data (sheet->rows, compare_rows, NULL);
  for (guint from = 0, to; from < sheet->rows->len; from = to)
    {
      guint32 row = g_array_index (sheet->rows, HechaRow, from).row;

      for (to = from + 1; to < sheet->rows->len; to++)
        if (g_array_index (sheet->rows, HechaRow, to).row != row)
          break;
      join_rows (sink, from, to, rows, cells);
    }
  g_array_unref (sheet->rows);
  g_array_unref (sheet->cells);
  sheet->rows = rows;
  sheet->cells = cells;
}

/* What a merge covers the clerk does not see, so it is no content. */
static void
cover_merged (HechaSink *sink)
{
  char address[HECHA_ADDRESS_SIZE];
  guint32 row, column;
  guint n = hecha_merges_cover (sink->sheet, &row, &column);

  if (n > 0)
    hecha_sink_note (sink, "有 %u 个单元格被合并区域遮住却仍存有内容（如 %s），表上看不见，未采用", n,
                     hecha_address (row, column, address));
}

static void
write_notes (HechaSink *sink)
{
  char address[HECHA_ADDRESS_SIZE];

  if (sink->n_twice > 0)
    hecha_sink_note (sink, "有 %u 个单元格在文件里出现了两次（如 %s），取后一次的值，请用 Excel 打开核对",
                     sink->n_twice,
                     hecha_address (sink->twice_row, sink->twice_example.column, address));
  if (sink->unordered || sink->n_unordered > 0)
    hecha_sink_note (sink, "行或单元格在文件里没有按顺序排列，已按地址归位，请用 Excel 打开核对");
  if (sink->n_outside > 0)
    hecha_sink_note (sink, "有 %u 个单元格的地址超出工作表范围，未读取", sink->n_outside);
  if (sink->n_merges_left > 0)
    hecha_sink_note (sink, "合并区域过多，有 %u 处未读取", sink->n_merges_left);
}

gboolean
hecha_sink_finish (HechaSink *sink, HechaSheet **sheet, GError **error)
{
  guint64 *most = &g_array_index (sink->book->sheet_cells, guint64, sink->index);

  *sheet = NULL;
  if (!give_pending (sink, error))
    return sink->stopped;
  if (sink->unordered && sink->visit == NULL)
    order_rows (sink);
  cover_merged (sink);
  list_hidden_columns (sink);
  write_notes (sink);
  *most = MAX (*most, sink->n_cells);
  if (sink->visit == NULL)
    *sheet = g_steal_pointer (&sink->sheet);
  return TRUE;
}
