/* BIFF2 to BIFF4, and BIFF5 without a compound file, by files that
 * testdata/book/xls/make.py writes record by record. */
#include <hecha/book.h>

#include "tests/book/describe.h"
#include "tests/test.h"

typedef struct
{
  const char *address;
  const char *cell;     /* as describe_cell() says it */
} Expected;

static HechaBook *
open_book (const char *name)
{
  g_autofree char *relative = g_strconcat ("book/xls/", name, NULL);
  g_autofree char *path = test_data (relative);
  g_autoptr (GError) error = NULL;
  HechaBook *book = hecha_book_open (path, NULL, &error);

  TEST_OK (error);
  CU_ASSERT_PTR_NOT_NULL_FATAL (book);
  return book;
}

static HechaSheet *
check_sheet (HechaBook *book, guint index, const Expected *expected, gsize n)
{
  g_autoptr (GError) error = NULL;
  HechaSheet *sheet = hecha_book_load_sheet (book, index, &error);

  TEST_OK (error);
  CU_ASSERT_PTR_NOT_NULL_FATAL (sheet);
  for (gsize i = 0; i < n; i++)
    {
      guint32 row, column;
      g_autofree char *got = NULL;

      CU_ASSERT_TRUE_FATAL (hecha_address_parse (expected[i].address, &row, &column));
      got = describe_cell (hecha_sheet_cell (sheet, row, column));
      test_equal_strings (got, expected[i].cell, expected[i].address);
    }
  CU_ASSERT_EQUAL (sheet->cells->len, n);
  return sheet;
}

/* Excel 2.0 has no XFs: a cell names its format, formulas have results. */
static void
test_biff2 (void)
{
  static const Expected cells[] = {
    { "A1", "'项目名称" }, { "B1", "'cut" },    { "A2", "7.5" },  { "B2", "=9" },
    { "C2", "40000 date" }, { "A3", "='pass" }, { "B3", "TRUE" }, { "C3", "!#REF!" },
  };
  g_autoptr (HechaBook) book = open_book ("biff2.xls");
  g_autoptr (HechaSheet) sheet = check_sheet (book, 0, cells, G_N_ELEMENTS (cells));

  CU_ASSERT_EQUAL (hecha_book_kind (book), HECHA_KIND_BIFF);
  CU_ASSERT_EQUAL (hecha_book_n_sheets (book), 1);
  CU_ASSERT_TRUE (hecha_sheet_row_hidden (sheet, 7));
  CU_ASSERT_TRUE (hecha_sheet_column_hidden (sheet, 6));
  CU_ASSERT_FALSE (hecha_sheet_column_hidden (sheet, 4));
}

static void
test_biff2_xf (void)
{
  static const Expected cells[] = { { "A1", "45726" }, { "B1", "45726 date" } };
  g_autoptr (HechaBook) book = open_book ("biff2-xf.xls");
  g_autoptr (HechaSheet) sheet = check_sheet (book, 0, cells, G_N_ELEMENTS (cells));

  CU_ASSERT_EQUAL (sheet->notes->len, 0);
}

static void
test_biff3 (void)
{
  static const Expected cells[] = {
    { "A1", "'项目名称" }, { "A2", "300000" },     { "B2", "44264 date year" },
    { "A3", "='通过" },    { "B3", "=!#DIV/0!" }, { "C3", "1" },
  };
  g_autoptr (HechaBook) book = open_book ("biff3.xls");
  g_autoptr (HechaSheet) sheet = check_sheet (book, 0, cells, G_N_ELEMENTS (cells));

  CU_ASSERT_TRUE (hecha_book_date1904 (book));
  CU_ASSERT_TRUE (hecha_sheet_row_hidden (sheet, 5));
  CU_ASSERT_TRUE (hecha_sheet_column_hidden (sheet, 3));
}

