/* ledger/numeral.h - numbers as people write them: digits with thousands
 * separators, 三十万, 叁拾万, 二〇二四.  Works on folded text (ledger/fold.h). */
#ifndef HECHA_LEDGER_NUMERAL_H
#define HECHA_LEDGER_NUMERAL_H

#include <glib.h>

/* mantissa / 10^decimals; no sign. */
typedef struct
{
  guint64 mantissa;
  int decimals;
} HechaDecimal;

/* At *TEXT "1,234.50", "1 234", "2.5e5" or "300000"; *TEXT moves past it.
 * FALSE, and *TEXT stays, where no number begins or its digits are grouped
 * oddly ("30,5"). */
gboolean hecha_decimal_scan (const char **text, HechaDecimal *decimal);

/* The shortest decimal form that Excel would show of NUMBER (15 significant
 * digits): 0.1 + 0.2 is 0.3.  FALSE beyond 18 digits.  *NEGATIVE is its sign. */
gboolean hecha_decimal_from_double (double number, HechaDecimal *decimal, gboolean *negative);

/* DECIMAL * UNIT rounded half up to a whole; FALSE on overflow. */
gboolean hecha_decimal_times (HechaDecimal decimal, guint64 unit, guint64 *product);

/* At *TEXT a Chinese numeral: by places (三十万五千, 叁拾万) or digit by digit
 * (二〇二四).  *SCALED says that 万 or 亿 stood in it.  *TEXT moves past it. */
gboolean hecha_numeral_scan (const char **text, guint64 *value, gboolean *scaled);

/* 0 to 9 for 〇零一二…九 and their capital forms, -1 for all else. */
int hecha_numeral_digit (gunichar c);

/* "80", "86.5", "1234567.89", "1.5E+20" into BUFFER (32 bytes). */
const char *hecha_number_display (double number, char *buffer);

#endif
