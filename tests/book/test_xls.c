/* .xls, by the files of testdata/book/xls (make.py beside them says what is
 * in each), and FreeXL as the second reader. */
#include <hecha/book.h>

#include <string.h>

#include "tests/test.h"

static HechaBook *
open_book (const char *name, GError **error)
{
  g_autofree char *relative = g_strconcat ("book/xls/", name, NULL);
  g_autofree char *path = test_data (relative);

  return hecha_book_open (path, NULL, error);
}

/* "type:text or number[:f for a formula]" */
static char *
show (const HechaSheet *sheet, const char *address)
{
  static const char *const types[] = { "空", "数", "文", "逻辑", "错", "未算" };
  guint32 row, column;
  const HechaCell *cell;

  hecha_address_parse (address, &row, &column);
  cell = hecha_sheet_cell (sheet, row, column);
  if (cell == NULL)
    return g_strdup ("没有");
  if (cell->type == HECHA_CELL_TEXT || cell->type == HECHA_CELL_ERROR)
    return g_strdup_printf ("%s:%s%s", types[cell->type], cell->text,
                            cell->flags & HECHA_CELL_FORMULA ? ":式" : "");
  if (cell->type == HECHA_CELL_NUMBER || cell->type == HECHA_CELL_BOOLEAN)
    return g_strdup_printf ("%s:%g%s", types[cell->type], cell->number,
                            cell->flags & HECHA_CELL_FORMULA ? ":式" : "");
  return g_strdup (types[cell->type]);
}

static void
check_cells (const char *name, const char *const cells[][2], gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaBook) book = open_book (name, &error);
  g_autoptr (HechaSheet) sheet = NULL;

  TEST_OK (error);
  CU_ASSERT_PTR_NOT_NULL_FATAL (book);
  sheet = hecha_book_load_sheet (book, 0, &error);
  TEST_OK (error);
  CU_ASSERT_PTR_NOT_NULL_FATAL (sheet);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *got = show (sheet, cells[i][0]);
      g_autofree char *where = g_strconcat (name, " ", cells[i][0], NULL);

      test_equal_strings (got, cells[i][1], where);
    }
}

static void
test_hard (void)
{
  static const char *const cells[][2] = {
    { "A1", "文:项目名称" },   { "B1", "文:" },          { "C1", "文:长长长长长长长长长长" },
    { "D1", "错:#N/A" },       { "A2", "数:3.25:式" },   { "B2", "文:结果:式" },
    { "C2", "逻辑:1:式" },     { "D2", "错:#REF!:式" },  { "E2", "文::式" },
    { "A3", "数:300000" },     { "A4", "数:80" },        { "B4", "数:86.5" },
    { "C4", "数:-5" },         { "A5", "文:富文本" },    { "B5", "文:标签" },
    { "C5", "错:#N/A" },       { "GS60001", "数:1" },    { "A6", "没有" },
  };
  g_autoptr (HechaBook) book = open_book ("hard.xls", NULL);
  g_autoptr (HechaSheet) sheet = NULL;
  const HechaCell *cell;

  check_cells ("hard.xls", cells, G_N_ELEMENTS (cells));
  CU_ASSERT_PTR_NOT_NULL_FATAL (book);
  sheet = hecha_book_load_sheet (book, 0, NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL (sheet);
  CU_ASSERT_EQUAL (hecha_sheet_cell (sheet, 2, 0)->format, HECHA_FORMAT_NUMBER);
  cell = hecha_sheet_cell (sheet, 2, 1);
  CU_ASSERT_EQUAL (cell->format, HECHA_FORMAT_DATE);
  CU_ASSERT_TRUE ((cell->flags & HECHA_CELL_MONTH_ONLY) != 0);
  CU_ASSERT_EQUAL (hecha_sheet_cell (sheet, 2, 2)->format, HECHA_FORMAT_DATE);
  CU_ASSERT_EQUAL (sheet->merges->len, 1);
}

static void
test_biff5 (void)
{
  static const char *const cells[][2] = {
    { "A1", "文:项目名称" }, { "A2", "数:42:式" }, { "B2", "文:通过:式" }, { "A3", "文:富文" }
  };
  static const char *const roman[][2] = { { "A1", "文:café" } };

  check_cells ("biff5.xls", cells, G_N_ELEMENTS (cells));
  check_cells ("biff5-macroman.xls", roman, G_N_ELEMENTS (roman));
}

static void
test_xlwt (void)
{
  static const char *const cells[][2]
      = { { "A1", "文:项目名称" }, { "B2", "数:86.5" }, { "C2", "逻辑:1" },
          { "D2", "数:45726" },    { "E2", "未算" },    { "A4", "文:合并" } };
  g_autoptr (HechaBook) book = open_book ("xlwt-types.xls", NULL);
  g_autoptr (HechaSheet) sheet = NULL;

  check_cells ("xlwt-types.xls", cells, G_N_ELEMENTS (cells));
  CU_ASSERT_PTR_NOT_NULL_FATAL (book);
  CU_ASSERT_EQUAL (hecha_book_n_sheets (book), 2);
  CU_ASSERT_EQUAL (hecha_book_sheet_info (book, 1)->visibility, HECHA_SHEET_HIDDEN);
  sheet = hecha_book_load_sheet (book, 0, NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL (sheet);
  CU_ASSERT_TRUE (hecha_sheet_row_hidden (sheet, 5));
  CU_ASSERT_FALSE (hecha_sheet_row_hidden (sheet, 4));
  CU_ASSERT_TRUE (hecha_sheet_column_hidden (sheet, 3));
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *name;
    HechaBookError code;
  } cases[] = {
    { "filepass.xls", HECHA_BOOK_ERROR_ENCRYPTED },
    { "password-97.xls", HECHA_BOOK_ERROR_ENCRYPTED },
    { "encrypted.xlsx", HECHA_BOOK_ERROR_ENCRYPTED },
    { "word.doc.xls", HECHA_BOOK_ERROR_OTHER_KIND },
    { "nothing.xls", HECHA_BOOK_ERROR_OTHER_KIND },
    { "cut.xls", HECHA_BOOK_ERROR_DAMAGED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HechaBook) book = open_book (cases[i].name, &error);

      CU_ASSERT_PTR_NULL (book);
      CU_ASSERT_TRUE (g_error_matches (error, HECHA_BOOK_ERROR, (int) cases[i].code));
    }
}

/* A sheet whose place is beyond the file costs itself, not the book. */
static void
test_lying_offset (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaBook) book = open_book ("lying-offset.xls", NULL);
  HechaSheet *sheet;

  CU_ASSERT_PTR_NOT_NULL_FATAL (book);
  sheet = hecha_book_load_sheet (book, 0, &error);
  CU_ASSERT_PTR_NULL (sheet);
  CU_ASSERT_TRUE (g_error_matches (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED));
}

