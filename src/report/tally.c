/* tally.c - findings counted by department and by article. */
#include "report/tally.h"

#include <string.h>

static guint
level_index (guint8 level)
{
  return level >= HECHA_OUTCOME_VIOLATION ? 0 : level == HECHA_OUTCOME_SUSPECT ? 1 : 2;
}

guint
hecha_tally_total (const guint levels[HECHA_TALLY_LEVELS])
{
  return levels[0] + levels[1] + levels[2];
}

static void
tally_finding (GArray *tallies, GHashTable *seen, const HechaDigest *digest, guint index)
{
  const HechaFinding *finding = hecha_digest_finding (digest, index);
  HechaUnitTally *tally
    = &g_array_index (tallies, HechaUnitTally, hecha_digest_unit_of (digest, index));
  gboolean before = finding->before_force == HECHA_FORCE_BEFORE;

  if (!hecha_digest_is_counted (digest, index))
    return;
  tally->levels[level_index (finding->level)]++;
  tally->before += before;
  if (!before && finding->amount_kind == HECHA_AMOUNT_EXCESS)
    tally->excess += digest->counted[index];
  if (!before && finding->amount_kind == HECHA_AMOUNT_HOLD)
    tally->hold += digest->counted[index];
  if (finding->project != HECHA_NO_PROJECT
      && g_hash_table_add (seen, GUINT_TO_POINTER (finding->project + 1)))
    tally->projects++;
}

static guint
undecided_of (const HechaDigest *digest, guint32 project)
{
  guint n = 0;

  for (guint rule = 0; rule < hecha_rules_n (digest->rules); rule++)
    {
      const HechaRule *about = hecha_rules_get (digest->rules, rule);
      n += !about->of_table && (about->audience & digest->audience)
           && hecha_verdict_outcome (digest->verdict, project, rule) == HECHA_OUTCOME_UNDECIDED;
    }
  return n;
}

GArray *
hecha_tally_units (const HechaDigest *digest)
{
  GArray *tallies = g_array_sized_new (FALSE, TRUE, sizeof (HechaUnitTally), digest->units->len);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_array_set_size (tallies, digest->units->len);
  for (guint i = 0; i < tallies->len; i++)
    g_array_index (tallies, HechaUnitTally, i).unit = i;
  for (guint i = 0; i < digest->findings->len; i++)
    tally_finding (tallies, seen, digest, g_array_index (digest->findings, guint, i));
  for (guint i = 0; i < hecha_ledger_n_projects (digest->ledger); i++)
    {
      guint unit = hecha_digest_unit_of_project (digest, i);
      g_array_index (tallies, HechaUnitTally, unit).undecided += undecided_of (digest, i);
    }
  return tallies;
}

guint64
hecha_tally_undecided (const HechaDigest *digest)
{
  guint64 n = 0;

  for (guint rule = 0; rule < hecha_rules_n (digest->rules); rule++)
    {
      const HechaRule *about = hecha_rules_get (digest->rules, rule);
      if (!about->of_table && (about->audience & digest->audience))
        n += hecha_verdict_total (digest->verdict, rule, HECHA_OUTCOME_UNDECIDED);
    }
  return n;
}

guint
hecha_tally_projects (const GArray *unit_tallies)
{
  guint n = 0;

  for (guint i = 0; i < unit_tallies->len; i++)
    n += g_array_index (unit_tallies, HechaUnitTally, i).projects;
  return n;
}

/* ---- articles ---------------------------------------------------------- */

static gint
by_article (gconstpointer a, gconstpointer b)
{
  const HechaArticleTally *first = a, *second = b;
  int one = hecha_article_number (first->article);
  int other = hecha_article_number (second->article);

  if (one != other)
    return one == 0 ? 1 : other == 0 ? -1 : one - other;
  return strcmp (first->article, second->article);
}

char *
hecha_article_alone (const char *article)
{
  const char *end = strstr (article, "条");

  return end != NULL ? g_strndup (article, (gsize) (end - article) + strlen ("条"))
                     : g_strdup (article);
}

static void
clear_article (gpointer data)
{
  g_free (((HechaArticleTally *) data)->article);
}

GArray *
hecha_tally_articles (const HechaDigest *digest)
{
  GArray *tallies = g_array_new (FALSE, TRUE, sizeof (HechaArticleTally));
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_array_set_clear_func (tallies, clear_article);
  for (guint i = 0; i < digest->findings->len; i++)
    {
      guint index = g_array_index (digest->findings, guint, i);
      g_autofree char *article = hecha_article_alone (hecha_digest_rule (digest, index)->article);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (found, article));

      if (!hecha_digest_is_counted (digest, index))
        continue;
      if (place == 0)
        {
          HechaArticleTally tally = { g_strdup (article), { 0 } };
          g_array_append_val (tallies, tally);
          place = tallies->len;
          g_hash_table_insert (found, g_steal_pointer (&article), GUINT_TO_POINTER (place));
        }
      g_array_index (tallies, HechaArticleTally, place - 1)
        .levels[level_index (hecha_digest_finding (digest, index)->level)]++;
    }
  g_array_sort (tallies, by_article);
  return tallies;
}
