/* audit/likeness.h - how alike two projects are, part by part.
 *
 * What an auditor looks at is measured in signs, each 0 to 1; the score weighs
 * them together (weights in likeness.c, fitted on labelled projects by
 * tests/audit/fit_likeness.py).
 */
#ifndef HECHA_AUDIT_LIKENESS_H
#define HECHA_AUDIT_LIKENESS_H

#include "audit/anatomy.h"

/* X (identifier, name in the output of the fit). */
#define HECHA_SIGNS(X)                                                              \
  X (SENSE, "sense")                /* what the whole texts hint at, known words or not */ \
  X (HINTS_ONLY, "hints_only")      /* ... while no known object agrees */          \
  X (ACTS, "acts")                  /* what they hint is done */                    \
  X (OTHER_ACTS, "other_acts")      /* ... is nothing in common */                  \
  X (COPIED, "copied")              /* stretches of their contents are the same */  \
  X (FAMILY, "family")              /* known functions of the same families */      \
  X (STRAY_BOTH, "stray_min")       /* each name tells an object the other lacks */ \
  X (STRAY_ONE, "stray_max")        /* one of them does */                          \
  X (RESIDUES, "residues")          /* unknown words in common */                   \
  X (STRANGERS, "strangers")        /* unknown words in both names, none in common */ \
  X (CONTAINED, "contained")        /* all that one is, a module of the other */    \
  X (SAME_UNIT, "same_unit")                                                        \
  X (SAME_YEAR, "same_year")        /* ... in one year: parts rather than once more */ \
  X (AT_ONCE, "at_once")            /* both in one year: rather agreed upon than forgotten */ \
  X (YEARS, "years")                /* between them, two and more being 1 */        \
  X (SIZE, "size")                  /* how much less the smaller costs */           \
  X (PLACE, "place")                /* only one is of a certain place */            \
  X (PLACE_SYSTEM, "place_system")  /* ... and both build a system: one would do */ \
  X (PLACE_HOUSE, "place_house")    /* ... a school, a hospital, a site, the other is not */ \
  X (ELSEWHERE, "elsewhere")        /* both tell places, and no common one */       \
  X (PLACE_FIXED, "place_fixed")    /* ... and what is built is fixed there */      \
  X (EQUIPMENT, "equipment")        /* one buys equipment, the other does not */    \
  X (EQUIP_EACH, "equip_each")      /* two units buy equipment, each its own */     \
  X (PIECE, "piece")                /* one unit's 硬件 and 软件 under like names */     \
  X (UPGRADES, "upgrades")          /* one continues what is there */               \
  X (RECURS, "recurs")              /* one is bought every year */

typedef enum
{
#define HECHA_SIGN_ENUM(id, name) HECHA_SIGN_##id,
  HECHA_SIGNS (HECHA_SIGN_ENUM)
#undef HECHA_SIGN_ENUM
  HECHA_N_SIGNS
} HechaSign;

typedef struct
{
  float signs[HECHA_N_SIGNS];
  float object;           /* best agreement of objects, wherever they stand */
  float names;            /* alike but for their marks, 0 to 1 */
  gboolean own_use;       /* all objects in common are of the kind that each unit has */
  HechaKin kin;
  float score;            /* 0 to 1, before kinship is looked at */
} HechaLikeness;

/* Pairs that have nothing in common end early: their score is 0. */
void hecha_likeness (const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                     const HechaAnatomy *b, HechaLikeness *likeness);
/* FALSE where the score of hecha_likeness() is less than SCORE: the cheap
 * question, which rules out nearly all that are compared. */
gboolean hecha_likeness_may_reach (const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                                   const HechaAnatomy *b, float score);

#endif
