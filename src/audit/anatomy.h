/* audit/anatomy.h - a project taken apart into what it is: object, function,
 * audience, what the thesaurus does not know, and the marks of kinship.
 */
#ifndef HECHA_AUDIT_ANATOMY_H
#define HECHA_AUDIT_ANATOMY_H

#include "audit/kinship.h"
#include "audit/rarity.h"
#include "audit/subject.h"
#include "audit/thesaurus.h"

typedef enum
{
  HECHA_IN_NAME,
  HECHA_IN_CONTENT,
  HECHA_IN_GOAL
} HechaPlaceOfWord;

/* A concept of the project, each once. */
typedef struct
{
  unsigned concept : 16;
  unsigned kind : 4;        /* HechaConceptKind */
  unsigned where : 2;       /* HechaPlaceOfWord, the weightiest */
  unsigned broad : 1;       /* of the concept */
  unsigned arena : 1;
  unsigned narrow : 1;
  unsigned own_use : 1;
  unsigned family : 4;
  unsigned fixed : 1;
  unsigned stands_in : 1;   /* of the content, for a name that tells no thing */
  guint32 modules;    /* of the content that tell it, a bit each; the last bit is all the rest */
  float weight;       /* its share in what the project is; 0 to about 1 */
  float presence;     /* how surely it is built here, 0 to 1 */
} HechaPart;

/* Two neighbouring characters that no concept covers. */
typedef struct
{
  guint32 pair;       /* first << 16 | second */
  float weight;
} HechaResidue;

/* What a project's text as a whole hints at, word by word known or not. */
typedef struct
{
  guint16 concept;
  guint16 share;      /* of 65535; the squares of all make 1 */
} HechaSense;

#define HECHA_MAX_SENSES 12
#define HECHA_SKETCH_SIZE 48
#define HECHA_NAME_GRAMS 31
#define HECHA_MAX_PARTS 40
#define HECHA_MAX_RESIDUES 16

typedef struct
{
  HechaMarks marks;
  guint8 n_parts, n_residues, n_sketch, n_grams;
  guint8 n_things, n_acts;         /* senses: objects first, then functions */
  guint8 n_modules;                /* of the content: what 、，； separate */
  guint8 n_objects, n_functions;   /* the parts begin with the objects, then functions */
  float residue_weight;            /* of all residues */
  float strangeness;               /* of those of the name */
  const HechaPart *parts;          /* ascending by kind and concept */
  const HechaResidue *residues;    /* ascending by pair */
  const HechaSense *senses;        /* of each kind ascending by concept */
  const guint32 *sketch;           /* of 建设内容: the smallest hashes of its character
                                    * triples, ascending */
  const guint16 *grams;            /* of the name's stem: hashed pairs, ascending */
} HechaAnatomy;

/* Where a concept was read. */
typedef struct
{
  guint16 concept;
  guint8 where;       /* HechaPlaceOfWord */
  guint32 start;      /* character of the text; meanings of one word share it */
  char *word;
} HechaSighting;

typedef struct _HechaAnatomist HechaAnatomist;

/* One a thread; it owns the anatomies that it made. */
HechaAnatomist *hecha_anatomist_new (const HechaThesaurus *thesaurus, const HechaRarity *rarity);
void hecha_anatomist_free (HechaAnatomist *anatomist);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaAnatomist, hecha_anatomist_free)

const HechaAnatomy *hecha_anatomist_dissect (HechaAnatomist *anatomist,
                                             const HechaSubject *subject);
/* The words of SUBJECT and their concepts in reading order: an array of
 * HechaSighting.  Free with g_array_unref(). */
GArray *hecha_anatomist_sightings (HechaAnatomist *anatomist, const HechaSubject *subject);

#endif
