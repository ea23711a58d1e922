/* A text file as UTF-8. */
#ifndef HECHA_BOOK_TEXT_H
#define HECHA_BOOK_TEXT_H

#include <hecha/book.h>

G_BEGIN_DECLS

/* "UTF-16LE" or "UTF-16BE" by the zero halves of ASCII characters, of which
 * Chinese text too has enough; NULL where there is no such pattern. */
const char *hecha_text_utf16_by_nuls (const char *bytes, gsize length);

/* Reads all of FD (SIZE bytes): byte order mark, UTF-16 by its NULs, strict
 * UTF-8, UTF-8 with a few damaged characters, else GB18030.  Valid UTF-8
 * without NUL and without byte order mark, NUL-terminated; *LENGTH its length,
 * *N_DAMAGED how many characters became U+FFFD.  NULL with an error; free with
 * g_free(). */
char *hecha_text_read (int fd, guint64 size, const HechaLimits *limits, gsize *length,
                       guint *n_damaged, GError **error);

G_END_DECLS

#endif
