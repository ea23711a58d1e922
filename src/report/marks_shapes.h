/* marks_shapes.h - the boxes of comments, in the sheet's VML drawing. */
#ifndef HECHA_REPORT_MARKS_SHAPES_H
#define HECHA_REPORT_MARKS_SHAPES_H

#include <hecha/report.h>

#include "report/marks_workbook.h"

/* Blocks of 1,024 shape ids are the workbook's, not the sheet's. */
typedef struct
{
  guint next_block;
} HechaShapeIds;

void hecha_shape_ids_scan (HechaShapeIds *ids, HechaPackage *package);

/* Puts a box for each of MARKS (HechaMark) into the drawing of the worksheet
 * SHEET, or into a new one, whose relation *DRAWING_ID then receives.  FALSE
 * where the drawing that is there is not understood. */
gboolean hecha_shapes_store (HechaPackage *package, const char *sheet, GBytes *sheet_part,
                             gboolean strict, const GArray *marks, HechaShapeIds *ids,
                             char **drawing_id);

/* Takes the boxes of the cells that IS_OURS tells out of DRAWING. */
typedef gboolean (*HechaShapeTest) (guint32 row, guint32 column, gpointer data);
void hecha_shapes_remove (HechaPackage *package, const char *drawing, HechaShapeTest is_ours,
                          gpointer data);

#endif
