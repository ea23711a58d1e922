/* One file as output: whole or absent, whatever happens while it is written,
 * and what stood there before stays until then. */
#include "tests/test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/hostile.h"

static struct
{
  char *folder, *ledger, *shim;
} rig;

static const char good[] = "项目名称,建设单位,概算金额（万元）,合同金额（万元）\n"
                           "供水监测,县水务局,300,3000\n";

/* What each command is given before -o FILE; their exit code when all is well. */
static const struct
{
  const char *arguments[3];
  int code;
} commands[] = {
  { { "map", "", NULL }, 0 },
  { { "rules", NULL }, 0 },
  { { "template", "台账", NULL }, 0 },
  { { "check", "", NULL }, 0 },
};

static int
prepare (void)
{
  if (g_getenv ("HECHA_PROGRAM") == NULL)
    return 1;
  rig.folder = test_directory ();
  rig.ledger = g_build_filename (rig.folder, "台账.csv", NULL);
  rig.shim = hostile_shim (rig.folder);
  return g_file_set_contents (rig.ledger, good, -1, NULL) ? 0 : 1;
}

static int
finish (void)
{
  g_free (rig.folder);
  g_free (rig.ledger);
  g_free (rig.shim);
  return 0;
}

/* Command number I with -o FINAL --force, under FAULT or NULL. */
static HostileRun
run (gsize i, const char *final, const char *fault)
{
  g_autofree char *preload = g_strdup_printf ("LD_PRELOAD=%s", rig.shim);
  g_autofree char *variable = g_strconcat ("HECHA_FAULT=", fault, NULL);
  const char *environment[] = { preload, variable, NULL };
  const char *arguments[8] = { NULL };
  guint n = 0;

  for (guint j = 0; commands[i].arguments[j] != NULL; j++)
    arguments[n++] = *commands[i].arguments[j] != '\0' ? commands[i].arguments[j] : rig.ledger;
  arguments[n++] = "-o";
  arguments[n++] = final;
  arguments[n++] = "--force";
  return hostile_run (arguments, fault != NULL ? environment : NULL);
}

static char *
contents (const char *path)
{
  char *text = NULL;
  gsize length;

  return g_file_get_contents (path, &text, &length, NULL)
             ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) text, length)
             : NULL;
}

/* An older file is there and is either kept or replaced by a whole one. */
static void
try_fault (gsize i, const char *whole, const char *fault)
{
  g_autofree char *place = g_build_filename (rig.folder, "位", NULL);
  g_autofree char *final = g_build_filename (place, "旧.xlsx", NULL);
  g_autofree char *old = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "旧", -1);
  g_autofree char *now = NULL;
  HostileRun result;
  gboolean ok;

  CU_ASSERT_EQUAL (g_mkdir (place, 0755), 0);
  CU_ASSERT_TRUE (g_file_set_contents (final, "旧", -1, NULL));
  result = run (i, final, fault);
  now = contents (final);
  if (result.code == commands[i].code)
    ok = g_strcmp0 (now, whole) == 0 && hostile_count (place, "") == 1;
  else if (result.code == -SIGKILL)
    ok = g_strcmp0 (now, old) == 0 || g_strcmp0 (now, whole) == 0;
  else
    ok = result.code == 4 && g_strcmp0 (now, old) == 0
         && (hostile_count (place, "") == 1 || strstr (result.warned, "写入中") != NULL);
  if (!ok)
    printf ("\n  %s, %s: exit %d, %s", commands[i].arguments[0], fault, result.code,
            result.warned);
  CU_ASSERT_TRUE (ok);
  hostile_remove (place);
  g_free (result.warned);
}

static void
test_faults (void)
{
  static const char *const kinds[] = { "write:%u", "fwrite:%u", "fclose:%u", "fsync:%u",
                                       "rename:%u", "write!%u", "fwrite!%u", "fsync!%u",
                                       "rename!%u" };

  if (rig.shim == NULL)
    {
      printf (" [跳过 skipped: no glibc, no compiler, AddressSanitizer or qemu] ");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *final = g_build_filename (rig.folder, "对照.xlsx", NULL);
      HostileRun undisturbed = run (i, final, NULL);
      g_autofree char *whole = contents (final);

      CU_ASSERT_EQUAL (undisturbed.code, commands[i].code);
      CU_ASSERT_PTR_NOT_NULL (whole);
      for (gsize j = 0; j < G_N_ELEMENTS (kinds); j++)
        for (guint at = 1; at <= 8; at += at)
          {
            g_autofree char *number = g_strdup_printf ("%u", at);
            g_auto (GStrv) parts = g_strsplit (kinds[j], "%u", 2);
            g_autofree char *fault = g_strconcat (parts[0], number, NULL);

            try_fault (i, whole, fault);
          }
      g_unlink (final);
      g_free (undisturbed.warned);
    }
}

/* Devices and pipes are not replaced by a file, even with --force. */
static void
test_no_file (void)
{
  g_autofree char *pipe = g_build_filename (rig.folder, "管道.xlsx", NULL);
  struct stat status;

  CU_ASSERT_EQUAL (mkfifo (pipe, 0600), 0);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      HostileRun result = run (i, pipe, NULL);

      CU_ASSERT_EQUAL (result.code, 4);
      CU_ASSERT_PTR_NOT_NULL (strstr (result.warned, "不是普通文件"));
      CU_ASSERT_TRUE (g_lstat (pipe, &status) == 0 && S_ISFIFO (status.st_mode));
      CU_ASSERT_EQUAL (hostile_count (rig.folder, "写入中"), 0);
      g_free (result.warned);
    }
}

/* A link stays one: what it leads to is replaced. */
static void
test_link (void)
{
  g_autofree char *link = g_build_filename (rig.folder, "链.xlsx", NULL);
  g_autofree char *file = g_build_filename (rig.folder, "原.xlsx", NULL);

  CU_ASSERT_TRUE (g_file_set_contents (file, "旧", -1, NULL));
  CU_ASSERT_EQUAL (symlink (file, link), 0);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      HostileRun result = run (i, link, NULL);

      CU_ASSERT_EQUAL (result.code, commands[i].code);
      CU_ASSERT_TRUE (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
      g_free (result.warned);
    }
}

void
suite_single_output (void)
{
  CU_pSuite suite = CU_add_suite ("cli: one file as output", prepare, finish);

  CU_ADD_TEST (suite, test_faults);
  CU_ADD_TEST (suite, test_no_file);
  CU_ADD_TEST (suite, test_link);
}
