/* marks_source.h - a source of marked copies: what each copy needs of it is
 * read once. */
#ifndef HECHA_REPORT_MARKS_SOURCE_H
#define HECHA_REPORT_MARKS_SOURCE_H

#include <hecha/report.h>

#include "report/marks_package.h"
#include "report/marks_sheet.h"

struct _HechaMarkSource
{
  char *path;
  HechaBook *book;
  GPtrArray *sheets;       /* HechaSheet or NULL, by index */
  HechaPackage *package;   /* NULL until asked for */
  GPtrArray *maps;         /* HechaSheetMap or NULL, by index: hecha_mark_maps_get() */
};

/* The sheet as it is read, or NULL; valid until the next sheet is asked for. */
const HechaSheet *hecha_mark_source_sheet (HechaMarkSource *source, guint index);
/* The package without any change; NULL with an error.  The source's own. */
HechaPackage *hecha_mark_source_package (HechaMarkSource *source, GError **error);

/* No maps yet. */
GPtrArray *hecha_mark_maps_new (void);
/* The map of sheet INDEX, whose part is PART; NULL where that is not understood.
 * Valid until the next one is asked for; a small one is kept for the next copy. */
const HechaSheetMap *hecha_mark_maps_get (GPtrArray *maps, guint index, GBytes *part);

#endif
