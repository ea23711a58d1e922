/* Which encoding an XML part is in, and its bytes as UTF-8. */
#ifndef HECHA_BOOK_CHARSET_H
#define HECHA_BOOK_CHARSET_H

#include "book/xml.h"

/* Reads the next bytes of the part as UTF-8 into BUFFER; FIRST on the first
 * call, which finds the encoding.  0 at the end, -1 with the scanner's error
 * set. */
gssize hecha_xml_fill (HechaXml *xml, char *buffer, gsize size, gboolean first);

#endif
