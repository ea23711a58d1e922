/* The parent's side: a thread per worker hands out jobs and takes answers.
 *
 * Jobs are taken in order from one counter and each answer goes to its own
 * place, so that the result is the same for any number of workers. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/marking.h"
#include "cli/request.h"

/* A worker that says nothing for so long is stuck in the kernel (a dead
 * network drive); its processor time has a bound of its own. */
#define SILENCE_SECONDS 900

struct _HechaPool
{
  guint jobs;
  char *program;
  char *fields, *units, *mapping;
};

typedef struct
{
  GPid pid;
  int to, from;   /* pipes; -1 when not running */
} Process;

/* One run of a list of jobs. */
typedef struct
{
  HechaPool *pool;
  HechaReadJob *reads;
  HechaMarkTask *marks;
  guint n;
  gint next, done;   /* atomic */
} Run;

HechaPool *
hecha_pool_new (const HechaPoolOptions *options)
{
  HechaPool *pool = g_new0 (HechaPool, 1);

  pool->jobs = MAX (options->jobs, 1);
  pool->program = g_file_read_link ("/proc/self/exe", NULL);
  pool->fields = g_strdup (options->fields != NULL ? options->fields : "");
  pool->units = g_strdup (options->units != NULL ? options->units : "");
  pool->mapping = g_strdup (options->mapping != NULL ? options->mapping : "");
  return pool;
}

void
hecha_pool_free (HechaPool *pool)
{
  if (pool == NULL)
    return;
  g_free (pool->program);
  g_free (pool->fields);
  g_free (pool->units);
  g_free (pool->mapping);
  g_free (pool);
}

static gboolean
start (HechaPool *pool, Process *process)
{
  char *argv[] = { pool->program, (char *) "--worker", pool->fields, pool->units, pool->mapping,
                   NULL };

  if (process->to >= 0)
    return TRUE;
  if (pool->program == NULL)
    return FALSE;
  return g_spawn_async_with_pipes (NULL, argv, NULL,
                                   G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                                   NULL, &process->pid, &process->to, &process->from, NULL, NULL);
}

/* The wait status, or -1 where there was none. */
static int
stop (Process *process, gboolean kill_it)
{
  int status = -1;

  if (process->to < 0)
    return -1;
  close (process->to);
  if (kill_it)
    kill (process->pid, SIGKILL);
  close (process->from);
  while (waitpid (process->pid, &status, 0) < 0 && errno == EINTR)
    ;
  g_spawn_close_pid (process->pid);
  process->to = process->from = -1;
  return status;
}

static char *
death_message (int status)
{
  if (status >= 0 && WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU)
    return g_strdup ("处理这个文件用时超过上限，可能已损坏或过于庞大");
  if (status >= 0 && WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL)
    return g_strdup ("处理这个文件时没有回应或内存不足，已停止");
  return g_strdup ("处理这个文件时读取程序意外中止，文件可能已损坏，请用 Excel 打开后另存再试");
}

/* Sends REQUEST and waits for the answer; NULL when the worker died of it. */
static GBytes *
ask (Process *process, const GByteArray *request)
{
  if (!hecha_frame_write (process->to, request->data, request->len))
    return NULL;
  return hecha_frame_read (process->from, HECHA_FRAME_LIMIT, SILENCE_SECONDS);
}

static HechaExtract *
unpack (GBytes *answer)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (answer, &length);
  g_autoptr (GBytes) body = NULL;

  if (length < 1 || data[0] != HECHA_ANSWER_EXTRACT)
    return NULL;
  body = g_bytes_new_from_bytes (answer, 1, length - 1);
  return hecha_extract_unpack (body, NULL);
}

static void
run_read (Process *process, HechaReadJob *job)
{
  HechaReadRequest wanted = { job->path, job->name, job->double_read };
  g_autoptr (GByteArray) request = hecha_request_read (&wanted);
  g_autoptr (GBytes) answer = ask (process, request);

  if (answer != NULL)
    job->extract = unpack (answer);
  if (job->extract == NULL)
    {
      int status = stop (process, TRUE);

      job->extract = hecha_extract_new (job->path, job->name);
      job->extract->error = death_message (answer != NULL ? -1 : status);
    }
}

