/* The mapping workbook: a header a row, the field a dropdown. */
#include <xlsxwriter.h>

#include "ledger/mapping.h"
#include "ledger/mapping_sheet.h"

#define LIST_SHEET "字段"

const char *const hecha_mapping_headers[HECHA_N_MAPPING_COLUMNS]
    = { "文件", "工作表", "单元格", "表头原文", "字段", "方法", "把握", "可能是", "样例", "版式" };

static const double widths[HECHA_N_MAPPING_COLUMNS] = { 30, 18, 9, 30, 18, 11, 7, 30, 44, 10 };

typedef struct
{
  lxw_workbook *workbook;
  lxw_worksheet *sheet;
  lxw_format *heading, *plain, *edit, *doubt, *percent, *faint;
  lxw_row_t row;
  lxw_error failed;   /* the first error, or 0 */
} Writer;

static void
note (Writer *writer, lxw_error code)
{
  if (code != LXW_NO_ERROR && writer->failed == LXW_NO_ERROR)
    writer->failed = code;
}

static void
put (Writer *writer, lxw_col_t column, const char *text, lxw_format *format)
{
  g_autofree char *safe = hecha_writable_text (text);

  note (writer, worksheet_write_string (writer->sheet, writer->row, column, safe, format));
}

static void
make_formats (Writer *writer)
{
  writer->heading = hecha_bordered_format (writer->workbook, 0xD9E1F2);
  format_set_bold (writer->heading);
  format_set_align (writer->heading, LXW_ALIGN_CENTER);
  writer->plain = hecha_bordered_format (writer->workbook, 0);
  writer->edit = hecha_bordered_format (writer->workbook, 0xE2EFDA);
  writer->doubt = hecha_bordered_format (writer->workbook, 0xFFF2CC);
  writer->percent = hecha_bordered_format (writer->workbook, 0);
  format_set_num_format (writer->percent, "0%");
  writer->faint = hecha_bordered_format (writer->workbook, 0);
  format_set_font_color (writer->faint, 0x808080);
}

static const char *
method_text (HechaMatch match)
{
  static const char *const texts[]
      = { "未识别", "标准名", "同义词", "分组表头", "近似", "人工指定" };

  return texts[match];
}

static void
write_column (Writer *writer, const HechaExtract *extract, const HechaTable *table,
              const char *layout, const HechaColumn *column)
{
  char cell[HECHA_ADDRESS_SIZE];
  gboolean sure = column->field != HECHA_FIELD_NONE && column->match != HECHA_MATCH_APPROXIMATE;

  put (writer, HECHA_MAPPING_FILE, extract->name, writer->plain);
  put (writer, HECHA_MAPPING_SHEET, table->sheet, writer->plain);
  put (writer, HECHA_MAPPING_CELL, hecha_address (column->row, column->column, cell),
       writer->plain);
  put (writer, HECHA_MAPPING_TEXT, column->text, writer->plain);
  put (writer, HECHA_MAPPING_FIELD, hecha_field_name ((HechaField) column->field),
       sure ? writer->edit : writer->doubt);
  put (writer, HECHA_MAPPING_METHOD, method_text ((HechaMatch) column->match), writer->plain);
  note (writer, worksheet_write_number (writer->sheet, writer->row, HECHA_MAPPING_CONFIDENCE,
                                        (int) (column->confidence * 100 + 0.5f) / 100.0,
                                        writer->percent));
  put (writer, HECHA_MAPPING_CANDIDATES, column->candidates, writer->plain);
  put (writer, HECHA_MAPPING_SAMPLES, column->samples, writer->plain);
  put (writer, HECHA_MAPPING_LAYOUT, layout, writer->faint);
  writer->row++;
}

static void
write_list (Writer *writer)
{
  lxw_worksheet *list = workbook_add_worksheet (writer->workbook, LIST_SHEET);

  worksheet_set_column (list, 0, 0, 20, NULL);
  note (writer, worksheet_write_string (list, 0, 0, HECHA_MAPPING_LEFT_OUT, NULL));
  for (guint i = 0; i < HECHA_N_FIELDS; i++)
    note (writer, worksheet_write_string (list, (lxw_row_t) i + 1, 0,
                                          hecha_field_name ((HechaField) i), NULL));
}

static void
write_rows (Writer *writer, GPtrArray *extracts)
{
  put (writer, 0,
       "“字段”一栏可以改：从下拉列表里选，“（不采用）”表示不读这一栏。改好后交回：hecha audit … "
       "--mapping 本文件",
       NULL);
  writer->row = 1;
  for (guint16 c = 0; c < (guint16) HECHA_N_MAPPING_COLUMNS; c++)
    {
      note (writer, worksheet_set_column (writer->sheet, c, c, widths[c], NULL));
      put (writer, c, hecha_mapping_headers[c], writer->heading);
    }
  writer->row = 2;
  for (guint i = 0; i < extracts->len; i++)
    {
      const HechaExtract *extract = g_ptr_array_index (extracts, i);

      for (guint j = 0; j < extract->tables->len; j++)
        {
          const HechaTable *table = &g_array_index (extract->tables, HechaTable, j);
          g_autofree char *layout = hecha_mapping_layout (table->columns);

          for (guint k = 0; k < table->columns->len && writer->row < LXW_ROW_MAX - 1; k++)
            write_column (writer, extract, table, layout,
                          &g_array_index (table->columns, HechaColumn, k));
        }
    }
}

static void
finish_sheet (Writer *writer)
{
  lxw_data_validation dropdown = { 0 };
  g_autofree char *range
      = g_strdup_printf ("=" LIST_SHEET "!$A$1:$A$%u", (guint) HECHA_N_FIELDS + 1);

  dropdown.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
  dropdown.value_formula = range;
  dropdown.error_title = "没有这个字段";
  dropdown.error_message = "请从下拉列表里选";
  if (writer->row > 2)
    note (writer, worksheet_data_validation_range (writer->sheet, 2, HECHA_MAPPING_FIELD,
                                                   writer->row - 1, HECHA_MAPPING_FIELD,
                                                   &dropdown));
  worksheet_autofilter (writer->sheet, 1, 0, MAX (writer->row, 3) - 1,
                        HECHA_N_MAPPING_COLUMNS - 1);
  worksheet_freeze_panes (writer->sheet, 2, 0);
  worksheet_set_landscape (writer->sheet);
  worksheet_set_paper (writer->sheet, 9);
  worksheet_fit_to_pages (writer->sheet, 1, 0);
  worksheet_repeat_rows (writer->sheet, 1, 1);
}

gboolean
hecha_mapping_write (GPtrArray *extracts, const char *path, GError **error)
{
  /* core.xml holds the clock unless a date is set: the same bytes each time. */
  lxw_doc_properties properties = { .created = 1 };
  Writer writer = { 0 };
  lxw_error closed;

  writer.workbook = workbook_new (path);
  if (writer.workbook == NULL)
    {
      g_set_error_literal (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_IO, "内存不足");
      return FALSE;
    }
  workbook_set_properties (writer.workbook, &properties);
  workbook_set_custom_property_string (writer.workbook, "hecha-report", "mapping");
  writer.sheet = workbook_add_worksheet (writer.workbook, "映射");
  make_formats (&writer);
  write_rows (&writer, extracts);
  finish_sheet (&writer);
  write_list (&writer);
  closed = workbook_close (writer.workbook);
  note (&writer, closed);
  if (writer.failed == LXW_NO_ERROR)
    return TRUE;
  g_set_error (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_IO, "对照表“%s”未能写出（%s）", path,
               lxw_strerror (writer.failed));
  return FALSE;
}
