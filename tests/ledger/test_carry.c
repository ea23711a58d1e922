/* Projects of an earlier report found again in today's ledger. */
#include "tests/test.h"

#include "tests/sample_ledger.h"

#define FIELDS "项目编号 项目名称 建设单位"

static const char *const rows[] = {
  "JY-01|智慧校园平台（二期）|教育局",
  "|校园安防视频监控系统|阳城县教育局",
  "|2025年信息系统运维|教育局",
  "|学生资助管理平台|教育局",
  "|学生体质管理平台|教育局",
  "SW-9|河道视频巡查系统|水务局",
  NULL
};
static const SampleTable tables[] = { { "台账.xlsx", "台账", "教育局", 2025, FIELDS, rows } };

static const struct
{
  HechaKnownProject known;
  HechaCarried how;
  const char *name;      /* of today's project */
} cases[] = {
  /* Another name, the same code. */
  { { "1111111111111111", "JY-01", "教育局", "智慧校园建设项目" }, HECHA_CARRIED_BY_CODE,
    "智慧校园平台（二期）" },
  { { "2222222222222222", "", "教育局", "校园安防监控系统" }, HECHA_CARRIED_BY_NEAREST,
    "校园安防视频监控系统" },
  /* Another year is another project, however near. */
  { { "3333333333333333", "", "教育局", "2024年信息系统运维" }, HECHA_CARRIED_NOT, NULL },
  /* Two are as near: nobody knows which. */
  { { "4444444444444444", "", "教育局", "学生健康管理平台" }, HECHA_CARRIED_NOT, NULL },
  /* A code was given since. */
  { { "5555555555555555", "", "阳城县水务局", "河道视频巡查系统建设项目" }, HECHA_CARRIED_BY_NAME,
    "河道视频巡查系统" },
  /* The same name in another department. */
  { { "6666666666666666", "", "民政局", "学生资助管理平台" }, HECHA_CARRIED_NOT, NULL },
};

static void
test_cases (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaDictionary) dictionary = hecha_dictionary_load (NULL, NULL, &error);
  g_autoptr (HechaLedger) ledger = sample_ledger (dictionary, tables, G_N_ELEMENTS (tables));
  HechaKnownProject known[G_N_ELEMENTS (cases)];
  HechaCarry carries[G_N_ELEMENTS (cases)];

  TEST_OK (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    known[i] = cases[i].known;
  hecha_ledger_carry (ledger, known, G_N_ELEMENTS (known), carries);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const HechaProject *project
        = carries[i].project != G_MAXUINT32 ? hecha_ledger_project (ledger, carries[i].project)
                                            : NULL;

      CU_ASSERT_EQUAL (carries[i].how, cases[i].how);
      TEST_STR (project != NULL ? project->name : NULL, cases[i].name);
      if (project != NULL)
        TEST_STR (project->key, cases[i].known.key);
    }
}

/* A project known by its key keeps the nearer name from another's claim. */
static void
test_key_first (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaDictionary) dictionary = hecha_dictionary_load (NULL, NULL, &error);
  g_autoptr (HechaLedger) ledger = sample_ledger (dictionary, tables, G_N_ELEMENTS (tables));
  g_autofree char *key = g_strdup (hecha_ledger_project (ledger, 1)->key);
  HechaKnownProject known[]
    = { { "7777777777777777", "", "教育局", "校园安防监控系统" },
        { key, "", "教育局", "校园安防视频监控系统" } };
  HechaCarry carries[2];

  TEST_OK (error);
  hecha_ledger_carry (ledger, known, 2, carries);
  CU_ASSERT_EQUAL (carries[0].how, HECHA_CARRIED_NOT);
  CU_ASSERT_EQUAL (carries[1].how, HECHA_CARRIED_BY_KEY);
  TEST_STR (hecha_ledger_project (ledger, 1)->key, key);
}

void suite_carry (void);
void
suite_carry (void)
{
  CU_pSuite suite = CU_add_suite ("ledger/carry", NULL, NULL);

  CU_ADD_TEST (suite, test_cases);
  CU_ADD_TEST (suite, test_key_first);
}
