/* The records of an .xlsb part ([MS-XLSB] 2.1.4): a number and a length of
 * one to four bytes each, streamed; memory is bounded by the longest. */
#ifndef HECHA_BOOK_BINARY_H
#define HECHA_BOOK_BINARY_H

#include "book/zip.h"

G_BEGIN_DECLS

typedef struct
{
  guint id;
  const guint8 *data;    /* until the next record */
  gsize length;
} HechaBinaryRecord;

typedef struct
{
  HechaZipStream *stream;
  guint8 *buffer;
  gsize size, start, end;
  gboolean at_end;
  GError *error;
} HechaBinary;

/* FALSE with an error where the part is missing too. */
gboolean hecha_binary_open (HechaBinary *binary, HechaZip *zip, const char *part, GError **error);
/* FALSE at the end of the part and on an error, which stays in `error`. */
gboolean hecha_binary_next (HechaBinary *binary, HechaBinaryRecord *record);
/* TRUE where the end was reached without an error; else moves it to ERROR. */
gboolean hecha_binary_done (HechaBinary *binary, GError **error);
void hecha_binary_clear (HechaBinary *binary);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HechaBinary, hecha_binary_clear)

/* Appends the XLWideString (2.5.169) at offset AT to OUT; the offset behind
 * it, or 0 where the record is too short for it. */
gsize hecha_binary_text (const HechaBinaryRecord *record, gsize at, GString *out);

G_END_DECLS

#endif
