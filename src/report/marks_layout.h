/* marks_layout.h - --xls-layout libreoffice: an .xls as a package that looks
 * as it did. */
#ifndef HECHA_REPORT_MARKS_LAYOUT_H
#define HECHA_REPORT_MARKS_LAYOUT_H

#include <glib.h>

/* Converts SOURCE to .xlsx in a new folder below FOLDER; its path, or NULL
 * with a clause in *WHY.  Both are freed with g_free(); the new folder is
 * *SCRATCH, which hecha_marks_layout_clear() removes. */
char *hecha_marks_layout_convert (const char *source, const char *folder, char **scratch,
                                  char **why);
void hecha_marks_layout_clear (char *scratch);

#endif
