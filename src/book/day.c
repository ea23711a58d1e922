/* Day numbers: the calendar arithmetic under every date in the program. */
#include <hecha/book.h>

#include <string.h>

static gboolean
is_leap (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_length (int year, int month)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap (year) ? 29 : lengths[month - 1];
}

gint32
hecha_day_from_ymd (int year, int month, int day)
{
  int era, year_of_era, day_of_year, day_of_era;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1
      || day > month_length (year, month))
    return HECHA_DAY_NONE;
  /* Years begin in March here, so that the leap day is a year's last. */
  if (month <= 2)
    year--;
  era = year / 400;
  year_of_era = year % 400;
  day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

void
hecha_day_to_ymd (gint32 day, int *year, int *month, int *day_of_month)
{
  gint64 shifted = (gint64) day + 719468;
  gint64 era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  int day_of_era = (int) (shifted - era * 146097);
  int year_of_era
      = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int shifted_month = (5 * day_of_year + 2) / 153;

  *day_of_month = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  *month = shifted_month + (shifted_month < 10 ? 3 : -9);
  *year = (int) (year_of_era + era * 400) + (*month <= 2);
}

int
hecha_day_weekday (gint32 day)
{
  int weekday = (int) (((gint64) day + 3) % 7);   /* 1970-01-01 was a Thursday */

  return weekday < 0 ? weekday + 7 : weekday;
}

char *
hecha_day_format (gint32 day, char *buffer)
{
  int year, month, day_of_month;

  hecha_day_to_ymd (day, &year, &month, &day_of_month);
  year = CLAMP (year, 0, 9999);
  for (int i = 3; i >= 0; i--, year /= 10)
    buffer[i] = (char) ('0' + year % 10);
  buffer[4] = buffer[7] = '-';
  buffer[5] = (char) ('0' + month / 10);
  buffer[6] = (char) ('0' + month % 10);
  buffer[8] = (char) ('0' + day_of_month / 10);
  buffer[9] = (char) ('0' + day_of_month % 10);
  buffer[10] = '\0';
  return buffer;
}

gboolean
hecha_day_parse (const char *text, gint32 *day)
{
  int parts[3] = { 0, 0, 0 };

  if (strlen (text) != 10)
    return FALSE;
  for (int i = 0; i < 10; i++)
    if (i == 4 || i == 7)
      {
        if (text[i] != '-')
          return FALSE;
      }
    else if (g_ascii_isdigit (text[i]))
      parts[(i > 4) + (i > 7)] = parts[(i > 4) + (i > 7)] * 10 + (text[i] - '0');
    else
      return FALSE;
  *day = hecha_day_from_ymd (parts[0], parts[1], parts[2]);
  return *day != HECHA_DAY_NONE;
}

gint32
hecha_day_from_serial (double serial, gboolean date1904)
{
  const double last = 2958465;   /* 9999-12-31 in the 1900 system */
  gint32 whole;

  if (date1904)
    {
      if (!(serial >= 0 && serial < last - 1462 + 1))
        return HECHA_DAY_NONE;
      return hecha_day_from_ymd (1904, 1, 1) + (gint32) serial;
    }
  if (!(serial >= 1 && serial < last + 1))
    return HECHA_DAY_NONE;
  whole = (gint32) serial;
  if (whole == 60)   /* 1900-02-29, a day that Lotus made up */
    return HECHA_DAY_NONE;
  return hecha_day_from_ymd (1899, 12, 31) + whole - (whole > 60);
}
