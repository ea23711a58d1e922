/* Several packs: versions by date, jurisdictions side by side. */
#include <hecha/audit.h>
#include <string.h>

#include "audit/judge.h"
#include "audit/sample.h"
#include "tests/test.h"

static HechaRules *
load (const char *const *paths)
{
  HechaRules *rules = hecha_rules_new ();
  g_autoptr (GError) error = NULL;

  for (; *paths != NULL; paths++)
    CU_ASSERT_FATAL (hecha_rules_add (rules, *paths, &error));
  return rules;
}

/* What the rule of MEASURE with this ID says of the project in LINE. */
static HechaRuling
judge (const HechaRules *rules, const char *measure, const char *id, const char *line)
{
  g_autoptr (HechaCalendar) calendar = hecha_calendar_load (NULL, NULL);
  HechaMistake mistake = { 0 };
  g_autoptr (HechaSample) sample = hecha_sample_parse (line, &mistake);
  HechaRuling ruling = { 0 };
  HechaJudge judging;

  CU_ASSERT_PTR_NOT_NULL_FATAL (sample);
  hecha_judge_init (&judging, rules, calendar, sample->as_of);
  for (guint i = 0; i < hecha_rules_n (rules); i++)
    {
      const HechaCheck *check = hecha_rules_check (rules, i);
      if (strcmp (check->id, id) != 0 || strcmp (check->rule.measure, measure) != 0)
        continue;
      hecha_judge_turn (&judging, g_ptr_array_index (sample->projects, 0));
      hecha_judge_check (&judging, check, &ruling);
      return ruling;
    }
  CU_FAIL_FATAL ("the rule is there");
  return ruling;
}

#define NEW_MEASURE "阳政办发〔2024〕50号"
#define OLD_MEASURE "阳政办发〔2021〕40号"
#define OTHER_MEASURE "示例政办发〔2025〕1号"

static void
test_by_date (void)
{
  static const struct
  {
    const char *line;
    HechaOutcome by_new, by_old;
  } cases[] = {
    { "通过: 验收日期=2024-09-10; 验收备案日期=2024-10-29", HECHA_OUTCOME_VIOLATION,
      HECHA_OUTCOME_NOT_APPLICABLE },
    { "通过: 验收日期=2024-07-03; 验收备案日期=2024-10-29", HECHA_OUTCOME_VIOLATION,
      HECHA_OUTCOME_NOT_APPLICABLE },
    { "通过: 验收日期=2024-07-02; 验收备案日期=2024-10-29", HECHA_OUTCOME_NOT_APPLICABLE,
      HECHA_OUTCOME_VIOLATION },
    { "通过: 验收日期=2023-09-11; 验收备案日期=2023-11-10", HECHA_OUTCOME_NOT_APPLICABLE,
      HECHA_OUTCOME_PASS },
    /* Before both: the first version, as what happened before it. */
    { "通过: 验收日期=2020-09-10; 验收备案日期=2021-01-29", HECHA_OUTCOME_NOT_APPLICABLE,
      HECHA_OUTCOME_SUSPECT },
    /* Some day in July 2024: either may judge. */
    { "通过: 验收日期=2024年7月; 验收备案日期=2024-12-30", HECHA_OUTCOME_UNDECIDED,
      HECHA_OUTCOME_UNDECIDED },
    /* Not known at all: the one in force. */
    { "通过: 验收日期=已验收; 验收备案日期=2024-12-30", HECHA_OUTCOME_UNDECIDED,
      HECHA_OUTCOME_NOT_APPLICABLE },
  };
  g_autofree char *old = test_data ("audit/trial-2021.ini");
  const char *paths[] = { "内置", old, NULL };
  g_autoptr (HechaRules) rules = load (paths);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HechaRuling by_new = judge (rules, NEW_MEASURE, "23-filed-late", cases[i].line);
      HechaRuling by_old = judge (rules, OLD_MEASURE, "23-filed-late", cases[i].line);
      test_equal_strings (hecha_outcome_name (by_new.outcome),
                          hecha_outcome_name (cases[i].by_new), cases[i].line);
      test_equal_strings (hecha_outcome_name (by_old.outcome),
                          hecha_outcome_name (cases[i].by_old), cases[i].line);
    }
  TEST_STR (hecha_rules_get (rules, 0)->shown_id, "2-classified-listed");
}

static void
test_by_place (void)
{
  const char line[] = "通过: 变更金额=12万元; 概算金额=100万元; 重新申报=否; 合同日期=2025-05-01";
  g_autofree char *other
      = g_build_filename (TESTDATA, "..", "templates", "rules", "example-other-county.ini", NULL);
  const char *paths[] = { "内置", other, NULL };
  g_autoptr (HechaRules) rules = load (paths);
  HechaRuling here = judge (rules, NEW_MEASURE, "19-change-over-limit", line);
  HechaRuling there = judge (rules, OTHER_MEASURE, "19-change-over-limit", line);

  CU_ASSERT_EQUAL (here.outcome, HECHA_OUTCOME_VIOLATION);
  CU_ASSERT_EQUAL (there.outcome, HECHA_OUTCOME_PASS);
  CU_ASSERT (hecha_rules_find (rules, "example:19-change-over-limit") >= 0);
  CU_ASSERT (hecha_rules_find (rules, "yangcheng:19-change-over-limit") >= 0);
  CU_ASSERT_EQUAL (hecha_rules_n_packs (rules), 2);
}

static void
test_example_pack (void)
{
  g_autofree char *other
      = g_build_filename (TESTDATA, "..", "templates", "rules", "example-other-county.ini", NULL);
  const char *paths[] = { other, NULL };
  g_autoptr (HechaRules) rules = load (paths);
  g_autoptr (HechaCalendar) calendar = hecha_calendar_load (NULL, NULL);
  g_autoptr (GError) error = NULL;
  guint n_run;

  CU_ASSERT (hecha_rules_check_examples (rules, NULL, calendar, &n_run, &error));
  TEST_OK (error);
  CU_ASSERT (n_run >= 9);
}

/* The same pack twice, or two versions of one day, cannot be told apart. */
static void
test_refused (void)
{
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  g_autoptr (GError) error = NULL;

  CU_ASSERT (hecha_rules_add (rules, NULL, &error));
  CU_ASSERT (!hecha_rules_add (rules, "内置", &error));
  CU_ASSERT (g_error_matches (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_SYNTAX));
  CU_ASSERT (strstr (error->message, "只能给一次") != NULL);
  CU_ASSERT_EQUAL (hecha_rules_n_packs (rules), 1);
}

void
suite_versions (void)
{
  CU_pSuite suite = CU_add_suite ("audit/versions", NULL, NULL);

  CU_ADD_TEST (suite, test_by_date);
  CU_ADD_TEST (suite, test_by_place);
  CU_ADD_TEST (suite, test_example_pack);
  CU_ADD_TEST (suite, test_refused);
}
