/* The built-in pack and the reading of packs. */
#include <hecha/audit.h>

#include "tests/test.h"

static void
test_built_in (void)
{
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaCalendar) calendar = hecha_calendar_load (NULL, NULL);
  g_autoptr (HechaDictionary) dictionary = hecha_dictionary_load (NULL, NULL, &error);
  guint n_run = 0;

  TEST_OK (error);
  CU_ASSERT (hecha_rules_add (rules, NULL, &error));
  TEST_OK (error);
  CU_ASSERT (hecha_rules_n (rules) > 70);
  CU_ASSERT_TRUE (hecha_rules_check_examples (rules, dictionary, calendar, &n_run, &error));
  TEST_OK (error);
  CU_ASSERT (n_run > 650);
}

void
suite_pack (void)
{
  CU_pSuite suite = CU_add_suite ("audit/pack", NULL, NULL);

  CU_ADD_TEST (suite, test_built_in);
}
