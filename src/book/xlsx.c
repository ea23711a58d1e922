/* The workbook of an OOXML package: kind, sheets, properties. */
#include "book/xlsx.h"

#include <string.h>

#include "book/xlsb.h"

static gboolean
refuse (GError **error, HechaBookError code, const char *message)
{
  g_set_error_literal (error, HECHA_BOOK_ERROR, code, message);
  return FALSE;
}

static void
xlsx_free (gpointer data)
{
  HechaXlsx *xlsx = data;

  g_clear_pointer (&xlsx->zip, hecha_zip_free);
  g_clear_pointer (&xlsx->parts, g_ptr_array_unref);
  g_clear_pointer (&xlsx->strings, g_ptr_array_unref);
  g_clear_pointer (&xlsx->long_strings, g_hash_table_unref);
  g_free (xlsx->strings_part);
  g_free (xlsx);
}

static const HechaReader xlsx_reader = { hecha_xlsx_read_sheet, xlsx_free };
static const HechaReader xlsb_reader = { hecha_xlsb_read_sheet, xlsx_free };

/* ---- what else a zip file may be ------------------------------------------ */

/* The media type of an OpenDocument or OFD file, lower case; free it. */
static char *
read_mimetype (HechaZip *zip)
{
  HechaZipEntry *entry = hecha_zip_find (zip, "mimetype");
  g_autoptr (HechaZipStream) stream = NULL;
  char bytes[128];
  gssize n;

  stream = entry != NULL ? hecha_zip_stream_open (zip, entry, NULL) : NULL;
  n = stream != NULL ? hecha_zip_stream_read (stream, bytes, sizeof bytes, NULL) : 0;
  return g_ascii_strdown (bytes, MAX (n, 0));
}

static gboolean
refuse_other_zip (HechaZip *zip, GError **error)
{
  static const struct
  {
    const char *part, *message;
  } others[] = {
    { "word/document.xml", "这是 Word 文档（.docx），不是工作簿，请提供 Excel 或 WPS 表格" },
    { "ppt/presentation.xml", "这是演示文稿（.pptx），不是工作簿，请提供 Excel 或 WPS 表格" },
    { "OFD.xml", "这是 OFD 版式文件，不是工作簿，请提供原来的 Excel 或 WPS 表格" },
    { "Index/Document.iwa", "这是苹果 Numbers 表格，暂不能读取，请导出为 Excel（.xlsx）" },
    { "Index.zip", "这是苹果 Numbers 表格，暂不能读取，请导出为 Excel（.xlsx）" },
  };
  g_autofree char *media = read_mimetype (zip);

  if (strstr (media, "opendocument.spreadsheet") != NULL)
    return refuse (error, HECHA_BOOK_ERROR_OTHER_KIND,
                   "这是 OpenDocument 表格（.ods），暂不能读取，请用 WPS 或 LibreOffice 打开后另存为 .xlsx");
  if (strstr (media, "opendocument") != NULL)
    return refuse (error, HECHA_BOOK_ERROR_OTHER_KIND,
                   "这是 OpenDocument 文档，不是工作簿，请提供 Excel 或 WPS 表格");
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (hecha_zip_find (zip, others[i].part) != NULL)
      return refuse (error, HECHA_BOOK_ERROR_OTHER_KIND, others[i].message);
  if (hecha_zip_n_entries (zip) == 0)
    return refuse (error, HECHA_BOOK_ERROR_OTHER_KIND, "这是空的压缩包，不是工作簿");
  if (hecha_zip_find (zip, "[Content_Types].xml") != NULL)
    return refuse (error, HECHA_BOOK_ERROR_DAMAGED,
                   "文件已损坏：文件包里没有工作簿，请用 Excel 打开修复后另存");
  return refuse (error, HECHA_BOOK_ERROR_OTHER_KIND,
                 "这是压缩包（zip），请先解压，再核查其中的工作簿");
}

/* ---- the workbook part -------------------------------------------------------- */

static HechaVisibility
read_visibility (HechaXml *xml)
{
  g_autofree char *state = hecha_xml_attribute_dup (xml, "state", FALSE);

  if (g_strcmp0 (state, "hidden") == 0)
    return HECHA_SHEET_HIDDEN;
  return g_strcmp0 (state, "veryHidden") == 0 ? HECHA_SHEET_VERY_HIDDEN : HECHA_SHEET_VISIBLE;
}

