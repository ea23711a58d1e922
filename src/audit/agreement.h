/* audit/agreement.h - where the parts of two projects agree, and what one tells
 * that the other lacks.
 */
#ifndef HECHA_AUDIT_AGREEMENT_H
#define HECHA_AUDIT_AGREEMENT_H

#include "audit/anatomy.h"

/* Numbers are 0 to 1. */

/* The best agreements of objects by where they stand. */
typedef struct
{
  float named, inside, below;   /* of things */
  float vague;                  /* where a name tells no thing, by what stands in for it */
  float share;                  /* of the content whose thing is the other's name */
  float narrow, wide;           /* of arenas in both names or in one */
  float any, own;
  float bare;                   /* of arenas that are all that both names tell */
} HechaObjects;

typedef struct
{
  float any, thing;
} HechaStray;

typedef struct
{
  float named, any;
  float family;       /* share of the lesser in families */
  gboolean both_named, both_known;
} HechaFunctions;

float hecha_agreement_like (const HechaThesaurus *thesaurus, const HechaPart *a,
                            const HechaPart *b);
const HechaPart *hecha_agreement_functions_of (const HechaAnatomy *anatomy);
void hecha_agreement_objects (const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                              const HechaAnatomy *b, HechaObjects *objects);
void hecha_agreement_functions (const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                                const HechaAnatomy *b, HechaFunctions *functions);
/* The weightiest object of A's name that B lacks. */
void hecha_agreement_stray (const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                            const HechaAnatomy *b, HechaStray *stray);
/* How much of A's content is in B: its share; SHARED, how many parts. */
float hecha_agreement_covered (const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                               const HechaAnatomy *b, float *shared);
/* How alike the senses of the whole texts are: of objects, of functions. */
float hecha_agreement_things (const HechaAnatomy *a, const HechaAnatomy *b);
float hecha_agreement_acts (const HechaAnatomy *a, const HechaAnatomy *b);
/* How surely B is a platform and what A is named after one of its modules. */
float hecha_agreement_contained (const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                                 const HechaAnatomy *b);

#endif
