/* Headers: what a text is understood to mean, and above all what not. */
#include "tests/test.h"

#include <string.h>

#include "ledger/header.h"

static HechaDictionary *dictionary;
static HechaHeaderReader *reader;

/* The field of "head / leaf" where no values are at hand, or "". */
static const char *
field_of (const char *path)
{
  g_auto (GStrv) texts = g_strsplit (path, ">", HECHA_MAX_HEADS);
  const HechaHeaderGuess *guess
      = hecha_header_read (reader, (const char *const *) texts, g_strv_length (texts));

  return guess->n == 0 || guess->guesses[0].unproven
             ? ""
             : hecha_field_name (guess->guesses[0].field);
}

static void
test_understood (void)
{
  static const char *const cases[][2] = {
    { "项目名称", "项目名称" },
    { "平台/系统名称", "项目名称" },
    { "预算金额\n（万元）", "预算金额" },
    { "中标（成交）金额(元)", "中标金额" },
    { "是否开展安全风险评估", "安全风险评估" },
    { "实际竣工验收日期", "验收日期" },
    { "竣工验收报告备案时间", "验收备案日期" },
    { "资金情况>决算", "决算金额" },
    { "监理>单位", "监理单位" },
    { "验收>时间", "验收日期" },
    { "验收>备案日期", "验收备案日期" },
    { "合同>金额", "合同金额" },
    { "时间节点>开工", "开工日期" },
    { "监理>合同日期", "监理合同日期" },
    { "采购>预算金额", "采购预算" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    test_equal_strings (field_of (cases[i][0]), cases[i][1], cases[i][0]);
}

/* What looks like a field and is another thing stays unmapped. */
static void
test_left_alone (void)
{
  static const char *const cases[]
      = { "备案编号", "验收备案编号", "监理合同金额", "监理>合同金额", "合同金额（监理）", "送审金额",
          "设计单位", "招标代理机构", "联系电话", "合同编号", "合同工期", "备注", "验收报告",
          "验收专家", "概算批复文号", "概算>批复文号", "估算投资", "总投资", "付款比例", "计划开工日期",
          "计划验收时间", "预计开工时间", "质保期", "是否监理", "支付进度", "合同完成时间",
          "决算送审金额", "预算批复文号", "验收单位", "监理费", "金额", "日期" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    test_equal_strings (field_of (cases[i]), "", cases[i]);
}

/* testdata/ledger/headers.tsv: what is understood stays so. */
static void
test_header_list (void)
{
  g_autofree char *path = test_data ("ledger/headers.tsv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  CU_ASSERT_FATAL (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 2);
      g_auto (GStrv) headers = NULL;

      if (parts[0] == NULL || *parts[0] == '#' || parts[1] == NULL)
        continue;
      headers = g_strsplit (parts[1], "|", -1);
      for (guint j = 0; headers[j] != NULL; j++, n++)
        test_equal_strings (field_of (headers[j]), strcmp (parts[0], "-") == 0 ? "" : parts[0],
                            headers[j]);
    }
  CU_ASSERT (n > 900);
}

static void
test_unit_of_money (void)
{
  const char *texts[] = { "资金情况（万元）", "决算" };

  CU_ASSERT_EQUAL (hecha_header_read (reader, texts, 2)->unit, 1000000);
  texts[0] = "合同金额(元)";
  CU_ASSERT_EQUAL (hecha_header_read (reader, texts, 1)->unit, 100);
  texts[0] = "合同价款：亿元";
  CU_ASSERT_EQUAL (hecha_header_read (reader, texts, 1)->unit, G_GINT64_CONSTANT (10000000000));
}

/* A mistake in a county's own dictionary is shown where it is. */
static void
test_dictionary_errors (void)
{
  g_autofree char *directory = test_directory ();
  g_autofree char *path = g_build_filename (directory, "fields.ini", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "[验收日期]\n同意=验收\n", -1, NULL);
  CU_ASSERT_PTR_NULL (hecha_dictionary_load (path, NULL, &error));
  CU_ASSERT (g_error_matches (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_SYNTAX));
  CU_ASSERT_PTR_NOT_NULL (strstr (error->message, "是不是“同义”"));
  g_clear_error (&error);
  g_file_set_contents (path, "[验收日子]\n同义=验收\n", -1, NULL);
  CU_ASSERT_PTR_NULL (hecha_dictionary_load (path, NULL, &error));
  CU_ASSERT (g_error_matches (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_SYNTAX));
  g_clear_error (&error);
  g_file_set_contents (path, "[验收日期]\n类型=金额\n", -1, NULL);
  CU_ASSERT_PTR_NULL (hecha_dictionary_load (path, NULL, &error));
}

static int
set_up (void)
{
  dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  if (dictionary == NULL)
    return 1;
  reader = hecha_header_reader_new (dictionary);
  return 0;
}

static int
tear_down (void)
{
  hecha_header_reader_free (reader);
  hecha_dictionary_free (dictionary);
  return 0;
}

void
suite_header (void)
{
  CU_pSuite suite = CU_add_suite ("ledger/header", set_up, tear_down);

  CU_ADD_TEST (suite, test_understood);
  CU_ADD_TEST (suite, test_left_alone);
  CU_ADD_TEST (suite, test_header_list);
  CU_ADD_TEST (suite, test_unit_of_money);
  CU_ADD_TEST (suite, test_dictionary_errors);
}
