/* An entry of a zip file as a stream: stored or inflated, counted, its CRC
 * verified at the end. */
#include <string.h>

#include "book/book.h"
#include "book/zip_private.h"

#define LOCAL_SIZE 30

struct _HechaZipStream
{
  HechaZip *zip;
  HechaZipEntry *entry;
  guint64 position, left;    /* in the file: next packed byte, how many are left */
  const guint8 *in;          /* in zip->input */
  gsize n_in;
  guint64 given;             /* bytes given out */
  guint64 max_bytes;         /* to give out */
  guint32 crc;
  gboolean ended;            /* the deflate stream said so */
};

static void
damaged (HechaZipStream *stream, const char *what, GError **error)
{
  g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
               "文件已损坏：%s %s，请用 Excel 打开修复后另存，或请报送单位重新提供",
               stream->entry->name, what);
}

static gboolean
check_readable (const HechaZipEntry *entry, GError **error)
{
  if (entry->encrypted)
    g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_ENCRYPTED,
                 "文件包已加密，请用原软件解密，另存为不加密的工作簿");
  else if (entry->ambiguous)
    g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
                 "文件包里有两个内容不同的 %s，无法判断以哪个为准，请用 Excel 打开后另存",
                 entry->name);
  else if (entry->method != 0 && entry->method != 8)
    g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
                 "%s 用了不支持的压缩方法（%u），请用 Excel 打开后另存", entry->name,
                 entry->method);
  else
    return TRUE;
  return FALSE;
}

/* The local header only tells where the data begin. */
static gboolean
skip_local_header (HechaZipStream *stream, GError **error)
{
  HechaZip *zip = stream->zip;
  guint8 header[LOCAL_SIZE];

  if (hecha_book_read_at (zip->fd, stream->entry->offset, header, sizeof header, NULL)
          != LOCAL_SIZE
      || memcmp (header, "PK\3\4", 4) != 0)
    {
      damaged (stream, "的位置不对", error);
      return FALSE;
    }
  stream->position = stream->entry->offset + LOCAL_SIZE + hecha_zip_u16 (header + 26)
                     + hecha_zip_u16 (header + 28);
  if (stream->position > zip->size || zip->size - stream->position < stream->left)
    {
      damaged (stream, "不完整", error);
      return FALSE;
    }
  return TRUE;
}

HechaZipStream *
hecha_zip_stream_open (HechaZip *zip, HechaZipEntry *entry, GError **error)
{
  g_autoptr (HechaZipStream) stream = NULL;

  if (!check_readable (entry, error))
    return NULL;
  stream = g_new0 (HechaZipStream, 1);
  stream->zip = zip;
  stream->entry = entry;
  stream->left = entry->packed_size;
  stream->max_bytes = zip->limits.max_part_bytes;
  if (!skip_local_header (stream, error))
    return NULL;
  if (zip->input == NULL)
    zip->input = g_malloc (HECHA_ZIP_INPUT);
  if (zip->inflater == NULL)
    zip->inflater = hecha_inflate_new ();
  hecha_inflate_reset (zip->inflater);
  stream->in = zip->input;
  return g_steal_pointer (&stream);
}

void
hecha_zip_stream_free (HechaZipStream *stream)
{
  g_free (stream);
}

void
hecha_zip_stream_set_limit (HechaZipStream *stream, guint64 max_bytes)
{
  stream->max_bytes = MIN (stream->max_bytes, max_bytes);
}

static gboolean
fill (HechaZipStream *stream, GError **error)
{
  gsize wanted = (gsize) MIN (stream->left, HECHA_ZIP_INPUT);
  gssize n = hecha_book_read_at (stream->zip->fd, stream->position, stream->zip->input, wanted,
                                 error);

  if (n < 0)
    return FALSE;
  if ((gsize) n < wanted)
    {
      damaged (stream, "不完整", error);
      return FALSE;
    }
  stream->in = stream->zip->input;
  stream->n_in = wanted;
  stream->position += wanted;
  stream->left -= wanted;
  return TRUE;
}

static gssize
read_stored (HechaZipStream *stream, guint8 *buffer, gsize size, GError **error)
{
  gsize n;

  if (stream->n_in == 0 && stream->left > 0 && !fill (stream, error))
    return -1;
  n = MIN (size, stream->n_in);
  if (n > 0)
    {
      memcpy (buffer, stream->in, n);
      stream->in += n;
      stream->n_in -= n;
    }
  stream->ended = stream->n_in == 0 && stream->left == 0;
  return (gssize) n;
}

static gssize
read_deflated (HechaZipStream *stream, guint8 *buffer, gsize size, GError **error)
{
  gsize done = 0;

  while (done < size && !stream->ended)
    {
      gsize n = size - done, before;
      HechaInflateStatus status;

      if (stream->n_in == 0 && stream->left > 0 && !fill (stream, error))
        return -1;
      before = stream->n_in;
      status = hecha_inflate_run (stream->zip->inflater, &stream->in, &stream->n_in,
                                  buffer + done, &n);
      done += n;
      stream->ended = status == HECHA_INFLATE_END;
      if (status == HECHA_INFLATE_BAD
          || (!stream->ended && n == 0 && stream->n_in == before && stream->left == 0))
        {
          damaged (stream, "解压出错", error);
          return -1;
        }
    }
  return (gssize) done;
}

/* Counts what came out, never what a header claims. */
static gboolean
within_bounds (HechaZipStream *stream, GError **error)
{
  const HechaLimits *limits = &stream->zip->limits;
  HechaZipEntry *entry = stream->entry;

  if (stream->given > entry->inflated)
    {
      stream->zip->total += stream->given - entry->inflated;
      entry->inflated = stream->given;
    }
  if (stream->given <= stream->max_bytes && stream->zip->total <= limits->max_total_bytes
      && (stream->given <= limits->ratio_floor || entry->packed_size == 0
          || stream->given / entry->packed_size < limits->max_ratio))
    return TRUE;
  g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_LIMIT,
               "%s 解压后异常膨胀（已超过 %" G_GUINT64_FORMAT " MB），疑似恶意文件，未读取",
               entry->name, stream->given >> 20);
  return FALSE;
}

static gboolean
check_end (HechaZipStream *stream, GError **error)
{
  if (stream->given == stream->entry->size && stream->crc == stream->entry->crc)
    return TRUE;
  damaged (stream, "的校验码不符", error);
  return FALSE;
}

gssize
hecha_zip_stream_read (HechaZipStream *stream, void *buffer, gsize size, GError **error)
{
  gssize n = 0;

  if (!stream->ended)
    n = stream->entry->method == 0 ? read_stored (stream, buffer, size, error)
                                   : read_deflated (stream, buffer, size, error);
  if (n < 0)
    return -1;
  stream->given += (guint64) n;
  stream->crc = hecha_crc32 (stream->crc, buffer, (gsize) n);
  if (stream->given > stream->entry->size)
    {
      damaged (stream, "比目录所记的长", error);
      return -1;
    }
  if (!within_bounds (stream, error) || (stream->ended && !check_end (stream, error)))
    return -1;
  return n;
}
