/* Packs as workbooks: written and read back, edited by hand, wrong. */
#include <hecha/audit.h>
#include <stdio.h>
#include <string.h>

#include "audit/pack.h"
#include "tests/test.h"

static HechaRules *
load (const char *path)
{
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  g_autoptr (GError) error = NULL;

  CU_ASSERT_FATAL (hecha_rules_add (rules, path, &error));
  TEST_OK (error);
  return g_steal_pointer (&rules);
}

static char *
written (const HechaRules *rules, const char *name)
{
  g_autoptr (HechaCalendar) calendar = hecha_calendar_load (NULL, NULL);
  g_autofree char *directory = test_directory ();
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (directory, name, NULL);

  CU_ASSERT_FATAL (hecha_rules_write_workbook (rules, 0, calendar, path, &error));
  TEST_OK (error);
  return path;
}

static char *
value (const HechaCheck *check, const char *key)
{
  const HechaIniEntry *entry = hecha_ini_entry (check->section, key);

  return g_strdup (entry != NULL ? entry->value : "");
}

/* Unchanged, the workbook says word for word what the text says. */
static void
test_round_trip (void)
{
  static const char *const keys[] = { "级别", "对象", "基准", "适用", "违反", "未到期", "降级",
                                      "标注", "金额", "金额性质", "应急", "终止", "说明", "除外",
                                      "方法", "停用", "列示" };
  g_autoptr (HechaRules) text = load (NULL);
  g_autofree char *path = written (text, "规则.xlsx");
  g_autoptr (HechaRules) book = load (path);
  g_autofree char *again = written (book, "规则.xlsx");
  g_autofree char *bytes = NULL, *bytes_again = NULL;
  gsize length, length_again;

  CU_ASSERT_EQUAL_FATAL (hecha_rules_n (text), hecha_rules_n (book));
  for (guint i = 0; i < hecha_rules_n (text); i++)
    {
      const HechaCheck *a = hecha_rules_check (text, i), *b = hecha_rules_check (book, i);
      g_autofree char *explained = hecha_rules_explain (text, i);
      g_autofree char *explained_again = hecha_rules_explain (book, i);
      TEST_STR (b->id, a->id);
      TEST_STR (explained_again, explained);
      for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
        {
          g_autofree char *in_text = value (a, keys[k]), *in_book = value (b, keys[k]);
          TEST_STR (in_book, in_text);
        }
      CU_ASSERT_EQUAL (a->examples->len, b->examples->len);
    }
  CU_ASSERT_FATAL (g_file_get_contents (path, &bytes, &length, NULL));
  CU_ASSERT_FATAL (g_file_get_contents (again, &bytes_again, &length_again, NULL));
  CU_ASSERT (length == length_again && memcmp (bytes, bytes_again, length) == 0);
}

/* 30 became 45, a percentage and dates were typed as such, a rule was switched
 * off, one added, 2027 appended. */
static void
test_edited (void)
{
  g_autofree char *path = test_data ("audit/规则改过.xlsx");
  g_autoptr (HechaRules) rules = load (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaCalendar) calendar = hecha_rules_load_calendar (rules, NULL, &error);
  g_autoptr (HechaCalendar) built_in = hecha_calendar_load (NULL, NULL);
  const char *name, *text;
  guint n_run;
  int first, last;

  TEST_OK (error);
  CU_ASSERT (hecha_rules_check_examples (rules, NULL, built_in, &n_run, &error));
  TEST_OK (error);
  CU_ASSERT_EQUAL (n_run, 7);
  CU_ASSERT (hecha_rules_pack_parameter (rules, 0, 0, &name, &text));
  TEST_STR (text, "45");
  CU_ASSERT (hecha_rules_pack_parameter (rules, 0, 1, &name, &text));
  TEST_STR (text, "15%");
  TEST_STR (hecha_rules_get (rules, 2)->suppressed, "本县不用申报表");
  CU_ASSERT_EQUAL (hecha_rules_check (rules, 3)->exceptions->len, 2);
  hecha_calendar_years (calendar, &first, &last);
  CU_ASSERT_EQUAL (first, 2027);
  CU_ASSERT_EQUAL (last, 2027);
}

static void
test_wrong_cell (void)
{
  g_autofree char *path = test_data ("audit/规则写错.xlsx");
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  g_autoptr (GError) error = NULL;

  CU_ASSERT_FATAL (!hecha_rules_add (rules, path, &error));
  TEST_STR (strstr (error->message, "规则写错.xlsx"),
            "规则写错.xlsx：表“规则”F3 第 5 个字：没有“监理单为”这个字段或函数，是不是“监理单位”？\n"
            "    且 缺(监理单为)\n"
            "          ^");
}

static void
test_other_workbook (void)
{
  g_autofree char *path = test_data ("audit/水务局2025.xlsx");
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  g_autoptr (GError) error = NULL;

  CU_ASSERT_FATAL (!hecha_rules_add (rules, path, &error));
  CU_ASSERT (strstr (error->message, "没有“办法”这张表") != NULL);
}

void
suite_pack_workbook (void)
{
  CU_pSuite suite = CU_add_suite ("audit/pack_workbook", NULL, NULL);

  CU_ADD_TEST (suite, test_round_trip);
  CU_ADD_TEST (suite, test_edited);
  CU_ADD_TEST (suite, test_wrong_cell);
  CU_ADD_TEST (suite, test_other_workbook);
}
