/* The worker's side: serves requests until its parent closes the pipe. */
#include "cli/worker.h"

#include "cli/last_words.h"
#include "cli/outputs.h"
#include "cli/request.h"

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

typedef struct
{
  const char *fields, *units, *mapping_path;   /* "": built in, none */
  HechaDictionary *dictionary;                 /* and the mapping, when first needed */
  HechaMapping *mapping;
  const char *program;
} Worker;

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
serve_read (Worker *worker, GBytes *frame)
{
  HechaReadRequest request;
  g_autoptr (HechaExtract) extract = NULL;
  g_autoptr (GBytes) packed = NULL;
  gsize length;
  const void *data;

  if (!prepare_to_read (worker) || !hecha_request_parse_read (frame, &request))
    return FALSE;
  limit_cpu (file_size (request.path));
  extract = hecha_extract_file (request.path, request.name, worker->dictionary, worker->mapping,
                                NULL, request.double_read ? worker->program : NULL);
  packed = hecha_extract_pack (extract);
  data = g_bytes_get_data (packed, &length);
  return answer (HECHA_ANSWER_EXTRACT, data, length);
}

/* The addresses of the marks are those of the file that was read. */
static gboolean
is_unchanged (const char *path, const char *sha256)
{
  char now[HECHA_SHA256_SIZE];

  return hecha_file_sha256 (path, now, NULL) && strcmp (now, sha256) == 0;
}

static void
add_answer (GString *answers, char kind, const char *note)
{
  g_string_append_c (answers, kind);
  g_string_append_len (answers, note, (gssize) strlen (note) + 1);
}

static void
add_failure (GString *answers, const GError *error)
{
  gboolean unwritten = g_error_matches (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_WRITE);

  add_answer (answers, unwritten ? HECHA_ANSWER_UNWRITTEN : HECHA_ANSWER_FAILED, error->message);
}

static void
answer_changed (GString *answers)
{
  g_string_truncate (answers, 0);
  add_answer (answers, HECHA_ANSWER_FAILED,
              "核查过程中原件被改动，没有标注；请等编辑结束后重新核查");
}

/* FALSE where a copy was not made: its answer is the last. */
static gboolean
make_copies (const HechaMarkRequest *request, GString *answers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaMarkSource) source = hecha_mark_source_open (request->source, &error);

  for (guint i = 0; source != NULL && i < request->n_copies; i++)
    {
      const HechaCopyRequest *copy = &request->copies[i];
      g_autofree char *note = NULL;

      if (!hecha_mark_source_copy (source, copy->dest, &copy->job, &note, &error))
        break;
      add_answer (answers, HECHA_ANSWER_MARKED, note != NULL ? note : "");
    }
  if (error != NULL)
    add_failure (answers, error);
  return error == NULL;
}

static gboolean
serve_mark (GBytes *frame)
{
  HechaMarkRequest request;
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GString) answers = g_string_new (NULL);

  if (!hecha_request_parse_mark (frame, &request, owned))
    return FALSE;
  limit_cpu (file_size (request.source));
  if (!is_unchanged (request.source, request.sha256))
    answer_changed (answers);
  else if (make_copies (&request, answers) && !is_unchanged (request.source, request.sha256))
    {
      for (guint i = 0; i < request.n_copies; i++)
        unlink (request.copies[i].dest);
      answer_changed (answers);
    }
  return hecha_frame_write (STDOUT_FILENO, answers->str, answers->len);
}

static gboolean
serve (Worker *worker, GBytes *frame)
{
  return hecha_request_is_read (frame) ? serve_read (worker, frame) : serve_mark (frame);
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
