/* Comparing and adding what a ledger states: every amount is known only to its
 * last digit, and may have been written in the wrong unit. */
#include "audit/arithmetic.h"

#define SUSPECT_FACTOR 1000

const guint8 hecha_source_fields[] = {
  HECHA_FIELD_ESTIMATE,     HECHA_FIELD_REVIEWED_AMOUNT, HECHA_FIELD_BUDGET,
  HECHA_FIELD_PROCUREMENT_BUDGET, HECHA_FIELD_AWARD_AMOUNT,    HECHA_FIELD_CONTRACT_AMOUNT,
  HECHA_FIELD_SETTLEMENT,   HECHA_FIELD_FINAL_ACCOUNT,
  HECHA_FIELD_NONE
};

gboolean
hecha_amounts_far_apart (gint64 a, gint64 b)
{
  return a > 0 && b > 0 && (a / SUSPECT_FACTOR >= b || b / SUSPECT_FACTOR >= a);
}

gboolean
hecha_units_suspect (const HechaView *view, const HechaValue *a, const HechaValue *b,
               HechaFieldSet *causes)
{
  gboolean suspect = FALSE;

  for (int i = 0; i < 8; i++)
    for (int j = 0; (a->sources >> i & 1) && j < 8; j++)
      {
        const HechaSlot *left = &view->slots[hecha_source_fields[i]];
        const HechaSlot *right = &view->slots[hecha_source_fields[j]];
        if (!(b->sources >> j & 1) || !left->comparable || !right->comparable
            || !hecha_amounts_far_apart (left->number, right->number))
          continue;
        suspect = TRUE;
        if (causes == NULL)
          return TRUE;
        hecha_field_set_add (causes, (HechaField) hecha_source_fields[i]);
        hecha_field_set_add (causes, (HechaField) hecha_source_fields[j]);
      }
  return suspect;
}

/* TOLERANCE (twice, in its own fraction) of COARSE counts where FINE is stated
 * finer; parameters and other exact numbers have no step and are not. */
static gboolean
within (const HechaValue *coarse, const HechaValue *fine, gint64 difference, gint64 scale)
{
  gint64 tolerance, twice;

  if (coarse->rounded == 0 || fine->step == 0 || fine->step >= coarse->step)
    return FALSE;
  if (__builtin_mul_overflow (coarse->rounded, scale, &tolerance)
      || __builtin_mul_overflow (difference, (gint64) 2, &twice))
    return FALSE;
  return twice <= tolerance;
}

gboolean
hecha_value_compare (const HechaView *view, const HechaValue *a, const HechaValue *b,
                     int *order)
{
  gint64 left, right, difference;

  if (a->null || b->null)
    return FALSE;
  if (a->sources != 0 && b->sources != 0 && hecha_units_suspect (view, a, b, NULL))
    return FALSE;
  if (__builtin_mul_overflow (a->number, b->denominator, &left)
      || __builtin_mul_overflow (b->number, a->denominator, &right)
      || __builtin_sub_overflow (left, right, &difference) || difference == G_MININT64)
    return FALSE;
  *order = difference < 0 ? -1 : difference > 0;
  if (difference != 0 && (a->rounded != 0 || b->rounded != 0))
    {
      difference = ABS (difference);
      if (within (a, b, difference, b->denominator) || within (b, a, difference, a->denominator))
        *order = 0;
    }
  return TRUE;
}

/* How finely a sum is stated: by what is rounded in it, else by its finest
 * part, for 80.2551万元 and 20万元 make a figure as exact as the first. */
static gint64
step_of_sum (const HechaValue *a, const HechaValue *b)
{
  if (a->rounded != 0 || b->rounded != 0)
    return MAX (a->rounded != 0 ? a->step : 0, b->rounded != 0 ? b->step : 0);
  if (a->step == 0 || b->step == 0)
    return MAX (a->step, b->step);
  return MIN (a->step, b->step);
}

void
hecha_value_add (const HechaValue *a, const HechaValue *b, int sign, HechaValue *sum)
{
  gint64 left, right;
  HechaValue result = { 0 };

  if (a->null || b->null || __builtin_mul_overflow (a->number, b->denominator, &left)
      || __builtin_mul_overflow (b->number, a->denominator, &right)
      || __builtin_mul_overflow (right, (gint64) sign, &right)
      || __builtin_add_overflow (left, right, &result.number)
      || __builtin_mul_overflow (a->denominator, b->denominator, &result.denominator)
      || __builtin_mul_overflow (a->rounded, b->denominator, &left)
      || __builtin_mul_overflow (b->rounded, a->denominator, &right)
      || __builtin_add_overflow (left, right, &result.rounded))
    {
      hecha_value_set_null (sum);
      return;
    }
  result.step = step_of_sum (a, b);
  result.sources = a->sources | b->sources;
  *sum = result;
}

void
hecha_value_multiply (const HechaValue *a, const HechaValue *b, HechaValue *product)
{
  HechaValue result = { 0 };
  gint64 left, right;

  if (a->null || b->null || __builtin_mul_overflow (a->number, b->number, &result.number)
      || __builtin_mul_overflow (a->denominator, b->denominator, &result.denominator)
      || __builtin_mul_overflow (a->rounded, ABS (b->number), &left)
      || __builtin_mul_overflow (b->rounded, ABS (a->number), &right)
      || __builtin_add_overflow (left, right, &result.rounded))
    {
      hecha_value_set_null (product);
      return;
    }
  result.step = MAX (a->step, b->step);
  result.sources = a->sources | b->sources;
  *product = result;
}

gboolean
hecha_value_beats (const HechaValue *a, const HechaValue *b, gboolean larger)
{
  gint64 left, right;

  if (__builtin_mul_overflow (a->number, b->denominator, &left)
      || __builtin_mul_overflow (b->number, a->denominator, &right))
    return FALSE;
  return larger ? left > right : left < right;
}
