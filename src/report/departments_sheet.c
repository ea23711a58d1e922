/* departments_sheet.c - 部门汇总: a department a row. */
#include "report/sheets.h"
#include "report/tally.h"

enum { UNIT, PROJECTS, CONCERNED, VIOLATIONS, SUSPECTS, HINTS, TOTAL, BEFORE, EXCESS, HOLD, UNDECIDED, N };

static const HechaPageColumn columns[] = {
  [UNIT] = { "部门", 26, HECHA_LOOK_TEXT, FALSE, FALSE },
  [PROJECTS] = { "项目数", 9, HECHA_LOOK_COUNT, FALSE, FALSE },
  [CONCERNED] = { "有问题的项目", 9, HECHA_LOOK_COUNT, FALSE, FALSE },
  [VIOLATIONS] = { "违规", 9, HECHA_LOOK_COUNT, FALSE, FALSE },
  [SUSPECTS] = { "疑点", 9, HECHA_LOOK_COUNT, FALSE, FALSE },
  [HINTS] = { "提示", 9, HECHA_LOOK_COUNT, FALSE, FALSE },
  [TOTAL] = { "合计", 9, HECHA_LOOK_COUNT, FALSE, FALSE },
  [BEFORE] = { "其中施行前", 9, HECHA_LOOK_COUNT, FALSE, FALSE },
  [EXCESS] = { "超支金额（元）", 18, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [HOLD] = { "整改前不得拨付（元）", 18, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [UNDECIDED] = { "无法核查（项次）", 14, HECHA_LOOK_COUNT, FALSE, FALSE },
  [N] = { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

/* A live count where the unit's name can be a criterion, else the number. */
static void
write_count (HechaPage *page, guint column, const HechaListing *listing, const char *unit,
             HechaListColumn by, const char *wanted, double value)
{
  g_autofree char *cell = g_strdup_printf ("$A%u", page->row + 1);
  HechaCriterion criteria[2] = { { HECHA_LIST_UNIT, cell }, { by, wanted } };
  g_autofree char *formula = hecha_listing_count (listing, criteria, 2);

  if (hecha_listing_can_match (unit))
    hecha_page_formula (page, column, HECHA_LOOK_COUNT, formula, value);
  else
    hecha_page_number (page, column, HECHA_LOOK_COUNT, value);
}

static void
write_sum (HechaPage *page, guint column, const HechaListing *listing, const char *unit,
           const char *kind, gint64 fen)
{
  g_autofree char *cell = g_strdup_printf ("$A%u", page->row + 1);
  HechaCriterion criteria[3] = { { HECHA_LIST_UNIT, cell },
                                 { HECHA_LIST_KIND, kind },
                                 { HECHA_LIST_FORCE, "\"<>施行前\"" } };
  g_autofree char *formula = hecha_listing_sum (listing, criteria, 3);

  if (hecha_listing_can_match (unit))
    hecha_page_formula (page, column, HECHA_LOOK_AMOUNT, formula, (double) fen / 100.0);
  else
    hecha_page_amount (page, column, HECHA_LOOK_AMOUNT, fen);
}

static void
write_unit (HechaPage *page, const HechaDigest *digest, const HechaListing *listing,
            const HechaUnitTally *tally)
{
  const HechaUnit *unit = &g_array_index (digest->units, HechaUnit, tally->unit);
  g_autofree char *total = g_strdup_printf ("=SUM(D%u:F%u)", page->row + 1, page->row + 1);

  hecha_page_text (page, UNIT, unit->shown);
  hecha_page_number (page, PROJECTS, HECHA_LOOK_COUNT, unit->n_projects);
  hecha_page_number (page, CONCERNED, HECHA_LOOK_COUNT, tally->projects);
  write_count (page, VIOLATIONS, listing, unit->shown, HECHA_LIST_LEVEL, "\"违规\"",
               tally->levels[0]);
  write_count (page, SUSPECTS, listing, unit->shown, HECHA_LIST_LEVEL, "\"疑点\"",
               tally->levels[1]);
  write_count (page, HINTS, listing, unit->shown, HECHA_LIST_LEVEL, "\"提示\"",
               tally->levels[2]);
  hecha_page_formula (page, TOTAL, HECHA_LOOK_COUNT, total, hecha_tally_total (tally->levels));
  write_count (page, BEFORE, listing, unit->shown, HECHA_LIST_FORCE, "\"施行前\"",
               tally->before);
  write_sum (page, EXCESS, listing, unit->shown, "\"超支\"", tally->excess);
  write_sum (page, HOLD, listing, unit->shown, "\"暂缓拨付\"", tally->hold);
  hecha_page_number (page, UNDECIDED, HECHA_LOOK_COUNT, (double) tally->undecided);
  hecha_page_end_row (page, 1);
}

static double
figure (const HechaDigest *digest, const HechaUnitTally *tally, guint column)
{
  switch (column)
    {
    case PROJECTS: return g_array_index (digest->units, HechaUnit, tally->unit).n_projects;
    case CONCERNED: return tally->projects;
    case VIOLATIONS: return tally->levels[0];
    case SUSPECTS: return tally->levels[1];
    case HINTS: return tally->levels[2];
    case TOTAL: return hecha_tally_total (tally->levels);
    case BEFORE: return tally->before;
    case EXCESS: return (double) tally->excess / 100.0;
    case HOLD: return (double) tally->hold / 100.0;
    default: return (double) tally->undecided;
    }
}

static void
write_totals (HechaPage *page, const HechaDigest *digest, const GArray *tallies, guint32 first)
{
  hecha_page_text_as (page, UNIT, HECHA_LOOK_TOTAL, "合计");
  for (guint column = PROJECTS; column < N; column++)
    {
      g_autofree char *formula
        = g_strdup_printf ("=SUM(%c%u:%c%u)", 'A' + column, first + 1, 'A' + column, page->row);
      gboolean money = column == EXCESS || column == HOLD;
      double sum = 0;

      for (guint i = 0; i < tallies->len; i++)
        sum += figure (digest, &g_array_index (tallies, HechaUnitTally, i), column);
      hecha_page_formula (page, column,
                          money ? HECHA_LOOK_TOTAL_AMOUNT : HECHA_LOOK_TOTAL_COUNT, formula,
                          sum);
    }
  hecha_page_end_row (page, 1);
}

void
hecha_sheet_departments (HechaPad *pad, const HechaDigest *digest, const HechaListing *listing)
{
  g_autoptr (GArray) tallies = hecha_tally_units (digest);
  HechaPage page;
  guint32 first;

  hecha_page_open (&page, pad, "部门汇总", columns, HECHA_PAPER_LANDSCAPE);
  hecha_page_title (&page, "部门汇总");
  hecha_page_line (&page, HECHA_LOOK_NOTE,
                   "条数和金额随“问题清单”实时计算；“超支”“不得拨付”为施行后及未载明时间的金额，"
                   "同一项目同类只计最大的一笔；有涉密项目的部门，其涉密问题单列在“（涉密）”名下，不计入各部门条数。");
  hecha_page_header (&page, 1);
  first = page.row;
  for (guint i = 0; i < tallies->len; i++)
    {
      const HechaUnitTally *tally = &g_array_index (tallies, HechaUnitTally, i);
      const HechaUnit *unit = &g_array_index (digest->units, HechaUnit, tally->unit);
      if (unit->n_projects > 0 || hecha_tally_total (tally->levels) > 0)
        write_unit (&page, digest, listing, tally);
    }
  if (page.row > first)
    write_totals (&page, digest, tallies, first);
}
