/* sample_ledger.c - ledgers made in memory. */
#include "tests/sample_ledger.h"

#include <string.h>

enum { HEADER_ROW = 3, FIRST_ROW = 4, FIRST_COLUMN = 1 };

static void
add_columns (HechaTable *table, char **fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    {
      HechaColumn column = { .row = HEADER_ROW, .column = FIRST_COLUMN + i,
                             .field = hecha_field_from_name (fields[i]),
                             .match = HECHA_MATCH_EXACT, .confidence = 1, .unit = 0,
                             .text = "", .candidates = "", .samples = "" };

      g_assert (column.field != HECHA_FIELD_NONE);
      column.text = hecha_field_name ((HechaField) column.field);
      g_array_append_val (table->columns, column);
    }
}

static int
by_field (gconstpointer a, gconstpointer b)
{
  return (int) ((const HechaDatum *) a)->field - (int) ((const HechaDatum *) b)->field;
}

static const char *
text_of (const HechaRecord *record, HechaField field)
{
  for (guint i = 0; i < record->n_data; i++)
    if (record->data[i].field == field && record->data[i].state == HECHA_STATE_VALUE)
      return record->data[i].text;
  return NULL;
}

static void
add_record (HechaExtract *extract, const HechaTable *table, guint32 row, const char *cells)
{
  g_auto (GStrv) texts = g_strsplit (cells, "|", -1);
  guint n = g_strv_length (texts);
  HechaValueContext context = { .unit = 1000000, .year = table->year };
  HechaRecord record = { .table = 0, .row = row, .year = table->year, .n_data = n,
                         .data = hecha_extract_data (extract, n) };

  g_assert (n == table->columns->len);
  for (guint i = 0; i < n; i++)
    {
      HechaDatum *datum = &record.data[i];
      HechaField field
        = (HechaField) g_array_index (table->columns, HechaColumn, i).field;

      hecha_value_read_text (field, texts[i], &context, extract->pool, datum);
      datum->field = field;
      datum->row = row;
      datum->column = FIRST_COLUMN + i;
    }
  qsort (record.data, n, sizeof *record.data, by_field);
  record.code = text_of (&record, HECHA_FIELD_CODE);
  record.name = text_of (&record, HECHA_FIELD_NAME);
  record.unit = text_of (&record, HECHA_FIELD_UNIT);
  record.code = record.code != NULL ? record.code : "";
  record.name = record.name != NULL ? record.name : "";
  record.unit = record.unit != NULL ? record.unit : table->unit_name;
  g_array_append_val (extract->records, record);
}

static HechaExtract *
sample_extract (const SampleTable *sample)
{
  HechaExtract *extract = hecha_extract_new (sample->file, sample->file);
  g_auto (GStrv) fields = g_strsplit (sample->fields, " ", -1);
  HechaTable table = { .sheet = sample->sheet, .title = "台账", .unit_name = sample->unit,
                       .year = sample->year, .unit = 1000000 };

  table.columns = g_array_new (FALSE, TRUE, sizeof (HechaColumn));
  table.totals = g_array_new (FALSE, TRUE, sizeof (HechaTotal));
  add_columns (&table, fields);
  table.header = (HechaRange){ HEADER_ROW, HEADER_ROW, FIRST_COLUMN,
                               FIRST_COLUMN + table.columns->len - 1 };
  table.data = (HechaRange){ FIRST_ROW, FIRST_ROW, FIRST_COLUMN, table.header.last_column };
  memset (extract->sha256, 'a', 64);
  extract->size = 4096;
  extract->kind = HECHA_KIND_XLSX;
  for (guint i = 0; sample->rows[i] != NULL; i++)
    {
      add_record (extract, &table, FIRST_ROW + i, sample->rows[i]);
      table.data.last_row = FIRST_ROW + i;
    }
  g_array_append_val (extract->tables, table);
  return extract;
}

HechaLedger *
sample_ledger (const HechaDictionary *dictionary, const SampleTable *tables, guint n)
{
  HechaLedger *ledger = hecha_ledger_new (dictionary);

  for (guint i = 0; i < n; i++)
    hecha_ledger_add (ledger, sample_extract (&tables[i]));
  hecha_ledger_join (ledger);
  return ledger;
}
