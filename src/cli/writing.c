/* Every file of a run is written from the same verdict, which nobody changes
 * any more, and knows nothing of the others: they are shared out among as
 * many threads as there are jobs. */
#include "cli/writing.h"

typedef struct
{
  HechaWriter writer;
  const char *plain_unit;
  char *relative;
  char *path;
  GError *error;
} Task;

struct _HechaWriting
{
  const HechaReportInput *input;
  HechaOutputs *outputs;
  GPtrArray *tasks;
};

static void
task_free (gpointer data)
{
  Task *task = data;

  g_free (task->relative);
  g_free (task->path);
  g_clear_error (&task->error);
  g_free (task);
}

HechaWriting *
hecha_writing_new (const HechaReportInput *input, HechaOutputs *outputs)
{
  HechaWriting *writing = g_new0 (HechaWriting, 1);

  writing->input = input;
  writing->outputs = outputs;
  writing->tasks = g_ptr_array_new_with_free_func (task_free);
  return writing;
}

void
hecha_writing_free (HechaWriting *writing)
{
  if (writing == NULL)
    return;
  g_ptr_array_unref (writing->tasks);
  g_free (writing);
}

void
hecha_writing_add (HechaWriting *writing, HechaWriter writer, const char *plain_unit,
                   const char *relative)
{
  Task *task = g_new0 (Task, 1);

  task->writer = writer;
  task->plain_unit = plain_unit;
  task->relative = g_strdup (relative);
  task->path = hecha_outputs_path (writing->outputs, relative);
  g_ptr_array_add (writing->tasks, task);
}

static void
run_task (gpointer data, gpointer input)
{
  Task *task = data;

  task->writer (input, task->plain_unit, task->path, &task->error);
}

gboolean
hecha_writing_run (HechaWriting *writing, guint jobs, char **message)
{
  /* Not exclusive: such a pool cannot fail to start. */
  GThreadPool *pool = g_thread_pool_new (run_task, (gpointer) writing->input,
                                         (gint) CLAMP (jobs, 1, 64), FALSE, NULL);

  for (guint i = 0; i < writing->tasks->len; i++)
    g_thread_pool_push (pool, g_ptr_array_index (writing->tasks, i), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  for (guint i = 0; i < writing->tasks->len; i++)
    {
      const Task *task = g_ptr_array_index (writing->tasks, i);

      if (task->error != NULL)
        {
          *message = g_strdup_printf ("“%s”未能写出：%s", task->relative, task->error->message);
          return FALSE;
        }
      if (g_file_test (task->path, G_FILE_TEST_EXISTS))
        hecha_outputs_add (writing->outputs, task->relative);
    }
  return TRUE;
}
