/* batch.h - what audit, check and map have in common: files are collected,
 * read in workers, joined and judged. */
#ifndef HECHA_BATCH_H
#define HECHA_BATCH_H

#include <hecha/report.h>

#include "cli/inputs.h"
#include "cli/options.h"
#include "cli/worker.h"

typedef struct
{
  const HechaOptions *options;
  HechaDictionary *dictionary;
  HechaCalendar *calendar;
  HechaRules *rules;
  HechaPool *pool;
  GPtrArray *inputs;        /* HechaInput */
  HechaLedger *ledger;
  HechaVerdict *verdict;    /* NULL before hecha_batch_judge() */
  guint8 *compared_only;    /* per project, or NULL */
  guint n_judged_files;     /* the first files of the ledger; those of --against follow */
  guint n_unread;           /* files that were expected and could not be read */
} HechaBatch;

/* Loads dictionary, calendar and rules and starts nothing yet; complains and
 * returns NULL with the exit code in *CODE.  RULES FALSE: map needs none. */
HechaBatch *hecha_batch_new (const HechaOptions *options, gboolean rules, int *code);
void hecha_batch_free (HechaBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaBatch, hecha_batch_free)

/* Reads all arguments of the options into the ledger and joins it. */
gboolean hecha_batch_read (HechaBatch *batch, int *code);
gboolean hecha_batch_judge (HechaBatch *batch, int *code);

/* Draws WHAT (char *) and how far it is on stderr. */
void hecha_batch_progress (guint done, guint total, gpointer what);
/* That function where stderr is a terminal and -q was not given, else NULL. */
HechaProgress hecha_batch_progress_wanted (const HechaOptions *options);

#endif
