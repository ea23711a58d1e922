/* audit/gaps.h - what could not be checked, once per table and column. */
#ifndef HECHA_AUDIT_GAPS_H
#define HECHA_AUDIT_GAPS_H

#include <hecha/audit.h>

typedef struct _HechaGapCounter HechaGapCounter;

HechaGapCounter *hecha_gap_counter_new (guint n_tables, guint n_rules);
void hecha_gap_counter_free (HechaGapCounter *counter);
/* RULE could not be decided for PROJECT because of LACKING: counts those fields
 * that no table of it has, for its latest table.  All rules of a project are
 * added before the next project's. */
void hecha_gap_counter_add (HechaGapCounter *counter, const HechaProject *project, guint32 rule,
                            const HechaFieldSet *lacking);
/* Adds what FROM counted for other projects. */
void hecha_gap_counter_merge (HechaGapCounter *counter, const HechaGapCounter *from);
void hecha_gap_counter_report (const HechaGapCounter *counter, HechaVerdict *verdict);

#endif
