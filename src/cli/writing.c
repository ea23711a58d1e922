/* Every file of a run is written from the same verdict, which nobody changes
 * any more, and knows nothing of the others: they are shared out among as
 * many threads as there are jobs. */
#include "cli/writing.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* The disk begins on larger files while others are still being written. */
#define LARGE ((goffset) 1 << 20)

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

/* Nothing depends on it: what is on the disk is seen to when all is written. */
static void
start_flush (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  if (lseek (fd, 0, SEEK_END) >= LARGE)
    sync_file_range (fd, 0, 0, SYNC_FILE_RANGE_WRITE);
  close (fd);
}

static void
run_task (gpointer data, gpointer input)
{
  Task *task = data;

  if (task->writer (input, task->plain_unit, task->path, &task->error)
      && task->plain_unit == NULL)
    start_flush (task->path);
}

/* What is of the whole batch takes longest and goes first: what is of single
 * departments then fills the time of the other threads. */
static void
push_tasks (const HechaWriting *writing, GThreadPool *pool)
{
  for (int whole = 1; whole >= 0; whole--)
    for (guint i = 0; i < writing->tasks->len; i++)
      {
        Task *task = g_ptr_array_index (writing->tasks, i);

        if ((task->plain_unit == NULL) == whole)
          g_thread_pool_push (pool, task, NULL);
      }
}

gboolean
hecha_writing_run (HechaWriting *writing, guint jobs, char **message)
{
  /* Not exclusive: such a pool cannot fail to start. */
  GThreadPool *pool = g_thread_pool_new (run_task, (gpointer) writing->input,
                                         (gint) CLAMP (jobs, 1, 64), FALSE, NULL);

  push_tasks (writing, pool);
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
