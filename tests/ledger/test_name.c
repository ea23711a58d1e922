#include "tests/test.h"

#include <hecha/ledger.h>

static const struct
{
  const char *name, *plain;
} names[] = {
  { "智慧城管平台（一期）", "智慧城管平台一期" },
  { "智慧城管平台(一期)", "智慧城管平台一期" },
  { " 智慧 城管\n平台　一期 ", "智慧城管平台一期" },
  { "“雪亮工程”建设项目", "雪亮工程建设项目" },
  { "ＯＡ系统Ｖ２．０", "oa系统v2.0" },
  { "OA系统V20", "oa系统v20" },
  { "数据中心2024-2025年运维", "数据中心2024-2025年运维" },
  { "SW-2025-01", "sw2025-01" },
  { "甲、乙，丙；丁：戊", "甲乙丙丁戊" },
  { "", "" },
  { "——", "" },
  { "末尾.", "末尾" },
};

static void
test_plain (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *plain = hecha_name_plain (names[i].name);
      TEST_STR (plain, names[i].plain);
    }
}

static void
test_plain_twice_is_plain_once (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *again = hecha_name_plain (names[i].plain);
      TEST_STR (again, names[i].plain);
    }
}

void
suite_name (void)
{
  CU_pSuite suite = CU_add_suite ("ledger/name", NULL, NULL);

  CU_ADD_TEST (suite, test_plain);
  CU_ADD_TEST (suite, test_plain_twice_is_plain_once);
}
