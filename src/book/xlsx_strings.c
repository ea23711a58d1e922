/* Shared strings and what makes a string of a string item. */
#include "book/xlsx.h"

#include <string.h>

#include "book/xlsb.h"
#include "book/xml_text.h"

#define LONG_STRING 1024    /* bytes, above which uses are counted */
#define ESCAPE_LENGTH 7   /* of "_x0041_" */

/* The code unit of "_xHHHH_" at P, or -1.  Excel takes "_X0041_" as it is. */
static int
escaped_unit (const char *p, const char *end)
{
  int unit = 0;

  if (end - p < ESCAPE_LENGTH || p[0] != '_' || p[1] != 'x' || p[6] != '_')
    return -1;
  for (int i = 2; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

/* Appends the character that begins with UNIT, whose escape ends at P; the
 * place behind it, further on where a surrogate pair took two escapes. */
static const char *
append_unit (GString *out, int unit, const char *p, const char *end)
{
  int low = unit >= 0xd800 && unit < 0xdc00 ? escaped_unit (p, end) : -1;
  gunichar character = (gunichar) unit;

  if (low >= 0xdc00 && low < 0xe000)
    {
      character = 0x10000 + (((gunichar) unit - 0xd800) << 10) + ((gunichar) low - 0xdc00);
      p += ESCAPE_LENGTH;
    }
  if (character >= 0xd800 && character < 0xe000)
    character = 0xfffd;
  if (character != 0)
    g_string_append_unichar (out, character);
  return p;
}

void
hecha_xlsx_unescape (GString *text)
{
  const char *p = text->str, *copied = p, *end = text->str + text->len;
  g_autoptr (GString) out = NULL;

  while ((p = memchr (p, '_', (gsize) (end - p))) != NULL)
    {
      int unit = escaped_unit (p, end);

      if (unit < 0)
        {
          p++;
          continue;
        }
      if (out == NULL)
        out = g_string_new (NULL);
      g_string_append_len (out, copied, p - copied);
      p = copied = append_unit (out, unit, p + ESCAPE_LENGTH, end);
    }
  if (out == NULL)
    return;
  g_string_append_len (out, copied, end - copied);
  g_string_assign (text, out->str);
}

gboolean
hecha_xlsx_append_string (HechaXml *xml, GString *out)
{
  guint outer = xml->depth - 1;

  for (;;)
    {
      HechaXmlToken token = hecha_xml_next (xml);

      if (token == HECHA_XML_ERROR || token == HECHA_XML_DONE)
        return FALSE;
      if (token == HECHA_XML_END && xml->depth == outer)
        return TRUE;
      if (token != HECHA_XML_START || hecha_xml_name_is (xml, "r"))
        continue;
      if (hecha_xml_name_is (xml, "t"))
        {
          if (!hecha_xml_append_content (xml, out))
            return FALSE;
        }
      else if (!hecha_xml_skip (xml))
        return FALSE;
    }
}

gboolean
hecha_xlsx_keep_string (HechaBook *book, HechaXlsx *xlsx, const char *text, gsize length, GError **error)
{
  char *kept = (char *) "";

  if (!hecha_book_count_text (book, length + 1 + sizeof (char *), error))
    return FALSE;
  if (length > 0)
    kept = g_string_chunk_insert_len (book->texts, text, (gssize) length);
  if (length > LONG_STRING)
    {
      g_hash_table_insert (xlsx->long_strings, GUINT_TO_POINTER (xlsx->strings->len), kept);
      kept = NULL;
    }
  g_ptr_array_add (xlsx->strings, kept);
  return TRUE;
}

const char *
hecha_xlsx_shared_string (HechaBook *book, const HechaXlsx *xlsx, guint index, GError **error)
{
  const char *text = g_ptr_array_index (xlsx->strings, index);

  if (text != NULL)
    return text;
  text = g_hash_table_lookup (xlsx->long_strings, GUINT_TO_POINTER (index));
  return hecha_book_count_text (book, strlen (text), error) ? text : NULL;
}

/* Finds the text of `<si><t>text</t></si>` at P in the window, by far the most
 * frequent form; the place behind the item, or NULL where it is another. */
static const char *
fast_item (const HechaXml *xml, const char *p, const char **text, gsize *length)
{
  static const char plain[] = "<si><t>", spaced[] = "<si><t xml:space=\"preserve\">";
  static const char tail[] = "</t></si>";
  const char *end;

  if (memcmp (p, plain, sizeof plain - 1) == 0)
    *text = p + sizeof plain - 1;
  else if (memcmp (p, spaced, sizeof spaced - 1) == 0)
    *text = p + sizeof spaced - 1;
  else
    return NULL;
  end = hecha_xml_plain_end (*text);
  if (*end != '<' && end < xml->end)
    {
      end = memchr (end, '<', (gsize) (xml->end - end));
      if (end == NULL || !hecha_xml_text_is_plain (*text, (gsize) (end - *text)))
        return NULL;
    }
  *length = (gsize) (end - *text);
  return memcmp (end, tail, sizeof tail - 1) == 0 ? end + sizeof tail - 1 : NULL;
}

static gboolean
read_fast_items (HechaBook *book, HechaXml *xml, HechaXlsx *xlsx, GError **error)
{
  const char *next, *text;
  gsize length;

  while ((next = fast_item (xml, xml->cursor, &text, &length)) != NULL)
    {
      xml->cursor = next;
      if (!hecha_xlsx_keep_string (book, xlsx, text, length, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_item (HechaBook *book, HechaXml *xml, HechaXlsx *xlsx, GString *text, GError **error)
{
  g_string_truncate (text, 0);
  if (!hecha_xlsx_append_string (xml, text))
    return hecha_xml_take_error (xml, error);
  hecha_xlsx_unescape (text);
  return hecha_xlsx_keep_string (book, xlsx, text->str, text->len, error);
}

static gboolean
read_items (HechaBook *book, HechaXml *xml, HechaXlsx *xlsx, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  HechaXmlToken token;

  while ((token = hecha_xml_next (xml)) != HECHA_XML_DONE)
    {
      if (token == HECHA_XML_ERROR)
        return hecha_xml_take_error (xml, error);
      if (token == HECHA_XML_START && xml->depth == 2 && hecha_xml_name_is (xml, "si")
          && !read_item (book, xml, xlsx, text, error))
        return FALSE;
      if (xml->depth == 1 && !xml->pending_end && !read_fast_items (book, xml, xlsx, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_part (HechaBook *book, HechaXlsx *xlsx, GError **error)
{
  g_auto (HechaPart) part = { NULL, NULL };

  if (book->kind == HECHA_KIND_XLSB)
    return hecha_xlsb_read_strings (book, xlsx, error);
  return hecha_part_open (&part, xlsx->zip, xlsx->strings_part, book->limits.max_depth, error)
         && read_items (book, part.xml, xlsx, error);
}

gboolean
hecha_xlsx_read_strings (HechaBook *book, HechaXlsx *xlsx, GError **error)
{
  if (xlsx->strings != NULL)
    return TRUE;
  xlsx->strings = g_ptr_array_new ();
  xlsx->long_strings = g_hash_table_new (NULL, NULL);
  if (xlsx->strings_part == NULL || read_part (book, xlsx, error))
    return TRUE;
  g_clear_pointer (&xlsx->strings, g_ptr_array_unref);
  g_clear_pointer (&xlsx->long_strings, g_hash_table_unref);
  return FALSE;
}
