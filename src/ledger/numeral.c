#include "ledger/numeral.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DIGITS 18

static gboolean
add_digit (HechaDecimal *decimal, int *digits, char c)
{
  if (*digits >= MAX_DIGITS)
    return FALSE;
  decimal->mantissa = decimal->mantissa * 10 + (guint64) (c - '0');
  if (decimal->mantissa != 0)
    (*digits)++;
  return TRUE;
}

/* "1,234,567": a separator stands only before three digits, after one to three. */
static gboolean
scan_whole (const char **text, HechaDecimal *decimal, int *digits)
{
  const char *p = *text;
  gsize run = strspn (p, "0123456789");
  gboolean grouped = FALSE;

  if (run == 0)
    return FALSE;
  for (;;)
    {
      for (gsize i = 0; i < run; i++)
        if (!add_digit (decimal, digits, p[i]))
          return FALSE;
      p += run;
      if ((*p != ',' && *p != ' ') || !g_ascii_isdigit (p[1]))
        break;
      if (!grouped && run > 3)
        return FALSE;
      run = strspn (p + 1, "0123456789");
      if (run != 3)
        return FALSE;
      p++;
      grouped = TRUE;
    }
  *text = p;
  return TRUE;
}

static gboolean
scan_exponent (const char **text, HechaDecimal *decimal)
{
  const char *p = *text;
  char *end;
  long exponent;

  if (*p != 'e')
    return TRUE;
  p++;
  if (!g_ascii_isdigit (*p) && !((*p == '+' || *p == '-') && g_ascii_isdigit (p[1])))
    return TRUE;
  exponent = strtol (p, &end, 10);
  if (exponent > MAX_DIGITS || exponent < -MAX_DIGITS)
    return FALSE;
  decimal->decimals -= (int) exponent;
  for (; decimal->decimals < 0; decimal->decimals++)
    if (!g_uint64_checked_mul (&decimal->mantissa, decimal->mantissa, 10))
      return FALSE;
  *text = end;
  return TRUE;
}

gboolean
hecha_decimal_scan (const char **text, HechaDecimal *decimal)
{
  const char *p = *text;
  int digits = 0;

  *decimal = (HechaDecimal) { 0, 0 };
  if (!(*p == '.' && g_ascii_isdigit (p[1])) && !scan_whole (&p, decimal, &digits))
    return FALSE;
  if (*p == '.' && g_ascii_isdigit (p[1]))
    for (p++; g_ascii_isdigit (*p); p++, decimal->decimals++)
      if (!add_digit (decimal, &digits, *p))
        return FALSE;
  if (!scan_exponent (&p, decimal))
    return FALSE;
  *text = p;
  return TRUE;
}

/* Most cells hold a number of few decimals: an integer divided by a power of
 * ten gives the very same double only if that is its shortest form. */
