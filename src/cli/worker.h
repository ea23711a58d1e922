/* worker.h - the process that reads and marks files, and the pool of them.
 *
 * A worker is this executable started again with --worker.  It serves
 * requests on its standard input one after another and answers on its
 * standard output.  Frames are a length (guint32, little endian) and a
 * GVariant (requests) or an answer: one byte of kind, then its bytes.  A
 * hostile file, or a bug of ours, kills the worker and costs that file. */
#ifndef HECHA_WORKER_H
#define HECHA_WORKER_H

#include <hecha/report.h>

/* `hecha --worker FIELDS UNITS MAPPING`, "" for the built-in or none. */
int hecha_worker_main (int argc, char **argv);

typedef struct _HechaPool HechaPool;

typedef struct
{
  guint jobs;
  const char *fields, *units, *mapping;   /* NULL: built in, none */
} HechaPoolOptions;

HechaPool *hecha_pool_new (const HechaPoolOptions *options);
void hecha_pool_free (HechaPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPool, hecha_pool_free)

typedef struct
{
  const char *path, *name;
  gboolean double_read;
  HechaExtract *extract;   /* filled: never NULL; the caller owns it */
} HechaReadJob;

typedef struct _HechaMarking HechaMarking;

typedef struct
{
  const char *source, *dest;
  const HechaMarking *marking;   /* and which of its files: see marking.h */
  guint file;
  gboolean xls_by_libreoffice;
  gboolean done;           /* filled */
  gboolean unwritten;      /* filled: not done, though SOURCE could have been marked */
  char *note;              /* filled: what was left out, or why it failed; g_free() */
} HechaMarkTask;

/* Called from the thread that runs the pool, not more than a few times a second. */
typedef void (*HechaProgress) (guint done, guint total, gpointer data);

/* Each runs all of its jobs and returns when all are filled. */
void hecha_pool_read (HechaPool *pool, HechaReadJob *jobs, guint n, HechaProgress progress,
                      gpointer data);
void hecha_pool_mark (HechaPool *pool, HechaMarkTask *tasks, guint n, HechaProgress progress,
                      gpointer data);

/* Shared by both ends: a request for one job. */
GVariant *hecha_request_read (const HechaReadJob *job);
GVariant *hecha_request_mark (const char *source, const char *dest, const HechaMarkJob *job);

/* Frames; FALSE at end of file, on a broken pipe or beyond LIMIT bytes. */
gboolean hecha_frame_write (int fd, const void *data, gsize length);
GBytes *hecha_frame_read (int fd, gsize limit, int timeout_seconds);

#define HECHA_FRAME_LIMIT ((gsize) 1 << 30)

enum
{
  HECHA_ANSWER_EXTRACT = 'E',   /* a packed extract */
  HECHA_ANSWER_MARKED = 'M',    /* note, or nothing */
  HECHA_ANSWER_FAILED = 'F',    /* why */
  HECHA_ANSWER_UNWRITTEN = 'U'  /* why: a full disk, no permission */
};

#endif
