/* The facts of RULES.md 3 and the detectors by name and content: a row of
 * fields, a fact, what it must be. */
#include "tests/test.h"

#include <string.h>

#include "audit/facts.h"
#include "audit/firm.h"

#define MAX_DATA 16

typedef struct
{
  HechaProject project;
  HechaDatum data[MAX_DATA];
  GStringChunk *pool;
} Row;

static int
by_field (const void *a, const void *b)
{
  return (int) ((const HechaDatum *) a)->field - (int) ((const HechaDatum *) b)->field;
}

/* FIELDS: "验收日期=2025-09-12;验收结论=". */
static void
make_row (Row *row, const char *fields)
{
  g_auto (GStrv) parts = g_strsplit (fields, ";", -1);
  HechaValueContext context = { 100, FALSE, 2025 };

  memset (row, 0, sizeof *row);
  row->pool = g_string_chunk_new (256);
  row->project.unit = "";
  row->project.data = row->data;
  for (guint i = 0; parts[i] != NULL && i < MAX_DATA; i++)
    {
      char *text = strchr (parts[i], '=');
      HechaDatum *datum = &row->data[row->project.n_data];

      if (text == NULL)
        continue;
      *text++ = '\0';
      datum->field = (guint8) hecha_field_from_name (parts[i]);
      CU_ASSERT_NOT_EQUAL_FATAL (datum->field, HECHA_FIELD_NONE);
      hecha_value_read_text ((HechaField) datum->field, text, &context, row->pool, datum);
      hecha_field_set_add (&row->project.provided, (HechaField) datum->field);
      row->project.n_data++;
    }
  qsort (row->data, row->project.n_data, sizeof row->data[0], by_field);
}

static const char *
tri_name (HechaTri tri)
{
  return tri == HECHA_TRUE ? "T" : tri == HECHA_FALSE ? "F" : "N";
}

static HechaFact
fact_named (const char *name)
{
  for (int fact = 0; fact < HECHA_N_FACTS; fact++)
    if (strcmp (hecha_facts[fact].name, name) == 0)
      return (HechaFact) fact;
  g_error ("no fact %s", name);
}

typedef struct
{
  const char *fact;
  const char *fields;
  const char *wanted;    /* T, F, N; two letters: second reading of 不涉及 differs */
} Case;

