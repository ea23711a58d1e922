/* The Nth allocation fails, alone or with all that follow, in the parent and
 * in the workers; or the parent is killed or interrupted at it.  HECHA_FAULTS is how many N
 * are tried of each kind. */
#include "tests/test.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/hostile.h"

/* What becomes of a run whose libraries fail before main(), which has begun
 * nothing then, is theirs. */
enum { BEFORE_MAIN = 400, TRIED = 24 };

static struct
{
  char *folder, *input, *output, *sources, *shim, *whole;
  guint n_named, n_whole, n_files, n_kills;
} rig;

static const char good[] = "项目名称,建设单位,概算金额（万元）,合同金额（万元）,竣工验收日期,验收备案日期\n"
                           "供水监测,县水务局,300,3000,2024-08-01,2024-12-30\n"
                           "供水收费,县水务局,300,290,2024-08-01,2024-08-05\n";

static HostileRun
run_with (const char *fault, const char *count)
{
  g_autofree char *preload = g_strdup_printf ("LD_PRELOAD=%s", rig.shim);
  g_autofree char *variable = g_strconcat ("HECHA_FAULT=", fault, NULL);
  g_autofree char *counter = g_strconcat ("HECHA_FAULT_COUNT=", count, NULL);
  const char *environment[] = { preload, variable, count != NULL ? counter : NULL, NULL };

  return hostile_audit (rig.input, rig.output, environment, 0);
}

static int
prepare (void)
{
  g_autofree char *ledger = NULL;
  HostileRun run;

  if (g_getenv ("HECHA_PROGRAM") == NULL)
    return 1;
  rig.folder = test_directory ();
  rig.input = g_build_filename (rig.folder, "来件", NULL);
  rig.output = g_build_filename (rig.folder, "结果", NULL);
  ledger = g_build_filename (rig.input, "好台账.csv", NULL);
  if (g_mkdir (rig.input, 0755) != 0 || !g_file_set_contents (ledger, good, -1, NULL))
    return 1;
  rig.sources = hostile_fingerprint (rig.input);
  rig.shim = hostile_shim (rig.folder);
  run = hostile_audit (rig.input, rig.output, NULL, 0);
  g_free (run.warned);
  rig.whole = hostile_fingerprint (rig.output);
  hostile_remove (rig.output);
  return run.code == 1 ? 0 : 1;
}

static int
finish (void)
{
  printf ("\n  allocations failed: %u runs ended with a word, %u cost a file, %u went on whole; "
          "%u kills survived\n",
          rig.n_named, rig.n_files, rig.n_whole, rig.n_kills);
  g_free (rig.folder);
  g_free (rig.input);
  g_free (rig.output);
  g_free (rig.sources);
  g_free (rig.shim);
  g_free (rig.whole);
  return 0;
}

/* What stands beside the output that is not named in WARNED. */
static guint
unnamed_remains (const char *warned)
{
  g_autoptr (GDir) dir = g_dir_open (rig.folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, "写入中") != NULL)
      {
        g_autofree char *path = g_build_filename (rig.folder, name, NULL);

        n += strstr (warned, path) == NULL;
        hostile_remove (path);
      }
  return n;
}

/* True of every run, whatever befell it: a code for what was read and
 * written, sources unchanged, the output whole, absent, or without a file
 * that is named. */
static void
check_run (const char *fault, const HostileRun *run)
{
  g_autofree char *sources = hostile_fingerprint (rig.input);
  g_autofree char *now
      = g_file_test (rig.output, G_FILE_TEST_EXISTS) ? hostile_fingerprint (rig.output) : NULL;
  gboolean ok = strcmp (sources, rig.sources) == 0;

  if (run->code == -SIGKILL || run->code == -SIGINT)
    ok = ok && now == NULL;
  else if (run->code == 1)
    ok = ok && g_strcmp0 (now, rig.whole) == 0;
  else if (run->code == 3)
    ok = ok && strstr (run->warned, "未能读取：好台账.csv：") != NULL;
  else if (run->code == 4 && now != NULL)
    ok = ok && strstr (run->warned, "未能写出：标注/") != NULL;
  else
    ok = ok && run->code == 4 && now == NULL && strstr (run->warned, "hecha：") != NULL;
  if (!ok)
    printf ("\n  %s: exit %d, %s: %s\n", fault, run->code,
            now == NULL ? "no output" : strcmp (now, rig.whole) == 0 ? "whole" : "half",
            run->warned);
  CU_ASSERT_TRUE (ok);
  rig.n_kills += run->code == -SIGKILL || run->code == -SIGINT;
  rig.n_whole += run->code == 1;
  rig.n_files += run->code == 3 || (run->code == 4 && now != NULL);
  rig.n_named += run->code == 4 && now == NULL;
}

static void
try_one (const char *operation, char mode, guint64 at)
{
  g_autofree char *fault
      = g_strdup_printf ("%s%c%" G_GUINT64_FORMAT, operation, mode, at);
  HostileRun run = run_with (fault, NULL);
  guint unnamed = unnamed_remains (run.warned);

  check_run (fault, &run);
  /* A kill lets nobody say what it leaves. */
  CU_ASSERT_TRUE (unnamed == 0 || run.code == -SIGKILL);
  hostile_remove (rig.output);
  g_free (run.warned);
}

static guint64
count_allocations (const char *operation)
{
  g_autofree char *fault = g_strconcat (operation, ":9999999999", NULL);
  g_autofree char *path = g_build_filename (rig.folder, "count", NULL);
  g_autofree char *number = NULL;
  HostileRun run = run_with (fault, path);

  check_run (fault, &run);
  hostile_remove (rig.output);
  g_free (run.warned);
  return g_file_get_contents (path, &number, NULL, NULL)
             ? g_ascii_strtoull (number, NULL, 10)
             : 0;
}

static void
try_all (const char *operation, char mode)
{
  const char *wanted = g_getenv ("HECHA_FAULTS");
  guint n = wanted != NULL ? (guint) strtoul (wanted, NULL, 10) : TRIED;
  guint64 total;

  if (rig.shim == NULL)
    {
      printf (" [跳过 skipped: no glibc, no compiler, AddressSanitizer or qemu] ");
      return;
    }
  total = count_allocations (operation);
  CU_ASSERT_TRUE_FATAL (total > BEFORE_MAIN + n);
  /* An odd stride, so that it does not keep step with what is allocated. */
  for (guint i = 0; i < n; i++)
    try_one (operation, mode, BEFORE_MAIN + (total - BEFORE_MAIN) * i / n + i % 7);
}

static void
test_none_left (void)
{
  try_all ("memory", ':');
}

static void
test_one_fails (void)
{
  try_all ("memory", '=');
}

static void
test_workers (void)
{
  try_all ("worker-memory", ':');
  try_all ("worker-memory", '=');
}

static void
test_killed (void)
{
  try_all ("memory", '!');
}

/* What is left is named then. */
static void
test_interrupted (void)
{
  try_all ("memory", '^');
}

void
suite_out_of_memory (void)
{
  CU_pSuite suite = CU_add_suite ("cli: out of memory", prepare, finish);

  CU_ADD_TEST (suite, test_none_left);
  CU_ADD_TEST (suite, test_one_fails);
  CU_ADD_TEST (suite, test_workers);
  CU_ADD_TEST (suite, test_killed);
  CU_ADD_TEST (suite, test_interrupted);
}
