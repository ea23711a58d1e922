/* head_notes.h - rows between a header and its projects that only explain the
 * columns: units, kinds of values, hints, column numbers.  Private to room
 * ledger. */
#ifndef HECHA_HEAD_NOTES_H
#define HECHA_HEAD_NOTES_H

#include "ledger/table.h"

/* Takes such rows below HEADER into it and their units of money into COLUMNS
 * (HechaTableColumn by column). */
void hecha_head_notes_read (HechaSheetReader *reader, HechaRange *header, GArray *columns);
/* Whether TEXT only says how a column is filled: 万元, 是/否, 年月日, 必填. */
gboolean hecha_is_head_note (const char *text);

#endif
