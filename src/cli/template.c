/* hecha template: the blank workbook a department fills in. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include <hecha/report.h>

int
hecha_command_template (const HechaOptions *options)
{
  const char *kind = options->arguments->len == 1 ? g_ptr_array_index (options->arguments, 0) : "";
  g_autoptr (GError) error = NULL;

  if (strcmp (kind, "申报表") != 0 && strcmp (kind, "台账") != 0)
    return hecha_complain (HECHA_EXIT_USAGE, "请写明要哪一种：申报表 或 台账");
  if (options->output == NULL)
    return hecha_complain (HECHA_EXIT_USAGE, "没有写存成什么文件，请加 -o 文件.xlsx");
  if (!options->force && g_file_test (options->output, G_FILE_TEST_EXISTS))
    return hecha_complain (HECHA_EXIT_OUTPUT, "“%s”已存在，没有覆盖；请换个名字或加 --force",
                           options->output);
  if (!hecha_report_write_template (kind, options->output, &error))
    return hecha_complain (HECHA_EXIT_OUTPUT, "%s", error->message);
  printf ("空白%s写在“%s”。\n", kind, options->output);
  return HECHA_EXIT_CLEAN;
}
