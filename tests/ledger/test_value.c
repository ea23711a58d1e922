/* testdata/ledger/values.tsv: a cell a row, and what it must become.  Its
 * first lines say how the columns are written. */
#include "tests/test.h"

#include <hecha/ledger.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELD, CELL, CONTEXT, STATE, LOW, HIGH, STEP, FLAGS, N_COLUMNS };

static const struct
{
  const char *name;
  guint8 type, format, flags;
} kinds[] = {
  { "n:", HECHA_CELL_NUMBER, HECHA_FORMAT_GENERAL, 0 },
  { "n2:", HECHA_CELL_NUMBER, HECHA_FORMAT_NUMBER, 0 },
  { "pct:", HECHA_CELL_NUMBER, HECHA_FORMAT_PERCENT, 0 },
  { "date:", HECHA_CELL_NUMBER, HECHA_FORMAT_DATE, 0 },
  { "datetime:", HECHA_CELL_NUMBER, HECHA_FORMAT_DATETIME, 0 },
  { "month:", HECHA_CELL_NUMBER, HECHA_FORMAT_DATE, HECHA_CELL_MONTH_ONLY },
  { "year:", HECHA_CELL_NUMBER, HECHA_FORMAT_DATE, HECHA_CELL_YEAR_ONLY },
  { "time:", HECHA_CELL_NUMBER, HECHA_FORMAT_TIME, 0 },
  { "bool:", HECHA_CELL_BOOLEAN, HECHA_FORMAT_GENERAL, 0 },
  { "err:", HECHA_CELL_ERROR, HECHA_FORMAT_GENERAL, 0 },
  { "uncalculated:", HECHA_CELL_UNCALCULATED, HECHA_FORMAT_GENERAL, 0 },
  { "blank:", HECHA_CELL_BLANK, HECHA_FORMAT_GENERAL, 0 },
};

/* The cell that TEXT describes; TEXT must outlive it. */
static HechaCell
make_cell (const char *text, const char **format_code)
{
  HechaCell cell = { .type = HECHA_CELL_TEXT, .text = text };

  *format_code = "General";
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (text, kinds[i].name))
      {
        cell.type = kinds[i].type;
        cell.format = kinds[i].format;
        cell.flags = kinds[i].flags;
        text += strlen (kinds[i].name);
        if (cell.type == HECHA_CELL_ERROR)
          cell.text = text;
        else
          cell.number = g_ascii_strtod (text, NULL);
        if (cell.format == HECHA_FORMAT_NUMBER)
          *format_code = "#,##0.00_ ";
        return cell;
      }
  return cell;
}

static HechaValueContext
make_context (const char *text)
{
  HechaValueContext context = { 0 };
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], "元") == 0)
      context.unit = 100;
    else if (strcmp (words[i], "万元") == 0)
      context.unit = 1000000;
    else if (strcmp (words[i], "1904") == 0)
      context.date1904 = TRUE;
    else
      context.year = atoi (words[i]);
  return context;
}

static char *
show_end (HechaFieldType type, const HechaDatum *datum, gint64 end)
{
  char day[16];

  if (datum->state != HECHA_STATE_VALUE && end == 0)
    return g_strdup ("");
  if (type == HECHA_TYPE_TEXT)
    return g_strdup (datum->text);
  if (type == HECHA_TYPE_DATE)
    return g_strdup (end == HECHA_DAY_NONE ? "?" : hecha_day_format ((gint32) end, day));
  return g_strdup_printf ("%" G_GINT64_FORMAT, end);
}

static char *
show_flags (const HechaDatum *datum)
{
  return g_strdup_printf ("%s%s%s", datum->flags & HECHA_DATUM_DATE_UNKNOWN ? "U" : "",
                          datum->flags & HECHA_DATUM_ROUNDED ? "R" : "",
                          datum->flags & HECHA_DATUM_AMBIGUOUS_YEAR ? "Y" : "");
}

/* A column left empty at the end of a row is not asked, "''" is empty. */
static gboolean
differs (const char *got, const char *wanted)
{
  g_autofree char *text = NULL;

  if (wanted == NULL || *wanted == '\0')
    return FALSE;
  if (strcmp (wanted, "''") == 0)
    return *got != '\0';
  text = g_strcompress (wanted);
  return strcmp (got, text) != 0;
}

