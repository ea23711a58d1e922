/* hecha check: a department looks before it submits. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/batch.h"
#include "cli/command.h"
#include "cli/last_words.h"
#include "cli/marking.h"
#include "cli/single_output.h"
#include "cli/terminal.h"

#define SUFFIX ".核查"

typedef struct
{
  const HechaOptions *options;
  HechaBatch *batch;
  HechaReportInput input;
  char **numbers;
} Check;

static gboolean
is_shown (const Check *check, const HechaFinding *finding)
{
  return (hecha_rules_get (check->batch->rules, finding->rule)->audience
          & HECHA_AUDIENCE_DEPARTMENT)
         != 0;
}

/* ---- findings in the terminal, by project, worst first ----------------------- */

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
group_findings (const Check *check)
{
  GArray *groups = g_array_new (FALSE, TRUE, sizeof (ProjectFindings));
  g_autoptr (GHashTable) index = g_hash_table_new (NULL, NULL);

  g_array_set_clear_func (groups, clear_group);
  for (guint i = 0; i < hecha_verdict_n_findings (check->batch->verdict); i++)
    {
      const HechaFinding *finding = hecha_verdict_finding (check->batch->verdict, i);
      gpointer key = GUINT_TO_POINTER (finding->project);
      guint at;
      ProjectFindings *group;

      if (!is_shown (check, finding))
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
print_place (const Check *check, const HechaEvidence *cell)
{
  const HechaTable *table = hecha_ledger_table (check->batch->ledger, cell->table);
  const HechaExtract *file = hecha_ledger_file (check->batch->ledger, table->file);
  char address[HECHA_ADDRESS_SIZE];

  hecha_address (cell->row, cell->column, address);
  if (*table->sheet != '\0')
    printf ("%s › %s › %s", file->name, table->sheet, address);
  else
    printf ("%s › %s", file->name, address);
}

static void
print_finding (const Check *check, guint index)
{
  const HechaFinding *finding = hecha_verdict_finding (check->batch->verdict, index);
  const HechaRule *rule = hecha_rules_get (check->batch->rules, finding->rule);

  fputs ("  ", stdout);
  hecha_terminal_print_level ((HechaOutcome) finding->level);
  printf (" %s", rule->name);
  if (*rule->article != '\0')
    printf ("（%s）", rule->article);
  printf (" [%s]\n      %s\n      位置：", rule->shown_id, finding->message);
  print_place (check, &finding->evidence[0]);
  printf ("\n      怎么办：%s\n", rule->remedy);
}

static void
print_group (const Check *check, const ProjectFindings *group)
{
  if (group->project == HECHA_NO_PROJECT)
    puts ("\n台账本身");
  else if (hecha_verdict_classified (check->batch->verdict, group->project))
    puts ("\n（涉密项目，名称不显示）");
  else
    printf ("\n%s\n", hecha_ledger_project (check->batch->ledger, group->project)->name);
  /* Worst first within the project too. */
  for (int level = HECHA_OUTCOME_VIOLATION; level >= HECHA_OUTCOME_HINT; level--)
    for (guint i = 0; i < group->findings->len; i++)
      {
        guint index = g_array_index (group->findings, guint, i);

        if (hecha_verdict_finding (check->batch->verdict, index)->level == level)
          print_finding (check, index);
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
missing_columns (const Check *check)
{
  GArray *missing = g_array_new (FALSE, TRUE, sizeof (MissingColumn));
  guint by_field[HECHA_N_FIELDS] = { 0 };

  for (guint i = 0; i < hecha_verdict_n_gaps (check->batch->verdict); i++)
    {
      const HechaGap *gap = hecha_verdict_gap (check->batch->verdict, i);

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
print_gaps (const Check *check)
{
  enum { SHOWN = 10 };
  g_autoptr (GArray) missing = missing_columns (check);

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
    fputs ("  此外还有：", stdout);
  for (guint i = SHOWN; i < missing->len; i++)
    printf ("%s%s", i > SHOWN ? "、" : "",
            hecha_field_name ((HechaField) g_array_index (missing, MissingColumn, i).field));
  if (missing->len > SHOWN)
    puts ("\n  （hecha template 台账 -o 文件.xlsx 可写出栏目齐全的空白台账）");
}

static void
print_findings (const Check *check)
{
  g_autoptr (GArray) groups = group_findings (check);
  guint by_level[HECHA_N_OUTCOMES] = { 0 }, total = 0;

  g_array_sort (groups, compare_groups);
  for (guint i = 0; i < groups->len; i++)
    {
      const ProjectFindings *group = &g_array_index (groups, ProjectFindings, i);

      print_group (check, group);
      for (guint j = 0; j < group->findings->len; j++, total++)
        by_level[hecha_verdict_finding (check->batch->verdict,
                                        g_array_index (group->findings, guint, j))
                     ->level]++;
    }
  print_gaps (check);
  if (total == 0)
    printf ("\n%u 个项目，没有发现需要处理的问题。\n",
            hecha_ledger_n_projects (check->batch->ledger));
  else
    printf ("\n%u 个项目，共 %u 条：违规 %u，疑点 %u，提示 %u。\n",
            hecha_ledger_n_projects (check->batch->ledger), total,
            by_level[HECHA_OUTCOME_VIOLATION], by_level[HECHA_OUTCOME_SUSPECT],
            by_level[HECHA_OUTCOME_HINT]);
}

static void
print_json (const Check *check)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < hecha_verdict_n_findings (check->batch->verdict); i++)
    if (is_shown (check, hecha_verdict_finding (check->batch->verdict, i)))
      {
        g_string_truncate (line, 0);
        hecha_report_append_finding (line, &check->input, i);
        puts (line->str);
      }
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

static void
print_files (const Check *check)
{
  for (guint i = 0; i < check->batch->n_judged_files; i++)
    {
      const HechaExtract *file = hecha_ledger_file (check->batch->ledger, i);

      if (file->error != NULL)
        fprintf (stderr, "未能读取：%s：%s\n", file->name, file->error);
      else if (file->skipped != NULL && !check->options->quiet)
        fprintf (stderr, "没有读：%s：%s\n", file->name, file->skipped);
      else if (file->tables->len == 0 && !check->options->quiet)
        fprintf (stderr, "%s：没有找到项目台账（要有“项目名称”等栏目）\n", file->name);
      else if (!check->options->quiet)
        print_passed_over (file);
    }
}

/* ---- marked copies ------------------------------------------------------------- */

static gboolean
ends_with_slash (const char *path)
{
  return g_str_has_suffix (path, "/");
}

/* -o names a file only where one file is checked and it is no folder. */
static gboolean
output_is_folder (const Check *check, guint n_copies)
{
  const char *output = check->options->output;

  return output != NULL
         && (n_copies != 1 || ends_with_slash (output) || g_file_test (output, G_FILE_TEST_IS_DIR));
}

/* NAME.核查.xlsx, with the old suffix kept where that name is taken. */
static char *
copy_path (const Check *check, const HechaExtract *file, gboolean into_folder,
           GHashTable *taken)
{
  const char *output = check->options->output;
  g_autofree char *marked = hecha_report_marked_name (file->name, file->kind);
  g_autofree char *base = g_path_get_basename (marked);
  g_autofree char *folder = into_folder ? g_strdup (output) : g_path_get_dirname (file->path);
  const char *dot = strrchr (base, '.');
  char *path;

  if (output != NULL && !into_folder)
    return g_strdup (output);
  {
    g_autofree char *stem = g_strndup (base, (gsize) (dot - base));
    g_autofree char *suffix = g_strconcat (SUFFIX, dot, NULL);
    g_autofree char *name = hecha_report_fitting_name (stem, suffix);

    path = g_build_filename (folder, name, NULL);
  }
  for (guint turn = 1; g_hash_table_contains (taken, path); turn++)
    {
      g_autofree char *full = g_path_get_basename (file->name);
      g_autofree char *number = turn > 1 ? g_strdup_printf ("(%u)", turn) : g_strdup ("");
      g_autofree char *suffix = g_strconcat (number, SUFFIX, dot, NULL);
      g_autofree char *name = hecha_report_fitting_name (full, suffix);

      g_free (path);
      path = g_build_filename (folder, name, NULL);
    }
  g_hash_table_add (taken, g_strdup (path));
  return path;
}

/* A copy of ours of the same name may give way; any other file only with --force. */
static gboolean
may_write (const Check *check, const char *path)
{
  g_autoptr (HechaBook) book = NULL;

  if (check->options->force || !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  book = hecha_book_open (path, NULL, NULL);
  return book != NULL && hecha_book_property (book, "hecha-source-sha256") != NULL;
}

static int
publish_copy (const HechaMarkTask *task, const char *path)
{
  const HechaMarkCopy *copy = task->copies[0];

  if (!copy->done)
    {
      g_unlink (copy->dest);
      return hecha_complain (HECHA_EXIT_OUTPUT, "“%s”的标注副本没有写成：%s", task->source,
                             copy->note != NULL ? copy->note : "原因不明");
    }
  return hecha_single_output_publish (copy->dest, path);
}

/* Beside PATH, of no run but this; PATH itself may be as long as names can be. */
static char *
working_path (const char *path, guint number)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_strdup_printf ("%s/写入中-%d-%u", folder, (int) getpid (), number);
}

/* What a run that ends in the middle leaves: a file, or files of this pattern. */
static void
name_remains (const GArray *tasks)
{
  g_autofree char *pattern = g_strdup_printf ("写入中-%d-*", (int) getpid ());

  if (tasks->len == 1)
    hecha_last_words_leave (g_array_index (tasks, HechaMarkTask, 0).copies[0]->dest);
  else if (tasks->len > 1)
    hecha_last_words_leave (pattern);
}

static int
write_copies (Check *check)
{
  g_autoptr (GArray) findings
      = hecha_marking_findings (check->batch->verdict, HECHA_AUDIENCE_DEPARTMENT);
  g_autoptr (HechaMarking) marking = hecha_marking_new (&check->input, findings, FALSE);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) tasks = g_array_new (FALSE, TRUE, sizeof (HechaMarkTask));
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  guint n = check->batch->n_judged_files, n_copies = 0;
  gboolean into_folder;
  int code = HECHA_EXIT_CLEAN;

  for (guint i = 0; i < n; i++)
    n_copies += hecha_ledger_file (check->batch->ledger, i)->tables->len > 0;
  into_folder = output_is_folder (check, n_copies);
  if (into_folder && g_mkdir_with_parents (check->options->output, 0777) != 0)
    return hecha_complain (HECHA_EXIT_OUTPUT, "文件夹“%s”无法建立", check->options->output);
  for (guint i = 0; i < n; i++)
    {
      const HechaExtract *file = hecha_ledger_file (check->batch->ledger, i);
      HechaMarkTask task = { .source = file->path, .n_copies = 1 };
      HechaMarkCopy *copy;
      g_autofree char *path = NULL;

      if (file->tables->len == 0 || file->skipped != NULL)
        continue;
      path = copy_path (check, file, into_folder, taken);
      if (!may_write (check, path))
        {
          code = hecha_complain (HECHA_EXIT_OUTPUT,
                                 "“%s”已存在，没有覆盖；请改名或加 --force", path);
          continue;
        }
      copy = task.copies[0] = g_new0 (HechaMarkCopy, 1);
      copy->dest = working_path (path, tasks->len);
      copy->marking = marking;
      task.file = i;
      task.xls_by_libreoffice = check->options->xls_by_libreoffice;
      g_array_append_val (tasks, task);
      g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  name_remains (tasks);
  hecha_pool_mark (check->batch->pool, (HechaMarkTask *) (gpointer) tasks->data, tasks->len, NULL,
                   NULL);
  for (guint i = 0; i < tasks->len; i++)
    {
      const HechaMarkTask *task = &g_array_index (tasks, HechaMarkTask, i);
      HechaMarkCopy *copy = task->copies[0];
      const char *path = g_ptr_array_index (paths, i);
      int published = publish_copy (task, path);

      code = MAX (code, published);
      if (copy->done && !check->options->json)
        printf ("标注副本：%s%s%s\n", path, copy->note != NULL ? "。" : "",
                copy->note != NULL ? copy->note : "");
      g_free (copy->note);
      g_free ((char *) copy->dest);
      g_free (copy);
    }
  hecha_last_words_leave (NULL);
  return code;
}

static gboolean
any_shown_at_level (const Check *check)
{
  for (guint i = 0; i < hecha_verdict_n_findings (check->batch->verdict); i++)
    {
      const HechaFinding *finding = hecha_verdict_finding (check->batch->verdict, i);

      if (is_shown (check, finding) && finding->level >= check->options->fail_on)
        return TRUE;
    }
  return FALSE;
}

static void
check_clear (Check *check)
{
  g_strfreev (check->numbers);
  hecha_batch_free (check->batch);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Check, check_clear)

int
hecha_command_check (const HechaOptions *options)
{
  g_auto (Check) check = { .options = options };
  int code = HECHA_EXIT_CLEAN;

  check.batch = hecha_batch_new (options, TRUE, &code);
  if (check.batch == NULL || !hecha_batch_read (check.batch, &code)
      || !hecha_batch_judge (check.batch, &code))
    return code;
  check.input.verdict = check.batch->verdict;
  check.numbers = hecha_report_numbers (check.batch->verdict, NULL, NULL);
  check.input.numbers = (const char *const *) check.numbers;
  print_files (&check);
  if (options->json)
    print_json (&check);
  else
    print_findings (&check);
  code = write_copies (&check);
  if (any_shown_at_level (&check))
    code = MAX (code, HECHA_EXIT_FINDINGS);
  if (check.batch->n_unread > 0)
    code = MAX (code, HECHA_EXIT_UNREADABLE);
  return code;
}
