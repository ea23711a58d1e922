/* Four quarters of a small county (testdata/cli/quarters), each audited with
 * the reports of the one before, in which people wrote, sorted, renamed and
 * deleted: what became of every finding, and that nothing typed is lost. */
#include "tests/test.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "report/marks_package.h"
#include "report/returned.h"

static struct
{
  char *folder;            /* Q1 … Q4 are written into it */
  char *said[5], *warned[5];
  int status[5];
} run;

/* ---- running -------------------------------------------------------------- */

static int
start (const char *const *arguments, char **said, char **warned)
{
  g_autoptr (GError) error = NULL;
  int status = -1;
  GSpawnFlags flags = (said == NULL ? G_SPAWN_STDOUT_TO_DEV_NULL : G_SPAWN_DEFAULT)
                      | (warned == NULL ? G_SPAWN_STDERR_TO_DEV_NULL : G_SPAWN_DEFAULT);

  /* Also called while the suite is set up, where CUnit allows no assertion. */
  if (!g_spawn_sync (NULL, (char **) arguments, NULL, flags, NULL, NULL, said, warned,
                     &status, &error))
    {
      printf ("\n  %s\n", error->message);
      return -1;
    }
  return status >> 8 & 0xff;
}

static gboolean
edit (const char *step)
{
  g_autofree char *script = test_data ("cli/quarters/edit_reports.py");
  const char *arguments[] = { "/usr/bin/python3", script, step, run.folder, NULL };

  return start (arguments, NULL, NULL) == 0;
}

/* "Q1/审计局核查报告.xlsx" → where it is.  The strings live as long as the run. */
static const char *
output (const char *relative)
{
  g_autofree char *path = g_build_filename (run.folder, relative, NULL);

  return g_intern_string (path);
}

static int
audit (const char *input, const char *out, const char *as_of, const char *const *previous,
       const char *extra, const char *value, char **said, char **warned)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *relative = g_strconcat ("cli/quarters/", input, NULL);
  g_autofree char *path = test_data (relative);

  g_ptr_array_add (arguments, (gpointer) g_getenv ("HECHA_PROGRAM"));
  g_ptr_array_add (arguments, (gpointer) "audit");
  g_ptr_array_add (arguments, path);
  g_ptr_array_add (arguments, (gpointer) "-o");
  g_ptr_array_add (arguments, (gpointer) output (out));
  g_ptr_array_add (arguments, (gpointer) "--as-of");
  g_ptr_array_add (arguments, (gpointer) as_of);
  for (guint i = 0; previous != NULL && previous[i] != NULL; i++)
    {
      g_ptr_array_add (arguments, (gpointer) "--previous");
      g_ptr_array_add (arguments, (gpointer) output (previous[i]));
    }
  if (extra != NULL)
    g_ptr_array_add (arguments, (gpointer) extra);
  if (value != NULL)
    g_ptr_array_add (arguments, (gpointer) value);
  g_ptr_array_add (arguments, NULL);
  return start ((const char *const *) arguments->pdata, said, warned);
}

static void
audit_quarter (guint quarter, const char *as_of, const char *const *previous)
{
  g_autofree char *input = g_strdup_printf ("2025Q%u", quarter);
  g_autofree char *out = g_strdup_printf ("Q%u", quarter);

  run.status[quarter] = audit (input, out, as_of, previous, NULL, NULL, &run.said[quarter],
                               &run.warned[quarter]);
}

static int
run_quarters (void)
{
  gboolean edited;

  if (g_getenv ("HECHA_PROGRAM") == NULL)
    return 1;
  run.folder = test_directory ();
  audit_quarter (1, "2025-03-31", NULL);
  edited = edit ("1");
  audit_quarter (2, "2025-06-30",
                 (const char *const[]) { "Q1/问题核对单/水务局/核对单.xlsx",
                                         "Q1/审计局核查报告.xlsx", "Q1/财政局核查报告.xlsx",
                                         NULL });
  edited = edit ("2") && edited;
  audit_quarter (3, "2025-09-30",
                 (const char *const[]) { "Q2/审计局核查报告.xlsx", "Q2/整改通知/教育局.xlsx",
                                         NULL });
  edited = edit ("3") && edited;
  audit_quarter (4, "2025-12-31", (const char *const[]) { "Q3/审计局核查报告.xlsx", NULL });
  return edited ? 0 : 1;
}

