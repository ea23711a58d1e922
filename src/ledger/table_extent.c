#include "ledger/table_extent.h"

#include <string.h>

#include "ledger/header_text.h"

#define MAX_HEAD_CHARACTERS 24
#define BESIDE 3u             /* columns that only the heads' row shows */

static gboolean
looks_like_caption (const char *text)
{
  guint digits = 0;

  if (strstr (text, "：") != NULL || strchr (text, ':') != NULL
      || g_utf8_strlen (text, -1) > MAX_HEAD_CHARACTERS || g_str_has_prefix (text, "单位"))
    return TRUE;
  for (const char *p = text; *p != '\0'; p++)
    digits += g_ascii_isdigit (*p) != 0;
  return digits >= 4;
}

/* A title merged a column too few or too many. */
static gboolean
spans_most (const HechaRange *range, const HechaRange *header)
{
  guint32 width = header->last_column - header->first_column + 1;

  return range->first_column <= header->first_column && width >= 4
         && (range->last_column - range->first_column + 1) * 4 >= width * 3;
}

/* A row of group heads above the row of 项目名称: several texts, or one that
 * is merged over some but not all columns. */
static gboolean
is_group_row (HechaSheetReader *reader, guint32 row, const HechaRange *header)
{
  guint index = hecha_grid_find_row (reader->grid, row);
  guint32 n, spans = 0, wide = 0, inside = 0, names = 0;
  const HechaCell *cells;

  if (index >= hecha_grid_n_rows (reader->grid)
      || hecha_grid_row (reader->grid, index)->row != row)
    return FALSE;
  cells = hecha_grid_row_cells (reader->grid, index, &n);
  for (guint i = 0; i < n; i++)
    {
      HechaRange range;
      const char *text = hecha_cell_text (&cells[i]);

      if (text == NULL)
        {
          if (hecha_cell_has_content (&cells[i]))
            return FALSE;
          continue;
        }
      /* Of a turned table the title stands before the first label. */
      if (reader->grid->turned != NULL && cells[i].column < header->first_column)
        continue;
      hecha_grid_cell (reader->grid, row, cells[i].column, &range);
      if (looks_like_caption (text) || spans_most (&range, header)
          || (range.first_column <= header->first_column
              && range.last_column >= header->last_column))
        return FALSE;
      spans++;
      wide += range.last_column > range.first_column;
      /* 序号 beside the heads stands in their row and spans the leaves'. */
      inside += cells[i].column + BESIDE >= header->first_column
                && cells[i].column <= header->last_column + BESIDE;
      names += hecha_header_is_name (reader->reader,
                                     hecha_grid_text (reader->grid, row + 1, cells[i].column));
    }
  if (inside == 0 || inside < spans)
    return FALSE;
  /* 一、在建项目 and 二、已完工项目 over a 项目名称 each: titles of two tables. */
  if (names >= 2 && names == spans)
    return FALSE;
  return spans >= 2 || (spans == 1 && wide == 1);
}

/* Whether the text at ROW, COLUMN can be a sub-head: what stands above it is
 * a head over several columns, or nothing. */
static gboolean
is_sub_head (HechaSheetReader *reader, guint32 row, guint32 column, guint32 above)
{
  HechaRange range;
  const char *head = hecha_cell_text (hecha_grid_cell (reader->grid, above, column, &range));
  const char *text = hecha_grid_text (reader->grid, row, column);

  if (looks_like_caption (text))
    return FALSE;
  if (head == NULL || range.last_column > range.first_column)
    return TRUE;
  return *hecha_grid_text (reader->grid, above, column + 1) == '\0';
}

/* A leaf alone under its head, as .csv writes it: only beside surer ones. */
static gboolean
is_lone_leaf (HechaSheetReader *reader, guint32 row, guint32 column, guint32 above)
{
  const char *texts[] = { hecha_grid_text (reader->grid, above, column),
                          hecha_grid_text (reader->grid, row, column) };

  return *texts[0] != '\0' && !looks_like_caption (texts[1])
         && hecha_header_read (reader->reader, texts, 2)->n > 0;
}

/* Whether TEXT is a unit or a hint alone: （万元）, （年/月/日）. */
gboolean
hecha_header_is_unit_only (const char *text)
{
  g_auto (HechaHeaderText) header = { 0 };

  if (strlen (text) > 60)
    return FALSE;
  hecha_header_text_init (&header, text);
  return *header.plain == '\0' && *header.inner == '\0';
}

