/* A text file as UTF-8. */
#ifndef HECHA_BOOK_TEXT_H
#define HECHA_BOOK_TEXT_H

#include <hecha/book.h>

G_BEGIN_DECLS

/* Reads all of FD (SIZE bytes): byte order mark, UTF-16 by its NULs, strict
 * UTF-8, else GB18030.  Valid UTF-8 without NUL and without byte order mark,
 * NUL-terminated; *LENGTH its length.  NULL with an error; free with
 * g_free(). */
char *hecha_text_read (int fd, guint64 size, const HechaLimits *limits, gsize *length,
                       GError **error);

G_END_DECLS

#endif
