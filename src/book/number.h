/* Decimal text to double, exactly, without asking the locale. */
#ifndef HECHA_BOOK_NUMBER_H
#define HECHA_BOOK_NUMBER_H

#include <glib.h>

G_BEGIN_DECLS

/* Reads the number at P, which must be followed by some character that is not
 * part of a number; the place behind it, or NULL where there is none or it is
 * not finite. */
const char *hecha_number_scan (const char *p, double *value);
/* The same for text of its own, white space around it allowed. */
gboolean hecha_number_parse (const char *text, double *value);

G_END_DECLS

#endif
