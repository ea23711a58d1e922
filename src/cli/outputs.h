/* outputs.h - the output directory: whole or absent.
 *
 * Everything is written into a folder beside the final one and renamed when
 * the batch is whole; kill -9 leaves either the old folder or the new. */
#ifndef HECHA_OUTPUTS_H
#define HECHA_OUTPUTS_H

#include <hecha/book.h>

typedef struct _HechaOutputs HechaOutputs;

/* FINAL is an existing empty folder or does not exist; a full one is refused
 * without FORCE, and with it where a report in it was edited and its content
 * is not among PREVIOUS (char *, paths).  NULL and a sentence in *MESSAGE. */
HechaOutputs *hecha_outputs_begin (const char *final, gboolean force, GPtrArray *previous,
                                   char **message);
/* Removes what was not published. */
void hecha_outputs_free (HechaOutputs *outputs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaOutputs, hecha_outputs_free)

/* Where to write RELATIVE now; its folders are made.  Free with g_free(). */
char *hecha_outputs_path (HechaOutputs *outputs, const char *relative);
/* Notes that RELATIVE was written, for batch.json. */
void hecha_outputs_add (HechaOutputs *outputs, const char *relative);
/* What was added, in order (char *). */
const GPtrArray *hecha_outputs_list (const HechaOutputs *outputs);
/* The SHA-256 of each of the list, NULL for what cannot be read; JOBS at a time.
 * Free the texts and the array with g_free(). */
char **hecha_outputs_sha256 (const HechaOutputs *outputs, guint jobs);
/* Syncs and renames to the final name. */
gboolean hecha_outputs_publish (HechaOutputs *outputs, char **message);

#endif
