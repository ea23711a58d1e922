/* Faults on purpose: workers that crash or hang, writes that fail, a full
 * disk, kills.  After each the sources are as they were, the output is whole
 * or absent, and nothing is left but what a kill leaves. */
#include "tests/test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/hostile.h"

static struct
{
  char *folder, *input, *sources, *shim, *whole;
  guint n_faults, n_kills;
} rig;

static const char good[] = "项目名称,建设单位,概算金额（万元）,合同金额（万元）,竣工验收日期,验收备案日期\n"
                           "供水监测,县水务局,300,3000,2024-08-01,2024-12-30\n"
                           "供水收费,县水务局,300,290,2024-08-01,2024-08-05\n";

static char *
below (const char *name)
{
  return g_build_filename (rig.folder, name, NULL);
}

static int
prepare (void)
{
  g_autofree char *ledger = NULL, *output = NULL;
  HostileRun run;

  if (g_getenv ("HECHA_PROGRAM") == NULL)
    return 1;
  rig.folder = test_directory ();
  rig.input = below ("来件");
  ledger = g_build_filename (rig.input, "好台账.csv", NULL);
  output = below ("对照");
  if (g_mkdir (rig.input, 0755) != 0 || !g_file_set_contents (ledger, good, -1, NULL))
    return 1;
  rig.sources = hostile_fingerprint (rig.input);
  rig.shim = hostile_shim (rig.folder);
  run = hostile_audit (rig.input, output, NULL, 0);
  g_free (run.warned);
  rig.whole = hostile_fingerprint (output);
  return run.code == 1 ? 0 : 1;
}

static int
finish (void)
{
  printf ("\n  %u faults injected, %u kills survived\n", rig.n_faults, rig.n_kills);
  g_free (rig.folder);
  g_free (rig.input);
  g_free (rig.sources);
  g_free (rig.shim);
  g_free (rig.whole);
  return 0;
}

static gboolean
skipped (void)
{
  if (rig.shim == NULL)
    printf (" [跳过 skipped: no glibc, no compiler, AddressSanitizer or qemu] ");
  return rig.shim == NULL;
}

/* OUTPUT is absent or what an undisturbed run writes; TRUE where it is there. */
static gboolean
whole_or_absent (const char *output, const char *what)
{
  g_autofree char *sources = hostile_fingerprint (rig.input);
  g_autofree char *now = NULL;

  TEST_STR (sources, rig.sources);
  if (!g_file_test (output, G_FILE_TEST_EXISTS))
    return FALSE;
  now = hostile_fingerprint (output);
  if (strcmp (now, rig.whole) != 0)
    printf ("\n  half an output: %s\n", what);
  CU_ASSERT_STRING_EQUAL (now, rig.whole);
  return TRUE;
}

/* ---- workers --------------------------------------------------------------------- */

