/* copies.h - the marked copies of an audit: the bureaus' of every ledger, and
 * each department's of its own. */
#ifndef HECHA_COPIES_H
#define HECHA_COPIES_H

#include <hecha/report.h>

#include "cli/batch.h"
#include "cli/outputs.h"

typedef struct
{
  GPtrArray *paths;     /* per file: "标注/…", or NULL where there is no copy (char *) */
  GPtrArray *notes;     /* per file: what marking left out, or NULL (char *) */
  guint n_marked;       /* files with a bureaus' copy */
  guint n_unwritten;    /* copies that the disk or a crash took; told to stderr */
} HechaCopies;

/* Makes all of them and adds them to OUTPUTS.  DEPARTMENTS are those of
 * hecha_report_departments(). */
HechaCopies *hecha_copies_make (HechaBatch *batch, const HechaReportInput *input,
                                const GPtrArray *departments, HechaOutputs *outputs);
void hecha_copies_free (HechaCopies *copies);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaCopies, hecha_copies_free)

#endif
