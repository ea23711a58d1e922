/* Reports of a small made-up batch: their sheets, their figures, and what
 * must not be in them. */
#include "tests/test.h"

#include <string.h>

#include "audit/verdict.h"
#include "report/digest.h"
#include "report/where.h"
#include "tests/sample_ledger.h"

#define FIELDS "项目编号 项目名称 建设单位 概算金额 预算金额 合同金额 决算金额 已付金额 运维经费 开工日期 监理单位 验收日期 验收备案日期 是否涉密 建设内容"

static const char *const education_rows[] = {
  "JY-01|智慧校园平台|阳城县教育局|100|98|97|120|90|5|2024-08-01||2025-03-01||否|校园网与平台",
  "JY-02|=HYPERLINK(\"http://x\",\"点我\")|教育局|50|60|55|58|58||2024-09-01|甲监理||||_x0041_\n换行",
  "JY-03|秘密工程甲|教育局|1|2|3|4|5||2024-09-01||||是|绝密内容乙",
  NULL
};

static const char *const water_rows[] = {
  "SW-01|河道视频巡查系统|水务局|80|80|79|86.5|70|3|2024年7月|太行监理|2025-05-06||否|视频巡查",
  "SW-02|校园平台（智慧）|水务局|40|||||||||||校园网与平台",
  NULL
};

static const SampleTable tables[] = {
  { "教育局/2025年台账#1.xlsx", "2025年'台账", "阳城县教育局", 2025, FIELDS, education_rows },
  { "水务局2025.csv", "", "阳城县水务局", 2025, FIELDS, water_rows },
};

typedef struct
{
  HechaDictionary *dictionary;
  HechaRules *rules;
  HechaLedger *ledger;
  HechaVerdict *verdict;
  HechaReportInput input;
  char **numbers;
  HechaHistory *histories;
  const char *marked[2];
} Batch;

static void
add (Batch *batch, const char *rule, guint32 project, HechaOutcome level, gint64 amount,
     HechaAmountKind kind, HechaField field, const char *message, guint32 other)
{
  const HechaProject *about = hecha_ledger_project (batch->ledger, project);
  const HechaDatum *datum = hecha_project_datum (about, field);
  HechaEvidence evidence[2] = { { datum->table, datum->row, datum->column, field } };
  HechaFinding finding = { .project = project, .level = level, .amount_kind = kind,
                           .amount = amount, .score = -1, .message = message,
                           .n_evidence = 1, .evidence = evidence };
  int index = hecha_rules_find (batch->rules, rule);

  g_assert (index >= 0);
  finding.rule = (guint32) index;
  g_snprintf (finding.id, sizeof finding.id, "%08x%08x", (guint) index, project);
  if (other != HECHA_NO_PROJECT)
    {
      datum = hecha_project_datum (hecha_ledger_project (batch->ledger, other), field);
      evidence[1] = (HechaEvidence){ datum->table, datum->row, datum->column, field };
      finding.n_evidence = 2;
      finding.n_related = 1;
      finding.related = &other;
      finding.score = 0.82;
      finding.group = 1;
      finding.agreement = "建设内容：校园网与平台";
      finding.objection = "单位不同";
    }
  hecha_verdict_add_finding (batch->verdict, &finding);
  hecha_verdict_set_outcome (batch->verdict, project, finding.rule, level);
}

static guint32
project_named (const Batch *batch, const char *code)
{
  for (guint32 i = 0; i < hecha_ledger_n_projects (batch->ledger); i++)
    if (strcmp (hecha_ledger_project (batch->ledger, i)->code, code) == 0)
      return i;
  g_assert_not_reached ();
}

