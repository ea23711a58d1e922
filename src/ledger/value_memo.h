/* value_memo.h - what cells of one column were read as: columns repeat their
 * values, and reading one is dearer than finding it again.  Private to room
 * ledger. */
#ifndef HECHA_VALUE_MEMO_H
#define HECHA_VALUE_MEMO_H

#include <hecha/ledger.h>

typedef struct _HechaValueMemo HechaValueMemo;

/* For a table of about N_ROWS. */
HechaValueMemo *hecha_value_memo_new (guint n_rows);
void hecha_value_memo_free (HechaValueMemo *memo);

/* hecha_value_read(), remembered; just that where MEMO is NULL.  Always the same FIELD, CONTEXT and POOL;
 * the cells' texts live as long as MEMO. */
void hecha_value_memo_read (HechaValueMemo *memo, HechaField field, const HechaCell *cell,
                            const char *format_code, const HechaValueContext *context,
                            GStringChunk *pool, HechaDatum *datum);

#endif
