/* follow_up_sheet.c - 整改台账: what came of the previous report's findings. */
#include "report/discretion.h"
#include "report/sheets.h"

enum { NUMBER, STATUS, LEVEL, UNIT, NAME, CHECK, FACT, FIRST_SEEN, AGE, CONCLUSION, DEADLINE,
       MEASURES, RESULT, UNIT_OPINION, NOTE, RULE, PROJECT, ID, N, N_PRINTED = RULE };

static const HechaPageColumn columns[] = {
  [NUMBER] = { "编号", 16, HECHA_LOOK_CENTER, FALSE, FALSE },
  [STATUS] = { "状态", 10, HECHA_LOOK_CENTER, FALSE, FALSE },
  [LEVEL] = { "级别", 6.5, HECHA_LOOK_CENTER, FALSE, FALSE },
  [UNIT] = { "部门", 14, HECHA_LOOK_TEXT, FALSE, FALSE },
  [NAME] = { "项目名称", 20, HECHA_LOOK_TEXT, FALSE, FALSE },
  [CHECK] = { "检查项", 14, HECHA_LOOK_TEXT, FALSE, FALSE },
  [FACT] = { "事实", 34, HECHA_LOOK_TEXT, FALSE, FALSE },
  [FIRST_SEEN] = { "首次发现", 9, HECHA_LOOK_CENTER, FALSE, FALSE },
  [AGE] = { "已历季度", 8, HECHA_LOOK_COUNT, FALSE, FALSE },
  [CONCLUSION] = { "核实结论", 9, HECHA_LOOK_CENTER, FALSE, FALSE },
  [DEADLINE] = { "整改期限", 11, HECHA_LOOK_CENTER, FALSE, FALSE },
  [MEASURES] = { "整改措施", 18, HECHA_LOOK_TEXT, FALSE, FALSE },
  [RESULT] = { "整改结果", 18, HECHA_LOOK_TEXT, FALSE, FALSE },
  [UNIT_OPINION] = { "单位意见", 16, HECHA_LOOK_TEXT, FALSE, FALSE },
  [NOTE] = { "提醒", 20, HECHA_LOOK_STRONG, FALSE, FALSE },
  [RULE] = { "检查项标识", 20, HECHA_LOOK_TEXT, FALSE, TRUE },
  [PROJECT] = { "项目标识", 18, HECHA_LOOK_TEXT, FALSE, TRUE },
  [ID] = { "问题标识", 18, HECHA_LOOK_TEXT, FALSE, TRUE },
  [N] = { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

static void
write_history (HechaPage *page, const HechaHistory *history, const char *status)
{
  g_autofree char *note = g_strdup_printf (
    "%s%s%s", history->contradicted ? "已报整改，但台账仍不符合规定。" : "",
    history->overdue ? "已过整改期限。" : "",
    history->not_counted ? "核实为不属实，不计入合计。" : "");

  hecha_page_text (page, STATUS, status);
  hecha_page_text (page, FIRST_SEEN, history->first_seen);
  hecha_page_number (page, AGE, HECHA_LOOK_COUNT, history->age);
  hecha_page_text (page, CONCLUSION, history->conclusion);
  hecha_page_text (page, DEADLINE, history->deadline);
  hecha_page_text (page, MEASURES, history->measures);
  hecha_page_text (page, RESULT, history->result);
  hecha_page_text (page, UNIT_OPINION, history->unit_opinion);
  hecha_page_text (page, NOTE, note);
}

static void
write_carried (HechaPage *page, const HechaDigest *digest, guint index)
{
  const HechaFinding *finding = hecha_digest_finding (digest, index);
  const HechaRule *rule = hecha_digest_rule (digest, index);
  const HechaHistory *history = hecha_digest_history (digest, index);
  const HechaProject *project = hecha_finding_project (digest->verdict, finding);

  hecha_page_text (page, NUMBER, hecha_digest_number (digest, index));
  hecha_sheet_level (page, LEVEL, finding->level);
  hecha_page_text (page, UNIT, hecha_digest_unit_shown (digest, index));
  hecha_page_text (page, NAME, hecha_finding_name (digest->verdict, finding));
  hecha_page_text (page, CHECK, rule->name);
  hecha_page_text (page, FACT, hecha_report_message (digest->verdict, finding));
  write_history (page, history, history->status);
  hecha_page_text (page, RULE, rule->shown_id);
  hecha_page_text (page, PROJECT, project != NULL ? project->key : NULL);
  hecha_page_text (page, ID, finding->id);
  hecha_page_end_row (page, 1);
}

static void
write_gone (HechaPage *page, const HechaDigest *digest, const HechaGone *gone)
{
  int rule = gone->rule != NULL ? hecha_rules_find (digest->rules, gone->rule) : -1;

  hecha_page_text (page, NUMBER, gone->number);
  hecha_page_text (page, LEVEL, NULL);
  hecha_page_text (page, UNIT, gone->unit);
  hecha_page_text (page, NAME, gone->name);
  hecha_page_text (page, CHECK,
                   rule >= 0 ? hecha_rules_get (digest->rules, (guint) rule)->name : gone->rule);
  hecha_page_text (page, FACT, gone->message);
  write_history (page, &gone->history, gone->status);
  hecha_page_text (page, RULE, gone->rule);
  hecha_page_text (page, PROJECT, gone->project);
  hecha_page_text (page, ID, gone->id);
  hecha_page_end_row (page, 1);
}

static gboolean
is_carried (const HechaHistory *history)
{
  return history != NULL && history->status != NULL && g_strcmp0 (history->status, "新增") != 0;
}

void
hecha_sheet_follow_up (HechaPad *pad, const HechaDigest *digest)
{
  const HechaReportInput *input = digest->input;
  HechaPage page;

  hecha_page_open (&page, pad, "整改台账", columns, HECHA_PAPER_LANDSCAPE);
  page.n_printed = N_PRINTED;
  hecha_page_title (&page, "整改台账");
  hecha_page_line (&page, HECHA_LOOK_NOTE,
                   "上次报告的问题现在怎样：持续、复发的仍列在“问题清单”；已整改的是项目仍在且检查已通过；"
                   "记录缺失、文件缺失、规则变更、无法核查的不能视为已整改。");
  hecha_page_header (&page, STATUS + 1);
  for (guint i = 0; i < digest->findings->len; i++)
    {
      guint index = g_array_index (digest->findings, guint, i);
      if (is_carried (hecha_digest_history (digest, index)))
        write_carried (&page, digest, index);
    }
  for (guint i = 0; i < input->n_gone; i++)
    write_gone (&page, digest, &input->gone[i]);
  hecha_page_filter (&page);
}
