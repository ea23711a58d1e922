/* value_kind.h - what a column holds, in a letter: d dates, n numbers, y yes
 * and no, p names of projects, u departments and firms, c numbers of documents
 * (阳政发〔2024〕3号), k codes, l long texts, t other texts; '?' nothing.
 * Private to room ledger. */
#ifndef HECHA_VALUE_KIND_H
#define HECHA_VALUE_KIND_H

#include "ledger/dictionary.h"

/* '/' for 无, 不涉及 and the like, which may be said of anything. */
char hecha_cell_kind (const HechaDictionary *dictionary, const HechaCell *cell);

/* Counts kinds; the commonest, y where nothing but '/' was counted. */
typedef struct
{
  guint n[128];
} HechaKinds;

void hecha_kinds_add (HechaKinds *kinds, char kind);
char hecha_kinds_commonest (const HechaKinds *kinds);

#endif
