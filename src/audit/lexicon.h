/* audit/lexicon.h - the words of the language: fields, facts, functions and
 * keywords, and how Chinese, which has no spaces, is cut by them. */
#ifndef HECHA_AUDIT_LEXICON_H
#define HECHA_AUDIT_LEXICON_H

#include "audit/lexer.h"

typedef struct
{
  guint8 kind; /* HechaTokenKind */
  guint index; /* of a field, fact or function */
} HechaWord;

/* Every word that an expression may hold, NULL-terminated, for hints. */
const char *const *hecha_language_words (void);

/* The longest known word that begins at AT, before END, and where it ends; NULL
 * where none does. */
const HechaWord *hecha_lexicon_longest (const char *at, const char *end, const char **word_end);
/* Whether a run is cut whole by taking the longest word each time. */
gboolean hecha_lexicon_cuts (const char *at, const char *end);
/* Where the part of a run begins that is to blame for not being cut: after the
 * last 且, 或 or 非 before it ("已验收且监里单位"). */
const char *hecha_lexicon_unknown_part (const char *at, const char *end);

#endif
