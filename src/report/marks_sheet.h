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

/* The worksheet PART with MARKS (of this sheet, by row and column) filled;
 * NULL with an error where it is not understood.  *FULL: not all could be
 * filled because Excel's bound on formats is reached. */
GString *hecha_mark_sheet (GBytes *part, const HechaMark *marks, guint n_marks,
                           const HechaSheetChange *change, HechaMarkStyles *styles,
                           gboolean *full, GError **error);

/* Whether the worksheet has a legacyDrawing; its relation id in *ID, to be
 * freed with g_free(). */
gboolean hecha_sheet_legacy_drawing (GBytes *part, char **id);

#endif
