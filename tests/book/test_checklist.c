/* The hard cases that were found in other readers' test files and trackers,
 * by their number in the list: at least one line each, so that none is ever
 * without a test.  The other suites test them from more sides. */
#include "tests/test.h"

#include <hecha/book.h>
#include <string.h>

#include "tests/book/describe.h"

#define CASES 45

typedef struct
{
  guint number;
  const char *file;
  const char *address;   /* NULL: the file or its first sheet is refused ... */
  const char *wanted;    /* ... with a sentence that has this in it */
  guint sheet;
} Case;

static const Case cases[] = {
  { 1, "strings.xlsx", "A1", "'合同 金额", 0 },                 /* runs are joined */
  { 2, "strings.xlsx", "A2", "'東京", 0 },                      /* phonetic guides are not */
  { 2, "inline.xlsx", "A2", "'富文本", 0 },
  { 3, "inline.xlsx", "A1", "'普通", 0 },                       /* inline strings */
  { 3, "odd-values.xlsx", "A3", "'裸文本", 0 },
  { 4, "formulas.xlsx", "A4", "='", 0 },                        /* the cached "" */
  { 4, "formulas.xlsx", "A5", "=?", 0 },
  { 5, "dates.xlsx", "A2", "45476 date", 0 },                   /* ISO dates */
  { 5, "dates.xlsx", "F2", "1.52083333333333 duration", 0 },
  { 6, "no-addresses.xlsx", "F1", "6", 0 },                     /* cells without r */
  { 7, "sparse.xlsx", "C3", "33", 1 },                          /* a dimension that lies */
  { 8, "sparse.xlsx", "XFD1048576", "4", 0 },
  { 9, "unordered.xlsx", "A1", "12", 0 },                       /* out of order, twice */
  { 10, "dates-1904.xlsx", "B1", "2 date", 0 },
  { 11, "from-openpyxl.xlsx", "D5", "61 date", 0 },             /* 60 itself: test_day.c */
  { 12, "dates.xlsx", "M1", "45476.5", 0 },                     /* 0.0"m": no date */
  { 12, "dates.xlsx", "R1", "45476.5 date month", 0 },
  { 13, "dates.xlsx", "F1", "45476.5 date month", 0 },          /* Chinese built-in 27 */
  { 13, "xls/hard.xls", "C3", "45726 date", 0 },               /* 31 */
  { 14, "dates.xlsx", "K1", "45476.5 duration", 0 },
  { 15, "strings.xlsx", "A3", "'  前后空格  ", 0 },
  { 16, "strings.xlsx", "A5", "'_x0041_ A _x41_ 😀", 0 },
  { 17, "strict.xlsx", "A1", "'你好", 0 },
  { 18, "prefixed.xlsx", "B1", "=42", 0 },
  { 18, "beta.xlsx", "A1", "'你好", 0 },                        /* namespaces of 2005 */
  { 19, "targets.xlsx", "A1", "'二", 1 },                       /* absolute, "..", "\" */
  { 19, "no-sheet-part.xlsx", NULL, "缺少部件", 0 },
  { 20, "targets.xlsx", "A1", "'你好", 0 },                     /* the workbook is elsewhere */
  { 21, "backslash.xlsx", "A1", "'你好", 0 },
  { 22, "duplicate.xlsx", NULL, "两个内容不同", 0 },
  { 23, "descriptors.xlsx", "A1", "'你好", 0 },
  { 24, "zip64.xlsx", "A1", "'你好", 0 },
  { 25, "junk-around.xlsx", "A1", "'你好", 0 },
  { 25, "truncated.xlsx", NULL, "没有传完整", 0 },
  { 25, "encrypted-entries.xlsx", NULL, "加密", 0 },
  { 25, "odd-method.xlsx", NULL, "压缩方法", 0 },
  { 26, "bad-strings.xlsx", "B1", "?", 0 },                     /* a string that is not there */
  { 26, "no-strings.xlsx", "B1", "5", 0 },
  { 27, "odd-values.xlsx", "A7", "7", 0 },                      /* s=99, and no styles */
  { 28, "merges.xlsx", "B1", "", 0 },                           /* what a merge covers */
  { 28, "odd-merges.xlsx", "A1", "1", 0 },                      /* overlapping ones */
  { 29, "merges.xlsx", "A2", "2", 0 },                          /* in a hidden row */
  { 29, "merges.xlsx", "A1", "'你好", 2 },                      /* on a very hidden sheet */
  { 30, "formulas.xlsx", "A2", "=?", 0 },                       /* never calculated */
  { 31, "formulas.xlsx", "A8", "=8.5", 0 },                     /* shared */
  { 31, "formulas.xlsx", "A13", "=3", 0 },                      /* dynamic array */
  { 32, "formulas.xlsx", "A11", "!#N/A", 0 },
  { 33, "external.xlsx", "B1", "=42", 0 },                      /* never fetched */
  { 34, "macros.xlsm", "A1", "'你好", 0 },
  { 34, "macros.xlsm", "A1", "", 2 },                           /* a dialog sheet */
  { 34, "macros.xlsm", "A1", "", 3 },                           /* a macro sheet */
  { 35, "odd-xml.xlsx", "A9", "", 1 },                          /* mc:AlternateContent */
  { 36, "xls/encrypted.xlsx", NULL, "已加密", 0 },
  { 36, "xls/rights.xlsx", NULL, "权限保护", 0 },
  { 37, "xls/filepass.xls", NULL, "已加密", 0 },
  { 38, "html.xls", NULL, "网页（HTML）", 0 },
  { 38, "xml2003.xls", NULL, "XML 电子表格 2003", 0 },
  { 38, "mhtml.xls", NULL, "MHTML", 0 },
  { 38, "named.xls", "A1", "'你好", 0 },                        /* .xlsx named .xls */
  { 38, "named-csv.xls", "B2", "'水库监测", 0 },
  { 39, "renamed-lock.xlsx", NULL, "锁文件", 0 },
  { 39, "resource-fork.xlsx", NULL, "苹果电脑", 0 },
  { 39, "empty.xlsx", NULL, "0 字节", 0 },
  { 40, "gbk.csv", "B2", "'水库监测", 0 },
  { 40, "utf16be.csv", "B2", "'水库监测", 0 },                  /* without a BOM */
  { 41, "sep.csv", "B2", "'水库监测", 0 },
  { 41, "quotes.csv", "A4", "'6222021234567890123", 0 },        /* no number */
  { 41, "padded.csv", "A3", "", 0 },                            /* trailing NULs */
  { 42, "ooxml.et", "A1", "'你好", 0 },
  { 42, "xls/hard.xls", "A1", "'项目名称", 0 },                 /* .et of WPS is this too */
  { 43, "encodings.xlsx", "A1", "'你好", 0 },                   /* parts in GBK */
  { 43, "unknown-encoding.xlsx", NULL, "klingon", 0 },
  { 44, "odd-xml.xlsx", "A1", "'你好", 0 },                     /* blanks before declarations */
  { 44, "bad-utf8.xlsx", NULL, "xl/worksheets/sheet1.xml 第", 0 },
  { 44, "control.xlsx", NULL, "非法字符", 0 },
  { 45, "doctype.xlsx", NULL, "DOCTYPE", 0 },
};

