/* audit/pairwords.h - why two projects are thought alike, in words an auditor
 * can check against the two rows.
 */
#ifndef HECHA_AUDIT_PAIRWORDS_H
#define HECHA_AUDIT_PAIRWORDS_H

#include "audit/likeness.h"

/* Appends Chinese clauses, "；" between. */
void hecha_pair_words (const HechaThesaurus *thesaurus, HechaAnatomist *anatomist,
                       const HechaSubject *a, const HechaSubject *b,
                       const HechaLikeness *likeness, const HechaAnatomy *of_a,
                       const HechaAnatomy *of_b, GString *agreement, GString *objection);

#endif
