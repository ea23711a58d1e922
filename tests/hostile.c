#include "tests/hostile.h"

#include <linux/capability.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/test.h"

#define HOSTILE_AUDIT(input, output)                                                              \
  {                                                                                               \
    "audit", input, "-o", output, "--as-of", "2026-03-31", "-j", "2", NULL                        \
  }

/* Root may read and write whatever it likes; not here. */
static void
obey_modes (void)
{
  prctl (PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0);
  prctl (PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH, 0, 0, 0);
}

gboolean
hostile_obeys_modes (void)
{
  return geteuid () != 0 || prctl (PR_CAPBSET_READ, CAP_SETPCAP, 0, 0, 0) == 1;
}

static void
prepare_child (gpointer data)
{
  const gulong *bytes = data;
  struct rlimit limit = { *bytes, *bytes };

  if (geteuid () == 0)
    obey_modes ();
  if (*bytes == 0)
    return;
  signal (SIGXFSZ, SIG_IGN);   /* a write that is too long fails, as on a full disk */
  setrlimit (RLIMIT_FSIZE, &limit);
}

static GPid
start (const char *const *arguments, const char *const *environment, gulong max_file_bytes,
       int *from)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_auto (GStrv) variables = g_get_environ ();
  GPid pid = 0;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, (gpointer) g_getenv ("HECHA_PROGRAM"));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);
  for (guint i = 0; environment != NULL && environment[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (environment[i], "=", 2);
      variables = g_environ_setenv (variables, pair[0], pair[1], TRUE);
    }
  if (!g_spawn_async_with_pipes (NULL, (char **) argv->pdata, variables,
                                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL
                                     | (from == NULL ? G_SPAWN_STDERR_TO_DEV_NULL : 0),
                                 prepare_child, &max_file_bytes, &pid, NULL, NULL, from, &error))
    printf ("\n  %s\n", error->message);
  return pid;
}

GPid
hostile_audit_start (const char *input, const char *output, const char *const *environment)
{
  const char *arguments[] = HOSTILE_AUDIT (input, output);

  return start (arguments, environment, 0, NULL);
}

static HostileRun
run_to_end (const char *const *arguments, const char *const *environment, gulong max_file_bytes)
{
  HostileRun run = { -1, NULL, 0 };
  struct rusage usage;
  int from = -1, status = 0;
  GPid pid = start (arguments, environment, max_file_bytes, &from);
  FILE *pipe = pid > 0 ? fdopen (from, "r") : NULL;
  GString *said = g_string_new (NULL);
  int c;

  while (pipe != NULL && (c = fgetc (pipe)) != EOF)
    g_string_append_c (said, (char) c);
  if (pipe != NULL)
    fclose (pipe);
  run.warned = g_string_free (said, FALSE);
  if (pid <= 0 || wait4 (pid, &status, 0, &usage) != pid)
    return run;
  run.code = WIFEXITED (status) ? WEXITSTATUS (status) : -WTERMSIG (status);
  run.peak_kb = usage.ru_maxrss;
  return run;
}

HostileRun
hostile_audit (const char *input, const char *output, const char *const *environment,
               gulong max_file_bytes)
{
  const char *arguments[] = HOSTILE_AUDIT (input, output);

  return run_to_end (arguments, environment, max_file_bytes);
}

HostileRun
hostile_run (const char *const *arguments, const char *const *environment)
{
  return run_to_end (arguments, environment, 0);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
digest (const char *path, GChecksum *checksum)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *child = g_build_filename (path, g_ptr_array_index (names, i), NULL);
      g_autofree char *data = NULL;
      gsize length = 0;

      g_checksum_update (checksum, (const guchar *) g_ptr_array_index (names, i), -1);
      if (g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        digest (child, checksum);
      else if (g_file_test (child, G_FILE_TEST_IS_REGULAR)
               && g_file_get_contents (child, &data, &length, NULL))
        g_checksum_update (checksum, (const guchar *) data, (gssize) length);
    }
}

char *
hostile_fingerprint (const char *path)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  digest (path, checksum);
  return g_strdup (g_checksum_get_string (checksum));
}

guint
hostile_count (const char *folder, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, prefix);
  return n;
}

char *
hostile_shim (const char *folder)
{
#if defined __GLIBC__ && !defined HECHA_SANITIZED
  g_autofree char *source = test_data ("../tests/cli/fault_shim.c");
  char *shim = g_build_filename (folder, "shim.so", NULL);
  char *argv[] = { (char *) "cc", (char *) "-shared", (char *) "-fPIC", (char *) "-O1",
                   (char *) "-o", shim, source, (char *) "-ldl", NULL };
  int status = -1;

  /* What cc makes is for this machine, not for the one that qemu plays. */
  if (g_getenv ("HECHA_QEMU") == NULL
      && g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                       NULL)
      && status == 0)
    return shim;
  g_free (shim);
#endif
  return NULL;
}

void
hostile_remove (const char *path)
{
  const char *argv[] = { "rm", "-rf", path, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

gboolean
hostile_python (const char *script, const char *argument, char **said)
{
  g_autofree char *relative = g_strconcat ("cli/hostile/", script, NULL);
  g_autofree char *path = test_data (relative);
  char *argv[] = { (char *) "/usr/bin/python3", path, (char *) argument, NULL };
  int status = -1;

  return g_spawn_sync (NULL, argv, NULL, said == NULL ? G_SPAWN_STDOUT_TO_DEV_NULL : 0, NULL,
                       NULL, said, NULL, &status, NULL)
         && status == 0;
}
