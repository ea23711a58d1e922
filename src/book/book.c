/* Opening a file of any kind, and what is the same for all kinds. */
#include "book/book.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "book/numfmt.h"
#include "book/sniff.h"

G_DEFINE_QUARK (hecha-book-error-quark, hecha_book_error)

const char *
hecha_kind_name (HechaKind kind)
{
  static const char *const names[] = { "", "xlsx", "xlsm", "xls", "biff", "csv", "xlsb" };

  return kind <= HECHA_KIND_XLSB ? names[kind] : "";
}

gssize
hecha_book_read_at (int fd, guint64 offset, gpointer buffer, gsize size, GError **error)
{
  gsize done = 0;

  while (done < size)
    {
      gssize n = pread (fd, (char *) buffer + done, size - done, (off_t) (offset + done));

      if (n == 0)
        break;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_IO,
                       "读取文件时出错（错误号 %d），请检查磁盘或网络后重试", errno);
          return -1;
        }
      done += (gsize) n;
    }
  return (gssize) done;
}

/* ---- filling a book ---------------------------------------------------- */

void
hecha_book_add_sheet (HechaBook *book, const char *name, HechaVisibility visibility,
                      gboolean is_worksheet)
{
  HechaSheetInfo info = { g_string_chunk_insert (book->texts, name), visibility, is_worksheet };
  guint64 none = 0;

  g_array_append_val (book->sheets, info);
  g_array_append_val (book->sheet_cells, none);
}

void
hecha_book_add_style (HechaBook *book, const char *code)
{
  HechaStyle style = { g_string_chunk_insert_const (book->texts, code), 0, 0 };

  style.format = hecha_number_format_classify (code, &style.flags);
  g_array_append_val (book->styles, style);
}

const HechaStyle hecha_general_style = { "General", HECHA_FORMAT_GENERAL, 0 };

gboolean
hecha_book_count_text (HechaBook *book, guint64 bytes, GError **error)
{
  book->text_bytes += bytes;
  if (book->text_bytes <= book->limits.max_text_bytes)
    return TRUE;
  g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_LIMIT,
               "工作簿里的文字超过 %" G_GUINT64_FORMAT " 字节，不像正常台账，请拆分后重新保存",
               book->limits.max_text_bytes);
  return FALSE;
}

/* ---- opening ------------------------------------------------------------- */

static HechaBook *
book_new (int fd, guint64 size, const HechaLimits *limits)
{
  HechaBook *book = g_new0 (HechaBook, 1);

  book->limits = limits != NULL ? *limits : hecha_default_limits;
  book->fd = fd;
  book->size = size;
  book->sheets = g_array_new (FALSE, FALSE, sizeof (HechaSheetInfo));
  book->sheet_cells = g_array_new (FALSE, FALSE, sizeof (guint64));
  book->styles = g_array_new (FALSE, FALSE, sizeof (HechaStyle));
  book->texts = g_string_chunk_new (16 * 1024);
  return book;
}

void
hecha_book_free (HechaBook *book)
{
  if (book == NULL)
    return;
  if (book->reader != NULL)
    book->reader->free (book->data);
  if (book->fd >= 0)
    close (book->fd);
  g_array_unref (book->sheets);
  g_array_unref (book->sheet_cells);
  g_array_unref (book->styles);
  g_clear_pointer (&book->properties, g_hash_table_unref);
  g_string_chunk_free (book->texts);
  g_free (book);
}

static gboolean
refuse_by_name (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  if (g_str_has_prefix (name, "~$"))
    g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_LOCK_FILE,
                 "这是 Excel 打开文件时留下的锁文件，不是工作簿，无需处理");
  else if (g_str_has_prefix (name, "._"))
    g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_LOCK_FILE,
                 "这是苹果电脑留下的附属文件，不是工作簿，无需处理");
  else
    return FALSE;
  return TRUE;
}

/* strerror() speaks the language of the locale, not of the clerk. */
static void
set_open_error (GError **error, int code)
{
  const char *sentence = "文件打不开，请检查文件是否完好、磁盘或网络是否正常";

  if (code == ENOENT || code == ENOTDIR)
    sentence = "文件不存在，请检查路径和文件名";
  else if (code == EACCES || code == EPERM)
    sentence = "没有读取权限，请检查文件的权限设置";
  else if (code == ELOOP)
    sentence = "链接指向自己，打不开，请换成工作簿文件";
  else if (code == ENXIO || code == ENODEV)
    sentence = "这不是普通文件（可能是管道或设备），请换成工作簿文件";
  else if (code == EMFILE || code == ENFILE)
    sentence = "同时打开的文件过多，请关闭一些程序后重试";
  g_set_error_literal (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_IO, sentence);
}

