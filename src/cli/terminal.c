#include "cli/terminal.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

gboolean
hecha_terminal_has_colour (void)
{
  const char *no_colour = g_getenv ("NO_COLOR");

  return isatty (STDOUT_FILENO) && (no_colour == NULL || *no_colour == '\0')
         && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

void
hecha_terminal_print_level (HechaOutcome level)
{
  const char *colour = level == HECHA_OUTCOME_VIOLATION ? "\033[1;31m"
                       : level == HECHA_OUTCOME_SUSPECT ? "\033[33m"
                                                        : "\033[36m";

  if (hecha_terminal_has_colour ())
    printf ("%s%s\033[0m", colour, hecha_outcome_name (level));
  else
    fputs (hecha_outcome_name (level), stdout);
}

static guint
character_width (gunichar c)
{
  return g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
}

guint
hecha_terminal_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += character_width (g_utf8_get_char (text));
  return width;
}

void
hecha_terminal_print_padded (const char *text, guint width)
{
  gboolean cut = hecha_terminal_width (text) > width;
  guint used = 0, room = cut ? width - 1 : width;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (used + character_width (c) > room)
        break;
      used += character_width (c);
      if (c < ' ')   /* a line break inside a header must not break the table */
        putchar (' ');
      else
        printf ("%.*s", (int) (g_utf8_next_char (text) - text), text);
    }
  if (cut)
    {
      fputs ("…", stdout);
      used++;
    }
  for (; used < width; used++)
    putchar (' ');
}
