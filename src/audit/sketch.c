/* Sketches of texts and names: see sketch.h. */
#include "audit/sketch.h"

#include <stdlib.h>

static int
compare_u32 (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

static int
compare_u16 (gconstpointer a, gconstpointer b)
{
  return (int) *(const guint16 *) a - (int) *(const guint16 *) b;
}

/* The smallest hashes of the triples of the text just folded: two texts that
 * share much share many of them, however long they are. */
void
hecha_anatomist_sketch (HechaAnatomist *anatomist)
{
  GArray *hashes = anatomist->hashes;
  GArray *units = anatomist->units;
  guint kept = 0, filled = 0;

  for (guint i = 0; i < units->len; i++)
    {
      guint16 unit = g_array_index (units, guint16, i);
      if (!hecha_folded_is_break (unit) && !(unit >= '0' && unit <= '9'))
        g_array_index (units, guint16, filled++) = unit;
    }
  g_array_set_size (hashes, 0);
  for (guint i = 0; i + 3 <= filled; i++)
    {
      guint32 hash = hecha_folded_hash (&g_array_index (units, guint16, i), 3);
      g_array_append_val (hashes, hash);
    }
  g_array_sort (hashes, compare_u32);
  for (guint i = 0; i < hashes->len && kept < HECHA_SKETCH_SIZE; i++)
    if (i == 0 || g_array_index (hashes, guint32, i) != g_array_index (hashes, guint32, kept - 1))
      g_array_index (hashes, guint32, kept++) = g_array_index (hashes, guint32, i);
  g_array_set_size (hashes, kept);
}

guint
hecha_anatomist_grams (const HechaAnatomist *anatomist, guint16 *grams)
{
  const guint16 *stem = (const guint16 *) (gpointer) anatomist->stem->data;
  guint n = 0, kept = 0;

  for (guint i = 0; i + 2 <= anatomist->stem->len && n < HECHA_NAME_GRAMS; i++)
    grams[n++] = (guint16) hecha_folded_hash (stem + i, 2);
  qsort (grams, n, sizeof *grams, compare_u16);
  for (guint i = 0; i < n; i++)
    if (i == 0 || grams[i] != grams[kept - 1])
      grams[kept++] = grams[i];
  return kept;
}

/* ---- comparing -------------------------------------------------------- */

float
hecha_sketch_residues (const HechaAnatomy *a, const HechaAnatomy *b)
{
  float both = 0;
  guint i = 0, j = 0;

  /* Which is smaller cannot be foretold: no branches depend on it. */
  while (i < a->n_residues && j < b->n_residues)
    {
      HechaResidue x = a->residues[i], y = b->residues[j];

      if (G_UNLIKELY (x.pair == y.pair))
        both += MIN (x.weight, y.weight);
      i += x.pair <= y.pair;
      j += y.pair <= x.pair;
    }
  /* A single stray pair of characters is no word. */
  return both > 0
           ? MIN (1.0f, both / MAX (MIN (a->residue_weight, b->residue_weight), 0.6f)) : 0;
}

float
hecha_sketch_names (const HechaAnatomy *a, const HechaAnatomy *b)
{
  guint i = 0, j = 0, both = 0;

  if (a->marks.stem != 0 && a->marks.stem == b->marks.stem)
    return 1.0f;
  while (i < a->n_grams && j < b->n_grams)
    {
      guint16 x = a->grams[i], y = b->grams[j];

      both += x == y;
      i += x <= y;
      j += y <= x;
    }
  return both == 0 ? 0 : 2.0f * (float) both / (float) (a->n_grams + b->n_grams);
}

/* How many of the sketch's hashes are LIMIT or less. */
static guint
n_up_to (const HechaAnatomy *anatomy, guint32 limit)
{
  guint n = anatomy->n_sketch;

  while (n > 0 && anatomy->sketch[n - 1] > limit)
    n--;
  return n;
}

/* Sketches hold the smallest hashes: below the smaller of the two largest
 * both are complete, and there the shares are compared. */
float
hecha_sketch_copied (const HechaAnatomy *a, const HechaAnatomy *b)
{
  guint i = 0, j = 0, both = 0, n_a, n_b;
  guint32 limit;

  if (a->n_sketch < 8 || b->n_sketch < 8)
    return 0;
  limit = G_MAXUINT32;
  if (a->n_sketch == HECHA_SKETCH_SIZE)
    limit = MIN (limit, a->sketch[a->n_sketch - 1]);
  if (b->n_sketch == HECHA_SKETCH_SIZE)
    limit = MIN (limit, b->sketch[b->n_sketch - 1]);
  n_a = n_up_to (a, limit);
  n_b = n_up_to (b, limit);
  /* Which is smaller cannot be foretold: no branches depend on it. */
  while (i < n_a && j < n_b)
    {
      guint32 x = a->sketch[i], y = b->sketch[j];

      both += x == y;
      i += x <= y;
      j += y <= x;
    }
  return (float) both / (float) MAX (MIN (n_a, n_b), 6);
}
