#include "cli/outputs.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <hecha/report.h>

#include "cli/batch_record.h"
#include "cli/last_words.h"
#include "cli/system_error.h"

#ifndef FUSE_SUPER_MAGIC   /* older kernel headers */
#define FUSE_SUPER_MAGIC 0x65735546
#endif

struct _HechaOutputs
{
  char *final;        /* without a slash at its end */
  char *working;      /* beside it */
  GPtrArray *list;
  gboolean replace;   /* FINAL exists and gives way */
  gboolean published;
};

typedef struct
{
  const HechaOutputs *outputs;
  char **sums;
} Summing;

static void
sum_output (gpointer data, gpointer user_data)
{
  const Summing *summing = user_data;
  char sha256[HECHA_SHA256_SIZE];
  guint index = GPOINTER_TO_UINT (data) - 1;
  g_autofree char *path
      = g_build_filename (summing->outputs->working,
                          g_ptr_array_index (summing->outputs->list, index), NULL);

  if (hecha_file_sha256 (path, sha256, NULL))
    summing->sums[index] = g_strdup (sha256);
}

char **
hecha_outputs_sha256 (const HechaOutputs *outputs, guint jobs)
{
  Summing summing = { outputs, g_new0 (char *, outputs->list->len + 1) };
  GThreadPool *pool
      = g_thread_pool_new (sum_output, &summing, (gint) CLAMP (jobs, 1, 64), FALSE, NULL);

  for (guint i = 0; i < outputs->list->len; i++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  return summing.sums;
}

static gboolean
is_empty_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) == NULL;
}

