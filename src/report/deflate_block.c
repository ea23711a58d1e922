#include "report/deflate_block.h"

#include <string.h>

#include "report/prefix_code.h"

#define N_LITERALS 286u     /* bytes, the end of the block, lengths */
#define N_DISTANCES 30u
#define N_LENGTH_CODES 19u  /* of the code in which the other two are told */
#define END 256u
#define STORED_MAX 65535u

/* The order in which lengths of the third code are told. */
static const guint8 told_order[N_LENGTH_CODES]
    = { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15 };

/* What a repeat's length and distance are told by: a symbol and bits. */
typedef struct
{
  guint8 length_symbols[HECHA_REPEAT_MAX + 1];  /* less 257 */
  guint8 near[256], far[256];                   /* by distance - 1, and that / 128 */
  guint16 length_bases[29], distance_bases[N_DISTANCES];
  guint8 length_bits[29], distance_bits[N_DISTANCES];
} Slots;

typedef struct
{
  HechaPrefixCode literals, distances;
} Codes;

/* Both codes' lengths, told in runs. */
typedef struct
{
  guint8 symbols[N_LITERALS + N_DISTANCES], extras[N_LITERALS + N_DISTANCES];
  guint n, n_literals, n_distances, n_told;
  HechaPrefixCode code;
} Told;

/* ---- tables --------------------------------------------------------------------- */

/* Filled once; the same for all. */
static Slots slots;
static Codes fixed;

static void
fill_lengths (void)
{
  guint length = 3;

  for (guint i = 0; i < 28; i++)
    {
      slots.length_bases[i] = (guint16) length;
      slots.length_bits[i] = (guint8) (i < 8 ? 0 : i / 4 - 1);
      for (guint j = 0; j < 1u << slots.length_bits[i]; j++, length++)
        if (length < HECHA_REPEAT_MAX)
          slots.length_symbols[length] = (guint8) i;
    }
  slots.length_bases[28] = HECHA_REPEAT_MAX;
  slots.length_bits[28] = 0;
  slots.length_symbols[HECHA_REPEAT_MAX] = 28;
}

static void
fill_distances (void)
{
  guint distance = 1;

  for (guint i = 0; i < N_DISTANCES; i++)
    {
      slots.distance_bases[i] = (guint16) distance;
      slots.distance_bits[i] = (guint8) (i < 4 ? 0 : i / 2 - 1);
      for (guint j = 0; j < 1u << slots.distance_bits[i]; j++, distance++)
        if (distance <= 256)
          slots.near[distance - 1] = (guint8) i;
        else
          slots.far[(distance - 1) >> 7] = (guint8) i;
    }
}

static void
fill_fixed (void)
{
  for (guint i = 0; i < HECHA_PREFIX_SYMBOLS; i++)
    fixed.literals.lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
  memset (fixed.distances.lengths, 5, sizeof fixed.distances.lengths);
  hecha_prefix_code_assign (&fixed.literals, HECHA_PREFIX_SYMBOLS);
  hecha_prefix_code_assign (&fixed.distances, 32);
}

static void
fill_tables (void)
{
  static gsize filled;

  if (g_once_init_enter (&filled))
    {
      fill_lengths ();
      fill_distances ();
      fill_fixed ();
      g_once_init_leave (&filled, 1);
    }
}

static inline guint
distance_symbol (guint distance)
{
  return distance <= 256 ? slots.near[distance - 1] : slots.far[(distance - 1) >> 7];
}

/* ---- bits ------------------------------------------------------------------------- */

typedef struct
{
  guint64 bits;
  guint n_bits;
  guint8 *at;
} Writer;

static inline void
put (Writer *writer, guint64 bits, guint n)
{
  writer->bits |= bits << writer->n_bits;
  writer->n_bits += n;
}

/* All but seven bits at most; eight bytes behind AT are overwritten. */
static inline void
flush (Writer *writer)
{
  guint64 word = GUINT64_TO_LE (writer->bits);

  memcpy (writer->at, &word, sizeof word);
  writer->at += writer->n_bits >> 3;
  writer->bits >>= writer->n_bits & ~7u;
  writer->n_bits &= 7;
}

static inline void
put_symbol (Writer *writer, const HechaPrefixCode *code, guint symbol)
{
  put (writer, code->words[symbol], code->lengths[symbol]);
}

/* ---- the code of codes ---------------------------------------------------------------- */

static guint
without_trailing_zeros (const guint8 *lengths, guint n, guint least)
{
  while (n > least && lengths[n - 1] == 0)
    n--;
  return n;
}

static void
tell (Told *told, guint symbol, guint extra, guint32 *counts)
{
  told->symbols[told->n] = (guint8) symbol;
  told->extras[told->n++] = (guint8) extra;
  counts[symbol]++;
}

