/* The L- checks: whom they name, in which cells, with which words. */
#include "tests/sample_ledger.h"
#include "tests/test.h"

#include <hecha/audit.h>
#include <string.h>

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

static void
make_ledger (Scene *scene, const SampleTable *tables, guint n)
{
  scene->dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  scene->ledger = sample_ledger (scene->dictionary, tables, n);
}

static void
judge (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  HechaAuditOptions options = { .jobs = 1, .as_of = hecha_day_from_ymd (2026, 3, 31) };

  scene->calendar = hecha_calendar_load (NULL, NULL);
  scene->rules = hecha_rules_new ();
  CU_ASSERT_TRUE_FATAL (hecha_rules_add (scene->rules, NULL, &error));
  scene->verdict
    = hecha_audit_run (scene->ledger, scene->rules, scene->calendar, &options, &error);
  TEST_OK (error);
  CU_ASSERT_PTR_NOT_NULL_FATAL (scene->verdict);
}

/* "message @ cells", findings of RULE in order, "\n" between; "" where none. */
static char *
findings (const Scene *scene, const char *rule)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < hecha_verdict_n_findings (scene->verdict); i++)
    {
      const HechaFinding *finding = hecha_verdict_finding (scene->verdict, i);

      if (strcmp (hecha_rules_get (scene->rules, finding->rule)->id, rule) != 0)
        continue;
      g_string_append_printf (out, "%s%s @", out->len > 0 ? "\n" : "", finding->message);
      for (guint e = 0; e < finding->n_evidence; e++)
        {
          char address[HECHA_ADDRESS_SIZE];
          g_string_append_printf (out, " %s", hecha_address (finding->evidence[e].row,
                                                             finding->evidence[e].column,
                                                             address));
        }
    }
  return g_string_free (out, FALSE);
}

static void
assert_findings (const Scene *scene, const char *rule, const char *wanted)
{
  g_autofree char *got = findings (scene, rule);

  TEST_STR (got, wanted);
}

static const char *
outcome (const Scene *scene, guint32 project, const char *rule)
{
  int index = hecha_rules_find (scene->rules, rule);

  CU_ASSERT_FATAL (index >= 0);
  return hecha_outcome_name (hecha_verdict_outcome (scene->verdict, project, (guint32) index));
}

static const char *const date_rows[] = {
  "甲平台|2025-05-01|2025-04-01|2025-06-01|2025-05-20|2025-08-01|2025-07-01",
  "乙平台|2024-10-01|2025-04-01|2025-03-01|2025-02-01|2025-08-01|2025-09-01", NULL
};
static const SampleTable date_table
  = { "a.xlsx", "台账", "县水务局", 2025,
      "项目名称 申报日期 技术评审日期 立项日期 中标日期 建成日期 验收日期", date_rows };

/* 技术评审 after 立项 is 10-review-after-approval's to say, not twice. */
static void
test_date_order (void)
{
  Scene scene = { 0 };

  make_ledger (&scene, &date_table, 1);
  judge (&scene);
  assert_findings (
    &scene, "L-date-order",
    "台账反映：甲平台的技术评审日期2025年4月1日早于申报日期2025年5月1日；"
    "中标日期2025年5月20日早于立项日期2025年6月1日；"
    "验收日期2025年7月1日早于建成日期2025年8月1日 @ C5 D5 E5 F5 G5 H5\n"
    "台账反映：乙平台的中标日期2025年2月1日早于技术评审日期2025年4月1日；"
    "中标日期2025年2月1日早于立项日期2025年3月1日 @ D6 E6 F6");
  scene_clear (&scene);
}

static void
test_future_dates (void)
{
  static const char *const rows[] = {
    "甲平台|2026-05-01|2027-01-01", "乙平台|2026年|2027-01-01", "丙平台||", "丁平台|2026-03-31|",
    NULL
  };
  static const SampleTable table
    = { "a.xlsx", "台账", "县水务局", 2026, "项目名称 验收日期 计划完工日期", rows };
  Scene scene = { 0 };

  make_ledger (&scene, &table, 1);
  judge (&scene);
  assert_findings (&scene, "L-future-date",
                   "台账反映：甲平台的验收日期为2026年5月1日，在核查日之后，未计为已发生 @ C5");
  TEST_STR (outcome (&scene, 1, "L-future-date"), "无法核查");
  TEST_STR (outcome (&scene, 2, "L-future-date"), "不适用");
  TEST_STR (outcome (&scene, 3, "L-future-date"), "通过");
  scene_clear (&scene);
}

