/* dictionary.h - fields.ini and units.ini in memory, private to room ledger. */
#ifndef HECHA_DICTIONARY_H
#define HECHA_DICTIONARY_H

#include <hecha/ledger.h>

G_BEGIN_DECLS

/* units.ini: short names and families of units (units.c). */
typedef struct _HechaUnits HechaUnits;

/* PATH NULL means the built-in table.  HECHA_LEDGER_ERROR_SYNTAX or _IO. */
HechaUnits *hecha_units_load (const char *path, GError **error);
void hecha_units_free (HechaUnits *units);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaUnits, hecha_units_free)

/* The table that hecha_dictionary_load() loaded; lives as long as DICTIONARY. */
const HechaUnits *hecha_dictionary_units (const HechaDictionary *dictionary);

/* How a field may be headed.  WORDS are plain (hecha_header_plain()). */
typedef struct
{
  GPtrArray *synonyms;   /* char *: same meaning as the canonical name */
  GPtrArray *not_words;  /* char *: a header holding one of them is another thing */
  GPtrArray *groups;     /* char *: group heads whose leaf may be short */
  GPtrArray *leaves;     /* char *: what the leaf under such a group is called */
} HechaFieldWords;

const HechaFieldWords *hecha_dictionary_words (const HechaDictionary *dictionary,
                                               HechaField field);

G_END_DECLS

#endif
