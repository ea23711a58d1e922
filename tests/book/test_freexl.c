/* FreeXL's process: what it may not do, and what its end costs. */
#include "tests/test.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "book/freexl.h"

static gboolean
take (const HechaFreexlCell *cell, guint32 sheet, const char *name, gpointer data)
{
  guint *n = data;

  *n += cell != NULL;
  return TRUE;
}

static void
test_read (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *path = test_data ("book/xls/xlwt-types.xls");
  g_autofree char *why = NULL;
  guint n = 0;

  CU_ASSERT_TRUE (hecha_freexl_read (program, path, take, &n, &why));
  CU_ASSERT_TRUE (n > 0);
}

/* A program that takes --freexl for a file to read does not start itself
 * without end: the child of a child is refused. */
static void
test_no_grandchild (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *path = test_data ("book/xls/xlwt-types.xls");
  g_autofree char *why = NULL;
  guint n = 0;

  g_setenv ("HECHA_FREEXL_CHILD", "1", TRUE);
  CU_ASSERT_FALSE (hecha_freexl_read (program, path, take, &n, &why));
  g_unsetenv ("HECHA_FREEXL_CHILD");
  TEST_STR (why, "无法启动");
}

/* A script for a child. */
static void
check_child (const char *script, const char *wanted)
{
  g_autofree char *folder = test_directory ();
  g_autofree char *program = g_build_filename (folder, "child.sh", NULL);
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, "\n", NULL);
  g_autofree char *why = NULL;
  guint n = 0;

  CU_ASSERT_TRUE (g_file_set_contents (program, text, -1, NULL));
  CU_ASSERT_EQUAL (g_chmod (program, 0755), 0);
  CU_ASSERT_FALSE (hecha_freexl_read (program, "/dev/null", take, &n, &why));
  TEST_STR (why, wanted);
}

static void
test_bad_ends (void)
{
  check_child ("kill -SEGV $$", "意外中止");
  check_child ("kill -XCPU $$", "用时超过上限");
  check_child ("exit 0", "不接受这个文件");
  check_child ("printf S", "不接受这个文件");
  /* Rubbish without end fills its pipe and is cut off. */
  check_child ("exec cat /dev/zero", "不接受这个文件");
  check_child ("exec yes N", "不接受这个文件");
}

/* What a confined process managed to do, as bits. */
static int
try_all (void)
{
  int done = 0;

  hecha_freexl_confine ();
  if (socket (AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM)
    done |= 1;
  if (open ("/tmp/hecha-confined", O_WRONLY | O_CREAT, 0600) >= 0)
    done |= 2;
  if (execl ("/bin/true", "true", NULL) == 0 || errno != EPERM)
    done |= 4;
  if (fork () >= 0)
    done |= 8;
  if (unlink ("/tmp/hecha-confined-not-there") == 0 || errno != EPERM)
    done |= 16;
  if (kill (getppid (), 0) == 0)
    done |= 32;
  /* Address space: 1 GiB in all. */
  if (mmap (NULL, (size_t) 1 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      != MAP_FAILED)
    done |= 64;
  return done;
}

static void
test_confined (void)
{
#if defined HAVE_SECCOMP && !defined HECHA_SANITIZED
  int status = 0;
  pid_t pid = fork ();

  if (pid == 0)
    _exit (try_all ());
  CU_ASSERT_EQUAL (waitpid (pid, &status, 0), pid);
  CU_ASSERT_TRUE (WIFEXITED (status));
  CU_ASSERT_EQUAL (WEXITSTATUS (status), 0);
#else
  (void) try_all;
  printf (" [跳过 skipped: no seccomp, or AddressSanitizer] ");
#endif
}

void
suite_freexl (void)
{
  CU_pSuite suite = CU_add_suite ("book/freexl", NULL, NULL);

  CU_ADD_TEST (suite, test_read);
  CU_ADD_TEST (suite, test_no_grandchild);
  CU_ADD_TEST (suite, test_bad_ends);
  CU_ADD_TEST (suite, test_confined);
}
