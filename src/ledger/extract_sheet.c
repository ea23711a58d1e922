/* One sheet: its tables one under and beside another, else as a table turned
 * on its side, else as forms, else a note why nothing was taken. */
#include <string.h>

#include "ledger/detail.h"
#include "ledger/row_kind.h"
#include "ledger/table.h"

#define SEARCHED_ROWS 400   /* for the first header of a sheet */

/* ---- tables --------------------------------------------------------------------- */

/* The rows above a head, down from ABOVE; of a turned table what stands over
 * its first label. */
static void
read_caption (HechaSheetReader *reader, const HechaTableHead *head, guint32 above,
              gboolean beside, HechaCaption *caption)
{
  HechaGrid *grid = reader->grid;

  if (grid->turned == NULL)
    {
      hecha_caption_read (reader, above, head->header.first_row, beside ? &head->header : NULL,
                          caption);
      return;
    }
  for (guint i = 0; i < head->columns->len; i++)
    {
      const HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);

      if (column->guess->n == 0)
        continue;
      reader->grid = reader->straight;
      hecha_caption_read (reader, 0, column->column, NULL, caption);
      reader->grid = grid;
      return;
    }
}

/* Tables beside one another: what one caption lacks the first's may say. */
static void
inherit_caption (HechaCaption *caption, const HechaCaption *from)
{
  if (*caption->title == '\0')
    caption->title = from->title;
  if (caption->year == 0)
    caption->year = from->year;
  if (*caption->unit_name == '\0')
    {
      g_free (caption->unit_name);
      caption->unit_name = g_strdup (from->unit_name);
    }
  if (caption->unit == 0)
    caption->unit = from->unit;
}

/* Whether what HEAD asks is asked of projects.  A list of servers or of holidays
 * has a column of names too, and a few headers that sound like ours; only
 * 项目名称 in so many words is enough by itself, and a column of names that by all
 * that stands around it is one of projects. */
static gboolean
is_ledger (const HechaTableHead *head)
{
  enum { NARROW = 7, MANY = 8, LEAST_PERCENT = 39 };
  const double SURELY_NAMED = 0.9, ENOUGH = 3;
  guint n = 0, mapped = 0, payment = 0, paid_on = 0, name = 0;

  for (guint i = 0; i < head->columns->len; i++)
    {
      const HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);

      if ((column->field == HECHA_FIELD_NAME || column->field == HECHA_FIELD_CODE)
          && column->match != HECHA_MATCH_APPROXIMATE && column->confidence > 0.9f)
        return TRUE;
      n += column->n_texts > 0 && !column->serial;
      name += column->field == HECHA_FIELD_NAME;
      paid_on += column->field == HECHA_FIELD_LAST_PAID_ON;
      payment += column->field == HECHA_FIELD_PAID
                 || (column->n_texts > 0 && hecha_detail_is_payment (column));
      mapped += column->field != HECHA_FIELD_NONE;
    }
  /* What was paid to which project when. */
  if (name > 0 && payment > 0 && paid_on > 0)
    return TRUE;
  if (head->named >= SURELY_NAMED && head->expected >= ENOUGH)
    return TRUE;
  return n < NARROW || mapped >= MANY || mapped * 100 >= n * LEAST_PERCENT;
}

/* Reads the tables of HEADS; returns the index of the first row below all,
 * LAST_ROW that of the last row they took, N_READ how many were ledgers. */
static guint
read_heads (HechaSheetReader *reader, GPtrArray *heads, guint32 above, guint32 *last_row,
            guint *n_read)
{
  HechaCaption first = { "", NULL, 0, 0 };
  guint next = 0;

  for (guint i = 0; i < heads->len; i++)
    {
      HechaTableHead *head = g_ptr_array_index (heads, i);
      HechaCaption caption = { "", NULL, 0, 0 };
      guint end;

      read_caption (reader, head, above, i > 0, &caption);
      if (i > 0)
        inherit_caption (&caption, &first);
      hecha_table_map (reader, head, caption.title);
      hecha_table_mind_offices (reader, head, caption.unit_name);
      end = head->next_row;
      if (is_ledger (head))
        {
          end = hecha_table_read (reader, head, &caption, last_row);
          ++*n_read;
        }
      next = MAX (next, end);
      if (i == 0)
        first = caption;
      else
        hecha_caption_clear (&caption);
    }
  hecha_caption_clear (&first);
  return next;
}

/* ---- tables beside one another that begin in different rows ------------------------ */

/* Columns of the grid. */
typedef struct
{
  guint32 first, last;
} Band;

