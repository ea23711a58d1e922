/* repeats.h - what of a text stood in it before: the half of deflate that
 * looks, as deflate_block.h is the half that writes.
 *
 * One place is remembered for each four bytes, and the first repeat taken:
 * XML repeats itself so much that looking longer gains little.
 */
#ifndef HECHA_REPORT_REPEATS_H
#define HECHA_REPORT_REPEATS_H

#include <glib.h>

G_BEGIN_DECLS

#define HECHA_REPEAT_MIN 4u
#define HECHA_REPEAT_MAX 258u
#define HECHA_REPEAT_WINDOW 32768u   /* how far back a repeat may reach */

typedef struct
{
  guint32 literals;   /* bytes before it that are no repeat */
  guint16 length, distance;
} HechaRepeat;

/* Where each four bytes were seen last. */
typedef struct _HechaRepeatTable HechaRepeatTable;

HechaRepeatTable *hecha_repeat_table_new (void);
void hecha_repeat_table_free (HechaRepeatTable *table);

/* The repeats of the bytes from START to END of DATA, in REPEATS, which has
 * room for (END - START) / HECHA_REPEAT_MIN; their number.  PLACE is what the
 * table calls the byte at DATA: greater from call to call by as much as the
 * text has moved on.  Nothing before OLDEST, a place, is repeated. */
guint hecha_repeats_find (HechaRepeatTable *table, const guint8 *data, guint start, guint end,
                          guint32 place, guint32 oldest, HechaRepeat *repeats);

G_END_DECLS

#endif
