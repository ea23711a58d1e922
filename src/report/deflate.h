/* deflate.h - the compressed bytes of a package's part.
 *
 * libdeflate at its fastest level: half the time of zlib's, and a little smaller.
 * It takes a part only as a whole, so what comes in steps is kept until it is
 * more than HECHA_DEFLATE_KEPT; from then on it is a stream of zlib's, which
 * keeps nothing.  Both give the same bytes on every machine, as the same inputs
 * must give the same reports; ISA-L, faster still, does not: which matches it
 * finds depends on the processor.
 */
#ifndef HECHA_REPORT_DEFLATE_H
#define HECHA_REPORT_DEFLATE_H

#include <glib.h>

G_BEGIN_DECLS

#define HECHA_DEFLATE_KEPT ((gsize) 1 << 20)

typedef struct
{
  GPtrArray *chunks;   /* GByteArray *: raw deflate, one behind the other */
  guint64 length;      /* of all of them */
  guint64 size;        /* before */
  guint32 crc;         /* of what was before */
} HechaDeflated;

void hecha_deflated_clear (HechaDeflated *part);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HechaDeflated, hecha_deflated_clear)

typedef struct _HechaDeflater HechaDeflater;

HechaDeflater *hecha_deflater_new (void);
void hecha_deflater_free (HechaDeflater *deflater);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDeflater, hecha_deflater_free)
void hecha_deflater_add (HechaDeflater *deflater, const void *data, gsize length);
/* HEAD, what was added, and TAIL as one part: the same whatever the steps in
 * which it was added.  The deflater can begin anew. */
void hecha_deflater_end (HechaDeflater *deflater, const GString *head, const GString *tail,
                         HechaDeflated *part);
/* DATA as one part, however long; what was added to DEFLATER waits. */
void hecha_deflater_whole (HechaDeflater *deflater, const void *data, gsize length,
                           HechaDeflated *part);

G_END_DECLS

#endif
