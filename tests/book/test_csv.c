/* Text files: encodings, separators, quotes. */
#include "tests/test.h"

#include <hecha/book.h>

#include "book/csv.h"
#include "tests/book/describe.h"

static HechaSheet *
load (const char *file)
{
  g_autofree char *name = g_build_filename ("book", file, NULL);
  g_autofree char *path = test_data (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaBook) book = hecha_book_open (path, NULL, &error);
  HechaSheet *sheet = book != NULL ? hecha_book_load_sheet (book, 0, &error) : NULL;

  test_no_error (error, file);
  return sheet;
}

static void
check_cell (const HechaSheet *sheet, const char *address, const char *wanted, const char *file)
{
  g_autofree char *got = NULL;
  guint32 row = 0, column = 0;

  CU_ASSERT (hecha_address_parse (address, &row, &column));
  got = describe_cell (hecha_sheet_cell (sheet, row, column));
  test_equal_strings (got, wanted, file);
}

/* The same two lines in every encoding, separator and line end. */
static void
test_encodings (void)
{
  static const char *const files[] = {
    "gbk.csv", "utf8.csv", "utf8-bom.csv", "utf16le-bom.csv", "utf16be-bom.csv", "utf16le.csv",
    "utf16be.csv", "semicolon.csv", "tabs.tsv", "sep.csv", "cr.csv", "padded.csv",
    "named-csv.xls",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (HechaSheet) sheet = load (files[i]);

      check_cell (sheet, "A1", "'序号", files[i]);
      check_cell (sheet, "C1", "'金额", files[i]);
      check_cell (sheet, "A2", "'001", files[i]);
      check_cell (sheet, "B2", "'水库监测", files[i]);
      check_cell (sheet, "C2", "'12.5", files[i]);
      CU_ASSERT_EQUAL (sheet->rows->len, 2);
      CU_ASSERT_EQUAL (sheet->cells->len, 6);
    }
}

static void
test_quotes (void)
{
  g_autoptr (HechaSheet) sheet = load ("quotes.csv");

  check_cell (sheet, "A2", "'含,逗号", "comma in quotes");
  check_cell (sheet, "B2", "'行一\n行二", "line end in quotes");
  check_cell (sheet, "A3", "'双\"引号", "doubled quotes");
  check_cell (sheet, "B3", "'00123", "formula that keeps zeros");
  check_cell (sheet, "A4", "'6222021234567890123", "19 digits");
  check_cell (sheet, "B4", "'110101199003071234", "18 digits");
  check_cell (sheet, "B5", "", "short line");
  check_cell (sheet, "A6", "", "empty field");
  check_cell (sheet, "C6", "'第三列", "after empty fields");
  check_cell (sheet, "A7", "'未闭合,到底\n末", "quote never closed");
}

/* Fields cut inside a character of UTF-8 do not make the file GB18030. */
static void
test_damaged_characters (void)
{
  g_autoptr (HechaSheet) sheet = load ("cut-characters.csv");
  g_autoptr (HechaSheet) wide = load ("long-utf16le.csv");

  check_cell (sheet, "B2", "'水库监测", "before the damage");
  check_cell (sheet, "B3", "'\xef\xbf\xbd\xef\xbf\xbd", "the damage");
  CU_ASSERT_EQUAL (sheet->notes->len, 1);
  check_cell (wide, "B2", "'水库监测", "low halves that look like controls");
  CU_ASSERT_EQUAL (wide->notes->len, 0);
}

static void
test_separators (void)
{
  static const struct
  {
    const char *text;
    char separator;
  } cases[] = {
    { "a,b\nc,d\n", ',' },
    { "2024年台账\n填报单位;\na;b;c\nd,x;e;f\n", ';' },
    { "a\tb, c\nd\te\n", '\t' },
    { "只有一列\n第二行\n", ',' },
    { "sep=;\na,b;c\n", ';' },
    { "sep=\t\r\na,b\tc\n", '\t' },
    { "\"a;b;c\",d\n\"e;f;g\",h\n", ',' },
    { "", ',' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *start;

      CU_ASSERT_EQUAL (hecha_csv_separator (cases[i].text, &start), cases[i].separator);
      CU_ASSERT_EQUAL (*start, i == 4 || i == 5 ? 'a' : *cases[i].text);
    }
}

void
suite_csv (void)
{
  CU_pSuite suite = CU_add_suite ("book/csv", NULL, NULL);

  CU_ADD_TEST (suite, test_encodings);
  CU_ADD_TEST (suite, test_quotes);
  CU_ADD_TEST (suite, test_damaged_characters);
  CU_ADD_TEST (suite, test_separators);
}
