/* RULES.md 1 and 2, by the examples of testdata/audit/semantics.ini. */
#include <hecha/audit.h>

#include "tests/test.h"

static void
test_examples (void)
{
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  g_autoptr (HechaCalendar) calendar = hecha_calendar_load (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = test_data ("audit/semantics.ini");
  guint n_run = 0;

  CU_ASSERT (hecha_rules_add (rules, path, &error));
  TEST_OK (error);
  CU_ASSERT (hecha_rules_check_examples (rules, NULL, calendar, &n_run, &error));
  TEST_OK (error);
  CU_ASSERT (n_run > 200);
}

void
suite_semantics (void)
{
  CU_pSuite suite = CU_add_suite ("audit/semantics", NULL, NULL);

  CU_ADD_TEST (suite, test_examples);
}