static int
forget_quarters (void)
{
  for (guint i = 1; i <= 4; i++)
    {
      g_free (run.said[i]);
      g_free (run.warned[i]);
    }
  g_free (run.folder);
  return 0;
}

/* ---- asking ------------------------------------------------------------------- */

/* The line of findings.jsonl that has RULE and NAME; NULL where there is none. */
static JsonNode *
finding_in (const char *folder, const char *rule, const char *name)
{
  g_autofree char *path = g_build_filename (run.folder, folder, "findings.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL (text);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);
      JsonObject *line = json_node_get_object (node);

      if (strcmp (json_object_get_string_member (line, "rule"), rule) == 0
          && !json_object_get_null_member (line, "name")
          && strcmp (json_object_get_string_member (line, "name"), name) == 0)
        return g_steal_pointer (&node);
    }
  return NULL;
}

static void
status_is (const char *folder, const char *rule, const char *name, const char *wanted)
{
  g_autoptr (JsonNode) node = finding_in (folder, rule, name);
  JsonObject *line = node != NULL ? json_node_get_object (node) : NULL;
  g_autofree char *got = NULL;
  g_autofree char *expected = g_strdup_printf ("%s %s: %s", folder, name, wanted);

  got = g_strdup_printf ("%s %s: %s", folder, name,
                         line == NULL                                     ? "no finding"
                         : json_object_get_null_member (line, "status") ? "null"
                                                                        : json_object_get_string_member (line, "status"));
  TEST_STR (got, expected);
}

/* The status in batch.json's gone of the finding that Q1 had of NAME. */
static void
gone_is (const char *folder, const char *rule, const char *name, const char *wanted)
{
  g_autofree char *path = g_build_filename (run.folder, folder, "batch.json", NULL);
  g_autoptr (JsonNode) first = finding_in ("Q1", rule, name);
  g_autoptr (JsonParser) parser = json_parser_new ();
  const char *got = "not gone";
  JsonArray *gone;

  CU_ASSERT_TRUE_FATAL (first != NULL && json_parser_load_from_file (parser, path, NULL));
  gone = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "gone");
  for (guint i = 0; i < json_array_get_length (gone); i++)
    {
      JsonObject *entry = json_array_get_object_element (gone, i);

      if (strcmp (json_object_get_string_member (entry, "id"),
                  json_object_get_string_member (json_node_get_object (first), "id")) == 0)
        got = json_object_get_string_member (entry, "status");
    }
  TEST_STR (got, wanted);
}

static const char *
memo_text (const char *report, const char *name, HechaMemoField field)
{
  g_autoptr (GStringChunk) pool = g_string_chunk_new (4096);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaReturned) returned
    = hecha_returned_read (output (report), pool, notes, &error);

  TEST_OK (error);
  for (guint i = 0; returned != NULL && i < returned->memos->len; i++)
    {
      const HechaMemo *memo = g_ptr_array_index (returned->memos, i);

      if (g_strcmp0 (memo->texts[HECHA_MEMO_NAME], name) == 0)
        return g_intern_string (memo->texts[field] != NULL ? memo->texts[field] : "");
    }
  return "no finding";
}

/* ---- what became of findings -------------------------------------------------- */

static void
test_first_quarter (void)
{
  CU_ASSERT_EQUAL (run.status[1], 1);
  status_is ("Q1", "23-not-filed", "智慧校园平台", "null");
  TEST_STR (memo_text ("Q4/审计局核查报告.xlsx", "养老服务平台", HECHA_MEMO_FIRST_SEEN), "2025Q1");
}

static void
test_staying (void)
{
  status_is ("Q2", "23-not-filed", "智慧校园平台", "持续");
  status_is ("Q2", "19-budget-over-estimate", "教师培训管理平台", "持续(金额变化)");
  status_is ("Q2", "20-no-supervision", "水库监测平台", "持续");
  status_is ("Q4", "20-no-supervision", "水库监测平台", "持续");
}

