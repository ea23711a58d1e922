/* .xlsx and .xlsm: what the files of this reader share.
 *
 * xlsx.c finds workbook and sheets, xlsx_styles.c cell formats,
 * xlsx_strings.c shared strings, xlsx_sheet.c the rows of a sheet and
 * xlsx_cell.c one cell.
 */
#ifndef HECHA_BOOK_XLSX_H
#define HECHA_BOOK_XLSX_H

#include "book/book.h"
#include "book/package.h"

G_BEGIN_DECLS

typedef struct
{
  HechaZip *zip;
  GPtrArray *parts;       /* char *: part name per sheet, "" where it has none */
  char *strings_part;     /* or NULL */
  GPtrArray *strings;     /* const char * in book->texts; NULL until first needed */
  GHashTable *long_strings;   /* index -> text, where `strings` has NULL */
} HechaXlsx;

gboolean hecha_xlsx_read_styles (HechaBook *book, HechaZip *zip, const char *part,
                                 GError **error);
/* Reads shared strings once, when the first sheet is read. */
gboolean hecha_xlsx_read_strings (HechaBook *book, HechaXlsx *xlsx, GError **error);
/* Keeps the next shared string; FALSE with HECHA_BOOK_ERROR_LIMIT. */
gboolean hecha_xlsx_keep_string (HechaBook *book, HechaXlsx *xlsx, const char *text, gsize length,
                                 GError **error);
/* The text of shared string INDEX; NULL with HECHA_BOOK_ERROR_LIMIT.  Long
 * ones are counted each time they are asked for: a string of a megabyte in
 * every cell must not become the work of a terabyte. */
const char *hecha_xlsx_shared_string (HechaBook *book, const HechaXlsx *xlsx, guint index,
                                      GError **error);
gboolean hecha_xlsx_read_sheet (HechaBook *book, guint index, HechaSink *sink, GError **error);

/* Replaces _xHHHH_ in TEXT by the characters they stand for (MS-OI29500
 * 22.4.2.4), from left to right without overlap. */
void hecha_xlsx_unescape (GString *text);
/* Appends the text of a string item (<si>, <is>) whose START came last, and
 * reads its END: direct <t> and those of runs, no phonetic guides. */
gboolean hecha_xlsx_append_string (HechaXml *xml, GString *out);

G_END_DECLS

#endif
