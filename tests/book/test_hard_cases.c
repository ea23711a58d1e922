/* Workbooks as other programs write them: cell by cell what they must read
 * as.  The files are made by testdata/book/make_books.py. */
#include "tests/test.h"

#include <hecha/book.h>
#include <string.h>

#include "tests/book/describe.h"

typedef struct
{
  const char *file;
  guint sheet;
  const char *address;
  const char *wanted;
} Expected;

static const Expected expected[] = {
  /* runs are joined, phonetic guides are not, spaces stay, references go */
  { "strings.xlsx", 0, "A1", "'合同 金额" },
  { "strings.xlsx", 0, "A2", "'東京" },
  { "strings.xlsx", 0, "A3", "'  前后空格  " },
  { "strings.xlsx", 0, "A4", "'一行\r\n二行" },
  { "strings.xlsx", 0, "A5", "'_x0041_ A _x41_ 😀" },
  { "strings.xlsx", 0, "A6", "'a < b &amp; c 中文 \"q\"" },
  { "strings.xlsx", 0, "A7", "'<不是标记> & 后" },
  { "strings.xlsx", 0, "A8", "'" },
  { "strings.xlsx", 0, "A9", "'" },
  { "strings.xlsx", 0, "A10", "'注释" },
  { "strings.xlsx", 0, "A11", "'一\n二\n三" },
  /* a shared string that is not there is unknown, not blank */
  { "bad-strings.xlsx", 0, "A1", "'有" },
  { "bad-strings.xlsx", 0, "B1", "?" },
  { "bad-strings.xlsx", 0, "C1", "?" },
  { "bad-strings.xlsx", 0, "D1", "" },
  { "no-strings.xlsx", 0, "A1", "?" },
  { "no-strings.xlsx", 0, "B1", "5" },
  { "inline.xlsx", 0, "A1", "'普通" },
  { "inline.xlsx", 0, "A2", "'富文本" },
  { "inline.xlsx", 0, "A4", "'只有值" },
  { "inline.xlsx", 0, "A5", "'1." },
  { "inline.xlsx", 0, "A6", "' 保留 " },
  { "inline.xlsx", 0, "A7", "'甲\n乙 & 丙" },
  { "inline.xlsx", 0, "A8", "'" },
  { "inline.xlsx", 0, "A9", "'属性换序" },
  { "inline.xlsx", 0, "A10", "'单引号" },
  /* cached results, and what is none */
  { "formulas.xlsx", 0, "A1", "=2" },
  { "formulas.xlsx", 0, "A2", "=?" },
  { "formulas.xlsx", 0, "A3", "=?" },
  { "formulas.xlsx", 0, "A4", "='" },
  { "formulas.xlsx", 0, "A5", "=?" },
  { "formulas.xlsx", 0, "A6", "='结果 & A" },
  { "formulas.xlsx", 0, "A7", "=4" },
  { "formulas.xlsx", 0, "A8", "=8.5" },
  { "formulas.xlsx", 0, "A9", "=TRUE" },
  { "formulas.xlsx", 0, "A10", "=!#DIV/0!" },
  { "formulas.xlsx", 0, "A11", "!#N/A" },
  { "formulas.xlsx", 0, "A12", "FALSE" },
  { "formulas.xlsx", 0, "A13", "=3" },
  { "formulas.xlsx", 0, "A14", "'" },
  { "formulas.xlsx", 0, "A15", "" },
  { "formulas.xlsx", 0, "A16", "=?" },
  { "formulas.xlsx", 0, "A17", "=100" },
  { "formulas.xlsx", 0, "A20", "7" },
  { "formulas.xlsx", 0, "A21", "0.1" },
  { "formulas.xlsx", 0, "A22", "1.23456789012346e+17" },
  { "formulas.xlsx", 0, "A24", "-0.0015" },
  { "formulas.xlsx", 0, "A25", "=?" },
  { "formulas.xlsx", 0, "A26", "=1" },
  { "dates.xlsx", 0, "A1", "45476.5" },
  { "dates.xlsx", 0, "B1", "45476.5 date" },
  { "dates.xlsx", 0, "C1", "45476.5 datetime" },
  { "dates.xlsx", 0, "D1", "45476.5 time" },
  { "dates.xlsx", 0, "E1", "45476.5 duration" },
  { "dates.xlsx", 0, "F1", "45476.5 date month" },
  { "dates.xlsx", 0, "G1", "45476.5 date" },
  { "dates.xlsx", 0, "H1", "45476.5 date month" },
  { "dates.xlsx", 0, "I1", "45476.5 time" },
  { "dates.xlsx", 0, "J1", "45476.5 date year" },
  { "dates.xlsx", 0, "K1", "45476.5 duration" },
  { "dates.xlsx", 0, "L1", "45476.5" },
  { "dates.xlsx", 0, "M1", "45476.5" },
  { "dates.xlsx", 0, "N1", "45476.5 date" },
  { "dates.xlsx", 0, "O1", "45476.5 text" },
  { "dates.xlsx", 0, "P1", "45476.5 percent" },
  { "dates.xlsx", 0, "R1", "45476.5 date month" },
  { "dates.xlsx", 0, "A2", "45476 date" },
  { "dates.xlsx", 0, "B2", "45476.5 datetime" },
  { "dates.xlsx", 0, "C2", "0.75 time" },
  { "dates.xlsx", 0, "E2", "1 date" },
  { "dates.xlsx", 0, "F2", "1.52083333333333 duration" },
  { "dates.xlsx", 0, "H2", "0.25 date" },
  { "odd-values.xlsx", 0, "A1", "'12,5" },
  { "odd-values.xlsx", 0, "A2", "'1e999" },
  { "odd-values.xlsx", 0, "A3", "'裸文本" },
  { "odd-values.xlsx", 0, "A4", "'不是日期" },
  { "odd-values.xlsx", 0, "A5", "'也许" },
  { "odd-values.xlsx", 0, "A6", "'值" },
  { "odd-values.xlsx", 0, "A7", "7" },
  { "odd-values.xlsx", 0, "A8", "8" },
  { "odd-values.xlsx", 0, "A9", "9" },
  { "odd-values.xlsx", 0, "A10", "-1.5 duration" },
  { "odd-values.xlsx", 0, "A11", "'PT" },
  { "odd-values.xlsx", 0, "A12", "'P1S1H" },
  { "dates-1904.xlsx", 0, "A1", "0 date" },
  { "dates-1904.xlsx", 0, "B1", "2 date" },
  /* places */
  { "no-addresses.xlsx", 0, "B1", "2" },
  { "no-addresses.xlsx", 0, "F1", "6" },
  { "no-addresses.xlsx", 0, "A4", "41" },
  { "no-addresses.xlsx", 0, "C5", "53" },
  { "no-addresses.xlsx", 0, "A7", "71" },
  { "sparse.xlsx", 0, "XFD1", "2" },
  { "sparse.xlsx", 0, "XFD1048576", "4" },
  { "sparse.xlsx", 1, "C3", "33" },
  { "unordered.xlsx", 0, "A1", "12" },
  { "unordered.xlsx", 0, "B1", "13" },
  { "unordered.xlsx", 0, "A2", "21" },
  { "unordered.xlsx", 0, "A3", "30" },
  { "unordered.xlsx", 0, "B3", "32" },
  { "unordered.xlsx", 0, "C3", "33" },
  { "unordered.xlsx", 0, "A5", "51" },
  { "merges.xlsx", 0, "A1", "'标题" },
  { "merges.xlsx", 0, "B1", "" },
  { "merges.xlsx", 0, "A2", "2" },
  { "odd-merges.xlsx", 0, "A1", "1" },
  { "odd-merges.xlsx", 0, "B1", "" },
  { "odd-merges.xlsx", 0, "C1", "" },
  { "prefixed.xlsx", 0, "B1", "=42" },
  { "encodings.xlsx", 2, "A1", "'café" },
  { "odd-xml.xlsx", 1, "C1", "" },
  { "odd-xml.xlsx", 1, "A9", "" },
  { "targets.xlsx", 1, "A1", "'二" },
  { "targets.xlsx", 2, "A1", "'三" },
  /* one ledger as two programs save it, the second with results */
  { "from-openpyxl.xlsx", 0, "C2", "'预算（万元）" },
  { "from-openpyxl.xlsx", 0, "C3", "80.5" },
  { "from-openpyxl.xlsx", 0, "D3", "45476 date" },
  { "from-openpyxl.xlsx", 0, "E3", "45536 date month" },
  { "from-openpyxl.xlsx", 0, "F3", "TRUE" },
  { "from-openpyxl.xlsx", 0, "G3", "=?" },
  { "from-openpyxl.xlsx", 0, "H3", "'含 A&B <一期>" },
  { "from-openpyxl.xlsx", 0, "D4", "45476.7708333333 datetime" },
  { "from-openpyxl.xlsx", 0, "B5", "'  前后空格  " },
  { "from-openpyxl.xlsx", 0, "D5", "61 date" },
  { "from-libreoffice.xlsx", 0, "C2", "'预算（万元）" },
  { "from-libreoffice.xlsx", 0, "C3", "80.5" },
  { "from-libreoffice.xlsx", 0, "D3", "45476 date" },
  { "from-libreoffice.xlsx", 0, "E3", "45536 date month" },
  { "from-libreoffice.xlsx", 0, "F3", "=TRUE" },
  { "from-libreoffice.xlsx", 0, "G3", "=161" },
  { "from-libreoffice.xlsx", 0, "G4", "=!#DIV/0!" },
  { "from-libreoffice.xlsx", 0, "G5", "='文字" },
  { "from-libreoffice.xlsx", 0, "H4", "'两行\n备注" },
  { "from-libreoffice-gbk.csv", 0, "C4", "'1,234,567.89" },
  { "from-libreoffice-gbk.csv", 0, "E3", "'2024年9月" },
  { "from-libreoffice-gbk.csv", 0, "H4", "'两行\n备注" },
};

