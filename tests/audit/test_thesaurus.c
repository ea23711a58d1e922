/* Concepts, their words, and mistakes in a county's own thesaurus. */
#include "audit/thesaurus.h"

#include <string.h>

#include "audit/folded.h"
#include "tests/test.h"

static guint
match (const HechaThesaurus *thesaurus, const char *text, HechaWord *word)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint16));

  hecha_folded_text (units, text);
  hecha_thesaurus_match (thesaurus, (const guint16 *) (gpointer) units->data, units->len, word);
  return word->length;
}

static gboolean
means (const HechaThesaurus *thesaurus, const HechaWord *word, HechaConceptKind kind,
       const char *name)
{
  int concept = hecha_thesaurus_find (thesaurus, kind, name);

  for (guint i = 0; concept >= 0 && i < word->n_concepts; i++)
    if (word->concepts[i] == concept)
      return TRUE;
  return FALSE;
}

static void
test_longest_word (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaThesaurus) thesaurus = hecha_thesaurus_load (NULL, &error);
  HechaWord word;

  TEST_OK (error);
  CU_ASSERT_EQUAL (match (thesaurus, "河湖长制平台", &word), 4);
  CU_ASSERT (means (thesaurus, &word, HECHA_CONCEPT_OBJECT, "河长制"));
  CU_ASSERT_EQUAL (match (thesaurus, "河长制平台", &word), 3);
  CU_ASSERT (means (thesaurus, &word, HECHA_CONCEPT_OBJECT, "河长制"));
  /* Letters are words whole. */
  CU_ASSERT_EQUAL (match (thesaurus, "LISTING", &word), 0);
  CU_ASSERT_EQUAL (match (thesaurus, "LIS接口", &word), 3);
  CU_ASSERT_EQUAL (match (thesaurus, "明厨亮灶", &word), 4);
  CU_ASSERT (means (thesaurus, &word, HECHA_CONCEPT_OBJECT, "后厨"));
  CU_ASSERT (means (thesaurus, &word, HECHA_CONCEPT_FUNCTION, "视频监控"));
  CU_ASSERT_EQUAL (match (thesaurus, "ＰＡＣＳ系统", &word), 4);
  CU_ASSERT (means (thesaurus, &word, HECHA_CONCEPT_OBJECT, "医学影像"));
  CU_ASSERT_EQUAL (match (thesaurus, "骉骉", &word), 0);
  CU_ASSERT_EQUAL (match (thesaurus, "", &word), 0);
}

static float
like (const HechaThesaurus *thesaurus, const char *a, const char *b)
{
  int x = hecha_thesaurus_find (thesaurus, HECHA_CONCEPT_OBJECT, a);
  int y = hecha_thesaurus_find (thesaurus, HECHA_CONCEPT_OBJECT, b);

  CU_ASSERT_FATAL (x >= 0 && y >= 0);
  return hecha_thesaurus_likeness (thesaurus, (guint16) x, (guint16) y);
}

static void
test_likeness (void)
{
  g_autoptr (HechaThesaurus) thesaurus = hecha_thesaurus_load (NULL, NULL);

  CU_ASSERT_DOUBLE_EQUAL (like (thesaurus, "水库", "水库"), 1, 0.01);
  CU_ASSERT (like (thesaurus, "秸秆", "机动车尾气") < like (thesaurus, "家庭核对", "社会救助"));
  CU_ASSERT_DOUBLE_EQUAL (like (thesaurus, "森林防火", "采砂"), 0, 0.001);
  /* What is built for a part of an arena is another thing. */
  CU_ASSERT (like (thesaurus, "学生餐", "校园") < 0.5f);
  CU_ASSERT_EQUAL (like (thesaurus, "学生餐", "校园"), like (thesaurus, "校园", "学生餐"));
}

static void
test_own_words (void)
{
  static const char text[] = "[对象]\n蚕桑 = 桑园 蚕茧\n农业 = 种植\n[上位]\n蚕桑 = 农业\n"
                             "[合称]\n智慧桑园 = 蚕桑 农业\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaThesaurus) thesaurus
      = hecha_thesaurus_parse ("县词库.ini", text, strlen (text), &error);
  HechaWord word;

  TEST_OK (error);
  CU_ASSERT_EQUAL (match (thesaurus, "智慧桑园", &word), 4);
  CU_ASSERT_EQUAL (word.n_concepts, 2);
  CU_ASSERT (like (thesaurus, "蚕桑", "农业") > 0.5f);
}

static void
refused (const char *text, const char *about)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaThesaurus) thesaurus
      = hecha_thesaurus_parse ("县词库.ini", text, strlen (text), &error);

  CU_ASSERT_PTR_NULL (thesaurus);
  CU_ASSERT_PTR_NOT_NULL_FATAL (error);
  CU_ASSERT_PTR_NOT_NULL (strstr (error->message, about));
  CU_ASSERT_PTR_NOT_NULL (strstr (error->message, "县词库.ini:"));
}

static void
test_mistakes (void)
{
  refused ("[对象]\n蚕桑 = 桑园\n[上位]\n蚕桑 = 农业\n", "农业");
  refused ("[对象]\n甲物 = 乙\n丙物 = 丁\n[上位]\n甲物 = 丙物\n丙物 = 甲物\n", "圈");
  refused ("[对象]\n蚕桑 = 桑园\n蚕桑 = 蚕茧\n", "蚕桑");
}

void suite_thesaurus (void);

void
suite_thesaurus (void)
{
  CU_pSuite suite = CU_add_suite ("audit/thesaurus", NULL, NULL);

  CU_ADD_TEST (suite, test_longest_word);
  CU_ADD_TEST (suite, test_likeness);
  CU_ADD_TEST (suite, test_own_words);
  CU_ADD_TEST (suite, test_mistakes);
}
