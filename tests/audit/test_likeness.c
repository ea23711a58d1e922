/* The cheap question before two projects are compared: it never rules out what
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

void
suite_likeness (void)
{
  CU_pSuite suite = CU_add_suite ("audit/likeness", NULL, NULL);

  CU_ADD_TEST (suite, test_may_reach);
}
