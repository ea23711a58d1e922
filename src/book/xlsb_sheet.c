/* One worksheet of an .xlsb workbook ([MS-XLSB] 2.4, the Brt records). */
#include <math.h>
#include <string.h>

#include "book/biff.h"
#include "book/binary.h"
#include "book/xlsb.h"

enum
{
  RECORD_ROW = 0,
  RECORD_BLANK = 1,
  RECORD_RK = 2,
  RECORD_ERROR = 3,
  RECORD_BOOL = 4,
  RECORD_REAL = 5,
  RECORD_TEXT = 6,
  RECORD_SHARED = 7,
  RECORD_FORMULA_TEXT = 8,
  RECORD_FORMULA_REAL = 9,
  RECORD_FORMULA_BOOL = 10,
  RECORD_FORMULA_ERROR = 11,
  /* The same as BLANK to SHARED, in the column behind the cell before. */
  RECORD_SHORT_BLANK = 12,
  RECORD_SHORT_SHARED = 18,
  RECORD_COLUMN = 60,
  RECORD_RICH_TEXT = 62,
  RECORD_MERGE = 176
};

typedef struct
{
  HechaBook *book;
  HechaXlsx *xlsx;
  HechaSink *sink;
  GArray *cells;          /* HechaCell: of ROW */
  guint32 row, next_column;
  gboolean in_row, hidden;
  guint n_bad_strings;
  GString *scratch;
  GError *error;
} Sheet;

static gboolean
give_row (Sheet *sheet)
{
  gboolean going;

  if (!sheet->in_row)
    return TRUE;
  going = hecha_sink_row (sheet->sink, sheet->row, sheet->hidden,
                          (HechaCell *) (gpointer) sheet->cells->data, sheet->cells->len,
                          &sheet->error);
  g_array_set_size (sheet->cells, 0);
  sheet->in_row = FALSE;
  return going;
}

static gboolean
begin_row (Sheet *sheet, const HechaBinaryRecord *record)
{
  if (!give_row (sheet))
    return FALSE;
  if (record->length < 12)
    return TRUE;
  sheet->row = hecha_biff_u32 (record->data);
  sheet->hidden = (record->data[11] & 0x10) != 0;
  sheet->in_row = TRUE;
  sheet->next_column = 0;
  return TRUE;
}

static gboolean
set_number (HechaCell *cell, double number)
{
  cell->type = HECHA_CELL_NUMBER;
  cell->number = number;
  if (!isfinite (number))
    {
      cell->type = HECHA_CELL_ERROR;
      cell->text = "#NUM!";
    }
  return TRUE;
}

static gboolean
set_text (Sheet *sheet, HechaCell *cell, const HechaBinaryRecord *record, gsize at)
{
  g_string_truncate (sheet->scratch, 0);
  hecha_binary_text (record, at, sheet->scratch);
  cell->type = HECHA_CELL_TEXT;
  cell->text = hecha_sink_text (sheet->sink, sheet->scratch->str, sheet->scratch->len,
                                &sheet->error);
  return cell->text != NULL;
}

static gboolean
set_shared (Sheet *sheet, HechaCell *cell, guint32 index)
{
  if (index < sheet->xlsx->strings->len)
    {
      cell->type = HECHA_CELL_TEXT;
      cell->text = hecha_xlsx_shared_string (sheet->book, sheet->xlsx, index, &sheet->error);
      return cell->text != NULL;
    }
  cell->type = HECHA_CELL_UNCALCULATED;   /* there is a text that we cannot know */
  sheet->n_bad_strings++;
  return TRUE;
}

/* The value of a cell record of KIND, which stands at offset AT. */
static gboolean
set_value (Sheet *sheet, HechaCell *cell, guint kind, const HechaBinaryRecord *record, gsize at)
{
  const guint8 *data = record->data + at;
  gsize left = record->length - at;

  cell->type = HECHA_CELL_BLANK;
  switch (kind)
    {
    case RECORD_RK:
      return left < 4 || set_number (cell, hecha_biff_rk (hecha_biff_u32 (data)));
    case RECORD_REAL:
    case RECORD_FORMULA_REAL:
      return left < 8 || set_number (cell, hecha_biff_double (data));
    case RECORD_SHARED:
      return left < 4 || set_shared (sheet, cell, hecha_biff_u32 (data));
    case RECORD_TEXT:
    case RECORD_FORMULA_TEXT:
      return set_text (sheet, cell, record, at);
    case RECORD_RICH_TEXT:
      return set_text (sheet, cell, record, at + 1);
    case RECORD_BOOL:
    case RECORD_FORMULA_BOOL:
      cell->type = HECHA_CELL_BOOLEAN;
      cell->number = left >= 1 && data[0] != 0;
      return TRUE;
    case RECORD_ERROR:
    case RECORD_FORMULA_ERROR:
      cell->type = HECHA_CELL_ERROR;
      cell->text = hecha_biff_error_text (left >= 1 ? data[0] : 0x2a);
      return TRUE;
    default:
      return TRUE;
    }
}

