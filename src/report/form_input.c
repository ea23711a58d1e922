/* form_input.c - cells that people fill in. */
#include "report/form_input.h"

#include <stdlib.h>


HechaLook
hecha_form_look (const HechaFormField *field)
{
  switch (hecha_field_type (field->field))
    {
    case HECHA_TYPE_DATE: return HECHA_LOOK_INPUT_DATE;
    case HECHA_TYPE_AMOUNT: return HECHA_LOOK_INPUT_AMOUNT;
    case HECHA_TYPE_YESNO:
    case HECHA_TYPE_NUMBER: return HECHA_LOOK_INPUT_CENTER;
    case HECHA_TYPE_TEXT: break;
    }
  return HECHA_LOOK_INPUT;
}

void
hecha_form_example (HechaPage *page, guint column, const HechaFormField *field)
{
  HechaFieldType type = hecha_field_type (field->field);
  gint32 day;
  char *end = NULL;
  double number = g_ascii_strtod (field->example, &end);
  gboolean is_number = end != field->example && *end == '\0';

  if (type == HECHA_TYPE_DATE && hecha_day_parse (field->example, &day))
    hecha_page_day (page, column, HECHA_LOOK_EXAMPLE_DATE, day);
  else if (type == HECHA_TYPE_AMOUNT && is_number)
    hecha_page_number (page, column, HECHA_LOOK_EXAMPLE_AMOUNT, number);
  else
    hecha_page_text_as (page, column, HECHA_LOOK_EXAMPLE, field->example);
}

/* ---- validation ------------------------------------------------------------ */

static void
apply (HechaPage *page, guint column, guint32 first, guint32 last,
       lxw_data_validation *validation)
{
  hecha_page_check (page, worksheet_data_validation_range (page->sheet, first,
                                                           (lxw_col_t) column, last,
                                                           (lxw_col_t) column, validation));
}

static void
validate_options (HechaPage *page, guint column, guint32 first, guint32 last,
                  const HechaFormField *field)
{
  lxw_data_validation validation = { 0 };

  validation.validate = LXW_VALIDATION_TYPE_LIST;
  validation.value_list = (void *) field->options;   /* libxlsxwriter 1.2 made it const */
  validation.ignore_blank = LXW_VALIDATION_ON;
  validation.error_type = hecha_field_type (field->field) == HECHA_TYPE_YESNO
                            ? LXW_VALIDATION_ERROR_TYPE_STOP
                            : LXW_VALIDATION_ERROR_TYPE_WARNING;
  validation.error_title = "请从下拉列表中选择";
  validation.error_message = "列表中没有合适的，可以如实填写。";
  apply (page, column, first, last, &validation);
}

static void
validate_date (HechaPage *page, guint column, guint32 first, guint32 last)
{
  lxw_data_validation validation = { 0 };

  validation.validate = LXW_VALIDATION_TYPE_DATE;
  validation.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
  validation.minimum_datetime = (lxw_datetime){ .year = 2000, .month = 1, .day = 1 };
  validation.maximum_datetime = (lxw_datetime){ .year = 2099, .month = 12, .day = 31 };
  validation.ignore_blank = LXW_VALIDATION_ON;
  validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
  validation.error_title = "请填写日期";
  validation.error_message
    = "请按 2025-03-01 的样式填写。还没有发生的空着；确实不需要办理的填“不涉及”。";
  apply (page, column, first, last, &validation);
}

static void
validate_number (HechaPage *page, guint column, guint32 first, guint32 last, double low,
                 double high, const char *message)
{
  lxw_data_validation validation = { 0 };

  validation.validate = LXW_VALIDATION_TYPE_DECIMAL;
  validation.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
  validation.minimum_number = low;
  validation.maximum_number = high;
  validation.ignore_blank = LXW_VALIDATION_ON;
  validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
  validation.error_title = "请填写数字";
  validation.error_message = (char *) message;
  apply (page, column, first, last, &validation);
}

void
hecha_form_validate (HechaPage *page, guint column, guint32 first, guint32 last,
                     const HechaFormField *field)
{
  if (field->options != NULL)
    {
      validate_options (page, column, first, last, field);
      return;
    }
  switch (hecha_field_type (field->field))
    {
    case HECHA_TYPE_DATE:
      validate_date (page, column, first, last);
      break;
    case HECHA_TYPE_AMOUNT:
      validate_number (page, column, first, last, -10000000, 10000000,
                       "单位是万元，只填数字；没有的填“无”，还没有的空着。");
      break;
    case HECHA_TYPE_NUMBER:
      validate_number (page, column, first, last, 2000, 2099, "请填四位年份，如 2025。");
      break;
    case HECHA_TYPE_YESNO:
    case HECHA_TYPE_TEXT:
      break;
    }
}

/* ---- advice ------------------------------------------------------------------- */

void
hecha_form_comment (HechaPage *page, guint32 row, guint column, const HechaFormField *field)
{
  g_autofree char *advice = hecha_form_advice (field);
  g_autofree char *clean = hecha_writable_text (advice);
  lxw_comment_options options = { .author = "填写说明", .width = 260, .height = 110,
                                  .font_name = "宋体", .font_size = 9 };

  hecha_page_check (page, worksheet_write_comment_opt (page->sheet, row, (lxw_col_t) column,
                                                       clean, &options));
}

/* The field's name stands within a sentence: a cell that held it alone would
 * look like a header or a label of a form. */
void
hecha_form_guide (HechaPad *pad, const HechaForms *forms, gboolean declared_only)
{
  static const HechaPageColumn columns[]
    = { { "", 120, HECHA_LOOK_TEXT, FALSE, FALSE }, { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE } };
  static const char *const notes[] = {
    "金额一律以万元为单位，只填数字；日期按 2025-03-01 的样式填写，只知道月份的填 2025-03。",
    "还没有发生的事项空着；已经明确没有的填“无”；依照规定不需要办理的填“不涉及”，并准备好依据。",
    "请不要填“约”“待定”“若干”等看不出数的内容，也不要合并单元格、改动表头或在表内插入小计行。",
    "涉密项目不适用本办法，请勿填入。",
    "填好后可用 hecha check 文件名 自查，看看会查出什么、还缺什么。",
  };
  const char *group = "";
  HechaPage page;
  guint number = 0;

  hecha_page_open (&page, pad, "填写说明", columns, HECHA_PAPER_LANDSCAPE);
  hecha_page_title (&page, "填写说明");
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    hecha_page_linef (&page, HECHA_LOOK_PLAIN, "%u．%s", i + 1, notes[i]);
  for (guint i = 0; i < forms->fields->len; i++)
    {
      const HechaFormField *field = &g_array_index (forms->fields, HechaFormField, i);
      g_autofree char *advice = hecha_form_advice (field);

      if (declared_only && !field->declared)
        continue;
      if (g_strcmp0 (group, field->group) != 0)
        hecha_page_linef (&page, HECHA_LOOK_SECTION, "〔%s〕", field->group);
      group = field->group;
      hecha_page_linef (&page, HECHA_LOOK_PLAIN, "（%u）“%s”：%s", ++number, field->name, advice);
    }
}