static void
judge (Batch *batch)
{
  guint32 one = project_named (batch, "JY-01"), two = project_named (batch, "JY-02");
  guint32 secret = project_named (batch, "JY-03"), river = project_named (batch, "SW-01");
  guint32 copy = project_named (batch, "SW-02");
  const char *const lacking[] = { "合同日期", "节假日:2028", NULL };

  batch->verdict = hecha_verdict_new (batch->ledger, batch->rules,
                                      hecha_day_from_ymd (2025, 9, 30));
  add (batch, "19-final-over-budget", one, HECHA_OUTCOME_VIOLATION, 22000000, HECHA_AMOUNT_EXCESS,
       HECHA_FIELD_FINAL_ACCOUNT, "决算120万元，超过预算98万元22万元", HECHA_NO_PROJECT);
  add (batch, "19-final-over-estimate", one, HECHA_OUTCOME_VIOLATION, 20000000,
       HECHA_AMOUNT_EXCESS, HECHA_FIELD_FINAL_ACCOUNT, "决算120万元，超过概算100万元20万元",
       HECHA_NO_PROJECT);
  add (batch, "23-not-filed", one, HECHA_OUTCOME_VIOLATION, HECHA_NO_AMOUNT, HECHA_AMOUNT_OTHER,
       HECHA_FIELD_FILED_ON, "2025-03-01验收，至2025-09-30未见备案", HECHA_NO_PROJECT);
  add (batch, "23-hold-funds", one, HECHA_OUTCOME_SUSPECT, 12000000, HECHA_AMOUNT_HOLD,
       HECHA_FIELD_OM_FUNDS, "备案前不得拨付运维经费5万元及合同尾款7万元", HECHA_NO_PROJECT);
  add (batch, "20-no-supervision", one, HECHA_OUTCOME_VIOLATION, HECHA_NO_AMOUNT,
       HECHA_AMOUNT_OTHER, HECHA_FIELD_SUPERVISOR, "已开工而未见监理单位", HECHA_NO_PROJECT);
  add (batch, "19-budget-over-estimate", two, HECHA_OUTCOME_SUSPECT, 10000000,
       HECHA_AMOUNT_EXCESS, HECHA_FIELD_BUDGET, "+预算60万元，超过概算50万元10万元",
       HECHA_NO_PROJECT);
  add (batch, "2-classified-listed", secret, HECHA_OUTCOME_SUSPECT, 30000000, HECHA_AMOUNT_OTHER,
       HECHA_FIELD_CLASSIFIED, "秘密工程甲被列入台账", HECHA_NO_PROJECT);
  add (batch, "9-duplicate", one, HECHA_OUTCOME_SUSPECT, 40000000, HECHA_AMOUNT_OTHER,
       HECHA_FIELD_NAME, "与水务局的校园平台（智慧）疑似重复", copy);
  add (batch, "L-conflict", copy, HECHA_OUTCOME_SUSPECT, HECHA_NO_AMOUNT, HECHA_AMOUNT_OTHER,
       HECHA_FIELD_NAME, "与教育局的智慧校园平台填报不一致", one);
  add (batch, "23-not-filed", river, HECHA_OUTCOME_VIOLATION, HECHA_NO_AMOUNT,
       HECHA_AMOUNT_OTHER, HECHA_FIELD_FILED_ON, "2025-05-06验收，未见备案", HECHA_NO_PROJECT);
  hecha_verdict_set_undecided (batch->verdict, river,
                               (guint32) hecha_rules_find (batch->rules, "14-no-budget"),
                               lacking);
  hecha_verdict_set_classified (batch->verdict, secret);
  hecha_verdict_finish (batch->verdict);
}

static void
batch_open (Batch *batch)
{
  g_autoptr (GError) error = NULL;

  memset (batch, 0, sizeof *batch);
  batch->dictionary = hecha_dictionary_load (NULL, NULL, &error);
  TEST_OK (error);
  batch->rules = hecha_rules_new ();
  hecha_rules_add (batch->rules, NULL, &error);
  TEST_OK (error);
  batch->ledger = sample_ledger (batch->dictionary, tables, G_N_ELEMENTS (tables));
  judge (batch);
  batch->numbers = hecha_report_numbers (batch->verdict, NULL, NULL);
  batch->marked[0] = "标注/教育局/2025年台账#1.xlsx";
  batch->marked[1] = "标注/水务局2025.csv.xlsx";
  batch->input.verdict = batch->verdict;
  batch->input.numbers = (const char *const *) batch->numbers;
  batch->input.marked_paths = batch->marked;
}

