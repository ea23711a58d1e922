/* What a column is by what surrounds it: the title, the column to its left,
 * the values below it, its rival; and what stays open all the same. */
#include "tests/test.h"

#include <hecha/ledger.h>
#include <string.h>

static HechaDictionary *dictionary;

/* The extract of a sheet of text ROWS, cells parted by "|". */
static HechaExtract *
extract_of (const char *const *rows)
{
  HechaExtract *result = hecha_extract_new ("x.csv", "x.csv");
  g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (HechaCell));
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (HechaRow));
  g_autoptr (GArray) ranges = g_array_new (FALSE, TRUE, sizeof (HechaRange));
  g_autoptr (GArray) widths = g_array_new (FALSE, TRUE, sizeof (double));
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  HechaSheet sheet = { .name = (char *) "Sheet1", .rows = lines, .cells = cells, .merges = ranges,
                       .hidden_columns = ranges, .column_widths = widths, .notes = notes };

  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) texts = g_strsplit (rows[i], "|", -1);
      HechaRow row = { .row = i, .first_cell = cells->len };

      for (guint j = 0; texts[j] != NULL; j++)
        {
          HechaCell cell = { .column = (guint16) j, .type = HECHA_CELL_TEXT,
                             .text = g_intern_string (texts[j]) };

          if (*texts[j] == '\0')
            continue;
          g_array_append_val (cells, cell);
          row.n_cells++;
        }
      g_array_append_val (lines, row);
    }
  hecha_extract_sheet (result, NULL, &sheet, 0, dictionary, NULL);
  return result;
}

/* The fields of the first table's columns, by HEADER, "-" for none; "" where
 * there is no such column. */
static const char *
field_of (const HechaExtract *from, const char *header)
{
  for (guint i = 0; i < from->tables->len; i++)
    {
      const GArray *columns = g_array_index (from->tables, HechaTable, i).columns;

      for (guint j = 0; j < columns->len; j++)
        {
          const HechaColumn *column = &g_array_index (columns, HechaColumn, j);

          if (strcmp (column->text, header) == 0)
            return column->field == HECHA_FIELD_NONE ? "-" : hecha_field_name (column->field);
        }
    }
  return "";
}

/* CASES: header, field, … NULL. */
static void
check_fields (const char *const *rows, const char *const *cases)
{
  g_autoptr (HechaExtract) from = extract_of (rows);

  for (guint i = 0; cases[i] != NULL; i += 2)
    test_equal_strings (field_of (from, cases[i]), cases[i + 1], cases[i]);
}

/* Nothing in the words, all in the title. */
static void
test_bare_words (void)
{
  static const char *const rows[]
      = { "教育局信息化项目合同登记簿", "编号|名称|单位|金额（万元）|时间|备注",
          "HT-1|智慧校园综合管理平台|县教育局|86.5|2024-03-05|",
          "HT-2|中小学考试巡查系统升级|县教育局|40|2024-04-11|续签", NULL };
  static const char *const cases[] = { "名称", "项目名称", "单位", "建设单位", "金额（万元）",
                                       "合同金额", "时间", "合同日期", "备注", "-", NULL };

  check_fields (rows, cases);
}

static void
test_names_without_a_word (void)
{
  static const char *const rows[]
      = { "2024年信息化台账", "序号|工作事项|承建单位|合同金额（万元）|开工日期|监理单位|联系电话",
          "1|单位消防户籍化|晋城数科有限公司|86.5|2024-03-05|中晋监理公司|13500000001",
          "2|灭火演练评分|晋城数科有限公司|40|2024-04-11|无|13500000002", NULL };
  static const char *const cases[] = { "工作事项", "项目名称", "监理单位", "监理单位", NULL };

  check_fields (rows, cases);
}

static void
test_form_without_a_word (void)
{
  static const char *const rows[]
      = { "信息化项目申报表", "清单内容|林长制智慧巡护平台|建设性质|新建",
          "建设单位|县林业局|项目负责人|覃国庆", "资金来源|县级财政|申报日期|2024-10-18",
          "建设目标|实现林地全覆盖|部署方式|县政务云", NULL };
  static const char *const cases[] = { "清单内容", "项目名称", "部署方式", "部署方式", NULL };

  check_fields (rows, cases);
}

