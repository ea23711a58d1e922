#include "tests/fuzz/package.h"

#include <string.h>
#include <zlib.h>

#include <hecha/book.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"

static const char *const part_names[FUZZ_N_PARTS] = {
  "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
  "xl/workbook.xml",          "xl/_rels/workbook.xml.rels", "docProps/custom.xml"
};

static const char *const ordinary[FUZZ_N_PARTS] = {
  "<worksheet xmlns=\"" MAIN "\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
  "<c r=\"B1\" s=\"1\"><v>45476</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row></sheetData>"
  "</worksheet>",
  "<sst xmlns=\"" MAIN "\"><si><t>甲</t></si><si><t>乙</t></si></sst>",
  "<styleSheet xmlns=\"" MAIN "\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
  "</cellXfs></styleSheet>",
  "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELS "\"><sheets><sheet name=\"表\" sheetId=\"1\" "
  "r:id=\"rId1\"/></sheets></workbook>",
  "<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship Id=\"rId1\" Type=\"" RELS
  "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" RELS
  "/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"" RELS
  "/styles\" Target=\"styles.xml\"/></Relationships>",
  "<Properties/>"
};

/* ---- an archive of stored entries --------------------------------------------- */

typedef struct
{
  GByteArray *bytes, *directory;
  guint n;
} Archive;

static void
put (GByteArray *bytes, guint32 value, guint width)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (bytes, (const guint8 *) &little, width);
}

/* What a local and a central header have in common. */
static void
put_common (GByteArray *bytes, const char *name, guint32 crc, gsize size)
{
  put (bytes, 20, 2);
  put (bytes, 0, 4);    /* flags, method: stored */
  put (bytes, 0x210000, 4);
  put (bytes, crc, 4);
  put (bytes, (guint32) size, 4);
  put (bytes, (guint32) size, 4);
  put (bytes, (guint32) strlen (name), 2);
  put (bytes, 0, 2);
}

static void
add_entry (Archive *archive, const char *name, const void *data, gsize size)
{
  guint32 crc = (guint32) crc32 (0, data, (uInt) size), offset = archive->bytes->len;

  put (archive->bytes, 0x04034b50, 4);
  put_common (archive->bytes, name, crc, size);
  g_byte_array_append (archive->bytes, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (archive->bytes, data, (guint) size);
  put (archive->directory, 0x02014b50, 4);
  put (archive->directory, 20, 2);
  put_common (archive->directory, name, crc, size);
  put (archive->directory, 0, 4);   /* comment, disk */
  put (archive->directory, 0, 4);   /* attributes */
  put (archive->directory, 0, 2);
  put (archive->directory, offset, 4);
  g_byte_array_append (archive->directory, (const guint8 *) name, (guint) strlen (name));
  archive->n++;
}

static void
add_text (Archive *archive, const char *name, const char *text)
{
  add_entry (archive, name, text, strlen (text));
}

static void
begin (Archive *archive)
{
  *archive = (Archive) { g_byte_array_new (), g_byte_array_new (), 0 };
  add_text (archive, "[Content_Types].xml",
            DECLARATION "<Types xmlns=\"" PACKAGE "/content-types\"><Default Extension=\"xml\" "
            "ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "
            "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet."
            "main+xml\"/></Types>");
  add_text (archive, "_rels/.rels",
            DECLARATION "<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship "
            "Id=\"a\" Type=\"" RELS "/officeDocument\" Target=\"xl/workbook.xml\"/>"
            "<Relationship Id=\"b\" Type=\"" RELS "/custom-properties\" "
            "Target=\"docProps/custom.xml\"/></Relationships>");
}

static const char *
finish (Archive *archive)
{
  guint32 offset = archive->bytes->len;
  const char *path;

  g_byte_array_append (archive->bytes, archive->directory->data, archive->directory->len);
  put (archive->bytes, 0x06054b50, 4);
  put (archive->bytes, 0, 4);
  put (archive->bytes, archive->n, 2);
  put (archive->bytes, archive->n, 2);
  put (archive->bytes, archive->directory->len, 4);
  put (archive->bytes, offset, 4);
  put (archive->bytes, 0, 2);
  path = fuzz_file (archive->bytes->data, archive->bytes->len);
  g_byte_array_unref (archive->bytes);
  g_byte_array_unref (archive->directory);
  return path;
}

const char *
fuzz_package (FuzzPart part, const uint8_t *data, size_t size)
{
  Archive archive;

  begin (&archive);
  for (guint i = 0; i < FUZZ_N_PARTS; i++)
    if (i == part)
      add_entry (&archive, part_names[i], data, size);
    else
      add_text (&archive, part_names[i], ordinary[i]);
  return finish (&archive);
}

/* ---- workbooks of text --------------------------------------------------------------- */

static void
append_cell (GString *xml, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *escaped = NULL;

  for (char *at = valid; *at != '\0'; at++)
    if ((guchar) *at < ' ')
      *at = ' ';
  escaped = g_markup_escape_text (valid, -1);
  g_string_append_printf (xml, "<c t=\"inlineStr\"><is><t>%s</t></is></c>", escaped);
}

static char *
sheet_xml (const char *text)
{
  GString *xml = g_string_new ("<worksheet xmlns=\"" MAIN "\"><sheetData>");
  g_auto (GStrv) rows = g_strsplit (text, "\n", -1);

  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[i], "\t", -1);

      g_string_append (xml, "<row>");
      for (guint j = 0; cells[j] != NULL; j++)
        append_cell (xml, cells[j]);
      g_string_append (xml, "</row>");
    }
  g_string_append (xml, "</sheetData></worksheet>");
  return g_string_free (xml, FALSE);
}

