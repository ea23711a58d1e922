/* Packs of different series side by side over one ledger, and what a pack may
 * switch off. */
#include "tests/sample_ledger.h"
#include "tests/test.h"

#include <hecha/audit.h>

typedef struct
{
  HechaDictionary *dictionary;
  HechaCalendar *calendar;
  HechaLedger *ledger;
  HechaRules *rules;
  HechaVerdict *verdict;
} Scene;

static void
scene_clear (Scene *scene)
{
  hecha_verdict_free (scene->verdict);
  hecha_rules_free (scene->rules);
  hecha_ledger_free (scene->ledger);
  hecha_calendar_free (scene->calendar);
  hecha_dictionary_free (scene->dictionary);
}

/* Judges TABLE with the built-in pack and the one at PATH. */
static void
judge (Scene *scene, const SampleTable *table, const char *path)
{
  g_autoptr (GError) error = NULL;
  HechaAuditOptions options = { .jobs = 1, .as_of = hecha_day_from_ymd (2026, 3, 31) };

  scene->dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  scene->calendar = hecha_calendar_load (NULL, NULL);
  scene->ledger = sample_ledger (scene->dictionary, table, 1);
  scene->rules = hecha_rules_new ();
  CU_ASSERT_TRUE (hecha_rules_add (scene->rules, NULL, &error));
  TEST_OK (error);
  CU_ASSERT_TRUE_FATAL (hecha_rules_add (scene->rules, path, &error));
  TEST_OK (error);
  scene->verdict
    = hecha_audit_run (scene->ledger, scene->rules, scene->calendar, &options, &error);
  TEST_OK (error);
  CU_ASSERT_PTR_NOT_NULL_FATAL (scene->verdict);
}

static const char *
outcome (const Scene *scene, guint32 project, const char *rule)
{
  int index = hecha_rules_find (scene->rules, rule);

  CU_ASSERT_FATAL (index >= 0);
  return hecha_outcome_name (hecha_verdict_outcome (scene->verdict, project, (guint32) index));
}

static char *
other_county (void)
{
  return g_build_filename (TESTDATA, "..", "templates", "rules", "example-other-county.ini", NULL);
}

/* 12 % of the estimate: over the limit here, within it there. */
static void
test_by_place (void)
{
  static const char *const rows[]
    = { "农村供水平台|县水务局|100|12|否|2025-05-01|2025-03-01|", NULL };
  static const SampleTable table
    = { "a.xlsx", "台账", "县水务局", 2025,
        "项目名称 建设单位 概算金额 变更金额 重新申报 合同日期 预算批复日期 财政评审", rows };
  g_autofree char *path = other_county ();
  Scene scene = { 0 };

  judge (&scene, &table, path);
  TEST_STR (outcome (&scene, 0, "yangcheng:19-change-over-limit"), "违规");
  TEST_STR (outcome (&scene, 0, "example:19-change-over-limit"), "通过");
  TEST_STR (outcome (&scene, 0, "yangcheng:13-no-budget-review"), "违规");
  TEST_STR (outcome (&scene, 0, "example:no-budget-review"), "违规");
  scene_clear (&scene);
}

/* A check is off for a unit, another one altogether; both with a reason. */
static void
test_suppressed (void)
{
  static const char *const rows[]
    = { "视频平台|县公安局|100|2025-03-01||公有云", NULL };
  static const SampleTable table
    = { "a.xlsx", "台账", "县公安局", 2025,
        "项目名称 建设单位 概算金额 预算批复日期 财政评审 部署方式", rows };
  g_autofree char *path = other_county ();
  Scene scene = { 0 };
  const HechaRule *rule;

  judge (&scene, &table, path);
  TEST_STR (outcome (&scene, 0, "example:no-budget-review"), "不适用");
  TEST_STR (outcome (&scene, 0, "yangcheng:13-no-budget-review"), "违规");
  TEST_STR (outcome (&scene, 0, "example:public-cloud"), "不适用");
  rule = hecha_rules_get (scene.rules,
                          (guint) hecha_rules_find (scene.rules, "example:public-cloud"));
  TEST_STR (rule->suppressed, "示例县政务云尚未建成，2026年底前暂不核查");
  scene_clear (&scene);
}

static void
test_examples (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  g_autoptr (HechaDictionary) dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  g_autoptr (HechaCalendar) calendar = hecha_calendar_load (NULL, NULL);
  g_autofree char *path = other_county ();
  guint n_run = 0;

  CU_ASSERT_TRUE (hecha_rules_add (rules, path, &error));
  TEST_OK (error);
  CU_ASSERT_TRUE (hecha_rules_check_examples (rules, dictionary, calendar, &n_run, &error));
  TEST_OK (error);
  CU_ASSERT (n_run >= 19);
}

void
suite_places (void)
{
  CU_pSuite suite = CU_add_suite ("audit/places", NULL, NULL);

  CU_ADD_TEST (suite, test_by_place);
  CU_ADD_TEST (suite, test_suppressed);
  CU_ADD_TEST (suite, test_examples);
}
