/* topic_sheets.c - 评审与拆分, 决算与资产, 绩效与运维: a finding a row. */
#include "report/discretion.h"
#include "report/sheets.h"
#include "report/topics.h"
#include "report/where.h"

enum { LEVEL = HECHA_TOPIC_FIRST_FREE, ARTICLE, CHECK, NAME, FACT, AMOUNT, OTHERS, EVIDENCE, REMEDY,
       OPINION, OFFICER, DAY, N };

static const HechaPageColumn columns[] = {
  HECHA_TOPIC_COLUMNS,
  [LEVEL] = { "级别", 6.5, HECHA_LOOK_CENTER, FALSE, FALSE },
  [ARTICLE] = { "条款", 9.5, HECHA_LOOK_CENTER, FALSE, FALSE },
  [CHECK] = { "检查项", 13, HECHA_LOOK_TEXT, FALSE, FALSE },
  [NAME] = { "项目名称", 18, HECHA_LOOK_TEXT, FALSE, FALSE },
  [FACT] = { "事实", 34, HECHA_LOOK_TEXT, FALSE, FALSE },
  [AMOUNT] = { "金额（元）", 15, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [OTHERS] = { "相关项目", 16, HECHA_LOOK_TEXT, FALSE, FALSE },
  [EVIDENCE] = { "证据", 36, HECHA_LOOK_LINK, FALSE, FALSE },
  [REMEDY] = { "整改建议", 22, HECHA_LOOK_TEXT, FALSE, FALSE },
  [OPINION] = { "财政处理意见", 12, HECHA_LOOK_INPUT_CENTER, TRUE, FALSE },
  [OFFICER] = { "经办人", 9, HECHA_LOOK_INPUT_CENTER, TRUE, FALSE },
  [DAY] = { "日期", 12, HECHA_LOOK_INPUT_DATE, TRUE, FALSE },
  [N] = { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

/* The other of a pair, the rest of a split. */
static char *
name_others (const HechaDigest *digest, const HechaFinding *finding)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < finding->n_related; i++)
    {
      const HechaProject *other = hecha_ledger_project (digest->ledger, finding->related[i]);
      gboolean classified = hecha_verdict_classified (digest->verdict, finding->related[i]);

      g_string_append_printf (out, "%s%s", i > 0 ? "\n" : "",
                              classified ? "（涉密项目）" : other->name);
    }
  return g_string_free (out, FALSE);
}

static void
write_finding (HechaPage *page, const HechaDigest *digest, guint index, HechaTopic topic)
{
  const HechaFinding *finding = hecha_digest_finding (digest, index);
  const HechaRule *rule = hecha_digest_rule (digest, index);
  const HechaHistory *history = hecha_digest_history (digest, index);
  g_autofree char *where = hecha_where_first (digest->ledger, finding);
  g_autofree char *link = hecha_where_finding_link (digest->input, finding);
  g_autofree char *others = name_others (digest, finding);

  hecha_topic_lead (page, digest, index, topic);
  hecha_sheet_level (page, LEVEL, finding->level);
  hecha_page_text (page, ARTICLE, *rule->article != '\0' ? rule->article : "台账");
  hecha_page_text (page, CHECK, rule->name);
  hecha_page_text (page, NAME, hecha_finding_name (digest->verdict, finding));
  hecha_page_text (page, FACT, hecha_report_message (digest->verdict, finding));
  hecha_page_amount (page, AMOUNT, HECHA_LOOK_AMOUNT,
                     hecha_finding_amount (digest->verdict, finding));
  hecha_page_text (page, OTHERS, others);
  hecha_page_link (page, EVIDENCE, where, link);
  hecha_page_text (page, REMEDY, rule->remedy);
  hecha_topic_opinion (page, OPINION, history);
  hecha_page_end_row (page, 2);
}

static void
write_topic (HechaPad *pad, const HechaDigest *digest, HechaTopic topic, const char *note)
{
  g_autoptr (GArray) found = hecha_topic_findings (digest, topic);
  guint32 first = HECHA_TOPIC_FIRST_ROW + 1;
  guint32 last = HECHA_TOPIC_FIRST_ROW + MAX (found->len, 1);
  g_autofree char *count = g_strdup_printf ("=SUBTOTAL(103,A%u:A%u)", first, last);
  HechaPage page;

  hecha_page_open (&page, pad, hecha_topic_name (topic), columns, HECHA_PAPER_LANDSCAPE);
  hecha_page_title (&page, hecha_topic_name (topic));
  hecha_page_line (&page, HECHA_LOOK_NOTE, note);
  hecha_page_span (&page, 0, FACT, HECHA_LOOK_TOTAL, "当前筛选条数");
  hecha_page_formula (&page, AMOUNT, HECHA_LOOK_TOTAL_COUNT, count, found->len);
  hecha_page_end_row (&page, 1);
  hecha_page_header (&page, HECHA_TOPIC_FIRST_FREE);
  for (guint i = 0; i < found->len; i++)
    write_finding (&page, digest, g_array_index (found, guint, i), topic);
  hecha_page_filter (&page);
  hecha_page_dropdown (&page, OPINION, HECHA_TOPIC_FIRST_ROW, last - 1, hecha_finance_opinions);
  hecha_page_dates_only (&page, DAY, HECHA_TOPIC_FIRST_ROW, last - 1);
}

void
hecha_sheet_reviews (HechaPad *pad, const HechaDigest *digest)
{
  write_topic (pad, digest, HECHA_TOPIC_REVIEW,
               "计划、评审、预算与拆分、重复建设的线索。金额为所涉金额，含义见事实，不加总。");
}

void
hecha_sheet_finals (HechaPad *pad, const HechaDigest *digest)
{
  write_topic (pad, digest, HECHA_TOPIC_FINAL,
               "竣工决算、资产移交与停用处置的线索。金额为所涉金额，含义见事实，不加总。");
}

void
hecha_sheet_operations (HechaPad *pad, const HechaDigest *digest)
{
  write_topic (pad, digest, HECHA_TOPIC_OPERATION,
               "绩效评价、运维经费及其他线索。金额为所涉金额，含义见事实；"
               "应暂缓拨付的同时列在“拨付控制清单”，条数只计一次。");
}
