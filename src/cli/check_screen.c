/* What hecha check says in the terminal. */
#include "cli/check_screen.h"

#include <stdio.h>

#include "cli/terminal.h"

gboolean
hecha_check_shows (const HechaBatch *batch, const HechaFinding *finding)
{
  return (hecha_rules_get (batch->rules, finding->rule)->audience
          & HECHA_AUDIENCE_DEPARTMENT)
         != 0;
}


typedef struct
{
  guint32 project;       /* HECHA_NO_PROJECT: of the ledger itself */
  GArray *findings;      /* guint */
  HechaOutcome worst;
  guint n_worst;
} ProjectFindings;

static void
clear_group (gpointer data)
{
  g_array_unref (((ProjectFindings *) data)->findings);
}

static GArray *
group_findings (const HechaBatch *batch)
{
  GArray *groups = g_array_new (FALSE, TRUE, sizeof (ProjectFindings));
  g_autoptr (GHashTable) index = g_hash_table_new (NULL, NULL);

  g_array_set_clear_func (groups, clear_group);
  for (guint i = 0; i < hecha_verdict_n_findings (batch->verdict); i++)
    {
      const HechaFinding *finding = hecha_verdict_finding (batch->verdict, i);
      gpointer key = GUINT_TO_POINTER (finding->project);
      guint at;
      ProjectFindings *group;

      if (!hecha_check_shows (batch, finding))
        continue;
      at = GPOINTER_TO_UINT (g_hash_table_lookup (index, key));
      if (at == 0)
        {
          g_array_set_size (groups, groups->len + 1);
          at = groups->len;
          g_hash_table_insert (index, key, GUINT_TO_POINTER (at));
          group = &g_array_index (groups, ProjectFindings, at - 1);
          group->project = finding->project;
          group->findings = g_array_new (FALSE, FALSE, sizeof (guint));
        }
      group = &g_array_index (groups, ProjectFindings, at - 1);
      g_array_append_val (group->findings, i);
      if (finding->level > group->worst)
        group->n_worst = 0;
      group->worst = MAX (group->worst, (HechaOutcome) finding->level);
      group->n_worst += finding->level == group->worst;
    }
  return groups;
}

static int
compare_groups (gconstpointer left, gconstpointer right)
{
  const ProjectFindings *a = left, *b = right;

  if (a->worst != b->worst)
    return a->worst > b->worst ? -1 : 1;
  if (a->n_worst != b->n_worst)
    return a->n_worst > b->n_worst ? -1 : 1;
  return a->project < b->project ? -1 : a->project > b->project;
}

static void
print_place (const HechaBatch *batch, const HechaEvidence *cell)
{
  const HechaTable *table = hecha_ledger_table (batch->ledger, cell->table);
  const HechaExtract *file = hecha_ledger_file (batch->ledger, table->file);
  char address[HECHA_ADDRESS_SIZE];

  hecha_address (cell->row, cell->column, address);
  if (*table->sheet != '\0')
    printf ("%s › %s › %s", file->name, table->sheet, address);
  else
    printf ("%s › %s", file->name, address);
}

static void
print_finding (const HechaBatch *batch, guint index)
{
  const HechaFinding *finding = hecha_verdict_finding (batch->verdict, index);
  const HechaRule *rule = hecha_rules_get (batch->rules, finding->rule);

  fputs ("  ", stdout);
  hecha_terminal_print_level ((HechaOutcome) finding->level);
  printf (" %s", rule->name);
  if (*rule->article != '\0')
    printf ("（%s）", rule->article);
  printf (" [%s]\n      %s\n      位置：", rule->shown_id, finding->message);
  print_place (batch, &finding->evidence[0]);
  printf ("\n      怎么办：%s\n", rule->remedy);
}

static void
print_group (const HechaBatch *batch, const ProjectFindings *group)
{
  if (group->project == HECHA_NO_PROJECT)
    puts ("\n台账本身");
  else if (hecha_verdict_classified (batch->verdict, group->project))
    puts ("\n（涉密项目，名称不显示）");
  else
    printf ("\n%s\n", hecha_ledger_project (batch->ledger, group->project)->name);
  /* Worst first within the project too. */
  for (int level = HECHA_OUTCOME_VIOLATION; level >= HECHA_OUTCOME_HINT; level--)
    for (guint i = 0; i < group->findings->len; i++)
      {
        guint index = g_array_index (group->findings, guint, i);

        if (hecha_verdict_finding (batch->verdict, index)->level == level)
          print_finding (batch, index);
      }
}

/* A column that is missing somewhere, and how many checks of how many projects
 * it would allow. */
typedef struct
{
  guint8 field;
  guint n_checks;
} MissingColumn;

