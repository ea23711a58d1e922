/* Trying all ends of imprecise dates and both bounds of the calendar.  They are
 * bounded; beyond the bound nothing is decided. */
#include "audit/judge_view.h"

#include <string.h>

#define MAX_ENDS 8        /* 256 views for one choice of values, twice that with the calendar */

/* ---- all ends ------------------------------------------------------------------------ */

typedef struct
{
  HechaField ends[MAX_ENDS];      /* imprecise dates that the check reads */
  guint n_ends;
  gboolean calendar;              /* the bounds of the calendar are one more choice */
  int missing_year;
  guint8 outcomes[1 << (MAX_ENDS + 1)];
} Ends;

void
hecha_ruling_add (HechaRuling *sum, const HechaRuling *one)
{
  hecha_field_set_add_all (&sum->lacking, &one->lacking);
  if (one->force != sum->force)
    sum->force = HECHA_FORCE_UNKNOWN;
  sum->reluctant = sum->reluctant || one->reluctant;
  sum->outcome = MIN (sum->outcome, one->outcome);
}

static gboolean
alike (guint8 a, guint8 b)
{
  return a == b || (hecha_is_breach ((HechaOutcome) a) && hecha_is_breach ((HechaOutcome) b));
}

/* Names the ends whose change alone changes the outcome. */
static void
name_pivots (const Ends *ends, guint n_bits, HechaRuling *ruling)
{
  for (guint bit = 0; bit < n_bits; bit++)
    {
      gboolean pivot = FALSE;
      for (guint i = 0; i < (1u << n_bits); i++)
        pivot = pivot || !alike (ends->outcomes[i], ends->outcomes[i ^ (1u << bit)]);
      if (!pivot)
        continue;
      if (bit == ends->n_ends)
        ruling->missing_year = ends->missing_year;
      else
        {
          hecha_field_set_add (&ruling->lacking, ends->ends[bit]);
          ruling->imprecise = TRUE;
        }
    }
}

/* Which end it is changes a date's value, never its state: no fact and no 有
 * or 缺 depends on it. */
static void
choose_ends (HechaJudge *judge, const Ends *ends, guint choice)
{
  for (guint bit = 0; bit < ends->n_ends; bit++)
    {
      HechaSlot *slot = &judge->view.slots[ends->ends[bit]];
      slot->number = choice >> bit & 1 ? slot->datum->high : slot->datum->low;
    }
  judge->view.calendar_high = ends->calendar && (choice >> ends->n_ends & 1);
}

/* Judges every combination; FALSE where a working day went beyond the calendar
 * and its bounds were not among the choices yet. */
static gboolean
judge_combinations (HechaJudge *judge, const HechaCheck *check, Ends *ends,
                    HechaRuling *ruling)
{
  guint n_bits = ends->n_ends + (ends->calendar ? 1 : 0);
  gboolean same = TRUE;

  for (guint choice = 0; choice < (1u << n_bits); choice++)
    {
      HechaRuling one;
      choose_ends (judge, ends, choice);
      judge->view.missing_year = 0;
      hecha_judge_view (judge, check, &one);
      if (judge->view.missing_year != 0)
        {
          if (!ends->calendar)
            return FALSE;
          ends->missing_year = judge->view.missing_year;
        }
      ends->outcomes[choice] = (guint8) one.outcome;
      if (choice == 0)
        *ruling = one;
      else
        hecha_ruling_add (ruling, &one);
      same = same && alike (ends->outcomes[0], ends->outcomes[choice]);
    }
  if (!same)
    {
      ruling->outcome = HECHA_OUTCOME_UNDECIDED;
      name_pivots (ends, n_bits, ruling);
    }
  return TRUE;
}

void
hecha_ruling_lack (HechaRuling *ruling, const HechaFieldSet *a, const HechaFieldSet *b)
{
  for (int i = 0; i < 2; i++)
    ruling->lacking.bits[i] |= a->bits[i] & b->bits[i];
}

/* The imprecise dates in the view whose value the check reads; FALSE for too
 * many. */
static gboolean
find_ends (HechaJudge *judge, const HechaCheck *check, Ends *ends)
{
  ends->n_ends = 0;
  ends->calendar = FALSE;
  ends->missing_year = 0;
  for (guint word = 0; word < 2; word++)
    for (guint64 bits = check->values.bits[word]; bits != 0; bits &= bits - 1)
      {
        HechaField field = (HechaField) (word * 64 + (guint) __builtin_ctzll (bits));
        if (!hecha_view_imprecise (&judge->view, field))
          continue;
        if (ends->n_ends == MAX_ENDS)
          return FALSE;
        ends->ends[ends->n_ends++] = field;
      }
  return TRUE;
}

void
hecha_judge_ends (HechaJudge *judge, const HechaCheck *check, HechaRuling *ruling)
{
  Ends ends;

  if (!find_ends (judge, check, &ends))
    {
      memset (ruling, 0, sizeof *ruling);
      ruling->outcome = HECHA_OUTCOME_UNDECIDED;
      ruling->imprecise = TRUE;
      hecha_ruling_lack (ruling, &check->values, &judge->imprecise);
      return;
    }
  if (!judge_combinations (judge, check, &ends, ruling))
    {
      ends.calendar = TRUE;
      judge_combinations (judge, check, &ends, ruling);
    }
  choose_ends (judge, &ends, 0);
}