static gboolean
add_cell (Sheet *sheet, const HechaBinaryRecord *record)
{
  gboolean is_short = record->id >= RECORD_SHORT_BLANK && record->id <= RECORD_SHORT_SHARED;
  guint kind = is_short ? record->id - RECORD_SHORT_BLANK + RECORD_BLANK : record->id;
  gsize at = is_short ? 4 : 8;
  HechaCell cell = { 0 };
  const HechaStyle *style;
  guint32 column, number;

  if (record->length < at || !sheet->in_row)
    return TRUE;
  column = is_short ? sheet->next_column : hecha_biff_u32 (record->data);
  number = hecha_biff_u32 (record->data + at - 4) & 0xffffff;
  if (column >= HECHA_MAX_COLUMNS)
    {
      hecha_sink_outside (sheet->sink);
      return TRUE;
    }
  sheet->next_column = column + 1;
  style = hecha_book_style (sheet->book, number);
  cell.column = (guint16) column;
  cell.style = number < sheet->book->styles->len ? (guint16) number : 0;
  cell.format = style->format;
  if (!set_value (sheet, &cell, kind, record, at))
    return FALSE;
  if (cell.type == HECHA_CELL_NUMBER)
    cell.flags = style->flags;
  if (kind >= RECORD_FORMULA_TEXT && kind <= RECORD_FORMULA_ERROR)
    cell.flags |= HECHA_CELL_FORMULA;
  g_array_append_val (sheet->cells, cell);
  return sheet->cells->len < HECHA_MAX_COLUMNS || give_row (sheet);
}

static void
add_columns (Sheet *sheet, const HechaBinaryRecord *record)
{
  guint32 first, last;

  if (record->length < 18)
    return;
  first = hecha_biff_u32 (record->data);
  last = hecha_biff_u32 (record->data + 4);
  if (first <= last && first < HECHA_MAX_COLUMNS)
    hecha_sink_columns (sheet->sink, first, MIN (last, HECHA_MAX_COLUMNS - 1),
                        hecha_biff_u32 (record->data + 8) / 256.0,
                        (record->data[16] & 1) != 0 || hecha_biff_u32 (record->data + 8) == 0);
}

static void
add_merge (Sheet *sheet, const HechaBinaryRecord *record)
{
  HechaRange range;

  if (record->length < 16)
    return;
  range.first_row = hecha_biff_u32 (record->data);
  range.last_row = hecha_biff_u32 (record->data + 4);
  range.first_column = hecha_biff_u32 (record->data + 8);
  range.last_column = hecha_biff_u32 (record->data + 12);
  hecha_sink_merge (sheet->sink, &range);
}

static gboolean
take_record (Sheet *sheet, const HechaBinaryRecord *record)
{
  if (record->id == RECORD_ROW)
    return begin_row (sheet, record);
  if (record->id <= RECORD_SHORT_SHARED || record->id == RECORD_RICH_TEXT)
    return add_cell (sheet, record);
  if (record->id == RECORD_COLUMN)
    add_columns (sheet, record);
  else if (record->id == RECORD_MERGE)
    add_merge (sheet, record);
  return TRUE;
}

static gboolean
read_records (Sheet *sheet, const char *part, GError **error)
{
  g_auto (HechaBinary) binary = { 0 };
  HechaBinaryRecord record;

  if (!hecha_binary_open (&binary, sheet->xlsx->zip, part, error))
    return FALSE;
  while (hecha_binary_next (&binary, &record))
    if (!take_record (sheet, &record))
      {
        if (sheet->error != NULL)
          g_propagate_error (error, sheet->error);
        return FALSE;
      }
  if (!hecha_binary_done (&binary, error))
    return FALSE;
  if (give_row (sheet))
    return TRUE;
  if (sheet->error != NULL)
    g_propagate_error (error, sheet->error);
  return FALSE;
}

gboolean
hecha_xlsb_read_sheet (HechaBook *book, guint index, HechaSink *sink, GError **error)
{
  Sheet sheet = { .book = book, .xlsx = book->data, .sink = sink };
  const char *part = g_ptr_array_index (sheet.xlsx->parts, index);
  gboolean done;

  if (*part == '\0')
    {
      g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
                   "文件已损坏：工作表“%s”的内容不在文件里，请用 Excel 打开修复后另存",
                   sink->sheet->name);
      return FALSE;
    }
  if (!hecha_xlsx_read_strings (book, sheet.xlsx, error))
    return FALSE;
  sheet.cells = g_array_new (FALSE, FALSE, sizeof (HechaCell));
  sheet.scratch = g_string_new (NULL);
  done = read_records (&sheet, part, error);
  if (sheet.n_bad_strings > 0)
    hecha_sink_note (sink, "有 %u 个单元格引用的共享字符串不存在，内容无法读出，请用 Excel 打开核对",
                     sheet.n_bad_strings);
  g_array_unref (sheet.cells);
  g_string_free (sheet.scratch, TRUE);
  return done;
}
