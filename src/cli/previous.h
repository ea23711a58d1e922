/* previous.h - what earlier reports bring back (--previous). */
#ifndef HECHA_PREVIOUS_H
#define HECHA_PREVIOUS_H

#include "cli/batch.h"

typedef struct _HechaPrevious HechaPrevious;

/* Reads all of PATHS (char *): audit and finance reports, returned 核对单 and
 * 整改通知.  NULL and a sentence in ERROR. */
HechaPrevious *hecha_previous_load (const GPtrArray *paths, GError **error);
void hecha_previous_free (HechaPrevious *previous);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPrevious, hecha_previous_free)

/* Numbers to keep, per finding of VERDICT (NULL = none). */
const char *const *hecha_previous_numbers (HechaPrevious *previous, const HechaVerdict *verdict);
/* Fills histories and gone findings of INPUT; they belong to PREVIOUS. */
void hecha_previous_apply (HechaPrevious *previous, HechaReportInput *input);

#endif
