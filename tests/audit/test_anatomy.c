/* What projects are made of, and the marks that decide kinship. */
#include "audit/anatomy.h"

#include <hecha/book.h>

#include "tests/test.h"

static HechaThesaurus *thesaurus;
static HechaRarity *rarity;
static HechaAnatomist *anatomist;

static int
begin (void)
{
  thesaurus = hecha_thesaurus_load (NULL, NULL);
  rarity = hecha_rarity_load (NULL);
  anatomist = hecha_anatomist_new (thesaurus, rarity);
  return thesaurus == NULL || rarity == NULL;
}

static int
end (void)
{
  hecha_anatomist_free (anatomist);
  hecha_rarity_free (rarity);
  hecha_thesaurus_free (thesaurus);
  return 0;
}

static const HechaAnatomy *
dissect_of (const char *name, const char *unit, const char *content)
{
  HechaSubject subject = { .name = name, .unit = unit, .content = content,
                           .contract_day = HECHA_DAY_NONE };

  return hecha_anatomist_dissect (anatomist, &subject);
}

static const HechaMarks *
marks_of (const char *name)
{
  return &dissect_of (name, "阳城县水务局", NULL)->marks;
}

static float
weight_of (const HechaAnatomy *anatomy, HechaConceptKind kind, const char *name)
{
  int concept = hecha_thesaurus_find (thesaurus, kind, name);

  for (guint i = 0; i < anatomy->n_parts; i++)
    if (anatomy->parts[i].concept == concept)
      return anatomy->parts[i].weight;
  return 0;
}

static void
test_phase_lot_year (void)
{
  CU_ASSERT_EQUAL (marks_of ("雪亮工程二期")->phase, 2);
  CU_ASSERT_EQUAL (marks_of ("雪亮工程（第三期）")->phase, 3);
  CU_ASSERT_EQUAL (marks_of ("智慧水务平台Ⅱ期")->phase, 2);
  CU_ASSERT_EQUAL (marks_of ("防汛期视频会商")->phase, 0);
  CU_ASSERT_EQUAL (marks_of ("应急广播体系第二标段")->lot, 2);
  CU_ASSERT_EQUAL (marks_of ("乡镇接入设备采购（B分包）")->lot, 2);
  CU_ASSERT_EQUAL (marks_of ("应急广播体系B包")->lot, 2);
  CU_ASSERT_EQUAL (marks_of ("应急广播体系（一）")->lot, 1);
  CU_ASSERT_EQUAL (marks_of ("2024年度专线租赁")->name_year, 2024);
  CU_ASSERT_EQUAL (marks_of ("12345热线平台")->name_year, 0);
  CU_ASSERT_EQUAL (marks_of ("雪亮工程二期")->stem, marks_of ("雪亮工程")->stem);
}

static void
test_nature_and_role (void)
{
  CU_ASSERT (marks_of ("热线平台运维服务")->nature & HECHA_NATURE_MAINTENANCE);
  CU_ASSERT_FALSE (marks_of ("信息系统运维管理平台")->nature & HECHA_NATURE_MAINTENANCE);
  CU_ASSERT (marks_of ("停车平台升级改造")->nature & HECHA_NATURE_UPGRADE);
  CU_ASSERT (marks_of ("政务外网专线租赁")->nature & HECHA_NATURE_RECURRENT);
  CU_ASSERT (marks_of ("雪亮工程监理服务")->role != 0);
  CU_ASSERT_EQUAL (marks_of ("工程监理监管平台")->role, 0);
  CU_ASSERT (dissect_of ("热线服务", "审批局", "对热线系统提供一年驻场运维")->marks.nature
             & HECHA_NATURE_MAINTENANCE);
  CU_ASSERT_FALSE (dissect_of ("热线平台", "审批局", "建设热线平台，含三年运维")->marks.nature
                   & HECHA_NATURE_MAINTENANCE);
}

static void
test_places (void)
{
  const HechaMarks first = *marks_of ("凤城镇综治视频监控"), second = *marks_of ("北留镇综治视频监控");

  CU_ASSERT_EQUAL (first.n_places, 1);
  CU_ASSERT_EQUAL (second.n_places, 1);
  CU_ASSERT_NOT_EQUAL (first.places[0], second.places[0]);
  CU_ASSERT_EQUAL (marks_of ("蟒河景区视频监控")->n_places, 1);
  CU_ASSERT_EQUAL (marks_of ("龙湾水库大坝安全监测")->n_places, 1);
  CU_ASSERT_EQUAL (marks_of ("病险水库大坝安全监测")->n_places, 0);
  CU_ASSERT_EQUAL (marks_of ("农村供水水质监测")->n_places, 0);
  CU_ASSERT_EQUAL (dissect_of ("门诊系统", "阳城县中医院", NULL)->marks.n_places, 1);
  /* The county itself is the region, however its unit is written. */
  CU_ASSERT_EQUAL (dissect_of ("热线", "中共阳城县委政法委员会", NULL)->marks.region,
                   dissect_of ("热线", "阳城县水务局", NULL)->marks.region);
  CU_ASSERT_NOT_EQUAL (dissect_of ("热线", "沁水县水务局", NULL)->marks.region,
                       dissect_of ("热线", "阳城县水务局", NULL)->marks.region);
}

