/* Messages with the project's figures; ids; which cell is at fault. */
#include <hecha/audit.h>
#include <string.h>

#include "audit/evidence.h"
#include "audit/identity.h"
#include "audit/message.h"
#include "audit/sample.h"
#include "tests/test.h"

static char *
render (const char *template, const char *line, gint64 amount)
{
  HechaMistake mistake = { 0 };
  g_autoptr (GArray) parameters = g_array_new (FALSE, TRUE, sizeof (HechaParameter));
  GStringChunk *pool = g_string_chunk_new (64);
  g_autoptr (HechaSample) sample = hecha_sample_parse (line, &mistake);
  g_autoptr (HechaCalendar) calendar = hecha_calendar_load (NULL, NULL);
  g_autoptr (HechaMessage) message = NULL;
  HechaParameter parameter = { .name = "天数" };
  GString *out = g_string_new (NULL);
  HechaProject *project;
  HechaView view;

  CU_ASSERT_PTR_NOT_NULL_FATAL (sample);
  CU_ASSERT_FATAL (hecha_parameter_read (&parameter, "30", pool, &mistake));
  g_array_append_val (parameters, parameter);
  message = hecha_message_parse (template, parameters, FALSE, &mistake);
  CU_ASSERT_PTR_NOT_NULL_FATAL (message);
  project = g_ptr_array_index (sample->projects, 0);
  project->unit = "县医保局";
  hecha_view_set (&view, project, sample->as_of, calendar);
  hecha_message_render (message, &view, amount, NULL, out);
  g_string_chunk_free (pool);
  return g_string_free (out, FALSE);
}

static void
test_messages (void)
{
  static const struct
  {
    const char *template, *line, *text;
    gint64 amount;
  } cases[] = {
    { "{项目名称}决算{决算金额}", "通过: 项目名称=甲; 决算金额=86.5万元", "甲决算86.5万元", 0 },
    { "{决算金额}", "通过: 决算金额=452530.01元", "45.253001万元", 0 },
    { "{决算金额}", "通过: 决算金额=9800元", "9800元", 0 },
    { "{变更金额}", "通过: 变更金额=-1.2万元", "-1.2万元", 0 },
    { "{决算金额}", "通过: 决算金额=", "未填", 0 },
    { "{决算金额}", "通过: 项目名称=甲", "未载明", 0 },
    { "{决算金额}", "通过: 决算金额=约44", "“约44”", 0 },
    { "{监理单位}、{监理资质}", "通过: 监理单位=不涉及; 监理资质=/", "不涉及、无", 0 },
    /* What the clerk wrote, not what it comes to. */
    { "等保备案：{等保备案}", "通过: 等保备案=办理中", "等保备案：“办理中”", 0 },
    { "{停用同意}、{应急预案}", "通过: 停用同意=未批复; 应急预案=正在编制", "“未批复”、“正在编制”", 0 },
    { "{应急预案}、{资产处置}", "通过: 应急预案=暂无; 资产处置=—", "无、无", 0 },
    { "{监理单位}", "通过: 监理单位=无需监理", "“无需监理”", 0 },
    { "原因：“{变更原因}”", "通过: 变更原因=未说明", "原因：“未说明”", 0 },
    { "迁移上云为{迁移上云}", "通过: 迁移上云=未迁移", "迁移上云为“未迁移”", 0 },
    { "{验收备案日期}", "通过: 验收备案日期=未备案", "“未备案”", 0 },
    { "{建设单位}", "通过: 建设单位=待定", "“待定”", 0 },
    /* The caption's unit, where the column is empty or not there. */
    { "{建设单位}的{项目名称}", "通过: 建设单位=; 项目名称=甲", "县医保局的甲", 0 },
    { "{建设单位}", "通过: 项目名称=甲", "县医保局", 0 },
    { "{原文:监理资质}", "通过: 监理资质=暂无", "暂无", 0 },
    { "{验收日期}", "通过: 验收日期=2025-09-12", "2025年9月12日", 0 },
    { "{验收日期}", "通过: 验收日期=2025年2月", "2025年2月", 0 },
    { "{验收日期}", "通过: 验收日期=2025年", "2025年", 0 },
    { "{验收日期}", "通过: 验收日期=已验收", "（日期未载明）", 0 },
    { "{列入年度计划}", "通过: 列入年度计划=×", "否", 0 },
    { "超{:天数}日，限{加月(验收日期, 6)}", "通过: 验收日期=2025-08-31", "超30日，限2026年2月28日", 0 },
    { "{核查日}，{金额}", "通过: 核查日=2025-06-30", "2025年6月30日，6.5万元", 6500000 },
    { "{金额}", "通过: 项目名称=甲", "未载明", HECHA_NO_AMOUNT },
    { "{最大(中标金额, 合同金额) - 采购预算}",
      "通过: 中标金额=10万元; 合同金额=12万元; 采购预算=9万元", "3万元", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = render (cases[i].template, cases[i].line, cases[i].amount);
      test_equal_strings (text, cases[i].text, cases[i].line);
    }
}

static void
test_identity (void)
{
  HechaIdentity identity;
  char a[17], b[17];

  hecha_identity_init (&identity);
  hecha_finding_id (&identity, "文", "23-not-filed", "0123", HECHA_FIELD_FILED_ON, NULL, a);
  hecha_finding_id (&identity, "文", "23-not-filed", "0123", HECHA_FIELD_FILED_ON, NULL, b);
  TEST_STR (a, b);
  CU_ASSERT_EQUAL (strspn (a, "0123456789abcdef"), 16);
  hecha_finding_id (&identity, "文", "23-not-filed", "0124", HECHA_FIELD_FILED_ON, NULL, b);
  CU_ASSERT_STRING_NOT_EQUAL (a, b);
  hecha_finding_id (&identity, "文", "23-filed-late", "0123", HECHA_FIELD_FILED_ON, NULL, b);
  CU_ASSERT_STRING_NOT_EQUAL (a, b);
  /* A pair is the same from either side. */
  hecha_finding_id (&identity, "文", "9-duplicate", "0123", HECHA_FIELD_NONE, "0456", a);
  hecha_finding_id (&identity, "文", "9-duplicate", "0456", HECHA_FIELD_NONE, "0123", b);
  TEST_STR (a, b);
  hecha_identity_clear (&identity);
}

/* The fields of the evidence of rule ID for the project in LINE, in order. */
static char *
evidence (const HechaRules *rules, const char *id, const char *line)
{
  HechaMistake mistake = { 0 };
  g_autoptr (HechaSample) sample = hecha_sample_parse (line, &mistake);
  g_autoptr (HechaCalendar) calendar = hecha_calendar_load (NULL, NULL);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (HechaEvidence));
  GString *out = g_string_new (NULL);
  HechaProject *project;
  HechaView view;

  CU_ASSERT_PTR_NOT_NULL_FATAL (sample);
  project = g_ptr_array_index (sample->projects, 0);
  for (guint i = 0; i < project->n_data; i++)
    project->data[i].table = 0;
  hecha_view_set (&view, project, sample->as_of, calendar);
  hecha_evidence_collect (hecha_rules_check (rules, (guint) hecha_rules_find (rules, id)), &view,
                          cells);
  for (guint i = 0; i < cells->len; i++)
    g_string_append_printf (
        out, "%s%s", i > 0 ? " " : "",
        hecha_field_name ((HechaField) g_array_index (cells, HechaEvidence, i).field));
  return g_string_free (out, FALSE);
}

