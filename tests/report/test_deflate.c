/* Pieces, inflated again: texts of every kind and of lengths
 * about the sizes of blocks and windows. */
#include "report/deflate.h"

#include <string.h>
#include <zlib.h>

#include "tests/test.h"

static GByteArray *
joined (const HechaDeflated *part)
{
  GByteArray *all = g_byte_array_new ();

  for (guint i = 0; i < part->chunks->len; i++)
    {
      const GByteArray *chunk = g_ptr_array_index (part->chunks, i);

      g_byte_array_append (all, chunk->data, chunk->len);
    }
  CU_ASSERT_EQUAL (all->len, part->length);
  return all;
}

/* PART inflates to TEXT, and nothing is left over. */
static void
check_inflated (const HechaDeflated *part, const guint8 *text, gsize length)
{
  g_autoptr (GByteArray) bytes = joined (part);
  g_autofree guint8 *out = g_malloc (length + 1);
  z_stream stream = { 0 };

  CU_ASSERT_EQUAL_FATAL (inflateInit2 (&stream, -MAX_WBITS), Z_OK);
  stream.next_in = bytes->data;
  stream.avail_in = bytes->len;
  stream.next_out = out;
  stream.avail_out = (guint) length + 1;
  CU_ASSERT_EQUAL (inflate (&stream, Z_FINISH), Z_STREAM_END);
  CU_ASSERT_EQUAL (stream.avail_in, 0);
  CU_ASSERT_TRUE (stream.total_out == length && memcmp (out, text, length) == 0);
  inflateEnd (&stream);
  CU_ASSERT_EQUAL (part->size, length);
  CU_ASSERT_EQUAL (part->crc, crc32 (0, text, (guint) length));
}

/* LENGTH bytes: of one letter, words that come again, few letters at random,
 * all bytes at random, letters of very unequal number, lines that change a
 * little, and what comes again only beyond the window. */
static guint8 *
make_text (guint kind, gsize length)
{
  guint8 *text = g_malloc (length + 1);
  guint32 state = kind + 1;

  for (gsize i = 0; i < length; i++)
    {
      state = state * 1664525u + 1013904223u;
      switch (kind)
        {
        case 0: text[i] = 'a'; break;
        case 1: text[i] = (guint8) "<c r=\"\"/>县教育局"[i % 21]; break;
        case 2: text[i] = (guint8) ('a' + (state >> 30)); break;
        case 3: text[i] = (guint8) (state >> 24); break;
        case 4: text[i] = (guint8) (state == 0 ? 0 : __builtin_ctz (state | 1u << 31)); break;
        case 5: text[i] = (guint8) (i % 50 == 0 ? state >> 24 : i % 50); break;
        default: text[i] = i < 32769 ? (guint8) (state >> 24) : text[i - 32769]; break;
        }
    }
  return text;
}

static void
test_round_trip (void)
{
  static const gsize lengths[] = { 0,     1,     2,     3,      4,      5,      11,     258,   259,
                                   300,   5000,  32767, 32768,  32769,  65535,  65536,  131071,
                                   131072, 131073, 163840, 163841, 300000, 1000003 };

  for (guint kind = 0; kind < 7; kind++)
    for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
      {
        g_autofree guint8 *text = make_text (kind, lengths[i]);
        g_auto (HechaDeflated) part = { NULL, 0, 0, 0 };

        hecha_deflate (text, lengths[i], TRUE, &part);
        check_inflated (&part, text, lengths[i]);
        /* What does not shrink hardly grows. */
        CU_ASSERT_TRUE (part.length <= lengths[i] + lengths[i] / 1000 + 16);
      }
}

/* What a deflater did before, and the steps in which it is given a text,
 * leave no trace. */
static void
test_same_bytes (void)
{
  const gsize length = 400000;
  g_autofree guint8 *text = make_text (5, length);
  g_auto (HechaDeflated) at_once = { NULL, 0, 0, 0 };
  g_autoptr (GByteArray) wanted = NULL;
  g_autoptr (HechaDeflater) deflater = hecha_deflater_new ();

  hecha_deflate (text, length, TRUE, &at_once);
  wanted = joined (&at_once);
  for (gsize step = 1; step < length; step = step * 7 + 3)
    {
      g_auto (HechaDeflated) part = { NULL, 0, 0, 0 };
      g_autoptr (GByteArray) bytes = NULL;

      for (gsize at = 0; at < length; at += step)
        hecha_deflater_add (deflater, text + at, MIN (step, length - at));
      hecha_deflater_end (deflater, TRUE, &part);
      bytes = joined (&part);
      CU_ASSERT_TRUE (bytes->len == wanted->len
                      && memcmp (bytes->data, wanted->data, wanted->len) == 0);
    }
}

void
suite_deflate (void)
{
  CU_pSuite suite = CU_add_suite ("report/deflate", NULL, NULL);

  CU_ADD_TEST (suite, test_round_trip);
  CU_ADD_TEST (suite, test_same_bytes);
}