static gboolean
few_decimals (double number, HechaDecimal *decimal)
{
  static const double powers[] = { 1, 10, 100, 1000, 10000 };

  if (number >= 1e10)
    return FALSE;
  for (int d = 0; d < (int) G_N_ELEMENTS (powers); d++)
    {
      double scaled = nearbyint (number * powers[d]);

      if (scaled / powers[d] == number)
        {
          *decimal = (HechaDecimal) { (guint64) scaled, d };
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
hecha_decimal_from_double (double number, HechaDecimal *decimal, gboolean *negative)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  const char *p = buffer;

  *negative = number < 0;
  number = fabs (number);
  if (few_decimals (number, decimal))
    return TRUE;
  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  return hecha_decimal_scan (&p, decimal) && *p == '\0';
}

gboolean
hecha_decimal_times (HechaDecimal decimal, guint64 unit, guint64 *product)
{
  guint64 divisor = 1;

  while (decimal.decimals > 0 && unit % 10 == 0)
    {
      unit /= 10;
      decimal.decimals--;
    }
  for (; decimal.decimals > 0; decimal.decimals--)
    {
      /* Far below a 分: one digit less moves no half. */
      if (decimal.decimals > MAX_DIGITS)
        decimal.mantissa /= 10;
      else
        divisor *= 10;
    }
  if (!g_uint64_checked_mul (product, decimal.mantissa, unit))
    return FALSE;
  *product = *product / divisor + (*product % divisor >= divisor - divisor / 2 ? divisor > 1 : 0);
  return TRUE;
}

int
hecha_numeral_digit (gunichar c)
{
  static const char *const digits[] = { "〇零○◯", "一壹弌", "二贰貳两", "三叁參参", "四肆", "五伍",
                                        "六陆陸", "七柒", "八捌", "九玖" };

  if (c < 0x25cb)
    return -1;
  for (int d = 0; d < (int) G_N_ELEMENTS (digits); d++)
    if (g_utf8_strchr (digits[d], -1, c) != NULL)
      return d;
  return -1;
}

/* 10, 100, 1000 for 十百千 and their capital forms; 20, 30 for 廿卅; else 0. */
static guint64
place_of (gunichar c)
{
  switch (c)
    {
    case 0x5341: case 0x62fe: return 10;    /* 十 拾 */
    case 0x767e: case 0x4f70: return 100;   /* 百 佰 */
    case 0x5343: case 0x4edf: return 1000;  /* 千 仟 */
    default: return 0;
    }
}

static guint64
scale_of (gunichar c)
{
  switch (c)
    {
    case 0x4e07: case 0x842c: return 10000;       /* 万 萬 */
    case 0x4ebf: case 0x5104: return 100000000;   /* 亿 億 */
    default: return 0;
    }
}

/* What has been read of a numeral by places: the whole above the last 亿 or 万,
 * the four places under way, the digit that waits for its place. */
typedef struct
{
  guint64 whole, section, digit;
  gboolean has_digit;
  guint64 scale;    /* last 万 or 亿 */
} Places;

static gboolean
take_scale (Places *places, guint64 scale)
{
  guint64 sum = places->section + places->digit;

  if (sum == 0)
    return FALSE;
  if (places->scale != 0 && scale > places->scale)
    {
      if (!g_uint64_checked_add (&sum, sum, places->whole))
        return FALSE;
      places->whole = 0;
    }
  if (!g_uint64_checked_mul (&sum, sum, scale) ||
      !g_uint64_checked_add (&places->whole, places->whole, sum))
    return FALSE;
  places->section = places->digit = 0;
  places->has_digit = FALSE;
  places->scale = scale;
  return TRUE;
}

/* 廿三, 卅一. */
static guint64
tens_of (gunichar c)
{
  return c == 0x5eff ? 20 : c == 0x5345 ? 30 : 0;
}

static gboolean
take_place (Places *places, guint64 place)
{
  if (!places->has_digit && place != 10)
    return FALSE;
  places->section += (places->has_digit ? places->digit : 1) * place;
  places->digit = 0;
  places->has_digit = FALSE;
  return TRUE;
}

/* The zero of 二0二四 and 二O二四 is a keyboard's. */
static int
digit_or_zero (const char *p, int n)
{
  return n > 0 && (*p == '0' || *p == 'o') ? 0 : hecha_numeral_digit (g_utf8_get_char (p));
}

/* 二〇二四: digits alone. */
static gboolean
scan_digits (const char **text, guint64 *value)
{
  const char *p = *text;
  int n = 0;

  *value = 0;
  for (int d; n < MAX_DIGITS && (d = digit_or_zero (p, n)) >= 0; n++)
    {
      *value = *value * 10 + (guint64) d;
      p = g_utf8_next_char (p);
    }
  if (n < 2 || place_of (g_utf8_get_char (p)) != 0)
    return FALSE;
  *text = p;
  return TRUE;
}

gboolean
hecha_numeral_scan (const char **text, guint64 *value, gboolean *scaled)
{
  enum { MAX_CHARS = 40 };
  Places places = { 0 };
  const char *p = *text;
  int n = 0;

  *scaled = FALSE;
  if (scan_digits (&p, value) && scale_of (g_utf8_get_char (p)) == 0)
    {
      *text = p;
      return TRUE;
    }
  for (p = *text; n < MAX_CHARS; n++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int digit = hecha_numeral_digit (c);
      guint64 place = place_of (c), scale = scale_of (c);

      if (digit > 0 && places.has_digit && places.digit != 0)
        return FALSE;
      if (tens_of (c) != 0)
        {
          places.section += tens_of (c);
          continue;
        }
      if (digit >= 0)
        {
          places.digit = (guint64) digit;
          places.has_digit = digit != 0;
        }
      else if (place != 0 ? !take_place (&places, place) : scale != 0 && !take_scale (&places, scale))
        return FALSE;
      else if (place == 0 && scale == 0)
        break;
    }
  *value = places.whole + places.section + places.digit;
  *scaled = places.scale != 0;
  *text = p;
  return n > 0;
}

const char *
hecha_number_display (double number, char *buffer)
{
  HechaDecimal decimal;
  gboolean negative;

  if (fabs (number) < 1e10 && few_decimals (fabs (number), &decimal))
    {
      guint64 power = 1;

      for (int d = 0; d < decimal.decimals; d++)
        power *= 10;
      negative = number < 0;
      if (decimal.decimals == 0)
        g_snprintf (buffer, 32, "%s%" G_GUINT64_FORMAT, negative ? "-" : "", decimal.mantissa);
      else
        g_snprintf (buffer, 32, "%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, negative ? "-" : "",
                    decimal.mantissa / power, decimal.decimals, decimal.mantissa % power);
      return buffer;
    }
  g_ascii_formatd (buffer, 32, fabs (number) < 1e15 ? "%.15g" : "%.15G", number);
  return buffer;
}
