/* Frames between parent and worker: a length and so many bytes. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "cli/worker.h"

static gboolean
write_all (int fd, const guint8 *data, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      length -= (gsize) n;
    }
  return TRUE;
}

gboolean
hecha_frame_write (int fd, const void *data, gsize length)
{
  guint32 header = GUINT32_TO_LE ((guint32) length);

  return length <= HECHA_FRAME_LIMIT && write_all (fd, (const guint8 *) &header, sizeof header)
         && write_all (fd, data, length);
}

/* TIMEOUT_SECONDS is for silence, not for the whole; < 0 waits for ever. */
static gboolean
read_all (int fd, guint8 *data, gsize length, int timeout_seconds)
{
  while (length > 0)
    {
      struct pollfd wait = { .fd = fd, .events = POLLIN };
      int ready = poll (&wait, 1, timeout_seconds < 0 ? -1 : timeout_seconds * 1000);
      gssize n;

      if (ready < 0 && errno == EINTR)
        continue;
      if (ready <= 0)
        return FALSE;
      n = read (fd, data, length);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      length -= (gsize) n;
    }
  return TRUE;
}

GBytes *
hecha_frame_read (int fd, gsize limit, int timeout_seconds)
{
  guint32 header;
  gsize length;
  guint8 *data;

  if (!read_all (fd, (guint8 *) &header, sizeof header, timeout_seconds))
    return NULL;
  length = GUINT32_FROM_LE (header);
  if (length > limit)
    return NULL;
  data = g_try_malloc (MAX (length, 1));
  if (data == NULL || !read_all (fd, data, length, timeout_seconds))
    {
      g_free (data);
      return NULL;
    }
  return g_bytes_new_take (data, length);
}
