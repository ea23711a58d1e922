/* .xlsb: what its binary parts say of workbook, formats and shared strings
 * ([MS-XLSB]).  The package around them is that of .xlsx. */
#include "book/xlsb.h"

#include <string.h>

#include "book/biff.h"
#include "book/binary.h"
#include "book/numfmt.h"

enum
{
  RECORD_SST_ITEM = 19,
  RECORD_FORMAT = 44,
  RECORD_XF = 47,
  RECORD_WORKBOOK = 153,
  RECORD_SHEET = 156,
  RECORD_BEGIN_XFS = 617,
  RECORD_END_XFS = 618
};

#define MAX_STYLES 65535u
/* Workbook and formats are small in every honest file. */
#define SMALL_PART (64 * 1024 * 1024)

/* ---- workbook ------------------------------------------------------------------ */

/* The id and the name of a sheet, which end the record; TRUE where they begin
 * AT. */
static gboolean
read_names (const HechaBinaryRecord *record, gsize at, GString *id, GString *name)
{
  gsize behind;

  g_string_truncate (id, 0);
  g_string_truncate (name, 0);
  behind = hecha_binary_text (record, at, id);
  /* A module of macros has no id, but all bits set for its length. */
  if (behind == 0)
    behind = at + 4;
  return hecha_binary_text (record, behind, name) == record->length;
}

static gboolean
add_sheet (HechaBook *book, HechaXlsx *xlsx, const HechaBinaryRecord *record,
           const GPtrArray *relations, GError **error)
{
  g_autoptr (GString) id = g_string_new (NULL);
  g_autoptr (GString) name = g_string_new (NULL);
  guint32 state = record->length >= 12 ? hecha_biff_u32 (record->data) : 0;
  const HechaRelation *relation;

  if (book->sheets->len >= book->limits.max_sheets)
    {
      g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_LIMIT,
                   "工作表超过 %u 张，不像正常台账，请拆分后重新保存", book->limits.max_sheets);
      return FALSE;
    }
  if (!read_names (record, 8, id, name))
    read_names (record, 12, id, name);   /* as the beta of 2006 wrote it */
  if (!hecha_book_count_text (book, name->len + 1, error))
    return FALSE;
  relation = hecha_relation_by_id (relations, id->str);
  hecha_book_add_sheet (book, name->str,
                        state == 2   ? HECHA_SHEET_VERY_HIDDEN
                        : state == 1 ? HECHA_SHEET_HIDDEN
                                     : HECHA_SHEET_VISIBLE,
                        relation != NULL ? strcmp (relation->type, "worksheet") == 0
                                         : id->len > 0);
  g_ptr_array_add (xlsx->parts, g_strdup (relation != NULL ? relation->target : ""));
  return TRUE;
}

gboolean
hecha_xlsb_read_workbook (HechaBook *book, HechaXlsx *xlsx, const char *part,
                          const GPtrArray *relations, GError **error)
{
  g_auto (HechaBinary) binary = { 0 };
  HechaBinaryRecord record;

  if (!hecha_binary_open (&binary, xlsx->zip, part, error))
    return FALSE;
  hecha_zip_stream_set_limit (binary.stream, SMALL_PART);
  while (hecha_binary_next (&binary, &record))
    if (record.id == RECORD_WORKBOOK)
      book->date1904 = record.length >= 4 && (record.data[0] & 1) != 0;
    else if (record.id == RECORD_SHEET && !add_sheet (book, xlsx, &record, relations, error))
      return FALSE;
  return hecha_binary_done (&binary, error);
}

/* ---- formats --------------------------------------------------------------------- */

static void
add_format (GHashTable *codes, const HechaBinaryRecord *record)
{
  GString *code = g_string_new (NULL);

  if (record->length >= 2)
    hecha_binary_text (record, 2, code);
  if (record->length >= 2)
    g_hash_table_replace (codes, GUINT_TO_POINTER (hecha_biff_u16 (record->data)),
                          g_string_free (code, FALSE));
  else
    g_string_free (code, TRUE);
}

static void
add_style (HechaBook *book, GHashTable *codes, const HechaBinaryRecord *record)
{
  guint id = record->length >= 4 ? hecha_biff_u16 (record->data + 2) : 0;
  const char *code = g_hash_table_lookup (codes, GUINT_TO_POINTER (id));

  if (book->styles->len < MAX_STYLES)
    hecha_book_add_style (book, code != NULL ? code : hecha_number_format_builtin (id));
}

gboolean
hecha_xlsb_read_styles (HechaBook *book, HechaZip *zip, const char *part, GError **error)
{
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_auto (HechaBinary) binary = { 0 };
  HechaBinaryRecord record;
  gboolean in_cells = FALSE;

  if (!hecha_binary_open (&binary, zip, part, error))
    return FALSE;
  hecha_zip_stream_set_limit (binary.stream, SMALL_PART);
  while (hecha_binary_next (&binary, &record))
    if (record.id == RECORD_FORMAT)
      add_format (codes, &record);
    else if (record.id == RECORD_BEGIN_XFS || record.id == RECORD_END_XFS)
      in_cells = record.id == RECORD_BEGIN_XFS;
    else if (record.id == RECORD_XF && in_cells)
      add_style (book, codes, &record);
  return hecha_binary_done (&binary, error);
}

/* ---- shared strings ----------------------------------------------------------------- */

gboolean
hecha_xlsb_read_strings (HechaBook *book, HechaXlsx *xlsx, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (HechaBinary) binary = { 0 };
  HechaBinaryRecord record;

  if (!hecha_binary_open (&binary, xlsx->zip, xlsx->strings_part, error))
    return FALSE;
  while (hecha_binary_next (&binary, &record))
    if (record.id == RECORD_SST_ITEM)
      {
        g_string_truncate (text, 0);
        hecha_binary_text (&record, 1, text);   /* behind it runs, which are no text */
        if (!hecha_xlsx_keep_string (book, xlsx, text->str, text->len, error))
          return FALSE;
      }
  return hecha_binary_done (&binary, error);
}
