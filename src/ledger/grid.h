/* grid.h - a sheet as its reader sees it: merged cells hold their top-left
 * cell's content everywhere.  Private to room ledger. */
#ifndef HECHA_GRID_H
#define HECHA_GRID_H

#include <hecha/ledger.h>

typedef struct
{
  const HechaSheet *sheet;   /* not owned, or TURNED */
  HechaSheet *turned;        /* owned: rows and columns exchanged, or NULL */
  HechaRange *merges;        /* by first row, then first column */
  guint n_merges;
  gboolean windowed;         /* only columns FIRST_COLUMN to LAST_COLUMN are seen */
  guint32 first_column, last_column;
} HechaGrid;

/* TURNED exchanges rows and columns; only for sheets that
 * hecha_grid_can_turn(). */
HechaGrid *hecha_grid_new (const HechaSheet *sheet, gboolean turned);
void hecha_grid_free (HechaGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaGrid, hecha_grid_free)
gboolean hecha_grid_can_turn (const HechaSheet *sheet);

/* Cells outside these columns are as if they were not there, until
 * hecha_grid_show_all(). */
void hecha_grid_show_columns (HechaGrid *grid, guint32 first, guint32 last);
void hecha_grid_show_all (HechaGrid *grid);

/* The merged range around a cell, or NULL.  For headers, captions and forms:
 * looks at ranges that begin up to 64 rows above. */
const HechaRange *hecha_grid_merge (const HechaGrid *grid, guint32 row, guint32 column);
/* The cell whose content shows at ROW, COLUMN; NULL where the file has none.
 * RANGE, if not NULL, receives its extent. */
const HechaCell *hecha_grid_cell (const HechaGrid *grid, guint32 row, guint32 column,
                                  HechaRange *range);
/* The text of hecha_grid_cell(), "" where it is no text. */
const char *hecha_grid_text (const HechaGrid *grid, guint32 row, guint32 column);
/* Whether a cell shows something. */
gboolean hecha_cell_has_content (const HechaCell *cell);
/* TEXT of a text cell, else NULL. */
const char *hecha_cell_text (const HechaCell *cell);

/* The index in grid->merges of the first that begins at or below ROW. */
guint hecha_grid_first_merge (const HechaGrid *grid, guint32 row);

/* Rows of the sheet: N of them, by index. */
guint hecha_grid_n_rows (const HechaGrid *grid);
const HechaRow *hecha_grid_row (const HechaGrid *grid, guint index);
const HechaCell *hecha_grid_row_cells (const HechaGrid *grid, guint index, guint32 *n_cells);
/* The index of the first row at or below ROW. */
guint hecha_grid_find_row (const HechaGrid *grid, guint32 row);

#endif
