/* audit/folded.h - text as the comparison of projects sees it: one unit a
 * character, full width made half, capitals made small, quotes
 * left out.
 *
 * Characters outside the basic plane become U+FFFD: they are rare names, and
 * a unit of 16 bits keeps a million projects in memory.
 */
#ifndef HECHA_AUDIT_FOLDED_H
#define HECHA_AUDIT_FOLDED_H

#include <uchar.h>

#include <glib.h>

/* More than any clerk writes; the rest of a text is not compared. */
#define HECHA_FOLDED_MAX 4096u

/* Appends TEXT (UTF-8, NULL = "") to UNITS, a GArray of guint16. */
void hecha_folded_text (GArray *units, const char *text);
/* TRUE for what separates words: spaces, punctuation, brackets. */
gboolean hecha_folded_is_break (guint16 unit);
/* CHARACTERS and SUFFIX are u"…": no character of theirs needs two units. */
gboolean hecha_folded_is_one_of (guint16 unit, const char16_t *characters);
gboolean hecha_folded_ends_with (const guint16 *units, gsize length, const char16_t *suffix);
/* LENGTH units as UTF-8.  Free with g_free(). */
char *hecha_unfold (const guint16 *units, gsize length);
/* A hash of LENGTH units that is the same on every machine. */
guint32 hecha_folded_hash (const guint16 *units, gsize length);

#endif
