/* A pull scanner for the XML of workbooks, made for speed.
 *
 * Guarantees: tags nest and match, text and attribute values come out as
 * valid XML characters in UTF-8, no DOCTYPE and so no entities but the five,
 * depth bounded, memory bounded by the longest tag.  Reads UTF-8, UTF-16 and
 * any declared encoding that iconv knows.  Not checked: namespaces (names are
 * compared without their prefix) and what a parser of ours never looks at.
 *
 * Pointers into the scanner live until the next hecha_xml_next().
 */
#ifndef HECHA_BOOK_XML_H
#define HECHA_BOOK_XML_H

#include <hecha/book.h>

G_BEGIN_DECLS

typedef enum
{
  HECHA_XML_START,   /* <name ...>, and <name/> followed by its END */
  HECHA_XML_END,
  HECHA_XML_TEXT,    /* a piece of text; long ones come in several */
  HECHA_XML_DONE,    /* after the root element, at the end of the part */
  HECHA_XML_ERROR
} HechaXmlToken;

/* Reads up to SIZE bytes; 0 at the end, -1 with an error. */
typedef gssize (*HechaXmlRead) (gpointer source, void *buffer, gsize size, GError **error);

typedef struct
{
  /* The window on the part: `cursor` is the next byte to look at, *end is
   * always NUL and some bytes behind it may be read.  A reader that looks ahead itself may move `cursor` over
   * whole elements at the depth it is at. */
  const char *cursor, *end;
  const char *name;          /* of START and END, without prefix, not terminated */
  guint32 name_length;
  guint depth;               /* the root's START has 1, its END 0 */
  const char *attributes;    /* of START: raw, up to attributes_end */
  const char *attributes_end;
  const char *text;          /* of TEXT: raw unless cdata */
  gsize text_length;
  gboolean cdata;
  gboolean empty;            /* START of <name/> */

  /* Private. */
  HechaXmlRead read;
  gpointer source;
  const char *part;          /* name for messages */
  char *buffer;
  gsize size;
  guint64 offset;            /* of buffer[0] in the part */
  gboolean at_end;
  GIConv iconv;              /* or (GIConv) -1 */
  char *raw;                 /* bytes not yet converted */
  gsize raw_length;
  gboolean raw_at_end;
  char *names;               /* qualified names of open elements, joined */
  gsize names_length, names_size;
  guint32 *name_starts;      /* per depth */
  guint max_depth;
  gboolean pending_end, any_root;
  GString *scratch;
  GError *error;
} HechaXml;

/* PART, the name for messages, must outlive the scanner. */
HechaXml *hecha_xml_new (const char *part, HechaXmlRead read, gpointer source, guint max_depth);
void hecha_xml_free (HechaXml *xml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaXml, hecha_xml_free)

HechaXmlToken hecha_xml_next (HechaXml *xml);
/* Skips to the END of the element whose START came last; FALSE on an error. */
gboolean hecha_xml_skip (HechaXml *xml);
/* Makes sure that WANTED bytes from `cursor` are in the window where the part
 * has them; FALSE on an error. */
gboolean hecha_xml_look_ahead (HechaXml *xml, gsize wanted);
gboolean hecha_xml_name_is (const HechaXml *xml, const char *name);
/* Moves the scanner's error to ERROR; always FALSE. */
gboolean hecha_xml_take_error (HechaXml *xml, GError **error);
/* Sets an error at the cursor. */
void hecha_xml_fail (HechaXml *xml, const char *what);

/* The raw value of attribute NAME of the START that came last: exactly NAME,
 * or with any prefix where ANY_PREFIX.  FALSE where there is none. */
gboolean hecha_xml_attribute (const HechaXml *xml, const char *name, gboolean any_prefix,
                              const char **value, gsize *length);
/* The decoded value, or NULL; free with g_free().  Bad references set the
 * scanner's error, which the next hecha_xml_next() returns. */
char *hecha_xml_attribute_dup (HechaXml *xml, const char *name, gboolean any_prefix);
/* FALLBACK where there is none or it is no number. */
guint64 hecha_xml_attribute_uint (const HechaXml *xml, const char *name, guint64 fallback);
/* "1", "true", "on". */
gboolean hecha_xml_attribute_true (const HechaXml *xml, const char *name);

/* Appends the TEXT token to OUT, references resolved and line ends made \n. */
gboolean hecha_xml_append_text (HechaXml *xml, GString *out);
/* Appends all text inside the element whose START came last, and reads its
 * END; elements inside are an error of the caller's and are left out. */
gboolean hecha_xml_append_content (HechaXml *xml, GString *out);

G_END_DECLS

#endif
