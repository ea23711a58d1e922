/* template.c - the blank 台账 and 申报表 that departments fill in.
 *
 * Headers and labels are the canonical names, so that what is filled in maps
 * back without a miss.  The example of the 台账 stands above the header, where
 * no reader takes it for a project.
 */
#include <string.h>

#include "report/form_input.h"

enum { LEDGER_ROWS = 100, LEDGER_FIRST_FIELD = 1, FORM_ROWS_LONG = 3 };

/* ---- 台账 ------------------------------------------------------------------ */

static double
column_width (const HechaFormField *field)
{
  switch (hecha_field_type (field->field))
    {
    case HECHA_TYPE_AMOUNT: return 13;
    case HECHA_TYPE_DATE: return 13;
    case HECHA_TYPE_YESNO:
    case HECHA_TYPE_NUMBER: return 10;
    case HECHA_TYPE_TEXT: break;
    }
  return field->field == HECHA_FIELD_NAME || field->field == HECHA_FIELD_CONTENT ? 30 : 18;
}

/* "概算金额（万元）": the unit stands in the header, where the reader takes it. */
static char *
header_text (const HechaFormField *field)
{
  return g_strdup_printf ("%s%s", field->name,
                          hecha_field_type (field->field) == HECHA_TYPE_AMOUNT ? "（万元）" : "");
}

static HechaPageColumn *
ledger_columns (const HechaForms *forms, GPtrArray *titles)
{
  HechaPageColumn *columns = g_new0 (HechaPageColumn, forms->fields->len + 2);

  columns[0] = (HechaPageColumn){ "序号", 6, HECHA_LOOK_INPUT_CENTER, FALSE, FALSE };
  for (guint i = 0; i < forms->fields->len; i++)
    {
      const HechaFormField *field = &g_array_index (forms->fields, HechaFormField, i);

      g_ptr_array_add (titles, header_text (field));
      columns[LEDGER_FIRST_FIELD + i]
        = (HechaPageColumn){ g_ptr_array_index (titles, i), column_width (field),
                             hecha_form_look (field), FALSE, FALSE };
    }
  return columns;
}

/* One merged cell a group, above the headers. */
static void
write_groups (HechaPage *page, const HechaForms *forms)
{
  guint first = 0;

  hecha_page_text_as (page, 0, HECHA_LOOK_LABEL, NULL);
  for (guint i = 1; i <= forms->fields->len; i++)
    {
      const char *group = g_array_index (forms->fields, HechaFormField, first).group;

      if (i < forms->fields->len
          && strcmp (group, g_array_index (forms->fields, HechaFormField, i).group) == 0)
        continue;
      hecha_page_span (page, LEDGER_FIRST_FIELD + first, LEDGER_FIRST_FIELD + i - 1,
                       HECHA_LOOK_LABEL, group);
      first = i;
    }
  hecha_page_end_row (page, 1);
}

static void
write_example (HechaPage *page, const HechaForms *forms)
{
  hecha_page_text_as (page, 0, HECHA_LOOK_EXAMPLE, "示例");
  for (guint i = 0; i < forms->fields->len; i++)
    hecha_form_example (page, LEDGER_FIRST_FIELD + i,
                        &g_array_index (forms->fields, HechaFormField, i));
  hecha_page_end_row (page, 1);
}

static void
write_blank_rows (HechaPage *page, const HechaForms *forms)
{
  guint32 first = page->row, last = page->row + LEDGER_ROWS - 1;

  for (guint row = 0; row < LEDGER_ROWS; row++)
    {
      for (guint i = 0; i < page->n_columns; i++)
        hecha_page_text (page, i, NULL);
      hecha_page_end_row (page, 1);
    }
  for (guint i = 0; i < forms->fields->len; i++)
    {
      const HechaFormField *field = &g_array_index (forms->fields, HechaFormField, i);

      hecha_form_validate (page, LEDGER_FIRST_FIELD + i, first, last, field);
      hecha_form_comment (page, first - 1, LEDGER_FIRST_FIELD + i, field);
    }
}

static void
write_caption (HechaPage *page)
{
  hecha_page_span (page, 0, 1, HECHA_LOOK_PLAIN, "金额单位：万元");
  hecha_page_text_as (page, 2, HECHA_LOOK_LABEL, "填报单位：");
  hecha_page_span (page, 3, 6, HECHA_LOOK_INPUT, "");
  hecha_page_end_row (page, 1);
}

static void
write_ledger_sheet (HechaPad *pad, const HechaForms *forms)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  g_autofree HechaPageColumn *columns = ledger_columns (forms, titles);
  HechaPage page;

  hecha_page_open (&page, pad, "台账", columns, HECHA_PAPER_SHEETS);
  hecha_page_check (&page, worksheet_repeat_columns (page.sheet, 0, 2));
  hecha_page_span (&page, 0, 8, HECHA_LOOK_TITLE, "智慧城市建设项目台账");
  hecha_page_end_row (&page, 2);
  write_caption (&page);
  write_example (&page, forms);
  write_groups (&page, forms);
  hecha_page_header (&page, 3);
  write_blank_rows (&page, forms);
}

