/* audit/trie.h - the known words of a thesaurus, found from the first character
 * on: reading a million contents walks it billions of times.
 */
#ifndef HECHA_AUDIT_TRIE_H
#define HECHA_AUDIT_TRIE_H

#include <glib.h>

#define HECHA_WORD_CONCEPTS 4

typedef struct
{
  guint length;                            /* characters matched; 0 = no word here */
  guint n_concepts;
  guint16 concepts[HECHA_WORD_CONCEPTS];
} HechaWord;

typedef struct _HechaTrie HechaTrie;

HechaTrie *hecha_trie_new (void);
void hecha_trie_free (HechaTrie *trie);
/* TEXT means CONCEPT too; what is beyond HECHA_WORD_CONCEPTS is left out.  A
 * word keeps the characters that separate others (互联网+明厨亮灶). */
void hecha_trie_add (HechaTrie *trie, const char *text, guint16 concept);
/* Once, after the last word and before the first match. */
void hecha_trie_freeze (HechaTrie *trie);
/* The longest word at the start of UNITS (folded text). */
void hecha_trie_match (const HechaTrie *trie, const guint16 *units, gsize length, HechaWord *word);

#endif
