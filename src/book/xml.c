/* The tokens of an XML part: tags, text, and what is skipped between. */
#include "book/xml.h"

#include <string.h>

#include "book/charset.h"
#include "book/xml_text.h"

/* Fuzz and sanitizer builds make it small, so that everything meets its end. */
#ifndef HECHA_XML_WINDOW
#define HECHA_XML_WINDOW (128 * 1024)
#endif
/* No honest tag is longer; the window grows no further. */
#define MAX_TAG (1024 * 1024)
#define MAX_NAME 1024
/* Readable bytes behind the window, so that fixed words can be compared. */
#define SLACK 64

HechaXml *
hecha_xml_new (const char *part, HechaXmlRead read, gpointer source, guint max_depth)
{
  HechaXml *xml = g_new0 (HechaXml, 1);

  xml->part = part;
  xml->read = read;
  xml->source = source;
  xml->max_depth = max_depth;
  xml->size = HECHA_XML_WINDOW;
  xml->buffer = g_malloc (xml->size + SLACK);
  memset (xml->buffer, 0, SLACK);
  xml->cursor = xml->end = xml->buffer;
  xml->iconv = (GIConv) -1;
  xml->name_starts = g_new (guint32, max_depth + 1);
  xml->scratch = g_string_new (NULL);
  return xml;
}

void
hecha_xml_free (HechaXml *xml)
{
  if (xml == NULL)
    return;
  if (xml->iconv != (GIConv) -1)
    g_iconv_close (xml->iconv);
  g_free (xml->raw);
  g_free (xml->buffer);
  g_free (xml->names);
  g_free (xml->name_starts);
  g_string_free (xml->scratch, TRUE);
  g_clear_error (&xml->error);
  g_free (xml);
}

void
hecha_xml_fail (HechaXml *xml, const char *what)
{
  if (xml->error == NULL)
    g_set_error (&xml->error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
                 "文件已损坏：%s 第 %" G_GUINT64_FORMAT " 字节处%s，请用 Excel 打开修复后另存",
                 xml->part, xml->offset + (guint64) (xml->cursor - xml->buffer), what);
}

gboolean
hecha_xml_take_error (HechaXml *xml, GError **error)
{
  if (xml->error == NULL)
    hecha_xml_fail (xml, "内容不完整");
  g_propagate_error (error, g_steal_pointer (&xml->error));
  return FALSE;
}

/* ---- the window ----------------------------------------------------------- */

/* Moves what is left to the front and reads more behind it.  FALSE at the end
 * of the part and on an error. */
static gboolean
more (HechaXml *xml)
{
  gsize left = (gsize) (xml->end - xml->cursor), used = (gsize) (xml->cursor - xml->buffer);
  gboolean first = xml->offset == 0 && xml->end == xml->buffer;
  gssize n;

  if (xml->at_end || xml->error != NULL)
    return FALSE;
  if (used > 0)
    memmove (xml->buffer, xml->cursor, left);
  else if (left == xml->size)
    {
      if (xml->size >= MAX_TAG)
        {
          hecha_xml_fail (xml, "有过长的标记");
          return FALSE;
        }
      xml->size *= 2;
      xml->buffer = g_realloc (xml->buffer, xml->size + SLACK);
    }
  xml->offset += used;
  n = hecha_xml_fill (xml, xml->buffer + left, xml->size - left, first);
  xml->cursor = xml->buffer;
  xml->end = xml->buffer + left + MAX (n, 0);
  memset (xml->buffer + left + MAX (n, 0), 0, SLACK);
  xml->at_end = n == 0;
  return n > 0;
}

gboolean
hecha_xml_look_ahead (HechaXml *xml, gsize wanted)
{
  while ((gsize) (xml->end - xml->cursor) < wanted && more (xml))
    ;
  return xml->error == NULL;
}

/* Finds BYTES at or after offset FROM from the cursor, reading on; its place
 * relative to the cursor, or -1 with the error set. */
static gssize
find_ahead (HechaXml *xml, gsize from, const char *bytes, gboolean discard)
{
  gsize length = strlen (bytes);

  for (;;)
    {
      gsize have = (gsize) (xml->end - xml->cursor);
      const char *found = NULL;

      if (have > from)
        found = memmem (xml->cursor + from, have - from, bytes, length);
      if (found != NULL)
        return found - xml->cursor;
      if (discard && have > from + length)
        {
          xml->cursor += have - length;
          from = 0;
        }
      if (!more (xml))
        {
          hecha_xml_fail (xml, "内容不完整");
          return -1;
        }
    }
}

/* ---- tags ------------------------------------------------------------------- */