static void
check_cell (const Expected *want)
{
  g_autofree char *name = g_build_filename ("book", want->file, NULL);
  g_autofree char *path = test_data (name), *got = NULL, *where = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaBook) book = hecha_book_open (path, NULL, &error);
  g_autoptr (HechaSheet) sheet = NULL;
  guint32 row, column;

  if (book != NULL)
    sheet = hecha_book_load_sheet (book, want->sheet, &error);
  where = g_strdup_printf ("%s %u!%s", want->file, want->sheet, want->address);
  test_no_error (error, where);
  if (sheet == NULL || !hecha_address_parse (want->address, &row, &column))
    return;
  got = describe_cell (hecha_sheet_cell (sheet, row, column));
  test_equal_strings (got, want->wanted, where);
}

static void
test_cells (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    check_cell (&expected[i]);
}

/* All of these hold 你好 in A1 and 42 in B1 of their first sheet. */
static void
test_plain_packages (void)
{
  static const char *const files[] = {
    "backslash.xlsx", "descriptors.xlsx", "stored.xlsx", "zip64.xlsx", "junk-around.xlsx",
    "junk-before-right.xlsx", "ooxml.et", "named.xls", "macros.xlsm", "properties.xlsx",
    "strict.xlsx", "encodings.xlsx", "odd-xml.xlsx", "targets.xlsx",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      check_cell (&(Expected){ files[i], 0, "A1", "'你好" });
      check_cell (&(Expected){ files[i], 0, "B1", "42" });
    }
  check_cell (&(Expected){ "encodings.xlsx", 1, "A1", "'你好" });
  check_cell (&(Expected){ "encodings.xlsx", 3, "A1", "'你好" });
  check_cell (&(Expected){ "encodings.xlsx", 4, "A1", "'你好" });
  check_cell (&(Expected){ "odd-xml.xlsx", 1, "A1", "'你好" });
}

