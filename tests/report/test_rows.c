/* Rows of a sheet and their compression, inflated again by zlib. */
#include "report/rows.h"

#include <string.h>
#include <zlib.h>

#include "tests/test.h"

static GByteArray *
joined (const HechaDeflated *part)
{
  GByteArray *all = g_byte_array_new ();

  for (guint i = 0; i < part->chunks->len; i++)
    {
      const GByteArray *chunk = g_ptr_array_index (part->chunks, i);

      g_byte_array_append (all, chunk->data, chunk->len);
    }
  CU_ASSERT_EQUAL (all->len, part->length);
  return all;
}

static char *
inflated (const HechaDeflated *part)
{
  char *text = g_malloc (part->size + 1);
  g_autoptr (GByteArray) bytes = joined (part);
  z_stream stream = { 0 };

  CU_ASSERT_EQUAL_FATAL (inflateInit2 (&stream, -MAX_WBITS), Z_OK);
  stream.next_in = bytes->data;
  stream.avail_in = bytes->len;
  stream.next_out = (guint8 *) text;
  stream.avail_out = (guint) part->size + 1;
  CU_ASSERT_EQUAL (inflate (&stream, Z_FINISH), Z_STREAM_END);
  CU_ASSERT_EQUAL (stream.avail_in, 0);
  CU_ASSERT_EQUAL_FATAL (stream.total_out, part->size);
  inflateEnd (&stream);
  text[part->size] = '\0';
  CU_ASSERT_EQUAL (part->crc, crc32 (0, (guint8 *) text, (guint) part->size));
  return text;
}

static char *
part_of (HechaRows *rows, const char *sheet)
{
  g_auto (HechaDeflated) part = { NULL, 0, 0, 0 };

  CU_ASSERT_TRUE_FATAL (hecha_rows_part (rows, sheet, strlen (sheet), &part));
  return inflated (&part);
}

static void
test_cells (void)
{
  g_autoptr (HechaRows) rows = hecha_rows_new ();
  g_autofree char *text = NULL;

  CU_ASSERT_TRUE (hecha_rows_text (rows, 1, 2, 7, "后写"));
  CU_ASSERT_TRUE (hecha_rows_text (rows, 1, 0, 7, "a<b&c>d"));
  CU_ASSERT_TRUE (hecha_rows_text (rows, 1, 2, 8, "x "));
  CU_ASSERT_TRUE (hecha_rows_blank (rows, 1, 1, 3));
  CU_ASSERT_TRUE (hecha_rows_height (rows, 1, 32));
  CU_ASSERT_TRUE (hecha_rows_number (rows, 3, 27, 0, -0.1));
  CU_ASSERT_TRUE (hecha_rows_formula (rows, 3, 28, 1, "=SUM(A1,B2)&\"\"", 12));
  CU_ASSERT_FALSE (hecha_rows_blank (rows, 2, 0, 1));         /* above the last */
  CU_ASSERT_FALSE (hecha_rows_blank (rows, 1048576, 0, 1));
  CU_ASSERT_FALSE (hecha_rows_blank (rows, 3, 256, 1));
  text = part_of (rows, "<w><dimension ref=\"A1\"/><sheetData/><pageMargins/></w>");
  TEST_STR (text,
            "<w><dimension ref=\"A2:AC4\"/><sheetData><row r=\"2\" ht=\"32\" customHeight=\"1\">"
            "<c r=\"A2\" s=\"7\" t=\"inlineStr\"><is><t>a&lt;b&amp;c&gt;d</t></is></c>"
            "<c r=\"B2\" s=\"3\"/>"
            "<c r=\"C2\" s=\"8\" t=\"inlineStr\"><is><t xml:space=\"preserve\">x </t></is></c></row>"
            "<row r=\"4\"><c r=\"AB4\"><v>-0.1</v></c>"
            "<c r=\"AC4\" s=\"1\"><f>SUM(A1,B2)&amp;\"\"</f><v>12</v></c></row>"
            "</sheetData><pageMargins/></w>");
}

