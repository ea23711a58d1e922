/* ledger_lines.c - ledger.jsonl: what was read of every project.
 *
 * A county's is two hundred megabytes, most of it words that are the same for
 * every project: they are made once. */
#include "report/discretion.h"
#include "report/json.h"

typedef struct
{
  /* `"验收日期":{"state":"值","value":` */
  GString *heads[HECHA_N_FIELDS][HECHA_STATE_VALUE + 1];
  GPtrArray *places;   /* GString, by table: `,"file":"…","sheet":"…","cell":"` */
} Texts;

static GPtrArray *
place_texts (const HechaLedger *ledger)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (hecha_json_piece_free);

  for (guint i = 0; i < hecha_ledger_n_tables (ledger); i++)
    {
      const HechaTable *table = hecha_ledger_table (ledger, i);
      GString *place = g_string_new (",\"file\":");

      hecha_json_append_text_or_null (place, hecha_ledger_file (ledger, table->file)->name);
      g_string_append (place, ",\"sheet\":");
      hecha_json_append_text_or_null (place, table->sheet);
      g_string_append (place, ",\"cell\":\"");
      g_ptr_array_add (places, place);
    }
  return places;
}

static Texts *
texts_new (const HechaLedger *ledger)
{
  Texts *texts = g_new (Texts, 1);

  texts->places = place_texts (ledger);
  for (guint field = 0; field < HECHA_N_FIELDS; field++)
    for (guint state = 0; state <= HECHA_STATE_VALUE; state++)
      {
        GString *head = texts->heads[field][state] = g_string_new (NULL);

        g_string_printf (head, "\"%s\":{\"state\":\"%s\",\"value\":",
                         hecha_field_name ((HechaField) field),
                         hecha_state_name ((HechaState) state));
      }
  return texts;
}

static void
texts_free (Texts *texts)
{
  for (guint field = 0; field < HECHA_N_FIELDS; field++)
    for (guint state = 0; state <= HECHA_STATE_VALUE; state++)
      g_string_free (texts->heads[field][state], TRUE);
  g_ptr_array_unref (texts->places);
  g_free (texts);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Texts, texts_free)

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
append_datum (GString *out, const HechaDatum *datum, const Texts *texts)
{
  char address[HECHA_ADDRESS_SIZE];

  hecha_json_append_piece (out, texts->heads[datum->field][datum->state]);
  append_value (out, datum);
  g_string_append (out, ",\"raw\":");
  hecha_json_append_string (out, datum->raw != NULL ? datum->raw : "");
  if (datum->table >= texts->places->len)
    g_string_append (out, ",\"file\":null,\"sheet\":null,\"cell\":null}");
  else
    {
      hecha_json_append_piece (out, g_ptr_array_index (texts->places, datum->table));
      g_string_append (out, hecha_address (datum->row, datum->column, address));
      g_string_append (out, "\"}");
    }
}

static void
append_project (GString *out, const HechaProject *project, gboolean classified,
                const Texts *texts)
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
      append_datum (out, &project->data[i], texts);
      first = FALSE;
    }
  g_string_append (out, "}}");
}

gboolean
hecha_report_write_ledger (const HechaVerdict *verdict, const char *path, GError **error)
{
  const HechaLedger *ledger = hecha_verdict_ledger (verdict);
  g_autoptr (Texts) texts = texts_new (ledger);
  HechaLines lines;

  if (!hecha_lines_open (&lines, path, error))
    return FALSE;
  for (guint i = 0; i < hecha_ledger_n_projects (ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);

      if (!hecha_project_is_judged (ledger, project))
        continue;
      append_project (lines.text, project, hecha_verdict_classified (verdict, i), texts);
      hecha_lines_end (&lines);
    }
  return hecha_lines_close (&lines, error);
}
