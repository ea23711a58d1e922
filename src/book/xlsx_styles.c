/* styles.xml: which number format each cell format has. */
#include "book/numfmt.h"
#include "book/xlsx.h"

/* HechaCell.style has 16 bits; Excel itself allows 65,490. */
#define MAX_STYLES 65535

static gboolean
add_code (HechaXml *xml, GHashTable *codes)
{
  guint64 id = hecha_xml_attribute_uint (xml, "numFmtId", G_MAXUINT64);
  char *code = hecha_xml_attribute_dup (xml, "formatCode", FALSE);

  if (id > G_MAXINT || code == NULL)
    g_free (code);
  else
    g_hash_table_replace (codes, GINT_TO_POINTER ((int) id), code);
  return xml->error == NULL;
}

static void
add_style (HechaBook *book, HechaXml *xml, GHashTable *codes)
{
  guint64 id = hecha_xml_attribute_uint (xml, "numFmtId", 0);
  const char *code = NULL;

  if (id <= G_MAXINT)
    code = g_hash_table_lookup (codes, GINT_TO_POINTER ((int) id));
  if (code == NULL)
    code = hecha_number_format_builtin ((guint) MIN (id, G_MAXINT));
  if (book->styles->len < MAX_STYLES)
    hecha_book_add_style (book, code);
}

gboolean
hecha_xlsx_read_styles (HechaBook *book, HechaZip *zip, const char *part_name, GError **error)
{
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_auto (HechaPart) part = { NULL, NULL };
  HechaXmlToken token;
  gboolean in_formats = FALSE, in_cells = FALSE;

  if (!hecha_part_open_small (&part, zip, part_name, book->limits.max_depth, error))
    return FALSE;
  while ((token = hecha_xml_next (part.xml)) != HECHA_XML_DONE)
    {
      HechaXml *xml = part.xml;

      if (token == HECHA_XML_ERROR)
        return hecha_xml_take_error (xml, error);
      if (token != HECHA_XML_START)
        continue;
      if (xml->depth == 2)
        {
          in_formats = hecha_xml_name_is (xml, "numFmts");
          in_cells = hecha_xml_name_is (xml, "cellXfs");
        }
      else if (in_formats && xml->depth == 3 && !add_code (xml, codes))
        return hecha_xml_take_error (xml, error);
      else if (in_cells && xml->depth == 3 && hecha_xml_name_is (xml, "xf"))
        add_style (book, xml, codes);
    }
  return TRUE;
}