static void
batch_close (Batch *batch)
{
  g_free (batch->histories);
  g_strfreev (batch->numbers);
  hecha_verdict_free (batch->verdict);
  hecha_ledger_free (batch->ledger);
  hecha_rules_free (batch->rules);
  hecha_dictionary_free (batch->dictionary);
}

/* ---- packages --------------------------------------------------------------- */

static int
run_script (const char *name, const char *const *rest)
{
  g_autofree char *root = g_path_get_dirname (TESTDATA);
  g_autofree char *script = g_build_filename (root, "tests/report", name, NULL);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 1;

  g_ptr_array_add (arguments, (gpointer) "/usr/bin/python3");
  g_ptr_array_add (arguments, script);
  for (guint i = 0; rest[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer) rest[i]);
  g_ptr_array_add (arguments, NULL);
  g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output,
                NULL, &status, &error);
  TEST_OK (error);
  if (status != 0)
    printf ("\n%s", output);
  return status;
}

static void
check_package (const char *path)
{
  const char *const arguments[] = { path, "HYPERLINK", "点我", "+预算", "智慧校园", NULL };

  CU_ASSERT_EQUAL (run_script ("check_package.py", arguments), 0);
}

/* KEEP=DIR in the environment keeps what is written, to be looked at. */
static char *
output_directory (void)
{
  return g_getenv ("KEEP") != NULL ? g_strdup (g_getenv ("KEEP")) : test_directory ();
}

static void
write_bureaus (Batch *batch, const char *directory)
{
  g_autofree char *audit = g_build_filename (directory, "审计局核查报告.xlsx", NULL);
  g_autofree char *finance = g_build_filename (directory, "财政局核查报告.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  hecha_report_write_audit (&batch->input, audit, &error);
  TEST_OK (error);
  hecha_report_write_finance (&batch->input, finance, &error);
  TEST_OK (error);
  check_package (audit);
  check_package (finance);
}

static void
test_hostile_texts_stay_texts (void)
{
  Batch batch;
  g_autofree char *directory = output_directory ();

  batch_open (&batch);
  write_bureaus (&batch, directory);
  batch_close (&batch);
}

/* ---- departments -------------------------------------------------------------- */

static char *
contents_of (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaBook) book = hecha_book_open (path, NULL, &error);
  GString *all = g_string_new (NULL);

  TEST_OK (error);
  for (guint i = 0; book != NULL && i < hecha_book_n_sheets (book); i++)
    {
      g_autoptr (HechaSheet) sheet = hecha_book_load_sheet (book, i, &error);

      TEST_OK (error);
      for (guint j = 0; j < sheet->cells->len; j++)
        {
          const HechaCell *cell = &g_array_index (sheet->cells, HechaCell, j);
          if (cell->type == HECHA_CELL_TEXT)
            g_string_append_printf (all, "%s\n", cell->text);
        }
    }
  return g_string_free (all, FALSE);
}

