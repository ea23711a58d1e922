/* Excel 5 to 2003 and WPS .et: what the workbook's globals say, shared by
 * xls.c and xls_sheet.c. */
#ifndef HECHA_BOOK_XLS_H
#define HECHA_BOOK_XLS_H

#include "book/biff.h"
#include "book/book.h"

typedef struct
{
  GBytes *stream;
  HechaBiffText text;
  GPtrArray *strings;       /* const char *: the SST, in the book's texts */
  GArray *positions;        /* gsize per sheet: offset of its BOF */
  /* xlwt gives every formula the result "" without having computed it. */
  gboolean never_calculated;
} HechaXls;

/* Fills BOOK from STREAM, a stream of records, which becomes the book's. */
gboolean hecha_xls_open_stream (HechaBook *book, GBytes *stream, GError **error);

/* The reader of worksheets (HechaReader.read_sheet). */
gboolean hecha_xls_read_sheet (HechaBook *book, guint index, HechaSink *sink, GError **error);

#endif