/* RUN times LENGTH. */
static void
tell_run (Told *told, guint length, guint run, guint32 *counts)
{
  if (length == 0)
    for (; run >= 3; run -= MIN (run, 138))
      if (run >= 11)
        tell (told, 18, MIN (run, 138) - 11, counts);
      else
        {
          tell (told, 17, run - 3, counts);
          return;
        }
  else if (run >= 4)
    {
      tell (told, length, 0, counts);
      for (run--; run >= 3; run -= MIN (run, 6))
        tell (told, 16, MIN (run, 6) - 3, counts);
    }
  for (; run > 0; run--)
    tell (told, length, 0, counts);
}

static void
tell_codes (Told *told, const Codes *codes)
{
  guint8 all[N_LITERALS + N_DISTANCES];
  guint32 counts[N_LENGTH_CODES] = { 0 };
  guint n, run;

  told->n = 0;
  told->n_literals = without_trailing_zeros (codes->literals.lengths, N_LITERALS, END + 1);
  told->n_distances = without_trailing_zeros (codes->distances.lengths, N_DISTANCES, 1);
  memcpy (all, codes->literals.lengths, told->n_literals);
  memcpy (all + told->n_literals, codes->distances.lengths, told->n_distances);
  n = told->n_literals + told->n_distances;
  for (guint i = 0; i < n; i += run)
    {
      for (run = 1; i + run < n && all[i + run] == all[i]; run++)
        ;
      tell_run (told, all[i], run, counts);
    }
  hecha_prefix_code_make (&told->code, counts, N_LENGTH_CODES, 7);
  for (told->n_told = N_LENGTH_CODES;
       told->n_told > 4 && told->code.lengths[told_order[told->n_told - 1]] == 0;)
    told->n_told--;
}

static guint
extra_bits (guint symbol)
{
  return symbol == 16 ? 2 : symbol == 17 ? 3 : symbol == 18 ? 7 : 0;
}

static guint
told_size (const Told *told)
{
  guint size = 5 + 5 + 4 + 3 * told->n_told;

  for (guint i = 0; i < told->n; i++)
    size += told->code.lengths[told->symbols[i]] + extra_bits (told->symbols[i]);
  return size;
}

static void
put_told (Writer *writer, const Told *told)
{
  put (writer, told->n_literals - 257, 5);
  put (writer, told->n_distances - 1, 5);
  put (writer, told->n_told - 4, 4);
  flush (writer);
  for (guint i = 0; i < told->n_told; i++)
    {
      put (writer, told->code.lengths[told_order[i]], 3);
      flush (writer);
    }
  for (guint i = 0; i < told->n; i++)
    {
      put_symbol (writer, &told->code, told->symbols[i]);
      put (writer, told->extras[i], extra_bits (told->symbols[i]));
      flush (writer);
    }
}

/* ---- counting ---------------------------------------------------------------------- */

typedef struct
{
  guint32 literals[HECHA_PREFIX_SYMBOLS], distances[32];
} Counts;

static void
count (const HechaBlockText *text, Counts *counts)
{
  const guint8 *at = text->data, *end = text->data + text->length;

  memset (counts, 0, sizeof *counts);
  for (guint i = 0; i < text->n_repeats; i++)
    {
      const HechaRepeat *repeat = &text->repeats[i];

      for (const guint8 *stop = at + repeat->literals; at < stop; at++)
        counts->literals[*at]++;
      counts->literals[257 + slots.length_symbols[repeat->length]]++;
      counts->distances[distance_symbol (repeat->distance)]++;
      at += repeat->length;
    }
  for (; at < end; at++)
    counts->literals[*at]++;
  counts->literals[END] = 1;
}

/* Bits of the text in CODES. */
static guint64
coded_size (const Counts *counts, const Codes *codes)
{
  guint64 size = 0;

  for (guint i = 0; i < N_LITERALS; i++)
    size += (guint64) counts->literals[i]
            * (codes->literals.lengths[i] + (i > END ? slots.length_bits[i - 257] : 0));
  for (guint i = 0; i < N_DISTANCES; i++)
    size += (guint64) counts->distances[i]
            * (codes->distances.lengths[i] + slots.distance_bits[i]);
  return size;
}

/* ---- writing ------------------------------------------------------------------------- */

/* A word and its bits in one; of lengths, with those that follow. */
typedef struct
{
  guint32 literals[END + 1], lengths[HECHA_REPEAT_MAX + 1];
} Packed;

#define PACK_SHIFT 5

static void
pack (Packed *packed, const HechaPrefixCode *code)
{
  for (guint i = 0; i <= END; i++)
    packed->literals[i] = (guint32) code->words[i] << PACK_SHIFT | code->lengths[i];
  for (guint length = 3; length <= HECHA_REPEAT_MAX; length++)
    {
      guint slot = slots.length_symbols[length], bits = code->lengths[257 + slot];

      packed->lengths[length] = ((guint32) code->words[257 + slot]
                                 | (length - slots.length_bases[slot]) << bits)
                                    << PACK_SHIFT
                                | (bits + slots.length_bits[slot]);
    }
}

