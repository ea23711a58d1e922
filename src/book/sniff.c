/* Recognising files by content: a table of signatures, then what looks like
 * markup, then text.  Names and suffixes are not asked: clerks rename. */
#include "book/sniff.h"

#include <string.h>

#include "book/book.h"
#include "book/text.h"

/* Enough for the leading comments of an HTML page; ZIP junk is found later. */
#define HEAD_SIZE 4096

typedef struct
{
  gsize offset;
  gsize length;
  const char *bytes;
  HechaBookError code;
  const char *message;
} Signature;

#define SIGNATURE(offset, bytes, code, message) \
  { offset, sizeof bytes - 1, bytes, HECHA_BOOK_ERROR_##code, message }

static const Signature signatures[] = {
  SIGNATURE (0, "%PDF", OTHER_KIND, "这是 PDF 文件，不是工作簿，请提供原来的 Excel 或 WPS 表格"),
  SIGNATURE (0, "\x89PNG\r\n", OTHER_KIND, "这是 PNG 图片，不是工作簿，请提供原来的 Excel 或 WPS 表格"),
  SIGNATURE (0, "\xff\xd8\xff", OTHER_KIND, "这是 JPEG 图片，不是工作簿，请提供原来的 Excel 或 WPS 表格"),
  SIGNATURE (0, "GIF89a", OTHER_KIND, "这是 GIF 图片，不是工作簿，请提供原来的 Excel 或 WPS 表格"),
  SIGNATURE (0, "II*\0", OTHER_KIND, "这是 TIFF 图片，不是工作簿，请提供原来的 Excel 或 WPS 表格"),
  SIGNATURE (0, "MM\0*", OTHER_KIND, "这是 TIFF 图片，不是工作簿，请提供原来的 Excel 或 WPS 表格"),
  SIGNATURE (0, "{\\rtf", OTHER_KIND, "这是 RTF 文档，不是工作簿，请把其中的表格复制到 Excel 后保存"),
  SIGNATURE (0, "Rar!\x1a\x07", OTHER_KIND, "这是 RAR 压缩包，请先解压，再核查其中的工作簿"),
  SIGNATURE (0, "7z\xbc\xaf\x27\x1c", OTHER_KIND, "这是 7z 压缩包，请先解压，再核查其中的工作簿"),
  SIGNATURE (0, "\x1f\x8b", OTHER_KIND, "这是 gzip 压缩文件，请先解压，再核查其中的工作簿"),
  SIGNATURE (4, "1AY&SY", OTHER_KIND, "这是 bzip2 压缩文件，请先解压，再核查其中的工作簿"),
  SIGNATURE (0, "\xfd" "7zXZ\0", OTHER_KIND, "这是 xz 压缩文件，请先解压，再核查其中的工作簿"),
  SIGNATURE (257, "ustar", OTHER_KIND, "这是 tar 打包文件，请先解开，再核查其中的工作簿"),
  SIGNATURE (0, "MZ\x90\0", OTHER_KIND, "这是 Windows 程序，不是工作簿"),
  SIGNATURE (0, "\x7f" "ELF", OTHER_KIND, "这是程序文件，不是工作簿"),
  SIGNATURE (0, "SQLite format 3", OTHER_KIND, "这是 SQLite 数据库，不是工作簿"),
  SIGNATURE (4, "Standard Jet DB", OTHER_KIND, "这是 Access 数据库，不是工作簿，请导出为 Excel 工作簿"),
  SIGNATURE (4, "Standard ACE DB", OTHER_KIND, "这是 Access 数据库，不是工作簿，请导出为 Excel 工作簿"),
  SIGNATURE (0, "\x00\x05\x16\x07", LOCK_FILE, "这是苹果电脑留下的附属文件，不是工作簿，无需处理"),
  SIGNATURE (0, "\x00\x00\x00\x01" "Bud1", LOCK_FILE, "这是苹果电脑留下的附属文件，不是工作簿，无需处理"),
};

static gboolean
refuse (GError **error, HechaBookError code, const char *message)
{
  g_set_error_literal (error, HECHA_BOOK_ERROR, code, message);
  return FALSE;
}

static gboolean
begins (const guint8 *head, gsize length, gsize offset, const char *bytes, gsize n)
{
  return length >= offset && length - offset >= n && memcmp (head + offset, bytes, n) == 0;
}

static const Signature *
find_signature (const guint8 *head, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (begins (head, length, signatures[i].offset, signatures[i].bytes, signatures[i].length))
      return &signatures[i];
  return NULL;
}

/* BIFF2 to BIFF4 begin with their BOF record, without a compound file; so do
 * what scripts of web sites write as BIFF5.  The type of the stream tells
 * them from a text that begins with a tab. */
static gboolean
is_bare_biff (const guint8 *head, gsize length)
{
  return length >= 8 && head[0] == 0x09 && head[1] <= 8 && head[1] % 2 == 0
         && head[2] >= 4 && head[2] <= 16 && head[3] == 0
         && (head[6] == 0x10 || head[6] == 0x20 || head[6] == 0x40 || head[6] == 0 || head[6] == 5)
         && head[7] <= 1;
}

/* The owner's name, padded: "~$" files may have been renamed. */
static gboolean
is_lock_file (const guint8 *head, gsize length, guint64 size)
{
  return size == 165 && length == 165 && head[0] > 0 && head[0] <= 54 && head[54] == 0x20
         && head[55] == head[0] && head[56] == 0;
}

/* The head as text in lower-case ASCII, NULs of UTF-16 dropped, for looking
 * for markup; free with g_free(). */
static char *
plain_head (const guint8 *head, gsize length)
{
  GString *plain = g_string_sized_new (length + 1);
  gsize start = 0;

  if (length >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    start = 3;
  else if (length >= 2 && (memcmp (head, "\xff\xfe", 2) == 0 || memcmp (head, "\xfe\xff", 2) == 0))
    start = 2;
  for (gsize i = start; i < length; i++)
    if (head[i] != 0 && (plain->len > 0 || !g_ascii_isspace (head[i])))
      g_string_append_c (plain, g_ascii_tolower (head[i]));
  return g_string_free (plain, FALSE);
}

static gboolean
is_html (const char *plain)
{
  static const char *const tags[] = { "<html", "<!doctype html", "<table", "<head", "<meta",
                                      "<body", "<style", "<script", "<div", "<tr", NULL };

  if (g_str_has_prefix (plain, "<!--") || g_str_has_prefix (plain, "<?xml"))
    return strstr (plain, "<html") != NULL || strstr (plain, "<table") != NULL;
  for (guint i = 0; tags[i] != NULL; i++)
    if (g_str_has_prefix (plain, tags[i]))
      return TRUE;
  return FALSE;
}

static gboolean
refuse_markup (const char *plain, GError **error)
{
  if (strstr (plain, "urn:schemas-microsoft-com:office:spreadsheet") != NULL
      && g_str_has_prefix (plain, "<?xml"))
    return refuse (error, HECHA_BOOK_ERROR_OTHER_KIND,
                   "这是“XML 电子表格 2003”文件，请用 Excel 或 WPS 打开后另存为 .xlsx");
  if (g_str_has_prefix (plain, "mime-version:")
      || (g_str_has_prefix (plain, "from:") && strstr (plain, "mime-version:") != NULL))
    return refuse (error, HECHA_BOOK_ERROR_OTHER_KIND,
                   "这是单个文件网页（MHTML），不是真正的工作簿，请用 Excel 打开后另存为 .xlsx");
  if (is_html (plain))
    return refuse (error, HECHA_BOOK_ERROR_OTHER_KIND,
                   "这是网页（HTML），只是起了表格的文件名，请用 Excel 打开后另存为 .xlsx");
  if (g_str_has_prefix (plain, "<?xml"))
    return refuse (error, HECHA_BOOK_ERROR_OTHER_KIND,
                   "这是 XML 文件，不是工作簿，请用 Excel 打开后另存为 .xlsx");
  return TRUE;
}

/* NULs in text come from UTF-16, or pad the end; others mean binary. */
static gboolean
looks_binary (const guint8 *head, gsize length)
{
  static const char ordinary[] = { '\t', '\n', '\v', '\f', '\r', 0x1a, 0x1b };
  gsize controls = 0;

  if (length >= 2 && (memcmp (head, "\xff\xfe", 2) == 0 || memcmp (head, "\xfe\xff", 2) == 0))
    return FALSE;
  if (hecha_text_utf16_by_nuls ((const char *) head, length) != NULL)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (head[i] != 0 && head[i] < 0x20 && memchr (ordinary, head[i], sizeof ordinary) == NULL)
      controls++;
  return controls * 20 > length;
}

gboolean
hecha_sniff (int fd, guint64 size, HechaSniffed *sniffed, GError **error)
{
  guint8 head[HEAD_SIZE];
  gssize length = hecha_book_read_at (fd, 0, head, sizeof head, error);
  g_autofree char *plain = NULL;
  const Signature *signature;

  if (length < 0)
    return FALSE;
  if (length == 0)
    return refuse (error, HECHA_BOOK_ERROR_EMPTY,
                   "文件是空的（0 字节），请重新导出或请报送单位重新提供");
  if (begins (head, (gsize) length, 0, "PK\3\4", 4) || begins (head, (gsize) length, 0, "PK\5\6", 4))
    *sniffed = HECHA_SNIFFED_ZIP;
  else if (begins (head, (gsize) length, 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
    *sniffed = HECHA_SNIFFED_OLE;
  else if (is_bare_biff (head, (gsize) length))
    *sniffed = HECHA_SNIFFED_BIFF;
  else if ((signature = find_signature (head, (gsize) length)) != NULL)
    return refuse (error, signature->code, signature->message);
  else if (is_lock_file (head, (gsize) length, size))
    return refuse (error, HECHA_BOOK_ERROR_LOCK_FILE,
                   "这是 Excel 打开文件时留下的锁文件，不是工作簿，无需处理");
  else
    {
      plain = plain_head (head, (gsize) length);
      if (!refuse_markup (plain, error))
        return FALSE;
      /* A package may have junk before it; its end is found from behind. */
      *sniffed = looks_binary (head, (gsize) length) ? HECHA_SNIFFED_ZIP : HECHA_SNIFFED_TEXT;
    }
  return TRUE;
}
