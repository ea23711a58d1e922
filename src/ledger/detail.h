/* detail.h - 明细表: tables of payments or contracts, several rows a project.
 * Private to room ledger. */
#ifndef HECHA_DETAIL_H
#define HECHA_DETAIL_H

#include "ledger/table.h"

/* Whether a head, or the name of its table, is one of payments or contracts. */
gboolean hecha_detail_is_likely (const HechaSheetReader *reader, const HechaTableHead *head,
                                 const char *title);
/* 本次支付金额: one payment of several; 已付金额 only in a 明细表. */
gboolean hecha_detail_is_payment (const HechaTableColumn *column);

/* Merges the records FIRST ... of TABLE that tell one project in several rows
 * (RULES.md section 4, end). */
void hecha_detail_merge (HechaSheetReader *reader, const HechaTableHead *head, guint table,
                         guint first);

#endif
