/* One worksheet of an .xls workbook. */
#include "book/xls.h"

#include <math.h>
#include <string.h>

#define ROWS 65536u

typedef struct
{
  HechaBook *book;
  const HechaXls *xls;
  HechaSink *sink;
  HechaBiffStream stream;
  GArray *cells;            /* HechaCell: of ROW */
  guint32 row;
  gboolean any;             /* CELLS has cells of ROW */
  guint32 next_hidden;      /* hidden rows before it have been given on */
  guint8 hidden[ROWS / 8];  /* from the ROW records, which a first pass reads */
  GString *scratch;
} Sheet;

static gboolean
is_hidden (const Sheet *sheet, guint32 row)
{
  return row < ROWS && (sheet->hidden[row / 8] >> (row % 8) & 1) != 0;
}

/* Hidden rows without cells are rows too. */
static gboolean
give_hidden_rows (Sheet *sheet, guint32 end, GError **error)
{
  for (; sheet->next_hidden < end; sheet->next_hidden++)
    if (is_hidden (sheet, sheet->next_hidden)
        && !hecha_sink_row (sheet->sink, sheet->next_hidden, TRUE, NULL, 0, error))
      return FALSE;
  return TRUE;
}

static gboolean
give_row (Sheet *sheet, GError **error)
{
  if (!sheet->any)
    return TRUE;
  sheet->any = FALSE;
  if (!give_hidden_rows (sheet, MIN (sheet->row, ROWS), error))
    return FALSE;
  sheet->next_hidden = MAX (sheet->next_hidden, sheet->row + 1);
  if (!hecha_sink_row (sheet->sink, sheet->row, is_hidden (sheet, sheet->row),
                       (HechaCell *) (gpointer) sheet->cells->data, sheet->cells->len, error))
    return FALSE;
  g_array_set_size (sheet->cells, 0);
  return TRUE;
}

static gboolean
add_cell (Sheet *sheet, guint32 row, HechaCell *cell, GError **error)
{
  if (row != sheet->row && !give_row (sheet, error))
    return FALSE;
  sheet->row = row;
  sheet->any = TRUE;
  g_array_append_val (sheet->cells, *cell);
  return TRUE;
}

/* A cell of a style; the format is the style's. */
static HechaCell
make_cell (const Sheet *sheet, guint16 column, guint16 xf, HechaCellType type)
{
  const HechaStyle *style = hecha_book_style (sheet->book, xf);
  HechaCell cell = { .column = column, .style = xf, .type = (guint8) type };

  cell.format = style->format;
  if (type == HECHA_CELL_NUMBER)
    cell.flags = style->flags;
  return cell;
}

static gboolean
add_number (Sheet *sheet, guint32 row, guint16 column, guint16 xf, double number, guint8 flags,
            GError **error)
{
  HechaCell cell = make_cell (sheet, column, xf, HECHA_CELL_NUMBER);

  cell.flags |= flags;
  cell.number = number;
  if (!isfinite (number))
    {
      cell.type = HECHA_CELL_ERROR;
      cell.text = "#NUM!";
    }
  return add_cell (sheet, row, &cell, error);
}

static gboolean
add_text (Sheet *sheet, guint32 row, guint16 column, guint16 xf, guint8 flags, GError **error)
{
  HechaCell cell = make_cell (sheet, column, xf, HECHA_CELL_TEXT);

  cell.flags = flags;
  cell.text = hecha_sink_text (sheet->sink, sheet->scratch->str, sheet->scratch->len, error);
  return cell.text != NULL && add_cell (sheet, row, &cell, error);
}

static gboolean
add_boolean_or_error (Sheet *sheet, guint32 row, guint16 column, guint16 xf, gboolean is_error,
                      guint8 value, guint8 flags, GError **error)
{
  HechaCell cell = make_cell (sheet, column, xf, is_error ? HECHA_CELL_ERROR : HECHA_CELL_BOOLEAN);

  cell.flags = flags;
  if (is_error)
    cell.text = hecha_biff_error_text (value);
  else
    cell.number = value != 0;
  return add_cell (sheet, row, &cell, error);
}

static gboolean
add_plain (Sheet *sheet, guint32 row, guint16 column, guint16 xf, HechaCellType type,
           guint8 flags, GError **error)
{
  HechaCell cell = make_cell (sheet, column, xf, type);

  cell.flags = flags;
  return add_cell (sheet, row, &cell, error);
}

/* The text result of a formula stands in a STRING record behind it, perhaps
 * after records of the formula's own. */
static gboolean
read_formula_text (Sheet *sheet)
{
  HechaBiffStream ahead = sheet->stream;
  HechaBiffRecord record;

  for (int i = 0; i < 4 && hecha_biff_next (&ahead, &record); i++)
    {
      if (record.id == BIFF_STRING)
        {
          HechaBiffRun run;

          hecha_biff_run (&run, &ahead, &record, 0);
          g_string_truncate (sheet->scratch, 0);
          return hecha_biff_string (&run, &sheet->xls->text, 2, sheet->scratch);
        }
      /* SHRFMLA, ARRAY and TABLE may come between; anything else ends it. */
      if (record.id != 0x04bc && record.id != 0x0221 && record.id != 0x0236)
        return FALSE;
    }
  return FALSE;
}

