/* Which numbers are dates: number formats, one a line. */
#include "tests/test.h"

#include "book/numfmt.h"

#define MONTH HECHA_CELL_MONTH_ONLY
#define YEAR HECHA_CELL_YEAR_ONLY

static const struct
{
  const char *code;
  HechaFormat format;
  guint8 flags;
} cases[] = {
  { "General", HECHA_FORMAT_GENERAL, 0 },
  { "", HECHA_FORMAT_GENERAL, 0 },
  { "G/通用格式", HECHA_FORMAT_GENERAL, 0 },
  { "[$-804]General", HECHA_FORMAT_GENERAL, 0 },
  { "General;[Red]-General", HECHA_FORMAT_NUMBER, 0 },
  { "[DBNum2][$-804]General", HECHA_FORMAT_NUMBER, 0 },
  { "[DBNum2][$-804]G/通用格式\"元整\"", HECHA_FORMAT_NUMBER, 0 },
  { "0", HECHA_FORMAT_NUMBER, 0 },
  { "#,##0.00_);[Red]\\(#,##0.00\\)", HECHA_FORMAT_NUMBER, 0 },
  { "0.00E+00", HECHA_FORMAT_NUMBER, 0 },
  { "##0.0e+0", HECHA_FORMAT_NUMBER, 0 },
  { "0_M", HECHA_FORMAT_NUMBER, 0 },
  { "#,##0\" Mod\"", HECHA_FORMAT_NUMBER, 0 },
  { "\"Dm\" #,##0", HECHA_FORMAT_NUMBER, 0 },
  { "0.0\"m\";[Red]-0.0\"m\"", HECHA_FORMAT_NUMBER, 0 },
  { "[$€-407] #,##0.00", HECHA_FORMAT_NUMBER, 0 },
  { "\\d0", HECHA_FORMAT_NUMBER, 0 },
  { "*d0", HECHA_FORMAT_NUMBER, 0 },
  { "[Magenta]0", HECHA_FORMAT_NUMBER, 0 },
  { "[>=100]0;0.0", HECHA_FORMAT_NUMBER, 0 },
  { ";;;", HECHA_FORMAT_NUMBER, 0 },
  { "0;yyyy", HECHA_FORMAT_NUMBER, 0 },
  { "0%", HECHA_FORMAT_PERCENT, 0 },
  { "0.00%;-0.00%", HECHA_FORMAT_PERCENT, 0 },
  { "@", HECHA_FORMAT_TEXT, 0 },
  { "yyyy-mm-dd", HECHA_FORMAT_DATE, 0 },
  { "yyyy\\-mm\\-dd;@", HECHA_FORMAT_DATE, 0 },
  { "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", HECHA_FORMAT_DATE, 0 },
  { "YYYY/M/D", HECHA_FORMAT_DATE, 0 },
  { "m/d", HECHA_FORMAT_DATE, 0 },
  { "mmmm", HECHA_FORMAT_DATE, 0 },
  { "dd", HECHA_FORMAT_DATE, 0 },
  { "aaaa", HECHA_FORMAT_DATE, 0 },
  { "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", HECHA_FORMAT_DATE, 0 },
  { "[DBNum1][$-804]yyyy\"年\"m\"月\"", HECHA_FORMAT_DATE, MONTH },
  { "yyyy\"年\"m\"月\";@", HECHA_FORMAT_DATE, MONTH },
  { "yyyy年m月", HECHA_FORMAT_DATE, MONTH },
  { "yyyy.mm", HECHA_FORMAT_DATE, MONTH },
  { "mmm-yy", HECHA_FORMAT_DATE, MONTH },
  { "yyyy", HECHA_FORMAT_DATE, YEAR },
  { "yyyy\"年度\"", HECHA_FORMAT_DATE, YEAR },
  { "e\"年\"m\"月\"d\"日\"", HECHA_FORMAT_DATE, 0 },
  { "yyyy/m/d h:mm", HECHA_FORMAT_DATETIME, 0 },
  { "m\"月\"d\"日\" 上午/下午h\"时\"", HECHA_FORMAT_DATETIME, 0 },
  { "h:mm", HECHA_FORMAT_TIME, 0 },
  { "mm:ss.0", HECHA_FORMAT_TIME, 0 },
  { "h\"时\"mm\"分\"", HECHA_FORMAT_TIME, 0 },
  { "h:mm AM/PM", HECHA_FORMAT_TIME, 0 },
  { "[$-F400]h:mm:ss", HECHA_FORMAT_TIME, 0 },
  { "[h]:mm", HECHA_FORMAT_DURATION, 0 },
  { "[mm]:ss.000", HECHA_FORMAT_DURATION, 0 },
  { "[ss]", HECHA_FORMAT_DURATION, 0 },
  /* damaged codes */
  { "[", HECHA_FORMAT_NUMBER, 0 },
  { "\"", HECHA_FORMAT_NUMBER, 0 },
  { "0\\", HECHA_FORMAT_NUMBER, 0 },
  { "yyyy_", HECHA_FORMAT_DATE, YEAR },
};

static void
test_classes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint8 flags;
      HechaFormat format = hecha_number_format_classify (cases[i].code, &flags);
      g_autofree char *got = g_strdup_printf ("%d %d", format, flags);
      g_autofree char *wanted = g_strdup_printf ("%d %d", cases[i].format, cases[i].flags);

      test_equal_strings (got, wanted, cases[i].code);
    }
}

static void
test_builtin (void)
{
  static const struct
  {
    guint id;
    HechaFormat format;
    guint8 flags;
  } ids[] = {
    { 0, HECHA_FORMAT_GENERAL, 0 },   { 4, HECHA_FORMAT_NUMBER, 0 },
    { 8, HECHA_FORMAT_NUMBER, 0 },    { 9, HECHA_FORMAT_PERCENT, 0 },
    { 11, HECHA_FORMAT_NUMBER, 0 },   { 13, HECHA_FORMAT_NUMBER, 0 },
    { 14, HECHA_FORMAT_DATE, 0 },     { 17, HECHA_FORMAT_DATE, MONTH },
    { 20, HECHA_FORMAT_TIME, 0 },     { 22, HECHA_FORMAT_DATETIME, 0 },
    { 23, HECHA_FORMAT_GENERAL, 0 },  { 27, HECHA_FORMAT_DATE, MONTH },
    { 30, HECHA_FORMAT_DATE, 0 },     { 31, HECHA_FORMAT_DATE, 0 },
    { 33, HECHA_FORMAT_TIME, 0 },     { 36, HECHA_FORMAT_DATE, MONTH },
    { 43, HECHA_FORMAT_NUMBER, 0 },   { 46, HECHA_FORMAT_DURATION, 0 },
    { 49, HECHA_FORMAT_TEXT, 0 },     { 50, HECHA_FORMAT_DATE, MONTH },
    { 55, HECHA_FORMAT_TIME, 0 },     { 58, HECHA_FORMAT_DATE, 0 },
    { 59, HECHA_FORMAT_GENERAL, 0 },  { 4000000000u, HECHA_FORMAT_GENERAL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      guint8 flags;

      CU_ASSERT_EQUAL (hecha_number_format_classify (hecha_number_format_builtin (ids[i].id),
                                                     &flags), ids[i].format);
      CU_ASSERT_EQUAL (flags, ids[i].flags);
    }
}

void
suite_numfmt (void)
{
  CU_pSuite suite = CU_add_suite ("book/numfmt", NULL, NULL);

  CU_ADD_TEST (suite, test_classes);
  CU_ADD_TEST (suite, test_builtin);
}
