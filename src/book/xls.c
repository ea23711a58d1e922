/* The globals of an .xls workbook: sheets, formats, shared strings. */
#include "book/xls.h"

#include <string.h>

#include "book/numfmt.h"
#include "book/ole.h"
#include "book/xls_cipher.h"

#define MAX_XF 65536u
/* A BOF that Excel 97 wrote, and xlwt ever since: build 0x0dbb, 1996. */
#define OLD_BUILD 0x0dbb

typedef struct
{
  HechaBook *book;
  HechaXls *xls;
  HechaBiffStream stream;
  GHashTable *formats;      /* id -> code, in the book's texts */
  GArray *xf_formats;       /* guint16 per XF */
  GString *scratch;
} Globals;

static void
xls_free (gpointer data)
{
  HechaXls *xls = data;

  g_bytes_unref (xls->stream);
  g_ptr_array_unref (xls->strings);
  g_array_unref (xls->positions);
  g_free (xls);
}

static const HechaReader xls_reader = { hecha_xls_read_sheet, xls_free };

static gboolean
damaged (GError **error, const char *what)
{
  g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
               "旧版 Excel 文件已损坏（%s），请用 Excel 打开修复后另存", what);
  return FALSE;
}

/* A text of the workbook that lives as long as the book. */
static const char *
keep_text (Globals *globals, GError **error)
{
  if (!hecha_book_count_text (globals->book, globals->scratch->len + 1, error))
    return NULL;
  return g_string_chunk_insert_len (globals->book->texts, globals->scratch->str,
                                    (gssize) globals->scratch->len);
}

static gboolean
read_boundsheet (Globals *globals, const HechaBiffRecord *record, GError **error)
{
  HechaBiffRun run;
  gsize position;
  guint8 visibility;

  if (record->length < 7)
    return damaged (error, "工作表目录不完整");
  if (globals->book->sheets->len >= globals->book->limits.max_sheets)
    {
      g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_LIMIT,
                   "工作簿里的工作表超过 %u 张，不像正常台账", globals->book->limits.max_sheets);
      return FALSE;
    }
  position = hecha_biff_u32 (record->data);
  visibility = record->data[4] & 3;
  g_string_truncate (globals->scratch, 0);
  hecha_biff_run (&run, &globals->stream, record, 6);
  hecha_biff_string (&run, &globals->xls->text, 1, globals->scratch);
  hecha_book_add_sheet (globals->book, globals->scratch->str,
                        visibility == 2   ? HECHA_SHEET_VERY_HIDDEN
                        : visibility == 1 ? HECHA_SHEET_HIDDEN
                                          : HECHA_SHEET_VISIBLE,
                        record->data[5] == 0);
  g_array_append_val (globals->xls->positions, position);
  return TRUE;
}

static gboolean
read_sst (Globals *globals, const HechaBiffRecord *record, GError **error)
{
  HechaBiffRun run;
  guint32 n;

  if (record->length < 8)
    return damaged (error, "文字表不完整");
  n = hecha_biff_u32 (record->data + 4);
  hecha_biff_run (&run, &globals->stream, record, 8);
  /* The count is only an upper bound: strings end where the bytes end. */
  for (guint32 i = 0; i < n; i++)
    {
      const char *kept;

      g_string_truncate (globals->scratch, 0);
      if (!hecha_biff_string (&run, &globals->xls->text, 2, globals->scratch))
        return TRUE;
      kept = keep_text (globals, error);
      if (kept == NULL)
        return FALSE;
      g_ptr_array_add (globals->xls->strings, (gpointer) kept);
    }
  return TRUE;
}

static gboolean
read_format (Globals *globals, const HechaBiffRecord *record, GError **error)
{
  HechaBiffRun run;
  const char *code;

  if (record->length < 3)
    return TRUE;
  g_string_truncate (globals->scratch, 0);
  hecha_biff_run (&run, &globals->stream, record, 2);
  if (!hecha_biff_string (&run, &globals->xls->text, globals->xls->text.biff8 ? 2 : 1,
                          globals->scratch))
    return TRUE;
  code = keep_text (globals, error);
  if (code == NULL)
    return FALSE;
  g_hash_table_insert (globals->formats, GUINT_TO_POINTER (hecha_biff_u16 (record->data)),
                       (gpointer) code);
  return TRUE;
}

static gboolean
read_global (Globals *globals, const HechaBiffRecord *record, GError **error)
{
  switch (record->id)
    {
    case BIFF_FILEPASS:
      g_set_error_literal (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_ENCRYPTED,
                           "文件已加密，请用 Excel 或 WPS 打开，另存为不加密的工作簿");
      return FALSE;
    case BIFF_CODEPAGE:
      if (record->length >= 2)
        globals->xls->text.charset = hecha_biff_charset (hecha_biff_u16 (record->data));
      return TRUE;
    case BIFF_DATEMODE:
      globals->book->date1904 = record->length >= 2 && hecha_biff_u16 (record->data) == 1;
      return TRUE;
    case BIFF_BOUNDSHEET:
      return read_boundsheet (globals, record, error);
    case BIFF_SST:
      return read_sst (globals, record, error);
    case BIFF_FORMAT:
      return read_format (globals, record, error);
    case BIFF_XF:
      if (record->length >= 4 && globals->xf_formats->len < MAX_XF)
        {
          guint16 format = hecha_biff_u16 (record->data + 2);
          g_array_append_val (globals->xf_formats, format);
        }
      return TRUE;
    default:
      return TRUE;
    }
}

