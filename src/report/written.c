/* written.c - how a written text will stand in its cell. */
#include "report/written.h"

/* "=", "+", "-", "@" and their full-width twins. */
gboolean
hecha_written_is_risky (const char *text)
{
  const guchar *at = (const guchar *) text;

  while (*at == ' ' || *at == '\t' || *at == '\n')
    at++;
  if (*at == '=' || *at == '+' || *at == '-' || *at == '@')
    return TRUE;
  return at[0] == 0xef && at[1] == 0xbc
         && (at[2] == 0x9d || at[2] == 0x8b || at[2] == 0x8d || at[2] == 0xa0);
}

/* Tenths of a column's unit that the character at AT takes; *NEXT is behind it.
 * From U+2010 on they are wide, and so is the middle dot: quotes, dashes and
 * arrows are in Chinese fonts too. */
static inline guint
character_width (const guchar *at, const guchar **next)
{
  if (at[0] < 0x80)
    {
      *next = at + 1;
      return 10;
    }
  *next = (const guchar *) g_utf8_next_char ((const char *) at);
  if (at[0] < 0xe2)
    return at[0] == 0xc2 && at[1] == 0xb7 ? 19 : 10;
  return at[0] == 0xe2 && at[1] == 0x80 && at[2] < 0x90 ? 10 : 19;
}

guint
hecha_written_lines (const char *text, double width)
{
  guint room = width > 3 ? (guint) (width * 10 - 7) : 20;
  guint lines = 1, used = 0;

  for (const guchar *at = (const guchar *) text, *next; *at != '\0'; at = next)
    {
      guint needed = character_width (at, &next);

      if (*at == '\n' || used + needed > room)
        {
          lines++;
          used = 0;
        }
      if (*at != '\n')
        used += needed;
    }
  return lines;
}

double
hecha_written_width (const char *text)
{
  guint widest = 0, used = 0;

  for (const guchar *at = (const guchar *) text, *next; *at != '\0'; at = next)
    {
      guint needed = character_width (at, &next);

      used = *at == '\n' ? 0 : used + needed;
      widest = MAX (widest, used);
    }
  return widest / 10.0;
}
