/* audit/judge.h - one check on one project: the six steps of RULES.md 2 under
 * every choice that the ledger leaves open. */
#ifndef HECHA_AUDIT_JUDGE_H
#define HECHA_AUDIT_JUDGE_H

#include "audit/pack.h"

typedef struct
{
  HechaOutcome outcome;
  HechaForce force;         /* of a breach */
  gboolean reluctant;       /* a breach only because 不涉及 counts as 缺 */
  HechaFieldSet lacking;    /* of UNDECIDED */
  int missing_year;         /* of UNDECIDED: the calendar lacks this year; else 0 */
  gboolean imprecise;       /* UNDECIDED between the ends of a date */
  gboolean conflict;        /* UNDECIDED between conflicting values */
} HechaRuling;

/* The state of judging one project after another in one thread. */
typedef struct
{
  const HechaRules *rules;
  const HechaCalendar *calendar;
  gint32 as_of;
  HechaView view;           /* of the project being judged: own data, low ends, first reading */
  HechaFieldSet imprecise;  /* its dates known to the month or year */
  HechaFieldSet conflicted; /* its fields with rivals */
  gboolean classified;
  HechaRuling *silent;      /* per rule, of a project without any column; or NULL */
} HechaJudge;

void hecha_judge_init (HechaJudge *judge, const HechaRules *rules,
                       const HechaCalendar *calendar, gint32 as_of);
/* Worth it before many projects: what is ruled where none of the columns that a
 * check reads is there is then decided once.  Pair with hecha_judge_clear(). */
void hecha_judge_prepare (HechaJudge *judge);
void hecha_judge_clear (HechaJudge *judge);
/* Turns to a project. */
void hecha_judge_turn (HechaJudge *judge, const HechaProject *project);
/* Judges CHECK (which has no 方法); the view is as before afterwards. */
void hecha_judge_check (HechaJudge *judge, const HechaCheck *check, HechaRuling *ruling);
/* The same by index, using what was prepared. */
void hecha_judge_rule (HechaJudge *judge, guint32 rule, HechaRuling *ruling);
/* Whether a check in C judges the project (应急=, 终止=, 停用, 除外, 涉密). */
gboolean hecha_judge_applies (HechaJudge *judge, const HechaCheck *check);
/* before_force of a breach found by a check in C: by its 基准, all values and
 * ends tried. */
HechaForce hecha_judge_force (HechaJudge *judge, const HechaCheck *check);
/* Of what happened from LOW to HIGH. */
HechaForce hecha_force_between (const HechaPack *pack, gint64 low, gint64 high);
/* What a message says of it: a clause with its ；, or "". */
const char *hecha_force_words (HechaForce force);

#endif
