/* A table for the extract: its columns with samples, its ranges. */
#include <string.h>

#include "ledger/detail.h"
#include "ledger/row_reader.h"

#define MAX_SAMPLES 3
#define SAMPLE_ROWS 12

static const char *
column_samples (HechaRowReader *rows, const HechaTableColumn *column)
{
  const HechaGrid *grid = rows->reader->grid;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GStringChunk) pool = g_string_chunk_new (256);
  HechaValueContext context = { 0 };
  guint n = 0;

  for (guint i = hecha_grid_find_row (grid, rows->first_row), looked = 0;
       rows->any_record && i < hecha_grid_n_rows (grid) && looked < SAMPLE_ROWS && n < MAX_SAMPLES;
       i++, looked++)
    {
      const HechaCell *cell
          = hecha_sheet_cell (grid->sheet, hecha_grid_row (grid, i)->row, column->column);
      HechaDatum datum = { 0 };

      if (!hecha_cell_has_content (cell))
        continue;
      hecha_value_read (HECHA_FIELD_CONTENT, cell, hecha_row_format (rows, cell), &context, pool,
                        &datum);
      if (datum.raw == NULL || strstr (text->str, datum.raw) != NULL)
        continue;
      g_string_append_printf (text, "%s%s", n++ > 0 ? " | " : "", datum.raw);
    }
  return g_string_chunk_insert (rows->reader->extract->pool, text->str);
}

static HechaRange
turned_range (const HechaRowReader *rows, HechaRange range)
{
  HechaRange across = { range.first_column, range.last_column, range.first_row, range.last_row };

  return rows->reader->grid->turned != NULL ? across : range;
}

static void
describe_columns (HechaRowReader *rows, HechaTable *table)
{
  for (guint i = 0; i < rows->head->columns->len; i++)
    {
      const HechaTableColumn *from = &g_array_index (rows->head->columns, HechaTableColumn, i);
      HechaColumn column = hecha_table_column_describe (rows->reader, from);

      column.unit = from->field != HECHA_FIELD_NONE
                            && hecha_field_type (from->field) == HECHA_TYPE_AMOUNT
                        ? from->unit
                        : 0;
      column.candidates = from->field == HECHA_FIELD_NONE && from->candidates != NULL
                              ? g_string_chunk_insert (rows->reader->extract->pool,
                                                       from->candidates)
                              : "";
      column.samples = column_samples (rows, from);
      g_array_append_val (table->columns, column);
    }
}

void
hecha_table_begin (HechaRowReader *rows)
{
  HechaSheetReader *reader = rows->reader;
  GStringChunk *pool = reader->extract->pool;
  HechaTable table = { .sheet_index = reader->sheet_index };

  table.sheet = g_string_chunk_insert_const (pool, reader->sheet->name);
  table.shape = reader->grid->turned != NULL ? HECHA_TABLE_TRANSPOSED : HECHA_TABLE_LEDGER;
  table.hidden = reader->sheet->visibility != HECHA_SHEET_VISIBLE;
  table.header = turned_range (rows, rows->head->header);
  table.title = g_string_chunk_insert (pool, rows->caption->title);
  table.unit_name = g_string_chunk_insert_const (pool, rows->caption->unit_name);
  table.year = rows->caption->year;
  table.unit = rows->caption->unit;
  table.columns = g_array_new (FALSE, TRUE, sizeof (HechaColumn));
  table.totals = g_array_new (FALSE, TRUE, sizeof (HechaTotal));
  rows->table = reader->extract->tables->len;
  g_array_append_val (reader->extract->tables, table);
}

void
hecha_table_finish (HechaRowReader *rows, guint first_record)
{
  HechaTable *table = &g_array_index (rows->reader->extract->tables, HechaTable, rows->table);
  HechaRange data = { rows->first_row, rows->last_row, rows->head->header.first_column,
                      rows->head->header.last_column };

  if (!rows->any_record)
    data.first_row = data.last_row = rows->head->header.last_row;
  table->data = turned_range (rows, data);
  describe_columns (rows, table);
  /* Totals may stand beside their headers where projects do. */
  if (!rows->shifted)
    hecha_totals_finish (rows->totals, table->totals);
  if (rows->reader->grid->turned == NULL)
    hecha_detail_merge (rows->reader, rows->head, rows->table, first_record);
}
