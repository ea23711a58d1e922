/* What cannot be read ends in one sentence that says what the file is and
 * what to do. */
#include "tests/test.h"

#include <glib/gstdio.h>
#include <hecha/book.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  const char *file;
  HechaBookError code;
  const char *says;      /* part of the sentence */
} Refusal;

static const Refusal at_open[] = {
  { "html.xls", HECHA_BOOK_ERROR_OTHER_KIND, "网页（HTML）" },
  { "utf16-html.xls", HECHA_BOOK_ERROR_OTHER_KIND, "网页（HTML）" },
  { "xml2003.xls", HECHA_BOOK_ERROR_OTHER_KIND, "XML 电子表格 2003" },
  { "mhtml.xls", HECHA_BOOK_ERROR_OTHER_KIND, "MHTML" },
  { "page.pdf", HECHA_BOOK_ERROR_OTHER_KIND, "PDF" },
  { "picture.xlsx", HECHA_BOOK_ERROR_OTHER_KIND, "PNG 图片" },
  { "document.xlsx", HECHA_BOOK_ERROR_OTHER_KIND, "Word 文档" },
  { "calc.xlsx", HECHA_BOOK_ERROR_OTHER_KIND, ".ods" },
  { "archive.xlsx", HECHA_BOOK_ERROR_OTHER_KIND, "先解压" },
  { "noise.xlsx", HECHA_BOOK_ERROR_OTHER_KIND, "无法识别" },
  { "empty.xlsx", HECHA_BOOK_ERROR_EMPTY, "0 字节" },
  { "blank.csv", HECHA_BOOK_ERROR_EMPTY, "没有内容" },
  { "renamed-lock.xlsx", HECHA_BOOK_ERROR_LOCK_FILE, "锁文件" },
  { "resource-fork.xlsx", HECHA_BOOK_ERROR_LOCK_FILE, "苹果电脑" },
  { "truncated.xlsx", HECHA_BOOK_ERROR_DAMAGED, "没有传完整" },
  { "encrypted-entries.xlsx", HECHA_BOOK_ERROR_ENCRYPTED, "加密" },
  { "odd-method.xlsx", HECHA_BOOK_ERROR_DAMAGED, "压缩方法（12）" },
  { "overlap.xlsx", HECHA_BOOK_ERROR_DAMAGED, "重叠" },
  { "不存在.xlsx", HECHA_BOOK_ERROR_IO, "文件不存在" },
  { ".", HECHA_BOOK_ERROR_IO, "不是普通文件" },
};

static const Refusal at_load[] = {
  { "bad-crc.xlsx", HECHA_BOOK_ERROR_DAMAGED, "校验码" },
  { "duplicate.xlsx", HECHA_BOOK_ERROR_DAMAGED, "两个内容不同" },
  { "bomb.xlsx", HECHA_BOOK_ERROR_LIMIT, "异常膨胀" },
  { "doctype.xlsx", HECHA_BOOK_ERROR_DAMAGED, "DOCTYPE" },
  { "deep.xlsx", HECHA_BOOK_ERROR_LIMIT, "256 层" },
  { "bad-utf8.xlsx", HECHA_BOOK_ERROR_DAMAGED, "xl/worksheets/sheet1.xml 第" },
  { "control.xlsx", HECHA_BOOK_ERROR_DAMAGED, "非法字符" },
  { "entity.xlsx", HECHA_BOOK_ERROR_DAMAGED, "非法字符或引用" },
  { "unclosed.xlsx", HECHA_BOOK_ERROR_DAMAGED, "不成对" },
  { "cut-xml.xlsx", HECHA_BOOK_ERROR_DAMAGED, "内容不完整" },
  { "unknown-encoding.xlsx", HECHA_BOOK_ERROR_DAMAGED, "klingon" },
  { "odd-encoding.xlsx", HECHA_BOOK_ERROR_DAMAGED, "编码“UT?" },
  { "long-target.xlsx", HECHA_BOOK_ERROR_DAMAGED, "缺少部件 xl/worksheets/表表表" },
  { "no-sheet-part.xlsx", HECHA_BOOK_ERROR_DAMAGED, "缺少部件 xl/worksheets/sheet1.xml" },
};

static void
check_error (const GError *error, const Refusal *want)
{
  CU_ASSERT (g_error_matches (error, HECHA_BOOK_ERROR, (int) want->code));
  if (error == NULL || strstr (error->message, want->says) == NULL)
    test_equal_strings (error != NULL ? error->message : "(read)", want->says, want->file);
  CU_ASSERT (error == NULL || g_utf8_validate (error->message, -1, NULL));
}

static HechaBook *
try_open (const char *file, const HechaLimits *limits, GError **error)
{
  g_autofree char *name = g_build_filename ("book", file, NULL);
  g_autofree char *path = test_data (name);

  return hecha_book_open (path, limits, error);
}

static void
test_open (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (at_open); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HechaBook) book = try_open (at_open[i].file, NULL, &error);

      CU_ASSERT_PTR_NULL (book);
      check_error (error, &at_open[i]);
    }
}

