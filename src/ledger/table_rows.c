/* The rows below a header: which are projects, and the datum of each cell.
 * One pass over the cells; merged ranges are met as the rows go by and never
 * expanded. */
#include <string.h>

#include "ledger/detail.h"
#include "ledger/header_text.h"
#include "ledger/row_kind.h"
#include "ledger/table.h"
#include "ledger/table_totals.h"
#include "ledger/value_memo.h"

#define MAX_SAMPLES 3
#define SAMPLE_ROWS 12
#define STYLE_ROWS 80        /* looked at to see how 序号 is written */

/* A column while rows are read. */
typedef struct
{
  guint32 column;
  guint8 field;              /* HECHA_FIELD_NONE: only looked at */
  gboolean serial;
  guint slot;                /* place of its datum in a record */
  HechaValueContext context;
  const HechaRange *merge;   /* the one that covers the row, or NULL */
  const HechaCell *merged;   /* its content */
  const HechaCell *own;      /* of the row at hand */
  HechaValueMemo *memo;      /* owned */
  HechaDatum last;           /* of the record above, for 同上 */
  const HechaRange *last_merge;   /* that LAST was read from, or NULL */
} Reading;

typedef struct
{
  HechaSheetReader *reader;
  HechaTableHead *head;
  const HechaCaption *caption;
  guint table;
  GArray *readings;          /* Reading, by column */
  guint n_data;
  int name, code, unit, year, serial;   /* indices of readings, or -1 */
  guint next_merge;
  gboolean numbered;         /* 序号 has numbers */
  gboolean chinese_sections; /* 序号 has 一、二 for sections among 1, 2 for projects */
  gboolean after_foot;
  gboolean at_break;         /* the row above ended a run of projects */
  gboolean any_record;
  const char *section_unit;  /* of the heading above, where it names a unit; or NULL */
  guint32 first_row, last_row;
  HechaTotals *totals;
} RowReader;

static Reading *
reading_at (RowReader *rows, int index)
{
  return index >= 0 ? &g_array_index (rows->readings, Reading, index) : NULL;
}

/* ---- setting up --------------------------------------------------------------- */

static void
add_reading (RowReader *rows, const HechaTableColumn *column)
{
  Reading reading = { .column = column->column, .field = column->field,
                      .serial = column->serial };
  int index = (int) rows->readings->len;

  reading.context.unit = column->unit;
  reading.context.year = rows->caption->year;
  reading.context.date1904
      = rows->reader->book != NULL && hecha_book_date1904 (rows->reader->book);
  reading.memo = hecha_value_memo_new ();
  g_array_append_val (rows->readings, reading);
  switch (column->field)
    {
    case HECHA_FIELD_NAME:
      rows->name = index;
      break;
    case HECHA_FIELD_CODE:
      rows->code = index;
      break;
    case HECHA_FIELD_UNIT:
      rows->unit = index;
      break;
    case HECHA_FIELD_YEAR:
      rows->year = index;
      break;
    default:
      break;
    }
  if (column->serial && rows->serial < 0)
    rows->serial = index;
}

/* Data stand in a record by field, columns in a row by place. */
static void
assign_slots (RowReader *rows)
{
  for (guint field = 0; field < HECHA_N_FIELDS; field++)
    for (guint i = 0; i < rows->readings->len; i++)
      if (g_array_index (rows->readings, Reading, i).field == field)
        g_array_index (rows->readings, Reading, i).slot = rows->n_data++;
}

static void
see_serial_style (RowReader *rows)
{
  const HechaGrid *grid = rows->reader->grid;
  guint end = MIN (hecha_grid_n_rows (grid), rows->head->next_row + STYLE_ROWS);
  guint chinese = 0, arabic = 0;
  guint32 column;

  if (rows->serial < 0)
    return;
  column = reading_at (rows, rows->serial)->column;
  for (guint i = rows->head->next_row; i < end; i++)
    {
      const HechaCell *cell
          = hecha_sheet_cell (grid->sheet, hecha_grid_row (grid, i)->row, column);
      const char *text = hecha_cell_text (cell);

      if (text != NULL && hecha_is_chinese_number (text))
        chinese++;
      else if ((cell != NULL && cell->type == HECHA_CELL_NUMBER)
               || (text != NULL && g_ascii_isdigit (*text)))
        arabic++;
    }
  rows->chinese_sections = chinese > 0 && arabic > 0;
  rows->numbered = arabic > 0;
}

