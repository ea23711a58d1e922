#include "ledger/grid.h"

#include <stdlib.h>
#include <string.h>

#define MAX_REACH 64       /* rows that a merged header or label may span */
#define MAX_LOOKS 4096     /* ranges looked at for one cell */
#define MAX_TURNED_ROWS 2000
#define MAX_TURNED_CELLS 200000

static int
compare_ranges (const void *a, const void *b)
{
  const HechaRange *left = a, *right = b;

  if (left->first_row != right->first_row)
    return left->first_row < right->first_row ? -1 : 1;
  if (left->first_column != right->first_column)
    return left->first_column < right->first_column ? -1 : 1;
  return 0;
}

static void
index_merges (HechaGrid *grid)
{
  const GArray *merges = grid->sheet->merges;

  if (merges == NULL || merges->len == 0)
    return;
  grid->merges = g_new (HechaRange, merges->len);
  for (guint i = 0; i < merges->len; i++)
    {
      const HechaRange *range = &g_array_index (merges, HechaRange, i);

      if (range->first_row <= range->last_row && range->first_column <= range->last_column)
        grid->merges[grid->n_merges++] = *range;
    }
  qsort (grid->merges, grid->n_merges, sizeof (HechaRange), compare_ranges);
}

/* ---- turning ---------------------------------------------------------- */

gboolean
hecha_grid_can_turn (const HechaSheet *sheet)
{
  const GArray *rows = sheet->rows;

  return rows->len > 0 && sheet->cells->len <= MAX_TURNED_CELLS
         && g_array_index (rows, HechaRow, rows->len - 1).row < MAX_TURNED_ROWS;
}

typedef struct
{
  guint32 row;        /* after turning */
  HechaCell cell;
} Turned;

static int
compare_turned (const void *a, const void *b)
{
  const Turned *left = a, *right = b;

  if (left->row != right->row)
    return left->row < right->row ? -1 : 1;
  return (int) left->cell.column - (int) right->cell.column;
}

static void
turn_cells (const HechaSheet *from, HechaSheet *to)
{
  guint n = from->cells->len, at = 0;
  g_autofree Turned *turned = g_new (Turned, MAX (n, 1));

  for (guint i = 0; i < from->rows->len; i++)
    {
      const HechaRow *row = &g_array_index (from->rows, HechaRow, i);

      for (guint j = 0; j < row->n_cells; j++, at++)
        {
          turned[at].cell = g_array_index (from->cells, HechaCell, row->first_cell + j);
          turned[at].row = turned[at].cell.column;
          turned[at].cell.column = (guint16) row->row;
        }
    }
  qsort (turned, at, sizeof (Turned), compare_turned);
  for (guint i = 0; i < at; i++)
    {
      HechaRow row = { .row = turned[i].row, .first_cell = i };

      if (i == 0 || turned[i].row != turned[i - 1].row)
        {
          row.hidden = hecha_sheet_column_hidden (from, turned[i].row);
          g_array_append_val (to->rows, row);
        }
      g_array_index (to->rows, HechaRow, to->rows->len - 1).n_cells++;
      g_array_append_val (to->cells, turned[i].cell);
    }
}

static HechaSheet *
turn_sheet (const HechaSheet *sheet)
{
  HechaSheet *turned = g_new0 (HechaSheet, 1);

  turned->rows = g_array_new (FALSE, FALSE, sizeof (HechaRow));
  turned->cells = g_array_new (FALSE, FALSE, sizeof (HechaCell));
  turned->merges = g_array_new (FALSE, FALSE, sizeof (HechaRange));
  turn_cells (sheet, turned);
  for (guint i = 0; sheet->merges != NULL && i < sheet->merges->len; i++)
    {
      const HechaRange *range = &g_array_index (sheet->merges, HechaRange, i);
      HechaRange across = { range->first_column, range->last_column, range->first_row,
                            range->last_row };

      g_array_append_val (turned->merges, across);
    }
  return turned;
}

HechaGrid *
hecha_grid_new (const HechaSheet *sheet, gboolean turned)
{
  HechaGrid *grid = g_new0 (HechaGrid, 1);

  if (turned)
    grid->turned = turn_sheet (sheet);
  grid->sheet = turned ? grid->turned : sheet;
  index_merges (grid);
  return grid;
}

void
hecha_grid_free (HechaGrid *grid)
{
  if (grid == NULL)
    return;
  if (grid->turned != NULL)
    {
      g_array_unref (grid->turned->rows);
      g_array_unref (grid->turned->cells);
      g_array_unref (grid->turned->merges);
      g_free (grid->turned);
    }
  g_free (grid->merges);
  g_free (grid);
}

