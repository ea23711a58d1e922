/* audit/pack_reader.h - a pack while it is read.
 *
 * Everything that is wrong is said with its place and a hint; what fails sets
 * the reader's error and returns FALSE. */
#ifndef HECHA_AUDIT_PACK_READER_H
#define HECHA_AUDIT_PACK_READER_H

#include "audit/pack.h"

typedef struct
{
  HechaPack *pack;
  HechaCheck *check;                /* being read */
  const HechaIniSection *section;   /* likewise */
  GError **error;
} HechaPackReader;

/* The text's LINE and COLUMN, both 1-based. */
gboolean hecha_pack_fail_at (HechaPackReader *reader, guint line, guint column,
                             const char *message);
/* Byte OFFSET of ENTRY's value. */
gboolean hecha_pack_fail (HechaPackReader *reader, const HechaIniEntry *entry, gsize offset,
                          const char *format, ...) G_GNUC_PRINTF (4, 5);
/* MISTAKE in a text that begins at OFFSET of ENTRY's value; clears it. */
gboolean hecha_pack_fail_mistake (HechaPackReader *reader, const HechaIniEntry *entry,
                                  gsize offset, HechaMistake *mistake);
/* KEYS: those that would do, NULL-terminated. */
gboolean hecha_pack_fail_unknown_key (HechaPackReader *reader, const HechaIniEntry *entry,
                                      const char *const *keys);

/* A text of a pack, owned by it: continuation lines are one line, without a
 * space, as Chinese is written. */
const char *hecha_pack_joined (HechaPackReader *reader, const char *value);

/* PIECE stands at byte OFFSET of ENTRY's value. */
typedef gboolean (*HechaPackPieceFunc) (HechaPackReader *reader, const HechaIniEntry *entry,
                                        const char *piece, gsize offset);
/* Calls EACH for every trimmed piece between ; ； and line breaks (and 、 where
 * COMMAS) that is not blank. */
gboolean hecha_pack_for_pieces (HechaPackReader *reader, const HechaIniEntry *entry,
                                gboolean commas, HechaPackPieceFunc each);

typedef struct
{
  const char *text;   /* trimmed; owned by the pack */
  gsize offset;       /* in the value */
} HechaPackLine;

/* The lines of a value that are not blank.  Free with g_array_unref(). */
GArray *hecha_pack_lines (HechaPackReader *reader, const char *value);

/* Reads an entry of a rule's section into the reader's check. */
gboolean hecha_pack_read_rule_entry (HechaPackReader *reader, const HechaIniEntry *entry);

#endif
