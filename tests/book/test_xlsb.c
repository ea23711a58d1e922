/* .xlsb, by files that testdata/book/make_books.py writes record by record. */
#include <hecha/book.h>

#include <string.h>

#include "tests/book/describe.h"
#include "tests/test.h"

static HechaBook *
open_book (const char *name)
{
  g_autofree char *path = g_build_filename (TESTDATA, "book", name, NULL);
  g_autoptr (GError) error = NULL;
  HechaBook *book = hecha_book_open (path, NULL, &error);

  TEST_OK (error);
  CU_ASSERT_PTR_NOT_NULL_FATAL (book);
  CU_ASSERT_EQUAL (hecha_book_kind (book), HECHA_KIND_XLSB);
  return book;
}

static void
test_cells (void)
{
  static const struct
  {
    const char *address, *cell;
  } cells[] = {
    { "A1", "'项目名称 _x0041_" }, { "C1", "'在格内 😀" }, { "D1", "'富文本" },
    { "E1", "?" },                 { "A2", "86.5" },       { "B2", "45726 date month" },
    { "C2", "TRUE" },              { "D2", "!#REF!" },     { "E2", "" },
    { "F2", "45727 date month" },  { "G2", "'项目名称 _x0041_" },
    { "A3", "=42" },               { "B3", "='通过" },     { "C3", "=FALSE" },
    { "D3", "=!#N/A" },
  };
  g_autoptr (HechaBook) book = open_book ("binary.xlsb");
  g_autoptr (HechaSheet) sheet = hecha_book_load_sheet (book, 0, NULL);
  const HechaCell *lengthy;

  CU_ASSERT_PTR_NOT_NULL_FATAL (sheet);
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      guint32 row, column;
      g_autofree char *got = NULL;

      CU_ASSERT_TRUE_FATAL (hecha_address_parse (cells[i].address, &row, &column));
      got = describe_cell (hecha_sheet_cell (sheet, row, column));
      test_equal_strings (got, cells[i].cell, cells[i].address);
    }
  lengthy = hecha_sheet_cell (sheet, 0, 1);
  CU_ASSERT_PTR_NOT_NULL_FATAL (lengthy);
  CU_ASSERT_EQUAL (g_utf8_strlen (lengthy->text, -1), 300);
}

static void
test_structure (void)
{
  g_autoptr (HechaBook) book = open_book ("binary.xlsb");
  g_autoptr (HechaSheet) sheet = hecha_book_load_sheet (book, 0, NULL);

  CU_ASSERT_EQUAL_FATAL (hecha_book_n_sheets (book), 4);
  TEST_STR (hecha_book_sheet_info (book, 0)->name, "台账");
  TEST_STR (hecha_book_sheet_info (book, 1)->name, "模块");
  CU_ASSERT_FALSE (hecha_book_sheet_info (book, 1)->is_worksheet);
  CU_ASSERT_EQUAL (hecha_book_sheet_info (book, 1)->visibility, HECHA_SHEET_VERY_HIDDEN);
  CU_ASSERT_EQUAL (hecha_book_sheet_info (book, 2)->visibility, HECHA_SHEET_HIDDEN);
  TEST_STR (hecha_book_sheet_info (book, 3)->name, "早期");
  CU_ASSERT_TRUE (hecha_book_date1904 (book));
  CU_ASSERT_PTR_NOT_NULL_FATAL (sheet);
  CU_ASSERT_TRUE (hecha_sheet_row_hidden (sheet, 1));
  CU_ASSERT_FALSE (hecha_sheet_row_hidden (sheet, 0));
  CU_ASSERT_TRUE (hecha_sheet_column_hidden (sheet, 3));
  CU_ASSERT_EQUAL (g_array_index (sheet->column_widths, double, 2), 12);
  CU_ASSERT_EQUAL (sheet->merges->len, 1);
  /* A string that is not there, and a cell beyond the grid. */
  CU_ASSERT_EQUAL (sheet->notes->len, 2);
}

static void
check_refused (const char *name, HechaBookError code)
{
  g_autoptr (HechaBook) book = open_book (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaSheet) sheet = hecha_book_load_sheet (book, 0, &error);

  CU_ASSERT_PTR_NULL (sheet);
  CU_ASSERT_TRUE (g_error_matches (error, HECHA_BOOK_ERROR, (int) code));
}

static void
test_refused (void)
{
  check_refused ("binary-cut.xlsb", HECHA_BOOK_ERROR_DAMAGED);
  check_refused ("binary-long.xlsb", HECHA_BOOK_ERROR_LIMIT);
}

static gboolean
stop_at_once (guint32 row, const HechaCell *cells, guint n_cells, gpointer user_data)
{
  (*(guint *) user_data)++;
  return FALSE;
}

static void
test_scan (void)
{
  g_autoptr (HechaBook) book = open_book ("binary.xlsb");
  guint visits = 0;

  CU_ASSERT_TRUE (hecha_book_scan_sheet (book, 0, stop_at_once, &visits, NULL));
  CU_ASSERT_EQUAL (visits, 1);
}

void
suite_xlsb (void)
{
  CU_pSuite suite = CU_add_suite ("book/xlsb", NULL, NULL);

  CU_ADD_TEST (suite, test_cells);
  CU_ADD_TEST (suite, test_structure);
  CU_ADD_TEST (suite, test_refused);
  CU_ADD_TEST (suite, test_scan);
}
