/* Ledgers for --against that no run of ours wrote. */
#include "tests/test.h"

#include <sqlite3.h>
#include <string.h>

#include <hecha/ledger.h>

static HechaDictionary *dictionary;

static int
load_dictionary (void)
{
  dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  return dictionary != NULL ? 0 : 1;
}

static int
free_dictionary (void)
{
  hecha_dictionary_free (dictionary);
  return 0;
}

/* What is said of the file PATH, or NULL where it is read; g_free(). */
static char *
complaint (const char *path)
{
  HechaLedger *ledger = hecha_ledger_new (dictionary);
  g_autoptr (GError) error = NULL;
  gboolean ok = hecha_ledger_add_saved (ledger, path, &error);

  hecha_ledger_free (ledger);
  CU_ASSERT_EQUAL (ok, error == NULL);
  return error != NULL ? g_strdup (error->message) : NULL;
}

static char *
said_of_text (const char *text, gssize length)
{
  g_autofree char *folder = test_directory ();
  g_autofree char *path = g_build_filename (folder, "ledger.jsonl", NULL);

  CU_ASSERT_TRUE (g_file_set_contents (path, text, length, NULL));
  return complaint (path);
}

static void
test_lines (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *nested = NULL, *bytes = NULL, *odd = NULL, *surrogate = NULL;

  for (guint i = 0; i < 2000000; i++)
    g_string_append_c (deep, '[');
  nested = said_of_text (deep->str, (gssize) deep->len);
  CU_ASSERT_TRUE (nested != NULL && strstr (nested, "第 1 行") != NULL);
  bytes = said_of_text ("{\"name\": \"\xff\xfe\", \"fields\": {}}\n", -1);
  CU_ASSERT_PTR_NOT_NULL (bytes);
  odd = said_of_text ("{\"name\": [], \"unit\": {}, \"year\": \"x\", \"fields\": {\"概算金额\": 3, "
                      "\"项目名称\": {\"state\": 1, \"value\": [[]], \"cell\": \"ZZZZ99999999\"}}}\n",
                      -1);
  CU_ASSERT_PTR_NULL (odd);
  surrogate = said_of_text ("{\"name\": \"\\ud800\", \"unit\": \"\\udfff\", \"fields\": {\"项目名称\": "
                            "{\"state\": \"值\", \"value\": \"甲\\ud800\", \"raw\": \"\\ud800\", "
                            "\"cell\": \"A1\", \"file\": \"\\ud800\", \"sheet\": \"\\ud800\"}}}\n",
                            -1);
  g_free (g_steal_pointer (&surrogate));
}

static void
save_sample (const char *path)
{
  g_autofree char *source = g_strconcat (path, ".csv", NULL);
  HechaLedger *ledger = hecha_ledger_new (dictionary);
  g_autoptr (GString) text = g_string_new ("项目名称,建设单位,概算金额（万元）,验收日期\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "第%u号平台,县水务局,%u,2024-07-03\n", i, i + 20);
  CU_ASSERT_TRUE (g_file_set_contents (source, text->str, -1, NULL));
  hecha_ledger_add (ledger, hecha_extract_file (source, "台账.csv", dictionary, NULL, NULL, NULL));
  hecha_ledger_join (ledger);
  CU_ASSERT_TRUE (hecha_ledger_save (ledger, path, &error));
  TEST_OK (error);
  hecha_ledger_free (ledger);
}

/* A sample database after SQL was run in it. */
static char *
said_after (const char *sql)
{
  g_autofree char *folder = test_directory ();
  g_autofree char *path = g_build_filename (folder, "台账.sqlite", NULL);
  sqlite3 *db = NULL;

  save_sample (path);
  CU_ASSERT_EQUAL (sqlite3_open (path, &db), SQLITE_OK);
  CU_ASSERT_EQUAL (sqlite3_exec (db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close (db);
  return complaint (path);
}

static void
test_databases (void)
{
  g_autofree char *own = said_after ("SELECT 1");
  g_autofree char *view = said_after (
      "ALTER TABLE 项目 RENAME TO 旧; CREATE VIEW 项目 AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
      "SELECT i + 1 FROM n) SELECT 旧.* FROM 旧, n;");
  g_autofree char *bytes = said_after (
      "UPDATE 项目 SET 名称 = CAST(x'fffefdfc' AS TEXT), 单位 = CAST(x'e4' AS TEXT);"
      "UPDATE 表 SET 文件 = CAST(x'e4b8' AS TEXT), 工作表 = NULL");
  g_autofree char *numbers = said_after ("UPDATE 项目 SET 年度 = 9223372036854775807");

  CU_ASSERT_PTR_NULL (own);
  CU_ASSERT_TRUE (view != NULL && strstr (view, "不是本版本") != NULL);
  CU_ASSERT_PTR_NULL (bytes);
  CU_ASSERT_PTR_NULL (numbers);
}

/* A file that ends in the middle is not taken for a smaller ledger. */
static void
test_cut (void)
{
  g_autofree char *folder = test_directory ();
  g_autofree char *path = g_build_filename (folder, "台账.sqlite", NULL);
  g_autofree char *data = NULL, *said = NULL;
  gsize length = 0;

  save_sample (path);
  CU_ASSERT_TRUE_FATAL (g_file_get_contents (path, &data, &length, NULL));
  for (gsize at = length / 2; at < length; at++)
    data[at] = 'x';
  CU_ASSERT_TRUE (g_file_set_contents (path, data, (gssize) length, NULL));
  said = complaint (path);
  CU_ASSERT_TRUE (said != NULL && strstr (said, "已损坏") != NULL);
}

void
suite_saved (void)
{
  CU_pSuite suite = CU_add_suite ("ledger: ledgers of strangers for --against", load_dictionary,
                                  free_dictionary);

  CU_ADD_TEST (suite, test_lines);
  CU_ADD_TEST (suite, test_databases);
  CU_ADD_TEST (suite, test_cut);
}
