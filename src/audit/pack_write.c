/* A pack as a workbook that an auditor edits and gives back. */
#include <string.h>
#include <xlsxwriter.h>

#include "audit/calendar.h"
#include "audit/pack.h"
#include "audit/pack_sheet.h"

#define LAST_EDITED_ROW 999

typedef struct
{
  lxw_workbook *workbook;
  lxw_worksheet *sheet;
  lxw_format *head, *explanation, *edit, *fixed;
  const HechaPack *pack;
  lxw_error failed;    /* the first error, or 0 */
} Writer;

static void
note (Writer *writer, lxw_error code)
{
  if (code != LXW_NO_ERROR && writer->failed == LXW_NO_ERROR)
    writer->failed = code;
}

static void
put (Writer *writer, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format)
{
  g_autofree char *safe = hecha_writable_text (text);

  if (*safe == '\0')
    note (writer, worksheet_write_blank (writer->sheet, row, column, format));
  else
    note (writer, worksheet_write_string (writer->sheet, row, column, safe, format));
}

/* Cells are text ("@"), so that 10-31 or 45 stays what was typed. */
static lxw_format *
make_format (lxw_workbook *workbook, lxw_color_t fill)
{
  lxw_format *format = hecha_bordered_format (workbook, fill);

  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  format_set_num_format (format, "@");
  return format;
}

static void
make_formats (Writer *writer)
{
  writer->head = make_format (writer->workbook, 0xD9E1F2);
  format_set_bold (writer->head);
  writer->explanation = make_format (writer->workbook, 0xF2F2F2);
  format_set_font_color (writer->explanation, 0x595959);
  writer->edit = make_format (writer->workbook, 0);
  writer->fixed = make_format (writer->workbook, 0xF2F2F2);
}

static void
begin_sheet (Writer *writer, const char *name, const char *const *heads, const double *widths,
             guint n)
{
  writer->sheet = workbook_add_worksheet (writer->workbook, name);
  for (guint i = 0; i < n; i++)
    {
      put (writer, 0, (lxw_col_t) i, heads[i], writer->head);
      note (writer, worksheet_set_column (writer->sheet, (lxw_col_t) i, (lxw_col_t) i, widths[i],
                                          NULL));
    }
  worksheet_freeze_panes (writer->sheet, 1, 0);
  worksheet_set_landscape (writer->sheet);
  worksheet_set_paper (writer->sheet, 9);
  worksheet_fit_to_pages (writer->sheet, 1, 0);
  note (writer, worksheet_repeat_rows (writer->sheet, 0, 0));
}

static void
add_choices (Writer *writer, lxw_row_t first, lxw_col_t column, const char *choices)
{
  g_auto (GStrv) list = g_strsplit (choices, ",", -1);
  lxw_data_validation validation = { 0 };

  validation.validate = LXW_VALIDATION_TYPE_LIST;
  validation.value_list = (gpointer) list;   /* const or not by version */
  validation.error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
  note (writer, worksheet_data_validation_range (writer->sheet, first, column, LAST_EDITED_ROW,
                                                 column, &validation));
}

/* ---- the sheets ------------------------------------------------------------------ */

static const char *
value_of (const HechaIniSection *section, const char *key)
{
  const HechaIniEntry *entry = section != NULL ? hecha_ini_entry (section, key) : NULL;

  return entry != NULL ? entry->value : "";
}

static void
write_measure (Writer *writer)
{
  static const char *const heads[] = { "键", "值", "说明" };
  static const double widths[] = { 12, 60, 60 };
  static const char *const keys[][2] = {
    { "标识", "这一版规则的编号" },
    { "系列", "同一系列的各版按施行日期选用；不同系列各自核查" },
    { "名称", "办法的名称" },
    { "文号", "办法的文号" },
    { "施行", "施行的第一天，如 2024-07-03" },
    { "废止", "不再施行的第一天；仍在施行就留空" },
    { "备注", "供人看的，不参与核查" },
  };
  const HechaIniSection *section = hecha_ini_section (writer->pack->source.ini, "办法");

  begin_sheet (writer, HECHA_SHEET_MEASURE, heads, widths, G_N_ELEMENTS (heads));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      put (writer, i + 1, 0, keys[i][0], writer->fixed);
      put (writer, i + 1, 1, value_of (section, keys[i][0]), writer->edit);
      put (writer, i + 1, 2, keys[i][1], writer->explanation);
    }
}

