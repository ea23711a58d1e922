/* Cells under merged ranges. */
#ifndef HECHA_BOOK_MERGES_H
#define HECHA_BOOK_MERGES_H

#include <hecha/book.h>

/* Makes cells that a merged range covers blank, all but its top-left one; how
 * many had content, and one of them in *ROW and *COLUMN. */
guint hecha_merges_cover (HechaSheet *sheet, guint32 *row, guint32 *column);

#endif
