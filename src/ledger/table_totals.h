/* table_totals.h - 合计 and 小计 against the rows they sum.  Private to room
 * ledger. */
#ifndef HECHA_TABLE_TOTALS_H
#define HECHA_TABLE_TOTALS_H

#include <hecha/ledger.h>

#include "ledger/row_kind.h"

typedef struct _HechaTotals HechaTotals;

HechaTotals *hecha_totals_new (void);
void hecha_totals_free (HechaTotals *totals);
/* A record's data; amounts from a merged cell above count once. */
void hecha_totals_add (HechaTotals *totals, const HechaDatum *data, guint n);
/* A total row states an amount. */
void hecha_totals_state (HechaTotals *totals, const HechaDatum *stated, HechaTotalKind kind);
/* The total row is read; a subtotal's rows are not summed by the next. */
void hecha_totals_close (HechaTotals *totals, HechaTotalKind kind);
void hecha_totals_new_page (HechaTotals *totals);
/* Appends HechaTotal. */
void hecha_totals_finish (HechaTotals *totals, GArray *into);

#endif
