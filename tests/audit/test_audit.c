/* A workbook to its verdict, all rooms before included. */
#include <hecha/audit.h>
#include <stdio.h>
#include <string.h>

#include "tests/test.h"

typedef struct
{
  HechaDictionary *dictionary;
  HechaCalendar *calendar;
  HechaRules *rules;
  HechaLedger *ledger;
  HechaVerdict *verdict;
} Fixture;

static void
judge_file (Fixture *fixture, const char *name, const char *as_of, guint jobs)
{
  g_autofree char *path = test_data (name);
  HechaAuditOptions options = { .jobs = jobs };
  g_autoptr (GError) error = NULL;

  fixture->dictionary = hecha_dictionary_load (NULL, NULL, &error);
  TEST_OK (error);
  fixture->calendar = hecha_calendar_load (NULL, &error);
  fixture->rules = hecha_rules_new ();
  CU_ASSERT_FATAL (hecha_rules_add (fixture->rules, NULL, &error));
  fixture->ledger = hecha_ledger_new (fixture->dictionary);
  hecha_ledger_add (fixture->ledger, hecha_extract_file (path, "台账.xlsx", fixture->dictionary,
                                                         NULL, &hecha_default_limits, NULL));
  hecha_ledger_join (fixture->ledger);
  hecha_day_parse (as_of, &options.as_of);
  fixture->verdict = hecha_audit_run (fixture->ledger, fixture->rules, fixture->calendar,
                                      &options, &error);
  TEST_OK (error);
}

static void
clear (Fixture *fixture)
{
  hecha_verdict_free (fixture->verdict);
  hecha_ledger_free (fixture->ledger);
  hecha_rules_free (fixture->rules);
  hecha_calendar_free (fixture->calendar);
  hecha_dictionary_free (fixture->dictionary);
}

static guint32
project_of (const Fixture *fixture, const char *code)
{
  for (guint32 i = 0; i < hecha_ledger_n_projects (fixture->ledger); i++)
    if (strcmp (hecha_ledger_project (fixture->ledger, i)->code, code) == 0)
      return i;
  CU_FAIL_FATAL ("the project is there");
  return 0;
}

static guint32
rule_of (const Fixture *fixture, const char *id)
{
  int rule = hecha_rules_find (fixture->rules, id);

  CU_ASSERT_FATAL (rule >= 0);
  return (guint32) rule;
}

static const HechaFinding *
finding_of (const Fixture *fixture, guint32 project, guint32 rule)
{
  for (guint i = 0; i < hecha_verdict_n_findings (fixture->verdict); i++)
    {
      const HechaFinding *finding = hecha_verdict_finding (fixture->verdict, i);
      if (finding->project == project && finding->rule == rule)
        return finding;
    }
  return NULL;
}

/* The small ledger of the water bureau: what each project comes to. */
static void
test_outcomes (void)
{
  static const struct
  {
    const char *code, *rule, *outcome, *lacking;
  } cases[] = {
    { "SW-2025-01", "19-final-over-budget", "违规", NULL },
    { "SW-2025-01", "20-no-supervision", "违规", NULL },
    { "SW-2025-01", "23-not-filed", "违规", NULL },
    { "SW-2025-01", "23-filed-late", "不适用", NULL },
    { "SW-2025-01", "30-public-cloud-no-assessment", "不适用", NULL },
    { "SW-2025-02", "19-final-over-budget", "通过", NULL },
    { "SW-2025-02", "20-no-supervision", "通过", NULL },
    { "SW-2025-02", "23-not-filed", "违规", NULL },
    { "SW-2025-02", "23-filed-late", "不适用", NULL },
    { "SW-2025-02", "30-public-cloud-no-assessment", "违规", NULL },
    { "SW-2025-03", "19-final-over-budget", "无法核查", "决算金额" },
    { "SW-2025-03", "20-no-supervision", "疑点", NULL },
    { "SW-2025-03", "23-not-filed", "不适用", NULL },
    { "SW-2025-03", "30-public-cloud-no-assessment", "无法核查", "部署方式" },
    { "SW-2025-04", "19-final-over-budget", "不适用", NULL },
    { "SW-2025-04", "20-no-supervision", "无法核查", "合同日期" },
    { "SW-2025-04", "23-not-filed", "不适用", NULL },
    { "SW-2025-04", "30-public-cloud-no-assessment", "通过", NULL },
  };
  Fixture fixture;

  judge_file (&fixture, "audit/水务局2025.xlsx", "2026-03-31", 1);
  CU_ASSERT_EQUAL_FATAL (hecha_ledger_n_projects (fixture.ledger), 4);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint32 project = project_of (&fixture, cases[i].code);
      guint32 rule = rule_of (&fixture, cases[i].rule);
      HechaOutcome outcome = hecha_verdict_outcome (fixture.verdict, project, rule);
      const char *const *lacking = hecha_verdict_lacking (fixture.verdict, project, rule);
      g_autofree char *joined = lacking != NULL ? g_strjoinv (" ", (char **) lacking) : NULL;
      g_autofree char *where = g_strconcat (cases[i].code, " ", cases[i].rule, NULL);
      test_equal_strings (hecha_outcome_name (outcome), cases[i].outcome, where);
      test_equal_strings (joined, cases[i].lacking, where);
    }
  clear (&fixture);
}

