/* The manual pages and the completion, from the tables of commands and options,
 * so that what they say is what the program takes. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

typedef struct
{
  gboolean english;
  const char *name, *synopsis, *description, *commands, *options, *exit_codes, *files, *examples,
      *environment;
  const char *one_line, *usage, *about, *taken_by;
  const char *no_colour;
  const char *codes[HECHA_EXIT_OUTPUT + 1];
  const char *outputs[6][2];
} Words;

static const Words chinese = {
  FALSE, "名称", "用法", "说明", "命令", "选项", "退出码", "文件", "示例", "环境变量",
  "核查县级部门的智慧城市与政务信息化项目台账", "命令 [选项] 文件或文件夹…",
  "读各部门的项目台账（.xlsx、.xlsm、.xls、.et、.csv，按内容识别），逐个项目、逐项对照管理办法，"
  "写出审计局、财政局的报告、各部门的核对单和标注了问题单元格的原台账。来源文件从不改动。"
  "台账没有写的，既不当作合规，也不当作违规。选项可以写在文件之前或之后。",
  "用于：", "设置了它，终端上就不用颜色。",
  { "没有达到 --fail-on 所定级别的问题", "有问题", "用法、配置或规则包有错",
    "核查完了，但有文件未能读取", "结果未能写出" },
  { { "审计局核查报告.xlsx", "审计局的报告" }, { "财政局核查报告.xlsx", "财政局的报告" },
    { "标注/", "每份台账的标注副本" }, { "问题核对单/部门/", "给各部门的核对单和本部门的标注副本" },
    { "整改通知/部门.xlsx", "带 --previous 时，核实属实或部分属实的问题" },
    { "findings.jsonl ledger.jsonl outcomes.jsonl batch.json", "供其他程序使用" } },
};

static const Words english = {
  TRUE, "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXIT STATUS", "FILES",
  "EXAMPLES", "ENVIRONMENT",
  "audit the project workbooks of a Chinese county's departments",
  "COMMAND [OPTION]... FILE|DIR...",
  "Reads the departments' ledgers of smart-city and government-IT projects (.xlsx, .xlsm, .xls, "
  ".et, .csv, known by content), checks every project against a measure, and writes reports for "
  "the audit and finance bureaus, reply forms for the departments, and marked copies of their "
  "workbooks. Sources are never changed. What a ledger does not say is neither passed nor "
  "accused. Options may stand before or after the files.",
  "Taken by:", "When set, no colours on a terminal.",
  { "nothing at or above the level of --fail-on", "findings",
    "error in usage, configuration or a rule pack", "done, but a file could not be read",
    "output could not be written" },
  { { "审计局核查报告.xlsx", "report for the audit bureau" },
    { "财政局核查报告.xlsx", "report for the finance bureau" },
    { "标注/", "a marked copy of every ledger" },
    { "问题核对单/DEPARTMENT/", "a department's reply form and its own marked copies" },
    { "整改通知/DEPARTMENT.xlsx", "with --previous: findings that were confirmed" },
    { "findings.jsonl ledger.jsonl outcomes.jsonl batch.json", "for other programs" } },
};

/* TEXT with what man would take for its own: a hyphen is a hyphen, and no line
 * begins with a dot or an apostrophe. */
static void
print_text (const char *text)
{
  if (*text == '.' || *text == '\'')
    fputs ("\\&", stdout);
  for (; *text != '\0'; text++)
    if (*text == '-')
      fputs ("\\-", stdout);
    else if (*text == '\\')
      fputs ("\\e", stdout);
    else
      putchar (*text);
}

static void
print_item (const char *head, const char *body)
{
  fputs (".TP\n.B ", stdout);
  print_text (head);
  putchar ('\n');
  print_text (body);
  putchar ('\n');
}

static void
print_taken_by (const HechaOptionInfo *info, const Words *words)
{
  printf (".br\n%s", words->taken_by);
  for (const HechaCommand *command = hecha_command_table; command->name != NULL; command++)
    if ((command->bit & info->commands) != 0)
      printf (" %s", command->name);
  putchar ('\n');
}

static void
print_option (const HechaOptionInfo *info, const Words *words)
{
  const char *value = words->english ? info->english_value : info->value;
  g_autofree char *letter = info->letter != 0 ? g_strdup_printf ("-%c, ", info->letter)
                                              : g_strdup ("");
  g_autofree char *head = g_strdup_printf ("%s--%s%s%s", letter, info->name,
                                           value != NULL ? " " : "", value != NULL ? value : "");

  print_item (head, words->english ? info->english_help : info->help);
  print_taken_by (info, words);
}

static void
print_commands (const Words *words)
{
  for (const HechaCommand *command = hecha_command_table; command->name != NULL; command++)
    print_item (command->name, words->english ? command->english_summary : command->summary);
}

static void
print_examples (void)
{
  for (const HechaCommand *command = hecha_command_table; command->name != NULL; command++)
    {
      fputs (".PP\n.EX\n", stdout);
      print_text (command->example);
      fputs ("\n.EE\n", stdout);
    }
}

