/* deflate_block.h - one block of a deflate stream (RFC 1951): text and its
 * repeats written in the fewest bits that the format's three ways allow.
 */
#ifndef HECHA_REPORT_DEFLATE_BLOCK_H
#define HECHA_REPORT_DEFLATE_BLOCK_H

#include "report/repeats.h"

G_BEGIN_DECLS

/* Bits on their way to bytes, the first one lowest. */
typedef struct
{
  guint64 bits;
  guint n_bits;    /* below 8 between blocks */
} HechaBits;

/* Text of LENGTH bytes, of which REPEATS, as hecha_repeats_find() gives them. */
typedef struct
{
  const guint8 *data;
  guint length;                 /* at most 2^20 */
  const HechaRepeat *repeats;
  guint n_repeats;
} HechaBlockText;

/* The block behind BITS, LAST that of the stream, as whole bytes; what is left
 * over is in BITS.  Nothing is left over of the last. */
GByteArray *hecha_deflate_block (HechaBits *bits, const HechaBlockText *text, gboolean last);
/* Bytes that bring the stream to a whole byte without ending it. */
GByteArray *hecha_deflate_align (HechaBits *bits);

G_END_DECLS

#endif
