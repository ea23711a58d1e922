/* payments.h - what the rows of a 明细表 come to: 已付金额 is the latest of a 累计
 * column, else the sum; 最近付款日期 the latest (RULES.md section 4).  Private to
 * room ledger. */
#ifndef HECHA_PAYMENTS_H
#define HECHA_PAYMENTS_H

#include <hecha/ledger.h>

/* Whether the payment of DAY certainly comes after AS_OF (HECHA_DAY_NONE:
 * nothing does). */
gboolean hecha_payment_is_later (const HechaDatum *day, gint32 as_of);
/* Puts into the record's own data what its payments up to AS_OF come to; where
 * all come after it, nothing is paid and the day stays the latest of all. */
void hecha_payments_settle (HechaRecord *record, gint32 as_of);

#endif
