/* Records become projects: one or two (RULES.md section 6), and how several
 * tables of one merge (section 1).  Records are written as text:
 * "项目名称=智慧水务平台;合同金额=30万元". */
#include <hecha/ledger.h>

#include <sqlite3.h>
#include <string.h>

#include "ledger/identity.h"
#include "tests/test.h"

typedef struct
{
  HechaDictionary *dictionary;
  HechaLedger *ledger;
} Batch;

static void
batch_init (Batch *batch)
{
  g_autoptr (GError) error = NULL;

  batch->dictionary = hecha_dictionary_load (NULL, NULL, &error);
  TEST_OK (error);
  batch->ledger = hecha_ledger_new (batch->dictionary);
}

static void
batch_clear (Batch *batch)
{
  hecha_ledger_free (batch->ledger);
  hecha_dictionary_free (batch->dictionary);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static int
compare_data (const void *left, const void *right)
{
  return ((const HechaDatum *) left)->field - ((const HechaDatum *) right)->field;
}

static void
add_record (HechaExtract *extract, const char *text, guint32 row, int year)
{
  static const HechaValueContext context = { 100, FALSE, 0 };
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  HechaRecord record = { .row = row, .code = "", .name = "", .unit = "", .year = year };

  record.n_data = g_strv_length (parts);
  record.data = hecha_extract_data (extract, record.n_data);
  for (guint i = 0; i < record.n_data; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], "=", 2);
      HechaField field = hecha_field_from_name (pair[0]);
      HechaDatum *datum = &record.data[i];

      hecha_value_read_text (field, pair[1], &context, extract->pool, datum);
      datum->row = row;
      datum->column = field;
      if (field == HECHA_FIELD_CODE)
        record.code = g_string_chunk_insert (extract->pool, pair[1]);
      if (field == HECHA_FIELD_NAME)
        record.name = g_string_chunk_insert (extract->pool, pair[1]);
      if (field == HECHA_FIELD_UNIT)
        record.unit = g_string_chunk_insert (extract->pool, pair[1]);
    }
  qsort (record.data, record.n_data, sizeof *record.data, compare_data);
  g_array_append_val (extract->records, record);
}

/* One file with one table of YEAR; rows end with "|". */
static void
add_file (Batch *batch, int year, const char *rows, gboolean compared_only)
{
  g_autofree char *name = g_strdup_printf ("%d-%u.xlsx", year, hecha_ledger_n_files (batch->ledger));
  HechaExtract *extract = hecha_extract_new (name, name);
  HechaTable table = { .sheet = "", .title = "", .unit_name = "", .year = year };
  g_auto (GStrv) records = g_strsplit (rows, "|", -1);

  table.columns = g_array_new (FALSE, TRUE, sizeof (HechaColumn));
  table.totals = g_array_new (FALSE, TRUE, sizeof (HechaTotal));
  g_array_append_val (extract->tables, table);
  extract->compared_only = compared_only;
  for (guint i = 0; records[i] != NULL; i++)
    add_record (extract, records[i], i + 1, year);
  hecha_ledger_add (batch->ledger, extract);
}

/* Files of one year unless a row begins with "2025:". */
static guint
count_projects (const char *first, const char *second)
{
  g_auto (Batch) batch;

  batch_init (&batch);
  add_file (&batch, 2024, first, FALSE);
  if (second != NULL)
    add_file (&batch, 2025, second, FALSE);
  hecha_ledger_join (batch.ledger);
  return hecha_ledger_n_projects (batch.ledger);
}