/* Each sheet of a workspace has formats of its own. */
static void
test_workspace (void)
{
  static const Expected plan[] = { { "A1", "45726 date" }, { "B1", "5" } };
  static const Expected contract[] = { { "A1", "45726" }, { "B1", "=45727 date" } };
  g_autoptr (HechaBook) book = open_book ("biff4w.xls");
  g_autoptr (HechaSheet) first = NULL;
  g_autoptr (HechaSheet) third = NULL;

  CU_ASSERT_EQUAL_FATAL (hecha_book_n_sheets (book), 3);
  TEST_STR (hecha_book_sheet_info (book, 0)->name, "计划");
  TEST_STR (hecha_book_sheet_info (book, 2)->name, "合同");
  CU_ASSERT_FALSE (hecha_book_sheet_info (book, 1)->is_worksheet);
  first = check_sheet (book, 0, plan, G_N_ELEMENTS (plan));
  third = check_sheet (book, 2, contract, G_N_ELEMENTS (contract));
}

/* Without FORMAT records the built-in formats are meant; what is cut off is
 * said to be. */
static void
test_biff4 (void)
{
  static const Expected cells[] = { { "A1", "45726 date" } };
  g_autoptr (HechaBook) book = open_book ("biff4.xls");
  g_autoptr (HechaSheet) sheet = check_sheet (book, 0, cells, G_N_ELEMENTS (cells));

  CU_ASSERT_EQUAL (sheet->notes->len, 1);
}

static void
test_bare_biff5 (void)
{
  static const Expected cells[]
      = { { "A1", "'项目名称" }, { "A2", "86.5" }, { "B2", "7" }, { "C2", "=3" } };
  g_autoptr (HechaBook) book = open_book ("biff5-bare.xls");
  g_autoptr (HechaSheet) sheet = check_sheet (book, 0, cells, G_N_ELEMENTS (cells));

  CU_ASSERT_EQUAL (hecha_book_kind (book), HECHA_KIND_XLS);
  CU_ASSERT_EQUAL (sheet->notes->len, 0);
}

/* Any beginning of a file opens, or is refused with a sentence. */
static void
test_cut_anywhere (void)
{
  static const char *const names[] = { "biff2.xls", "biff2-xf.xls", "biff3.xls", "biff4w.xls" };
  g_autofree char *folder = test_directory ();
  g_autofree char *cut = g_build_filename (folder, "cut.xls", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *relative = g_strconcat ("book/xls/", names[i], NULL);
      g_autofree char *path = test_data (relative);
      g_autofree char *bytes = NULL;
      gsize length;

      CU_ASSERT_TRUE_FATAL (g_file_get_contents (path, &bytes, &length, NULL));
      for (gsize n = 8; n < length; n++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (HechaBook) book = NULL;

          CU_ASSERT_TRUE_FATAL (g_file_set_contents (cut, bytes, (gssize) n, NULL));
          book = hecha_book_open (cut, NULL, &error);
          CU_ASSERT_TRUE ((book == NULL) == (error != NULL));
          for (guint j = 0; book != NULL && j < hecha_book_n_sheets (book); j++)
            hecha_sheet_free (hecha_book_load_sheet (book, j, NULL));
        }
    }
}

/* A text that begins with a tab is a text. */
static void
test_no_biff (void)
{
  g_autofree char *folder = test_directory ();
  g_autofree char *path = g_build_filename (folder, "tab.txt", NULL);
  g_autoptr (HechaBook) book = NULL;

  CU_ASSERT_TRUE (g_file_set_contents (path, "\t名称\t金额\n\t甲\t1\n", -1, NULL));
  book = hecha_book_open (path, NULL, NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL (book);
  CU_ASSERT_EQUAL (hecha_book_kind (book), HECHA_KIND_TEXT);
}

void
suite_biff_old (void)
{
  CU_pSuite suite = CU_add_suite ("book/biff_old", NULL, NULL);

  CU_ADD_TEST (suite, test_biff2);
  CU_ADD_TEST (suite, test_biff2_xf);
  CU_ADD_TEST (suite, test_biff3);
  CU_ADD_TEST (suite, test_workspace);
  CU_ADD_TEST (suite, test_biff4);
  CU_ADD_TEST (suite, test_bare_biff5);
  CU_ADD_TEST (suite, test_cut_anywhere);
  CU_ADD_TEST (suite, test_no_biff);
}
