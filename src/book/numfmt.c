/* Classification of number formats: literals out, then which letters are left. */
#include "book/numfmt.h"

#include <string.h>

const char *
hecha_number_format_builtin (guint id)
{
  static const char *const codes[] = {
    [0] = "General", [1] = "0", [2] = "0.00", [3] = "#,##0", [4] = "#,##0.00",
    [5] = "\"￥\"#,##0;\"￥\"-#,##0", [6] = "\"￥\"#,##0;[Red]\"￥\"-#,##0",
    [7] = "\"￥\"#,##0.00;\"￥\"-#,##0.00", [8] = "\"￥\"#,##0.00;[Red]\"￥\"-#,##0.00",
    [9] = "0%", [10] = "0.00%", [11] = "0.00E+00", [12] = "# ?/?", [13] = "# ?\?/??",
    [14] = "yyyy/m/d", [15] = "d-mmm-yy", [16] = "d-mmm", [17] = "mmm-yy",
    [18] = "h:mm AM/PM", [19] = "h:mm:ss AM/PM", [20] = "h:mm", [21] = "h:mm:ss",
    [22] = "yyyy/m/d h:mm",
    [27] = "yyyy\"年\"m\"月\"", [28] = "m\"月\"d\"日\"", [29] = "m\"月\"d\"日\"",
    [30] = "m-d-yy", [31] = "yyyy\"年\"m\"月\"d\"日\"", [32] = "h\"时\"mm\"分\"",
    [33] = "h\"时\"mm\"分\"ss\"秒\"", [34] = "上午/下午h\"时\"mm\"分\"",
    [35] = "上午/下午h\"时\"mm\"分\"ss\"秒\"", [36] = "yyyy\"年\"m\"月\"",
    [37] = "#,##0;-#,##0", [38] = "#,##0;[Red]-#,##0", [39] = "#,##0.00;-#,##0.00",
    [40] = "#,##0.00;[Red]-#,##0.00",
    [41] = "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ",
    [42] = "_ \"￥\"* #,##0_ ;_ \"￥\"* -#,##0_ ;_ \"￥\"* \"-\"_ ;_ @_ ",
    [43] = "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
    [44] = "_ \"￥\"* #,##0.00_ ;_ \"￥\"* -#,##0.00_ ;_ \"￥\"* \"-\"??_ ;_ @_ ",
    [45] = "mm:ss", [46] = "[h]:mm:ss", [47] = "mm:ss.0", [48] = "##0.0E+0", [49] = "@",
    [50] = "yyyy\"年\"m\"月\"", [51] = "m\"月\"d\"日\"", [52] = "yyyy\"年\"m\"月\"",
    [53] = "m\"月\"d\"日\"", [54] = "m\"月\"d\"日\"", [55] = "上午/下午h\"时\"mm\"分\"",
    [56] = "上午/下午h\"时\"mm\"分\"ss\"秒\"", [57] = "yyyy\"年\"m\"月\"",
    [58] = "m\"月\"d\"日\"",
  };

  return id < G_N_ELEMENTS (codes) && codes[id] != NULL ? codes[id] : "General";
}

/* What the first section holds.  `m` is a month or minutes, which only its
 * neighbours tell: minutes right after hours or right before seconds. */
typedef struct
{
  gboolean year, month, day, hour, minute, second;
  gboolean elapsed;        /* [h] [m] [s] */
  gboolean digits;         /* 0 # ? outside of fractions of a second */
  gboolean percent, text, general, other;
  gboolean pending_m;      /* an `m` whose neighbour to the right decides */
  gboolean after_hour;     /* the last letter was an hour */
  gboolean after_second;   /* so that .000 is a fraction of it */
} Section;

static gboolean
begins_nocase (const char *p, const char *word)
{
  return g_ascii_strncasecmp (p, word, strlen (word)) == 0;
}

static void
settle_month (Section *section, gboolean minutes)
{
  if (!section->pending_m)
    return;
  if (minutes)
    section->minute = TRUE;
  else
    section->month = TRUE;
  section->pending_m = FALSE;
}

/* At `[`: colour, condition, language and [DBNum1] say nothing; [h] [mm] [s]
 * count on beyond their unit.  Returns the place behind `]`. */
static const char *
read_bracket (Section *section, const char *p)
{
  const char *close = strchr (p, ']'), *q = p + 1;
  char letter = g_ascii_tolower (*q);

  if (close == NULL)
    return p + strlen (p);
  if (begins_nocase (q, "DBNum"))
    section->other = TRUE;
  if (letter != 'h' && letter != 'm' && letter != 's')
    return close + 1;
  while (g_ascii_tolower (*q) == letter)
    q++;
  if (q != close)
    return close + 1;
  section->elapsed = TRUE;
  section->after_hour = letter == 'h';
  section->after_second = letter == 's';
  if (letter == 's')
    settle_month (section, TRUE);
  return close + 1;
}