static int
compare_missing (gconstpointer left, gconstpointer right)
{
  const MissingColumn *a = left, *b = right;

  if (a->n_checks != b->n_checks)
    return a->n_checks > b->n_checks ? -1 : 1;
  return a->field < b->field ? -1 : a->field > b->field;
}

/* Missing columns over all tables, the most telling first. */
static GArray *
missing_columns (const HechaBatch *batch)
{
  GArray *missing = g_array_new (FALSE, TRUE, sizeof (MissingColumn));
  guint by_field[HECHA_N_FIELDS] = { 0 };

  for (guint i = 0; i < hecha_verdict_n_gaps (batch->verdict); i++)
    {
      const HechaGap *gap = hecha_verdict_gap (batch->verdict, i);

      by_field[gap->field] += gap->rules->len * gap->n_projects;
    }
  for (guint i = 0; i < HECHA_N_FIELDS; i++)
    {
      MissingColumn column = { (guint8) i, by_field[i] };

      if (column.n_checks > 0)
        g_array_append_val (missing, column);
    }
  g_array_sort (missing, compare_missing);
  return missing;
}

/* Which columns would let more be checked. */
static void
print_gaps (const HechaBatch *batch)
{
  enum { SHOWN = 10 };
  g_autoptr (GArray) missing = missing_columns (batch);

  if (missing->len == 0)
    return;
  puts ("\n缺少下列栏目，相应的检查没有做（不算问题；补上栏目就能多查）：");
  for (guint i = 0; i < missing->len && i < SHOWN; i++)
    {
      const MissingColumn *column = &g_array_index (missing, MissingColumn, i);

      fputs ("  ", stdout);
      hecha_terminal_print_padded (hecha_field_name ((HechaField) column->field), 16);
      printf ("可多做 %u 项次检查\n", column->n_checks);
    }
  if (missing->len > SHOWN)
    printf ("  此外还有 %u 栏（hecha template 台账 -o 文件.xlsx 可写出栏目齐全的空白台账）\n",
            missing->len - SHOWN);
}

/* The last line; that nothing was found is said only of projects that were read. */
static void
print_total (const HechaBatch *batch, guint total, const guint by_level[HECHA_N_OUTCOMES])
{
  guint n = hecha_ledger_n_projects (batch->ledger);

  if (total > 0)
    printf ("\n%u 个项目，共 %u 条：违规 %u，疑点 %u，提示 %u。\n", n, total,
            by_level[HECHA_OUTCOME_VIOLATION], by_level[HECHA_OUTCOME_SUSPECT],
            by_level[HECHA_OUTCOME_HINT]);
  else if (n > 0)
    printf ("\n%u 个项目，没有发现需要处理的问题。\n", n);
  else if (batch->n_unread > 0)
    printf ("\n有 %u 个文件未能读取，没有读出项目，什么也没有核查。\n", batch->n_unread);
  else
    puts ("\n没有读出项目，什么也没有核查。");
}

void
hecha_check_print_findings (const HechaBatch *batch)
{
  g_autoptr (GArray) groups = group_findings (batch);
  guint by_level[HECHA_N_OUTCOMES] = { 0 }, total = 0;

  g_array_sort (groups, compare_groups);
  for (guint i = 0; i < groups->len; i++)
    {
      const ProjectFindings *group = &g_array_index (groups, ProjectFindings, i);

      print_group (batch, group);
      for (guint j = 0; j < group->findings->len; j++, total++)
        by_level[hecha_verdict_finding (batch->verdict,
                                        g_array_index (group->findings, guint, j))
                     ->level]++;
    }
  print_gaps (batch);
  print_total (batch, total, by_level);
}

/* What of a file was not taken for a project: sheets, and rows without a name. */
static void
print_passed_over (const HechaExtract *file)
{
  for (guint i = 0; i < file->sheets->len; i++)
    {
      const HechaSheetNote *sheet = &g_array_index (file->sheets, HechaSheetNote, i);

      if (*sheet->note != '\0')
        fprintf (stderr, "%s：工作表“%s”：%s\n", file->name, sheet->name, sheet->note);
    }
}

void
hecha_check_print_files (const HechaBatch *batch, gboolean quiet)
{
  for (guint i = 0; i < batch->n_judged_files; i++)
    {
      const HechaExtract *file = hecha_ledger_file (batch->ledger, i);

      if (file->error != NULL)
        fprintf (stderr, "未能读取：%s：%s\n", file->name, file->error);
      else if (file->skipped != NULL && !quiet)
        fprintf (stderr, "没有读：%s：%s\n", file->name, file->skipped);
      else if (file->tables->len == 0 && !quiet)
        fprintf (stderr, "%s：没有找到项目台账（要有“项目名称”等栏目）\n", file->name);
      else if (!quiet)
        print_passed_over (file);
    }
}

