/* What the program says of itself. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

static void
print_option (const HechaOptionInfo *info)
{
  g_autofree char *left
      = info->letter != 0
            ? g_strdup_printf ("-%c, --%s%s%s", info->letter, info->name,
                               info->value != NULL ? " " : "",
                               info->value != NULL ? info->value : "")
            : g_strdup_printf ("    --%s%s%s", info->name, info->value != NULL ? " " : "",
                               info->value != NULL ? info->value : "");
  int width = 0;

  for (const char *c = left; *c != '\0'; c = g_utf8_next_char (c))
    width += g_unichar_iswide (g_utf8_get_char (c)) ? 2 : 1;
  printf ("  %s%*s%s\n", left, MAX (2, 32 - width), "", info->help);
}

void
hecha_help_command (const HechaCommand *command)
{
  printf ("hecha %s %s\n\n%s\n\n选项：\n", command->name, command->arguments, command->summary);
  for (const HechaOptionInfo *info = hecha_option_table; info->name != NULL; info++)
    if ((info->commands & command->bit) != 0)
      print_option (info);
  printf ("\n例：\n  %s\n", command->example);
}

void
hecha_help_all (void)
{
  printf ("hecha 核查 %s：核查县级部门的智慧城市与政务信息化项目台账\n\n"
          "用法：hecha 命令 [选项] 文件或文件夹…\n\n命令：\n",
          HECHA_VERSION);
  for (const HechaCommand *command = hecha_command_table; command->name != NULL; command++)
    printf ("  %-10s %s\n", command->name, command->summary);
  printf ("\nhecha help 命令 说明一个命令和它的选项；hecha --version 显示版本。\n"
          "退出码：0 没有达到所定级别的问题；1 有问题；2 用法、配置或规则包有错；\n"
          "        3 核查完了，但有文件未能读取；4 结果未能写出。\n\n例：\n");
  for (const HechaCommand *command = hecha_command_table; command->name != NULL; command++)
    printf ("  %s\n", command->example);
}

void
hecha_help_first_step (void)
{
  printf ("hecha 核查：读各部门的项目台账，逐项对照办法，写出可以直接使用的 Excel 报告。\n\n"
          "先试一个文件：\n  hecha check 我局台账.xlsx\n\n"
          "整批核查：\n  hecha audit 各部门台账/ -o 核查结果/\n\n"
          "全部命令：hecha --help\n");
}
