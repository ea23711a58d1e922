/* The reader of our text files, and how it shows a mistake. */
#include <hecha/ledger.h>

#include <string.h>

#include "tests/test.h"

static HechaIni *
parse (const char *text, GError **error)
{
  return hecha_ini_parse ("包.ini", text, strlen (text), error);
}

static void
test_reads (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaIni) ini = parse ("\xef\xbb\xbf# 说明\n[办法]\n名称 = 甲 \n\n[23-a]\n违反= 一\n"
                                    "  且 二\n# 中间的说明\n  或 三\n级别=违规\r\n",
                                    &error);
  const HechaIniEntry *entry;

  TEST_OK (error);
  CU_ASSERT_EQUAL_FATAL (ini->sections->len, 2);
  TEST_STR (hecha_ini_entry (hecha_ini_section (ini, "办法"), "名称")->value, "甲");
  entry = hecha_ini_entry (hecha_ini_section (ini, "23-a"), "违反");
  TEST_STR (entry->value, "一\n且 二\n或 三");
  CU_ASSERT_EQUAL (entry->line, 6);
  CU_ASSERT_EQUAL (entry->value_column, 5);
  TEST_STR (hecha_ini_entry (hecha_ini_section (ini, "23-a"), "级别")->value, "违规");
  CU_ASSERT_PTR_NULL (hecha_ini_section (ini, "没有"));
}

static void
test_mistakes (void)
{
  static const struct
  {
    const char *text, *message;
  } cases[] = {
    { "[甲]\n[甲]\n", "包.ini:2:2: 节 [甲] 重复，第 1 行已经有了\n    [甲]\n     ^" },
    { "[甲]\n值=1\n值=2\n", "包.ini:3:1: 键“值”在本节重复，第 2 行已经有了\n    值=2\n    ^" },
    { "[甲\n", "包.ini:1:1: 节名缺少右方括号 ]\n    [甲\n    ^" },
    { "[甲乙] 丙\n", "包.ini:1:6: 节名后面不能有其他内容\n    [甲乙] 丙\n           ^" },
    { "值=1\n", "包.ini:1:1: “值”不在任何一节里，请先写 [节名]\n    值=1\n    ^" },
    { "[甲]\n  接续\n",
      "包.ini:2:3: 行首有空格的行是上一行的接续，但上面没有 键=值\n      接续\n      ^" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HechaIni) ini = parse (cases[i].text, &error);

      CU_ASSERT_PTR_NULL (ini);
      TEST_STR (error != NULL ? error->message : NULL, cases[i].message);
    }
}

static void
test_nearest (void)
{
  const char *const words[] = { "决算金额", "预算金额", "验收日期", NULL };

  TEST_STR (hecha_nearest_word ("决算全额", words), "决算金额");
  TEST_STR (hecha_nearest_word ("验收日", words), "验收日期");
  CU_ASSERT_PTR_NULL (hecha_nearest_word ("甲乙丙丁戊己", words));
}

void
suite_ini (void)
{
  CU_pSuite suite = CU_add_suite ("ledger/ini", NULL, NULL);

  CU_ADD_TEST (suite, test_reads);
  CU_ADD_TEST (suite, test_mistakes);
  CU_ADD_TEST (suite, test_nearest);
}