/* 项目 over 建设单位 and 名称: a group's head that reads like 项目名称, with leaves
 * narrower than itself in the next row. */
static gboolean
is_head_of_leaves (HechaSheetReader *reader, guint32 row, guint32 column)
{
  HechaRange head, leaf;

  hecha_grid_cell (reader->grid, row, column, &head);
  hecha_grid_cell (reader->grid, row + 1, column, &leaf);
  return head.last_column > head.first_column && leaf.last_column < head.last_column
         && *hecha_grid_text (reader->grid, row + 1, leaf.last_column + 1) != '\0';
}

static gboolean
is_sub_row (HechaSheetReader *reader, guint32 row, guint32 above, guint32 name)
{
  guint index = hecha_grid_find_row (reader->grid, row);
  const HechaCell *cells;
  guint32 n, sure = 0, lone = 0;

  if (index >= hecha_grid_n_rows (reader->grid)
      || hecha_grid_row (reader->grid, index)->row != row)
    return FALSE;
  cells = hecha_grid_row_cells (reader->grid, index, &n);
  for (guint i = 0; i < n; i++)
    {
      if (!hecha_cell_has_content (&cells[i]))
        continue;
      if (cells[i].type != HECHA_CELL_TEXT
          || (cells[i].column == name && !is_head_of_leaves (reader, above, name)))
        return FALSE;
      if (is_sub_head (reader, row, cells[i].column, above) || hecha_header_is_unit_only (cells[i].text))
        sure++;
      else if (!is_lone_leaf (reader, row, cells[i].column, above))
        return FALSE;
      else
        lone++;
    }
  return sure > 0 || lone >= 2;
}

/* Columns that some row of the header has a text in. */
static void
widen (HechaSheetReader *reader, HechaRange *header)
{
  for (guint32 row = header->first_row; row <= header->last_row; row++)
    {
      guint index = hecha_grid_find_row (reader->grid, row);
      const HechaCell *cells;
      guint32 n;

      if (index >= hecha_grid_n_rows (reader->grid)
          || hecha_grid_row (reader->grid, index)->row != row)
        continue;
      cells = hecha_grid_row_cells (reader->grid, index, &n);
      for (guint i = 0; i < n; i++)
        {
          HechaRange range;

          if (hecha_cell_text (&cells[i]) == NULL)
            continue;
          hecha_grid_cell (reader->grid, row, cells[i].column, &range);
          header->first_column = MIN (header->first_column, range.first_column);
          header->last_column = MAX (header->last_column, range.last_column);
        }
    }
  header->last_column = MIN (header->last_column, header->first_column + HECHA_MAX_HEAD_COLUMNS);
}

/* The last row that a header cell of row INDEX reaches down to: 序号 over three
 * rows shows how deep the header is. */
static guint32
deepest_row (HechaSheetReader *reader, guint index)
{
  enum { DEEPEST = 3 };
  guint32 n, row = hecha_grid_row (reader->grid, index)->row, last = row;
  const HechaCell *cells = hecha_grid_row_cells (reader->grid, index, &n);

  for (guint i = 0; i < n; i++)
    {
      HechaRange range;

      if (hecha_cell_text (&cells[i]) == NULL)
        continue;
      hecha_grid_cell (reader->grid, row, cells[i].column, &range);
      if (range.last_row - row <= DEEPEST)
        last = MAX (last, range.last_row);
    }
  return last;
}

void
hecha_table_find_extent (HechaSheetReader *reader, guint index, guint32 name, HechaRange *header)
{
  const HechaRow *row = hecha_grid_row (reader->grid, index);
  HechaRange range;

  header->first_row = header->last_row = row->row;
  header->first_column = G_MAXUINT32 - HECHA_MAX_HEAD_COLUMNS;
  header->last_column = 0;
  widen (reader, header);
  hecha_grid_cell (reader->grid, row->row, name, &range);
  if (range.last_row - row->row < 4)
    header->last_row = range.last_row;
  if (reader->grid->turned == NULL)
    header->last_row = MAX (header->last_row, deepest_row (reader, index));
  while (header->last_row < row->row + 3
         && is_sub_row (reader, header->last_row + 1, header->last_row, name))
    header->last_row++;
  while (header->first_row > 0 && row->row - header->first_row < 2
         && is_group_row (reader, header->first_row - 1, header))
    header->first_row--;
  widen (reader, header);
}