static void
check_row (const char *row, guint line, GStringChunk *pool)
{
  g_auto (GStrv) columns = g_strsplit (row, "\t", -1);
  guint n = g_strv_length (columns);
  HechaField field = hecha_field_from_name (columns[FIELD]);
  g_autofree char *text = n > CELL ? g_strcompress (columns[CELL]) : NULL;
  g_autofree char *low = NULL, *high = NULL, *flags = NULL, *step = NULL;
  HechaValueContext context;
  HechaDatum datum;
  const char *code;
  HechaCell cell;
  gboolean bad;

  if (n <= STATE || field == HECHA_FIELD_NONE)
    {
      printf ("\nvalues.tsv:%u: cannot be used\n", line);
      CU_FAIL ("a row of values.tsv");
      return;
    }
  cell = make_cell (text, &code);
  context = make_context (columns[CONTEXT]);
  hecha_value_read (field, &cell, code, &context, pool, &datum);
  low = show_end (hecha_field_type (field), &datum, datum.low);
  high = show_end (hecha_field_type (field), &datum, datum.high);
  step = g_strdup_printf ("%" G_GINT64_FORMAT, datum.step);
  flags = show_flags (&datum);
  bad = differs (hecha_state_name (datum.state), columns[STATE]) ||
        (n > LOW && differs (low, columns[LOW])) ||
        (n > LOW && differs (high, n > HIGH && *columns[HIGH] ? columns[HIGH] : columns[LOW])) ||
        (n > STEP && differs (step, columns[STEP])) || (n > FLAGS && differs (flags, columns[FLAGS]));
  if (bad)
    printf ("\nvalues.tsv:%u: %s\n  got %s %s %s step %s flags %s\n", line, row,
            hecha_state_name (datum.state), low, high, step, flags);
  CU_ASSERT_FALSE (bad);
  CU_ASSERT_PTR_NOT_NULL (datum.raw);
}

static void
test_values (void)
{
  g_autofree char *path = test_data ("ledger/values.tsv");
  g_autofree char *all = NULL;
  g_auto (GStrv) lines = NULL;
  GStringChunk *pool = g_string_chunk_new (4096);
  guint rows = 0;

  CU_ASSERT_FATAL (g_file_get_contents (path, &all, NULL, NULL));
  lines = g_strsplit (all, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && *lines[i] != '#')
      {
        check_row (lines[i], i + 1, pool);
        rows++;
      }
  CU_ASSERT (rows > 300);
  g_string_chunk_free (pool);
}

static const char *
raw_of (HechaField field, const char *text, GStringChunk *pool)
{
  HechaValueContext context = { .unit = 100 };
  HechaDatum datum;
  const char *code;
  HechaCell cell = make_cell (text, &code);

  hecha_value_read (field, &cell, code, &context, pool, &datum);
  return datum.raw;
}

static void
test_raw_is_what_the_clerk_sees (void)
{
  GStringChunk *pool = g_string_chunk_new (4096);

  TEST_STR (raw_of (HECHA_FIELD_BUDGET, "n:80", pool), "80");
  TEST_STR (raw_of (HECHA_FIELD_BUDGET, "n:86.5", pool), "86.5");
  TEST_STR (raw_of (HECHA_FIELD_BUDGET, "n:0.30000000000000004", pool), "0.3");
  TEST_STR (raw_of (HECHA_FIELD_BUDGET, "pct:0.15", pool), "15%");
  TEST_STR (raw_of (HECHA_FIELD_STARTED_ON, "date:45726", pool), "2025-03-10");
  TEST_STR (raw_of (HECHA_FIELD_STARTED_ON, "month:45726", pool), "2025-03");
  TEST_STR (raw_of (HECHA_FIELD_BUDGET, "err:#REF!", pool), "#REF!");
  TEST_STR (raw_of (HECHA_FIELD_BUDGET, "uncalculated:", pool), "（公式未计算）");
  TEST_STR (raw_of (HECHA_FIELD_BUDGET, " \t\n", pool), "");
  TEST_STR (raw_of (HECHA_FIELD_BUDGET, "blank:", pool), "");
  TEST_STR (raw_of (HECHA_FIELD_CONTENT, " 甲\n乙 ", pool), "甲\n乙");
  g_string_chunk_free (pool);
}

static void
test_no_cell_is_blank (void)
{
  HechaValueContext context = { 0 };
  HechaDatum datum;

  hecha_value_read (HECHA_FIELD_SUPERVISOR, NULL, NULL, &context, NULL, &datum);
  CU_ASSERT_EQUAL (datum.state, HECHA_STATE_BLANK);
  CU_ASSERT_EQUAL (datum.field, HECHA_FIELD_SUPERVISOR);
  TEST_STR (datum.raw, "");
  CU_ASSERT_PTR_NULL (datum.text);
}

