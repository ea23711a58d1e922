/* Workbooks that Excel encrypted with a password of its own. */
#ifndef HECHA_BOOK_XLS_CIPHER_H
#define HECHA_BOOK_XLS_CIPHER_H

#include <glib.h>

G_BEGIN_DECLS

/* Excel 97 to 2003 encrypts a workbook whose structure is protected, under a
 * password known to all, so that it opens without asking ([MS-XLS] 2.2.10):
 * the clerk does not know that it is encrypted.  Such a STREAM in plain text,
 * its FILEPASS record made one that means nothing; NULL where the password is
 * another, the cipher is not RC4, or nothing is encrypted. */
GBytes *hecha_xls_decrypt (const guint8 *stream, gsize length);

G_END_DECLS

#endif
