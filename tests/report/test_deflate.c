/* Parts, inflated again: texts of every kind and of lengths about the sizes of
 * blocks and windows, and on both sides of what is kept. */
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
add_in_steps (HechaDeflater *deflater, const guint8 *text, gsize length, gsize step)
{
  for (gsize at = 0; at < length; at += step)
    hecha_deflater_add (deflater, text + at, MIN (step, length - at));
}

/* TEXT in steps, with what comes before and behind, as one part. */
static void
check_in_steps (HechaDeflater *deflater, const guint8 *text, gsize length)
{
  g_autoptr (GString) head = g_string_new ("<head a=\"1\"/>"), tail = g_string_new ("</tail>");
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_auto (HechaDeflated) part = { NULL, 0, 0, 0 };

  g_byte_array_append (whole, (const guint8 *) head->str, (guint) head->len);
  g_byte_array_append (whole, text, (guint) length);
  g_byte_array_append (whole, (const guint8 *) tail->str, (guint) tail->len);
  add_in_steps (deflater, text, length, 65537);
  hecha_deflater_end (deflater, head, tail, &part);
  check_inflated (&part, whole->data, whole->len);
}

static void
test_round_trip (void)
{
  static const gsize lengths[] = { 0,     1,     2,     3,      4,      5,      11,     258,   259,
                                   300,   5000,  32767, 32768,  32769,  65535,  65536,  131071,
                                   131072, 131073, 163840, 163841, 300000, HECHA_DEFLATE_KEPT,
                                   HECHA_DEFLATE_KEPT + 1, 2 * HECHA_DEFLATE_KEPT + 3 };
  g_autoptr (HechaDeflater) deflater = hecha_deflater_new ();

  for (guint kind = 0; kind < 7; kind++)
    for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
      {
        g_autofree guint8 *text = make_text (kind, lengths[i]);
        g_auto (HechaDeflated) part = { NULL, 0, 0, 0 };

        hecha_deflater_whole (deflater, text, lengths[i], &part);
        check_inflated (&part, text, lengths[i]);
        /* What does not shrink hardly grows. */
        CU_ASSERT_TRUE (part.length <= lengths[i] + lengths[i] / 1000 + 16);
        check_in_steps (deflater, text, lengths[i]);
      }
}

/* What a deflater did before, and the steps in which it is given a text,
 * leave no trace. */
static void
check_same_bytes (gsize length, gsize first_step)
{
  g_autofree guint8 *text = make_text (5, length);
  g_autoptr (GString) nothing = g_string_new (NULL);
  g_autoptr (GByteArray) wanted = NULL;
  g_autoptr (HechaDeflater) deflater = hecha_deflater_new ();

  for (gsize step = first_step; step < length; step = step * 7 + 3)
    {
      g_auto (HechaDeflated) part = { NULL, 0, 0, 0 };
      g_autoptr (GByteArray) bytes = NULL;

      add_in_steps (deflater, text, length, step);
      hecha_deflater_end (deflater, nothing, nothing, &part);
      bytes = joined (&part);
      if (wanted == NULL)
        wanted = g_byte_array_ref (bytes);
      CU_ASSERT_TRUE (bytes->len == wanted->len
                      && memcmp (bytes->data, wanted->data, wanted->len) == 0);
    }
}

static void
test_same_bytes (void)
{
  check_same_bytes (400000, 1);
  check_same_bytes (HECHA_DEFLATE_KEPT + 400000, 1);
}

void
suite_deflate (void)
{
  CU_pSuite suite = CU_add_suite ("report/deflate", NULL, NULL);

  CU_ADD_TEST (suite, test_round_trip);
  CU_ADD_TEST (suite, test_same_bytes);
}
