/* marks_rewrite.h - a marked copy of what cannot be patched: .xls and text. */
#ifndef HECHA_REPORT_MARKS_REWRITE_H
#define HECHA_REPORT_MARKS_REWRITE_H

#include <hecha/report.h>

/* Writes SOURCE anew as DEST with its values, merged ranges, widths, number
 * formats and hidden state, and the marks of JOB. */
gboolean hecha_marks_rewrite (const char *source, const char *dest, const HechaMarkJob *job,
                              GError **error);

#endif
