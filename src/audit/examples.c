/* The examples of packs run as tests: what a pack says of itself must be so. */
#include <string.h>

#include "audit/cross.h"
#include "audit/judge.h"
#include "audit/sample.h"

#define MAX_SHOWN 50

typedef struct
{
  const HechaRules *rules;
  const HechaDictionary *dictionary;
  const HechaCalendar *calendar;
  const HechaCheck *check;
  guint32 rule;
} Runner;

/* What `lacking` would say, "、" between. */
static char *
lacking_text (const HechaRuling *ruling)
{
  GString *out = g_string_new (NULL);

  for (guint field = 0; field < HECHA_N_FIELDS; field++)
    if (hecha_field_set_has (&ruling->lacking, (HechaField) field))
      g_string_append_printf (out, "%s%s", out->len > 0 ? "、" : "",
                              hecha_field_name ((HechaField) field));
  if (ruling->missing_year != 0)
    g_string_append_printf (out, "%s节假日:%d", out->len > 0 ? "、" : "",
                            ruling->missing_year);
  return g_string_free (out, FALSE);
}

static char *
wanted_lacking (const HechaSample *sample)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < sample->lacking->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "、" : "",
                            (const char *) g_ptr_array_index (sample->lacking, i));
  return g_string_free (out, FALSE);
}

/* The sentence that says how RULING is not what SAMPLE wants, or NULL. */
static char *
compare (const HechaSample *sample, const HechaRuling *ruling)
{
  g_autofree char *got = lacking_text (ruling), *wanted = wanted_lacking (sample);

  if (ruling->outcome != sample->outcome)
    return g_strdup_printf ("示例应为“%s”，实际判为“%s”%s%s", hecha_outcome_name (sample->outcome),
                            hecha_outcome_name (ruling->outcome), *got != '\0' ? "，缺 " : "",
                            got);
  if (sample->before_force && ruling->force != HECHA_FORCE_BEFORE)
    return g_strdup ("示例应发生在施行前，实际不是");
  if (sample->lacking->len > 0 && strcmp (got, wanted) != 0)
    return g_strdup_printf ("示例应缺“%s”，实际缺“%s”", wanted, got);
  return NULL;
}

static void
judge_sample (const Runner *runner, const HechaSample *sample, HechaRuling *ruling)
{
  HechaJudge judge;

  hecha_judge_init (&judge, runner->rules, runner->calendar, sample->as_of);
  hecha_judge_turn (&judge, g_ptr_array_index (sample->projects, 0));
  hecha_judge_check (&judge, runner->check, ruling);
}

/* ---- checks in C need a ledger ---------------------------------------------------- */

static const char *
text_of (const HechaProject *project, HechaField field)
{
  const HechaDatum *datum = hecha_project_datum (project, field);

  return datum != NULL && datum->text != NULL ? datum->text : "";
}

/* Every project of the sample as one row of one table; a column per field. */
static HechaLedger *
ledger_of (const Runner *runner, const HechaSample *sample)
{
  HechaLedger *ledger = hecha_ledger_new (runner->dictionary);
  HechaExtract *extract = hecha_extract_new ("示例", "示例");

  for (guint i = 0; i < sample->projects->len; i++)
    {
      const HechaProject *project = g_ptr_array_index (sample->projects, i);
      HechaTable table = { .sheet = "", .title = "", .unit_name = "" };
      HechaRecord record = { .table = i, .row = i, .year = project->year };
      table.columns = g_array_new (FALSE, FALSE, sizeof (HechaColumn));
      table.totals = g_array_new (FALSE, FALSE, sizeof (HechaTotal));
      record.code = g_string_chunk_insert (extract->pool, text_of (project, HECHA_FIELD_CODE));
      record.name = g_string_chunk_insert (extract->pool, text_of (project, HECHA_FIELD_NAME));
      record.unit = g_string_chunk_insert (extract->pool, text_of (project, HECHA_FIELD_UNIT));
      record.n_data = project->n_data;
      record.data = hecha_extract_data (extract, project->n_data);
      for (guint j = 0; j < project->n_data; j++)
        {
          HechaColumn column = { .row = 0, .column = j, .field = project->data[j].field,
                                 .match = HECHA_MATCH_EXACT, .confidence = 1, .text = "",
                                 .candidates = "", .samples = "" };
          g_array_append_val (table.columns, column);
          record.data[j] = project->data[j];
          record.data[j].table = i;
          record.data[j].row = i;
          record.data[j].column = j;
        }
      g_array_append_val (extract->tables, table);
      g_array_append_val (extract->records, record);
    }
  hecha_ledger_add (ledger, extract);
  hecha_ledger_join (ledger);
  return ledger;
}