static void
test_load (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (at_load); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HechaBook) book = try_open (at_load[i].file, NULL, &error);
      g_autoptr (HechaSheet) sheet = NULL;

      test_no_error (error, at_load[i].file);
      if (book != NULL)
        sheet = hecha_book_load_sheet (book, 0, &error);
      check_error (error, &at_load[i]);
      /* A second try says the same. */
      g_clear_error (&error);
      if (book != NULL)
        sheet = hecha_book_load_sheet (book, 0, &error);
      check_error (error, &at_load[i]);
    }
}

/* Names that say it all, and files that would make a reader wait. */
static void
test_names (void)
{
  g_autofree char *folder = test_directory ();
  g_autofree char *lock = g_build_filename (folder, "~$台账.xlsx", NULL);
  g_autofree char *fork = g_build_filename (folder, "._台账.xlsx", NULL);
  g_autofree char *fifo = g_build_filename (folder, "fifo.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  CU_ASSERT_PTR_NULL (hecha_book_open (lock, NULL, &error));
  check_error (error, &(Refusal){ lock, HECHA_BOOK_ERROR_LOCK_FILE, "锁文件" });
  g_clear_error (&error);
  CU_ASSERT_PTR_NULL (hecha_book_open (fork, NULL, &error));
  check_error (error, &(Refusal){ fork, HECHA_BOOK_ERROR_LOCK_FILE, "苹果电脑" });
  g_clear_error (&error);
  CU_ASSERT_EQUAL (mkfifo (fifo, 0600), 0);
  CU_ASSERT_PTR_NULL (hecha_book_open (fifo, NULL, &error));
  check_error (error, &(Refusal){ fifo, HECHA_BOOK_ERROR_IO, "不是普通文件" });
}

typedef struct
{
  const char *file;
  gsize offset;          /* of the guint in HechaLimits, or of the guint64 */
  gboolean wide;
  guint64 value;
  const char *says;
} Bound;

static const Bound bounds[] = {
  { "formulas.xlsx", G_STRUCT_OFFSET (HechaLimits, max_cells), TRUE, 20, "单元格超过 20 个" },
  { "strings.xlsx", G_STRUCT_OFFSET (HechaLimits, max_text_bytes), TRUE, 50, "文字超过 50 字节" },
  { "merges.xlsx", G_STRUCT_OFFSET (HechaLimits, max_sheets), FALSE, 3, "工作表超过 3 张" },
  { "strings.xlsx", G_STRUCT_OFFSET (HechaLimits, max_entries), FALSE, 5, "部件超过 5 个" },
  { "strings.xlsx", G_STRUCT_OFFSET (HechaLimits, max_part_bytes), TRUE, 700, "异常膨胀" },
  { "strings.xlsx", G_STRUCT_OFFSET (HechaLimits, max_total_bytes), TRUE, 2200, "异常膨胀" },
  { "strings.xlsx", G_STRUCT_OFFSET (HechaLimits, max_depth), FALSE, 3, "嵌套超过 3 层" },
  { "quotes.csv", G_STRUCT_OFFSET (HechaLimits, max_text_bytes), TRUE, 100, "文本文件过大" },
};

static void
test_bounds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      const Bound *bound = &bounds[i];
      HechaLimits limits = hecha_default_limits;
      g_autoptr (GError) error = NULL;
      g_autoptr (HechaBook) book = NULL;
      g_autoptr (HechaSheet) sheet = NULL;

      if (bound->wide)
        G_STRUCT_MEMBER (guint64, &limits, bound->offset) = bound->value;
      else
        G_STRUCT_MEMBER (guint, &limits, bound->offset) = (guint) bound->value;
      book = try_open (bound->file, &limits, &error);
      if (book != NULL)
        sheet = hecha_book_load_sheet (book, 0, &error);
      check_error (error, &(Refusal){ bound->file, HECHA_BOOK_ERROR_LIMIT, bound->says });
    }
}

/* Merges beyond the bound are left out and told. */
static void
test_many_merges (void)
{
  HechaLimits limits = hecha_default_limits;
  g_autoptr (HechaBook) book = NULL;
  g_autoptr (HechaSheet) sheet = NULL;

  limits.max_merges = 1;
  book = try_open ("merges.xlsx", &limits, NULL);
  sheet = hecha_book_load_sheet (book, 0, NULL);
  CU_ASSERT_EQUAL (sheet->merges->len, 1);
  CU_ASSERT_EQUAL (sheet->notes->len, 2);
}

void
suite_refusals (void)
{
  CU_pSuite suite = CU_add_suite ("book/refusals", NULL, NULL);

  CU_ADD_TEST (suite, test_open);
  CU_ADD_TEST (suite, test_load);
  CU_ADD_TEST (suite, test_names);
  CU_ADD_TEST (suite, test_bounds);
  CU_ADD_TEST (suite, test_many_merges);
}
