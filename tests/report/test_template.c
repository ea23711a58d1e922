/* Blank 台账 and 申报表: empty they hold no project, filled in they map back
 * without a miss and every check can be decided. */
#include "tests/test.h"

#include <string.h>

#include <hecha/report.h>

#include "report/forms.h"

static HechaDictionary *
dictionary_new (void)
{
  g_autoptr (GError) error = NULL;
  HechaDictionary *dictionary = hecha_dictionary_load (NULL, NULL, &error);

  TEST_OK (error);
  return dictionary;
}

static char *
write_blank (const char *kind, const char *directory)
{
  g_autofree char *name = g_strconcat (kind, ".xlsx", NULL);
  char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GError) error = NULL;

  hecha_report_write_template (kind, path, &error);
  TEST_OK (error);
  return path;
}

static char *
fill (const char *blank, const char *directory)
{
  char *filled = g_build_filename (directory, "filled.xlsx", NULL);
  g_autofree char *root = g_path_get_dirname (TESTDATA);
  g_autofree char *script = g_build_filename (root, "tests/report/fill_template.py", NULL);
  g_autofree char *forms = g_build_filename (root, "templates/forms.ini", NULL);
  const char *arguments[] = { "/usr/bin/python3", script, blank, forms, filled, NULL };
  g_autoptr (GError) error = NULL;
  int status = 1;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  TEST_OK (error);
  CU_ASSERT_EQUAL_FATAL (status, 0);
  return filled;
}

static void
test_every_field_has_advice (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaForms) forms = hecha_forms_load (&error);
  gboolean seen[HECHA_N_FIELDS] = { FALSE };

  TEST_OK (error);
  for (guint i = 0; i < forms->fields->len; i++)
    {
      const HechaFormField *field = &g_array_index (forms->fields, HechaFormField, i);
      seen[field->field] = TRUE;
      CU_ASSERT_NOT_EQUAL (*field->advice, '\0');
      CU_ASSERT_NOT_EQUAL (*field->group, '\0');
    }
  for (guint i = 0; i < HECHA_N_FIELDS; i++)
    CU_ASSERT_TRUE (seen[i]);
}

static void
test_blank_holds_no_project (void)
{
  static const char *const kinds[] = { "台账", "申报表" };
  g_autofree char *directory = test_directory ();
  g_autoptr (HechaDictionary) dictionary = dictionary_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *blank = write_blank (kinds[i], directory);
      g_autoptr (HechaExtract) extract
        = hecha_extract_file (blank, kinds[i], dictionary, NULL, NULL, NULL);

      TEST_STR (extract->error, NULL);
      TEST_STR (extract->skipped, NULL);
      CU_ASSERT_EQUAL (extract->records->len, 0);
    }
}

/* Every field of FORMS (that is declared, for a 申报表) is in RECORD and read. */
static void
check_record (const HechaRecord *record, const HechaForms *forms, gboolean declared_only)
{
  for (guint i = 0; i < forms->fields->len; i++)
    {
      const HechaFormField *field = &g_array_index (forms->fields, HechaFormField, i);
      const HechaDatum *found = NULL;

      if (declared_only && !field->declared)
        continue;
      for (guint j = 0; j < record->n_data; j++)
        if (record->data[j].field == field->field)
          found = &record->data[j];
      if (found == NULL || found->state == HECHA_STATE_DOUBTFUL
          || (*field->example != '\0' && found->state == HECHA_STATE_BLANK))
        printf ("\n%s: %s\n", field->name, found == NULL ? "not mapped" : found->raw);
      CU_ASSERT_PTR_NOT_NULL_FATAL (found);
      CU_ASSERT_NOT_EQUAL (found->state, HECHA_STATE_DOUBTFUL);
      CU_ASSERT_EQUAL (found->state == HECHA_STATE_BLANK, *field->example == '\0');
    }
}

static void
check_filled (const char *kind, guint n_records)
{
  g_autofree char *directory = test_directory ();
  g_autofree char *blank = write_blank (kind, directory);
  g_autofree char *filled = fill (blank, directory);
  g_autoptr (HechaDictionary) dictionary = dictionary_new ();
  g_autoptr (HechaForms) forms = hecha_forms_load (NULL);
  g_autoptr (HechaExtract) extract
    = hecha_extract_file (filled, "filled.xlsx", dictionary, NULL, NULL, NULL);

  TEST_STR (extract->error, NULL);
  CU_ASSERT_EQUAL_FATAL (extract->records->len, n_records);
  for (guint i = 0; i < n_records; i++)
    check_record (&g_array_index (extract->records, HechaRecord, i), forms,
                  strcmp (kind, "申报表") == 0);
}

static void
test_filled_ledger (void)
{
  check_filled ("台账", 2);
}

static void
test_filled_form (void)
{
  check_filled ("申报表", 1);
}

/* With every column there, nothing is left undecided for want of a column. */
static void
test_filled_ledger_is_judged (void)
{
  g_autofree char *directory = test_directory ();
  g_autofree char *blank = write_blank ("台账", directory);
  g_autofree char *filled = fill (blank, directory);
  g_autoptr (HechaDictionary) dictionary = dictionary_new ();
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaCalendar) calendar = hecha_calendar_load (NULL, &error);
  HechaAuditOptions options = { .as_of = hecha_day_from_ymd (2026, 3, 31), .jobs = 1 };
  g_autoptr (HechaLedger) ledger = hecha_ledger_new (dictionary);
  g_autoptr (HechaVerdict) verdict = NULL;

  hecha_rules_add (rules, NULL, &error);
  TEST_OK (error);
  hecha_ledger_add (ledger,
                    hecha_extract_file (filled, "filled.xlsx", dictionary, NULL, NULL, NULL));
  hecha_ledger_join (ledger);
  verdict = hecha_audit_run (ledger, rules, calendar, &options, &error);
  TEST_OK (error);
  CU_ASSERT_EQUAL (hecha_verdict_n_gaps (verdict), 0);
  for (guint i = 0; i < hecha_verdict_n_findings (verdict); i++)
    {
      const HechaFinding *finding = hecha_verdict_finding (verdict, i);
      printf ("\n%s %s\n", hecha_rules_get (rules, finding->rule)->id, finding->message);
    }
  CU_ASSERT_EQUAL (hecha_verdict_n_findings (verdict), 0);
}

void suite_template (void);
void
suite_template (void)
{
  CU_pSuite suite = CU_add_suite ("report/template", NULL, NULL);

  CU_ADD_TEST (suite, test_every_field_has_advice);
  CU_ADD_TEST (suite, test_blank_holds_no_project);
  CU_ADD_TEST (suite, test_filled_ledger);
  CU_ADD_TEST (suite, test_filled_form);
  CU_ADD_TEST (suite, test_filled_ledger_is_judged);
}
