/* marks_source.h - a source of marked copies: what each copy needs of it is
 * read once. */
#ifndef HECHA_REPORT_MARKS_SOURCE_H
#define HECHA_REPORT_MARKS_SOURCE_H

#include <hecha/report.h>

#include "report/marks_package.h"

struct _HechaMarkSource
{
  char *path;
  HechaBook *book;
  GPtrArray *sheets;       /* HechaSheet or NULL, by index */
  HechaPackage *package;   /* NULL until asked for */
};

/* The sheet as it is read, or NULL; valid until the next sheet is asked for. */
const HechaSheet *hecha_mark_source_sheet (HechaMarkSource *source, guint index);
/* The package without any change; NULL with an error.  The source's own. */
HechaPackage *hecha_mark_source_package (HechaMarkSource *source, GError **error);

#endif