static HechaBook *
open_book (const char *file)
{
  g_autofree char *name = g_build_filename ("book", file, NULL);
  g_autofree char *path = test_data (name);
  g_autoptr (GError) error = NULL;
  HechaBook *book = hecha_book_open (path, NULL, &error);

  test_no_error (error, file);
  return book;
}

static void
test_structure (void)
{
  g_autoptr (HechaBook) book = open_book ("merges.xlsx");
  g_autoptr (HechaSheet) sheet = hecha_book_load_sheet (book, 0, NULL);
  const HechaRange *merge = &g_array_index (sheet->merges, HechaRange, 1);

  TEST_STR (hecha_book_sheet_info (book, 0)->name, "台账&表");
  CU_ASSERT_EQUAL (hecha_book_sheet_info (book, 1)->visibility, HECHA_SHEET_HIDDEN);
  CU_ASSERT_EQUAL (hecha_book_sheet_info (book, 2)->visibility, HECHA_SHEET_VERY_HIDDEN);
  CU_ASSERT_EQUAL (sheet->merges->len, 2);
  CU_ASSERT (merge->first_row == 4 && merge->last_row == 5 && merge->first_column == 0
             && merge->last_column == 3);
  CU_ASSERT (hecha_sheet_row_hidden (sheet, 1));
  CU_ASSERT (hecha_sheet_row_hidden (sheet, 2));
  CU_ASSERT_FALSE (hecha_sheet_row_hidden (sheet, 0));
  CU_ASSERT (hecha_sheet_column_hidden (sheet, 1) && hecha_sheet_column_hidden (sheet, 2));
  CU_ASSERT (hecha_sheet_column_hidden (sheet, 4));
  CU_ASSERT_FALSE (hecha_sheet_column_hidden (sheet, 3));
  CU_ASSERT_EQUAL (g_array_index (sheet->column_widths, double, 1), 12.5);
  CU_ASSERT (g_array_index (sheet->column_widths, double, 3) < 0);
  CU_ASSERT_EQUAL (sheet->column_widths->len, HECHA_MAX_COLUMNS);
  CU_ASSERT_EQUAL (sheet->notes->len, 1);
}

