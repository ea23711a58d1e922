/* hecha check: a department looks before it submits. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/batch.h"
#include "cli/check_screen.h"
#include "cli/command.h"
#include "cli/last_words.h"
#include "cli/marking.h"
#include "cli/single_output.h"

#define SUFFIX ".核查"

typedef struct
{
  const HechaOptions *options;
  HechaBatch *batch;
  HechaReportInput input;
  char **numbers;
} Check;

static void
print_json (const Check *check)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < hecha_verdict_n_findings (check->batch->verdict); i++)
    if (hecha_check_shows (check->batch,
                           hecha_verdict_finding (check->batch->verdict, i)))
      {
        g_string_truncate (line, 0);
        hecha_report_append_finding (line, &check->input, i);
        puts (line->str);
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

      if (hecha_check_shows (check->batch, finding) && finding->level >= check->options->fail_on)
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
  hecha_check_print_files (check.batch, options->quiet);
  if (options->json)
    print_json (&check);
  else
    hecha_check_print_findings (check.batch);
  code = write_copies (&check);
  if (any_shown_at_level (&check))
    code = MAX (code, HECHA_EXIT_FINDINGS);
  if (check.batch->n_unread > 0)
    code = MAX (code, HECHA_EXIT_UNREADABLE);
  return code;
}