/* A renamed project without a code keeps its findings' ids over all quarters. */
static void
test_renamed (void)
{
  g_autoptr (JsonNode) first = finding_in ("Q1", "20-no-supervision", "校园安防监控系统");
  g_autoptr (JsonNode) last = finding_in ("Q4", "20-no-supervision", "校园安防视频监控系统");

  status_is ("Q2", "20-no-supervision", "校园安防视频监控系统", "持续");
  CU_ASSERT_TRUE_FATAL (first != NULL && last != NULL);
  TEST_STR (json_object_get_string_member (json_node_get_object (last), "id"),
            json_object_get_string_member (json_node_get_object (first), "id"));
  CU_ASSERT_PTR_NOT_NULL (strstr (run.warned[2], "校园安防视频监控系统”按名称最接近"));
  CU_ASSERT_PTR_NULL (strstr (run.warned[3], "按名称最接近"));
}

static void
test_gone (void)
{
  gone_is ("Q2", "20-no-supervision", "社会救助系统", "无法核查");
  gone_is ("Q3", "20-no-supervision", "社会救助系统", "文件缺失");
  gone_is ("Q3", "23-not-filed", "智慧校园平台", "已整改");
  gone_is ("Q3", "19-budget-over-estimate", "教师培训管理平台", "记录缺失");
  gone_is ("Q3", "23-not-filed", "养老服务平台", "文件缺失");
  gone_is ("Q4", "23-not-filed", "智慧校园平台", "not gone");
}

static void
test_coming_back (void)
{
  status_is ("Q4", "23-not-filed", "智慧校园平台", "复发");
  status_is ("Q4", "19-budget-over-estimate", "教师培训管理平台", "持续");
  status_is ("Q4", "23-not-filed", "养老服务平台", "持续");
}

/* ---- what people wrote ------------------------------------------------------- */

