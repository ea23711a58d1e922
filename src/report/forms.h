/* forms.h - how the fields of a blank 申报表 or 台账 are to be filled in:
 * templates/forms.ini. */
#ifndef HECHA_REPORT_FORMS_H
#define HECHA_REPORT_FORMS_H

#include <hecha/ledger.h>

G_BEGIN_DECLS

typedef struct
{
  HechaField field;
  const char *name;
  const char *group;
  const char *advice;      /* 说明 */
  const char *article;     /* "" where no article asks for it */
  const char *example;     /* "" where blank is the example */
  char **options;          /* of a dropdown, NULL = none */
  gboolean declared;       /* stands on the 申报表 too */
} HechaFormField;

typedef struct
{
  HechaIni *ini;           /* owns the texts */
  GArray *fields;          /* HechaFormField, in the order of the sheet */
} HechaForms;

HechaForms *hecha_forms_load (GError **error);
void hecha_forms_free (HechaForms *forms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaForms, hecha_forms_free)

/* "说明。依据：第六条。示例：2025-03-01".  Free with g_free(). */
char *hecha_form_advice (const HechaFormField *field);

G_END_DECLS

#endif
