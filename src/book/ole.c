#include "book/ole.h"

#include <gsf/gsf.h>
#include <string.h>

#include "book/book.h"

/* .xls files end at 2 GiB by their format; honest ones are far smaller. */
#define MAX_FILE (G_GUINT64_CONSTANT (512) << 20)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GsfInput, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GsfInfile, g_object_unref)

static void
start_gsf (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      gsf_init ();
      g_once_init_leave (&once, 1);
    }
}

static GsfInfile *
open_compound (const guint8 *bytes, gsize length, GError **error)
{
  g_autoptr (GsfInput) input = gsf_input_memory_new (bytes, (gsf_off_t) length, FALSE);
  GsfInfile *infile;

  start_gsf ();
  infile = input != NULL ? gsf_infile_msole_new (input, NULL) : NULL;
  if (infile == NULL)
    g_set_error_literal (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
                         "旧版 Excel 文件已损坏（文件结构读不出），请用 Excel 打开修复后另存");
  return infile;
}

/* Some writers give the stream's name in capitals. */
static GsfInput *
child_named (GsfInfile *infile, const char *name)
{
  int n = gsf_infile_num_children (infile);

  for (int i = 0; i < n; i++)
    {
      const char *child = gsf_infile_name_by_index (infile, i);

      if (child != NULL && g_ascii_strcasecmp (child, name) == 0)
        return gsf_infile_child_by_index (infile, i);
    }
  return NULL;
}

static gboolean
has_child (GsfInfile *infile, const char *name)
{
  g_autoptr (GsfInput) child = child_named (infile, name);

  return child != NULL;
}

static void
say_what_it_is (GsfInfile *infile, GError **error)
{
  static const struct
  {
    const char *stream;
    HechaBookError code;
    const char *message;
  } kinds[] = {
    { "EncryptedPackage", HECHA_BOOK_ERROR_ENCRYPTED,
      "文件已加密，请用 Excel 或 WPS 打开，另存为不加密的工作簿" },
    { "\006DataSpaces", HECHA_BOOK_ERROR_ENCRYPTED,
      "文件受权限保护（加密），请用 Excel 打开，取消限制后另存" },
    { "WordDocument", HECHA_BOOK_ERROR_OTHER_KIND,
      "这是 Word 文档，不是工作簿，请把其中的表格复制到 Excel 后保存" },
    { "PowerPoint Document", HECHA_BOOK_ERROR_OTHER_KIND, "这是演示文稿，不是工作簿" },
    { "VisioDocument", HECHA_BOOK_ERROR_OTHER_KIND, "这是 Visio 图，不是工作簿" },
    { "__properties_version1.0", HECHA_BOOK_ERROR_OTHER_KIND, "这是 Outlook 邮件，不是工作簿" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (has_child (infile, kinds[i].stream))
      {
        g_set_error_literal (error, HECHA_BOOK_ERROR, kinds[i].code, kinds[i].message);
        return;
      }
  g_set_error_literal (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_OTHER_KIND,
                       "文件里没有工作簿内容，不是 Excel 或 WPS 表格，请重新提供");
}

static GBytes *
read_stream (GsfInput *stream, gsize file_size, GError **error)
{
  gsf_off_t size = gsf_input_size (stream);
  guint8 *bytes;

  if (size < 0 || (guint64) size > file_size)
    {
      g_set_error_literal (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
                           "旧版 Excel 文件已损坏（长度不符），请用 Excel 打开修复后另存");
      return NULL;
    }
  bytes = g_try_malloc ((gsize) size + 1);
  if (bytes == NULL || (size > 0 && gsf_input_read (stream, (size_t) size, bytes) == NULL))
    {
      g_free (bytes);
      g_set_error_literal (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
                           "旧版 Excel 文件已损坏（内容读不全），请用 Excel 打开修复后另存");
      return NULL;
    }
  return g_bytes_new_take (bytes, (gsize) size);
}

GBytes *
hecha_ole_workbook (int fd, guint64 size, GError **error)
{
  g_autofree guint8 *file = NULL;
  g_autoptr (GsfInfile) infile = NULL;
  g_autoptr (GsfInput) stream = NULL;
  gssize length;

  if (size > MAX_FILE)
    {
      g_set_error_literal (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_LIMIT,
                           "旧版 Excel 文件超过 512 MB，不像正常台账，请拆分后重新保存");
      return NULL;
    }
  file = g_malloc ((gsize) size + 1);
  length = hecha_book_read_at (fd, 0, file, (gsize) size, error);
  if (length < 0)
    return NULL;
  infile = open_compound (file, (gsize) length, error);
  if (infile == NULL)
    return NULL;
  /* A file may hold both: BIFF8 for new programs, BIFF5 for old ones. */
  stream = child_named (infile, "Workbook");
  if (stream == NULL)
    stream = child_named (infile, "Book");
  if (stream == NULL)
    {
      say_what_it_is (infile, error);
      return NULL;
    }
  return read_stream (stream, (gsize) length, error);
}
