#include "ledger/date.h"

#include <string.h>

#include "ledger/fold.h"
#include "ledger/numeral.h"

typedef struct
{
  const char *text;    /* the whole, for looking back */
  const char *p;
  int ledger_year;
} Scanner;

/* One number of a date: its worth and how many digits were written. */
typedef struct
{
  int value;
  int digits;          /* 0: a Chinese numeral */
} Part;

static gboolean
take_any (const char **p, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (hecha_take (p, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
scan_part (const char **p, Part *part)
{
  guint64 value = 0;
  gboolean scaled;

  part->digits = (int) MIN (strspn (*p, "0123456789"), 9);
  if (part->digits > 0)
    {
      for (int i = 0; i < part->digits; i++)
        value = value * 10 + (guint64) ((*p)[i] - '0');
      *p += part->digits;
      part->value = (int) value;
      return !g_ascii_isdigit (**p);
    }
  if (!hecha_numeral_scan (p, &value, &scaled) || scaled || value > 9999)
    return FALSE;
  part->value = (int) value;
  return TRUE;
}

void
hecha_date_interval (int year, int month, gint32 *low, gint32 *high)
{
  *low = hecha_day_from_ymd (year, month > 0 ? month : 1, 1);
  if (month == 0 || month == 12)
    *high = hecha_day_from_ymd (year, 12, 31);
  else
    *high = hecha_day_from_ymd (year, month + 1, 1);
  if (*high != HECHA_DAY_NONE && month > 0 && month < 12)
    *high -= 1;
  if (*low == HECHA_DAY_NONE)
    *high = HECHA_DAY_NONE;
}

/* 0 where PART is no year of a ledger's age. */
static int
year_of (const Part *part, gboolean *guessed)
{
  int year = part->value;

  if (part->digits == 2 || (part->digits == 0 && year >= 10 && year <= 99))
    {
      year += year >= HECHA_FIRST_YEAR % 100 ? 1900 : 2000;
      *guessed = TRUE;
    }
  return year >= HECHA_FIRST_YEAR && year <= HECHA_LAST_YEAR ? year : 0;
}

static void
set_day (HechaDateSpan *span, int year, int month, int day)
{
  span->low = span->high =
      year == 0 || month < 1 || month > 12 ? HECHA_DAY_NONE : hecha_day_from_ymd (year, month, day);
}

static void
set_month (HechaDateSpan *span, int year, int month)
{
  span->low = span->high = HECHA_DAY_NONE;
  if (year != 0 && month >= 1 && month <= 12)
    hecha_date_interval (year, month, &span->low, &span->high);
}

/* 上旬, 月底 ... after a month: a part of it. */
static void
narrow_month (const char **p, HechaDateSpan *span)
{
  static const struct
  {
    const char *word;
    int first, last;    /* 0: the end of the month */
  } parts[] = {
    { "上旬", 1, 10 }, { "中旬", 11, 20 }, { "下旬", 21, 0 }, { "初", 1, 10 }, { "中", 11, 20 },
    { "底", 21, 0 },   { "末", 21, 0 },    { "上半月", 1, 15 }, { "下半月", 16, 0 },
  };
  const char *q = *p;

  hecha_take (&q, "份");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (hecha_take (&q, parts[i].word))
      {
        gint32 first = span->low;

        if (first != HECHA_DAY_NONE)
          {
            span->low = first + parts[i].first - 1;
            span->high = parts[i].last != 0 ? first + parts[i].last - 1 : span->high;
          }
        break;
      }
  *p = q;
}

static void
set_months (HechaDateSpan *span, int year, int first, int last)
{
  gint32 unused;

  hecha_date_interval (year, first, &span->low, &unused);
  hecha_date_interval (year, last, &unused, &span->high);
}

/* 年底, 上半年, 第三季度 ... after a year. */
static void
narrow_year (const char **p, int year, HechaDateSpan *span)
{
  static const struct
  {
    const char *word;
    int first, last;
  } parts[] = {
    { "初", 1, 3 },      { "底", 12, 12 },     { "末", 12, 12 },    { "中", 6, 7 },
    { "上半年", 1, 6 },  { "下半年", 7, 12 },  { "一季度", 1, 3 },  { "二季度", 4, 6 },
    { "三季度", 7, 9 },  { "四季度", 10, 12 }, { "1季度", 1, 3 },   { "2季度", 4, 6 },
    { "3季度", 7, 9 },   { "4季度", 10, 12 },  { "q1", 1, 3 },      { "q2", 4, 6 },
    { "q3", 7, 9 },      { "q4", 10, 12 },     { "年初", 1, 3 },    { "年底", 12, 12 },
    { "年末", 12, 12 },  { "春季", 3, 5 },     { "秋季", 9, 11 },
  };
  const char *q = *p;

  hecha_take (&q, "度");
  hecha_take (&q, "第");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (hecha_take (&q, parts[i].word))
      {
        if (year != 0)
          set_months (span, year, parts[i].first, parts[i].last);
        *p = q;
        return;
      }
  hecha_take (p, "度");
}

/* 日 or 号, where it is not the number of a document or a house. */
static gboolean
take_day_word (const char **p)
{
  const char *q = *p;

  if (hecha_take (p, "日"))
    return TRUE;
  return hecha_take (&q, "号") && !g_str_has_prefix (q, "文") && !g_str_has_prefix (q, "楼") && (*p = q) != NULL;
}

/* After the month of a date with 年 or 月: the day, or a part of the month. */
static void
scan_day (Scanner *s, int year, int month, HechaDateSpan *span)
{
  const char *q = s->p;
  Part day;

  if (scan_part (&q, &day) && (take_day_word (&q) || (day.digits > 0 && strchr ("(,;", *q) != NULL)))
    {
      set_day (span, year, month, day.value);
      s->p = q;
      return;
    }
  set_month (span, year, month);
  narrow_month (&s->p, span);
}

/* 2024年7.3, 2024年07-03 after 年; 2024年5-6月 is two months, 2024年5-6 could
 * be. */
static gboolean
scan_month_dot_day (Scanner *s, int year, HechaDateSpan *span)
{
  const char *q = s->p;
  Part month, day;
  char separator;

  if (!scan_part (&q, &month) || month.digits == 0 || *q == '\0' || strchr (".-/~", *q) == NULL)
    return FALSE;
  separator = *q++;
  if (!scan_part (&q, &day) || day.digits == 0 || day.digits > 2)
    return FALSE;
  span->low = span->high = HECHA_DAY_NONE;
  if (separator == '.' || separator == '/' || (separator == '-' && day.digits + month.digits == 4))
    if (!g_str_has_prefix (q, "月"))
      set_day (span, year, month.value, day.value);
  hecha_take (&q, "月");
  take_day_word (&q);
  s->p = q;
  return TRUE;
}

/* A number before 月, or 元 for January. */
static gboolean
scan_month (const char **p, Part *month)
{
  const char *q = *p;

  *month = (Part) { 1, 0 };
  if (!hecha_take (&q, "元月") && !(scan_part (&q, month) && hecha_take (&q, "月")))
    return FALSE;
  *p = q;
  return TRUE;
}

/* "2024年…" with P after 年. */
static gboolean
scan_after_year (Scanner *s, const char *p, const Part *part, HechaDateSpan *span)
{
  int year = year_of (part, &span->guessed_year);
  const char *q = p;
  Part month;

  s->p = p;
  if (scan_month (&q, &month))
    {
      s->p = q;
      scan_day (s, year, month.value, span);
      return TRUE;
    }
  if (scan_month_dot_day (s, year, span))
    return TRUE;
  span->low = span->high = HECHA_DAY_NONE;
  if (year != 0)
    hecha_date_interval (year, 0, &span->low, &span->high);
  narrow_year (&s->p, year, span);
  return TRUE;
}

/* Three numbers: year first, else an American or British order, which is a
 * date only where the two cannot be confused. */
static gboolean
set_three (HechaDateSpan *span, const Part *first, const Part *second, const Part *third)
{
  if (third->digits == 4 && first->digits <= 2)
    {
      gboolean guessed = FALSE;
      int year = year_of (third, &guessed);

      if (first->value <= 12 && second->value <= 12 && first->value != second->value)
        year = 0;
      if (first->value > 12)
        set_day (span, year, second->value, first->value);
      else
        set_day (span, year, first->value, second->value);
      return TRUE;
    }
  if (third->digits > 2 || (first->digits != 4 && first->digits != 2))
    return FALSE;
  /* 07/03/24 is 2024-07-03 to some programs and 2007-03-24 to others. */
  if (first->digits == 2 && first->value <= 12 && third->digits == 2 && third->value > 12)
    return TRUE;
  set_day (span, year_of (first, &span->guessed_year), second->value, third->value);
  return TRUE;
}

/* 2024.7.3, 2024/7, 24-7-3, 7/13/2024 with P after the first number. */
static gboolean
scan_separated (Scanner *s, const char *p, const Part *first, HechaDateSpan *span)
{
  Part second, third;
  const char *q = p + 1;

  if (*p == '\0' || strchr ("./-\\ ,", *p) == NULL || !g_ascii_isdigit (*q) ||
      !scan_part (&q, &second) || second.digits > 2)
    return FALSE;
  if (*q == *p && g_ascii_isdigit (q[1]))
    {
      const char *r = q + 1;

      if (scan_part (&r, &third) && g_str_has_prefix (r, "月"))
        {
          s->p = r + strlen ("月");    /* 2024-5-6月: two months */
          return TRUE;
        }
      r = q + 1;
      if (scan_part (&r, &third) && set_three (span, first, &second, &third))
        {
          take_day_word (&r);
          s->p = r;
          return TRUE;
        }
    }
  if (first->digits != 4 || *p == ' ' || *p == ',')
    return FALSE;
  s->p = q;
  if (hecha_take (&s->p, "月"))
    {
      scan_day (s, year_of (first, &span->guessed_year), second.value, span);
      return TRUE;
    }
  set_month (span, year_of (first, &span->guessed_year), second.value);
  narrow_month (&s->p, span);
  return TRUE;
}

/* 20240703, 202407, and 2024 alone. */
static gboolean
scan_run (Scanner *s, const char *p, const Part *part, HechaDateSpan *span)
{
  Part year = { 0, 4 };
  gboolean guessed = FALSE;

  /* 备案号20240903, 20240903号: a number of a document. */
  if (g_ascii_isalpha (*p) || g_str_has_prefix (p, "号")
      || (s->p - s->text >= 3 && memcmp (s->p - 3, "号", 3) == 0)
      || (s->p - s->text >= 3 && memcmp (s->p - 3, "￥", 3) == 0))
    return FALSE;
  s->p = p;
  if (part->digits == 8)
    {
      year.value = part->value / 10000;
      set_day (span, year_of (&year, &guessed), part->value / 100 % 100, part->value % 100);
      return TRUE;
    }
  if (part->digits == 6)
    {
      year.value = part->value / 100;
      set_month (span, year_of (&year, &guessed), part->value % 100);
      return TRUE;
    }
  if (part->digits == 4 && p - s->text == 4 && *p == '\0')
    {
      int y = year_of (part, &guessed);

      span->low = span->high = HECHA_DAY_NONE;
      if (y != 0)
        hecha_date_interval (y, 0, &span->low, &span->high);
      return TRUE;
    }
  return FALSE;
}

/* "00:00:00", "下午3点", "（星期三）" after a date. */
static void
skip_time (const char **p)
{
  static const char *const halves[] = { "上午", "下午", "中午", "晚上", "凌晨", "am", "pm" };
  static const char *const weekdays[] = { "星期", "周", "礼拜" };
  const char *q = *p;
  /* P is a place in a text. NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
  gboolean bracket = *q == '(' || *q == '[';

  q += bracket;
  if (take_any (&q, weekdays, G_N_ELEMENTS (weekdays)))
    {
      q = *q != '\0' ? g_utf8_next_char (q) : q;
      if (bracket && (*q == ')' || *q == ']'))
        q++;
      *p = q;
    }
  take_any (p, halves, G_N_ELEMENTS (halves));
  q = *p;
  if (*q == ' ' || *q == 't')
    q++;
  if (g_ascii_isdigit (*q))
    {
      gsize n = strspn (q, "0123456789");

      if (n <= 2 && (q[n] == ':' || g_str_has_prefix (q + n, "时") || g_str_has_prefix (q + n, "点")))
        {
          while (g_ascii_isdigit (*q) || *q == ':' || (*q == '.' && g_ascii_isdigit (q[1])))
            q++;
          while (hecha_take (&q, "时") || hecha_take (&q, "点") || hecha_take (&q, "分") || hecha_take (&q, "秒") ||
                 hecha_take (&q, "整") || hecha_take (&q, "半"))
            q += strspn (q, "0123456789");
          if (!hecha_take (&q, "z") && (*q == '+' || *q == '-') && strspn (q + 1, "0123456789") == 2 &&
              q[3] == ':')
            q += 4 + strspn (q + 4, "0123456789");
          *p = q;
          take_any (p, halves, G_N_ELEMENTS (halves));
        }
    }
}

/* 〔2024〕15号, (2024)15号, 第15次, 2024年第3次会议: moves past it. */
static gboolean
skip_document_number (const char **p)
{
  const char *q = *p;
  gsize n;

  if (*q == '[' || *q == '(')
    {
      q++;
      n = strspn (q, "0123456789");
      if (n != 4 || (q[n] != ']' && q[n] != ')'))
        return FALSE;
      q += n + 1;
      hecha_take (&q, "第");
      n = strspn (q, "0123456789");
      if (n == 0)
        return FALSE;
      q += n;
      hecha_take (&q, "号");
      *p = q;
      return TRUE;
    }
  n = strspn (q, "0123456789");
  if (n == 4 && g_str_has_prefix (q + n, "年第"))
    q += n + strlen ("年");
  if (hecha_take (&q, "第"))
    {
      Part part;
      static const char *const counted[] = { "次", "号", "期", "批", "届", "条", "笔", "包", "标段", "页", "项" };

      if (scan_part (&q, &part) && take_any (&q, counted, G_N_ELEMENTS (counted)))
        {
          *p = q;
          return TRUE;
        }
    }
  return FALSE;
}

/* 每年6月, 去年7月; 今年7月 is of the ledger's own. */
static gboolean
of_another_year (const Scanner *s)
{
  static const char year[] = "年";
  gsize n = strlen (year), before = (gsize) (s->p - s->text);

  if (before < n || memcmp (s->p - n, year, n) != 0)
    return FALSE;
  if (before < 2 * n)
    return TRUE;
  return memcmp (s->p - 2 * n, "今", n) != 0 && memcmp (s->p - 2 * n, "本", n) != 0 &&
         memcmp (s->p - 2 * n, "当", n) != 0;
}

/* 7月3日, 7月: the ledger's year completes it; 3日 alone has no month. */
static gboolean
scan_without_year (Scanner *s, const char *p, const Part *part, HechaDateSpan *span)
{
  int year = of_another_year (s) ? 0 : s->ledger_year;

  if (hecha_take (&p, "月"))
    {
      s->p = p;
      span->guessed_year = TRUE;
      scan_day (s, year, part->value, span);
      return TRUE;
    }
  if (part->digits > 0 && part->digits <= 2 && hecha_take (&p, "日"))
    {
      s->p = p;
      span->low = span->high = HECHA_DAY_NONE;
      return TRUE;
    }
  return FALSE;
}

static gboolean
within_word (const Scanner *s)
{
  return s->p > s->text && (g_ascii_isalnum (s->p[-1]) || s->p[-1] == '.');
}

static gboolean
scan_date (Scanner *s, HechaDateSpan *span)
{
  const char *p = s->p;
  Part part;

  *span = (HechaDateSpan) { HECHA_DAY_NONE, HECHA_DAY_NONE, FALSE, (gsize) (s->p - s->text), 0 };
  if (within_word (s) || !scan_part (&p, &part))
    return FALSE;
  if (hecha_take (&p, "年"))
    {
      if (part.digits == 4 || part.digits == 2 || (part.digits == 0 && part.value > 1000))
        return scan_after_year (s, p, &part, span);
      return FALSE;
    }
  if (part.digits == 4 && p[0] == 'q' && p[1] >= '1' && p[1] <= '4')
    return scan_after_year (s, p, &part, span);
  if (part.digits > 0 && scan_separated (s, p, &part, span))
    return TRUE;
  if (scan_without_year (s, p, &part, span))
    return TRUE;
  return part.digits > 0 && scan_run (s, p, &part, span);
}

int
hecha_year_of_day (gint32 day)
{
  int year, month, day_of_month;

  hecha_day_to_ymd (day, &year, &month, &day_of_month);
  return year;
}

guint
hecha_dates_find (const char *folded, int year, HechaDateSpan *spans)
{
  Scanner s = { folded, folded, year };
  guint n = 0;

  while (*s.p != '\0' && n < HECHA_MAX_DATES)
    {
      const char *before = s.p;

      if (skip_document_number (&s.p))
        continue;
      if (scan_date (&s, &spans[n]))
        {
          skip_time (&s.p);
          spans[n].end = (gsize) (s.p - folded);
          /* 2024年5月1日、8月1日: one year for both. */
          if (spans[n].low != HECHA_DAY_NONE && !spans[n].guessed_year)
            s.ledger_year = hecha_year_of_day (spans[n].low);
          n++;
          continue;
        }
      s.p = before;
      if (g_ascii_isdigit (*s.p))
        s.p += strspn (s.p, "0123456789");
      else
        s.p = g_utf8_next_char (s.p);
    }
  return n;
}
