/* Compound files (OLE): which streams a file has, read through libgsf. */
#ifndef HECHA_BOOK_OLE_H
#define HECHA_BOOK_OLE_H

#include <hecha/book.h>

G_BEGIN_DECLS

/* The workbook stream of the compound file at FD (SIZE bytes) in memory; NULL
 * with an error that says what the file is where it is no workbook:
 * encrypted, Word, PowerPoint, damaged.  Free with g_bytes_unref(). */
GBytes *hecha_ole_workbook (int fd, guint64 size, GError **error);

G_END_DECLS

#endif
