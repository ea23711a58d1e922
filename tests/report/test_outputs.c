/* The whole output folder of the sample county, as the program leaves it:
 * links, records, and what must not be in a department's papers. */
#include "tests/test.h"

static void
run (const char *const *arguments, gboolean any_code)
{
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 1;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output,
                NULL, &status, &error);
  TEST_OK (error);
  if (status != 0 && !any_code)
    printf ("\n%s", output);
  CU_ASSERT_TRUE (status == 0 || any_code);
}

static void
check (const char *script_name, const char *directory, const char *more)
{
  g_autofree char *root = g_path_get_dirname (TESTDATA);
  g_autofree char *script = g_build_filename (root, "tests/report", script_name, NULL);
  const char *const arguments[] = { "/usr/bin/python3", script, directory, more, NULL };

  run (arguments, FALSE);
}

static void
test_county_folder (void)
{
  const char *program = g_getenv ("HECHA_PROGRAM");
  g_autofree char *county = test_data ("阳城县示例");
  g_autofree char *parent = test_directory ();
  g_autofree char *directory = g_build_filename (parent, "结果", NULL);
  g_autofree char *root = g_path_get_dirname (TESTDATA);
  g_autofree char *schemas = g_build_filename (root, "templates/schema", NULL);
  const char *const audit[] = { program, "audit",   county,       "-o", directory, "-q",
                                "--as-of", "2025-12-31", "-j",   "1",  NULL };

  if (program == NULL)
    {
      printf ("\nskipped: HECHA_PROGRAM is not set\n");
      return;
    }
  run (audit, TRUE);   /* findings and unreadable files have exit codes of their own */
  check ("check_links.py", directory, NULL);
  check ("check_schema.py", directory, schemas);
  check ("check_discretion.py", directory, "情报研判专用系统");
  check ("check_figures.py", directory, NULL);
}

void suite_outputs (void);
void
suite_outputs (void)
{
  CU_pSuite suite = CU_add_suite ("report/outputs", NULL, NULL);

  CU_ADD_TEST (suite, test_county_folder);
}
