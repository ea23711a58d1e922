/* ledger/amount.h - money in words and figures, exact to the 分. */
#ifndef HECHA_LEDGER_AMOUNT_H
#define HECHA_LEDGER_AMOUNT_H

#include <glib.h>

#include "ledger/numeral.h"

/* Ten trillion 元: no ledger of a department holds more. */
#define HECHA_AMOUNT_MAX G_GINT64_CONSTANT (1000000000000000)

typedef struct
{
  gint64 fen;
  gint64 step;        /* worth of the last digit stated, in 分, at least 1 */
  gboolean rounded;   /* 万元 or coarser with two or more decimals */
} HechaAmount;

typedef enum
{
  HECHA_AMOUNT_NONE,       /* says no figure at all */
  HECHA_AMOUNT_EXACT,
  HECHA_AMOUNT_DOUBTFUL    /* about, between, in percent, without a unit, two that differ */
} HechaAmountReading;

/* FOLDED as one amount of money.  UNIT is 分 per 1 where the text names none,
 * 0 = not known. */
HechaAmountReading hecha_amount_read (const char *folded, gint64 unit, HechaAmount *amount);

/* A bare number, DECIMAL in UNIT. */
gboolean hecha_amount_from_decimal (HechaDecimal decimal, gboolean negative, gint64 unit,
                                    HechaAmount *amount);

/* The unit that a header or caption names: "单位：万元", "合同金额（元）",
 * "(亿元)", "金额/千元"; 分 per 1, or 0 where it names none or several.
 * Source text, not folded. */
gint64 hecha_amount_unit_in (const char *text);

/* The unit that a number format writes behind the digits, 分 per 1 of the
 * cell's own value: 1000000 for 0.00"万元", 100 for 0!.0,"万元", which shows
 * the ten-thousandth part.  0 where it writes none. */
gint64 hecha_amount_unit_of_format (const char *code);

#endif
