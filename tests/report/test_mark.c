/* Marks inside a package: what is added, what stays, what is refused. */
#include <hecha/report.h>

#include <glib/gstdio.h>
#include <string.h>

#include "report/marks_package.h"
#include "tests/test.h"

static const HechaMark marks[] = {
  { 0, 1, 1, HECHA_OUTCOME_VIOLATION, "【违规】预算 <&> \"引号\"" },
  { 0, 1, 2, HECHA_OUTCOME_SUSPECT, "【疑点】决算" },
  { 0, 2, 2, HECHA_OUTCOME_HINT, "【提示】空白的单元格" },
  { 0, 9, 4, HECHA_OUTCOME_HINT, "【提示】原来没有的行" },
};

static const HechaMarkLine lines[] = {
  { 0, 1, 1, HECHA_OUTCOME_VIOLATION, "2026Q1-示例-001", "甲系统", "决算超预算", "第十九条",
    "=HYPERLINK(\"http://x\")", "核对" },
};

static gboolean
mark (const char *source, const char *dest, char **note, GError **error)
{
  HechaMarkJob job = { .source_sha256 = "abcd", .marks = marks, .n_marks = G_N_ELEMENTS (marks),
                       .lines = lines, .n_lines = G_N_ELEMENTS (lines),
                       .heading = "核查日 2026-03-31" };

  return hecha_report_mark (source, dest, &job, note, error);
}

/* Marks testdata/report/marks/NAME into a new folder; the copy's path. */
static char *
mark_file (const char *name, char **note)
{
  g_autofree char *relative = g_strconcat ("report/marks/", name, NULL);
  g_autofree char *source = test_data (relative);
  g_autofree char *folder = test_directory ();
  char *dest = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  CU_ASSERT_TRUE (mark (source, dest, note, &error));
  TEST_OK (error);
  return dest;
}

static char *
part_text (const char *path, const char *name)
{
  g_autoptr (HechaPackage) package = hecha_package_open (path, NULL);
  g_autoptr (GBytes) part = package != NULL ? hecha_package_read (package, name, NULL) : NULL;
  gsize length = 0;
  const char *data = part != NULL ? g_bytes_get_data (part, &length) : NULL;

  return data != NULL ? g_strndup (data, length) : g_strdup ("");
}

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *at = strstr (text, what); at != NULL; at = strstr (at + 1, what))
    n++;
  return n;
}

static void
test_adds (void)
{
  g_autofree char *note = NULL, *copy = mark_file ("plain.xlsx", &note);
  g_autofree char *sheet = part_text (copy, "xl/worksheets/sheet1.xml");
  g_autofree char *comments = part_text (copy, "xl/comments1.xml");
  g_autofree char *result = part_text (copy, "xl/worksheets/sheet2.xml");
  g_autoptr (HechaBook) book = hecha_book_open (copy, NULL, NULL);

  CU_ASSERT_PTR_NULL (note);
  CU_ASSERT_PTR_NOT_NULL_FATAL (book);
  TEST_STR (hecha_book_property (book, "hecha-source-sha256"), "abcd");
  TEST_STR (hecha_book_sheet_info (book, 1)->name, "核查结果");
  CU_ASSERT_EQUAL (count (comments, "<comment "), 4);
  CU_ASSERT_PTR_NOT_NULL (strstr (comments, "&lt;&amp;&gt;"));
  CU_ASSERT_PTR_NOT_NULL (strstr (sheet, "<c r=\"E10\" s="));
  CU_ASSERT_PTR_NOT_NULL (strstr (sheet, "<legacyDrawing "));
  /* A link to the cell, the quote in the sheet's name doubled; the text that
   * looks like a formula stays text. */
  CU_ASSERT_PTR_NOT_NULL (strstr (result, "location=\"'台账''一'!B2\""));
  CU_ASSERT_PTR_NULL (strstr (result, "<f>"));
}

static void
test_keeps_comments (void)
{
  g_autofree char *note = NULL, *copy = mark_file ("commented.xlsx", &note);
  g_autofree char *comments = NULL, *sheet = part_text (copy, "xl/worksheets/sheet1.xml");
  g_autoptr (HechaPackage) package = hecha_package_open (copy, NULL);

  CU_ASSERT_PTR_NOT_NULL_FATAL (package);
  for (guint i = 0; i < hecha_package_names (package)->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (hecha_package_names (package), i), "xl/comments"))
      comments = part_text (copy, g_ptr_array_index (hecha_package_names (package), i));
  CU_ASSERT_PTR_NOT_NULL_FATAL (comments);
  /* Two were there, two are new; the clerk's has ours behind it, the thread
   * is left alone. */
  CU_ASSERT_EQUAL (count (comments, "<comment "), 4);
  CU_ASSERT_PTR_NOT_NULL (strstr (comments, "本局说明：含二期"));
  CU_ASSERT_PTR_NOT_NULL (strstr (comments, "【疑点】决算"));
  CU_ASSERT_PTR_NULL (strstr (comments, "【违规】预算"));
  CU_ASSERT_PTR_NOT_NULL (note);
  CU_ASSERT_PTR_NOT_NULL (strstr (sheet, "<conditionalFormatting"));
  CU_ASSERT_PTR_NOT_NULL (strstr (sheet, "<sheetProtection"));
  CU_ASSERT_EQUAL (count (sheet, "<legacyDrawing "), 1);
}

