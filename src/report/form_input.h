/* form_input.h - cells that people fill in: looks, dropdowns, validation. */
#ifndef HECHA_REPORT_FORM_INPUT_H
#define HECHA_REPORT_FORM_INPUT_H

#include "report/forms.h"
#include "report/page.h"

G_BEGIN_DECLS

/* The look of an empty cell for FIELD; of its example. */
HechaLook hecha_form_look (const HechaFormField *field);
/* The example as the cell would hold it: a date as a date, an amount as a
 * number. */
void hecha_form_example (HechaPage *page, guint column, const HechaFormField *field);
/* Dropdown, date or number validation for rows FIRST to LAST of COLUMN.  Where
 * 无 or 不涉及 is a right answer, other input is questioned, not refused. */
void hecha_form_validate (HechaPage *page, guint column, guint32 first, guint32 last,
                          const HechaFormField *field);
/* A comment on the cell (ROW, COLUMN) that says how to fill it in. */
void hecha_form_comment (HechaPage *page, guint32 row, guint column,
                         const HechaFormField *field);
/* The sheet 填写说明. */
void hecha_form_guide (HechaPad *pad, const HechaForms *forms, gboolean declared_only);

G_END_DECLS

#endif
