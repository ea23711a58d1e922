/* written.h - how a written text will stand in its cell. */
#ifndef HECHA_REPORT_WRITTEN_H
#define HECHA_REPORT_WRITTEN_H

#include <glib.h>

G_BEGIN_DECLS

/* TRUE where typing TEXT again into a cell would make it a formula. */
gboolean hecha_written_is_risky (const char *text);
/* Lines that TEXT takes in a column of WIDTH characters when wrapped; a
 * Chinese character takes two. */
guint hecha_written_lines (const char *text, double width);
/* Characters that the longest line of TEXT is wide, a Chinese one for two. */
double hecha_written_width (const char *text);

G_END_DECLS

#endif
