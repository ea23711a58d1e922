/* Raw deflate streams.  Both libraries sit behind the same four functions;
 * what one accepts the other does too, and the CRC tells in either case. */
#include "book/inflate.h"

#ifdef HAVE_ISAL

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

struct _HechaInflate
{
  struct inflate_state state;
};

HechaInflate *
hecha_inflate_new (void)
{
  return g_new (HechaInflate, 1);
}

void
hecha_inflate_free (HechaInflate *inflater)
{
  g_free (inflater);
}

void
hecha_inflate_reset (HechaInflate *inflater)
{
  isal_inflate_init (&inflater->state);
  inflater->state.crc_flag = ISAL_DEFLATE;
}

HechaInflateStatus
hecha_inflate_run (HechaInflate *inflater, const guint8 **in, gsize *n_in, guint8 *out,
                   gsize *n_out)
{
  struct inflate_state *state = &inflater->state;
  guint32 given = (guint32) MIN (*n_in, G_MAXINT32), room = (guint32) MIN (*n_out, G_MAXINT32);
  int result;

  state->next_in = (guint8 *) *in;
  state->avail_in = given;
  state->next_out = out;
  state->avail_out = room;
  result = isal_inflate (state);
  *in += given - state->avail_in;
  *n_in -= given - state->avail_in;
  *n_out = room - state->avail_out;
  if (result < 0)
    return HECHA_INFLATE_BAD;
  return state->block_state == ISAL_BLOCK_FINISH ? HECHA_INFLATE_END : HECHA_INFLATE_MORE;
}

guint32
hecha_crc32 (guint32 crc, const void *bytes, gsize length)
{
  return crc32_gzip_refl (crc, bytes, length);
}

#else

#include <zlib.h>

struct _HechaInflate
{
  z_stream stream;
};

HechaInflate *
hecha_inflate_new (void)
{
  HechaInflate *inflater = g_new0 (HechaInflate, 1);

  /* Fails only for lack of memory, where GLib gives up too. */
  if (inflateInit2 (&inflater->stream, -MAX_WBITS) != Z_OK)
    g_error ("inflateInit2");
  return inflater;
}

void
hecha_inflate_free (HechaInflate *inflater)
{
  if (inflater == NULL)
    return;
  inflateEnd (&inflater->stream);
  g_free (inflater);
}

void
hecha_inflate_reset (HechaInflate *inflater)
{
  inflateReset (&inflater->stream);
}

HechaInflateStatus
hecha_inflate_run (HechaInflate *inflater, const guint8 **in, gsize *n_in, guint8 *out,
                   gsize *n_out)
{
  z_stream *stream = &inflater->stream;
  guint given = (guint) MIN (*n_in, G_MAXINT32), room = (guint) MIN (*n_out, G_MAXINT32);
  int result;

  stream->next_in = (Bytef *) *in;
  stream->avail_in = given;
  stream->next_out = out;
  stream->avail_out = room;
  result = inflate (stream, Z_NO_FLUSH);
  *in += given - stream->avail_in;
  *n_in -= given - stream->avail_in;
  *n_out = room - stream->avail_out;
  if (result == Z_STREAM_END)
    return HECHA_INFLATE_END;
  return result == Z_OK || result == Z_BUF_ERROR ? HECHA_INFLATE_MORE : HECHA_INFLATE_BAD;
}

guint32
hecha_crc32 (guint32 crc, const void *bytes, gsize length)
{
  const Bytef *next = bytes;

  while (length > 0)
    {
      uInt part = (uInt) MIN (length, G_MAXINT32);

      crc = (guint32) crc32 (crc, next, part);
      next += part;
      length -= part;
    }
  return crc;
}

#endif