static char *
write_department (Batch *batch, const char *directory, const char *plain_unit)
{
  g_autofree char *path = g_build_filename (directory, "核对单.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  hecha_report_write_department (&batch->input, plain_unit, path, &error);
  TEST_OK (error);
  check_package (path);
  return contents_of (path);
}

static void
test_department_sees_its_own_alone (void)
{
  Batch batch;
  g_autofree char *directory = test_directory ();
  g_autofree char *education = NULL, *water = NULL;

  batch_open (&batch);
  education = write_department (&batch, directory, "教育局");
  water = write_department (&batch, directory, "水务局");
  CU_ASSERT_PTR_NOT_NULL (strstr (education, "已开工而未见监理单位"));
  CU_ASSERT_PTR_NULL (strstr (education, "河道视频"));
  CU_ASSERT_PTR_NULL (strstr (education, "决算120万元"));    /* 审财 only */
  CU_ASSERT_PTR_NULL (strstr (education, "疑似重复"));
  CU_ASSERT_PTR_NOT_NULL (strstr (education, "JY-03"));      /* code of the classified one */
  CU_ASSERT_PTR_NULL (strstr (education, "秘密工程"));
  CU_ASSERT_PTR_NULL (strstr (education, "绝密内容"));
  CU_ASSERT_PTR_NOT_NULL (strstr (water, "河道视频巡查系统"));
  CU_ASSERT_PTR_NOT_NULL (strstr (water, "校园平台（智慧）"));
  CU_ASSERT_PTR_NULL (strstr (water, "智慧校园平台"));       /* of the related project */
  CU_ASSERT_PTR_NULL (strstr (water, "教育局"));
  batch_close (&batch);
}

static void
test_classified_stays_unsaid (void)
{
  static const char *const names[] = { "审计局核查报告.xlsx", "财政局核查报告.xlsx" };
  Batch batch;
  g_autofree char *directory = test_directory ();
  g_autofree char *path = g_build_filename (directory, "lines", NULL);
  g_autoptr (GError) error = NULL;

  batch_open (&batch);
  write_bureaus (&batch, directory);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *report = g_build_filename (directory, names[i], NULL);
      g_autofree char *text = contents_of (report);
      CU_ASSERT_PTR_NULL (strstr (text, "秘密工程"));
      CU_ASSERT_PTR_NULL (strstr (text, "绝密内容"));
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *text = NULL;

      if (i == 0)
        hecha_report_write_findings (&batch.input, path, &error);
      else if (i == 1)
        hecha_report_write_ledger (batch.verdict, path, &error);
      else
        hecha_report_write_outcomes (batch.verdict, path, &error);
      TEST_OK (error);
      g_file_get_contents (path, &text, NULL, NULL);
      CU_ASSERT_PTR_NULL (strstr (text, "秘密工程"));
      CU_ASSERT_PTR_NULL (strstr (text, "绝密内容"));
      CU_ASSERT_PTR_NULL (strstr (text, "300000.00"));   /* its amount */
    }
  batch_close (&batch);
}

/* ---- numbers, departments, sums -------------------------------------------------- */

static void
test_numbers (void)
{
  Batch batch;
  const char *previous[64] = { NULL };
  g_auto (GStrv) again = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  batch_open (&batch);
  for (guint i = 0; batch.numbers[i] != NULL; i++)
    {
      gboolean secret = hecha_verdict_finding (batch.verdict, i)->project
                        == project_named (&batch, "JY-03");
      CU_ASSERT_TRUE (g_hash_table_add (seen, batch.numbers[i]));
      CU_ASSERT_EQUAL (g_str_has_prefix (batch.numbers[i], "2025Q3-涉密-"), secret);
    }
  previous[1] = "2025Q2-教育-007";
  previous[2] = "2025Q3-教育-041";
  again = hecha_report_numbers (batch.verdict, previous, NULL);
  TEST_STR (again[1], "2025Q2-教育-007");
  TEST_STR (again[2], "2025Q3-教育-041");
  TEST_STR (again[0], "2025Q3-教育-042");
  batch_close (&batch);
}

/* The larger of 22 and 20, 10 of another project; holds apart. */
static void
test_money_is_counted_once (void)
{
  Batch batch;
  HechaDigest *digest;

  batch_open (&batch);
  digest = hecha_digest_new (&batch.input, HECHA_AUDIENCE_AUDIT);
  CU_ASSERT_EQUAL (hecha_digest_sum (digest, HECHA_AMOUNT_EXCESS, G_MAXUINT, -1), 32000000);
  CU_ASSERT_EQUAL (hecha_digest_sum (digest, HECHA_AMOUNT_HOLD, G_MAXUINT, -1), 0);
  hecha_digest_free (digest);
  digest = hecha_digest_new (&batch.input, HECHA_AUDIENCE_FINANCE);
  CU_ASSERT_EQUAL (hecha_digest_sum (digest, HECHA_AMOUNT_HOLD, G_MAXUINT, -1), 12000000);
  hecha_digest_free (digest);
  batch_close (&batch);
}

