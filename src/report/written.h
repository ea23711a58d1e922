/* written.h - text on its way into a workbook.
 *
 * libxlsxwriter passes through what makes a package unreadable (READING.md
 * 4.5): control characters in comments, U+FFFE, invalid UTF-8, texts too
 * long, _x0041_ that Excel would decode.  Every text goes through here.
 */
#ifndef HECHA_REPORT_WRITTEN_H
#define HECHA_REPORT_WRITTEN_H

#include <glib.h>

G_BEGIN_DECLS

/* Excel's limit of a cell, in UTF-16 units. */
#define HECHA_WRITTEN_MAX 32767

/* TEXT as a cell can hold it: valid UTF-8, no control characters but line
 * feed, _xHHHH_ protected, at most HECHA_WRITTEN_MAX units with "…" at the
 * end where it was cut.  Free with g_free(). */
char *hecha_written_text (const char *text);
/* TRUE where typing TEXT again into a cell would make it a formula. */
gboolean hecha_written_is_risky (const char *text);
/* Lines that TEXT takes in a column of WIDTH characters when wrapped; a
 * Chinese character takes two. */
guint hecha_written_lines (const char *text, double width);

G_END_DECLS

#endif
