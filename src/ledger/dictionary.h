/* dictionary.h - fields.ini and units.ini in memory, private to room ledger. */
#ifndef HECHA_DICTIONARY_H
#define HECHA_DICTIONARY_H

#include <hecha/ledger.h>

#include "ledger/concepts.h"
#include "ledger/header_model.h"

G_BEGIN_DECLS

/* units.ini: short names and families of units (units.c). */
typedef struct _HechaUnits HechaUnits;

/* PATH NULL means the built-in table.  HECHA_LEDGER_ERROR_SYNTAX or _IO. */
HechaUnits *hecha_units_load (const char *path, GError **error);
void hecha_units_free (HechaUnits *units);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaUnits, hecha_units_free)

/* The table that hecha_dictionary_load() loaded; lives as long as DICTIONARY. */
const HechaUnits *hecha_dictionary_units (const HechaDictionary *dictionary);

/* What the last word of a header says about the kind of value: 词尾. */
typedef enum
{
  HECHA_ASPECT_NONE,      /* 无: the subject alone */
  HECHA_ASPECT_FLAG,      /* 是否… */
  HECHA_ASPECT_STATUS,    /* …情况 */
  HECHA_ASPECT_DATE,
  HECHA_ASPECT_AMOUNT,
  HECHA_ASPECT_ORG,
  HECHA_ASPECT_CODE,
  HECHA_ASPECT_DOCUMENT,
  HECHA_ASPECT_RESULT,
  HECHA_ASPECT_METHOD,
  HECHA_ASPECT_CONTENT,
  HECHA_ASPECT_PERSON,
  HECHA_ASPECT_QUALIFICATION,
  HECHA_N_ASPECTS
} HechaAspect;

/* A word of the dictionary and the field that it means. */
typedef struct
{
  guint8 field;
  guint8 match;    /* HECHA_MATCH_EXACT or _SYNONYM */
  gboolean weak;   /* 次同义 */
} HechaWord;

typedef struct
{
  guint accepts;         /* aspects beyond those of the type, as bits */
  guint defaults;        /* 默认, as bits */
  GPtrArray *not_words;  /* char *, plain: a header with one of them is another thing */
  GPtrArray *values;     /* char *, plain: what its cells often hold */
} HechaFieldWords;

/* Words by which columns are told by their values (by_values.h). */
typedef enum
{
  HECHA_TELLS_NAME_HEADER,      /* 名称表头 */
  HECHA_TELLS_NO_NAME_HEADER,   /* 非名称表头 */
  HECHA_TELLS_NAME,             /* 名称值 */
  HECHA_TELLS_UNIT_HEADER,      /* 单位表头 */
  HECHA_TELLS_NO_UNIT_HEADER,   /* 非单位表头 */
  HECHA_TELLS_OTHER_LIST,       /* 非台账表头 */
  HECHA_N_TELLING
} HechaTelling;

struct _HechaDictionary
{
  HechaUnits *units;
  HechaHeaderModel *model;
  GHashTable *words;      /* plain header -> GArray of HechaWord */
  GHashTable *subjects;   /* plain subject -> GArray of guint8, fields */
  HechaConcepts *concepts;
  GHashTable *word_keys;      /* key of concepts -> GArray of HechaWord */
  GHashTable *subject_keys;   /* likewise -> GArray of guint8, fields */
  GPtrArray *endings[HECHA_N_ASPECTS];   /* char *, longest first */
  GPtrArray *frames;      /* 动词 and 修饰词, longest first */
  GPtrArray *verbs;       /* 动词, longest first */
  GPtrArray *others;      /* 他项 */
  GPtrArray *matters;     /* 别事 */
  GPtrArray *no_projects; /* 非项目 */
  GPtrArray *slips;       /* 错字: the wrong character, then the right one */
  GPtrArray *telling[HECHA_N_TELLING];
  HechaFieldWords fields[HECHA_N_FIELDS];
  GString *vocabulary[HECHA_N_FIELDS];   /* all words of a field as the file has them */
};

/* NULL where the dictionary has no such word; WORD is plain (header_text.h). */
const GArray *hecha_dictionary_word (const HechaDictionary *dictionary, const char *word);
const GArray *hecha_dictionary_subject (const HechaDictionary *dictionary, const char *word);
/* The same for all words of the same concepts (concepts.h). */
const GArray *hecha_dictionary_word_key (const HechaDictionary *dictionary, const char *key);
const GArray *hecha_dictionary_subject_key (const HechaDictionary *dictionary, const char *key);

G_END_DECLS

#endif
