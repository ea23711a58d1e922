/* Pairs, groups and what is never one. */
#include "audit/duplicate.h"

#include <string.h>

#include "tests/test.h"
#include "tests/audit/labelled.h"

#define THRESHOLD 0.6

static GArray *
find (const HechaSubject *subjects, guint n, guint jobs)
{
  HechaDuplicateOptions options = { THRESHOLD, jobs, NULL };
  g_autoptr (GError) error = NULL;
  GArray *found = hecha_duplicates_find (subjects, n, &options, &error);

  TEST_OK (error);
  return found;
}

static HechaSubject
project (const char *name, const char *unit, int year, const char *content)
{
  HechaSubject subject = { .name = name, .unit = unit, .unit_plain = unit, .year = year,
                           .content = content, .contract_day = HECHA_DAY_NONE,
                           .first_day = HECHA_DAY_NONE, .last_day = HECHA_DAY_NONE,
                           .investment = HECHA_NO_INVESTMENT };
  return subject;
}

/* The score of two projects alone, 0 when they are no pair. */
static double
score_of (HechaSubject a, HechaSubject b)
{
  HechaSubject two[] = { a, b };
  g_autoptr (GArray) found = find (two, 2, 1);

  return found->len == 0 ? 0 : g_array_index (found, HechaDuplicate, 0).score;
}

static void
test_paraphrase (void)
{
  HechaSubject subjects[]
      = { project ("河道采砂视频巡查系统", "水务局", 2023, "重点河段布设高清摄像机，发现盗采抓拍"),
          project ("涉砂水域高点监看项目", "公安局", 2024, "租用铁塔加装云台摄像机，对沿河非法挖砂取证") };
  g_autoptr (GArray) found = find (subjects, 2, 1);
  const HechaDuplicate *pair;

  CU_ASSERT_EQUAL_FATAL (found->len, 1);
  pair = &g_array_index (found, HechaDuplicate, 0);
  CU_ASSERT_FALSE (pair->hint);
  CU_ASSERT_EQUAL (pair->group, 1);
  CU_ASSERT_PTR_NOT_NULL (strstr (pair->agreement, "采砂"));
  CU_ASSERT_PTR_NOT_NULL (strstr (pair->agreement, "涉砂"));
}

static void
test_abbreviation (void)
{
  CU_ASSERT (score_of (project ("河长制管理平台", "水务局", 2022, NULL),
                       project ("河湖长制综合系统", "河长办", 2024, NULL))
             >= THRESHOLD);
}

static void
test_other_purpose (void)
{
  CU_ASSERT_EQUAL (score_of (project ("森林防火视频监控系统", "林业局", 2023, "热成像云台摄像机"),
                             project ("河道视频监控系统", "水务局", 2024, "热成像云台摄像机")),
                   0);
  CU_ASSERT_EQUAL (score_of (project ("综合管理信息平台", "残联", 2023, "残疾人证办理"),
                             project ("综合管理信息平台", "科协", 2024, "科普宣传活动")),
                   0);
}

static void
test_kinship (void)
{
  HechaSubject built = project ("雪亮工程视频监控系统", "政法委", 2022, "公共安全视频监控建设");
  HechaSubject town = project ("凤城镇综治视频监控系统", "凤城镇", 2023, "镇区视频监控");

  CU_ASSERT_EQUAL (score_of (built, project ("雪亮工程视频监控系统运维", "政法委", 2024, "维护")), 0);
  CU_ASSERT_EQUAL (score_of (built, project ("雪亮工程视频监控系统监理", "政法委", 2022, "监理")), 0);
  CU_ASSERT_EQUAL (score_of (built, project ("雪亮工程视频监控系统二期", "政法委", 2024, "新增")), 0);
  CU_ASSERT_EQUAL (score_of (town, project ("北留镇综治视频监控系统", "北留镇", 2023, "镇区视频监控")),
                   0);
  CU_ASSERT_EQUAL (score_of (project ("互联网专线租赁", "数据局", 2023, "52条"),
                             project ("互联网专线租赁", "数据局", 2024, "52条")),
                   0);
  /* Nothing tells the two apart: one project in two ledgers. */
  CU_ASSERT_EQUAL (score_of (built, built), 0);
}