static void
test_typed (void)
{
  static const struct
  {
    const char *report, *name;
    HechaMemoField field;
    const char *wanted;
  } cases[] = {
    { "Q2/审计局核查报告.xlsx", "智慧校园平台", HECHA_MEMO_CONCLUSION, "属实" },
    { "Q2/审计局核查报告.xlsx", "智慧校园平台", HECHA_MEMO_VERIFIER, "王审计" },
    { "Q2/审计局核查报告.xlsx", "智慧校园平台", HECHA_MEMO_DEADLINE, "2025-09-30" },
    { "Q2/审计局核查报告.xlsx", "灌区信息化工程", HECHA_MEMO_DEADLINE, "2025-05-31" },
    { "Q2/审计局核查报告.xlsx", "灌区信息化工程", HECHA_MEMO_UNIT_OPINION, "正在补签" },
    { "Q2/审计局核查报告.xlsx", "教师培训管理平台", HECHA_MEMO_NUMBER, "2025Q1-教育-003" },
    { "Q3/审计局核查报告.xlsx", "校园安防视频监控系统", HECHA_MEMO_RESPONSIBLE, "赵六" },
    { "Q4/审计局核查报告.xlsx", "智慧校园平台", HECHA_MEMO_NUMBER, "2025Q1-教育-001" },
    { "Q4/审计局核查报告.xlsx", "智慧校园平台", HECHA_MEMO_OPINION, "应当备案" },
    { "Q4/审计局核查报告.xlsx", "智慧校园平台", HECHA_MEMO_MEASURES, "补报备案材料" },
    { "Q4/审计局核查报告.xlsx", "智慧校园平台", HECHA_MEMO_RESPONSIBLE, "孙七" },
    { "Q4/审计局核查报告.xlsx", "河道视频巡查系统", HECHA_MEMO_OPINION, "监理合同在财政局存档" },
    { "Q4/审计局核查报告.xlsx", "灌区信息化工程", HECHA_MEMO_UNIT_EVIDENCE, "水监〔2025〕3号" },
    { "Q4/审计局核查报告.xlsx", "灌区信息化工程", HECHA_MEMO_CONCLUSION, "已整改" },
    { "Q4/审计局核查报告.xlsx", "养老服务平台", HECHA_MEMO_CONCLUSION, "属实" },
    { "Q4/审计局核查报告.xlsx", "养老服务平台", HECHA_MEMO_FINANCE_OPINION, "暂缓拨付" },
    { "Q4/审计局核查报告.xlsx", "养老服务平台", HECHA_MEMO_FINANCE_OFFICER, "李财政" },
    { "Q4/审计局核查报告.xlsx", "养老服务平台", HECHA_MEMO_FINANCE_DAY, "2025-04-10" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    TEST_STR (memo_text (cases[i].report, cases[i].name, cases[i].field), cases[i].wanted);
}

/* The texts of a sheet in order, "\n" between. */
static char *
sheet_texts (const char *report, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaBook) book = hecha_book_open (output (report), NULL, &error);
  GString *texts = g_string_new (NULL);

  TEST_OK (error);
  for (guint i = 0; i < hecha_book_n_sheets (book); i++)
    {
      g_autoptr (HechaSheet) sheet = NULL;

      if (strcmp (hecha_book_sheet_info (book, i)->name, name) != 0)
        continue;
      sheet = hecha_book_load_sheet (book, i, &error);
      TEST_OK (error);
      for (guint j = 0; j < sheet->cells->len; j++)
        if (g_array_index (sheet->cells, HechaCell, j).type == HECHA_CELL_TEXT)
          g_string_append_printf (texts, "%s\n", g_array_index (sheet->cells, HechaCell, j).text);
    }
  return g_string_free (texts, FALSE);
}

static void
test_remarks (void)
{
  g_autofree char *second = sheet_texts ("Q2/审计局核查报告.xlsx", "问题清单");
  g_autofree char *third = sheet_texts ("Q3/审计局核查报告.xlsx", "问题清单");
  const char *contradicted = strstr (third, "【已报整改，但台账仍反映该情况。");
  const char *other = strstr (third, "河道视频巡查系统");

  g_autofree char *overview = sheet_texts ("Q3/审计局核查报告.xlsx", "总览");

  CU_ASSERT_PTR_NOT_NULL (strstr (overview, "只送财政局或部门，不在本报告"));
  CU_ASSERT_PTR_NOT_NULL (strstr (run.said[2], "其中列入审计局核查报告的："));
  CU_ASSERT_PTR_NOT_NULL (strstr (second, "【已过整改期限（2025-05-31）。】"));
  CU_ASSERT_PTR_NOT_NULL (strstr (second, "【核实为不属实，不计入合计。】"));
  CU_ASSERT_PTR_NOT_NULL (strstr (second, "【核实为不属实但未写明理由，仍计入合计。】"));
  CU_ASSERT_TRUE (contradicted != NULL && other != NULL && contradicted < other);
  /* One of seven breaches is 不属实 with a reason. */
  CU_ASSERT_PTR_NOT_NULL (strstr (run.said[2], "违规 6 条"));
  CU_ASSERT_PTR_NOT_NULL (strstr (run.said[2], "另有 1 条核实为不属实"));
}

/* 整改台账 says what was struck off and what was not, 总览 how things moved. */
static void
test_follow_up (void)
{
  g_autofree char *third = sheet_texts ("Q3/审计局核查报告.xlsx", "整改台账");
  g_autofree char *fourth = sheet_texts ("Q4/审计局核查报告.xlsx", "整改台账");
  g_autofree char *overview = sheet_texts ("Q3/审计局核查报告.xlsx", "总览");
  g_autofree char *plain = sheet_texts ("Q1/审计局核查报告.xlsx", "总览");
  g_autofree char *handover = sheet_texts ("Q3/审计局核查报告.xlsx", "电子数据移交清单");
  static const char *const titles[] = { "问题", "标准", "责任部门", "责任人", "整改时限",
                                        "整改措施", "整改结果", "销号" };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *line = g_strdup_printf ("\n%s\n", titles[i]);
      CU_ASSERT_PTR_NOT_NULL (strstr (third, line));
    }
  CU_ASSERT_PTR_NOT_NULL (strstr (third, "\n已销号（2025Q3）\n已整改\n"));
  CU_ASSERT_PTR_NOT_NULL (strstr (third, "\n未销号\n记录缺失\n"));
  CU_ASSERT_PTR_NOT_NULL (strstr (third, "\n不属实，不列入\n"));
  CU_ASSERT_PTR_NOT_NULL (strstr (fourth, "\n未销号\n复发\n"));
  CU_ASSERT_PTR_NOT_NULL (strstr (overview, "六、与上次核查相比"));
  CU_ASSERT_PTR_NULL (strstr (plain, "与上次核查相比"));
  CU_ASSERT_PTR_NOT_NULL (strstr (handover, "水务局（二季度起）.xlsx"));
}

