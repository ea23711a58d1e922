/* Trying all that the ledger leaves open: every combination of conflicting
 * values is judged, and within each every combination of ends of imprecise
 * dates and of bounds of the calendar.  Both are bounded; beyond the bound
 * nothing is decided. */
#include "audit/judge_view.h"

#include <string.h>

#define MAX_ENDS 8        /* 256 views for one choice of values, twice that with the calendar */
#define MAX_CHOICES 64    /* combinations of conflicting values */

/* ---- all ends ------------------------------------------------------------------------ */

typedef struct
{
  HechaField ends[MAX_ENDS];      /* imprecise dates that the check reads */
  guint n_ends;
  gboolean calendar;              /* the bounds of the calendar are one more choice */
  int missing_year;
  guint8 outcomes[1 << (MAX_ENDS + 1)];
} Ends;

static void
add_ruling (HechaRuling *sum, const HechaRuling *one)
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
        add_ruling (ruling, &one);
      same = same && alike (ends->outcomes[0], ends->outcomes[choice]);
    }
  if (!same)
    {
      ruling->outcome = HECHA_OUTCOME_UNDECIDED;
      name_pivots (ends, n_bits, ruling);
    }
  return TRUE;
}

static void
add_reads (HechaRuling *ruling, const HechaFieldSet *a, const HechaFieldSet *b)
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
      add_reads (ruling, &check->values, &judge->imprecise);
      return;
    }
  if (!judge_combinations (judge, check, &ends, ruling))
    {
      ends.calendar = TRUE;
      judge_combinations (judge, check, &ends, ruling);
    }
  choose_ends (judge, &ends, 0);
}

/* ---- all conflicting values ------------------------------------------------------------- */

typedef struct
{
  HechaField field;
  const HechaDatum *own;
  const HechaDatum *rivals;   /* n - 1 of them, consecutive */
  guint n;
} Conflict;

/* The fields in conflict that the check reads; at most MAX of them. */
static guint
find_conflicts (HechaJudge *judge, const HechaCheck *check, Conflict *conflicts, guint max)
{
  const HechaProject *project = judge->view.project;
  guint n = 0;

  for (guint i = 0; i < project->n_rivals; i++)
    {
      HechaField field = (HechaField) project->rivals[i].field;
      if (!hecha_field_set_has (&check->reads, field))
        continue;
      if (n > 0 && conflicts[n - 1].field == field)
        {
          conflicts[n - 1].n++;
          continue;
        }
      if (n == max)
        return max + 1;
      conflicts[n].field = field;
      conflicts[n].own = hecha_project_datum (project, field);
      conflicts[n].rivals = &project->rivals[i];
      conflicts[n++].n = 2;
    }
  return n;
}

static void
choose_values (HechaJudge *judge, const Conflict *conflicts, guint n, guint choice)
{
  for (guint i = 0; i < n; i++)
    {
      guint option = choice % conflicts[i].n;
      choice /= conflicts[i].n;
      hecha_view_choose (&judge->view, conflicts[i].field,
                         option == 0 ? conflicts[i].own : &conflicts[i].rivals[option - 1],
                         FALSE);
    }
}

/* Whether another value of conflict K alone gives another outcome somewhere. */
static gboolean
is_pivot (const guint8 *outcomes, guint total, const Conflict *conflicts, guint k)
{
  guint stride = 1;

  for (guint i = 0; i < k; i++)
    stride *= conflicts[i].n;
  for (guint choice = 0; choice < total; choice++)
    {
      guint base = choice - choice / stride % conflicts[k].n * stride;
      if (outcomes[base] != outcomes[choice])
        return TRUE;
    }
  return FALSE;
}

static void
conflict_undecided (HechaRuling *ruling, const guint8 *outcomes, guint total,
                    const Conflict *conflicts, guint n)
{
  ruling->outcome = HECHA_OUTCOME_UNDECIDED;
  ruling->conflict = TRUE;
  for (guint k = 0; k < n; k++)
    if (is_pivot (outcomes, total, conflicts, k))
      hecha_field_set_add (&ruling->lacking, conflicts[k].field);
}

void
hecha_judge_conflicts (HechaJudge *judge, const HechaCheck *check, HechaRuling *ruling)
{
  Conflict conflicts[8];
  guint8 outcomes[MAX_CHOICES];
  guint n = find_conflicts (judge, check, conflicts, G_N_ELEMENTS (conflicts)), total = 1;
  gboolean same = TRUE;

  for (guint i = 0; i < n && i < G_N_ELEMENTS (conflicts) && total <= MAX_CHOICES; i++)
    total *= MIN (conflicts[i].n, MAX_CHOICES + 1);
  if (n > G_N_ELEMENTS (conflicts) || total > MAX_CHOICES)
    {
      memset (ruling, 0, sizeof *ruling);
      ruling->outcome = HECHA_OUTCOME_UNDECIDED;
      ruling->conflict = TRUE;
      add_reads (ruling, &check->reads, &judge->conflicted);
      return;
    }
  for (guint choice = 0; choice < total; choice++)
    {
      HechaRuling one;
      choose_values (judge, conflicts, n, choice);
      hecha_judge_ends (judge, check, &one);
      outcomes[choice] = (guint8) one.outcome;
      if (choice == 0)
        *ruling = one;
      else
        add_ruling (ruling, &one);
      if (one.missing_year != 0)
        ruling->missing_year = one.missing_year;
      same = same && outcomes[choice] == outcomes[0];
    }
  choose_values (judge, conflicts, n, 0);
  if (!same)
    conflict_undecided (ruling, outcomes, total, conflicts, n);
}
