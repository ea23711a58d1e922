/* matrix_sheet.c - 核查矩阵: projects by checks, a mark and a colour a cell. */
#include "report/discretion.h"
#include "report/sheets.h"

/* More rows than this nobody reads, and each has as many cells as checks. */
enum { MAX_PROJECTS = 3000, FIXED = 3, MAX_CHECKS = HECHA_PAGE_MAX_COLUMNS - FIXED - 1 };

/* Marks that print without colour, in the order of HechaOutcome. */
static const char *const marks[HECHA_N_OUTCOMES] = { "–", "√", "未", "？", "提", "疑", "违" };

static gboolean
says_something (const HechaDigest *digest, guint rule)
{
  for (int outcome = HECHA_OUTCOME_PASS; outcome < HECHA_N_OUTCOMES; outcome++)
    if (hecha_verdict_total (digest->verdict, rule, (HechaOutcome) outcome) > 0)
      return TRUE;
  return FALSE;
}

static GArray *
shown_checks (const HechaDigest *digest)
{
  GArray *checks = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < hecha_rules_n (digest->rules) && checks->len < MAX_CHECKS; i++)
    {
      const HechaRule *rule = hecha_rules_get (digest->rules, i);
      if ((rule->audience & digest->audience) && !rule->of_table && rule->suppressed == NULL
          && says_something (digest, i))
        g_array_append_val (checks, i);
    }
  return checks;
}

typedef struct
{
  guint32 project;
  guint8 worst;
  const char *unit;
} Row;

static gint
by_unit (gconstpointer a, gconstpointer b)
{
  const Row *first = a, *second = b;
  int order = g_strcmp0 (first->unit, second->unit);

  return order != 0 ? order : first->project < second->project ? -1 : 1;
}

static gint
worst_first (gconstpointer a, gconstpointer b)
{
  const Row *first = a, *second = b;

  return first->worst != second->worst ? (int) second->worst - (int) first->worst
                                       : by_unit (a, b);
}

static GArray *
shown_projects (const HechaDigest *digest, const GArray *checks)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  for (guint32 i = 0; i < hecha_ledger_n_projects (digest->ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (digest->ledger, i);
      Row row = { i, 0, project->plain_unit };

      if (!hecha_project_is_judged (digest->ledger, project))
        continue;
      for (guint j = 0; j < checks->len; j++)
        row.worst = MAX (row.worst, hecha_verdict_outcome (digest->verdict, i,
                                                           g_array_index (checks, guint, j)));
      g_array_append_val (rows, row);
    }
  if (rows->len > MAX_PROJECTS)
    {
      g_array_sort (rows, worst_first);
      g_array_set_size (rows, MAX_PROJECTS);
    }
  g_array_sort (rows, by_unit);
  return rows;
}

static HechaPageColumn *
make_columns (const HechaDigest *digest, const GArray *checks)
{
  static const HechaPageColumn fixed[FIXED] = {
    { "部门", 14, HECHA_LOOK_TEXT, FALSE, FALSE },
    { "项目名称", 30, HECHA_LOOK_TEXT, FALSE, FALSE },
    { "年度", 6, HECHA_LOOK_CENTER, FALSE, FALSE },
  };
  HechaPageColumn *columns = g_new0 (HechaPageColumn, FIXED + checks->len + 1);

  for (guint i = 0; i < FIXED; i++)
    columns[i] = fixed[i];
  for (guint i = 0; i < checks->len; i++)
    columns[FIXED + i] = (HechaPageColumn){
      hecha_rules_get (digest->rules, g_array_index (checks, guint, i))->name, 3.6,
      HECHA_LOOK_CENTER, FALSE, FALSE
    };
  return columns;
}

static void
write_header (HechaPage *page, const HechaDigest *digest, const GArray *checks)
{
  for (guint i = 0; i < FIXED; i++)
    hecha_page_text_as (page, i, HECHA_LOOK_HEADER, page->columns[i].title);
  for (guint i = 0; i < checks->len; i++)
    {
      const HechaRule *rule
        = hecha_rules_get (digest->rules, g_array_index (checks, guint, i));
      g_autofree char *title = g_strdup_printf (
        "%s %s", *rule->article != '\0' ? rule->article : "台账", rule->name);
      hecha_page_text_as (page, FIXED + i, HECHA_LOOK_HEADER_UPRIGHT, title);
    }
  page->header_row = page->row;
  hecha_page_end_row (page, 15);
  worksheet_freeze_panes (page->sheet, page->row, FIXED);
  hecha_page_check (page,
                    worksheet_repeat_rows (page->sheet, page->header_row, page->header_row));
}

static void
write_project (HechaPage *page, const HechaDigest *digest, const GArray *checks, guint32 index)
{
  const HechaProject *project = hecha_ledger_project (digest->ledger, index);
  gboolean classified = hecha_verdict_classified (digest->verdict, index);

  hecha_page_text (page, 0, classified ? "（涉密）" : project->unit);
  if (classified)
    hecha_page_textf (page, 1, "（涉密项目）%s", project->code);
  else
    hecha_page_text (page, 1, project->name);
  if (project->year != 0 && !classified)
    hecha_page_textf (page, 2, "%d", project->year);
  else
    hecha_page_text (page, 2, NULL);
  for (guint i = 0; i < checks->len; i++)
    {
      HechaOutcome outcome = hecha_verdict_outcome (digest->verdict, index,
                                                    g_array_index (checks, guint, i));
      hecha_page_text_as (page, FIXED + i, (HechaLook) outcome, marks[outcome]);
    }
  hecha_page_end_row (page, 1);
}

void
hecha_sheet_matrix (HechaPad *pad, const HechaDigest *digest)
{
  g_autoptr (GArray) checks = shown_checks (digest);
  g_autoptr (GArray) rows = shown_projects (digest, checks);
  g_autofree HechaPageColumn *columns = make_columns (digest, checks);
  HechaPage page;

  hecha_page_open (&page, pad, "核查矩阵", columns, HECHA_PAPER_LANDSCAPE);
  hecha_page_title (&page, "核查矩阵");
  hecha_page_line (&page, HECHA_LOOK_NOTE,
                   "违=违规　疑=疑点　提=提示　√=通过　未=未到期　？=无法核查　–=不适用。"
                   "全部项目都不适用的检查不列。");
  if (rows->len < digest->n_projects)
    hecha_page_linef (&page, HECHA_LOOK_NOTE,
                      "项目共 %u 个，本表只列问题最严重的 %u 个；其余见 outcomes.jsonl。",
                      digest->n_projects, rows->len);
  write_header (&page, digest, checks);
  for (guint i = 0; i < rows->len; i++)
    write_project (&page, digest, checks, g_array_index (rows, Row, i).project);
  hecha_page_filter (&page);
}
