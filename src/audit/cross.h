/* audit/cross.h - running the checks of audit/crosscheck.h. */
#ifndef HECHA_AUDIT_CROSS_H
#define HECHA_AUDIT_CROSS_H

#include "audit/crosscheck.h"
#include "audit/judge.h"
#include "audit/pack.h"

/* What all runs of one audit share. */
typedef struct
{
  const HechaLedger *ledger;
  const HechaRules *rules;
  const HechaCalendar *calendar;
  const HechaAuditOptions *options;
} HechaCrossScene;

/* What one run came to. */
typedef struct
{
  guint8 *outcomes;        /* per project; NULL for a check of tables */
  GHashTable *lacking;     /* project index -> HechaFieldSet *, of the undecided */
  GPtrArray *findings;     /* HechaFinding *, rule set, texts owned by `pool` */
  GStringChunk *pool;
} HechaCrossResult;

/* Runs the check RULE, which has a 方法. */
HechaCrossResult *hecha_cross_run (const HechaCrossScene *scene, guint32 rule);
void hecha_cross_result_free (HechaCrossResult *result);

#endif
