/* 9-duplicate: see duplicate.h. */
#include "audit/duplicate.h"

#include "audit/candidates.h"
#include "audit/likeness.h"
#include "audit/pairwords.h"
#include "audit/sketch.h"

/* A later phase or an upgrade is mentioned only where it repeats what it
 * continues, word for word. */
#define HINT_COPY 0.8f
/* Of one project no more partners than this are told; fewer where the batch is
 * so full of like projects that nobody could read all pairs. */
#define MAX_PARTNERS 12u
#define FEW_PARTNERS 3u
#define FULL_BATCH 3u       /* pairs a project */
#define MAX_JOBS 64u

typedef struct
{
  guint32 a, b;
  float score;
  gboolean hint;
} Pair;

typedef struct
{
  const HechaSubject *subjects;
  guint n;
  const HechaThesaurus *thesaurus;
  const HechaAnatomy **anatomies;
  guint8 *compared_only;
  float threshold;
  HechaAnatomist *anatomists[MAX_JOBS];
  GArray *pairs[MAX_JOBS];     /* Pair */
  guint jobs;
} Search;

/* ---- dissecting -------------------------------------------------------- */

typedef struct
{
  Search *search;
  guint thread;
} Share;

/* Services and operation of systems have no duplicates: not even looked at. */
static gboolean
can_be_duplicate (const HechaMarks *marks)
{
  return marks->role == 0 && (marks->nature & HECHA_NATURE_MAINTENANCE) == 0;
}

static gpointer
dissect_share (gpointer data)
{
  const Share *share = data;
  Search *search = share->search;
  guint64 n = search->n;
  guint from = (guint) (n * share->thread / search->jobs);
  guint to = (guint) (n * (share->thread + 1) / search->jobs);

  for (guint i = from; i < to; i++)
    {
      const HechaAnatomy *anatomy;

      if (search->subjects[i].left_out)
        continue;
      anatomy = hecha_anatomist_dissect (search->anatomists[share->thread],
                                         &search->subjects[i]);
      if (can_be_duplicate (&anatomy->marks))
        search->anatomies[i] = anatomy;
      search->compared_only[i] = search->subjects[i].compared_only != FALSE;
    }
  return NULL;
}

static void
dissect_all (Search *search)
{
  Share shares[MAX_JOBS];
  GThread *threads[MAX_JOBS] = { NULL };

  for (guint i = 0; i < search->jobs; i++)
    {
      shares[i] = (Share){ search, i };
      threads[i] = i == 0 ? NULL : g_thread_new ("dissect", dissect_share, &shares[i]);
    }
  dissect_share (&shares[0]);
  for (guint i = 1; i < search->jobs; i++)
    g_thread_join (threads[i]);
}

/* ---- judging pairs ----------------------------------------------------- */

static gboolean
may_hint (HechaKin kin)
{
  return kin == HECHA_KIN_PHASE || kin == HECHA_KIN_UPGRADE;
}

/* FALSE: no pair. */
static gboolean
judge (const Search *search, guint32 a, guint32 b, HechaLikeness *likeness, Pair *pair)
{
  const HechaAnatomy *of_a = search->anatomies[a], *of_b = search->anatomies[b];

  if (!hecha_likeness_may_reach (search->thesaurus, of_a, of_b, search->threshold))
    return FALSE;
  hecha_likeness (search->thesaurus, of_a, of_b, likeness);
  *pair = (Pair){ a, b, likeness->score, FALSE };
  if (likeness->kin != HECHA_KIN_NONE && !may_hint (likeness->kin))
    return FALSE;
  pair->hint = may_hint (likeness->kin);
  return pair->score >= search->threshold
         && (!pair->hint || hecha_sketch_copied (of_a, of_b) >= HINT_COPY);
}

static void
compare_pair (guint32 a, guint32 b, guint thread, gpointer data)
{
  Search *search = data;
  HechaLikeness likeness;
  Pair pair;

  if (judge (search, a, b, &likeness, &pair))
    g_array_append_val (search->pairs[thread], pair);
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const Pair *x = a, *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const Pair *x = a, *y = b;

  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

/* The pairs of all threads, the best first. */
static GArray *
collect (Search *search)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = 0; i < search->jobs; i++)
    {
      g_array_append_vals (all, search->pairs[i]->data, search->pairs[i]->len);
      g_clear_pointer (&search->pairs[i], g_array_unref);
    }
  g_array_sort (all, compare_scores);
  return all;
}

