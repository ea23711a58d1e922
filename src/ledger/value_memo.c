#include "ledger/value_memo.h"

#include <string.h>

/* Sets of places, a power of two, and the rows from which on more are worth
 * their memory. */
#define SETS 2048u
#define FEW_SETS 32u
#define MANY_ROWS 256u
#define WAYS 2u              /* places in each: two values may share a hash */
#define MAX_TEXT 64          /* longer texts hardly repeat */

typedef struct
{
  HechaCell cell;
  HechaDatum datum;
} Place;

struct _HechaValueMemo
{
  guint hits, misses;
  guint n_sets;
  /* The hashes stand apart: they fit in the cache where the places do not. */
  guint32 (*hashes)[WAYS];
  Place (*places)[WAYS];   /* those with a hash are filled */
};

/* A column of names, codes or free text never repeats: then looking is waste. */
static gboolean
is_useless (const HechaValueMemo *memo)
{
  return memo->misses > 2000 && memo->hits < memo->misses / 4;
}

HechaValueMemo *
hecha_value_memo_new (guint n_rows)
{
  HechaValueMemo *memo = g_new0 (HechaValueMemo, 1);

  memo->n_sets = n_rows > MANY_ROWS ? SETS : FEW_SETS;
  memo->hashes = g_malloc0_n (memo->n_sets, sizeof *memo->hashes);
  memo->places = g_malloc_n (memo->n_sets, sizeof *memo->places);
  return memo;
}

void
hecha_value_memo_free (HechaValueMemo *memo)
{
  if (memo == NULL)
    return;
  g_free (memo->hashes);
  g_free (memo->places);
  g_free (memo);
}

/* The bits of a number: 0 and -0 are two, and a NaN is itself. */
static guint64
number_bits (const HechaCell *cell)
{
  guint64 bits;

  memcpy (&bits, &cell->number, sizeof bits);
  return bits;
}

static guint64
mix (guint64 hash, guint64 bits)
{
  hash = (hash ^ bits) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ hash >> 29;
}

/* FALSE where the cell is not worth a place. */
static gboolean
hash_cell (const HechaCell *cell, guint32 *hash)
{
  guint64 h = cell->type ^ ((guint64) cell->style << 8), bits = 0;

  if (cell->type == HECHA_CELL_TEXT)
    {
      gsize length = strlen (cell->text), i;

      if (length > MAX_TEXT)
        return FALSE;
      for (i = 0; i + sizeof bits <= length; i += sizeof bits)
        {
          memcpy (&bits, cell->text + i, sizeof bits);
          h = mix (h, bits);
        }
      bits = 0;
      memcpy (&bits, cell->text + i, length - i);
      h = mix (h, bits);
    }
  else if (cell->type == HECHA_CELL_NUMBER || cell->type == HECHA_CELL_BOOLEAN)
    h = mix (h, number_bits (cell));
  else
    return FALSE;
  *hash = (guint32) (h >> 32) | 1;   /* 0 is an empty place */
  return TRUE;
}

static gboolean
is_same (const HechaCell *left, const HechaCell *right)
{
  if (left->type != right->type || left->style != right->style || left->format != right->format
      || left->flags != right->flags)
    return FALSE;
  if (left->type == HECHA_CELL_TEXT)
    return left->text == right->text || strcmp (left->text, right->text) == 0;
  return number_bits (left) == number_bits (right);
}

void
hecha_value_memo_read (HechaValueMemo *memo, HechaField field, const HechaCell *cell,
                       const char *format_code, const HechaValueContext *context,
                       GStringChunk *pool, HechaDatum *datum)
{
  guint32 hash, *hashes;
  Place *set;
  guint way;

  if (memo == NULL || cell == NULL || is_useless (memo) || !hash_cell (cell, &hash))
    {
      hecha_value_read (field, cell, format_code, context, pool, datum);
      return;
    }
  set = memo->places[(hash >> 1) & (memo->n_sets - 1)];
  hashes = memo->hashes[(hash >> 1) & (memo->n_sets - 1)];
  for (way = 0; way < WAYS; way++)
    if (hashes[way] == hash && is_same (&set[way].cell, cell))
      {
        memo->hits++;
        *datum = set[way].datum;
        return;
      }
  /* The value met last stands first. */
  if (hashes[0] != 0)
    set[1] = set[0];
  hashes[1] = hashes[0];
  memset (&set[0].datum, 0, sizeof set[0].datum);
  hecha_value_read (field, cell, format_code, context, pool, &set[0].datum);
  set[0].cell = *cell;
  hashes[0] = hash;
  memo->misses++;
  *datum = set[0].datum;
}
