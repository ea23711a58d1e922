/* Records of separated text (RFC 4180 and what people make of it). */
#ifndef HECHA_BOOK_CSV_H
#define HECHA_BOOK_CSV_H

#include <glib.h>

G_BEGIN_DECLS

/* Comma, semicolon or tab: named by a first line "sep=;", else the one that
 * cuts most lines alike.  *START receives where the records begin. */
char hecha_csv_separator (const char *text, const char **start);

/* Reads one field at P into OUT, quotes resolved, ="001" too; the place
 * behind it: at the separator, the line end or the final NUL. */
const char *hecha_csv_field (const char *p, char separator, GString *out);
/* Behind the line end at P (\n, \r\n, \r). */
const char *hecha_csv_line_end (const char *p);

G_END_DECLS

#endif
