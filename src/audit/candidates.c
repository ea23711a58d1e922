/* Blocks of projects that may be alike: see candidates.h. */
#include "audit/candidates.h"

#include <string.h>

#define MAX_KEYS 32
#define TOP_OBJECTS 4
#define TOP_FUNCTIONS 3
#define TOP_RESIDUES 2
#define TOP_SENSES 3
#define RARE_RESIDUE 0.25f
#define SKETCH_KEYS 2

/* Blocks up to SMALL_BLOCK are compared whole; in larger ones a project is
 * compared with WINDOW others that come after it by name. */
#define SMALL_BLOCK 128u
#define WINDOW 12u
/* Postings that a thread takes at a time. */
#define TURN 4096u

typedef enum
{
  KEY_OBJECT = 1,
  KEY_OBJECT_FUNCTION,
  KEY_FUNCTION,
  KEY_RESIDUE,
  KEY_STEM,
  KEY_SKETCH,
  KEY_SENSE
} KeyKind;

typedef struct
{
  guint32 start, n;     /* range of postings */
} Block;

/* The objects of a project as bits, those alike to them included: a glance at
 * them spares most comparisons. */
typedef struct
{
  guint64 named;        /* of its name, broad ones left out */
  guint64 own;          /* the same without those alike */
  guint64 any;
  guint64 sense;        /* of what its text hints at most */
} Glance;

struct _HechaCandidates
{
  const HechaAnatomy *const *anatomies;
  const guint8 *compared_only;
  guint n;
  guint32 home;         /* the region of most projects, for those that tell none */
  Glance *glances;
  guint64 *postings;    /* key << 32 | project, ascending */
  gsize n_postings;
  GArray *blocks;       /* Block of two and more, in order of key */
  guint32 *small_from;  /* n + 1: where a project's small blocks begin in `small` */
  guint32 *small;       /* numbers of small blocks, ascending for each project */
};

static guint32
mix (guint32 a, guint32 b)
{
  a ^= b + 0x9e3779b9u + (a << 6) + (a >> 2);
  a *= 0x85ebca6bu;
  return a ^ (a >> 15);
}

/* ---- keys ------------------------------------------------------------- */

typedef struct
{
  guint32 keys[MAX_KEYS];
  guint n;
} Keys;

static void
add_key (Keys *keys, KeyKind kind, guint32 a, guint32 b, guint32 region)
{
  guint32 key = mix (mix (mix (kind, a), b), region);

  for (guint i = 0; i < keys->n; i++)
    if (keys->keys[i] == key)
      return;
  if (keys->n < MAX_KEYS)
    keys->keys[keys->n++] = key;
}

/* The weightiest parts of a kind, at most MAX; ties by concept. */
static guint
top_parts (const HechaAnatomy *anatomy, HechaConceptKind kind, const HechaPart **top, guint max)
{
  guint n = 0;

  for (guint i = 0; i < anatomy->n_parts; i++)
    {
      const HechaPart *part = &anatomy->parts[i];
      guint place = n;

      if (part->kind != kind || part->presence < 0.3f)
        continue;
      while (place > 0 && top[place - 1]->weight < part->weight)
        place--;
      if (place >= max)
        continue;
      n = MIN (n + 1, max);
      for (guint j = n - 1; j > place; j--)
        top[j] = top[j - 1];
      top[place] = part;
    }
  return n;
}

static void
residue_keys (const HechaAnatomy *anatomy, guint32 region, Keys *keys)
{
  guint taken = 0;

  for (float least = 0.4f; least >= RARE_RESIDUE && taken < TOP_RESIDUES; least -= 0.15f)
    for (guint i = 0; i < anatomy->n_residues && taken < TOP_RESIDUES; i++)
      if (anatomy->residues[i].weight >= least)
        {
          add_key (keys, KEY_RESIDUE, anatomy->residues[i].pair, 0, region);
          taken++;
        }
}

static gboolean
is_wide (const HechaThesaurus *thesaurus, guint16 concept)
{
  return hecha_thesaurus_concept (thesaurus, concept)->arena
         && !hecha_thesaurus_concept (thesaurus, concept)->narrow;
}

/* An arena says nothing without a function.  Likes that are worth a pair, the
 * broader concept and those near it, get a key of theirs as well. */