/* What Excel opens without asking for a password we read too. */
static void
test_protected (void)
{
  static const char *const names[] = { "protected-97.xls", "protected-2003.xls" };
  static const char *const cells[][2]
      = { { "A1", "文:保护结构" }, { "B2", "数:1" }, { "A100", "文:保护结构" }, { "B100", "数:99" } };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (HechaBook) book = open_book (names[i], NULL);
      g_autoptr (HechaSheet) second = NULL;

      check_cells (names[i], cells, G_N_ELEMENTS (cells));
      CU_ASSERT_PTR_NOT_NULL_FATAL (book);
      second = hecha_book_load_sheet (book, 1, NULL);
      CU_ASSERT_PTR_NOT_NULL_FATAL (second);
      TEST_STR (second->name, "附表");
      CU_ASSERT_EQUAL (second->cells->len, 200);
    }
}

static void
test_wrong_places (void)
{
  static const char *const first[][2] = { { "A1", "数:1" } };
  g_autoptr (HechaBook) book = open_book ("wrong-places.xls", NULL);
  g_autoptr (HechaSheet) second = NULL;

  check_cells ("wrong-places.xls", first, G_N_ELEMENTS (first));
  CU_ASSERT_PTR_NOT_NULL_FATAL (book);
  second = hecha_book_load_sheet (book, 1, NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL (second);
  TEST_STR (second->name, "乙");
  CU_ASSERT_EQUAL (hecha_sheet_cell (second, 0, 0)->number, 2);
}

static void
test_read_twice (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *path = test_data ("book/xls/xlwt-types.xls");
  g_autofree char *refused = test_data ("book/xls/hard.xls");
  g_autoptr (HechaBook) book = hecha_book_open (path, NULL, NULL);
  g_autoptr (HechaBook) hard = hecha_book_open (refused, NULL, NULL);
  HechaSecondReading reading = { 0 };

  CU_ASSERT_PTR_NOT_NULL_FATAL (book);
  CU_ASSERT_PTR_NOT_NULL_FATAL (hard);
  hecha_book_read_twice (book, path, program, &reading);
  CU_ASSERT_TRUE (reading.done);
  CU_ASSERT_EQUAL (reading.compared, 6);
  CU_ASSERT_EQUAL (reading.differing, 0);
  hecha_second_reading_clear (&reading);
  /* FreeXL refuses an embedded chart: that costs a note. */
  hecha_book_read_twice (hard, refused, program, &reading);
  CU_ASSERT_FALSE (reading.done);
  CU_ASSERT_PTR_NOT_NULL (reading.note);
  hecha_second_reading_clear (&reading);
  /* A child that cannot be started costs one too. */
  hecha_book_read_twice (book, path, "/nonexistent", &reading);
  CU_ASSERT_FALSE (reading.done);
  hecha_second_reading_clear (&reading);
}

void
suite_xls (void)
{
  CU_pSuite suite = CU_add_suite ("book/xls", NULL, NULL);

  CU_ADD_TEST (suite, test_hard);
  CU_ADD_TEST (suite, test_biff5);
  CU_ADD_TEST (suite, test_xlwt);
  CU_ADD_TEST (suite, test_refusals);
  CU_ADD_TEST (suite, test_lying_offset);
  CU_ADD_TEST (suite, test_protected);
  CU_ADD_TEST (suite, test_wrong_places);
  CU_ADD_TEST (suite, test_read_twice);
}