static gboolean
add_sheet (HechaBook *book, HechaXlsx *xlsx, HechaXml *xml, const GPtrArray *relations,
           GError **error)
{
  g_autofree char *written = hecha_xml_attribute_dup (xml, "name", FALSE);
  g_autofree char *id = hecha_xml_attribute_dup (xml, "id", TRUE);
  const HechaRelation *relation = hecha_relation_by_id (relations, id);
  g_autoptr (GString) name = g_string_new (written != NULL ? written : "");

  if (book->sheets->len >= book->limits.max_sheets)
    {
      g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_LIMIT,
                   "工作表超过 %u 张，不像正常台账，请拆分后重新保存", book->limits.max_sheets);
      return FALSE;
    }
  hecha_xlsx_unescape (name);
  if (!hecha_book_count_text (book, name->len + 1, error))
    return FALSE;
  /* Without an id it is a module of macros, of which only the name is kept
   * here; an id that leads nowhere is an error when the sheet is read. */
  hecha_book_add_sheet (book, name->str, read_visibility (xml),
                        relation != NULL ? strcmp (relation->type, "worksheet") == 0
                                         : id != NULL && *id != '\0');
  g_ptr_array_add (xlsx->parts, g_strdup (relation != NULL ? relation->target : ""));
  return TRUE;
}

