/* The worker's side: serves requests until its parent closes the pipe. */
#include "cli/worker.h"

#include "cli/last_words.h"
#include "cli/outputs.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bounds of one file.  Processor time, not clock time: a slow or busy machine
 * must not change what can be read. */
#define CPU_SECONDS 120
#define CPU_SECONDS_PER_10_MB 20
#define ADDRESS_SPACE ((rlim_t) 6 << 30)

/* kind, path, name, read twice */
#define READ_REQUEST "(yayayb)"
/* kind, source, dest, SHA-256, heading, by LibreOffice, marks, lines */
#define MARK_REQUEST "(yayayayayba(uuuyay)a(uuuyayayayayayay))"

typedef struct
{
  const char *fields, *units, *mapping_path;   /* "": built in, none */
  HechaDictionary *dictionary;                 /* and the mapping, when first needed */
  HechaMapping *mapping;
  const char *program;
} Worker;

GVariant *
hecha_request_read (const HechaReadJob *job)
{
  return g_variant_ref_sink (
      g_variant_new ("(y^ay^ayb)", 'R', job->path, job->name, job->double_read));
}

GVariant *
hecha_request_mark (const char *source, const char *dest, const HechaMarkJob *job)
{
  GVariantBuilder marks, lines;

  g_variant_builder_init (&marks, G_VARIANT_TYPE ("a(uuuyay)"));
  for (guint i = 0; i < job->n_marks; i++)
    {
      const HechaMark *mark = &job->marks[i];
      g_variant_builder_add (&marks, "(uuuy^ay)", mark->sheet_index, mark->row, mark->column,
                             mark->level, mark->comment);
    }
  g_variant_builder_init (&lines, G_VARIANT_TYPE ("a(uuuyayayayayayay)"));
  for (guint i = 0; i < job->n_lines; i++)
    {
      const HechaMarkLine *line = &job->lines[i];
      g_variant_builder_add (&lines, "(uuuy^ay^ay^ay^ay^ay^ay)", line->sheet_index, line->row,
                             line->column, line->level, line->number, line->project,
                             line->rule_name, line->article, line->message, line->remedy);
    }
  return g_variant_ref_sink (g_variant_new (
      "(y^ay^ay^ay^ayba(uuuyay)a(uuuyayayayayayay))", 'M', source, dest, job->source_sha256,
      job->heading, job->xls_by_libreoffice, &marks, &lines));
}

static guint64
file_size (const char *path)
{
  struct stat status;

  return stat (path, &status) == 0 && status.st_size > 0 ? (guint64) status.st_size : 0;
}

/* Lets the kernel end us where a file takes more processor time than any
 * honest one of its size. */
static void
limit_cpu (guint64 size)
{
  struct rusage usage;
  struct rlimit limit;

  getrusage (RUSAGE_SELF, &usage);
  limit.rlim_cur = (rlim_t) usage.ru_utime.tv_sec + (rlim_t) usage.ru_stime.tv_sec + CPU_SECONDS
                   + (rlim_t) (size / (10 * 1024 * 1024)) * CPU_SECONDS_PER_10_MB;
  limit.rlim_max = RLIM_INFINITY;
  setrlimit (RLIMIT_CPU, &limit);
}

static gboolean
answer (char kind, const void *data, gsize length)
{
  g_autofree guint8 *bytes = g_malloc (length + 1);

  bytes[0] = (guint8) kind;
  if (length > 0)
    memcpy (bytes + 1, data, length);
  return hecha_frame_write (STDOUT_FILENO, bytes, length + 1);
}

/* A worker that only marks knows no fields.  The parent has read these before
 * and said what is wrong. */
static gboolean
prepare_to_read (Worker *worker)
{
  if (worker->dictionary == NULL)
    worker->dictionary = hecha_dictionary_load (*worker->fields != '\0' ? worker->fields : NULL,
                                                *worker->units != '\0' ? worker->units : NULL,
                                                NULL);
  if (worker->mapping == NULL && *worker->mapping_path != '\0')
    worker->mapping = hecha_mapping_load (worker->mapping_path, NULL);
  return worker->dictionary != NULL
         && (worker->mapping != NULL || *worker->mapping_path == '\0');
}

static gboolean
serve_read (Worker *worker, GVariant *request)
{
  const char *path, *name;
  gboolean double_read;
  g_autoptr (HechaExtract) extract = NULL;
  g_autoptr (GBytes) packed = NULL;
  gsize length;
  const void *data;

  if (!prepare_to_read (worker))
    return FALSE;
  g_variant_get (request, "(y^&ay^&ayb)", NULL, &path, &name, &double_read);
  limit_cpu (file_size (path));
  extract = hecha_extract_file (path, name, worker->dictionary, worker->mapping, NULL,
                                double_read ? worker->program : NULL);
  packed = hecha_extract_pack (extract);
  data = g_bytes_get_data (packed, &length);
  return answer (HECHA_ANSWER_EXTRACT, data, length);
}