static void
test_same_unit_again (void)
{
  HechaSubject first = project ("企业安全隐患排查治理系统", "应急局", 2022, "企业自查、执法检查、整改闭环");
  HechaSubject again = project ("企业安全隐患排查治理系统", "应急局", 2025, "隐患自查、复查闭环");

  first.contract_day = hecha_day_from_ymd (2022, 7, 14);
  again.contract_day = hecha_day_from_ymd (2025, 3, 24);
  CU_ASSERT (score_of (first, again) >= 0.7);
}

static void
test_part_of_platform (void)
{
  HechaSubject roof = project ("智慧城管综合平台", "城市管理局", 2022,
                               "市容采集、环卫车辆监管、路灯监控、广告审批");
  HechaSubject resort = project ("智慧景区建设", "文化和旅游局", 2022, "票务、视频、客流、停车、WIFI");

  CU_ASSERT (score_of (roof, project ("环卫作业车辆定位监管系统", "环卫中心", 2024,
                                      "清扫车定位、作业里程统计"))
             >= THRESHOLD);
  /* Parking among what a resort builds is no parking platform. */
  CU_ASSERT_EQUAL (score_of (resort, project ("城市停车资源统筹平台", "城投公司", 2024,
                                              "汇聚路内路外泊位，诱导、统一支付")),
                   0);
}

static void
test_other_work_on_the_same (void)
{
  HechaSubject system = project ("不动产登记信息管理系统", "自然资源局", 2022, "受理、审核、缮证");

  CU_ASSERT_EQUAL (score_of (system, project ("不动产登记历史档案数字化加工", "不动产登记中心", 2023,
                                              "纸质档案扫描、著录、挂接")),
                   0);
  /* Cameras stand in their own town. */
  CU_ASSERT_EQUAL (score_of (project ("雪亮工程视频监控建设", "公安局", 2022, "全县主要路口新建摄像机"),
                             project ("凤城镇村级视频监控项目", "凤城镇人民政府", 2023,
                                      "各村主要路口安装摄像机")),
                   0);
}

/* One side is bought every year by its 建设性质; the names tell it of neither. */
static void
test_bought_service (void)
{
  HechaSubject system = project ("违法建设智能发现系统", "城市管理局", 2022, "高点摄像机识别新增违建");
  HechaSubject service = project ("违法建设空中巡查", "自然资源局", 2024, "每月两次航摄比对新增违建");
  double built = score_of (system, service);

  service.nature = "购买服务";
  CU_ASSERT (score_of (system, service) < built);
}

/* Every unit has meeting rooms of its own; the county's network it has once. */
static void
test_serves_the_county (void)
{
  CU_ASSERT_EQUAL (score_of (project ("视频会议室改造", "教育局", 2022, "会议终端、摄像头、音响"),
                             project ("视频会议系统", "林业局", 2024, "会议终端、摄像头、音响")),
                   0);
  CU_ASSERT (score_of (project ("全县视频会议系统", "县政府办", 2022, "乡镇分会场高清终端、MCU"),
                       project ("县乡视频会议系统", "应急局", 2024, "各乡镇会议室高清终端、MCU"))
             >= THRESHOLD);
}

static void
test_listed_places (void)
{
  HechaSubject here = project ("空气质量自动站建设（柳集、白沟）", "环保局", 2022, "六参数自动站两座");
  HechaSubject there = project ("空气质量自动站建设（石门、官塘）", "环保局", 2024, "六参数自动站两座");

  CU_ASSERT_EQUAL (score_of (here, there), 0);
}

/* What is built is told by words that nobody knows; the rest is generic. */
static void
test_strangers (void)
{
  CU_ASSERT_EQUAL (score_of (project ("歮蒓隩墪考核评价平台", "交通运输局", 2025, "含考核评价功能"),
                             project ("賊触惙彅考核评价平台", "水务局", 2025, "含考核评价功能")),
                   0);
}

static void
test_hint_is_said (void)
{
  static const char content[] = "建设县乡村三级公共安全视频监控联网应用平台和前端点位四百二十个";
  HechaSubject subjects[] = { project ("雪亮工程", "政法委", 2022, content),
                              project ("雪亮工程二期", "政法委", 2024, content) };
  g_autoptr (GArray) found = find (subjects, 2, 1);

  CU_ASSERT_EQUAL_FATAL (found->len, 1);
  CU_ASSERT (g_array_index (found, HechaDuplicate, 0).hint);
  CU_ASSERT_PTR_NOT_NULL (strstr (g_array_index (found, HechaDuplicate, 0).objection, "期次"));
}

/* 前者 is the one that bears the finding, the later, whichever came first in
 * the files; and what it has besides is told in its own words. */
