/* audit/likeness.h - how alike two projects are, part by part.
 */
#ifndef HECHA_AUDIT_LIKENESS_H
#define HECHA_AUDIT_LIKENESS_H

#include "audit/anatomy.h"

/* All 0 to 1.  "Forward" asks how much of A is in B. */
typedef struct
{
  float objects_forward, objects_backward;
  float functions_forward, functions_backward;
  float head_object;      /* best agreement of the objects that name the two */
  float head_function;
  float named_object;     /* best agreement of objects that both names tell */
  float named_thing;      /* the same, of objects that decide by themselves */
  float decisive;         /* best agreement of heads that are no arenas: what is built
                           * for such an object is much the same everywhere */
  gboolean names_functions;   /* both names tell a function */
  gboolean names_function;    /* at least one does */
  gboolean same_unit;
  gboolean diverge;       /* both names tell an object that the other lacks */
  gboolean stray;         /* one of them does */
  gboolean contained;     /* all that one is named after, a platform lists among more */
  gboolean own_use;       /* all objects in common are of the kind that each unit has */
  gboolean strangers;     /* each has weighty unknown words, and none in common */
  float residues;         /* unknown words in common, of the one that has less */
  float names;            /* names alike but for their marks */
  float copy;             /* 建设内容 in the same words, of the shorter */
  float shared;           /* worth of all that agrees, not bounded by 1 */
  gboolean knows_objects, knows_functions;   /* both have any */
  HechaKin kin;
  float score;            /* before kinship is looked at */
} HechaLikeness;

/* Pairs whose objects have nothing in common end early: their score is 0. */
void hecha_likeness (const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                     const HechaAnatomy *b, HechaLikeness *likeness);

#endif
