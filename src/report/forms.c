/* forms.c - templates/forms.ini in memory. */
#include "report/forms.h"

#include <string.h>

static const char *
value_of (const HechaIniSection *section, const char *key)
{
  const HechaIniEntry *entry = hecha_ini_entry (section, key);

  return entry != NULL ? entry->value : "";
}

static void
clear_field (gpointer data)
{
  g_strfreev (((HechaFormField *) data)->options);
}

static HechaFormField
read_field (const HechaIniSection *section, HechaField which)
{
  const char *options = value_of (section, "选项");
  HechaFormField field = { .field = which,
                           .name = section->name,
                           .group = value_of (section, "组"),
                           .advice = value_of (section, "说明"),
                           .article = value_of (section, "条款"),
                           .example = value_of (section, "示例"),
                           .declared = strcmp (value_of (section, "申报"), "是") == 0 };

  if (*options != '\0')
    field.options = g_strsplit (options, ";", -1);
  return field;
}

HechaForms *
hecha_forms_load (GError **error)
{
  g_autoptr (HechaForms) forms = g_new0 (HechaForms, 1);

  forms->fields = g_array_new (FALSE, FALSE, sizeof (HechaFormField));
  g_array_set_clear_func (forms->fields, clear_field);
  forms->ini = hecha_ini_load ("内置:forms.ini", error);
  if (forms->ini == NULL)
    return NULL;
  for (guint i = 0; i < forms->ini->sections->len; i++)
    {
      const HechaIniSection *section
        = &g_array_index (forms->ini->sections, HechaIniSection, i);
      HechaField which = hecha_field_from_name (section->name);
      HechaFormField field;

      if (which == HECHA_FIELD_NONE)
        {
          g_autofree char *message
            = hecha_ini_message (forms->ini, section->line, 1, "没有这个字段");
          g_set_error_literal (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_SYNTAX, message);
          return NULL;
        }
      field = read_field (section, which);
      g_array_append_val (forms->fields, field);
    }
  return g_steal_pointer (&forms);
}

void
hecha_forms_free (HechaForms *forms)
{
  if (forms == NULL)
    return;
  g_array_unref (forms->fields);
  g_clear_pointer (&forms->ini, hecha_ini_free);
  g_free (forms);
}

char *
hecha_form_advice (const HechaFormField *field)
{
  GString *out = g_string_new (field->advice);

  g_string_append (out, "。");
  if (*field->article != '\0')
    g_string_append_printf (out, "依据：办法%s。", field->article);
  if (field->options != NULL)
    {
      g_autofree char *choices = g_strjoinv ("、", field->options);
      g_string_append_printf (out, "可填：%s。", choices);
    }
  if (*field->example != '\0')
    g_string_append_printf (out, "示例：%s", field->example);
  return g_string_free (out, FALSE);
}
