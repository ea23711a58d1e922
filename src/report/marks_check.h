/* marks_check.h - a marked copy reads back as its source. */
#ifndef HECHA_REPORT_MARKS_CHECK_H
#define HECHA_REPORT_MARKS_CHECK_H

#include "report/marks_source.h"

/* Every sheet of SOURCE stands in COPY with the same name, cells, values and
 * merged ranges.  HECHA_REPORT_ERROR_SELF_CHECK. */
gboolean hecha_marks_check (HechaMarkSource *source, const char *copy, GError **error);

#endif