static void
judge_cross_sample (const Runner *runner, const HechaSample *sample, HechaRuling *ruling)
{
  g_autoptr (HechaLedger) ledger = ledger_of (runner, sample);
  HechaAuditOptions options = { .as_of = sample->as_of, .jobs = 1 };
  HechaCrossScene scene = { ledger, runner->rules, runner->calendar, &options };
  HechaCrossResult *result = hecha_cross_run (&scene, runner->rule);
  const HechaFieldSet *lacking = g_hash_table_lookup (result->lacking, GUINT_TO_POINTER (0));

  memset (ruling, 0, sizeof *ruling);
  ruling->outcome = hecha_ledger_n_projects (ledger) > 0 ? (HechaOutcome) result->outcomes[0]
                                                         : HECHA_OUTCOME_NOT_APPLICABLE;
  if (lacking != NULL)
    ruling->lacking = *lacking;
  hecha_cross_result_free (result);
}

/* ---- all ------------------------------------------------------------------------------ */

/* The message where the example does not come out; else NULL. */
static char *
run_example (const Runner *runner, const HechaExample *example)
{
  HechaMistake mistake = { 0 };
  g_autoptr (HechaSample) sample = hecha_sample_parse (example->text, &mistake);
  g_autofree char *difference = NULL;
  guint column = example->column;
  HechaRuling ruling;

  if (sample == NULL)
    {
      column += (guint) g_utf8_pointer_to_offset (example->text,
                                                  example->text + mistake.offset);
      difference = g_strdup (mistake.message);
      hecha_mistake_clear (&mistake);
    }
  else
    {
      if (runner->check->cross != NULL)
        judge_cross_sample (runner, sample, &ruling);
      else
        judge_sample (runner, sample, &ruling);
      difference = compare (sample, &ruling);
    }
  return difference == NULL
             ? NULL
             : hecha_pack_message_at (&runner->check->pack->source, example->line, column,
                                      difference);
}

static void
run_examples (const Runner *runner, guint *n_run, GString *failures, guint *n_failed)
{
  for (guint i = 0; i < runner->check->examples->len; i++)
    {
      g_autofree char *failure = run_example (
          runner, &g_array_index (runner->check->examples, HechaExample, i));
      (*n_run)++;
      if (failure == NULL)
        continue;
      if (++*n_failed <= MAX_SHOWN)
        g_string_append_printf (failures, "%s%s", failures->len > 0 ? "\n" : "", failure);
    }
}

gboolean
hecha_rules_check_examples (const HechaRules *rules, const HechaDictionary *dictionary,
                            const HechaCalendar *calendar, guint *n_run, GError **error)
{
  Runner runner = { .rules = rules, .dictionary = dictionary, .calendar = calendar };

  g_autoptr (GString) failures = g_string_new (NULL);
  guint n_failed = 0;

  *n_run = 0;
  for (guint32 rule = 0; rule < hecha_rules_n (rules); rule++)
    {
      runner.rule = rule;
      runner.check = hecha_rules_check (rules, rule);
      if (runner.check->rule.suppressed != NULL)
        continue;
      run_examples (&runner, n_run, failures, &n_failed);
    }
  if (n_failed == 0)
    return TRUE;
  if (n_failed > MAX_SHOWN)
    g_string_append_printf (failures, "\n另有 %u 个示例不符", n_failed - MAX_SHOWN);
  g_set_error_literal (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_EXAMPLE, failures->str);
  return FALSE;
}
