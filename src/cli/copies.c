#include "cli/copies.h"

#include <stdio.h>
#include <string.h>

#include "cli/marking.h"

/* A copy that is to be made, and where among the outputs. */
typedef struct
{
  HechaMarkCopy copy;
  guint file;
  char *relative;
} Wanted;

typedef struct
{
  HechaBatch *batch;
  const HechaReportInput *input;
  const GPtrArray *departments;
  HechaOutputs *outputs;
  HechaCopies *copies;
  GPtrArray *wanted;       /* Wanted: the bureaus' by file, then each department's */
  GPtrArray *markings;     /* HechaMarking: the bureaus', then each department's */
} Work;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free ((char *) wanted->copy.dest);
  g_free (wanted->copy.note);
  g_free (wanted->relative);
  g_free (wanted);
}

/* ---- which ----------------------------------------------------------------------- */

/* The name of the marked copy of FILE, unused so far in TAKEN. */
static char *
free_marked_name (GHashTable *taken, const HechaExtract *file)
{
  char *name = hecha_report_marked_name (file->name, file->kind);

  /* On a clash the old suffix stays: 台账.xls.xlsx. */
  if (g_hash_table_contains (taken, name))
    {
      g_free (name);
      name = hecha_report_fitting_name (file->name, ".xlsx");
    }
  for (guint turn = 2; g_hash_table_contains (taken, name); turn++)
    {
      char suffix[24];

      g_free (name);
      g_snprintf (suffix, sizeof suffix, "(%u).xlsx", turn);
      name = hecha_report_fitting_name (file->name, suffix);
    }
  g_hash_table_add (taken, g_strdup (name));
  return name;
}

/* Names of sources that stay as they are come first: they have the right to
 * them, whatever a .xls of the same name becomes. */
static void
name_copies (Work *work)
{
  g_autoptr (GHashTable) taken
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = work->batch->n_judged_files;

  g_ptr_array_set_size (work->copies->paths, (int) hecha_ledger_n_files (work->batch->ledger));
  for (int own = 1; own >= 0; own--)
    for (guint i = 0; i < n; i++)
      {
        const HechaExtract *file = hecha_ledger_file (work->batch->ledger, i);
        gboolean keeps = file->kind == HECHA_KIND_XLSX || file->kind == HECHA_KIND_XLSM;
        g_autofree char *name = NULL;

        if (keeps != own || file->skipped != NULL || file->tables->len == 0)
          continue;
        name = free_marked_name (taken, file);
        work->copies->paths->pdata[i] = g_strconcat ("标注/", name, NULL);
      }
}

/* Per file: the department that all its projects belong to, or -1. */
static int *
owners_of_files (const Work *work)
{
  const HechaLedger *ledger = work->batch->ledger;
  int *owners = g_new (int, hecha_ledger_n_files (ledger) + 1);
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);

  enum { UNSEEN = -2, SEVERAL = -1 };
  for (guint i = 0; i < hecha_ledger_n_files (ledger); i++)
    owners[i] = UNSEEN;
  for (guint i = 0; i < work->departments->len; i++)
    {
      HechaDepartment *department = g_ptr_array_index (work->departments, i);
      g_hash_table_insert (index, department->plain_unit, GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < hecha_ledger_n_projects (ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);
      int department
          = GPOINTER_TO_INT (g_hash_table_lookup (index, project->plain_unit)) - 1;

      for (guint j = 0; j < project->n_places; j++)
        {
          int *owner = &owners[hecha_ledger_table (ledger, project->places[j].table)->file];
          *owner = *owner == UNSEEN || *owner == department ? department : SEVERAL;
        }
    }
  return owners;
}

/* The findings for departments, each department's own (GArray of guint). */
static GPtrArray *
findings_of_departments (const Work *work)
{
  g_autoptr (GArray) all
      = hecha_marking_findings (work->batch->verdict, HECHA_AUDIENCE_DEPARTMENT);
  GPtrArray *lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < work->departments->len; i++)
    g_ptr_array_add (lists, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < all->len; i++)
    {
      guint index = g_array_index (all, guint, i);
      int department = hecha_report_department_of (
          work->departments, work->batch->verdict,
          hecha_verdict_finding (work->batch->verdict, index));

      if (department >= 0)
        g_array_append_val ((GArray *) g_ptr_array_index (lists, department), index);
    }
  return lists;
}

static void
want (Work *work, const HechaMarking *marking, guint file, const char *relative)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->copy.dest = hecha_outputs_path (work->outputs, relative);
  wanted->copy.marking = marking;
  wanted->file = file;
  wanted->relative = g_strdup (relative);
  g_ptr_array_add (work->wanted, wanted);
}

static HechaMarking *
new_marking (Work *work, const GArray *findings, gboolean for_department)
{
  HechaMarking *marking = hecha_marking_new (work->input, findings, for_department);

  g_ptr_array_add (work->markings, marking);
  return marking;
}

