/* Columns and merged ranges while the rows of a table go by: one pass over
 * the cells, ranges are met as they begin and never expanded. */
#include "ledger/row_reader.h"

#include <string.h>

#define MEMO_ROWS 12u        /* fewer are not worth the memory */
#define STYLE_ROWS 80        /* looked at to see how 序号 is written */

HechaReading *
hecha_row_reading (const HechaRowReader *rows, int index)
{
  return index >= 0 ? &g_array_index (rows->readings, HechaReading, index) : NULL;
}

static void
add_reading (HechaRowReader *rows, const HechaTableColumn *column)
{
  HechaReading reading = { .column = column->column, .field = column->field,
                      .serial = column->serial };
  int index = (int) rows->readings->len;
  guint n_rows = hecha_grid_n_rows (rows->reader->grid);

  reading.context.unit = column->unit;
  reading.context.year = rows->caption->year;
  reading.context.date1904
      = rows->reader->book != NULL && hecha_book_date1904 (rows->reader->book);
  if (n_rows > rows->head->next_row + MEMO_ROWS)
    reading.memo = hecha_value_memo_new (n_rows - rows->head->next_row);
  g_array_append_val (rows->readings, reading);
  switch (column->field)
    {
    case HECHA_FIELD_NAME:
      rows->name = index;
      break;
    case HECHA_FIELD_CODE:
      rows->code = index;
      break;
    case HECHA_FIELD_UNIT:
      rows->unit = index;
      break;
    case HECHA_FIELD_YEAR:
      rows->year = index;
      break;
    default:
      break;
    }
  if (column->serial && rows->serial < 0)
    rows->serial = index;
}

/* Data stand in a record by field, columns in a row by place. */
static void
assign_slots (HechaRowReader *rows)
{
  for (guint field = 0; field < HECHA_N_FIELDS; field++)
    for (guint i = 0; i < rows->readings->len; i++)
      if (g_array_index (rows->readings, HechaReading, i).field == field)
        g_array_index (rows->readings, HechaReading, i).slot = rows->n_data++;
}

static void
see_serial_style (HechaRowReader *rows)
{
  const HechaGrid *grid = rows->reader->grid;
  guint end = MIN (hecha_grid_n_rows (grid), rows->head->next_row + STYLE_ROWS);
  guint chinese = 0, arabic = 0;
  guint32 column;

  if (rows->serial < 0)
    return;
  column = hecha_row_reading (rows, rows->serial)->column;
  for (guint i = rows->head->next_row; i < end; i++)
    {
      const HechaCell *cell
          = hecha_sheet_cell (grid->sheet, hecha_grid_row (grid, i)->row, column);
      const char *text = hecha_cell_text (cell);

      if (text != NULL && hecha_is_chinese_number (text))
        chinese++;
      else if ((cell != NULL && cell->type == HECHA_CELL_NUMBER)
               || (text != NULL && g_ascii_isdigit (*text)))
        arabic++;
    }
  rows->chinese_sections = chinese > 0 && arabic > 0;
  rows->numbered = arabic > 0;
}

static const HechaCell *
content_of (const HechaGrid *grid, const HechaRange *range)
{
  return hecha_sheet_cell (grid->sheet, range->first_row, range->first_column);
}

static void
begin_merge (HechaRowReader *rows, const HechaRange *range)
{
  const HechaCell *content = NULL;
  gboolean looked = FALSE;

  if (range->first_row == range->last_row && range->first_column == range->last_column)
    return;
  for (guint i = 0; i < rows->readings->len; i++)
    {
      HechaReading *reading = &g_array_index (rows->readings, HechaReading, i);

      if (reading->column > range->last_column)
        break;
      if (reading->column < range->first_column)
        continue;
      if (!looked)
        content = content_of (rows->reader->grid, range);
      looked = TRUE;
      reading->merge = range;
      reading->merged = content;
    }
}

void
hecha_row_follow_merges (HechaRowReader *rows, guint32 row)
{
  const HechaGrid *grid = rows->reader->grid;

  while (rows->next_merge < grid->n_merges && grid->merges[rows->next_merge].first_row <= row)
    {
      const HechaRange *range = &grid->merges[rows->next_merge++];

      if (range->last_row >= row && range->first_column <= rows->head->header.last_column
          && range->last_column >= rows->head->header.first_column)
        begin_merge (rows, range);
    }
}

/* Finds the row's own cells for all readings. */
void
hecha_row_take_cells (HechaRowReader *rows, HechaLine *row)
{
  guint32 n, at = 0;
  const HechaCell *cells = hecha_grid_row_cells (rows->reader->grid, row->index, &n);
  gboolean any = FALSE;

  row->n_own = row->n_other = 0;
  row->first_text = NULL;
  for (guint i = 0; i < rows->readings->len; i++)
    {
      HechaReading *reading = &g_array_index (rows->readings, HechaReading, i);

      while (at < n && cells[at].column < reading->column)
        at++;
      reading->own = at < n && cells[at].column == reading->column ? &cells[at] : NULL;
      if (reading->merge != NULL && reading->merge->last_row < row->row)
        reading->merge = NULL;
      if (reading->own == NULL || !hecha_cell_has_content (reading->own))
        continue;
      row->n_own++;
      row->n_other += (int) i != rows->name && !reading->serial;
      if (!any)
        row->first_text = hecha_cell_text (reading->own);
      any = TRUE;
    }
}

const HechaCell *
hecha_row_shown (const HechaReading *reading)
{
  return reading->merge != NULL ? reading->merged : reading->own;
}

const char *
hecha_row_shown_text (HechaRowReader *rows, int index)
{
  const HechaReading *reading = hecha_row_reading (rows, index);
  const char *text = reading != NULL ? hecha_cell_text (hecha_row_shown (reading)) : NULL;

  return text != NULL ? text : "";
}

void
hecha_row_note (HechaRowReader *rows, HechaNoteKind kind, guint32 row)
{
  hecha_sheet_notes_add (rows->reader->notes, kind, row, rows->reader->grid->turned != NULL);
}

const char *
hecha_row_format (const HechaRowReader *rows, const HechaCell *cell)
{
  return cell != NULL && rows->reader->book != NULL
             ? hecha_book_format_code (rows->reader->book, cell->style)
             : "General";
}

void
hecha_row_place (const HechaRowReader *rows, guint32 row, guint32 column, HechaDatum *datum)
{
  gboolean turned = rows->reader->grid->turned != NULL;

  datum->row = turned ? column : row;
  datum->column = turned ? row : column;
}

void
hecha_row_reader_init (HechaRowReader *rows, HechaSheetReader *reader, HechaTableHead *head,
                       const HechaCaption *caption)
{
  memset (rows, 0, sizeof *rows);
  rows->reader = reader;
  rows->head = head;
  rows->caption = caption;
  rows->name = rows->code = rows->unit = rows->year = rows->serial = -1;
  rows->readings = g_array_new (FALSE, TRUE, sizeof (HechaReading));
  for (guint i = 0; i < head->columns->len; i++)
    {
      HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);

      column->unit = column->guess->unit != 0 ? column->guess->unit : column->noted_unit;
      if (column->unit == 0)
        column->unit = caption->unit;
      add_reading (rows, column);
    }
  assign_slots (rows);
  see_serial_style (rows);
  rows->totals = hecha_totals_new ();
}

void
hecha_row_reader_clear (HechaRowReader *rows)
{
  for (guint i = 0; i < rows->readings->len; i++)
    hecha_value_memo_free (g_array_index (rows->readings, HechaReading, i).memo);
  g_array_unref (rows->readings);
  hecha_totals_free (rows->totals);
}