/* In order of a, b, without those beyond the partners that a project may
 * have: a pair goes where both have theirs already. */
static GArray *
gather (Search *search)
{
  g_autoptr (GArray) all = collect (search);
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autofree guint8 *partners = g_new0 (guint8, MAX (search->n, 1));
  guint limit = all->len / FULL_BATCH > search->n ? FEW_PARTNERS : MAX_PARTNERS;

  for (guint i = 0; i < all->len; i++)
    {
      const Pair *pair = &g_array_index (all, Pair, i);

      if (partners[pair->a] >= limit && partners[pair->b] >= limit)
        continue;
      partners[pair->a] += partners[pair->a] < limit;
      partners[pair->b] += partners[pair->b] < limit;
      g_array_append_val (kept, *pair);
    }
  g_array_sort (kept, compare_members);
  return kept;
}

/* ---- groups ------------------------------------------------------------ */

static guint32
leader (guint32 *parents, guint32 i)
{
  while (parents[i] != i)
    {
      parents[i] = parents[parents[i]];
      i = parents[i];
    }
  return i;
}

typedef struct
{
  guint32 *groups;     /* per subject, 0 = in none */
  guint32 *degrees;    /* partners per subject */
  guint32 *sizes;      /* per group, 1-based */
} Groups;

/* The smallest member leads a group; groups are numbered by it. */
static void
make_groups (Groups *groups, const GArray *pairs, guint n)
{
  g_autofree guint32 *parents = g_new (guint32, MAX (n, 1));
  guint32 number = 0;

  groups->groups = g_new0 (guint32, MAX (n, 1));
  groups->degrees = g_new0 (guint32, MAX (n, 1));
  groups->sizes = g_new0 (guint32, (gsize) n + 1);
  for (guint i = 0; i < n; i++)
    parents[i] = i;
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);
      guint32 a = leader (parents, pair->a), b = leader (parents, pair->b);

      if (pair->hint)
        continue;
      groups->degrees[pair->a]++;
      groups->degrees[pair->b]++;
      parents[MAX (a, b)] = MIN (a, b);
    }
  for (guint i = 0; i < n; i++)
    {
      guint32 first = leader (parents, i);

      if (groups->degrees[i] == 0)
        continue;
      if (groups->groups[first] == 0)
        groups->groups[first] = ++number;
      groups->groups[i] = groups->groups[first];
      groups->sizes[groups->groups[i]]++;
    }
}

static void
free_groups (Groups *groups)
{
  g_free (groups->groups);
  g_free (groups->degrees);
  g_free (groups->sizes);
}

/* A–B and B–C without A–C: the group hangs together by a chain. */
static void
note_chain (GString *objection, const Groups *groups, const Pair *pair)
{
  guint32 size = groups->sizes[groups->groups[pair->a]];

  if (groups->degrees[pair->a] + 1 == size && groups->degrees[pair->b] + 1 == size)
    return;
  if (objection->len > 0)
    g_string_append (objection, "；");
  g_string_append_printf (objection,
                          "本组共%u个项目，有的项目之间未直接达到阈值，属链式关联，应逐对核实", size);
}

/* ---- the whole --------------------------------------------------------- */

static void
clear_duplicate (gpointer data)
{
  HechaDuplicate *duplicate = data;

  g_free (duplicate->agreement);
  g_free (duplicate->objection);
}

typedef struct
{
  Search *search;
  const GArray *pairs;     /* Pair */
  const Groups *groups;
  GArray *found;           /* HechaDuplicate, one a pair */
  guint thread;
} Telling;

guint32
hecha_duplicate_bearer (const HechaSubject *subjects, guint32 a, guint32 b)
{
  if (subjects[a].compared_only != subjects[b].compared_only)
    return subjects[a].compared_only ? b : a;
  if (subjects[a].year != subjects[b].year)
    return subjects[a].year > subjects[b].year ? a : b;
  return MAX (a, b);
}

