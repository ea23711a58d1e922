/* Parts and relationships of an OOXML package. */
#include "book/package.h"

#include <string.h>

#define SMALL_PART (64 * 1024 * 1024)

/* ---- parts --------------------------------------------------------------- */

static gssize
read_part (gpointer source, void *buffer, gsize size, GError **error)
{
  return hecha_zip_stream_read (source, buffer, size, error);
}

gboolean
hecha_part_missing (const char *name, GError **error)
{
  enum { SHOWN = 200 };
  /* Cut between bytes, it must be text all the same. */
  g_autofree char *shown = g_utf8_make_valid (name, (gssize) MIN (strlen (name), SHOWN));

  g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
               "文件已损坏：缺少部件 %s，请用 Excel 打开修复后另存", shown);
  return FALSE;
}

gboolean
hecha_part_open (HechaPart *part, HechaZip *zip, const char *name, guint max_depth,
                 GError **error)
{
  HechaZipEntry *entry = hecha_zip_find (zip, name);

  part->stream = NULL;
  part->xml = NULL;
  if (entry == NULL)
    return hecha_part_missing (name, error);
  part->stream = hecha_zip_stream_open (zip, entry, error);
  if (part->stream == NULL)
    return FALSE;
  part->xml = hecha_xml_new (entry->name, read_part, part->stream, max_depth);
  return TRUE;
}

void
hecha_part_clear (HechaPart *part)
{
  g_clear_pointer (&part->xml, hecha_xml_free);
  g_clear_pointer (&part->stream, hecha_zip_stream_free);
}

gboolean
hecha_part_open_small (HechaPart *part, HechaZip *zip, const char *name, guint max_depth,
                       GError **error)
{
  if (!hecha_part_open (part, zip, name, max_depth, error))
    return FALSE;
  hecha_zip_stream_set_limit (part->stream, SMALL_PART);
  return TRUE;
}

/* ---- names ------------------------------------------------------------------ */

char *
hecha_package_resolve (const char *base, const char *target)
{
  g_autofree char *plain = g_uri_unescape_string (target, NULL);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  const char *slash = strrchr (base, '/');
  g_autofree char *joined = NULL;
  g_auto (GStrv) pieces = NULL;

  if (plain == NULL || !g_utf8_validate (plain, -1, NULL))
    {
      g_free (plain);
      plain = g_strdup (target);
    }
  g_strdelimit (plain, "\\", '/');
  if (plain[0] == '/' || slash == NULL)
    joined = g_strdup (plain);
  else
    joined = g_strdup_printf ("%.*s/%s", (int) (slash - base), base, plain);
  pieces = g_strsplit (joined, "/", -1);
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      if (strcmp (pieces[i], "..") == 0 && kept->len > 0)
        g_ptr_array_set_size (kept, (int) kept->len - 1);
      else if (pieces[i][0] != '\0' && strcmp (pieces[i], ".") != 0
               && strcmp (pieces[i], "..") != 0)
        g_ptr_array_add (kept, pieces[i]);
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

/* "xl/_rels/workbook.xml.rels" for "xl/workbook.xml". */
static char *
relations_name (const char *part)
{
  const char *slash = strrchr (part, '/');

  if (slash == NULL)
    return g_strdup_printf ("_rels/%s.rels", part);
  return g_strdup_printf ("%.*s/_rels/%s.rels", (int) (slash - part), part, slash + 1);
}

/* ---- relationships ------------------------------------------------------------- */

static void
relation_free (gpointer data)
{
  HechaRelation *relation = data;

  g_free (relation->id);
  g_free (relation->type);
  g_free (relation->target);
  g_free (relation);
}

static HechaRelation *
read_relation (HechaXml *xml, const char *base)
{
  HechaRelation *relation = g_new0 (HechaRelation, 1);
  g_autofree char *type = hecha_xml_attribute_dup (xml, "Type", FALSE);
  g_autofree char *target = hecha_xml_attribute_dup (xml, "Target", FALSE);
  g_autofree char *mode = hecha_xml_attribute_dup (xml, "TargetMode", FALSE);
  const char *word = type != NULL ? strrchr (type, '/') : NULL;

  relation->id = hecha_xml_attribute_dup (xml, "Id", FALSE);
  relation->type = g_strdup (word != NULL ? word + 1 : "");
  if (target == NULL || g_strcmp0 (mode, "External") == 0)
    relation->target = g_strdup ("");
  else
    relation->target = hecha_package_resolve (base, target);
  return relation;
}

GPtrArray *
hecha_package_relations (HechaZip *zip, const char *part, guint max_depth, GError **error)
{
  g_autoptr (GPtrArray) relations = g_ptr_array_new_with_free_func (relation_free);
  g_autofree char *name = relations_name (part);
  g_auto (HechaPart) rels = { NULL, NULL };
  HechaXmlToken token;

  if (hecha_zip_find (zip, name) == NULL)
    return g_steal_pointer (&relations);
  if (!hecha_part_open_small (&rels, zip, name, max_depth, error))
    return NULL;
  while ((token = hecha_xml_next (rels.xml)) != HECHA_XML_DONE)
    {
      if (token == HECHA_XML_ERROR)
        {
          hecha_xml_take_error (rels.xml, error);
          return NULL;
        }
      if (token == HECHA_XML_START && hecha_xml_name_is (rels.xml, "Relationship"))
        g_ptr_array_add (relations, read_relation (rels.xml, part));
    }
  return g_steal_pointer (&relations);
}

const HechaRelation *
hecha_relation_by_type (HechaZip *zip, const GPtrArray *relations, const char *type)
{
  const HechaRelation *first = NULL;

  for (guint i = 0; i < relations->len; i++)
    {
      const HechaRelation *relation = g_ptr_array_index (relations, i);

      if (strcmp (relation->type, type) != 0)
        continue;
      if (hecha_zip_find (zip, relation->target) != NULL)
        return relation;
      if (first == NULL)
        first = relation;
    }
  return first;
}

const HechaRelation *
hecha_relation_by_id (const GPtrArray *relations, const char *id)
{
  for (guint i = 0; id != NULL && i < relations->len; i++)
    {
      const HechaRelation *relation = g_ptr_array_index (relations, i);

      if (g_strcmp0 (relation->id, id) == 0)
        return relation;
    }
  return NULL;
}

char *
hecha_package_content_type (HechaZip *zip, const char *part, guint max_depth)
{
  g_auto (HechaPart) types = { NULL, NULL };
  HechaXmlToken token;

  if (!hecha_part_open_small (&types, zip, "[Content_Types].xml", max_depth, NULL))
    return NULL;
  while ((token = hecha_xml_next (types.xml)) != HECHA_XML_DONE && token != HECHA_XML_ERROR)
    {
      g_autofree char *name = NULL, *resolved = NULL;

      if (token != HECHA_XML_START || !hecha_xml_name_is (types.xml, "Override"))
        continue;
      name = hecha_xml_attribute_dup (types.xml, "PartName", FALSE);
      resolved = name != NULL ? hecha_package_resolve ("", name) : NULL;
      if (resolved != NULL && g_ascii_strcasecmp (resolved, part) == 0)
        return hecha_xml_attribute_dup (types.xml, "ContentType", FALSE);
    }
  return NULL;
}