static gboolean
read_workbook (HechaBook *book, HechaXlsx *xlsx, const char *part_name,
               const GPtrArray *relations, GError **error)
{
  g_auto (HechaPart) part = { NULL, NULL };
  HechaXmlToken token;
  gboolean in_sheets = FALSE;

  if (!hecha_part_open_small (&part, xlsx->zip, part_name, book->limits.max_depth, error))
    return FALSE;
  while ((token = hecha_xml_next (part.xml)) != HECHA_XML_DONE)
    {
      HechaXml *xml = part.xml;

      if (token == HECHA_XML_ERROR)
        return hecha_xml_take_error (xml, error);
      if (token != HECHA_XML_TEXT && xml->depth == (token == HECHA_XML_START ? 2 : 1)
          && hecha_xml_name_is (xml, "sheets"))
        in_sheets = token == HECHA_XML_START;
      else if (token != HECHA_XML_START)
        continue;
      else if (xml->depth == 2 && hecha_xml_name_is (xml, "workbookPr"))
        book->date1904 = hecha_xml_attribute_true (xml, "date1904");
      else if (in_sheets && xml->depth == 3 && hecha_xml_name_is (xml, "sheet")
               && !add_sheet (book, xlsx, xml, relations, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- document properties ------------------------------------------------------ */

/* One <property>: the text of whatever value stands in it. */
static gboolean
read_property (HechaBook *book, HechaXml *xml, GError **error)
{
  g_autofree char *name = hecha_xml_attribute_dup (xml, "name", FALSE);
  g_autoptr (GString) value = g_string_new (NULL);
  guint outer = xml->depth - 1;
  HechaXmlToken token;

  while ((token = hecha_xml_next (xml)) != HECHA_XML_END || xml->depth != outer)
    {
      if (token == HECHA_XML_ERROR || token == HECHA_XML_DONE)
        return hecha_xml_take_error (xml, error);
      if (token == HECHA_XML_TEXT && xml->depth == outer + 2
          && !hecha_xml_append_text (xml, value))
        return hecha_xml_take_error (xml, error);
    }
  if (name != NULL)
    g_hash_table_replace (book->properties, g_steal_pointer (&name), g_strdup (value->str));
  return hecha_book_count_text (book, value->len, error);
}

static gboolean
read_properties (HechaBook *book, HechaZip *zip, const char *part_name, GError **error)
{
  g_auto (HechaPart) part = { NULL, NULL };
  HechaXmlToken token;

  if (hecha_zip_find (zip, part_name) == NULL)
    return TRUE;
  if (!hecha_part_open_small (&part, zip, part_name, book->limits.max_depth, error))
    return FALSE;
  book->properties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while ((token = hecha_xml_next (part.xml)) != HECHA_XML_DONE)
    {
      if (token == HECHA_XML_ERROR)
        return hecha_xml_take_error (part.xml, error);
      if (token == HECHA_XML_START && part.xml->depth == 2
          && hecha_xml_name_is (part.xml, "property")
          && !read_property (book, part.xml, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- opening -------------------------------------------------------------------- */

/* The name of the workbook part, or NULL where the package has none. */
static char *
find_workbook (HechaZip *zip, const GPtrArray *relations)
{
  const HechaRelation *office = hecha_relation_by_type (zip, relations, "officeDocument");

  if (office != NULL && hecha_zip_find (zip, office->target) != NULL)
    return g_strdup (office->target);
  if (hecha_zip_find (zip, "xl/workbook.xml") != NULL)
    return g_strdup ("xl/workbook.xml");
  return hecha_zip_find (zip, "xl/workbook.bin") != NULL ? g_strdup ("xl/workbook.bin") : NULL;
}

/* XLSX, XLSM or XLSB by the content type of the workbook part, UNKNOWN where that
 * is another program's document. */
static HechaKind
workbook_kind (HechaBook *book, HechaZip *zip, const char *part)
{
  g_autofree char *type = hecha_package_content_type (zip, part, book->limits.max_depth);

  if (type != NULL && (strstr (type, "wordprocessingml") != NULL
                       || strstr (type, "presentationml") != NULL
                       || strstr (type, "ms-word") != NULL
                       || strstr (type, "ms-powerpoint") != NULL))
    return HECHA_KIND_UNKNOWN;
  if (g_str_has_suffix (part, ".bin") || (type != NULL && strstr (type, "sheet.binary") != NULL))
    return HECHA_KIND_XLSB;
  return type != NULL && strstr (type, "macroEnabled") != NULL ? HECHA_KIND_XLSM
                                                               : HECHA_KIND_XLSX;
}

static const char *
target_of (HechaZip *zip, const GPtrArray *relations, const char *type)
{
  const HechaRelation *relation = hecha_relation_by_type (zip, relations, type);

  return relation != NULL && hecha_zip_find (zip, relation->target) != NULL ? relation->target
                                                                            : NULL;
}

static gboolean
read_parts (HechaBook *book, HechaXlsx *xlsx, const char *workbook, const char *properties,
            GError **error)
{
  gboolean binary = book->kind == HECHA_KIND_XLSB;
  g_autoptr (GPtrArray) relations = NULL;
  const char *styles;

  relations = hecha_package_relations (xlsx->zip, workbook, book->limits.max_depth, error);
  if (relations == NULL)
    return FALSE;
  if (!(binary ? hecha_xlsb_read_workbook (book, xlsx, workbook, relations, error)
               : read_workbook (book, xlsx, workbook, relations, error)))
    return FALSE;
  if (book->sheets->len == 0)
    return refuse (error, HECHA_BOOK_ERROR_DAMAGED,
                   "文件已损坏：工作簿里没有工作表，请用 Excel 打开修复后另存");
  xlsx->strings_part = g_strdup (target_of (xlsx->zip, relations, "sharedStrings"));
  styles = target_of (xlsx->zip, relations, "styles");
  if (styles != NULL
      && !(binary ? hecha_xlsb_read_styles (book, xlsx->zip, styles, error)
                  : hecha_xlsx_read_styles (book, xlsx->zip, styles, error)))
    return FALSE;
  return properties == NULL || read_properties (book, xlsx->zip, properties, error);
}

gboolean
hecha_xlsx_open (HechaBook *book, GError **error)
{
  g_autoptr (GPtrArray) relations = NULL;
  g_autofree char *workbook = NULL;
  HechaXlsx *xlsx;
  HechaZip *zip = hecha_zip_open (book->fd, book->size, &book->limits, error);

  if (zip == NULL)
    return FALSE;
  xlsx = g_new0 (HechaXlsx, 1);
  xlsx->zip = zip;
  xlsx->parts = g_ptr_array_new_with_free_func (g_free);
  book->reader = &xlsx_reader;
  book->data = xlsx;
  relations = hecha_package_relations (zip, "", book->limits.max_depth, error);
  if (relations == NULL)
    return FALSE;
  workbook = find_workbook (zip, relations);
  book->kind = workbook != NULL ? workbook_kind (book, zip, workbook) : HECHA_KIND_UNKNOWN;
  if (book->kind == HECHA_KIND_UNKNOWN)
    return refuse_other_zip (zip, error);
  if (book->kind == HECHA_KIND_XLSB)
    book->reader = &xlsb_reader;
  return read_parts (book, xlsx, workbook, target_of (zip, relations, "custom-properties"),
                     error);
}
