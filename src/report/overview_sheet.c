/* overview_sheet.c - 总览: what was checked, found and could not be checked. */
#include <string.h>

#include "report/charts.h"
#include "report/movement.h"
#include "report/sheets.h"
#include "report/tally.h"

enum { N_COLUMNS = 8, MAX_BARS = 15, MAX_ARTICLE_BARS = 40, MAX_UNREAD = 5 };

static const HechaPageColumn columns[] = {
  { "", 26, HECHA_LOOK_TEXT, FALSE, FALSE },  { "", 15, HECHA_LOOK_TEXT, FALSE, FALSE },
  { "", 15, HECHA_LOOK_TEXT, FALSE, FALSE },  { "", 15, HECHA_LOOK_TEXT, FALSE, FALSE },
  { "", 16, HECHA_LOOK_TEXT, FALSE, FALSE },  { "", 16, HECHA_LOOK_TEXT, FALSE, FALSE },
  { "", 16, HECHA_LOOK_TEXT, FALSE, FALSE },  { "", 14, HECHA_LOOK_TEXT, FALSE, FALSE },
  { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

static const HechaLook level_looks[HECHA_TALLY_LEVELS]
  = { HECHA_LOOK_VIOLATION, HECHA_LOOK_SUSPECT, HECHA_LOOK_HINT };

char *
hecha_sheet_measures (const HechaRules *rules)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < hecha_rules_n_packs (rules); i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "、" : "", hecha_rules_pack_title (rules, i));
  return g_string_free (out, FALSE);
}

/* ---- what was checked ------------------------------------------------------ */

typedef struct
{
  guint read, unread, skipped, tables, compared_tables, checks, suppressed;
} Scope;

static Scope
measure_scope (const HechaDigest *digest)
{
  Scope scope = { 0 };

  for (guint i = 0; i < hecha_ledger_n_files (digest->ledger); i++)
    {
      const HechaExtract *file = hecha_ledger_file (digest->ledger, i);
      if (file->compared_only)
        scope.compared_tables += file->tables->len;
      else if (file->error != NULL)
        scope.unread++;
      else if (file->skipped != NULL)
        scope.skipped++;
      else
        scope.read++;
    }
  scope.tables = hecha_ledger_n_tables (digest->ledger) - scope.compared_tables;
  for (guint i = 0; i < hecha_rules_n (digest->rules); i++)
    {
      const HechaRule *rule = hecha_rules_get (digest->rules, i);
      if (!(rule->audience & digest->audience))
        continue;
      if (rule->suppressed != NULL)
        scope.suppressed++;
      else
        scope.checks++;
    }
  return scope;
}

static void
write_pair (HechaPage *page, guint column, const char *label, double value)
{
  hecha_page_text_as (page, column, HECHA_LOOK_LABEL, label);
  hecha_page_number (page, column + 1, HECHA_LOOK_COUNT, value);
}

static guint
units_with_projects (const HechaDigest *digest)
{
  guint n = 0;

  for (guint i = 0; i < digest->units->len; i++)
    n += g_array_index (digest->units, HechaUnit, i).n_projects > 0;
  return n;
}

static void
write_scope (HechaPage *page, const HechaDigest *digest)
{
  Scope scope = measure_scope (digest);

  hecha_page_line (page, HECHA_LOOK_SECTION, "一、核查了什么");
  write_pair (page, 0, "已读工作簿（个）", scope.read);
  write_pair (page, 2, "识别的表（张）", scope.tables);
  write_pair (page, 4, "项目（个）", digest->n_projects);
  write_pair (page, 6, "部门（个）", units_with_projects (digest));
  hecha_page_end_row (page, 1);
  write_pair (page, 0, "未能读取的文件（个）", scope.unread);
  write_pair (page, 2, "跳过的文件（个）", scope.skipped);
  write_pair (page, 4, "启用的检查（项）", scope.checks);
  write_pair (page, 6, "停用的检查（项）", scope.suppressed);
  hecha_page_end_row (page, 1);
}

/* ---- what was found ---------------------------------------------------------- */

static void
write_count (HechaPage *page, guint column, HechaLook look, const HechaDigest *digest,
             const HechaListing *listing, const HechaCriterion *criteria, guint n,
             const HechaCountOf *of)
{
  g_autofree char *formula = of->conclusion != NULL
                               ? hecha_listing_count_all (listing, criteria, n)
                               : hecha_listing_count (listing, criteria, n);

  hecha_page_formula (page, column, look, formula, hecha_digest_count (digest, of));
}

