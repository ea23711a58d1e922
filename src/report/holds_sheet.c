/* holds_sheet.c - 拨付控制清单: money that must not be paid until mended. */
#include "report/discretion.h"
#include "report/sheets.h"
#include "report/topics.h"
#include "report/where.h"

enum { LEVEL = HECHA_TOPIC_FIRST_FREE, ARTICLE, NAME, REASON, CONTRACT, PAID, UNPAID, OM_FUNDS, HOLD,
       COUNTED, COUNTED_BEFORE, EVIDENCE, REMEDY, OPINION, OFFICER, DAY, N };

G_STATIC_ASSERT ((int) COUNTED == (int) HECHA_HOLD_COUNTED
                 && (int) COUNTED_BEFORE == (int) HECHA_HOLD_COUNTED_BEFORE);

static const HechaPageColumn columns[] = {
  HECHA_TOPIC_COLUMNS,
  [LEVEL] = { "级别", 5.5, HECHA_LOOK_CENTER, FALSE, FALSE },
  [ARTICLE] = { "条款", 9.5, HECHA_LOOK_CENTER, FALSE, FALSE },
  [NAME] = { "项目名称", 18, HECHA_LOOK_TEXT, FALSE, FALSE },
  [REASON] = { "事由", 28, HECHA_LOOK_TEXT, FALSE, FALSE },
  [CONTRACT] = { "合同金额（元）", 14, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [PAID] = { "已付金额（元）", 14, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [UNPAID] = { "未付金额（元）", 14, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [OM_FUNDS] = { "运维经费（元）", 13, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [HOLD] = { "暂缓金额（元）", 14, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [COUNTED] = { "计入合计（元）", 14, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [COUNTED_BEFORE] = { "施行前另计（元）", 13, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [EVIDENCE] = { "证据", 34, HECHA_LOOK_LINK, FALSE, FALSE },
  [REMEDY] = { "整改要求", 20, HECHA_LOOK_TEXT, FALSE, FALSE },
  [OPINION] = { "财政处理意见", 11, HECHA_LOOK_INPUT_CENTER, TRUE, FALSE },
  [OFFICER] = { "经办人", 8, HECHA_LOOK_INPUT_CENTER, TRUE, FALSE },
  [DAY] = { "日期", 11, HECHA_LOOK_INPUT_DATE, TRUE, FALSE },
  [N] = { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

static void
write_amounts (HechaPage *page, const HechaDigest *digest, guint index)
{
  const HechaFinding *finding = hecha_digest_finding (digest, index);
  const HechaProject *project = hecha_finding_project (digest->verdict, finding);
  gboolean shown = project != NULL && !hecha_finding_classified (digest->verdict, finding);
  gint64 contract
    = shown ? hecha_project_amount (project, HECHA_FIELD_CONTRACT_AMOUNT) : HECHA_NO_AMOUNT;
  gint64 paid = shown ? hecha_project_amount (project, HECHA_FIELD_PAID) : HECHA_NO_AMOUNT;
  g_autofree char *unpaid
    = g_strdup_printf ("=%c%u-%c%u", 'A' + CONTRACT, page->row + 1, 'A' + PAID, page->row + 1);
  gboolean held = finding->amount_kind == HECHA_AMOUNT_HOLD;

  hecha_page_amount (page, CONTRACT, HECHA_LOOK_AMOUNT, contract);
  hecha_page_amount (page, PAID, HECHA_LOOK_AMOUNT, paid);
  if (contract != HECHA_NO_AMOUNT && paid != HECHA_NO_AMOUNT)
    hecha_page_formula (page, UNPAID, HECHA_LOOK_AMOUNT, unpaid,
                        (double) (contract - paid) / 100.0);
  else
    hecha_page_text (page, UNPAID, NULL);
  hecha_page_amount (page, OM_FUNDS, HECHA_LOOK_AMOUNT,
                     shown ? hecha_project_amount (project, HECHA_FIELD_OM_FUNDS)
                           : HECHA_NO_AMOUNT);
  hecha_page_amount (page, HOLD, HECHA_LOOK_AMOUNT,
                     held ? hecha_finding_amount (digest->verdict, finding) : HECHA_NO_AMOUNT);
  for (guint before = 0; before < 2; before++)
    hecha_page_amount (page, COUNTED + before, HECHA_LOOK_AMOUNT,
                       held && digest->counted[index] != 0
                           && (finding->before_force == HECHA_FORCE_BEFORE) == before
                         ? digest->counted[index]
                         : HECHA_NO_AMOUNT);
}

static void
write_finding (HechaPage *page, const HechaDigest *digest, guint index)
{
  const HechaFinding *finding = hecha_digest_finding (digest, index);
  const HechaRule *rule = hecha_digest_rule (digest, index);
  const HechaHistory *history = hecha_digest_history (digest, index);
  g_autofree char *where = hecha_where_first (digest->ledger, finding);
  g_autofree char *link = hecha_where_finding_link (digest->input, finding);

  hecha_topic_lead (page, digest, index, HECHA_TOPIC_HOLD);
  hecha_sheet_level (page, LEVEL, finding->level);
  hecha_page_text (page, ARTICLE, *rule->article != '\0' ? rule->article : "台账");
  hecha_page_text (page, NAME, hecha_finding_name (digest->verdict, finding));
  hecha_page_text (page, REASON, hecha_report_message (digest->verdict, finding));
  write_amounts (page, digest, index);
  hecha_page_link (page, EVIDENCE, where, link);
  hecha_page_text (page, REMEDY, rule->remedy);
  hecha_topic_opinion (page, OPINION, history);
  hecha_page_end_row (page, 2);
}

static void
write_total (HechaPage *page, const HechaDigest *digest, guint n_rows)
{
  hecha_page_span (page, 0, HOLD, HECHA_LOOK_TOTAL,
                   "整改前不得拨付的金额合计（随筛选变化；同一项目只计最大的一笔）");
  hecha_topic_sums (page, digest, COUNTED, n_rows, HECHA_AMOUNT_HOLD);
  hecha_page_end_row (page, 1);
}

void
hecha_sheet_holds (HechaPad *pad, const HechaDigest *digest)
{
  g_autoptr (GArray) found = hecha_topic_findings (digest, HECHA_TOPIC_HOLD);
  HechaPage page;
  guint32 last = HECHA_TOPIC_FIRST_ROW + MAX (found->len, 1) - 1;

  hecha_page_open (&page, pad, hecha_topic_name (HECHA_TOPIC_HOLD), columns,
                   HECHA_PAPER_LANDSCAPE);
  hecha_page_title (&page, "拨付控制清单");
  hecha_page_line (&page, HECHA_LOOK_NOTE,
                   "整改完成、手续补齐之前，依照办法不得拨付的资金。浅黄色各列由财政填写，"
                   "下次核查时用 --previous 读回。金额为台账所载，拨付前请与支付系统核对。");
  write_total (&page, digest, found->len);
  hecha_page_header (&page, HECHA_TOPIC_FIRST_FREE);
  for (guint i = 0; i < found->len; i++)
    write_finding (&page, digest, g_array_index (found, guint, i));
  hecha_page_filter (&page);
  hecha_page_dropdown (&page, OPINION, HECHA_TOPIC_FIRST_ROW, last, hecha_finance_opinions);
  hecha_page_dates_only (&page, DAY, HECHA_TOPIC_FIRST_ROW, last);
}
