/* Working days after the State Council's yearly notices (RULES.md 2).
 *
 * A calendar is a table with one byte a day over whole years and, beside it,
 * the working days in order: adding n working days is two look-ups, because
 * it is asked for millions of projects.
 */
#include "audit/calendar.h"

#include <gio/gio.h>
#include <string.h>

/* Years that a notice can speak of; anything else is a typing error. */
#define FIRST_YEAR 1990
#define LAST_YEAR 2100
#define N_YEARS (LAST_YEAR - FIRST_YEAR + 1)

struct _HechaCalendar
{
  gboolean known[N_YEARS];   /* a notice of that year is in the file */
  int first_year, last_year; /* known ones; 0 where there are none */
  gint32 first_day;          /* January 1st of FIRST_YEAR */
  guint n_days;
  guint32 *worked;           /* per day: working days before it; n_days + 1 entries */
  gint32 *workdays;          /* the working days in order */
  guint n_workdays;
  char *text;                /* as read */
};

typedef enum
{
  KIND_WEEKLY,   /* as the weekday says */
  KIND_HOLIDAY,
  KIND_WORKDAY
} DayKind;

typedef struct
{
  const char *path;
  HechaCalendar *calendar;
  guint8 *kinds;             /* DayKind per day */
} Parser;

static gboolean
fail (const Parser *parser, guint line, const char *message, GError **error)
{
  g_set_error (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_SYNTAX, "%s:%u: %s", parser->path,
               line, message);
  return FALSE;
}

/* 2027-01-01, and 2027/1/1 as Excel leaves it in a .csv that it has saved. */
static gboolean
parse_date (const char *text, gint32 *day)
{
  int part[3];
  const char *p = text;

  for (int i = 0; i < 3; i++)
    {
      guint digits = 0;

      part[i] = 0;
      for (; g_ascii_isdigit (*p) && digits < 4; p++, digits++)
        part[i] = part[i] * 10 + (*p - '0');
      if (digits == 0 || (i < 2 && *p != '-' && *p != '/'))
        return FALSE;
      if (i < 2)
        p++;
    }
  *day = *p == '\0' ? hecha_day_from_ymd (part[0], part[1], part[2]) : HECHA_DAY_NONE;
  return *day != HECHA_DAY_NONE;
}

static DayKind
parse_kind (const char *text)
{
  static const char *const holiday[] = { "holiday", "放假", "休", NULL };
  static const char *const workday[] = { "workday", "上班", "班", NULL };

  if (g_strv_contains (holiday, text))
    return KIND_HOLIDAY;
  return g_strv_contains (workday, text) ? KIND_WORKDAY : KIND_WEEKLY;
}

/* The last days of December are given by the next year's notice (元旦), so
 * they do not show that their own year's notice is there. */
static void
note_year (HechaCalendar *calendar, int year, int month, int day_of_month)
{
  if (month == 12 && day_of_month >= 25)
    return;
  calendar->known[year - FIRST_YEAR] = TRUE;
  if (calendar->first_year == 0 || year < calendar->first_year)
    calendar->first_year = year;
  if (year > calendar->last_year)
    calendar->last_year = year;
}

static gboolean
take_day (Parser *parser, guint line, gint32 day, DayKind kind, GError **error)
{
  HechaCalendar *calendar = parser->calendar;
  int year, month, day_of_month;
  guint8 *entry;

  hecha_day_to_ymd (day, &year, &month, &day_of_month);
  if (year < FIRST_YEAR || year > LAST_YEAR)
    return fail (parser, line, "年份不在1990—2100之间，请核对日期", error);
  entry = &parser->kinds[day - calendar->first_day];
  if (*entry != KIND_WEEKLY && *entry != kind)
    return fail (parser, line, "同一天既写作放假又写作上班，请保留一行", error);
  *entry = kind;
  if (kind == KIND_HOLIDAY)
    note_year (calendar, year, month, day_of_month);
  return TRUE;
}

static gboolean
take_line (Parser *parser, guint line, const char *text, GError **error)
{
  g_auto (GStrv) cells = g_strsplit (text, ",", 3);
  gint32 day;
  DayKind kind;

  for (guint i = 0; cells[i] != NULL; i++)
    g_strstrip (cells[i]);
  if (cells[0] == NULL || *cells[0] == '\0' || *cells[0] == '#')
    return TRUE;
  if (line == 1 && strcmp (cells[0], "date") == 0)
    return TRUE;
  if (!parse_date (cells[0], &day))
    return fail (parser, line, "第一列应是日期，如2027-01-01", error);
  kind = cells[1] != NULL ? parse_kind (cells[1]) : KIND_WEEKLY;
  if (kind == KIND_WEEKLY)
    return fail (parser, line, "第二列应是holiday（放假）或workday（调休上班）", error);
  return take_day (parser, line, day, kind, error);
}

static gboolean
is_workday (const Parser *parser, gint32 day)
{
  switch (parser->kinds[day - parser->calendar->first_day])
    {
    case KIND_HOLIDAY:
      return FALSE;
    case KIND_WORKDAY:
      return TRUE;
    default:
      return hecha_day_weekday (day) < 5;
    }
}