static void
write_parameters (Writer *writer)
{
  static const char *const heads[] = { "名称", "值", "说明" };
  static const double widths[] = { 24, 20, 70 };

  begin_sheet (writer, HECHA_SHEET_PARAMETERS, heads, widths, G_N_ELEMENTS (heads));
  for (guint i = 0; i < writer->pack->parameters->len; i++)
    {
      const HechaParameter *parameter
          = &g_array_index (writer->pack->parameters, HechaParameter, i);
      put (writer, i + 1, 0, parameter->name, writer->fixed);
      put (writer, i + 1, 1, parameter->text, writer->edit);
      put (writer, i + 1, 2,
           i == 0 ? "写成 30万元、10%、30、2024-07-03、10-31 或 '文字'；规则里用 :名称 引用" : "",
           writer->explanation);
    }
}

static void
write_rule (Writer *writer, lxw_row_t row, const HechaCheck *check)
{
  put (writer, row, 0, check->id, writer->fixed);
  for (guint i = 1; i < HECHA_N_RULE_COLUMNS; i++)
    put (writer, row, (lxw_col_t) i, value_of (check->section, hecha_rule_columns[i].head),
         writer->edit);
}

static void
write_rules (Writer *writer)
{
  const char *heads[HECHA_N_RULE_COLUMNS];
  double widths[HECHA_N_RULE_COLUMNS];

  for (guint i = 0; i < HECHA_N_RULE_COLUMNS; i++)
    {
      heads[i] = hecha_rule_columns[i].head;
      widths[i] = hecha_rule_columns[i].width;
    }
  begin_sheet (writer, HECHA_SHEET_RULES, heads, widths, HECHA_N_RULE_COLUMNS);
  worksheet_freeze_panes (writer->sheet, 2, 1);
  for (guint i = 0; i < HECHA_N_RULE_COLUMNS; i++)
    {
      put (writer, 1, (lxw_col_t) i, hecha_rule_columns[i].explanation, writer->explanation);
      if (hecha_rule_columns[i].choices != NULL)
        add_choices (writer, 2, (lxw_col_t) i, hecha_rule_columns[i].choices);
    }
  for (guint i = 0; i < writer->pack->checks->len; i++)
    write_rule (writer, i + 2, g_ptr_array_index (writer->pack->checks, i));
}

static void
write_examples (Writer *writer)
{
  static const char *const heads[] = { "标识", "示例", "说明" };
  static const double widths[] = { 30, 110, 60 };
  lxw_row_t row = 1;

  begin_sheet (writer, HECHA_SHEET_EXAMPLES, heads, widths, G_N_ELEMENTS (heads));
  for (guint i = 0; i < writer->pack->checks->len; i++)
    {
      const HechaCheck *check = g_ptr_array_index (writer->pack->checks, i);
      for (guint j = 0; j < check->examples->len; j++, row++)
        {
          put (writer, row, 0, check->id, writer->fixed);
          put (writer, row, 1, g_array_index (check->examples, HechaExample, j).text,
               writer->edit);
          put (writer, row, 2,
               row == 1 ? "结果：字段=填写内容；…  等号后空着表示这一列没填，没写的字段表示没有这一列"
                        : "",
               writer->explanation);
        }
    }
}

static const char *
type_of_field (HechaField field)
{
  switch (hecha_field_type (field))
    {
    case HECHA_TYPE_AMOUNT:
      return "金额";
    case HECHA_TYPE_DATE:
      return "日期";
    case HECHA_TYPE_YESNO:
      return "是否";
    case HECHA_TYPE_NUMBER:
      return "数字";
    default:
      return "文本";
    }
}

