#include "cli/batch.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"

/* ---- configuration ------------------------------------------------------ */

static gboolean
load_rules (HechaBatch *batch, GError **error)
{
  const GPtrArray *paths = batch->options->rules;

  batch->rules = hecha_rules_new ();
  if (paths->len == 0)
    return hecha_rules_add (batch->rules, NULL, error);
  for (guint i = 0; i < paths->len; i++)
    if (!hecha_rules_add (batch->rules, g_ptr_array_index (paths, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
load_all (HechaBatch *batch, gboolean rules, GError **error)
{
  const HechaOptions *options = batch->options;

  batch->dictionary = hecha_dictionary_load (options->fields, options->units, error);
  if (batch->dictionary == NULL)
    return FALSE;
  if (options->mapping != NULL)
    {
      /* Read here once so that a mistake in it is said once and early. */
      g_autoptr (HechaMapping) mapping = hecha_mapping_load (options->mapping, error);

      if (mapping == NULL)
        return FALSE;
    }
  if (!rules)
    return TRUE;
  if (!load_rules (batch, error)
      || (options->thesaurus != NULL && !hecha_audit_check_thesaurus (options->thesaurus, error)))
    return FALSE;
  batch->calendar = hecha_rules_load_calendar (batch->rules, options->holidays, error);
  return batch->calendar != NULL;
}

HechaBatch *
hecha_batch_new (const HechaOptions *options, gboolean rules, int *code)
{
  g_autoptr (HechaBatch) batch = g_new0 (HechaBatch, 1);
  g_autoptr (GError) error = NULL;
  HechaPoolOptions pool = { options->jobs, options->fields, options->units, options->mapping };

  batch->options = options;
  if (options->arguments->len == 0)
    {
      *code = hecha_complain (HECHA_EXIT_USAGE, "没有写要读的文件或文件夹");
      return NULL;
    }
  if (!load_all (batch, rules, &error))
    {
      *code = hecha_complain (HECHA_EXIT_USAGE, "%s", error->message);
      return NULL;
    }
  batch->pool = hecha_pool_new (&pool);
  return g_steal_pointer (&batch);
}

void
hecha_batch_free (HechaBatch *batch)
{
  if (batch == NULL)
    return;
  hecha_verdict_free (batch->verdict);
  hecha_ledger_free (batch->ledger);
  g_clear_pointer (&batch->inputs, g_ptr_array_unref);
  g_clear_pointer (&batch->pool, hecha_pool_free);
  g_clear_pointer (&batch->rules, hecha_rules_free);
  g_clear_pointer (&batch->calendar, hecha_calendar_free);
  g_clear_pointer (&batch->dictionary, hecha_dictionary_free);
  g_free (batch->compared_only);
  g_free (batch);
}

/* ---- reading ------------------------------------------------------------- */

void
hecha_batch_progress (guint done, guint total, gpointer what)
{
  enum { WIDTH = 30 };
  guint filled = total > 0 ? (guint) ((guint64) done * WIDTH / total) : WIDTH;

  fprintf (stderr, "\r%s [", (const char *) what);
  for (guint i = 0; i < WIDTH; i++)
    fputs (i < filled ? "#" : "·", stderr);
  fprintf (stderr, "] %u/%u", done, total);
  if (done == total)
    fputc ('\n', stderr);
  fflush (stderr);
}

HechaProgress
hecha_batch_progress_wanted (const HechaOptions *options)
{
  return !options->quiet && isatty (STDERR_FILENO) ? hecha_batch_progress : NULL;
}

/* What was not even tried. */
static HechaExtract *
problem_extract (const HechaInput *input)
{
  HechaExtract *extract = hecha_extract_new (input->path, input->name);

  if (input->expected)
    extract->error = g_strdup (input->problem);
  else
    extract->skipped = g_strdup (input->problem);
  return extract;
}

/* Files of a folder that no one takes for a workbook are passed over. */
static void
forgive (const HechaInput *input, HechaExtract *extract)
{
  if (!input->expected && extract->error != NULL && extract->tables->len == 0
      && extract->kind == HECHA_KIND_UNKNOWN)
    {
      extract->skipped = extract->error;
      extract->error = NULL;
    }
}

static void
read_inputs (HechaBatch *batch, GPtrArray *inputs, GPtrArray *extracts)
{
  g_autofree HechaReadJob *jobs = g_new0 (HechaReadJob, inputs->len + 1);
  guint n = 0;

  for (guint i = 0; i < inputs->len; i++)
    {
      const HechaInput *input = g_ptr_array_index (inputs, i);

      if (input->problem == NULL)
        jobs[n++] = (HechaReadJob) { input->path, input->name, batch->options->double_read, NULL };
    }
  hecha_pool_read (batch->pool, jobs, n, hecha_batch_progress_wanted (batch->options), (gpointer) "读取");
  n = 0;
  for (guint i = 0; i < inputs->len; i++)
    {
      const HechaInput *input = g_ptr_array_index (inputs, i);
      HechaExtract *extract
          = input->problem != NULL ? problem_extract (input) : jobs[n++].extract;

      forgive (input, extract);
      g_ptr_array_add (extracts, extract);
    }
}

/* A marked copy whose source is in the batch says nothing of its own. */
static void
skip_marked_copies (GPtrArray *extracts)
{
  g_autoptr (GHashTable) sources = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < extracts->len; i++)
    {
      HechaExtract *extract = g_ptr_array_index (extracts, i);

      g_hash_table_insert (sources, extract->sha256, extract);
    }
  for (guint i = 0; i < extracts->len; i++)
    {
      HechaExtract *extract = g_ptr_array_index (extracts, i);
      const HechaExtract *source
          = extract->marked_source != NULL
                ? g_hash_table_lookup (sources, extract->marked_source)
                : NULL;

      if (source != NULL && source != extract && extract->skipped == NULL)
        extract->skipped = g_strdup_printf ("是“%s”的标注副本，原件也在本批，不重复读", source->name);
    }
}

static void
add_extracts (HechaBatch *batch, GPtrArray *extracts)
{
  skip_marked_copies (extracts);
  for (guint i = 0; i < extracts->len; i++)
    {
      HechaExtract *extract = g_ptr_array_index (extracts, i);

      if (extract->error != NULL)
        batch->n_unread++;
      if (extract->skipped != NULL)
        g_array_set_size (extract->records, 0);
      hecha_ledger_add (batch->ledger, extract);
    }
}

/* ---- earlier years, compared with only ------------------------------------ */

/* The saved ledger that PATH is or holds, or NULL.  g_free(). */
static char *
saved_ledger (const char *path)
{
  char *inside;

  if (g_str_has_suffix (path, ".sqlite") || g_str_has_suffix (path, ".jsonl"))
    return g_strdup (path);
  inside = g_build_filename (path, "ledger.jsonl", NULL);
  if (g_file_test (inside, G_FILE_TEST_IS_REGULAR))
    return inside;
  g_free (inside);
  return NULL;
}

static gboolean
read_against (HechaBatch *batch, const char *path, GError **error)
{
  g_autofree char *saved = saved_ledger (path);
  g_autoptr (GPtrArray) arguments = NULL, inputs = NULL, extracts = NULL;
  g_autofree char *message = NULL;
  guint unread = batch->n_unread;

  if (saved != NULL)
    return hecha_ledger_add_saved (batch->ledger, saved, error);
  arguments = g_ptr_array_new ();
  g_ptr_array_add (arguments, (gpointer) path);
  inputs = hecha_inputs_collect (arguments, &message);
  if (inputs == NULL)
    {
      g_set_error_literal (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_IO, message);
      return FALSE;
    }
  extracts = g_ptr_array_new ();
  read_inputs (batch, inputs, extracts);
  for (guint i = 0; i < extracts->len; i++)
    ((HechaExtract *) g_ptr_array_index (extracts, i))->compared_only = TRUE;
  add_extracts (batch, extracts);
  batch->n_unread = unread;   /* what is only compared with does not fail the batch */
  return TRUE;
}

static void
find_compared_only (HechaBatch *batch)
{
  guint n = hecha_ledger_n_projects (batch->ledger);

  if (hecha_ledger_n_files (batch->ledger) == batch->n_judged_files)
    return;
  batch->compared_only = g_new0 (guint8, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const HechaProject *project = hecha_ledger_project (batch->ledger, i);
      const HechaTable *table = hecha_ledger_table (batch->ledger, project->places[0].table);

      batch->compared_only[i] = hecha_ledger_file (batch->ledger, table->file)->compared_only;
    }
}

gboolean
hecha_batch_read (HechaBatch *batch, int *code)
{
  g_autoptr (GPtrArray) extracts = g_ptr_array_new ();
  g_autofree char *message = NULL;

  batch->inputs = hecha_inputs_collect (batch->options->arguments, &message);
  if (batch->inputs == NULL)
    {
      *code = hecha_complain (HECHA_EXIT_USAGE, "%s", message);
      return FALSE;
    }
  batch->ledger = hecha_ledger_new (batch->dictionary);
  read_inputs (batch, batch->inputs, extracts);
  add_extracts (batch, extracts);
  batch->n_judged_files = hecha_ledger_n_files (batch->ledger);
  for (guint i = 0; i < batch->options->against->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!read_against (batch, g_ptr_array_index (batch->options->against, i), &error))
        {
          *code = hecha_complain (HECHA_EXIT_USAGE, "--against：%s", error->message);
          return FALSE;
        }
    }
  hecha_ledger_set_as_of (batch->ledger, batch->options->as_of);
  hecha_ledger_join (batch->ledger);
  find_compared_only (batch);
  return TRUE;
}

gboolean
hecha_batch_judge (HechaBatch *batch, int *code)
{
  g_autoptr (GError) error = NULL;
  HechaAuditOptions options = { .as_of = batch->options->as_of,
                                .thesaurus = batch->options->thesaurus,
                                .compared_only = batch->compared_only,
                                .jobs = batch->options->jobs };

  batch->verdict
      = hecha_audit_run (batch->ledger, batch->rules, batch->calendar, &options, &error);
  if (batch->verdict == NULL)
    {
      *code = hecha_complain (HECHA_EXIT_USAGE, "%s", error->message);
      return FALSE;
    }
  return TRUE;
}