static void
explain_pair (const Telling *telling, guint i)
{
  Search *search = telling->search;
  const Pair *pair = &g_array_index (telling->pairs, Pair, i);
  HechaDuplicate duplicate = { pair->a, pair->b, pair->score, pair->hint, 0, NULL, NULL };
  GString *agreement = g_string_new (NULL), *objection = g_string_new (NULL);
  guint32 first = hecha_duplicate_bearer (search->subjects, pair->a, pair->b);
  guint32 second = first == pair->a ? pair->b : pair->a;
  HechaLikeness likeness;
  Pair again;

  judge (search, pair->a, pair->b, &likeness, &again);
  hecha_pair_words (search->thesaurus, search->anatomists[telling->thread],
                    &search->subjects[first], &search->subjects[second], &likeness,
                    search->anatomies[first], search->anatomies[second], agreement, objection);
  if (!pair->hint)
    {
      duplicate.group = telling->groups->groups[pair->a];
      note_chain (objection, telling->groups, pair);
    }
  duplicate.agreement = g_string_free (agreement, FALSE);
  duplicate.objection = g_string_free (objection, FALSE);
  g_array_index (telling->found, HechaDuplicate, i) = duplicate;
}

static gpointer
explain_share (gpointer data)
{
  const Telling *telling = data;
  /* There is at least one job. NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
  guint64 n = telling->pairs->len;
  guint from = (guint) (n * telling->thread / telling->search->jobs);
  guint to = (guint) (n * (telling->thread + 1) / telling->search->jobs);

  for (guint i = from; i < to; i++)
    explain_pair (telling, i);
  return NULL;
}

static GArray *
explain_all (Search *search, const GArray *pairs)
{
  GArray *found = g_array_sized_new (FALSE, TRUE, sizeof (HechaDuplicate), pairs->len);
  Telling tellings[MAX_JOBS];
  GThread *threads[MAX_JOBS] = { NULL };
  Groups groups;

  g_array_set_size (found, pairs->len);
  g_array_set_clear_func (found, clear_duplicate);
  make_groups (&groups, pairs, search->n);
  for (guint i = 0; i < search->jobs; i++)
    {
      tellings[i] = (Telling){ search, pairs, &groups, found, i };
      threads[i] = i == 0 ? NULL : g_thread_new ("explain", explain_share, &tellings[i]);
    }
  explain_share (&tellings[0]);
  for (guint i = 1; i < search->jobs; i++)
    g_thread_join (threads[i]);
  free_groups (&groups);
  return found;
}

static GArray *
search_all (Search *search, const HechaRarity *rarity)
{
  g_autoptr (HechaCandidates) candidates = NULL;
  g_autoptr (GArray) pairs = NULL;
  GArray *found;

  search->anatomies = g_new0 (const HechaAnatomy *, MAX (search->n, 1));
  search->compared_only = g_new0 (guint8, MAX (search->n, 1));
  for (guint i = 0; i < search->jobs; i++)
    {
      search->anatomists[i] = hecha_anatomist_new (search->thesaurus, rarity);
      search->pairs[i] = g_array_new (FALSE, FALSE, sizeof (Pair));
    }
  dissect_all (search);
  candidates = hecha_candidates_new (search->thesaurus, search->anatomies,
                                     search->compared_only, search->n);
  hecha_candidates_each (candidates, search->jobs, compare_pair, search);
  g_clear_pointer (&candidates, hecha_candidates_free);
  pairs = gather (search);
  found = explain_all (search, pairs);
  for (guint i = 0; i < search->jobs; i++)
    hecha_anatomist_free (search->anatomists[i]);
  g_free (search->anatomies);
  g_free (search->compared_only);
  return found;
}

GArray *
hecha_duplicates_find (const HechaSubject *subjects, guint n,
                       const HechaDuplicateOptions *options, GError **error)
{
  g_autoptr (HechaThesaurus) thesaurus = hecha_thesaurus_load (options->thesaurus, error);
  g_autoptr (HechaRarity) rarity = NULL;
  Search search = { 0 };

  if (thesaurus == NULL)
    return NULL;
  rarity = hecha_rarity_load (error);
  if (rarity == NULL)
    return NULL;
  search.subjects = subjects;
  search.n = n;
  search.thesaurus = thesaurus;
  search.threshold = (float) options->threshold;
  search.jobs = CLAMP (options->jobs, 1, MAX_JOBS);
  return search_all (&search, rarity);
}
