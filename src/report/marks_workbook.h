/* marks_workbook.h - how the parts of a package hang together: resolved by
 * relationships, never by names. */
#ifndef HECHA_REPORT_MARKS_WORKBOOK_H
#define HECHA_REPORT_MARKS_WORKBOOK_H

#include "report/marks_package.h"

/* The relationships of one part. */
typedef struct
{
  char *part;           /* "xl/_rels/workbook.xml.rels" */
  char *base;           /* folder that targets are relative to, "xl/" */
  GArray *list;         /* HechaRelation */
} HechaRelations;

typedef struct
{
  char *id, *type, *target;   /* type's last word, "worksheet"; target as a part name */
} HechaRelation;

/* Of the part OWNER ("" = the package); empty where there are none. */
HechaRelations *hecha_relations_load (HechaPackage *package, const char *owner);
void hecha_relations_free (HechaRelations *relations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaRelations, hecha_relations_free)
/* The target of the first relation of TYPE, or NULL. */
const char *hecha_relations_target (const HechaRelations *relations, const char *type);
const char *hecha_relations_by_id (const HechaRelations *relations, const char *id);

typedef struct
{
  char *name;           /* as shown */
  char *part;           /* "xl/worksheets/sheet1.xml", or NULL where it is missing */
  gboolean is_worksheet;
} HechaSheetPart;

typedef struct
{
  char *part;           /* "xl/workbook.xml" */
  char *styles;         /* part name, or NULL */
  GArray *sheets;       /* HechaSheetPart, in the order of <sheets> */
  gboolean strict;      /* ISO 29500 Strict namespaces */
  gboolean locked;      /* the structure is protected: no sheet is added */
  HechaRelations *relations;
} HechaWorkbookParts;

HechaWorkbookParts *hecha_workbook_parts_load (HechaPackage *package, GError **error);
void hecha_workbook_parts_free (HechaWorkbookParts *parts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaWorkbookParts, hecha_workbook_parts_free)

/* Adds a relation of TYPE ("comments") from OWNER to TARGET, both part names;
 * its id.  Free with g_free(). */
char *hecha_package_relate (HechaPackage *package, const char *owner, gboolean strict,
                            const char *type, const char *target);
/* Declares the content type of a part, or of an extension where PART is like
 * "*.vml", once. */
void hecha_package_declare (HechaPackage *package, const char *part, const char *content_type);
/* Adds a sheet as the last one. */
gboolean hecha_workbook_add_sheet (HechaPackage *package, HechaWorkbookParts *parts,
                                   const char *name, const char *part, GError **error);
/* The relationship namespace. */
const char *hecha_relations_namespace (gboolean strict);

#endif
