/* ledger/fold.h - one spelling for what keyboards write in several. */
#ifndef HECHA_LEDGER_FOLD_H
#define HECHA_LEDGER_FOLD_H

#include <glib.h>

/* Longer cells are prose: never a date, an amount or a bare word. */
#define HECHA_FOLD_SIZE 512

/* The half-width, lower-case twin of C: digits, letters, brackets, dashes,
 * ticks and crosses each in one form; 0 for what is never seen (white space,
 * zero-width and direction marks). */
gunichar hecha_fold_char (gunichar c);

/* TEXT folded into BUFFER (HECHA_FOLD_SIZE bytes): white space goes, save one
 * blank between two digits ("2024-07-03 00:00", "1 234").  Returns the
 * length, or -1 where it does not fit. */
gssize hecha_fold_text (const char *text, char *buffer);

/* The part of TEXT without white space (of any script) at both ends. */
const char *hecha_trim (const char *text, gsize *length);

/* Where *TEXT begins with WORD, moves past it. */
gboolean hecha_take (const char **text, const char *word);

/* Whether a character from U+4E00 to U+9FFF stands at P, three bytes that fold to
 * themselves: most of what cells hold. */
static inline gboolean
hecha_fold_keeps (const char *p)
{
  guchar first = (guchar) p[0];

  /* What may be a NUL is looked at before what stands behind it. */
  if (first < 0xe4 || first > 0xe9 || p[1] == '\0')
    return FALSE;
  return (first > 0xe4 || (guchar) p[1] >= 0xb8) && p[2] != '\0';
}

#endif
