#include "cli/batch_json.h"

#include <string.h>

static void
append_key (GString *out, const char *key)
{
  /* After an opening bracket, or a comma and a line break, none is due. */
  if (out->len > 0 && strchr ("{[\n", out->str[out->len - 1]) == NULL)
    g_string_append (out, ", ");
  hecha_json_append_string (out, key);
  g_string_append (out, ": ");
}

static void
append_text (GString *out, const char *key, const char *text)
{
  append_key (out, key);
  if (text != NULL)
    hecha_json_append_string (out, text);
  else
    g_string_append (out, "null");
}

static void
append_number (GString *out, const char *key, guint64 number)
{
  append_key (out, key);
  g_string_append_printf (out, "%" G_GUINT64_FORMAT, number);
}

static void
append_address (GString *out, const char *key, guint32 row, guint32 column)
{
  char address[HECHA_ADDRESS_SIZE];

  append_text (out, key, hecha_address (row, column, address));
}

/* "B3:K12" */
static void
append_range (GString *out, const char *key, const HechaRange *range)
{
  char first[HECHA_ADDRESS_SIZE], last[HECHA_ADDRESS_SIZE];
  g_autofree char *text
      = g_strconcat (hecha_address (range->first_row, range->first_column, first), ":",
                     hecha_address (range->last_row, range->last_column, last), NULL);

  append_text (out, key, text);
}

static void
append_unit (GString *out, gint64 unit)
{
  static const struct
  {
    gint64 unit;
    const char *name;
  } names[] = { { 100, "元" }, { 100000, "千元" }, { 1000000, "万元" },
                { 100000000, "百万元" }, { 10000000000, "亿元" } };

  append_key (out, "unit");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].unit == unit)
      {
        hecha_json_append_string (out, names[i].name);
        return;
      }
  g_string_append (out, "null");
}

static void
append_column (GString *out, const HechaColumn *column, gboolean samples)
{
  g_string_append_c (out, '{');
  append_address (out, "cell", column->row, column->column);
  append_text (out, "header", column->text);
  append_text (out, "field",
               column->field != HECHA_FIELD_NONE ? hecha_field_name (column->field) : NULL);
  append_text (out, "method", hecha_match_name ((HechaMatch) column->match));
  append_key (out, "confidence");
  g_string_append_printf (out, "%d.%02d", (int) (column->confidence * 100 + 0.5f) / 100,
                          (int) (column->confidence * 100 + 0.5f) % 100);
  append_unit (out, column->unit);
  if (column->field == HECHA_FIELD_NONE)
    append_text (out, "candidates", column->candidates);
  if (samples)
    append_text (out, "samples", column->samples);
  g_string_append_c (out, '}');
}

static const char *
shape_name (HechaTableShape shape)
{
  static const char *const names[] = { "台账", "转置", "表单", "明细" };

  return names[shape];
}

static void
append_table (GString *out, const HechaTable *table, gboolean samples)
{
  g_string_append_c (out, '{');
  append_text (out, "sheet", *table->sheet != '\0' ? table->sheet : NULL);
  append_text (out, "shape", shape_name (table->shape));
  append_key (out, "hidden");
  g_string_append (out, table->hidden ? "true" : "false");
  append_text (out, "title", table->title);
  append_text (out, "department", table->unit_name);
  append_key (out, "year");
  if (table->year != 0)
    g_string_append_printf (out, "%d", table->year);
  else
    g_string_append (out, "null");
  append_number (out, "header_first_row", table->header.first_row + 1);
  append_number (out, "header_last_row", table->header.last_row + 1);
  append_range (out, "data", &table->data);
  append_key (out, "mapping");
  g_string_append_c (out, '[');
  for (guint i = 0; i < table->columns->len; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      append_column (out, &g_array_index (table->columns, HechaColumn, i), samples);
    }
  g_string_append (out, "]}");
}

