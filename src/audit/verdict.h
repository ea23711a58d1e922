/* audit/verdict.h - building a verdict: by audit.c, and by tests of the report
 * room that need one without a pack or a ledger file. */
#ifndef HECHA_AUDIT_VERDICT_H
#define HECHA_AUDIT_VERDICT_H

#include <hecha/audit.h>

/* Every outcome is 不适用 at first. */
HechaVerdict *hecha_verdict_new (const HechaLedger *ledger, const HechaRules *rules,
                                 gint32 as_of);
void hecha_verdict_set_outcome (HechaVerdict *verdict, guint32 project, guint32 rule,
                                HechaOutcome outcome);
/* UNDECIDED, with the names of what was lacking (copied; NULL-terminated). */
void hecha_verdict_set_undecided (HechaVerdict *verdict, guint32 project, guint32 rule,
                                  const char *const *lacking);
/* The id of a lacking list for hecha_verdict_set_row(); never 0. */
guint32 hecha_verdict_intern_lacking (HechaVerdict *verdict, const char *const *lacking);
/* All outcomes of a project at once, a rule each; N_LACKING ids for the
 * UNDECIDED ones in order of rule.  May be called from several threads for
 * different projects. */
void hecha_verdict_set_row (HechaVerdict *verdict, guint32 project, const guint8 *outcomes,
                            const guint32 *lacking, guint n_lacking);
void hecha_verdict_set_classified (HechaVerdict *verdict, guint32 project);
/* Not judged (--against): counts in no total. */
void hecha_verdict_set_compared_only (HechaVerdict *verdict, guint32 project);
/* Copies FINDING with all it points to; message, agreement and objection may
 * be NULL (""). */
void hecha_verdict_add_finding (HechaVerdict *verdict, const HechaFinding *finding);
/* The same without copying: FINDING, allocated with g_new() as its arrays, now
 * belongs to the verdict; its texts live in a pool that is taken too. */
void hecha_verdict_take_finding (HechaVerdict *verdict, HechaFinding *finding);
void hecha_verdict_take_pool (HechaVerdict *verdict, GStringChunk *pool);
void hecha_verdict_add_gap (HechaVerdict *verdict, guint32 table, HechaField field,
                            guint n_projects, const guint32 *rules, guint n_rules);
/* Sorts findings by department, project and rule, and counts the totals.  Once,
 * after everything was added and before anything is asked. */
void hecha_verdict_finish (HechaVerdict *verdict);

#endif