static const Case cases[] = {
  { "已立项", "立项日期=2025-03-01", "T" },
  { "已立项", "立项日期=;立项批复=阳审批〔2025〕7号", "T" },
  { "已立项", "立项日期=;立项批复=无", "F" },
  { "已立项", "立项日期=", "F" },
  { "已立项", "立项日期=;立项批复=待补", "N" },
  { "已立项", "项目状态=在建", "N" },
  { "已立项", "立项日期=2026-03-01", "F" },
  { "已立项", "立项日期=2025年", "T" },
  { "已立项", "立项日期=2026年", "F" },
  { "已立项", "立项日期=不涉及", "FN" },
  { "已评审", "财政评审=;评审金额=", "F" },
  { "已评审", "财政评审=已评审", "T" },
  { "已批预算", "预算金额=30万元", "T" },
  { "已采购", "项目状态=在建", "T" },
  { "已采购", "项目状态=招标采购", "N" },
  { "已采购", "项目状态=立项", "F" },
  { "已采购", "合同金额=30万元;项目状态=立项", "T" },
  { "已采购", "承建单位=;项目状态=招标采购", "F" },
  { "已启动", "项目状态=立项", "T" },
  { "已启动", "项目状态=评审;预算金额=待定", "F" },
  { "已启动", "项目状态=未立项", "F" },
  { "已开工", "建成日期=2025-03-01", "T" },
  { "已开工", "开工日期=;项目状态=在建", "T" },
  { "已开工", "开工日期=;建成日期=;项目状态=招标采购", "F" },
  { "已开工", "项目状态=未开工", "N" },
  { "已开工", "开工日期=2026-08-01", "F" },
  { "已开工", "初验日期=2025-08-01", "T" },
  { "已建成", "初验日期=2025-08-01", "T" },
  { "已建成", "建成日期=;项目状态=试运行", "T" },
  { "已建成", "项目状态=待验收", "T" },
  { "已建成", "项目状态=在建", "F" },
  { "已建成", "项目状态=在建（部分已完工）", "F" },
  { "已建成", "验收结论=合格", "T" },
  { "已建成", "建成日期=是", "T" },
  { "已验收", "验收日期=2025-09-12", "T" },
  { "已验收", "验收日期=2025-09-12;验收结论=未通过", "F" },
  { "已验收", "项目状态=已验收;验收结论=整改后复验", "F" },
  { "已验收", "验收结论=整改后复验通过", "T" },
  { "已验收", "验收结论=验收合格", "T" },
  { "已验收", "验收结论=良好", "N" },
  { "已验收", "验收日期=;项目状态=运行", "F" },
  { "已验收", "项目状态=运行", "N" },
  { "已验收", "项目状态=完工", "N" },
  { "已验收", "项目状态=在建", "F" },
  { "已验收", "项目状态=已验收", "T" },
  { "已验收", "项目状态=已验收，运行中", "T" },
  { "已验收", "项目状态=验收未通过", "N" },
  { "已终止", "项目状态=终止", "T" },
  { "已终止", "项目状态=已取消", "T" },
  { "已终止", "项目状态=", "F" },
  { "已终止", "项目状态=#REF!", "F" },
  { "应急", "应急项目=是", "T" },
  { "应急", "应急项目=", "F" },
  { "应急", "应急项目=否", "F" },
  { "应急", "应急项目=待定", "N" },
  { "应急", "项目状态=在建", "F" },
  { "有变更", "变更金额=0", "F" },
  { "有变更", "变更金额=无;变更原因=", "F" },
  { "有变更", "变更金额=0;变更原因=增加功能", "T" },
  { "有变更", "变更金额=0;变更备案=待补", "N" },
  { "有变更", "变更金额=3万元", "T" },
  { "有变更", "变更备案=不涉及", "F" },
  { "有变更", "项目状态=在建", "N" },
  { "建设类", "项目状态=在建", "T" },
  { "建设类", "建设性质=运行维护", "F" },
  { "建设类", "投资方式=购买服务", "F" },
  { "建设类", "投资方式=;项目名称=视频会议运维", "T" },
  { "建设类", "项目名称=视频会议运维", "F" },
  { "建设类", "项目名称=服务器租赁", "F" },
  { "建设类", "建设性质=待定", "T" },
  { "招标类", "采购方式=公开招标", "T" },
  { "招标类", "采购方式=竞争性磋商", "T" },
  { "招标类", "采购方式=单一来源采购", "F" },
  { "招标类", "采购方式=其他", "N" },
  { "招标类", "采购方式=", "N" },
  { "第三方云", "部署方式=阿里云", "T" },
  { "第三方云", "部署方式=ａｗｓ", "T" },
  { "第三方云", "部署方式=县政务云（天翼云）", "F" },
  { "第三方云", "部署方式=县政务云、华为云", "T" },
  { "第三方云", "部署方式=县政务云+自建机房", "F" },
  { "第三方云", "部署方式=县政务云和本地部署", "N" },
  { "第三方云", "部署方式=自建机房（阿里云备份）", "T" },
  { "第三方云", "部署方式=县政务云（部分在阿里云）", "T" },
  { "第三方云", "部署方式=云服务器", "N" },
  { "第三方云", "部署方式=县大数据中心", "F" },
  { "第三方云", "部署方式=", "N" },
  { "第三方云", "部署方式=无", "N" },
  { "第三方云", "部署方式=租用云服务", "T" },
  { "自建机房", "部署方式=自有服务器/阿里云", "T" },
  { "自建机房", "部署方式=阿里云", "F" },
  { "自建机房", "部署方式=本地部署", "N" },
  { "自建机房", "部署方式=私有云", "N" },
  { "共用平台", "项目名称=县医保局协同办公系统", "T" },
  { "共用平台", "项目名称=医保监管系统;建设内容=新建OA一套", "T" },
  { "共用平台", "项目名称=医保监管系统;建设内容=接入政务服务平台，与协同办公系统对接", "F" },
  { "共用平台", "项目名称=政务服务平台接口改造", "F" },
  { "共用平台", "项目名称=GOAL管理系统;建设内容=", "F" },
  { "共用平台", "项目名称=医保监管系统;建设内容=待定", "N" },
  { "共用平台", "项目编号=A1", "N" },
  { "数据中心类", "项目名称=县医院数据中心建设项目", "T" },
  { "数据中心类", "项目名称=县医院机房运维", "F" },
  { "数据中心类", "项目名称=县医院机房建设项目监理服务", "F" },
  { "数据中心类", "项目名称=县医院机房消防改造", "F" },
  { "数据中心类", "项目名称=信息化项目;建设内容=建设机房一处并完成等保测评", "T" },
  { "数据中心类", "项目名称=智慧水务;建设内容=部署于县大数据中心", "F" },
  { "数据中心类", "项目名称=智慧水务;建设内容=软件开发，建设标准化机房一处", "T" },
  { "自建应用或专网", "项目名称=掌上民政ＡＰＰ开发", "T" },
  { "自建应用或专网", "项目名称=林区监测;建设内容=通过公安专网传输", "F" },
  { "智慧办", "建设单位=阳城县智慧办", "T" },
  { "智慧办", "建设单位=阳城县人民政府办公室", "T" },
  { "智慧办", "建设单位=北留镇人民政府办公室", "F" },
  { "智慧办", "建设单位=县教育局", "F" },
  { "智慧办", "建设单位=", "N" },
  { "有转包分包", "转包分包=整体转包", "T" },
  { "有转包分包", "转包分包=不存在转包、违法分包", "F" },
  { "有转包分包", "转包分包=软件分包给甲公司，未转包", "T" },
  { "有转包分包", "转包分包=转包分包情况：无", "F" },
  { "有转包分包", "转包分包=是", "T" },
  { "仅分包", "转包分包=软件分包给甲公司，未转包", "T" },
  { "仅分包", "转包分包=违法分包", "F" },
  { "仅分包", "转包分包=分包后又转包", "F" },
  { "变更合情形", "变更原因=按省政府部署调整", "T" },
  { "变更合情形", "变更原因=供应商加价", "F" },
  { "变更合情形", "变更原因=", "F" },
  { "变更合情形", "变更原因=待补", "N" },
  { "监理即承建", "监理单位=太行数科（山西）有限公司;承建单位=太行数科(山西)有限责任公司", "T" },
  { "监理即承建", "监理单位=太行监理有限公司;承建单位=太行数科有限公司", "F" },
  { "监理即承建", "监理单位=太行数科有限公司;承建单位=甲公司、太行数科有限公司阳城分公司", "T" },
  { "监理即承建", "监理单位=;承建单位=太行数科有限公司", "N" },
};

