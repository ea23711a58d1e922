/* Reports of a small made-up batch: their sheets, their figures, and what
 * must not be in them. */
#include "tests/test.h"

#include <string.h>

#include "audit/verdict.h"
#include "report/digest.h"
#include "tests/sample_ledger.h"

#define FIELDS "项目编号 项目名称 建设单位 概算金额 预算金额 合同金额 决算金额 已付金额 运维经费 开工日期 监理单位 验收日期 验收备案日期 是否涉密 建设内容"

static const char *const education_rows[] = {
  "JY-01|智慧校园平台|阳城县教育局|100|98|97|120|90|5|2024-08-01||2025-03-01||否|校园网与平台",
  "JY-02|=HYPERLINK(\"http://x\",\"点我\")|教育局|50|60|55|58|58||2024-09-01|甲监理||||_x0041_\n换行",
  "JY-03|秘密工程甲|教育局|1|2|3|4|5||2024-09-01||||是|绝密内容乙",
  NULL
};

static const char *const water_rows[] = {
  "SW-01|河道视频巡查系统|水务局|80|80|79|86.5|70|3|2024年7月|太行监理|2025-05-06||否|视频巡查",
  "SW-02|校园平台（智慧）|水务局|40|||||||||||校园网与平台",
  NULL
};

static const SampleTable tables[] = {
  { "教育局/2025年台账#1.xlsx", "2025年'台账", "阳城县教育局", 2025, FIELDS, education_rows },
  { "水务局2025.csv", "", "阳城县水务局", 2025, FIELDS, water_rows },
};

typedef struct
{
  HechaDictionary *dictionary;
  HechaRules *rules;
  HechaLedger *ledger;
  HechaVerdict *verdict;
  HechaReportInput input;
  char **numbers;
  HechaHistory *histories;
  const char *marked[2];
} Batch;

static void
add (Batch *batch, const char *rule, guint32 project, HechaOutcome level, gint64 amount,
     HechaAmountKind kind, HechaField field, const char *message, guint32 other)
{
  const HechaProject *about = hecha_ledger_project (batch->ledger, project);
  const HechaDatum *datum = hecha_project_datum (about, field);
  HechaEvidence evidence[2] = { { datum->table, datum->row, datum->column, field } };
  HechaFinding finding = { .project = project, .level = level, .amount_kind = kind,
                           .amount = amount, .score = -1, .message = message,
                           .n_evidence = 1, .evidence = evidence };
  int index = hecha_rules_find (batch->rules, rule);

  g_assert (index >= 0);
  finding.rule = (guint32) index;
  g_snprintf (finding.id, sizeof finding.id, "%08x%08x", (guint) index, project);
  if (other != HECHA_NO_PROJECT)
    {
      datum = hecha_project_datum (hecha_ledger_project (batch->ledger, other), field);
      evidence[1] = (HechaEvidence){ datum->table, datum->row, datum->column, field };
      finding.n_evidence = 2;
      finding.n_related = 1;
      finding.related = &other;
      finding.score = 0.82;
      finding.group = 1;
      finding.agreement = "建设内容：校园网与平台";
      finding.objection = "单位不同";
    }
  hecha_verdict_add_finding (batch->verdict, &finding);
  hecha_verdict_set_outcome (batch->verdict, project, finding.rule, level);
}

static guint32
project_named (const Batch *batch, const char *code)
{
  for (guint32 i = 0; i < hecha_ledger_n_projects (batch->ledger); i++)
    if (strcmp (hecha_ledger_project (batch->ledger, i)->code, code) == 0)
      return i;
  g_assert_not_reached ();
}