static inline void
put_packed (Writer *writer, guint32 packed)
{
  put (writer, packed >> PACK_SHIFT, packed & ((1u << PACK_SHIFT) - 1));
}

/* Three words of 15 bits fit beside seven bits that are left over. */
static inline const guint8 *
put_literals (Writer *writer, const Packed *packed, const guint8 *at, guint n)
{
  for (; n >= 3; n -= 3, at += 3)
    {
      put_packed (writer, packed->literals[at[0]]);
      put_packed (writer, packed->literals[at[1]]);
      put_packed (writer, packed->literals[at[2]]);
      flush (writer);
    }
  for (; n > 0; n--, at++)
    put_packed (writer, packed->literals[*at]);
  flush (writer);
  return at;
}

static void
put_text (Writer *to, const HechaBlockText *text, const Codes *codes)
{
  const guint8 *at = text->data, *end = text->data + text->length;
  const HechaPrefixCode *distances = &codes->distances;
  Writer writer = *to;
  Packed packed;

  pack (&packed, &codes->literals);
  for (guint i = 0; i < text->n_repeats; i++)
    {
      const HechaRepeat *repeat = &text->repeats[i];
      guint slot = distance_symbol (repeat->distance);

      if (repeat->literals > 0)
        at = put_literals (&writer, &packed, at, repeat->literals);
      put_packed (&writer, packed.lengths[repeat->length]);
      put (&writer, distances->words[slot], distances->lengths[slot]);
      put (&writer, (guint) repeat->distance - slots.distance_bases[slot], slots.distance_bits[slot]);
      flush (&writer);
      at += repeat->length;
    }
  put_literals (&writer, &packed, at, (guint) (end - at));
  put_packed (&writer, packed.literals[END]);
  flush (&writer);
  *to = writer;
}

static void
put_stored (Writer *writer, const HechaBlockText *text, gboolean last)
{
  guint left = text->length;
  const guint8 *at = text->data;

  do
    {
      guint length = MIN (left, STORED_MAX);

      left -= length;
      put (writer, last && left == 0, 3);
      writer->n_bits = (writer->n_bits + 7) & ~7u;
      flush (writer);
      put (writer, length | (guint64) (length ^ 0xffff) << 16, 32);
      flush (writer);
      if (length > 0)
        memcpy (writer->at, at, length);
      writer->at += length;
      at += length;
    }
  while (left > 0);
}

/* Bits with which the text is stored as it is, and what tells so. */
static guint64
stored_size (guint length)
{
  return ((guint64) length / STORED_MAX + 1) * 42 + (guint64) length * 8;
}

/* Room for SIZE bits behind BITS. */
static GByteArray *
begin (Writer *writer, const HechaBits *bits, guint64 size)
{
  guint room = (guint) ((size + bits->n_bits) / 8 + 16);
  GByteArray *out = g_byte_array_sized_new (room);

  g_byte_array_set_size (out, room);
  *writer = (Writer) { bits->bits, bits->n_bits, out->data };
  return out;
}

static void
finish (Writer *writer, HechaBits *bits, GByteArray *out, gboolean last)
{
  if (last)
    writer->n_bits = (writer->n_bits + 7) & ~7u;
  flush (writer);
  *bits = (HechaBits) { writer->bits, writer->n_bits };
  g_byte_array_set_size (out, (guint) (writer->at - out->data));
}

GByteArray *
hecha_deflate_block (HechaBits *bits, const HechaBlockText *text, gboolean last)
{
  guint64 stored = stored_size (text->length), by_fixed, by_own;
  Counts counts;
  Codes own;
  Told told;
  Writer writer;
  GByteArray *out;

  fill_tables ();
  count (text, &counts);
  hecha_prefix_code_make (&own.literals, counts.literals, N_LITERALS, HECHA_PREFIX_BITS);
  hecha_prefix_code_make (&own.distances, counts.distances, N_DISTANCES, HECHA_PREFIX_BITS);
  tell_codes (&told, &own);
  by_own = 3 + told_size (&told) + coded_size (&counts, &own);
  by_fixed = 3 + coded_size (&counts, &fixed);
  out = begin (&writer, bits, MIN (stored, MIN (by_own, by_fixed)));
  if (stored < by_own && stored < by_fixed)
    put_stored (&writer, text, last);
  else
    {
      gboolean by_fixed_ones = by_fixed <= by_own;

      put (&writer, last | (by_fixed_ones ? 1u : 2u) << 1, 3);
      if (!by_fixed_ones)
        put_told (&writer, &told);
      put_text (&writer, text, by_fixed_ones ? &fixed : &own);
    }
  finish (&writer, bits, out, last);
  return out;
}

GByteArray *
hecha_deflate_align (HechaBits *bits)
{
  static const HechaBlockText nothing = { NULL, 0, NULL, 0 };
  Writer writer;
  GByteArray *out = begin (&writer, bits, 64);

  put_stored (&writer, &nothing, FALSE);
  finish (&writer, bits, out, FALSE);
  return out;
}
