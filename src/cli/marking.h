/* marking.h - which cells of which files get which marks. */
#ifndef HECHA_MARKING_H
#define HECHA_MARKING_H

#include <hecha/report.h>

#include "cli/worker.h"

/* Which findings a set of copies shows. */
typedef struct
{
  guint audience;                   /* HECHA_AUDIENCE_… bits, any of them */
  const GPtrArray *departments;     /* with DEPARTMENT >= 0: hecha_report_departments() */
  int department;                   /* index, or -1 for all */
} HechaMarkFilter;

typedef struct _HechaMarking HechaMarking;

/* The marks of all files under FILTER; INPUT outlives it. */
HechaMarking *hecha_marking_new (const HechaReportInput *input, const HechaMarkFilter *filter);
void hecha_marking_free (HechaMarking *marking);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaMarking, hecha_marking_free)
/* How many findings stand in this file. */
guint hecha_marking_n_findings (const HechaMarking *marking, guint file);
/* The job for one file; its arrays belong to MARKING. */
void hecha_marking_job (const HechaMarking *marking, guint file, HechaMarkJob *job);

#endif
