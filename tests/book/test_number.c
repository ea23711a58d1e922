/* Our double parser gives the very bits that the C library gives. */
#include "tests/test.h"

#include <string.h>

#include "book/number.h"

static void
check_bits (const char *text)
{
  double got = 0, wanted = g_ascii_strtod (text, NULL);
  const char *end = hecha_number_scan (text, &got);

  if (end == NULL || *end != '\0' || memcmp (&got, &wanted, sizeof got) != 0)
    test_equal_strings ("other bits", "the same bits", text);
  CU_PASS ("bits");
}

static void
test_same_bits (void)
{
  static const char *const texts[] = {
    "0", "-0", "1", "-1", "42", "0.1", "0.30000000000000004", "3.14159265358979",
    "9007199254740992", "9007199254740993", "9007199254740991.5", "12345678901234567890",
    "1234567890123456789", "0.0000000000000000001", "1e22", "1E-7", "4.9e-324",
    "1.7976931348623157e308", "123456.78", "99999999999999.99", "5.", ".5", "-.25",
    "0.000001", "45476.4999999999",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    check_bits (texts[i]);
  for (guint i = 0; i < 20000; i++)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];
      double value = g_rand_double_range (random, -1e6, 1e6);

      if (i % 3 == 0)
        value = (double) g_rand_int (random) / 100;
      check_bits (g_ascii_formatd (text, sizeof text, i % 2 ? "%.17g" : "%.15g", value));
    }
}

static void
test_no_numbers (void)
{
  static const char *const texts[] = { "", " ", "-", ".", "e5", "1e", "1e999", "0x10", "nan",
                                       "inf", "1,5", "12a", "1 2", "--1", "1.2.3" };
  double value;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (hecha_number_parse (texts[i], &value))
      test_equal_strings ("a number", "no number", texts[i]);
  CU_ASSERT (hecha_number_parse (" 7 \n", &value) && value == 7);
}

void
suite_number (void)
{
  CU_pSuite suite = CU_add_suite ("book/number", NULL, NULL);

  CU_ADD_TEST (suite, test_same_bits);
  CU_ADD_TEST (suite, test_no_numbers);
}
