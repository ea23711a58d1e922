/* Text on its way into a cell: libxlsxwriter passes through what makes a
 * package unreadable, so every text that is written goes through here. */
#include <hecha/book.h>

#include <string.h>

/* TEXT begins with _xHHHH_, which Excel reads as one character. */
static gboolean
is_encoded_character (const char *text)
{
  if (text[0] != '_' || text[1] != 'x')
    return FALSE;
  for (guint i = 2; i < 6; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  return text[6] == '_';
}

static gboolean
is_allowed (gunichar c)
{
  if (c < 0x20)
    return c == '\n';
  return !(c >= 0x7f && c < 0xa0) && c != 0xfffe && c != 0xffff && !(c >= 0xd800 && c < 0xe000);
}

static char *
changed_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_sized_new (strlen (valid));
  guint units = 0;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '\t')
        c = ' ';
      if (!is_allowed (c))
        continue;
      /* Room for this character, an escape and the final mark. */
      if (units + 16 > HECHA_WRITABLE_TEXT_MAX)
        {
          g_string_append (out, "…");
          break;
        }
      if (is_encoded_character (at))
        {
          g_string_append (out, "_x005F");
          units += 6;
        }
      g_string_append_unichar (out, c);
      units += c > 0xffff ? 2 : 1;
    }
  return g_string_free (out, FALSE);
}

/* Nothing in TEXT needs to be changed: what nearly all texts are. */
static gboolean
is_clean (const char *text)
{
  gsize length = strlen (text);

  if (length > HECHA_WRITABLE_TEXT_MAX - 16 || !g_utf8_validate (text, (gssize) length, NULL))
    return FALSE;
  for (const guchar *at = (const guchar *) text; *at != '\0'; at++)
    if ((*at < 0x20 && *at != '\n') || *at == 0x7f || (*at == 0xc2 && at[1] < 0xa0)
        || (*at == 0xef && at[1] == 0xbf && at[2] >= 0xbe) || (*at == '_' && at[1] == 'x'))
      return FALSE;
  return TRUE;
}

char *
hecha_writable_text (const char *text)
{
  if (is_clean (text))
    return g_strdup (text);
  return changed_text (text);
}