/* Formats may stand behind the XFs that use them. */
static void
add_styles (Globals *globals)
{
  for (guint i = 0; i < globals->xf_formats->len; i++)
    {
      guint id = g_array_index (globals->xf_formats, guint16, i);
      const char *code = g_hash_table_lookup (globals->formats, GUINT_TO_POINTER (id));

      hecha_book_add_style (globals->book,
                            code != NULL ? code : hecha_number_format_builtin (id));
    }
}

static gboolean
read_globals (Globals *globals, GError **error)
{
  HechaBiffRecord record;
  guint depth = 1;

  while (hecha_biff_next (&globals->stream, &record))
    {
      if (record.id == BIFF_BOF)
        depth++;
      else if (record.id == BIFF_EOF && --depth == 0)
        break;
      else if (depth == 1 && !read_global (globals, &record, error))
        return FALSE;
    }
  add_styles (globals);
  return TRUE;
}

static gboolean
is_sheet_at (const Globals *globals, gsize position)
{
  HechaBiffStream stream = globals->stream;
  HechaBiffRecord record;

  stream.next = position;
  return hecha_biff_next (&stream, &record) && record.id == BIFF_BOF;
}

/* Some writers give wrong places; Excel then takes the sheets as they come.
 * We do where there are just as many as the directory lists. */
static void
mend_positions (Globals *globals)
{
  GArray *positions = globals->xls->positions;
  HechaBiffStream stream = globals->stream;
  HechaBiffRecord record;
  GArray *found;
  gboolean good = TRUE;
  gsize start = stream.next;
  guint depth = 0;

  for (guint i = 0; i < positions->len; i++)
    good = good && is_sheet_at (globals, g_array_index (positions, gsize, i));
  if (good)
    return;
  found = g_array_new (FALSE, FALSE, sizeof (gsize));
  for (; hecha_biff_next (&stream, &record) && (depth > 0 || record.id == BIFF_BOF);
       start = stream.next)
    if (record.id == BIFF_BOF && depth++ == 0)
      g_array_append_val (found, start);
    else if (record.id == BIFF_EOF)
      depth--;
  if (found->len == positions->len)
    memcpy (positions->data, found->data, found->len * sizeof (gsize));
  g_array_unref (found);
}

/* What a BOF says of the text that follows. */
static gboolean
read_first_bof (Globals *globals, gboolean *is_worksheet, GError **error)
{
  HechaBiffRecord record;
  guint16 build;

  if (!hecha_biff_next (&globals->stream, &record) || record.id != BIFF_BOF || record.length < 4)
    return damaged (error, "开头不是工作簿");
  globals->xls->text.biff8 = hecha_biff_u16 (record.data) == 0x0600;
  globals->xls->text.charset = "GB18030";
  *is_worksheet = hecha_biff_u16 (record.data + 2) == 0x0010;
  build = record.length >= 6 ? hecha_biff_u16 (record.data + 4) : 0;
  globals->xls->never_calculated = globals->xls->text.biff8 && build == OLD_BUILD
                                   && record.length >= 12
                                   && hecha_biff_u32 (record.data + 8) == 0;
  return TRUE;
}

static gboolean
read_structure (Globals *globals, GError **error)
{
  gboolean is_worksheet = FALSE;

  if (!read_first_bof (globals, &is_worksheet, error))
    return FALSE;
  if (is_worksheet)
    {
      /* A stream that is one sheet, without globals. */
      gsize start = 0;

      hecha_book_add_sheet (globals->book, "Sheet1", HECHA_SHEET_VISIBLE, TRUE);
      g_array_append_val (globals->xls->positions, start);
    }
  if (!read_globals (globals, error))
    return FALSE;
  mend_positions (globals);
  if (globals->book->sheets->len == 0)
    return damaged (error, "没有工作表");
  return TRUE;
}

gboolean
hecha_xls_open_stream (HechaBook *book, GBytes *stream, GError **error)
{
  HechaXls *xls = g_new0 (HechaXls, 1);
  Globals globals = { .book = book, .xls = xls };
  GBytes *plain = hecha_xls_decrypt (g_bytes_get_data (stream, NULL), g_bytes_get_size (stream));
  gboolean ok;

  if (plain != NULL)
    g_bytes_unref (stream);
  xls->stream = stream = plain != NULL ? plain : stream;
  xls->strings = g_ptr_array_new ();
  xls->positions = g_array_new (FALSE, FALSE, sizeof (gsize));
  book->reader = &xls_reader;
  book->data = xls;
  globals.stream.data = g_bytes_get_data (stream, &globals.stream.length);
  globals.formats = g_hash_table_new (NULL, NULL);
  globals.xf_formats = g_array_new (FALSE, FALSE, sizeof (guint16));
  globals.scratch = g_string_new (NULL);
  ok = read_structure (&globals, error);
  g_hash_table_unref (globals.formats);
  g_array_unref (globals.xf_formats);
  g_string_free (globals.scratch, TRUE);
  return ok;
}

gboolean
hecha_xls_open (HechaBook *book, GError **error)
{
  GBytes *stream = hecha_ole_workbook (book->fd, book->size, error);

  book->kind = HECHA_KIND_XLS;
  return stream != NULL && hecha_xls_open_stream (book, stream, error);
}
