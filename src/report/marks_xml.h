/* marks_xml.h - changing XML by inserting bytes into it.
 *
 * Parts are never parsed into a tree and written again: a walk says where a
 * tag begins and ends, and edits are put there; every other byte stays. */
#ifndef HECHA_REPORT_MARKS_XML_H
#define HECHA_REPORT_MARKS_XML_H

#include <glib.h>

/* ---- edits ----------------------------------------------------------------- */

typedef struct _HechaEdits HechaEdits;

HechaEdits *hecha_edits_new (void);
void hecha_edits_free (HechaEdits *edits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaEdits, hecha_edits_free)
/* Replaces LENGTH bytes at OFFSET of the original by TEXT; 0 inserts.  Edits
 * of one place are applied in the order in which they were added. */
void hecha_edits_add (HechaEdits *edits, gsize offset, gsize length, const char *text);
GString *hecha_edits_apply (HechaEdits *edits, GBytes *original);

/* ---- walking --------------------------------------------------------------- */

typedef struct
{
  const char *name;          /* local, without prefix */
  const char *path;          /* "worksheet/sheetData/row/c", local names */
  guint depth;               /* root is 1 */
  const char **attributes;   /* name, value, …, NULL; with prefixes; NULL at an end */
  gsize start, end;          /* bytes of the tag */
  gboolean empty;            /* <c/> */
} HechaTag;

typedef struct
{
  void (*begin) (const HechaTag *tag, gpointer data);
  void (*finish) (const HechaTag *tag, gpointer data);   /* START is that of the end tag, or of
                                                           * the empty tag */
  void (*text) (const char *text, int length, gpointer data);
  guint deepest;             /* tags below this depth are not told; 0: all are */
} HechaWalker;

/* FALSE where the part is not well-formed, has a DOCTYPE, is not UTF-8 or is
 * nested deeper than 256; what it says was called for until then. */
gboolean hecha_markup_walk (GBytes *part, const HechaWalker *walker, gpointer data);
/* The same, telling nobody. */
gboolean hecha_markup_is_well_formed (const GString *text);
/* The value of an attribute by its local name; NULL where there is none. */
const char *hecha_tag_attribute (const HechaTag *tag, const char *local);
/* "x:" or "": the prefix of the root element.  Free with g_free(). */
char *hecha_markup_root_prefix (GBytes *part);
/* Puts an attribute's value into a tag: an edit that replaces or adds it. */
void hecha_edits_set_attribute (HechaEdits *edits, GBytes *part, const HechaTag *tag,
                                const char *name, const char *value);
/* Inserts TEXT as the last content of an element whose end tag is END; opens
 * it where it is empty. */
void hecha_edits_append_child (HechaEdits *edits, GBytes *part, const HechaTag *end,
                               const char *text);

/* All of it characters that XML may hold, in UTF-8. */
gboolean hecha_markup_are_characters (const char *text, gsize length);
/* The first byte from TEXT on, up to END, that does not stand for itself in XML
 * content or an attribute, or belongs to no character of XML. */
const char *hecha_markup_skip_plain (const char *text, const char *end);
/* TEXT of a source as XML content: valid, escaped, without what XML forbids. */
void hecha_markup_append_text (GString *out, const char *text);
/* printf for markup: %s arguments are escaped. */
void hecha_markup_append (GString *out, const char *format, ...) G_GNUC_PRINTF (2, 3);

#endif