static void
judge (Batch *batch)
{
  guint32 one = project_named (batch, "JY-01"), two = project_named (batch, "JY-02");
  guint32 secret = project_named (batch, "JY-03"), river = project_named (batch, "SW-01");
  guint32 copy = project_named (batch, "SW-02");
  const char *const lacking[] = { "合同日期", "节假日:2028", NULL };

  batch->verdict = hecha_verdict_new (batch->ledger, batch->rules,
                                      hecha_day_from_ymd (2025, 9, 30));
  add (batch, "19-final-over-budget", one, HECHA_OUTCOME_VIOLATION, 22000000, HECHA_AMOUNT_EXCESS,
       HECHA_FIELD_FINAL_ACCOUNT, "决算120万元，超过预算98万元22万元", HECHA_NO_PROJECT);
  add (batch, "19-final-over-estimate", one, HECHA_OUTCOME_VIOLATION, 20000000,
       HECHA_AMOUNT_EXCESS, HECHA_FIELD_FINAL_ACCOUNT, "决算120万元，超过概算100万元20万元",
       HECHA_NO_PROJECT);
  add (batch, "23-not-filed", one, HECHA_OUTCOME_VIOLATION, HECHA_NO_AMOUNT, HECHA_AMOUNT_OTHER,
       HECHA_FIELD_FILED_ON, "2025-03-01验收，至2025-09-30未见备案", HECHA_NO_PROJECT);
  add (batch, "23-hold-funds", one, HECHA_OUTCOME_SUSPECT, 12000000, HECHA_AMOUNT_HOLD,
       HECHA_FIELD_OM_FUNDS, "备案前不得拨付运维经费5万元及合同尾款7万元", HECHA_NO_PROJECT);
  add (batch, "20-no-supervision", one, HECHA_OUTCOME_VIOLATION, HECHA_NO_AMOUNT,
       HECHA_AMOUNT_OTHER, HECHA_FIELD_SUPERVISOR, "已开工而未见监理单位", HECHA_NO_PROJECT);
  add (batch, "19-budget-over-estimate", two, HECHA_OUTCOME_SUSPECT, 10000000,
       HECHA_AMOUNT_EXCESS, HECHA_FIELD_BUDGET, "+预算60万元，超过概算50万元10万元",
       HECHA_NO_PROJECT);
  add (batch, "2-classified-listed", secret, HECHA_OUTCOME_SUSPECT, 30000000, HECHA_AMOUNT_OTHER,
       HECHA_FIELD_CLASSIFIED, "秘密工程甲被列入台账", HECHA_NO_PROJECT);
  add (batch, "9-duplicate", one, HECHA_OUTCOME_SUSPECT, 40000000, HECHA_AMOUNT_OTHER,
       HECHA_FIELD_NAME, "与水务局的校园平台（智慧）疑似重复", copy);
  add (batch, "L-conflict", copy, HECHA_OUTCOME_SUSPECT, HECHA_NO_AMOUNT, HECHA_AMOUNT_OTHER,
       HECHA_FIELD_NAME, "与教育局的智慧校园平台填报不一致", one);
  add (batch, "23-not-filed", river, HECHA_OUTCOME_VIOLATION, HECHA_NO_AMOUNT,
       HECHA_AMOUNT_OTHER, HECHA_FIELD_FILED_ON, "2025-05-06验收，未见备案", HECHA_NO_PROJECT);
  hecha_verdict_set_undecided (batch->verdict, river,
                               (guint32) hecha_rules_find (batch->rules, "14-no-budget"),
                               lacking);
  hecha_verdict_set_classified (batch->verdict, secret);
  hecha_verdict_finish (batch->verdict);
}

static void
batch_open (Batch *batch)
{
  g_autoptr (GError) error = NULL;

  memset (batch, 0, sizeof *batch);
  batch->dictionary = hecha_dictionary_load (NULL, NULL, &error);
  TEST_OK (error);
  batch->rules = hecha_rules_new ();
  hecha_rules_add (batch->rules, NULL, &error);
  TEST_OK (error);
  batch->ledger = sample_ledger (batch->dictionary, tables, G_N_ELEMENTS (tables));
  judge (batch);
  batch->numbers = hecha_report_numbers (batch->verdict, NULL, NULL);
  batch->marked[0] = "标注/教育局/2025年台账#1.xlsx";
  batch->marked[1] = "标注/水务局2025.csv.xlsx";
  batch->input.verdict = batch->verdict;
  batch->input.numbers = (const char *const *) batch->numbers;
  batch->input.marked_paths = batch->marked;
}

static void
batch_close (Batch *batch)
{
  g_free (batch->histories);
  g_strfreev (batch->numbers);
  hecha_verdict_free (batch->verdict);
  hecha_ledger_free (batch->ledger);
  hecha_rules_free (batch->rules);
  hecha_dictionary_free (batch->dictionary);
}

static void
test_write_all (void)
{
  Batch batch;
  g_autofree char *dir = g_getenv ("KEEP") ? g_strdup (g_getenv ("KEEP")) : test_directory ();
  g_autofree char *audit = g_build_filename (dir, "审计局核查报告.xlsx", NULL);
  g_autofree char *finance = g_build_filename (dir, "财政局核查报告.xlsx", NULL);
  g_autofree char *lines = g_build_filename (dir, "findings.jsonl", NULL);
  g_autofree char *ledger = g_build_filename (dir, "ledger.jsonl", NULL);
  g_autofree char *outcomes = g_build_filename (dir, "outcomes.jsonl", NULL);
  g_autoptr (GPtrArray) departments = NULL;
  g_autoptr (GError) error = NULL;

  batch_open (&batch);
  hecha_report_write_audit (&batch.input, audit, &error);
  TEST_OK (error);
  hecha_report_write_finance (&batch.input, finance, &error);
  TEST_OK (error);
  hecha_report_write_findings (&batch.input, lines, &error);
  TEST_OK (error);
  hecha_report_write_ledger (batch.verdict, ledger, &error);
  TEST_OK (error);
  hecha_report_write_outcomes (batch.verdict, outcomes, &error);
  TEST_OK (error);
  departments = hecha_report_departments (&batch.input);
  for (guint i = 0; i < departments->len; i++)
    {
      const HechaDepartment *department = g_ptr_array_index (departments, i);
      g_autofree char *name = g_strdup_printf ("核对单-%s.xlsx", department->folder);
      g_autofree char *path = g_build_filename (dir, name, NULL);
      hecha_report_write_department (&batch.input, department->plain_unit, path, &error);
      TEST_OK (error);
    }
  batch_close (&batch);
}

void suite_reports (void);
void
suite_reports (void)
{
  CU_pSuite suite = CU_add_suite ("report/reports", NULL, NULL);

  CU_ADD_TEST (suite, test_write_all);
}
