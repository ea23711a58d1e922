/* How alike two projects are; the cheap question before that never rules out what
 * the comparison would have found. */
#include "audit/likeness.h"

#include "audit/anatomy.h"
#include "tests/audit/labelled.h"
#include "tests/test.h"

static void
check_pairs (const HechaThesaurus *thesaurus, const GPtrArray *anatomies, guint *n_ruled_out)
{
  static const float scores[] = { 0.3f, 0.5f, 0.6f, 0.8f };

  for (guint a = 0; a < anatomies->len; a++)
    for (guint b = a + 1; b < anatomies->len; b++)
      {
        const HechaAnatomy *x = anatomies->pdata[a], *y = anatomies->pdata[b];
        HechaLikeness likeness;

        hecha_likeness (thesaurus, x, y, &likeness);
        CU_ASSERT_TRUE (hecha_likeness_may_reach (thesaurus, x, y, likeness.score));
        for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
          if (likeness.score >= scores[i])
            CU_ASSERT_TRUE (hecha_likeness_may_reach (thesaurus, x, y, scores[i]));
        *n_ruled_out += !hecha_likeness_may_reach (thesaurus, x, y, 0.6f);
      }
}

/* Every pair of a set that real projects' names and contents are like. */
static void
test_may_reach (void)
{
  static const char *const sets[] = { "audit/duplicates/cold1.psv", "audit/duplicates/more.psv" };
  g_autoptr (HechaThesaurus) thesaurus = hecha_thesaurus_load (NULL, NULL);
  g_autoptr (HechaRarity) rarity = hecha_rarity_load (NULL);

  CU_ASSERT_PTR_NOT_NULL_FATAL (thesaurus);
  CU_ASSERT_PTR_NOT_NULL_FATAL (rarity);
  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *path = test_data (sets[i]);
      g_autoptr (HechaAnatomist) anatomist = hecha_anatomist_new (thesaurus, rarity);
      g_autoptr (GPtrArray) anatomies = g_ptr_array_new ();
      Labelled labelled = labelled_load (path);
      guint n_ruled_out = 0;

      for (guint j = 0; j < labelled.subjects->len; j++)
        g_ptr_array_add (anatomies, (gpointer) hecha_anatomist_dissect (
                                        anatomist, labelled_get (&labelled, j)));
      CU_ASSERT_TRUE_FATAL (anatomies->len > 50);
      check_pairs (thesaurus, anatomies, &n_ruled_out);
      CU_ASSERT_TRUE (n_ruled_out > anatomies->len * anatomies->len / 4);
      labelled_clear (&labelled);
    }
}

/* One thing built twice, told the less surely the nearer in time and the further
 * apart in cost. */
static void
test_time_and_size (void)
{
  g_autoptr (HechaThesaurus) thesaurus = hecha_thesaurus_load (NULL, NULL);
  g_autoptr (HechaRarity) rarity = hecha_rarity_load (NULL);
  g_autoptr (HechaAnatomist) anatomist = hecha_anatomist_new (thesaurus, rarity);
  static const struct { int year; gint64 investment; } laters[]
      = { { 2024, 9500000 }, { 2023, 9500000 }, { 2022, 9500000 }, { 2022, 900000 } };
  HechaSubject subject = { .name = "河长制信息管理平台", .unit = "阳城县水务局", .year = 2022,
                           .contract_day = HECHA_DAY_NONE, .investment = 10000000 };
  const HechaAnatomy *first = hecha_anatomist_dissect (anatomist, &subject);
  float before = 1;

  subject.name = "智慧河长巡河系统";
  subject.unit = "阳城县河长办";
  for (gsize i = 0; i < G_N_ELEMENTS (laters); i++)
    {
      HechaLikeness likeness;

      subject.year = laters[i].year;
      subject.investment = laters[i].investment;
      hecha_likeness (thesaurus, first, hecha_anatomist_dissect (anatomist, &subject), &likeness);
      CU_ASSERT_TRUE (likeness.score < before);
      before = likeness.score;
    }
}

/* What was upgraded first is no upgrade of what came later. */
static void
test_upgrade_comes_later (void)
{
  HechaMarks upgrade = { .year = 2022, .nature = HECHA_NATURE_UPGRADE | HECHA_NATURE_NAMED_UPGRADE };
  HechaMarks other = { .year = 2024 };

  CU_ASSERT_FALSE (hecha_kinship_upgrades (&upgrade, &other, HECHA_NATURE_UPGRADE));
  upgrade.year = 2024;
  CU_ASSERT_TRUE (hecha_kinship_upgrades (&upgrade, &other, HECHA_NATURE_UPGRADE));
  CU_ASSERT_TRUE (hecha_kinship_upgrades (&other, &upgrade, HECHA_NATURE_UPGRADE));
  other.year = 0;
  CU_ASSERT_TRUE (hecha_kinship_upgrades (&other, &upgrade, HECHA_NATURE_UPGRADE));
  other.nature = upgrade.nature;
  CU_ASSERT_FALSE (hecha_kinship_upgrades (&other, &upgrade, HECHA_NATURE_UPGRADE));
}

void
suite_likeness (void)
{
  CU_pSuite suite = CU_add_suite ("audit/likeness", NULL, NULL);

  CU_ADD_TEST (suite, test_may_reach);
  CU_ADD_TEST (suite, test_time_and_size);
  CU_ADD_TEST (suite, test_upgrade_comes_later);
}
