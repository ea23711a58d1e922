/* The six steps, and trying all that the ledger leaves open.
 *
 * Most projects leave nothing open for most checks: then one view is judged
 * once.  Otherwise every combination of conflicting values is judged, and
 * within each every combination of ends of imprecise dates and of bounds of
 * the calendar.  Both are bounded; beyond the bound nothing is decided. */
#include "audit/judge.h"

#include <string.h>

#define MAX_ENDS 8        /* 256 views for one choice of values, twice that with the calendar */
#define MAX_CHOICES 64    /* combinations of conflicting values */

void
hecha_judge_init (HechaJudge *judge, const HechaRules *rules, const HechaCalendar *calendar,
                  gint32 as_of)
{
  memset (judge, 0, sizeof *judge);
  judge->rules = rules;
  judge->calendar = calendar;
  judge->as_of = as_of;
}

static gboolean
says_yes (const HechaDatum *datum)
{
  return datum != NULL && datum->state == HECHA_STATE_VALUE && datum->low != 0;
}

gboolean
hecha_project_classified (const HechaProject *project)
{
  if (says_yes (hecha_project_datum (project, HECHA_FIELD_CLASSIFIED)))
    return TRUE;
  for (guint i = 0; i < project->n_rivals; i++)
    if (project->rivals[i].field == HECHA_FIELD_CLASSIFIED && says_yes (&project->rivals[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_imprecise (const HechaView *view, HechaField field)
{
  const HechaSlot *slot = &view->slots[field];

  return slot->state == HECHA_STATE_VALUE && slot->comparable
         && hecha_field_type (field) == HECHA_TYPE_DATE && slot->datum->low != slot->datum->high;
}

void
hecha_judge_turn (HechaJudge *judge, const HechaProject *project)
{
  hecha_view_set (&judge->view, project, judge->as_of, judge->calendar);
  memset (&judge->imprecise, 0, sizeof judge->imprecise);
  memset (&judge->conflicted, 0, sizeof judge->conflicted);
  for (guint i = 0; i < project->n_data; i++)
    if (project->data[i].low != project->data[i].high
        && is_imprecise (&judge->view, (HechaField) project->data[i].field))
      hecha_field_set_add (&judge->imprecise, (HechaField) project->data[i].field);
  for (guint i = 0; i < project->n_rivals; i++)
    hecha_field_set_add (&judge->conflicted, (HechaField) project->rivals[i].field);
  judge->classified = hecha_project_classified (project);
}

/* ---- in force ------------------------------------------------------------------- */

/* The interval in which the thing judged happened; FALSE where it is not known.
 * Lasting states are judged as of the 核查日. */
static gboolean
governing_interval (const HechaCheck *check, HechaView *view, gint64 *low, gint64 *high)
{
  HechaValue value;
  int year;

  for (guint i = 0; i < check->governing->len; i++)
    {
      const HechaExpr *expr = g_ptr_array_index (check->governing, i);
      hecha_node_value (expr->root, view, &value);
      if (value.null)
        continue;
      *low = *high = value.number;
      return TRUE;
    }
  if (check->governing->len == 0)
    {
      *low = *high = view->as_of;
      return TRUE;
    }
  if (!view->slots[HECHA_FIELD_YEAR].comparable)
    return FALSE;
  year = (int) CLAMP (view->slots[HECHA_FIELD_YEAR].number, 1, 9999);
  *low = hecha_day_from_ymd (year, 1, 1);
  *high = hecha_day_from_ymd (year, 12, 31);
  return TRUE;
}

static HechaForce
force_between (const HechaPack *pack, gint64 low, gint64 high)
{
  if (pack->from == HECHA_DAY_NONE || low >= pack->from)
    return HECHA_FORCE_AFTER;
  return high < pack->from ? HECHA_FORCE_BEFORE : HECHA_FORCE_UNKNOWN;
}

/* The version of a series that judges what happened on DAY: the latest that was
 * in force; before all of them the first; NULL where it had been repealed. */
static const HechaPack *
version_on (const HechaRules *rules, const char *series, gint64 day)
{
  const HechaPack *best = NULL, *first = NULL;

  for (guint i = 0; i < rules->packs->len; i++)
    {
      const HechaPack *pack = g_ptr_array_index (rules->packs, i);
      if (strcmp (pack->series, series) != 0)
        continue;
      if (first == NULL || pack->from < first->from)
        first = pack;
      if (pack->from <= day && (best == NULL || pack->from > best->from))
        best = pack;
    }
  if (best == NULL)
    return first;
  return best->until != HECHA_DAY_NONE && day >= best->until ? NULL : best;
}

/* FALSE where another version of the check's series judges. */
static gboolean
judged_by_this_version (HechaJudge *judge, const HechaCheck *check, HechaForce *force)
{
  gint64 low, high;
  const HechaPack *judging;

  *force = HECHA_FORCE_UNKNOWN;
  if (!governing_interval (check, &judge->view, &low, &high))
    low = high = judge->as_of;
  else
    *force = force_between (check->pack, low, high);
  if (!check->pack->has_versions && check->pack->until == HECHA_DAY_NONE)
    return TRUE;
  judging = version_on (judge->rules, check->pack->series, low);
  if (judging == version_on (judge->rules, check->pack->series, high))
    return judging == check->pack;
  judging = version_on (judge->rules, check->pack->series, judge->as_of);
  *force = HECHA_FORCE_UNKNOWN;
  return judging == check->pack;
}

/* ---- the six steps ----------------------------------------------------------------- */

/* Exemptions belong to 适用: they are true, false or not known like it. */
static HechaTri
exempt (const HechaCheck *check, HechaView *view)
{
  HechaTri result = HECHA_FALSE;

  if (check->emergency == HECHA_EMERGENCY_EXEMPT)
    result = hecha_view_fact (view, HECHA_FACT_EMERGENCY);
  else if (check->emergency == HECHA_EMERGENCY_ONCE_BUILT)
    {
      result = hecha_view_fact (view, HECHA_FACT_EMERGENCY);
      if (result != HECHA_FALSE)
        result = hecha_tri_and (result, hecha_tri_not (hecha_view_fact (view, HECHA_FACT_BUILT)));
    }
  if (check->ended_exempt)
    result = hecha_tri_or (result, hecha_view_fact (view, HECHA_FACT_ENDED));
  for (guint i = 0; i < check->exceptions->len; i++)
    if (hecha_expr_test (g_array_index (check->exceptions, HechaException, i).when, view)
        == HECHA_TRUE)
      return HECHA_TRUE;
  return result;
}

static HechaTri
test_applies (const HechaCheck *check, HechaView *view)
{
  HechaTri applies = check->applies != NULL ? hecha_expr_test (check->applies, view) : HECHA_TRUE;

  if (applies == HECHA_FALSE)
    return applies;
  return hecha_tri_and (applies, hecha_tri_not (exempt (check, view)));
}

static HechaTri
test_not_due (const HechaCheck *check, HechaView *view)
{
  return check->not_due != NULL ? hecha_expr_test (check->not_due, view) : HECHA_FALSE;
}

/* Steps 1 to 6; the check's own level stands for a breach. */
static HechaOutcome
six_steps (const HechaCheck *check, HechaView *view)
{
  HechaTri applies = test_applies (check, view), breaks;

  if (applies == HECHA_FALSE)
    return HECHA_OUTCOME_NOT_APPLICABLE;
  breaks = hecha_expr_test (check->breaks, view);
  if (breaks == HECHA_FALSE && test_not_due (check, view) == HECHA_FALSE)
    return HECHA_OUTCOME_PASS;
  if (applies == HECHA_NULL)
    return HECHA_OUTCOME_UNDECIDED;
  if (breaks == HECHA_TRUE)
    return check->rule.level;
  return test_not_due (check, view) == HECHA_TRUE ? HECHA_OUTCOME_NOT_DUE
                                                  : HECHA_OUTCOME_UNDECIDED;
}

static void
add_exemption_causes (const HechaCheck *check, HechaView *view, HechaFieldSet *causes)
{
  if (exempt (check, view) != HECHA_NULL)
    return;
  if (check->emergency != HECHA_EMERGENCY_ALIKE
      && hecha_view_fact (view, HECHA_FACT_EMERGENCY) == HECHA_NULL)
    hecha_fact_causes (view, HECHA_FACT_EMERGENCY, causes);
  if (check->emergency == HECHA_EMERGENCY_ONCE_BUILT
      && hecha_view_fact (view, HECHA_FACT_BUILT) == HECHA_NULL)
    hecha_fact_causes (view, HECHA_FACT_BUILT, causes);
}

/* Everything that is NULL and would have to be known. */
static void
add_causes (const HechaCheck *check, HechaView *view, HechaFieldSet *causes)
{
  HechaFieldSet own = { { 0, 0 } };

  if (check->applies != NULL)
    hecha_expr_causes (check->applies, view, &own);
  add_exemption_causes (check, view, &own);
  hecha_expr_causes (check->breaks, view, &own);
  if (check->not_due != NULL)
    hecha_expr_causes (check->not_due, view, &own);
  if (own.bits[0] == 0 && own.bits[1] == 0)
    own = check->breaks->reads;   /* an overflow: no field is NULL by itself */
  causes->bits[0] |= own.bits[0];
  causes->bits[1] |= own.bits[1];
}

static gboolean
is_breach (HechaOutcome outcome)
{
  return outcome >= HECHA_OUTCOME_HINT;
}

static gboolean
breaks_leniently (const HechaCheck *check, HechaView *view)
{
  gboolean breach;

  hecha_view_set_lenient (view, TRUE);
  breach = is_breach (six_steps (check, view));
  hecha_view_set_lenient (view, FALSE);
  return breach;
}

/* The level of a breach after all that lowers it. */
static void
lower (HechaJudge *judge, const HechaCheck *check, HechaRuling *ruling)
{
  HechaView *view = &judge->view;
  gboolean lowered = ruling->force == HECHA_FORCE_BEFORE;

  if (check->lowered != NULL && hecha_expr_test (check->lowered, view) == HECHA_TRUE)
    lowered = TRUE;
  if (((check->reads.bits[0] & view->reluctant.bits[0])
       | (check->reads.bits[1] & view->reluctant.bits[1]))
      != 0)
    ruling->reluctant = !breaks_leniently (check, view);
  if ((lowered || ruling->reluctant) && ruling->outcome > HECHA_OUTCOME_SUSPECT)
    ruling->outcome = HECHA_OUTCOME_SUSPECT;
}

/* The ruling under the view as it is. */
static void
judge_view (HechaJudge *judge, const HechaCheck *check, HechaRuling *ruling)
{
  memset (ruling, 0, sizeof *ruling);
  if (check->pack->has_versions || check->pack->until != HECHA_DAY_NONE)
    if (!judged_by_this_version (judge, check, &ruling->force))
      return;
  ruling->outcome = six_steps (check, &judge->view);
  if (is_breach (ruling->outcome))
    {
      judged_by_this_version (judge, check, &ruling->force);
      lower (judge, check, ruling);
    }
  else if (ruling->outcome == HECHA_OUTCOME_UNDECIDED)
    add_causes (check, &judge->view, &ruling->lacking);
}

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
  for (int i = 0; i < 2; i++)
    sum->lacking.bits[i] |= one->lacking.bits[i];
  if (one->force != sum->force)
    sum->force = HECHA_FORCE_UNKNOWN;
  sum->reluctant = sum->reluctant || one->reluctant;
  sum->outcome = MIN (sum->outcome, one->outcome);
}

static gboolean
alike (guint8 a, guint8 b)
{
  return a == b || (is_breach ((HechaOutcome) a) && is_breach ((HechaOutcome) b));
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
      judge_view (judge, check, &one);
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
        if (!is_imprecise (&judge->view, field))
          continue;
        if (ends->n_ends == MAX_ENDS)
          return FALSE;
        ends->ends[ends->n_ends++] = field;
      }
  return TRUE;
}

/* The ruling for the values now in the view, all ends tried. */
static void
judge_ends (HechaJudge *judge, const HechaCheck *check, HechaRuling *ruling)
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

static void
judge_conflicts (HechaJudge *judge, const HechaCheck *check, HechaRuling *ruling)
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
      judge_ends (judge, check, &one);
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

/* ---- the whole ----------------------------------------------------------------------------- */

static gboolean
meet (const HechaFieldSet *a, const HechaFieldSet *b)
{
  return ((a->bits[0] & b->bits[0]) | (a->bits[1] & b->bits[1])) != 0;
}

/* Of a classified project only the check that lists it is judged. */
static gboolean
shut (const HechaJudge *judge, const HechaCheck *check)
{
  return check->rule.suppressed != NULL
         || (judge->classified && !hecha_field_set_has (&check->reads, HECHA_FIELD_CLASSIFIED));
}

void
hecha_judge_check (HechaJudge *judge, const HechaCheck *check, HechaRuling *ruling)
{
  if (shut (judge, check))
    {
      memset (ruling, 0, sizeof *ruling);
      ruling->outcome = HECHA_OUTCOME_NOT_APPLICABLE;
      return;
    }
  if (meet (&check->reads, &judge->conflicted))
    {
      judge_conflicts (judge, check, ruling);
      return;
    }
  if (meet (&check->values, &judge->imprecise))
    {
      judge_ends (judge, check, ruling);
      return;
    }
  judge->view.missing_year = 0;
  judge_view (judge, check, ruling);
  if (judge->view.missing_year != 0)
    judge_ends (judge, check, ruling);
}

/* Facts that look beyond the columns (the unit of the caption) are told apart
 * by the field that they would read. */
static gboolean
columns_alone (const HechaCheck *check)
{
  return check->cross == NULL && check->rule.suppressed == NULL
         && !check->pack->has_versions && check->pack->until == HECHA_DAY_NONE
         && !hecha_field_set_has (&check->core, HECHA_FIELD_UNIT);
}

void
hecha_judge_prepare (HechaJudge *judge)
{
  static const HechaProject nothing = { .code = "", .name = "", .unit = "" };
  guint n = hecha_rules_n (judge->rules);

  judge->silent = g_new0 (HechaRuling, MAX (n, 1));
  hecha_judge_turn (judge, &nothing);
  for (guint32 rule = 0; rule < n; rule++)
    if (columns_alone (hecha_rules_check (judge->rules, rule)))
      hecha_judge_check (judge, hecha_rules_check (judge->rules, rule), &judge->silent[rule]);
}

void
hecha_judge_clear (HechaJudge *judge)
{
  g_clear_pointer (&judge->silent, g_free);
}

void
hecha_judge_rule (HechaJudge *judge, guint32 rule, HechaRuling *ruling)
{
  const HechaCheck *check = hecha_rules_check (judge->rules, rule);

  if (judge->silent != NULL && judge->silent[rule].outcome == HECHA_OUTCOME_UNDECIDED
      && !meet (&check->core, &judge->view.project->provided) && !judge->classified
      && exempt (check, &judge->view) == HECHA_FALSE)
    *ruling = judge->silent[rule];
  else
    hecha_judge_check (judge, check, ruling);
}

gboolean
hecha_judge_applies (HechaJudge *judge, const HechaCheck *check)
{
  return !shut (judge, check) && exempt (check, &judge->view) == HECHA_FALSE;
}

HechaForce
hecha_judge_force (HechaJudge *judge, const HechaCheck *check)
{
  HechaForce force;

  judged_by_this_version (judge, check, &force);
  return force;
}
