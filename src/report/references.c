#include "report/references.h"

#include <string.h>

static gboolean
is_named (const char *name, gsize length, const char *wanted)
{
  return length == strlen (wanted) && memcmp (name, wanted, length) == 0;
}

/* The character that &#…; stands for, or 0. */
static gunichar
numbered (const char *name, gsize length)
{
  gboolean hex = length > 1 && name[1] == 'x';
  guint32 c = 0;

  if (length < (hex ? 3 : 2))
    return 0;
  for (gsize i = hex ? 2 : 1; i < length; i++)
    {
      int digit = hex ? g_ascii_xdigit_value (name[i]) : g_ascii_digit_value (name[i]);

      if (digit < 0 || c > 0x10ffff)
        return 0;
      c = c * (hex ? 16 : 10) + (guint) digit;
    }
  if ((c < ' ' && !(c == '\t' || c == '\n' || c == '\r')) || c > 0x10ffff || c == 0xfffe
      || c == 0xffff || (c >= 0xd800 && c < 0xe000))
    return 0;
  return c;
}

gunichar
hecha_reference_take (const char **at, const char *end)
{
  static const struct { const char *name; char meant; } known[]
      = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' } };
  const char *name = *at + 1;
  const char *stop = memchr (*at, ';', MIN ((gsize) (end - *at), 32));
  gsize length;

  if (stop == NULL)
    return 0;
  length = (gsize) (stop - name);
  *at = stop + 1;
  if (length > 0 && *name == '#')
    return numbered (name, length);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (is_named (name, length, known[i].name))
      return (gunichar) known[i].meant;
  return 0;
}

static inline gboolean
is_special (char c, HechaXmlPlace place)
{
  return (c == '&' && place != HECHA_IN_CDATA) || c == '\r'
         || (place == HECHA_IN_ATTRIBUTE && (c == '\n' || c == '\t'));
}

gboolean
hecha_references_append (GString *out, const char *data, gsize length, HechaXmlPlace place)
{
  const char *at = data, *end = data + length;

  while (at < end)
    {
      gsize run = 0, left = (gsize) (end - at);
      char c;

      /* "&" and what is below " " alone can mean anything else. */
      while (run < left && (at[run] > '&' || (guchar) at[run] >= 0x80 || at[run] == ' '
                            || !is_special (at[run], place)))
        run++;
      if (out != NULL)
        g_string_append_len (out, at, (gssize) run);
      at += run;
      if (at == end)
        break;
      c = *at;
      if (c == '&')
        {
          gunichar meant = hecha_reference_take (&at, end);

          if (meant == 0)
            return FALSE;
          if (out != NULL)
            g_string_append_unichar (out, meant);
          continue;
        }
      at += c == '\r' && left - run > 1 && at[1] == '\n' ? 2 : 1;
      if (out != NULL)
        g_string_append_c (out, place == HECHA_IN_ATTRIBUTE ? ' ' : '\n');
    }
  return TRUE;
}
