/* ledger/date.h - dates in every form that people type. */
#ifndef HECHA_LEDGER_DATE_H
#define HECHA_LEDGER_DATE_H

#include <hecha/book.h>

/* A date outside these years is a slip of the pen. */
#define HECHA_FIRST_YEAR 1990
#define HECHA_LAST_YEAR 2100

typedef struct
{
  gint32 low, high;        /* first and last day; HECHA_DAY_NONE: an impossible date
                            * or one whose year is not known */
  gboolean guessed_year;   /* two digits, or taken from the ledger */
  gsize start, end;        /* where it stands in the text, bytes */
} HechaDateSpan;

#define HECHA_MAX_DATES 16

/* All dates in FOLDED (ledger/fold.h), in order, at most HECHA_MAX_DATES;
 * returns their number.  Document numbers (〔2024〕15号, 第3次会议) are no
 * dates.  YEAR completes "7月3日", 0 = not known. */
guint hecha_dates_find (const char *folded, int year, HechaDateSpan *spans);

/* A number in a date field: a serial, 20240703, 202407, 2024, 2024.07. */
gboolean hecha_date_from_number (double number, gboolean date1904, HechaDateSpan *span);

/* The one year that a title, caption, sheet or file name tells (source text):
 * "2025年度信息化项目台账", "水务局2025.xlsx", "截至2024年12月"; 年度 outweighs
 * 年, that a year alone, that a month.  0 where none or several alike
 * ("2024-2025年"), where the year is that of a document (〔2024〕50号). */
int hecha_year_in (const char *text);

int hecha_year_of_day (gint32 day);

/* The whole month, or the whole year where MONTH is 0. */
void hecha_date_interval (int year, int month, gint32 *low, gint32 *high);

#endif
