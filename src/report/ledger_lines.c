/* ledger_lines.c - ledger.jsonl: what was read of every project. */
#include "report/discretion.h"
#include "report/json.h"

/* The part of a field's object that is the same for all cells of a table,
 * escaped once: `,"file":"…","sheet":"…","cell":"`. */
static GPtrArray *
place_texts (const HechaLedger *ledger)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < hecha_ledger_n_tables (ledger); i++)
    {
      const HechaTable *table = hecha_ledger_table (ledger, i);
      GString *place = g_string_new (",\"file\":");

      hecha_json_append_text_or_null (place, hecha_ledger_file (ledger, table->file)->name);
      g_string_append (place, ",\"sheet\":");
      hecha_json_append_text_or_null (place, table->sheet);
      g_string_append (place, ",\"cell\":\"");
      g_ptr_array_add (places, g_string_free (place, FALSE));
    }
  return places;
}

static void
append_value (GString *out, const HechaDatum *datum)
{
  if (datum->state != HECHA_STATE_VALUE)
    {
      g_string_append (out, "null");
      return;
    }
  switch (hecha_field_type ((HechaField) datum->field))
    {
    case HECHA_TYPE_AMOUNT:
      hecha_json_append_amount (out, datum->low);
      break;
    case HECHA_TYPE_DATE:
      hecha_json_append_date (out, datum->low, datum->high);
      break;
    case HECHA_TYPE_YESNO:
      g_string_append (out, datum->low != 0 ? "true" : "false");
      break;
    case HECHA_TYPE_NUMBER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, datum->low);
      break;
    case HECHA_TYPE_TEXT:
      hecha_json_append_string (out, datum->text != NULL ? datum->text : datum->raw);
      break;
    }
}

static void
append_datum (GString *out, const HechaDatum *datum, const GPtrArray *places)
{
  char address[HECHA_ADDRESS_SIZE];

  g_string_append_c (out, '"');
  g_string_append (out, hecha_field_name ((HechaField) datum->field));
  g_string_append (out, "\":{\"state\":\"");
  g_string_append (out, hecha_state_name ((HechaState) datum->state));
  g_string_append (out, "\",\"value\":");
  append_value (out, datum);
  g_string_append (out, ",\"raw\":");
  hecha_json_append_string (out, datum->raw != NULL ? datum->raw : "");
  if (datum->table >= places->len)
    g_string_append (out, ",\"file\":null,\"sheet\":null,\"cell\":null}");
  else
    {
      g_string_append (out, g_ptr_array_index (places, datum->table));
      g_string_append (out, hecha_address (datum->row, datum->column, address));
      g_string_append (out, "\"}");
    }
}

static void
append_project (GString *out, const HechaProject *project, gboolean classified,
                const GPtrArray *places)
{
  gboolean first = TRUE;

  g_string_append_printf (out, HECHA_JSON_SCHEMA "\"project\":\"%s\",\"name\":", project->key);
  hecha_json_append_text_or_null (out, classified ? NULL : project->name);
  g_string_append (out, ",\"unit\":");
  hecha_json_append_text_or_null (out, classified ? NULL : project->unit);
  g_string_append (out, ",\"year\":");
  hecha_json_append_year (out, classified ? 0 : project->year);
  g_string_append (out, ",\"fields\":{");
  for (guint i = 0; i < project->n_data; i++)
    {
      if (classified && project->data[i].field != HECHA_FIELD_CODE)
        continue;
      if (!first)
        g_string_append_c (out, ',');
      append_datum (out, &project->data[i], places);
      first = FALSE;
    }
  g_string_append (out, "}}");
}

gboolean
hecha_report_write_ledger (const HechaVerdict *verdict, const char *path, GError **error)
{
  const HechaLedger *ledger = hecha_verdict_ledger (verdict);
  g_autoptr (GPtrArray) places = place_texts (ledger);
  HechaLines lines;

  if (!hecha_lines_open (&lines, path, error))
    return FALSE;
  for (guint i = 0; i < hecha_ledger_n_projects (ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);

      if (!hecha_project_is_judged (ledger, project))
        continue;
      append_project (lines.text, project, hecha_verdict_classified (verdict, i), places);
      hecha_lines_end (&lines);
    }
  return hecha_lines_close (&lines, error);
}
