/* Names in the one form in which they are compared. */
#include <hecha/ledger.h>

#include <string.h>

#include "ledger/fold.h"

/* A point or stroke between two digits tells V2.0 from V20. */
static gboolean
kept_between_digits (char c, const char *made, gsize n, const char *rest)
{
  return (c == '.' || c == '-') && n > 0 && g_ascii_isdigit (made[n - 1]) &&
         g_ascii_isdigit ((char) hecha_fold_char (g_utf8_get_char (rest)));
}

static gboolean
is_word_char (gunichar c)
{
  if (c >= 0x4e00 && c <= 0x9fff)
    return TRUE;
  if (c < 0x80)
    return g_ascii_isalnum ((char) c);
  return g_unichar_isalnum (c);
}

/* The result is never longer than NAME: folding shortens. */
char *
hecha_name_plain (const char *name)
{
  char *made = g_malloc (strlen (name) + 1);
  gsize n = 0;

  for (const char *p = name; *p != '\0';)
    {
      gunichar c = hecha_fold_char (g_utf8_get_char (p));
      const char *next = g_utf8_next_char (p);

      if (c >= 0x4e00 && c <= 0x9fff)
        {
          memcpy (made + n, p, 3);
          n += 3;
        }
      else if (c != 0 && (is_word_char (c) ||
                          (c < 0x80 && kept_between_digits ((char) c, made, n, next))))
        n += (gsize) g_unichar_to_utf8 (c, made + n);
      p = next;
    }
  made[n] = '\0';
  return made;
}
