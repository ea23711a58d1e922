/* finance_overview_sheet.c - 总览 of 财政局核查报告.xlsx. */
#include "report/charts.h"
#include "report/sheets.h"
#include "report/tally.h"
#include "report/topics.h"

enum { MAX_BARS = 12, N_COLUMNS = 8 };

static const HechaPageColumn columns[] = {
  { "", 24, HECHA_LOOK_TEXT, FALSE, FALSE }, { "", 14, HECHA_LOOK_COUNT, FALSE, FALSE },
  { "", 14, HECHA_LOOK_COUNT, FALSE, FALSE }, { "", 14, HECHA_LOOK_COUNT, FALSE, FALSE },
  { "", 14, HECHA_LOOK_COUNT, FALSE, FALSE }, { "", 18, HECHA_LOOK_COUNT, FALSE, FALSE },
  { "", 18, HECHA_LOOK_COUNT, FALSE, FALSE }, { "", 14, HECHA_LOOK_COUNT, FALSE, FALSE },
  { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

/* The report and how many rows each topic's sheet has. */
typedef struct
{
  const HechaDigest *digest;
  guint n_rows[HECHA_N_TOPICS];
} Sheets;

/* '超概超预算'!$C$5:$C$40 */
static char *
topic_range (const Sheets *sheets, HechaTopic topic, guint column)
{
  guint last = HECHA_TOPIC_FIRST_ROW + MAX (sheets->n_rows[topic], 1);
  g_autofree char *letters = hecha_page_letters (column);

  return g_strdup_printf ("'%s'!$%s$%d:$%s$%u", hecha_topic_name (topic), letters,
                          HECHA_TOPIC_FIRST_ROW + 1, letters, last);
}

/* ---- by topic ---------------------------------------------------------- */

static guint
count_topic (const HechaDigest *digest, HechaTopic topic, guint which)
{
  guint n = 0;

  for (guint i = 0; i < digest->findings->len; i++)
    {
      guint index = g_array_index (digest->findings, guint, i);
      guint8 level = hecha_digest_finding (digest, index)->level;
      n += level == HECHA_OUTCOME_VIOLATION - which && hecha_topic_counts (digest, index, topic);
    }
  return n;
}

static void
write_topic (HechaPage *page, const Sheets *sheets, HechaTopic topic)
{
  g_autofree char *link = g_strdup_printf ("internal:'%s'!A1", hecha_topic_name (topic));
  g_autofree char *total = g_strdup_printf ("=SUM(B%u:D%u)", page->row + 1, page->row + 1);
  guint sum = 0;

  hecha_page_link (page, 0, hecha_topic_name (topic), link);
  for (guint i = 0; i < HECHA_TALLY_LEVELS; i++)
    {
      g_autofree char *range = topic_range (sheets, topic, HECHA_TOPIC_VIOLATIONS + i);
      g_autofree char *formula = g_strdup_printf ("=SUM(%s)", range);
      guint n = count_topic (sheets->digest, topic, i);

      hecha_page_formula (page, 1 + i, HECHA_LOOK_COUNT, formula, n);
      sum += n;
    }
  hecha_page_formula (page, 4, HECHA_LOOK_COUNT, total, sum);
  hecha_page_end_row (page, 1);
}

static void
write_topics (HechaPage *page, const Sheets *sheets)
{
  static const char *const titles[] = { "内容", "违规", "疑点", "提示", "合计" };
  guint32 first;

  hecha_page_line (page, HECHA_LOOK_SECTION, "一、发现了什么");
  hecha_page_subheader (page, titles, G_N_ELEMENTS (titles));
  first = page->row;
  for (int topic = 0; topic < HECHA_N_TOPICS; topic++)
    write_topic (page, sheets, (HechaTopic) topic);
  hecha_page_text_as (page, 0, HECHA_LOOK_TOTAL, "合计");
  for (guint i = 0; i <= HECHA_TALLY_LEVELS; i++)
    {
      g_autofree char *formula
        = g_strdup_printf ("=SUM(%c%u:%c%u)", 'B' + i, first + 1, 'B' + i, page->row);
      HechaCountOf of = { i < 3 ? HECHA_OUTCOME_VIOLATION - (int) i : -1, -1, G_MAXUINT, NULL,
                          NULL };
      hecha_page_formula (page, 1 + i, HECHA_LOOK_TOTAL_COUNT, formula,
                          hecha_digest_count (sheets->digest, &of));
    }
  hecha_page_end_row (page, 1);
  hecha_page_line (page, HECHA_LOOK_NOTE,
                   "同一问题在两张表中列示的（如应暂缓拨付的运维经费），条数只计在前一张表。");
}

/* ---- money ----------------------------------------------------------------- */

static void
write_money_row (HechaPage *page, const HechaDigest *digest, HechaAmountKind kind,
                 const char *label, const char *after, const char *before, const char *how)
{
  hecha_page_text_as (page, 0, HECHA_LOOK_LABEL, label);
  hecha_page_formula (page, 1, HECHA_LOOK_AMOUNT, after,
                      (double) hecha_digest_sum (digest, kind, G_MAXUINT, 0) / 100.0);
  hecha_page_formula (page, 2, HECHA_LOOK_AMOUNT, before,
                      (double) hecha_digest_sum (digest, kind, G_MAXUINT, 1) / 100.0);
  hecha_page_span (page, 3, N_COLUMNS - 1, HECHA_LOOK_TEXT, how);
  hecha_page_end_row (page, 2);
}

static char *
range_sum (const Sheets *sheets, HechaTopic topic, guint column)
{
  g_autofree char *range = topic_range (sheets, topic, column);

  return g_strdup_printf ("=SUM(%s)", range);
}

static void
write_money (HechaPage *page, const Sheets *sheets)
{
  static const char *const titles[] = { "金额（元）", "施行后及未载明", "施行前（另计）" };
  g_autofree char *excess = range_sum (sheets, HECHA_TOPIC_EXCESS, HECHA_EXCESS_COUNTED);
  g_autofree char *excess_before
    = range_sum (sheets, HECHA_TOPIC_EXCESS, HECHA_EXCESS_COUNTED_BEFORE);
  g_autofree char *hold = range_sum (sheets, HECHA_TOPIC_HOLD, HECHA_HOLD_COUNTED);
  g_autofree char *hold_before = range_sum (sheets, HECHA_TOPIC_HOLD, HECHA_HOLD_COUNTED_BEFORE);

  hecha_page_line (page, HECHA_LOOK_SECTION, "二、涉及多少资金");
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    hecha_page_text_as (page, i, HECHA_LOOK_HEADER, titles[i]);
  hecha_page_span (page, G_N_ELEMENTS (titles), N_COLUMNS - 1, HECHA_LOOK_HEADER, "计算方法");
  hecha_page_end_row (page, 1);
  write_money_row (page, sheets->digest, HECHA_AMOUNT_EXCESS, "超支金额", excess, excess_before,
                   "“超概超预算”表“计入超支合计”与“施行前另计”两列各自之和；"
                   "同一项目有多笔超支的只计最大的一笔（如超概算与超预算取大者）。");
  write_money_row (page, sheets->digest, HECHA_AMOUNT_HOLD, "整改前不得拨付", hold, hold_before,
                   "“拨付控制清单”表“计入合计”与“施行前另计”两列各自之和；同一项目只计最大的一笔。");
}

/* ---- by department ------------------------------------------------------------- */

static gint
dearest_first (gconstpointer a, gconstpointer b)
{
  const HechaUnitTally *first = a, *second = b;
  guint one = hecha_tally_total (first->levels), other = hecha_tally_total (second->levels);

  if (first->hold + first->excess != second->hold + second->excess)
    return first->hold + first->excess < second->hold + second->excess ? 1 : -1;
  if (one != other)
    return one < other ? 1 : -1;
  return first->unit < second->unit ? -1 : 1;
}

static char *
unit_formula (const Sheets *sheets, guint32 row, guint which)
{
  GString *out = g_string_new ("=");

  for (int topic = 0; topic < HECHA_N_TOPICS; topic++)
    {
      g_autofree char *units = topic_range (sheets, (HechaTopic) topic, HECHA_TOPIC_UNIT);
      g_autofree char *counts
        = topic_range (sheets, (HechaTopic) topic, HECHA_TOPIC_VIOLATIONS + which);
      g_string_append_printf (out, "%sSUMIFS(%s,%s,$A%u)", topic > 0 ? "+" : "", counts, units,
                              row + 1);
    }
  return g_string_free (out, FALSE);
}

static void
write_unit (HechaPage *page, const Sheets *sheets, const HechaUnitTally *tally, HechaBar *bar)
{
  const char *unit = g_array_index (sheets->digest->units, HechaUnit, tally->unit).shown;
  g_autofree char *total = g_strdup_printf ("=SUM(B%u:D%u)", page->row + 1, page->row + 1);

  bar->category = unit;
  hecha_page_text_as (page, 0, HECHA_LOOK_TEXT, unit);
  for (guint i = 0; i < HECHA_TALLY_LEVELS; i++)
    {
      g_autofree char *formula = unit_formula (sheets, page->row, i);

      bar->values[i] = tally->levels[i];
      if (hecha_listing_can_match (unit))
        hecha_page_formula (page, 1 + i, HECHA_LOOK_COUNT, formula, tally->levels[i]);
      else
        hecha_page_number (page, 1 + i, HECHA_LOOK_COUNT, tally->levels[i]);
    }
  hecha_page_formula (page, 4, HECHA_LOOK_COUNT, total, hecha_tally_total (tally->levels));
  hecha_page_amount (page, 5, HECHA_LOOK_AMOUNT, tally->excess);
  hecha_page_amount (page, 6, HECHA_LOOK_AMOUNT, tally->hold);
  hecha_page_end_row (page, 1);
}

static void
write_units (HechaPage *page, const Sheets *sheets)
{
  static const char *const titles[]
    = { "部门", "违规", "疑点", "提示", "合计", "超支金额（元）", "整改前不得拨付（元）" };
  g_autoptr (GArray) tallies = hecha_tally_units (sheets->digest);
  g_autofree HechaBar *bars = g_new0 (HechaBar, tallies->len + 1);
  guint32 first;
  guint n = 0;

  hecha_page_line (page, HECHA_LOOK_SECTION, "三、按部门（涉及资金多的在前）");
  hecha_page_subheader (page, titles, G_N_ELEMENTS (titles));
  first = page->row;
  g_array_sort (tallies, dearest_first);
  for (guint i = 0; i < tallies->len; i++)
    if (hecha_tally_total (g_array_index (tallies, HechaUnitTally, i).levels) > 0)
      write_unit (page, sheets, &g_array_index (tallies, HechaUnitTally, i), &bars[n++]);
  hecha_chart_levels (page, "各部门问题（条）", first, 0, 1, bars, MIN (n, MAX_BARS),
                      page->row + 1, 0, 840, 100 + MIN (n, MAX_BARS) * 22);
}

void
hecha_sheet_finance_overview (HechaPad *pad, const HechaDigest *digest)
{
  g_autofree char *measures = hecha_sheet_measures (digest->rules);
  Sheets sheets = { digest, { 0 } };
  HechaPage page;

  for (int topic = 0; topic < HECHA_N_TOPICS; topic++)
    sheets.n_rows[topic] = hecha_topic_n_rows (digest, (HechaTopic) topic);
  hecha_page_open (&page, pad, "总览", columns, HECHA_PAPER_SHEETS);
  hecha_page_measure (&page);
  hecha_page_title (&page, pad->title);
  hecha_page_linef (&page, HECHA_LOOK_SUBTITLE, "核查日：%s　　依据：%s", pad->as_of, measures);
  hecha_page_line (&page, HECHA_LOOK_WARNING,
                   "本报告所列均为台账反映的线索，须经核实后方可定性和处理；"
                   "台账没有载明、无法核查的事项不在此列，见审计局核查报告的“无法核查”。");
  write_topics (&page, &sheets);
  write_money (&page, &sheets);
  hecha_page_break (&page);
  write_units (&page, &sheets);
}
