/* audit/crosscheck_subjects.h - the ledger's projects as 9-duplicate and
 * 13-split see them, and what their findings share.
 */
#ifndef HECHA_AUDIT_CROSSCHECK_SUBJECTS_H
#define HECHA_AUDIT_CROSSCHECK_SUBJECTS_H

#include "audit/crosscheck.h"
#include "audit/subject.h"

/* A subject per project of the ledger, in its order; strings belong to the
 * ledger.  Free with g_free(). */
HechaSubject *hecha_cross_subjects (HechaCross *cross);
/* Appends the cells of the project that show what it builds and for how much
 * to CELLS, an array of HechaEvidence. */
void hecha_cross_add_cells (HechaCross *cross, guint32 project, GArray *cells);
/* “甲系统”（县水务局，2023年）: a project in a sentence. */
void hecha_cross_append_project (GString *text, const HechaProject *project);

void hecha_check_duplicates (HechaCross *cross, gpointer data);
void hecha_check_splits (HechaCross *cross, gpointer data);

#endif
