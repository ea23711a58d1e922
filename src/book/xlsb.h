/* .xlsb: xlsb.c reads workbook, formats and strings, xlsb_sheet.c a sheet. */
#ifndef HECHA_BOOK_XLSB_H
#define HECHA_BOOK_XLSB_H

#include "book/xlsx.h"

G_BEGIN_DECLS

gboolean hecha_xlsb_read_workbook (HechaBook *book, HechaXlsx *xlsx, const char *part,
                                   const GPtrArray *relations, GError **error);
gboolean hecha_xlsb_read_styles (HechaBook *book, HechaZip *zip, const char *part,
                                 GError **error);
/* Fills xlsx->strings from xlsx->strings_part. */
gboolean hecha_xlsb_read_strings (HechaBook *book, HechaXlsx *xlsx, GError **error);
gboolean hecha_xlsb_read_sheet (HechaBook *book, guint index, HechaSink *sink, GError **error);

G_END_DECLS

#endif
