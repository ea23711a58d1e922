/* Numbers in date fields: serials, and dates typed as if they were numbers. */
#include "ledger/date.h"

#include <math.h>

#include "ledger/numeral.h"

/* 2024.07 typed as a number.  Of 2024.1 Excel may have dropped the zero of
 * October. */
static gboolean
year_and_month (double number, HechaDateSpan *span)
{
  HechaDecimal decimal;
  gboolean negative;
  gint32 unused;
  int year = (int) floor (number), month;

  if (!hecha_decimal_from_double (number, &decimal, &negative) || decimal.decimals > 2)
    return FALSE;
  month = (int) (decimal.mantissa % (decimal.decimals == 1 ? 10 : 100));
  if (month < 1 || month > 12)
    return FALSE;
  hecha_date_interval (year, month, &span->low, &span->high);
  span->guessed_year = decimal.decimals == 1 && month == 1;
  if (span->guessed_year)
    hecha_date_interval (year, 10, &unused, &span->high);
  return TRUE;
}

/* 20240703, 202407, 2024: as if they were typed as text. */
static gboolean
digits_alone (double number, HechaDateSpan *span)
{
  HechaDateSpan spans[HECHA_MAX_DATES];
  char text[32];

  hecha_number_display (number, text);
  if (hecha_dates_find (text, 0, spans) != 1 || spans[0].low == HECHA_DAY_NONE)
    return FALSE;
  *span = spans[0];
  return TRUE;
}

gboolean
hecha_date_from_number (double number, gboolean date1904, HechaDateSpan *span)
{
  gint32 day;

  *span = (HechaDateSpan) { HECHA_DAY_NONE, HECHA_DAY_NONE, FALSE, 0, 0 };
  if (number < HECHA_FIRST_YEAR || number >= 1e9)
    return FALSE;
  if (number < HECHA_LAST_YEAR + 1 && number != floor (number))
    return year_and_month (number, span);
  if (number == floor (number) && (number <= HECHA_LAST_YEAR || number >= 100000) &&
      digits_alone (number, span))
    return TRUE;
  day = hecha_day_from_serial (number, date1904);
  if (day < hecha_day_from_ymd (HECHA_FIRST_YEAR, 1, 1) ||
      day > hecha_day_from_ymd (HECHA_LAST_YEAR, 12, 31))
    return FALSE;
  span->low = span->high = day;
  return TRUE;
}
