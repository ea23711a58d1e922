/* worker.h - the process that reads and marks files, and the pool of them.
 *
 * A worker is this executable started again with --worker.  It serves
 * requests on its standard input one after another and answers on its
 * standard output.  Frames are a length (guint32, little endian) and a request
 * (request.h) or an answer: one byte of kind, then its bytes.  A hostile file,
 * or a bug of ours, kills the worker and costs that file. */
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

/* A marked copy to be made: which marks, and what came of it. */
typedef struct
{
  const char *dest;
  const HechaMarking *marking;
  gboolean done;           /* filled */
  gboolean unwritten;      /* filled: not done, though the source could have been marked */
  char *note;              /* filled: what was left out, or why it failed; g_free() */
} HechaMarkCopy;

/* Copies of one source: the audit bureau's and its department's. */
#define HECHA_COPIES_MAX 2u

typedef struct
{
  const char *source;
  guint file;              /* which of the files of the copies' markings: marking.h */
  gboolean xls_by_libreoffice;
  /* Made in order; where one is not done, those behind it are not tried. */
  HechaMarkCopy *copies[HECHA_COPIES_MAX];
  guint n_copies;
} HechaMarkTask;

/* Called from the thread that runs the pool, not more than a few times a second. */
typedef void (*HechaProgress) (guint done, guint total, gpointer data);

/* Each runs all of its jobs and returns when all are filled. */
void hecha_pool_read (HechaPool *pool, HechaReadJob *jobs, guint n, HechaProgress progress,
                      gpointer data);
void hecha_pool_mark (HechaPool *pool, HechaMarkTask *tasks, guint n, HechaProgress progress,
                      gpointer data);

/* Frames; FALSE at end of file, on a broken pipe or beyond LIMIT bytes. */
gboolean hecha_frame_write (int fd, const void *data, gsize length);
GBytes *hecha_frame_read (int fd, gsize limit, int timeout_seconds);

#define HECHA_FRAME_LIMIT ((gsize) 1 << 30)

enum
{
  HECHA_ANSWER_EXTRACT = 'E',   /* a packed extract */
  /* Of each copy that was tried, its note behind it, terminated: */
  HECHA_ANSWER_MARKED = 'M',    /* what was left out, or nothing */
  HECHA_ANSWER_FAILED = 'F',    /* why */
  HECHA_ANSWER_UNWRITTEN = 'U'  /* why: a full disk, no permission */
};

#endif