static void
test_numbers (void)
{
  static const struct
  {
    gint64 fen;
    const char *text;
  } amounts[] = { { 0, "0" },          { 5, "0.05" },   { -120, "-1.2" },
                  { 1234567, "12345.67" }, { -1, "-0.01" }, { 30000000, "300000" } };
  static const double numbers[]
      = { 0.1, 1.0 / 3, 1e300, 123456789012345678.0, 45123.5, -7, 2.5e-9 };
  g_autoptr (HechaRows) rows = hecha_rows_new ();
  g_autofree char *text = NULL;
  const char *at;

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    hecha_rows_amount (rows, 0, i, 0, amounts[i].fen);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    hecha_rows_number (rows, 1, i, 0, numbers[i]);
  text = part_of (rows, "<w><sheetData/></w>");
  at = text;
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      at = strstr (at, "<v>") + 3;
      CU_ASSERT_TRUE (g_str_has_prefix (at, amounts[i].text)
                      && g_str_has_prefix (at + strlen (amounts[i].text), "</v>"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      at = strstr (at, "<v>") + 3;
      CU_ASSERT_EQUAL (g_ascii_strtod (at, NULL), numbers[i]);
    }
}

static void
test_links (void)
{
  g_autoptr (HechaRows) rows = hecha_rows_new ();
  static const char relations[] = "<Relationships><Relationship Id=\"rId1\"/></Relationships>";
  g_autofree char *text = NULL;
  GString *out;

  CU_ASSERT_PTR_NULL (hecha_rows_relations (rows, NULL, 0));
  hecha_rows_link (rows, 0, 0, "标注/a b.xlsx#'表<1>'!F17");
  hecha_rows_link (rows, 1, 0, "标注/a b.xlsx#'表2'!A1");
  hecha_rows_link (rows, 2, 0, "internal:'总览'!A1");
  out = hecha_rows_relations (rows, relations, strlen (relations));
  CU_ASSERT_PTR_NOT_NULL_FATAL (out);
  TEST_STR (out->str,
            "<Relationships><Relationship Id=\"rId1\"/><Relationship Id=\"rIdLink1\" Type=\"http://"
            "schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" "
            "Target=\"标注/a%20b.xlsx\" TargetMode=\"External\"/></Relationships>");
  g_string_free (out, TRUE);
  text = part_of (rows, "<w><sheetData><row r=\"9\" ht=\"3\"/></sheetData><a/><printOptions/></w>");
  TEST_STR (text,
            "<w><sheetData></sheetData><a/><hyperlinks>"
            "<hyperlink ref=\"A1\" r:id=\"rIdLink1\" location=\"'表&lt;1&gt;'!F17\"/>"
            "<hyperlink ref=\"A2\" r:id=\"rIdLink1\" location=\"'表2'!A1\"/>"
            "<hyperlink ref=\"A3\" location=\"'总览'!A1\" display=\"'总览'!A1\"/>"
            "</hyperlinks><printOptions/></w>");
}

/* The same rows give the same bytes, and many rows all come out. */
static void
test_many (void)
{
  g_autoptr (GByteArray) first = NULL;

  for (guint turn = 0; turn < 2; turn++)
    {
      g_autoptr (HechaRows) rows = hecha_rows_new ();
      g_auto (HechaDeflated) part = { NULL, 0, 0, 0 };
      g_autofree char *text = NULL;
      guint n = 0;

      for (guint i = 0; i < 50000; i++)
        {
          char word[16];

          g_snprintf (word, sizeof word, "第%u行", i);
          hecha_rows_text (rows, i, i % 30, 2, word);
        }
      hecha_rows_part (rows, "<sheetData/>", strlen ("<sheetData/>"), &part);
      text = inflated (&part);
      for (const char *at = text; (at = strstr (at, "行</t>")) != NULL; at++)
        n++;
      CU_ASSERT_EQUAL (n, 50000);
      if (turn == 0)
        first = joined (&part);
      else
        {
          g_autoptr (GByteArray) second = joined (&part);

          CU_ASSERT_TRUE (first->len == second->len
                          && memcmp (first->data, second->data, first->len) == 0);
        }
    }
}

void
suite_rows (void)
{
  CU_pSuite suite = CU_add_suite ("report/rows", NULL, NULL);

  CU_ADD_TEST (suite, test_cells);
  CU_ADD_TEST (suite, test_numbers);
  CU_ADD_TEST (suite, test_links);
  CU_ADD_TEST (suite, test_many);
}
