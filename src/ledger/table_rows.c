/* The rows below a header, down to the next table: projects, totals, headings,
 * headers printed again on each page. */
#include <string.h>

#include "ledger/by_values.h"
#include "ledger/column_evidence.h"
#include "ledger/row_reader.h"

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
header_again (HechaRowReader *rows, guint index, guint *next)
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
row_may_head (HechaRowReader *rows, const HechaLine *row)
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
  return n >= 4 && hecha_name_by_values (rows->reader, row->index) >= 0;
}

/* Cheap signs that a header may stand here; then it is looked at closely. */
static gboolean
may_be_header (HechaRowReader *rows, const HechaLine *row)
{
  const HechaReading *name = hecha_row_reading (rows, rows->name >= 0 ? rows->name : rows->code);
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
take_heading (HechaRowReader *rows, const HechaLine *row)
{
  const char *text = NULL;

  for (guint i = 0; i < rows->readings->len && row->n_own <= 2; i++)
    {
      const char *own
          = hecha_cell_text (g_array_index (rows->readings, HechaReading, i).own);

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

/* A row of values without 项目名称 and 项目编号: no project can be made of it, and
 * nobody may believe that it was checked. */
static void
take_nameless (HechaRowReader *rows, const HechaLine *row)
{
  guint typed = 0, mapped = 0;

  if (hecha_row_has_identity (rows))
    return;
  for (guint i = 0; i < rows->readings->len; i++)
    {
      const HechaReading *reading = &g_array_index (rows->readings, HechaReading, i);
      HechaLooks looks = reading->field != HECHA_FIELD_NONE ? hecha_cell_looks (reading->own)
                                                            : HECHA_LOOKS_BLANK;

      mapped += looks != HECHA_LOOKS_BLANK;
      typed += looks == HECHA_LOOKS_DATE || looks == HECHA_LOOKS_NUMBER;
    }
  if (mapped >= 2 || (typed >= 1 && rows->serial >= 0
                      && hecha_cell_has_content (hecha_row_reading (rows, rows->serial)->own)))
    hecha_row_take_nameless (rows, row);
}

/* Handles one row that is no header. */
static void
take_row (HechaRowReader *rows, const HechaLine *row)
{
  HechaTotalKind kind;

  if (row->n_own == 0)
    {
      rows->at_break = TRUE;
      return;
    }
  if (hecha_row_is_banner (rows, row) || (row->first_text != NULL && hecha_is_foot (row->first_text)))
    {
      rows->after_foot |= row->first_text != NULL && hecha_is_foot (row->first_text);
      kind = row->first_text != NULL ? hecha_total_kind (row->first_text) : HECHA_TOTAL_NONE;
      if (kind != HECHA_TOTAL_NONE)
        hecha_row_take_total (rows, row, kind);
      else
        take_heading (rows, row);
      rows->at_break = TRUE;
      return;
    }
  kind = hecha_row_total_kind (rows, row);
  if (kind != HECHA_TOTAL_NONE || hecha_row_is_figure (rows, row))
    {
      if (kind != HECHA_TOTAL_NONE)
        hecha_row_take_total (rows, row, kind);
      rows->at_break = TRUE;
      return;
    }
  if (hecha_row_is_numbering (rows, row))
    return;
  if (!hecha_row_has_identity (rows) || hecha_row_is_heading (rows, row) || hecha_row_is_foreign (rows, row)
      || (rows->after_foot && (row->n_other == 0 || rows->serial < 0
                               || !hecha_cell_has_content (hecha_row_reading (rows, rows->serial)->own))))
    {
      take_heading (rows, row);
      take_nameless (rows, row);
      rows->at_break = TRUE;
      return;
    }
  rows->at_break = FALSE;
  rows->after_foot = FALSE;
  hecha_row_add_record (rows, row);
}

static guint
read_rows (HechaRowReader *rows)
{
  const HechaGrid *grid = rows->reader->grid;
  guint index = rows->head->next_row;

  if (rows->name < 0 && rows->code < 0)
    return index;   /* nothing tells a project: both could be something else */
  rows->next_merge = hecha_grid_first_merge (grid, rows->head->header.last_row + 1);
  while (index < hecha_grid_n_rows (grid))
    {
      const HechaRow *at = hecha_grid_row (grid, index);
      HechaLine row = { .index = index, .row = at->row, .hidden = at->hidden };
      guint next = index + 1;

      if (rows->any_record && at->row > rows->last_row + 1
          && hecha_grid_row (grid, index - 1)->row + 1 < at->row)
        rows->at_break = TRUE;
      hecha_row_follow_merges (rows, at->row);
      hecha_row_take_cells (rows, &row);
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
      if (hecha_row_heads_statistics (rows, &row))
        return index + 1;
      take_row (rows, &row);
      index = next;
    }
  return index;
}

guint
hecha_table_read (HechaSheetReader *reader, HechaTableHead *head, const HechaCaption *caption,
                  guint32 *last_row)
{
  HechaRowReader rows;
  guint next, first_record = reader->extract->records->len;

  hecha_row_reader_init (&rows, reader, head, caption);
  hecha_table_begin (&rows);
  next = read_rows (&rows);
  hecha_table_finish (&rows, first_record);
  *last_row = MAX (*last_row, rows.any_record ? rows.last_row : head->header.last_row);
  hecha_row_reader_clear (&rows);
  return next;
}
