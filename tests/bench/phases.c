/* Where the time goes: `phases FOLDER_FOR_OUTPUT BOOK...` runs the steps of an
 * audit one after another in this one process, in one thread, and prints the
 * processor time and the peak memory after each.  Files are read twice, alone
 * and with their mapping, and judged twice, without the search for duplicates
 * and with it: the second of each holds the first. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "cli/marking.h"
#include "resources.h"

static double last;

static void
report_step (const char *step)
{
  struct rusage usage;
  double now;

  getrusage (RUSAGE_SELF, &usage);
  now = (double) usage.ru_utime.tv_sec + (double) usage.ru_stime.tv_sec
        + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  printf ("%-12s %8.3f s %6ld MB\n", step, now - last, usage.ru_maxrss / 1024);
  fflush (stdout);
  last = now;
}

static void
load_all (char **paths, int n)
{
  for (int i = 0; i < n; i++)
    {
      g_autoptr (HechaBook) book = hecha_book_open (paths[i], NULL, NULL);

      for (guint sheet = 0; book != NULL && sheet < hecha_book_n_sheets (book); sheet++)
        hecha_sheet_free (hecha_book_load_sheet (book, sheet, NULL));
    }
  report_step ("read");
}

/* The built-in pack without 9-duplicate, in a file of FOLDER. */
static HechaRules *
rules_without_duplicates (const char *folder)
{
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  g_autoptr (GBytes) pack = g_resources_lookup_data ("/hecha/rules/yangcheng-2024-50.ini",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *path = g_build_filename (folder, "without.ini", NULL);
  const char *text = g_bytes_get_data (pack, NULL), *from = strstr (text, "\n[9-duplicate]");
  const char *to = from != NULL ? strstr (from + 1, "\n[") : NULL;
  g_autoptr (GString) rest = g_string_new (text);

  if (to == NULL)
    return NULL;
  g_string_erase (rest, from - text, to - from);
  if (!g_file_set_contents (path, rest->str, (gssize) rest->len, NULL)
      || !hecha_rules_add (rules, path, NULL))
    return NULL;
  return g_steal_pointer (&rules);
}

static void
judge_without_duplicates (const HechaLedger *ledger, const HechaCalendar *calendar,
                          const HechaAuditOptions *options, const char *folder)
{
  g_autoptr (HechaRules) rules = rules_without_duplicates (folder);
  g_autoptr (HechaVerdict) verdict
      = rules != NULL ? hecha_audit_run (ledger, rules, calendar, options, NULL) : NULL;

  report_step (verdict != NULL ? "rules" : "rules failed");
}

static HechaLedger *
read_all (const HechaDictionary *dictionary, char **paths, int n)
{
  HechaLedger *ledger = hecha_ledger_new (dictionary);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *name = g_path_get_basename (paths[i]);
      g_autoptr (HechaExtract) extract
          = hecha_extract_file (paths[i], name, dictionary, NULL, NULL, NULL);
      g_autoptr (GBytes) packed = hecha_extract_pack (extract);

      hecha_ledger_add (ledger, hecha_extract_unpack (packed, NULL));
    }
  report_step ("read+map");
  hecha_ledger_join (ledger);
  report_step ("join");
  return ledger;
}

/* The bureaus' copy and, of the same reading, the department's: here with the
 * same marks. */
static void
mark_all (const HechaReportInput *input, const char *folder)
{
  const HechaLedger *ledger = hecha_verdict_ledger (input->verdict);
  g_autoptr (GArray) findings = hecha_marking_findings (input->verdict, G_MAXUINT);
  g_autoptr (HechaMarking) marking = hecha_marking_new (input, findings, FALSE);

  for (guint i = 0; i < hecha_ledger_n_files (ledger); i++)
    {
      const HechaExtract *file = hecha_ledger_file (ledger, i);
      g_autofree char *dest = g_build_filename (folder, file->name, NULL);
      g_autoptr (GError) error = NULL;
      HechaMarkJob job;
      g_autoptr (HechaFileMarks) marks = hecha_marking_file (marking, i, &job);
      g_autoptr (HechaMarkSource) source = hecha_mark_source_open (file->path, &error);

      for (guint turn = 0; turn < 2 && source != NULL; turn++)
        {
          g_autofree char *note = NULL;

          if (!hecha_mark_source_copy (source, dest, &job, &note, &error))
            break;
        }
      if (error != NULL)
        printf ("%s: %s\n", file->name, error->message);
    }
  report_step ("copies");
}

static void
list_all (const HechaReportInput *input, const char *folder)
{
  g_autoptr (GPtrArray) departments = hecha_report_departments (input);
  g_autofree char *path = g_build_filename (folder, "list.xlsx", NULL);

  for (guint i = 0; i < departments->len; i++)
    {
      const HechaDepartment *department = g_ptr_array_index (departments, i);

      hecha_report_write_department (input, department->plain_unit, path, NULL);
    }
  report_step ("lists");
}

static void
write_all (const HechaReportInput *input, const char *folder)
{
  g_autofree char *audit = g_build_filename (folder, "audit.xlsx", NULL);
  g_autofree char *finance = g_build_filename (folder, "finance.xlsx", NULL);
  g_autofree char *findings = g_build_filename (folder, "findings.jsonl", NULL);
  g_autofree char *ledger = g_build_filename (folder, "ledger.jsonl", NULL);
  g_autofree char *outcomes = g_build_filename (folder, "outcomes.jsonl", NULL);

  hecha_report_write_audit (input, audit, NULL);
  report_step ("report 1");
  hecha_report_write_finance (input, finance, NULL);
  report_step ("report 2");
  hecha_report_write_findings (input, findings, NULL);
  hecha_report_write_ledger (input->verdict, ledger, NULL);
  hecha_report_write_outcomes (input->verdict, outcomes, NULL);
  report_step ("records");
}

int
main (int argc, char **argv)
{
  g_autoptr (HechaDictionary) dictionary = NULL;
  g_autoptr (HechaRules) rules = NULL;
  g_autoptr (HechaCalendar) calendar = NULL;
  g_autoptr (HechaLedger) ledger = NULL;
  g_autoptr (HechaVerdict) verdict = NULL;
  HechaAuditOptions options = { .as_of = hecha_day_from_ymd (2026, 3, 31), .jobs = 1 };
  HechaReportInput input = { 0 };
  g_auto (GStrv) numbers = NULL;

  if (argc < 3)
    return 2;
  hecha_register_resource ();
  g_mkdir_with_parents (argv[1], 0777);
  dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  rules = hecha_rules_new ();
  if (dictionary == NULL || !hecha_rules_add (rules, NULL, NULL))
    return 1;
  calendar = hecha_rules_load_calendar (rules, NULL, NULL);
  report_step ("start");
  load_all (argv + 2, argc - 2);
  ledger = read_all (dictionary, argv + 2, argc - 2);
  judge_without_duplicates (ledger, calendar, &options, argv[1]);
  verdict = hecha_audit_run (ledger, rules, calendar, &options, NULL);
  if (verdict == NULL)
    return 1;
  report_step ("judge");
  input.verdict = verdict;
  numbers = hecha_report_numbers (verdict, NULL, NULL);
  input.numbers = (const char *const *) numbers;
  mark_all (&input, argv[1]);
  list_all (&input, argv[1]);
  write_all (&input, argv[1]);
  return 0;
}
