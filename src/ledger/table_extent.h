/* table_extent.h - how many rows and columns a header has.  Private to room
 * ledger. */
#ifndef HECHA_TABLE_EXTENT_H
#define HECHA_TABLE_EXTENT_H

#include "ledger/table.h"

#define HECHA_MAX_HEAD_COLUMNS 512u   /* of one header row */

/* Around row INDEX, whose column NAME holds 项目名称 or 项目编号: group heads
 * above, sub-heads and rows of units below. */
void hecha_table_find_extent (HechaSheetReader *reader, guint index, guint32 name,
                              HechaRange *header);
/* Whether TEXT is a unit or a hint alone: （万元）, （年/月/日）. */
gboolean hecha_header_is_unit_only (const char *text);

#endif
