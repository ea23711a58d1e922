/* Every hostile file of testdata/cli/hostile/make_hostile.py and one good
 * ledger in one folder: what became of each, and that nothing else happened. */
#include "tests/test.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/hostile.h"

/* A worker may take what a sheet's XML and cells take, never the gigabyte
 * that a bomb unpacks to. */
#if defined HECHA_SANITIZED
#define PEAK_KB G_MAXLONG   /* its shadow and quarantine count too */
#else
#define PEAK_KB (256 * 1024)
#endif

static struct
{
  char *folder, *input, *output, *before, *problems;
  HostileRun run;
  JsonParser *batch;
} all;

static int
run_all (void)
{
  g_autofree char *batch = NULL;

  if (g_getenv ("HECHA_PROGRAM") == NULL)
    return 1;
  all.folder = test_directory ();
  all.input = g_build_filename (all.folder, "来件", NULL);
  all.output = g_build_filename (all.folder, "结果", NULL);
  if (g_mkdir_with_parents (all.input, 0755) != 0
      || !hostile_python ("make_hostile.py", all.input, NULL))
    return 1;
  all.before = hostile_fingerprint (all.input);
  all.run = hostile_audit (all.input, all.output, NULL, 0);
  if (!hostile_python ("check_outputs.py", all.output, &all.problems))
    return 1;
  batch = g_build_filename (all.output, "batch.json", NULL);
  all.batch = json_parser_new ();
  return json_parser_load_from_file (all.batch, batch, NULL) ? 0 : 1;
}

static int
forget_all (void)
{
  printf ("\n  %u hostile inputs in one batch, peak %ld MB\n",
          hostile_count (all.input, ""), all.run.peak_kb / 1024);
  g_clear_object (&all.batch);
  g_free (all.folder);
  g_free (all.input);
  g_free (all.output);
  g_free (all.before);
  g_free (all.problems);
  g_free (all.run.warned);
  return 0;
}

/* The input whose path is NAME, or NULL. */
static JsonObject *
input_of (const char *name)
{
  JsonObject *root = json_node_get_object (json_parser_get_root (all.batch));
  JsonArray *inputs = json_object_get_array_member (root, "inputs");

  for (guint i = 0; i < json_array_get_length (inputs); i++)
    {
      JsonObject *input = json_array_get_object_element (inputs, i);

      if (strcmp (json_object_get_string_member (input, "path"), name) == 0)
        return input;
    }
  return NULL;
}

/* ---- refused ----------------------------------------------------------------- */

typedef struct
{
  const char *name, *reason;   /* REASON is part of what is said */
} Refused;

static void
check_refused (const Refused *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      JsonObject *input = input_of (cases[i].name);
      const char *error
          = input != NULL && !json_object_get_null_member (input, "error")
                ? json_object_get_string_member (input, "error")
                : NULL;
      g_autofree char *line = g_strdup_printf ("未能读取：%s：%s\n", cases[i].name, error);

      if (error == NULL || strstr (error, cases[i].reason) == NULL)
        printf ("\n  %s: %s\n", cases[i].name, error != NULL ? error : "no error");
      CU_ASSERT_TRUE (error != NULL && strstr (error, cases[i].reason) != NULL);
      CU_ASSERT_TRUE (error != NULL && strstr (all.run.warned, line) != NULL);
    }
}

static void
test_archives_refused (void)
{
  static const Refused cases[] = {
    { "炸弹.xlsx", "异常膨胀" },
    { "大小谎报少.xlsx", "比目录所记的长" },
    { "大小谎报多.xlsx", "校验码不符" },
    { "套娃作表.xlsx", "文件已损坏" },
    { "重叠.xlsx", "互相重叠" },
    { "条目过多.xlsx", "部件超过" },
    { "关系越界.xlsx", "缺少部件" },
    { "关系外部.xlsx", "不在文件里" },
    { "五千张表.xlsx", "工作表超过" },
  };

  check_refused (cases, G_N_ELEMENTS (cases));
}

static void
test_markup_refused (void)
{
  static const Refused cases[] = {
    { "十亿个笑.xlsx", "DOCTYPE" },
    { "外部实体.xlsx", "DOCTYPE" },
    { "深层.xlsx", "嵌套超过" },
    { "代理字符引用.xlsx", "非法字符或引用" },
    { "控制字符引用.xlsx", "非法字符或引用" },
    { "控制字符.xlsx", "非法字符或引用" },
    { "代理字节.xlsx", "非法字符或引用" },
  };

  check_refused (cases, G_N_ELEMENTS (cases));
}

static void
test_no_files_refused (void)
{
  static const Refused cases[] = {
    { "管道.xlsx", "不是普通文件" },     { "套接字.xlsx", "不是普通文件" },
    { "链出.csv", "指向文件夹以外的链接" }, { "断链.csv", "失效的链接" },
    { "环甲.csv", "失效的链接" },         { "环乙.csv", "失效的链接" },
    { "零字节.xlsx", "0 字节" },
  };
  JsonObject *loop = input_of ("环"), *out = input_of ("链出夹");

  check_refused (cases, G_N_ELEMENTS (cases));
  CU_ASSERT_PTR_NOT_NULL_FATAL (loop);
  CU_ASSERT_PTR_NOT_NULL_FATAL (out);
  TEST_STR (json_object_get_string_member (loop, "skipped"), "是指向文件夹的链接，没有进入");
  TEST_STR (json_object_get_string_member (out, "skipped"), "是指向文件夹以外的链接，没有读取");
  CU_ASSERT_PTR_NULL (input_of ("秘密.csv"));
}

