/* audit/lexer_input.h - an expression while it is cut into tokens: its
 * characters as the language sees them, and the tokens so far. */
#ifndef HECHA_AUDIT_LEXER_INPUT_H
#define HECHA_AUDIT_LEXER_INPUT_H

#include "audit/lexer.h"

typedef struct
{
  const char *text;
  const char *at;
  const char *const *parameters; /* names, NULL-terminated, or NULL */
  GArray *tokens;
  HechaMistake *mistake;
} HechaLexer;

/* Full-width forms and the signs of Chinese input methods to ASCII; ≥ ≤ ≠
 * stay. */
gunichar hecha_lexer_fold (gunichar character);
/* Adds a token that stands from START to before END. */
HechaToken *hecha_lexer_push (HechaLexer *lexer, HechaTokenKind kind, const char *start,
                              const char *end);
/* The number, amount or date that begins at the lexer's place. */
gboolean hecha_lex_number (HechaLexer *lexer);

/* The character at AT, folded; 0 at the end. */
static inline gunichar
hecha_lexer_peek (const char *at)
{
  return *at == '\0' ? 0 : hecha_lexer_fold (g_utf8_get_char (at));
}

static inline gsize
hecha_lexer_offset (const HechaLexer *lexer, const char *at)
{
  return (gsize) (at - lexer->text);
}

static inline gboolean
hecha_lexer_is_digit (gunichar character)
{
  return character >= '0' && character <= '9';
}

#endif
