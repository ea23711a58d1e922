/* Tables in sheets built by hand: what a row is, what a merged cell says,
 * totals, several rows a project, and sheets made to hurt. */
#include "tests/test.h"

#include <hecha/ledger.h>
#include <string.h>

static HechaDictionary *dictionary;

/* ---- sheets ---------------------------------------------------------------- */

static HechaSheet *
sheet_new (const char *name)
{
  HechaSheet *sheet = g_new0 (HechaSheet, 1);

  sheet->name = g_strdup (name);
  sheet->rows = g_array_new (FALSE, TRUE, sizeof (HechaRow));
  sheet->cells = g_array_new (FALSE, TRUE, sizeof (HechaCell));
  sheet->merges = g_array_new (FALSE, TRUE, sizeof (HechaRange));
  sheet->hidden_columns = g_array_new (FALSE, TRUE, sizeof (HechaRange));
  sheet->column_widths = g_array_new (FALSE, TRUE, sizeof (double));
  sheet->notes = g_ptr_array_new_with_free_func (g_free);
  return sheet;
}

static void
sheet_drop (HechaSheet *sheet)
{
  g_free (sheet->name);
  g_array_unref (sheet->rows);
  g_array_unref (sheet->cells);
  g_array_unref (sheet->merges);
  g_array_unref (sheet->hidden_columns);
  g_array_unref (sheet->column_widths);
  g_ptr_array_unref (sheet->notes);
  g_free (sheet);
}

/* A row of cells parted by "|"; those that begin with "=" are numbers. */
static void
add_row (HechaSheet *sheet, guint32 number, const char *cells)
{
  g_auto (GStrv) texts = g_strsplit (cells, "|", -1);
  HechaRow row = { .row = number, .first_cell = sheet->cells->len };

  for (guint i = 0; texts[i] != NULL; i++)
    {
      HechaCell cell = { .column = (guint16) i, .type = HECHA_CELL_TEXT };

      if (*texts[i] == '\0')
        continue;
      if (*texts[i] == '=')
        {
          cell.type = HECHA_CELL_NUMBER;
          cell.number = g_ascii_strtod (texts[i] + 1, NULL);
        }
      else
        cell.text = g_intern_string (texts[i]);
      g_array_append_val (sheet->cells, cell);
      row.n_cells++;
    }
  g_array_append_val (sheet->rows, row);
}

static void
add_rows (HechaSheet *sheet, const char *const *rows)
{
  for (guint i = 0; rows[i] != NULL; i++)
    if (*rows[i] != '\0')
      add_row (sheet, i, rows[i]);
}

static void
merge (HechaSheet *sheet, const char *from, const char *to)
{
  HechaRange range;

  hecha_address_parse (from, &range.first_row, &range.first_column);
  hecha_address_parse (to, &range.last_row, &range.last_column);
  g_array_append_val (sheet->merges, range);
}

static HechaExtract *
extract (HechaSheet *sheet)
{
  HechaExtract *result = hecha_extract_new ("x.xlsx", "x.xlsx");

  hecha_extract_sheet (result, NULL, sheet, 0, dictionary, NULL);
  return result;
}

static const HechaRecord *
record_at (const HechaExtract *from, guint index)
{
  return index < from->records->len ? &g_array_index (from->records, HechaRecord, index) : NULL;
}

/* "state cell value" of a field of a record. */
static char *
told (const HechaExtract *from, guint index, HechaField field)
{
  const HechaRecord *record = record_at (from, index);

  for (guint i = 0; record != NULL && i < record->n_data; i++)
    if (record->data[i].field == field)
      {
        const HechaDatum *datum = &record->data[i];
        char cell[HECHA_ADDRESS_SIZE];

        return g_strdup_printf ("%s %s %s", hecha_state_name (datum->state),
                                hecha_address (datum->row, datum->column, cell),
                                datum->text != NULL ? datum->text : datum->raw);
      }
  return g_strdup ("-");
}

