/* memo.c - the fields that are remembered, their titles and values. */
#include "report/memo.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How a title may differ from ours: the longest title that a header contains,
 * where no more than this is added, in characters. */
enum { MAX_ADDED = 6 };

typedef struct
{
  HechaMemoField field;
  const char *title;
  gboolean alone;      /* too common a word to be found within a longer title */
} Title;

/* The first of a field is the one we write in the memory sheet. */
static const Title titles[] = {
  { HECHA_MEMO_ID, "问题标识", FALSE },
  { HECHA_MEMO_NUMBER, "编号", TRUE },
  { HECHA_MEMO_NUMBER, "问题编号", FALSE },
  { HECHA_MEMO_RULE, "检查项标识", FALSE },
  { HECHA_MEMO_DOCUMENT, "依据文号", FALSE },
  { HECHA_MEMO_EDITION, "检查项版本", FALSE },
  { HECHA_MEMO_PROJECT, "项目标识", FALSE },
  { HECHA_MEMO_STATUS, "状态", TRUE },
  { HECHA_MEMO_LEVEL, "级别", TRUE },
  { HECHA_MEMO_ARTICLE, "条款", TRUE },
  { HECHA_MEMO_CHECK, "检查项", TRUE },
  { HECHA_MEMO_UNIT, "部门", TRUE },
  { HECHA_MEMO_UNIT, "责任部门", TRUE },
  { HECHA_MEMO_NAME, "项目名称", TRUE },
  { HECHA_MEMO_CODE, "项目编号", TRUE },
  { HECHA_MEMO_YEAR, "项目年度", TRUE },
  { HECHA_MEMO_AMOUNT, "金额", TRUE },
  { HECHA_MEMO_AMOUNT, "金额元", TRUE },
  { HECHA_MEMO_FACT, "事实", TRUE },
  { HECHA_MEMO_FILES, "来源文件", TRUE },
  { HECHA_MEMO_SHEET, "来源工作表", TRUE },
  { HECHA_MEMO_RELATED, "关联项目", TRUE },
  { HECHA_MEMO_FIRST_SEEN, "首次发现", FALSE },
  { HECHA_MEMO_CLOSED, "销号批次", FALSE },
  { HECHA_MEMO_FOLDED, "合并问题标识", FALSE },
  { HECHA_MEMO_CONCLUSION, "核实结论", FALSE },
  { HECHA_MEMO_VERIFIER, "核实人", FALSE },
  { HECHA_MEMO_OPINION, "意见", TRUE },
  { HECHA_MEMO_OPINION, "核实意见", FALSE },
  { HECHA_MEMO_OPINION, "审计意见", FALSE },
  { HECHA_MEMO_OPINION, "核查意见", FALSE },
  { HECHA_MEMO_DEADLINE, "整改期限", FALSE },
  { HECHA_MEMO_DEADLINE, "整改时限", FALSE },
  { HECHA_MEMO_MEASURES, "整改措施", FALSE },
  { HECHA_MEMO_RESULT, "整改结果", FALSE },
  { HECHA_MEMO_RESULT, "整改情况", FALSE },
  { HECHA_MEMO_RESPONSIBLE, "责任人", FALSE },
  { HECHA_MEMO_UNIT_OPINION, "单位意见", FALSE },
  { HECHA_MEMO_UNIT_EVIDENCE, "佐证", FALSE },
  { HECHA_MEMO_FINANCE_OPINION, "财政处理意见", FALSE },
  { HECHA_MEMO_FINANCE_OPINION, "处理意见", TRUE },
  { HECHA_MEMO_FINANCE_OFFICER, "经办人", FALSE },
  { HECHA_MEMO_FINANCE_DAY, "处理日期", TRUE },
  { HECHA_MEMO_FINANCE_DAY, "日期", TRUE },
};

const char *
hecha_memo_title (HechaMemoField field)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (titles[i].field == field)
      return titles[i].title;
  return "";
}

/* The length of the title where it is the longest within PLAIN so far. */
static gsize
longer_within (const Title *title, const char *plain, gsize longest)
{
  gsize length = strlen (title->title);

  if (title->alone || length <= longest || strstr (plain, title->title) == NULL
      || g_utf8_strlen (plain, -1) > g_utf8_strlen (title->title, -1) + MAX_ADDED)
    return 0;
  return length;
}

HechaTitleMatch
hecha_memo_find (const char *title, HechaMemoField *field)
{
  g_autofree char *plain = hecha_name_plain (title);
  HechaTitleMatch match = HECHA_TITLE_UNKNOWN;
  gsize longest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      gsize length = longer_within (&titles[i], plain, longest);

      if (strcmp (plain, titles[i].title) == 0)
        {
          *field = titles[i].field;
          return HECHA_TITLE_EXACT;
        }
      if (length == 0)
        continue;
      longest = length;
      *field = titles[i].field;
      match = HECHA_TITLE_LIKE;
    }
  return match;
}

