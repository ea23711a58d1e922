/* Working days with 调休, the end of the calendar, months. */
#include "tests/test.h"

#include "audit/calendar.h"

#include <string.h>

static gint32
on (const char *text)
{
  gint32 day = HECHA_DAY_NONE;

  CU_ASSERT_FATAL (hecha_day_parse (text, &day));
  return day;
}

static HechaCalendar *
built_in (void)
{
  g_autoptr (GError) error = NULL;
  HechaCalendar *calendar = hecha_calendar_load (NULL, &error);

  TEST_OK (error);
  CU_ASSERT_PTR_NOT_NULL_FATAL (calendar);
  return calendar;
}

typedef struct
{
  const char *day;
  int n;
  const char *wanted;
} Sum;

static void
assert_sum (const HechaCalendar *calendar, const Sum *sum)
{
  gint32 low, high;
  int missing;
  char got[11];

  CU_ASSERT_TRUE (hecha_calendar_add_workdays (calendar, on (sum->day), sum->n, &low, &high,
                                               &missing));
  CU_ASSERT_EQUAL (low, high);
  CU_ASSERT_EQUAL (missing, 0);
  TEST_STR (hecha_day_format (low, got), sum->wanted);
}

/* Counted by hand from the notices. */
static void
test_make_up_days (void)
{
  static const Sum sums[] = {
    { "2024-07-03", 1, "2024-07-04" },
    { "2024-07-05", 1, "2024-07-08" },    /* Friday, then Monday */
    { "2024-07-06", 1, "2024-07-08" },    /* from a Saturday */
    { "2024-09-13", 1, "2024-09-14" },    /* a Saturday at work for 中秋 */
    { "2024-09-14", 1, "2024-09-18" },    /* 15th to 17th off */
    { "2024-09-27", 3, "2024-10-08" },    /* Sunday 29th at work, 30th, then 国庆 */
    { "2024-10-11", 1, "2024-10-12" },    /* a Saturday at work */
    { "2025-01-24", 3, "2025-02-05" },    /* Sunday 26th at work, 27th, then 春节 */
    { "2024-09-10", 30, "2024-10-28" },
    { "2026-03-31", 0, "2026-03-31" },
  };
  g_autoptr (HechaCalendar) calendar = built_in ();

  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    assert_sum (calendar, &sums[i]);
}

/* The table against day-by-day counting, over every day that it knows. */
static void
test_against_counting (void)
{
  g_autoptr (HechaCalendar) calendar = built_in ();
  gint32 last = on ("2026-06-30");
  guint differing = 0;

  for (gint32 day = on ("2019-01-01"); day < last; day++)
    {
      gint32 low = day, step, high;
      int missing;

      for (int n = 1; n <= 30; n++)
        {
          gint32 sum;

          hecha_calendar_add_workdays (calendar, low, 1, &step, &high, &missing);
          hecha_calendar_add_workdays (calendar, day, n, &sum, &high, &missing);
          differing += sum != step || step <= low;
          low = step;
        }
    }
  CU_ASSERT_EQUAL (differing, 0);
}

static void
assert_bounds (const HechaCalendar *calendar, const char *day, int n, int year)
{
  gint32 low, high;
  int missing;

  CU_ASSERT_FALSE (hecha_calendar_add_workdays (calendar, on (day), n, &low, &high, &missing));
  CU_ASSERT_EQUAL (missing, year);
  CU_ASSERT_EQUAL (low, on (day) + n);
  CU_ASSERT_EQUAL (high, on (day) + 2 * n + 20);
}

static void
test_beyond (void)
{
  g_autoptr (HechaCalendar) calendar = built_in ();
  Sum last = { "2026-12-30", 1, "2026-12-31" };
  Sum first = { "2018-12-31", 1, "2019-01-02" };
  int from, to;

  hecha_calendar_years (calendar, &from, &to);
  CU_ASSERT_EQUAL (from, 2019);
  CU_ASSERT_EQUAL (to, 2026);
  assert_sum (calendar, &last);
  assert_sum (calendar, &first);
  assert_bounds (calendar, "2026-12-31", 1, 2027);
  assert_bounds (calendar, "2026-12-01", 30, 2027);
  assert_bounds (calendar, "2028-05-05", 30, 2028);
  assert_bounds (calendar, "2018-12-30", 3, 2018);
  assert_bounds (calendar, "1970-01-01", 30, 1970);
  assert_bounds (calendar, "9000-01-01", 30, 9000);
  assert_bounds (calendar, "2026-12-31", 1000000, 2027);
}

