/* What words hint at that the thesaurus does not hold. */
#include "audit/senses.h"

#include <string.h>

#include <hecha/book.h>

#include "audit/agreement.h"
#include "tests/test.h"

enum { ENROLMENT, TRUCKS, GENERIC };

static HechaSenses *
sample (void)
{
  HechaSenses *senses = hecha_senses_new ();

  hecha_senses_add (senses, "学位派位", ENROLMENT, TRUE);
  hecha_senses_add (senses, "入学报名", ENROLMENT, TRUE);
  hecha_senses_add (senses, "称重", TRUCKS, TRUE);
  hecha_senses_add (senses, "报名", GENERIC, FALSE);
  hecha_senses_link (senses, ENROLMENT, TRUCKS, 0.5f);
  hecha_senses_freeze (senses);
  return senses;
}

static float
vote_of (const HechaSenses *senses, gunichar first, gunichar second, guint16 concept)
{
  guint n;
  const HechaVote *votes = hecha_senses_votes (senses, (guint16) first, (guint16) second, &n);

  for (guint i = 0; i < n; i++)
    if (votes[i].concept == concept)
      return votes[i].share;
  return 0;
}

static void
test_votes (void)
{
  HechaSenses *senses = sample ();
  guint n;

  CU_ASSERT_DOUBLE_EQUAL (vote_of (senses, 0x6d3e, 0x4f4d, ENROLMENT), 1, 1e-6);   /* 派位 */
  CU_ASSERT_DOUBLE_EQUAL (vote_of (senses, 0x6d3e, 0x4f4d, TRUCKS), 0, 1e-6);
  /* A generic word has the pair too: it says half as much. */
  CU_ASSERT_DOUBLE_EQUAL (vote_of (senses, 0x62a5, 0x540d, ENROLMENT), 0.5, 1e-6); /* 报名 */
  CU_ASSERT_DOUBLE_EQUAL (vote_of (senses, 0x62a5, 0x540d, GENERIC), 0, 1e-6);
  CU_ASSERT_PTR_NULL (hecha_senses_votes (senses, 0x6cb3, 0x9053, &n));            /* 河道 */
  CU_ASSERT_EQUAL (n, 0);
  CU_ASSERT_EQUAL (hecha_senses_links (senses, ENROLMENT, &n)[0].concept, TRUCKS);
  CU_ASSERT_EQUAL (n, 1);
  CU_ASSERT_PTR_NULL (hecha_senses_links (senses, GENERIC, &n));
  hecha_senses_free (senses);
}

static void
test_words (void)
{
  HechaSenses *senses = sample ();
  g_autofree char *words
      = hecha_senses_words (senses, "网上派位和出口称重，派位公示", ENROLMENT, 3);
  g_autofree char *none = hecha_senses_words (senses, "河道巡查", ENROLMENT, 3);

  CU_ASSERT_STRING_EQUAL (words, "“派位”");
  CU_ASSERT_PTR_NULL (none);
  hecha_senses_free (senses);
}

static void
test_empty (void)
{
  HechaSenses *senses = hecha_senses_new ();
  guint n;

  hecha_senses_add (senses, "", 0, TRUE);
  hecha_senses_add (senses, "pacs 2", 0, TRUE);
  hecha_senses_freeze (senses);
  CU_ASSERT_PTR_NULL (hecha_senses_votes (senses, 'p', 'a', &n));
  CU_ASSERT_PTR_NULL (hecha_senses_links (senses, 0, &n));
  hecha_senses_free (senses);
}

/* ---- whole projects ---------------------------------------------------- */

#define THESAURUS \
  "[对象]\n招生入学 = 阳光招生 学区划片\n超限超载 = 治理超载 货车超限\n文具 = 铅笔\n" \
  "[功能]\n查询 = 在线查询\n" \
  "[典型]\n招生入学 = 派位 录取 居住证核验\n超限超载 = 称重 磅单\n"

static float
alike (const char *name_a, const char *content_a, const char *name_b, const char *content_b)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaThesaurus) thesaurus
      = hecha_thesaurus_parse ("词库.ini", THESAURUS, strlen (THESAURUS), &error);
  g_autoptr (HechaRarity) rarity = hecha_rarity_load (NULL);
  g_autoptr (HechaAnatomist) anatomist = NULL;
  HechaSubject a = { .name = name_a, .content = content_a, .contract_day = HECHA_DAY_NONE };
  HechaSubject b = { .name = name_b, .content = content_b, .contract_day = HECHA_DAY_NONE };

  TEST_OK (error);
  anatomist = hecha_anatomist_new (thesaurus, rarity);
  return hecha_agreement_things (hecha_anatomist_dissect (anatomist, &a),
                                 hecha_anatomist_dissect (anatomist, &b));
}

static void
test_projects (void)
{
  CU_ASSERT (alike ("孩子上学零跑腿", "居住证比对、录取查看", "一年级报到", "摇号派位") > 0.6f);
  CU_ASSERT (alike ("孩子上学零跑腿", "居住证比对、录取查看", "矿区出口", "称重上传磅单") < 0.1f);
  CU_ASSERT (alike ("孩子上学零跑腿", "", "一年级报到", "") < 0.1f);
  CU_ASSERT (alike ("", NULL, "", NULL) < 0.1f);
}

static void
test_unknown_concept (void)
{
  static const char text[] = "[对象]\n河道 = 河湖\n[典型]\n河湖长 = 巡河\n";
  g_autoptr (GError) error = NULL;

  CU_ASSERT_PTR_NULL (hecha_thesaurus_parse ("词库.ini", text, strlen (text), &error));
  CU_ASSERT_PTR_NOT_NULL_FATAL (error);
  CU_ASSERT_PTR_NOT_NULL (strstr (error->message, "河湖长"));
}

void suite_senses (void);

void
suite_senses (void)
{
  CU_pSuite suite = CU_add_suite ("audit/senses", NULL, NULL);

  CU_ADD_TEST (suite, test_votes);
  CU_ADD_TEST (suite, test_words);
  CU_ADD_TEST (suite, test_empty);
  CU_ADD_TEST (suite, test_projects);
  CU_ADD_TEST (suite, test_unknown_concept);
}