/* What only has a format takes no place; a hidden row without cells does. */
static void
test_blanks (void)
{
  g_autoptr (HechaBook) formulas = open_book ("formulas.xlsx");
  g_autoptr (HechaBook) merges = open_book ("merges.xlsx");
  g_autoptr (HechaSheet) sheet = hecha_book_load_sheet (formulas, 0, NULL);
  g_autoptr (HechaSheet) hidden = hecha_book_load_sheet (merges, 0, NULL);
  guint32 n;

  CU_ASSERT_PTR_NULL (hecha_sheet_row (sheet, 14, &n));
  CU_ASSERT_EQUAL (n, 0);
  CU_ASSERT_EQUAL (hidden->rows->len, 3);
  CU_ASSERT_EQUAL (hecha_sheet_cell (hidden, 0, 1)->type, HECHA_CELL_BLANK);
}

static void
test_odd_structure (void)
{
  g_autoptr (HechaBook) book = open_book ("odd-merges.xlsx");
  g_autoptr (HechaSheet) sheet = hecha_book_load_sheet (book, 0, NULL);

  TEST_STR (sheet->name, "表A");
  /* what lies beyond the grid or is no range is no merge */
  CU_ASSERT_EQUAL (sheet->merges->len, 2);
  CU_ASSERT_EQUAL (sheet->notes->len, 1);
}

