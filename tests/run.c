/* Runs the suites of all rooms, or those whose names begin with an argument. */
#include "tests/test.h"

#include <CUnit/Basic.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <hecha/report.h>

#include "resources.h"



static GPtrArray *directories;

char *
test_data (const char *name)
{
  return g_build_filename (TESTDATA, name, NULL);
}

char *
test_directory (void)
{
  char *path = g_dir_make_tmp ("hecha-test-XXXXXX", NULL);

  g_assert_nonnull (path);
  g_ptr_array_add (directories, g_strdup (path));
  return path;
}

void
test_equal_strings (const char *got, const char *wanted, const char *where)
{
  gboolean same = g_strcmp0 (got, wanted) == 0;

  if (!same)
    printf ("\n%s:\n  got    %s\n  wanted %s\n", where, got ? got : "(null)",
            wanted ? wanted : "(null)");
  CU_assertImplementation (same, __LINE__, "strings equal", where, "", FALSE);
}

void
test_no_error (GError *error, const char *where)
{
  if (error != NULL)
    printf ("\n%s: %s\n", where, error->message);
  CU_assertImplementation (error == NULL, __LINE__, "no error", where, "", FALSE);
}

static gboolean
wanted_suite (const char *name, int argc, char **argv)
{
  if (argc < 2)
    return TRUE;
  for (int i = 1; i < argc; i++)
    if (g_str_has_prefix (name, argv[i]))
      return TRUE;
  return FALSE;
}

int
main (int argc, char **argv)
{
  unsigned int failures;

  /* The child that old .xls files are read in is this executable again. */
  if (argc == 3 && strcmp (argv[1], "--freexl") == 0)
    return hecha_freexl_child (argv[2], 1);
  setlocale (LC_CTYPE, "C.UTF-8");
  hecha_register_resource ();
  directories = g_ptr_array_new_with_free_func (g_free);
  if (CU_initialize_registry () != CUE_SUCCESS)
    return 2;
  for (const HechaSuite *suite = hecha_suites; suite->name != NULL; suite++)
    if (wanted_suite (suite->name, argc, argv))
      suite->add ();
  CU_basic_set_mode (CU_BRM_NORMAL);
  CU_basic_run_tests ();
  failures = CU_get_number_of_failures ();
  CU_cleanup_registry ();
  for (guint i = 0; i < directories->len; i++)
    hecha_remove_tree (g_ptr_array_index (directories, i));
  g_ptr_array_unref (directories);
  return failures == 0 ? 0 : 1;
}