/* Sums are compared beyond half a last digit a row; one that cannot be made is
 * not judged. */
static void
test_totals (void)
{
  static const char *const rows[] = { "甲平台|80", "乙平台|90", NULL };
  static const SampleTable table
    = { "a.xlsx", "台账", "县水务局", 2025, "项目名称 合同金额", rows };
  HechaTotal totals[] = {
    { 6, 2, HECHA_FIELD_CONTRACT_AMOUNT, TRUE, 170000000, 171000000, 0 },
    { 7, 2, HECHA_FIELD_CONTRACT_AMOUNT, TRUE, 170000000, 170010000, 10000 },
    { 8, 2, HECHA_FIELD_CONTRACT_AMOUNT, FALSE, 170000000, 90000000, 0 },
  };
  Scene scene = { 0 };

  make_ledger (&scene, &table, 1);
  g_array_append_vals (hecha_ledger_table (scene.ledger, 0)->totals, totals,
                       G_N_ELEMENTS (totals));
  judge (&scene);
  assert_findings (
    &scene, "L-total-mismatch",
    "台账反映：a.xlsx“台账”的C7单元格，合同金额合计为170万元，各行相加为171万元 @ C7");
  scene_clear (&scene);
}

static void
test_conflict (void)
{
  static const char *const plan[] = { "甲平台|80|2025-03-01", NULL };
  static const char *const books[] = { "甲平台|85|2025年3月", NULL };
  static const SampleTable tables[] = {
    { "a.xlsx", "计划", "县水务局", 2025, "项目名称 预算金额 立项日期", plan },
    { "b.xlsx", "台账", "县水务局", 2025, "项目名称 预算金额 立项日期", books },
  };
  Scene scene = { 0 };

  make_ledger (&scene, tables, 2);
  judge (&scene);
  CU_ASSERT_EQUAL (hecha_ledger_n_projects (scene.ledger), 1);
  CU_ASSERT_EQUAL (hecha_verdict_total (scene.verdict,
                                        (guint32) hecha_rules_find (scene.rules, "L-conflict"),
                                        HECHA_OUTCOME_SUSPECT), 1);
  {
    g_autofree char *got = findings (&scene, "L-conflict");
    CU_ASSERT_PTR_NOT_NULL (strstr (got, "甲平台的预算金额在不同地方分别填为"));
    CU_ASSERT_PTR_NOT_NULL (strstr (got, "@ C5 C5"));
    CU_ASSERT_PTR_NULL (strstr (got, "立项日期"));
  }
  scene_clear (&scene);
}

/* What a later year supersedes is told, with all its cells; no check is open
 * for it. */
static void
test_superseded (void)
{
  static const char *const one[] = { "甲平台|30|约44", NULL };
  static const char *const two[] = { "甲平台|50|44", NULL };
  static const char *const later[] = { "甲平台|60|44", NULL };
  static const SampleTable tables[] = {
    { "a.xlsx", "计划", "县水务局", 2024, "项目名称 概算金额 决算金额", one },
    { "b.xlsx", "台账", "县水务局", 2024, "项目名称 概算金额 决算金额", two },
    { "c.xlsx", "台账", "县水务局", 2025, "项目名称 概算金额 决算金额", later },
  };
  Scene scene = { 0 };

  make_ledger (&scene, tables, 3);
  judge (&scene);
  assert_findings (&scene, "L-conflict",
                   "台账反映：甲平台的概算金额在不同地方分别填为60、30、50 @ C5 C5 C5");
  assert_findings (&scene, "L-unreadable",
                   "台账反映：甲平台的决算金额填为“约44”，不是可以据以核查的确切内容，请核对 @ D5");
  TEST_STR (outcome (&scene, 0, "19-final-over-estimate"), "通过");
  scene_clear (&scene);
}

static void
test_codes (void)
{
  static const char *const rows[] = {
    "YC-2025-01|农村供水水质在线平台", "YC-2025-01|中小学招生报名系统",
    "YC-2025-02|智慧社区平台一标段", "YC-2025-02|智慧社区平台二标段", "|水库监测系统", NULL
  };
  static const char *const others[] = { "1|景区票务系统", NULL };
  static const char *const more[] = { "1|养老服务平台", NULL };
  static const SampleTable tables[] = {
    { "a.xlsx", "台账", "县水务局", 2025, "项目编号 项目名称", rows },
    { "b.xlsx", "台账", "县文旅局", 2025, "项目编号 项目名称", others },
    { "c.xlsx", "台账", "县民政局", 2025, "项目编号 项目名称", more },
  };
  Scene scene = { 0 };

  make_ledger (&scene, tables, 3);
  judge (&scene);
  assert_findings (&scene, "L-duplicate-code",
                   "台账反映：农村供水水质在线平台的项目编号YC-2025-01与"
                   "中小学招生报名系统（县水务局）相同 @ B5 B6");
  TEST_STR (outcome (&scene, 0, "L-duplicate-code"), "疑点");
  TEST_STR (outcome (&scene, 1, "L-duplicate-code"), "疑点");
  scene_clear (&scene);
}

