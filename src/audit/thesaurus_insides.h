/* audit/thesaurus_insides.h - what thesaurus.c answers from and
 * thesaurus_load.c fills.
 */
#ifndef HECHA_AUDIT_THESAURUS_INSIDES_H
#define HECHA_AUDIT_THESAURUS_INSIDES_H

#include "audit/senses.h"
#include "audit/thesaurus.h"

#define HECHA_MAX_DEPTH 6

/* How alike concepts are: a step to a broader one, 相近, two under one broader. */
#define HECHA_LIKE_STEP 0.72f
#define HECHA_LIKE_STEP_ARENA 0.42f   /* what is built for a part of it is another thing */
#define HECHA_LIKE_NEAR 0.5f
#define HECHA_LIKE_SIBLING 0.15f

typedef struct
{
  guint16 from, to;
} HechaNear;

struct _HechaThesaurus
{
  gboolean stays;         /* the built-in one: hecha_thesaurus_free() leaves it */
  GArray *concepts;       /* HechaConcept */
  GHashTable *by_name;    /* "kind:name" -> index + 1 */
  GArray *broader;        /* gint32 per concept, -1 = none */
  HechaTrie *words;
  HechaSenses *senses;
  guint8 *likeness;       /* n x n, in 1/255 */
  GArray *combinations;   /* HechaCombination */
  GArray *nears;          /* HechaNear, in order of the file */
  guint n_families, family_line;   /* while loading */
};

/* A key of by_name.  Free with g_free(). */
char *hecha_thesaurus_key (HechaConceptKind kind, const char *name);
gint32 hecha_thesaurus_broader (const HechaThesaurus *thesaurus, guint concept);

#endif
