/* header_learned.h - the columns that no word of the dictionary tells, by what
 * labelled headers taught (header_model.h).  Private to room ledger. */
#ifndef HECHA_HEADER_LEARNED_H
#define HECHA_HEADER_LEARNED_H

#include "ledger/table.h"

/* The field of a header alone, its values not looked at; HECHA_FIELD_NONE
 * where it is not quite sure.  For telling a row of headers from others. */
HechaField hecha_learned_field (const HechaSheetReader *reader, const char *text);
/* The field of a form's label with VALUE beside it, which may be NULL. */
HechaField hecha_learned_label (const HechaSheetReader *reader, const char *text,
                                const HechaCell *value);
/* Whether the header of COLUMN in row INDEX, with the values below it, is
 * likelier than not that of the projects' names. */
gboolean hecha_learned_is_name (HechaSheetReader *reader, guint index, const HechaCell *header);
/* Maps columns of HEAD that have no field yet and that are told beyond doubt. */
void hecha_learned_map (HechaSheetReader *reader, HechaTableHead *head, const char *title);

#endif
