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
 * 2024年7月 and 2024-07-03, 45.25万元 and 452480元, a name and its longer form. */
gboolean hecha_data_agree (const HechaDatum *left, const HechaDatum *right);

/* Of ENTRIES, all of one field and ascending by edition, the datum that holds;
 * those that contradict it are appended to RIVALS (HechaDatum).  N is at
 * least 1. */
const HechaDatum *hecha_merge_field (const HechaEntry *entries, guint n, GArray *rivals);

#endif
