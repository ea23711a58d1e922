/* Making a sheet; the rest is public. */
#ifndef HECHA_BOOK_SHEET_H
#define HECHA_BOOK_SHEET_H

#include <hecha/book.h>

/* Empty; the arena is set by whoever adds texts. */
HechaSheet *hecha_sheet_new (const char *name, HechaVisibility visibility);

#endif
