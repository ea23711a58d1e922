#include "tests/test.h"

#include "ledger/amount.h"
#include "ledger/date.h"

static const struct
{
  const char *text;
  gint64 unit;
} headers[] = {
  { "单位：万元", 1000000 },
  { "单位:元", 100 },
  { "（单位：万元）", 1000000 },
  { "填报单位：水务局    单位：万元", 1000000 },
  { "单位：万元   填报人：张三", 1000000 },
  { "金额单位：人民币万元", 1000000 },
  { "单位：人民币元", 100 },
  { "合同金额（元）", 100 },
  { "合同金额(万元)", 1000000 },
  { "概算金额\n（万元）", 1000000 },
  { "概算（亿元）", 10000000000 },
  { "概算（千元）", 100000 },
  { "概算（百万元）", 100000000 },
  { "预算/万元", 1000000 },
  { "预算金额万元", 1000000 },
  { "年运维费（万元/年）", 1000000 },
  { "年运维费（元/年）", 100 },
  { "金额（含税，万元）", 1000000 },
  { "万元", 1000000 },
  { "预算（万元）/决算（元）", 0 },
  { "预算金额", 0 },
  { "建设单位", 0 },
  { "单元测试（元数据）", 0 },
  { "建设单位：元通公司", 0 },
  { "金额单位均为万元", 1000000 },
  { "（以万元为单位）", 1000000 },
  { "金额均以元计", 100 },
  { "单位：万", 1000000 },
  { "（万）", 1000000 },
  { "填报单位：万安镇", 0 },
  { "填报单位：元氏镇  单位：万元  2025年", 1000000 },
  { "说明：本表金额单位：元；日期精确到日", 100 },
  { "单位：个", 0 },
  { "", 0 },
};

static void
test_unit_of_header (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      gint64 unit = hecha_amount_unit_in (headers[i].text);

      if (unit != headers[i].unit)
        g_print ("\n%s: got %" G_GINT64_FORMAT "\n", headers[i].text, unit);
      CU_ASSERT_EQUAL (unit, headers[i].unit);
    }
}

static const struct
{
  const char *code;
  gint64 unit;
} formats[] = {
  { "General", 0 },
  { "#,##0.00", 0 },
  { "0.00\"万元\"", 1000000 },
  { "0.00\\万\\元", 1000000 },
  { "#,##0\"元\"", 100 },
  { "0!.0,\"万元\"", 100 },
  { "0!.0000\"万元\"", 100 },
  { "#,##0,\"千元\"", 100 },
  { "#,##0.00_ \"元\";[Red]-0\"万元\"", 100 },
  { "yyyy\"年\"m\"月\"", 0 },
};

static void
test_unit_of_format (void)
{
  CU_ASSERT_EQUAL (hecha_amount_unit_of_format (NULL), 0);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      gint64 unit = hecha_amount_unit_of_format (formats[i].code);

      if (unit != formats[i].unit)
        g_print ("\n%s: got %" G_GINT64_FORMAT "\n", formats[i].code, unit);
      CU_ASSERT_EQUAL (unit, formats[i].unit);
    }
}

static const struct
{
  const char *text;
  int year;
} titles[] = {
  { "2025年度信息化项目台账", 2025 },
  { "水务局2025.xlsx", 2025 },
  { "2025年台账", 2025 },
  { "2024年各部门台账", 2024 },
  { "2024Q3", 2024 },
  { "教育局_2024_台账.xls", 2024 },
  { "截至2024年12月信息化项目情况", 2024 },
  { "2024年度信息化项目台账（2025年1月10日）", 2024 },
  { "2024年度项目（2025年填报）", 2024 },
  { "二〇二四年度项目", 2024 },
  { "24年度项目台账", 2024 },
  { "2024-2025年项目台账", 0 },
  { "2023年、2024年项目台账", 0 },
  { "根据阳政办发〔2024〕50号填报", 0 },
  { "SN20241234567", 0 },
  { "教育局台账20250110.xlsx", 2025 },
  { "2024年度台账20250110.xlsx", 2024 },
  { "台账202412.xlsx", 2024 },
  { "Sheet1", 0 },
  { "2024年第三季度", 2024 },
  { "", 0 },
};

static void
test_year_of_title (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      int year = hecha_year_in (titles[i].text);

      if (year != titles[i].year)
        g_print ("\n%s: got %d\n", titles[i].text, year);
      CU_ASSERT_EQUAL (year, titles[i].year);
    }
}

void
suite_amount (void)
{
  CU_pSuite suite = CU_add_suite ("ledger/amount", NULL, NULL);

  CU_ADD_TEST (suite, test_unit_of_header);
  CU_ADD_TEST (suite, test_unit_of_format);
  CU_ADD_TEST (suite, test_year_of_title);
}
