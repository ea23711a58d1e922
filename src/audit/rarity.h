/* audit/rarity.h - how rare two neighbouring characters are in project names
 * (templates/rarity.tsv), for words that the thesaurus does not know.
 *
 * The table is shipped, so that a pair scores the same in a batch of ten and
 * in one of a million.
 */
#ifndef HECHA_AUDIT_RARITY_H
#define HECHA_AUDIT_RARITY_H

#include <glib.h>

typedef struct _HechaRarity HechaRarity;

/* The built-in table; never fails but for a damaged program. */
HechaRarity *hecha_rarity_load (GError **error);
void hecha_rarity_free (HechaRarity *rarity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaRarity, hecha_rarity_free)
/* 0 (everywhere) to 1 (not in the table). */
float hecha_rarity_of (const HechaRarity *rarity, guint16 first, guint16 second);

#endif
