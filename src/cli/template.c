/* hecha template: the blank workbook a department fills in. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/single_output.h"
#include <hecha/report.h>

static gboolean
write_blank (const char *path, gpointer kind, GError **error)
{
  return hecha_report_write_template (kind, path, error);
}

int
hecha_command_template (const HechaOptions *options)
{
  const char *kind = options->arguments->len == 1 ? g_ptr_array_index (options->arguments, 0) : "";
  int code;

  if (strcmp (kind, "申报表") != 0 && strcmp (kind, "台账") != 0)
    return hecha_complain (HECHA_EXIT_USAGE, "请写明要哪一种：申报表 或 台账");
  if (options->output == NULL)
    return hecha_complain (HECHA_EXIT_USAGE, "没有写存成什么文件，请加 -o 文件.xlsx");
  code = hecha_single_output (options->output, options->force, write_blank, (gpointer) kind);
  if (code == HECHA_EXIT_CLEAN)
    printf ("空白%s写在“%s”。\n", kind, options->output);
  return code;
}