static void
test_cases (void)
{
  HechaView *view = g_new (HechaView, 1);
  gint32 as_of = hecha_day_from_ymd (2025, 12, 31);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Row row;
      g_autofree char *got = NULL;
      const char *first, *second;

      make_row (&row, cases[i].fields);
      hecha_view_set (view, &row.project, as_of, NULL);
      first = tri_name (hecha_view_fact (view, fact_named (cases[i].fact)));
      hecha_view_set_lenient (view, TRUE);
      second = tri_name (hecha_view_fact (view, fact_named (cases[i].fact)));
      got = g_strconcat (cases[i].fact, " ", cases[i].fields, " ", first,
                         strcmp (first, second) != 0 ? second : "", NULL);
      {
        g_autofree char *wanted
          = g_strconcat (cases[i].fact, " ", cases[i].fields, " ", cases[i].wanted, NULL);
        TEST_STR (got, wanted);
      }
      g_string_chunk_free (row.pool);
    }
  g_free (view);
}

typedef struct
{
  const char *text;
  int wanted;    /* -1: not known */
} Level;

static void
test_levels (void)
{
  static const Level levels[] = {
    { "二级", 2 }, { "第三级", 3 }, { "S3A3G3", 3 }, { "2", 2 }, { "等保2.0三级", 3 },
    { "Ⅱ级", 2 }, { "III级", 3 }, { "三", 3 }, { "未定级", 0 }, { "不涉及", 0 }, { "无", 0 },
    { "三级（S2A3G3）", 3 }, { "３级", 3 }, { "二级、三级", -1 }, { "12级", -1 },
    { "", -1 }, { "待定", -1 }, { "已备案", -1 },
  };
  HechaView *view = g_new (HechaView, 1);

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autofree char *fields = g_strconcat ("等保级别=", levels[i].text, NULL);
      HechaValue value;
      Row row;

      make_row (&row, fields);
      hecha_view_set (view, &row.project, 0, NULL);
      hecha_fact_mlps_level (view, HECHA_FIELD_MLPS_LEVEL, &value);
      if ((value.null ? -1 : (int) value.number) != levels[i].wanted)
        printf ("\n%s: %d\n", fields, (int) value.number);
      CU_ASSERT_EQUAL (value.null ? -1 : (int) value.number, levels[i].wanted);
      g_string_chunk_free (row.pool);
    }
  g_free (view);
}