static void
count_workdays (Parser *parser)
{
  HechaCalendar *calendar = parser->calendar;

  calendar->worked = g_new (guint32, calendar->n_days + 1);
  calendar->workdays = g_new (gint32, calendar->n_days);
  for (guint i = 0; i < calendar->n_days; i++)
    {
      gint32 day = calendar->first_day + (gint32) i;

      calendar->worked[i] = calendar->n_workdays;
      if (is_workday (parser, day))
        calendar->workdays[calendar->n_workdays++] = day;
    }
  calendar->worked[calendar->n_days] = calendar->n_workdays;
}

HechaCalendar *
hecha_calendar_parse (const char *path, const char *text, gsize length, GError **error)
{
  g_autoptr (HechaCalendar) calendar = g_new0 (HechaCalendar, 1);
  g_autofree char *copy = g_strndup (text, length);
  g_autofree guint8 *kinds = NULL;
  g_auto (GStrv) lines = NULL;
  Parser parser = { path, calendar, NULL };

  calendar->first_day = hecha_day_from_ymd (FIRST_YEAR, 1, 1);
  calendar->n_days = (guint) (hecha_day_from_ymd (LAST_YEAR, 12, 31) - calendar->first_day) + 1;
  kinds = g_new0 (guint8, calendar->n_days);
  parser.kinds = kinds;
  lines = g_strsplit (g_str_has_prefix (copy, "\xEF\xBB\xBF") ? copy + 3 : copy, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!take_line (&parser, i + 1, lines[i], error))
      return NULL;
  if (calendar->first_year == 0)
    {
      fail (&parser, 1, "文件里没有节假日", error);
      return NULL;
    }
  count_workdays (&parser);
  calendar->text = g_steal_pointer (&copy);
  return g_steal_pointer (&calendar);
}

HechaCalendar *
hecha_calendar_load (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *contents = NULL;
  const char *text;
  gsize length = 0;

  if (path == NULL)
    {
      bytes = g_resources_lookup_data ("/hecha/holidays.csv", G_RESOURCE_LOOKUP_FLAGS_NONE, &local);
      text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
    }
  else
    {
      g_file_get_contents (path, &contents, &length, &local);
      text = contents;
    }
  if (text == NULL)
    {
      g_set_error (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_IO, "节假日文件%s无法读取：%s",
                   path != NULL ? path : "（内置）", local->message);
      return NULL;
    }
  return hecha_calendar_parse (path != NULL ? path : "内置:holidays.csv", text, length, error);
}

void
hecha_calendar_free (HechaCalendar *calendar)
{
  if (calendar == NULL)
    return;
  g_free (calendar->worked);
  g_free (calendar->workdays);
  g_free (calendar->text);
  g_free (calendar);
}

const char *
hecha_calendar_text (const HechaCalendar *calendar)
{
  return calendar->text;
}

void
hecha_calendar_years (const HechaCalendar *calendar, int *first, int *last)
{
  *first = calendar->first_year;
  *last = calendar->last_year;
}

/* The first year from DAY's to LAST's without a notice; 0 where all have one. */
static int
missing_year (const HechaCalendar *calendar, gint32 day, gint32 last)
{
  int from, to, month, day_of_month;

  hecha_day_to_ymd (day, &from, &month, &day_of_month);
  hecha_day_to_ymd (last, &to, &month, &day_of_month);
  for (int year = from; year <= to; year++)
    if (year < FIRST_YEAR || year > LAST_YEAR || !calendar->known[year - FIRST_YEAR])
      return year;
  return 0;
}

/* The N-th working day after DAY as far as the table reaches, else the first
 * day behind the table, of which no notice can tell. */
static gint32
count_on (const HechaCalendar *calendar, gint32 day, int n)
{
  gint64 offset = (gint64) day + 1 - calendar->first_day;
  guint64 index;

  if (offset < 0 || offset > calendar->n_days)
    return day + 1;
  index = (guint64) calendar->worked[offset] + (guint) n - 1;
  if (index < calendar->n_workdays)
    return calendar->workdays[index];
  return calendar->first_day + (gint32) calendar->n_days;
}

gboolean
hecha_calendar_add_workdays (const HechaCalendar *calendar, gint32 day, int n, gint32 *low,
                             gint32 *high, int *missing)
{
  gint32 reached;

  *missing = 0;
  *low = *high = day;
  if (day == HECHA_DAY_NONE || n <= 0)
    return TRUE;
  reached = count_on (calendar, day, n);
  *missing = missing_year (calendar, day + 1, reached);
  if (*missing == 0)
    {
      *low = *high = reached;
      return TRUE;
    }
  /* n is a pack's parameter: 30, not 2,000,000,000, but sums stay sums. */
  *low = (gint32) MIN ((gint64) day + n, G_MAXINT32);
  *high = (gint32) MIN ((gint64) day + 2 * (gint64) n + 20, G_MAXINT32);
  return FALSE;
}

gint32
hecha_day_add_months (gint32 day, int n)
{
  int year, month, day_of_month;
  gint64 months;
  gint32 result = HECHA_DAY_NONE;

  if (day == HECHA_DAY_NONE)
    return HECHA_DAY_NONE;
  hecha_day_to_ymd (day, &year, &month, &day_of_month);
  months = (gint64) year * 12 + (month - 1) + n;
  if (months < 12 || months >= 10000 * 12)
    return HECHA_DAY_NONE;
  for (int d = day_of_month; result == HECHA_DAY_NONE; d--)
    result = hecha_day_from_ymd ((int) (months / 12), (int) (months % 12) + 1, d);
  return result;
}