gboolean
hecha_memo_is_gone (const char *status)
{
  static const char *const gone[] = { "已整改", "记录缺失", "文件缺失", "规则变更", "无法核查" };

  for (guint i = 0; status != NULL && i < G_N_ELEMENTS (gone); i++)
    if (strcmp (status, gone[i]) == 0)
      return TRUE;
  return FALSE;
}

/* ---- values ------------------------------------------------------------- */

static gboolean
is_day_field (HechaMemoField field)
{
  return field == HECHA_MEMO_DEADLINE || field == HECHA_MEMO_FINANCE_DAY;
}

static char *
amount_text (const HechaCell *cell)
{
  double fen;

  if (cell->type == HECHA_CELL_NUMBER)
    {
      fen = cell->number * 100;
      return fabs (fen) < 9e15 ? g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) llround (fen))
                               : g_strdup ("");
    }
  if (cell->type == HECHA_CELL_TEXT)
    {
      g_autoptr (GStringChunk) pool = g_string_chunk_new (256);
      HechaValueContext context = { .unit = 100 };
      HechaDatum datum;

      hecha_value_read_text (HECHA_FIELD_CONTRACT_AMOUNT, cell->text, &context, pool, &datum);
      if (datum.state == HECHA_STATE_VALUE)
        return g_strdup_printf ("%" G_GINT64_FORMAT, datum.low);
    }
  return g_strdup ("");
}

static char *
number_text (HechaMemoField field, const HechaCell *cell, gboolean date1904)
{
  gboolean dated = cell->format == HECHA_FORMAT_DATE || cell->format == HECHA_FORMAT_DATETIME
                   || (is_day_field (field) && cell->number > 36526 && cell->number < 73051);
  gint32 day = dated ? hecha_day_from_serial (cell->number, date1904) : HECHA_DAY_NONE;
  char digits[G_ASCII_DTOSTR_BUF_SIZE], shown[11];

  if (day != HECHA_DAY_NONE)
    return g_strdup (hecha_day_format (day, shown));
  if (fabs (cell->number) < 1e15 && cell->number == rint (cell->number))
    return g_strdup_printf ("%.0f", cell->number);
  return g_strdup (g_ascii_dtostr (digits, sizeof digits, cell->number));
}

/* "2024.10.31", "2024年10月31日" → "2024-10-31"; what is no single day stays. */
static char *
day_text (const char *text)
{
  g_autoptr (GStringChunk) pool = g_string_chunk_new (256);
  HechaValueContext context = { 0 };
  HechaDatum datum;
  char day[11];

  hecha_value_read_text (HECHA_FIELD_ACCEPTED_ON, text, &context, pool, &datum);
  if (datum.state == HECHA_STATE_VALUE && datum.low == datum.high && datum.low != HECHA_DAY_NONE)
    return g_strdup (hecha_day_format ((gint32) datum.low, day));
  return g_strdup (text);
}

static char *
plain_text (HechaMemoField field, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r", -1);
  g_autofree char *joined = g_strjoinv ("", lines);

  g_strstrip (joined);
  if (field == HECHA_MEMO_CONCLUSION && strcmp (joined, "待核实") == 0)
    return g_strdup ("");
  return is_day_field (field) && *joined != '\0' ? day_text (joined) : g_strdup (joined);
}

char *
hecha_memo_text (HechaMemoField field, const HechaCell *cell, gboolean date1904)
{
  if (field == HECHA_MEMO_AMOUNT)
    return amount_text (cell);
  switch (cell->type)
    {
    case HECHA_CELL_TEXT:
      return plain_text (field, cell->text);
    case HECHA_CELL_NUMBER:
      return number_text (field, cell, date1904);
    case HECHA_CELL_BOOLEAN:
      return g_strdup (cell->number != 0 ? "是" : "否");
    default:
      return g_strdup ("");
    }
}

/* ---- quarters ------------------------------------------------------------- */

char *
hecha_quarter_of (gint32 day)
{
  int year, month, of_month;

  if (day == HECHA_DAY_NONE)
    return g_strdup ("");
  hecha_day_to_ymd (day, &year, &month, &of_month);
  return g_strdup_printf ("%04dQ%d", year, (month - 1) / 3 + 1);
}

/* Quarters since year 0, or -1. */
static int
quarter_number (const char *text)
{
  if (text == NULL || strlen (text) != 6 || text[4] != 'Q' || text[5] < '1' || text[5] > '4')
    return -1;
  for (guint i = 0; i < 4; i++)
    if (!g_ascii_isdigit (text[i]))
      return -1;
  return (int) g_ascii_strtoull (text, NULL, 10) * 4 + (text[5] - '1');
}

guint
hecha_quarters_between (const char *first, const char *last)
{
  int from = quarter_number (first), to = quarter_number (last);

  return from < 0 || to < from ? 0 : (guint) (to - from);
}
