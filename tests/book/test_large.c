/* Sheets and shared strings longer than the scanner's window: nothing may
 * depend on where its end falls. */
#include "tests/test.h"

#include <hecha/book.h>
#include <string.h>
#include <xlsxwriter.h>

#define ROWS 6000

/* Lengths that drift against any period of the window. */
static void
text_of (guint row, char *buffer, gsize size)
{
  guint length = row % 97;

  g_snprintf (buffer, size, "%s%u%.*s%s", row % 5 == 0 ? " " : "", row, (int) length,
              "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
              "xxxxxxxxxxxxxxxxxxxxxxxxx",
              row % 7 == 0 ? "甲&<" : "");
}

static void
write_book (const char *path, gboolean constant_memory)
{
  lxw_workbook_options options = { .constant_memory = constant_memory };
  lxw_workbook *book = workbook_new_opt (path, &options);
  lxw_worksheet *sheet = workbook_add_worksheet (book, NULL);

  for (guint row = 0; row < ROWS; row++)
    {
      char text[200];

      text_of (row, text, sizeof text);
      worksheet_write_string (sheet, row, 0, text, NULL);
      worksheet_write_number (sheet, row, 1, row / 8.0, NULL);
      worksheet_write_formula_num (sheet, row, 2, "=B1&\"<\"", NULL, row);
      worksheet_write_number (sheet, row, row % 300 + 3, 1e-7 * row, NULL);
    }
  CU_ASSERT_EQUAL (workbook_close (book), LXW_NO_ERROR);
}

static gboolean
right_row (const HechaSheet *sheet, guint row)
{
  const HechaCell *cells;
  char text[200];
  guint32 n;

  text_of (row, text, sizeof text);
  cells = hecha_sheet_row (sheet, row, &n);
  return n == 4 && cells[0].type == HECHA_CELL_TEXT && strcmp (cells[0].text, text) == 0
         && cells[1].number == row / 8.0 && cells[2].number == row
         && cells[2].flags == HECHA_CELL_FORMULA && cells[3].column == row % 300 + 3
         && ABS (cells[3].number - 1e-7 * row) < 1e-18;
}

static void
check_book (gboolean constant_memory)
{
  g_autofree char *folder = test_directory ();
  g_autofree char *path = g_build_filename (folder, "large.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaBook) book = NULL;
  g_autoptr (HechaSheet) sheet = NULL;
  guint wrong = 0;

  write_book (path, constant_memory);
  book = hecha_book_open (path, NULL, &error);
  TEST_OK (error);
  sheet = hecha_book_load_sheet (book, 0, &error);
  TEST_OK (error);
  for (guint row = 0; row < ROWS; row++)
    wrong += !right_row (sheet, row);
  CU_ASSERT_EQUAL (wrong, 0);
  CU_ASSERT_EQUAL (sheet->rows->len, ROWS);
}

static void
test_shared_strings (void)
{
  check_book (FALSE);
}

static void
test_inline_strings (void)
{
  check_book (TRUE);
}

void
suite_large (void)
{
  CU_pSuite suite = CU_add_suite ("book/large", NULL, NULL);

  CU_ADD_TEST (suite, test_shared_strings);
  CU_ADD_TEST (suite, test_inline_strings);
}
