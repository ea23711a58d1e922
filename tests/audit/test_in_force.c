/* before_force of what checks in C find. */
#include "tests/sample_ledger.h"
#include "tests/test.h"

#include <hecha/audit.h>
#include <string.h>

/* "true", "false" or "null" and how the message ends, of the first finding of
 * RULE over two rows. */
static char *
force_of (const char *headers, const char *first, const char *second, const char *rule)
{
  static const char *const words[] = { "false", "true", "null" };
  const char *const rows[] = { first, second, NULL };
  const SampleTable table = { "a.xlsx", "台账", "", 2026, headers, rows };
  g_autoptr (HechaDictionary) dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  g_autoptr (HechaLedger) ledger = sample_ledger (dictionary, &table, 1);
  g_autoptr (HechaCalendar) calendar = hecha_calendar_load (NULL, NULL);
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  HechaAuditOptions options = { .jobs = 1, .as_of = hecha_day_from_ymd (2026, 3, 31) };
  g_autoptr (HechaVerdict) verdict = NULL;

  CU_ASSERT_TRUE_FATAL (hecha_rules_add (rules, NULL, NULL));
  verdict = hecha_audit_run (ledger, rules, calendar, &options, NULL);
  for (guint i = 0; i < hecha_verdict_n_findings (verdict); i++)
    {
      const HechaFinding *finding = hecha_verdict_finding (verdict, i);
      const char *clause;

      if (strcmp (hecha_rules_get (rules, finding->rule)->id, rule) != 0)
        continue;
      clause = g_strrstr (finding->message, "；发生");
      return g_strconcat (words[finding->before_force], clause != NULL ? " " : "", clause, NULL);
    }
  return g_strdup ("none");
}

#define BEFORE "true ；发生在本办法施行前，应核对原试行办法"
#define UNKNOWN "null ；发生时间未载明"

/* The last part decides; the dates are those of §6. */
static void
test_split (void)
{
  static const char *const cases[][3] = {
    { "2023-03-01", "2023-04-01", BEFORE },     { "2024-05-01", "2024-08-01", "false" },
    { "2024年7月", "2024年7月", UNKNOWN },      { "2024年5月", "2024年6月", BEFORE },
    { "2025-01-01", "2025-02-01", "false" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *first = g_strdup_printf ("河道巡查项目（一）|县水务局|20|%s", cases[i][0]);
      g_autofree char *second = g_strdup_printf ("河道巡查项目（二）|县水务局|20|%s", cases[i][1]);
      g_autofree char *got
        = force_of ("项目名称 建设单位 概算金额 合同日期", first, second, "13-split");

      TEST_STR (got, cases[i][2]);
    }
}

static void
test_duplicate (void)
{
  static const char *const cases[][2] = {
    { "2024年6月", BEFORE }, { "2024年7月", UNKNOWN }, { "2024年8月", "false" },
    { "2024-07-02", BEFORE }, { "2024", UNKNOWN }, { "", UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *first
        = g_strdup_printf ("森林防火监测预警平台|县水务局|200|%s", cases[i][0]);
      g_autofree char *second
        = g_strdup_printf ("森林防火监测预警平台|县林业局|200|%s", cases[i][0]);
      g_autofree char *got
        = force_of ("项目名称 建设单位 概算金额 立项日期", first, second, "9-duplicate");

      TEST_STR (got, cases[i][1]);
    }
}

void
suite_in_force (void)
{
  CU_pSuite suite = CU_add_suite ("audit/in_force", NULL, NULL);

  CU_ADD_TEST (suite, test_split);
  CU_ADD_TEST (suite, test_duplicate);
}