static gboolean
is_among (GPtrArray *previous, const char *sha256)
{
  for (guint i = 0; i < previous->len; i++)
    {
      char other[HECHA_SHA256_SIZE];

      if (hecha_file_sha256 (g_ptr_array_index (previous, i), other, NULL)
          && strcmp (other, sha256) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether people write into this output: reports and lists, not marked copies. */
static gboolean
is_report (const char *relative)
{
  return g_str_has_suffix (relative, ".xlsx") && !g_str_has_prefix (relative, "标注/");
}

/* A report of the batch in FOLDER that was edited since and is not among
 * PREVIOUS: its relative name, or NULL.  g_free(). */
static char *
edited_report (const char *folder, GPtrArray *previous)
{
  g_autoptr (HechaBatchRecord) record = hecha_batch_record_load (folder);
  HechaRecordedFile file;

  for (guint i = 0; record != NULL && hecha_batch_record_next (record, "outputs", &i, &file);)
    {
      g_autofree char *path = g_build_filename (folder, file.path, NULL);
      char now[HECHA_SHA256_SIZE];

      if (is_report (file.path) && hecha_file_sha256 (path, now, NULL)
          && strcmp (now, file.sha256) != 0 && !is_among (previous, now))
        return g_strdup (file.path);
    }
  return NULL;
}

static gboolean
may_replace (const char *final, gboolean force, GPtrArray *previous, char **message)
{
  g_autofree char *edited = NULL;

  if (!g_file_test (final, G_FILE_TEST_IS_DIR))
    {
      *message = g_strdup_printf ("“%s”已存在，而且不是文件夹", final);
      return FALSE;
    }
  if (is_empty_folder (final))
    return TRUE;
  if (!force)
    {
      *message = g_strdup_printf ("“%s”里已有内容，没有覆盖；换一个文件夹，或加 --force"
                                  "（原来的会改名为“%s.上一版”）",
                                  final, final);
      return FALSE;
    }
  edited = edited_report (final, previous);
  if (edited != NULL)
    {
      *message = g_strdup_printf ("“%s/%s”写出后有人填过或改过，没有覆盖；请用 --previous "
                                  "把它带回来，或换一个输出文件夹",
                                  final, edited);
      return FALSE;
    }
  return TRUE;
}

HechaOutputs *
hecha_outputs_begin (const char *final, gboolean force, GPtrArray *previous, char **message)
{
  g_autoptr (HechaOutputs) outputs = g_new0 (HechaOutputs, 1);
  g_autofree char *parent = NULL;

  outputs->final = g_strdup (final);
  while (strlen (outputs->final) > 1 && g_str_has_suffix (outputs->final, "/"))
    outputs->final[strlen (outputs->final) - 1] = '\0';
  outputs->list = g_ptr_array_new_with_free_func (g_free);
  outputs->replace = g_file_test (outputs->final, G_FILE_TEST_EXISTS);
  if (outputs->replace && !may_replace (outputs->final, force, previous, message))
    return NULL;
  parent = g_path_get_dirname (outputs->final);
  if (g_mkdir_with_parents (parent, 0777) != 0)
    {
      *message = g_strdup_printf ("文件夹“%s”无法建立（%s）", parent, hecha_system_error (errno));
      return NULL;
    }
  outputs->working = g_strdup_printf ("%s.写入中-XXXXXX", outputs->final);
  if (g_mkdtemp_full (outputs->working, 0777) == NULL)
    {
      *message = g_strdup_printf ("“%s”旁边无法写入（%s），请换一个输出位置", outputs->final,
                                  hecha_system_error (errno));
      g_clear_pointer (&outputs->working, g_free);
      return NULL;
    }
  hecha_last_words_leave (outputs->working);
  return g_steal_pointer (&outputs);
}

void
hecha_outputs_free (HechaOutputs *outputs)
{
  if (outputs == NULL)
    return;
  if (outputs->working != NULL && !outputs->published)
    {
      hecha_remove_tree (outputs->working);
      hecha_last_words_leave (NULL);
    }
  g_free (outputs->final);
  g_free (outputs->working);
  g_clear_pointer (&outputs->list, g_ptr_array_unref);
  g_free (outputs);
}

char *
hecha_outputs_path (HechaOutputs *outputs, const char *relative)
{
  char *path = g_build_filename (outputs->working, relative, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0777);   /* the writer says what went wrong */
  return path;
}

void
hecha_outputs_add (HechaOutputs *outputs, const char *relative)
{
  g_ptr_array_add (outputs->list, g_strdup (relative));
}

const GPtrArray *
hecha_outputs_list (const HechaOutputs *outputs)
{
  return outputs->list;
}

/* Opens PATH and has SYNC see to it that it is on the disk. */
static gboolean
sync_path (const char *path, int (*sync) (int fd))
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int code, failure;

  if (fd < 0)
    return FALSE;
  code = sync (fd);
  failure = errno;
  close (fd);
  errno = failure;
  return code == 0;
}

/* What syncfs() wrote, and whether it could: kernels before 5.8 do not say so
 * themselves. */
static int
was_written (int fd)
{
  return sync_file_range (fd, 0, 0, SYNC_FILE_RANGE_WAIT_BEFORE);
}

/* A name beside FINAL that is free: "….上一版", "….上一版2". */
static char *
earlier_name (const char *final)
{
  char *name = g_strdup_printf ("%s.上一版", final);

  for (guint turn = 2; g_file_test (name, G_FILE_TEST_EXISTS); turn++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.上一版%u", final, turn);
    }
  return name;
}

/* A file system in user space (NTFS, many network drives) hears of each file
 * alone; any other is flushed once, which takes a tenth of the time of as many
 * flushes as there are files. */
static gboolean
can_flush_once (const char *path)
{
  struct statfs status;

  return statfs (path, &status) == 0 && (guint64) status.f_type != FUSE_SUPER_MAGIC;
}

static gboolean
sync_all (HechaOutputs *outputs, char **message)
{
  gboolean at_once = can_flush_once (outputs->working);
  const char *failed = at_once && !sync_path (outputs->working, syncfs) ? "结果" : NULL;

  for (guint i = 0; failed == NULL && i < outputs->list->len; i++)
    {
      const char *relative = g_ptr_array_index (outputs->list, i);
      g_autofree char *path = g_build_filename (outputs->working, relative, NULL);

      if (!sync_path (path, at_once ? was_written : fsync))
        failed = relative;
    }
  if (failed != NULL)
    *message = g_strdup_printf ("“%s”没有写全（%s），本次结果没有保存", failed,
                                hecha_system_error (errno));
  return failed == NULL;
}

gboolean
hecha_outputs_publish (HechaOutputs *outputs, char **message)
{
  g_autofree char *earlier = NULL;
  g_autofree char *parent = g_path_get_dirname (outputs->final);
  gboolean full = outputs->replace && !is_empty_folder (outputs->final);

  if (!sync_all (outputs, message))
    return FALSE;
  g_chmod (outputs->working, 0755);
  if (full)
    {
      earlier = earlier_name (outputs->final);
      if (g_rename (outputs->final, earlier) != 0)
        {
          *message = g_strdup_printf ("“%s”无法改名（%s），本次结果没有保存", outputs->final,
                                      hecha_system_error (errno));
          return FALSE;
        }
    }
  /* An empty folder is replaced by the rename itself. */
  if (g_rename (outputs->working, outputs->final) != 0)
    {
      *message = g_strdup_printf ("结果无法改成正式的名字“%s”（%s），本次结果没有保存",
                                  outputs->final, hecha_system_error (errno));
      if (earlier != NULL)
        g_rename (earlier, outputs->final);
      return FALSE;
    }
  outputs->published = TRUE;
  hecha_last_words_leave (NULL);
  sync_path (parent, fsync);
  return TRUE;
}