static gboolean
read_formula (Sheet *sheet, const HechaBiffRecord *record, guint32 row, guint16 column,
              guint16 xf, GError **error)
{
  const guint8 *result = record->data + 6;

  if (record->length < 14)
    return TRUE;
  if (hecha_biff_u16 (result + 6) != 0xffff)
    return add_number (sheet, row, column, xf, hecha_biff_double (result), HECHA_CELL_FORMULA,
                       error);
  switch (result[0])
    {
    case 1:
      return add_boolean_or_error (sheet, row, column, xf, FALSE, result[2], HECHA_CELL_FORMULA,
                                   error);
    case 2:
      return add_boolean_or_error (sheet, row, column, xf, TRUE, result[2], HECHA_CELL_FORMULA,
                                   error);
    case 0:
      if (read_formula_text (sheet))
        return add_text (sheet, row, column, xf, HECHA_CELL_FORMULA, error);
      break;
    case 3:
      if (!sheet->xls->never_calculated)
        {
          g_string_truncate (sheet->scratch, 0);
          return add_text (sheet, row, column, xf, HECHA_CELL_FORMULA, error);
        }
      break;
    default:
      break;
    }
  return add_plain (sheet, row, column, xf, HECHA_CELL_UNCALCULATED, HECHA_CELL_FORMULA, error);
}

static gboolean
read_shared_text (Sheet *sheet, const HechaBiffRecord *record, guint32 row, guint16 column,
                  guint16 xf, GError **error)
{
  HechaCell cell = make_cell (sheet, column, xf, HECHA_CELL_TEXT);
  guint32 index;

  if (record->length < 10)
    return TRUE;
  index = hecha_biff_u32 (record->data + 6);
  if (index < sheet->xls->strings->len)
    cell.text = g_ptr_array_index (sheet->xls->strings, index);
  else
    {
      cell.type = HECHA_CELL_ERROR;   /* there is a text, and it is lost */
      cell.text = "#N/A";
    }
  return add_cell (sheet, row, &cell, error);
}

static gboolean
read_label (Sheet *sheet, const HechaBiffRecord *record, guint32 row, guint16 column, guint16 xf,
            GError **error)
{
  HechaBiffRun run;

  hecha_biff_run (&run, &sheet->stream, record, 6);
  g_string_truncate (sheet->scratch, 0);
  hecha_biff_string (&run, &sheet->xls->text, 2, sheet->scratch);
  return add_text (sheet, row, column, xf, 0, error);
}

static gboolean
read_multiple (Sheet *sheet, const HechaBiffRecord *record, guint32 row, guint16 column,
               GError **error)
{
  gboolean numbers = record->id == BIFF_MULRK;
  guint step = numbers ? 6 : 2;

  /* Row, first column, cells, last column. */
  for (gsize at = 4; at + step + 2 <= record->length; at += step, column++)
    {
      guint16 xf = hecha_biff_u16 (record->data + at);

      if (column >= HECHA_MAX_COLUMNS)
        hecha_sink_outside (sheet->sink);
      else if (numbers
                   ? !add_number (sheet, row, column, xf,
                                  hecha_biff_rk (hecha_biff_u32 (record->data + at + 2)), 0, error)
                   : !add_plain (sheet, row, column, xf, HECHA_CELL_BLANK, 0, error))
        return FALSE;
    }
  return TRUE;
}

static void
read_merges (Sheet *sheet, const HechaBiffRecord *record)
{
  guint n = record->length >= 2 ? hecha_biff_u16 (record->data) : 0;

  for (guint i = 0; i < n && 2 + (i + 1) * 8 <= record->length; i++)
    {
      const guint8 *data = record->data + 2 + i * 8;
      HechaRange range = { hecha_biff_u16 (data), hecha_biff_u16 (data + 2),
                           hecha_biff_u16 (data + 4), hecha_biff_u16 (data + 6) };

      if (range.first_row <= range.last_row && range.first_column <= range.last_column)
        hecha_sink_merge (sheet->sink, &range);
    }
}

static void
read_columns (Sheet *sheet, const HechaBiffRecord *record)
{
  guint16 first, last;

  if (record->length < 10)
    return;
  first = hecha_biff_u16 (record->data);
  last = MIN (hecha_biff_u16 (record->data + 2), 255);
  if (first <= last)
    hecha_sink_columns (sheet->sink, first, last, hecha_biff_u16 (record->data + 4) / 256.0,
                        (record->data[8] & 1) != 0);
}