static void
add_workbook (Archive *archive, const char *const *names, guint n, const char *property)
{
  g_autoptr (GString) book = g_string_new ("<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELS
                                           "\"><sheets>");
  g_autoptr (GString) links = g_string_new ("<Relationships xmlns=\"" PACKAGE
                                            "/relationships\">");
  g_autofree char *properties = g_strdup_printf (
      "<Properties><property name=\"hecha-report\"><lpwstr>%s</lpwstr></property></Properties>",
      property);

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (book, "<sheet name=\"%s\" sheetId=\"%u\" r:id=\"r%u\"/>", names[i],
                              i + 1, i);
      g_string_append_printf (links, "<Relationship Id=\"r%u\" Type=\"" RELS "/worksheet\" "
                              "Target=\"worksheets/sheet%u.xml\"/>", i, i + 1);
    }
  g_string_append (book, "</sheets></workbook>");
  g_string_append (links, "</Relationships>");
  add_text (archive, "xl/workbook.xml", book->str);
  add_text (archive, "xl/_rels/workbook.xml.rels", links->str);
  if (property != NULL)
    add_text (archive, "docProps/custom.xml", properties);
}

const char *
fuzz_workbook (const char *const *names, guint n, const char *property, const uint8_t *data,
               size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) sheets = g_strsplit (text, "\f", (gint) n);
  guint n_given = g_strv_length (sheets);
  Archive archive;

  begin (&archive);
  add_workbook (&archive, names, n, property);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("xl/worksheets/sheet%u.xml", i + 1);
      g_autofree char *xml = sheet_xml (i < n_given ? sheets[i] : "");

      add_text (&archive, name, xml);
    }
  return finish (&archive);
}

void
fuzz_read_package (FuzzPart part, const uint8_t *data, size_t size)
{
  HechaLimits limits = hecha_default_limits;
  g_autoptr (HechaBook) book = NULL;

  limits.max_cells = 100000;
  limits.max_text_bytes = 4 << 20;
  limits.max_merges = 10000;
  book = hecha_book_open (fuzz_package (part, data, size), &limits, NULL);
  for (guint i = 0; book != NULL && i < hecha_book_n_sheets (book) && i < 8; i++)
    if (hecha_book_sheet_info (book, i)->is_worksheet)
      {
        g_autoptr (HechaSheet) sheet = hecha_book_load_sheet (book, i, NULL);

        for (guint j = 0; sheet != NULL && j < sheet->cells->len; j++)
          hecha_book_format_code (book, g_array_index (sheet->cells, HechaCell, j).style);
      }
}
