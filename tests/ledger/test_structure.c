/* What stands beside and below projects in whole workbooks: figures, statistics,
 * payments, another table. */
#include "tests/test.h"

#include <hecha/ledger.h>
#include <string.h>

static HechaDictionary *dictionary;

static HechaExtract *
extract_of (const char *name)
{
  g_autofree char *where = g_build_filename ("ledger/structure", name, NULL);
  g_autofree char *path = test_data (where);

  return hecha_extract_file (path, name, dictionary, NULL, NULL, NULL);
}

static const HechaRecord *
record_named (const HechaExtract *extract, const char *name)
{
  for (guint i = 0; i < extract->records->len; i++)
    if (strcmp (g_array_index (extract->records, HechaRecord, i).name, name) == 0)
      return &g_array_index (extract->records, HechaRecord, i);
  return NULL;
}

/* "值 E6 16695000": state, cell, and of an amount or date its low end, else the text. */
static char *
told (const HechaExtract *extract, const char *name, HechaField field)
{
  const HechaRecord *record = record_named (extract, name);

  for (guint i = 0; record != NULL && i < record->n_data; i++)
    if (record->data[i].field == field)
      {
        const HechaDatum *datum = &record->data[i];
        char cell[HECHA_ADDRESS_SIZE], day[16];

        hecha_address (datum->row, datum->column, cell);
        if (datum->text != NULL)
          return g_strdup_printf ("%s %s %s", hecha_state_name (datum->state), cell, datum->text);
        if (hecha_field_type (field) == HECHA_TYPE_DATE && datum->state == HECHA_STATE_VALUE)
          return g_strdup_printf ("值 %s %s", cell, hecha_day_format ((gint32) datum->low, day));
        return g_strdup_printf ("%s %s %" G_GINT64_FORMAT, hecha_state_name (datum->state), cell,
                                datum->low);
      }
  return g_strdup ("-");
}

#define TOLD(extract, name, field, wanted)                                                       \
  do                                                                                             \
    {                                                                                            \
      g_autofree char *text_ = told (extract, name, field);                                      \
                                                                                                 \
      TEST_STR (text_, wanted);                                                                  \
    }                                                                                            \
  while (0)

/* 净增减, 占比 and a table of counts below are about the projects, not among them. */
static void
test_statistics (void)
{
  g_autoptr (HechaExtract) extract = extract_of ("统计.xlsx");

  CU_ASSERT_EQUAL (extract->records->len, 2);
  TOLD (extract, "明厨亮灶视频汇聚", HECHA_FIELD_CHANGE_AMOUNT, "值 D4 6400000");
  TOLD (extract, "特种设备智慧监管", HECHA_FIELD_CHANGE_AMOUNT, "值 D5 -3500000");
}

/* A table of counts may have a title and spoken heads; 本年累计 is a total. */
static void
test_titled_statistics (void)
{
  g_autoptr (HechaExtract) extract = extract_of ("采购方式.xlsx");

  CU_ASSERT_EQUAL (extract->records->len, 2);
  TOLD (extract, "高标清播出系统改造", HECHA_FIELD_PROCUREMENT_METHOD, "值 C4 公开招标");
}

/* 建设项目 over 3, 2, 1 counts them. */
static void
test_counts (void)
{
  g_autoptr (HechaExtract) extract = extract_of ("个数.xlsx");

  CU_ASSERT_EQUAL (extract->records->len, 0);
}

/* 占合同% is no 合同金额: it would make a lot of every payment. */
static void
test_shares (void)
{
  g_autoptr (HechaExtract) extract = extract_of ("付款进度.xls");

  CU_ASSERT_EQUAL (extract->records->len, 2);
  TOLD (extract, "国土空间规划一张图系统", HECHA_FIELD_CONTRACT_AMOUNT, "-");
  TOLD (extract, "国土空间规划一张图系统", HECHA_FIELD_PAID, "值 E5 166950000");
  TOLD (extract, "国土空间规划一张图系统", HECHA_FIELD_LAST_PAID_ON, "值 C5 2024-09-06");
  TOLD (extract, "卫片执法外业核查系统", HECHA_FIELD_PAID, "值 E6 14700000");
}

/* What came back is taken off, and its day is no payment's; more cannot come
 * back than was paid. */
static void
test_payments (void)
{
  g_autoptr (HechaExtract) extract = extract_of ("拨款流水.xlsx");

  CU_ASSERT_EQUAL (extract->records->len, 2);
  TOLD (extract, "动物检疫电子出证", HECHA_FIELD_PAID, "值 E6 25060000");
  TOLD (extract, "动物检疫电子出证", HECHA_FIELD_LAST_PAID_ON, "值 D6 2024-07-30");
  TOLD (extract, "农机深松作业监测", HECHA_FIELD_PAID, "存疑 E8 0");
}

/* A second 序号 begins another table, though no word tells its column of names;
 * what stands over both holds for both. */
