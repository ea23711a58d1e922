/* hecha map: what every header was read as. */
#include <stdio.h>
#include <string.h>

#include "cli/batch.h"
#include "cli/batch_json.h"
#include "cli/command.h"
#include "cli/single_output.h"
#include "cli/terminal.h"

static const char *
method_text (HechaMatch match)
{
  static const char *const texts[]
      = { "未识别", "标准名", "同义词", "分组表头", "近似", "人工指定" };

  return texts[match];
}

static const char *
unit_text (gint64 unit)
{
  return unit == 100 ? "元" : unit == 100000 ? "千元" : unit == 1000000 ? "万元"
         : unit == 100000000 ? "百万元" : unit == 10000000000 ? "亿元" : "";
}

static void
print_column (const HechaColumn *column)
{
  char address[HECHA_ADDRESS_SIZE];

  fputs ("    ", stdout);
  hecha_terminal_print_padded (hecha_address (column->row, column->column, address), 8);
  hecha_terminal_print_padded (column->text, 28);
  fputs (" ", stdout);
  if (column->field != HECHA_FIELD_NONE)
    {
      hecha_terminal_print_padded (hecha_field_name ((HechaField) column->field), 14);
      hecha_terminal_print_padded (method_text ((HechaMatch) column->match), 10);
      printf ("%3d%% ", (int) (column->confidence * 100 + 0.5f));
      hecha_terminal_print_padded (unit_text (column->unit), 6);
    }
  else
    {
      hecha_terminal_print_padded ("（未识别）", 14);
      hecha_terminal_print_padded ("", 21);
    }
  hecha_terminal_print_padded (column->samples, 40);
  if (column->field == HECHA_FIELD_NONE && *column->candidates != '\0')
    printf (" 可能是：%s", column->candidates);
  putchar ('\n');
}

static void
print_table (const HechaTable *table)
{
  char first[HECHA_ADDRESS_SIZE], last[HECHA_ADDRESS_SIZE];

  hecha_address (table->data.first_row, table->data.first_column, first);
  hecha_address (table->data.last_row, table->data.last_column, last);
  printf ("  工作表“%s”：表头第 %u—%u 行，数据 %s:%s", table->sheet, table->header.first_row + 1,
          table->header.last_row + 1, first, last);
  if (*table->unit_name != '\0')
    printf ("，填报单位 %s", table->unit_name);
  if (table->year != 0)
    printf ("，%d 年", table->year);
  if (*unit_text (table->unit) != '\0')
    printf ("，金额单位 %s", unit_text (table->unit));
  puts (table->hidden ? "（隐藏）" : "");
  for (guint i = 0; i < table->columns->len; i++)
    print_column (&g_array_index (table->columns, HechaColumn, i));
}

static void
print_file (const HechaExtract *file)
{
  printf ("%s\n", file->name);
  if (file->error != NULL)
    printf ("  未能读取：%s\n", file->error);
  if (file->skipped != NULL)
    printf ("  没有读：%s\n", file->skipped);
  for (guint i = 0; i < file->tables->len; i++)
    print_table (&g_array_index (file->tables, HechaTable, i));
  for (guint i = 0; i < file->sheets->len; i++)
    {
      const HechaSheetNote *sheet = &g_array_index (file->sheets, HechaSheetNote, i);

      if (*sheet->note != '\0')
        printf ("  工作表“%s”：%s\n", sheet->name, sheet->note);
    }
}

static void
print_json (const HechaLedger *ledger)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < hecha_ledger_n_files (ledger); i++)
    {
      const HechaExtract *file = hecha_ledger_file (ledger, i);

      g_string_assign (out, "{\"schema\": 1, \"file\": ");
      hecha_json_append_string (out, file->name);
      g_string_append (out, ", \"error\": ");
      if (file->error != NULL)
        hecha_json_append_string (out, file->error);
      else
        g_string_append (out, "null");
      g_string_append (out, ", \"tables\": ");
      hecha_json_append_tables (out, file, TRUE);
      g_string_append_c (out, '}');
      puts (out->str);
    }
}

static gboolean
write_workbook (const char *path, gpointer data, GError **error)
{
  const HechaBatch *batch = data;
  g_autoptr (GPtrArray) extracts = g_ptr_array_new ();

  for (guint i = 0; i < hecha_ledger_n_files (batch->ledger); i++)
    g_ptr_array_add (extracts, (gpointer) hecha_ledger_file (batch->ledger, i));
  return hecha_mapping_write (extracts, path, error);
}

static int
write_mapping (HechaBatch *batch)
{
  const char *path = batch->options->output;
  int code = hecha_single_output (path, batch->options->force, write_workbook, batch);

  if (code == HECHA_EXIT_CLEAN && !batch->options->quiet)
    fprintf (stderr, "对照表写在“%s”；改好“字段”一列后用 --mapping 交回来。\n", path);
  return code;
}

int
hecha_command_map (const HechaOptions *options)
{
  int code = HECHA_EXIT_CLEAN;
  g_autoptr (HechaBatch) batch = hecha_batch_new (options, FALSE, &code);

  if (batch == NULL || !hecha_batch_read (batch, &code))
    return code;
  if (options->json)
    print_json (batch->ledger);
  else if (options->output == NULL)
    for (guint i = 0; i < hecha_ledger_n_files (batch->ledger); i++)
      print_file (hecha_ledger_file (batch->ledger, i));
  if (options->output != NULL)
    code = write_mapping (batch);
  if (batch->n_unread > 0)
    code = MAX (code, HECHA_EXIT_UNREADABLE);
  return code;
}