void
hecha_json_append_tables (GString *out, const HechaExtract *extract, gboolean samples)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < extract->tables->len; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      append_table (out, &g_array_index (extract->tables, HechaTable, i), samples);
    }
  g_string_append_c (out, ']');
}

static void
append_sheets (GString *out, const HechaExtract *extract)
{
  append_key (out, "sheets");
  g_string_append_c (out, '[');
  for (guint i = 0; i < extract->sheets->len; i++)
    {
      const HechaSheetNote *sheet = &g_array_index (extract->sheets, HechaSheetNote, i);

      if (i > 0)
        g_string_append (out, ", ");
      g_string_append_c (out, '{');
      append_text (out, "name", sheet->name);
      append_key (out, "hidden");
      g_string_append (out, sheet->visibility != HECHA_SHEET_VISIBLE ? "true" : "false");
      append_text (out, "note", sheet->note);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
append_second_reading (GString *out, const HechaExtract *extract)
{
  if (!extract->read_twice)
    return;
  append_key (out, "double_read");
  g_string_append_c (out, '{');
  append_key (out, "done");
  g_string_append (out, extract->second.done ? "true" : "false");
  append_number (out, "compared", extract->second.compared);
  append_number (out, "differing", extract->second.differing);
  append_text (out, "note", extract->second.note);
  g_string_append_c (out, '}');
}

static void
append_input (GString *out, const HechaExtract *extract, const char *marked_note)
{
  g_autofree char *absolute = g_canonicalize_filename (extract->path, NULL);

  g_string_append_c (out, '{');
  append_text (out, "path", extract->name);
  append_text (out, "opened", absolute);   /* where `hecha verify` looks */
  append_text (out, "sha256", *extract->sha256 != '\0' ? extract->sha256 : NULL);
  append_number (out, "size", extract->size);
  append_text (out, "kind", hecha_kind_name (extract->kind));
  append_text (out, "error", extract->error);
  append_text (out, "skipped", extract->skipped);
  append_text (out, "marking", marked_note);
  if (extract->compared_only)
    {
      append_key (out, "compared_only");
      g_string_append (out, "true");
    }
  append_second_reading (out, extract);
  append_sheets (out, extract);
  append_key (out, "tables");
  hecha_json_append_tables (out, extract, FALSE);
  g_string_append_c (out, '}');
}

static void
append_inputs (GString *out, const HechaBatch *batch, const HechaReportInput *input)
{
  append_key (out, "inputs");
  g_string_append (out, "[");
  for (guint i = 0; i < hecha_ledger_n_files (batch->ledger); i++)
    {
      g_string_append (out, i > 0 ? ",\n  " : "\n  ");
      append_input (out, hecha_ledger_file (batch->ledger, i),
                    input->marked_notes != NULL ? input->marked_notes[i] : NULL);
    }
  g_string_append (out, "]");
}

static void
append_rules (GString *out, const HechaRules *rules)
{
  append_key (out, "rules");
  g_string_append_c (out, '[');
  for (guint i = 0; i < hecha_rules_n_packs (rules); i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      g_string_append_c (out, '{');
      append_text (out, "path", hecha_rules_pack_path (rules, i));
      append_text (out, "sha256", hecha_rules_pack_sha256 (rules, i));
      append_text (out, "title", hecha_rules_pack_title (rules, i));
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
append_outcomes (GString *out, const HechaVerdict *verdict, guint rule)
{
  g_string_append_c (out, '{');
  for (guint outcome = HECHA_N_OUTCOMES; outcome-- > 0;)
    {
      guint64 n = hecha_verdict_total (verdict, rule, (HechaOutcome) outcome);

      if (n > 0)
        append_number (out, hecha_outcome_name ((HechaOutcome) outcome), n);
    }
  g_string_append_c (out, '}');
}

static void
append_totals (GString *out, const HechaBatch *batch)
{
  const HechaVerdict *verdict = batch->verdict;
  guint64 by_level[HECHA_N_OUTCOMES] = { 0 };
  guint n_projects = 0;

  for (guint i = 0; i < hecha_verdict_n_findings (verdict); i++)
    by_level[hecha_verdict_finding (verdict, i)->level]++;
  for (guint i = 0; i < hecha_ledger_n_projects (batch->ledger); i++)
    n_projects += batch->compared_only == NULL || !batch->compared_only[i];
  append_key (out, "totals");
  g_string_append_c (out, '{');
  append_number (out, "projects", n_projects);
  append_number (out, "findings", hecha_verdict_n_findings (verdict));
  append_key (out, "levels");
  g_string_append_c (out, '{');
  for (guint level = HECHA_OUTCOME_VIOLATION; level >= HECHA_OUTCOME_HINT; level--)
    append_number (out, hecha_outcome_name ((HechaOutcome) level), by_level[level]);
  g_string_append_c (out, '}');
  append_key (out, "outcomes");
  g_string_append_c (out, '{');
  for (guint i = 0; i < hecha_rules_n (batch->rules); i++)
    {
      const HechaRule *rule = hecha_rules_get (batch->rules, i);

      if (rule->of_table)
        continue;
      g_string_append (out, i > 0 ? "\n  " : "");
      append_key (out, rule->shown_id);
      append_outcomes (out, verdict, i);
    }
  g_string_append (out, "}}");
}

static gboolean
append_outputs (GString *out, HechaOutputs *outputs, guint jobs, GError **error)
{
  const GPtrArray *list = hecha_outputs_list (outputs);
  g_autofree char **sums = hecha_outputs_sha256 (outputs, jobs);
  gboolean whole = TRUE;

  append_key (out, "outputs");
  g_string_append (out, "[");
  for (guint i = 0; i < list->len; i++)
    {
      const char *relative = g_ptr_array_index (list, i);
      g_autofree char *sha256 = sums[i];

      if (sha256 == NULL && whole)
        {
          g_set_error (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_WRITE, "“%s”没有写成",
                       relative);
          whole = FALSE;
        }
      g_string_append (out, i > 0 ? ",\n  {" : "\n  {");
      append_text (out, "path", relative);
      append_text (out, "sha256", sha256);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "]");
  return whole;
}

static void
append_gone (GString *out, const HechaReportInput *input)
{
  append_key (out, "gone");
  g_string_append_c (out, '[');
  for (guint i = 0; i < input->n_gone; i++)
    {
      const HechaGone *gone = &input->gone[i];

      g_string_append (out, i > 0 ? ", {" : "{");
      append_text (out, "id", gone->id);
      append_text (out, "rule", gone->rule);
      append_text (out, "project", gone->project);
      append_text (out, "status", gone->status);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

gboolean
hecha_batch_json_write (const HechaBatch *batch, const HechaReportInput *input,
                        HechaOutputs *outputs, GError **error)
{
  g_autoptr (GString) out = g_string_new ("{");
  g_autofree char *path = hecha_outputs_path (outputs, "batch.json");
  char day[11];

  append_number (out, "schema", 1);
  append_text (out, "version", HECHA_VERSION);
  append_text (out, "as_of", hecha_day_format (batch->options->as_of, day));
  g_string_append (out, ",\n");
  append_rules (out, batch->rules);
  g_string_append (out, ",\n");
  append_inputs (out, batch, input);
  g_string_append (out, ",\n");
  append_totals (out, batch);
  if (input->with_previous)
    {
      g_string_append (out, ",\n");
      append_gone (out, input);
    }
  g_string_append (out, ",\n");
  if (!append_outputs (out, outputs, batch->options->jobs, error))
    return FALSE;
  g_string_append (out, "}\n");
  if (!g_file_set_contents (path, out->str, (gssize) out->len, error))
    return FALSE;
  hecha_outputs_add (outputs, "batch.json");
  return TRUE;
}
