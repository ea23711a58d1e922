/* Rules in sentences. */
#include <hecha/audit.h>
#include <stdio.h>
#include <string.h>

#include "tests/test.h"

static char *
explain (const char *id)
{
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  int index;

  CU_ASSERT_FATAL (hecha_rules_add (rules, NULL, NULL));
  index = hecha_rules_find (rules, id);
  CU_ASSERT_FATAL (index >= 0);
  return hecha_rules_explain (rules, (guint) index);
}

static void
assert_says (const char *text, const char *line)
{
  if (strstr (text, line) == NULL)
    printf ("\n%s\n  does not say: %s\n", text, line);
  CU_ASSERT_PTR_NOT_NULL (strstr (text, line));
}

static void
test_sentences (void)
{
  g_autofree char *late = explain ("23-filed-late");
  g_autofree char *change = explain ("19-change-over-limit");
  g_autofree char *supervision = explain ("20-no-supervision");
  g_autofree char *level = explain ("28-no-mlps-filing");

  assert_says (late, "竣工验收逾期备案 [23-filed-late]\n");
  assert_says (late, "第二十三条");
  assert_says (late, "何时适用：填了验收备案日期。");
  assert_says (late, "验收备案日期晚于验收日期后第30个工作日。");
  assert_says (late, "需要：项目状态、验收日期、验收备案日期。");
  assert_says (late, "违规：验收日期=2024-09-10；验收备案日期=2024-10-29");
  assert_says (change, "变更金额（不计正负）大于概算金额的10%，并且没有重新申报。");
  assert_says (change, "所谓“有变更”：");
  assert_says (supervision, "降为疑点：不能确定属“已开工”，或者不属“建设类”。");
  assert_says (level, "（等保级别的级数达到2，或者等保级别的级数不明）");
}

/* Every rule can be explained, whatever it is made of. */
static void
test_all (void)
{
  g_autoptr (HechaRules) rules = hecha_rules_new ();

  CU_ASSERT_FATAL (hecha_rules_add (rules, NULL, NULL));
  for (guint i = 0; i < hecha_rules_n (rules); i++)
    {
      g_autofree char *text = hecha_rules_explain (rules, i);
      CU_ASSERT (strstr (text, "依据：") != NULL && strstr (text, "报给：") != NULL);
      CU_ASSERT (g_utf8_validate (text, -1, NULL));
    }
}

static void
test_language (void)
{
  g_autofree char *text = hecha_rules_language ();

  assert_says (text, "加工作日(日期, 天数)：");
  assert_says (text, "存疑、未提供时不能判断");
  assert_says (text, "已验收：");
}

void
suite_explain (void)
{
  CU_pSuite suite = CU_add_suite ("audit/explain", NULL, NULL);

  CU_ADD_TEST (suite, test_sentences);
  CU_ADD_TEST (suite, test_all);
  CU_ADD_TEST (suite, test_language);
}