/* A request for the copies of TASK from the one at FIRST, N of them. */
static GByteArray *
request_of (const HechaMarkTask *task, guint first, guint n)
{
  HechaMarkRequest request = { .source = task->source,
                               .xls_by_libreoffice = task->xls_by_libreoffice,
                               .n_copies = n };
  HechaFileMarks *marks[HECHA_COPIES_MAX];   /* the request points into them */
  GByteArray *frame;

  for (guint i = 0; i < n; i++)
    {
      const HechaMarkCopy *copy = task->copies[first + i];

      request.copies[i].dest = copy->dest;
      marks[i] = hecha_marking_file (copy->marking, task->file, &request.copies[i].job);
      request.sha256 = request.copies[i].job.source_sha256;
    }
  frame = hecha_request_mark (&request);
  for (guint i = 0; i < n; i++)
    hecha_file_marks_free (marks[i]);
  return frame;
}

static void
take_answers (HechaMarkTask *task, guint first, const char *data, gsize length)
{
  const char *end = data + length;

  for (guint i = first; i < task->n_copies && data < end; i++)
    {
      HechaMarkCopy *copy = task->copies[i];
      const char *note = data + 1, *stop = memchr (data, '\0', (gsize) (end - data));

      copy->done = *data == HECHA_ANSWER_MARKED;
      copy->unwritten = *data == HECHA_ANSWER_UNWRITTEN;
      if (stop != NULL && stop > note)
        copy->note = g_strdup (note);
      data = stop != NULL ? stop + 1 : end;
    }
}

/* FALSE where the worker died of it. */
static gboolean
run_copies (Process *process, HechaMarkTask *task, guint first, guint n)
{
  g_autoptr (GByteArray) request = request_of (task, first, n);
  g_autoptr (GBytes) answer = ask (process, request);
  gsize length = 0;
  const char *data = answer != NULL ? g_bytes_get_data (answer, &length) : NULL;

  if (length > 0)
    take_answers (task, first, data, length);
  else
    stop (process, TRUE);
  return length > 0;
}

static void
give_up (HechaMarkCopy *copy, const char *why)
{
  copy->unwritten = TRUE;
  copy->note = g_strdup (why);
}

/* Where a worker died of several copies, each is asked for alone. */
static void
run_mark (Run *run, Process *process, HechaMarkTask *task)
{
  if (run_copies (process, task, 0, task->n_copies))
    return;
  for (guint i = 0; i < task->n_copies; i++)
    {
      if (task->n_copies == 1 || !start (run->pool, process)
          || !run_copies (process, task, i, 1))
        give_up (task->copies[i], "标注程序意外中止");
      if (!task->copies[i]->done)
        return;
    }
}

static void
run_job (Run *run, Process *process, guint index)
{
  if (!start (run->pool, process))
    {
      if (run->reads != NULL)
        {
          HechaReadJob *job = &run->reads[index];
          job->extract = hecha_extract_new (job->path, job->name);
          job->extract->error = g_strdup ("读取进程无法启动");
        }
      else
        {
          give_up (run->marks[index].copies[0], "标注进程无法启动");
        }
      return;
    }
  if (run->reads != NULL)
    run_read (process, &run->reads[index]);
  else
    run_mark (run, process, &run->marks[index]);
}

static gpointer
serve_jobs (gpointer data)
{
  Run *run = data;
  Process process = { 0, -1, -1 };

  for (;;)
    {
      guint index = (guint) g_atomic_int_add (&run->next, 1);

      if (index >= run->n)
        break;
      run_job (run, &process, index);
      g_atomic_int_inc (&run->done);
    }
  stop (&process, FALSE);
  return NULL;
}

static void
run_all (Run *run, HechaProgress progress, gpointer data)
{
  guint n = MIN (run->pool->jobs, run->n);
  g_autofree GThread **threads = g_new (GThread *, n + 1);

  for (guint i = 0; i < n; i++)
    threads[i] = g_thread_new ("worker", serve_jobs, run);
  while (progress != NULL && (guint) g_atomic_int_get (&run->done) < run->n)
    {
      progress ((guint) g_atomic_int_get (&run->done), run->n, data);
      g_usleep (100 * 1000);
    }
  for (guint i = 0; i < n; i++)
    g_thread_join (threads[i]);
  if (progress != NULL)
    progress (run->n, run->n, data);
}

void
hecha_pool_read (HechaPool *pool, HechaReadJob *jobs, guint n, HechaProgress progress,
                 gpointer data)
{
  Run run = { .pool = pool, .reads = jobs, .n = n };

  run_all (&run, progress, data);
}

void
hecha_pool_mark (HechaPool *pool, HechaMarkTask *tasks, guint n, HechaProgress progress,
                 gpointer data)
{
  Run run = { .pool = pool, .marks = tasks, .n = n };

  run_all (&run, progress, data);
}
