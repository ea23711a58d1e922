/* Encodings of XML parts (XML 1.0 appendix F): byte order mark, NUL pattern,
 * declaration.  Nearly all are UTF-8 and pass through untouched. */
#include "book/charset.h"

#include <errno.h>
#include <string.h>

#define RAW_SIZE (32 * 1024)

/* Names of encodings are plain (XML 1.0, EncName); what is not is not shown. */
static void
unknown_encoding (HechaXml *xml, char *encoding)
{
  g_strcanon (encoding, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-", '?');
  g_set_error (&xml->error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
               "%s 声明的文字编码“%.40s”无法识别，请用 Excel 打开后另存", xml->part, encoding);
}

/* The encoding named in `<?xml ... encoding="..."?>`, or NULL; g_free() it. */
static char *
declared_encoding (const char *bytes, gsize length)
{
  const char *end, *p;
  gsize skip = 0;

  while (skip < length && g_ascii_isspace (bytes[skip]))
    skip++;
  bytes += skip;
  length -= skip;
  if (length < 6 || memcmp (bytes, "<?xml", 5) != 0)
    return NULL;
  end = memmem (bytes, length, "?>", 2);
  p = end != NULL ? memmem (bytes, (gsize) (end - bytes), "encoding", 8) : NULL;
  if (p == NULL)
    return NULL;
  for (p += 8; p < end && (g_ascii_isspace (*p) || *p == '='); p++)
    ;
  if (p < end && (*p == '"' || *p == '\''))
    {
      const char *close = memchr (p + 1, *p, (gsize) (end - p - 1));

      if (close != NULL)
        return g_strndup (p + 1, (gsize) (close - p - 1));
    }
  return NULL;
}

/* The encoding of a part that begins with BYTES, NULL for UTF-8; *SKIP is the
 * length of its byte order mark. */
static char *
find_encoding (const char *bytes, gsize length, gsize *skip)
{
  g_autofree char *declared = NULL;

  *skip = 0;
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      *skip = 3;
      return NULL;
    }
  if (length >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    {
      *skip = 2;
      return g_strdup (bytes[0] == '\xff' ? "UTF-16LE" : "UTF-16BE");
    }
  if (length >= 4 && memcmp (bytes, "<\0?\0", 4) == 0)
    return g_strdup ("UTF-16LE");
  if (length >= 4 && memcmp (bytes, "\0<\0?", 4) == 0)
    return g_strdup ("UTF-16BE");
  declared = declared_encoding (bytes, length);
  /* A part whose bytes are no UTF-16 but says so was converted in passing. */
  if (declared == NULL || g_ascii_strcasecmp (declared, "UTF-8") == 0
      || g_ascii_strncasecmp (declared, "UTF-16", 6) == 0
      || g_ascii_strcasecmp (declared, "US-ASCII") == 0)
    return NULL;
  /* GB18030 holds all of GBK and GB2312, whose names are used loosely. */
  if (g_ascii_strncasecmp (declared, "GB", 2) == 0)
    return g_strdup ("GB18030");
  return g_steal_pointer (&declared);
}

static gssize
convert (HechaXml *xml, char *buffer, gsize size)
{
  for (;;)
    {
      char *in = xml->raw, *out = buffer;
      gsize n_in = xml->raw_length, n_out = size;
      gssize n;

      if (n_in > 0 && g_iconv (xml->iconv, &in, &n_in, &out, &n_out) == (gsize) -1
          && errno == EILSEQ && n_out == size)
        {
          hecha_xml_fail (xml, "附近有无法识别的字符");
          return -1;
        }
      memmove (xml->raw, in, n_in);
      xml->raw_length = n_in;
      if (n_out < size)
        return (gssize) (size - n_out);
      if (xml->raw_at_end)
        {
          if (n_in > 0)
            hecha_xml_fail (xml, "附近有不完整的字符");
          return n_in > 0 ? -1 : 0;
        }
      n = xml->read (xml->source, xml->raw + n_in, RAW_SIZE - n_in, &xml->error);
      if (n < 0)
        return -1;
      xml->raw_at_end = n == 0;
      xml->raw_length += (gsize) n;
    }
}

static gssize
fill_first (HechaXml *xml, char *buffer, gsize size)
{
  g_autofree char *encoding = NULL;
  gssize n = xml->read (xml->source, buffer, MIN (size, RAW_SIZE), &xml->error);
  gsize skip;

  if (n <= 0)
    return n;
  encoding = find_encoding (buffer, (gsize) n, &skip);
  if (encoding == NULL)
    {
      memmove (buffer, buffer + skip, (gsize) n - skip);
      xml->offset += skip;
      return (gssize) ((gsize) n - skip);
    }
  xml->iconv = g_iconv_open ("UTF-8", encoding);
  if (xml->iconv == (GIConv) -1)
    {
      unknown_encoding (xml, encoding);
      return -1;
    }
  xml->raw = g_malloc (RAW_SIZE);
  xml->raw_length = (gsize) n - skip;
  memcpy (xml->raw, buffer + skip, xml->raw_length);
  return convert (xml, buffer, size);
}

gssize
hecha_xml_fill (HechaXml *xml, char *buffer, gsize size, gboolean first)
{
  if (first)
    return fill_first (xml, buffer, size);
  if (xml->iconv != (GIConv) -1)
    return convert (xml, buffer, size);
  return xml->read (xml->source, buffer, size, &xml->error);
}