static void
test_locked_and_signed (void)
{
  g_autofree char *note = NULL, *copy = mark_file ("locked.xlsx", &note);
  g_autofree char *signed_file = test_data ("report/marks/signed.xlsx");
  g_autofree char *folder = test_directory ();
  g_autofree char *dest = g_build_filename (folder, "signed.xlsx", NULL);
  g_autofree char *other = NULL;
  g_autoptr (HechaBook) book = hecha_book_open (copy, NULL, NULL);
  g_autoptr (GError) error = NULL;

  CU_ASSERT_PTR_NOT_NULL_FATAL (book);
  CU_ASSERT_EQUAL (hecha_book_n_sheets (book), 1);
  CU_ASSERT_PTR_NOT_NULL (note);
  CU_ASSERT_FALSE (mark (signed_file, dest, &other, &error));
  CU_ASSERT_TRUE (g_error_matches (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_REFUSED));
  CU_ASSERT_FALSE (g_file_test (dest, G_FILE_TEST_EXISTS));
}

static void
test_no_styles (void)
{
  g_autofree char *note = NULL, *copy = mark_file ("no-styles.xlsx", &note);
  g_autofree char *sheet = part_text (copy, "xl/worksheets/sheet1.xml");

  CU_ASSERT_PTR_NOT_NULL (strstr (sheet, "r=\"B2\""));
  CU_ASSERT_PTR_NOT_NULL (strstr (sheet, " s=\""));
}

