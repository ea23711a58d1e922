/* The sample county's reports: their figures against findings.jsonl, and what
 * must not be in a department's papers. */
#include "tests/test.h"

#include <glib/gstdio.h>
#include <string.h>

#include <hecha/report.h>

/* A project that the county's police wrongly list as classified. */
#define CLASSIFIED_NAME "情报研判专用系统"

typedef struct
{
  HechaDictionary *dictionary;
  HechaRules *rules;
  HechaCalendar *calendar;
  HechaLedger *ledger;
  HechaVerdict *verdict;
  char **numbers;
  HechaReportInput input;
  char *directory;
} County;

static gint
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Paths below FOLDER, sorted, relative to ROOT. */
static void
gather_files (const char *root, const char *relative, GPtrArray *files)
{
  g_autofree char *folder = g_build_filename (root, relative, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child
        = *relative != '\0' ? g_strconcat (relative, "/", name, NULL) : g_strdup (name);
      g_autofree char *path = g_build_filename (root, child, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        gather_files (root, child, files);
      else
        g_ptr_array_add (files, g_steal_pointer (&child));
    }
}

static void
read_county (County *county)
{
  g_autofree char *root = test_data ("阳城县示例");
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  gather_files (root, "", files);
  g_ptr_array_sort (files, by_name);
  county->ledger = hecha_ledger_new (county->dictionary);
  for (guint i = 0; i < files->len; i++)
    {
      const char *name = g_ptr_array_index (files, i);
      g_autofree char *path = g_build_filename (root, name, NULL);
      hecha_ledger_add (county->ledger, hecha_extract_file (path, name, county->dictionary, NULL,
                                                            NULL, NULL));
    }
  hecha_ledger_join (county->ledger);
}

static void
county_open (County *county)
{
  HechaAuditOptions options = { .as_of = hecha_day_from_ymd (2025, 12, 31), .jobs = 1 };
  g_autoptr (GError) error = NULL;

  memset (county, 0, sizeof *county);
  county->dictionary = hecha_dictionary_load (NULL, NULL, &error);
  TEST_OK (error);
  county->rules = hecha_rules_new ();
  hecha_rules_add (county->rules, NULL, &error);
  TEST_OK (error);
  county->calendar = hecha_calendar_load (NULL, &error);
  TEST_OK (error);
  read_county (county);
  county->verdict
    = hecha_audit_run (county->ledger, county->rules, county->calendar, &options, &error);
  TEST_OK (error);
  county->numbers = hecha_report_numbers (county->verdict, NULL, NULL);
  county->input.verdict = county->verdict;
  county->input.numbers = (const char *const *) county->numbers;
  county->directory = test_directory ();
}

static void
county_close (County *county)
{
  g_free (county->directory);
  g_strfreev (county->numbers);
  hecha_verdict_free (county->verdict);
  hecha_ledger_free (county->ledger);
  hecha_calendar_free (county->calendar);
  hecha_rules_free (county->rules);
  hecha_dictionary_free (county->dictionary);
}

static void
write_departments (County *county)
{
  g_autoptr (GPtrArray) departments = hecha_report_departments (&county->input);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < departments->len; i++)
    {
      const HechaDepartment *department = g_ptr_array_index (departments, i);
      g_autofree char *folder = g_build_filename (county->directory, "问题核对单",
                                                  department->folder, NULL);
      g_autofree char *path = g_build_filename (folder, "核对单.xlsx", NULL);

      g_mkdir_with_parents (folder, 0755);
      hecha_report_write_department (&county->input, department->plain_unit, path, &error);
      TEST_OK (error);
    }
}

static void
write_county (County *county)
{
  g_autofree char *audit = g_build_filename (county->directory, "审计局核查报告.xlsx", NULL);
  g_autofree char *finance = g_build_filename (county->directory, "财政局核查报告.xlsx", NULL);
  g_autofree char *findings = g_build_filename (county->directory, "findings.jsonl", NULL);
  g_autofree char *ledger = g_build_filename (county->directory, "ledger.jsonl", NULL);
  g_autofree char *outcomes = g_build_filename (county->directory, "outcomes.jsonl", NULL);
  g_autoptr (GError) error = NULL;

  hecha_report_write_audit (&county->input, audit, &error);
  TEST_OK (error);
  hecha_report_write_finance (&county->input, finance, &error);
  TEST_OK (error);
  hecha_report_write_findings (&county->input, findings, &error);
  TEST_OK (error);
  hecha_report_write_ledger (county->verdict, ledger, &error);
  TEST_OK (error);
  hecha_report_write_outcomes (county->verdict, outcomes, &error);
  TEST_OK (error);
  write_departments (county);
}