static void
test_one_or_two (void)
{
  static const struct
  {
    const char *first, *second;
    guint n;
    const char *why;
  } cases[] = {
    { "项目编号=SW-1;项目名称=智慧水务平台", "项目编号=SW-1;项目名称=智慧水务平台建设项目", 1,
      "same code, like names" },
    { "项目编号=SW-1;项目名称=智慧水务平台", "项目编号=SW-1;项目名称=校园门禁系统", 2,
      "same code, unlike names" },
    { "项目名称=智慧水务平台;建设单位=阳城县水务局", "项目名称=智慧水务平台项目;建设单位=水务局", 1,
      "same unit and name, written otherwise" },
    { "项目名称=视频会议系统;建设单位=水务局", "项目名称=视频会议系统;建设单位=教育局", 2,
      "same name, other unit" },
    { "项目编号=A1;项目名称=视频会议系统;建设单位=水务局",
      "项目编号=A2;项目名称=视频会议系统;建设单位=水务局", 2, "another code" },
    { "项目名称=云租赁服务;建设单位=水务局;合同日期=2024-03-01",
      "项目名称=云租赁服务;建设单位=水务局;合同日期=2025-03-01", 2,
      "another contract date in another year" },
    { "项目名称=云租赁服务;建设单位=水务局;合同日期=2024-03-01",
      "项目名称=云租赁服务;建设单位=水务局", 1, "nothing tells them apart" },
    { "项目名称=智慧校园一期;建设单位=教育局", "项目名称=智慧校园二期;建设单位=教育局", 2,
      "another phase" },
    { "项目编号=B1;项目名称=智慧校园一期;建设单位=教育局",
      "项目编号=B1;项目名称=智慧校园二期;建设单位=教育局", 2, "one code for two phases" },
    { "项目名称=信创终端采购;建设单位=财政局;合同金额=10万元;承建单位=甲公司|"
      "项目名称=信创终端采购;建设单位=财政局;合同金额=12万元;承建单位=乙公司",
      NULL, 2, "lots in one table" },
    { "项目编号=C1;项目名称=信创终端采购;承建单位=甲公司|项目编号=C1;项目名称=信创终端采购;承建单位=乙公司",
      NULL, 2, "lots under one code" },
    { "项目名称=信创终端采购;建设单位=财政局|项目名称=信创终端采购;建设单位=财政局", NULL, 1,
      "one row written twice" },
    { "项目名称=河长制平台;建设单位=水务局;预算金额=30万元", "项目名称=河长制平台;已付金额=10万元", 1,
      "a payment sheet without units" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n = count_projects (cases[i].first, cases[i].second);

      if (n != cases[i].n)
        g_print ("\n%s: %u projects\n", cases[i].why, n);
      CU_ASSERT_EQUAL (n, cases[i].n);
    }
}

/* The merged state of one field over tables of 2024 and 2025, as
 * "state low/1 rivals". */
static void
check_merge (const char *field, const char *first, const char *second, gboolean same_year,
             const char *wanted)
{
  g_auto (Batch) batch;
  g_autofree char *a = g_strdup_printf ("项目编号=X;项目名称=智慧水务平台;%s=%s", field, first);
  g_autofree char *b = g_strdup_printf ("项目编号=X;项目名称=智慧水务平台;%s=%s", field, second);
  const HechaProject *project;
  const HechaDatum *datum;
  g_autofree char *got = NULL;

  batch_init (&batch);
  add_file (&batch, 2024, a, FALSE);
  add_file (&batch, same_year ? 2024 : 2025, b, FALSE);
  hecha_ledger_join (batch.ledger);
  CU_ASSERT_EQUAL_FATAL (hecha_ledger_n_projects (batch.ledger), 1);
  project = hecha_ledger_project (batch.ledger, 0);
  datum = hecha_project_datum (project, hecha_field_from_name (field));
  CU_ASSERT_PTR_NOT_NULL_FATAL (datum);
  got = g_strdup_printf ("%s %s 冲突%u 表%u", hecha_state_name ((HechaState) datum->state),
                         datum->raw, project->n_rivals, datum->table);
  TEST_STR (got, wanted);
}

static void
test_merge (void)
{
  check_merge ("合同金额", "30万元", "", FALSE, "值 30万元 冲突0 表0");
  check_merge ("合同金额", "30万元", "32万元", FALSE, "值 32万元 冲突0 表1");
  check_merge ("合同金额", "30万元", "32万元", TRUE, "值 30万元 冲突1 表0");
  check_merge ("合同金额", "45.25万元", "452480元", TRUE, "值 452480元 冲突0 表1");
  check_merge ("合同日期", "2024年7月", "2024-07-03", TRUE, "值 2024-07-03 冲突0 表1");
  check_merge ("合同日期", "2024-07-03", "2024年7月", FALSE, "值 2024-07-03 冲突0 表0");
  check_merge ("监理单位", "太行监理有限公司", "无", FALSE, "值 太行监理有限公司 冲突1 表0");
  check_merge ("监理单位", "无", "太行监理有限公司", FALSE, "值 太行监理有限公司 冲突0 表1");
  check_merge ("监理单位", "无", "不涉及", TRUE, "不涉及 不涉及 冲突0 表1");
  check_merge ("监理单位", "待定", "", FALSE, "存疑 待定 冲突0 表0");
  check_merge ("监理单位", "", "", FALSE, "空  冲突0 表1");
  check_merge ("承建单位", "甲科技公司", "山西甲科技公司", TRUE, "值 甲科技公司 冲突1 表0");
  check_merge ("承建单位", "甲科技（山西）公司", "甲科技(山西) 公司", TRUE,
               "值 甲科技（山西）公司 冲突0 表0");
  check_merge ("验收结论", "通过", "未通过", TRUE, "值 通过 冲突1 表0");
  check_merge ("部署方式", "县政务云", "县政务云+阿里云", TRUE, "值 县政务云 冲突1 表0");
  check_merge ("部署方式", "县政务云+阿里云", "县政务云", TRUE, "值 县政务云+阿里云 冲突1 表0");
  check_merge ("转包分包", "分包", "违法分包", TRUE, "值 分包 冲突1 表0");
  check_merge ("建设单位", "阳城县教育局", "县教育局", TRUE, "值 阳城县教育局 冲突0 表0");
  check_merge ("建设内容", "建设一个平台", "采购服务器两台", TRUE, "值 建设一个平台 冲突0 表0");
}

/* A year and a 合同金额 a table; what stands, and beside it. */
static void
check_asides (const char *const *texts, const int *years, guint n, const char *wanted)
{
  g_auto (Batch) batch;
  const HechaProject *project;
  const HechaDatum *datum;
  GString *got = g_string_new (NULL);

  batch_init (&batch);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *row
        = g_strdup_printf ("项目编号=X;项目名称=智慧水务平台;概算金额=%s", texts[i]);

      add_file (&batch, years[i], row, FALSE);
    }
  hecha_ledger_join (batch.ledger);
  project = hecha_ledger_project (batch.ledger, 0);
  datum = hecha_project_datum (project, HECHA_FIELD_ESTIMATE);
  g_string_append_printf (got, "%s 冲突%u", datum->raw, project->n_rivals);
  for (guint i = 0; i < project->n_asides; i++)
    g_string_append_printf (got, " %s", project->asides[i].raw);
  TEST_STR (got->str, wanted);
  g_string_free (got, TRUE);
}