static void
test_findings (void)
{
  Fixture fixture;
  const HechaFinding *over, *filed;
  char address[HECHA_ADDRESS_SIZE];

  judge_file (&fixture, "audit/水务局2025.xlsx", "2026-03-31", 1);
  over = finding_of (&fixture, project_of (&fixture, "SW-2025-01"),
                     rule_of (&fixture, "19-final-over-budget"));
  CU_ASSERT_PTR_NOT_NULL_FATAL (over);
  CU_ASSERT_EQUAL (over->amount, 6500000);
  CU_ASSERT_EQUAL (over->amount_kind, HECHA_AMOUNT_EXCESS);
  CU_ASSERT_EQUAL (over->before_force, HECHA_FORCE_AFTER);
  CU_ASSERT_EQUAL (strlen (over->id), 16);
  CU_ASSERT (strstr (over->message, "86.5万元") != NULL);
  CU_ASSERT (strstr (over->message, "80万元") != NULL);
  CU_ASSERT_FATAL (over->n_evidence >= 2);
  TEST_STR (hecha_address (over->evidence[0].row, over->evidence[0].column, address), "E5");
  TEST_STR (hecha_address (over->evidence[1].row, over->evidence[1].column, address), "D5");
  filed = finding_of (&fixture, project_of (&fixture, "SW-2025-02"),
                      rule_of (&fixture, "23-not-filed"));
  CU_ASSERT_PTR_NOT_NULL_FATAL (filed);
  CU_ASSERT (strstr (filed->message, "2025年11月") != NULL);
  TEST_STR (hecha_address (filed->evidence[0].row, filed->evidence[0].column, address), "I6");
  for (guint i = 0; i < hecha_verdict_n_findings (fixture.verdict); i++)
    CU_ASSERT (hecha_verdict_finding (fixture.verdict, i)->n_evidence > 0);
  clear (&fixture);
}

static void
test_reluctant (void)
{
  Fixture fixture;
  const HechaFinding *finding;

  judge_file (&fixture, "audit/水务局2025.xlsx", "2026-03-31", 1);
  finding = finding_of (&fixture, project_of (&fixture, "SW-2025-03"),
                        rule_of (&fixture, "20-no-supervision"));
  CU_ASSERT_PTR_NOT_NULL_FATAL (finding);
  CU_ASSERT (strstr (finding->message, "填报称不涉及，请核实") != NULL);
  clear (&fixture);
}

/* A missing column is told once, with how many projects and which checks. */
static void
test_gaps (void)
{
  Fixture fixture;
  gboolean found = FALSE;

  judge_file (&fixture, "audit/水务局2025.xlsx", "2026-03-31", 1);
  for (guint i = 0; i < hecha_verdict_n_gaps (fixture.verdict); i++)
    {
      const HechaGap *gap = hecha_verdict_gap (fixture.verdict, i);
      const HechaGap *before = i > 0 ? hecha_verdict_gap (fixture.verdict, i - 1) : NULL;
      CU_ASSERT (gap->field != HECHA_FIELD_BUDGET && gap->n_projects > 0 && gap->rules->len > 0);
      CU_ASSERT (before == NULL || before->table < gap->table || before->field < gap->field);
      if (gap->field == HECHA_FIELD_CONTRACTED_ON)
        found = TRUE;
    }
  CU_ASSERT (found);
  clear (&fixture);
}

