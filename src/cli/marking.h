/* marking.h - which cells of which files get which marks. */
#ifndef HECHA_MARKING_H
#define HECHA_MARKING_H

#include <hecha/report.h>

#include "cli/worker.h"

typedef struct _HechaMarking HechaMarking;

/* The marks of FINDINGS (guint: indices into INPUT's verdict, ascending) in
 * all files; INPUT outlives it.  FOR_DEPARTMENT: what concerns another
 * department's project is neither told nor marked. */
HechaMarking *hecha_marking_new (const HechaReportInput *input, const GArray *findings,
                                 gboolean for_department);
void hecha_marking_free (HechaMarking *marking);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaMarking, hecha_marking_free)
/* The files with a mark, ascending (guint). */
GArray *hecha_marking_files (const HechaMarking *marking);
/* The job for one file, with or without marks; its arrays belong to MARKING. */
void hecha_marking_job (const HechaMarking *marking, guint file, HechaMarkJob *job);

/* All findings with one of the AUDIENCE bits (HECHA_AUDIENCE_…). */
GArray *hecha_marking_findings (const HechaVerdict *verdict, guint audience);

#endif
