/* From the arguments to a command. */
#include "cli/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/last_words.h"
#include "cli/worker.h"

const HechaCommand hecha_command_table[] = {
  { "audit", HECHA_COMMAND_AUDIT, "[选项] 文件或文件夹…",
    "核查一批台账，写出审计局、财政局和各部门的工作簿",
    "audit a batch of ledgers; write the workbooks of the bureaus and departments",
    "hecha audit 2024年各部门台账/ -o 2024Q3/", hecha_command_audit },
  { "check", HECHA_COMMAND_CHECK, "[选项] 文件或文件夹…",
    "部门报送前自查：列出问题、位置和改法，并写一份标注副本",
    "check one's own ledger before submitting it: problems, places, remedies, a marked copy",
    "hecha check 我局台账.xlsx", hecha_command_check },
  { "map", HECHA_COMMAND_MAP, "[选项] 文件或文件夹…",
    "看每个表头读成了什么字段；-o 写成可以修改的对照表",
    "show which field each header was taken for; -o writes it as a workbook to correct",
    "hecha map 我局台账.xlsx -o 映射.xlsx", hecha_command_map },
  { "rules", HECHA_COMMAND_RULES, "[选项] [规则标识]",
    "列出核查规则；说明一条规则；把规则包写成工作簿",
    "list the checks, explain one, write a rule pack as a workbook",
    "hecha rules 23-filed-late", hecha_command_rules },
  { "template", HECHA_COMMAND_TEMPLATE, "申报表|台账 -o 文件.xlsx", "写一份空白的申报表或台账",
    "write a blank application form or ledger", "hecha template 台账 -o 台账模板.xlsx",
    hecha_command_template },
  { "verify", HECHA_COMMAND_VERIFY, "文件夹", "核对一批结果和来源文件此后有没有改动过",
    "tell whether results and sources have changed since", "hecha verify 2024Q3/",
    hecha_command_verify },
  { NULL, 0, NULL, NULL, NULL, NULL, NULL }
};

const HechaCommand *
hecha_command_find (const char *name)
{
  for (const HechaCommand *command = hecha_command_table; command->name != NULL; command++)
    if (strcmp (command->name, name) == 0)
      return command;
  return NULL;
}

int
hecha_complain (int code, const char *format, ...)
{
  va_list arguments;

  fputs ("hecha：", stderr);
  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputc ('\n', stderr);
  return code;
}

static int
unknown_command (const char *name)
{
  const char *names[16];
  guint n = 0;
  const char *near;

  for (const HechaCommand *command = hecha_command_table; command->name != NULL; command++)
    names[n++] = command->name;
  names[n] = NULL;
  near = hecha_nearest_word (name, names);
  if (near != NULL)
    return hecha_complain (HECHA_EXIT_USAGE, "没有命令“%s”，是不是 %s？", name, near);
  if (g_file_test (name, G_FILE_TEST_EXISTS))
    return hecha_complain (HECHA_EXIT_USAGE, "先写命令再写文件，例如：hecha check %s", name);
  return hecha_complain (HECHA_EXIT_USAGE, "没有命令“%s”，用 hecha --help 看有哪些命令", name);
}

static int
help (const char *name)
{
  const HechaCommand *command = name != NULL ? hecha_command_find (name) : NULL;

  if (name != NULL && command == NULL)
    return unknown_command (name);
  if (command != NULL)
    hecha_help_command (command);
  else
    hecha_help_all ();
  return 0;
}

/* Options may stand before the command too: it is the first word that is one. */
static int
command_index (int argc, char **argv)
{
  if (argv[1][0] == '-')
    for (int i = 1; i < argc; i++)
      if (hecha_command_find (argv[i]) != NULL)
        return i;
  for (int i = 1; i < argc; i++)
    if (argv[i][0] != '-' || argv[i][1] == '\0')
      return i;
  return 0;
}

static int
run_command (const HechaCommand *command, int argc, char **argv, int at)
{
  g_autofree char *message = NULL;
  g_autofree char **rest = g_new0 (char *, (gsize) argc + 1);
  g_autoptr (HechaOptions) options = NULL;
  int n = 0;

  for (int i = 1; i < argc; i++)
    if (i != at)
      rest[n++] = argv[i];
  options = hecha_options_parse (command->bit, n, rest, &message);
  if (options == NULL)
    return hecha_complain (HECHA_EXIT_USAGE, "%s", message);
  if (options->help)
    return help (command->name);
  hecha_last_words_arm ();
  return command->run (options);
}

int
hecha_run (int argc, char **argv)
{
  const HechaCommand *command;
  int at;

  if (argc < 2)
    {
      hecha_help_first_step ();
      return HECHA_EXIT_USAGE;
    }
  if (strcmp (argv[1], "--worker") == 0)
    return hecha_worker_main (argc - 2, argv + 2);
  if (strcmp (argv[1], "--freexl") == 0 && argc == 3)
    return hecha_freexl_child (argv[2], 1);
  if (strcmp (argv[1], "--manual") == 0 && argc == 3)   /* for make and packagers */
    return hecha_manual_print (argv[2]) ? 0 : HECHA_EXIT_USAGE;
  if (strcmp (argv[1], "--version") == 0)
    {
      printf ("hecha %s\n", HECHA_VERSION);
      return 0;
    }
  at = command_index (argc, argv);
  if (at == 0)
    {
      if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
        return help (NULL);
      return hecha_complain (HECHA_EXIT_USAGE, "没有写命令；用 hecha --help 看有哪些命令");
    }
  if (strcmp (argv[at], "help") == 0)
    return help (at + 1 < argc ? argv[at + 1] : NULL);
  command = hecha_command_find (argv[at]);
  if (command == NULL)
    return unknown_command (argv[at]);
  return run_command (command, argc, argv, at);
}