static void
test_totals (void)
{
  Fixture fixture;
  guint32 rule;

  judge_file (&fixture, "audit/水务局2025.xlsx", "2026-03-31", 1);
  rule = rule_of (&fixture, "20-no-supervision");
  CU_ASSERT_EQUAL (hecha_verdict_total (fixture.verdict, rule, HECHA_OUTCOME_VIOLATION), 1);
  CU_ASSERT_EQUAL (hecha_verdict_total (fixture.verdict, rule, HECHA_OUTCOME_SUSPECT), 1);
  CU_ASSERT_EQUAL (hecha_verdict_total (fixture.verdict, rule, HECHA_OUTCOME_PASS), 1);
  CU_ASSERT_EQUAL (hecha_verdict_total (fixture.verdict, rule, HECHA_OUTCOME_UNDECIDED), 1);
  clear (&fixture);
}

/* A ledger of N projects in one table, a mix of states from a fixed sequence. */
static HechaLedger *
many (const HechaDictionary *dictionary, guint n)
{
  static const guint8 fields[] = { HECHA_FIELD_NAME, HECHA_FIELD_BUDGET, HECHA_FIELD_STARTED_ON,
                                   HECHA_FIELD_SUPERVISOR, HECHA_FIELD_ACCEPTED_ON,
                                   HECHA_FIELD_FILED_ON, HECHA_FIELD_FINAL_ACCOUNT };
  static const char *const texts[] = { "", "无", "不涉及", "待定", "2025-03-10", "2025年9月",
                                       "80万元", "2026-09-01", "已完成" };
  static const HechaValueContext context = { .unit = 100 };
  HechaLedger *ledger = hecha_ledger_new (dictionary);
  HechaExtract *extract = hecha_extract_new ("甲.xlsx", "甲.xlsx");
  HechaTable table = { .sheet = "表", .title = "", .unit_name = "水务局" };
  guint32 next = 12345;

  table.columns = g_array_new (FALSE, FALSE, sizeof (HechaColumn));
  table.totals = g_array_new (FALSE, FALSE, sizeof (HechaTotal));
  g_array_append_val (extract->tables, table);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u号泵站", i);
      HechaRecord record = { .row = i, .code = "", .unit = "水务局", .year = 2025 };
      record.name = g_string_chunk_insert (extract->pool, name);
      record.n_data = G_N_ELEMENTS (fields);
      record.data = hecha_extract_data (extract, record.n_data);
      for (guint k = 0; k < record.n_data; k++)
        {
          next = next * 1664525 + 1013904223;
          hecha_value_read_text ((HechaField) fields[k],
                                 k == 0 ? name : texts[(next >> 16) % G_N_ELEMENTS (texts)],
                                 &context, extract->pool, &record.data[k]);
          record.data[k].field = fields[k];
          record.data[k].row = i;
          record.data[k].column = k;
        }
      g_array_append_val (extract->records, record);
    }
  hecha_ledger_add (ledger, extract);
  hecha_ledger_join (ledger);
  return ledger;
}

static void
append_project (GString *out, const HechaVerdict *verdict, guint32 project)
{
  guint n_rules = hecha_rules_n (hecha_verdict_rules (verdict));

  for (guint32 rule = 0; rule < n_rules; rule++)
    {
      const char *const *lacking = hecha_verdict_lacking (verdict, project, rule);
      g_autofree char *joined = lacking != NULL ? g_strjoinv (",", (char **) lacking) : NULL;
      g_string_append_printf (out, "%d%s ", hecha_verdict_outcome (verdict, project, rule),
                              joined != NULL ? joined : "");
    }
  g_string_append_c (out, '\n');
}

static char *
everything (const HechaLedger *ledger, const HechaRules *rules, const HechaCalendar *calendar,
            guint jobs)
{
  HechaAuditOptions options = { .jobs = jobs };
  g_autoptr (HechaVerdict) verdict = NULL;
  GString *out = g_string_new (NULL);

  hecha_day_parse ("2026-03-31", &options.as_of);
  verdict = hecha_audit_run (ledger, rules, calendar, &options, NULL);
  for (guint32 i = 0; i < hecha_ledger_n_projects (ledger); i++)
    append_project (out, verdict, i);
  for (guint i = 0; i < hecha_verdict_n_findings (verdict); i++)
    {
      const HechaFinding *finding = hecha_verdict_finding (verdict, i);
      g_string_append_printf (out, "%s %u %u %s\n", finding->id, finding->project, finding->rule,
                              finding->message);
    }
  for (guint i = 0; i < hecha_verdict_n_gaps (verdict); i++)
    {
      const HechaGap *gap = hecha_verdict_gap (verdict, i);
      g_string_append_printf (out, "%u %u %u %u\n", gap->table, gap->field, gap->n_projects,
                              gap->rules->len);
    }
  return g_string_free (out, FALSE);
}

