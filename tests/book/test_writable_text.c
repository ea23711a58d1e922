/* Text on its way into cells. */
#include "tests/test.h"

#include <string.h>

#include <hecha/book.h>

static void
test_text_is_cleaned (void)
{
  static const struct
  {
    const char *given, *wanted;
  } cases[] = {
    { "普通文字", "普通文字" },
    { "一\n二\t三\r\n四", "一\n二 三\n四" },
    { "a\x01\x02\x1f" "b\x7f", "ab" },
    { "_x0041_", "_x005F_x0041_" },
    { "_x00_ _x004G_ _x0041", "_x00_ _x004G_ _x0041" },
    { "__x0041_x0042_", "__x005F_x0041_x005F_x0042_" },   /* read back: each is one escape */
    { "\xef\xbf\xbe尾\xef\xbf\xbf", "尾" },
    { "=1+1", "=1+1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = hecha_writable_text (cases[i].given);
      TEST_STR (got, cases[i].wanted);
    }
}

static void
test_invalid_utf8_becomes_valid (void)
{
  g_autofree char *got = hecha_writable_text ("坏\xff\xed\xa0\x80尾");

  CU_ASSERT_TRUE (g_utf8_validate (got, -1, NULL));
  CU_ASSERT_PTR_NOT_NULL (strstr (got, "尾"));
}

static void
test_long_text_is_cut_and_says_so (void)
{
  g_autofree char *given = g_strnfill (40000, 'a');
  g_autofree char *got = hecha_writable_text (given);

  CU_ASSERT_TRUE (g_utf8_strlen (got, -1) <= HECHA_WRITABLE_TEXT_MAX);
  CU_ASSERT_TRUE (g_str_has_suffix (got, "…"));
}

void suite_writable_text (void);
void
suite_writable_text (void)
{
  CU_pSuite suite = CU_add_suite ("book/writable text", NULL, NULL);

  CU_ADD_TEST (suite, test_text_is_cleaned);
  CU_ADD_TEST (suite, test_invalid_utf8_becomes_valid);
  CU_ADD_TEST (suite, test_long_text_is_cut_and_says_so);
}
