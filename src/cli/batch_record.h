/* batch_record.h - batch.json read back: what an earlier run wrote down about
 * its files.  Anybody may have edited it since, so nothing in it is believed. */
#ifndef HECHA_BATCH_RECORD_H
#define HECHA_BATCH_RECORD_H

#include <json-glib/json-glib.h>

typedef struct HechaBatchRecord HechaBatchRecord;

/* A file that a record names.  OPENED is where a source lay, or NULL. */
typedef struct
{
  const char *path, *sha256, *opened;
} HechaRecordedFile;

/* FOLDER's batch.json; NULL when there is none or it is no record of ours: too
 * large (256 MiB), nested deeper than ours ever is, or no JSON object. */
HechaBatchRecord *hecha_batch_record_load (const char *folder);
void hecha_batch_record_free (HechaBatchRecord *record);
/* The next usable file of LIST, "outputs" or "inputs"; *POSITION starts at 0.
 * Entries without a path or a sum are passed over.  FALSE at the end. */
gboolean hecha_batch_record_next (const HechaBatchRecord *record, const char *list,
                                  guint *position, HechaRecordedFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaBatchRecord, hecha_batch_record_free)

#endif
