/* marks_package.h - a workbook package whose parts can be replaced.
 *
 * What is not replaced is copied as it lies in the source: the compressed
 * bytes, the order, the names. */
#ifndef HECHA_REPORT_MARKS_PACKAGE_H
#define HECHA_REPORT_MARKS_PACKAGE_H

#include "report/deflate.h"

typedef struct _HechaPackage HechaPackage;

/* Parts of the source up to so many bytes are kept once they were asked for,
 * and are the same GBytes each time. */
#define HECHA_PACKAGE_KEPT ((gsize) 4 << 20)

/* HECHA_REPORT_ERROR_REFUSED for what is no package that can be patched. */
HechaPackage *hecha_package_open (const char *path, GError **error);
void hecha_package_free (HechaPackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaPackage, hecha_package_free)

/* Part names have no slash in front and are compared without regard to case. */
gboolean hecha_package_has (const HechaPackage *package, const char *name);
/* The names of all parts, in order, added ones last (const char *). */
const GPtrArray *hecha_package_names (const HechaPackage *package);
/* The part as it is now; NULL with an error.  Free with g_bytes_unref(). */
GBytes *hecha_package_read (HechaPackage *package, const char *name, GError **error);
/* Replaces or adds a part; takes TEXT. */
void hecha_package_set (HechaPackage *package, const char *name, GString *text);
/* The same, with what is known to be whole XML. */
void hecha_package_set_whole (HechaPackage *package, const char *name, GString *text);
/* Whether a part was replaced or added, and is not known to be whole. */
gboolean hecha_package_in_doubt (const HechaPackage *package, const char *name);
/* The same, with what is compressed already; takes the bytes of PIECE.  Such a
 * part cannot be read back. */
void hecha_package_set_deflated (HechaPackage *package, const char *name, HechaDeflated *piece);
/* "xl/comments2.xml" for PATTERN "xl/comments%u.xml": a name not in use.
 * Free with g_free(). */
char *hecha_package_free_name (const HechaPackage *package, const char *pattern);
/* All parts as they were in the source, none added. */
void hecha_package_restore (HechaPackage *package);
gboolean hecha_package_write (HechaPackage *package, const char *dest, GError **error);

#endif
