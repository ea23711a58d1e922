/* merge.h - several tables of one project become one (RULES.md section 1).
 * Private to room ledger. */
#ifndef HECHA_MERGE_H
#define HECHA_MERGE_H

#include <hecha/ledger.h>

/* A datum and how late the ledger is that it stands in. */
typedef struct
{
  const HechaDatum *datum;
  gint64 edition;   /* grows with the ledger's year */
} HechaEntry;

/* Whether two data of one field say the same as far as each says anything:
 * 2024年7月 and 2024-07-03, 45.25万元 and 452480元.  Texts do where they are equal
 * after normalisation; units (DICTIONARY, may be NULL) without their place. */
gboolean hecha_data_agree (const HechaDictionary *dictionary, const HechaDatum *left,
                           const HechaDatum *right);
/* The same, but a text and a longer form of it agree too: whether two rows may
 * tell of one contract. */
gboolean hecha_data_alike (const HechaDatum *left, const HechaDatum *right);

/* What merging a field leaves beside the datum that holds, each a GArray of
 * HechaDatum that is appended to. */
typedef struct
{
  const HechaDictionary *dictionary;
  GArray *rivals, *asides;   /* as in HechaProject */
} HechaMerge;

/* Of ENTRIES, all of one field and ascending by edition, the datum that holds.
 * N is at least 1. */
const HechaDatum *hecha_merge_field (const HechaEntry *entries, guint n, HechaMerge *merge);

#endif
