/* concepts.h - words of one meaning: 拨付 and 付款, 末笔 and 最近.  Headers that
 * hold the same concepts in any order mean the same.  Private to room ledger. */
#ifndef HECHA_CONCEPTS_H
#define HECHA_CONCEPTS_H

#include <glib.h>

typedef struct _HechaConcepts HechaConcepts;

HechaConcepts *hecha_concepts_new (void);
void hecha_concepts_free (HechaConcepts *concepts);
/* WORD, plain, stands for CONCEPT; CONCEPT NULL: it says nothing. */
void hecha_concepts_add (HechaConcepts *concepts, const char *word, const char *concept);
/* The concepts of TEXT, plain: each once, sorted, "|" between, and with
 * WITH_LAST the last one again behind ">"; what is no concept stands character
 * by character.  NULL where they are too few to mean something.  DROPPED, if
 * not NULL, tells whether something was left out.  Free with g_free(). */
char *hecha_concepts_key (const HechaConcepts *concepts, const char *text, gboolean with_last,
                          gboolean *dropped);

#endif
