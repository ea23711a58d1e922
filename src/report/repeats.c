#include "report/repeats.h"

#include <string.h>

#define TABLE_BITS 15

struct _HechaRepeatTable
{
  guint32 places[1u << TABLE_BITS];
};

HechaRepeatTable *
hecha_repeat_table_new (void)
{
  return g_new0 (HechaRepeatTable, 1);
}

void
hecha_repeat_table_free (HechaRepeatTable *table)
{
  g_free (table);
}

static inline guint32
four_bytes (const guint8 *at)
{
  guint32 word;

  memcpy (&word, at, sizeof word);
  return GUINT32_FROM_LE (word);   /* the same entries on every machine */
}

static inline guint64
eight_bytes (const guint8 *at)
{
  guint64 word;

  memcpy (&word, at, sizeof word);
  return GUINT64_FROM_LE (word);
}

static inline guint
entry_of (guint32 word)
{
  return (word * 2654435761u) >> (32 - TABLE_BITS);
}

/* How many of at most LIMIT bytes are the same; the first four are. */
static inline guint
same_bytes (const guint8 *a, const guint8 *b, guint limit)
{
  guint n = HECHA_REPEAT_MIN;

  for (; n + 8 <= limit; n += 8)
    {
      guint64 differ = eight_bytes (a + n) ^ eight_bytes (b + n);

      if (differ != 0)
        return n + (guint) __builtin_ctzll (differ) / 8;
    }
  while (n < limit && a[n] == b[n])
    n++;
  return n;
}

guint
hecha_repeats_find (HechaRepeatTable *table, const guint8 *data, guint start, guint end,
                    guint32 place, guint32 oldest, HechaRepeat *repeats)
{
  guint at = start, done = start, n = 0;

  while (at + HECHA_REPEAT_MIN <= end)
    {
      guint32 word = four_bytes (data + at), here = place + at;
      guint32 *entry = &table->places[entry_of (word)], before = *entry;
      guint distance = here - before, length;

      *entry = here;
      if (before < oldest || distance > HECHA_REPEAT_WINDOW
          || four_bytes (data + at - distance) != word)
        {
          at++;
          continue;
        }
      length = same_bytes (data + at, data + at - distance, MIN (end - at, HECHA_REPEAT_MAX));
      repeats[n++] = (HechaRepeat) { at - done, (guint16) length, (guint16) distance };
      if (at + length + 4 <= end)
        {
          /* Some of the places within are remembered too. */
          table->places[entry_of (four_bytes (data + at + 1))] = here + 1;
          table->places[entry_of (four_bytes (data + at + length - 1))] = here + length - 1;
        }
      at += length;
      done = at;
    }
  return n;
}
