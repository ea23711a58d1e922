/* deflate.h - bytes of a package's part, compressed as they come.
 *
 * zlib at its fastest level: a report is a hundred megabytes of XML that
 * repeats itself, and shrinks to a tenth at any.  ISA-L takes half the time, but
 * the matches that it finds depend on the processor, and the same inputs must
 * give the same bytes; libdeflate cannot be given a part in steps.  A deflate of
 * our own was faster too, and was miscompiled on one machine.
 *
 * Pieces are independent, so that they can be made in any order and strung
 * together: all but the last end on a whole byte.  The same bytes added in the
 * same steps give the same pieces.
 */
#ifndef HECHA_REPORT_DEFLATE_H
#define HECHA_REPORT_DEFLATE_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *chunks;   /* GByteArray *: raw deflate, one behind the other */
  guint64 length;      /* of all of them */
  guint64 size;        /* before */
  guint32 crc;         /* of what was before */
} HechaDeflated;

void hecha_deflated_clear (HechaDeflated *piece);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HechaDeflated, hecha_deflated_clear)
/* Takes NEXT behind PIECE, which must not have been made as the last. */
void hecha_deflated_append (HechaDeflated *piece, HechaDeflated *next);

typedef struct _HechaDeflater HechaDeflater;

HechaDeflater *hecha_deflater_new (void);
void hecha_deflater_free (HechaDeflater *deflater);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaDeflater, hecha_deflater_free)
void hecha_deflater_add (HechaDeflater *deflater, const void *data, gsize length);
/* What was added, in PIECE; LAST ends the part.  The deflater can begin anew. */
void hecha_deflater_end (HechaDeflater *deflater, gboolean last, HechaDeflated *piece);
/* DATA as one piece. */
void hecha_deflate (const void *data, gsize length, gboolean last, HechaDeflated *piece);

G_END_DECLS

#endif