static void
object_keys (const HechaThesaurus *thesaurus, const HechaPart *object,
             const HechaPart *const *functions, guint n_functions, guint32 region, Keys *keys)
{
  guint16 alike[HECHA_MAX_ALIKE];
  guint n_alike = hecha_thesaurus_alike (thesaurus, (guint16) object->concept, alike);

  for (guint k = 0; k < n_alike; k++)
    {
      if ((!object->arena || object->narrow) && !is_wide (thesaurus, alike[k]))
        add_key (keys, KEY_OBJECT, alike[k], 0, region);
      for (guint j = 0; j < n_functions && k < 2; j++)
        add_key (keys, KEY_OBJECT_FUNCTION, alike[k], functions[j]->concept, region);
    }
}

/* The next of the senses in order of weight, ties by concept; LAST is the one
 * before, NULL for the first.  NULL where there is none. */
static const HechaSense *
next_sense (const HechaAnatomy *anatomy, const HechaSense *last)
{
  const HechaSense *best = NULL;

  for (guint i = 0; i < anatomy->n_things; i++)
    {
      const HechaSense *sense = &anatomy->senses[i];

      if (last != NULL && (sense->share > last->share
                           || (sense->share == last->share && sense <= last)))
        continue;
      if (best == NULL || sense->share > best->share)
        best = sense;
    }
  return best;
}

/* What the text hints at most, at most TOP_SENSES. */
static guint
top_senses (const HechaAnatomy *anatomy, guint16 top[TOP_SENSES])
{
  const HechaSense *sense = next_sense (anatomy, NULL);
  guint n = 0;

  for (; sense != NULL && n < TOP_SENSES; sense = next_sense (anatomy, sense))
    top[n++] = sense->concept;
  return n;
}

static guint64
bit_of (guint16 concept)
{
  return (guint64) 1 << (mix (concept, 7) % 64);
}

static Glance
glance_at (const HechaThesaurus *thesaurus, const HechaAnatomy *anatomy)
{
  Glance glance = { 0, 0, 0, 0 };
  guint16 senses[TOP_SENSES];
  guint n_senses = top_senses (anatomy, senses);

  for (guint i = 0; i < n_senses; i++)
    glance.sense |= bit_of (senses[i]);

  for (guint i = 0; i < anatomy->n_objects; i++)
    {
      const HechaPart *part = &anatomy->parts[i];
      guint16 alike[HECHA_MAX_ALIKE];
      guint n_alike = hecha_thesaurus_alike (thesaurus, (guint16) part->concept, alike);
      guint64 bits = 0;

      for (guint k = 0; k < n_alike; k++)
        bits |= bit_of (alike[k]);
      glance.any |= bits;
      if (part->where == HECHA_IN_NAME && !part->broad)
        {
          glance.named |= bits;
          glance.own |= bit_of ((guint16) part->concept);
        }
    }
  return glance;
}

/* Two names that tell different objects are no duplicates, unless their texts
 * hint at one thing or one is a part of what the other lists; where a name tells none, the contents may. */
static gboolean
worth_comparing (const Glance *a, const Glance *b)
{
  if ((a->sense & b->sense) != 0)
    return TRUE;
  if (a->named != 0 && b->named != 0)
    return (a->named & b->named) != 0 || (a->own & ~b->any) == 0 || (b->own & ~a->any) == 0;
  return (a->any & b->any) != 0 || a->any == 0 || b->any == 0;
}

static void
make_keys (const HechaThesaurus *thesaurus, const HechaAnatomy *anatomy, guint32 home,
           Keys *keys)
{
  const HechaPart *objects[TOP_OBJECTS], *functions[TOP_FUNCTIONS];
  guint n_objects = top_parts (anatomy, HECHA_CONCEPT_OBJECT, objects, TOP_OBJECTS);
  guint n_functions = top_parts (anatomy, HECHA_CONCEPT_FUNCTION, functions, TOP_FUNCTIONS);
  guint32 region = anatomy->marks.region != 0 ? anatomy->marks.region : home;
  guint16 senses[TOP_SENSES];
  guint n_senses = top_senses (anatomy, senses);

  keys->n = 0;
  if (anatomy->marks.stem != 0)
    add_key (keys, KEY_STEM, anatomy->marks.stem, 0, region);
  for (guint i = 0; i < anatomy->n_sketch && i < SKETCH_KEYS; i++)
    add_key (keys, KEY_SKETCH, anatomy->sketch[i], 0, region);
  for (guint i = 0; i < n_objects; i++)
    object_keys (thesaurus, objects[i], functions, n_functions, region, keys);
  for (guint i = 0; i < n_senses; i++)
    add_key (keys, KEY_SENSE, senses[i], 0, region);
  for (guint j = 0; j < n_functions && n_objects == 0; j++)
    add_key (keys, KEY_FUNCTION, functions[j]->concept, 0, region);
  residue_keys (anatomy, region, keys);
}