static void
test_rejected_is_not_counted (void)
{
  Batch batch;
  HechaDigest *digest;
  HechaCountOf all = { -1, -1, G_MAXUINT, NULL, NULL };
  HechaCountOf rejected = { -1, -1, G_MAXUINT, NULL, "不属实" };
  guint n, before;

  batch_open (&batch);
  n = hecha_verdict_n_findings (batch.verdict);
  digest = hecha_digest_new (&batch.input, HECHA_AUDIENCE_AUDIT);
  before = hecha_digest_count (digest, &all);
  hecha_digest_free (digest);
  batch.histories = g_new0 (HechaHistory, n);
  for (guint i = 0; i < n; i++)
    if (hecha_verdict_finding (batch.verdict, i)->amount == 22000000)
      batch.histories[i] = (HechaHistory){ .conclusion = "不属实", .opinion = "已核减",
                                           .not_counted = TRUE };
  batch.input.histories = batch.histories;
  digest = hecha_digest_new (&batch.input, HECHA_AUDIENCE_AUDIT);
  CU_ASSERT_EQUAL (hecha_digest_count (digest, &all), before - 1);
  CU_ASSERT_EQUAL (hecha_digest_count (digest, &rejected), 1);
  CU_ASSERT_EQUAL (hecha_digest_sum (digest, HECHA_AMOUNT_EXCESS, G_MAXUINT, -1), 30000000);
  hecha_digest_free (digest);
  batch_close (&batch);
}

static void
test_articles_by_number (void)
{
  CU_ASSERT_EQUAL (hecha_article_number ("第九条第二款第（三）项"), 9);
  CU_ASSERT_EQUAL (hecha_article_number ("第十条"), 10);
  CU_ASSERT_EQUAL (hecha_article_number ("第二十三条"), 23);
  CU_ASSERT_EQUAL (hecha_article_number ("第三十条"), 30);
  CU_ASSERT_EQUAL (hecha_article_number (""), 0);
  CU_ASSERT_EQUAL (hecha_article_number ("附则"), 0);
}

static void
test_links_are_encoded (void)
{
  g_autofree char *link = hecha_where_link ("标注/a#b%c:d.xlsx", "2025年'台账", 16, 5);
  g_autofree char *text = hecha_where_link ("标注/甲.xlsx", "", 0, 0);
  g_autofree char *whole = hecha_where_link ("标注/甲.xlsx", NULL, 0, 0);

  TEST_STR (link, "标注/a%23b%25c%3Ad.xlsx#'2025年''台账'!F17");
  TEST_STR (text, "标注/甲.xlsx#'数据'!A1");
  TEST_STR (whole, "标注/甲.xlsx");
  CU_ASSERT_PTR_NULL (hecha_where_link (NULL, "表", 0, 0));
}

void suite_reports (void);
void
suite_reports (void)
{
  CU_pSuite suite = CU_add_suite ("report/reports", NULL, NULL);

  CU_ADD_TEST (suite, test_hostile_texts_stay_texts);
  CU_ADD_TEST (suite, test_department_sees_its_own_alone);
  CU_ADD_TEST (suite, test_classified_stays_unsaid);
  CU_ADD_TEST (suite, test_numbers);
  CU_ADD_TEST (suite, test_money_is_counted_once);
  CU_ADD_TEST (suite, test_rejected_is_not_counted);
  CU_ADD_TEST (suite, test_articles_by_number);
  CU_ADD_TEST (suite, test_links_are_encoded);
}