/* ---- merged ranges -------------------------------------------------------------- */

static const HechaCell *
content_of (const HechaGrid *grid, const HechaRange *range)
{
  return hecha_sheet_cell (grid->sheet, range->first_row, range->first_column);
}

static void
begin_merge (RowReader *rows, const HechaRange *range)
{
  const HechaCell *content = NULL;
  gboolean looked = FALSE;

  if (range->first_row == range->last_row && range->first_column == range->last_column)
    return;
  for (guint i = 0; i < rows->readings->len; i++)
    {
      Reading *reading = &g_array_index (rows->readings, Reading, i);

      if (reading->column > range->last_column)
        break;
      if (reading->column < range->first_column)
        continue;
      if (!looked)
        content = content_of (rows->reader->grid, range);
      looked = TRUE;
      reading->merge = range;
      reading->merged = content;
    }
}

static void
follow_merges (RowReader *rows, guint32 row)
{
  const HechaGrid *grid = rows->reader->grid;

  while (rows->next_merge < grid->n_merges && grid->merges[rows->next_merge].first_row <= row)
    {
      const HechaRange *range = &grid->merges[rows->next_merge++];

      if (range->last_row >= row && range->first_column <= rows->head->header.last_column
          && range->last_column >= rows->head->header.first_column)
        begin_merge (rows, range);
    }
}

/* ---- one row --------------------------------------------------------------------- */

typedef struct
{
  guint index;             /* in the grid */
  guint32 row;
  gboolean hidden;
  guint n_own;             /* cells of its own with content */
  guint n_other;           /* of these, neither 序号 nor 项目名称 */
  const char *first_text;  /* of the first cell with content, or NULL */
} Row;

/* Finds the row's own cells for all readings. */
static void
take_cells (RowReader *rows, Row *row)
{
  guint32 n, at = 0;
  const HechaCell *cells = hecha_grid_row_cells (rows->reader->grid, row->index, &n);
  gboolean any = FALSE;

  row->n_own = row->n_other = 0;
  row->first_text = NULL;
  for (guint i = 0; i < rows->readings->len; i++)
    {
      Reading *reading = &g_array_index (rows->readings, Reading, i);

      while (at < n && cells[at].column < reading->column)
        at++;
      reading->own = at < n && cells[at].column == reading->column ? &cells[at] : NULL;
      if (reading->merge != NULL && reading->merge->last_row < row->row)
        reading->merge = NULL;
      if (reading->own == NULL || !hecha_cell_has_content (reading->own))
        continue;
      row->n_own++;
      row->n_other += (int) i != rows->name && !reading->serial;
      if (!any)
        row->first_text = hecha_cell_text (reading->own);
      any = TRUE;
    }
}

static const HechaCell *
shown (const Reading *reading)
{
  return reading->merge != NULL ? reading->merged : reading->own;
}

/* A text over several columns from left of or over the name: a section's
 * heading, a page title, a note. */
static gboolean
is_banner (RowReader *rows, const Row *row)
{
  const Reading *name = reading_at (rows, rows->name >= 0 ? rows->name : rows->code);
  guint covered = 0;

  if (name->merge == NULL || name->merge->first_row != name->merge->last_row
      || name->merge->last_column == name->merge->first_column)
    return FALSE;
  for (guint i = 0; i < rows->readings->len; i++)
    covered += g_array_index (rows->readings, Reading, i).merge == name->merge;
  return name->merge->first_column < name->column ? covered >= 2 : covered >= 3;
}

static const char *
shown_text (RowReader *rows, int index)
{
  const Reading *reading = reading_at (rows, index);
  const char *text = reading != NULL ? hecha_cell_text (shown (reading)) : NULL;

  return text != NULL ? text : "";
}

