#include "report/deflate.h"

#include <libdeflate.h>
#include <string.h>
#include <zlib.h>

/* Of both libraries the fastest: a report is a hundred megabytes of XML that
 * repeats itself, and shrinks to a tenth at any level. */
#define LEVEL 1
/* zlib counts in 32 bits; the output grows by so much. */
#define STEP ((gsize) 1 << 20)
#define ROOM ((guint) 32 * 1024)
/* Chunks grow no further, so that what is compressed is never held twice. */
#define CHUNK ((guint) 512 * 1024)

/* What has grown too long to be kept. */
typedef struct
{
  z_stream stream;
  GPtrArray *chunks;
  GByteArray *out;       /* the last of them, or NULL */
  guint64 size;
  guint32 crc;
} Stream;

struct _HechaDeflater
{
  struct libdeflate_compressor *compressor;
  GByteArray *kept;
  Stream *stream;        /* NULL while all is kept */
};

static GPtrArray *
new_chunks (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
}

void
hecha_deflated_clear (HechaDeflated *part)
{
  g_clear_pointer (&part->chunks, g_ptr_array_unref);
}

/* ---- as a whole ---------------------------------------------------------------- */

void
hecha_deflater_whole (HechaDeflater *deflater, const void *data, gsize length, HechaDeflated *part)
{
  gsize bound = libdeflate_deflate_compress_bound (deflater->compressor, length);
  GByteArray *out = g_byte_array_new ();

  g_assert (bound <= G_MAXUINT);   /* a part is below a gigabyte */
  g_byte_array_set_size (out, (guint) bound);
  part->length = libdeflate_deflate_compress (deflater->compressor, data, length, out->data, bound);
  g_byte_array_set_size (out, (guint) part->length);
  part->chunks = new_chunks ();
  g_ptr_array_add (part->chunks, out);
  part->size = length;
  part->crc = libdeflate_crc32 (0, data, length);
}

/* ---- as a stream --------------------------------------------------------------- */

static Stream *
stream_new (void)
{
  Stream *stream = g_new0 (Stream, 1);

  /* Fails only for lack of memory, where GLib gives up too. */
  if (deflateInit2 (&stream->stream, LEVEL, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    g_error ("deflateInit2");
  stream->chunks = new_chunks ();
  return stream;
}

static void
stream_free (Stream *stream)
{
  deflateEnd (&stream->stream);
  g_ptr_array_unref (stream->chunks);
  g_free (stream);
}

/* Room behind what is written; its beginning. */
static guint8 *
make_room (Stream *stream)
{
  GByteArray *out = stream->out;
  guint written;

  if (out == NULL || out->len + ROOM > CHUNK)
    {
      out = stream->out = g_byte_array_sized_new (CHUNK);
      g_ptr_array_add (stream->chunks, out);
    }
  written = out->len;
  g_byte_array_set_size (out, written + ROOM);
  out->len = written;
  return out->data + written;
}

static void
run (Stream *stream, const guint8 *data, guint length, int flush)
{
  z_stream *z = &stream->stream;

  z->next_in = (guint8 *) data;
  z->avail_in = length;
  do
    {
      z->next_out = make_room (stream);
      z->avail_out = ROOM;
      deflate (z, flush);
      stream->out->len += ROOM - z->avail_out;
    }
  while (z->avail_out == 0);
}

static void
stream_add (Stream *stream, const void *data, gsize length)
{
  const guint8 *at = data;

  stream->crc = libdeflate_crc32 (stream->crc, data, length);
  stream->size += length;
  while (length > 0)
    {
      guint step = (guint) MIN (length, STEP);

      run (stream, at, step, Z_NO_FLUSH);
      at += step;
      length -= step;
    }
}

/* What comes before a stream's beginning, which it does not refer to. */
static void
stream_prepend (Stream *stream, const GString *head)
{
  Stream *before = stream_new ();
  GPtrArray *chunks = before->chunks;

  stream_add (before, head->str, head->len);
  run (before, NULL, 0, Z_FULL_FLUSH);
  for (guint i = 0; i < stream->chunks->len; i++)
    g_ptr_array_add (chunks, g_byte_array_ref (g_ptr_array_index (stream->chunks, i)));
  before->chunks = stream->chunks;
  stream->chunks = chunks;
  stream->crc = (guint32) crc32_combine (before->crc, stream->crc, (z_off_t) stream->size);
  stream->size += head->len;
  stream_free (before);
}

static void
stream_end (Stream *stream, HechaDeflated *part)
{
  run (stream, NULL, 0, Z_FINISH);
  part->chunks = g_ptr_array_ref (stream->chunks);
  part->length = 0;
  for (guint i = 0; i < part->chunks->len; i++)
    part->length += ((const GByteArray *) g_ptr_array_index (part->chunks, i))->len;
  part->size = stream->size;
  part->crc = stream->crc;
}

/* ---- either ---------------------------------------------------------------------- */

HechaDeflater *
hecha_deflater_new (void)
{
  HechaDeflater *deflater = g_new0 (HechaDeflater, 1);

  deflater->compressor = libdeflate_alloc_compressor (LEVEL);
  if (deflater->compressor == NULL)
    g_error ("libdeflate_alloc_compressor");
  deflater->kept = g_byte_array_new ();
  return deflater;
}

void
hecha_deflater_free (HechaDeflater *deflater)
{
  if (deflater == NULL)
    return;
  libdeflate_free_compressor (deflater->compressor);
  g_byte_array_unref (deflater->kept);
  g_clear_pointer (&deflater->stream, stream_free);
  g_free (deflater);
}

void
hecha_deflater_add (HechaDeflater *deflater, const void *data, gsize length)
{
  GByteArray *kept = deflater->kept;

  if (deflater->stream == NULL && length <= HECHA_DEFLATE_KEPT - kept->len)
    {
      g_byte_array_append (kept, data, (guint) length);
      return;
    }
  if (deflater->stream == NULL)
    {
      deflater->stream = stream_new ();
      stream_add (deflater->stream, kept->data, kept->len);
      g_byte_array_unref (kept);
      deflater->kept = g_byte_array_new ();
    }
  stream_add (deflater->stream, data, length);
}

static void
end_kept (HechaDeflater *deflater, const GString *head, const GString *tail, HechaDeflated *part)
{
  g_autoptr (GString) whole = g_string_sized_new (head->len + deflater->kept->len + tail->len);

  g_string_append_len (whole, head->str, (gssize) head->len);
  g_string_append_len (whole, (const char *) deflater->kept->data, deflater->kept->len);
  g_string_append_len (whole, tail->str, (gssize) tail->len);
  g_byte_array_set_size (deflater->kept, 0);
  hecha_deflater_whole (deflater, whole->str, whole->len, part);
}

void
hecha_deflater_end (HechaDeflater *deflater, const GString *head, const GString *tail,
                    HechaDeflated *part)
{
  if (deflater->stream == NULL)
    {
      end_kept (deflater, head, tail, part);
      return;
    }
  stream_prepend (deflater->stream, head);
  stream_add (deflater->stream, tail->str, tail->len);
  stream_end (deflater->stream, part);
  g_clear_pointer (&deflater->stream, stream_free);
}
