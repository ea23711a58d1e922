/* prefix_code.h - the code words of a deflate block (RFC 1951, 3.2.2).
 *
 * The same counts give the same words on every machine.
 */
#ifndef HECHA_REPORT_PREFIX_CODE_H
#define HECHA_REPORT_PREFIX_CODE_H

#include <glib.h>

G_BEGIN_DECLS

#define HECHA_PREFIX_SYMBOLS 288   /* the most that an alphabet has */
#define HECHA_PREFIX_BITS 15

typedef struct
{
  guint8 lengths[HECHA_PREFIX_SYMBOLS];   /* 0: the symbol does not occur */
  guint16 words[HECHA_PREFIX_SYMBOLS];    /* first bit lowest, as they are written */
} HechaPrefixCode;

/* The words for N symbols that occur as often as COUNTS says, none longer than
 * LIMIT bits; the sum of COUNTS is below 2^23.  A code has two words at least,
 * as some readers want it. */
void hecha_prefix_code_make (HechaPrefixCode *code, const guint32 *counts, guint n, guint limit);
/* The words of given LENGTHS. */
void hecha_prefix_code_assign (HechaPrefixCode *code, guint n);

G_END_DECLS

#endif
