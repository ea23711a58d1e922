#include "report/deflate.h"

#include <string.h>
#include <zlib.h>

#ifdef HAVE_ISAL
#include <isa-l/crc.h>
#endif

/* zlib counts in 32 bits; the output grows by so much. */
#define STEP ((gsize) 1 << 20)
#define ROOM ((guint) 32 * 1024)
/* Chunks grow no further, so that what is compressed is never held twice. */
#define CHUNK ((guint) 512 * 1024)

struct _HechaDeflater
{
  GPtrArray *chunks;
  GByteArray *out;       /* the last of them, or NULL */
  guint64 size;
  guint32 crc;
  z_stream stream;
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

/* Room behind what is written; its beginning.  A small piece takes a small
 * chunk. */
static guint8 *
make_room (HechaDeflater *deflater)
{
  GByteArray *out = deflater->out;
  guint written;

  if (out == NULL || out->len + ROOM > CHUNK)
    {
      out = deflater->out = g_byte_array_sized_new (out == NULL ? ROOM : CHUNK);
      g_ptr_array_add (deflater->chunks, out);
    }
  written = out->len;
  g_byte_array_set_size (out, written + ROOM);
  out->len = written;
  return out->data + written;
}

static guint32
crc_on (guint32 crc, const guint8 *data, guint length)
{
#ifdef HAVE_ISAL
  return crc32_gzip_refl (crc, data, length);
#else
  return (guint32) crc32 (crc, data, length);
#endif
}

static void
run (HechaDeflater *deflater, const guint8 *data, guint length, gboolean flush, gboolean last)
{
  z_stream *stream = &deflater->stream;

  stream->next_in = (guint8 *) data;
  stream->avail_in = length;
  do
    {
      stream->next_out = make_room (deflater);
      stream->avail_out = ROOM;
      deflate (stream, last ? Z_FINISH : flush ? Z_FULL_FLUSH : Z_NO_FLUSH);
      deflater->out->len += ROOM - stream->avail_out;
    }
  while (stream->avail_out == 0);
}

/* ---- the whole ------------------------------------------------------------------ */

static void
begin_piece (HechaDeflater *deflater)
{
  deflater->chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  deflater->out = NULL;
  deflater->size = 0;
  deflater->crc = 0;
}

HechaDeflater *
hecha_deflater_new (void)
{
  HechaDeflater *deflater = g_new0 (HechaDeflater, 1);

  /* Fails only for lack of memory, where GLib gives up too. */
  if (deflateInit2 (&deflater->stream, 1, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    g_error ("deflateInit2");
  begin_piece (deflater);
  return deflater;
}

void
hecha_deflater_free (HechaDeflater *deflater)
{
  if (deflater == NULL)
    return;
  deflateEnd (&deflater->stream);
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
      guint step = (guint) MIN (length, STEP);

      deflater->crc = crc_on (deflater->crc, at, step);
      run (deflater, at, step, FALSE, FALSE);
      at += step;
      length -= step;
    }
}

void
hecha_deflater_end (HechaDeflater *deflater, gboolean last, HechaDeflated *piece)
{
  run (deflater, NULL, 0, TRUE, last);
  deflateReset (&deflater->stream);
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
