/* Text inside XML: references, line ends, characters. */
#ifndef HECHA_BOOK_XML_TEXT_H
#define HECHA_BOOK_XML_TEXT_H

#include <glib.h>

/* Appends raw XML text to OUT: references resolved, \r\n and \r made \n
 * (CDATA: line ends only).  FALSE where it holds a bad reference, a character
 * that XML forbids or bytes that are no UTF-8. */
gboolean hecha_xml_text_append (GString *out, const char *text, gsize length, gboolean cdata);

/* Whether TEXT is valid and stands for itself: no reference, no line end to
 * change, no underscore that might begin an escape of Excel's. */
gboolean hecha_xml_text_is_plain (const char *text, gsize length);

/* Where TEXT, which ends with a NUL and two more readable bytes, leaves off
 * being plain in that sense, or has a character that takes a closer look: at
 * a tag, mostly. */
const char *hecha_xml_plain_end (const char *text);

#endif
