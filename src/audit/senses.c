/* Pairs of characters and the concepts they hint at: see senses.h. */
#include "audit/senses.h"

#include <string.h>

#include "audit/folded.h"

/* Words shown for a concept have a pair that says so much of it, and none less
 * than that. */
#define TELLS 0.4f
#define TOUCHES 0.05f
/* More words of one concept with the same pair say no more. */
#define MAX_COUNT 4u

typedef struct
{
  guint32 pair;         /* first << 16 | second */
  guint16 concept;
  gboolean can_vote;
} Hint;

typedef struct
{
  guint16 from;
  HechaVote to;
} Link;

typedef struct
{
  guint32 start, n;     /* of votes */
} Range;

struct _HechaSenses
{
  GArray *hints;        /* Hint, while loading */
  GArray *links;        /* Link, by from */
  guint32 *pairs;       /* open addressing, 0 = free */
  Range *ranges;        /* beside pairs */
  guint32 mask;
  GArray *votes;        /* HechaVote */
  GArray *linked;       /* HechaVote, in order of links */
  Range *links_of;      /* per concept */
  guint n_concepts;
};

HechaSenses *
hecha_senses_new (void)
{
  HechaSenses *senses = g_new0 (HechaSenses, 1);

  senses->hints = g_array_new (FALSE, FALSE, sizeof (Hint));
  senses->links = g_array_new (FALSE, FALSE, sizeof (Link));
  senses->votes = g_array_new (FALSE, FALSE, sizeof (HechaVote));
  senses->linked = g_array_new (FALSE, FALSE, sizeof (HechaVote));
  return senses;
}

void
hecha_senses_free (HechaSenses *senses)
{
  if (senses == NULL)
    return;
  g_array_unref (senses->hints);
  g_array_unref (senses->links);
  g_array_unref (senses->votes);
  g_array_unref (senses->linked);
  g_free (senses->pairs);
  g_free (senses->ranges);
  g_free (senses->links_of);
  g_free (senses);
}

/* Letters and digits are told by whole words only. */
static gboolean
is_plain (guint16 unit)
{
  return unit >= 0x80 && !hecha_folded_is_break (unit);
}

void
hecha_senses_add (HechaSenses *senses, const char *word, guint16 concept, gboolean can_vote)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint16));

  hecha_folded_text (units, word);
  for (guint i = 0; i + 1 < units->len; i++)
    {
      guint16 first = g_array_index (units, guint16, i);
      guint16 second = g_array_index (units, guint16, i + 1);
      Hint hint = { (guint32) first << 16 | second, concept, can_vote };

      if (is_plain (first) && is_plain (second))
        g_array_append_val (senses->hints, hint);
    }
}

void
hecha_senses_link (HechaSenses *senses, guint16 from, guint16 to, float share)
{
  Link link = { from, { to, share } };

  g_array_append_val (senses->links, link);
}

/* ---- freezing --------------------------------------------------------- */

static int
compare_hints (gconstpointer a, gconstpointer b)
{
  const Hint *x = a, *y = b;

  if (x->pair != y->pair)
    return x->pair < y->pair ? -1 : 1;
  return (int) x->concept - (int) y->concept;
}

static int
compare_links (gconstpointer a, gconstpointer b)
{
  const Link *x = a, *y = b;

  return x->from != y->from ? (int) x->from - (int) y->from
                            : (int) x->to.concept - (int) y->to.concept;
}

static guint32
slot_of (const HechaSenses *senses, guint32 pair)
{
  guint32 slot = (pair * 0x9e3779b1u) >> 7 & senses->mask;

  while (senses->pairs[slot] != 0 && senses->pairs[slot] != pair)
    slot = (slot + 1) & senses->mask;
  return slot;
}

/* The hints HINTS[0 .. N) are of one pair, by concept. */
static void
freeze_pair (HechaSenses *senses, const Hint *hints, guint n)
{
  Range range = { senses->votes->len, 0 };
  float all = 0;

  for (guint i = 0, from = 0; i < n; i++)
    {
      HechaVote vote = { hints[i].concept, 0 };

      if (i + 1 < n && hints[i + 1].concept == hints[i].concept)
        continue;
      vote.share = (float) MIN (i + 1 - from, MAX_COUNT);
      all += vote.share;
      from = i + 1;
      if (hints[i].can_vote)
        g_array_append_val (senses->votes, vote);
    }
  range.n = senses->votes->len - range.start;
  for (guint i = 0; i < range.n; i++)
    g_array_index (senses->votes, HechaVote, range.start + i).share /= all;
  if (range.n > 0)
    {
      guint32 slot = slot_of (senses, hints[0].pair);

      senses->pairs[slot] = hints[0].pair;
      senses->ranges[slot] = range;
    }
}

