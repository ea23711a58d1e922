/* audit/split.h - 13-split: one thing bought in parts that each stay below the
 * amount from which the budget is reviewed (化整为零; RULES.md 6).
 */
#ifndef HECHA_AUDIT_SPLIT_H
#define HECHA_AUDIT_SPLIT_H

#include "audit/subject.h"

typedef struct
{
  guint32 *members;      /* indices of the subjects, in order of day */
  guint n_members;
  guint32 *left_out;     /* parts of it whose 投资额 is not known */
  guint n_left_out;
  gint64 sum;            /* 分, of the members */
  gint32 first_day, last_day;
  char *agreement;       /* how the parts fit */
  char *objection;       /* what speaks against; "" where nothing does */
} HechaSplit;

typedef struct
{
  gint64 floor;          /* 评审起点, 分: each part is below it, the sum is not */
  int months;            /* 拆分窗口 */
  const char *thesaurus; /* path, NULL = built in */
} HechaSplitOptions;

/* Splits in order of their first member, each project in one at most: an
 * array of HechaSplit.  Free with g_array_unref().  Errors only for the
 * thesaurus. */
GArray *hecha_splits_find (const HechaSubject *subjects, guint n,
                           const HechaSplitOptions *options, GError **error);

#endif