static void
test_notes (void)
{
  g_autoptr (HechaBook) book = open_book ("unordered.xlsx");
  g_autoptr (HechaSheet) sheet = hecha_book_load_sheet (book, 0, NULL);
  g_autoptr (HechaBook) sparse = open_book ("sparse.xlsx");
  g_autoptr (HechaSheet) beyond = hecha_book_load_sheet (sparse, 0, NULL);

  CU_ASSERT_EQUAL (sheet->notes->len, 2);
  CU_ASSERT_PTR_NOT_NULL (strstr (g_ptr_array_index (sheet->notes, 0), "3 个单元格"));
  CU_ASSERT_EQUAL (beyond->notes->len, 1);
  CU_ASSERT_PTR_NOT_NULL (strstr (g_ptr_array_index (beyond->notes, 0), "3 个单元格"));
}

static void
test_kinds (void)
{
  g_autoptr (HechaBook) macros = open_book ("macros.xlsm");
  g_autoptr (HechaBook) named = open_book ("named.xls");
  g_autoptr (HechaBook) text = open_book ("named-csv.xls");
  g_autoptr (HechaBook) old = open_book ("dates-1904.xlsx");
  g_autoptr (HechaBook) marked = open_book ("properties.xlsx");
  g_autoptr (HechaSheet) chart = hecha_book_load_sheet (macros, 1, NULL);

  CU_ASSERT_EQUAL (hecha_book_kind (macros), HECHA_KIND_XLSM);
  CU_ASSERT_EQUAL (hecha_book_kind (named), HECHA_KIND_XLSX);
  CU_ASSERT_EQUAL (hecha_book_kind (text), HECHA_KIND_TEXT);
  CU_ASSERT_FALSE (hecha_book_sheet_info (macros, 1)->is_worksheet);
  CU_ASSERT (chart != NULL && chart->rows->len == 0);
  CU_ASSERT (hecha_book_date1904 (old));
  CU_ASSERT_FALSE (hecha_book_date1904 (named));
  TEST_STR (hecha_book_property (marked, "hecha-source-sha256"), "ab&12");
  CU_ASSERT_PTR_NULL (hecha_book_property (marked, "other"));
  CU_ASSERT_PTR_NULL (hecha_book_property (named, "other"));
}

/* ---- scanning gives what loading gives ------------------------------------- */

static gboolean
append_row (guint32 row, const HechaCell *cells, guint n_cells, gpointer user_data)
{
  for (guint i = 0; i < n_cells; i++)
    {
      g_autofree char *text = describe_cell (&cells[i]);
      g_string_append_printf (user_data, "%u,%u %s\n", row, cells[i].column, text);
    }
  return TRUE;
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
  static const char *const files[] = { "strings.xlsx", "formulas.xlsx", "inline.xlsx",
                                       "dates.xlsx", "no-addresses.xlsx", "quotes.csv" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (HechaBook) book = open_book (files[i]);
      g_autoptr (HechaSheet) sheet = hecha_book_load_sheet (book, 0, NULL);
      g_autoptr (GString) loaded = g_string_new (NULL), scanned = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      guint visits = 0;

      for (guint j = 0; j < sheet->rows->len; j++)
        {
          const HechaRow *row = &g_array_index (sheet->rows, HechaRow, j);
          append_row (row->row, &g_array_index (sheet->cells, HechaCell, row->first_cell),
                      row->n_cells, loaded);
        }
      CU_ASSERT (hecha_book_scan_sheet (book, 0, append_row, scanned, &error));
      TEST_OK (error);
      test_equal_strings (scanned->str, loaded->str, files[i]);
      CU_ASSERT (hecha_book_scan_sheet (book, 0, stop_at_once, &visits, NULL));
      CU_ASSERT_EQUAL (visits, 1);
    }
}

void
suite_hard_cases (void)
{
  CU_pSuite suite = CU_add_suite ("book/hard_cases", NULL, NULL);

  CU_ADD_TEST (suite, test_cells);
  CU_ADD_TEST (suite, test_plain_packages);
  CU_ADD_TEST (suite, test_structure);
  CU_ADD_TEST (suite, test_blanks);
  CU_ADD_TEST (suite, test_odd_structure);
  CU_ADD_TEST (suite, test_notes);
  CU_ADD_TEST (suite, test_kinds);
  CU_ADD_TEST (suite, test_scan);
}
