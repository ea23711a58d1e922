/* One project judged by date and by place: versions of one series, and packs
 * of different series side by side. */
#include <glib/gstdio.h>

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
  TEST_STR (outcome (&scene, 0, "example:change-over-limit"), "通过");
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

/* A later version of the same measure allows sixty working days. */
static void
test_by_date (void)
{
  static const char version[]
    = "[办法]\n标识=yangcheng-2025-9\n系列=yangcheng\n名称=办法\n文号=阳政办发〔2025〕9号\n"
      "施行=2025-07-01\n[参数]\n备案工作日=60\n[23-filed-late]\n条款=第二十三条\n名称=逾期备案\n"
      "级别=违规\n对象=审计\n基准=验收日期\n适用=有(验收备案日期)\n"
      "违反=验收备案日期 > 加工作日(验收日期, :备案工作日)\n说明={项目名称}逾期备案\n";
  static const char *const rows[] = {
    "农村供水平台|2025-01-06|2025-03-31",   /* 55 working days, under the first version */
    "水库监测平台|2025-08-04|2025-10-24",   /* 54, under the second */
    "河道巡查平台|2025-08-04|2025-12-24", NULL
  };
  static const SampleTable table
    = { "a.xlsx", "台账", "县水务局", 2025, "项目名称 验收日期 验收备案日期", rows };
  g_autofree char *folder = test_directory ();
  g_autofree char *path = g_build_filename (folder, "v.ini", NULL);
  Scene scene = { 0 };

  CU_ASSERT_TRUE_FATAL (g_file_set_contents (path, version, -1, NULL));
  judge (&scene, &table, path);
  for (guint32 i = 0; i < 3; i++)
    {
      static const char *const wanted[3][2]
        = { { "违规", "不适用" }, { "不适用", "通过" }, { "不适用", "违规" } };
      guint seen = 0;

      for (guint rule = 0; rule < hecha_rules_n (scene.rules); rule++)
        if (g_strcmp0 (hecha_rules_get (scene.rules, rule)->id, "23-filed-late") == 0)
          TEST_STR (hecha_outcome_name (hecha_verdict_outcome (scene.verdict, i, rule)),
                    wanted[i][seen++]);
      CU_ASSERT_EQUAL (seen, 2);
    }
  g_remove (path);
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
  CU_ADD_TEST (suite, test_by_date);
  CU_ADD_TEST (suite, test_examples);
}