static void
test_beside (void)
{
  g_autoptr (HechaExtract) extract = extract_of ("并列.xlsx");

  CU_ASSERT_EQUAL (extract->tables->len, 2);
  CU_ASSERT_EQUAL (extract->records->len, 5);
  TOLD (extract, "雪亮工程三期", HECHA_FIELD_ESTIMATE, "值 C4 865200000");
  TOLD (extract, "雪亮工程三期", HECHA_FIELD_OM_FUNDS, "-");
  TOLD (extract, "视频监控前端维保", HECHA_FIELD_OM_FUNDS, "值 I4 48600000");
  for (guint i = 0; i < extract->records->len; i++)
    TEST_STR (g_array_index (extract->records, HechaRecord, i).unit, "沁河县公安局");
}

/* What stands over 一、基本概况 is the form's: 报县智慧办 is no department. */
static void
test_card (void)
{
  g_autoptr (HechaExtract) extract = extract_of ("登记卡.xlsx");

  CU_ASSERT_EQUAL_FATAL (extract->records->len, 1);
  TEST_STR (g_array_index (extract->records, HechaRecord, 0).unit, "沁河县农业农村局");
  TOLD (extract, "智慧农业产业大脑", HECHA_FIELD_ESTIMATE, "值 F8 312000000");
}

/* Offices of the department that reports build nothing themselves. */
static void
test_offices (void)
{
  g_autoptr (HechaExtract) extract = extract_of ("股室.xlsx");

  CU_ASSERT_EQUAL (extract->records->len, 4);
  for (guint i = 0; i < extract->records->len; i++)
    TEST_STR (g_array_index (extract->records, HechaRecord, i).unit, "沁河县应急管理局");
  TOLD (extract, "应急指挥短波电台", HECHA_FIELD_IMPLEMENTER, "值 C6 指挥中心");
}

/* 序号 over three rows shows that the header is as deep, though 项目 in its first
 * is another's head. */
static void
test_deep_header (void)
{
  g_autoptr (HechaExtract) extract = extract_of ("三层表头.xlsx");

  CU_ASSERT_EQUAL (extract->records->len, 3);
  TOLD (extract, "城市燃气管网智能监测", HECHA_FIELD_APPROVED_ON, "值 D6 2022-01-12");
  TOLD (extract, "城市燃气管网智能监测", HECHA_FIELD_REVIEWED_AMOUNT, "值 F6 448720000");
  TOLD (extract, "城市燃气管网智能监测", HECHA_FIELD_STARTED_ON, "值 H6 2022-05-19");
}

/* A sheet that names its systems by codes alone is a ledger too, and they are
 * the bureau's, whichever of its offices filled it in. */
static void
test_codes (void)
{
  g_autoptr (HechaExtract) extract = extract_of ("编码.xlsx");

  CU_ASSERT_EQUAL (extract->tables->len, 2);
  CU_ASSERT_EQUAL_FATAL (extract->records->len, 4);
  TEST_STR (g_array_index (extract->records, HechaRecord, 2).code, "GA24-01");
  CU_ASSERT (g_array_index (extract->records, HechaRecord, 2).n_data >= 4);
  for (guint i = 0; i < extract->records->len; i++)
    TEST_STR (g_array_index (extract->records, HechaRecord, i).unit, "沁河县公安局");
}

/* 监理合同 in several rows of a list is a value, no label of a form. */
static void
test_contracts (void)
{
  g_autoptr (HechaExtract) extract = extract_of ("合同登记.xlsx");

  CU_ASSERT_EQUAL (extract->records->len, 3);
  TOLD (extract, "智慧农业大数据平台", HECHA_FIELD_CONTRACTOR, "值 F3 某科技公司");
  TOLD (extract, "智慧农业大数据平台", HECHA_FIELD_SUPERVISOR, "值 F4 某监理公司");
  TOLD (extract, "高标准农田物联网监测", HECHA_FIELD_SUPERVISOR, "值 F7 某监理公司");
}

/* 县长批示 right of a label is its value, though it could be one, and what is
 * described in a form's middle is not the project's name. */
static void
test_form (void)
{
  g_autoptr (HechaExtract) extract = extract_of ("申报表.xlsx");

  CU_ASSERT_EQUAL (extract->records->len, 1);
  TOLD (extract, "食品快检数据汇聚", HECHA_FIELD_DECISION_BASIS, "值 B7 县长批示");
  TOLD (extract, "食品快检数据汇聚", HECHA_FIELD_COUNTY_APPROVAL, "-");
}

static int
set_up (void)
{
  dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  return dictionary == NULL;
}

static int
tear_down (void)
{
  hecha_dictionary_free (dictionary);
  return 0;
}

void
suite_structure (void)
{
  CU_pSuite suite = CU_add_suite ("ledger/structure", set_up, tear_down);

  CU_ADD_TEST (suite, test_statistics);
  CU_ADD_TEST (suite, test_titled_statistics);
  CU_ADD_TEST (suite, test_counts);
  CU_ADD_TEST (suite, test_shares);
  CU_ADD_TEST (suite, test_payments);
  CU_ADD_TEST (suite, test_beside);
  CU_ADD_TEST (suite, test_card);
  CU_ADD_TEST (suite, test_offices);
  CU_ADD_TEST (suite, test_deep_header);
  CU_ADD_TEST (suite, test_codes);
  CU_ADD_TEST (suite, test_contracts);
  CU_ADD_TEST (suite, test_form);
}
