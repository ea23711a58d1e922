/* marks_check.h - a marked copy reads back as its source. */
#ifndef HECHA_REPORT_MARKS_CHECK_H
#define HECHA_REPORT_MARKS_CHECK_H

#include <hecha/report.h>

/* Every sheet of SOURCE stands in COPY with the same name, cells, values and
 * merged ranges.  HECHA_REPORT_ERROR_SELF_CHECK. */
gboolean hecha_marks_check (const char *source, const char *copy, GError **error);

#endif
