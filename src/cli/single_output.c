#include "cli/single_output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/last_words.h"
#include "cli/system_error.h"

/* mkstemp() makes a file for its owner alone; ours is as any other. */
static void
open_to_others (int fd)
{
  mode_t mask = umask (0);

  umask (mask);
  (void) fchmod (fd, 0666 & ~mask);
}

/* Where FINAL leads to, so that a link stays one; NULL where it is no file
 * that a rename may replace. */
static char *
resolve (const char *final)
{
  struct stat status;

  if (stat (final, &status) != 0)
    return g_strdup (final);
  return S_ISREG (status.st_mode) ? realpath (final, NULL) : NULL;
}

static gboolean
make_empty (const char *final, char *working)
{
  int fd = g_mkstemp_full (working, O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0)
    close (fd);
  else
    hecha_complain (HECHA_EXIT_OUTPUT, "“%s”无法写入（%s），请换一个位置", final,
                    hecha_system_error (errno));
  return fd >= 0;
}

/* The message of a writer names what it was given to write. */
static int
complain_of (const GError *error, const char *working, const char *final)
{
  g_auto (GStrv) parts = g_strsplit (error->message, working, -1);
  g_autofree char *message = g_strjoinv (final, parts);

  return hecha_complain (HECHA_EXIT_OUTPUT, "%s", message);
}

static int
refuse (const char *final)
{
  return hecha_complain (HECHA_EXIT_OUTPUT, "“%s”不是普通文件，不能写成它", final);
}

int
hecha_single_output_publish (const char *working, const char *final)
{
  g_autofree char *target = resolve (final);
  int fd = g_open (working, O_RDONLY | O_CLOEXEC, 0);
  gboolean ok = target != NULL && fd >= 0 && fsync (fd) == 0 && g_rename (working, target) == 0;
  int failure = errno;

  if (fd >= 0)
    {
      open_to_others (fd);
      close (fd);
    }
  if (ok)
    return HECHA_EXIT_CLEAN;
  g_unlink (working);
  if (target == NULL)
    return refuse (final);
  return hecha_complain (HECHA_EXIT_OUTPUT, "“%s”没有写成（%s）", final,
                         hecha_system_error (failure));
}

static int
write_and_publish (const char *final, HechaSingleWriter writer, gpointer data)
{
  g_autofree char *folder = g_path_get_dirname (final);
  /* Not after FINAL, whose name may be as long as names can be. */
  g_autofree char *working = g_build_filename (folder, "写入中-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  int code;

  if (!make_empty (final, working))
    return HECHA_EXIT_OUTPUT;
  hecha_last_words_leave (working);
  if (writer (working, data, &error))
    code = hecha_single_output_publish (working, final);
  else
    {
      code = complain_of (error, working, final);
      g_unlink (working);
    }
  hecha_last_words_leave (NULL);
  return code;
}

int
hecha_single_output (const char *final, gboolean force, HechaSingleWriter writer, gpointer data)
{
  g_autofree char *target = NULL;

  if (!force && g_file_test (final, G_FILE_TEST_EXISTS))
    return hecha_complain (HECHA_EXIT_OUTPUT, "“%s”已存在，没有覆盖；请换个名字或加 --force",
                           final);
  target = resolve (final);
  if (target == NULL)
    return refuse (final);
  return write_and_publish (target, writer, data);
}
