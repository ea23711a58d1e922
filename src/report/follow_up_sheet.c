/* follow_up_sheet.c - 整改台账: every finding of the earlier reports, in the form
 * in which audit bureaus keep it (问题, 标准, 责任部门, 责任人, 时限, 措施, 结果,
 * 销号); read back by --previous like 问题清单. */
#include "report/discretion.h"
#include "report/sheets.h"

enum { NUMBER, PROBLEM, STANDARD, UNIT, NAME, RESPONSIBLE, DEADLINE, MEASURES, RESULT, CLOSED,
       STATUS, NOTE, CONCLUSION, FIRST_SEEN, AGE, UNIT_OPINION, RULE, PROJECT, ID, N,
       N_PRINTED = CONCLUSION };

static const HechaPageColumn columns[] = {
  [NUMBER] = { "编号", 15, HECHA_LOOK_CENTER, FALSE, FALSE },
  [PROBLEM] = { "问题", 34, HECHA_LOOK_TEXT, FALSE, FALSE },
  [STANDARD] = { "标准", 16, HECHA_LOOK_TEXT, FALSE, FALSE },
  [UNIT] = { "责任部门", 12, HECHA_LOOK_TEXT, FALSE, FALSE },
  [NAME] = { "项目名称", 17, HECHA_LOOK_TEXT, FALSE, FALSE },
  [RESPONSIBLE] = { "责任人", 8, HECHA_LOOK_INPUT_CENTER, TRUE, FALSE },
  [DEADLINE] = { "整改时限", 11, HECHA_LOOK_INPUT_DATE, TRUE, FALSE },
  [MEASURES] = { "整改措施", 18, HECHA_LOOK_INPUT, TRUE, FALSE },
  [RESULT] = { "整改结果", 18, HECHA_LOOK_INPUT, TRUE, FALSE },
  [CLOSED] = { "销号", 12, HECHA_LOOK_CENTER, FALSE, FALSE },
  [STATUS] = { "状态", 9, HECHA_LOOK_CENTER, FALSE, FALSE },
  [NOTE] = { "提醒", 20, HECHA_LOOK_STRONG, FALSE, FALSE },
  [CONCLUSION] = { "核实结论", 9, HECHA_LOOK_CENTER, FALSE, FALSE },
  [FIRST_SEEN] = { "首次发现", 9, HECHA_LOOK_CENTER, FALSE, FALSE },
  [AGE] = { "已历季度", 8, HECHA_LOOK_COUNT, FALSE, FALSE },
  [UNIT_OPINION] = { "单位意见", 16, HECHA_LOOK_TEXT, FALSE, FALSE },
  [RULE] = { "检查项标识", 20, HECHA_LOOK_TEXT, FALSE, TRUE },
  [PROJECT] = { "项目标识", 18, HECHA_LOOK_TEXT, FALSE, TRUE },
  [ID] = { "问题标识", 18, HECHA_LOOK_TEXT, FALSE, TRUE },
  [N] = { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

static void
write_history (HechaPage *page, const HechaHistory *history)
{
  hecha_page_text (page, STATUS, history->status);
  hecha_page_text (page, FIRST_SEEN, history->first_seen);
  hecha_page_number (page, AGE, HECHA_LOOK_COUNT, history->age);
  hecha_page_text (page, CONCLUSION,
                   *history->conclusion != '\0' ? history->conclusion : "待核实");
  hecha_page_text (page, RESPONSIBLE, history->responsible);
  hecha_page_day_text (page, DEADLINE, HECHA_LOOK_INPUT_DATE, history->deadline);
  hecha_page_text (page, MEASURES, history->measures);
  hecha_page_text (page, RESULT, history->result);
  hecha_page_text (page, UNIT_OPINION, history->unit_opinion);
}

/* The item and the fact are the problem, document and article the standard. */
static void
write_problem (HechaPage *page, const char *check, const char *fact, const char *document,
               const char *article)
{
  gboolean has_article = article != NULL && *article != '\0';

  hecha_page_textf (page, PROBLEM, "%s：%s", check, fact);
  if (has_article)
    hecha_page_textf (page, STANDARD, "%s%s", document != NULL ? document : "", article);
  else
    hecha_page_text (page, STANDARD, "台账填报要求");
}

static void
write_carried (HechaPage *page, const HechaDigest *digest, guint index)
{
  const HechaFinding *finding = hecha_digest_finding (digest, index);
  const HechaRule *rule = hecha_digest_rule (digest, index);
  const HechaHistory *history = hecha_digest_history (digest, index);
  const HechaProject *project = hecha_finding_project (digest->verdict, finding);

  hecha_page_text (page, NUMBER, hecha_digest_number (digest, index));
  write_problem (page, rule->name, hecha_report_message (digest->verdict, finding),
                 rule->measure, rule->article);
  hecha_page_text (page, UNIT, hecha_digest_unit_shown (digest, index));
  hecha_page_text (page, NAME, hecha_finding_name (digest->verdict, finding));
  write_history (page, history);
  hecha_page_text (page, CLOSED, history->not_counted ? "不属实，不列入" : "未销号");
  hecha_page_text (page, NOTE, history->remark);
  hecha_page_text (page, RULE, rule->shown_id);
  hecha_page_text (page, PROJECT, project != NULL ? project->key : NULL);
  hecha_page_text (page, ID, finding->id);
  hecha_page_end_row (page, 2);
}

static void
write_gone (HechaPage *page, const HechaGone *gone)
{
  hecha_page_text (page, NUMBER, gone->number);
  write_problem (page, gone->check, gone->message, gone->document, gone->article);
  hecha_page_text (page, UNIT, gone->unit);
  hecha_page_text (page, NAME, gone->name);
  write_history (page, &gone->history);
  if (*gone->closed != '\0')
    hecha_page_textf (page, CLOSED, "已销号（%s）", gone->closed);
  else
    hecha_page_text (page, CLOSED, "未销号");
  hecha_page_text (page, NOTE, gone->history.remark);
  hecha_page_text (page, RULE, gone->rule);
  hecha_page_text (page, PROJECT, gone->project);
  hecha_page_text (page, ID, gone->id);
  hecha_page_end_row (page, 2);
}

/* What needs a hand first. */
enum { CONTRADICTED, OVERDUE, OPEN, N_TURNS };

static int
turn_of (const HechaHistory *history)
{
  if (history == NULL || history->status == NULL || g_strcmp0 (history->status, "新增") == 0)
    return -1;
  return history->contradicted ? CONTRADICTED : history->overdue ? OVERDUE : OPEN;
}

static void
write_open (HechaPage *page, const HechaDigest *digest, int turn)
{
  for (guint i = 0; i < digest->findings->len; i++)
    {
      guint index = g_array_index (digest->findings, guint, i);

      if (turn_of (hecha_digest_history (digest, index)) == turn)
        write_carried (page, digest, index);
    }
}

/* Those that are not mended before those that are. */
static void
write_all_gone (HechaPage *page, const HechaReportInput *input)
{
  for (int closed = 0; closed < 2; closed++)
    for (guint i = 0; i < input->n_gone; i++)
      if ((*input->gone[i].closed != '\0') == closed)
        write_gone (page, &input->gone[i]);
}

void
hecha_sheet_follow_up (HechaPad *pad, const HechaDigest *digest)
{
  HechaPage page;

  hecha_page_open (&page, pad, "整改台账", columns, HECHA_PAPER_LANDSCAPE);
  page.n_printed = N_PRINTED;
  hecha_page_title (&page, "整改台账");
  hecha_page_line (&page, HECHA_LOOK_NOTE,
                   "以前各次报告的问题现在怎样：持续、复发的仍列在“问题清单”；已整改的是项目仍在台账中且检查已通过，"
                   "予以销号；记录缺失、文件缺失、规则变更、无法核查的不能视为已整改。浅黄色各列可以填写，下次读回。");
  hecha_page_header (&page, NUMBER + 1);
  for (int turn = 0; turn < N_TURNS; turn++)
    write_open (&page, digest, turn);
  write_all_gone (&page, digest->input);
  hecha_page_filter (&page);
}
