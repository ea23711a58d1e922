/* Decoding of text and attributes, for xml.c and whoever reads ahead. */
#include "book/xml_text.h"

#include <string.h>

#include "book/xml.h"

/* A cell holds 32,767 characters; what is far beyond is no text to read. */
#define MAX_TEXT (4 * 1024 * 1024)

static gboolean
is_xml_character (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xd800)
         || (c >= 0xe000 && c < 0xfffe) || (c >= 0x10000 && c <= 0x10ffff);
}

/* The character of "#123" or "#x7B" (N bytes), or 0. */
static gunichar
numeric_reference (const char *text, gsize n)
{
  gboolean hex = n > 1 && (text[1] == 'x' || text[1] == 'X');
  gunichar value = 0;
  gsize i = hex ? 2 : 1;

  if (i >= n)
    return 0;
  for (; i < n; i++)
    {
      int digit = hex ? g_ascii_xdigit_value (text[i]) : g_ascii_digit_value (text[i]);

      if (digit < 0 || value > 0x10ffff)
        return 0;
      value = value * (hex ? 16 : 10) + (gunichar) digit;
    }
  return is_xml_character (value) ? value : 0;
}

static gunichar
reference (const char *text, gsize n)
{
  static const struct
  {
    const char *name;
    char character;
  } named[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' } };

  if (n > 0 && text[0] == '#')
    return numeric_reference (text, n);
  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (strlen (named[i].name) == n && memcmp (named[i].name, text, n) == 0)
      return (gunichar) named[i].character;
  return 0;
}

/* U+FFFE and U+FFFF, which are UTF-8 but no XML: EF BF BE and EF BF BF. */
static gboolean
has_noncharacter (const char *text, gsize length)
{
  const char *p = text, *end = text + length;

  while ((p = memchr (p, 0xef, (gsize) (end - p))) != NULL)
    {
      if (end - p >= 3 && (guint8) p[1] == 0xbf && (guint8) p[2] >= 0xbe)
        return TRUE;
      p++;
    }
  return FALSE;
}

/* What the characters of a text need, as bits. */
enum
{
  NEEDS_DECODING = 1 << 0,      /* a reference or a line end of two characters */
  NEEDS_VALIDATION = 1 << 1,    /* not all ASCII */
  NEEDS_UNESCAPING = 1 << 2,    /* an underscore: perhaps _xHHHH_ */
  FORBIDDEN = 1 << 3
};

static guint
look_at (const char *text, gsize length)
{
  guint needs = 0;

  for (gsize i = 0; i < length; i++)
    {
      guint8 c = (guint8) text[i];

      if (c >= 0x80)
        needs |= NEEDS_VALIDATION;
      else if (c == '&' || c == '\r')
        needs |= NEEDS_DECODING;
      else if (c == '_')
        needs |= NEEDS_UNESCAPING;
      else if (c < 0x20 && c != '\n' && c != '\t')
        needs |= FORBIDDEN;
    }
  return needs;
}

static gboolean
is_valid (guint needs, const char *text, gsize length)
{
  if (needs & FORBIDDEN)
    return FALSE;
  return !(needs & NEEDS_VALIDATION)
         || (g_utf8_validate (text, (gssize) length, NULL) && !has_noncharacter (text, length));
}

const char *
hecha_xml_plain_end (const char *text)
{
  /* 1: one byte; 3: begins three that cannot be a surrogate or too long a form. */
  static const guint8 steps[256] = {
    ['\t'] = 1,     ['\n'] = 1,     [' ' ... '%'] = 1, ['\''... ';'] = 1,
    ['=' ... '^'] = 1, ['`' ... 0x7e] = 1, [0xe1 ... 0xec] = 3, [0xee ... 0xef] = 3
  };

  for (;;)
    {
      guint8 step = steps[(guint8) *text];

      if (step == 1)
        text++;
      else if (step == 3 && ((guint8) text[1] & 0xc0) == 0x80 && ((guint8) text[2] & 0xc0) == 0x80
               && ((guint8) text[0] != 0xef || (guint8) text[1] != 0xbf))
        text += 3;
      else
        return text;
    }
}

gboolean
hecha_xml_text_is_plain (const char *text, gsize length)
{
  guint needs = look_at (text, length);

  return !(needs & (NEEDS_DECODING | NEEDS_UNESCAPING)) && is_valid (needs, text, length);
}

gboolean
hecha_xml_text_append (GString *out, const char *text, gsize length, gboolean cdata)
{
  const char *end = text + length;
  guint needs = look_at (text, length);

  if (!is_valid (needs, text, length))
    return FALSE;
  while ((needs & NEEDS_DECODING) && text < end)
    {
      const char *p = text, *semicolon;
      gunichar character;

      while (p < end && *p != '\r' && (*p != '&' || cdata))
        p++;
      g_string_append_len (out, text, p - text);
      if (p == end)
        return TRUE;
      if (*p == '\r')
        {
          g_string_append_c (out, '\n');
          text = p + 1 < end && p[1] == '\n' ? p + 2 : p + 1;
          continue;
        }
      semicolon = memchr (p, ';', (gsize) (end - p));
      if (semicolon == NULL
          || (character = reference (p + 1, (gsize) (semicolon - p - 1))) == 0)
        return FALSE;
      g_string_append_unichar (out, character);
      text = semicolon + 1;
    }
  g_string_append_len (out, text, end - text);
  return TRUE;
}

gboolean
hecha_xml_append_text (HechaXml *xml, GString *out)
{
  if (out->len > MAX_TEXT)
    {
      g_set_error (&xml->error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_LIMIT,
                   "%s 里有超过 %d MB 的一段文字，不像正常台账，未读取", xml->part, MAX_TEXT >> 20);
      return FALSE;
    }
  if (hecha_xml_text_append (out, xml->text, xml->text_length, xml->cdata))
    return TRUE;
  hecha_xml_fail (xml, "之前有非法字符或引用");
  return FALSE;
}

gboolean
hecha_xml_append_content (HechaXml *xml, GString *out)
{
  guint outer = xml->depth - 1;

  for (;;)
    {
      HechaXmlToken token = hecha_xml_next (xml);

      if (token == HECHA_XML_END && xml->depth == outer)
        return TRUE;
      if (token == HECHA_XML_ERROR || token == HECHA_XML_DONE)
        return FALSE;
      if (token == HECHA_XML_TEXT && xml->depth == outer + 1 && !hecha_xml_append_text (xml, out))
        return FALSE;
    }
}

/* ---- attributes ------------------------------------------------------------ */

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Reads `name="value"` at P; the place behind it, or NULL at the end and
 * where it is no attribute. */
static const char *
read_attribute (const char *p, const char *end, const char **name, gsize *name_length,
                const char **value, gsize *length)
{
  const char *close;

  while (p < end && is_space (*p))
    p++;
  *name = p;
  while (p < end && *p != '=' && !is_space (*p))
    p++;
  *name_length = (gsize) (p - *name);
  while (p < end && is_space (*p))
    p++;
  if (p == end || *p++ != '=')
    return NULL;
  while (p < end && is_space (*p))
    p++;
  if (p == end || (*p != '"' && *p != '\''))
    return NULL;
  close = memchr (p + 1, *p, (gsize) (end - p - 1));
  if (close == NULL)
    return NULL;
  *value = p + 1;
  *length = (gsize) (close - p - 1);
  return close + 1;
}

gboolean
hecha_xml_attribute (const HechaXml *xml, const char *wanted, gboolean any_prefix,
                     const char **value, gsize *length)
{
  const char *p = xml->attributes, *name;
  gsize n, wanted_length = strlen (wanted);

  while ((p = read_attribute (p, xml->attributes_end, &name, &n, value, length)) != NULL)
    {
      const char *colon = any_prefix ? memchr (name, ':', n) : NULL;

      if (colon != NULL)
        {
          n -= (gsize) (colon + 1 - name);
          name = colon + 1;
        }
      if (n == wanted_length && memcmp (name, wanted, n) == 0)
        return TRUE;
    }
  return FALSE;
}

char *
hecha_xml_attribute_dup (HechaXml *xml, const char *name, gboolean any_prefix)
{
  const char *value;
  gsize length;

  if (!hecha_xml_attribute (xml, name, any_prefix, &value, &length))
    return NULL;
  g_string_truncate (xml->scratch, 0);
  if (!hecha_xml_text_append (xml->scratch, value, length, FALSE))
    {
      hecha_xml_fail (xml, "之前有非法字符或引用");
      return NULL;
    }
  return g_strdup (xml->scratch->str);
}

guint64
hecha_xml_attribute_uint (const HechaXml *xml, const char *name, guint64 fallback)
{
  const char *value;
  gsize length;
  guint64 number = 0;

  if (!hecha_xml_attribute (xml, name, FALSE, &value, &length) || length == 0 || length > 18)
    return fallback;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (value[i]))
        return fallback;
      number = number * 10 + (guint64) g_ascii_digit_value (value[i]);
    }
  return number;
}

gboolean
hecha_xml_attribute_true (const HechaXml *xml, const char *name)
{
  const char *value;
  gsize length;

  if (!hecha_xml_attribute (xml, name, FALSE, &value, &length))
    return FALSE;
  return (length == 1 && value[0] == '1') || (length == 4 && memcmp (value, "true", 4) == 0)
         || (length == 2 && memcmp (value, "on", 2) == 0);
}
