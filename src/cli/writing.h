/* writing.h - reports and records, written side by side. */
#ifndef HECHA_WRITING_H
#define HECHA_WRITING_H

#include <hecha/report.h>

#include "cli/outputs.h"

/* Writes one file at PATH, or none where there is nothing to write. */
typedef gboolean (*HechaWriter) (const HechaReportInput *input, const char *plain_unit,
                                 const char *path, GError **error);

typedef struct _HechaWriting HechaWriting;

HechaWriting *hecha_writing_new (const HechaReportInput *input, HechaOutputs *outputs);
void hecha_writing_free (HechaWriting *writing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaWriting, hecha_writing_free)
/* PLAIN_UNIT: whose file it is, or NULL; outlives WRITING. */
void hecha_writing_add (HechaWriting *writing, HechaWriter writer, const char *plain_unit,
                        const char *relative);
/* Writes all, JOBS at a time and the first added first, and adds them to the
 * outputs in that order.  FALSE and a sentence in *MESSAGE for the first that
 * failed. */
gboolean hecha_writing_run (HechaWriting *writing, guint jobs, char **message);

#endif
