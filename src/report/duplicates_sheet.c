/* duplicates_sheet.c - 疑似重复: pairs and splits side by side. */
#include "report/discretion.h"
#include "report/sheets.h"
#include "report/where.h"

enum { GROUP, NUMBER, CHECK, LEVEL, SCORE, PROJECT_A, AMOUNT_A, CONTENT_A, PROJECT_B, AMOUNT_B,
       CONTENT_B, AGREE, OBJECT, WHERE_A, WHERE_B, N };

static const HechaPageColumn columns[] = {
  [GROUP] = { "组", 4.5, HECHA_LOOK_CENTER, FALSE, FALSE },
  [NUMBER] = { "编号", 15, HECHA_LOOK_CENTER, FALSE, FALSE },
  [CHECK] = { "检查项", 10, HECHA_LOOK_CENTER, FALSE, FALSE },
  [LEVEL] = { "级别", 5.5, HECHA_LOOK_CENTER, FALSE, FALSE },
  [SCORE] = { "相似度", 7, HECHA_LOOK_CENTER, FALSE, FALSE },
  [PROJECT_A] = { "甲：项目、部门、年度", 22, HECHA_LOOK_TEXT, FALSE, FALSE },
  [AMOUNT_A] = { "甲：投资额（元）", 14, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [CONTENT_A] = { "甲：建设内容", 24, HECHA_LOOK_TEXT, FALSE, FALSE },
  [PROJECT_B] = { "乙：项目、部门、年度", 22, HECHA_LOOK_TEXT, FALSE, FALSE },
  [AMOUNT_B] = { "乙：投资额（元）", 14, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [CONTENT_B] = { "乙：建设内容", 24, HECHA_LOOK_TEXT, FALSE, FALSE },
  [AGREE] = { "相同之处", 20, HECHA_LOOK_TEXT, FALSE, FALSE },
  [OBJECT] = { "不同之处", 18, HECHA_LOOK_TEXT, FALSE, FALSE },
  [WHERE_A] = { "甲：证据", 36, HECHA_LOOK_LINK, FALSE, FALSE },
  [WHERE_B] = { "乙：证据", 36, HECHA_LOOK_LINK, FALSE, FALSE },
  [N] = { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

static void
write_side (HechaPage *page, const HechaDigest *digest, guint32 index, guint first)
{
  const HechaProject *project = hecha_ledger_project (digest->ledger, index);
  g_autofree char *year
    = project->year != 0 ? g_strdup_printf ("　%d年", project->year) : g_strdup ("");

  if (hecha_verdict_classified (digest->verdict, index))
    {
      for (guint i = 0; i < 3; i++)
        hecha_page_text (page, first + i, i == 0 ? "（涉密项目）" : NULL);
      return;
    }
  hecha_page_textf (page, first, "%s\n%s%s", project->name, project->unit, year);
  hecha_page_amount (page, first + 1, HECHA_LOOK_AMOUNT, hecha_project_investment (project));
  hecha_page_text (page, first + 2, hecha_project_raw (project, HECHA_FIELD_CONTENT));
}

/* The first cell of the finding that stands in a table of the project. */
static void
write_where (HechaPage *page, const HechaDigest *digest, const HechaFinding *finding,
             guint32 index, guint column)
{
  const HechaProject *project = hecha_ledger_project (digest->ledger, index);

  for (guint i = 0; i < finding->n_evidence; i++)
    for (guint j = 0; j < project->n_places; j++)
      if (project->places[j].table == finding->evidence[i].table
          && project->places[j].row == finding->evidence[i].row)
        {
          g_autofree char *text = hecha_where_cell (digest->ledger, &finding->evidence[i]);
          g_autofree char *link
            = hecha_where_evidence_link (digest->input, &finding->evidence[i]);
          hecha_page_link (page, column, text, link);
          return;
        }
  hecha_page_text_as (page, column, HECHA_LOOK_TEXT, NULL);
}

/* A split has several on the other side, a row each. */
static void
write_pair (HechaPage *page, const HechaDigest *digest, guint index, guint other)
{
  const HechaFinding *finding = hecha_digest_finding (digest, index);

  if (finding->group > 0)
    hecha_page_textf (page, GROUP, "%u", finding->group);
  else
    hecha_page_text (page, GROUP, NULL);
  hecha_page_text (page, NUMBER, hecha_digest_number (digest, index));
  hecha_page_text (page, CHECK, hecha_digest_rule (digest, index)->name);
  hecha_sheet_level (page, LEVEL, finding->level);
  if (finding->score >= 0)
    hecha_page_textf (page, SCORE, "%.2f", finding->score);
  else
    hecha_page_text (page, SCORE, NULL);
  write_side (page, digest, finding->project, PROJECT_A);
  write_side (page, digest, finding->related[other], PROJECT_B);
  hecha_page_text (page, AGREE, finding->agreement);
  hecha_page_text (page, OBJECT, finding->objection);
  write_where (page, digest, finding, finding->project, WHERE_A);
  write_where (page, digest, finding, finding->related[other], WHERE_B);
  hecha_page_end_row (page, 2);
}

static gint
by_group (gconstpointer a, gconstpointer b, gpointer data)
{
  const HechaDigest *digest = data;
  guint first = *(const guint *) a, second = *(const guint *) b;
  guint one = hecha_digest_finding (digest, first)->group;
  guint other = hecha_digest_finding (digest, second)->group;

  /* Without a group: splits and the like, after the duplicates. */
  one = one == 0 ? G_MAXUINT : one;
  other = other == 0 ? G_MAXUINT : other;
  if (one != other)
    return one < other ? -1 : 1;
  return first < second ? -1 : first > second;
}

static GArray *
findings_with_others (const HechaDigest *digest)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < digest->findings->len; i++)
    {
      guint index = g_array_index (digest->findings, guint, i);
      const HechaFinding *finding = hecha_digest_finding (digest, index);
      if (finding->n_related > 0 && finding->project != HECHA_NO_PROJECT
          && (finding->group > 0 || finding->score >= 0 || *finding->agreement != '\0'))
        g_array_append_val (found, index);
    }
  g_array_sort_with_data (found, by_group, (gpointer) digest);
  return found;
}

void
hecha_sheet_duplicates (HechaPad *pad, const HechaDigest *digest)
{
  g_autoptr (GArray) found = findings_with_others (digest);
  HechaPage page;

  hecha_page_open (&page, pad, "疑似重复", columns, HECHA_PAPER_LANDSCAPE);
  hecha_page_title (&page, "疑似重复建设与拆分");
  hecha_page_line (&page, HECHA_LOOK_NOTE,
                   "同一组的项目排在一起，一对一行；相似度由名称、内容、金额等得出，只是线索。"
                   "“不同之处”列出不支持判定为重复的理由，核实时请先看。核实结论填在“问题清单”。");
  hecha_page_header (&page, NUMBER + 1);
  for (guint i = 0; i < found->len; i++)
    {
      guint index = g_array_index (found, guint, i);
      for (guint j = 0; j < hecha_digest_finding (digest, index)->n_related; j++)
        write_pair (&page, digest, index, j);
    }
  if (found->len == 0)
    hecha_page_line (&page, HECHA_LOOK_NOTE, "没有发现疑似重复或拆分的项目。");
  hecha_page_filter (&page);
}