static void
get_marks (GVariant *list, GArray *marks)
{
  GVariantIter iter;
  HechaMark mark;

  g_variant_iter_init (&iter, list);
  while (g_variant_iter_next (&iter, "(uuuy^&ay)", &mark.sheet_index, &mark.row, &mark.column,
                              &mark.level, &mark.comment))
    g_array_append_val (marks, mark);
}

static void
get_lines (GVariant *list, GArray *lines)
{
  GVariantIter iter;
  HechaMarkLine line;

  g_variant_iter_init (&iter, list);
  while (g_variant_iter_next (&iter, "(uuuy^&ay^&ay^&ay^&ay^&ay^&ay)", &line.sheet_index,
                              &line.row, &line.column, &line.level, &line.number, &line.project,
                              &line.rule_name, &line.article, &line.message, &line.remedy))
    g_array_append_val (lines, line);
}

/* The addresses of the marks are those of the file that was read. */
static gboolean
is_unchanged (const char *path, const char *sha256)
{
  char now[HECHA_SHA256_SIZE];

  return hecha_file_sha256 (path, now, NULL) && strcmp (now, sha256) == 0;
}

static gboolean
answer_changed (void)
{
  static const char text[] = "核查过程中原件被改动，没有标注；请等编辑结束后重新核查";

  return answer (HECHA_ANSWER_FAILED, text, sizeof text - 1);
}

static gboolean
answer_failure (const GError *error)
{
  gboolean unwritten = g_error_matches (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_WRITE);

  return answer (unwritten ? HECHA_ANSWER_UNWRITTEN : HECHA_ANSWER_FAILED, error->message,
                 strlen (error->message));
}

static gboolean
serve_mark (GVariant *request)
{
  HechaMarkJob job = { 0 };
  const char *source, *dest;
  g_autoptr (GVariant) mark_list = NULL, line_list = NULL;
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (HechaMark));
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (HechaMarkLine));
  g_autofree char *note = NULL;
  g_autoptr (GError) error = NULL;

  g_variant_get (request, "(y^&ay^&ay^&ay^&ayb@a(uuuyay)@a(uuuyayayayayayay))", NULL, &source,
                 &dest, &job.source_sha256, &job.heading, &job.xls_by_libreoffice, &mark_list,
                 &line_list);
  get_marks (mark_list, marks);
  get_lines (line_list, lines);
  job.marks = (const HechaMark *) (gconstpointer) marks->data;
  job.n_marks = marks->len;
  job.lines = (const HechaMarkLine *) (gconstpointer) lines->data;
  job.n_lines = lines->len;
  limit_cpu (file_size (source));
  if (!is_unchanged (source, job.source_sha256))
    return answer_changed ();
  if (!hecha_report_mark (source, dest, &job, &note, &error))
    return answer_failure (error);
  if (!is_unchanged (source, job.source_sha256))
    {
      unlink (dest);
      return answer_changed ();
    }
  return answer (HECHA_ANSWER_MARKED, note, note != NULL ? strlen (note) : 0);
}

/* The first byte of a request, whatever its type, is its kind. */
static gboolean
serve (Worker *worker, GBytes *frame)
{
  g_autoptr (GVariant) request = NULL;
  gsize length;
  const guint8 *data = g_bytes_get_data (frame, &length);
  gboolean is_read = length > 0 && data[0] == 'R';

  request = g_variant_ref_sink (g_variant_new_from_bytes (
      G_VARIANT_TYPE (is_read ? READ_REQUEST : MARK_REQUEST), frame, FALSE));
  return is_read ? serve_read (worker, request) : serve_mark (request);
}

/* A sanitizer's shadow memory takes terabytes of address space. */
static void
limit_memory (void)
{
#ifndef HECHA_SANITIZED
  struct rlimit space = { ADDRESS_SPACE, ADDRESS_SPACE };

  setrlimit (RLIMIT_AS, &space);
#endif
}

static void
confine (void)
{
  struct rlimit core = { 0, 0 };

  setrlimit (RLIMIT_CORE, &core);
  limit_memory ();
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  /* A parent that is killed leaves nobody behind. */
  prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

int
hecha_worker_main (int argc, char **argv)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  Worker worker;
  gboolean going = TRUE;

  if (argc != 3)
    return 2;
  confine ();
  hecha_last_words_arm_worker ();
  worker = (Worker) { argv[0], argv[1], argv[2], NULL, NULL, program };
  while (going)
    {
      g_autoptr (GBytes) frame = hecha_frame_read (STDIN_FILENO, HECHA_FRAME_LIMIT, -1);

      going = frame != NULL && serve (&worker, frame);
    }
  g_clear_pointer (&worker.dictionary, hecha_dictionary_free);
  g_clear_pointer (&worker.mapping, hecha_mapping_free);
  return 0;
}
