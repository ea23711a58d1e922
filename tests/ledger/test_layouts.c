/* Whole workbooks as departments keep them, against what they say. */
#include "tests/test.h"

#include "tests/mapping_figures.h"

/* LEAST: of a thousand headers and values, how many must be right. */
static void
measure_directory (const char *name, guint least, MappingFigures *figures)
{
  g_autoptr (HechaDictionary) dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  g_autofree char *path = test_data (name);

  CU_ASSERT_PTR_NOT_NULL_FATAL (dictionary);
  mapping_figures_measure (path, dictionary, FALSE, figures);
  CU_ASSERT (figures->files > 20);
  CU_ASSERT_EQUAL (figures->unread, 0);
  CU_ASSERT_EQUAL (figures->invented, 0);
  CU_ASSERT (figures->right * 1000 >= figures->headers * least);
  CU_ASSERT (figures->values_right * 1000 >= figures->values * least);
}

static void
test_directory_of (const char *name, guint least)
{
  MappingFigures figures;

  measure_directory (name, least, &figures);
  /* A header mapped wrong accuses a department falsely: none, ever. */
  CU_ASSERT_EQUAL (figures.wrong, 0);
  CU_ASSERT_EQUAL (figures.missing, 0);
}

static void
test_work (void)
{
  test_directory_of ("ledger/layouts/work", 995);
}

static void
test_measure (void)
{
  test_directory_of ("ledger/layouts/measure", 995);
}

/* By somebody who knew none of our words. */
static void
test_strangers (void)
{
  test_directory_of ("ledger/layouts/strangers", 985);
}

/* Five more counties by four others, whose words are stranger and not all
 * known. */
static void
test_counties (void)
{
  test_directory_of ("ledger/layouts/counties", 985);
}

void
suite_layouts (void)
{
  CU_pSuite suite = CU_add_suite ("ledger/layouts", NULL, NULL);

  CU_ADD_TEST (suite, test_work);
  CU_ADD_TEST (suite, test_measure);
  CU_ADD_TEST (suite, test_strangers);
  CU_ADD_TEST (suite, test_counties);
}
