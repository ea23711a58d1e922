/* mapping.h - what a user says of headers (--mapping).  Private to room ledger. */
#ifndef HECHA_MAPPING_H
#define HECHA_MAPPING_H

#include <hecha/ledger.h>

/* A short mark of a table's layout: the same for tables with the same headers
 * in the same order.  COLUMNS is of HechaColumn.  Free with g_free(). */
char *hecha_mapping_layout (const GArray *columns);

/* Whether the user said what COLUMN is: in this very cell, or in another
 * workbook of the same LAYOUT.  *FIELD is then that field, HECHA_FIELD_NONE
 * where the column is to be left out. */
gboolean hecha_mapping_lookup (const HechaMapping *mapping, const char *file, const char *sheet,
                               const char *layout, const HechaColumn *column, HechaField *field);

#endif
