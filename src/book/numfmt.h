/* What a number format makes of a number (ECMA-376 18.8.30, 18.8.31). */
#ifndef HECHA_BOOK_NUMFMT_H
#define HECHA_BOOK_NUMFMT_H

#include <hecha/book.h>

G_BEGIN_DECLS

/* The class of CODE by its first section; *FLAGS receives
 * HECHA_CELL_MONTH_ONLY, HECHA_CELL_YEAR_ONLY or 0. */
HechaFormat hecha_number_format_classify (const char *code, guint8 *flags);

/* The code of a built-in format, of the Chinese Excel where languages differ
 * (27 to 36, 50 to 58); "General" for ids that are not built in. */
const char *hecha_number_format_builtin (guint id);

G_END_DECLS

#endif
