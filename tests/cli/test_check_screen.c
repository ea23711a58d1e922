/* What hecha check tells a department on its screen: never that nothing was
 * found where nothing was read. */
#include "tests/test.h"

#include <string.h>
#include <sys/wait.h>

static const char *const clean_words = "没有发现需要处理的问题";
static const char *const nothing_words = "没有读出项目，什么也没有核查";

typedef struct
{
  char *out, *err;
  int code;
} Screen;

static void
screen_clear (Screen *screen)
{
  g_free (screen->out);
  g_free (screen->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Screen, screen_clear)

/* hecha check on a file NAME that holds TEXT, perhaps with an OPTION "--x=y". */
static Screen
check (const char *name, const char *text, const char *option)
{
  g_autofree char *folder = test_directory ();
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const char *arguments[] = { g_getenv ("HECHA_PROGRAM"), "check", path, option, NULL };
  Screen screen = { NULL, NULL, -1 };
  int status = 0;

  if (g_file_set_contents (path, text, -1, NULL)
      && g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &screen.out,
                       &screen.err, &status, NULL)
      && WIFEXITED (status))
    screen.code = WEXITSTATUS (status);
  return screen;
}

static void
test_unreadable (void)
{
  g_auto (Screen) screen = check ("坏.xlsx", "PK\003\004 and then nothing", NULL);

  CU_ASSERT_EQUAL_FATAL (screen.code, 3);
  CU_ASSERT_PTR_NOT_NULL (strstr (screen.err, "未能读取：坏.xlsx"));
  CU_ASSERT_PTR_NOT_NULL (strstr (screen.out, "有 1 个文件未能读取"));
  CU_ASSERT_PTR_NOT_NULL (strstr (screen.out, nothing_words));
  CU_ASSERT_PTR_NULL (strstr (screen.out, clean_words));
}

static void
test_no_ledger (void)
{
  g_auto (Screen) screen = check ("花名册.csv", "姓名,电话\n张三,0356-1\n李四,0356-2\n", NULL);

  CU_ASSERT_EQUAL_FATAL (screen.code, 0);
  CU_ASSERT_PTR_NOT_NULL (strstr (screen.err, "花名册.csv：没有找到项目台账"));
  CU_ASSERT_PTR_NOT_NULL (strstr (screen.out, nothing_words));
  CU_ASSERT_PTR_NULL (strstr (screen.out, clean_words));
}

/* Accepted ten months after it was built: the finding names file and cell. */
static void
test_finding (void)
{
  g_auto (Screen) screen
      = check ("水务局台账.csv",
               "项目名称,建设单位,建成日期,验收日期\n"
               "供水监测,县水务局,2024-08-01,2025-06-01\n", NULL);

  CU_ASSERT_PTR_NOT_NULL (strstr (screen.out, "供水监测"));
  CU_ASSERT_PTR_NOT_NULL (strstr (screen.out, "水务局台账.csv › D2"));
  CU_ASSERT_PTR_NOT_NULL (strstr (screen.out, "1 个项目，共 "));
  CU_ASSERT_PTR_NOT_NULL (strstr (screen.out, "标注副本："));
}

/* Of columns that are missing ten are named, the others counted. */
static void
test_missing_columns (void)
{
  g_auto (Screen) screen
      = check ("水务局台账.csv", "项目名称,建设单位\n供水监测,县水务局\n", NULL);

  CU_ASSERT_EQUAL_FATAL (screen.code, 0);
  CU_ASSERT_PTR_NOT_NULL (strstr (screen.out, "缺少下列栏目"));
  CU_ASSERT_PTR_NOT_NULL (strstr (screen.out, "项次检查\n  此外还有 "));
}

/* A mistake in what was given beside the ledgers is told before they are read. */
static void
test_bad_thesaurus (void)
{
  g_auto (Screen) screen
      = check ("坏.xlsx", "PK\003\004 and then nothing", "--thesaurus=/nowhere.ini");

  CU_ASSERT_EQUAL_FATAL (screen.code, 2);
  CU_ASSERT_PTR_NOT_NULL (strstr (screen.err, "/nowhere.ini"));
  CU_ASSERT_PTR_NULL (strstr (screen.err, "坏.xlsx"));
}

void
suite_check_screen (void)
{
  CU_pSuite suite = CU_add_suite ("cli/check_screen", NULL, NULL);

  CU_ADD_TEST (suite, test_unreadable);
  CU_ADD_TEST (suite, test_no_ledger);
  CU_ADD_TEST (suite, test_finding);
  CU_ADD_TEST (suite, test_missing_columns);
  CU_ADD_TEST (suite, test_bad_thesaurus);
}