static HechaTotalKind
total_of_row (RowReader *rows, const Row *row)
{
  const Reading *serial = reading_at (rows, rows->serial);
  HechaTotalKind kind = HECHA_TOTAL_NONE;

  if (row->first_text != NULL)
    kind = hecha_total_kind (row->first_text);
  /* A project with a number of its own may be called 合计…. */
  if (kind == HECHA_TOTAL_NONE
      && !(serial != NULL && serial->own != NULL && serial->own->type == HECHA_CELL_NUMBER))
    {
      const Reading *name = reading_at (rows, rows->name);

      if (name != NULL && hecha_cell_text (name->own) != NULL)
        kind = hecha_total_kind (name->own->text);
    }
  return kind;
}

/* The number that a cell of a numbering row holds, -1 where it is a letter or
 * 甲, -2 where it is nothing of the kind.  5=3+4 is 5. */
static int
numbering_of (const HechaCell *cell)
{
  g_autofree char *normal = NULL;
  const char *digits;
  glong length;

  if (cell->type == HECHA_CELL_NUMBER)
    return cell->number >= 0 && cell->number < 1000 && cell->number == (int) cell->number
               ? (int) cell->number
               : -2;
  if (cell->type != HECHA_CELL_TEXT || strlen (cell->text) > 48)
    return -2;
  normal = g_utf8_normalize (cell->text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_strstrip (normal);
  digits = normal + strspn (normal, "( ");
  if (g_ascii_isdigit (*digits))
    {
      const char *rest = digits + strspn (digits, "0123456789");

      return *rest == '\0' || *rest == '=' || *rest == ')' || *rest == ' ' ? atoi (digits) : -2;
    }
  length = g_utf8_strlen (normal, -1);
  return length == 1 || (length == 3 && *normal == '(') ? -1 : -2;
}

/* 1 2 3 … or 甲 乙 1 2 below the header. */
static gboolean
is_numbering (RowReader *rows, const Row *row)
{
  guint numbers = 0, others = 0;
  int previous = -1;

  if (rows->any_record || row->n_own < 3)
    return FALSE;
  for (guint i = 0; i < rows->readings->len; i++)
    {
      const HechaCell *cell = g_array_index (rows->readings, Reading, i).own;
      int number;

      if (!hecha_cell_has_content (cell))
        continue;
      number = numbering_of (cell);
      if (number == -2)
        return FALSE;
      others += number == -1;
      if (number < 0)
        continue;
      if (previous >= 0 && number != previous + 1)
        return FALSE;
      previous = number;
      numbers++;
    }
  return (numbers >= 2 && others <= 4) || (numbers == 0 && others >= 3);
}

/* A name alone, where the other rows have a number and values. */
static gboolean
is_heading (RowReader *rows, const Row *row)
{
  const Reading *serial = reading_at (rows, rows->serial);
  const char *name = shown_text (rows, rows->name);
  const char *number = shown_text (rows, rows->serial);

  if (rows->chinese_sections && *number != '\0' && hecha_is_chinese_number (number))
    return TRUE;
  if (hecha_is_no_project (name) || hecha_is_no_project (number))
    return TRUE;
  if (row->n_other > 0)
    return FALSE;
  if (hecha_is_section (name))
    return TRUE;
  if (serial == NULL)
    return FALSE;
  return *name == '\0' || !hecha_cell_has_content (shown (serial));
}

static gboolean
has_identity (RowReader *rows)
{
  const Reading *name = reading_at (rows, rows->name);
  const Reading *code = reading_at (rows, rows->code);

  return (name != NULL && hecha_cell_has_content (shown (name)))
         || (code != NULL && hecha_cell_has_content (shown (code)));
}

/* ---- data --------------------------------------------------------------------------- */

static void
place (const RowReader *rows, guint32 row, guint32 column, HechaDatum *datum)
{
  gboolean turned = rows->reader->grid->turned != NULL;

  datum->row = turned ? column : row;
  datum->column = turned ? row : column;
}

static const char *
format_of (const RowReader *rows, const HechaCell *cell)
{
  return cell != NULL && rows->reader->book != NULL
             ? hecha_book_format_code (rows->reader->book, cell->style)
             : "General";
}

static void
read_datum (RowReader *rows, Reading *reading, const Row *row, HechaDatum *datum)
{
  const HechaCell *cell = shown (reading);
  GStringChunk *pool = rows->reader->extract->pool;
  gboolean above = reading->merge != NULL && reading->merge->first_row < row->row;

  if (above && reading->last_merge == reading->merge)
    *datum = reading->last;   /* the same merged cell as in the record above */
  else
    hecha_value_memo_read (reading->memo, reading->field, cell, format_of (rows, cell),
                           &reading->context, pool, datum);
  datum->field = reading->field;
  datum->table = rows->table;
  if (reading->merge != NULL)
    place (rows, reading->merge->first_row, reading->merge->first_column, datum);
  else
    place (rows, row->row, reading->column, datum);
  if (above)
    datum->flags |= HECHA_DATUM_FROM_ABOVE;
}

/* 同上: the value of the record above, at its own address. */
static void
repeat_above (const Reading *reading, HechaDatum *datum)
{
  const char *raw = datum->raw;
  guint32 row = datum->row, column = datum->column;

  *datum = reading->last;
  datum->raw = raw;
  datum->row = row;
  datum->column = column;
  datum->flags |= HECHA_DATUM_FROM_ABOVE;
}

static HechaDatum *
read_data (RowReader *rows, const Row *row)
{
  HechaDatum *data = hecha_extract_data (rows->reader->extract, rows->n_data);

  for (guint i = 0; i < rows->readings->len; i++)
    {
      Reading *reading = &g_array_index (rows->readings, Reading, i);
      HechaDatum *datum = &data[reading->slot];
      const char *text;

      if (reading->field == HECHA_FIELD_NONE)
        continue;
      read_datum (rows, reading, row, datum);
      text = reading->merge == NULL ? hecha_cell_text (reading->own) : NULL;
      if (text != NULL && reading->last.raw != NULL && hecha_is_ditto (text))
        repeat_above (reading, datum);
      reading->last = *datum;
      reading->last_merge = reading->merge;
      reading->last.flags &= (guint8) ~HECHA_DATUM_FROM_ABOVE;
    }
  return data;
}

static const char *
trimmed (RowReader *rows, const HechaDatum *datum)
{
  g_autofree char *text = NULL;

  if (datum->state != HECHA_STATE_VALUE)
    return "";
  if (datum->text != NULL)
    return datum->text;
  text = g_strstrip (g_strdup (datum->raw));
  return g_string_chunk_insert (rows->reader->extract->pool, text);
}

static void
add_record (RowReader *rows, const Row *row)
{
  HechaRecord record = { .table = rows->table, .row = row->row, .hidden = row->hidden,
                         .code = "", .name = "", .n_data = rows->n_data };
  const HechaTable *table
      = &g_array_index (rows->reader->extract->tables, HechaTable, rows->table);
  const Reading *reading;

  record.data = read_data (rows, row);
  if ((reading = reading_at (rows, rows->name)) != NULL)
    record.name = trimmed (rows, &record.data[reading->slot]);
  if ((reading = reading_at (rows, rows->code)) != NULL)
    record.code = trimmed (rows, &record.data[reading->slot]);
  if (*record.name == '\0' && *record.code == '\0')
    return;
  record.unit = rows->section_unit != NULL ? rows->section_unit : table->unit_name;
  if ((reading = reading_at (rows, rows->unit)) != NULL
      && record.data[reading->slot].state == HECHA_STATE_VALUE)
    record.unit = trimmed (rows, &record.data[reading->slot]);
  record.year = table->year;
  if ((reading = reading_at (rows, rows->year)) != NULL
      && record.data[reading->slot].state == HECHA_STATE_VALUE)
    record.year = (int) CLAMP (record.data[reading->slot].low, 0, 9999);
  g_array_append_val (rows->reader->extract->records, record);
  hecha_totals_add (rows->totals, record.data, record.n_data);
  if (!rows->any_record)
    rows->first_row = row->row;
  rows->last_row = row->row;
  rows->any_record = TRUE;
}

static void
take_total (RowReader *rows, const Row *row, HechaTotalKind kind)
{
  for (guint i = 0; i < rows->readings->len; i++)
    {
      Reading *reading = &g_array_index (rows->readings, Reading, i);
      HechaDatum datum = { 0 };

      if (reading->field == HECHA_FIELD_NONE
          || hecha_field_type (reading->field) != HECHA_TYPE_AMOUNT
          || !hecha_cell_has_content (reading->own))
        continue;
      hecha_value_read (reading->field, reading->own, format_of (rows, reading->own),
                        &reading->context, rows->reader->extract->pool, &datum);
      datum.field = reading->field;
      place (rows, row->row, reading->column, &datum);
      if (datum.state == HECHA_STATE_VALUE)
        hecha_totals_state (rows->totals, &datum, kind);
    }
  hecha_totals_close (rows->totals, kind);
  rows->last_row = row->row;
}

/* ---- all rows ------------------------------------------------------------------------- */

static gboolean
same_head (const HechaTableHead *left, const HechaTableHead *right)
{
  guint same = 0;

  for (guint i = 0; i < left->columns->len; i++)
    for (guint j = 0; j < right->columns->len; j++)
      {
        const HechaTableColumn *one = &g_array_index (left->columns, HechaTableColumn, i);
        const HechaTableColumn *other = &g_array_index (right->columns, HechaTableColumn, j);

        same += one->column == other->column && one->n_texts == other->n_texts
                && one->n_texts > 0
                && strcmp (one->texts[one->n_texts - 1], other->texts[other->n_texts - 1]) == 0;
      }
  return same * 10 >= right->columns->len * 9;
}

/* A header row at INDEX: the same as ours is passed over (its rows are
 * returned), another ends the table (0). -1 where there is none. */
static int
header_again (RowReader *rows, guint index, guint *next)
{
  g_autoptr (GPtrArray) heads = hecha_table_heads_at (rows->reader, index);

  if (heads == NULL)
    return -1;
  for (guint i = 0; i < heads->len; i++)
    {
      const HechaTableHead *head = g_ptr_array_index (heads, i);

      /* The same header under another title is another table. */
      if (same_head (rows->head, head)
          && !hecha_caption_is_another (rows->reader, rows->last_row + 1, head->header.first_row,
                                        rows->caption))
        {
          *next = head->next_row;
          return 1;
        }
    }
  return 0;
}

static gboolean
row_may_head (RowReader *rows, const Row *row)
{
  enum { LOOKED = 64 };
  guint32 n;
  const HechaCell *cells = hecha_grid_row_cells (rows->reader->grid, row->index, &n);

  for (guint i = 0; i < n && i < LOOKED; i++)
    {
      const char *text = hecha_cell_text (&cells[i]);

      if (text != NULL && hecha_may_be_name (text))
        return TRUE;
    }
  return FALSE;
}

/* Cheap signs that a header may stand here; then it is looked at closely. */
static gboolean
may_be_header (RowReader *rows, const Row *row)
{
  const Reading *name = reading_at (rows, rows->name >= 0 ? rows->name : rows->code);
  const char *text = hecha_cell_text (name->own);
  const HechaTableColumn *column;

  if (rows->at_break)
    return row_may_head (rows, row);
  if (text == NULL || strlen (text) > 45)
    return FALSE;
  for (guint i = 0; i < rows->head->columns->len; i++)
    {
      column = &g_array_index (rows->head->columns, HechaTableColumn, i);
      if (column->column == name->column)
        return strcmp (text, column->texts[column->n_texts - 1]) == 0
               || strcmp (text, column->texts[0]) == 0 || strstr (text, "名称") != NULL;
    }
  return FALSE;
}

/* A heading between projects may say whose they are: （二）阳城县教育局. */
static void
take_heading (RowReader *rows, const Row *row)
{
  const char *text = NULL;

  for (guint i = 0; i < rows->readings->len && row->n_own <= 2; i++)
    {
      const char *own
          = hecha_cell_text (g_array_index (rows->readings, Reading, i).own);

      if (own != NULL && !hecha_is_chinese_number (own))
        text = own;
    }
  if (text != NULL)
    {
      g_autofree char *unit = hecha_unit_of_heading (text);

      rows->section_unit
          = unit != NULL ? g_string_chunk_insert_const (rows->reader->extract->pool, unit) : NULL;
    }
}

/* A text where the numbers of projects stand: a small table below, that has
 * columns of its own. */
static gboolean
is_foreign (RowReader *rows, const Row *row)
{
  const Reading *serial = reading_at (rows, rows->serial);
  const char *text = serial != NULL ? hecha_cell_text (serial->own) : NULL;

  if (!rows->numbered || text == NULL || serial->merge != NULL)
    return FALSE;
  return strpbrk (text, "0123456789") == NULL && !hecha_is_chinese_number (text)
         && !hecha_is_ditto (text) && g_utf8_strlen (text, -1) >= 2
         && g_unichar_isalpha (g_utf8_get_char (text));
}

/* Handles one row that is no header. */
static void
take_row (RowReader *rows, const Row *row)
{
  HechaTotalKind kind;

  if (row->n_own == 0)
    {
      rows->at_break = TRUE;
      return;
    }
  if (is_banner (rows, row) || (row->first_text != NULL && hecha_is_foot (row->first_text)))
    {
      rows->after_foot |= row->first_text != NULL && hecha_is_foot (row->first_text);
      kind = row->first_text != NULL ? hecha_total_kind (row->first_text) : HECHA_TOTAL_NONE;
      if (kind != HECHA_TOTAL_NONE)
        take_total (rows, row, kind);
      else
        take_heading (rows, row);
      rows->at_break = TRUE;
      return;
    }
  kind = total_of_row (rows, row);
  if (kind != HECHA_TOTAL_NONE)
    {
      take_total (rows, row, kind);
      rows->at_break = TRUE;
      return;
    }
  if (is_numbering (rows, row))
    return;
  if (!has_identity (rows) || is_heading (rows, row) || is_foreign (rows, row)
      || (rows->after_foot && (row->n_other == 0 || rows->serial < 0
                               || !hecha_cell_has_content (reading_at (rows, rows->serial)->own))))
    {
      take_heading (rows, row);
      rows->at_break = TRUE;
      return;
    }
  rows->at_break = FALSE;
  rows->after_foot = FALSE;
  add_record (rows, row);
}

static guint
read_rows (RowReader *rows)
{
  const HechaGrid *grid = rows->reader->grid;
  guint index = rows->head->next_row;

  rows->next_merge = hecha_grid_first_merge (grid, rows->head->header.last_row + 1);
  while (index < hecha_grid_n_rows (grid))
    {
      const HechaRow *at = hecha_grid_row (grid, index);
      Row row = { .index = index, .row = at->row, .hidden = at->hidden };
      guint next = index + 1;

      if (rows->any_record && at->row > rows->last_row + 1
          && hecha_grid_row (grid, index - 1)->row + 1 < at->row)
        rows->at_break = TRUE;
      follow_merges (rows, at->row);
      take_cells (rows, &row);
      if (may_be_header (rows, &row))
        {
          int again = header_again (rows, index, &next);

          if (again == 0)
            return index;
          if (again > 0)
            {
              rows->after_foot = FALSE;
              rows->at_break = FALSE;
              hecha_totals_new_page (rows->totals);
              index = MAX (next, index + 1);
              continue;
            }
        }
      take_row (rows, &row);
      index = next;
    }
  return index;
}

/* ---- the table ---------------------------------------------------------------------------- */

static const char *
column_samples (RowReader *rows, const HechaTableColumn *column)
{
  const HechaGrid *grid = rows->reader->grid;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GStringChunk) pool = g_string_chunk_new (256);
  HechaValueContext context = { 0 };
  guint n = 0;

  for (guint i = hecha_grid_find_row (grid, rows->first_row), looked = 0;
       rows->any_record && i < hecha_grid_n_rows (grid) && looked < SAMPLE_ROWS && n < MAX_SAMPLES;
       i++, looked++)
    {
      const HechaCell *cell
          = hecha_sheet_cell (grid->sheet, hecha_grid_row (grid, i)->row, column->column);
      HechaDatum datum = { 0 };

      if (!hecha_cell_has_content (cell))
        continue;
      hecha_value_read (HECHA_FIELD_CONTENT, cell, format_of (rows, cell), &context, pool,
                        &datum);
      if (datum.raw == NULL || strstr (text->str, datum.raw) != NULL)
        continue;
      g_string_append_printf (text, "%s%s", n++ > 0 ? " | " : "", datum.raw);
    }
  return g_string_chunk_insert (rows->reader->extract->pool, text->str);
}