/* ---- cells ------------------------------------------------------------- */

guint
hecha_grid_first_merge (const HechaGrid *grid, guint32 row)
{
  guint low = 0, high = grid->n_merges;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (grid->merges[middle].first_row < row)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

const HechaRange *
hecha_grid_merge (const HechaGrid *grid, guint32 row, guint32 column)
{
  guint looks = 0;

  for (guint i = hecha_grid_first_merge (grid, row >= MAX_REACH ? row - MAX_REACH : 0);
       i < grid->n_merges && grid->merges[i].first_row <= row && looks < MAX_LOOKS; i++, looks++)
    if (grid->merges[i].last_row >= row && grid->merges[i].first_column <= column
        && grid->merges[i].last_column >= column)
      return &grid->merges[i];
  return NULL;
}

guint
hecha_grid_find_row (const HechaGrid *grid, guint32 row)
{
  guint low = 0, high = grid->sheet->rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (grid->sheet->rows, HechaRow, middle).row < row)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

guint
hecha_grid_n_rows (const HechaGrid *grid)
{
  return grid->sheet->rows->len;
}

const HechaRow *
hecha_grid_row (const HechaGrid *grid, guint index)
{
  return &g_array_index (grid->sheet->rows, HechaRow, index);
}

void
hecha_grid_show_columns (HechaGrid *grid, guint32 first, guint32 last)
{
  grid->windowed = TRUE;
  grid->first_column = first;
  grid->last_column = last;
}

void
hecha_grid_show_all (HechaGrid *grid)
{
  grid->windowed = FALSE;
}

/* The index of the first of N cells at or right of COLUMN. */
static guint
first_cell_at (const HechaCell *cells, guint n, guint32 column)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (cells[middle].column < column)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

const HechaCell *
hecha_grid_row_cells (const HechaGrid *grid, guint index, guint32 *n_cells)
{
  const HechaRow *row = hecha_grid_row (grid, index);
  const HechaCell *cells
      = row->n_cells == 0 ? NULL : &g_array_index (grid->sheet->cells, HechaCell, row->first_cell);

  *n_cells = row->n_cells;
  if (grid->windowed && cells != NULL)
    {
      guint from = first_cell_at (cells, row->n_cells, grid->first_column);
      guint to = first_cell_at (cells, row->n_cells, grid->last_column + 1);

      *n_cells = to - from;
      cells += from;
    }
  return *n_cells == 0 ? NULL : cells;
}

static const HechaCell *
plain_cell (const HechaGrid *grid, guint32 row, guint32 column)
{
  guint index = hecha_grid_find_row (grid, row);
  guint32 n;
  const HechaCell *cells;
  guint at;

  if (index >= hecha_grid_n_rows (grid) || hecha_grid_row (grid, index)->row != row)
    return NULL;
  cells = hecha_grid_row_cells (grid, index, &n);
  at = first_cell_at (cells, n, column);
  return at < n && cells[at].column == column ? &cells[at] : NULL;
}

const HechaCell *
hecha_grid_cell (const HechaGrid *grid, guint32 row, guint32 column, HechaRange *range)
{
  const HechaRange *merge = hecha_grid_merge (grid, row, column);
  HechaRange single = { row, row, column, column };

  if (range != NULL)
    *range = merge != NULL ? *merge : single;
  return merge != NULL ? plain_cell (grid, merge->first_row, merge->first_column)
                       : plain_cell (grid, row, column);
}

gboolean
hecha_cell_has_content (const HechaCell *cell)
{
  if (cell == NULL || cell->type == HECHA_CELL_BLANK)
    return FALSE;
  if (cell->type != HECHA_CELL_TEXT)
    return TRUE;
  /* Letters, digits and most of Chinese, without a closer look. */
  if (g_ascii_isgraph (*cell->text) || (guint8) *cell->text >= 0xe4)
    return (guint8) *cell->text != 0xef || strlen (cell->text) > 3;
  for (const char *p = cell->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && c != 0x200b && c != 0xfeff)
        return TRUE;
    }
  return FALSE;
}

const char *
hecha_cell_text (const HechaCell *cell)
{
  return cell != NULL && cell->type == HECHA_CELL_TEXT && hecha_cell_has_content (cell)
             ? cell->text
             : NULL;
}

const char *
hecha_grid_text (const HechaGrid *grid, guint32 row, guint32 column)
{
  const char *text = hecha_cell_text (hecha_grid_cell (grid, row, column, NULL));

  return text != NULL ? text : "";
}
