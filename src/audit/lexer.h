/* audit/lexer.h - an expression of a pack as words. */
#ifndef HECHA_AUDIT_LEXER_H
#define HECHA_AUDIT_LEXER_H

#include <hecha/ledger.h>

#include "audit/mistake.h"

typedef enum
{
  HECHA_TOKEN_END,
  HECHA_TOKEN_OPEN,
  HECHA_TOKEN_CLOSE,
  HECHA_TOKEN_COMMA,
  HECHA_TOKEN_OR,
  HECHA_TOKEN_AND,
  HECHA_TOKEN_NOT,
  HECHA_TOKEN_EQUAL,
  HECHA_TOKEN_UNEQUAL,
  HECHA_TOKEN_LESS,
  HECHA_TOKEN_LESS_EQUAL,
  HECHA_TOKEN_GREATER,
  HECHA_TOKEN_GREATER_EQUAL,
  HECHA_TOKEN_PLUS,
  HECHA_TOKEN_MINUS,
  HECHA_TOKEN_TIMES,
  HECHA_TOKEN_YES,          /* 是 */
  HECHA_TOKEN_NO,           /* 否 */
  HECHA_TOKEN_AS_OF,        /* 核查日 */
  HECHA_TOKEN_INVESTMENT,   /* 投资额 */
  HECHA_TOKEN_FIELD,        /* index: HechaField */
  HECHA_TOKEN_FACT,         /* index: HechaFact */
  HECHA_TOKEN_FUNCTION,     /* index: into hecha_functions */
  HECHA_TOKEN_PARAMETER,    /* text: the name without colon */
  HECHA_TOKEN_AMOUNT,       /* number, 分 */
  HECHA_TOKEN_NUMBER,       /* number / denominator */
  HECHA_TOKEN_PERCENT,      /* likewise */
  HECHA_TOKEN_DATE,         /* number, a day */
  HECHA_TOKEN_TEXT          /* text, without its quotes */
} HechaTokenKind;

typedef struct
{
  guint8 kind;         /* HechaTokenKind */
  guint index;
  gsize offset, end;   /* bytes of the text */
  gint64 number, denominator;
  char *text;          /* owned */
} HechaToken;

/* The tokens of TEXT, ended by one of kind END; NULL with MISTAKE set.
 * PARAMETERS are the names that may follow a colon, NULL-terminated.  Free
 * with g_array_unref(). */
GArray *hecha_lex (const char *text, const char *const *parameters, HechaMistake *mistake);

#endif
