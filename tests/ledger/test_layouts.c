/* Whole workbooks as departments keep them, against what they say. */
#include "tests/test.h"

#include "tests/mapping_figures.h"

static void
test_directory_of (const char *name)
{
  g_autoptr (HechaDictionary) dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  g_autofree char *path = test_data (name);
  MappingFigures figures;

  CU_ASSERT_PTR_NOT_NULL_FATAL (dictionary);
  mapping_figures_measure (path, dictionary, FALSE, &figures);
  CU_ASSERT (figures.files > 20);
  CU_ASSERT_EQUAL (figures.unread, 0);
  /* A header mapped wrong accuses a department falsely: none, ever. */
  CU_ASSERT_EQUAL (figures.wrong, 0);
  CU_ASSERT_EQUAL (figures.missing, 0);
  CU_ASSERT_EQUAL (figures.invented, 0);
  CU_ASSERT (figures.right * 1000 >= figures.headers * 995);
  CU_ASSERT (figures.values_right * 1000 >= figures.values * 995);
}

static void
test_work (void)
{
  test_directory_of ("ledger/layouts/work");
}

static void
test_measure (void)
{
  test_directory_of ("ledger/layouts/measure");
}

void
suite_layouts (void)
{
  CU_pSuite suite = CU_add_suite ("ledger/layouts", NULL, NULL);

  CU_ADD_TEST (suite, test_work);
  CU_ADD_TEST (suite, test_measure);
}