static HechaRange
turned_range (const RowReader *rows, HechaRange range)
{
  HechaRange across = { range.first_column, range.last_column, range.first_row, range.last_row };

  return rows->reader->grid->turned != NULL ? across : range;
}

static void
describe_columns (RowReader *rows, HechaTable *table)
{
  for (guint i = 0; i < rows->head->columns->len; i++)
    {
      const HechaTableColumn *from = &g_array_index (rows->head->columns, HechaTableColumn, i);
      HechaColumn column = hecha_table_column_describe (rows->reader, from);

      column.unit = from->field != HECHA_FIELD_NONE
                            && hecha_field_type (from->field) == HECHA_TYPE_AMOUNT
                        ? from->unit
                        : 0;
      column.candidates = from->field == HECHA_FIELD_NONE && from->candidates != NULL
                              ? g_string_chunk_insert (rows->reader->extract->pool,
                                                       from->candidates)
                              : "";
      column.samples = column_samples (rows, from);
      g_array_append_val (table->columns, column);
    }
}

static void
begin_table (RowReader *rows)
{
  HechaSheetReader *reader = rows->reader;
  GStringChunk *pool = reader->extract->pool;
  HechaTable table = { .sheet_index = reader->sheet_index };

  table.sheet = g_string_chunk_insert_const (pool, reader->sheet->name);
  table.shape = reader->grid->turned != NULL ? HECHA_TABLE_TRANSPOSED : HECHA_TABLE_LEDGER;
  table.hidden = reader->sheet->visibility != HECHA_SHEET_VISIBLE;
  table.header = turned_range (rows, rows->head->header);
  table.title = g_string_chunk_insert (pool, rows->caption->title);
  table.unit_name = g_string_chunk_insert_const (pool, rows->caption->unit_name);
  table.year = rows->caption->year;
  table.unit = rows->caption->unit;
  table.columns = g_array_new (FALSE, TRUE, sizeof (HechaColumn));
  table.totals = g_array_new (FALSE, TRUE, sizeof (HechaTotal));
  rows->table = reader->extract->tables->len;
  g_array_append_val (reader->extract->tables, table);
}

