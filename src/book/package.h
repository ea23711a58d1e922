/* An OOXML package: parts, relationships, content types (ECMA-376 part 2).
 *
 * Finds parts as Excel does: by relationship type and target, never by fixed
 * names; transitional, strict and beta relationship types alike.
 */
#ifndef HECHA_BOOK_PACKAGE_H
#define HECHA_BOOK_PACKAGE_H

#include "book/xml.h"
#include "book/zip.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *type;       /* the last word of the type: "worksheet" */
  char *target;     /* part name, resolved: "xl/worksheets/sheet1.xml"; "" if external */
} HechaRelation;

/* The relationships of PART ("" = the package's own), HechaRelation; empty
 * where it has none.  NULL with an error. */
GPtrArray *hecha_package_relations (HechaZip *zip, const char *part, guint max_depth,
                                    GError **error);
/* The first whose type ends in TYPE and whose part exists, else the first of
 * that type, else NULL. */
const HechaRelation *hecha_relation_by_type (HechaZip *zip, const GPtrArray *relations,
                                             const char *type);
const HechaRelation *hecha_relation_by_id (const GPtrArray *relations, const char *id);
/* The content type that the package gives PART: an override, or NULL (also
 * where [Content_Types].xml cannot be read).  Free with g_free(). */
char *hecha_package_content_type (HechaZip *zip, const char *part, guint max_depth);

/* TARGET relative to the part BASE: "../a.xml", "/xl/a.xml", "a%20b.xml".
 * Free with g_free(). */
char *hecha_package_resolve (const char *base, const char *target);

/* A scanner over one part with its stream; both are freed together. */
typedef struct
{
  HechaZipStream *stream;
  HechaXml *xml;
} HechaPart;

/* Sets the error that says that part NAME is missing; FALSE. */
gboolean hecha_part_missing (const char *name, GError **error);
/* FALSE with an error where the part is missing too. */
gboolean hecha_part_open (HechaPart *part, HechaZip *zip, const char *name, guint max_depth,
                          GError **error);
/* For parts that are kept in memory and small in every honest workbook, all
 * but sheets and shared strings: bounded by 64 MiB. */
gboolean hecha_part_open_small (HechaPart *part, HechaZip *zip, const char *name, guint max_depth,
                          GError **error);
void hecha_part_clear (HechaPart *part);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HechaPart, hecha_part_clear)

G_END_DECLS

#endif
