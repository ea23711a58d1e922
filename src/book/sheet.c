/* A sheet in memory: freeing and looking up. */
#include "book/sheet.h"

HechaSheet *
hecha_sheet_new (const char *name, HechaVisibility visibility)
{
  HechaSheet *sheet = g_new0 (HechaSheet, 1);

  sheet->name = g_strdup (name);
  sheet->visibility = visibility;
  sheet->rows = g_array_new (FALSE, FALSE, sizeof (HechaRow));
  sheet->cells = g_array_new (FALSE, FALSE, sizeof (HechaCell));
  sheet->merges = g_array_new (FALSE, FALSE, sizeof (HechaRange));
  sheet->hidden_columns = g_array_new (FALSE, FALSE, sizeof (HechaRange));
  sheet->column_widths = g_array_new (FALSE, FALSE, sizeof (double));
  sheet->notes = g_ptr_array_new_with_free_func (g_free);
  return sheet;
}

void
hecha_sheet_free (HechaSheet *sheet)
{
  if (sheet == NULL)
    return;
  g_free (sheet->name);
  g_array_unref (sheet->rows);
  g_array_unref (sheet->cells);
  g_array_unref (sheet->merges);
  g_array_unref (sheet->hidden_columns);
  g_array_unref (sheet->column_widths);
  g_ptr_array_unref (sheet->notes);
  if (sheet->arena != NULL)
    g_string_chunk_free (sheet->arena);
  g_free (sheet);
}

static const HechaRow *
find_row (const HechaSheet *sheet, guint32 row)
{
  guint low = 0, high = sheet->rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const HechaRow *candidate = &g_array_index (sheet->rows, HechaRow, middle);

      if (candidate->row == row)
        return candidate;
      if (candidate->row < row)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

const HechaCell *
hecha_sheet_row (const HechaSheet *sheet, guint32 row, guint32 *n_cells)
{
  const HechaRow *found = find_row (sheet, row);

  *n_cells = found != NULL ? found->n_cells : 0;
  if (*n_cells == 0)
    return NULL;
  return &g_array_index (sheet->cells, HechaCell, found->first_cell);
}

const HechaCell *
hecha_sheet_cell (const HechaSheet *sheet, guint32 row, guint32 column)
{
  guint32 low = 0, high;
  const HechaCell *cells = hecha_sheet_row (sheet, row, &high);

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (cells[middle].column == column)
        return &cells[middle];
      if (cells[middle].column < column)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

gboolean
hecha_sheet_row_hidden (const HechaSheet *sheet, guint32 row)
{
  const HechaRow *found = find_row (sheet, row);

  return found != NULL && found->hidden;
}

gboolean
hecha_sheet_column_hidden (const HechaSheet *sheet, guint32 column)
{
  guint low = 0, high = sheet->hidden_columns->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const HechaRange *range = &g_array_index (sheet->hidden_columns, HechaRange, middle);

      if (column >= range->first_column && column <= range->last_column)
        return TRUE;
      if (column > range->last_column)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}