/* Opens without waiting for anyone: a FIFO or device must not hold the batch. */
static int
open_regular (const char *path, guint64 *size, GError **error)
{
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  struct stat status;

  if (fd < 0)
    {
      set_open_error (error, errno);
      return -1;
    }
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    {
      g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_IO,
                   "这不是普通文件（可能是文件夹、管道或设备），请换成工作簿文件");
      close (fd);
      return -1;
    }
  *size = (guint64) status.st_size;
  return fd;
}

static HechaOpenFunc
open_func (HechaSniffed sniffed)
{
  switch (sniffed)
    {
    case HECHA_SNIFFED_ZIP:
      return hecha_xlsx_open;
    case HECHA_SNIFFED_TEXT:
      return hecha_csv_open;
    case HECHA_SNIFFED_OLE:
      return hecha_xls_open;
    case HECHA_SNIFFED_BIFF:
      return hecha_biff_old_open;
    default:
      return NULL;
    }
}

HechaBook *
hecha_book_open (const char *path, const HechaLimits *limits, GError **error)
{
  g_autoptr (HechaBook) book = NULL;
  HechaOpenFunc open_book;
  HechaSniffed sniffed;
  guint64 size;
  int fd;

  if (refuse_by_name (path, error))
    return NULL;
  fd = open_regular (path, &size, error);
  if (fd < 0)
    return NULL;
  book = book_new (fd, size, limits);
  if (!hecha_sniff (fd, size, &sniffed, error))
    return NULL;
  open_book = open_func (sniffed);
  if (open_book == NULL || !open_book (book, error))
    return NULL;
  return g_steal_pointer (&book);
}

/* ---- asking a book --------------------------------------------------------- */

HechaKind
hecha_book_kind (const HechaBook *book)
{
  return book->kind;
}

gboolean
hecha_book_date1904 (const HechaBook *book)
{
  return book->date1904;
}

guint
hecha_book_n_sheets (const HechaBook *book)
{
  return book->sheets->len;
}

const HechaSheetInfo *
hecha_book_sheet_info (const HechaBook *book, guint index)
{
  g_return_val_if_fail (index < book->sheets->len, NULL);
  return &g_array_index (book->sheets, HechaSheetInfo, index);
}

const char *
hecha_book_format_code (const HechaBook *book, guint style)
{
  return hecha_book_style (book, style)->code;
}

const char *
hecha_book_property (const HechaBook *book, const char *name)
{
  return book->properties != NULL ? g_hash_table_lookup (book->properties, name) : NULL;
}

/* ---- reading sheets ---------------------------------------------------------- */

static gboolean
read_sheet (HechaBook *book, guint index, HechaRowFunc visit, gpointer user_data,
            HechaSheet **sheet, GError **error)
{
  HechaSink sink;
  gboolean done = TRUE;
  GError *local = NULL;

  hecha_sink_init (&sink, book, index, visit, user_data);
  if (hecha_book_sheet_info (book, index)->is_worksheet)
    done = book->reader->read_sheet (book, index, &sink, &local);
  done = done && hecha_sink_finish (&sink, sheet, &local);
  /* A visitor that stops early is served. */
  done = done || (local == NULL && sink.stopped);
  hecha_sink_clear (&sink);
  if (local != NULL)
    g_propagate_error (error, local);
  return done;
}

HechaSheet *
hecha_book_load_sheet (HechaBook *book, guint index, GError **error)
{
  HechaSheet *sheet = NULL;

  g_return_val_if_fail (index < book->sheets->len, NULL);
  return read_sheet (book, index, NULL, NULL, &sheet, error) ? sheet : NULL;
}

gboolean
hecha_book_scan_sheet (HechaBook *book, guint index, HechaRowFunc visit, gpointer user_data,
                       GError **error)
{
  HechaSheet *none = NULL;

  g_return_val_if_fail (index < book->sheets->len && visit != NULL, FALSE);
  return read_sheet (book, index, visit, user_data, &none, error);
}
