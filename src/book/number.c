/* A mantissa below 2^53 times or over a power of ten up to 22 is exact in one
 * rounding; that is nearly every number people type.  The rest goes to the C
 * library. */
#include "book/number.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Doubles are written with 17 digits; longer ones are not from a workbook. */
#define MAX_NUMBER 400

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

const char *
hecha_number_scan (const char *p, double *value)
{
  static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
  const char *start = p, *digits;
  guint64 mantissa = 0;
  gsize decimals = 0, n;
  double result;

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
      decimals = (gsize) (p - point - 1);
      n += decimals;
    }
  /* 19 digits cannot have overflowed. */
  if (FLT_EVAL_METHOD != 0 || n == 0 || n > 19 || mantissa > (G_GUINT64_CONSTANT (1) << 53)
      || *p == 'e' || *p == 'E')
    return scan_slowly (start, value);
  result = (double) mantissa;
  if (decimals > 0)
    result /= powers[decimals];
  *value = *start == '-' ? -result : result;
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
