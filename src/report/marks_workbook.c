#include "report/marks_workbook.h"

#include <stdio.h>
#include <string.h>

#include <hecha/report.h>

#include "report/marks_xml.h"

#define PACKAGE_RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"

const char *
hecha_relations_namespace (gboolean strict)
{
  return strict ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
                : "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
}

/* ---- relations ---------------------------------------------------------------- */

static void
clear_relation (gpointer data)
{
  HechaRelation *relation = data;

  g_free (relation->id);
  g_free (relation->type);
  g_free (relation->target);
}

/* "../comments1.xml" from "xl/worksheets/" is "xl/comments1.xml". */
static char *
resolve (const char *base, const char *target)
{
  g_autofree char *joined
      = *target == '/' ? g_strdup (target + 1) : g_strconcat (base, target, NULL);
  g_auto (GStrv) parts = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  g_strdelimit (joined, "\\", '/');
  parts = g_strsplit (joined, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (strcmp (parts[i], "..") == 0)
      g_ptr_array_set_size (kept, kept->len > 0 ? (int) kept->len - 1 : 0);
    else if (strcmp (parts[i], ".") != 0 && *parts[i] != '\0')
      g_ptr_array_add (kept, parts[i]);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

static void
take_relation (const HechaTag *tag, gpointer data)
{
  HechaRelations *relations = data;
  const char *id = hecha_tag_attribute (tag, "Id");
  const char *type = hecha_tag_attribute (tag, "Type");
  const char *target = hecha_tag_attribute (tag, "Target");
  const char *mode = hecha_tag_attribute (tag, "TargetMode");
  HechaRelation relation;

  if (strcmp (tag->name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL
      || g_strcmp0 (mode, "External") == 0)
    return;
  relation.id = g_strdup (id);
  relation.type = g_strdup (strrchr (type, '/') != NULL ? strrchr (type, '/') + 1 : type);
  relation.target = resolve (relations->base, target);
  g_array_append_val (relations->list, relation);
}

/* "xl/worksheets/" of "xl/worksheets/sheet1.xml". */
static char *
folder_of (const char *part)
{
  const char *slash = strrchr (part, '/');

  return slash != NULL ? g_strndup (part, (gsize) (slash - part) + 1) : g_strdup ("");
}

HechaRelations *
hecha_relations_load (HechaPackage *package, const char *owner)
{
  static const HechaWalker walker = { take_relation, NULL, NULL, 0 };
  HechaRelations *relations = g_new0 (HechaRelations, 1);
  const char *name;
  g_autoptr (GBytes) part = NULL;

  relations->base = folder_of (owner);
  name = owner + strlen (relations->base);
  relations->part = g_strconcat (relations->base, "_rels/", name, ".rels", NULL);
  relations->list = g_array_new (FALSE, FALSE, sizeof (HechaRelation));
  g_array_set_clear_func (relations->list, clear_relation);
  if (hecha_package_has (package, relations->part))
    part = hecha_package_read (package, relations->part, NULL);
  if (part != NULL)
    hecha_markup_walk (part, &walker, relations);
  return relations;
}

void
hecha_relations_free (HechaRelations *relations)
{
  if (relations == NULL)
    return;
  g_free (relations->part);
  g_free (relations->base);
  g_array_unref (relations->list);
  g_free (relations);
}

const char *
hecha_relations_target (const HechaRelations *relations, const char *type)
{
  for (guint i = 0; i < relations->list->len; i++)
    if (strcmp (g_array_index (relations->list, HechaRelation, i).type, type) == 0)
      return g_array_index (relations->list, HechaRelation, i).target;
  return NULL;
}

const char *
hecha_relations_by_id (const HechaRelations *relations, const char *id)
{
  for (guint i = 0; i < relations->list->len; i++)
    if (strcmp (g_array_index (relations->list, HechaRelation, i).id, id) == 0)
      return g_array_index (relations->list, HechaRelation, i).target;
  return NULL;
}

/* The end tag of the root element. */
typedef struct
{
  HechaTag end;
  guint n_children;
} RootEnd;

static void
take_root_end (const HechaTag *tag, gpointer data)
{
  RootEnd *root = data;

  if (tag->depth == 2)
    root->n_children++;
  if (tag->depth == 1)
    root->end = *tag;
}

/* Appends TEXT to the root element of part NAME, which is EMPTY text where it
 * does not exist. */
static void
append_to_root (HechaPackage *package, const char *name, const char *empty, const char *text)
{
  static const HechaWalker walker = { NULL, take_root_end, NULL, 0 };
  g_autoptr (GBytes) part = hecha_package_has (package, name)
                                ? hecha_package_read (package, name, NULL)
                                : NULL;
  g_autoptr (HechaEdits) edits = hecha_edits_new ();
  RootEnd root = { 0 };

  if (part == NULL || !hecha_markup_walk (part, &walker, &root))
    {
      g_clear_pointer (&part, g_bytes_unref);
      part = g_bytes_new (empty, strlen (empty));
      hecha_markup_walk (part, &walker, &root);
    }
  hecha_edits_append_child (edits, part, &root.end, text);
  hecha_package_set (package, name, hecha_edits_apply (edits, part));
}

/* The target as it is written: from the package's root, which never depends
 * on where the owner stands. */
char *
hecha_package_relate (HechaPackage *package, const char *owner, gboolean strict, const char *type,
                      const char *target)
{
  g_autoptr (HechaRelations) relations = hecha_relations_load (package, owner);
  g_autofree char *prefix = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  char *id = NULL;

  for (guint i = 1; id == NULL || hecha_relations_by_id (relations, id) != NULL; i++)
    {
      g_free (id);
      id = g_strdup_printf ("rIdHecha%u", i);
    }
  if (hecha_package_has (package, relations->part))
    {
      g_autoptr (GBytes) part = hecha_package_read (package, relations->part, NULL);
      prefix = part != NULL ? hecha_markup_root_prefix (part) : g_strdup ("");
    }
  g_string_append_printf (text, "<%sRelationship", prefix != NULL ? prefix : "");
  if (strcmp (type, "custom-properties") == 0)
    hecha_markup_append (text, " Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>", id,
                      hecha_relations_namespace (strict),
                      strict ? "customProperties" : "custom-properties", target);
  else
    hecha_markup_append (text, " Id=\"%s\" Type=\"%s/%s\" Target=\"/%s\"/>", id,
                      hecha_relations_namespace (strict), type, target);
  append_to_root (package, relations->part,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                  "<Relationships xmlns=\"" PACKAGE_RELATIONS "\"/>",
                  text->str);
  return id;
}

/* ---- content types --------------------------------------------------------------- */

typedef struct
{
  const char *wanted;     /* extension or part name */
  const char *attribute;
  gboolean found;
} TypeSearch;

static void
find_type (const HechaTag *tag, gpointer data)
{
  TypeSearch *search = data;
  const char *value = hecha_tag_attribute (tag, search->attribute);

  if (value != NULL && g_ascii_strcasecmp (value, search->wanted) == 0)
    search->found = TRUE;
}

static const char *
content_types_part (const HechaPackage *package)
{
  const GPtrArray *names = hecha_package_names (package);

  for (guint i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (names, i), "[Content_Types].xml") == 0)
      return g_ptr_array_index (names, i);
  return "[Content_Types].xml";
}

void
hecha_package_declare (HechaPackage *package, const char *part, const char *content_type)
{
  static const HechaWalker walker = { find_type, NULL, NULL, 0 };
  const char *types = content_types_part (package);
  gboolean extension = g_str_has_prefix (part, "*.");
  g_autofree char *wanted = extension ? g_strdup (part + 2) : g_strconcat ("/", part, NULL);
  TypeSearch search = { wanted, extension ? "Extension" : "PartName", FALSE };
  g_autoptr (GBytes) bytes = hecha_package_read (package, types, NULL);
  g_autofree char *prefix = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (bytes == NULL)
    return;
  hecha_markup_walk (bytes, &walker, &search);
  if (search.found)
    return;
  prefix = hecha_markup_root_prefix (bytes);
  g_string_append_printf (text, "<%s%s", prefix, extension ? "Default" : "Override");
  hecha_markup_append (text, " %s=\"%s\" ContentType=\"%s\"/>", search.attribute, wanted,
                    content_type);
  append_to_root (package, types, "<Types/>", text->str);
}

/* ---- the workbook ------------------------------------------------------------------ */

typedef struct
{
  HechaWorkbookParts *parts;
  HechaPackage *package;
} WorkbookWalk;

static void
clear_sheet_part (gpointer data)
{
  HechaSheetPart *sheet = data;

  g_free (sheet->name);
  g_free (sheet->part);
}

static const char *
type_of_target (const HechaRelations *relations, const char *id)
{
  for (guint i = 0; i < relations->list->len; i++)
    if (strcmp (g_array_index (relations->list, HechaRelation, i).id, id) == 0)
      return g_array_index (relations->list, HechaRelation, i).type;
  return "";
}

static void
take_workbook_tag (const HechaTag *tag, gpointer data)
{
  WorkbookWalk *walk = data;
  HechaWorkbookParts *parts = walk->parts;

  if (tag->depth == 1)
    for (const char **at = tag->attributes; *at != NULL; at += 2)
      parts->strict |= strstr (at[1], "purl.oclc.org/ooxml") != NULL;
  if (strcmp (tag->path, "workbook/workbookProtection") == 0)
    {
      const char *lock = hecha_tag_attribute (tag, "lockStructure");
      parts->locked = lock != NULL && (strcmp (lock, "1") == 0 || strcmp (lock, "true") == 0);
    }
  if (strcmp (tag->path, "workbook/sheets/sheet") == 0)
    {
      HechaSheetPart sheet = { 0 };
      const char *name = hecha_tag_attribute (tag, "name");
      const char *id = hecha_tag_attribute (tag, "id");
      const char *target = id != NULL ? hecha_relations_by_id (parts->relations, id) : NULL;

      sheet.name = g_strdup (name != NULL ? name : "");
      if (target != NULL && hecha_package_has (walk->package, target))
        sheet.part = g_strdup (target);
      sheet.is_worksheet
          = id != NULL && strcmp (type_of_target (parts->relations, id), "worksheet") == 0;
      g_array_append_val (parts->sheets, sheet);
    }
}

HechaWorkbookParts *
hecha_workbook_parts_load (HechaPackage *package, GError **error)
{
  static const HechaWalker walker = { take_workbook_tag, NULL, NULL, 0 };
  g_autoptr (HechaWorkbookParts) parts = g_new0 (HechaWorkbookParts, 1);
  g_autoptr (HechaRelations) top = hecha_relations_load (package, "");
  g_autoptr (GBytes) part = NULL;
  const char *workbook = hecha_relations_target (top, "officeDocument");
  WorkbookWalk walk = { parts, package };

  parts->sheets = g_array_new (FALSE, TRUE, sizeof (HechaSheetPart));
  g_array_set_clear_func (parts->sheets, clear_sheet_part);
  parts->part = g_strdup (workbook != NULL ? workbook : "xl/workbook.xml");
  part = hecha_package_read (package, parts->part, error);
  if (part == NULL)
    return NULL;
  parts->relations = hecha_relations_load (package, parts->part);
  parts->styles = g_strdup (hecha_relations_target (parts->relations, "styles"));
  if (parts->styles != NULL && !hecha_package_has (package, parts->styles))
    g_clear_pointer (&parts->styles, g_free);
  if (!hecha_markup_walk (part, &walker, &walk) || parts->sheets->len == 0)
    {
      g_set_error_literal (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_REFUSED,
                           "工作簿的目录读不懂，没有标注");
      return NULL;
    }
  return g_steal_pointer (&parts);
}

void
hecha_workbook_parts_free (HechaWorkbookParts *parts)
{
  if (parts == NULL)
    return;
  g_free (parts->part);
  g_free (parts->styles);
  g_array_unref (parts->sheets);
  g_clear_pointer (&parts->relations, hecha_relations_free);
  g_free (parts);
}

/* ---- a sheet more ------------------------------------------------------------------- */

typedef struct
{
  HechaTag end;         /* of <sheets> */
  guint max_id;
  gboolean found;
} SheetsEnd;

static void
take_sheet_id (const HechaTag *tag, gpointer data)
{
  SheetsEnd *sheets = data;
  const char *id = hecha_tag_attribute (tag, "sheetId");

  if (strcmp (tag->path, "workbook/sheets/sheet") == 0 && id != NULL)
    sheets->max_id = MAX (sheets->max_id, (guint) g_ascii_strtoull (id, NULL, 10));
}

static void
take_sheets_end (const HechaTag *tag, gpointer data)
{
  SheetsEnd *sheets = data;

  if (strcmp (tag->path, "workbook/sheets") == 0)
    {
      sheets->end = *tag;
      sheets->found = TRUE;
    }
}

gboolean
hecha_workbook_add_sheet (HechaPackage *package, HechaWorkbookParts *parts, const char *name,
                          const char *part, GError **error)
{
  static const HechaWalker walker = { take_sheet_id, take_sheets_end, NULL, 0 };
  g_autoptr (GBytes) workbook = hecha_package_read (package, parts->part, error);
  g_autoptr (HechaEdits) edits = hecha_edits_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *prefix = NULL, *id = NULL;
  SheetsEnd sheets = { 0 };

  if (workbook == NULL || !hecha_markup_walk (workbook, &walker, &sheets) || !sheets.found)
    return FALSE;
  prefix = hecha_markup_root_prefix (workbook);
  id = hecha_package_relate (package, parts->part, parts->strict, "worksheet", part);
  g_string_append_printf (text, "<%ssheet", prefix);
  /* The prefix of relationships is declared here, whatever the root calls it. */
  hecha_markup_append (text, " name=\"%s\" sheetId=\"%u\" r:id=\"%s\" xmlns:r=\"%s\"/>", name,
                    sheets.max_id + 1, id, hecha_relations_namespace (parts->strict));
  hecha_edits_append_child (edits, workbook, &sheets.end, text->str);
  hecha_package_set (package, parts->part, hecha_edits_apply (edits, workbook));
  hecha_package_declare (package, part,
                         "application/vnd.openxmlformats-officedocument.spreadsheetml."
                         "worksheet+xml");
  return TRUE;
}
