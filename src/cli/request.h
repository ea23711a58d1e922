/* request.h - what the parent asks a worker for, as bytes.
 *
 * Every text stands once, however many marks it is the comment of: a record
 * holds its place.  What is read points into the frame.
 */
#ifndef HECHA_REQUEST_H
#define HECHA_REQUEST_H

#include "cli/worker.h"

typedef struct
{
  const char *path, *name;
  gboolean double_read;
} HechaReadRequest;

/* One copy to be made of the source: its JOB, but for what all copies share. */
typedef struct
{
  const char *dest;
  HechaMarkJob job;
} HechaCopyRequest;

typedef struct
{
  const char *source, *sha256;
  gboolean xls_by_libreoffice;
  HechaCopyRequest copies[HECHA_COPIES_MAX];
  guint n_copies;
} HechaMarkRequest;

/* g_byte_array_unref() */
GByteArray *hecha_request_read (const HechaReadRequest *request);
GByteArray *hecha_request_mark (const HechaMarkRequest *request);

gboolean hecha_request_is_read (GBytes *frame);
/* FALSE for a frame that is no such request.  What is filled belongs to FRAME,
 * but for the arrays of marks and lines, which go into OWNED (GArray *). */
gboolean hecha_request_parse_read (GBytes *frame, HechaReadRequest *request);
gboolean hecha_request_parse_mark (GBytes *frame, HechaMarkRequest *request, GPtrArray *owned);

#endif
