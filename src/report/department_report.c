/* department_report.c - 核对单.xlsx: what a department is asked to check and
 * answer, and nothing of any other department. */
#include <string.h>

#include "report/departments.h"
#include "report/discretion.h"
#include "report/sheets.h"
#include "report/where.h"

enum { INDEX, NUMBER, LEVEL, NAME, FACT, AMOUNT, EVIDENCE, GROUND, REMEDY, OPINION, PROOF,
       CODE, ID, N, N_PRINTED = CODE };

static const HechaPageColumn columns[] = {
  [INDEX] = { "序号", 5, HECHA_LOOK_CENTER, FALSE, FALSE },
  [NUMBER] = { "编号", 16, HECHA_LOOK_CENTER, FALSE, FALSE },
  [LEVEL] = { "级别", 6.5, HECHA_LOOK_CENTER, FALSE, FALSE },
  [NAME] = { "项目名称", 20, HECHA_LOOK_TEXT, FALSE, FALSE },
  [FACT] = { "事实", 36, HECHA_LOOK_TEXT, FALSE, FALSE },
  [AMOUNT] = { "金额（元）", 14, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [EVIDENCE] = { "位置", 24, HECHA_LOOK_LINK, FALSE, FALSE },
  [GROUND] = { "依据", 28, HECHA_LOOK_TEXT, FALSE, FALSE },
  [REMEDY] = { "整改建议", 22, HECHA_LOOK_TEXT, FALSE, FALSE },
  [OPINION] = { "单位意见", 22, HECHA_LOOK_INPUT, TRUE, FALSE },
  [PROOF] = { "佐证", 16, HECHA_LOOK_INPUT, TRUE, FALSE },
  [CODE] = { "项目编号", 16, HECHA_LOOK_TEXT, FALSE, FALSE },
  [ID] = { "问题标识", 18, HECHA_LOOK_TEXT, FALSE, TRUE },
  [N] = { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

/* Indices of the findings this department is shown. */
static GArray *
gather_own (const HechaReportInput *input, const char *plain_unit)
{
  const HechaVerdict *verdict = input->verdict;
  const HechaRules *rules = hecha_verdict_rules (verdict);
  g_autoptr (GPtrArray) plain_units
    = hecha_plain_units_of_tables (hecha_verdict_ledger (verdict));
  GArray *own = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < hecha_verdict_n_findings (verdict); i++)
    {
      const HechaFinding *finding = hecha_verdict_finding (verdict, i);
      if ((hecha_rules_get (rules, finding->rule)->audience & HECHA_AUDIENCE_DEPARTMENT)
          && strcmp (hecha_finding_plain_unit (verdict, finding, plain_units), plain_unit) == 0)
        g_array_append_val (own, i);
    }
  return own;
}

/* The department's name as its own workbooks write it. */
static const char *
written_name (const HechaVerdict *verdict, const char *plain_unit)
{
  const HechaLedger *ledger = hecha_verdict_ledger (verdict);

  for (guint i = 0; i < hecha_ledger_n_projects (ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);
      if (strcmp (project->plain_unit, plain_unit) == 0 && *project->unit != '\0')
        return project->unit;
    }
  return *plain_unit != '\0' ? plain_unit : "未载明单位";
}

static void
write_ground (HechaPage *page, const HechaRule *rule)
{
  const char *gist = rule->gist != NULL && *rule->gist != '\0' ? rule->gist : rule->name;

  if (*rule->article == '\0')
    hecha_page_textf (page, GROUND, "台账填报要求：%s", gist);
  else
    hecha_page_textf (page, GROUND, "%s%s：%s", rule->measure, rule->article, gist);
}

static const char *
subject_of (const HechaVerdict *verdict, const HechaFinding *finding)
{
  if (hecha_finding_classified (verdict, finding))
    return "（涉密项目）";
  return finding->project == HECHA_NO_PROJECT ? "（整张表）"
                                              : hecha_finding_name (verdict, finding);
}

static void
write_finding (HechaPage *page, const HechaReportInput *input, guint index, guint number)
{
  const HechaVerdict *verdict = input->verdict;
  const HechaFinding *finding = hecha_verdict_finding (verdict, index);
  const HechaRule *rule = hecha_rules_get (hecha_verdict_rules (verdict), finding->rule);
  const HechaHistory *history = input->histories != NULL ? &input->histories[index] : NULL;
  g_autofree char *where = hecha_where_all (verdict, finding, TRUE, 5);
  g_autofree char *message = hecha_report_message_for_department (verdict, finding);

  hecha_page_textf (page, INDEX, "%u", number);
  hecha_page_text (page, NUMBER, input->numbers != NULL ? input->numbers[index] : NULL);
  hecha_sheet_level (page, LEVEL, finding->level);
  hecha_page_text (page, NAME, subject_of (verdict, finding));
  hecha_page_text (page, FACT, message);
  hecha_page_amount (page, AMOUNT, HECHA_LOOK_AMOUNT,
                     hecha_finding_is_shared (verdict, finding)
                       ? HECHA_NO_AMOUNT
                       : hecha_finding_amount (verdict, finding));
  hecha_page_text_as (page, EVIDENCE, HECHA_LOOK_TEXT, where);
  write_ground (page, rule);
  hecha_page_text (page, REMEDY, rule->remedy);
  hecha_page_text (page, OPINION, history != NULL ? history->unit_opinion : NULL);
  hecha_page_text (page, PROOF, history != NULL ? history->unit_evidence : NULL);
  hecha_page_text (page, CODE, hecha_finding_code (verdict, finding));
  hecha_page_text (page, ID, finding->id);
  hecha_page_end_row (page, 3);
}

static void
write_heading (HechaPage *page, const char *unit, const HechaRules *rules)
{
  g_autofree char *title = g_strdup_printf ("%s智慧城市建设项目问题核对单（征求意见）", unit);
  g_autofree char *measures = hecha_sheet_measures (rules);

  hecha_page_title (page, title);
  hecha_page_linef (page, HECHA_LOOK_SUBTITLE, "核查日：%s　　依据：%s", page->pad->as_of,
                    measures);
  hecha_page_line (page, HECHA_LOOK_WARNING,
                   "以下为贵单位报送的台账所反映的线索，尚未定性。请逐条核对：属实的，请写明整改打算；"
                   "与实际不符的，请在“单位意见”中说明，并在“佐证”中列出文件名称和文号。"
                   "台账填报有误的，请一并更正台账后重新报送。");
}

gboolean
hecha_report_write_department (const HechaReportInput *input, const char *plain_unit,
                               const char *path, GError **error)
{
  g_autoptr (GArray) own = gather_own (input, plain_unit);
  HechaPad *pad = hecha_pad_open (path, "核对单", "智慧城市建设项目问题核对单",
                                  hecha_verdict_as_of (input->verdict));
  HechaPage page;

  hecha_page_open (&page, pad, "核对单", columns, HECHA_PAPER_LANDSCAPE);
  page.n_printed = N_PRINTED;
  write_heading (&page, written_name (input->verdict, plain_unit),
                 hecha_verdict_rules (input->verdict));
  hecha_page_header (&page, LEVEL);
  for (guint i = 0; i < own->len; i++)
    write_finding (&page, input, g_array_index (own, guint, i), i + 1);
  hecha_page_filter (&page);
  hecha_page_end_row (&page, 1);
  hecha_page_line (&page, HECHA_LOOK_PLAIN,
                   "单位（盖章）：　　　　　　　　　　填表人：　　　　　　　　　　负责人：　　　　　　　　　　"
                   "日期：　　　　年　　月　　日");
  hecha_page_print_to_here (&page);
  return hecha_pad_close (pad, error);
}