static void
test_unreadable_refused (void)
{
  static const Refused cases[] = { { "无权.csv", "权限" } };

  if (!hostile_obeys_modes ())
    {
      printf (" [跳过 skipped: this root reads everything] ");
      return;
    }
  check_refused (cases, G_N_ELEMENTS (cases));
}

/* ---- read all the same ---------------------------------------------------------- */

static void
test_many_merges (void)
{
  JsonObject *input = input_of ("千万合并.xlsx");

  CU_ASSERT_PTR_NOT_NULL_FATAL (input);
  CU_ASSERT_TRUE (json_object_get_null_member (input, "error"));
  CU_ASSERT_EQUAL (json_object_get_int_member (input, "size") > 60000000, TRUE);
}

static void
test_read (void)
{
  static const char *const names[] = {
    "好台账.csv", "内链.csv", "套娃.xlsx", "部件越界.xlsx", "谎报范围.xlsx", "非数.xlsx",
    "无穷.xlsx", "巨数.xlsx", "长文本.xlsx", "半个代理.xlsx", "转义控制.xlsx", "四千张表.xlsx",
    "公式和链接.csv", "公式和链接.xlsx", "单位越界.xlsx", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd.csv",
    "\n换行\t.csv", "=1+1.csv", "-o.csv", "..点.csv", "a\\..\\b.csv", "%s%n“引号”'\".csv",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonObject *input = input_of (names[i]);

      if (strcmp (names[i], "..点.csv") == 0)
        {
          CU_ASSERT_PTR_NULL (input);   /* hidden files are no clerk's */
          continue;
        }
      if (input == NULL || !json_object_get_null_member (input, "error"))
        printf ("\n  %s\n", names[i]);
      CU_ASSERT_PTR_NOT_NULL_FATAL (input);
      CU_ASSERT_TRUE (json_object_get_null_member (input, "error"));
      CU_ASSERT_EQUAL (json_array_get_length (json_object_get_array_member (input, "tables")), 1);
    }
}

/* The longest names have their marked copies, under names that fit. */
static void
test_long_names (void)
{
  g_autofree char *marked = g_build_filename (all.output, "标注", NULL);

  CU_ASSERT_EQUAL (hostile_count (marked, "长长长"), 1);
  CU_ASSERT_EQUAL (hostile_count (marked, "尾尾尾"), 1);
  CU_ASSERT_EQUAL (hostile_count (marked, "名名名"), 1);
  CU_ASSERT_EQUAL (hostile_count (marked, "表表表"), 1);
}

/* No number that is none becomes an amount. */
static void
test_no_numbers (void)
{
  g_autofree char *path = g_build_filename (all.output, "ledger.jsonl", NULL);
  g_autofree char *text = NULL;

  CU_ASSERT_TRUE_FATAL (g_file_get_contents (path, &text, NULL, NULL));
  CU_ASSERT_PTR_NULL (strstr (text, "\"value\":nan"));
  CU_ASSERT_PTR_NULL (strstr (text, "\"value\":inf"));
  CU_ASSERT_PTR_NULL (strstr (text, "\"value\":-inf"));
  CU_ASSERT_PTR_NULL (strstr (text, "秘密项目"));
  CU_ASSERT_PTR_NOT_NULL (strstr (text, "好项目丙"));
}

/* ---- the whole ------------------------------------------------------------------ */

static void
test_whole (void)
{
  CU_ASSERT_EQUAL (all.run.code, 3);
  CU_ASSERT_TRUE (all.run.peak_kb < PEAK_KB);
  TEST_STR (all.problems, "");
}

static void
test_nothing_else (void)
{
  g_autofree char *now = NULL;

  CU_ASSERT_FALSE (g_file_test ("/tmp/hecha-escaped", G_FILE_TEST_EXISTS));
  CU_ASSERT_FALSE (g_file_test ("/tmp/hecha-escaped.xml", G_FILE_TEST_EXISTS));
  /* 来件, 来件.外面, 结果 and nothing that was being written. */
  CU_ASSERT_EQUAL (hostile_count (all.folder, ""), 3);
  now = hostile_fingerprint (all.input);
  TEST_STR (now, all.before);
}

void
suite_hostile_batch (void)
{
  CU_pSuite suite = CU_add_suite ("cli: hostile inputs", run_all, forget_all);

  CU_ADD_TEST (suite, test_archives_refused);
  CU_ADD_TEST (suite, test_markup_refused);
  CU_ADD_TEST (suite, test_no_files_refused);
  CU_ADD_TEST (suite, test_unreadable_refused);
  CU_ADD_TEST (suite, test_read);
  CU_ADD_TEST (suite, test_many_merges);
  CU_ADD_TEST (suite, test_long_names);
  CU_ADD_TEST (suite, test_no_numbers);
  CU_ADD_TEST (suite, test_whole);
  CU_ADD_TEST (suite, test_nothing_else);
}
