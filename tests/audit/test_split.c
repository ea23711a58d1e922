/* Purchases split below 30万元, and what only looks like one. */
#include "audit/split.h"

#include <string.h>

#include "tests/test.h"

#define WAN ((gint64) 1000000)

static HechaSubject
project (const char *name, double wan, int month, const char *contractor)
{
  gint32 day = hecha_day_from_ymd (2024 + (month - 1) / 12, (month - 1) % 12 + 1, 10);
  HechaSubject subject
      = { .name = name, .unit = "阳城县教育局", .unit_plain = "教育局", .year = 2024 + (month - 1) / 12,
          .contractor = contractor, .contract_day = day, .first_day = day, .last_day = day,
          .investment = wan < 0 ? HECHA_NO_INVESTMENT : (gint64) (wan * (double) WAN) };
  return subject;
}

static GArray *
find (const HechaSubject *subjects, guint n)
{
  HechaSplitOptions options = { 30 * WAN, 12, NULL };
  g_autoptr (GError) error = NULL;
  GArray *found = hecha_splits_find (subjects, n, &options, &error);

  TEST_OK (error);
  return found;
}

static guint
count (const HechaSubject *subjects, guint n)
{
  g_autoptr (GArray) found = find (subjects, n);

  return found->len;
}

static void
test_parts_of_one_thing (void)
{
  HechaSubject subjects[] = { project ("校园广播系统硬件采购", 16.5, 3, "甲公司"),
                              project ("办公电脑采购", 20, 3, "丙公司"),
                              project ("校园广播系统软件开发", 12, 4, "甲公司"),
                              project ("校园广播系统安装调试", 9.8, 5, "乙公司") };
  g_autoptr (GArray) found = find (subjects, 4);
  const HechaSplit *split;

  CU_ASSERT_EQUAL_FATAL (found->len, 1);
  split = &g_array_index (found, HechaSplit, 0);
  CU_ASSERT_EQUAL_FATAL (split->n_members, 3);
  CU_ASSERT_EQUAL (split->members[0], 0);
  CU_ASSERT_EQUAL (split->members[1], 2);
  CU_ASSERT_EQUAL (split->members[2], 3);
  CU_ASSERT_EQUAL (split->sum, 38300000);
  CU_ASSERT_PTR_NOT_NULL (strstr (split->agreement, "硬件"));
  CU_ASSERT_PTR_NOT_NULL (strstr (split->agreement, "38.3万元"));
  CU_ASSERT_PTR_NOT_NULL (strstr (split->objection, "承建单位"));
}

static void
test_numbered_parts (void)
{
  HechaSubject subjects[] = { project ("电子班牌（一）", 15, 3, "甲公司"),
                              project ("电子班牌（二）", 15, 9, "乙公司") };

  CU_ASSERT_EQUAL (count (subjects, 2), 1);   /* 30 is not below 30 */
  subjects[1].investment -= 1;
  CU_ASSERT_EQUAL (count (subjects, 2), 0);
}

static void
test_one_contractor (void)
{
  HechaSubject subjects[] = { project ("政务大厅叫号设备购置", 14, 3, "甲公司"),
                              project ("政务大厅排队系统平台软件", 17, 4, "甲公司") };

  CU_ASSERT_EQUAL (count (subjects, 2), 1);
}

static void
test_window (void)
{
  HechaSubject subjects[] = { project ("校园广播系统硬件", 16, 1, "甲公司"),
                              project ("校园广播系统软件", 16, 12, "甲公司") };

  CU_ASSERT_EQUAL (count (subjects, 2), 1);
  subjects[1] = project ("校园广播系统软件", 16, 13, "甲公司");   /* a year to the day */
  CU_ASSERT_EQUAL (count (subjects, 2), 1);
  subjects[1].first_day = ++subjects[1].last_day;
  CU_ASSERT_EQUAL (count (subjects, 2), 0);
  subjects[0].first_day = hecha_day_from_ymd (2024, 1, 1);         /* only the year is known */
  subjects[0].last_day = hecha_day_from_ymd (2024, 12, 31);
  CU_ASSERT_EQUAL (count (subjects, 2), 0);
}

static void
test_unknown_amount_is_named (void)
{
  HechaSubject subjects[] = { project ("电子班牌（一）", 11, 3, "甲公司"),
                              project ("电子班牌（二）", -1, 4, "甲公司"),
                              project ("电子班牌（三）", 21, 5, "甲公司") };
  g_autoptr (GArray) found = find (subjects, 3);
  const HechaSplit *split;

  CU_ASSERT_EQUAL_FATAL (found->len, 1);
  split = &g_array_index (found, HechaSplit, 0);
  CU_ASSERT_EQUAL (split->n_members, 2);
  CU_ASSERT_EQUAL_FATAL (split->n_left_out, 1);
  CU_ASSERT_EQUAL (split->left_out[0], 1);
  CU_ASSERT_EQUAL (split->sum, 32 * WAN);
  CU_ASSERT_PTR_NOT_NULL (strstr (split->objection, "电子班牌（二）"));
}

