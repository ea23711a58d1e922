/* Which cells show a breach, the one at fault first. */
#include "tests/sample_ledger.h"
#include "tests/test.h"

#include <hecha/audit.h>
#include <string.h>

/* The fields of the cells of the first finding of RULE for one project. */
static char *
cells_of (const char *headers, const char *row, const char *rule)
{
  const char *const rows[] = { row, NULL };
  const SampleTable table = { "a.xlsx", "台账", "县水务局", 2025, headers, rows };
  g_autoptr (HechaDictionary) dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  g_autoptr (HechaLedger) ledger = sample_ledger (dictionary, &table, 1);
  g_autoptr (HechaCalendar) calendar = hecha_calendar_load (NULL, NULL);
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  HechaAuditOptions options = { .jobs = 1, .as_of = hecha_day_from_ymd (2026, 3, 31) };
  g_autoptr (HechaVerdict) verdict = NULL;
  GString *out = g_string_new (NULL);

  CU_ASSERT_TRUE_FATAL (hecha_rules_add (rules, NULL, NULL));
  verdict = hecha_audit_run (ledger, rules, calendar, &options, NULL);
  for (guint i = 0; i < hecha_verdict_n_findings (verdict); i++)
    {
      const HechaFinding *finding = hecha_verdict_finding (verdict, i);

      if (strcmp (hecha_rules_get (rules, finding->rule)->id, rule) != 0)
        continue;
      for (guint e = 0; e < finding->n_evidence; e++)
        g_string_append_printf (out, "%s%s", e > 0 ? " " : "",
                                hecha_field_name ((HechaField) finding->evidence[e].field));
      break;
    }
  return g_string_free (out, FALSE);
}

static void
test_order (void)
{
  static const struct
  {
    const char *headers, *row, *rule, *cells;
  } cases[] = {
    { "项目名称 软件测评 安全审查 密码应用 验收日期", "甲平台|已测评|未通过|国密算法|2025-01-10",
      "22-test-failed", "安全审查 软件测评 密码应用" },
    { "项目名称 开工日期 合同日期 中标日期", "甲平台||2025-01-01|2025-02-01",
      "15-built-before-tender", "合同日期 中标日期 开工日期" },
    { "项目名称 开工日期 合同日期 中标日期", "甲平台|2025-01-05|2025-03-01|2025-02-01",
      "15-built-before-tender", "开工日期 中标日期 合同日期" },
    { "项目名称 中标金额 合同金额 采购预算 预算金额", "甲平台|50|60||55",
      "15-over-procurement-budget", "合同金额 预算金额 中标金额 采购预算" },
    { "项目名称 合同金额 变更金额 已付金额 决算金额", "甲平台|50|1|60|70",
      "L-paid-over-contract", "已付金额 合同金额 变更金额 决算金额" },
    { "项目名称 建设内容 立项日期", "甲平台|建设机房一处|2025-01-01", "11-datacentre",
      "建设内容 项目名称" },
    { "项目名称 建设内容 立项日期", "县医院机房建设项目|改造|2025-01-01", "11-datacentre",
      "项目名称 建设内容" },
    { "项目名称 互联互通 数据共享 业务协同 立项批复", "甲平台|是|否|否|有",
      "11-no-interconnection", "数据共享 业务协同 互联互通" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = cells_of (cases[i].headers, cases[i].row, cases[i].rule);

      if (!g_str_has_prefix (got, cases[i].cells))
        TEST_STR (got, cases[i].cells);
    }
}

void
suite_evidence (void)
{
  CU_pSuite suite = CU_add_suite ("audit/evidence", NULL, NULL);

  CU_ADD_TEST (suite, test_order);
}
