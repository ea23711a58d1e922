/* audit/arithmetic.h - values compared, added and multiplied by RULES.md 2.
 *
 * Fractions of 64-bit numbers; what would overflow is NULL, never wrong. */
#ifndef HECHA_AUDIT_ARITHMETIC_H
#define HECHA_AUDIT_ARITHMETIC_H

#include <string.h>

#include "audit/view.h"

static inline void
hecha_value_set_null (HechaValue *value)
{
  memset (value, 0, sizeof *value);
  value->denominator = 1;
  value->null = TRUE;
}

/* -1, 0, 1 in *ORDER, rounding tolerance applied; FALSE where the two cannot be
 * compared (a NULL, overflow, amounts 1,000 times apart). */
gboolean hecha_value_compare (const HechaView *view, const HechaValue *a, const HechaValue *b,
                              int *order);
/* Whether A is to be taken before B by 最大, 最晚 (LARGER) or 最小, 最早: by the
 * figures as they stand, without tolerance. */
gboolean hecha_value_beats (const HechaValue *a, const HechaValue *b, gboolean larger);
/* SUM = A + SIGN * B; NULL on overflow. */
void hecha_value_add (const HechaValue *a, const HechaValue *b, int sign, HechaValue *sum);
/* PRODUCT = A * B; NULL on overflow. */
void hecha_value_multiply (const HechaValue *a, const HechaValue *b, HechaValue *product);

/* The eight amounts in the order of their HECHA_SOURCE_ bits, HECHA_FIELD_NONE
 * after them. */
extern const guint8 hecha_source_fields[];

/* Whether one of two amounts above 0, in 分, is 1,000 times the other or more. */
gboolean hecha_amounts_far_apart (gint64 a, gint64 b);
/* Whether two amounts of the project, one behind A and one behind B, are 1,000
 * times apart (疑似单位错误); their fields are added to CAUSES if it is not NULL. */
gboolean hecha_units_suspect (const HechaView *view, const HechaValue *a, const HechaValue *b,
                              HechaFieldSet *causes);

#endif
