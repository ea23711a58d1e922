/* The six steps.
 *
 * Most projects leave nothing open for most checks: then one view is judged
 * once.  Otherwise judge_choices.c judges every choice. */
#include "audit/judge_view.h"

#include <string.h>

void
hecha_judge_init (HechaJudge *judge, const HechaRules *rules, const HechaCalendar *calendar,
                  gint32 as_of)
{
  memset (judge, 0, sizeof *judge);
  judge->rules = rules;
  judge->calendar = calendar;
  judge->as_of = as_of;
}

void
hecha_judge_turn (HechaJudge *judge, const HechaProject *project)
{
  hecha_view_set (&judge->view, project, judge->as_of, judge->calendar);
  memset (&judge->imprecise, 0, sizeof judge->imprecise);
  memset (&judge->conflicted, 0, sizeof judge->conflicted);
  for (guint i = 0; i < project->n_data; i++)
    if (project->data[i].low != project->data[i].high
        && hecha_view_imprecise (&judge->view, (HechaField) project->data[i].field))
      hecha_field_set_add (&judge->imprecise, (HechaField) project->data[i].field);
  for (guint i = 0; i < project->n_rivals; i++)
    hecha_field_set_add (&judge->conflicted, (HechaField) project->rivals[i].field);
  judge->classified = hecha_project_classified (project);
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
  if (hecha_field_set_is_empty (&own))
    own = check->breaks->reads;   /* an overflow: no field is NULL by itself */
  hecha_field_set_add_all (causes, &own);
}

static gboolean
breaks_leniently (const HechaCheck *check, HechaView *view)
{
  gboolean breach;

  hecha_view_set_lenient (view, TRUE);
  breach = hecha_is_breach (six_steps (check, view));
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
  if (hecha_field_sets_meet (&check->reads, &view->reluctant))
    ruling->reluctant = !breaks_leniently (check, view);
  if ((lowered || ruling->reluctant) && ruling->outcome > HECHA_OUTCOME_SUSPECT)
    ruling->outcome = HECHA_OUTCOME_SUSPECT;
}

void
hecha_judge_view (HechaJudge *judge, const HechaCheck *check, HechaRuling *ruling)
{
  memset (ruling, 0, sizeof *ruling);
  if (check->pack->has_versions || check->pack->until != HECHA_DAY_NONE)
    if (!hecha_judge_version (judge, check, &ruling->force))
      return;
  ruling->outcome = six_steps (check, &judge->view);
  if (hecha_is_breach (ruling->outcome))
    {
      hecha_judge_version (judge, check, &ruling->force);
      lower (judge, check, ruling);
    }
  else if (ruling->outcome == HECHA_OUTCOME_UNDECIDED)
    add_causes (check, &judge->view, &ruling->lacking);
}

/* ---- the whole ----------------------------------------------------------------------------- */

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
  if (hecha_field_sets_meet (&check->reads, &judge->conflicted))
    {
      hecha_judge_conflicts (judge, check, ruling);
      return;
    }
  if (hecha_field_sets_meet (&check->values, &judge->imprecise))
    {
      hecha_judge_ends (judge, check, ruling);
      return;
    }
  judge->view.missing_year = 0;
  hecha_judge_view (judge, check, ruling);
  if (judge->view.missing_year != 0)
    hecha_judge_ends (judge, check, ruling);
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
      && !hecha_field_sets_meet (&check->core, &judge->view.project->provided) && !judge->classified
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