/* 专家论证 of what retires is no review of what is to be built. */
static void
test_topic_of_neighbours (void)
{
  static const char *const rows[]
      = { "林业局系统台账", "序号|系统名称|建设单位|下线时间|专家论证|备案情况|等保级别|备案编号",
          "1|护林员巡护管理系统|县林业局|2024-06-30|已论证|已备案|二级|14052400001",
          "2|林地一张图查询系统|县林业局|2024-03-02|未论证|未备案|二级|14052400002", NULL };
  static const char *const cases[]
      = { "专家论证", "停用论证", "备案情况", "停用备案", "备案编号", "等保备案", NULL };

  check_fields (rows, cases);
}

/* 中标人 and 乙方 are one where they say the same, else nobody can tell. */
static void
test_rivals (void)
{
  static const char *const same[]
      = { "项目台账", "项目名称|合同金额（万元）|中标人|乙方", "综治视联网延伸|162|视联动力|视联动力",
          "网格化平台移动端|27.5|晋网科技|晋网科技", NULL };
  static const char *const unlike[]
      = { "项目台账", "项目名称|合同金额（万元）|中标人|乙方", "综治视联网延伸|162|视联动力|大华",
          "网格化平台移动端|27.5|晋网科技|晋网科技", NULL };
  static const char *const told[] = { "中标人", "承建单位", "乙方", "-", NULL };
  static const char *const open[] = { "中标人", "-", "乙方", "-", NULL };

  check_fields (same, told);
  check_fields (unlike, open);
}

/* Signs of a field in the header of another thing. */
static void
test_left_open (void)
{
  static const char *const rows[]
      = { "2024年信息化项目台账",
          "项目名称|建设单位|密评合同金额|应支付金额|拟建设时间|决算报送时间|整改责任人|评价机构|保密协议份数|合同执行情况|"
          "网站备案号|采购计划编号",
          "智慧校园平台|县教育局|8.5|30|2025-03-01|2024-11-02|王强|中瑞会计师事务所|2|已完成|晋ICP备1号|CG-1",
          "考试巡查系统|县教育局|6|12|2025-04-01|2024-12-02|李静|中瑞会计师事务所|1|未完成|晋ICP备2号|CG-2",
          NULL };
  static const char *const cases[]
      = { "密评合同金额", "-", "应支付金额", "-", "拟建设时间", "-", "决算报送时间", "-", "整改责任人", "-",
          "评价机构", "-", "保密协议份数", "-", "合同执行情况", "-", "网站备案号", "-", "采购计划编号", "-",
          NULL };

  check_fields (rows, cases);
}

/* A heading across all columns and the table below say nothing of a column. */
static void
test_prose_and_signatures (void)
{
  static const char *const rows[]
      = { "北留镇2024年数字乡村项目建设情况表", "北留镇人民政府||||", "序号|名称|内容|性质|进展",
          "1|镇级综合指挥平台|大屏、视频汇聚|新建|已完工", "2|大桥村雪亮工程补点|摄像机46路|扩建|在用",
          "|1.资金拨付滞后；2.部分项目未备案。|||", "镇长：张晋阳||填表人：吴敏敏||", NULL };
  g_autoptr (HechaExtract) from = extract_of (rows);

  CU_ASSERT_EQUAL (from->records->len, 2);
  test_equal_strings (field_of (from, "性质"), "建设性质", "性质");
  test_equal_strings (field_of (from, "进展"), "项目状态", "进展");
  test_equal_strings (from->records->len > 0 ? g_array_index (from->records, HechaRecord, 0).unit
                                             : "",
                      "北留镇人民政府", "unit");
}

