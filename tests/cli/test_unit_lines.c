/* What is typed in a unit's line comes back in its findings: reports edited
 * with openpyxl and audited again. */
#include "tests/test.h"

#include <stdio.h>

static void
test_typed_in_a_line (void)
{
  g_autofree char *root = g_path_get_dirname (TESTDATA);
  g_autofree char *script = g_build_filename (root, "tests/cli/check_unit_lines.py", NULL);
  g_autofree char *folder = test_directory ();
  const char *arguments[]
      = { "/usr/bin/python3", script, g_getenv ("HECHA_PROGRAM"), folder, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 1;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                &output, NULL, &status, &error);
  TEST_OK (error);
  if (status != 0)
    printf ("\n%s", output);
  CU_ASSERT_EQUAL (status, 0);
}

void
suite_unit_lines (void)
{
  CU_pSuite suite = CU_add_suite ("cli/unit_lines", NULL, NULL);

  CU_ADD_TEST (suite, test_typed_in_a_line);
}