static inline gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The end of the tag at the cursor, relative to it, quotes respected; -1 with
 * the error set. */
static gssize
find_tag_end (HechaXml *xml)
{
  gsize at = 1;
  char quote = '\0';

  for (;;)
    {
      const char *p = xml->cursor + at;

      for (; p < xml->end; p++)
        {
          if (quote != '\0')
            {
              if (*p == quote)
                quote = '\0';
              else if (*p == '<')
                {
                  hecha_xml_fail (xml, "有不规范的标记");
                  return -1;
                }
            }
          else if (*p == '>')
            return p - xml->cursor;
          else if (*p == '"' || *p == '\'')
            quote = *p;
        }
      at = (gsize) (p - xml->cursor);
      if (!more (xml))
        {
          hecha_xml_fail (xml, "内容不完整");
          return -1;
        }
    }
}

static void
set_name (HechaXml *xml, const char *name, gsize length)
{
  const char *colon = memchr (name, ':', length);

  if (colon != NULL)
    {
      length -= (gsize) (colon + 1 - name);
      name = colon + 1;
    }
  xml->name = name;
  xml->name_length = (guint32) length;
}

static gboolean
push_name (HechaXml *xml, const char *name, gsize length)
{
  if (xml->depth >= xml->max_depth)
    {
      if (xml->error == NULL)
        g_set_error (&xml->error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_LIMIT,
                     "%s 的标记嵌套超过 %u 层，疑似恶意文件，未读取", xml->part, xml->max_depth);
      return FALSE;
    }
  if (xml->names_length + length > xml->names_size)
    {
      xml->names_size = MAX (xml->names_size * 2, xml->names_length + length + 256);
      xml->names = g_realloc (xml->names, xml->names_size);
    }
  memcpy (xml->names + xml->names_length, name, length);
  xml->name_starts[xml->depth++] = (guint32) xml->names_length;
  xml->names_length += length;
  return TRUE;
}

static gboolean
pop_name (HechaXml *xml, const char *name, gsize length)
{
  guint32 start;

  if (xml->depth == 0)
    return FALSE;
  start = xml->name_starts[xml->depth - 1];
  if (xml->names_length - start != length || memcmp (xml->names + start, name, length) != 0)
    return FALSE;
  xml->depth--;
  xml->names_length = start;
  return TRUE;
}

static HechaXmlToken
fail (HechaXml *xml, const char *what)
{
  hecha_xml_fail (xml, what);
  return HECHA_XML_ERROR;
}

static HechaXmlToken
read_start (HechaXml *xml)
{
  gssize end = find_tag_end (xml);
  const char *name, *p, *last;

  if (end < 0)
    return HECHA_XML_ERROR;
  last = xml->cursor + end;
  name = p = xml->cursor + 1;
  while (p < last && !is_space (*p) && *p != '/')
    p++;
  if (p == name || p - name > MAX_NAME || (xml->depth == 0 && xml->any_root))
    return fail (xml, "有不规范的标记");
  if (!push_name (xml, name, (gsize) (p - name)))
    return HECHA_XML_ERROR;
  xml->any_root = TRUE;
  set_name (xml, name, (gsize) (p - name));
  xml->empty = last[-1] == '/';
  xml->pending_end = xml->empty;
  xml->attributes = p;
  xml->attributes_end = xml->empty ? last - 1 : last;
  xml->cursor = last + 1;
  return HECHA_XML_START;
}

static HechaXmlToken
read_end (HechaXml *xml)
{
  gssize end = find_tag_end (xml);
  const char *name, *last;

  if (end < 0)
    return HECHA_XML_ERROR;
  name = xml->cursor + 2;
  last = xml->cursor + end;
  while (last > name && is_space (last[-1]))
    last--;
  if (!pop_name (xml, name, (gsize) (last - name)))
    return fail (xml, "标记不成对");
  set_name (xml, name, (gsize) (last - name));
  xml->cursor += end + 1;
  return HECHA_XML_END;
}

/* The END of <name/>: its name stands where it stood. */
static HechaXmlToken
end_empty (HechaXml *xml)
{
  xml->pending_end = FALSE;
  xml->depth--;
  xml->names_length = xml->name_starts[xml->depth];
  return HECHA_XML_END;
}

/* ---- text, and what is no token ----------------------------------------------- */

/* Where a piece of text that reaches the end of the window may be cut: not
 * inside a reference, a character, or a line end. */
static gsize
cut_text (const char *text, gsize length)
{
  const char *reference = memrchr (text + (length > 16 ? length - 16 : 0), '&', MIN (length, 16));

  if (reference != NULL && memchr (reference, ';', (gsize) (text + length - reference)) == NULL)
    length = (gsize) (reference - text);
  while (length > 0 && ((guint8) text[length - 1] & 0xc0) == 0x80)
    length--;
  if (length > 0 && (guint8) text[length - 1] >= 0xc0)
    length--;
  if (length > 0 && text[length - 1] == '\r')
    length--;
  return length;
}

