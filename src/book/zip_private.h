/* What zip.c (the directory) and zip_stream.c (the entries) share. */
#ifndef HECHA_BOOK_ZIP_PRIVATE_H
#define HECHA_BOOK_ZIP_PRIVATE_H

#include "book/inflate.h"
#include "book/zip.h"

#define HECHA_ZIP_INPUT (64 * 1024)

struct _HechaZip
{
  int fd;
  guint64 size;             /* of the file */
  HechaLimits limits;
  GPtrArray *entries;       /* HechaZipEntry, in order of the directory */
  GHashTable *by_name;      /* lower-case name -> HechaZipEntry */
  guint64 total;            /* bytes given out of all entries, each once */
  HechaInflate *inflater;   /* kept between streams */
  guint8 *input;            /* HECHA_ZIP_INPUT bytes, kept between streams */
};

static inline guint16
hecha_zip_u16 (const guint8 *bytes)
{
  return (guint16) (bytes[0] | bytes[1] << 8);
}

static inline guint32
hecha_zip_u32 (const guint8 *bytes)
{
  return hecha_zip_u16 (bytes) | (guint32) hecha_zip_u16 (bytes + 2) << 16;
}

static inline guint64
hecha_zip_u64 (const guint8 *bytes)
{
  return hecha_zip_u32 (bytes) | (guint64) hecha_zip_u32 (bytes + 4) << 32;
}

#endif
