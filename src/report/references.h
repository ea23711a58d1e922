/* references.h - what "&…;", line ends and white space stand for in XML. */
#ifndef HECHA_REPORT_REFERENCES_H
#define HECHA_REPORT_REFERENCES_H

#include <glib.h>

typedef enum
{
  HECHA_IN_TEXT,
  HECHA_IN_ATTRIBUTE,   /* white space is blanks */
  HECHA_IN_CDATA        /* "&" is itself */
} HechaXmlPlace;

/* What the reference at *AT, a "&", stands for, and *AT behind it; 0 where it
 * is none. */
gunichar hecha_reference_take (const char **at, const char *end);
/* Appends DATA as it is meant; OUT may be NULL.  FALSE where it holds what is
 * no reference. */
gboolean hecha_references_append (GString *out, const char *data, gsize length,
                                  HechaXmlPlace place);

#endif