static HechaXmlToken
read_text (HechaXml *xml)
{
  gsize have = (gsize) (xml->end - xml->cursor);
  const char *tag = memchr (xml->cursor, '<', have);

  xml->text = xml->cursor;
  xml->cdata = FALSE;
  set_name (xml, "", 0);   /* that of the last tag may have left the window */
  xml->text_length = tag != NULL ? (gsize) (tag - xml->cursor) : have;
  if (tag == NULL && !xml->at_end)
    {
      xml->text_length = cut_text (xml->cursor, have);
      if (xml->text_length == 0)
        {
          if (!more (xml) && xml->error != NULL)
            return HECHA_XML_ERROR;
          return read_text (xml);
        }
    }
  for (gsize i = 0; xml->depth == 0 && i < xml->text_length; i++)
    if (!is_space (xml->text[i]))
      return fail (xml, "标记之外有多余的内容");
  xml->cursor += xml->text_length;
  return HECHA_XML_TEXT;
}

static HechaXmlToken
read_cdata (HechaXml *xml)
{
  gssize end = find_ahead (xml, 9, "]]>", FALSE);

  if (end < 0)
    return HECHA_XML_ERROR;
  if (xml->depth == 0)
    return fail (xml, "标记之外有多余的内容");
  set_name (xml, "", 0);
  xml->text = xml->cursor + 9;
  xml->text_length = (gsize) end - 9;
  xml->cdata = TRUE;
  xml->cursor += end + 3;
  return HECHA_XML_TEXT;
}

static gboolean
skip_past (HechaXml *xml, gsize from, const char *bytes)
{
  gssize end = find_ahead (xml, from, bytes, TRUE);

  if (end < 0)
    return FALSE;
  xml->cursor += end + (gssize) strlen (bytes);
  return TRUE;
}

/* At "<!": a comment or CDATA; anything else is a DOCTYPE, which no part of a
 * workbook may have (ECMA-376 part 2) and no honest one has. */
static HechaXmlToken
read_declaration (HechaXml *xml, gboolean *skipped)
{
  if (!hecha_xml_look_ahead (xml, 9))
    return HECHA_XML_ERROR;
  if (strncmp (xml->cursor, "<!--", 4) == 0)
    {
      *skipped = skip_past (xml, 4, "-->");
      return HECHA_XML_ERROR;
    }
  if (strncmp (xml->cursor, "<![CDATA[", 9) == 0)
    return read_cdata (xml);
  return fail (xml, "有文档类型声明（DOCTYPE），疑似恶意文件");
}

static HechaXmlToken
read_tag (HechaXml *xml, gboolean *skipped)
{
  if (!hecha_xml_look_ahead (xml, 2))
    return HECHA_XML_ERROR;
  switch (xml->cursor[1])
    {
    case '/':
      return read_end (xml);
    case '!':
      return read_declaration (xml, skipped);
    case '?':
      *skipped = skip_past (xml, 2, "?>");
      return HECHA_XML_ERROR;
    default:
      return read_start (xml);
    }
}

HechaXmlToken
hecha_xml_next (HechaXml *xml)
{
  if (xml->error != NULL)
    return HECHA_XML_ERROR;
  if (xml->pending_end)
    return end_empty (xml);
  for (;;)
    {
      gboolean skipped = FALSE;
      HechaXmlToken token;

      if (xml->cursor == xml->end && !more (xml))
        {
          if (xml->error != NULL)
            return HECHA_XML_ERROR;
          return xml->depth == 0 && xml->any_root ? HECHA_XML_DONE : fail (xml, "内容不完整");
        }
      token = *xml->cursor == '<' ? read_tag (xml, &skipped) : read_text (xml);
      if (!skipped && (token != HECHA_XML_TEXT || xml->depth > 0))
        return token;
    }
}

gboolean
hecha_xml_skip (HechaXml *xml)
{
  guint outer = xml->depth - 1;

  for (;;)
    {
      HechaXmlToken token = hecha_xml_next (xml);

      if (token == HECHA_XML_ERROR || token == HECHA_XML_DONE)
        return FALSE;
      if (token == HECHA_XML_END && xml->depth == outer)
        return TRUE;
    }
}

gboolean
hecha_xml_name_is (const HechaXml *xml, const char *name)
{
  return strlen (name) == xml->name_length && memcmp (xml->name, name, xml->name_length) == 0;
}