/* ---- blocks ----------------------------------------------------------- */

/* Radix sort by the key's 32 bits; projects are put in in order and stay so. */
static void
sort_postings (HechaCandidates *candidates)
{
  guint64 *from = candidates->postings;
  guint64 *to = g_new (guint64, MAX (candidates->n_postings, 1));

  for (guint shift = 32; shift < 64; shift += 8)
    {
      gsize counts[257] = { 0 };
      guint64 *swap = from;

      for (gsize i = 0; i < candidates->n_postings; i++)
        counts[((from[i] >> shift) & 0xff) + 1]++;
      for (guint i = 0; i < 256; i++)
        counts[i + 1] += counts[i];
      for (gsize i = 0; i < candidates->n_postings; i++)
        to[counts[(from[i] >> shift) & 0xff]++] = from[i];
      from = to;
      to = swap;
    }
  candidates->postings = from;   /* four passes: back where it was */
  g_free (to);
}

static guint32
project_of (guint64 posting)
{
  return (guint32) posting;
}

/* By stem, so that neighbours have like names; then by unit and number. */
static int
compare_by_name (gconstpointer a, gconstpointer b, gpointer data)
{
  const HechaCandidates *candidates = data;
  guint32 p = project_of (*(const guint64 *) a), q = project_of (*(const guint64 *) b);
  const HechaMarks *x = &candidates->anatomies[p]->marks, *y = &candidates->anatomies[q]->marks;

  if (x->stem != y->stem)
    return x->stem < y->stem ? -1 : 1;
  if (x->unit != y->unit)
    return x->unit < y->unit ? -1 : 1;
  return p < q ? -1 : p > q;
}

static void
find_blocks (HechaCandidates *candidates)
{
  gsize start = 0;

  for (gsize i = 1; i <= candidates->n_postings; i++)
    {
      Block block;

      if (i < candidates->n_postings
          && candidates->postings[i] >> 32 == candidates->postings[start] >> 32)
        continue;
      block = (Block){ (guint32) start, (guint32) (i - start) };
      if (block.n > SMALL_BLOCK)
        g_qsort_with_data (candidates->postings + start, (int) block.n, sizeof (guint64),
                           compare_by_name, candidates);
      if (block.n >= 2)
        g_array_append_val (candidates->blocks, block);
      start = i;
    }
}

/* Which small blocks each project stands in: a pair is compared in the first
 * that it shares and not again in the others. */
static void
list_small_blocks (HechaCandidates *candidates)
{
  guint32 *from = g_new0 (guint32, (gsize) candidates->n + 2);

  for (guint b = 0; b < candidates->blocks->len; b++)
    {
      const Block *block = &g_array_index (candidates->blocks, Block, b);
      for (guint i = 0; block->n <= SMALL_BLOCK && i < block->n; i++)
        from[project_of (candidates->postings[block->start + i]) + 2]++;
    }
  for (guint i = 1; i <= candidates->n; i++)
    from[i + 1] += from[i];
  candidates->small = g_new (guint32, MAX (from[candidates->n + 1], 1));
  for (guint b = 0; b < candidates->blocks->len; b++)
    {
      const Block *block = &g_array_index (candidates->blocks, Block, b);
      for (guint i = 0; block->n <= SMALL_BLOCK && i < block->n; i++)
        candidates->small[from[project_of (candidates->postings[block->start + i]) + 1]++] = b;
    }
  candidates->small_from = from;
}

/* The most frequent region; of several the smallest number. */
static guint32
find_home (const HechaAnatomy *const *anatomies, guint n)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_direct_hash, g_direct_equal);
  guint32 home = 0;
  guint most = 0;

  for (guint i = 0; i < n; i++)
    {
      guint32 region = anatomies[i] != NULL ? anatomies[i]->marks.region : 0;
      guint count;

      if (region == 0)
        continue;
      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (region))) + 1;
      g_hash_table_insert (counts, GUINT_TO_POINTER (region), GUINT_TO_POINTER (count));
      if (count > most || (count == most && region < home))
        {
          most = count;
          home = region;
        }
    }
  return home;
}