/* Records that begin with a row, a column and, mostly, a style. */
static gboolean
read_cell (Sheet *sheet, const HechaBiffRecord *record, GError **error)
{
  guint32 row = record->length >= 6 ? hecha_biff_u16 (record->data) : 0;
  guint16 column = record->length >= 6 ? hecha_biff_u16 (record->data + 2) : 0;
  guint16 xf = record->length >= 6 ? hecha_biff_u16 (record->data + 4) : 0;

  if (record->length < 6)
    return TRUE;
  if (column >= HECHA_MAX_COLUMNS)
    {
      hecha_sink_outside (sheet->sink);
      return TRUE;
    }
  switch (record->id)
    {
    case BIFF_NUMBER:
      return record->length < 14
             || add_number (sheet, row, column, xf, hecha_biff_double (record->data + 6), 0,
                            error);
    case BIFF_RK:
      return record->length < 10
             || add_number (sheet, row, column, xf,
                            hecha_biff_rk (hecha_biff_u32 (record->data + 6)), 0, error);
    case BIFF_LABELSST:
      return read_shared_text (sheet, record, row, column, xf, error);
    case BIFF_LABEL:
    case BIFF_RSTRING:
      return read_label (sheet, record, row, column, xf, error);
    case BIFF_BOOLERR:
      return record->length < 8
             || add_boolean_or_error (sheet, row, column, xf, record->data[7] != 0,
                                      record->data[6], 0, error);
    case BIFF_FORMULA:
    case BIFF_FORMULA3:
    case BIFF_FORMULA4:
      return read_formula (sheet, record, row, column, xf, error);
    default:
      return add_plain (sheet, row, column, xf, HECHA_CELL_BLANK, 0, error);
    }
}

static gboolean
read_record (Sheet *sheet, const HechaBiffRecord *record, GError **error)
{
  switch (record->id)
    {
    case BIFF_NUMBER:
    case BIFF_RK:
    case BIFF_LABELSST:
    case BIFF_LABEL:
    case BIFF_RSTRING:
    case BIFF_BOOLERR:
    case BIFF_FORMULA:
    case BIFF_FORMULA3:
    case BIFF_FORMULA4:
    case BIFF_BLANK:
      return read_cell (sheet, record, error);
    case BIFF_MULRK:
    case BIFF_MULBLANK:
      return record->length < 6
             || read_multiple (sheet, record, hecha_biff_u16 (record->data),
                               hecha_biff_u16 (record->data + 2), error);
    case BIFF_MERGEDCELLS:
      read_merges (sheet, record);
      return TRUE;
    case BIFF_COLINFO:
      read_columns (sheet, record);
      return TRUE;
    default:
      return TRUE;
    }
}

/* Charts embedded in the sheet are substreams of their own: what is in them
 * is not ours.  TRUE for a record of the sheet itself. */
static gboolean
next_own_record (HechaBiffStream *stream, HechaBiffRecord *record, guint *depth)
{
  while (hecha_biff_next (stream, record))
    {
      if (record->id == BIFF_BOF)
        (*depth)++;
      else if (record->id == BIFF_EOF)
        {
          if (--*depth == 0)
            return FALSE;
        }
      else if (*depth == 1)
        return TRUE;
    }
  return FALSE;
}

static void
find_hidden_rows (Sheet *sheet)
{
  HechaBiffStream stream = sheet->stream;
  HechaBiffRecord record;
  guint depth = 1;

  while (next_own_record (&stream, &record, &depth))
    if (record.id == BIFF_ROW && record.length >= 14 && (record.data[12] & 0x20) != 0)
      {
        guint16 row = hecha_biff_u16 (record.data);
        sheet->hidden[row / 8] |= (guint8) (1 << (row % 8));
      }
}

static gboolean
read_records (Sheet *sheet, GError **error)
{
  HechaBiffRecord record;
  guint depth = 1;

  find_hidden_rows (sheet);
  while (next_own_record (&sheet->stream, &record, &depth))
    if (!read_record (sheet, &record, error))
      return FALSE;
  if (!give_row (sheet, error) || !give_hidden_rows (sheet, ROWS, error))
    return FALSE;
  if (depth > 0)
    hecha_sink_note (sheet->sink, "文件在这张表中间中断，后面的内容读不到，请用 Excel 打开修复后另存");
  return TRUE;
}

gboolean
hecha_xls_read_sheet (HechaBook *book, guint index, HechaSink *sink, GError **error)
{
  const HechaXls *xls = book->data;
  Sheet sheet = { .book = book, .xls = xls, .sink = sink };
  HechaBiffRecord record;
  gboolean ok = TRUE;

  sheet.stream.data = g_bytes_get_data (xls->stream, &sheet.stream.length);
  sheet.stream.next = g_array_index (xls->positions, gsize, index);
  if (!hecha_biff_next (&sheet.stream, &record) || record.id != BIFF_BOF)
    {
      g_set_error_literal (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
                           "工作表的开头读不出，文件可能已损坏，请用 Excel 打开修复后另存");
      return FALSE;
    }
  sheet.cells = g_array_new (FALSE, FALSE, sizeof (HechaCell));
  sheet.scratch = g_string_new (NULL);
  ok = read_records (&sheet, error);
  g_array_unref (sheet.cells);
  g_string_free (sheet.scratch, TRUE);
  return ok;
}
