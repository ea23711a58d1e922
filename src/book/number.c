/* Exact in three ways, from the fastest: a mantissa below 2^53 over a power of
 * ten below 10^23 is right after one division of doubles; up to 19 digits over
 * a power below 10^20, as programs write the results of formulas, are divided
 * in 128 bits and rounded once; the rest goes to the C library. */
#include "book/number.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Doubles are written with 17 digits; longer ones are not from a workbook. */
#define MAX_NUMBER 400
/* So many digits cannot overflow 64 bits. */
#define MAX_DIGITS 19

#ifdef __SIZEOF_INT128__

__extension__ typedef unsigned __int128 Wide;

/* 2^EXPONENT for a normal double. */
static double
power_of_two (int exponent)
{
  guint64 bits = (guint64) (exponent + 1023) << 52;
  double value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

/* MANTISSA / 10^DECIMALS, rounded to nearest, ties to even. */
static double
divide_exactly (guint64 mantissa, guint decimals)
{
  guint64 power = 1, quotient, kept, rest, half;
  int up, down, drop;
  Wide dividend, divisor;

  for (guint i = 0; i < decimals; i++)
    power *= 10;
  /* Both with their highest bit set: the quotient has 63 or 64 bits. */
  up = __builtin_clzll (mantissa);
  down = __builtin_clzll (power);
  dividend = (Wide) (mantissa << up) << 63;
  divisor = power << down;
  quotient = (guint64) (dividend / divisor);
  drop = 64 - __builtin_clzll (quotient) - DBL_MANT_DIG;
  kept = quotient >> drop;
  rest = quotient & ((G_GUINT64_CONSTANT (1) << drop) - 1);
  half = G_GUINT64_CONSTANT (1) << (drop - 1);
  if (rest > half || (rest == half && (dividend % divisor != 0 || (kept & 1) != 0)))
    kept++;
  return (double) kept * power_of_two (drop + down - up - 63);
}

#define CAN_DIVIDE 1

#else

static double
divide_exactly (guint64 mantissa, guint decimals)
{
  return 0;
}

#define CAN_DIVIDE 0

#endif

static const char *
scan_slowly (const char *p, double *value)
{
  char copy[MAX_NUMBER + 1];
  gsize length = strspn (p, "0123456789+-.eE");
  char *end;

  if (length == 0 || length > MAX_NUMBER)
    return NULL;
  memcpy (copy, p, length);
  copy[length] = '\0';
  *value = g_ascii_strtod (copy, &end);
  return *end == '\0' && isfinite (*value) ? p + length : NULL;
}

/* MANTISSA / 10^DECIMALS; FALSE where no fast way is exact. */
static inline gboolean
scale (guint64 mantissa, int decimals, double *value)
{
  static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
  const int n_powers = G_N_ELEMENTS (powers);
  gboolean exact = mantissa <= G_GUINT64_CONSTANT (1) << DBL_MANT_DIG;

  if (decimals == 0)
    *value = (double) mantissa;
  else if (exact && decimals > 0 && decimals < n_powers)
    *value = (double) mantissa / powers[decimals];
  else if (exact && decimals < 0 && decimals > -n_powers)
    *value = (double) mantissa * powers[-decimals];
  else if (CAN_DIVIDE && decimals > 0 && decimals <= MAX_DIGITS)
    *value = divide_exactly (mantissa, (guint) decimals);
  else
    return FALSE;
  return TRUE;
}

/* "E-3" at P, if there; the place behind it, NULL where it is not plain. */
static const char *
scan_exponent (const char *p, int *exponent)
{
  gboolean negative = p[1] == '-';
  const char *digits = p + 1 + (p[1] == '-' || p[1] == '+');

  *exponent = 0;
  for (p = digits; (guint8) (*p - '0') < 10 && p - digits < 4; p++)
    *exponent = *exponent * 10 + (*p - '0');
  if (negative)
    *exponent = -*exponent;
  return p > digits && (guint8) (*p - '0') >= 10 ? p : NULL;
}

/* How many digits of [START, END) come after leading zeros; points are none. */
static gsize
significant_digits (const char *start, const char *end)
{
  gsize n = 0;

  while (start < end && (*start == '0' || *start == '.'))
    start++;
  for (; start < end; start++)
    n += *start != '.';
  return n;
}

const char *
hecha_number_scan (const char *p, double *value)
{
  const char *start = p, *digits;
  guint64 mantissa = 0;
  int decimals = 0, exponent = 0;
  gsize n;

  if (*p == '-')
    p++;
  for (digits = p; (guint8) (*p - '0') < 10; p++)
    mantissa = mantissa * 10 + (guint64) (*p - '0');
  n = (gsize) (p - digits);
  if (*p == '.')
    {
      const char *point = p++;

      for (; (guint8) (*p - '0') < 10; p++)
        mantissa = mantissa * 10 + (guint64) (*p - '0');
      decimals = (int) MIN (p - point - 1, MAX_NUMBER);
      n += (gsize) decimals;
    }
  if (FLT_EVAL_METHOD != 0 || n == 0
      || (n > MAX_DIGITS && significant_digits (digits, p) > MAX_DIGITS))
    return scan_slowly (start, value);
  if (*p == 'e' || *p == 'E')
    p = scan_exponent (p, &exponent);
  if (p == NULL || !scale (mantissa, decimals - exponent, value))
    return scan_slowly (start, value);
  if (*start == '-')
    *value = -*value;
  return p;
}

static const guint64 tens[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000 };

/* Up to 16 digits at P; 17 where there are more. */
static inline guint
scan_digits (const char *p, guint64 *value)
{
  guint64 low;
  guint n = hecha_number_digits (p, value), m;

  if (n < 8)
    return n;
  m = hecha_number_digits (p + 8, &low);
  *value = *value * tens[m] + low;
  return m < 8 ? 8 + m : 17;
}

const char *
hecha_number_scan_ahead (const char *p, double *value)
{
  const char *start = p;
  guint64 whole, part = 0;
  guint n, decimals = 0;
  gboolean negative = *p == '-';

  p += negative;
  n = scan_digits (p, &whole);
  p += n;
  if (*p == '.')
    {
      decimals = scan_digits (++p, &part);
      p += decimals;
    }
  /* Plain numbers are all that pays; MAX_DIGITS keeps them within 64 bits. */
  if (FLT_EVAL_METHOD != 0 || n == 0 || n > 16 || n + decimals > 16 || (*p | 0x20) == 'e')
    return hecha_number_scan (start, value);
  if (decimals > 8)
    whole = whole * tens[8] * tens[decimals - 8] + part;
  else
    whole = whole * tens[decimals] + part;
  if (!scale (whole, (int) decimals, value))
    return hecha_number_scan (start, value);
  *value = negative ? -*value : *value;
  return p;
}

gboolean
hecha_number_parse (const char *text, double *value)
{
  const char *end;

  text += strspn (text, " \t\r\n");
  end = hecha_number_scan (text, value);
  return end != NULL && end[strspn (end, " \t\r\n")] == '\0';
}
