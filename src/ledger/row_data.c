/* The data of a project's row and of a total's. */
#include <string.h>

#include "ledger/row_reader.h"

static void
read_datum (HechaRowReader *rows, HechaReading *reading, const HechaLine *row, HechaDatum *datum)
{
  const HechaCell *cell = hecha_row_shown (reading);
  GStringChunk *pool = rows->reader->extract->pool;
  gboolean above = reading->merge != NULL && reading->merge->first_row < row->row;

  if (above && reading->last_merge == reading->merge)
    *datum = reading->last;   /* the same merged cell as in the record above */
  else
    hecha_value_memo_read (reading->memo, reading->field, cell,
                           cell != NULL && cell->type == HECHA_CELL_NUMBER
                               ? hecha_row_format (rows, cell)
                               : NULL,
                           &reading->context, pool, datum);
  datum->field = reading->field;
  datum->table = rows->table;
  if (reading->merge != NULL)
    hecha_row_place (rows, reading->merge->first_row, reading->merge->first_column, datum);
  else
    hecha_row_place (rows, row->row, reading->column + (guint32) reading->offset, datum);
  if (reading->doubtful)
    {
      datum->state = HECHA_STATE_DOUBTFUL;
      datum->low = datum->high = datum->step = 0;
      datum->flags = 0;
      datum->text = NULL;
    }
  if (above)
    datum->flags |= HECHA_DATUM_FROM_ABOVE;
}

/* 同上: the value of the record above, at its own address. */
static void
repeat_above (const HechaReading *reading, HechaDatum *datum)
{
  const char *raw = datum->raw;
  guint32 row = datum->row, column = datum->column;

  *datum = reading->last;
  datum->raw = raw;
  datum->row = row;
  datum->column = column;
  datum->flags |= HECHA_DATUM_FROM_ABOVE;
}

static void
read_data (HechaRowReader *rows, const HechaLine *row, HechaDatum *data)
{
  for (guint i = 0; i < rows->readings->len; i++)
    {
      HechaReading *reading = &g_array_index (rows->readings, HechaReading, i);
      HechaDatum *datum = &data[reading->slot];
      const char *text;

      if (reading->field == HECHA_FIELD_NONE)
        continue;
      read_datum (rows, reading, row, datum);
      text = reading->merge == NULL ? hecha_cell_text (reading->own) : NULL;
      if (text != NULL && reading->last.raw != NULL && hecha_is_ditto (text))
        repeat_above (reading, datum);
      reading->last = *datum;
      reading->last_merge = reading->merge;
      reading->last.flags &= (guint8) ~HECHA_DATUM_FROM_ABOVE;
    }
}

static const char *
trimmed (HechaRowReader *rows, const HechaDatum *datum)
{
  g_autofree char *text = NULL;

  if (datum->state != HECHA_STATE_VALUE)
    return "";
  if (datum->text != NULL)
    return datum->text;
  text = g_strstrip (g_strdup (datum->raw));
  return g_string_chunk_insert (rows->reader->extract->pool, text);
}

/* A 合计 counts a row without a name too, if its number says that it is one of
 * the projects; else nobody can tell whether it does. */
static void
count_nameless (HechaRowReader *rows, HechaDatum *data)
{
  const HechaReading *serial = hecha_row_reading (rows, rows->serial);
  gboolean numbered = serial != NULL && hecha_cell_has_content (hecha_row_shown (serial));

  for (guint i = 0; i < rows->n_data && !numbered; i++)
    if (data[i].state == HECHA_STATE_VALUE)
      data[i].state = HECHA_STATE_DOUBTFUL;
  hecha_totals_add (rows->totals, data, rows->n_data);
}

void
hecha_row_take_nameless (HechaRowReader *rows, const HechaLine *row)
{
  g_autofree HechaDatum *data = g_new0 (HechaDatum, MAX (rows->n_data, 1));

  read_data (rows, row, data);
  count_nameless (rows, data);
  hecha_row_note (rows, HECHA_NOTE_NAMELESS, row->row);
}

void
hecha_row_add_record (HechaRowReader *rows, const HechaLine *row)
{
  HechaRecord record = { .table = rows->table, .row = row->row, .hidden = row->hidden,
                         .code = "", .name = "", .n_data = rows->n_data };
  const HechaTable *table
      = &g_array_index (rows->reader->extract->tables, HechaTable, rows->table);
  const HechaReading *reading;

  record.data = hecha_extract_data (rows->reader->extract, rows->n_data);
  read_data (rows, row, record.data);
  if (hecha_row_realign (rows, row, record.data))
    {
      read_data (rows, row, record.data);
      hecha_row_straighten (rows);
    }
  if ((reading = hecha_row_reading (rows, rows->name)) != NULL)
    record.name = trimmed (rows, &record.data[reading->slot]);
  if ((reading = hecha_row_reading (rows, rows->code)) != NULL)
    record.code = trimmed (rows, &record.data[reading->slot]);
  if (*record.name == '\0' && *record.code == '\0')
    {
      count_nameless (rows, record.data);
      hecha_row_note (rows, HECHA_NOTE_NAMELESS, row->row);
      return;
    }
  record.unit = rows->section_unit != NULL ? rows->section_unit : table->unit_name;
  if ((reading = hecha_row_reading (rows, rows->unit)) != NULL
      && record.data[reading->slot].state == HECHA_STATE_VALUE)
    record.unit = trimmed (rows, &record.data[reading->slot]);
  record.year = table->year;
  if ((reading = hecha_row_reading (rows, rows->year)) != NULL
      && record.data[reading->slot].state == HECHA_STATE_VALUE)
    record.year = (int) CLAMP (record.data[reading->slot].low, 0, 9999);
  g_array_append_val (rows->reader->extract->records, record);
  hecha_totals_add (rows->totals, record.data, record.n_data);
  if (!rows->any_record)
    rows->first_row = row->row;
  rows->last_row = row->row;
  rows->any_record = TRUE;
}

void
hecha_row_take_total (HechaRowReader *rows, const HechaLine *row, HechaTotalKind kind)
{
  for (guint i = 0; i < rows->readings->len; i++)
    {
      HechaReading *reading = &g_array_index (rows->readings, HechaReading, i);
      HechaDatum datum = { 0 };

      if (reading->field == HECHA_FIELD_NONE
          || hecha_field_type (reading->field) != HECHA_TYPE_AMOUNT
          || !hecha_cell_has_content (reading->own))
        continue;
      hecha_value_read (reading->field, reading->own, hecha_row_format (rows, reading->own),
                        &reading->context, rows->reader->extract->pool, &datum);
      datum.field = reading->field;
      hecha_row_place (rows, row->row, reading->column, &datum);
      if (datum.state == HECHA_STATE_VALUE)
        hecha_totals_state (rows->totals, &datum, kind);
    }
  hecha_totals_close (rows->totals, kind);
  rows->last_row = row->row;
}