static void
test_investment (void)
{
  static const struct { const char *fields; gint64 wanted; } rows[] = {
    { "概算金额=100万元;预算金额=90万元", 100000000 },
    { "概算金额=;预算金额=90万元", 90000000 },
    { "合同金额=80万元", 80000000 },
    { "概算金额=待定;预算金额=90万元", -1 },
    { "概算金额=无;预算金额=;合同金额=", -1 },
  };
  HechaView *view = g_new (HechaView, 1);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HechaValue value;
      Row row;

      make_row (&row, rows[i].fields);
      hecha_view_set (view, &row.project, 0, NULL);
      hecha_fact_investment (view, &value);
      CU_ASSERT_EQUAL (value.null ? -1 : value.number, rows[i].wanted);
      g_string_chunk_free (row.pool);
    }
  g_free (view);
}

static void
test_negative (void)
{
  static const struct { const char *text, *wanted; } rows[] = {
    { "未通过", "T" }, { "评审专家不同意建设", "T" }, { "同意，无不同意见", "F" },
    { "合格", "F" }, { "", "F" }, { "无", "F" }, { "不涉及", "F" }, { "待定", "N" },
    { "无异议", "F" }, { "未发现问题", "F" }, { "未达标", "T" },
  };
  HechaView *view = g_new (HechaView, 1);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *fields = g_strconcat ("技术评审意见=", rows[i].text, NULL);
      Row row;

      make_row (&row, fields);
      hecha_view_set (view, &row.project, 0, NULL);
      TEST_STR (tri_name (hecha_fact_negative (view, HECHA_FIELD_REVIEW_OPINION)),
                rows[i].wanted);
      g_string_chunk_free (row.pool);
    }
  g_free (view);
}

static void
test_firms (void)
{
  g_autofree char *plain = hecha_firm_plain ("中国电信股份有限公司 阳城分公司");

  TEST_STR (plain, "中国电信");
  CU_ASSERT_FALSE (hecha_firm_same ("", ""));
  CU_ASSERT_FALSE (hecha_firm_same ("有限公司", "有限责任公司"));
}

void
suite_facts (void)
{
  CU_pSuite suite = CU_add_suite ("audit/facts", NULL, NULL);

  CU_ADD_TEST (suite, test_cases);
  CU_ADD_TEST (suite, test_levels);
  CU_ADD_TEST (suite, test_investment);
  CU_ADD_TEST (suite, test_negative);
  CU_ADD_TEST (suite, test_firms);
}