static void
test_workers_die (void)
{
  static const char *const fates[] = { "崩溃", "死循环", "缺内存", "退出", "半句", "胡言", "沉默",
                                       "消失", "变化" };
  g_autofree char *input = below ("故障来件"), *output = below ("故障结果");
  g_autofree char *preload = g_strconcat ("LD_PRELOAD=", rig.shim, NULL);
  g_autofree char *ledger = g_build_filename (input, "好台账.csv", NULL);
  g_autofree char *copy = g_build_filename (output, "标注", "好台账.xlsx", NULL);
  const char *environment[] = { preload, NULL };
  HostileRun run;

  if (skipped ())
    return;
  CU_ASSERT_EQUAL (g_mkdir (input, 0755), 0);
  CU_ASSERT_TRUE (g_file_set_contents (ledger, good, -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (fates); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/故障%s.csv", input, fates[i]);
      CU_ASSERT_TRUE (g_file_set_contents (path, good, -1, NULL));
    }
  run = hostile_audit (input, output, environment, 0);
  CU_ASSERT_EQUAL (run.code, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (fates); i++)
    {
      g_autofree char *line = g_strdup_printf ("未能读取：故障%s.csv：", fates[i]);

      if (strstr (run.warned, line) == NULL)
        printf ("\n  %s is missing from:\n%s", line, run.warned);
      CU_ASSERT_PTR_NOT_NULL (strstr (run.warned, line));
      rig.n_faults++;
    }
  /* On a machine that is busy with much else its silence may be noticed before
   * its processor time is up. */
  CU_ASSERT_TRUE (strstr (run.warned, "故障死循环.csv：处理这个文件用时超过上限") != NULL
                  || strstr (run.warned, "故障死循环.csv：处理这个文件时没有回应") != NULL);
  CU_ASSERT_PTR_NOT_NULL (strstr (run.warned, "故障变化.csv：读取过程中文件被改动"));
  CU_ASSERT_TRUE (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_free (run.warned);
}

/* ---- writes that fail ------------------------------------------------------------- */

/* TRUE where the fault was met. */
static gboolean
fail_at (const char *operation, guint at)
{
  g_autofree char *fault = g_strdup_printf ("HECHA_FAULT=%s:%u", operation, at);
  g_autofree char *preload = g_strconcat ("LD_PRELOAD=", rig.shim, NULL);
  g_autofree char *output = below ("坏结果");
  const char *environment[] = { preload, fault, NULL };
  HostileRun run = hostile_audit (rig.input, output, environment, 0);

  if (run.code == 4)
    {
      CU_ASSERT_TRUE (strlen (run.warned) > 0);
      /* A marked copy may be lacking, and is said; nothing else. */
      if (g_file_test (output, G_FILE_TEST_EXISTS))
        CU_ASSERT_PTR_NOT_NULL (strstr (run.warned, "未能写出：标注/"));
      rig.n_faults++;
    }
  else
    {
      if (run.code != 1)
        printf ("\n  %s: exit %d, %s", fault, run.code, run.warned);
      CU_ASSERT_EQUAL (run.code, 1);
      CU_ASSERT_TRUE (whole_or_absent (output, fault));
    }
  if (hostile_count (rig.folder, "坏结果.写入中") != 0)
    printf ("\n  left behind: %s\n", fault);
  CU_ASSERT_EQUAL (hostile_count (rig.folder, "坏结果.写入中"), 0);
  hostile_remove (output);
  g_free (run.warned);
  return run.code == 4;
}

static void
test_writes_fail (void)
{
  static const char *const operations[] = { "write", "fwrite", "fclose", "fsync", "rename",
                                            "mkdir" };
  static const guint steps[] = { 1, 2, 3, 4, 6, 9, 14, 30, 70, 150, 400 };

  if (skipped ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      guint met = 0;

      for (gsize j = 0; j < G_N_ELEMENTS (steps); j++)
        met += fail_at (operations[i], steps[j]);
      if (met == 0)
        printf ("\n  %s never failed\n", operations[i]);
    }
}

static void
test_files_too_long (void)
{
  g_autofree char *output = below ("短结果");

  for (gulong bytes = 512; bytes <= 8192; bytes += 512)
    {
      HostileRun run = hostile_audit (rig.input, output, NULL, bytes);

      CU_ASSERT_EQUAL (run.code, 4);
      CU_ASSERT_FALSE (g_file_test (output, G_FILE_TEST_EXISTS));
      CU_ASSERT_PTR_NOT_NULL (strstr (run.warned, "hecha："));
      CU_ASSERT_EQUAL (hostile_count (rig.folder, "短结果"), 0);
      hostile_remove (output);
      g_free (run.warned);
      rig.n_faults++;
    }
}

static gboolean
mount_at (const char *path, const char *options)
{
  const char *argv[] = { "mount", "-t", "tmpfs", "-o", options, "hecha-test", path, NULL };
  int status = -1;

  return g_spawn_sync (NULL, (char **) argv, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                       &status, NULL)
         && status == 0;
}

static void
unmount (const char *path)
{
  const char *argv[] = { "umount", path, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

static void
test_full_disk (void)
{
  static const char *const sizes[] = { "size=4k", "size=16k", "size=24k", "size=32k", "size=48k",
                                       "size=4k,ro" };
  g_autofree char *disk = below ("小盘");
  g_autofree char *output = g_build_filename (disk, "结果", NULL);

  CU_ASSERT_EQUAL (g_mkdir (disk, 0755), 0);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      HostileRun run;

      if (!mount_at (disk, sizes[i]))
        {
          printf (" [跳过 skipped: no right to mount] ");
          return;
        }
      run = hostile_audit (rig.input, output, NULL, 0);
      if (run.code != 4)
        printf ("\n  %s: exit %d %s\n", sizes[i], run.code, run.warned);
      CU_ASSERT_EQUAL (run.code, 4);
      CU_ASSERT_PTR_NOT_NULL (strstr (run.warned, "hecha："));
      CU_ASSERT_EQUAL (hostile_count (disk, ""), 0);
      unmount (disk);
      g_free (run.warned);
      rig.n_faults++;
    }
}

static void
test_no_place (void)
{
  static const char *const outputs[] = { "/proc/结果", "/dev/null/结果", "/dev/null", "/sys/结果" };

  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      HostileRun run = hostile_audit (rig.input, outputs[i], NULL, 0);

      CU_ASSERT_EQUAL (run.code, 4);
      CU_ASSERT_TRUE (g_str_has_prefix (run.warned, "hecha："));
      CU_ASSERT_PTR_NOT_NULL (strstr (run.warned, "“/"));
      g_free (run.warned);
      rig.n_faults++;
    }
}

static void
test_read_only_folder (void)
{
  g_autofree char *folder = below ("只读");
  g_autofree char *output = g_build_filename (folder, "结果", NULL);
  HostileRun run;

  CU_ASSERT_EQUAL (g_mkdir (folder, 0555), 0);
  if (!hostile_obeys_modes ())
    {
      printf (" [跳过 skipped: this root writes everywhere] ");
      return;
    }
  run = hostile_audit (rig.input, output, NULL, 0);
  CU_ASSERT_EQUAL (run.code, 4);
  CU_ASSERT_PTR_NOT_NULL (strstr (run.warned, "没有权限"));
  CU_ASSERT_EQUAL (hostile_count (folder, ""), 0);
  g_free (run.warned);
  rig.n_faults++;
}

/* ---- kills -------------------------------------------------------------------------- */

static void
kill_at (const char *operation, guint at)
{
  g_autofree char *fault = g_strdup_printf ("HECHA_FAULT=%s!%u", operation, at);
  g_autofree char *preload = g_strconcat ("LD_PRELOAD=", rig.shim, NULL);
  g_autofree char *output = below ("断结果");
  const char *environment[] = { preload, fault, NULL };
  HostileRun run = hostile_audit (rig.input, output, environment, 0);

  CU_ASSERT_TRUE (run.code == 1 || run.code == -SIGKILL);
  rig.n_kills += run.code == -SIGKILL;
  whole_or_absent (output, fault);
  hostile_remove (output);
  g_free (run.warned);
}

static void
test_killed_at_calls (void)
{
  static const char *const operations[] = { "write", "fwrite", "fclose", "fsync", "rename",
                                            "mkdir" };

  if (skipped ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    for (guint at = 1; at <= 10; at++)
      kill_at (operations[i], at);
}

static void
test_killed_at_moments (void)
{
  g_autofree char *output = below ("断结果");

  for (guint i = 0; i < 40; i++)
    {
      GPid pid = hostile_audit_start (rig.input, output, NULL);
      int status;

      g_usleep (i * 4000);
      kill (pid, SIGKILL);
      CU_ASSERT_EQUAL (waitpid (pid, &status, 0), pid);
      rig.n_kills += WIFSIGNALED (status) != 0;
      whole_or_absent (output, "killed");
      hostile_remove (output);
    }
}

/* What kills left does not disturb the next run, which leaves it alone. */
static void
test_after_kills (void)
{
  g_autofree char *output = below ("断结果");
  guint before = hostile_count (rig.folder, "断结果.写入中");
  HostileRun run = hostile_audit (rig.input, output, NULL, 0);

  CU_ASSERT_EQUAL (run.code, 1);
  CU_ASSERT_TRUE (whole_or_absent (output, "after kills"));
  CU_ASSERT_EQUAL (hostile_count (rig.folder, "断结果.写入中"), before);
  g_free (run.warned);
}

/* Of two runs into one output one has it and the other says so. */
static void
test_two_runs (void)
{
  g_autofree char *output = below ("同一结果");

  for (guint i = 0; i < 5; i++)
    {
      GPid first = hostile_audit_start (rig.input, output, NULL);
      GPid second = hostile_audit_start (rig.input, output, NULL);
      int a = -1, b = -1;

      CU_ASSERT_EQUAL (waitpid (first, &a, 0), first);
      CU_ASSERT_EQUAL (waitpid (second, &b, 0), second);
      CU_ASSERT_TRUE (WIFEXITED (a) && WIFEXITED (b));
      CU_ASSERT_EQUAL (MIN (WEXITSTATUS (a), WEXITSTATUS (b)), 1);
      CU_ASSERT_EQUAL (MAX (WEXITSTATUS (a), WEXITSTATUS (b)), 4);
      CU_ASSERT_TRUE (whole_or_absent (output, "two runs"));
      CU_ASSERT_EQUAL (hostile_count (rig.folder, "同一结果"), 1);
      hostile_remove (output);
      rig.n_faults++;
    }
}

void
suite_faults (void)
{
  CU_pSuite suite = CU_add_suite ("cli: faults", prepare, finish);

  CU_ADD_TEST (suite, test_workers_die);
  CU_ADD_TEST (suite, test_writes_fail);
  CU_ADD_TEST (suite, test_files_too_long);
  CU_ADD_TEST (suite, test_full_disk);
  CU_ADD_TEST (suite, test_no_place);
  CU_ADD_TEST (suite, test_read_only_folder);
  CU_ADD_TEST (suite, test_killed_at_calls);
  CU_ADD_TEST (suite, test_killed_at_moments);
  CU_ADD_TEST (suite, test_after_kills);
  CU_ADD_TEST (suite, test_two_runs);
}