static gboolean
has_name_in (HechaSheetReader *reader, guint index, guint32 first, guint32 last)
{
  guint32 n;
  const HechaCell *cells = hecha_grid_row_cells (reader->grid, index, &n);

  for (guint i = 0; i < n; i++)
    {
      const char *text;

      if (cells[i].column < first || cells[i].column > last)
        continue;
      text = hecha_cell_text (&cells[i]);
      if (text != NULL && hecha_may_be_name (text)
          && hecha_header_is_name (reader->reader, text))
        return TRUE;
    }
  return FALSE;
}

static Band
columns_of (const GPtrArray *heads)
{
  Band band = { G_MAXUINT32, 0 };

  for (guint i = 0; i < heads->len; i++)
    {
      const HechaTableHead *head = g_ptr_array_index (heads, i);

      band.first = MIN (band.first, head->header.first_column);
      band.last = MAX (band.last, head->header.last_column);
    }
  return band;
}

/* Whether a table begins in row INDEX when only BAND is looked at; its columns
 * go to FOUND. */
static gboolean
heads_in_band (HechaSheetReader *reader, guint index, const Band *band, Band *found)
{
  HechaGrid *grid = reader->grid;
  HechaGrid before = *grid;
  g_autoptr (GPtrArray) heads = NULL;

  hecha_grid_show_columns (grid, band->first, band->last);
  heads = hecha_table_heads_at (reader, index);
  grid->windowed = before.windowed;
  grid->first_column = before.first_column;
  grid->last_column = before.last_column;
  if (heads != NULL)
    *found = columns_of (heads);
  return heads != NULL;
}

/* Looks below the heads in OWN for a table that begins beside them; SPLIT is
 * then the first column of the right one of the two. */
static gboolean
find_beside (HechaSheetReader *reader, guint index, const Band *own, const Band *whole,
             guint32 *split)
{
  guint end = MIN (hecha_grid_n_rows (reader->grid), index + SEARCHED_ROWS);
  Band left = { whole->first, own->first - 1 }, right = { own->last + 1, whole->last }, found;

  for (guint i = index + 1; i < end; i++)
    {
      guint32 n;
      const HechaCell *cells = hecha_grid_row_cells (reader->grid, i, &n);

      if (n == 0 || (cells[0].column >= own->first && cells[n - 1].column <= own->last))
        continue;
      /* A header as wide as ours and wider is the next table's. */
      if (has_name_in (reader, i, own->first, own->last))
        return FALSE;
      if (cells[n - 1].column > own->last && has_name_in (reader, i, right.first, right.last)
          && heads_in_band (reader, i, &right, &found))
        {
          *split = found.first;
          return TRUE;
        }
      if (cells[0].column < own->first && has_name_in (reader, i, left.first, left.last)
          && heads_in_band (reader, i, &left, &found))
        {
          *split = found.last + 1;
          return TRUE;
        }
    }
  return FALSE;
}

/* A second 序号 within one header begins another table, whose name column no word
 * tells: SPLIT is its column. */
static gboolean
find_seam (const GPtrArray *heads, guint32 *split)
{
  enum { NARROWEST = 3 };
  const HechaTableHead *head = g_ptr_array_index (heads, 0);
  const HechaTableColumn *first = &g_array_index (head->columns, HechaTableColumn, 0);

  for (guint i = NARROWEST; heads->len == 1 && i + NARROWEST <= head->columns->len; i++)
    {
      const HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);

      if (!column->serial || column->shadow
          || (column[-1].column + 1 == column->column
              && !(first->serial && strcmp (first->texts[0], column->texts[0]) == 0)))
        continue;
      *split = column->column;
      return TRUE;
    }
  return FALSE;
}

static guint read_tables (HechaSheetReader *reader, guint from, const Band *band);

/* The tables left and right of column SPLIT, each as if alone below what is
 * written over both, down to row HEADER. */
static guint
read_halves (HechaSheetReader *reader, guint from, guint header, const Band *band, guint32 split)
{
  Band left = { band->first, split - 1 }, right = { split, band->last };
  HechaCaption over = { "", NULL, 0, 0 };
  HechaSheetReader shared;
  guint found;

  hecha_caption_read (reader, hecha_grid_row (reader->grid, from)->row,
                      hecha_grid_row (reader->grid, header)->row, NULL, &over);
  hecha_caption_clear (&over);
  shared = *reader;
  hecha_grid_show_columns (reader->grid, left.first, left.last);
  found = read_tables (reader, from, &left);
  reader->unit = shared.unit;
  reader->year = shared.year;
  reader->unit_name = shared.unit_name;
  hecha_grid_show_columns (reader->grid, right.first, right.last);
  found += read_tables (reader, from, &right);
  hecha_grid_show_columns (reader->grid, band->first, band->last);
  return found;
}

