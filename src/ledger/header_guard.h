/* header_guard.h - what keeps a likely reading of a header from being wrong.
 * Private to room ledger. */
#ifndef HECHA_HEADER_GUARD_H
#define HECHA_HEADER_GUARD_H

#include "ledger/dictionary.h"

/* Whether a header, TEXTS from the outermost head to the leaf, names a matter
 * (他项, 别事 of fields.ini) that no word of FIELD knows. */
gboolean hecha_header_is_elsewhere (const HechaDictionary *dictionary, HechaField field,
                                    const char *const *texts, guint n);
/* Whether the text of a header is of one year alone, or of two things. */
gboolean hecha_header_says_too_much (const char *leaf);

#endif
