/* A zip file by its central directory, and its entries as streams.
 *
 * Reads zip32 and zip64, stored and deflated entries, data descriptors, junk
 * before and after.  Sizes, offsets and CRCs come from the central directory
 * alone; every byte given out is counted against the bounds and the CRC is
 * verified before a stream ends.  Names are only compared, never opened.
 */
#ifndef HECHA_BOOK_ZIP_H
#define HECHA_BOOK_ZIP_H

#include <hecha/book.h>

G_BEGIN_DECLS

typedef struct
{
  char *name;            /* "xl/workbook.xml": `\` turned, no leading `/` */
  guint64 offset;        /* of the local header, in the file */
  guint64 packed_size;
  guint64 size;
  guint64 inflated;      /* most bytes given out so far */
  guint32 crc;
  guint16 method;
  gboolean encrypted;
  gboolean ambiguous;    /* another entry of this name has other content */
} HechaZipEntry;

typedef struct _HechaZip HechaZip;
typedef struct _HechaZipStream HechaZipStream;

/* FD stays the caller's and must outlive the zip. */
HechaZip *hecha_zip_open (int fd, guint64 size, const HechaLimits *limits, GError **error);
void hecha_zip_free (HechaZip *zip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaZip, hecha_zip_free)

/* NAME without regard to case; NULL where there is none. */
HechaZipEntry *hecha_zip_find (HechaZip *zip, const char *name);
guint hecha_zip_n_entries (const HechaZip *zip);
const HechaZipEntry *hecha_zip_entry (const HechaZip *zip, guint index);

/* One stream may be open at a time. */
HechaZipStream *hecha_zip_stream_open (HechaZip *zip, HechaZipEntry *entry, GError **error);
void hecha_zip_stream_free (HechaZipStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaZipStream, hecha_zip_stream_free)
/* Bounds this stream below the package's bound for a part. */
void hecha_zip_stream_set_limit (HechaZipStream *stream, guint64 max_bytes);
/* Reads up to SIZE bytes; 0 at the end, when the CRC was right; -1 with an
 * error. */
gssize hecha_zip_stream_read (HechaZipStream *stream, void *buffer, gsize size, GError **error);

G_END_DECLS

#endif