/* Within a project, and a whole table that was kept in another unit. */
static void
test_units (void)
{
  static const char *const right[] = {
    "甲平台|80|78", "乙平台|90|88", "丙平台|60|0.005", "丁平台|70|69", NULL
  };
  static const char *const others[] = {
    "供水平台|80|78", "供热平台|90|88", "供气平台|60|55", NULL
  };
  static const char *const wrong[] = {
    "招生系统|0.0080|0.0078", "阅卷系统|0.0090|0.0088", "图书系统|0.0060|0.0055", NULL
  };
  static const SampleTable tables[] = {
    { "a.xlsx", "台账", "县水务局", 2025, "项目名称 概算金额 预算金额", right },
    { "b.xlsx", "台账", "县住建局", 2025, "项目名称 概算金额 预算金额", others },
    { "c.xlsx", "台账", "县教育局", 2025, "项目名称 概算金额 预算金额", wrong },
  };
  Scene scene = { 0 };

  make_ledger (&scene, tables, 3);
  judge (&scene);
  assert_findings (
    &scene, "L-unit-suspect",
    "台账反映：c.xlsx“台账”的金额多为80元上下，其他台账多为78万元上下，相差1000倍以上，"
    "疑似金额单位有误 @ C5\n"
    "台账反映：概算金额60万元与预算金额50元相差1000倍以上，疑似金额单位有误 @ D7 C7");
  scene_clear (&scene);
}

static void
test_unreadable_and_columns (void)
{
  static const char *const rows[] = { "甲平台|约44|2025年2月30日", NULL };
  static const SampleTable table
    = { "a.xlsx", "台账", "县水务局", 2025, "项目名称 决算金额 验收日期", rows };
  Scene scene = { 0 };

  make_ledger (&scene, &table, 1);
  judge (&scene);
  assert_findings (&scene, "L-unreadable",
                   "台账反映：甲平台的验收日期填为“2025年2月30日”，不是可以据以核查的确切内容，请核对 @ D5\n"
                   "台账反映：甲平台的决算金额填为“约44”，不是可以据以核查的确切内容，请核对 @ C5");
  {
    g_autofree char *got = findings (&scene, "L-missing-columns");
    CU_ASSERT_PTR_NOT_NULL (strstr (got, "a.xlsx“台账”缺少项目编号、"));
    CU_ASSERT_PTR_NULL (strstr (got, "决算金额"));
    CU_ASSERT_PTR_NULL (strstr (got, "多开展0项"));
    CU_ASSERT_PTR_NOT_NULL (strstr (got, "@ B4"));
    CU_ASSERT_PTR_NULL (strstr (got, "\n"));
  }
  scene_clear (&scene);
}

/* Nothing of a classified project but its cell and code is ever said. */
static void
test_classified (void)
{
  static const char *const rows[] = { "甲平台|是|约44|2025-08-01|2025-07-01", NULL };
  static const SampleTable table
    = { "a.xlsx", "台账", "县公安局", 2025, "项目名称 是否涉密 决算金额 建成日期 验收日期", rows };
  Scene scene = { 0 };

  make_ledger (&scene, &table, 1);
  judge (&scene);
  CU_ASSERT_EQUAL (hecha_verdict_n_findings (scene.verdict), 1);
  assert_findings (&scene, "2-classified-listed",
                   "台账列有标为涉密的项目，内容不予显示，请核对是否确属涉密 @ C5");
  scene_clear (&scene);
}

void
suite_crosscheck (void)
{
  CU_pSuite suite = CU_add_suite ("audit/crosscheck", NULL, NULL);

  CU_ADD_TEST (suite, test_date_order);
  CU_ADD_TEST (suite, test_future_dates);
  CU_ADD_TEST (suite, test_totals);
  CU_ADD_TEST (suite, test_conflict);
  CU_ADD_TEST (suite, test_superseded);
  CU_ADD_TEST (suite, test_codes);
  CU_ADD_TEST (suite, test_units);
  CU_ADD_TEST (suite, test_unreadable_and_columns);
  CU_ADD_TEST (suite, test_classified);
}
