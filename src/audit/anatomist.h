/* audit/anatomist.h - the insides of the one who takes projects apart: shared by
 * anatomy.c (the whole), anatomy_text.c (clauses, unit, marks), anatomy_places.c
 * (lists of places, roads), anatomy_words.c (what a word means there), anatomy_weigh.c (what the parts are worth),
 * anatomy_senses.c (what unknown words hint at) and sketch.c.
 */
#ifndef HECHA_AUDIT_ANATOMIST_H
#define HECHA_AUDIT_ANATOMIST_H

#include "audit/anatomy.h"
#include "audit/folded.h"

/* Concepts of the thesaurus that the reading itself goes by. */
typedef struct
{
  int maintenance, upgrade, recurrent;             /* 性质 */
  int county, context, build, purchase, whole;     /* 通用词 */
  int discipline, discipline_unit;                 /* 对象, 部门 */
  int platform, software, number;                  /* 组成 */
  int comprehensive;                               /* 平台 */
} HechaLandmarks;

#define HECHA_SEEN_PAIRS 1024u

struct _HechaAnatomist
{
  const HechaThesaurus *thesaurus;
  const HechaRarity *rarity;
  HechaLandmarks landmarks;
  GPtrArray *blocks;
  gsize used;               /* of the last block */
  /* of the project being read */
  HechaMarks marks;
  GArray *units;            /* guint16 */
  GArray *stem;             /* guint16 */
  GArray *parts;            /* HechaPart */
  GArray *residues;         /* HechaResidue */
  GArray *hashes;           /* guint32 */
  float *votes;             /* a concept, 0 where none voted */
  guint16 *voted;           /* concepts with votes */
  guint n_voted;
  guint32 *seen;            /* pairs of the text that have voted */
  GArray *sightings;        /* HechaSighting, or NULL */
  HechaPlaceOfWord where;
  guint module, n_modules;  /* of the content: the present one, all */
  gboolean first_clause, first_item, context;
  float strangeness;
  guint8 pending_nature;    /* 运维, 续用 read in the name; a 平台 after it unsays them */
  guint16 pending_role;
  gboolean first_maintains, first_builds;
};

/* One text of the project, at its place. */
void hecha_anatomist_read_text (HechaAnatomist *anatomist, const char *text,
                                HechaPlaceOfWord where);
/* A unit that is a place itself, and marks that other columns tell. */
void hecha_anatomist_read_unit (HechaAnatomist *anatomist, const HechaSubject *subject);
void hecha_anatomist_read_marks (HechaAnatomist *anatomist, const HechaSubject *subject);

/* WORD stands at UNITS + RUN, RUN unknown characters before it. */
void hecha_anatomist_meet_word (HechaAnatomist *anatomist, const HechaWord *word,
                                const guint16 *units, gsize run);
/* The run of unknown characters UNITS[0 .. RUN). */
void hecha_anatomist_end_run (HechaAnatomist *anatomist, const guint16 *units, gsize run);
void hecha_anatomist_add_place (HechaAnatomist *anatomist, const guint16 *units, gsize length);
/* Places at UNITS[AT] that no suffix tells: lists, quarters, roads.  Characters
 * taken, 0 = nothing of the kind. */
guint hecha_anatomist_read_places (HechaAnatomist *anatomist, const guint16 *units, gsize length,
                                   gsize at);
/* A proper name of RUN characters before a suffix. */
gboolean hecha_anatomist_is_place (const guint16 *units, gsize run, guint suffix_length);
/* 河 of 蟒河景区: part of a proper name, no word of its own. */
gboolean hecha_anatomist_is_stray_suffix (const HechaAnatomist *anatomist, const HechaWord *word,
                                          const guint16 *units, gsize run);
gboolean hecha_anatomist_has_kind (const HechaAnatomist *anatomist, const HechaWord *word,
                                   HechaConceptKind kind);

/* The pairs of characters UNITS[0 .. LENGTH) vote, each once, WORTH a vote. */
void hecha_anatomist_vote (HechaAnatomist *anatomist, const guint16 *units, gsize length,
                           float worth);
/* One vote more, WORTH above 0. */
void hecha_anatomist_vote_for (HechaAnatomist *anatomist, guint16 concept, float worth);
/* What the votes come to: the objects, then the functions, at most
 * HECHA_MAX_SENSES of each, into SENSES; then nothing has been voted. */
void hecha_anatomist_count (HechaAnatomist *anatomist, HechaSense *senses, guint8 *n_things,
                            guint8 *n_acts);

/* From the parts as they were read to what each is worth in the whole. */
void hecha_anatomist_weigh (HechaAnatomist *anatomist);

#endif
