/* Sketches of texts and names: see anatomist.h. */
#include "audit/anatomist.h"

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