/* ---- 申报表 ------------------------------------------------------------------- */

static const HechaPageColumn form_columns[] = {
  { "", 15, HECHA_LOOK_TEXT, FALSE, FALSE }, { "", 24, HECHA_LOOK_TEXT, FALSE, FALSE },
  { "", 15, HECHA_LOOK_TEXT, FALSE, FALSE }, { "", 24, HECHA_LOOK_TEXT, FALSE, FALSE },
  { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

static gboolean
is_long (const HechaFormField *field)
{
  static const HechaField fields[]
    = { HECHA_FIELD_NAME,           HECHA_FIELD_CONTENT,         HECHA_FIELD_GOAL,
        HECHA_FIELD_DECISION_BASIS, HECHA_FIELD_COUNTY_APPROVAL, HECHA_FIELD_FUNDING };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (field->field == fields[i])
      return TRUE;
  return FALSE;
}

static void
write_box (HechaPage *page, guint column, const HechaFormField *field)
{
  g_autofree char *label = header_text (field);

  hecha_page_text_as (page, column, HECHA_LOOK_LABEL, label);
  hecha_form_comment (page, page->row, column, field);
  hecha_form_validate (page, column + 1, page->row, page->row, field);
  if (is_long (field))
    hecha_page_span (page, column + 1, 3, HECHA_LOOK_INPUT, "");
  else
    hecha_page_text_as (page, column + 1, hecha_form_look (field), NULL);
}

/* Two boxes a row, a long one alone. */
static void
write_group_boxes (HechaPage *page, const GPtrArray *fields)
{
  for (guint i = 0; i < fields->len;)
    {
      const HechaFormField *field = g_ptr_array_index (fields, i);
      const HechaFormField *next = i + 1 < fields->len ? g_ptr_array_index (fields, i + 1) : NULL;

      write_box (page, 0, field);
      i++;
      if (!is_long (field) && next != NULL && !is_long (next))
        {
          write_box (page, 2, next);
          i++;
        }
      else if (!is_long (field))
        {
          hecha_page_text_as (page, 2, HECHA_LOOK_LABEL, NULL);
          hecha_page_text_as (page, 3, HECHA_LOOK_TEXT, NULL);
        }
      hecha_page_end_row (page, is_long (field) ? FORM_ROWS_LONG : 2);
    }
}

static void
write_form_groups (HechaPage *page, const HechaForms *forms)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  for (guint i = 0; i < forms->fields->len; i++)
    {
      HechaFormField *field = &g_array_index (forms->fields, HechaFormField, i);
      const HechaFormField *first = fields->len > 0 ? g_ptr_array_index (fields, 0) : NULL;

      if (!field->declared)
        continue;
      if (first != NULL && strcmp (first->group, field->group) != 0)
        {
          hecha_page_linef (page, HECHA_LOOK_SECTION, "〔%s〕", first->group);
          write_group_boxes (page, fields);
          g_ptr_array_set_size (fields, 0);
        }
      g_ptr_array_add (fields, field);
    }
  if (fields->len > 0)
    {
      const HechaFormField *first = g_ptr_array_index (fields, 0);
      hecha_page_linef (page, HECHA_LOOK_SECTION, "〔%s〕", first->group);
      write_group_boxes (page, fields);
    }
}

static void
write_form_sheet (HechaPad *pad, const HechaForms *forms)
{
  HechaPage page;

  hecha_page_open (&page, pad, "申报表", form_columns, HECHA_PAPER_PORTRAIT);
  hecha_page_title (&page, "智慧城市建设项目申报表");
  hecha_page_line (&page, HECHA_LOOK_NOTE,
                   "一个项目一张；金额单位：万元。灰底格子的批注里写着怎么填、依据哪一条。");
  write_form_groups (&page, forms);
  hecha_page_line (&page, HECHA_LOOK_PLAIN,
                   "\n申报单位（盖章）　　　　　　　　负责人（签字）　　　　　　　　　　年　　月　　日");
}

/* ---- both ---------------------------------------------------------------------- */

gboolean
hecha_report_write_template (const char *kind, const char *path, GError **error)
{
  gboolean form = strcmp (kind, "申报表") == 0;
  g_autoptr (HechaForms) forms = hecha_forms_load (error);
  HechaPad *pad;

  if (forms == NULL)
    return FALSE;
  pad = hecha_pad_open (path, NULL, form ? "智慧城市建设项目申报表" : "智慧城市建设项目台账",
                        HECHA_DAY_NONE);
  if (form)
    write_form_sheet (pad, forms);
  else
    write_ledger_sheet (pad, forms);
  hecha_form_guide (pad, forms, form);
  return hecha_pad_close (pad, error);
}
