/* The same bytes for any number of jobs: the sample county, audited by one
 * and by four, file by file. */
#include "tests/test.h"

#include <stdio.h>
#include <string.h>

static gboolean
audit (const char *jobs, const char *out)
{
  g_autofree char *county = test_data ("阳城县示例");
  const char *program = g_getenv ("HECHA_PROGRAM");
  const char *arguments[] = { program != NULL ? program : "build/hecha", "audit", county, "-o",
                              out, "--as-of", "2026-03-31", "-q", jobs, NULL };
  int status = -1;

  return g_spawn_sync (NULL, (char **) arguments, NULL,
                       G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                       NULL, &status, NULL)
         && (status >> 8 & 0xff) <= 3;
}

static gboolean
same_bytes (const char *left, const char *right)
{
  g_autofree char *a = NULL, *b = NULL;
  gsize a_length, b_length;

  return g_file_get_contents (left, &a, &a_length, NULL)
         && g_file_get_contents (right, &b, &b_length, NULL) && a_length == b_length
         && memcmp (a, b, a_length) == 0;
}

static guint
n_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Files of LEFT that RIGHT lacks or has otherwise; *SEEN counts all. */
static guint
count_different (const char *left, const char *right, guint *seen)
{
  g_autoptr (GDir) dir = g_dir_open (left, 0, NULL);
  guint different = n_entries (left) != n_entries (right);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *a = g_build_filename (left, name, NULL);
      g_autofree char *b = g_build_filename (right, name, NULL);

      if (g_file_test (a, G_FILE_TEST_IS_DIR))
        different += count_different (a, b, seen);
      else
        {
          (*seen)++;
          if (same_bytes (a, b))
            continue;
          printf ("\n  differs: %s", a);
          different++;
        }
    }
  return different;
}

static void
test_same_bytes (void)
{
  g_autofree char *folder = test_directory ();
  g_autofree char *one = g_build_filename (folder, "one", NULL);
  g_autofree char *four = g_build_filename (folder, "four", NULL);
  guint seen = 0;

  CU_ASSERT_TRUE_FATAL (audit ("-j1", one));
  CU_ASSERT_TRUE_FATAL (audit ("-j4", four));
  CU_ASSERT_EQUAL (count_different (one, four, &seen), 0);
  CU_ASSERT (seen > 10);   /* reports, records, copies: something was compared */
}

void
suite_jobs (void)
{
  CU_pSuite suite = CU_add_suite ("cli/jobs", NULL, NULL);

  CU_add_test (suite, "same bytes for any number of jobs", test_same_bytes);
}