static void
write_level_row (HechaPage *page, const HechaDigest *digest, const HechaListing *listing,
                 guint which)
{
  int level = HECHA_OUTCOME_VIOLATION - (int) which;
  g_autofree char *wanted
    = g_strdup_printf ("\"%s\"", hecha_outcome_name ((HechaOutcome) level));
  HechaCriterion criteria[2] = { { HECHA_LIST_LEVEL, wanted }, { HECHA_LIST_FORCE, "\"施行前\"" } };
  HechaCountOf of = { level, -1, G_MAXUINT, NULL, NULL };

  hecha_page_text_as (page, 0, level_looks[which], hecha_outcome_name ((HechaOutcome) level));
  write_count (page, 1, HECHA_LOOK_COUNT, digest, listing, criteria, 1, &of);
  of.force = 1;
  write_count (page, 2, HECHA_LOOK_COUNT, digest, listing, criteria, 2, &of);
  of.force = -1;
  for (guint i = 0; hecha_conclusions[i] != NULL; i++)
    {
      g_autofree char *conclusion = g_strdup_printf ("\"%s\"", hecha_conclusions[i]);

      criteria[1] = (HechaCriterion){ HECHA_LIST_CONCLUSION, conclusion };
      of.conclusion = hecha_conclusions[i];
      write_count (page, 3 + i, HECHA_LOOK_COUNT, digest, listing, criteria, 2, &of);
    }
  hecha_page_end_row (page, 1);
}

static void
write_level_totals (HechaPage *page, const HechaDigest *digest)
{
  guint32 last = page->row;

  hecha_page_text_as (page, 0, HECHA_LOOK_TOTAL, "合计");
  for (guint column = 1; column < N_COLUMNS; column++)
    {
      g_autofree char *formula = g_strdup_printf ("=SUM(%c%u:%c%u)", 'A' + column, last - 2,
                                                  'A' + column, last);
      HechaCountOf of = { -1, column == 2 ? 1 : -1, G_MAXUINT, NULL,
                          column > 2 ? hecha_conclusions[column - 3] : NULL };

      hecha_page_formula (page, column, HECHA_LOOK_TOTAL_COUNT, formula,
                          hecha_digest_count (digest, &of));
    }
  hecha_page_end_row (page, 1);
}

static void
write_sum_row (HechaPage *page, const HechaDigest *digest, const HechaListing *listing,
               HechaAmountKind kind, const char *label, const char *how)
{
  g_autofree char *wanted = g_strdup_printf ("\"%s\"", hecha_amount_kind_name (kind));
  HechaCriterion criteria[2] = { { HECHA_LIST_KIND, wanted },
                                 { HECHA_LIST_FORCE, "\"<>施行前\"" } };
  g_autofree char *sum = hecha_listing_sum (listing, criteria, 2);
  g_autofree char *before = NULL;

  criteria[1].criterion = "\"施行前\"";
  before = hecha_listing_sum (listing, criteria, 2);
  hecha_page_text_as (page, 0, HECHA_LOOK_LABEL, label);
  hecha_page_formula (page, 1, HECHA_LOOK_AMOUNT, sum,
                      (double) hecha_digest_sum (digest, kind, G_MAXUINT, 0) / 100.0);
  hecha_page_formula (page, 2, HECHA_LOOK_AMOUNT, before,
                      (double) hecha_digest_sum (digest, kind, G_MAXUINT, 1) / 100.0);
  hecha_page_span (page, 3, N_COLUMNS - 1, HECHA_LOOK_TEXT, how);
  hecha_page_end_row (page, 1);
}

/* Why the screen says more than this page: what only the others receive. */
static void
write_not_here (HechaPage *page, const HechaDigest *digest)
{
  guint levels[HECHA_N_OUTCOMES] = { 0 };

  for (guint i = 0; i < hecha_verdict_n_findings (digest->verdict); i++)
    if (!(hecha_digest_rule (digest, i)->audience & digest->audience)
        && hecha_digest_is_counted (digest, i))
      levels[hecha_digest_finding (digest, i)->level]++;
  if (levels[HECHA_OUTCOME_VIOLATION] + levels[HECHA_OUTCOME_SUSPECT] + levels[HECHA_OUTCOME_HINT]
      > 0)
    hecha_page_linef (page, HECHA_LOOK_NOTE,
                      "另有违规 %u 条、疑点 %u 条、提示 %u 条只送财政局或部门，不在本报告；"
                      "程序运行时显示的条数包括这些。",
                      levels[HECHA_OUTCOME_VIOLATION], levels[HECHA_OUTCOME_SUSPECT],
                      levels[HECHA_OUTCOME_HINT]);
}