static HechaCalendar *
parse (const char *text, GError **error)
{
  return hecha_calendar_parse ("节假日.csv", text, strlen (text), error);
}

/* What a user's file may look like after Excel has had it. */
static void
test_users_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaCalendar) calendar
    = parse ("\xEF\xBB\xBF" "date,kind,name\r\n2027/1/1,放假,元旦\r\n\r\n"
             "2027/1/3,上班,元旦调休\r\n2029-01-01,holiday,\r\n", &error);
  Sum over = { "2026-12-31", 1, "2027-01-03" };

  TEST_OK (error);
  CU_ASSERT_PTR_NOT_NULL_FATAL (calendar);
  /* The 1st is off and Sunday the 3rd is worked; the 2nd is a Saturday. */
  assert_sum (calendar, &over);
  /* 2028 is not there though years around it are. */
  assert_bounds (calendar, "2027-12-31", 1, 2028);
}

/* Days of December that next year's notice gives do not make a year known. */
static void
test_december_of_next_year (void)
{
  g_autoptr (HechaCalendar) calendar
    = parse ("date,kind,name\n2022-12-31,holiday,元旦\n2023-01-01,holiday,元旦\n", NULL);
  int from, to;

  CU_ASSERT_PTR_NOT_NULL_FATAL (calendar);
  hecha_calendar_years (calendar, &from, &to);
  CU_ASSERT_EQUAL (from, 2023);
  CU_ASSERT_EQUAL (to, 2023);
}

static void
assert_refused (const char *text, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaCalendar) calendar = parse (text, &error);

  CU_ASSERT_PTR_NULL (calendar);
  CU_ASSERT_TRUE (g_error_matches (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_SYNTAX));
  TEST_STR (error != NULL ? error->message : NULL, wanted);
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  assert_refused ("date,kind,name\n2027-02-30,holiday,春节\n",
                  "节假日.csv:2: 第一列应是日期，如2027-01-01");
  assert_refused ("date,kind,name\n2027-02-03,frei,春节\n",
                  "节假日.csv:2: 第二列应是holiday（放假）或workday（调休上班）");
  assert_refused ("2027-02-03\n", "节假日.csv:1: 第二列应是holiday（放假）或workday（调休上班）");
  assert_refused ("2027-02-03,休,春节\n2027-02-03,班,春节\n",
                  "节假日.csv:2: 同一天既写作放假又写作上班，请保留一行");
  assert_refused ("2207-02-03,休,春节\n", "节假日.csv:1: 年份不在1990—2100之间，请核对日期");
  assert_refused ("date,kind,name\n", "节假日.csv:1: 文件里没有节假日");
  CU_ASSERT_PTR_NULL (hecha_calendar_load ("/nonexistent/holidays.csv", &error));
  CU_ASSERT_TRUE (g_error_matches (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_IO));
}

static void
test_months (void)
{
  static const Sum sums[] = {
    { "2024-07-15", 6, "2025-01-15" }, { "2024-08-31", 6, "2025-02-28" },
    { "2023-08-31", 6, "2024-02-29" }, { "2024-02-29", 12, "2025-02-28" },
    { "2024-03-31", -1, "2024-02-29" }, { "2024-01-01", 0, "2024-01-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      char got[11];

      TEST_STR (hecha_day_format (hecha_day_add_months (on (sums[i].day), sums[i].n), got),
                sums[i].wanted);
    }
  CU_ASSERT_EQUAL (hecha_day_add_months (HECHA_DAY_NONE, 6), HECHA_DAY_NONE);
  CU_ASSERT_EQUAL (hecha_day_add_months (on ("9999-12-01"), 1), HECHA_DAY_NONE);
}

void
suite_calendar (void)
{
  CU_pSuite suite = CU_add_suite ("audit/calendar", NULL, NULL);

  CU_ADD_TEST (suite, test_make_up_days);
  CU_ADD_TEST (suite, test_against_counting);
  CU_ADD_TEST (suite, test_beyond);
  CU_ADD_TEST (suite, test_users_file);
  CU_ADD_TEST (suite, test_december_of_next_year);
  CU_ADD_TEST (suite, test_refused);
  CU_ADD_TEST (suite, test_months);
}