static void
run_script (const char *name, const char *directory, const char *word)
{
  g_autofree char *root = g_path_get_dirname (TESTDATA);
  g_autofree char *script = g_build_filename (root, "tests/report", name, NULL);
  const char *arguments[] = { "/usr/bin/python3", script, directory, word, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 1;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                &status, &error);
  TEST_OK (error);
  if (status != 0)
    printf ("\n%s", output);
  CU_ASSERT_EQUAL (status, 0);
}

static void
test_figures_add_up (void)
{
  County county;
  g_autofree char *root = g_path_get_dirname (TESTDATA);
  g_autofree char *schemas = g_build_filename (root, "templates/schema", NULL);

  county_open (&county);
  write_county (&county);
  run_script ("check_figures.py", county.directory, NULL);
  run_script ("check_discretion.py", county.directory, CLASSIFIED_NAME);
  run_script ("check_schema.py", county.directory, schemas);
  county_close (&county);
}

static const HechaRule *
rule_of (const County *county, guint index)
{
  return hecha_rules_get (county->rules, hecha_verdict_finding (county->verdict, index)->rule);
}

/* The same with a third of the findings rejected with a reason, a third
 * rejected without one, which counts. */
static void
test_figures_without_the_rejected (void)
{
  County county;
  guint n;
  g_autofree HechaHistory *histories = NULL;

  county_open (&county);
  n = hecha_verdict_n_findings (county.verdict);
  histories = g_new0 (HechaHistory, n + 1);
  for (guint i = 0; i < n; i++)
    {
      HechaHistory *history = &histories[i];

      *history = (HechaHistory){ .status = "持续", .conclusion = "", .verifier = "",
                                 .opinion = "", .deadline = "", .measures = "", .result = "",
                                 .responsible = "", .unit_opinion = "", .unit_evidence = "",
                                 .finance_opinion = "", .finance_officer = "",
                                 .finance_day = "", .first_seen = "2025Q3", .remark = "" };
      /* Nobody is asked about findings that the audit bureau does not see. */
      if (i % 3 == 2 || !(rule_of (&county, i)->audience & HECHA_AUDIENCE_AUDIT))
        continue;
      history->conclusion = "不属实";
      history->opinion = i % 3 == 0 ? "已提供批复" : "";
      history->not_counted = i % 3 == 0;
    }
  county.input.histories = histories;
  county.input.with_previous = TRUE;
  write_county (&county);
  run_script ("check_figures.py", county.directory, NULL);
  county_close (&county);
}

static void
test_same_bytes_twice (void)
{
  County county;
  g_autofree char *first = NULL, *second = NULL;
  g_autofree char *path = NULL;
  gsize n_first = 0, n_second = 0;
  g_autoptr (GError) error = NULL;

  county_open (&county);
  path = g_build_filename (county.directory, "审计局核查报告.xlsx", NULL);
  hecha_report_write_audit (&county.input, path, &error);
  TEST_OK (error);
  g_file_get_contents (path, &first, &n_first, NULL);
  g_usleep (1100000);   /* the zip's clock has two seconds, XML dates one */
  hecha_report_write_audit (&county.input, path, &error);
  TEST_OK (error);
  g_file_get_contents (path, &second, &n_second, NULL);
  CU_ASSERT_EQUAL (n_first, n_second);
  CU_ASSERT_TRUE (n_first == n_second && memcmp (first, second, n_first) == 0);
  county_close (&county);
}

void suite_figures (void);
void
suite_figures (void)
{
  CU_pSuite suite = CU_add_suite ("report/figures", NULL, NULL);

  CU_ADD_TEST (suite, test_figures_add_up);
  CU_ADD_TEST (suite, test_figures_without_the_rejected);
  CU_ADD_TEST (suite, test_same_bytes_twice);
}
