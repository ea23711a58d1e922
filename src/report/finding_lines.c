/* finding_lines.c - findings.jsonl (DESIGN.md "Contracts"). */
#include "report/discretion.h"
#include "report/json.h"

static void
append_key_string (GString *out, const char *key, const char *text)
{
  g_string_append_printf (out, ",\"%s\":", key);
  hecha_json_append_text_or_null (out, text);
}

static void
append_cell (GString *out, const HechaLedger *ledger, const HechaEvidence *evidence)
{
  char address[HECHA_ADDRESS_SIZE];
  const HechaTable *table = NULL;
  const HechaExtract *file = NULL;

  if (evidence->table != HECHA_NO_TABLE)
    {
      table = hecha_ledger_table (ledger, evidence->table);
      file = hecha_ledger_file (ledger, table->file);
    }
  g_string_append (out, "{\"file\":");
  hecha_json_append_text_or_null (out, file != NULL ? file->name : NULL);
  append_key_string (out, "sheet", table != NULL ? table->sheet : NULL);
  append_key_string (out, "cell", hecha_address (evidence->row, evidence->column, address));
  append_key_string (out, "field",
                     evidence->field == HECHA_FIELD_NONE
                       ? NULL
                       : hecha_field_name ((HechaField) evidence->field));
  g_string_append_c (out, '}');
}

static void
append_cells (GString *out, const HechaLedger *ledger, const HechaFinding *finding)
{
  g_string_append (out, ",\"cells\":[");
  for (guint i = 0; i < finding->n_evidence; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_cell (out, ledger, &finding->evidence[i]);
    }
  g_string_append_c (out, ']');
}

static void
append_related (GString *out, const HechaLedger *ledger, const HechaFinding *finding)
{
  g_string_append (out, ",\"related\":[");
  for (guint i = 0; i < finding->n_related; i++)
    g_string_append_printf (out, "%s\"%s\"", i > 0 ? "," : "",
                            hecha_ledger_project (ledger, finding->related[i])->key);
  g_string_append_c (out, ']');
}

static void
append_amount (GString *out, gint64 amount)
{
  g_string_append (out, ",\"amount\":");
  if (amount == HECHA_NO_AMOUNT)
    g_string_append (out, "null");
  else
    hecha_json_append_amount (out, amount);
}

static void
append_before_force (GString *out, guint8 force)
{
  static const char *const words[] = { "false", "true", "null" };

  g_string_append_printf (out, ",\"before_force\":%s", words[MIN (force, 2)]);
}

static void
append_score (GString *out, double score)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, ",\"score\":");
  if (!(score >= 0 && score <= 1))
    g_string_append (out, "null");
  else
    g_string_append (out, g_ascii_formatd (digits, sizeof digits, "%.4f", score));
}

void
hecha_report_append_finding (GString *out, const HechaReportInput *input, guint index)
{
  const HechaVerdict *verdict = input->verdict;
  const HechaLedger *ledger = hecha_verdict_ledger (verdict);
  const HechaFinding *finding = hecha_verdict_finding (verdict, index);
  const HechaRule *rule = hecha_rules_get (hecha_verdict_rules (verdict), finding->rule);
  const HechaProject *project = hecha_finding_project (verdict, finding);

  g_string_append (out, HECHA_JSON_SCHEMA "\"id\":");
  hecha_json_append_string (out, finding->id);
  append_key_string (out, "rule", rule->shown_id);
  append_key_string (out, "measure", rule->measure);
  append_key_string (out, "level", hecha_outcome_name ((HechaOutcome) finding->level));
  g_string_append (out, ",\"article\":");
  hecha_json_append_string (out, rule->article);
  append_key_string (out, "status",
                     input->histories != NULL ? input->histories[index].status : NULL);
  append_key_string (out, "project", project != NULL ? project->key : NULL);
  append_key_string (out, "name", hecha_finding_name (verdict, finding));
  append_key_string (out, "unit", hecha_finding_unit (verdict, finding));
  g_string_append (out, ",\"year\":");
  hecha_json_append_year (out, hecha_finding_year (verdict, finding));
  append_amount (out, hecha_finding_amount (verdict, finding));
  append_before_force (out, finding->before_force);
  g_string_append (out, ",\"message\":");
  hecha_json_append_string (out, hecha_report_message (verdict, finding));
  append_cells (out, ledger, finding);
  append_related (out, ledger, finding);
  append_score (out, finding->score);
  g_string_append_c (out, '}');
}

gboolean
hecha_report_write_findings (const HechaReportInput *input, const char *path, GError **error)
{
  HechaLines lines;

  if (!hecha_lines_open (&lines, path, error))
    return FALSE;
  for (guint i = 0; i < hecha_verdict_n_findings (input->verdict); i++)
    {
      hecha_report_append_finding (lines.text, input, i);
      hecha_lines_end (&lines);
    }
  return hecha_lines_close (&lines, error);
}