static void
write_found (HechaPage *page, const HechaDigest *digest, const HechaListing *listing)
{
  static const char *const titles[] = { "级别",   "条数",     "其中施行前", "待核实",
                                        "属实", "部分属实", "不属实",     "已整改" };
  static const char *const sums[] = { "金额（元）", "施行后及未载明", "施行前（另计）" };

  hecha_page_line (page, HECHA_LOOK_SECTION, "二、发现了什么");
  hecha_page_subheader (page, titles, G_N_ELEMENTS (titles));
  for (guint i = 0; i < HECHA_TALLY_LEVELS; i++)
    write_level_row (page, digest, listing, i);
  write_level_totals (page, digest);
  hecha_page_line (page, HECHA_LOOK_NOTE,
                   "条数随“问题清单”中的核实结论实时变化：结论为“不属实”并写明意见的不计入“条数”。");
  write_not_here (page, digest);
  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    hecha_page_text_as (page, i, HECHA_LOOK_HEADER, sums[i]);
  hecha_page_span (page, G_N_ELEMENTS (sums), N_COLUMNS - 1, HECHA_LOOK_HEADER, "计算方法");
  hecha_page_end_row (page, 1);
  write_sum_row (page, digest, listing, HECHA_AMOUNT_EXCESS, "超概算、超预算等超支金额",
                 "问题清单“计入合计”列中“超支”之和；同一项目有多笔超支时只计最大的一笔（如超概算与超预算取大者）");
  write_sum_row (page, digest, listing, HECHA_AMOUNT_HOLD, "整改前不得拨付的金额",
                 "问题清单“计入合计”列中“暂缓拨付”之和；同一项目只计最大的一笔");
}

/* ---- what could not be checked ----------------------------------------------------- */

static void
write_unread (HechaPage *page, const HechaDigest *digest)
{
  guint shown = 0, unread = measure_scope (digest).unread;

  for (guint i = 0; i < hecha_ledger_n_files (digest->ledger); i++)
    {
      const HechaExtract *file = hecha_ledger_file (digest->ledger, i);
      if (file->error == NULL || shown == MAX_UNREAD)
        continue;
      hecha_page_text_as (page, 0, HECHA_LOOK_UNDECIDED, "未能读取");
      hecha_page_span (page, 1, 3, HECHA_LOOK_TEXT, file->name);
      hecha_page_span (page, 4, N_COLUMNS - 1, HECHA_LOOK_TEXT, file->error);
      hecha_page_end_row (page, 1);
      shown++;
    }
  if (unread > shown)
    hecha_page_linef (page, HECHA_LOOK_NOTE, "另有 %u 个文件未能读取，见“数据来源”表。",
                      unread - shown);
}

static void
write_unchecked (HechaPage *page, const HechaDigest *digest)
{
  hecha_page_line (page, HECHA_LOOK_SECTION, "三、哪些没能核查");
  write_pair (page, 0, "无法核查（项目×检查）", (double) hecha_tally_undecided (digest));
  write_pair (page, 2, "缺少的列（处）", hecha_verdict_n_gaps (digest->verdict));
  hecha_page_span (page, 4, N_COLUMNS - 1, HECHA_LOOK_TEXT,
                   "原因逐项列在“无法核查”表；未能读取的文件列在“数据来源”表。");
  hecha_page_end_row (page, 1);
  write_unread (page, digest);
}

/* ---- by department and article --------------------------------------------------------- */

static gint
most_first (gconstpointer a, gconstpointer b)
{
  const HechaUnitTally *first = a, *second = b;

  for (guint i = 0; i < HECHA_TALLY_LEVELS; i++)
    if (first->levels[i] != second->levels[i])
      return first->levels[i] < second->levels[i] ? 1 : -1;
  return first->unit < second->unit ? -1 : 1;
}

/* CRITERION is "$A7" or, for all paragraphs of an article, "$A7&\"*\"". */
static void
write_bar_row (HechaPage *page, const HechaListing *listing, HechaListColumn column,
               const char *shown, const char *criterion, const guint levels[HECHA_TALLY_LEVELS],
               HechaBar *bar)
{
  static const char *const wanted[] = { "\"违规\"", "\"疑点\"", "\"提示\"" };
  g_autofree char *total = g_strdup_printf ("=SUM(B%u:D%u)", page->row + 1, page->row + 1);

  bar->category = shown;
  hecha_page_text (page, 0, shown);
  for (guint i = 0; i < HECHA_TALLY_LEVELS; i++)
    {
      HechaCriterion criteria[2] = { { column, criterion }, { HECHA_LIST_LEVEL, wanted[i] } };
      g_autofree char *formula = hecha_listing_count (listing, criteria, 2);

      bar->values[i] = levels[i];
      if (hecha_listing_can_match (shown))
        hecha_page_formula (page, 1 + i, HECHA_LOOK_COUNT, formula, levels[i]);
      else
        hecha_page_number (page, 1 + i, HECHA_LOOK_COUNT, levels[i]);
    }
  hecha_page_formula (page, 4, HECHA_LOOK_COUNT, total, hecha_tally_total (levels));
  hecha_page_end_row (page, 1);
}

