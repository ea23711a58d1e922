#include "book/binary.h"

#include <string.h>

#include "book/biff.h"
#include "book/package.h"

#define FIRST_SIZE (64u * 1024)
/* A text of 32,767 characters with a run for each takes a fifth of it. */
#define MAX_RECORD (4u * 1024 * 1024)

gboolean
hecha_binary_open (HechaBinary *binary, HechaZip *zip, const char *part, GError **error)
{
  HechaZipEntry *entry = hecha_zip_find (zip, part);

  memset (binary, 0, sizeof *binary);
  if (entry == NULL)
    return hecha_part_missing (part, error);
  binary->stream = hecha_zip_stream_open (zip, entry, error);
  if (binary->stream == NULL)
    return FALSE;
  binary->size = FIRST_SIZE;
  binary->buffer = g_malloc (binary->size);
  return TRUE;
}

void
hecha_binary_clear (HechaBinary *binary)
{
  g_clear_pointer (&binary->stream, hecha_zip_stream_free);
  g_clear_pointer (&binary->buffer, g_free);
  g_clear_error (&binary->error);
}

gboolean
hecha_binary_done (HechaBinary *binary, GError **error)
{
  if (binary->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&binary->error));
  return FALSE;
}

/* Has WANTED bytes ready behind `start`; FALSE where there are no more. */
static gboolean
fill (HechaBinary *binary, gsize wanted)
{
  if (binary->end - binary->start >= wanted)
    return TRUE;
  memmove (binary->buffer, binary->buffer + binary->start, binary->end - binary->start);
  binary->end -= binary->start;
  binary->start = 0;
  if (wanted > binary->size)
    {
      binary->size = MAX (wanted, MIN (binary->size * 2, MAX_RECORD + 16));
      binary->buffer = g_realloc (binary->buffer, binary->size);
    }
  while (binary->end < wanted && !binary->at_end)
    {
      gssize n = hecha_zip_stream_read (binary->stream, binary->buffer + binary->end,
                                        binary->size - binary->end, &binary->error);

      if (n < 0)
        return FALSE;
      binary->at_end = n == 0;
      binary->end += (gsize) n;
    }
  return binary->end >= wanted;
}

/* A number of up to MAX bytes of seven bits each, the lowest first, behind
 * the AT bytes already looked at. */
static gboolean
read_number (HechaBinary *binary, gsize *at, guint max, guint *number)
{
  *number = 0;
  for (guint i = 0; i < max; i++)
    {
      guint8 byte;

      if (!fill (binary, *at + 1))
        return FALSE;
      byte = binary->buffer[binary->start + (*at)++];
      *number |= (guint) (byte & 0x7f) << (7 * i);
      if ((byte & 0x80) == 0)
        break;
    }
  return TRUE;
}

static gboolean
fail (HechaBinary *binary, HechaBookError code, const char *message)
{
  if (binary->error == NULL)
    g_set_error_literal (&binary->error, HECHA_BOOK_ERROR, (int) code, message);
  return FALSE;
}

gboolean
hecha_binary_next (HechaBinary *binary, HechaBinaryRecord *record)
{
  guint length;
  gsize at = 0;

  if (binary->error != NULL || !fill (binary, 1))
    return FALSE;
  if (!read_number (binary, &at, 2, &record->id) || !read_number (binary, &at, 4, &length))
    return fail (binary, HECHA_BOOK_ERROR_DAMAGED,
                 "文件已损坏：二进制工作簿的内容不完整，请用 Excel 打开修复后另存");
  if (length > MAX_RECORD)
    return fail (binary, HECHA_BOOK_ERROR_LIMIT, "二进制工作簿里有异常长的记录，疑似恶意文件，未读取");
  if (!fill (binary, at + length))
    return fail (binary, HECHA_BOOK_ERROR_DAMAGED,
                 "文件已损坏：二进制工作簿的内容不完整，请用 Excel 打开修复后另存");
  record->data = binary->buffer + binary->start + at;
  record->length = length;
  binary->start += at + length;
  return TRUE;
}

gsize
hecha_binary_text (const HechaBinaryRecord *record, gsize at, GString *out)
{
  guint32 n;

  if (record->length < at || record->length - at < 4)
    return 0;
  n = hecha_biff_u32 (record->data + at);
  at += 4;
  if (n > (record->length - at) / 2)
    return 0;
  hecha_biff_append_utf16 (out, record->data + at, n);
  return at + (gsize) n * 2;
}