/* For looking up only: fields, facts and functions that expressions may use. */
static void
write_fields (Writer *writer)
{
  static const char *const heads[] = { "名称", "种类", "说明" };
  static const double widths[] = { 30, 10, 90 };
  lxw_row_t row = 1;

  begin_sheet (writer, HECHA_SHEET_FIELDS, heads, widths, G_N_ELEMENTS (heads));
  for (guint i = 0; i < HECHA_N_FIELDS; i++, row++)
    {
      put (writer, row, 0, hecha_field_name ((HechaField) i), writer->fixed);
      put (writer, row, 1, type_of_field ((HechaField) i), writer->fixed);
      put (writer, row, 2, "", writer->fixed);
    }
  for (guint i = 0; i < HECHA_N_FACTS; i++, row++)
    {
      put (writer, row, 0, hecha_facts[i].name, writer->fixed);
      put (writer, row, 1, "事实", writer->fixed);
      put (writer, row, 2, hecha_facts[i].gist, writer->fixed);
    }
  for (guint i = 0; i < HECHA_N_FUNCTIONS; i++, row++)
    {
      put (writer, row, 0, hecha_functions[i].usage, writer->fixed);
      put (writer, row, 1, "函数", writer->fixed);
      put (writer, row, 2, hecha_functions[i].meaning, writer->fixed);
    }
}

static void
write_holiday (Writer *writer, lxw_row_t row, const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, ",", 3);

  for (guint i = 0; i < 3 && cells[i] != NULL; i++)
    {
      const char *text = g_strstrip (cells[i]);
      if (i == 1)
        text = strcmp (text, "holiday") == 0   ? "放假"
               : strcmp (text, "workday") == 0 ? "上班"
                                               : text;
      put (writer, row, (lxw_col_t) i, text, writer->edit);
    }
}

static void
write_holidays (Writer *writer, const HechaCalendar *calendar)
{
  static const char *const heads[] = { "日期", "类别", "名称", "说明" };
  static const double widths[] = { 14, 10, 20, 70 };
  g_auto (GStrv) lines = g_strsplit (hecha_calendar_text (calendar), "\n", -1);
  lxw_row_t row = 1;

  begin_sheet (writer, HECHA_SHEET_HOLIDAYS, heads, widths, G_N_ELEMENTS (heads));
  put (writer, 1, 3, "国务院办公厅每年公布的放假日和调休上班日；新一年的接在下面", writer->explanation);
  add_choices (writer, 1, 1, "放假,上班");
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_isdigit (*lines[i]))
      write_holiday (writer, row++, lines[i]);
}

gboolean
hecha_rules_write_workbook (const HechaRules *rules, guint pack, const HechaCalendar *calendar,
                            const char *path, GError **error)
{
  /* core.xml holds the clock unless a date is set: the same bytes each time. */
  lxw_doc_properties properties = { .created = 1 };
  Writer writer = { 0 };

  g_return_val_if_fail (pack < rules->packs->len, FALSE);
  writer.pack = g_ptr_array_index (rules->packs, pack);
  writer.workbook = workbook_new (path);
  if (writer.workbook == NULL)
    {
      g_set_error_literal (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_IO, "内存不足");
      return FALSE;
    }
  workbook_set_properties (writer.workbook, &properties);
  workbook_set_custom_property_string (writer.workbook, "hecha-report", "rules");
  make_formats (&writer);
  write_measure (&writer);
  write_parameters (&writer);
  write_rules (&writer);
  write_examples (&writer);
  write_fields (&writer);
  write_holidays (&writer, calendar);
  note (&writer, workbook_close (writer.workbook));
  if (writer.failed == LXW_NO_ERROR)
    return TRUE;
  g_set_error (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_IO, "规则工作簿“%s”未能写出（%s）", path,
               lxw_strerror (writer.failed));
  return FALSE;
}
