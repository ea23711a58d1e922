/* marks_sheet.h - a worksheet's cells get their fills, in place. */
#ifndef HECHA_REPORT_MARKS_SHEET_H
#define HECHA_REPORT_MARKS_SHEET_H

#include <hecha/report.h>

#include "report/marks_styles.h"

/* What changes in a worksheet beside its cells. */
typedef struct
{
  const char *legacy_drawing_id;   /* relation of a new VML drawing, or NULL */
  gboolean strict;
  gboolean unmark;                 /* take fills of an earlier marking away first */
} HechaSheetChange;

/* Where the rows and cells of a worksheet's part stand: made once for all
 * copies. */
typedef struct _HechaSheetMap HechaSheetMap;

/* NULL where the part is not understood. */
HechaSheetMap *hecha_sheet_map_new (GBytes *part);
void hecha_sheet_map_free (HechaSheetMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaSheetMap, hecha_sheet_map_free)
/* It was made of these very bytes. */
gboolean hecha_sheet_map_is_of (const HechaSheetMap *map, const GBytes *part);
/* Of its part, in bytes. */
gsize hecha_sheet_map_size (const HechaSheetMap *map);

/* The worksheet of MAP with MARKS (of this sheet, by row and column) filled;
 * NULL with an error where it is not understood, or MAP is NULL.  *FULL: not
 * all could be filled because Excel's bound on formats is reached. */
GString *hecha_mark_sheet (const HechaSheetMap *map, const HechaMark *marks, guint n_marks,
                           const HechaSheetChange *change, HechaMarkStyles *styles,
                           gboolean *full, GError **error);

/* Whether the worksheet has a legacyDrawing; its relation id in *ID, to be
 * freed with g_free(). */
gboolean hecha_sheet_legacy_drawing (GBytes *part, char **id);

#endif