/* 集镇 and 镇村 are words, 涉县 is no county; the proper names around them stay. */
static void
test_no_places (void)
{
  guint32 region = marks_of ("阳城县智慧水利平台")->region;

  CU_ASSERT_EQUAL (marks_of ("集镇路灯智能控制")->n_places, 0);
  CU_ASSERT_EQUAL (marks_of ("镇村污水站监控")->n_places, 0);
  CU_ASSERT_EQUAL (marks_of ("石门镇集镇路灯智能控制")->n_places, 1);
  CU_ASSERT_EQUAL (marks_of ("柳集镇路灯智能控制")->n_places, 1);
  CU_ASSERT_EQUAL (marks_of ("涉县网民留言追踪平台")->region, region);
}

/* What a site, a school or a hospital has is its own; a town serves its place. */
static void
test_institutions (void)
{
  guint bit = HECHA_NATURE_INSTITUTION;

  CU_ASSERT_EQUAL (dissect_of ("票务系统", "古堡景区管理处", NULL)->marks.nature & bit, bit);
  CU_ASSERT_EQUAL (dissect_of ("票务系统", "青岚山风景区管理委员会", NULL)->marks.nature & bit, bit);
  CU_ASSERT_EQUAL (dissect_of ("选课系统", "阳城县实验小学", NULL)->marks.nature & bit, bit);
  CU_ASSERT_EQUAL (dissect_of ("网格系统", "北留镇人民政府", NULL)->marks.nature & bit, 0);
  CU_ASSERT_EQUAL (dissect_of ("停车系统", "阳城县城市建设投资集团有限公司", NULL)->marks.n_places, 0);
}

static gboolean
elsewhere (const char *content, const char *name)
{
  const HechaMarks a = dissect_of ("智能预警系统", "阳城县教育局", content)->marks;
  const HechaMarks b = dissect_of (name, "阳城县水务局", NULL)->marks;

  return hecha_kinship_elsewhere (&a, &b);
}

/* Places that contents list, quarters of a town and roads. */
static void
test_listed_places (void)
{
  CU_ASSERT_EQUAL (dissect_of ("预警", "阳城县水务局", "在柳渡、望湖两镇安装")->marks.n_nearby, 2);
  CU_ASSERT_EQUAL (dissect_of ("预警", "阳城县水务局", "龙潭、石门、杨家冲等12座水库")->marks.n_nearby, 3);
  CU_ASSERT_EQUAL (dissect_of ("预警", "阳城县水务局", "取号、登记两项功能")->marks.n_nearby, 0);
  CU_ASSERT_EQUAL (dissect_of ("预警", "阳城县水务局", "镇村主要路口和河塘沟渠")->marks.n_nearby, 0);
  CU_ASSERT_EQUAL (marks_of ("路灯单灯控制（城东）")->n_places, 1);
  CU_ASSERT_EQUAL (marks_of ("G346线不停车超限检测")->n_places, 1);
  CU_ASSERT_EQUAL (marks_of ("4G执法记录仪")->n_places, 0);
  CU_ASSERT_FALSE (elsewhere ("在柳渡、望湖两镇安装", "柳渡镇河塘告警"));
  CU_ASSERT_FALSE (elsewhere ("石门、龙潭等12座水库", "石门水库大坝监测"));
  CU_ASSERT_TRUE (elsewhere ("在柳渡、望湖两镇安装", "石桥镇水塘告警"));
  CU_ASSERT_TRUE (elsewhere ("国道G346称重", "S212治超点"));
  CU_ASSERT_FALSE (elsewhere ("全县水域安装", "石桥镇水塘告警"));
}

static void
test_parts (void)
{
  const HechaAnatomy *anatomy
      = dissect_of ("智慧工地监管平台", "住建局", "含视频监控、扬尘在线监测；接入城市大脑平台");
  float name = weight_of (anatomy, HECHA_CONCEPT_OBJECT, "工地");
  float content = weight_of (anatomy, HECHA_CONCEPT_OBJECT, "扬尘");
  float context = weight_of (anatomy, HECHA_CONCEPT_OBJECT, "城市大脑");

  CU_ASSERT (name > content);
  CU_ASSERT (content > context);
  CU_ASSERT (context > 0);
  CU_ASSERT (weight_of (anatomy, HECHA_CONCEPT_FUNCTION, "视频监控") > 0);
  CU_ASSERT (anatomy->marks.nature & HECHA_NATURE_RELIES);
}

void suite_anatomy (void);

void
suite_anatomy (void)
{
  CU_pSuite suite = CU_add_suite ("audit/anatomy", begin, end);

  CU_ADD_TEST (suite, test_phase_lot_year);
  CU_ADD_TEST (suite, test_nature_and_role);
  CU_ADD_TEST (suite, test_places);
  CU_ADD_TEST (suite, test_no_places);
  CU_ADD_TEST (suite, test_listed_places);
  CU_ADD_TEST (suite, test_institutions);
  CU_ADD_TEST (suite, test_parts);
}