static void
read_date_letter (Section *section, char letter)
{
  gboolean after_hour = section->after_hour;

  section->after_hour = section->after_second = FALSE;
  if (letter == 'm')
    {
      if (after_hour)
        section->minute = TRUE;
      else
        section->pending_m = TRUE;
      return;
    }
  settle_month (section, letter == 's');
  section->year = section->year || letter == 'y' || letter == 'e' || letter == 'g'
                  || letter == 'b';
  section->day = section->day || letter == 'd' || letter == 'a';
  section->hour = section->hour || letter == 'h';
  section->second = section->second || letter == 's';
  section->after_hour = letter == 'h';
  section->after_second = letter == 's';
}

/* Words of several letters; their length, or 0. */
static gsize
read_word (Section *section, const char *p)
{
  static const char *const halves[] = { "AM/PM", "A/P", "上午/下午", "午前/午後", NULL };

  for (guint i = 0; halves[i] != NULL; i++)
    if (begins_nocase (p, halves[i]))
      {
        section->hour = TRUE;
        return strlen (halves[i]);
      }
  if (begins_nocase (p, "General"))
    {
      section->general = TRUE;
      return strlen ("General");
    }
  if (begins_nocase (p, "G/通用格式"))
    {
      section->general = TRUE;
      return strlen ("G/通用格式");
    }
  /* The exponent of 0.00E+00, not the year of e"年". */
  if ((*p == 'E' || *p == 'e') && (p[1] == '+' || p[1] == '-'))
    return 2;
  return 0;
}

/* One character outside of literals; returns the place behind it. */
static const char *
read_character (Section *section, const char *p)
{
  char letter = g_ascii_tolower (*p);
  gsize word = read_word (section, p);

  if (word > 0)
    return p + word;
  if (strchr ("ymdhsegb", letter) != NULL || begins_nocase (p, "aaa"))
    {
      do
        p++;
      while (g_ascii_tolower (*p) == letter);
      read_date_letter (section, letter);
      return p;
    }
  if (letter == '0' || letter == '#' || letter == '?')
    section->digits = section->digits || !section->after_second;
  else if (letter == '%')
    section->percent = TRUE;
  else if (letter == '@')
    section->text = TRUE;
  else if (letter != ' ' && letter != '.' && letter != ':')
    section->other = TRUE;
  return p + 1;
}

static void
read_section (Section *section, const char *p)
{
  memset (section, 0, sizeof *section);
  while (*p != '\0' && *p != ';')
    {
      if (*p == '"')
        {
          const char *close = strchr (p + 1, '"');

          section->other = TRUE;
          p = close != NULL ? close + 1 : p + strlen (p);
        }
      else if (*p == '\\' || *p == '_' || *p == '*')
        p = p[1] != '\0' ? g_utf8_next_char (p + 1) : p + 1;
      else if (*p == '[')
        p = read_bracket (section, p);
      else
        p = read_character (section, p);
    }
  settle_month (section, FALSE);
}

static HechaFormat
class_of_time (const Section *section)
{
  gboolean date = section->year || section->month || section->day;
  gboolean time = section->hour || section->minute || section->second;

  if (section->elapsed)
    return HECHA_FORMAT_DURATION;
  if (date)
    return time ? HECHA_FORMAT_DATETIME : HECHA_FORMAT_DATE;
  return time ? HECHA_FORMAT_TIME : HECHA_FORMAT_GENERAL;
}

HechaFormat
hecha_number_format_classify (const char *code, guint8 *flags)
{
  Section section;
  HechaFormat format;

  *flags = 0;
  read_section (&section, code);
  format = section.digits || section.general ? HECHA_FORMAT_GENERAL : class_of_time (&section);
  if (format == HECHA_FORMAT_DATE && !section.day && section.year)
    *flags = section.month ? HECHA_CELL_MONTH_ONLY : HECHA_CELL_YEAR_ONLY;
  if (format != HECHA_FORMAT_GENERAL)
    return format;
  if (section.percent)
    return HECHA_FORMAT_PERCENT;
  if (section.text && !section.digits)
    return HECHA_FORMAT_TEXT;
  if (section.general && !section.other && !section.digits && strchr (code, ';') == NULL)
    return HECHA_FORMAT_GENERAL;
  return *code != '\0' ? HECHA_FORMAT_NUMBER : HECHA_FORMAT_GENERAL;
}
