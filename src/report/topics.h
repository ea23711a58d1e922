/* topics.h - which sheets of 财政局核查报告.xlsx a finding stands in.
 *
 * A finding may stand in two (money to be held back, and why), but counts in
 * the first alone.  The topics' sheets have their department and their counts
 * in the same columns, so that the overview can add them with live formulas.
 */
#ifndef HECHA_REPORT_TOPICS_H
#define HECHA_REPORT_TOPICS_H

#include "report/digest.h"
#include "report/page.h"

G_BEGIN_DECLS

typedef enum
{
  HECHA_TOPIC_HOLD,        /* 拨付控制清单 */
  HECHA_TOPIC_EXCESS,      /* 超概超预算 */
  HECHA_TOPIC_REVIEW,      /* 评审与拆分 */
  HECHA_TOPIC_FINAL,       /* 决算与资产 */
  HECHA_TOPIC_OPERATION,   /* 绩效与运维 */
  HECHA_N_TOPICS
} HechaTopic;

/* The leading columns of every topic's sheet; the counts and the key are
 * hidden. */
enum
{
  HECHA_TOPIC_NUMBER,
  HECHA_TOPIC_UNIT,
  HECHA_TOPIC_VIOLATIONS,
  HECHA_TOPIC_SUSPECTS,
  HECHA_TOPIC_HINTS,
  HECHA_TOPIC_ID,
  HECHA_TOPIC_FIRST_FREE,
  HECHA_TOPIC_FIRST_ROW = 4     /* of data, 0-based */
};

/* Where the amounts that are added up stand. */
enum
{
  HECHA_HOLD_COUNTED = HECHA_TOPIC_FIRST_FREE + 9,
  HECHA_HOLD_COUNTED_BEFORE,
  HECHA_EXCESS_COUNTED = HECHA_TOPIC_FIRST_FREE + 14,
  HECHA_EXCESS_COUNTED_BEFORE
};

#define HECHA_TOPIC_COLUMNS                                                                   \
  [HECHA_TOPIC_NUMBER] = { "编号", 16, HECHA_LOOK_CENTER, FALSE, FALSE },                     \
  [HECHA_TOPIC_UNIT] = { "部门", 14, HECHA_LOOK_TEXT, FALSE, FALSE },                         \
  [HECHA_TOPIC_VIOLATIONS] = { "违规数", 6, HECHA_LOOK_COUNT, FALSE, TRUE },                  \
  [HECHA_TOPIC_SUSPECTS] = { "疑点数", 6, HECHA_LOOK_COUNT, FALSE, TRUE },                    \
  [HECHA_TOPIC_HINTS] = { "提示数", 6, HECHA_LOOK_COUNT, FALSE, TRUE },                       \
  [HECHA_TOPIC_ID] = { "问题标识", 18, HECHA_LOOK_TEXT, FALSE, TRUE }

const char *hecha_topic_name (HechaTopic topic);
/* Bits 1 << HechaTopic; at least one. */
guint hecha_topics_of (const HechaDigest *digest, guint index);
/* TRUE where the finding counts in TOPIC. */
gboolean hecha_topic_counts (const HechaDigest *digest, guint index, HechaTopic topic);
/* Finding indices of a topic, in the digest's order. */
GArray *hecha_topic_findings (const HechaDigest *digest, HechaTopic topic);
/* Rows of the topic's sheet: projects for 超概超预算, else findings. */
guint hecha_topic_n_rows (const HechaDigest *digest, HechaTopic topic);
/* The sums of KIND over N_ROWS rows in COLUMN and, of what was before the
 * measure, in the one behind it, following the filter. */
void hecha_topic_sums (HechaPage *page, const HechaDigest *digest, guint column, guint n_rows,
                       HechaAmountKind kind);

/* The leading columns of a finding's row. */
void hecha_topic_lead (HechaPage *page, const HechaDigest *digest, guint index,
                       HechaTopic topic);
/* What finance wrote in an earlier quarter: its opinion, officer and day, from
 * COLUMN on; HISTORY may be NULL. */
void hecha_topic_opinion (HechaPage *page, guint column, const HechaHistory *history);
/* Only the counts, of N findings in one row. */
void hecha_topic_counts_of (HechaPage *page, const HechaDigest *digest, const guint *indices,
                            guint n, HechaTopic topic);

/* What finance may decide, NULL-terminated. */
extern const char *const hecha_finance_opinions[];

G_END_DECLS

#endif
