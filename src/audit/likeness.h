/* audit/likeness.h - how alike two projects are, part by part.
 *
 * What an auditor looks at is measured in signs, each 0 to 1; the score weighs
 * them together (weights in likeness.c, fitted on labelled projects by
 * tests/audit/fit_likeness.py).
 */
#ifndef HECHA_AUDIT_LIKENESS_H
#define HECHA_AUDIT_LIKENESS_H

#include "audit/anatomy.h"

/* A thing is an object that decides by itself (矛盾纠纷); an arena (校园) is one
 * for which many different things are built; "named": by the project's name.
 * X (identifier, name in the output of the fit). */
#define HECHA_SIGNS(X)                                                              \
  X (THING_NAMED, "thing_nn")        /* a thing that both names tell */             \
  X (PLAIN, "plain")                 /* ... of unlike units, and nothing against it */ \
  X (AGAIN, "again")                 /* ... of one unit, two products */            \
  X (THING_INSIDE, "thing_nc")       /* one's name, the other's content: what that adds */ \
  X (INSIDE_SHARE, "inside_share")   /* how much of that content tells it */        \
  X (VAGUE, "vague")                 /* a thing that stands in for a vague name */  \
  X (THING_BELOW, "thing_cc")        /* both contents: what that adds */            \
  X (NARROW, "narrow_nn")            /* a narrow arena in both names, without a thing */ \
  X (NARROW_DOES, "narrow_fn")       /* ... and the same function */                \
  X (BARE, "bare")                   /* both names tell an arena and nothing else */ \
  X (WIDE_DOES, "wide_fn")           /* a wide arena and the same function */       \
  X (DOES_NAMED, "fn_nn")            /* a function that both names tell */          \
  X (DOES, "fn_any")                 /* a function anywhere */                      \
  X (FAMILY, "family")               /* functions of the same families */           \
  X (OTHER_FAMILY, "family_conflict")  /* both known and none of one family */      \
  X (CONFLICT, "fn_conflict")        /* both names tell functions, unlike ones */   \
  X (STRAY_BOTH, "stray_min")        /* each name tells an object the other lacks */ \
  X (STRAY_ONE, "stray_max")         /* one of them does */                         \
  X (STRAY_THING, "stray_thing")     /* ... and it is a thing */                    \
  X (STRAY_ALONE, "stray_alone")     /* ... and nothing else agrees */              \
  X (COVERED, "covered")             /* parts of the shorter content in the other */ \
  X (SHARED, "shared")               /* how many parts agree */                     \
  X (SENSE, "sense")                /* what the whole texts hint at, known words or not */ \
  X (HINTS_ONLY, "hints_only")      /* ... while no known object agrees */        \
  X (ACTS, "acts")                  /* ... what is done */                          \
  X (RESIDUES, "residues")           /* unknown words in common */                  \
  X (STRANGERS, "strangers")         /* unknown words in both names, none in common */ \
  X (COPY, "copy")                   /* 建设内容 in the same words */                  \
  X (NAMES, "names")                 /* names alike but for their marks */          \
  X (CONTAINED, "contained")         /* all that one is, a module of the other */   \
  X (SAME_UNIT, "same_unit")                                                        \
  X (SAME_UNIT_UNLIKE, "same_unit_unlike")  /* ... under an unlike name */          \
  X (PLACE, "place")                 /* only one is of a certain place */           \
  X (OWN_PLACE, "own_place")         /* ... whose unit is that place */             \
  X (PLACE_SYSTEM, "place_system")  /* ... and both build a system: one would do */ \
  X (PLACE_FIXED, "place_fixed")     /* ... and what is built is fixed there */     \
  X (EQUIPMENT, "equipment")         /* one buys equipment, the other does not */   \
  X (EQUIP_EACH, "equip_each")      /* two units buy equipment, each its own */     \
  X (PIECE, "piece")                /* one unit's 硬件 and 软件 under like names */     \
  X (SUPERVISES, "supervises")       /* one watches over what the other does */     \
  X (RELIES, "relies")               /* one uses what others built */               \
  X (UPGRADES, "upgrades")           /* one continues what is there */              \
  X (RECURS, "recurs")               /* one is bought every year */                 \
  X (AUDIENCE, "audience")           /* for others */

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
  float names, copy;      /* as the signs */
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
