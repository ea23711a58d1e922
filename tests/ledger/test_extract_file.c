/* Which files, and which of their sheets, are ledgers by more than their words. */
#include "tests/test.h"

#include <hecha/ledger.h>
#include <string.h>

static HechaDictionary *dictionary;

/* The extract of a file called NAME that holds TEXT. */
static HechaExtract *
extract_of (const char *name, const char *text)
{
  g_autofree char *directory = test_directory ();
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  TEST_OK (error);
  return hecha_extract_file (path, name, dictionary, NULL, NULL, NULL);
}

static const char table[] = "项目名称,建设单位,合同金额（万元）\n"
                            "智慧校园平台,县教育局,86.5\n"
                            "排课系统,县教育局,12\n";

/* What a folder holds beside ledgers is passed over, not failed. */
static void
test_names (void)
{
  static const char *const ledgers[] = { "台账.csv", "台账.TSV", "台账.txt", "台账.xls", "台账.xlsx",
                                         "台账.et" };
  static const char *const others[] = { "README.md", "台账.json", "生成.py", "导入.log", "台账" };

  for (gsize i = 0; i < G_N_ELEMENTS (ledgers); i++)
    {
      g_autoptr (HechaExtract) extract = extract_of (ledgers[i], table);

      CU_ASSERT_PTR_NULL (extract->skipped);
      CU_ASSERT_EQUAL (extract->records->len, 2);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (HechaExtract) extract = extract_of (others[i], table);

      CU_ASSERT_PTR_NULL (extract->error);
      CU_ASSERT_TRUE (extract->skipped != NULL && g_str_has_prefix (extract->skipped, "不是台账文件"));
      CU_ASSERT_EQUAL (extract->records->len, 0);
    }
}

static void
check_no_table (const char *text)
{
  g_autoptr (HechaExtract) extract = extract_of ("说明.txt", text);
  const HechaSheetNote *note = &g_array_index (extract->sheets, HechaSheetNote, 0);

  CU_ASSERT_PTR_NULL (extract->error);
  CU_ASSERT_EQUAL (extract->tables->len, 0);
  CU_ASSERT_EQUAL (extract->records->len, 0);
  CU_ASSERT_TRUE (g_str_has_prefix (note->note, "没有找到项目表"));
}

/* Commas alone make no table. */
static void
test_prose (void)
{
  check_no_table ("关于报送台账的通知\n各部门:\n请于月底前报送,逾期通报。\n一、报送内容\n"
                  "项目名称,建设单位,合同金额,\n二、要求\n金额以万元计,日期写全,\n三、联系人\n"
                  "张工,电话\n特此通知\n");
  check_no_table ("import csv\nrows = []\nrows.append(['智慧校园平台'])\n\ndef out(path):\n"
                  "    pass\n\n项目名称,专家论证\n已论证,未论证\nout('x')\nfor r in rows:\n    out(r)\n");
  check_no_table ("项目名称,备注\n智慧校园平台,无\n排课系统,无\n");
}

/* Titles and signatures, and rows whose last cells are empty, are no prose. */
static void
test_ragged (void)
{
  g_autoptr (HechaExtract) extract
      = extract_of ("台账.txt", "县教育局项目台账\n单位:万元\n项目名称,建设单位,合同金额,承建单位,备注\n"
                                "智慧校园平台,县教育局,86.5\n排课系统,县教育局,12,某公司,续签\n"
                                "制表人:张工\n");

  CU_ASSERT_EQUAL (extract->records->len, 2);
}

/* The sheet that names nobody takes the caption of the other before the name
 * of the file; without any, the file says it. */
static void
test_unit_of_file (void)
{
  static const struct
  {
    const char *file, *unit;
  } cases[] = { { "住建局项目台账.xlsx", "陵川县住房和城乡建设局" },
                { "住建局项目台账-无单位.xlsx", "住建局" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *where = g_build_filename ("ledger/units", cases[i].file, NULL);
      g_autofree char *path = test_data (where);
      g_autoptr (HechaExtract) extract
          = hecha_extract_file (path, cases[i].file, dictionary, NULL, NULL, NULL);

      CU_ASSERT_EQUAL (extract->tables->len, 2);
      CU_ASSERT_EQUAL (extract->records->len, 2);
      for (guint j = 0; j < extract->records->len; j++)
        TEST_STR (g_array_index (extract->records, HechaRecord, j).unit, cases[i].unit);
      for (guint j = 0; j < extract->tables->len; j++)
        TEST_STR (g_array_index (extract->tables, HechaTable, j).unit_name, cases[i].unit);
    }
}

static int
set_up (void)
{
  g_autoptr (GError) error = NULL;

  dictionary = hecha_dictionary_load (NULL, NULL, &error);
  return dictionary == NULL;
}

static int
tear_down (void)
{
  hecha_dictionary_free (dictionary);
  return 0;
}

void
suite_extract_file (void)
{
  CU_pSuite suite = CU_add_suite ("ledger/extract_file", set_up, tear_down);

  CU_ADD_TEST (suite, test_names);
  CU_ADD_TEST (suite, test_prose);
  CU_ADD_TEST (suite, test_ragged);
  CU_ADD_TEST (suite, test_unit_of_file);
}
