/* audit/agreement.h - where the parts of two projects agree, and what one tells
 * that the other lacks.
 */
#ifndef HECHA_AUDIT_AGREEMENT_H
#define HECHA_AUDIT_AGREEMENT_H

#include "audit/anatomy.h"

/* Numbers are 0 to 1. */

float hecha_agreement_like (const HechaThesaurus *thesaurus, const HechaPart *a,
                            const HechaPart *b);
const HechaPart *hecha_agreement_functions_of (const HechaAnatomy *anatomy);

/* The best agreement of objects; OWN: of those of which each unit has its own. */
float hecha_agreement_objects (const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                               const HechaAnatomy *b, float *own);
/* The weightiest object of A's name that B lacks. */
float hecha_agreement_stray (const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                             const HechaAnatomy *b);
/* How much functions are of the same families. */
float hecha_agreement_families (const HechaAnatomy *a, const HechaAnatomy *b);
/* How alike the senses of the whole texts are: of objects, of functions. */
float hecha_agreement_things (const HechaAnatomy *a, const HechaAnatomy *b);
float hecha_agreement_acts (const HechaAnatomy *a, const HechaAnatomy *b);
/* How surely B is a platform and what A is named after one of its modules. */
float hecha_agreement_contained (const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                                 const HechaAnatomy *b);

#endif