/* Outcomes, findings and gaps do not depend on the number of threads. */
static void
test_jobs (void)
{
  g_autoptr (HechaDictionary) dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  g_autoptr (HechaCalendar) calendar = hecha_calendar_load (NULL, NULL);
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  g_autoptr (HechaLedger) ledger = many (dictionary, 1800);
  g_autofree char *pack = test_data ("audit/semantics.ini");
  g_autofree char *one = NULL, *three = NULL;

  CU_ASSERT_FATAL (hecha_rules_add (rules, pack, NULL));
  one = everything (ledger, rules, calendar, 1);
  three = everything (ledger, rules, calendar, 3);
  CU_ASSERT (strlen (one) > 100000);
  CU_ASSERT (strcmp (one, three) == 0);
}

/* A project from --against is compared with and not judged. */
static void
test_compared_only (void)
{
  g_autoptr (HechaDictionary) dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  g_autoptr (HechaCalendar) calendar = hecha_calendar_load (NULL, NULL);
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  g_autoptr (HechaLedger) ledger = many (dictionary, 6);
  guint8 compared_only[6] = { 0, 1, 1, 1, 1, 1 };
  HechaAuditOptions options = { .jobs = 1, .as_of = 20543, .compared_only = compared_only };
  g_autoptr (HechaVerdict) verdict = NULL;

  CU_ASSERT_FATAL (hecha_rules_add (rules, NULL, NULL));
  CU_ASSERT_EQUAL_FATAL (hecha_ledger_n_projects (ledger), 6);
  verdict = hecha_audit_run (ledger, rules, calendar, &options, NULL);
  for (guint32 rule = 0; rule < hecha_rules_n (rules); rule++)
    {
      guint64 sum = 0;
      for (int outcome = 0; outcome < HECHA_N_OUTCOMES; outcome++)
        sum += hecha_verdict_total (verdict, rule, (HechaOutcome) outcome);
      CU_ASSERT_EQUAL (sum, 1);
      CU_ASSERT_EQUAL (hecha_verdict_outcome (verdict, 3, rule), HECHA_OUTCOME_NOT_APPLICABLE);
    }
  for (guint i = 0; i < hecha_verdict_n_findings (verdict); i++)
    CU_ASSERT (hecha_verdict_finding (verdict, i)->project == 0
               || hecha_verdict_finding (verdict, i)->project == HECHA_NO_PROJECT);
}

/* A thesaurus that is not there is said, not taken for one without words. */
static void
test_missing_thesaurus (void)
{
  g_autoptr (HechaDictionary) dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  g_autoptr (HechaCalendar) calendar = hecha_calendar_load (NULL, NULL);
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  g_autoptr (HechaLedger) ledger = many (dictionary, 2);
  g_autofree char *path = test_data ("audit/no-such-thesaurus.ini");
  HechaAuditOptions options = { .jobs = 1, .as_of = 20543, .thesaurus = path };
  g_autoptr (HechaVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;

  CU_ASSERT_FATAL (hecha_rules_add (rules, NULL, NULL));
  verdict = hecha_audit_run (ledger, rules, calendar, &options, &error);
  CU_ASSERT_PTR_NULL (verdict);
  CU_ASSERT_FATAL (error != NULL);
  CU_ASSERT_PTR_NOT_NULL (strstr (error->message, "no-such-thesaurus.ini"));
}

void
suite_audit (void)
{
  CU_pSuite suite = CU_add_suite ("audit/audit", NULL, NULL);

  CU_ADD_TEST (suite, test_outcomes);
  CU_ADD_TEST (suite, test_findings);
  CU_ADD_TEST (suite, test_reluctant);
  CU_ADD_TEST (suite, test_gaps);
  CU_ADD_TEST (suite, test_totals);
  CU_ADD_TEST (suite, test_jobs);
  CU_ADD_TEST (suite, test_missing_thesaurus);
  CU_ADD_TEST (suite, test_compared_only);
}
