/* written.c - how a written text will stand in its cell. */
#include "report/written.h"

gboolean
hecha_written_is_risky (const char *text)
{
  static const char *const starts[] = { "=", "+", "-", "@", "＝", "＋", "－", "＠" };

  while (*text == ' ' || *text == '\t' || *text == '\n')
    text++;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (text, starts[i]))
      return TRUE;
  return FALSE;
}

/* Tenths of a column's unit.  Quotes, dashes and arrows are wide in Chinese
 * fonts too. */
static guint
character_width (gunichar c)
{
  return c >= 0x2010 || c == 0xb7 ? 19 : 10;
}

guint
hecha_written_lines (const char *text, double width)
{
  guint room = width > 3 ? (guint) (width * 10 - 7) : 20;
  guint lines = 1, used = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      guint needed = character_width (c);

      if (c == '\n' || used + needed > room)
        {
          lines++;
          used = 0;
        }
      if (c != '\n')
        used += needed;
    }
  return lines;
}