#define TOLD(from, index, field, wanted)                                                         \
  do                                                                                             \
    {                                                                                            \
      g_autofree char *got_ = told (from, index, HECHA_FIELD_##field);                            \
      TEST_STR (got_, wanted);                                                                   \
    }                                                                                            \
  while (0)

/* ---- rows ---------------------------------------------------------------------- */

static void
test_rows_that_are_no_projects (void)
{
  static const char *const rows[] = {
    "阳城县水务局2025年项目台账", "填报单位：阳城县水务局||单位：万元",
    "序号|项目名称|预算金额|决算金额", "=1|=2|=3|4=3-2",
    "|一、新建项目", "=1|水库监测系统|=80|=86.5", "=2|河道巡查系统|=45.2|约44",
    "|小计|=125.2|=130", "", "|其中：县级|=125.2", "合 计||=125.2|=130.5",
    "制表人：王某||审核：李某", "说明：单位为万元", NULL
  };
  HechaSheet *sheet = sheet_new ("Sheet1");
  g_autoptr (HechaExtract) result = NULL;
  const HechaTable *table;

  add_rows (sheet, rows);
  result = extract (sheet);
  CU_ASSERT_EQUAL_FATAL (result->tables->len, 1);
  CU_ASSERT_EQUAL_FATAL (result->records->len, 2);
  table = &g_array_index (result->tables, HechaTable, 0);
  TEST_STR (table->unit_name, "阳城县水务局");
  CU_ASSERT_EQUAL (table->year, 2025);
  CU_ASSERT_EQUAL (table->unit, 1000000);
  TOLD (result, 0, BUDGET, "值 C6 80");
  TOLD (result, 1, FINAL_ACCOUNT, "存疑 D7 约44");
  sheet_drop (sheet);
}

/* Half a last digit a row, and half of the total's own. */
static void
test_tolerance (void)
{
  static const struct
  {
    const char *rows[4], *total;
    gboolean right;
  } cases[] = {
    { { "=10.123", "=20.134" }, "=30.26", TRUE },
    { { "=10.5", "=20.25" }, "=30.8", TRUE },
    { { "=10.4", "=20.4" }, "=31", TRUE },
    { { "=10.12", "=20.13", "=30.14" }, "=60.4", TRUE },
    { { "=10.12", "=20.13", "=30.14" }, "=60.42", FALSE },
    { { "=10.12", "=20.13", "=30.14" }, "=60.37", TRUE },
    { { "=10.12", "=20.13", "=30.14" }, "=60.36", FALSE },
    { { "=80", "=90" }, "=172", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HechaSheet *sheet = sheet_new ("x");
      g_autoptr (HechaExtract) result = NULL;
      g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
      const HechaTotal *total;

      g_ptr_array_add (rows, g_strdup ("项目名称|预算金额（万元）"));
      for (guint r = 0; cases[i].rows[r] != NULL; r++)
        g_ptr_array_add (rows, g_strdup_printf ("第%u系统|%s", r + 1, cases[i].rows[r]));
      g_ptr_array_add (rows, g_strdup_printf ("合计|%s", cases[i].total));
      g_ptr_array_add (rows, NULL);
      add_rows (sheet, (const char *const *) rows->pdata);
      result = extract (sheet);
      total = &g_array_index (g_array_index (result->tables, HechaTable, 0).totals, HechaTotal, 0);
      CU_ASSERT_EQUAL (ABS (total->stated - total->summed) <= total->tolerance, cases[i].right);
      sheet_drop (sheet);
    }
}

/* A 合计 over 小计 counts each row once; an unreadable row makes it uncertain. */
static void
test_totals (void)
{
  static const char *const rows[] = {
    "项目名称|预算金额（万元）|决算金额（万元）", "甲系统|=10|=10", "乙系统|=20.5|约20", "小计|=30.5|=30",
    "丙系统|=5|=5", "小计|=5|=5", "合计|=38|=35", NULL
  };
  HechaSheet *sheet = sheet_new ("x");
  g_autoptr (HechaExtract) result = NULL;
  const GArray *totals;
  const HechaTotal *total;

  add_rows (sheet, rows);
  result = extract (sheet);
  totals = g_array_index (result->tables, HechaTable, 0).totals;
  CU_ASSERT_EQUAL_FATAL (totals->len, 6);
  total = &g_array_index (totals, HechaTotal, 0);
  CU_ASSERT (total->certain && total->stated == total->summed);
  CU_ASSERT (!g_array_index (totals, HechaTotal, 1).certain);
  CU_ASSERT (g_array_index (totals, HechaTotal, 3).certain);
  total = &g_array_index (totals, HechaTotal, 4);
  CU_ASSERT (total->certain);
  CU_ASSERT_EQUAL (total->summed, 35500000);
  CU_ASSERT_EQUAL (total->stated, 38000000);
  CU_ASSERT (total->stated - total->summed > total->tolerance);
  CU_ASSERT (!g_array_index (totals, HechaTotal, 5).certain);
  sheet_drop (sheet);
}

/* ---- merged cells and 同上 -------------------------------------------------------- */

static void
test_values_from_above (void)
{
  static const char *const rows[] = {
    "项目名称|建设单位|采购方式|监理单位", "甲系统|阳城县水务局|公开招标|太行监理", "乙系统||同上", "丙系统|阳城县林业局|〃|不涉及", NULL
  };
  HechaSheet *sheet = sheet_new ("x");
  g_autoptr (HechaExtract) result = NULL;

  add_rows (sheet, rows);
  merge (sheet, "B2", "B3");
  merge (sheet, "D2", "D3");
  result = extract (sheet);
  CU_ASSERT_EQUAL_FATAL (result->records->len, 3);
  TOLD (result, 1, UNIT, "值 B2 阳城县水务局");
  TOLD (result, 1, PROCUREMENT_METHOD, "值 C3 公开招标");
  TOLD (result, 1, SUPERVISOR, "值 D2 太行监理");
  TOLD (result, 2, PROCUREMENT_METHOD, "值 C4 公开招标");
  TEST_STR (record_at (result, 1)->unit, "阳城县水务局");
  sheet_drop (sheet);
}

/* 项目 is no project's name over 建设单位 and 名称: with every column under a
 * group nothing else shows how deep the header is. */
static void
test_name_like_group (void)
{
  static const char *const rows[] = {
    "项目|||投资||", "建设单位|名称|验收时间|概算（万元）|预算（万元）|审减",
    "县公安局|交通信号联网|2023-11-30|=368|=355|=3.2",
    "县一中|标准化考点改造|2024-05-20|=146|=140|=1.7", NULL
  };
  HechaSheet *sheet = sheet_new ("x");
  g_autoptr (HechaExtract) result = NULL;

  add_rows (sheet, rows);
  merge (sheet, "A1", "C1");
  merge (sheet, "D1", "F1");
  result = extract (sheet);
  CU_ASSERT_EQUAL_FATAL (result->records->len, 2);
  TEST_STR (record_at (result, 0)->name, "交通信号联网");
  TOLD (result, 0, UNIT, "值 A3 县公安局");
  TOLD (result, 0, ESTIMATE, "值 D3 368");
  TOLD (result, 1, ACCEPTED_ON, "值 C4 2024-05-20");
  sheet_drop (sheet);
}

/* A merge down to the last row of the grid, and a million others. */
static void
test_endless_merges (void)
{
  HechaSheet *sheet = sheet_new ("x");
  g_autoptr (HechaExtract) result = NULL;

  add_row (sheet, 0, "项目名称|建设单位|预算金额（元）");
  add_row (sheet, 1, "甲系统|阳城县水务局|=100000");
  add_row (sheet, 2, "乙系统||=200000");
  merge (sheet, "B2", "B1048576");
  for (guint32 i = 0; i < 1000000; i++)
    {
      HechaRange range = { 10 + i, 11 + i, 3, 16383 };

      g_array_append_val (sheet->merges, range);
    }
  result = extract (sheet);
  CU_ASSERT_EQUAL_FATAL (result->records->len, 2);
  TOLD (result, 1, UNIT, "值 B2 阳城县水务局");
  sheet_drop (sheet);
}

/* ---- several rows a project --------------------------------------------------------- */

static void
test_payments (void)
{
  static const char *const rows[] = {
    "项目支付明细表", "项目名称|支付日期|本次支付金额（元）", "甲系统|2024.3.1|=10000", "乙系统|2024.4.1|=7000", "甲系统|2024.9.1|=20000", NULL
  };
  HechaSheet *sheet = sheet_new ("x");
  g_autoptr (HechaExtract) result = NULL;

  add_rows (sheet, rows);
  result = extract (sheet);
  CU_ASSERT_EQUAL_FATAL (result->records->len, 2);
  CU_ASSERT_EQUAL (g_array_index (result->tables, HechaTable, 0).shape, HECHA_TABLE_DETAIL);
  TOLD (result, 0, LAST_PAID_ON, "值 B5 2024.9.1");
  for (guint i = 0; i < record_at (result, 0)->n_data; i++)
    if (record_at (result, 0)->data[i].field == HECHA_FIELD_PAID)
      CU_ASSERT_EQUAL (record_at (result, 0)->data[i].low, 3000000);
  sheet_drop (sheet);
}

/* The latest of a 累计 column and the latest day are 存疑 where the latest, or
 * what may be the latest, cannot be read. */
static void
test_unreadable_payments (void)
{
  static const struct
  {
    const char *header, *rows[3], *paid, *day;
  } cases[] = {
    { "累计支付（元）", { "2025.1.1|=300000", "2025.4.1|约80万" }, "存疑 C3 约80万", "值 B3 2025.4.1" },
    { "累计支付（元）", { "2025.4.1|约80万", "2025.1.1|=300000" }, "存疑 C2 约80万", "值 B2 2025.4.1" },
    { "累计支付（元）", { "2025.1.1|约30万", "2025.4.1|=800000" }, "值 C3 800000", "值 B3 2025.4.1" },
    { "累计支付（元）", { "2025.4.1|=300000", "待补|=400000" }, "值 C3 400000", "存疑 B3 待补" },
    { "本次支付金额（元）", { "2025.1.1|=300000", "待补|=400000" }, "值 C3 400000", "存疑 B3 待补" },
    { "本次支付金额（元）", { "待补|=300000", "2025.1.1|=400000" }, "值 C3 400000", "存疑 B2 待补" },
    { "本次支付金额（元）", { "2025.1.1|=300000", "待定|" }, "值 C2 300000", "值 B2 2025.1.1" },
    { "本次支付金额（元）", { "2025.1.1|=300000", "2025.4.1|约80万" }, "存疑 C3 约80万",
      "值 B3 2025.4.1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HechaSheet *sheet = sheet_new ("付款明细");
      g_autoptr (HechaExtract) result = NULL;
      g_autofree char *header = g_strdup_printf ("项目名称|支付日期|%s", cases[i].header);
      g_autofree char *first = g_strdup_printf ("甲系统|%s", cases[i].rows[0]);
      g_autofree char *second = g_strdup_printf ("甲系统|%s", cases[i].rows[1]);
      const char *const rows[] = { header, first, second, NULL };

      add_rows (sheet, rows);
      result = extract (sheet);
      CU_ASSERT_EQUAL_FATAL (result->records->len, 1);
      TOLD (result, 0, PAID, cases[i].paid);
      TOLD (result, 0, LAST_PAID_ON, cases[i].day);
      sheet_drop (sheet);
    }
}

/* Words of 检测, 设计, 测评 in what a project builds make its contract none of
 * those; a 监理 row beside the main one is the supervisor's. */
static void
test_contracts_of_other_kinds (void)
{
  static const char *const ledger[] = {
    "项目名称|建设内容|承建单位|合同金额（元）|合同日期",
    "红绿灯智慧配时|路口车流检测雷达、信号配时设计|甲公司|=700000|2024.3.1",
    "社区矫正中心信息化|远程督察、心理测评|乙公司|=600000|2024.4.1",
    "快检室检测数据上传系统|农残检测|丙监理有限公司|=500000|2024.5.1", NULL
  };
  static const char *const contracts[] = {
    "项目名称|合同名称|承建单位|合同金额（元）|合同日期",
    "甲系统|甲系统开发合同|甲公司|=700000|2024.3.1",
    "甲系统|甲系统监理服务合同|乙公司|=20000|2024.2.1",
    "甲系统|等保测评费|丙公司|=50000|2024.8.1", NULL
  };
  HechaSheet *one = sheet_new ("x"), *other = sheet_new ("x");
  g_autoptr (HechaExtract) projects = NULL;
  g_autoptr (HechaExtract) joined = NULL;

  add_rows (one, ledger);
  projects = extract (one);
  CU_ASSERT_EQUAL_FATAL (projects->records->len, 3);
  TOLD (projects, 0, CONTRACT_AMOUNT, "值 D2 700000");
  TOLD (projects, 1, CONTRACTED_ON, "值 E3 2024.4.1");
  TOLD (projects, 2, CONTRACTOR, "值 C4 丙监理有限公司");
  sheet_drop (one);

  add_rows (other, contracts);
  joined = extract (other);
  CU_ASSERT_EQUAL_FATAL (joined->records->len, 1);
  TOLD (joined, 0, CONTRACT_AMOUNT, "值 D2 700000");
  TOLD (joined, 0, SUPERVISOR, "值 C3 乙公司");
  TOLD (joined, 0, SUPERVISION_CONTRACTED_ON, "值 E3 2024.2.1");
  sheet_drop (other);
}

/* Lots of one name in a ledger proper are projects of their own. */
static void
test_lots_stay_apart (void)
{
  static const char *const rows[] = {
    "项目名称|概算金额（元）|预算金额（元）|合同金额（元）|承建单位|监理单位|开工日期|验收日期",
    "甲系统|=90|=80|=70|甲公司|丙公司|2024.1.1|2024.9.1", "甲系统|=60|=50|=40|乙公司|丙公司|2024.2.1|2024.9.2", NULL
  };
  HechaSheet *sheet = sheet_new ("x");
  g_autoptr (HechaExtract) result = NULL;

  add_rows (sheet, rows);
  result = extract (sheet);
  CU_ASSERT_EQUAL (result->records->len, 2);
  sheet_drop (sheet);
}

/* ---- columns --------------------------------------------------------------------------- */

static const HechaColumn *
column_of (const HechaExtract *from, guint index)
{
  return &g_array_index (g_array_index (from->tables, HechaTable, 0).columns, HechaColumn, index);
}

/* Values decide what the words leave open; nothing decides between equals. */
static void
test_evidence (void)
{
  static const char *const rows[] = {
    "项目名称|项目类型|验收|合同总价（元）|合同价款（元）", "甲系统|新建|2024年5月6日|=1|=2", "乙系统|扩建|2024年6月|=3|=4", NULL
  };
  HechaSheet *sheet = sheet_new ("x");
  g_autoptr (HechaExtract) result = NULL;

  add_rows (sheet, rows);
  result = extract (sheet);
  CU_ASSERT_EQUAL (column_of (result, 1)->field, HECHA_FIELD_NATURE);
  CU_ASSERT_EQUAL (column_of (result, 2)->field, HECHA_FIELD_ACCEPTED_ON);
  CU_ASSERT_EQUAL (column_of (result, 3)->field, HECHA_FIELD_NONE);
  CU_ASSERT_EQUAL (column_of (result, 4)->field, HECHA_FIELD_NONE);
  TEST_STR (column_of (result, 3)->candidates, "合同金额");
  sheet_drop (sheet);
}

static void
test_sheets_passed_over (void)
{
  static const char *const counts[] = { "部门|项目个数|预算合计", "水务局|=3|=200", NULL };
  static const char *const hints[] = { "字段名称|填写说明", "项目名称|写全称", "预算金额|万元", NULL };
  static const char *const *const sheets[] = { counts, hints };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      HechaSheet *sheet = sheet_new ("x");
      g_autoptr (HechaExtract) result = NULL;

      add_rows (sheet, sheets[i]);
      result = extract (sheet);
      CU_ASSERT_EQUAL (result->tables->len, 0);
      CU_ASSERT_EQUAL (result->records->len, 0);
      CU_ASSERT_EQUAL_FATAL (result->sheets->len, 1);
      CU_ASSERT_NOT_EQUAL (*g_array_index (result->sheets, HechaSheetNote, 0).note, '\0');
      sheet_drop (sheet);
    }
}

/* Where nobody filed, no value proves what 备案 means: its place does. */
static void
test_blank_filing (void)
{
  static const char *const beside[] = { "项目名称|预算（万元）|验收时间|备案|部署方式",
                                        "水库系统|=30|2025-05-06||县政务云",
                                        "河道系统|=40|2025-05-07||县政务云", NULL };
  static const char *const apart[] = { "项目名称|预算（万元）|备案|验收时间|部署方式",
                                       "水库系统|=30||2025-05-06|县政务云",
                                       "河道系统|=40||2025-05-07|县政务云", NULL };
  const char *const *const sheets[] = { beside, apart };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      HechaSheet *sheet = sheet_new ("水务局2025");
      g_autoptr (HechaExtract) result = NULL;
      g_autofree char *filed = NULL;

      add_rows (sheet, sheets[i]);
      result = extract (sheet);
      filed = told (result, 1, HECHA_FIELD_FILED_ON);
      if (i == 0)
        CU_ASSERT_TRUE (g_str_has_prefix (filed, "空 D3"))
      else
        CU_ASSERT_FALSE (g_str_has_prefix (filed, "空"))
      sheet_drop (sheet);
    }
}

/* ---- headers that no word tells ------------------------------------------------- */

/* What labelled headers taught maps a column once, by words and values, and
 * nothing that is another's. */
static void
test_learned (void)
{
  static const char *const rows[]
      = { "项目名称|预算（万元）|签完合同的日子|哪家在监理|签完合同的那天|归档份数|停机日",
          "水库系统|=30|2025-05-06|山西正达监理有限公司|2025-05-07|=3|=12",
          "河道系统|=40|2025-05-07|晋城诚信监理有限公司|2025-05-08|=4|=15", NULL };
  HechaSheet *sheet = sheet_new ("水务局2025");
  g_autoptr (HechaExtract) result = NULL;
  g_autofree char *contracted = NULL, *supervisor = NULL, *retired = NULL;

  add_rows (sheet, rows);
  result = extract (sheet);
  contracted = told (result, 0, HECHA_FIELD_CONTRACTED_ON);
  supervisor = told (result, 0, HECHA_FIELD_SUPERVISOR);
  retired = told (result, 0, HECHA_FIELD_RETIRED_ON);
  CU_ASSERT_TRUE (contracted != NULL && (strstr (contracted, "C2") != NULL || strstr (contracted, "E2") != NULL));
  CU_ASSERT_TRUE (g_str_has_prefix (supervisor, "值 D2"));
  CU_ASSERT_TRUE (retired == NULL || strstr (retired, "G2") == NULL);   /* 12 is no day */
  sheet_drop (sheet);
}

/* Labels of a form too; what stands right of a label is its value, however it
 * sounds. */
static void
test_learned_label (void)
{
  static const char *const rows[]
      = { "智慧城市建设项目申报表", "项目名称|智慧养老平台|建设单位|阳城县民政局",
          "项目编号|MZ-2024-01|建设性质|新建", "投资方式|政府投资|预算金额（万元）|=30",
          "运行位置|县政务云|资金来源|县级财政", "评审会开的哪天|2024年3月5日|建设内容|养老数据平台", NULL };
  HechaSheet *sheet = sheet_new ("申报表");
  g_autoptr (HechaExtract) result = NULL;
  g_autofree char *deployment = NULL, *reviewed = NULL, *funds = NULL;

  add_rows (sheet, rows);
  result = extract (sheet);
  deployment = told (result, 0, HECHA_FIELD_DEPLOYMENT);
  reviewed = told (result, 0, HECHA_FIELD_REVIEWED_ON);
  funds = told (result, 0, HECHA_FIELD_FUNDING);
  CU_ASSERT_TRUE (deployment != NULL && g_str_has_prefix (deployment, "值 B5"));
  CU_ASSERT_TRUE (reviewed != NULL && g_str_has_prefix (reviewed, "值 B6"));
  CU_ASSERT_TRUE (funds != NULL && g_str_has_suffix (funds, "县级财政"));
  sheet_drop (sheet);
}

/* ---- what explains a header -------------------------------------------------------------- */

/* Units, kinds of values, hints and numbers of columns below a header are its own. */
static void
test_rows_that_explain (void)
{
  static const char *const rows[] = {
    "序号|项目名称|建设单位|概算|合同金额|合同签订|是否验收", "|文本|文本|万元|元|年月日|是/否",
    "栏次|甲|乙|1|2|3|4", "=1|河道监测|水务局|=45.5|=4400|2024.5.1|是", NULL
  };
  HechaSheet *sheet = sheet_new ("x");
  g_autoptr (HechaExtract) result = NULL;
  const HechaTable *table;

  add_rows (sheet, rows);
  result = extract (sheet);
  CU_ASSERT_EQUAL_FATAL (result->tables->len, 1);
  table = &g_array_index (result->tables, HechaTable, 0);
  CU_ASSERT_EQUAL (table->header.last_row, 2);
  CU_ASSERT_EQUAL_FATAL (result->records->len, 1);
  CU_ASSERT_EQUAL (column_of (result, 3)->unit, 1000000);
  CU_ASSERT_EQUAL (column_of (result, 4)->unit, 100);
  TOLD (result, 0, ESTIMATE, "值 D4 45.5");
  TOLD (result, 0, CONTRACT_AMOUNT, "值 E4 4400");
  sheet_drop (sheet);
}

/* A project may begin with a word that is a hint elsewhere. */
static void
test_projects_are_no_hints (void)
{
  static const char *const rows[] = {
    "项目名称|建设单位|建设内容|合同日期", "如意湖监控|水务局|按上级要求建设、改造、联网|2024.5.1",
    "指挥中心|应急局|系统、平台、机房|2024.6.1", NULL
  };
  HechaSheet *sheet = sheet_new ("x");
  g_autoptr (HechaExtract) result = NULL;

  add_rows (sheet, rows);
  result = extract (sheet);
  CU_ASSERT_EQUAL (result->records->len, 2);
  sheet_drop (sheet);
}

/* ---- tables beside one another -------------------------------------------------------------- */

static void
test_tables_that_begin_lower (void)
{
  static const char *const rows[] = {
    "项目名称|概算（万元）|合同日期", "河道监测|=45|2024.5.1|||2025年水务局项目",
    "水库监测|=120|2024.6.1|||项目名称|概算（万元）|合同日期",
    "取水计量|=60|2024.7.1|||水文遥测|=33|2025.2.1", "|||||灌区信息|=80|2025.3.1", NULL
  };
  HechaSheet *sheet = sheet_new ("x");
  g_autoptr (HechaExtract) result = NULL;

  add_rows (sheet, rows);
  result = extract (sheet);
  CU_ASSERT_EQUAL_FATAL (result->tables->len, 2);
  CU_ASSERT_EQUAL_FATAL (result->records->len, 5);
  TEST_STR (record_at (result, 3)->name, "水文遥测");
  CU_ASSERT_EQUAL (record_at (result, 3)->year, 2025);
  TOLD (result, 3, ESTIMATE, "值 G4 33");
  sheet_drop (sheet);
}

/* ---- rows beside their headers ---------------------------------------------------------------- */

#define SHIFTED_HEAD "序号|项目编号|项目名称|建设单位|概算金额（万元）|合同金额（万元）|合同日期|验收日期|监理单位"

static HechaExtract *
extract_rows (HechaSheet *sheet, const char *const *rows)
{
  add_rows (sheet, rows);
  return extract (sheet);
}

static const char *
note_of (const HechaExtract *result)
{
  return g_array_index (result->sheets, HechaSheetNote, 0).note;
}

/* A cell was inserted: one shift explains the row, and it is read so. */
static void
test_row_shifted (void)
{
  static const char *const rows[] = {
    SHIFTED_HEAD, "=1|Y1|河道监测|水务局|=45|=44|2024.5.1|2024.9.1|太行监理公司",
    "|=2|Y2|水库监测|水务局|=120|=119|2024.6.1|2024.9.3|太行监理公司",
    "=3|Y3|取水计量|水务局||=60|=59|2024.6.1|2024.9.3|太行监理公司", NULL
  };
  HechaSheet *sheet = sheet_new ("x");
  g_autoptr (HechaExtract) result = extract_rows (sheet, rows);

  CU_ASSERT_EQUAL_FATAL (result->records->len, 3);
  TEST_STR (record_at (result, 1)->name, "水库监测");
  TOLD (result, 0, CONTRACT_AMOUNT, "值 F2 44");
  TOLD (result, 1, CONTRACT_AMOUNT, "值 G3 119");
  TOLD (result, 1, SUPERVISOR, "值 J3 太行监理公司");
  TOLD (result, 2, ESTIMATE, "值 F4 60");
  TOLD (result, 2, ACCEPTED_ON, "值 I4 2024.9.3");
  CU_ASSERT_PTR_NOT_NULL (strstr (note_of (result), "第 3—4 行"));
  sheet_drop (sheet);
}

/* A cell was deleted: which of two amounts is left nobody can tell. */
static void
test_row_shifted_unsurely (void)
{
  static const char *const rows[] = {
    SHIFTED_HEAD, "=1|Y1|河道监测|水务局|=45|=44|2024.5.1|2024.9.1|太行监理公司",
    "=2|Y2|水库监测|水务局|=120|2024.6.1|2024.9.3|太行监理公司", NULL
  };
  HechaSheet *sheet = sheet_new ("x");
  g_autoptr (HechaExtract) result = extract_rows (sheet, rows);

  TOLD (result, 1, ESTIMATE, "存疑 E3 120");
  TOLD (result, 1, CONTRACT_AMOUNT, "存疑 E3 120");
  TOLD (result, 1, CONTRACTED_ON, "值 F3 2024.6.1");
  TOLD (result, 1, SUPERVISOR, "值 H3 太行监理公司");
  sheet_drop (sheet);
}

/* One odd cell is a slip of its own, no shift. */
static void
test_slip_is_no_shift (void)
{
  static const char *const rows[] = {
    SHIFTED_HEAD, "=1|Y1|河道监测|水务局|=45|=44|2024.5.1|2024.9.1|太行监理公司",
    "=2|Y2|水库监测|水务局|=120|=119|太行监理公司|2024.9.3|太行监理公司", NULL
  };
  HechaSheet *sheet = sheet_new ("x");
  g_autoptr (HechaExtract) result = extract_rows (sheet, rows);

  TOLD (result, 1, CONTRACT_AMOUNT, "值 F3 119");
  TOLD (result, 1, CONTRACTED_ON, "存疑 G3 太行监理公司");
  TOLD (result, 1, ACCEPTED_ON, "值 H3 2024.9.3");
  TEST_STR (note_of (result), "");
  sheet_drop (sheet);
}

/* Values without a name are no project, and are told. */
static void
test_nameless_row_is_told (void)
{
  static const char *const rows[] = {
    "序号|项目名称|建设单位|概算（万元）|合同日期", "=1|河道监测|水务局|=45|2024.5.1",
    "=2||水务局|=120|2024.6.1", "=3|取水计量|水务局|=60|2024.7.1", "合计|||=225", "制表人：王某", NULL
  };
  HechaSheet *sheet = sheet_new ("x");
  g_autoptr (HechaExtract) result = extract_rows (sheet, rows);
  const GArray *totals;

  CU_ASSERT_EQUAL (result->records->len, 2);
  CU_ASSERT_TRUE (g_str_has_prefix (note_of (result), "第 3 行"));
  totals = g_array_index (result->tables, HechaTable, 0).totals;
  CU_ASSERT_EQUAL_FATAL (totals->len, 1);
  CU_ASSERT_TRUE (g_array_index (totals, HechaTotal, 0).certain);
  CU_ASSERT_EQUAL (g_array_index (totals, HechaTotal, 0).summed,
                   g_array_index (totals, HechaTotal, 0).stated);
  sheet_drop (sheet);
}

/* ---- several contracts of one name ---------------------------------------------------------------- */

/* Main contracts are lots and never summed, 补充协议 is none of its own, payments
 * of one contract are. */
static void
test_main_contracts_are_lots (void)
{
  static const char *const rows[] = {
    "项目名称|合同名称|合同金额（元）|合同签订日期|乙方|本次支付（元）", "甲系统|软件开发合同|=700|2024.1.1|甲公司|=100",
    "甲系统|软件开发合同|=700|2024.1.1|甲公司|=50", "甲系统|硬件采购合同|=300|2024.2.1|乙公司|=300",
    "甲系统|补充协议|=20|2024.8.1|甲公司|", NULL
  };
  HechaSheet *sheet = sheet_new ("合同明细");
  g_autoptr (HechaExtract) result = extract_rows (sheet, rows);

  CU_ASSERT_EQUAL_FATAL (result->records->len, 2);
  TOLD (result, 0, CONTRACT_AMOUNT, "值 C2 700");
  TOLD (result, 0, PAID, "值 F3 50");
  TOLD (result, 1, CONTRACT_AMOUNT, "值 C4 300");
  TOLD (result, 1, CONTRACTOR, "值 E4 乙公司");
  sheet_drop (sheet);
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
suite_table (void)
{
  CU_pSuite suite = CU_add_suite ("ledger/table", set_up, tear_down);

  CU_ADD_TEST (suite, test_rows_that_are_no_projects);
  CU_ADD_TEST (suite, test_totals);
  CU_ADD_TEST (suite, test_tolerance);
  CU_ADD_TEST (suite, test_values_from_above);
  CU_ADD_TEST (suite, test_endless_merges);
  CU_ADD_TEST (suite, test_payments);
  CU_ADD_TEST (suite, test_unreadable_payments);
  CU_ADD_TEST (suite, test_contracts_of_other_kinds);
  CU_ADD_TEST (suite, test_lots_stay_apart);
  CU_ADD_TEST (suite, test_evidence);
  CU_ADD_TEST (suite, test_sheets_passed_over);
  CU_ADD_TEST (suite, test_blank_filing);
  CU_ADD_TEST (suite, test_learned);
  CU_ADD_TEST (suite, test_learned_label);
  CU_ADD_TEST (suite, test_rows_that_explain);
  CU_ADD_TEST (suite, test_projects_are_no_hints);
  CU_ADD_TEST (suite, test_tables_that_begin_lower);
  CU_ADD_TEST (suite, test_row_shifted);
  CU_ADD_TEST (suite, test_row_shifted_unsurely);
  CU_ADD_TEST (suite, test_slip_is_no_shift);
  CU_ADD_TEST (suite, test_name_like_group);
  CU_ADD_TEST (suite, test_nameless_row_is_told);
  CU_ADD_TEST (suite, test_main_contracts_are_lots);
}