/* CAPTION above a ledger, and the unit that its projects then have. */
static void
check_caption (const char *caption, const char *unit)
{
  const char *const rows[]
      = { "2024年信息化项目台账", caption, "序号|项目名称|合同金额（万元）|承建单位",
          "1|智慧校园综合管理平台|86.5|晋城数科有限公司", "2|考试巡查系统升级|40|晋网科技有限公司",
          NULL };
  g_autoptr (HechaExtract) from = extract_of (rows);

  CU_ASSERT_EQUAL (from->records->len, 2);
  if (from->records->len > 0)
    test_equal_strings (g_array_index (from->records, HechaRecord, 0).unit, unit, caption);
}

static void
test_labels_of_units (void)
{
  check_caption ("制表：陵川县大数据应用局", "陵川县大数据应用局");
  check_caption ("制表单位：陵川县大数据应用局  制表人：张工", "陵川县大数据应用局");
  check_caption ("汇总单位：|陵川县大数据应用局", "陵川县大数据应用局");
  check_caption ("报送单位:县水务局||单位：万元", "县水务局");
  check_caption ("填表单位（公章）：县水务局", "县水务局");
  check_caption ("单位：县水务局", "县水务局");
  check_caption ("制表：张工", "");
  check_caption ("单位：万元", "");
  check_caption ("审核：陵川县财政局", "");
}

/* What a ledger of one department with USERS of its systems says of the first. */
static void
check_users (const char *title, const char *users, const char *field, const char *unit)
{
  g_auto (GStrv) names = g_strsplit (users, "、", -1);
  g_autofree char *first = g_strdup_printf ("1|护林员巡护管理系统|%s|2024-06-30|已论证", names[0]);
  g_autofree char *second = g_strdup_printf ("2|林地一张图查询系统|%s|2024-03-02|未论证", names[1]);
  const char *const rows[]
      = { title, "序号|系统名称|责任部门|停用时间|停用论证", first, second, NULL };
  g_autoptr (HechaExtract) from = extract_of (rows);

  test_equal_strings (field_of (from, "责任部门"), field, users);
  CU_ASSERT_EQUAL (from->records->len, 2);
  if (from->records->len > 0)
    test_equal_strings (g_array_index (from->records, HechaRecord, 0).unit, unit, users);
}

static void
test_offices (void)
{
  check_users ("县林业局系统停用清单", "资源股、防火办", "实施机构", "县林业局");
  check_users ("县林业局系统停用清单", "办公室、行政审批股", "实施机构", "县林业局");
  check_users ("县林业局系统停用清单", "资源股、县水务局", "建设单位", "资源股");
  check_users ("县大数据局系统停用清单", "政府办、资源股", "建设单位", "政府办");
  check_users ("县大数据局系统停用清单", "公安局刑侦科、财政局预算股", "建设单位", "公安局刑侦科");
  check_users ("全县系统停用清单", "资源股、防火办", "建设单位", "资源股");
  check_users ("县公安局系统停用清单", "科信大队、城关派出所", "实施机构", "县公安局");
  check_users ("县应急局系统停用清单", "科信大队、消防大队", "建设单位", "科信大队");
  check_users ("县文旅局系统停用清单", "技术部、播出部", "实施机构", "县文旅局");
  check_users ("县委办系统停用清单", "组织部、宣传部", "建设单位", "组织部");
}

static int
set_up (void)
{
  dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  return dictionary == NULL;
}

static int
clean_up (void)
{
  hecha_dictionary_free (dictionary);
  return 0;
}

void
suite_context (void)
{
  CU_pSuite suite = CU_add_suite ("ledger/context", set_up, clean_up);

  CU_ADD_TEST (suite, test_bare_words);
  CU_ADD_TEST (suite, test_names_without_a_word);
  CU_ADD_TEST (suite, test_form_without_a_word);
  CU_ADD_TEST (suite, test_topic_of_neighbours);
  CU_ADD_TEST (suite, test_rivals);
  CU_ADD_TEST (suite, test_left_open);
  CU_ADD_TEST (suite, test_prose_and_signatures);
  CU_ADD_TEST (suite, test_labels_of_units);
  CU_ADD_TEST (suite, test_offices);
}