HechaCandidates *
hecha_candidates_new (const HechaThesaurus *thesaurus, const HechaAnatomy *const *anatomies,
                      const guint8 *compared_only, guint n)
{
  HechaCandidates *candidates = g_new0 (HechaCandidates, 1);
  GArray *postings = g_array_new (FALSE, FALSE, sizeof (guint64));

  candidates->anatomies = anatomies;
  candidates->compared_only = compared_only;
  candidates->n = n;
  candidates->home = find_home (anatomies, n);
  candidates->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  candidates->glances = g_new0 (Glance, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      Keys keys;

      if (anatomies[i] == NULL)
        continue;
      candidates->glances[i] = glance_at (thesaurus, anatomies[i]);
      make_keys (thesaurus, anatomies[i], candidates->home, &keys);
      for (guint k = 0; k < keys.n; k++)
        {
          guint64 posting = (guint64) keys.keys[k] << 32 | i;
          g_array_append_val (postings, posting);
        }
    }
  candidates->n_postings = postings->len;
  candidates->postings = (guint64 *) (gpointer) g_array_free (postings, FALSE);
  sort_postings (candidates);
  find_blocks (candidates);
  list_small_blocks (candidates);
  return candidates;
}

void
hecha_candidates_free (HechaCandidates *candidates)
{
  if (candidates == NULL)
    return;
  g_free (candidates->glances);
  g_free (candidates->postings);
  g_array_unref (candidates->blocks);
  g_free (candidates->small_from);
  g_free (candidates->small);
  g_free (candidates);
}

/* ---- pairs ------------------------------------------------------------ */

/* The first small block that both stand in, or G_MAXUINT32. */
static guint32
first_common (const HechaCandidates *candidates, guint32 a, guint32 b)
{
  guint32 i = candidates->small_from[a], j = candidates->small_from[b];
  guint32 i_end = candidates->small_from[a + 1], j_end = candidates->small_from[b + 1];

  while (i < i_end && j < j_end)
    if (candidates->small[i] == candidates->small[j])
      return candidates->small[i];
    else if (candidates->small[i] < candidates->small[j])
      i++;
    else
      j++;
  return G_MAXUINT32;
}

typedef struct
{
  const HechaCandidates *candidates;
  HechaPairFunc each;
  gpointer data;
  guint thread;
  gint *next;           /* block to take, shared */
} Walk;

static gboolean
wanted (const HechaCandidates *candidates, guint32 a, guint32 b)
{
  const HechaMarks *x = &candidates->anatomies[a]->marks, *y = &candidates->anatomies[b]->marks;

  if (candidates->compared_only != NULL && candidates->compared_only[a]
      && candidates->compared_only[b])
    return FALSE;
  return x->region == y->region || x->region == 0 || y->region == 0;
}

static void
meet (const Walk *walk, guint32 number, gboolean small, guint32 a, guint32 b)
{
  const HechaCandidates *candidates = walk->candidates;

  if (wanted (candidates, a, b)
      && first_common (candidates, a, b) == (small ? number : G_MAXUINT32))
    walk->each (MIN (a, b), MAX (a, b), walk->thread, walk->data);
}

static void
walk_block (const Walk *walk, guint32 number)
{
  const HechaCandidates *candidates = walk->candidates;
  const Block *block = &g_array_index (candidates->blocks, Block, number);
  const guint64 *members = candidates->postings + block->start;
  gboolean small = block->n <= SMALL_BLOCK;
  Glance glances[SMALL_BLOCK];

  for (guint32 i = 0; small && i < block->n; i++)
    glances[i] = candidates->glances[project_of (members[i])];
  for (guint32 i = 0; i < block->n; i++)
    {
      guint32 last = small ? block->n : MIN (block->n, i + 1 + WINDOW);
      Glance own = candidates->glances[project_of (members[i])];

      for (guint32 j = i + 1; j < last; j++)
        if (worth_comparing (&own, small ? &glances[j]
                                         : &candidates->glances[project_of (members[j])]))
          meet (walk, number, small, project_of (members[i]), project_of (members[j]));
    }
}

static gpointer
walk_thread (gpointer data)
{
  const Walk *walk = data;
  guint n = walk->candidates->blocks->len;

  for (;;)
    {
      guint from = (guint) g_atomic_int_add (walk->next, TURN / 64);

      if (from >= n)
        return NULL;
      for (guint b = from; b < MIN (n, from + TURN / 64); b++)
        walk_block (walk, b);
    }
}

void
hecha_candidates_each (const HechaCandidates *candidates, guint jobs, HechaPairFunc each,
                       gpointer data)
{
  guint n = CLAMP (jobs, 1, 64);
  Walk walks[64];
  GThread *threads[64];
  gint next = 0;

  for (guint i = 0; i < n; i++)
    {
      walks[i] = (Walk){ candidates, each, data, i, &next };
      threads[i] = i == 0 ? NULL : g_thread_new ("pairs", walk_thread, &walks[i]);
    }
  walk_thread (&walks[0]);
  for (guint i = 1; i < n; i++)
    g_thread_join (threads[i]);
}
