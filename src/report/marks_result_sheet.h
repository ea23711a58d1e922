/* marks_result_sheet.h - the sheet 核查结果 inside a package, and the property
 * that names the source. */
#ifndef HECHA_REPORT_MARKS_RESULT_SHEET_H
#define HECHA_REPORT_MARKS_RESULT_SHEET_H

#include <hecha/report.h>

#include "report/marks_styles.h"
#include "report/marks_workbook.h"

#define HECHA_RESULT_SHEET "核查结果"

/* Adds the sheet as the last one; of a copy that has one already, its content
 * is replaced. */
gboolean hecha_mark_result_sheet (HechaPackage *package, HechaWorkbookParts *parts,
                                  const HechaMarkJob *job, HechaMarkStyles *styles,
                                  GError **error);

/* Sets a custom property of the document. */
void hecha_mark_property (HechaPackage *package, gboolean strict, const char *name,
                          const char *value);

#endif
