#include "report/package_io.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* What is written is handed on when it has grown to so much. */
#define TAIL_MAX ((gsize) 256 * 1024)

/* ---- from memory ---------------------------------------------------------------- */

typedef struct
{
  GBytes *bytes;
  gsize at;
} In;

static voidpf
in_open (voidpf opaque, const void *bytes, int mode)
{
  In *in = g_new (In, 1);

  in->bytes = g_bytes_ref ((GBytes *) bytes);
  in->at = 0;
  return in;
}

static uLong
in_read (voidpf opaque, voidpf stream, void *buffer, uLong size)
{
  In *in = stream;
  gsize length;
  const guint8 *data = g_bytes_get_data (in->bytes, &length);
  gsize n = MIN ((gsize) size, length - in->at);

  if (n > 0)
    memcpy (buffer, data + in->at, n);
  in->at += n;
  return (uLong) n;
}

static uLong
in_write (voidpf opaque, voidpf stream, const void *data, uLong size)
{
  return 0;
}

static ZPOS64_T
in_tell (voidpf opaque, voidpf stream)
{
  return ((In *) stream)->at;
}

static long
in_seek (voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
  In *in = stream;
  gsize length = g_bytes_get_size (in->bytes), from = 0;

  if (origin == ZLIB_FILEFUNC_SEEK_CUR)
    from = in->at;
  else if (origin == ZLIB_FILEFUNC_SEEK_END)
    from = length;
  if (offset > length - from)
    return -1;
  in->at = from + (gsize) offset;
  return 0;
}

static int
in_close (voidpf opaque, voidpf stream)
{
  In *in = stream;

  g_bytes_unref (in->bytes);
  g_free (in);
  return 0;
}

static int
no_error (voidpf opaque, voidpf stream)
{
  return 0;
}

unzFile
hecha_package_in (GBytes *bytes)
{
  zlib_filefunc64_def functions = { in_open, in_read, in_write, in_tell, in_seek,
                                    in_close, no_error, NULL };

  return unzOpen2_64 (bytes, &functions);
}

/* ---- to a file -------------------------------------------------------------------- */

/* The end of the file is in TAIL until it is long enough: what minizip goes
 * back for stands there nearly always. */
typedef struct
{
  int fd;
  GByteArray *tail;
  guint64 written;   /* bytes of the file before TAIL */
  guint64 at;
  gboolean failed;
} Out;

static voidpf
out_open (voidpf opaque, const void *path, int mode)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  Out *out;

  if (fd < 0)
    return NULL;
  out = g_new0 (Out, 1);
  out->fd = fd;
  out->tail = g_byte_array_new ();
  return out;
}

/* Behind what is written where OFFSET is negative. */
static void
write_all (Out *out, const guint8 *data, gsize length, gint64 offset)
{
  while (length > 0 && !out->failed)
    {
      gssize n = offset < 0 ? write (out->fd, data, length)
                            : pwrite (out->fd, data, length, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      out->failed = n <= 0;
      if (out->failed)
        return;
      data += n;
      length -= (gsize) n;
      offset += offset < 0 ? 0 : n;
    }
}

static void
hand_on (Out *out)
{
  write_all (out, out->tail->data, out->tail->len, -1);
  out->written += out->tail->len;
  g_byte_array_set_size (out->tail, 0);
}

/* What of DATA goes into bytes that are handed on already. */
static gsize
write_back (Out *out, const guint8 *data, gsize length)
{
  gsize n = out->at < out->written ? (gsize) MIN ((guint64) length, out->written - out->at) : 0;

  if (n > 0)
    write_all (out, data, n, (gint64) out->at);
  out->at += n;
  return n;
}

static uLong
out_write (voidpf opaque, voidpf stream, const void *data, uLong size)
{
  Out *out = stream;
  gsize back = write_back (out, data, size), length = size - back;
  guint offset;

  if (length > 0)
    {
      if (out->tail->len >= TAIL_MAX && out->at == out->written + out->tail->len)
        hand_on (out);
      offset = (guint) (out->at - out->written);
      if (offset + length > out->tail->len)
        g_byte_array_set_size (out->tail, offset + (guint) length);
      memcpy (out->tail->data + offset, (const guint8 *) data + back, length);
      out->at += length;
    }
  return out->failed ? 0 : size;
}

static uLong
out_read (voidpf opaque, voidpf stream, void *buffer, uLong size)
{
  return 0;
}

static ZPOS64_T
out_tell (voidpf opaque, voidpf stream)
{
  return ((Out *) stream)->at;
}

static long
out_seek (voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
  Out *out = stream;
  guint64 end = out->written + out->tail->len, from = 0;

  if (origin == ZLIB_FILEFUNC_SEEK_CUR)
    from = out->at;
  else if (origin == ZLIB_FILEFUNC_SEEK_END)
    from = end;
  if (offset > end - from)
    return -1;
  out->at = from + offset;
  return 0;
}

static int
out_close (voidpf opaque, voidpf stream)
{
  Out *out = stream;
  gboolean failed;

  hand_on (out);
  failed = out->failed;
  failed |= close (out->fd) != 0;
  g_byte_array_unref (out->tail);
  g_free (out);
  return failed ? -1 : 0;
}

static int
out_error (voidpf opaque, voidpf stream)
{
  return ((Out *) stream)->failed;
}

zipFile
hecha_package_out (const char *path)
{
  zlib_filefunc64_def functions = { out_open, out_read, out_write, out_tell, out_seek,
                                    out_close, out_error, NULL };

  return zipOpen2_64 (path, APPEND_STATUS_CREATE, NULL, &functions);
}