/* A later value supersedes a conflict; that there was one is kept.  So is a
 * cell that cannot be read. */
static void
test_asides (void)
{
  static const struct
  {
    const char *texts[4];
    int years[4];
    guint n;
    const char *wanted;
  } cases[] = {
    { { "30万元", "50万元", "60万元" }, { 2024, 2024, 2025 }, 3, "60万元 冲突0 30万元 50万元" },
    { { "30万元", "50万元", "50万元" }, { 2024, 2024, 2025 }, 3, "50万元 冲突0 30万元" },
    { { "30万元", "50万元", "" }, { 2024, 2024, 2025 }, 3, "30万元 冲突1" },
    { { "30万元", "40万元", "50万元" }, { 2023, 2024, 2025 }, 3, "50万元 冲突0" },
    { { "30万元", "无", "50万元" }, { 2023, 2024, 2025 }, 3, "50万元 冲突0 30万元 无" },
    { { "无", "30万元", "50万元" }, { 2023, 2024, 2025 }, 3, "50万元 冲突0" },
    { { "约30万元", "30万元", "待定" }, { 2024, 2024, 2025 }, 3, "30万元 冲突0 约30万元 待定" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_asides (cases[i].texts, cases[i].years, cases[i].n, cases[i].wanted);
}

/* A 明细表 of three payments in a project that is judged on AS_OF. */
static void
check_payments (int year, int month, gint64 paid, const char *wanted)
{
  static const char *const days[] = { "2025-01-01", "2025-04-01", "2026-06-01" };
  static const HechaValueContext context = { 100, FALSE, 0 };
  g_auto (Batch) batch;
  const HechaProject *project;
  HechaExtract *extract;
  HechaRecord *record;
  GString *got = g_string_new (NULL);

  batch_init (&batch);
  add_file (&batch, 2025, "项目编号=X;项目名称=智慧水务平台;已付金额=;最近付款日期=", FALSE);
  extract = (HechaExtract *) hecha_ledger_file (batch.ledger, 0);
  record = &g_array_index (extract->records, HechaRecord, 0);
  record->n_payments = 6;
  record->payments = hecha_extract_data (extract, 6);
  for (guint i = 0; i < 3; i++)
    {
      hecha_value_read_text (HECHA_FIELD_LAST_PAID_ON, days[i], &context, extract->pool,
                             &record->payments[2 * i]);
      hecha_value_read_text (HECHA_FIELD_PAID, "10万元", &context, extract->pool,
                             &record->payments[2 * i + 1]);
      record->payments[2 * i].field = HECHA_FIELD_LAST_PAID_ON;
      record->payments[2 * i + 1].field = HECHA_FIELD_PAID;
    }
  hecha_ledger_set_as_of (batch.ledger, hecha_day_from_ymd (year, month, 1));
  hecha_ledger_join (batch.ledger);
  project = hecha_ledger_project (batch.ledger, 0);
  g_string_append (got, hecha_project_datum (project, HECHA_FIELD_LAST_PAID_ON)->raw);
  for (guint i = 0; i < project->n_asides; i++)
    g_string_append_printf (got, " %s", project->asides[i].raw);
  TEST_STR (got->str, wanted);
  CU_ASSERT_EQUAL (hecha_project_datum (project, HECHA_FIELD_PAID)->low, paid);
  g_string_free (got, TRUE);
}

/* What is dated after the 核查日 has not been paid. */
static void
test_payments_to_come (void)
{
  check_payments (2026, 12, 30000000, "2026-06-01");
  check_payments (2026, 3, 20000000, "2025-04-01 2026-06-01");
  check_payments (2025, 3, 10000000, "2025-01-01 2025-04-01 2026-06-01");
  check_payments (2024, 3, 0, "2026-06-01 2025-01-01 2025-04-01 2026-06-01");
}

static void
test_compared_only (void)
{
  g_auto (Batch) batch;
  const HechaProject *project;

  batch_init (&batch);
  add_file (&batch, 2025, "项目编号=X;项目名称=智慧水务平台;验收日期=", FALSE);
  add_file (&batch, 2024, "项目编号=X;项目名称=智慧水务平台;验收日期=2024-08-01|项目名称=旧项目",
            TRUE);
  hecha_ledger_join (batch.ledger);
  CU_ASSERT_EQUAL_FATAL (hecha_ledger_n_projects (batch.ledger), 2);
  project = hecha_ledger_project (batch.ledger, 0);
  CU_ASSERT_EQUAL (hecha_project_datum (project, HECHA_FIELD_ACCEPTED_ON)->state,
                   HECHA_STATE_BLANK);
}

/* A key survives another order of files and rows; lots have keys of their own. */
static void
test_keys (void)
{
  g_auto (Batch) one, other;

  batch_init (&one);
  add_file (&one, 2024, "项目编号=A;项目名称=甲平台|项目名称=乙平台;建设单位=县水务局", FALSE);
  hecha_ledger_join (one.ledger);
  batch_init (&other);
  add_file (&other, 2025, "项目名称=乙平台;建设单位=阳城县水务局|项目编号=a;项目名称=甲平台", FALSE);
  hecha_ledger_join (other.ledger);
  TEST_STR (hecha_ledger_project (one.ledger, 0)->key, hecha_ledger_project (other.ledger, 1)->key);
  TEST_STR (hecha_ledger_project (one.ledger, 1)->key, hecha_ledger_project (other.ledger, 0)->key);
  CU_ASSERT_EQUAL (strlen (hecha_ledger_project (one.ledger, 0)->key), 16);
}

static void
test_marks (void)
{
  static const char *const cases[][2]
      = { { "智慧校园二期项目", "2期" },       { "智慧校园（一）", "1部" },
          { "信创终端第三标段A包", "3标;A包" }, { "一体化政务平台", "" },
          { "2024年智慧水务", "" },            { "第十二期工程", "12期" },
          { "雪亮工程Ⅱ期", "2期" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *marks = hecha_name_marks (cases[i][0]);
      TEST_STR (marks, cases[i][1]);
    }
}

static void
test_pack (void)
{
  g_autoptr (HechaExtract) extract = hecha_extract_new ("/a/b.xlsx", "b.xlsx");
  g_autoptr (HechaExtract) back = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  HechaTable table = { .sheet = "表一", .title = "标题", .unit_name = "水务局", .year = 2024 };
  const HechaRecord *record;
  gsize length;
  const guint8 *data;

  table.columns = g_array_new (FALSE, TRUE, sizeof (HechaColumn));
  table.totals = g_array_new (FALSE, TRUE, sizeof (HechaTotal));
  g_array_append_val (extract->tables, table);
  add_record (extract, "项目名称=甲;合同金额=-1234.5元;合同日期=2024年7月;监理单位=", 7, 2024);
  {
    HechaRecord *one = &g_array_index (extract->records, HechaRecord, 0);

    one->n_payments = 2;
    one->payments = hecha_extract_data (extract, 2);
    one->payments[0].field = HECHA_FIELD_LAST_PAID_ON;
    one->payments[1] = one->data[1];
  }
  bytes = hecha_extract_pack (extract);
  back = hecha_extract_unpack (bytes, &error);
  TEST_OK (error);
  CU_ASSERT_PTR_NOT_NULL_FATAL (back);
  record = &g_array_index (back->records, HechaRecord, 0);
  TEST_STR (record->name, "甲");
  CU_ASSERT_EQUAL (record->n_data, 4);
  CU_ASSERT_EQUAL_FATAL (record->n_payments, 2);
  CU_ASSERT_EQUAL (record->payments[1].low, record->data[1].low);
  CU_ASSERT_EQUAL (memcmp (&record->data[1].low,
                           &g_array_index (extract->records, HechaRecord, 0).data[1].low,
                           3 * sizeof (gint64)),
                   0);
  /* No prefix of it is an extract, and none is read beyond its end. */
  data = g_bytes_get_data (bytes, &length);
  for (gsize n = 0; n < length; n++)
    {
      g_autofree guint8 *part = g_malloc (n + 1);
      g_autoptr (GBytes) cut = NULL;
      HechaExtract *none;

      memcpy (part, data, n);
      cut = g_bytes_new (part, n);
      none = hecha_extract_unpack (cut, NULL);
      CU_ASSERT_PTR_NULL (none);
      hecha_extract_free (none);
    }
}

static int
saved_projects (const HechaLedger *ledger)
{
  g_autofree char *folder = test_directory ();
  g_autofree char *path = g_build_filename (folder, "ledger.sqlite", NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *row = NULL;
  int n = -1;

  CU_ASSERT_TRUE (hecha_ledger_save (ledger, path, NULL));
  if (sqlite3_open (path, &db) == SQLITE_OK
      && sqlite3_prepare_v2 (db, "SELECT count(*) FROM \"项目\"", -1, &row, NULL) == SQLITE_OK
      && sqlite3_step (row) == SQLITE_ROW)
    n = sqlite3_column_int (row, 0);
  sqlite3_finalize (row);
  sqlite3_close (db);
  return n;
}

/* One table of two that says 涉密 is enough for nothing to be saved. */
static void
test_classified (void)
{
  static const char *const tables[]
      = { "项目名称=智慧水务平台;建设单位=水利局;是否涉密=否",
          "项目名称=智慧水务平台;建设单位=水利局;是否涉密=是" };

  for (guint turned = 0; turned < 2; turned++)
    {
      g_auto (Batch) batch;

      batch_init (&batch);
      add_file (&batch, 2024, tables[turned], FALSE);
      add_file (&batch, 2024, tables[1 - turned], FALSE);
      hecha_ledger_join (batch.ledger);
      CU_ASSERT_EQUAL_FATAL (hecha_ledger_n_projects (batch.ledger), 1);
      CU_ASSERT_TRUE (hecha_project_classified (hecha_ledger_project (batch.ledger, 0)));
      CU_ASSERT_EQUAL (saved_projects (batch.ledger), 0);
    }
}

void
suite_join (void)
{
  CU_pSuite suite = CU_add_suite ("ledger/join", NULL, NULL);

  CU_ADD_TEST (suite, test_one_or_two);
  CU_ADD_TEST (suite, test_merge);
  CU_ADD_TEST (suite, test_asides);
  CU_ADD_TEST (suite, test_payments_to_come);
  CU_ADD_TEST (suite, test_compared_only);
  CU_ADD_TEST (suite, test_keys);
  CU_ADD_TEST (suite, test_marks);
  CU_ADD_TEST (suite, test_pack);
  CU_ADD_TEST (suite, test_classified);
}
