/* findings_sheet.c - 问题清单: a finding a row, read back by --previous. */
#include <string.h>

#include "report/discretion.h"
#include "report/memo.h"
#include "report/sheets.h"
#include "report/where.h"

static const HechaPageColumn columns[HECHA_LIST_N_COLUMNS + 1] = {
  [HECHA_LIST_NUMBER] = { "编号", 15, HECHA_LOOK_CENTER, FALSE, FALSE },
  [HECHA_LIST_STATUS] = { "状态", 6.5, HECHA_LOOK_CENTER, FALSE, FALSE },
  [HECHA_LIST_LEVEL] = { "级别", 5.5, HECHA_LOOK_CENTER, FALSE, FALSE },
  [HECHA_LIST_ARTICLE] = { "条款", 9.5, HECHA_LOOK_CENTER, FALSE, FALSE },
  [HECHA_LIST_CHECK] = { "检查项", 12, HECHA_LOOK_TEXT, FALSE, FALSE },
  [HECHA_LIST_UNIT] = { "部门", 12, HECHA_LOOK_TEXT, FALSE, FALSE },
  [HECHA_LIST_NAME] = { "项目名称", 17, HECHA_LOOK_TEXT, FALSE, FALSE },
  [HECHA_LIST_FACT] = { "事实", 34, HECHA_LOOK_TEXT, FALSE, FALSE },
  [HECHA_LIST_AMOUNT] = { "金额（元）", 14, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [HECHA_LIST_EVIDENCE] = { "证据", 38, HECHA_LOOK_LINK, FALSE, FALSE },
  [HECHA_LIST_REMEDY] = { "整改建议", 20, HECHA_LOOK_TEXT, FALSE, FALSE },
  [HECHA_LIST_CONCLUSION] = { "核实结论", 8.5, HECHA_LOOK_INPUT_CENTER, TRUE, FALSE },
  [HECHA_LIST_VERIFIER] = { "核实人", 7.5, HECHA_LOOK_INPUT_CENTER, TRUE, FALSE },
  [HECHA_LIST_OPINION] = { "意见", 12, HECHA_LOOK_INPUT, TRUE, FALSE },
  [HECHA_LIST_DEADLINE] = { "整改期限", 11, HECHA_LOOK_INPUT_DATE, TRUE, FALSE },
  [HECHA_LIST_KIND] = { "金额类别", 10, HECHA_LOOK_CENTER, FALSE, FALSE },
  [HECHA_LIST_COUNTED] = { "计入合计（元）", 15, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [HECHA_LIST_ALL_EVIDENCE] = { "全部证据", 34, HECHA_LOOK_TEXT, FALSE, FALSE },
  [HECHA_LIST_FORCE] = { "发生时间", 9, HECHA_LOOK_CENTER, FALSE, FALSE },
  [HECHA_LIST_MEASURES] = { "整改措施", 18, HECHA_LOOK_INPUT, TRUE, FALSE },
  [HECHA_LIST_RESULT] = { "整改结果", 18, HECHA_LOOK_INPUT, TRUE, FALSE },
  [HECHA_LIST_UNIT_OPINION] = { "单位意见", 18, HECHA_LOOK_INPUT, TRUE, FALSE },
  [HECHA_LIST_UNIT_EVIDENCE] = { "佐证", 18, HECHA_LOOK_INPUT, TRUE, FALSE },
  [HECHA_LIST_FINANCE_OPINION] = { "财政处理意见", 18, HECHA_LOOK_INPUT, TRUE, FALSE },
  [HECHA_LIST_CODE] = { "项目编号", 16, HECHA_LOOK_TEXT, FALSE, FALSE },
  [HECHA_LIST_YEAR] = { "项目年度", 9, HECHA_LOOK_CENTER, FALSE, FALSE },
  [HECHA_LIST_DOCUMENT] = { "依据文号", 20, HECHA_LOOK_TEXT, FALSE, FALSE },
  [HECHA_LIST_FIRST_SEEN] = { "首次发现", 10, HECHA_LOOK_CENTER, FALSE, FALSE },
  [HECHA_LIST_RULE] = { "检查项标识", 20, HECHA_LOOK_TEXT, FALSE, TRUE },
  [HECHA_LIST_PROJECT] = { "项目标识", 18, HECHA_LOOK_TEXT, FALSE, TRUE },
  [HECHA_LIST_ID] = { "问题标识", 18, HECHA_LOOK_TEXT, FALSE, TRUE },
  [HECHA_LIST_FOLDED] = { "合并问题标识", 18, HECHA_LOOK_TEXT, FALSE, TRUE },
  [HECHA_LIST_N_COLUMNS] = { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

void
hecha_sheet_level (HechaPage *page, guint column, guint8 level)
{
  hecha_page_text_as (page, column, (HechaLook) level, hecha_outcome_name ((HechaOutcome) level));
}

static void
write_this_quarter (HechaPage *page, const HechaDigest *digest)
{
  g_autofree char *quarter = hecha_quarter_of (hecha_verdict_as_of (digest->verdict));

  hecha_page_text (page, HECHA_LIST_FIRST_SEEN, quarter);
}

static void
write_history (HechaPage *page, const HechaHistory *history)
{
  hecha_page_text (page, HECHA_LIST_STATUS, history != NULL ? history->status : NULL);
  hecha_page_text (page, HECHA_LIST_VERIFIER, history != NULL ? history->verifier : NULL);
  hecha_page_text (page, HECHA_LIST_OPINION, history != NULL ? history->opinion : NULL);
  hecha_page_day_text (page, HECHA_LIST_DEADLINE, HECHA_LOOK_INPUT_DATE,
                       history != NULL ? history->deadline : NULL);
  hecha_page_text (page, HECHA_LIST_MEASURES, history != NULL ? history->measures : NULL);
  hecha_page_text (page, HECHA_LIST_RESULT, history != NULL ? history->result : NULL);
  hecha_page_text (page, HECHA_LIST_UNIT_OPINION,
                   history != NULL ? history->unit_opinion : NULL);
  hecha_page_text (page, HECHA_LIST_UNIT_EVIDENCE,
                   history != NULL ? history->unit_evidence : NULL);
  hecha_page_text (page, HECHA_LIST_FINANCE_OPINION,
                   history != NULL ? history->finance_opinion : NULL);
}

static void
write_typed (HechaPage *page, const HechaDigest *digest, guint index)
{
  const HechaHistory *history = hecha_digest_history (digest, index);

  write_history (page, history);
  hecha_page_text (page, HECHA_LIST_CONCLUSION, hecha_digest_conclusion (digest, index));
  if (history != NULL)
    hecha_page_text (page, HECHA_LIST_FIRST_SEEN, history->first_seen);
  else
    write_this_quarter (page, digest);
}

static void
write_amounts (HechaPage *page, const HechaDigest *digest, guint index)
{
  const HechaFinding *finding = hecha_digest_finding (digest, index);
  gint64 amount = hecha_finding_amount (digest->verdict, finding);

  hecha_page_amount (page, HECHA_LIST_AMOUNT, HECHA_LOOK_AMOUNT, amount);
  hecha_page_text (page, HECHA_LIST_KIND,
                   amount == HECHA_NO_AMOUNT ? NULL
                                             : hecha_amount_kind_name (finding->amount_kind));
  hecha_page_amount (page, HECHA_LIST_COUNTED, HECHA_LOOK_AMOUNT,
                     digest->counted[index] != 0 ? digest->counted[index] : HECHA_NO_AMOUNT);
}

static void
write_keys (HechaPage *page, const HechaDigest *digest, guint index)
{
  const HechaFinding *finding = hecha_digest_finding (digest, index);
  const HechaRule *rule = hecha_digest_rule (digest, index);
  const HechaProject *project = hecha_finding_project (digest->verdict, finding);
  int year = hecha_finding_year (digest->verdict, finding);

  hecha_page_text (page, HECHA_LIST_CODE, hecha_finding_code (digest->verdict, finding));
  if (year != 0)
    hecha_page_textf (page, HECHA_LIST_YEAR, "%d", year);
  else
    hecha_page_text (page, HECHA_LIST_YEAR, NULL);
  hecha_page_text (page, HECHA_LIST_DOCUMENT, rule->measure);
  hecha_page_text (page, HECHA_LIST_RULE, rule->shown_id);
  hecha_page_text (page, HECHA_LIST_PROJECT, project != NULL ? project->key : NULL);
  hecha_page_text (page, HECHA_LIST_ID, finding->id);
}

/* What must be read first, then what the ledger says. */
static void
write_fact (HechaPage *page, const HechaDigest *digest, guint index)
{
  const HechaHistory *history = hecha_digest_history (digest, index);
  const char *message
    = hecha_report_message (digest->verdict, hecha_digest_finding (digest, index));

  if (history != NULL && history->remark != NULL && *history->remark != '\0')
    hecha_page_textf (page, HECHA_LIST_FACT, "【%s】%s", history->remark, message);
  else
    hecha_page_text (page, HECHA_LIST_FACT, message);
}

static void
write_finding (HechaPage *page, const HechaDigest *digest, guint index)
{
  const HechaFinding *finding = hecha_digest_finding (digest, index);
  const HechaRule *rule = hecha_digest_rule (digest, index);
  gboolean classified = hecha_finding_classified (digest->verdict, finding);
  g_autofree char *first = hecha_where_first (digest->ledger, finding);
  g_autofree char *where = hecha_where_all (digest->verdict, finding, FALSE, 8);
  g_autofree char *link = hecha_where_finding_link (digest->input, finding);

  hecha_page_text (page, HECHA_LIST_NUMBER, hecha_digest_number (digest, index));
  hecha_sheet_level (page, HECHA_LIST_LEVEL, finding->level);
  hecha_page_text (page, HECHA_LIST_ARTICLE, *rule->article != '\0' ? rule->article : "台账");
  hecha_page_text (page, HECHA_LIST_CHECK, rule->name);
  hecha_page_text (page, HECHA_LIST_UNIT, hecha_digest_unit_shown (digest, index));
  hecha_page_text (page, HECHA_LIST_NAME,
                   classified                    ? "（涉密项目）"
                   : finding->project == HECHA_NO_PROJECT ? "（整张表）"
                                                 : hecha_finding_name (digest->verdict, finding));
  write_fact (page, digest, index);
  hecha_page_link (page, HECHA_LIST_EVIDENCE, first, link);
  hecha_page_text (page, HECHA_LIST_ALL_EVIDENCE, where);
  hecha_page_text (page, HECHA_LIST_REMEDY, rule->remedy);
  hecha_page_text (page, HECHA_LIST_FORCE, hecha_force_name (finding->before_force));
  write_amounts (page, digest, index);
  write_typed (page, digest, index);
  write_keys (page, digest, index);
  hecha_page_end_row (page, 2);
}

/* A line counts for nothing: it has no number, level or amount. */
static void
write_line (HechaPage *page, const HechaDigest *digest, const HechaListRow *line)
{
  const HechaFinding *finding = hecha_digest_finding (digest, line->index);
  const HechaRule *rule = hecha_digest_rule (digest, line->index);
  const HechaHistory common = hecha_unit_line_history (digest->input->histories, line);
  g_autofree char *names = hecha_unit_line_names (digest->verdict, line);
  g_autofree char *fact = hecha_unit_line_fact (digest->verdict, line);
  g_autofree char *ids = hecha_unit_line_ids (digest->verdict, line);
  g_autofree char *first = hecha_where_first (digest->ledger, finding);
  g_autofree char *link = hecha_where_finding_link (digest->input, finding);

  for (guint i = 0; i < HECHA_LIST_N_COLUMNS; i++)
    hecha_page_text (page, i, NULL);
  hecha_page_text (page, HECHA_LIST_ARTICLE, *rule->article != '\0' ? rule->article : "台账");
  hecha_page_text (page, HECHA_LIST_CHECK, rule->name);
  hecha_page_text (page, HECHA_LIST_UNIT, hecha_digest_unit_shown (digest, line->index));
  hecha_page_text (page, HECHA_LIST_NAME, names);
  hecha_page_text (page, HECHA_LIST_FACT, fact);
  hecha_page_link (page, HECHA_LIST_EVIDENCE, first, link);
  hecha_page_text (page, HECHA_LIST_REMEDY, rule->remedy);
  write_history (page, &common);
  hecha_page_text (page, HECHA_LIST_CONCLUSION, common.conclusion);
  hecha_page_text (page, HECHA_LIST_FOLDED, ids);
  hecha_page_end_row (page, 2);
}

static void
write_row (HechaPage *page, const HechaDigest *digest, const HechaListRow *row)
{
  hecha_unit_line_fold (page, row);
  if (row->n_folded > 0)
    write_line (page, digest, row);
  else
    write_finding (page, digest, row->index);
}

/* Follows the filter: what it lets through is counted and added, folded or
 * not (103 and 109 would leave out what is folded). */
static void
write_subtotals (HechaPage *page, const HechaListing *listing, guint sheet, const HechaDigest *digest,
                 const HechaListRow *rows)
{
  guint32 from = HECHA_LIST_FIRST_ROW + 1;
  guint32 to = HECHA_LIST_FIRST_ROW + MAX (listing->n_rows[sheet], 1);
  g_autofree char *count = g_strdup_printf ("=SUBTOTAL(3,A%u:A%u)", from, to);
  g_autofree char *sum = NULL;
  char letters[HECHA_ADDRESS_SIZE];
  gint64 total = 0;
  guint n = 0;

  for (guint i = 0; i < listing->n_rows[sheet]; i++)
    if (rows[i].n_folded == 0)
      {
        total += digest->counted[rows[i].index];
        n++;
      }
  hecha_address (0, HECHA_LIST_COUNTED, letters);
  sum = g_strdup_printf ("=SUBTOTAL(9,%c%u:%c%u)", letters[0], from, letters[0], to);
  hecha_page_span (page, 0, HECHA_LIST_STATUS, HECHA_LOOK_TOTAL, "筛选条数");
  hecha_page_formula (page, HECHA_LIST_LEVEL, HECHA_LOOK_TOTAL_COUNT, count, n);
  hecha_page_span (page, HECHA_LIST_ARTICLE, HECHA_LIST_FACT, HECHA_LOOK_TOTAL,
                   "当前筛选的计入合计金额（元）：同一项目同类金额只计最大的一笔");
  hecha_page_formula (page, HECHA_LIST_AMOUNT, HECHA_LOOK_TOTAL_AMOUNT, sum,
                      (double) total / 100.0);
  hecha_page_end_row (page, 1);
}

static void
write_heading (HechaPage *page, const HechaDigest *digest, const HechaListing *listing,
               guint sheet)
{
  GString *note = g_string_new ("浅黄色各列由核查人员填写，下次核查时用 --previous 读回。"
                                "“证据”为 文件 › 表 › 单元格，点击可打开标注工作簿的该单元格。");

  if (listing->n_sheets > 1)
    g_string_append_printf (note, "共 %u 条，分列 %u 张表，本表为第 %u 张。",
                            digest->findings->len, listing->n_sheets, sheet + 1);
  if (digest->n_all > digest->findings->len)
    g_string_append_printf (note, "问题共 %u 条，超出报告容量，这里只列最严重的 %u 条，"
                            "全部见 findings.jsonl。",
                            digest->n_all, digest->findings->len);
  hecha_page_title (page, listing->names[sheet]);
  hecha_page_line (page, HECHA_LOOK_NOTE, note->str);
  g_string_free (note, TRUE);
}

static void
write_sheet (HechaPad *pad, const HechaDigest *digest, const HechaListing *listing, guint sheet,
             const HechaListRow *rows)
{
  HechaPage page;
  guint32 last;

  hecha_page_open (&page, pad, listing->names[sheet], columns, HECHA_PAPER_LANDSCAPE);
  page.n_printed = HECHA_LIST_N_PRINTED;
  if (!digest->input->with_previous)
    hecha_page_hide_column (&page, HECHA_LIST_STATUS);
  write_heading (&page, digest, listing, sheet);
  write_subtotals (&page, listing, sheet, digest, rows);
  hecha_page_header (&page, HECHA_LIST_ARTICLE);
  for (guint i = 0; i < listing->n_rows[sheet]; i++)
    write_row (&page, digest, &rows[i]);
  hecha_page_filter (&page);
  last = HECHA_LIST_FIRST_ROW + MAX (listing->n_rows[sheet], 1) - 1;
  hecha_page_dropdown (&page, HECHA_LIST_CONCLUSION, HECHA_LIST_FIRST_ROW, last,
                       hecha_conclusions);
  hecha_page_dates_only (&page, HECHA_LIST_DEADLINE, HECHA_LIST_FIRST_ROW, last);
}

void
hecha_sheet_findings (HechaPad *pad, const HechaDigest *digest, const HechaListing *listing)
{
  const HechaListRow *rows = (const HechaListRow *) (gconstpointer) listing->rows->data;

  for (guint sheet = 0; sheet < listing->n_sheets; sheet++)
    {
      write_sheet (pad, digest, listing, sheet, rows);
      rows += listing->n_rows[sheet];
    }
}