static void
print_manual (const Words *words)
{
  printf (".\\\" Written by `hecha --manual`; change the tables in src/cli/.\n"
          ".TH HECHA 1 \"\" \"hecha %s\"\n.SH %s\nhecha \\- %s\n"
          ".SH %s\n.B hecha\n%s\n.SH %s\n",
          HECHA_VERSION, words->name, words->one_line, words->synopsis, words->usage,
          words->description);
  print_text (words->about);
  printf ("\n.SH %s\n", words->commands);
  print_commands (words);
  printf (".SH %s\n", words->options);
  for (const HechaOptionInfo *info = hecha_option_table; info->name != NULL; info++)
    print_option (info, words);
  printf (".SH %s\n", words->exit_codes);
  for (guint i = 0; i < G_N_ELEMENTS (words->codes); i++)
    {
      char number[] = { (char) ('0' + i), '\0' };
      print_item (number, words->codes[i]);
    }
  printf (".SH %s\n", words->files);
  for (guint i = 0; i < G_N_ELEMENTS (words->outputs); i++)
    print_item (words->outputs[i][0], words->outputs[i][1]);
  printf (".SH %s\n", words->environment);
  print_item ("NO_COLOR", words->no_colour);
  printf (".SH %s\n", words->examples);
  print_examples ();
}

/* ---- completion ------------------------------------------------------- */

static void
print_option_words (guint command)
{
  for (const HechaOptionInfo *info = hecha_option_table; info->name != NULL; info++)
    if ((info->commands & command) != 0)
      printf (" --%s", info->name);
}

/* What may follow an option: its words, where its value is a choice. */
static void
print_values (const HechaOptionInfo *info)
{
  g_autofree char *choices = NULL;

  printf ("    --%s", info->name);
  if (info->letter != 0)
    printf ("|-%c", info->letter);
  if (strchr (info->english_value, '|') != NULL && strstr (info->english_value, "FILE") == NULL)
    {
      choices = g_strdelimit (g_strdup (info->english_value), "|", ' ');
      printf (") COMPREPLY=($(compgen -W '%s' -- \"$cur\")); return ;;\n", choices);
    }
  else if (strcmp (info->name, "xls-layout") == 0)
    printf (") COMPREPLY=($(compgen -W '%s' -- \"$cur\")); return ;;\n", info->english_value);
  else if (strcmp (info->name, "rules") == 0)
    printf (") COMPREPLY=($(compgen -W '内置' -- \"$cur\") $(compgen -f -- \"$cur\")); return ;;\n");
  else if (strcmp (info->name, "as-of") == 0 || strcmp (info->name, "jobs") == 0)
    printf (") COMPREPLY=(); return ;;\n");
  else
    printf (") COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n");
}

static void
print_completion (void)
{
  printf ("# bash completion for hecha; written by `hecha --manual bash`.\n"
          "_hecha ()\n{\n"
          "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} word command=\n"
          "  COMPREPLY=()\n"
          "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n    case $word in\n      ");
  for (const HechaCommand *command = hecha_command_table; command->name != NULL; command++)
    printf ("%s|", command->name);
  printf ("help) command=$word; break ;;\n    esac\n  done\n  case $prev in\n");
  for (const HechaOptionInfo *info = hecha_option_table; info->name != NULL; info++)
    if (info->value != NULL)
      print_values (info);
  printf ("  esac\n  case $command in\n    ''|help) COMPREPLY=($(compgen -W '");
  for (const HechaCommand *command = hecha_command_table; command->name != NULL; command++)
    printf ("%s ", command->name);
  printf ("help --help --version' -- \"$cur\")); return ;;\n  esac\n"
          "  if [[ $cur == -* ]]; then\n    case $command in\n");
  for (const HechaCommand *command = hecha_command_table; command->name != NULL; command++)
    {
      printf ("      %s) COMPREPLY=($(compgen -W '", command->name);
      print_option_words (command->bit);
      printf ("' -- \"$cur\")) ;;\n");
    }
  printf ("    esac\n"
          "  elif [[ $command == rules ]]; then\n"
          "    COMPREPLY=($(compgen -W '语言 '\"$(\"${COMP_WORDS[0]}\" rules 2>/dev/null |\n"
          "      sed -n 's/.*\\[\\([^]]*\\)\\]$/\\1/p')\" -- \"$cur\"))\n"
          "  elif [[ $command == template ]]; then\n"
          "    COMPREPLY=($(compgen -W '申报表 台账' -- \"$cur\"))\n"
          "  else\n    COMPREPLY=($(compgen -f -- \"$cur\"))\n  fi\n}\n"
          "complete -o filenames -F _hecha hecha\n");
}

gboolean
hecha_manual_print (const char *what)
{
  if (strcmp (what, "zh") == 0)
    print_manual (&chinese);
  else if (strcmp (what, "en") == 0)
    print_manual (&english);
  else if (strcmp (what, "bash") == 0)
    print_completion ();
  else
    return FALSE;
  return TRUE;
}
