/* marking.h - which cells of which files get which marks. */
#ifndef HECHA_MARKING_H
#define HECHA_MARKING_H

#include <hecha/report.h>

#include "cli/worker.h"

/* The marks of one file: they are made when its turn comes, for a county's
 * comments in memory at once are more than all else. */
typedef struct _HechaFileMarks HechaFileMarks;

/* The marks of FINDINGS (guint: indices into INPUT's verdict, ascending) in
 * all files; INPUT outlives it.  FOR_DEPARTMENT: what concerns another
 * department's project is neither told nor marked. */
HechaMarking *hecha_marking_new (const HechaReportInput *input, const GArray *findings,
                                 gboolean for_department);
void hecha_marking_free (HechaMarking *marking);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaMarking, hecha_marking_free)
/* The files with a mark, ascending (guint). */
GArray *hecha_marking_files (const HechaMarking *marking);
/* Fills the job for one file, with or without marks; its arrays belong to what
 * is returned.  May be called from several threads. */
HechaFileMarks *hecha_marking_file (const HechaMarking *marking, guint file, HechaMarkJob *job);
void hecha_file_marks_free (HechaFileMarks *marks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaFileMarks, hecha_file_marks_free)

/* All findings with one of the AUDIENCE bits (HECHA_AUDIENCE_…). */
GArray *hecha_marking_findings (const HechaVerdict *verdict, guint audience);

#endif
