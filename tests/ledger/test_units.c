#include "tests/test.h"

#include <string.h>

#include "ledger/units.h"

/* Names of a row mean one unit; rows mean different ones. */
static const char *const same[] = {
  "阳城县教育局|县教育局|教育局|教体局|阳城县教科局|县教育和科技局|山西省晋城市阳城县教育局|阳城县 教育局|阳城县教育局（本级）|县教育局机关|我县教育局",
  "晋城市教育局",
  "市教育局",
  "阳城县卫生健康和体育局|卫健局|县卫体局",
  "阳城县水务局|水利局",
  "阳城县行政审批服务管理局|审批局|县审批服务管理局",
  "阳城县人民政府办公室|县政府办|政府办公室",
  "阳城县润城镇人民政府|润城镇|润城镇政府",
  "东城街道办事处|东城街道|东城办事处|阳城县东城街道办",
  "阳城县委办公室|中共阳城县委办公室|县委办",
  "中共阳城县委组织部|县委组织部|组织部",
  "中共阳城县纪律检查委员会|县纪委监委|纪委",
  "县住房城乡建设管理局|住建局|阳城县住房和城乡建设局",
  "县第一中学校|一中",
  "公安局交警大队|阳城县公安局交警大队",
  "阳城县人民法院|法院",
  "县大数据中心|阳城县大数据发展中心",
  "教育局电教中心|教科局电教中心",
  "阳城县|阳城县",
  "城管局|阳城县综合行政执法局|县城市管理局",
  "某某有限公司",
  "县委编办|编办|阳城县委编办|中共阳城县委机构编制委员会办公室|机构编制委员会办公室|县编委办",
  "市委编办|市委机构编制委员会办公室",
  "高平市委编办|高平市委机构编制委员会办公室",
};

static void
test_same_and_different (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaUnits) units = hecha_units_load (NULL, &error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  TEST_OK (error);
  CU_ASSERT_PTR_NOT_NULL_FATAL (units);
  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_auto (GStrv) names = g_strsplit (same[i], "|", -1);
      g_autofree char *first = hecha_units_plain (units, names[0]);

      for (guint j = 1; names[j] != NULL; j++)
        {
          g_autofree char *plain = hecha_units_plain (units, names[j]);
          TEST_STR (plain, first);
        }
      CU_ASSERT_TRUE (g_hash_table_add (seen, g_steal_pointer (&first)));
    }
}

static HechaUnits *
load_text (const char *text, GError **error)
{
  g_autofree char *directory = test_directory ();
  g_autofree char *path = g_build_filename (directory, "units.ini", NULL);

  CU_ASSERT_FATAL (g_file_set_contents (path, text, -1, NULL));
  return hecha_units_load (path, error);
}

static void
test_another_county (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaUnits) units =
      load_text ("[地名]\n本县=泽州县；泽州\n[简称]\n教育局=教体局；\n  教科局\n", &error);
  g_autofree char *own = NULL, *other = NULL;

  TEST_OK (error);
  own = hecha_units_plain (units, "泽州县教科局");
  other = hecha_units_plain (units, "阳城县教科局");
  TEST_STR (own, "教育局");
  TEST_STR (other, "阳城县教科局");
}

static void
test_name_under_two_units (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaUnits) units =
      load_text ("[简称]\n教育局=教体局\n体育局=文体局;教体局\n", &error);

  CU_ASSERT_PTR_NULL (units);
  CU_ASSERT_TRUE (g_error_matches (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_SYNTAX));
  CU_ASSERT_PTR_NOT_NULL (strstr (error->message, "units.ini:3:"));
  CU_ASSERT_PTR_NOT_NULL (strstr (error->message, "一个名称只能属于一个单位"));
}

static void
test_missing_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaUnits) units = hecha_units_load ("/nowhere/units.ini", &error);

  CU_ASSERT_PTR_NULL (units);
  CU_ASSERT_PTR_NOT_NULL (error);
}

void
suite_units (void)
{
  CU_pSuite suite = CU_add_suite ("ledger/units", NULL, NULL);

  CU_ADD_TEST (suite, test_same_and_different);
  CU_ADD_TEST (suite, test_another_county);
  CU_ADD_TEST (suite, test_name_under_two_units);
  CU_ADD_TEST (suite, test_missing_file);
}
