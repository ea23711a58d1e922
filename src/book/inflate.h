/* Streaming inflate and CRC-32: ISA-L where it is built in, else zlib. */
#ifndef HECHA_BOOK_INFLATE_H
#define HECHA_BOOK_INFLATE_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HechaInflate HechaInflate;

typedef enum
{
  HECHA_INFLATE_MORE,   /* wants more input or more room */
  HECHA_INFLATE_END,    /* the last block is done */
  HECHA_INFLATE_BAD     /* not a deflate stream */
} HechaInflateStatus;

HechaInflate *hecha_inflate_new (void);
void hecha_inflate_free (HechaInflate *inflater);
/* Before each stream; an inflate may be used for many, one after another. */
void hecha_inflate_reset (HechaInflate *inflater);
/* Inflates from *IN (*N_IN bytes) to OUT (*N_OUT bytes of room); *IN and *N_IN
 * move on, *N_OUT becomes the number of bytes written. */
HechaInflateStatus hecha_inflate_run (HechaInflate *inflater, const guint8 **in, gsize *n_in,
                                      guint8 *out, gsize *n_out);

/* The CRC of zip files; start with 0. */
guint32 hecha_crc32 (guint32 crc, const void *bytes, gsize length);

G_END_DECLS

#endif