/* What a stem goes on with may mean anything, if it is a part of one thing. */
static void
test_parts_by_stem (void)
{
  HechaSubject room[] = { project ("防汛会商室显示大屏安装", 12, 3, NULL),
                          project ("防汛会商室音响及会议话筒购置", 11, 4, NULL),
                          project ("防汛会商室中控软件及布线", 9, 5, NULL) };
  HechaSubject machines[] = { project ("教育局机房改造供配电部分", 16, 3, NULL),
                              project ("教育局机房改造空调及环境监控部分", 17, 4, NULL) };
  HechaSubject storeys[] = { project ("门诊排队叫号系统（一楼二楼）", 16, 3, NULL),
                             project ("门诊排队叫号系统（三楼四楼）", 17, 4, NULL) };

  CU_ASSERT_EQUAL (count (room, 3), 1);
  CU_ASSERT_EQUAL (count (machines, 2), 1);
  CU_ASSERT_EQUAL (count (storeys, 2), 1);
}

/* The unit's own name and where it builds are no stem. */
/* A room is fitted out once; a hall where people are served gets new things of
 * its own every year. */
static void
test_parts_of_one_room (void)
{
  HechaSubject room[] = { project ("体检中心叫号排队", 18.8, 3, "甲公司"),
                          project ("体检中心管理软件", 26, 4, "乙公司") };
  HechaSubject brackets[] = { project ("便民中心信息化设备（窗口）", 17.8, 3, "甲公司"),
                              project ("便民中心信息化设备（大屏）", 19.6, 4, "乙公司") };
  HechaSubject hall[] = { project ("政务大厅叫号与评价系统", 23, 3, "甲公司"),
                          project ("政务大厅导办机器人软件", 18, 4, "乙公司") };

  CU_ASSERT_EQUAL (count (room, 2), 1);
  CU_ASSERT_EQUAL (count (brackets, 2), 1);
  CU_ASSERT_EQUAL (count (hall, 2), 0);
}

static void
test_no_stem (void)
{
  HechaSubject unit[] = { project ("阳城县教育局音响采购", 16, 3, NULL),
                          project ("阳城县教育局空调采购", 17, 4, NULL) };
  HechaSubject arena[] = { project ("智慧校园门禁系统硬件", 16, 3, NULL),
                           project ("智慧校园广播系统软件", 17, 4, NULL) };
  HechaSubject other[] = { project ("残疾人服务大厅叫号系统", 16, 3, NULL),
                           project ("残疾人就业培训电脑", 17, 4, NULL) };
  HechaSubject rooms[] = { project ("会议室音响采购", 12, 3, NULL),
                           project ("门禁系统音响采购", 25, 4, NULL) };

  CU_ASSERT_EQUAL (count (unit, 2), 0);
  CU_ASSERT_EQUAL (count (arena, 2), 0);
  CU_ASSERT_EQUAL (count (other, 2), 0);
  CU_ASSERT_EQUAL (count (rooms, 2), 0);
}

static void
test_no_split (void)
{
  HechaSubject large[] = { project ("校园广播系统硬件", 32, 3, "甲公司"),
                           project ("校园广播系统软件", 16, 4, "甲公司") };
  HechaSubject units[] = { project ("校园广播系统硬件", 16, 3, "甲公司"),
                           project ("校园广播系统软件", 16, 4, "甲公司") };
  HechaSubject things[] = { project ("虫情测报灯采购", 19, 3, "甲公司"),
                            project ("农机北斗终端采购", 17, 4, "乙公司") };
  HechaSubject services[] = { project ("校园广播系统建设", 25, 3, "甲公司"),
                              project ("校园广播系统监理", 6, 4, "甲公司") };
  HechaSubject upkeep[] = { project ("校园广播系统建设", 25, 3, "甲公司"),
                            project ("校园广播系统运维服务", 6, 4, "甲公司") };

  units[1].unit = "阳城县卫健局";
  units[1].unit_plain = "卫健局";
  CU_ASSERT_EQUAL (count (large, 2), 0);
  CU_ASSERT_EQUAL (count (units, 2), 0);
  CU_ASSERT_EQUAL (count (things, 2), 0);
  CU_ASSERT_EQUAL (count (services, 2), 0);
  CU_ASSERT_EQUAL (count (upkeep, 2), 0);
}

/* A thousand like purchases end, each part in one split at most. */
static void
test_many_like_parts (void)
{
  g_autoptr (GArray) found = NULL;
  HechaSubject subjects[1000];
  guint members = 0;

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    subjects[i] = project ("校园广播系统硬件", 1, 1 + (int) (i % 24), "甲公司");
  found = find (subjects, G_N_ELEMENTS (subjects));
  CU_ASSERT (found->len >= 2);
  for (guint i = 0; i < found->len; i++)
    members += g_array_index (found, HechaSplit, i).n_members;
  CU_ASSERT (members <= G_N_ELEMENTS (subjects));
}

void suite_split (void);

void
suite_split (void)
{
  CU_pSuite suite = CU_add_suite ("audit/split", NULL, NULL);

  CU_ADD_TEST (suite, test_parts_of_one_thing);
  CU_ADD_TEST (suite, test_numbered_parts);
  CU_ADD_TEST (suite, test_one_contractor);
  CU_ADD_TEST (suite, test_window);
  CU_ADD_TEST (suite, test_unknown_amount_is_named);
  CU_ADD_TEST (suite, test_parts_by_stem);
  CU_ADD_TEST (suite, test_parts_of_one_room);
  CU_ADD_TEST (suite, test_no_stem);
  CU_ADD_TEST (suite, test_no_split);
  CU_ADD_TEST (suite, test_many_like_parts);
}
