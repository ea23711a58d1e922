/* FreeXL, in a process of its own under limits: the second reader of .xls.  It drops formula results, merges and
 * formats, and crafted files crash it (READING.md 1), so it never runs here. */
#ifndef HECHA_BOOK_FREEXL_H
#define HECHA_BOOK_FREEXL_H

#include <hecha/book.h>

G_BEGIN_DECLS

typedef enum
{
  HECHA_FREEXL_NOTHING = 0,   /* blank, or something that FreeXL does not read */
  HECHA_FREEXL_NUMBER = 1,    /* numbers, and booleans and errors, which it cannot tell */
  HECHA_FREEXL_TEXT = 2,
  HECHA_FREEXL_DATE = 3       /* text that it made of a number it took for a date */
} HechaFreexlType;

typedef struct
{
  guint32 sheet, row, column;
  HechaFreexlType type;
  double number;
  const char *text;
} HechaFreexlCell;

/* Takes one cell, or with CELL NULL the name of sheet SHEET; FALSE stops. */
typedef gboolean (*HechaFreexlVisit) (const HechaFreexlCell *cell, guint32 sheet,
                                      const char *sheet_name, gpointer user_data);

/* Starts PROGRAM as `PROGRAM --freexl PATH` and visits what it says.  FALSE
 * with one Chinese clause in *WHY (free with g_free()) where it did not come
 * to its end. */
gboolean hecha_freexl_read (const char *program, const char *path, HechaFreexlVisit visit,
                            gpointer user_data, char **why);

/* Gives up, for good, all that the child does not need: memory, processor
 * time, files to write, other system calls (where seccomp is). */
void hecha_freexl_confine (void);

G_END_DECLS

#endif
