/* rectification.c - 整改通知: the verified findings of a department, in the
 * form of a 整改台账 that it fills in and hands back. */
#include "report/departments.h"
#include "report/discretion.h"
#include "report/sheets.h"

enum { INDEX, NUMBER, ARTICLE, NAME, FACT, AMOUNT, CONCLUSION, DEMAND, DEADLINE, MEASURES, RESULT,
       RESPONSIBLE, CODE, ID, N, N_PRINTED = CODE };

static const HechaPageColumn columns[] = {
  [INDEX] = { "序号", 5, HECHA_LOOK_CENTER, FALSE, FALSE },
  [NUMBER] = { "编号", 16, HECHA_LOOK_CENTER, FALSE, FALSE },
  [ARTICLE] = { "条款", 10.5, HECHA_LOOK_CENTER, FALSE, FALSE },
  [NAME] = { "项目名称", 20, HECHA_LOOK_TEXT, FALSE, FALSE },
  [FACT] = { "事实", 34, HECHA_LOOK_TEXT, FALSE, FALSE },
  [AMOUNT] = { "金额（元）", 14, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [CONCLUSION] = { "核实结论", 9, HECHA_LOOK_CENTER, FALSE, FALSE },
  [DEMAND] = { "整改要求", 24, HECHA_LOOK_TEXT, FALSE, FALSE },
  [DEADLINE] = { "整改期限", 12, HECHA_LOOK_DATE, FALSE, FALSE },
  [MEASURES] = { "整改措施", 22, HECHA_LOOK_INPUT, TRUE, FALSE },
  [RESULT] = { "整改结果", 22, HECHA_LOOK_INPUT, TRUE, FALSE },
  [RESPONSIBLE] = { "责任人", 9, HECHA_LOOK_INPUT_CENTER, TRUE, FALSE },
  [CODE] = { "项目编号", 16, HECHA_LOOK_TEXT, FALSE, FALSE },
  [ID] = { "问题标识", 18, HECHA_LOOK_TEXT, FALSE, TRUE },
  [N] = { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

static gboolean
is_verified (const HechaReportInput *input, guint index)
{
  const char *conclusion
    = input->histories != NULL ? input->histories[index].conclusion : NULL;

  return g_strcmp0 (conclusion, "属实") == 0 || g_strcmp0 (conclusion, "部分属实") == 0;
}

static GArray *
gather_verified (const HechaReportInput *input, const char *plain_unit)
{
  const HechaVerdict *verdict = input->verdict;
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first, n;

  hecha_department_range (verdict, plain_unit, &first, &n);
  for (guint i = first; i < first + n; i++)
    {
      const HechaFinding *finding = hecha_verdict_finding (verdict, i);
      const HechaRule *rule = hecha_rules_get (hecha_verdict_rules (verdict), finding->rule);

      if (is_verified (input, i) && (rule->audience & HECHA_AUDIENCE_DEPARTMENT))
        g_array_append_val (found, i);
    }
  return found;
}

static void
write_finding (HechaPage *page, const HechaReportInput *input, guint index, guint number)
{
  const HechaVerdict *verdict = input->verdict;
  const HechaFinding *finding = hecha_verdict_finding (verdict, index);
  const HechaRule *rule = hecha_rules_get (hecha_verdict_rules (verdict), finding->rule);
  const HechaHistory *history = &input->histories[index];
  g_autofree char *message = hecha_report_message_for_department (verdict, finding);
  gboolean whole_table = finding->project == HECHA_NO_PROJECT;

  hecha_page_textf (page, INDEX, "%u", number);
  hecha_page_text (page, NUMBER, input->numbers != NULL ? input->numbers[index] : NULL);
  hecha_page_text (page, ARTICLE, *rule->article != '\0' ? rule->article : "台账");
  hecha_page_text (page, NAME, whole_table ? "（整张表）" : hecha_finding_name (verdict, finding));
  hecha_page_text (page, FACT, message);
  hecha_page_amount (page, AMOUNT, HECHA_LOOK_AMOUNT,
                     hecha_finding_is_shared (verdict, finding)
                       ? HECHA_NO_AMOUNT
                       : hecha_finding_amount (verdict, finding));
  hecha_page_text (page, CONCLUSION, history->conclusion);
  hecha_page_text (page, DEMAND, rule->remedy);
  hecha_page_day_text (page, DEADLINE, HECHA_LOOK_DATE, history->deadline);
  hecha_page_text (page, MEASURES, history->measures);
  hecha_page_text (page, RESULT, history->result);
  hecha_page_text (page, RESPONSIBLE, history->responsible);
  hecha_page_text (page, CODE, hecha_finding_code (verdict, finding));
  hecha_page_text (page, ID, finding->id);
  hecha_page_end_row (page, 3);
}

gboolean
hecha_report_write_rectification (const HechaReportInput *input, const char *plain_unit,
                                  const char *path, GError **error)
{
  g_autoptr (GArray) found = gather_verified (input, plain_unit);
  g_autofree char *measures = hecha_sheet_measures (hecha_verdict_rules (input->verdict));
  HechaPad *pad;
  HechaPage page;

  if (found->len == 0)
    return TRUE;
  pad = hecha_pad_open (path, "整改通知", "智慧城市建设项目问题整改通知",
                        hecha_verdict_as_of (input->verdict));
  hecha_page_open (&page, pad, "整改台账", columns, HECHA_PAPER_LANDSCAPE);
  page.n_printed = N_PRINTED;
  hecha_page_title (&page, "智慧城市建设项目问题整改通知");
  hecha_page_linef (&page, HECHA_LOOK_SUBTITLE, "核查日：%s　　依据：%s", pad->as_of,
                    measures);
  hecha_page_line (&page, HECHA_LOOK_NOTE,
                   "以下问题经核实属实或部分属实。请在整改期限前完成整改，填写浅黄色各列后交回。");
  hecha_page_header (&page, ARTICLE);
  for (guint i = 0; i < found->len; i++)
    write_finding (&page, input, g_array_index (found, guint, i), i + 1);
  hecha_page_filter (&page);
  hecha_page_end_row (&page, 1);
  hecha_page_line (&page, HECHA_LOOK_PLAIN,
                   "单位（盖章）：　　　　　　　　　　负责人：　　　　　　　　　　"
                   "日期：　　　　年　　月　　日");
  hecha_page_print_to_here (&page);
  return hecha_pad_close (pad, error);
}