/* Marked twice, the marks are those of the second time. */
static void
test_marks_again (void)
{
  g_autofree char *note = NULL, *copy = mark_file ("plain.xlsx", &note);
  g_autofree char *folder = test_directory ();
  g_autofree char *again = g_build_filename (folder, "again.xlsx", NULL);
  HechaMarkJob job = { .source_sha256 = "ef01", .marks = marks + 1, .n_marks = 1,
                       .heading = "核查日 2026-06-30" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaBook) book = NULL;
  g_autofree char *comments = NULL, *drawing = NULL;

  CU_ASSERT_TRUE (hecha_report_mark (copy, again, &job, &note, &error));
  TEST_OK (error);
  book = hecha_book_open (again, NULL, NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL (book);
  CU_ASSERT_EQUAL (hecha_book_n_sheets (book), 2);
  TEST_STR (hecha_book_property (book, "hecha-source-sha256"), "ef01");
  comments = part_text (again, "xl/comments1.xml");
  drawing = part_text (again, "xl/drawings/vmlDrawing1.vml");
  CU_ASSERT_EQUAL (count (comments, "<comment "), 1);
  CU_ASSERT_EQUAL (count (drawing, "<v:shape "), 1);
}

/* A text file is written anew; what no cell can hold is no difference. */
static void
test_text_file (void)
{
  g_autofree char *folder = test_directory ();
  g_autofree char *source = g_build_filename (folder, "台账.csv", NULL);
  g_autofree char *dest = g_build_filename (folder, "台账.xlsx", NULL);
  g_autofree char *note = NULL;
  g_autoptr (HechaBook) book = NULL;
  g_autoptr (HechaSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (source, "项目名称,预算金额（万元）,决算\n甲系统,30,\t=1+1\n\"乙\n系统\",_x0041_,x\n", -1,
                       NULL);
  CU_ASSERT_TRUE (mark (source, dest, &note, &error));
  TEST_OK (error);
  CU_ASSERT_PTR_NOT_NULL (note);
  /* Its columns are as wide as what stands in them. */
  book = hecha_book_open (dest, NULL, &error);
  CU_ASSERT_PTR_NOT_NULL_FATAL (book);
  sheet = hecha_book_load_sheet (book, 0, &error);
  CU_ASSERT_PTR_NOT_NULL_FATAL (sheet);
  CU_ASSERT_FATAL (sheet->column_widths->len >= 2);
  CU_ASSERT (g_array_index (sheet->column_widths, double, 1) > 15);
}

static void
test_same_bytes (void)
{
  g_autofree char *note = NULL, *first = mark_file ("commented.xlsx", &note);
  g_autofree char *second = NULL, *a = NULL, *b = NULL;
  gsize n = 0, m = 0;

  g_clear_pointer (&note, g_free);
  second = mark_file ("commented.xlsx", &note);
  g_file_get_contents (first, &a, &n, NULL);
  g_file_get_contents (second, &b, &m, NULL);
  CU_ASSERT_TRUE (n == m && n > 0 && memcmp (a, b, n) == 0);
}

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    HechaKind kind;
    const char *marked;
  } cases[] = { { "甲/台账.xls", HECHA_KIND_XLS, "甲/台账.xlsx" },
                { "台账.csv", HECHA_KIND_TEXT, "台账.xlsx" },
                { "台账.et", HECHA_KIND_XLSX, "台账.xlsx" },
                { "台账.XLSX", HECHA_KIND_XLSX, "台账.XLSX" },
                { "台账.xlsm", HECHA_KIND_XLSM, "台账.xlsm" },
                { "a.b/台账", HECHA_KIND_TEXT, "a.b/台账.xlsx" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *marked = hecha_report_marked_name (cases[i].name, cases[i].kind);
      TEST_STR (marked, cases[i].marked);
    }
}

static GBytes *
file_bytes (const char *path)
{
  char *data = NULL;
  gsize length = 0;

  CU_ASSERT_TRUE_FATAL (g_file_get_contents (path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

/* What one copy marks and adds is not in the next of the same source. */
static void
test_several_copies (void)
{
  g_autofree char *path = test_data ("report/marks/commented.xlsx");
  g_autofree char *folder = test_directory ();
  g_autofree char *alone = g_build_filename (folder, "alone.xlsx", NULL);
  g_autofree char *second = g_build_filename (folder, "second.xlsx", NULL);
  HechaMarkJob few = { .source_sha256 = "ef01", .marks = marks + 1, .n_marks = 1,
                       .heading = "核查日 2026-06-30" };
  HechaMarkJob many = { .source_sha256 = "abcd", .marks = marks, .n_marks = G_N_ELEMENTS (marks),
                        .lines = lines, .n_lines = G_N_ELEMENTS (lines),
                        .heading = "核查日 2026-03-31" };
  g_autoptr (HechaMarkSource) source = hecha_mark_source_open (path, NULL);
  g_autoptr (GBytes) a = NULL, b = NULL;
  char *note = NULL;

  CU_ASSERT_PTR_NOT_NULL_FATAL (source);
  CU_ASSERT_TRUE (hecha_report_mark (path, alone, &few, &note, NULL));
  g_free (note);
  CU_ASSERT_TRUE (hecha_mark_source_copy (source, second, &many, &note, NULL));
  g_free (note);
  CU_ASSERT_TRUE (hecha_mark_source_copy (source, second, &few, &note, NULL));
  g_free (note);
  a = file_bytes (alone);
  b = file_bytes (second);
  CU_ASSERT_TRUE (g_bytes_equal (a, b));
}

/* A package of a megabyte that does not shrink: its head is on the disk when
 * minizip goes back to it. */
static void
test_large_package (void)
{
  g_autofree char *path = test_data ("report/marks/plain.xlsx");
  g_autofree char *folder = test_directory ();
  g_autofree char *dest = g_build_filename (folder, "large.xlsx", NULL);
  g_autoptr (HechaPackage) package = hecha_package_open (path, NULL), again = NULL;
  g_autoptr (GBytes) before = NULL, after = NULL, workbook = NULL;
  GString *noise = g_string_sized_new (1 << 20), *copied = g_string_new (NULL);
  guint32 state = 1;

  for (guint i = 0; i < 1u << 20; i++)
    {
      state = state * 1664525u + 1013904223u;
      g_string_append_c (noise, (char) (state >> 24));
    }
  g_string_append_len (copied, noise->str, (gssize) noise->len);
  before = g_string_free_to_bytes (copied);
  CU_ASSERT_PTR_NOT_NULL_FATAL (package);
  hecha_package_set (package, "xl/media/noise.bin", noise);
  CU_ASSERT_TRUE (hecha_package_write (package, dest, NULL));
  again = hecha_package_open (dest, NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL (again);
  after = hecha_package_read (again, "xl/media/noise.bin", NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL (after);
  CU_ASSERT_TRUE (g_bytes_equal (before, after));
  workbook = hecha_package_read (again, "xl/workbook.xml", NULL);
  CU_ASSERT_PTR_NOT_NULL (workbook);
  hecha_package_restore (package);
  CU_ASSERT_FALSE (hecha_package_has (package, "xl/media/noise.bin"));
}

void
suite_mark (void)
{
  CU_pSuite suite = CU_add_suite ("report/mark", NULL, NULL);

  CU_ADD_TEST (suite, test_adds);
  CU_ADD_TEST (suite, test_keeps_comments);
  CU_ADD_TEST (suite, test_locked_and_signed);
  CU_ADD_TEST (suite, test_no_styles);
  CU_ADD_TEST (suite, test_marks_again);
  CU_ADD_TEST (suite, test_text_file);
  CU_ADD_TEST (suite, test_same_bytes);
  CU_ADD_TEST (suite, test_several_copies);
  CU_ADD_TEST (suite, test_large_package);
  CU_ADD_TEST (suite, test_names);
}
