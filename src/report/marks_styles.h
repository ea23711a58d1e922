/* marks_styles.h - cell formats that a marked copy adds: what the cell had,
 * with a fill over it. */
#ifndef HECHA_REPORT_MARKS_STYLES_H
#define HECHA_REPORT_MARKS_STYLES_H

#include "report/marks_package.h"

/* Formats of the sheet 核查结果, beside those of marks. */
typedef enum
{
  HECHA_MARK_STYLE_TITLE,
  HECHA_MARK_STYLE_NOTE,
  HECHA_MARK_STYLE_HEAD,
  HECHA_MARK_STYLE_TEXT,
  HECHA_MARK_STYLE_LINK,
  HECHA_N_MARK_STYLES
} HechaMarkStyle;

typedef struct _HechaMarkStyles HechaMarkStyles;

/* Reads the styles part NAME of PACKAGE, or begins one where NAME is NULL. */
HechaMarkStyles *hecha_mark_styles_load (HechaPackage *package, const char *name, GError **error);
void hecha_mark_styles_free (HechaMarkStyles *styles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaMarkStyles, hecha_mark_styles_free)

/* The index of format OLD with the fill of LEVEL (HechaOutcome).  OLD itself
 * where Excel's bound on formats is reached; *FULL is then set. */
guint hecha_mark_styles_over (HechaMarkStyles *styles, guint old, guint8 level, gboolean *full);
guint hecha_mark_styles_of (HechaMarkStyles *styles, HechaMarkStyle style);
/* The index of format STYLE without a fill of ours, where it has one: what an
 * earlier marking put there.  STYLE where it has none. */
guint hecha_mark_styles_without (HechaMarkStyles *styles, guint style);
/* Whether any format of the workbook has a fill of ours. */
gboolean hecha_mark_styles_marked (const HechaMarkStyles *styles);
/* Puts the changed part into PACKAGE under NAME. */
gboolean hecha_mark_styles_store (HechaMarkStyles *styles, HechaPackage *package,
                                  const char *name, GError **error);

#endif
