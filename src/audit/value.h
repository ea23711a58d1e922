/* audit/value.h - what an expression of a rule comes to: three truths, and
 * values that may be missing (RULES.md 1 and 2). */
#ifndef HECHA_AUDIT_VALUE_H
#define HECHA_AUDIT_VALUE_H

#include <hecha/ledger.h>

typedef enum
{
  HECHA_FALSE,
  HECHA_TRUE,
  HECHA_NULL    /* the ledger does not say */
} HechaTri;

static inline HechaTri
hecha_tri_not (HechaTri a)
{
  return a == HECHA_NULL ? HECHA_NULL : (HechaTri) !a;
}

static inline HechaTri
hecha_tri_and (HechaTri a, HechaTri b)
{
  if (a == HECHA_FALSE || b == HECHA_FALSE)
    return HECHA_FALSE;
  return a == HECHA_NULL || b == HECHA_NULL ? HECHA_NULL : HECHA_TRUE;
}

static inline HechaTri
hecha_tri_or (HechaTri a, HechaTri b)
{
  return hecha_tri_not (hecha_tri_and (hecha_tri_not (a), hecha_tri_not (b)));
}

/* The eight amounts that L-unit-suspect compares, as bits of
 * HechaValue.sources. */
enum
{
  HECHA_SOURCE_ESTIMATE = 1 << 0,
  HECHA_SOURCE_REVIEWED = 1 << 1,
  HECHA_SOURCE_BUDGET = 1 << 2,
  HECHA_SOURCE_PROCUREMENT_BUDGET = 1 << 3,
  HECHA_SOURCE_AWARD = 1 << 4,
  HECHA_SOURCE_CONTRACT = 1 << 5,
  HECHA_SOURCE_SETTLEMENT = 1 << 6,
  HECHA_SOURCE_FINAL = 1 << 7
};

/* A number, an amount in 分 or a day number, as the fraction
 * number / denominator; or a text; or NULL. */
typedef struct
{
  gint64 number;
  gint64 denominator;   /* 1 but for percentages and what is multiplied with them */
  gint64 step;          /* last digit stated of the amounts in it, 分; 0 = exact (parameters) */
  gint64 rounded;       /* twice the tolerance in units of number; 0 = stated exactly */
  const char *text;     /* of a text value, else NULL */
  guint8 null;          /* TRUE: no value */
  guint8 sources;       /* HECHA_SOURCE_... that the number comes from */
} HechaValue;

#endif