static void
want_for_bureaus (Work *work)
{
  g_autoptr (GArray) findings = hecha_marking_findings (work->batch->verdict, G_MAXUINT);
  const HechaMarking *marking = new_marking (work, findings, FALSE);

  for (guint i = 0; i < work->copies->paths->len; i++)
    if (work->copies->paths->pdata[i] != NULL)
      want (work, marking, i, work->copies->paths->pdata[i]);
}

/* Of one department's own files those that have findings for it. */
static void
want_for_department (Work *work, guint index, const GArray *findings, const int *owners)
{
  const HechaDepartment *department = g_ptr_array_index (work->departments, index);
  const HechaMarking *marking = new_marking (work, findings, TRUE);
  g_autoptr (GArray) marked = hecha_marking_files (marking);

  for (guint i = 0; i < marked->len; i++)
    {
      guint file = g_array_index (marked, guint, i);
      const char *path = work->copies->paths->pdata[file];
      g_autofree char *relative = NULL;

      if (path == NULL || owners[file] != (int) index)
        continue;
      relative = g_strconcat ("问题核对单/", department->folder, "/", path + strlen ("标注/"), NULL);
      want (work, marking, file, relative);
    }
}

/* A file in which several departments stand goes to none of them: each gets
 * its findings in its 核对单. */
static void
want_for_departments (Work *work)
{
  g_autofree int *owners = owners_of_files (work);
  g_autoptr (GPtrArray) lists = findings_of_departments (work);

  for (guint i = 0; i < work->departments->len; i++)
    want_for_department (work, i, g_ptr_array_index (lists, i), owners);
}

/* ---- making ---------------------------------------------------------------------- */

/* A task for each file: its copies are made of one reading of it. */
static GArray *
tasks_of_files (const Work *work)
{
  GArray *tasks = g_array_new (FALSE, TRUE, sizeof (HechaMarkTask));
  g_autofree guint *places = g_new0 (guint, work->copies->paths->len + 1);

  for (guint i = 0; i < work->wanted->len; i++)
    {
      Wanted *wanted = g_ptr_array_index (work->wanted, i);
      HechaMarkTask *task;

      if (places[wanted->file] == 0)
        {
          HechaMarkTask new = { .source = hecha_ledger_file (work->batch->ledger, wanted->file)->path,
                                .file = wanted->file,
                                .xls_by_libreoffice = work->batch->options->xls_by_libreoffice };

          g_array_append_val (tasks, new);
          places[wanted->file] = tasks->len;
        }
      task = &g_array_index (tasks, HechaMarkTask, places[wanted->file] - 1);
      g_assert (task->n_copies < HECHA_COPIES_MAX);   /* a file has one owner */
      task->copies[task->n_copies++] = &wanted->copy;
    }
  return tasks;
}

/* A copy that could not be made has no path that a link may lead to. */
static void
take_results (Work *work)
{
  HechaCopies *copies = work->copies;

  for (guint i = 0; i < work->wanted->len; i++)
    {
      Wanted *wanted = g_ptr_array_index (work->wanted, i);
      gboolean for_bureaus = wanted->copy.marking == g_ptr_array_index (work->markings, 0);

      if (wanted->copy.done)
        hecha_outputs_add (work->outputs, wanted->relative);
      if (wanted->copy.unwritten)
        {
          fprintf (stderr, "未能写出：%s：%s\n", wanted->relative, wanted->copy.note);
          copies->n_unwritten++;
        }
      if (copies->notes->pdata[wanted->file] == NULL)
        copies->notes->pdata[wanted->file] = g_steal_pointer (&wanted->copy.note);
      if (for_bureaus && wanted->copy.done)
        copies->n_marked++;
      else if (for_bureaus)
        g_clear_pointer (&copies->paths->pdata[wanted->file], g_free);
    }
}

HechaCopies *
hecha_copies_make (HechaBatch *batch, const HechaReportInput *input, const GPtrArray *departments,
                   HechaOutputs *outputs)
{
  HechaCopies *copies = g_new0 (HechaCopies, 1);
  guint n = hecha_ledger_n_files (batch->ledger);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (wanted_free);
  g_autoptr (GPtrArray) markings
      = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_marking_free);
  g_autoptr (GArray) tasks = NULL;
  Work work = { batch, input, departments, outputs, copies, wanted, markings };

  copies->paths = g_ptr_array_new_with_free_func (g_free);
  copies->notes = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (copies->paths, (int) n);
  g_ptr_array_set_size (copies->notes, (int) n);
  name_copies (&work);
  want_for_bureaus (&work);
  want_for_departments (&work);
  tasks = tasks_of_files (&work);
  hecha_pool_mark (batch->pool, (HechaMarkTask *) (gpointer) tasks->data, tasks->len,
                   hecha_batch_progress_wanted (batch->options), (gpointer) "标注");
  take_results (&work);
  return copies;
}

void
hecha_copies_free (HechaCopies *copies)
{
  if (copies == NULL)
    return;
  g_ptr_array_unref (copies->paths);
  g_ptr_array_unref (copies->notes);
  g_free (copies);
}
