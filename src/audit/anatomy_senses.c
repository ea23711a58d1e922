/* What the words of a project hint at: see anatomist.h and senses.h. */
#include "audit/anatomist.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Votes whose squares come to no more than this tell little. */
#define FAINT 0.3f
#define FEW_VOTES 0.6f
#define WORTH_OWN_USE 0.4f
#define WORTH_BROAD 0.7f

void
hecha_anatomist_vote_for (HechaAnatomist *anatomist, guint16 concept, float worth)
{
  if (anatomist->votes[concept] <= 0)
    anatomist->voted[anatomist->n_voted++] = concept;
  anatomist->votes[concept] += worth;
}

/* A pair may vote again where another took its place: seldom, and always the
 * same. */
static gboolean
has_voted (HechaAnatomist *anatomist, guint16 first, guint16 second)
{
  guint32 pair = (guint32) first << 16 | second;
  guint32 *seen = &anatomist->seen[(pair * 0x9e3779b1u >> 16) % HECHA_SEEN_PAIRS];

  if (*seen == pair)
    return TRUE;
  *seen = pair;
  return FALSE;
}

void
hecha_anatomist_vote (HechaAnatomist *anatomist, const guint16 *units, gsize length, float worth)
{
  const HechaSenses *senses = hecha_thesaurus_senses (anatomist->thesaurus);

  memset (anatomist->seen, 0, HECHA_SEEN_PAIRS * sizeof anatomist->seen[0]);
  for (gsize i = 0; i + 1 < length; i++)
    {
      guint n;
      const HechaVote *votes = hecha_senses_votes (senses, units[i], units[i + 1], &n);
      float weight;

      if (n == 0 || has_voted (anatomist, units[i], units[i + 1]))
        continue;
      weight = worth * hecha_rarity_of (anatomist->rarity, units[i], units[i + 1]);
      for (guint k = 0; k < n && weight > 0; k++)
        hecha_anatomist_vote_for (anatomist, votes[k].concept, weight * votes[k].share);
    }
}

/* ---- counting --------------------------------------------------------- */

typedef struct
{
  guint16 concept;
  float votes;
} Count;

/* What every unit has for itself, or what is named everywhere, tells little; what
 * each has WHOLE, for all the county, tells as much as anything. */
static float
weight_of (const HechaConcept *concept, gboolean whole)
{
  return concept->own_use && !whole ? WORTH_OWN_USE : concept->broad ? WORTH_BROAD : 1.0f;
}

/* The best, at most HECHA_MAX_SENSES; of equals the smaller concept. */
static void
insert_best (Count *best, guint8 *n, Count count)
{
  guint place = *n;

  if (place == HECHA_MAX_SENSES && best[place - 1].votes > count.votes)
    return;
  while (place > 0 && (best[place - 1].votes < count.votes
                       || (best[place - 1].votes <= count.votes
                           && best[place - 1].concept > count.concept)))
    place--;
  if (place == HECHA_MAX_SENSES)
    return;
  *n = MIN (*n + 1, HECHA_MAX_SENSES);
  memmove (best + place + 1, best + place, (*n - 1u - place) * sizeof *best);
  best[place] = count;
}

static int
compare_senses (gconstpointer a, gconstpointer b)
{
  return (int) ((const HechaSense *) a)->concept - (int) ((const HechaSense *) b)->concept;
}

/* To shares whose squares make 1. */
static void
keep_shares (HechaSense *senses, const Count *best, guint n)
{
  float squares = FAINT;

  for (guint i = 0; i < n; i++)
    squares += best[i].votes * best[i].votes;
  for (guint i = 0; i < n; i++)
    senses[i] = (HechaSense){ best[i].concept,
                              (guint16) (best[i].votes / sqrtf (squares) * 65535.0f) };
  qsort (senses, n, sizeof *senses, compare_senses);
}

/* Votes for a concept count for those it is linked to, few ones for itself
 * alone. */
static void
pass_on (HechaAnatomist *anatomist)
{
  const HechaSenses *senses = hecha_thesaurus_senses (anatomist->thesaurus);
  guint n_voted = anatomist->n_voted;
  g_autofree float *given = g_new (float, MAX (n_voted, 1));

  for (guint i = 0; i < n_voted; i++)
    given[i] = anatomist->votes[anatomist->voted[i]];
  for (guint i = 0; i < n_voted; i++)
    {
      guint n = 0;
      const HechaVote *links
          = given[i] >= FEW_VOTES ? hecha_senses_links (senses, anatomist->voted[i], &n) : NULL;

      for (guint k = 0; k < n; k++)
        hecha_anatomist_vote_for (anatomist, links[k].concept, given[i] * links[k].share);
    }
}

void
hecha_anatomist_count (HechaAnatomist *anatomist, HechaSense *senses, guint8 *n_things,
                       guint8 *n_acts)
{
  Count things[HECHA_MAX_SENSES], acts[HECHA_MAX_SENSES];
  gboolean whole = (anatomist->marks.nature & HECHA_NATURE_WHOLE_COUNTY) != 0;

  *n_things = *n_acts = 0;
  pass_on (anatomist);
  for (guint i = 0; i < anatomist->n_voted; i++)
    {
      guint16 concept = anatomist->voted[i];
      const HechaConcept *is = hecha_thesaurus_concept (anatomist->thesaurus, concept);
      Count count = { concept, anatomist->votes[concept] * weight_of (is, whole) };

      anatomist->votes[concept] = 0;
      if (is->kind == HECHA_CONCEPT_OBJECT)
        insert_best (things, n_things, count);
      else if (is->kind == HECHA_CONCEPT_FUNCTION)
        insert_best (acts, n_acts, count);
    }
  anatomist->n_voted = 0;
  keep_shares (senses, things, *n_things);
  keep_shares (senses + *n_things, acts, *n_acts);
}
