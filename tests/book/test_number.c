/* Our double parser gives the very bits that the C library gives. */
#include "tests/test.h"

#include <string.h>

#include "book/number.h"

/* The same number with other things behind it, as in a sheet. */
static gboolean
is_same_ahead (const char *text, double wanted)
{
  g_autofree char *padded
      = g_strconcat (text, "</v></c><c r=\"B1\"><v>123456789012345678901234567890</v>", NULL);
  double got = 0;
  const char *end = hecha_number_scan_ahead (padded, &got);

  return end == padded + strlen (text) && memcmp (&got, &wanted, sizeof got) == 0;
}

static void
check_bits (const char *text)
{
  double got = 0, wanted = g_ascii_strtod (text, NULL);
  const char *end = hecha_number_scan (text, &got);

  if (end == NULL || *end != '\0' || memcmp (&got, &wanted, sizeof got) != 0
      || !is_same_ahead (text, wanted))
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
    "0.000001", "45476.4999999999", "5.0000000000000003E-2", "1.0000000000000001E+5",
    "0.00012345678901234567", "0.0000000000000000000", "18446744073709551615", "1E23", "1E-400",
    "9007199254740993.0", "0.5000000000000000001", "1.00000000000000011102230246251565",
    "12345678901234567.89", "9.9999999999999995E-7", "1e+05", "-2.5E-03",
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
      check_bits (g_ascii_formatd (text, sizeof text, "%.16E", value));
    }
  /* Halfway between two doubles, and a little beside. */
  for (guint i = 0; i < 20000; i++)
    {
      guint64 odd = ((guint64) g_rand_int (random) << 22 | (g_rand_int (random) >> 10)) | 1;
      g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT ".5%s",
                                               odd | G_GUINT64_CONSTANT (1) << 52,
                                               i % 3 == 0 ? "" : i % 3 == 1 ? "01" : "00");

      check_bits (text);
    }
}

static void
test_no_numbers (void)
{
  static const char *const texts[] = { "", " ", "-", ".", "e5", "1e", "1e+", "1e999", "1e99999", "0x10", "nan",
                                       "inf", "1,5", "12a", "1 2", "--1", "1.2.3" };
  double value;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char padded[32 + HECHA_NUMBER_AHEAD] = { 0 };
      const char *end;

      if (hecha_number_parse (texts[i], &value))
        test_equal_strings ("a number", "no number", texts[i]);
      g_strlcpy (padded, texts[i], sizeof padded);
      end = hecha_number_scan_ahead (padded, &value);
      if (end != NULL && *end == '\0')
        test_equal_strings ("a number", "no number", texts[i]);
    }
  CU_ASSERT (hecha_number_parse (" 7 \n", &value) && value == 7);
}

/* Eight bytes at once against one by one, whatever stands behind the digits. */
static void
test_digits (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);

  for (guint i = 0; i < 100000; i++)
    {
      char bytes[8];
      guint64 got, wanted = 0;
      guint n = 0, length = (guint) g_rand_int_range (random, 0, 9);

      for (guint j = 0; j < sizeof bytes; j++)
        bytes[j] = (char) (j < length ? g_rand_int_range (random, '0', '9' + 1)
                                      : g_rand_int_range (random, 0, 256));
      for (; n < sizeof bytes && g_ascii_isdigit (bytes[n]); n++)
        wanted = wanted * 10 + (guint64) (bytes[n] - '0');
      CU_ASSERT_EQUAL (hecha_number_digits (bytes, &got), n);
      CU_ASSERT_EQUAL (got, wanted);
    }
}

void
suite_number (void)
{
  CU_pSuite suite = CU_add_suite ("book/number", NULL, NULL);

  CU_ADD_TEST (suite, test_same_bits);
  CU_ADD_TEST (suite, test_no_numbers);
  CU_ADD_TEST (suite, test_digits);
}
