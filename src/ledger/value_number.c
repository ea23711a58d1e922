/* Number cells as amounts, dates and years, and what the clerk sees of them. */
#include "ledger/value.h"

#include <string.h>

#include "ledger/amount.h"
#include "ledger/date.h"

static gboolean
is_date_format (guint8 format)
{
  return format == HECHA_FORMAT_DATE || format == HECHA_FORMAT_DATETIME;
}

static gboolean
day_of_cell (const HechaCell *cell, const HechaValueContext *context, gint32 *day)
{
  HechaDateSpan span;

  if (!is_date_format (cell->format))
    return FALSE;
  *day = hecha_day_from_serial (cell->number, context->date1904);
  if (*day != HECHA_DAY_NONE && hecha_year_of_day (*day) >= HECHA_FIRST_YEAR &&
      hecha_year_of_day (*day) <= HECHA_LAST_YEAR)
    return TRUE;
  /* 20240703 typed into a cell formatted as a date. */
  if (cell->number < 19000101 || !hecha_date_from_number (cell->number, FALSE, &span))
    return FALSE;
  *day = span.low;
  return TRUE;
}

/* Writes NUMBER where it is a plain figure with at most two decimals, as nearly
 * all are; FALSE else. */
static gboolean
display_plain (double number, char *buffer)
{
  char digits[24];
  guint n = 0, from;
  gint64 hundredths;
  double scaled = number * 100;

  if (!(number >= 0 && number < 1e11))
    return FALSE;
  hundredths = (gint64) (scaled + 0.5);
  if ((double) hundredths / 100 != number)
    return FALSE;
  do
    {
      digits[n++] = (char) ('0' + hundredths % 10);
      hundredths /= 10;
    }
  while (hundredths > 0 || n < 3);
  from = digits[0] != '0' ? 0 : digits[1] != '0' ? 1 : 2;
  for (guint i = n; i-- > from;)
    {
      *buffer++ = digits[i];
      if (i == 2 && from < 2)
        *buffer++ = '.';
    }
  *buffer = '\0';
  return TRUE;
}

gsize
hecha_value_display (const HechaCell *cell, const HechaValueContext *context, char *buffer)
{
  gint32 day;

  if (day_of_cell (cell, context, &day))
    {
      hecha_day_format (day, buffer);
      if (cell->flags & HECHA_CELL_MONTH_ONLY)
        buffer[7] = '\0';
      else if (cell->flags & HECHA_CELL_YEAR_ONLY)
        buffer[4] = '\0';
    }
  else if (cell->format == HECHA_FORMAT_PERCENT)
    {
      hecha_number_display (cell->number * 100, buffer);
      memcpy (buffer + strlen (buffer), "%", sizeof "%");
    }
  else if (!display_plain (cell->number, buffer))
    hecha_number_display (cell->number, buffer);
  return strlen (buffer);
}

/* Decimals that a number format shows: 2 for "#,##0.00_ ". */
static int
format_decimals (const char *code)
{
  const char *point;

  if (code == NULL)
    return 0;
  point = strchr (code, '.');
  return point != NULL ? (int) MIN (strspn (point + 1, "0"), 9) : 0;
}

void
hecha_value_amount_number (HechaField field, const HechaCell *cell, const char *format_code,
                    const HechaValueContext *context, HechaDatum *datum)
{
  HechaDecimal decimal;
  HechaAmount amount;
  gboolean negative;
  gint64 unit = hecha_amount_unit_of_format (format_code);
  int shown = cell->format == HECHA_FORMAT_NUMBER ? format_decimals (format_code) : 0;

  datum->state = HECHA_STATE_DOUBTFUL;
  if ((cell->format != HECHA_FORMAT_GENERAL && cell->format != HECHA_FORMAT_NUMBER &&
       cell->format != HECHA_FORMAT_TEXT) ||
      !hecha_decimal_from_double (cell->number, &decimal, &negative))
    return;
  /* 45 shown as 45.00 万元 is stated to the second decimal. */
  while (decimal.decimals < shown && decimal.mantissa < G_MAXUINT64 / 10)
    {
      decimal.mantissa *= 10;
      decimal.decimals++;
    }
  if (hecha_amount_from_decimal (decimal, negative, unit != 0 ? unit : context->unit, &amount))
    hecha_value_amount_set (field, amount.fen, amount.step, amount.rounded, datum);
}

static gboolean
span_of_number (const HechaCell *cell, const HechaValueContext *context, HechaDateSpan *span)
{
  gint32 day;

  *span = (HechaDateSpan) { HECHA_DAY_NONE, HECHA_DAY_NONE, FALSE, 0, 0 };
  if (day_of_cell (cell, context, &day))
    {
      int year, month, day_of_month;

      hecha_day_to_ymd (day, &year, &month, &day_of_month);
      span->low = span->high = day;
      if (cell->flags & (HECHA_CELL_MONTH_ONLY | HECHA_CELL_YEAR_ONLY))
        hecha_date_interval (year, cell->flags & HECHA_CELL_MONTH_ONLY ? month : 0, &span->low,
                             &span->high);
      return TRUE;
    }
  return (cell->format == HECHA_FORMAT_GENERAL || cell->format == HECHA_FORMAT_NUMBER ||
          cell->format == HECHA_FORMAT_TEXT) &&
         hecha_date_from_number (cell->number, context->date1904, span);
}

void
hecha_value_date_number (const HechaCell *cell, const HechaValueContext *context, HechaDatum *datum)
{
  HechaDateSpan span;

  datum->state = HECHA_STATE_DOUBTFUL;
  if (!span_of_number (cell, context, &span) || span.low == HECHA_DAY_NONE)
    return;
  datum->state = HECHA_STATE_VALUE;
  datum->low = span.low;
  datum->high = span.high;
  if (span.guessed_year)
    datum->flags |= HECHA_DATUM_AMBIGUOUS_YEAR;
}

static void
set_year (const HechaDateSpan *span, HechaDatum *datum)
{
  datum->state = HECHA_STATE_DOUBTFUL;
  if (span->low == HECHA_DAY_NONE || hecha_year_of_day (span->low) != hecha_year_of_day (span->high))
    return;
  datum->state = HECHA_STATE_VALUE;
  datum->low = datum->high = hecha_year_of_day (span->low);
  if (span->guessed_year)
    datum->flags |= HECHA_DATUM_AMBIGUOUS_YEAR;
}

/* 2024, 2024年度, 2024年7月; a span of years (2023-2024) is no year. */
void
hecha_value_year_text (const char *folded, HechaDatum *datum)
{
  HechaDateSpan spans[HECHA_MAX_DATES];
  guint n = hecha_dates_find (folded, 0, spans);

  datum->state = HECHA_STATE_DOUBTFUL;
  if (n == 1 && spans[0].start == 0 && folded[spans[0].end] == '\0')
    set_year (&spans[0], datum);
}

void
hecha_value_year_number (const HechaCell *cell, const HechaValueContext *context, HechaDatum *datum)
{
  HechaDateSpan span;

  datum->state = HECHA_STATE_DOUBTFUL;
  if (span_of_number (cell, context, &span))
    set_year (&span, datum);
}