/* Beside its table, columns F to H; rows are left where the table is short. */
static void
write_chart (HechaPage *page, const char *title, guint32 first, const HechaBar *bars, guint n)
{
  enum { ROW_PIXELS = 24, MIN_ROWS = 9, CHART_WIDTH = 345, CHART_COLUMN = 5 };
  guint rows = MAX (n + 1, MIN_ROWS);

  hecha_chart_levels (page, title, first, 0, 1, bars, n, first - 1, CHART_COLUMN, CHART_WIDTH,
                      rows * ROW_PIXELS);
  while (page->row < first + MIN_ROWS)
    hecha_page_end_row (page, 1);
}

static void
write_by_department (HechaPage *page, const HechaDigest *digest, const HechaListing *listing,
                     GArray *tallies)
{
  static const char *const titles[] = { "部门", "违规", "疑点", "提示", "合计" };
  HechaBar bars[MAX_BARS];
  guint32 first;
  guint n = 0;

  hecha_page_line (page, HECHA_LOOK_SECTION, "四、按部门（问题最多的在前，全部见“部门汇总”）");
  hecha_page_subheader (page, titles, G_N_ELEMENTS (titles));
  first = page->row;
  g_array_sort (tallies, most_first);
  for (guint i = 0; i < tallies->len && n < MAX_BARS; i++)
    {
      const HechaUnitTally *tally = &g_array_index (tallies, HechaUnitTally, i);
      g_autofree char *cell = g_strdup_printf ("$A%u", page->row + 1);

      if (hecha_tally_total (tally->levels) == 0)
        continue;
      write_bar_row (page, listing, HECHA_LIST_UNIT,
                     g_array_index (digest->units, HechaUnit, tally->unit).shown, cell,
                     tally->levels, &bars[n]);
      n++;
    }
  write_chart (page, "各部门问题（条）", first, bars, n);
}

static void
write_by_article (HechaPage *page, const HechaDigest *digest, const HechaListing *listing)
{
  static const char *const titles[] = { "条款", "违规", "疑点", "提示", "合计" };
  g_autoptr (GArray) tallies = hecha_tally_articles (digest);
  g_autofree HechaBar *bars = g_new0 (HechaBar, tallies->len + 1);
  guint32 first;

  hecha_page_line (page, HECHA_LOOK_SECTION, "五、按条款（“台账”指台账自身的差错）");
  hecha_page_subheader (page, titles, G_N_ELEMENTS (titles));
  first = page->row;
  for (guint i = 0; i < tallies->len; i++)
    {
      const HechaArticleTally *tally = &g_array_index (tallies, HechaArticleTally, i);
      g_autofree char *cell = g_strdup_printf ("$A%u&\"*\"", page->row + 1);

      write_bar_row (page, listing, HECHA_LIST_ARTICLE,
                     *tally->article != '\0' ? tally->article : "台账", cell, tally->levels,
                     &bars[i]);
    }
  write_chart (page, "各条款问题（条）", first, bars, MIN (tallies->len, MAX_ARTICLE_BARS));
}

/* ---- the sheet -------------------------------------------------------------------------- */

void
hecha_sheet_overview (HechaPad *pad, const HechaDigest *digest, const HechaListing *listing)
{
  g_autoptr (GArray) tallies = hecha_tally_units (digest);
  g_autofree char *measures = hecha_sheet_measures (digest->rules);
  HechaPage page;

  hecha_page_open (&page, pad, "总览", columns, HECHA_PAPER_SHEETS);
  hecha_page_measure (&page);
  hecha_page_title (&page, pad->title);
  hecha_page_linef (&page, HECHA_LOOK_SUBTITLE, "核查日：%s　　依据：%s", pad->as_of, measures);
  hecha_page_line (&page, HECHA_LOOK_WARNING, HECHA_TO_BE_VERIFIED);
  write_scope (&page, digest);
  write_found (&page, digest, listing);
  write_unchecked (&page, digest);
  hecha_page_break (&page);
  write_by_department (&page, digest, listing, tallies);
  hecha_page_break (&page);
  write_by_article (&page, digest, listing);
  if (digest->input->with_previous)
    {
      hecha_page_break (&page);
      hecha_movement_section (&page, digest, N_COLUMNS);
    }
}
