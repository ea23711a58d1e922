/* By which titles columns are found again, and what their cells say. */
#include "tests/test.h"

#include "report/memo.h"

static void
test_titles (void)
{
  static const struct
  {
    const char *title;
    HechaTitleMatch match;
    HechaMemoField field;
  } cases[] = {
    { "核实结论", HECHA_TITLE_EXACT, HECHA_MEMO_CONCLUSION },
    { "核实\n结论", HECHA_TITLE_EXACT, HECHA_MEMO_CONCLUSION },
    { "核实结论（必填）", HECHA_TITLE_LIKE, HECHA_MEMO_CONCLUSION },
    { "意见", HECHA_TITLE_EXACT, HECHA_MEMO_OPINION },
    { "核实意见", HECHA_TITLE_EXACT, HECHA_MEMO_OPINION },
    { "单位意见", HECHA_TITLE_EXACT, HECHA_MEMO_UNIT_OPINION },
    { "单位意见及说明", HECHA_TITLE_LIKE, HECHA_MEMO_UNIT_OPINION },
    { "财政处理意见", HECHA_TITLE_EXACT, HECHA_MEMO_FINANCE_OPINION },
    { "金额（元）", HECHA_TITLE_EXACT, HECHA_MEMO_AMOUNT },
    { "计入合计（元）", HECHA_TITLE_UNKNOWN, 0 },
    { "整改时限", HECHA_TITLE_EXACT, HECHA_MEMO_DEADLINE },
    { "项目编号", HECHA_TITLE_EXACT, HECHA_MEMO_CODE },
    { "领导意见", HECHA_TITLE_UNKNOWN, 0 },
    { "备注", HECHA_TITLE_UNKNOWN, 0 },
    { "", HECHA_TITLE_UNKNOWN, 0 },
    { "核实结论由审计局核查组填写后交县政府", HECHA_TITLE_UNKNOWN, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HechaMemoField field = 0;

      CU_ASSERT_EQUAL (hecha_memo_find (cases[i].title, &field), cases[i].match);
      TEST_STR (hecha_memo_title (field), hecha_memo_title (cases[i].field));
    }
}

static void
text_is (HechaMemoField field, HechaCell cell, const char *wanted)
{
  g_autofree char *got = hecha_memo_text (field, &cell, FALSE);

  TEST_STR (got, wanted);
}

static void
test_values (void)
{
  HechaCell number = { .type = HECHA_CELL_NUMBER, .number = 45961 };
  HechaCell date = { .type = HECHA_CELL_NUMBER, .number = 45961, .format = HECHA_FORMAT_DATE };
  HechaCell amount = { .type = HECHA_CELL_NUMBER, .number = 1234.56 };
  HechaCell words = { .type = HECHA_CELL_TEXT, .text = "  已联系\r\n单位 " };
  HechaCell waiting = { .type = HECHA_CELL_TEXT, .text = "待核实" };
  HechaCell late = { .type = HECHA_CELL_TEXT, .text = "2025年10月31日" };
  HechaCell vague = { .type = HECHA_CELL_TEXT, .text = "国庆节前" };
  HechaCell money = { .type = HECHA_CELL_TEXT, .text = "1,234.50" };
  HechaCell error = { .type = HECHA_CELL_ERROR, .text = "#REF!" };

  text_is (HECHA_MEMO_DEADLINE, number, "2025-10-31");
  text_is (HECHA_MEMO_DEADLINE, date, "2025-10-31");
  text_is (HECHA_MEMO_OPINION, number, "45961");
  text_is (HECHA_MEMO_OPINION, date, "2025-10-31");
  text_is (HECHA_MEMO_AMOUNT, amount, "123456");
  text_is (HECHA_MEMO_AMOUNT, money, "123450");
  text_is (HECHA_MEMO_OPINION, words, "已联系\n单位");
  text_is (HECHA_MEMO_CONCLUSION, waiting, "");
  text_is (HECHA_MEMO_OPINION, waiting, "待核实");
  text_is (HECHA_MEMO_DEADLINE, late, "2025-10-31");
  text_is (HECHA_MEMO_DEADLINE, vague, "国庆节前");
  text_is (HECHA_MEMO_OPINION, error, "");
}

static void
test_quarters_apart (void)
{
  g_autofree char *march = hecha_quarter_of (hecha_day_from_ymd (2025, 3, 31));
  g_autofree char *april = hecha_quarter_of (hecha_day_from_ymd (2025, 4, 1));

  TEST_STR (march, "2025Q1");
  TEST_STR (april, "2025Q2");
  CU_ASSERT_EQUAL (hecha_quarters_between ("2024Q3", "2026Q1"), 6);
  CU_ASSERT_EQUAL (hecha_quarters_between ("2025Q1", "2025Q1"), 0);
  CU_ASSERT_EQUAL (hecha_quarters_between ("2026Q1", "2025Q1"), 0);
  CU_ASSERT_EQUAL (hecha_quarters_between ("去年", "2025Q1"), 0);
  CU_ASSERT_EQUAL (hecha_quarters_between ("", "2025Q1"), 0);
}

void suite_memo (void);
void
suite_memo (void)
{
  CU_pSuite suite = CU_add_suite ("report/memo", NULL, NULL);

  CU_ADD_TEST (suite, test_titles);
  CU_ADD_TEST (suite, test_values);
  CU_ADD_TEST (suite, test_quarters_apart);
}
