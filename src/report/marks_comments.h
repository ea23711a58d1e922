/* marks_comments.h - findings as comments of cells: the comments part; the
 * drawing that shows them is marks_shapes.h. */
#ifndef HECHA_REPORT_MARKS_COMMENTS_H
#define HECHA_REPORT_MARKS_COMMENTS_H

#include <hecha/report.h>

#include "report/marks_shapes.h"

/* Who signs our comments; an earlier marking is found by it. */
#define HECHA_COMMENT_AUTHOR "hecha 核查"

/* Puts the marks' comments on the worksheet SHEET.  *DRAWING_ID receives the
 * relation of a new VML drawing, which the sheet must then name, or NULL.
 * NOTE receives clauses on cells that could not be commented.  FALSE where
 * nothing could be commented; NOTE then says why. */
gboolean hecha_mark_comments (HechaPackage *package, const char *sheet, GBytes *sheet_part,
                              gboolean strict, const HechaMark *marks, guint n_marks,
                              HechaShapeIds *ids, char **drawing_id, GString *note);

/* Takes comments of an earlier marking off the worksheet. */
void hecha_unmark_comments (HechaPackage *package, const char *sheet);

#endif
