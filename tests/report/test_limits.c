/* More findings than a sheet has room for links. */
#include "tests/test.h"

#include <string.h>

#include "audit/verdict.h"
#include "report/listing.h"
#include "tests/sample_ledger.h"

enum { N_FINDINGS = HECHA_LIST_MAX_ROWS + 10 };

static const char *const rows[] = { "A-1|平台|教育局|1", NULL };
static const SampleTable table
  = { "台账.xlsx", "表", "教育局", 2025, "项目编号 项目名称 建设单位 预算金额", rows };

static HechaVerdict *
many_findings (const HechaLedger *ledger, const HechaRules *rules)
{
  HechaVerdict *verdict = hecha_verdict_new (ledger, rules, hecha_day_from_ymd (2025, 9, 30));
  const HechaDatum *datum
    = hecha_project_datum (hecha_ledger_project (ledger, 0), HECHA_FIELD_BUDGET);
  HechaEvidence evidence = { datum->table, datum->row, datum->column, HECHA_FIELD_BUDGET };
  HechaFinding finding = { .rule = 0, .level = HECHA_OUTCOME_SUSPECT, .amount = HECHA_NO_AMOUNT,
                           .score = -1, .message = "台账反映", .n_evidence = 1,
                           .evidence = &evidence };

  finding.rule = (guint32) hecha_rules_find (rules, "20-no-supervision");
  for (guint i = 0; i < N_FINDINGS; i++)
    {
      g_snprintf (finding.id, sizeof finding.id, "%016x", i);
      hecha_verdict_add_finding (verdict, &finding);
    }
  hecha_verdict_finish (verdict);
  return verdict;
}

static guint
rows_with_id (HechaBook *book, guint index)
{
  g_autoptr (HechaSheet) sheet = hecha_book_load_sheet (book, index, NULL);
  guint n = 0;

  for (guint i = 0; sheet != NULL && i < sheet->rows->len; i++)
    {
      guint32 row = g_array_index (sheet->rows, HechaRow, i).row;
      const HechaCell *cell = hecha_sheet_cell (sheet, row, HECHA_LIST_ID);
      n += row >= HECHA_LIST_FIRST_ROW && cell != NULL && cell->type == HECHA_CELL_TEXT;
    }
  return n;
}

static int
sheet_named (HechaBook *book, const char *name)
{
  for (guint i = 0; i < hecha_book_n_sheets (book); i++)
    if (strcmp (hecha_book_sheet_info (book, i)->name, name) == 0)
      return (int) i;
  return -1;
}

static void
check_report (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaBook) book = hecha_book_open (path, NULL, &error);
  int first, second;

  TEST_OK (error);
  first = sheet_named (book, "问题清单");
  second = sheet_named (book, "问题清单(2)");
  CU_ASSERT_TRUE_FATAL (first >= 0 && second >= 0);
  CU_ASSERT_EQUAL (rows_with_id (book, (guint) first), HECHA_LIST_MAX_ROWS);
  CU_ASSERT_EQUAL (rows_with_id (book, (guint) second), N_FINDINGS - HECHA_LIST_MAX_ROWS);
}

static void
test_list_goes_on_on_another_sheet (void)
{
  g_autofree char *directory = test_directory ();
  g_autofree char *path = g_build_filename (directory, "报告.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaDictionary) dictionary = hecha_dictionary_load (NULL, NULL, &error);
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  g_autoptr (HechaLedger) ledger = sample_ledger (dictionary, &table, 1);
  g_autoptr (HechaVerdict) verdict = NULL;
  g_auto (GStrv) numbers = NULL;
  HechaReportInput input = { 0 };

  hecha_rules_add (rules, NULL, &error);
  TEST_OK (error);
  verdict = many_findings (ledger, rules);
  numbers = hecha_report_numbers (verdict, NULL, NULL);
  input.verdict = verdict;
  input.numbers = (const char *const *) numbers;
  hecha_report_write_audit (&input, path, &error);
  TEST_OK (error);
  check_report (path);
}

void suite_limits (void);
void
suite_limits (void)
{
  CU_pSuite suite = CU_add_suite ("report/limits", NULL, NULL);

  CU_ADD_TEST (suite, test_list_goes_on_on_another_sheet);
}
