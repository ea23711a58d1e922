/* topics.c - which sheets of the finance report a finding stands in. */
#include "report/topics.h"

const char *const hecha_finance_opinions[]
  = { "暂缓拨付", "整改后拨付", "按合同拨付", "核减", "不予拨付", "无需处理", NULL };

const char *
hecha_topic_name (HechaTopic topic)
{
  static const char *const names[HECHA_N_TOPICS]
    = { "拨付控制清单", "超概超预算", "评审与拆分", "决算与资产", "绩效与运维" };

  return names[topic];
}

/* By article, as the measure orders the subject: 第九至十四条 planning, review
 * and budget, 第十五至十九条 procurement and cost, 第二十四条 final accounts,
 * 第三十三条 retirement, 第二十三、三十一条 filing and operation funds. */
static guint
topics_by_article (int article)
{
  if (article >= 15 && article <= 19)
    return 1 << HECHA_TOPIC_EXCESS;
  if (article >= 4 && article <= 14)
    return 1 << HECHA_TOPIC_REVIEW;
  if (article == 23 || article == 31)
    return 1 << HECHA_TOPIC_HOLD | (article == 31 ? 1 << HECHA_TOPIC_OPERATION : 0);
  if (article == 24 || article == 33)
    return 1 << HECHA_TOPIC_FINAL;
  return 1 << HECHA_TOPIC_OPERATION;
}

guint
hecha_topics_of (const HechaDigest *digest, guint index)
{
  const HechaFinding *finding = hecha_digest_finding (digest, index);
  const HechaRule *rule = hecha_digest_rule (digest, index);
  guint topics = *rule->article != '\0' ? topics_by_article (hecha_article_number (rule->article))
                                        : 1 << HECHA_TOPIC_EXCESS;

  if (finding->amount_kind == HECHA_AMOUNT_HOLD)
    topics |= 1 << HECHA_TOPIC_HOLD;
  if (finding->amount_kind == HECHA_AMOUNT_EXCESS)
    topics |= 1 << HECHA_TOPIC_EXCESS;
  return topics;
}

gboolean
hecha_topic_counts (const HechaDigest *digest, guint index, HechaTopic topic)
{
  guint topics = hecha_topics_of (digest, index);
  guint before = topics & ((1u << topic) - 1);

  return (topics & (1u << topic)) && before == 0
         && hecha_digest_is_counted (digest, index);
}

GArray *
hecha_topic_findings (const HechaDigest *digest, HechaTopic topic)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < digest->findings->len; i++)
    {
      guint index = g_array_index (digest->findings, guint, i);
      if (hecha_topics_of (digest, index) & (1u << topic))
        g_array_append_val (found, index);
    }
  return found;
}

guint
hecha_topic_n_rows (const HechaDigest *digest, HechaTopic topic)
{
  g_autoptr (GArray) found = hecha_topic_findings (digest, topic);
  guint n = 0;

  if (topic != HECHA_TOPIC_EXCESS)
    return found->len;
  for (guint i = 0; i < found->len; i++)
    {
      const HechaFinding *finding
        = hecha_digest_finding (digest, g_array_index (found, guint, i));
      const HechaFinding *previous
        = i > 0 ? hecha_digest_finding (digest, g_array_index (found, guint, i - 1)) : NULL;
      n += previous == NULL || finding->project == HECHA_NO_PROJECT
           || finding->project != previous->project;
    }
  return n;
}

void
hecha_topic_counts_of (HechaPage *page, const HechaDigest *digest, const guint *indices,
                       guint n, HechaTopic topic)
{
  guint counts[3] = { 0 };

  for (guint i = 0; i < n; i++)
    {
      guint8 level = hecha_digest_finding (digest, indices[i])->level;
      guint which = level >= HECHA_OUTCOME_VIOLATION ? 0 : level == HECHA_OUTCOME_SUSPECT ? 1 : 2;
      counts[which] += hecha_topic_counts (digest, indices[i], topic);
    }
  for (guint i = 0; i < 3; i++)
    hecha_page_number (page, HECHA_TOPIC_VIOLATIONS + i, HECHA_LOOK_COUNT, counts[i]);
}

void
hecha_topic_lead (HechaPage *page, const HechaDigest *digest, guint index, HechaTopic topic)
{
  hecha_page_text (page, HECHA_TOPIC_NUMBER, hecha_digest_number (digest, index));
  hecha_page_text (page, HECHA_TOPIC_UNIT, hecha_digest_unit_shown (digest, index));
  hecha_topic_counts_of (page, digest, &index, 1, topic);
  hecha_page_text (page, HECHA_TOPIC_ID, hecha_digest_finding (digest, index)->id);
}

void
hecha_topic_opinion (HechaPage *page, guint column, const HechaHistory *history)
{
  hecha_page_text (page, column, history != NULL ? history->finance_opinion : NULL);
  hecha_page_text (page, column + 1, history != NULL ? history->finance_officer : NULL);
  hecha_page_day_text (page, column + 2, HECHA_LOOK_INPUT_DATE,
                       history != NULL ? history->finance_day : NULL);
}

void
hecha_topic_sums (HechaPage *page, const HechaDigest *digest, guint column, guint n_rows,
                  HechaAmountKind kind)
{
  for (guint before = 0; before < 2; before++)
    {
      g_autofree char *letters = hecha_page_letters (column + before);
      g_autofree char *formula
        = g_strdup_printf ("=SUBTOTAL(109,%s%d:%s%u)", letters, HECHA_TOPIC_FIRST_ROW + 1,
                           letters, HECHA_TOPIC_FIRST_ROW + MAX (n_rows, 1));
      gint64 sum = hecha_digest_sum (digest, kind, G_MAXUINT, (int) before);

      hecha_page_formula (page, column + before, HECHA_LOOK_TOTAL_AMOUNT, formula,
                          (double) sum / 100.0);
    }
}
