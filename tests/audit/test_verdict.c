/* Building a verdict: outcomes and what was lacking stay together, findings
 * come in order, nothing handed in is kept by reference. */
#include <hecha/audit.h>
#include <string.h>

#include "audit/verdict.h"
#include "tests/test.h"

typedef struct
{
  HechaDictionary *dictionary;
  HechaLedger *ledger;
  HechaRules *rules;
  HechaVerdict *verdict;
} Fixture;

/* Three projects of two units. */
static void
begin (Fixture *fixture)
{
  static const char *const units[] = { "水务局", "教育局", "水务局" };
  HechaExtract *extract = hecha_extract_new ("甲.xlsx", "甲.xlsx");
  HechaTable table = { .sheet = "表", .title = "", .unit_name = "公安局" };

  fixture->dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  fixture->ledger = hecha_ledger_new (fixture->dictionary);
  table.columns = g_array_new (FALSE, FALSE, sizeof (HechaColumn));
  table.totals = g_array_new (FALSE, FALSE, sizeof (HechaTotal));
  g_array_append_val (extract->tables, table);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      static const char *const names[] = { "水库监测系统", "学籍管理系统", "河道巡查系统" };
      HechaRecord record = { .row = i, .code = "", .name = names[i], .unit = units[i],
                             .year = 2025 };
      record.data = hecha_extract_data (extract, 0);
      g_array_append_val (extract->records, record);
    }
  hecha_ledger_add (fixture->ledger, extract);
  hecha_ledger_join (fixture->ledger);
  CU_ASSERT_EQUAL_FATAL (hecha_ledger_n_projects (fixture->ledger), 3);
  fixture->rules = hecha_rules_new ();
  CU_ASSERT_FATAL (hecha_rules_add (fixture->rules, NULL, NULL));
  fixture->verdict = hecha_verdict_new (fixture->ledger, fixture->rules, 20000);
}

static void
end (Fixture *fixture)
{
  hecha_verdict_free (fixture->verdict);
  hecha_rules_free (fixture->rules);
  hecha_ledger_free (fixture->ledger);
  hecha_dictionary_free (fixture->dictionary);
}

static void
assert_lacking (const Fixture *fixture, guint32 rule, const char *wanted)
{
  const char *const *lacking = hecha_verdict_lacking (fixture->verdict, 0, rule);
  g_autofree char *joined = lacking != NULL ? g_strjoinv (" ", (char **) lacking) : NULL;

  TEST_STR (joined, wanted);
}

/* Set in any order and changed afterwards. */
static void
test_lacking (void)
{
  static const char *const a[] = { "合同日期", NULL };
  static const char *const b[] = { "验收日期", "节假日:2028", NULL };
  Fixture fixture;

  begin (&fixture);
  CU_ASSERT_EQUAL (hecha_verdict_outcome (fixture.verdict, 0, 5),
                   HECHA_OUTCOME_NOT_APPLICABLE);
  assert_lacking (&fixture, 5, NULL);
  hecha_verdict_set_undecided (fixture.verdict, 0, 5, a);
  hecha_verdict_set_undecided (fixture.verdict, 0, 2, b);
  hecha_verdict_set_undecided (fixture.verdict, 0, 9, b);
  assert_lacking (&fixture, 2, "验收日期 节假日:2028");
  assert_lacking (&fixture, 5, "合同日期");
  assert_lacking (&fixture, 9, "验收日期 节假日:2028");
  hecha_verdict_set_outcome (fixture.verdict, 0, 5, HECHA_OUTCOME_PASS);
  assert_lacking (&fixture, 5, NULL);
  assert_lacking (&fixture, 9, "验收日期 节假日:2028");
  hecha_verdict_set_undecided (fixture.verdict, 0, 2, a);
  assert_lacking (&fixture, 2, "合同日期");
  CU_ASSERT_EQUAL (hecha_verdict_intern_lacking (fixture.verdict, a),
                   hecha_verdict_intern_lacking (fixture.verdict, a));
  end (&fixture);
}

static void
test_row (void)
{
  static const char *const a[] = { "合同日期", NULL };
  Fixture fixture;
  g_autofree guint8 *outcomes = NULL;
  guint32 number;

  begin (&fixture);
  outcomes = g_new0 (guint8, hecha_rules_n (fixture.rules));
  outcomes[1] = HECHA_OUTCOME_VIOLATION;
  outcomes[3] = HECHA_OUTCOME_UNDECIDED;
  number = hecha_verdict_intern_lacking (fixture.verdict, a);
  hecha_verdict_set_row (fixture.verdict, 0, outcomes, &number, 1);
  hecha_verdict_set_compared_only (fixture.verdict, 2);
  hecha_verdict_set_outcome (fixture.verdict, 2, 1, HECHA_OUTCOME_VIOLATION);
  hecha_verdict_finish (fixture.verdict);
  assert_lacking (&fixture, 3, "合同日期");
  CU_ASSERT_EQUAL (hecha_verdict_total (fixture.verdict, 1, HECHA_OUTCOME_VIOLATION), 1);
  CU_ASSERT_EQUAL (hecha_verdict_total (fixture.verdict, 1, HECHA_OUTCOME_NOT_APPLICABLE), 1);
  end (&fixture);
}

static void
add (HechaVerdict *verdict, guint32 project, guint32 rule)
{
  char text[] = "事实";
  HechaEvidence cell = { 0, 1, 2, HECHA_FIELD_NAME };
  HechaFinding finding = { .rule = rule, .project = project, .level = HECHA_OUTCOME_SUSPECT,
                           .amount = HECHA_NO_AMOUNT, .score = -1, .message = text,
                           .n_evidence = 1, .evidence = &cell };

  hecha_verdict_add_finding (verdict, &finding);
  text[0] = 'x';
  cell.row = 99;
}

/* By department, project, rule; a table's finding by the unit of its table. */
static void
test_order (void)
{
  Fixture fixture;
  g_autoptr (GString) order = g_string_new (NULL);

  begin (&fixture);
  add (fixture.verdict, 2, 4);
  add (fixture.verdict, 2, 3);
  add (fixture.verdict, HECHA_NO_PROJECT, 6);
  add (fixture.verdict, 0, 7);
  add (fixture.verdict, 1, 1);
  hecha_verdict_finish (fixture.verdict);
  CU_ASSERT_EQUAL_FATAL (hecha_verdict_n_findings (fixture.verdict), 5);
  for (guint i = 0; i < 5; i++)
    {
      const HechaFinding *finding = hecha_verdict_finding (fixture.verdict, i);
      g_string_append_printf (order, "%d/%u ",
                              finding->project == HECHA_NO_PROJECT ? -1 : (int) finding->project,
                              finding->rule);
      TEST_STR (finding->message, "事实");
      TEST_STR (finding->agreement, "");
      CU_ASSERT_EQUAL (finding->evidence[0].row, 1);
    }
  TEST_STR (order->str, "-1/6 1/1 0/7 2/3 2/4 ");
  end (&fixture);
}

void
suite_verdict (void)
{
  CU_pSuite suite = CU_add_suite ("audit/verdict", NULL, NULL);

  CU_ADD_TEST (suite, test_lacking);
  CU_ADD_TEST (suite, test_row);
  CU_ADD_TEST (suite, test_order);
}