static void
check_case (const Case *want)
{
  g_autofree char *path = g_build_filename (TESTDATA, "book", want->file, NULL);
  g_autofree char *where = g_strdup_printf ("case %u, %s", want->number, want->file);
  g_autofree char *got = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaBook) book = hecha_book_open (path, NULL, &error);
  g_autoptr (HechaSheet) sheet = NULL;
  guint32 row, column;

  if (book != NULL)
    sheet = hecha_book_load_sheet (book, want->sheet, &error);
  if (want->address == NULL)
    {
      if (error == NULL || strstr (error->message, want->wanted) == NULL)
        test_equal_strings (error != NULL ? error->message : "(read)", want->wanted, where);
      return;
    }
  test_no_error (error, where);
  if (sheet == NULL)
    return;
  CU_ASSERT_TRUE_FATAL (hecha_address_parse (want->address, &row, &column));
  got = describe_cell (hecha_sheet_cell (sheet, row, column));
  test_equal_strings (got, want->wanted, where);
}

static void
test_cases (void)
{
  gboolean seen[CASES + 1] = { FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CU_ASSERT_TRUE_FATAL (cases[i].number >= 1 && cases[i].number <= CASES);
      seen[cases[i].number] = TRUE;
      check_case (&cases[i]);
    }
  for (guint i = 1; i <= CASES; i++)
    CU_ASSERT_TRUE (seen[i]);
}

void
suite_checklist (void)
{
  CU_pSuite suite = CU_add_suite ("book/checklist", NULL, NULL);

  CU_ADD_TEST (suite, test_cases);
}