/* No text, however long or odd, may do more than come out doubtful. */
static void
test_long_and_odd_texts (void)
{
  static const char *const units[] = { "9", "二", "万", "(", "2024.", "年", "√", "-", "〔2024〕", "é" };
  GStringChunk *pool = g_string_chunk_new (4096);
  HechaValueContext context = { .unit = 1000000, .year = 2024 };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint times = 1; times < 400; times += 7)
      {
        GString *text = g_string_new (NULL);

        for (guint n = 0; n < times; n++)
          g_string_append (text, units[i]);
        for (guint field = 0; field < HECHA_N_FIELDS; field++)
          {
            HechaDatum datum;

            hecha_value_read_text ((HechaField) field, text->str, &context, pool, &datum);
            if (datum.state == HECHA_STATE_NOT_PROVIDED || datum.state > HECHA_STATE_VALUE)
              CU_FAIL ("no such state");
          }
        g_string_free (text, TRUE);
      }
  g_string_chunk_free (pool);
}

static gboolean
is_whole (HechaField field, const HechaDatum *datum)
{
  gint32 first = hecha_day_from_ymd (1990, 1, 1), last = hecha_day_from_ymd (2100, 12, 31);

  if (datum->state == HECHA_STATE_NOT_PROVIDED || datum->state > HECHA_STATE_VALUE)
    return FALSE;
  if (datum->state != HECHA_STATE_VALUE)
    return datum->low == 0 && datum->high == 0 && datum->step == 0 && datum->text == NULL;
  switch (hecha_field_type (field))
    {
    case HECHA_TYPE_TEXT:
      return datum->text != NULL && *datum->text != '\0';
    case HECHA_TYPE_AMOUNT:
      return datum->low == datum->high && datum->step >= 1 &&
             (field == HECHA_FIELD_CHANGE_AMOUNT || datum->low >= 0);
    case HECHA_TYPE_DATE:
      if (datum->flags & HECHA_DATUM_DATE_UNKNOWN)
        return datum->low == HECHA_DAY_NONE && datum->high == HECHA_DAY_NONE;
      return datum->low <= datum->high && datum->low >= first && datum->high <= last;
    case HECHA_TYPE_YESNO:
      return datum->low == datum->high && (datum->low == 0 || datum->low == 1);
    case HECHA_TYPE_NUMBER:
    default:
      return datum->low == datum->high && datum->low >= 1990 && datum->low <= 2100;
    }
}

/* Pieces of what people write, put together at random (one seed, one run). */
static void
test_any_text_comes_out_whole (void)
{
  static const char *const pieces[] = {
    "2024", "24", "年", "月", "日", "7", "3", "12", "31", ".", "/", "-", " ", "至", "（", "）", "(", ")",
    "〔2024〕", "15号", "第", "次", "二〇二四", "七", "十", "三", "万", "元", "亿", "千", "30", ",", "，",
    "1,234", "￥", "约", "左右", "未", "已", "备案", "验收", "拟", "是", "否", "√", "□", "☑", "无", "不涉及",
    "待定", "?", "%", "e5", "+", "叁", "拾", "佰", "零", "整", "角", "\n", "20240703", "202402", "上旬", "底",
    "季度", "上午", "9:30", "星期", "其中", "é", "\t", "'", "元月", "999999999", "00000", "人民币", "负", "△",
  };
  GStringChunk *pool = g_string_chunk_new (4096);
  HechaValueContext context = { .unit = 1000000, .year = 2024 };
  GRand *random = g_rand_new_with_seed (20240703);

  for (guint i = 0; i < 4000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int n = g_rand_int_range (random, 1, 9); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      for (guint field = 0; field < HECHA_N_FIELDS; field++)
        {
          HechaDatum datum;

          hecha_value_read_text ((HechaField) field, text->str, &context, pool, &datum);
          if (!is_whole ((HechaField) field, &datum))
            {
              printf ("\n%s: %s\n", hecha_field_name ((HechaField) field), text->str);
              CU_FAIL ("a datum that contradicts itself");
            }
        }
    }
  g_rand_free (random);
  g_string_chunk_free (pool);
}

void
suite_value (void)
{
  CU_pSuite suite = CU_add_suite ("ledger/value", NULL, NULL);

  CU_ADD_TEST (suite, test_values);
  CU_ADD_TEST (suite, test_raw_is_what_the_clerk_sees);
  CU_ADD_TEST (suite, test_no_cell_is_blank);
  CU_ADD_TEST (suite, test_long_and_odd_texts);
  CU_ADD_TEST (suite, test_any_text_comes_out_whole);
}
