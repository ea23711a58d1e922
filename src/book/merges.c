/* Excel shows of a merged range the top-left cell alone, but keeps what other
 * programs left in the rest. */
#include "book/merges.h"

/* A million ranges over the whole sheet must not cost a million sheets. */
#define MAX_STEPS (64 * 1024 * 1024)

typedef struct
{
  HechaSheet *sheet;
  guint64 steps;
  guint n_covered;
  guint32 row, column;
} Cover;

static guint
first_row_from (const HechaSheet *sheet, guint32 row)
{
  guint low = 0, high = sheet->rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (sheet->rows, HechaRow, middle).row < row)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static guint32
first_cell_from (const HechaCell *cells, guint32 n, guint32 column)
{
  guint32 low = 0, high = n;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (cells[middle].column < column)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
cover_row (Cover *cover, const HechaRow *row, const HechaRange *range)
{
  HechaCell *cells;

  if (row->n_cells == 0)
    return;
  cells = &g_array_index (cover->sheet->cells, HechaCell, row->first_cell);
  for (guint32 i = first_cell_from (cells, row->n_cells, range->first_column);
       i < row->n_cells && cells[i].column <= range->last_column; i++, cover->steps++)
    {
      if (cells[i].type == HECHA_CELL_BLANK
          || (row->row == range->first_row && cells[i].column == range->first_column))
        continue;
      if (cover->n_covered++ == 0)
        {
          cover->row = row->row;
          cover->column = cells[i].column;
        }
      cells[i].type = HECHA_CELL_BLANK;
      cells[i].flags &= (guint8) ~HECHA_CELL_FORMULA;
    }
}

static void
cover_range (Cover *cover, const HechaRange *range)
{
  GArray *rows = cover->sheet->rows;

  for (guint i = first_row_from (cover->sheet, range->first_row);
       i < rows->len && cover->steps < MAX_STEPS; i++, cover->steps++)
    {
      const HechaRow *row = &g_array_index (rows, HechaRow, i);

      if (row->row > range->last_row)
        break;
      cover_row (cover, row, range);
    }
}

guint
hecha_merges_cover (HechaSheet *sheet, guint32 *row, guint32 *column)
{
  Cover cover = { .sheet = sheet };

  for (guint i = 0; i < sheet->merges->len; i++)
    cover_range (&cover, &g_array_index (sheet->merges, HechaRange, i));
  *row = cover.row;
  *column = cover.column;
  return cover.n_covered;
}
