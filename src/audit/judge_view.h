/* audit/judge_view.h - judging one choice of what the ledger leaves open, and
 * trying them all; for judge.c and its companions. */
#ifndef HECHA_AUDIT_JUDGE_VIEW_H
#define HECHA_AUDIT_JUDGE_VIEW_H

#include "audit/judge.h"

/* FALSE where another version of the check's series judges; before_force in
 * *FORCE otherwise. */
gboolean hecha_judge_version (HechaJudge *judge, const HechaCheck *check, HechaForce *force);
/* The ruling under the view as it is. */
void hecha_judge_view (HechaJudge *judge, const HechaCheck *check, HechaRuling *ruling);
/* The ruling for the values now in the view, all ends tried. */
void hecha_judge_ends (HechaJudge *judge, const HechaCheck *check, HechaRuling *ruling);
/* What holds under ONE more choice. */
void hecha_ruling_add (HechaRuling *sum, const HechaRuling *one);
/* The fields of both sets are lacking. */
void hecha_ruling_lack (HechaRuling *ruling, const HechaFieldSet *a, const HechaFieldSet *b);
/* The ruling with every value of conflicting fields tried, and all ends of each. */
void hecha_judge_conflicts (HechaJudge *judge, const HechaCheck *check, HechaRuling *ruling);

static inline gboolean
hecha_is_breach (HechaOutcome outcome)
{
  return outcome >= HECHA_OUTCOME_HINT;
}

static inline gboolean
hecha_view_imprecise (const HechaView *view, HechaField field)
{
  const HechaSlot *slot = &view->slots[field];

  return slot->state == HECHA_STATE_VALUE && slot->comparable
         && hecha_field_type (field) == HECHA_TYPE_DATE && slot->datum->low != slot->datum->high;
}

#endif
