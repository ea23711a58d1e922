/* How texts stand in cells, and JSON values. */
#include "tests/test.h"

#include "report/json.h"
#include "report/written.h"

static void
test_risky_starts (void)
{
  CU_ASSERT_TRUE (hecha_written_is_risky ("=1"));
  CU_ASSERT_TRUE (hecha_written_is_risky (" +1"));
  CU_ASSERT_TRUE (hecha_written_is_risky ("＝A1"));
  CU_ASSERT_TRUE (hecha_written_is_risky ("@x"));
  CU_ASSERT_FALSE (hecha_written_is_risky ("甲=乙"));
  CU_ASSERT_TRUE (hecha_written_is_risky ("\n－1"));
  CU_ASSERT_TRUE (hecha_written_is_risky ("＋1"));
  CU_ASSERT_TRUE (hecha_written_is_risky ("＠1"));
  CU_ASSERT_FALSE (hecha_written_is_risky ("，1"));
  CU_ASSERT_FALSE (hecha_written_is_risky (""));
}

static void
test_lines_of_wrapped_text (void)
{
  CU_ASSERT_EQUAL (hecha_written_lines ("", 10), 1);
  CU_ASSERT_EQUAL (hecha_written_lines ("一二三四五", 11), 1);
  CU_ASSERT_EQUAL (hecha_written_lines ("一二三四五六", 11), 2);
  CU_ASSERT_EQUAL (hecha_written_lines ("a\nb\n\nc", 11), 4);
  /* Ten narrow and five wide of each. */
  CU_ASSERT_EQUAL (hecha_written_lines ("éééééééééé", 10.7), 1);
  CU_ASSERT_EQUAL (hecha_written_lines ("‏‏‏‏‏‏‏‏‏‏", 10.7), 1);
  CU_ASSERT_EQUAL (hecha_written_lines ("“”——→·", 10.7), 2);
  CU_ASSERT_EQUAL (hecha_written_lines ("“”—→·", 10.7), 1);
  CU_ASSERT_EQUAL (hecha_written_lines ("😀😀😀😀😀😀", 10.7), 2);
}

/* ---- JSON ------------------------------------------------------------------ */

static void
check_date (gint32 low, gint32 high, const char *wanted)
{
  g_autoptr (GString) out = g_string_new (NULL);

  hecha_json_append_date (out, low, high);
  TEST_STR (out->str, wanted);
}

static void
test_dates_by_precision (void)
{
  gint32 (*day) (int, int, int) = hecha_day_from_ymd;

  check_date (day (2024, 7, 3), day (2024, 7, 3), "\"2024-07-03\"");
  check_date (day (2024, 7, 1), day (2024, 7, 31), "\"2024-07\"");
  check_date (day (2024, 2, 1), day (2024, 2, 29), "\"2024-02\"");
  check_date (day (2024, 1, 1), day (2024, 12, 31), "\"2024\"");
  check_date (day (2024, 7, 1), day (2024, 7, 10), "\"2024-07-01/2024-07-10\"");
  check_date (day (2024, 1, 1), day (2024, 3, 31), "\"2024-01-01/2024-03-31\"");
  check_date (HECHA_DAY_NONE, HECHA_DAY_NONE, "true");
}

static void
test_amounts_in_yuan (void)
{
  static const struct
  {
    gint64 fen;
    const char *wanted;
  } cases[] = { { 0, "0.00" },
                { 5, "0.05" },
                { -5, "-0.05" },
                { 123456, "1234.56" },
                { G_MININT64 + 1, "-92233720368547758.07" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      hecha_json_append_amount (out, cases[i].fen);
      TEST_STR (out->str, cases[i].wanted);
    }
}

static void
test_strings_are_escaped (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  hecha_json_append_string (out, "甲\"\\\n\x01乙");
  TEST_STR (out->str, "\"甲\\\"\\\\\\n\\u0001乙\"");
}

static void
test_full_disk_is_an_error (void)
{
  HechaLines lines;
  g_autoptr (GError) error = NULL;

  if (!hecha_lines_open (&lines, "/dev/full", &error))
    {
      CU_PASS ("no /dev/full here");
      return;
    }
  g_string_append (lines.text, "{}");
  hecha_lines_end (&lines);
  CU_ASSERT_FALSE (hecha_lines_close (&lines, &error));
  CU_ASSERT_TRUE (g_error_matches (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_WRITE));
}

static void
test_width_of_longest_line (void)
{
  CU_ASSERT_DOUBLE_EQUAL (hecha_written_width (""), 0, 0.01);
  CU_ASSERT_DOUBLE_EQUAL (hecha_written_width ("ab"), 2, 0.01);
  CU_ASSERT_DOUBLE_EQUAL (hecha_written_width ("总投资\n（万元）"), 7.6, 0.01);
}

void suite_written (void);
void
suite_written (void)
{
  CU_pSuite suite = CU_add_suite ("report/written", NULL, NULL);

  CU_ADD_TEST (suite, test_risky_starts);
  CU_ADD_TEST (suite, test_lines_of_wrapped_text);
  CU_ADD_TEST (suite, test_width_of_longest_line);
  CU_ADD_TEST (suite, test_dates_by_precision);
  CU_ADD_TEST (suite, test_amounts_in_yuan);
  CU_ADD_TEST (suite, test_strings_are_escaped);
  CU_ADD_TEST (suite, test_full_disk_is_an_error);
}