static void
test_who_has_what (void)
{
  HechaSubject later
      = project ("建筑工地扬尘在线监测系统", "住建局", 2024, "工地视频监控、扬尘在线监测、人员实名制考勤");
  HechaSubject earlier = project ("智慧工地监管平台", "城管局", 2023, "工地视频监控、人员实名制考勤、塔吊监测");
  HechaSubject forth[] = { earlier, later }, back[] = { later, earlier };
  g_autoptr (GArray) found = find (forth, 2, 1);
  g_autoptr (GArray) other = find (back, 2, 1);

  CU_ASSERT_EQUAL_FATAL (found->len, 1);
  CU_ASSERT_EQUAL_FATAL (other->len, 1);
  CU_ASSERT_EQUAL (hecha_duplicate_bearer (forth, 0, 1), 1);
  CU_ASSERT_EQUAL (hecha_duplicate_bearer (back, 0, 1), 0);
  CU_ASSERT_PTR_NOT_NULL (
      strstr (g_array_index (found, HechaDuplicate, 0).objection, "前者另有：扬尘在线监测"));
  TEST_STR (g_array_index (found, HechaDuplicate, 0).objection,
            g_array_index (other, HechaDuplicate, 0).objection);
  TEST_STR (g_array_index (found, HechaDuplicate, 0).agreement,
            g_array_index (other, HechaDuplicate, 0).agreement);
}

static void
test_compared_only (void)
{
  HechaSubject subjects[]
      = { project ("河长制管理平台", "水务局", 2022, NULL), project ("河湖长制综合系统", "河长办", 2023, NULL),
          project ("河长制信息平台", "环保局", 2024, NULL) };
  g_autoptr (GArray) found = NULL;

  subjects[0].compared_only = subjects[1].compared_only = TRUE;
  found = find (subjects, 3, 1);
  CU_ASSERT_EQUAL (found->len, 2);
  for (guint i = 0; i < found->len; i++)
    CU_ASSERT_EQUAL (g_array_index (found, HechaDuplicate, i).b, 2);
}

static void
test_any_number_of_jobs (void)
{
  g_autofree char *path = test_data ("audit/duplicates/work.psv");
  Labelled labelled = labelled_load (path);
  guint n = labelled.subjects->len;
  g_autoptr (GArray) one = find (labelled_get (&labelled, 0), n, 1);
  g_autoptr (GArray) five = find (labelled_get (&labelled, 0), n, 5);

  CU_ASSERT (one->len > 20);
  CU_ASSERT_EQUAL_FATAL (one->len, five->len);
  for (guint i = 0; i < one->len; i++)
    {
      const HechaDuplicate *x = &g_array_index (one, HechaDuplicate, i);
      const HechaDuplicate *y = &g_array_index (five, HechaDuplicate, i);

      CU_ASSERT (x->a == y->a && x->b == y->b && x->score == y->score && x->group == y->group);
      TEST_STR (x->agreement, y->agreement);
      TEST_STR (x->objection, y->objection);
    }
  /* The same pair scores the same alone. */
  CU_ASSERT_EQUAL (score_of (*labelled_get (&labelled, g_array_index (one, HechaDuplicate, 0).a),
                             *labelled_get (&labelled, g_array_index (one, HechaDuplicate, 0).b)),
                   g_array_index (one, HechaDuplicate, 0).score);
  labelled_clear (&labelled);
}

void suite_duplicate (void);

void
suite_duplicate (void)
{
  CU_pSuite suite = CU_add_suite ("audit/duplicate", NULL, NULL);

  CU_ADD_TEST (suite, test_paraphrase);
  CU_ADD_TEST (suite, test_abbreviation);
  CU_ADD_TEST (suite, test_other_purpose);
  CU_ADD_TEST (suite, test_kinship);
  CU_ADD_TEST (suite, test_same_unit_again);
  CU_ADD_TEST (suite, test_part_of_platform);
  CU_ADD_TEST (suite, test_other_work_on_the_same);
  CU_ADD_TEST (suite, test_bought_service);
  CU_ADD_TEST (suite, test_serves_the_county);
  CU_ADD_TEST (suite, test_listed_places);
  CU_ADD_TEST (suite, test_strangers);
  CU_ADD_TEST (suite, test_hint_is_said);
  CU_ADD_TEST (suite, test_who_has_what);
  CU_ADD_TEST (suite, test_compared_only);
  CU_ADD_TEST (suite, test_any_number_of_jobs);
}