static void
finish_table (RowReader *rows, guint first_record)
{
  HechaTable *table = &g_array_index (rows->reader->extract->tables, HechaTable, rows->table);
  HechaRange data = { rows->first_row, rows->last_row, rows->head->header.first_column,
                      rows->head->header.last_column };

  if (!rows->any_record)
    data.first_row = data.last_row = rows->head->header.last_row;
  table->data = turned_range (rows, data);
  describe_columns (rows, table);
  hecha_totals_finish (rows->totals, table->totals);
  if (rows->reader->grid->turned == NULL)
    hecha_detail_merge (rows->reader, rows->head, rows->table, first_record);
}

guint
hecha_table_read (HechaSheetReader *reader, HechaTableHead *head, const HechaCaption *caption,
                  guint32 *last_row)
{
  RowReader rows = { .reader = reader, .head = head, .caption = caption,
                     .name = -1, .code = -1, .unit = -1, .year = -1, .serial = -1 };
  guint next, first_record = reader->extract->records->len;

  rows.readings = g_array_new (FALSE, TRUE, sizeof (Reading));
  for (guint i = 0; i < head->columns->len; i++)
    {
      HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);

      column->unit = column->guess->unit != 0 ? column->guess->unit : caption->unit;
      add_reading (&rows, column);
    }
  assign_slots (&rows);
  begin_table (&rows);
  rows.totals = hecha_totals_new ();
  see_serial_style (&rows);
  next = read_rows (&rows);
  finish_table (&rows, first_record);
  *last_row = MAX (*last_row, rows.any_record ? rows.last_row : head->header.last_row);
  hecha_totals_free (rows.totals);
  for (guint i = 0; i < rows.readings->len; i++)
    hecha_value_memo_free (g_array_index (rows.readings, Reading, i).memo);
  g_array_unref (rows.readings);
  return next;
}
