/* audit/thesaurus.h - what a county's government IT knows: concepts and the
 * words that mean them (templates/thesaurus.ini).
 *
 * A text is read from left to right, the longest known word first.  A word
 * may mean several concepts (明厨亮灶 = 后厨 + 视频监控).
 */
#ifndef HECHA_AUDIT_THESAURUS_H
#define HECHA_AUDIT_THESAURUS_H

#include <glib.h>

#include "audit/senses.h"
#include "audit/trie.h"

typedef enum
{
  HECHA_CONCEPT_OBJECT,       /* 对象 */
  HECHA_CONCEPT_FUNCTION,     /* 功能 */
  HECHA_CONCEPT_AUDIENCE,     /* 受众 */
  HECHA_CONCEPT_PLATFORM,     /* 平台 */
  HECHA_CONCEPT_TECHNOLOGY,   /* 技术 */
  HECHA_CONCEPT_GENERIC,      /* 通用词 */
  HECHA_CONCEPT_NATURE,       /* 性质: see HechaNature in kinship.h */
  HECHA_CONCEPT_ROLE,         /* 角色: 监理, 测评 ... */
  HECHA_CONCEPT_DEPARTMENT,   /* 部门: a department's name; `broader` is its domain */
  HECHA_CONCEPT_INSTITUTION,  /* 机构: each needs its own */
  HECHA_CONCEPT_PLACE_SUFFIX, /* 地名后缀 */
  HECHA_CONCEPT_PART,         /* 组成: 硬件, 软件 ... */
  HECHA_N_CONCEPT_KINDS
} HechaConceptKind;

typedef struct
{
  char *name;
  guint8 kind;          /* HechaConceptKind */
  gboolean broad;       /* 宽泛: says little */
  gboolean arena;       /* 场所: many different things are built for it */
  gboolean narrow;      /* an arena in which fewer are */
  gboolean own_use;     /* 自用: every unit has its own */
  gboolean fixed;       /* 定点: what does it stands at a place */
  gboolean roof;        /* 总平台: a system of it holds many others as modules */
  guint8 family;        /* 功能族: which functions do much the same; 0 = of none */
  float weight;         /* what agreement in it is worth, 0 to 1 */
} HechaConcept;

#define HECHA_MAX_FAMILIES 15
typedef struct _HechaThesaurus HechaThesaurus;

/* PATH NULL: the built-in one.  HECHA_LEDGER_ERROR_SYNTAX with file, line and
 * caret. */
HechaThesaurus *hecha_thesaurus_load (const char *path, GError **error);
/* TEXT as the content of a file called PATH, for tests. */
HechaThesaurus *hecha_thesaurus_parse (const char *path, const char *text, gsize length,
                                       GError **error);
void hecha_thesaurus_free (HechaThesaurus *thesaurus);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaThesaurus, hecha_thesaurus_free)

guint hecha_thesaurus_n_concepts (const HechaThesaurus *thesaurus);
const HechaConcept *hecha_thesaurus_concept (const HechaThesaurus *thesaurus, guint16 concept);
/* The concept of that kind and name, or -1. */
int hecha_thesaurus_find (const HechaThesaurus *thesaurus, HechaConceptKind kind,
                          const char *name);
/* The longest word at the start of UNITS (folded text). */
void hecha_thesaurus_match (const HechaThesaurus *thesaurus, const guint16 *units, gsize length,
                            HechaWord *word);
/* How alike two concepts are, 0 to 1: 1 the same, less for a broader or
 * narrower one, less still for 相近, a little for neighbours. */
float hecha_thesaurus_likeness (const HechaThesaurus *thesaurus, guint16 a, guint16 b);
/* TRUE where A is B or lies below it. */
gboolean hecha_thesaurus_is_a (const HechaThesaurus *thesaurus, guint16 a, guint16 b);
/* TRUE where both lie below one concept, or one below the other. */
gboolean hecha_thesaurus_akin (const HechaThesaurus *thesaurus, guint16 a, guint16 b);
#define HECHA_MAX_ALIKE 4
/* CONCEPT, then those that a text about it may be kept under: the broader one
 * and those it is 相近 to in the file, so that of two alike concepts one leads
 * to the other.  Their number. */
guint hecha_thesaurus_alike (const HechaThesaurus *thesaurus, guint16 concept,
                             guint16 alike[HECHA_MAX_ALIKE]);
/* What pairs of characters hint at, unknown words included. */
const HechaSenses *hecha_thesaurus_senses (const HechaThesaurus *thesaurus);
/* 组合: a project with all of `needs` has `makes` as well. */
typedef struct
{
  guint16 makes;
  guint8 n_needs;
  guint16 needs[3];
} HechaCombination;
guint hecha_thesaurus_n_combinations (const HechaThesaurus *thesaurus);
const HechaCombination *hecha_thesaurus_combination (const HechaThesaurus *thesaurus,
                                                     guint index);
/* The domain of a department (水务局: 水利), or -1. */
int hecha_thesaurus_domain (const HechaThesaurus *thesaurus, guint16 department);

#endif