/* What is missing table by table is to be filtered, not printed. */
static void
test_printed_gaps (void)
{
  g_autoptr (HechaPackage) report
      = hecha_package_open (output ("Q1/审计局核查报告.xlsx"), NULL);
  g_autoptr (GBytes) workbook = NULL;

  CU_ASSERT_PTR_NOT_NULL_FATAL (report);
  workbook = hecha_package_read (report, "xl/workbook.xml", NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL (workbook);
  CU_ASSERT_PTR_NOT_NULL (g_strstr_len (g_bytes_get_data (workbook, NULL),
                                        (gssize) g_bytes_get_size (workbook),
                                        "'无法核查'!$A$1:$G$"));
}

/* 整改通知 goes out only for what was found 属实 or 部分属实. */
static void
test_notices (void)
{
  static const struct
  {
    const char *path;
    gboolean wanted;
  } cases[] = {
    { "Q1/整改通知", FALSE },          { "Q2/整改通知/教育局.xlsx", TRUE },
    { "Q2/整改通知/水务局.xlsx", TRUE }, { "Q2/整改通知/民政局.xlsx", TRUE },
    { "Q3/整改通知/水务局.xlsx", FALSE },
  };

  g_autofree char *notice = sheet_texts ("Q2/整改通知/水务局.xlsx", "整改台账");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    CU_ASSERT_EQUAL (g_file_test (output (cases[i].path), G_FILE_TEST_EXISTS), cases[i].wanted);
  CU_ASSERT_PTR_NOT_NULL (strstr (notice, "依据：阳城县智慧城市建设项目管理办法"));
  TEST_STR (memo_text ("Q2/整改通知/水务局.xlsx", "灌区信息化工程", HECHA_MEMO_CONCLUSION), "");
  TEST_STR (memo_text ("Q2/整改通知/水务局.xlsx", "水库监测平台", HECHA_MEMO_NUMBER), "no finding");
}

/* ---- hard cases ------------------------------------------------------------------- */

/* Hidden sheets and properties lost: what people see is enough. */
static void
test_visible_only (void)
{
  CU_ASSERT_EQUAL (audit ("2025Q4", "Q4-可见", "2025-12-31",
                          (const char *const[]) { "Q3-只剩可见的表.xlsx", NULL }, NULL, NULL,
                          NULL, NULL),
                   1);
  status_is ("Q4-可见", "23-not-filed", "智慧校园平台", "复发");
  status_is ("Q4-可见", "20-no-supervision", "校园安防视频监控系统", "持续");
  TEST_STR (memo_text ("Q4-可见/审计局核查报告.xlsx", "河道视频巡查系统", HECHA_MEMO_OPINION),
            "监理合同在财政局存档");
  TEST_STR (memo_text ("Q4-可见/审计局核查报告.xlsx", "智慧校园平台", HECHA_MEMO_FIRST_SEEN),
            "2025Q1");
}

static void
test_same_again (void)
{
  g_autofree char *first = NULL, *second = NULL;

  audit ("2025Q4", "Q4-再", "2025-12-31", (const char *const[]) { "Q3/审计局核查报告.xlsx", NULL },
         NULL, NULL, NULL, NULL);
  first = sheet_texts ("Q4/审计局核查报告.xlsx", "问题清单");
  second = sheet_texts ("Q4-再/审计局核查报告.xlsx", "问题清单");
  TEST_STR (second, first);
}

/* Run a second time in one quarter, on its own report: nothing moves. */
static void
test_own_report (void)
{
  g_autofree char *said = NULL;

  audit ("2025Q4", "Q4-续", "2025-12-31", (const char *const[]) { "Q4/审计局核查报告.xlsx", NULL },
         NULL, NULL, &said, NULL);
  CU_ASSERT_PTR_NOT_NULL (strstr (said, "新增 0 条，持续 10 条，持续(金额变化) 0 条，复发 0 条，已整改 0 条"));
  TEST_STR (memo_text ("Q4-续/审计局核查报告.xlsx", "智慧校园平台", HECHA_MEMO_NUMBER),
            "2025Q1-教育-001");
}

/* A longer term of filing: what passes now was not mended. */
static void
test_changed_rule (void)
{
  g_autofree char *root = g_path_get_dirname (TESTDATA);
  g_autofree char *pack = g_build_filename (root, "templates/rules/yangcheng-2024-50.ini", NULL);
  g_autofree char *text = NULL, *longer = NULL;
  g_auto (GStrv) parts = NULL;

  CU_ASSERT_TRUE_FATAL (g_file_get_contents (pack, &text, NULL, NULL));
  parts = g_strsplit (text, "\n备案工作日=30\n", -1);
  CU_ASSERT_EQUAL_FATAL (g_strv_length (parts), 2);
  longer = g_strjoinv ("\n备案工作日=3000\n", parts);
  g_file_set_contents (output ("规则.ini"), longer, -1, NULL);
  audit ("2025Q2", "Q2-规则", "2025-06-30", (const char *const[]) { "Q1/审计局核查报告.xlsx", NULL },
         "--rules", output ("规则.ini"), NULL, NULL);
  gone_is ("Q2-规则", "23-not-filed", "智慧校园平台", "规则变更");
  status_is ("Q2-规则", "20-no-supervision", "水库监测平台", "持续");
}

/* Only a department's list: what is new cannot be told, what was typed comes back. */
static void
test_list_alone (void)
{
  g_autofree char *warned = NULL;

  audit ("2025Q2", "Q2-单", "2025-06-30",
         (const char *const[]) { "Q1/问题核对单/水务局/核对单.xlsx", NULL }, NULL, NULL, NULL,
         &warned);
  status_is ("Q2-单", "20-no-supervision", "灌区信息化工程", "持续");
  status_is ("Q2-单", "23-not-filed", "智慧校园平台", "null");
  TEST_STR (memo_text ("Q2-单/审计局核查报告.xlsx", "灌区信息化工程", HECHA_MEMO_UNIT_OPINION),
            "正在补签");
  CU_ASSERT_PTR_NOT_NULL (strstr (warned, "没有审计局核查报告"));
}

static void
test_refused (void)
{
  g_autofree char *foreign = NULL, *other = NULL, *missing = NULL;

  CU_ASSERT_TRUE (edit ("foreign"));
  CU_ASSERT_EQUAL (audit ("2025Q2", "无", "2025-06-30",
                          (const char *const[]) { "别人的.xlsx", NULL }, NULL, NULL, NULL, &foreign),
                   2);
  CU_ASSERT_PTR_NOT_NULL (strstr (foreign, "别人的.xlsx”不是 hecha 写出的"));
  CU_ASSERT_EQUAL (audit ("2025Q2", "无", "2025-06-30",
                          (const char *const[]) { "另一版式.xlsx", NULL }, NULL, NULL, NULL, &other),
                   2);
  CU_ASSERT_PTR_NOT_NULL (strstr (other, "版式 9"));
  CU_ASSERT_EQUAL (audit ("2025Q2", "无", "2025-06-30",
                          (const char *const[]) { "没有.xlsx", NULL }, NULL, NULL, NULL, &missing),
                   2);
  CU_ASSERT_FALSE (g_file_test (output ("无"), G_FILE_TEST_EXISTS));
}

/* ---- what was typed is never destroyed; verify ----------------------------------------- */

static int
verify (const char *folder, char **said)
{
  return start ((const char *const[]) { g_getenv ("HECHA_PROGRAM"), "verify", output (folder), NULL },
                said, NULL);
}

static void
test_verify (void)
{
  g_autofree char *clean = NULL, *edited = NULL;

  CU_ASSERT_EQUAL (verify ("Q4", &clean), 0);
  CU_ASSERT_PTR_NOT_NULL (strstr (clean, "没有改动"));
  CU_ASSERT_EQUAL (verify ("Q1", &edited), 1);
  CU_ASSERT_PTR_NOT_NULL (strstr (edited, "结果改动过：审计局核查报告.xlsx"));
  CU_ASSERT_PTR_NOT_NULL (strstr (edited, "结果改动过：问题核对单/水务局/核对单.xlsx"));
  CU_ASSERT_PTR_NULL (strstr (edited, "来源改动过"));
  CU_ASSERT_PTR_NULL (strstr (edited, "来源不在了"));
}

static void
copy_into (const char *relative, const char *source)
{
  g_autofree char *path = test_data (source);
  g_autofree char *content = NULL;
  gsize length = 0;

  CU_ASSERT_TRUE_FATAL (g_file_get_contents (path, &content, &length, NULL));
  CU_ASSERT_TRUE_FATAL (g_file_set_contents (output (relative), content, (gssize) length, NULL));
}

/* A source edited and one taken away after the audit. */
static void
test_verify_sources (void)
{
  g_autofree char *said = NULL, *nothing = NULL;
  const char *folder = output ("来源");

  g_mkdir_with_parents (folder, 0755);
  copy_into ("来源/甲.xlsx", "cli/quarters/2025Q1/教育局台账.xlsx");
  copy_into ("来源/乙.xlsx", "cli/quarters/2025Q1/民政局台账.xlsx");
  start ((const char *const[]) { g_getenv ("HECHA_PROGRAM"), "audit", folder, "-o",
                                 output ("来源的结果"), "--as-of", "2025-03-31", NULL },
         NULL, NULL);
  copy_into ("来源/甲.xlsx", "cli/quarters/2025Q2/教育局台账.xlsx");
  g_remove (output ("来源/乙.xlsx"));
  CU_ASSERT_EQUAL (verify ("来源的结果", &said), 1);
  CU_ASSERT_PTR_NOT_NULL (strstr (said, "来源改动过：甲.xlsx"));
  CU_ASSERT_PTR_NOT_NULL (strstr (said, "来源不在了：乙.xlsx"));
  CU_ASSERT_PTR_NOT_NULL (strstr (said, "其中 2 个有变化"));
  CU_ASSERT_EQUAL (verify ("来源", &nothing), 2);
}

/* After test_verify: it changes Q1. */
static void
test_force (void)
{
  g_autofree char *refused = NULL;
  const char *const all[] = { "Q1/审计局核查报告.xlsx", "Q1/财政局核查报告.xlsx",
                              "Q1/问题核对单/水务局/核对单.xlsx", NULL };

  CU_ASSERT_EQUAL (audit ("2025Q1", "Q1", "2025-03-31", all, NULL, NULL, NULL, NULL), 4);
  CU_ASSERT_EQUAL (audit ("2025Q1", "Q1", "2025-03-31", NULL, "--force", NULL, NULL, &refused), 4);
  CU_ASSERT_PTR_NOT_NULL (strstr (refused, "有人填过或改过"));
  CU_ASSERT_EQUAL (audit ("2025Q1", "Q1", "2025-03-31", all, "--force", NULL, NULL, NULL), 1);
  CU_ASSERT_TRUE (g_file_test (output ("Q1.上一版/审计局核查报告.xlsx"), G_FILE_TEST_EXISTS));
  TEST_STR (memo_text ("Q1/审计局核查报告.xlsx", "智慧校园平台", HECHA_MEMO_OPINION), "应当备案");
}

void suite_quarters (void);
void
suite_quarters (void)
{
  CU_pSuite suite = CU_add_suite ("cli/quarters", run_quarters, forget_quarters);

  CU_ADD_TEST (suite, test_first_quarter);
  CU_ADD_TEST (suite, test_staying);
  CU_ADD_TEST (suite, test_renamed);
  CU_ADD_TEST (suite, test_gone);
  CU_ADD_TEST (suite, test_coming_back);
  CU_ADD_TEST (suite, test_typed);
  CU_ADD_TEST (suite, test_remarks);
  CU_ADD_TEST (suite, test_follow_up);
  CU_ADD_TEST (suite, test_printed_gaps);
  CU_ADD_TEST (suite, test_notices);
  CU_ADD_TEST (suite, test_visible_only);
  CU_ADD_TEST (suite, test_same_again);
  CU_ADD_TEST (suite, test_own_report);
  CU_ADD_TEST (suite, test_changed_rule);
  CU_ADD_TEST (suite, test_list_alone);
  CU_ADD_TEST (suite, test_refused);
  CU_ADD_TEST (suite, test_verify);
  CU_ADD_TEST (suite, test_verify_sources);
  CU_ADD_TEST (suite, test_force);
}