static void
freeze_links (HechaSenses *senses)
{
  g_array_sort (senses->links, compare_links);
  for (guint i = 0; i < senses->links->len; i++)
    senses->n_concepts = MAX (senses->n_concepts,
                              g_array_index (senses->links, Link, i).from + 1u);
  senses->links_of = g_new0 (Range, MAX (senses->n_concepts, 1));
  for (guint i = 0; i < senses->links->len; i++)
    {
      const Link *link = &g_array_index (senses->links, Link, i);
      Range *range = &senses->links_of[link->from];

      if (range->n++ == 0)
        range->start = i;
      g_array_append_val (senses->linked, link->to);
    }
  g_array_set_size (senses->links, 0);
}

void
hecha_senses_freeze (HechaSenses *senses)
{
  const Hint *hints;
  guint size = 1024, start = 0;

  g_array_sort (senses->hints, compare_hints);
  hints = (const Hint *) (gpointer) senses->hints->data;
  while (size < 2 * senses->hints->len)
    size *= 2;
  senses->mask = size - 1;
  senses->pairs = g_new0 (guint32, size);
  senses->ranges = g_new0 (Range, size);
  for (guint i = 1; i <= senses->hints->len; i++)
    if (i == senses->hints->len || hints[i].pair != hints[start].pair)
      {
        freeze_pair (senses, hints + start, i - start);
        start = i;
      }
  g_array_set_size (senses->hints, 0);
  freeze_links (senses);
}

/* ---- asking ----------------------------------------------------------- */

const HechaVote *
hecha_senses_votes (const HechaSenses *senses, guint16 first, guint16 second, guint *n)
{
  guint32 slot;

  *n = 0;
  if (!is_plain (first) || !is_plain (second))
    return NULL;
  slot = slot_of (senses, (guint32) first << 16 | second);
  if (senses->pairs[slot] == 0)
    return NULL;
  *n = senses->ranges[slot].n;
  return &g_array_index (senses->votes, HechaVote, senses->ranges[slot].start);
}

const HechaVote *
hecha_senses_links (const HechaSenses *senses, guint16 concept, guint *n)
{
  *n = concept < senses->n_concepts ? senses->links_of[concept].n : 0;
  return *n == 0 ? NULL
                 : &g_array_index (senses->linked, HechaVote, senses->links_of[concept].start);
}

/* ---- showing ---------------------------------------------------------- */

static float
share_of (const HechaSenses *senses, guint16 first, guint16 second, guint16 concept)
{
  guint n;
  const HechaVote *votes = hecha_senses_votes (senses, first, second, &n);

  for (guint i = 0; i < n; i++)
    if (votes[i].concept == concept)
      return votes[i].share;
  return 0;
}

/* The word from UNITS[START] on whose pairs all touch CONCEPT, one at least
 * telling it: its last character, START where there is none. */
static guint
end_of_word (const HechaSenses *senses, const GArray *units, guint start, guint16 concept)
{
  guint end = start;
  float best = 0;

  for (; end + 1 < units->len; end++)
    {
      float share = share_of (senses, g_array_index (units, guint16, end),
                              g_array_index (units, guint16, end + 1), concept);

      if (share < TOUCHES)
        break;
      best = MAX (best, share);
    }
  return best >= TELLS ? end : start;
}

char *
hecha_senses_words (const HechaSenses *senses, const char *text, guint16 concept, guint max)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint16));
  GString *words = g_string_new (NULL);
  guint n = 0;

  hecha_folded_text (units, text);
  for (guint i = 0; i + 1 < units->len && n < max; i++)
    {
      guint end = end_of_word (senses, units, i, concept);
      g_autofree char *word = NULL;

      if (end == i)
        continue;
      word = hecha_unfold (&g_array_index (units, guint16, i), end + 1 - i);
      if (strstr (words->str, word) == NULL)
        g_string_append_printf (words, "%s“%s”", n++ > 0 ? "、" : "", word);
      i = end;
    }
  return g_string_free (words, words->len == 0);
}
