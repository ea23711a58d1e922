/* Every kind of wrong expression and what the auditor is told:
 * testdata/audit/mistakes.txt; and wrong packs. */
#include <hecha/audit.h>
#include <stdio.h>
#include <string.h>

#include "tests/test.h"

static const char head[] = "[办法]\n标识=t\n系列=t\n名称=试\n文号=试〔2024〕1号\n施行=2024-07-03\n"
                           "[参数]\n评审起点=30万元\n申报截止=10-31\n";

/* The message of adding TEXT as a pack, or NULL where it is accepted; the path
 * of the file is left out. */
static char *
complaint (const char *text)
{
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = test_directory ();
  g_autofree char *path = g_build_filename (directory, "包.ini", NULL);
  const char *after;

  CU_ASSERT_FATAL (g_file_set_contents (path, text, -1, NULL));
  if (hecha_rules_add (rules, path, &error))
    return NULL;
  CU_ASSERT (g_error_matches (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_SYNTAX));
  after = strstr (error->message, "包.ini");
  CU_ASSERT_PTR_NOT_NULL_FATAL (after);
  return g_strdup (after);
}

static void
check_block (const char *expression, const char *caret, const char *message)
{
  g_autofree char *pack = g_strconcat (head, "[r]\n名称=甲\n级别=违规\n对象=审计\n违反=",
                                       expression, "\n", NULL);
  g_autofree char *got = complaint (pack);
  g_auto (GStrv) lines = got != NULL ? g_strsplit (got, "\n", -1) : NULL;
  g_autofree char *wanted_caret = g_strconcat ("         ", caret, NULL);
  const char *text;

  if (lines == NULL || g_strv_length (lines) != 3)
    {
      printf ("\n%s\n  got %s\n", expression, got != NULL ? got : "(accepted)");
      CU_FAIL ("one message of three lines");
      return;
    }
  text = strstr (lines[0], ": ");
  TEST_STR (text != NULL ? text + 2 : lines[0], message);
  TEST_STR (lines[2], wanted_caret);
}

static void
test_expressions (void)
{
  g_autofree char *path = test_data ("audit/mistakes.txt");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  CU_ASSERT_FATAL (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '\0' || (*lines[i] == '#' && *lines[i + 1] != '^'))
        continue;
      CU_ASSERT_FATAL (lines[i + 1] != NULL && lines[i + 2] != NULL);
      check_block (lines[i], lines[i + 1], lines[i + 2]);
      i += 2;
      n++;
    }
  CU_ASSERT (n > 40);
}

static void
test_place (void)
{
  g_autofree char *pack = g_strconcat (
      head, "[r]\n名称=甲\n级别=违规\n对象=审计\n违反=有(合同日期)\n  # 说明\n  且 缺(监理单为)\n", NULL);
  g_autofree char *got = complaint (pack);

  TEST_STR (got, "包.ini:16:7: 没有“监理单为”这个字段或函数，是不是“监理单位”？\n"
                 "      且 缺(监理单为)\n"
                 "            ^");
}

static void
test_packs (void)
{
  static const struct
  {
    const char *text;
    const char *message;   /* its beginning */
  } cases[] = {
    { "[r]\n违犯=有(合同日期)\n", "不认识的键“违犯”，是不是“违反”？" },
    { "[r]\n名称=甲\n对象=审计\n违反=有(合同日期)\n", "这一节缺少“级别”" },
    { "[r]\n级别=违规\n对象=审计\n违反=有(合同日期)\n", "这一节缺少“名称”" },
    { "[r]\n名称=甲\n级别=违规\n违反=有(合同日期)\n", "这一节缺少“对象”" },
    { "[r]\n名称=甲\n级别=违规\n对象=审计\n", "这一节缺少“违反”（或“方法”）" },
    { "[r]\n级别=严重\n", "级别只能是：违规、疑点、提示" },
    { "[r]\n对象=审计;群众\n", "对象只能是：审计、财政、部门" },
    { "[r]\n基准=合同金额\n", "这里要的是日期，却是金额" },
    { "[r]\n金额=合同日期\n", "这里要的是金额，却是日期" },
    { "[r]\n金额性质=很多\n", "“金额性质”只能是：其他、超额、暂缓" },
    { "[r]\n标注=合同曰期\n", "没有“合同曰期”这个字段，是不是“合同日期”？" },
    { "[r]\n方法=猜\n", "没有“猜”这种核查方法" },
    { "[r]\n停用=\n", "停用要写明理由" },
    { "[r]\n说明={依据:已开公}\n", "{依据:…} 里没有“已开公”这个字段或事实" },
    { "[r]\n说明={若:合同日期}甲{完}\n",
      "“合同日期”是日期，不能当条件，是不是想写 有(合同日期)？" },
    { "[r]\n除外=有(合同日期)\n", "除外要写明理由：除外=条件 | 理由" },
    { "[r]\n除外=有(合同曰期) | 理由\n", "没有“合同曰期”这个字段或函数，是不是“合同日期”？" },
    { "[r]\n说明=台账{监理单为}\n", "没有“监理单为”这个字段或函数，是不是“监理单位”？" },
    { "[r]\n说明=台账{监理单位\n", "这个 { 没有对应的 }" },
    { "[r]\n说明=台账{原文:监理单为}\n", "{原文:…} 里没有“监理单为”这个字段" },
    { "[r 1]\n名称=甲\n", "规则标识里不能有冒号、空格、逗号和分号" },
    { "[r]\n名称=甲\n名称=乙\n", "键“名称”在本节重复" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *pack = g_strconcat (head, cases[i].text, NULL);
      g_autofree char *got = complaint (pack);
      const char *text = got != NULL ? strstr (got, ": ") : NULL;
      if (text == NULL || !g_str_has_prefix (text + 2, cases[i].message))
        printf ("\n  got    %s\n  wanted %s\n", got != NULL ? got : "(accepted)",
                cases[i].message);
      CU_ASSERT (text != NULL && g_str_has_prefix (text + 2, cases[i].message));
    }
}

static void
test_measure (void)
{
  g_autofree char *without = complaint ("[参数]\n甲=1\n");
  g_autofree char *half = complaint ("[办法]\n标识=t\n");
  g_autofree char *parameter
      = complaint ("[办法]\n标识=t\n系列=t\n名称=试\n文号=1\n[参数]\n甲=一些\n");
  g_autofree char *repealed
      = complaint ("[办法]\n标识=t\n系列=t\n名称=试\n文号=1\n施行=2024-07-03\n废止=2024-07-03\n");

  CU_ASSERT (strstr (without, "缺少 [办法] 一节") != NULL);
  CU_ASSERT (strstr (half, "[办法] 里要有 标识、系列、名称、文号") != NULL);
  CU_ASSERT (strstr (parameter, "包.ini:7:3") != NULL);
  CU_ASSERT (strstr (repealed, "“废止”要在“施行”之后") != NULL);
}

void
suite_mistakes (void)
{
  CU_pSuite suite = CU_add_suite ("audit/mistakes", NULL, NULL);

  CU_ADD_TEST (suite, test_expressions);
  CU_ADD_TEST (suite, test_place);
  CU_ADD_TEST (suite, test_packs);
  CU_ADD_TEST (suite, test_measure);
}