static void
test_evidence (void)
{
  static const struct
  {
    const char *rule, *line, *fields;
  } cases[] = {
    { "19-final-over-budget", "违规: 项目名称=甲; 决算金额=86.5万元; 预算金额=80万元",
      "决算金额 预算金额" },
    { "23-not-filed", "违规: 验收日期=2025-03-12; 验收备案日期=", "验收备案日期 验收日期" },
    /* Of 缺(县政府批复) 或 缺(资金落实) the one that is so comes first. */
    { "10-unplanned-no-approval", "违规: 列入年度计划=否; 县政府批复=有; 资金落实=",
      "资金落实 县政府批复 列入年度计划" },
    /* Through a fact: its key columns. */
    { "13-no-budget-review", "违规: 概算金额=80万元; 立项批复=有; 财政评审=; 评审金额=",
      "财政评审 评审金额 概算金额" },
  };
  g_autoptr (HechaRules) rules = hecha_rules_new ();

  CU_ASSERT_FATAL (hecha_rules_add (rules, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fields = evidence (rules, cases[i].rule, cases[i].line);
      if (!g_str_has_prefix (fields, cases[i].fields))
        test_equal_strings (fields, cases[i].fields, cases[i].rule);
      CU_ASSERT (g_str_has_prefix (fields, cases[i].fields));
    }
}

/* What rule ID of the built-in pack says of the project in LINE. */
static char *
sentence (const HechaRules *rules, const char *id, const char *line)
{
  HechaMistake mistake = { 0 };
  g_autoptr (HechaSample) sample = hecha_sample_parse (line, &mistake);
  g_autoptr (HechaCalendar) calendar = hecha_calendar_load (NULL, NULL);
  GString *out = g_string_new (NULL);
  HechaView view;

  CU_ASSERT_PTR_NOT_NULL_FATAL (sample);
  hecha_view_set (&view, g_ptr_array_index (sample->projects, 0), sample->as_of, calendar);
  hecha_message_render (hecha_rules_check (rules, (guint) hecha_rules_find (rules, id))->message,
                        &view, HECHA_NO_AMOUNT, NULL, out);
  return g_string_free (out, FALSE);
}

static void
test_sentences (void)
{
  static const struct
  {
    const char *rule, *line, *text, *fields;
  } cases[] = {
    /* What shows that it has started, and when, is named; its cell is evidence. */
    { "20-no-supervision", "违规: 项目名称=甲; 合同日期=2024-03-28; 监理单位=",
      "台账反映：甲已签合同（合同日期2024年3月28日），监理单位：未填", "监理单位 合同日期" },
    { "20-no-supervision", "违规: 项目名称=甲; 项目状态=在建; 合同日期=2024-03-28; 监理单位=无",
      "台账反映：甲已经开工（项目状态“在建”，合同日期2024年3月28日），监理单位：无",
      "监理单位 合同日期 项目状态" },
    { "20-no-supervision", "违规: 项目名称=甲; 开工日期=2025-03; 合同日期=; 监理单位=",
      "台账反映：甲已经开工（开工日期2025年3月），监理单位：未填", "监理单位 开工日期 合同日期" },
    { "9-no-technical-review", "违规: 项目名称=甲; 承建单位=乙公司; 技术评审意见=",
      "台账反映：甲已经启动（承建单位“乙公司”），技术评审意见：未填", "技术评审意见 承建单位" },
    { "28-no-mlps-filing", "违规: 项目名称=甲; 建成日期=2025-06-01; 等保级别=二级; 等保备案=办理中",
      "台账反映：甲已建成（建成日期2025年6月1日），等保级别为二级，等保备案：“办理中”",
      "等保备案 等保级别 建成日期" },
    { "28-no-emergency-plan", "违规: 项目名称=甲; 项目状态=运行; 应急预案=",
      "台账反映：甲已建成（项目状态“运行”），应急预案：未填", "应急预案 项目状态" },
    { "15-built-before-tender", "违规: 项目名称=甲; 合同日期=2025-04-01; 中标日期=; 采购方式=公开招标",
      "台账反映：甲的合同日期为2025年4月1日，中标日期：未填", "中标日期 采购方式 合同日期" },
    /* Late, or not at all, or without success. */
    { "21-late-acceptance", "违规: 项目名称=甲; 建成日期=2025-01-10; 验收日期=2025-09-01",
      "台账反映：甲于2025年1月10日建成，2025年9月1日才验收，超过6个月", "验收日期 建成日期" },
    { "21-late-acceptance",
      "违规: 核查日=2024-12-31; 项目名称=甲; 建成日期=2024-04-20; 验收日期=2024-07-04; 验收结论=整改后复验",
      "台账反映：甲于2024年4月20日建成，2024年7月4日验收但结论为“整改后复验”，至2024年12月31日仍未通过验收，"
      "已超过6个月", "验收结论 验收日期 建成日期" },
    { "21-late-acceptance", "违规: 核查日=2024-12-31; 项目名称=甲; 建成日期=2024-04-20; 验收日期=未验收",
      "台账反映：甲于2024年4月20日建成，验收日期：“未验收”，至2024年12月31日仍未验收，已超过6个月",
      "验收日期 建成日期" },
    { "21-late-acceptance", "违规: 核查日=2024-12-31; 项目名称=甲; 建成日期=2024-04-20; 项目状态=在建",
      "台账反映：甲于2024年4月20日建成，至2024年12月31日仍未验收（项目状态“在建”），已超过6个月",
      "项目状态 建成日期" },
  };
  g_autoptr (HechaRules) rules = hecha_rules_new ();

  CU_ASSERT_FATAL (hecha_rules_add (rules, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = sentence (rules, cases[i].rule, cases[i].line);
      g_autofree char *fields = evidence (rules, cases[i].rule, cases[i].line);

      test_equal_strings (text, cases[i].text, cases[i].line);
      test_equal_strings (fields, cases[i].fields, cases[i].line);
    }
}

void
suite_message (void)
{
  CU_pSuite suite = CU_add_suite ("audit/message", NULL, NULL);

  CU_ADD_TEST (suite, test_messages);
  CU_ADD_TEST (suite, test_sentences);
  CU_ADD_TEST (suite, test_identity);
  CU_ADD_TEST (suite, test_evidence);
}
