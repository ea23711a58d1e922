#include "report/prefix_code.h"

#include <string.h>

/* Of a symbol to be sorted: count above, symbol below. */
#define SYMBOL_BITS 9
#define SYMBOL_MASK ((1u << SYMBOL_BITS) - 1)

/* Ascending.  No two are equal, so that any way of sorting gives the same. */
static void
sort (guint32 *keys, guint n)
{
  static const guint gaps[] = { 132, 57, 23, 10, 4, 1 };

  for (gsize g = 0; g < G_N_ELEMENTS (gaps); g++)
    for (guint i = gaps[g]; i < n; i++)
      {
        guint32 key = keys[i];
        guint j = i;

        for (; j >= gaps[g] && keys[j - gaps[g]] > key; j -= gaps[g])
          keys[j] = keys[j - gaps[g]];
        keys[j] = key;
      }
}

/* From the weights of N symbols in ascending order to the depths of their
 * leaves in the tree of least cost, in place: A. Moffat, J. Katajainen,
 * "In-place calculation of minimum-redundancy codes", 1995.  N > 1. */
static void
weights_to_depths (guint32 *a, guint n)
{
  guint root = 0, leaf = 2, next;
  guint free_places = 1, used = 0, depth = 0;

  /* Inner nodes from the lightest up, each then holding its parent. */
  a[0] += a[1];
  for (next = 1; next < n - 1; next++)
    {
      guint32 sum = 0;

      for (guint child = 0; child < 2; child++)
        if (leaf >= n || (root < next && a[root] < a[leaf]))
          {
            sum += a[root];
            a[root++] = next;
          }
        else
          sum += a[leaf++];
      a[next] = sum;
    }
  /* The depths of the inner nodes, from the root down. */
  a[n - 2] = 0;
  for (guint i = n - 2; i-- > 0;)
    a[i] = a[a[i]] + 1;
  /* What places they leave on each level is for leaves. */
  for (gint inner = (gint) n - 2, out = (gint) n - 1; free_places > 0; depth++)
    {
      for (used = 0; inner >= 0 && a[inner] == depth; inner--)
        used++;
      for (; free_places > used; free_places--)
        a[out--] = depth;
      free_places = 2 * used;
    }
}

/* How many leaves there are of each depth, none below LIMIT: those that were
 * are put at it, and others pushed down until there is room for them. */
static void
count_depths (const guint32 *depths, guint n, guint limit, guint *per_depth)
{
  guint64 room = G_GUINT64_CONSTANT (1) << limit, taken = 0;

  memset (per_depth, 0, (HECHA_PREFIX_BITS + 1) * sizeof *per_depth);
  for (guint i = 0; i < n; i++)
    per_depth[MIN (depths[i], limit)]++;
  for (guint d = 1; d <= limit; d++)
    taken += (guint64) per_depth[d] << (limit - d);
  for (; taken > room; taken--)
    {
      guint d = limit - 1;

      while (per_depth[d] == 0)
        d--;
      /* A leaf becomes a node of itself and of one from the lowest level. */
      per_depth[d]--;
      per_depth[d + 1] += 2;
      per_depth[limit]--;
    }
}

static guint16
reversed (guint word, guint length)
{
  guint out = 0;

  for (guint i = 0; i < length; i++, word >>= 1)
    out = out << 1 | (word & 1);
  return (guint16) out;
}

void
hecha_prefix_code_assign (HechaPrefixCode *code, guint n)
{
  guint per_length[HECHA_PREFIX_BITS + 1] = { 0 }, next[HECHA_PREFIX_BITS + 1], word = 0;

  for (guint i = 0; i < n; i++)
    per_length[code->lengths[i]]++;
  per_length[0] = 0;
  for (guint length = 1; length <= HECHA_PREFIX_BITS; length++)
    {
      word = (word + per_length[length - 1]) << 1;
      next[length] = word;
    }
  for (guint i = 0; i < n; i++)
    if (code->lengths[i] > 0)
      code->words[i] = reversed (next[code->lengths[i]]++, code->lengths[i]);
}

void
hecha_prefix_code_make (HechaPrefixCode *code, const guint32 *counts, guint n, guint limit)
{
  guint32 keys[HECHA_PREFIX_SYMBOLS] = { 0 }, weights[HECHA_PREFIX_SYMBOLS] = { 0 };
  guint per_depth[HECHA_PREFIX_BITS + 1], used = 0, at = 0;

  for (guint i = 0; i < n; i++)
    if (counts[i] > 0)
      keys[used++] = counts[i] << SYMBOL_BITS | i;
  for (guint i = 0; used < 2; i++)
    if (counts[i] == 0)
      keys[used++] = 1u << SYMBOL_BITS | i;
  sort (keys, used);
  for (guint i = 0; i < used; i++)
    weights[i] = keys[i] >> SYMBOL_BITS;
  weights_to_depths (weights, used);
  count_depths (weights, used, limit, per_depth);
  memset (code->lengths, 0, n);
  /* The rarest symbols take the longest words. */
  for (guint length = limit; length > 0; length--)
    for (guint i = 0; i < per_depth[length]; i++)
      code->lengths[keys[at++] & SYMBOL_MASK] = (guint8) length;
  hecha_prefix_code_assign (code, n);
}
