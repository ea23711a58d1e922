/* What a file is, by its first bytes. */
#ifndef HECHA_BOOK_SNIFF_H
#define HECHA_BOOK_SNIFF_H

#include <hecha/book.h>

G_BEGIN_DECLS

typedef enum
{
  HECHA_SNIFFED_ZIP,    /* perhaps .xlsx; the package says */
  HECHA_SNIFFED_OLE,    /* compound file: .xls, .et, encrypted .xlsx, Word ... */
  HECHA_SNIFFED_BIFF,   /* BIFF2 to BIFF4, no compound file around it */
  HECHA_SNIFFED_TEXT    /* perhaps CSV */
} HechaSniffed;

/* FALSE with an error that says what the file is, where it is nothing that
 * any reader of ours takes. */
gboolean hecha_sniff (int fd, guint64 size, HechaSniffed *sniffed, GError **error);

G_END_DECLS

#endif
