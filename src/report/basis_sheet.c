/* basis_sheet.c - 依据: the measures, their parameters, every check with what
 * it said, and the checks that were switched off. */
#include "report/sheets.h"

enum { ID, NAME, ARTICLE, LEVEL, AUDIENCE, GIST, REMEDY, FIRST_OUTCOME,
       DOCUMENT = FIRST_OUTCOME + HECHA_N_OUTCOMES, NOTE, N };

static const HechaPageColumn columns[] = {
  [ID] = { "检查项标识", 20, HECHA_LOOK_TEXT, FALSE, FALSE },
  [NAME] = { "检查项", 18, HECHA_LOOK_TEXT, FALSE, FALSE },
  [ARTICLE] = { "条款", 10, HECHA_LOOK_CENTER, FALSE, FALSE },
  [LEVEL] = { "级别", 7, HECHA_LOOK_CENTER, FALSE, FALSE },
  [AUDIENCE] = { "对象", 9, HECHA_LOOK_CENTER, FALSE, FALSE },
  [GIST] = { "条款要义", 34, HECHA_LOOK_TEXT, FALSE, FALSE },
  [REMEDY] = { "整改建议", 26, HECHA_LOOK_TEXT, FALSE, FALSE },
  [FIRST_OUTCOME + 0] = { "违规", 7, HECHA_LOOK_COUNT, FALSE, FALSE },
  [FIRST_OUTCOME + 1] = { "疑点", 7, HECHA_LOOK_COUNT, FALSE, FALSE },
  [FIRST_OUTCOME + 2] = { "提示", 7, HECHA_LOOK_COUNT, FALSE, FALSE },
  [FIRST_OUTCOME + 3] = { "通过", 7, HECHA_LOOK_COUNT, FALSE, FALSE },
  [FIRST_OUTCOME + 4] = { "未到期", 7, HECHA_LOOK_COUNT, FALSE, FALSE },
  [FIRST_OUTCOME + 5] = { "不适用", 7, HECHA_LOOK_COUNT, FALSE, FALSE },
  [FIRST_OUTCOME + 6] = { "无法核查", 7, HECHA_LOOK_COUNT, FALSE, FALSE },
  [DOCUMENT] = { "依据文号", 18, HECHA_LOOK_TEXT, FALSE, FALSE },
  [NOTE] = { "备注", 18, HECHA_LOOK_TEXT, FALSE, FALSE },
  [N] = { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

static const HechaOutcome outcome_order[HECHA_N_OUTCOMES]
  = { HECHA_OUTCOME_VIOLATION,      HECHA_OUTCOME_SUSPECT,        HECHA_OUTCOME_HINT,
      HECHA_OUTCOME_PASS,           HECHA_OUTCOME_NOT_DUE,        HECHA_OUTCOME_NOT_APPLICABLE,
      HECHA_OUTCOME_UNDECIDED };

static void
write_pack (HechaPage *page, const HechaRules *rules, guint pack)
{
  const char *name, *value;
  GString *parameters = g_string_new (NULL);

  hecha_page_span (page, ID, NAME, HECHA_LOOK_LABEL, "规则包");
  hecha_page_span (page, ARTICLE, N - 1, HECHA_LOOK_TEXT, hecha_rules_pack_title (rules, pack));
  hecha_page_end_row (page, 1);
  hecha_page_span (page, ID, NAME, HECHA_LOOK_LABEL, "文件与 SHA-256");
  hecha_page_span (page, ARTICLE, REMEDY, HECHA_LOOK_TEXT, hecha_rules_pack_path (rules, pack));
  hecha_page_span (page, REMEDY + 1, N - 1, HECHA_LOOK_TEXT,
                   hecha_rules_pack_sha256 (rules, pack));
  hecha_page_end_row (page, 1);
  for (guint i = 0; hecha_rules_pack_parameter (rules, pack, i, &name, &value); i++)
    g_string_append_printf (parameters, "%s%s = %s", i > 0 ? "；　" : "", name, value);
  if (parameters->len > 0)
    {
      hecha_page_span (page, ID, NAME, HECHA_LOOK_LABEL, "参数");
      hecha_page_span (page, ARTICLE, N - 1, HECHA_LOOK_TEXT, parameters->str);
      hecha_page_end_row (page, 1);
    }
  g_string_free (parameters, TRUE);
}

static void
write_audience (HechaPage *page, guint audience)
{
  hecha_page_textf (page, AUDIENCE, "%s%s%s", audience & HECHA_AUDIENCE_AUDIT ? "审" : "",
                    audience & HECHA_AUDIENCE_FINANCE ? "财" : "",
                    audience & HECHA_AUDIENCE_DEPARTMENT ? "部" : "");
}

static void
write_rule (HechaPage *page, const HechaDigest *digest, guint index)
{
  const HechaRule *rule = hecha_rules_get (digest->rules, index);

  hecha_page_text (page, ID, rule->shown_id);
  hecha_page_text (page, NAME, rule->name);
  hecha_page_text (page, ARTICLE, *rule->article != '\0' ? rule->article : "台账");
  hecha_sheet_level (page, LEVEL, rule->level);
  write_audience (page, rule->audience);
  hecha_page_text (page, GIST, rule->gist);
  hecha_page_text (page, REMEDY, rule->remedy);
  for (guint i = 0; i < HECHA_N_OUTCOMES; i++)
    if (rule->suppressed != NULL || rule->of_table)
      hecha_page_text (page, FIRST_OUTCOME + i, NULL);
    else
      hecha_page_number (page, FIRST_OUTCOME + i, HECHA_LOOK_COUNT,
                         (double) hecha_verdict_total (digest->verdict, index,
                                                       outcome_order[i]));
  hecha_page_text (page, DOCUMENT, rule->measure);
  if (rule->suppressed != NULL)
    hecha_page_textf (page, NOTE, "停用：%s", rule->suppressed);
  else if (rule->exceptions != NULL)
    hecha_page_textf (page, NOTE, "除外：%s", rule->exceptions);
  else
    hecha_page_text (page, NOTE, rule->of_table ? "按表核查，不按项目计数" : NULL);
  hecha_page_end_row (page, 1);
}

void
hecha_sheet_basis (HechaPad *pad, const HechaDigest *digest)
{
  HechaPage page;

  hecha_page_open (&page, pad, "依据", columns, HECHA_PAPER_LANDSCAPE);
  hecha_page_title (&page, "依据：规则、参数与结果");
  hecha_page_line (&page, HECHA_LOOK_NOTE,
                   "条款要义为归纳，以文件原文为准。右侧为各检查对全部项目的结果（项次），"
                   "含仅供财政、部门使用的检查；停用的检查写明理由。");
  for (guint i = 0; i < hecha_rules_n_packs (digest->rules); i++)
    write_pack (&page, digest->rules, i);
  hecha_page_header (&page, 2);
  for (guint i = 0; i < hecha_rules_n (digest->rules); i++)
    write_rule (&page, digest, i);
  hecha_page_filter (&page);
}