static guint
read_tables (HechaSheetReader *reader, guint from, const Band *band)
{
  guint n_rows = hecha_grid_n_rows (reader->grid), found = 0, begin = from;
  guint32 above = from < n_rows ? hecha_grid_row (reader->grid, from)->row : 0, last_row = 0;

  for (guint i = from; i < n_rows && i - from < SEARCHED_ROWS;)
    {
      g_autoptr (GPtrArray) heads = hecha_table_heads_at (reader, i);
      guint32 split;
      Band own;

      if (heads == NULL)
        {
          i++;
          continue;
        }
      own = columns_of (heads);
      if (reader->grid->turned == NULL
          && (find_seam (heads, &split) || find_beside (reader, i, &own, band, &split)))
        return found + read_halves (reader, begin, i, band, split);
      from = read_heads (reader, heads, above, &last_row, &found);
      above = last_row + 1;
      i = from = begin = MAX (from, i + 1);
    }
  return found;
}

static guint
read_all_tables (HechaSheetReader *reader)
{
  const Band whole = { 0, G_MAXUINT32 - 1 };
  guint found = read_tables (reader, 0, &whole);

  hecha_grid_show_all (reader->grid);
  return found;
}

static guint
read_turned (HechaSheetReader *reader)
{
  g_autoptr (HechaGrid) turned = NULL;
  guint found;

  if (!hecha_grid_can_turn (reader->sheet))
    return 0;
  turned = hecha_grid_new (reader->sheet, TRUE);
  reader->grid = turned;
  found = read_all_tables (reader);
  reader->grid = reader->straight;
  return found;
}

/* ---- notes ------------------------------------------------------------------------ */

static gboolean
sheet_is_empty (const HechaSheet *sheet)
{
  for (guint i = 0; i < sheet->cells->len; i++)
    if (hecha_cell_has_content (&g_array_index (sheet->cells, HechaCell, i)))
      return FALSE;
  return TRUE;
}

static gboolean
sheet_says (const HechaSheet *sheet, const char *const *words)
{
  for (guint i = 0; i < sheet->cells->len && i < 2000; i++)
    {
      const char *text = hecha_cell_text (&g_array_index (sheet->cells, HechaCell, i));

      for (guint j = 0; text != NULL && words[j] != NULL; j++)
        if (strstr (text, words[j]) != NULL)
          return TRUE;
    }
  return FALSE;
}

static const char *
why_nothing (const HechaSheetReader *reader)
{
  static const char *const counts[]
      = { "项目数", "项目个数", "个数", "项目数量", "占比", "同比", NULL };
  static const char *const hints[] = { "填表说明", "填报说明", "填写说明", "填报要求", "填写要求", NULL };
  const HechaSheet *sheet = reader->sheet;

  if (sheet_is_empty (sheet))
    return "空表";
  if (sheet_says (sheet, hints) || (sheet->name != NULL && strstr (sheet->name, "说明") != NULL))
    return "像填报说明：没有项目表，未作为台账读取";
  if (reader->blank_form)
    return "空白的申报表：没有填写项目名称";
  if (sheet_says (sheet, counts))
    return "像统计表：没有“项目名称”一类的表头，只有汇总数，未作为台账读取";
  return "没有找到项目表：要有“项目名称”或“项目编号”一列，并至少另有一列能认出的表头";
}

static void
add_note (HechaSheetReader *reader, const char *text)
{
  HechaSheetNote note = { .visibility = reader->sheet->visibility };

  note.name = g_string_chunk_insert_const (reader->extract->pool, reader->sheet->name);
  note.note = g_string_chunk_insert_const (reader->extract->pool, text);
  g_array_append_val (reader->extract->sheets, note);
}

void
hecha_extract_sheet (HechaExtract *extract, const HechaBook *book, const HechaSheet *sheet,
                     guint sheet_index, const HechaDictionary *dictionary,
                     const HechaMapping *mapping)
{
  HechaSheetReader reader = { .extract = extract, .book = book, .sheet = sheet,
                              .sheet_index = sheet_index, .dictionary = dictionary,
                              .mapping = mapping };
  g_autofree char *noted = NULL;
  guint found;

  reader.notes = hecha_sheet_notes_new ();
  reader.decided = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.reader = hecha_header_reader_new (dictionary);
  reader.grid = reader.straight = hecha_grid_new (sheet, FALSE);
  found = read_all_tables (&reader);
  if (found == 0)
    found = read_turned (&reader);
  if (found == 0)
    found = hecha_forms_read (&reader);
  noted = hecha_sheet_notes_text (reader.notes);
  add_note (&reader, found > 0 ? noted : why_nothing (&reader));
  hecha_sheet_notes_free (reader.notes);
  g_hash_table_unref (reader.decided);
  hecha_grid_free (reader.straight);
  hecha_header_reader_free (reader.reader);
}
