/* Requests as the worker takes them from their bytes, whole and cut. */
#include "cli/request.h"

#include <string.h>

#include "tests/test.h"

static GByteArray *
mark_request (void)
{
  static const char comment[] = "【违规】预算";
  static const HechaMark marks[] = { { 0, 1, 2, 5, comment }, { 3, 70000, 16383, 4, comment } };
  static const HechaMarkLine lines[]
      = { { 1, 2, 3, 4, "2026Q1-示例-001", "甲系统", "决算超预算", "第十九条", "事实", "" } };
  HechaMarkRequest request
      = { .source = "台账.xlsx", .sha256 = "abcd", .xls_by_libreoffice = TRUE, .n_copies = 2 };

  request.copies[0] = (HechaCopyRequest) { "一.xlsx", { .marks = marks, .n_marks = 2,
                                                        .heading = "核查日" } };
  request.copies[1] = (HechaCopyRequest) { "二.xlsx", { .lines = lines, .n_lines = 1,
                                                        .heading = "" } };
  return hecha_request_mark (&request);
}

static void
test_mark_request (void)
{
  g_autoptr (GByteArray) bytes = mark_request ();
  g_autoptr (GBytes) frame = g_bytes_new (bytes->data, bytes->len);
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  HechaMarkRequest request;
  const HechaMark *mark;

  CU_ASSERT_FALSE (hecha_request_is_read (frame));
  CU_ASSERT_TRUE_FATAL (hecha_request_parse_mark (frame, &request, owned));
  TEST_STR (request.source, "台账.xlsx");
  TEST_STR (request.copies[0].job.source_sha256, "abcd");
  CU_ASSERT_TRUE (request.copies[1].job.xls_by_libreoffice);
  TEST_STR (request.copies[0].dest, "一.xlsx");
  TEST_STR (request.copies[1].job.heading, "");
  CU_ASSERT_EQUAL_FATAL (request.copies[0].job.n_marks, 2);
  mark = &request.copies[0].job.marks[1];
  CU_ASSERT_TRUE (mark->sheet_index == 3 && mark->row == 70000 && mark->column == 16383
                  && mark->level == 4);
  TEST_STR (mark->comment, "【违规】预算");
  CU_ASSERT_PTR_EQUAL (mark->comment, mark[-1].comment);
  CU_ASSERT_EQUAL_FATAL (request.copies[1].job.n_lines, 1);
  TEST_STR (request.copies[1].job.lines[0].message, "事实");
  TEST_STR (request.copies[1].job.lines[0].remedy, "");
}

static void
test_read_request (void)
{
  HechaReadRequest request = { "/a/b.xlsx", "b.xlsx", TRUE }, got;
  g_autoptr (GByteArray) bytes = hecha_request_read (&request);
  g_autoptr (GBytes) frame = g_bytes_new (bytes->data, bytes->len);

  CU_ASSERT_TRUE (hecha_request_is_read (frame));
  CU_ASSERT_TRUE_FATAL (hecha_request_parse_read (frame, &got));
  TEST_STR (got.path, "/a/b.xlsx");
  TEST_STR (got.name, "b.xlsx");
  CU_ASSERT_TRUE (got.double_read);
}

/* No frame that was cut, or of which a number lies, is taken or read beyond. */
static void
test_damaged (void)
{
  g_autoptr (GByteArray) bytes = mark_request ();

  for (guint length = 0; length < bytes->len; length++)
    {
      g_autoptr (GBytes) frame = g_bytes_new (bytes->data, length);
      g_autoptr (GPtrArray) owned
          = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
      HechaMarkRequest request;

      CU_ASSERT_FALSE (hecha_request_parse_mark (frame, &request, owned));
    }
  for (guint i = 0; i + 4 <= bytes->len; i += 4)
    {
      g_autofree guint8 *wrong = g_malloc (bytes->len);
      g_autoptr (GBytes) frame = NULL;
      g_autoptr (GPtrArray) owned
          = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
      HechaMarkRequest request;

      memcpy (wrong, bytes->data, bytes->len);
      memset (wrong + i, 0xff, 4);
      frame = g_bytes_new (wrong, bytes->len);
      hecha_request_parse_mark (frame, &request, owned);
      CU_ASSERT_TRUE (request.n_copies <= HECHA_COPIES_MAX || owned->len == 0);
    }
}

void
suite_request (void)
{
  CU_pSuite suite = CU_add_suite ("cli/request", NULL, NULL);

  CU_ADD_TEST (suite, test_mark_request);
  CU_ADD_TEST (suite, test_read_request);
  CU_ADD_TEST (suite, test_damaged);
}
