/* Day numbers and addresses. */
#include <hecha/book.h>

#include "tests/test.h"

static void
test_days (void)
{
  char text[11];
  gint32 day;
  int year, month, day_of_month;

  CU_ASSERT_EQUAL (hecha_day_from_ymd (1970, 1, 1), 0);
  CU_ASSERT_EQUAL (hecha_day_from_ymd (2000, 3, 1), 11017);
  CU_ASSERT_EQUAL (hecha_day_from_ymd (2024, 2, 30), HECHA_DAY_NONE);
  CU_ASSERT_EQUAL (hecha_day_from_ymd (1900, 2, 29), HECHA_DAY_NONE);
  CU_ASSERT_NOT_EQUAL (hecha_day_from_ymd (2024, 2, 29), HECHA_DAY_NONE);
  /* Every day of 800 years there and back. */
  for (gint32 d = hecha_day_from_ymd (1600, 1, 1); d < hecha_day_from_ymd (2400, 1, 1); d++)
    {
      hecha_day_to_ymd (d, &year, &month, &day_of_month);
      if (hecha_day_from_ymd (year, month, day_of_month) != d)
        {
          CU_FAIL ("a day does not come back");
          break;
        }
    }
  TEST_STR (hecha_day_format (hecha_day_from_ymd (2024, 7, 3), text), "2024-07-03");
  CU_ASSERT_EQUAL (hecha_day_weekday (hecha_day_from_ymd (2024, 7, 3)), 2);
  CU_ASSERT_EQUAL (hecha_day_weekday (hecha_day_from_ymd (1969, 12, 29)), 0);
  CU_ASSERT_TRUE (hecha_day_parse ("2024-07-03", &day));
  CU_ASSERT_FALSE (hecha_day_parse ("2024-7-3", &day));
  CU_ASSERT_FALSE (hecha_day_parse ("2024-02-30", &day));
}

static void
test_serials (void)
{
  CU_ASSERT_EQUAL (hecha_day_from_serial (1, FALSE), hecha_day_from_ymd (1900, 1, 1));
  CU_ASSERT_EQUAL (hecha_day_from_serial (59, FALSE), hecha_day_from_ymd (1900, 2, 28));
  CU_ASSERT_EQUAL (hecha_day_from_serial (60, FALSE), HECHA_DAY_NONE);
  CU_ASSERT_EQUAL (hecha_day_from_serial (61, FALSE), hecha_day_from_ymd (1900, 3, 1));
  CU_ASSERT_EQUAL (hecha_day_from_serial (45726, FALSE), hecha_day_from_ymd (2025, 3, 10));
  CU_ASSERT_EQUAL (hecha_day_from_serial (45726.75, FALSE), hecha_day_from_ymd (2025, 3, 10));
  CU_ASSERT_EQUAL (hecha_day_from_serial (0.5, FALSE), HECHA_DAY_NONE);
  CU_ASSERT_EQUAL (hecha_day_from_serial (-1, FALSE), HECHA_DAY_NONE);
  CU_ASSERT_EQUAL (hecha_day_from_serial (0, TRUE), hecha_day_from_ymd (1904, 1, 1));
  CU_ASSERT_EQUAL (hecha_day_from_serial (2958465, FALSE), hecha_day_from_ymd (9999, 12, 31));
  CU_ASSERT_EQUAL (hecha_day_from_serial (2958466, FALSE), HECHA_DAY_NONE);
  CU_ASSERT_EQUAL (hecha_day_from_serial (1e300, FALSE), HECHA_DAY_NONE);
}

static void
test_addresses (void)
{
  char text[HECHA_ADDRESS_SIZE];
  guint32 row, column;

  TEST_STR (hecha_address (16, 5, text), "F17");
  TEST_STR (hecha_address (0, 25, text), "Z1");
  TEST_STR (hecha_address (0, 26, text), "AA1");
  TEST_STR (hecha_address (HECHA_MAX_ROWS - 1, HECHA_MAX_COLUMNS - 1, text), "XFD1048576");
  CU_ASSERT_TRUE (hecha_address_parse ("$F$17", &row, &column) && row == 16 && column == 5);
  CU_ASSERT_TRUE (hecha_address_parse ("xfd1048576", &row, &column));
  CU_ASSERT_FALSE (hecha_address_parse ("XFE1", &row, &column));
  CU_ASSERT_FALSE (hecha_address_parse ("A0", &row, &column));
  CU_ASSERT_FALSE (hecha_address_parse ("A1048577", &row, &column));
  CU_ASSERT_FALSE (hecha_address_parse ("A1:B2", &row, &column));
  CU_ASSERT_FALSE (hecha_address_parse ("", &row, &column));
}

void
suite_day (void)
{
  CU_pSuite suite = CU_add_suite ("book/day", NULL, NULL);

  CU_ADD_TEST (suite, test_days);
  CU_ADD_TEST (suite, test_serials);
  CU_ADD_TEST (suite, test_addresses);
}
