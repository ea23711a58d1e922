/* Encodings of text files.  Chinese Excel saves CSV as GBK, newer ones as
 * UTF-8 with a mark, "Unicode text" is UTF-16; none of them says so. */
#include "book/text.h"

#include <string.h>

#include "book/book.h"

static char *
refuse (GError **error, HechaBookError code, const char *message)
{
  g_set_error_literal (error, HECHA_BOOK_ERROR, code, message);
  return NULL;
}

const char *
hecha_text_utf16_by_nuls (const char *bytes, gsize length)
{
  gsize nuls[2] = { 0, 0 }, sample = MIN (length, 64 * 1024);

  for (gsize i = 0; i < sample; i++)
    if (bytes[i] == '\0')
      nuls[i & 1]++;
  if (nuls[0] + nuls[1] < 1 + sample / 100)
    return NULL;
  if (nuls[1] > nuls[0] * 20)
    return "UTF-16LE";
  return nuls[0] > nuls[1] * 20 ? "UTF-16BE" : NULL;
}

/* NULs pad some files at their end; inside text there are none. */
static gsize
without_padding (const char *bytes, gsize length)
{
  while (length > 0 && bytes[length - 1] == '\0')
    length--;
  return length;
}

static char *
from_charset (const char *bytes, gsize length, const char *charset, gsize *written)
{
  return g_convert (bytes, (gssize) length, "UTF-8", charset, NULL, written, NULL);
}

/* How many places of TEXT are no UTF-8; *N_GOOD characters of several bytes
 * are. */
static guint
count_damage (const char *text, gsize length, guint *n_good)
{
  const char *end = text + length, *bad;
  guint n = 0;

  *n_good = 0;
  while (!g_utf8_validate (text, end - text, &bad))
    {
      for (; text < bad; text = g_utf8_next_char (text))
        *n_good += (guint8) *text >= 0x80;
      text = bad + 1;
      n++;
    }
  for (; text < end; text = g_utf8_next_char (text))
    *n_good += (guint8) *text >= 0x80;
  return n;
}

/* Programs that cut fields at a number of bytes break characters of UTF-8.
 * Read as GB18030 the whole file would be nonsense, and valid; but GBK text
 * has hardly two characters in a row that are UTF-8 too. */
static char *
mend_utf8 (const char *bytes, gsize length, gsize *written, guint *n_damaged)
{
  guint n_good, n_bad = count_damage (bytes, length, &n_good);
  char *text;

  if (n_good / 20 < n_bad)
    return NULL;
  *n_damaged = n_bad;
  text = g_utf8_make_valid (bytes, (gssize) length);
  *written = strlen (text);
  return text;
}

static char *
decode_unmarked (const char *bytes, gsize length, gsize *written, guint *n_damaged)
{
  char *text;

  if (g_utf8_validate (bytes, (gssize) length, NULL))
    {
      *written = length;
      return g_strndup (bytes, length);
    }
  text = mend_utf8 (bytes, length, written, n_damaged);
  return text != NULL ? text : from_charset (bytes, length, "GB18030", written);
}

static char *
decode (const char *bytes, gsize length, gsize *written, guint *n_damaged)
{
  const char *utf16 = NULL;

  if (length >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    return from_charset (bytes + 2, (length - 2) & ~(gsize) 1, "UTF-16LE", written);
  if (length >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    return from_charset (bytes + 2, (length - 2) & ~(gsize) 1, "UTF-16BE", written);
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      length -= 3;
    }
  else
    utf16 = hecha_text_utf16_by_nuls (bytes, without_padding (bytes, length));
  if (utf16 != NULL)
    return from_charset (bytes, length & ~(gsize) 1, utf16, written);
  return decode_unmarked (bytes, without_padding (bytes, length), written, n_damaged);
}

char *
hecha_text_read (int fd, guint64 size, const HechaLimits *limits, gsize *length,
                 guint *n_damaged, GError **error)
{
  g_autofree char *bytes = NULL, *text = NULL;
  gssize n;

  if (size > limits->max_text_bytes)
    return refuse (error, HECHA_BOOK_ERROR_LIMIT, "文本文件过大，不像正常台账，请拆分后重新保存");
  bytes = g_try_malloc ((gsize) size + 1);
  if (bytes == NULL)
    return refuse (error, HECHA_BOOK_ERROR_LIMIT, "文本文件过大，内存不足，请拆分后重新保存");
  n = hecha_book_read_at (fd, 0, bytes, (gsize) size, error);
  if (n < 0)
    return NULL;
  *n_damaged = 0;
  text = decode (bytes, (gsize) n, length, n_damaged);
  if (text == NULL)
    return refuse (error, HECHA_BOOK_ERROR_OTHER_KIND,
                   "文件既不是工作簿，文字编码也无法识别，请用 Excel 打开后另存为 .xlsx");
  /* UTF-16 may hold a padding of its own. */
  *length = without_padding (text, *length);
  if (memchr (text, '\0', *length) != NULL)
    return refuse (error, HECHA_BOOK_ERROR_OTHER_KIND,
                   "这不是工作簿（内容无法识别），请提供 Excel 或 WPS 表格");
  text[*length] = '\0';
  return g_steal_pointer (&text);
}
