#include "report/deflate.h"

#include <string.h>
#include <zlib.h>

#include "report/deflate_block.h"

#ifdef HAVE_ISAL
#include <isa-l/crc.h>
#endif

/* Of the text, what one block holds: a code is made for each. */
#define BLOCK ((guint) 128 * 1024)
/* Places are counted in 32 bits. */
#define PLACE_MAX ((guint32) 1 << 31)

struct _HechaDeflater
{
  GPtrArray *chunks;
  guint64 size;
  guint32 crc;
  HechaBits bits;
  HechaRepeatTable *table;
  guint32 place;         /* of the first byte of TEXT */
  guint32 oldest;        /* place of the piece's first byte */
  guint start, end;      /* of what is not yet compressed, in TEXT */
  guint8 text[HECHA_REPEAT_WINDOW + BLOCK];   /* what came before stands first */
  HechaRepeat repeats[BLOCK / HECHA_REPEAT_MIN];
};

/* ---- pieces ------------------------------------------------------------------ */

void
hecha_deflated_clear (HechaDeflated *piece)
{
  g_clear_pointer (&piece->chunks, g_ptr_array_unref);
}

void
hecha_deflated_append (HechaDeflated *piece, HechaDeflated *next)
{
  for (guint i = 0; i < next->chunks->len; i++)
    g_ptr_array_add (piece->chunks, g_byte_array_ref (g_ptr_array_index (next->chunks, i)));
  piece->crc = (guint32) crc32_combine (piece->crc, next->crc, (z_off_t) next->size);
  piece->size += next->size;
  piece->length += next->length;
  hecha_deflated_clear (next);
}

/* ---- one stream ---------------------------------------------------------------- */

static guint32
crc_on (guint32 crc, const guint8 *data, guint length)
{
#ifdef HAVE_ISAL
  return crc32_gzip_refl (crc, data, length);
#else
  return (guint32) crc32 (crc, data, length);
#endif
}

/* Before the count of places ends, all of them are forgotten. */
static void
renew_places (HechaDeflater *deflater)
{
  if (deflater->table != NULL && deflater->place < PLACE_MAX)
    return;
  hecha_repeat_table_free (deflater->table);
  deflater->table = hecha_repeat_table_new ();
  deflater->place = deflater->oldest = 1;
}

/* The window alone stays, at the beginning of the text. */
static void
move_on (HechaDeflater *deflater)
{
  guint gone = deflater->end - MIN (deflater->end, HECHA_REPEAT_WINDOW);

  memmove (deflater->text, deflater->text + gone, deflater->end - gone);
  deflater->place += gone;
  deflater->start = deflater->end -= gone;
  renew_places (deflater);
}

static void
write_block (HechaDeflater *deflater, gboolean last)
{
  HechaBlockText text = { deflater->text + deflater->start, deflater->end - deflater->start,
                          deflater->repeats, 0 };

  text.n_repeats = hecha_repeats_find (deflater->table, deflater->text, deflater->start,
                                       deflater->end, deflater->place, deflater->oldest,
                                       deflater->repeats);
  g_ptr_array_add (deflater->chunks, hecha_deflate_block (&deflater->bits, &text, last));
  move_on (deflater);
}

/* Pieces do not know of one another: nothing before OLDEST is repeated. */
static void
begin_piece (HechaDeflater *deflater)
{
  deflater->chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  deflater->size = 0;
  deflater->crc = 0;
  deflater->bits = (HechaBits) { 0, 0 };
  deflater->place += deflater->end;
  deflater->start = deflater->end = 0;
  deflater->oldest = deflater->place;
  renew_places (deflater);
}

/* ---- the whole ------------------------------------------------------------------ */

HechaDeflater *
hecha_deflater_new (void)
{
  HechaDeflater *deflater = g_new (HechaDeflater, 1);

  deflater->table = NULL;
  deflater->place = deflater->end = 0;
  begin_piece (deflater);
  return deflater;
}

void
hecha_deflater_free (HechaDeflater *deflater)
{
  if (deflater == NULL)
    return;
  hecha_repeat_table_free (deflater->table);
  g_ptr_array_unref (deflater->chunks);
  g_free (deflater);
}

void
hecha_deflater_add (HechaDeflater *deflater, const void *data, gsize length)
{
  const guint8 *at = data;

  deflater->size += length;
  while (length > 0)
    {
      guint room = deflater->start + BLOCK - deflater->end;
      guint step = (guint) MIN (length, room);

      deflater->crc = crc_on (deflater->crc, at, step);
      memcpy (deflater->text + deflater->end, at, step);
      deflater->end += step;
      at += step;
      length -= step;
      if (step == room)
        write_block (deflater, FALSE);
    }
}

void
hecha_deflater_end (HechaDeflater *deflater, gboolean last, HechaDeflated *piece)
{
  if (deflater->end > deflater->start || last)
    write_block (deflater, last);
  if (!last)
    g_ptr_array_add (deflater->chunks, hecha_deflate_align (&deflater->bits));
  piece->chunks = deflater->chunks;
  piece->length = 0;
  for (guint i = 0; i < piece->chunks->len; i++)
    piece->length += ((const GByteArray *) g_ptr_array_index (piece->chunks, i))->len;
  piece->size = deflater->size;
  piece->crc = deflater->crc;
  begin_piece (deflater);
}

void
hecha_deflate (const void *data, gsize length, gboolean last, HechaDeflated *piece)
{
  g_autoptr (HechaDeflater) deflater = hecha_deflater_new ();

  hecha_deflater_add (deflater, data, length);
  hecha_deflater_end (deflater, last, piece);
}
