/* A JSON parser that calls itself once a level runs out of stack on a file of
 * brackets: what strangers may have written is looked over first. */
#include <hecha/ledger.h>

gboolean
hecha_json_is_shallow (const char *text, gsize length, guint max_depth)
{
  gboolean quoted = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    if (quoted && text[i] == '\\')
      i++;
    else if (text[i] == '"')
      quoted = !quoted;
    else if (!quoted && (text[i] == '{' || text[i] == '[') && ++depth > max_depth)
      return FALSE;
    else if (!quoted && (text[i] == '}' || text[i] == ']') && depth > 0)
      depth--;
  return TRUE;
}
