/* table_topic.h - what a whole table is about, by its title.  Private to room
 * ledger. */
#ifndef HECHA_TABLE_TOPIC_H
#define HECHA_TABLE_TOPIC_H

#include "ledger/table.h"

/* Reads headers of HEAD that say too little alone (金额, 备案情况, 评价时间) as if
 * the topic that TITLE or the sheet's name gives stood over them. */
void hecha_topic_heed (HechaSheetReader *reader, HechaTableHead *head, const char *title);

#endif
