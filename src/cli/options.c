#include "cli/options.h"

#include <string.h>

#define FILES (HECHA_COMMAND_AUDIT | HECHA_COMMAND_CHECK | HECHA_COMMAND_MAP)
#define JUDGING (HECHA_COMMAND_AUDIT | HECHA_COMMAND_CHECK)

const HechaOptionInfo hecha_option_table[] = {
  { "output", 'o', "路径", FILES | HECHA_COMMAND_RULES | HECHA_COMMAND_TEMPLATE,
    "写到哪里：audit 是文件夹，map、rules、template 是文件，check 都可以", "PATH",
    "where to write: a folder for audit, a file for map, rules and template, either for check" },
  { "as-of", 0, "YYYY-MM-DD", JUDGING | HECHA_COMMAND_RULES, "核查日，一切以这一天为准；不写则为今天",
    "YYYY-MM-DD", "the day on which everything is judged; today unless given" },
  { "rules", 0, "文件", JUDGING | HECHA_COMMAND_RULES,
    "规则包（.ini 或 .xlsx），可重复；“内置”指自带的规则包", "FILE",
    "a rule pack (.ini or .xlsx), repeatable; 内置 names the built-in one" },
  { "previous", 0, "文件.xlsx", HECHA_COMMAND_AUDIT,
    "上一次的报告、退回的核对单或整改通知，可重复", "FILE.xlsx",
    "an earlier report, a returned reply form or notice, repeatable" },
  { "against", 0, "文件夹|文件", JUDGING, "以往年度的结果或台账，只比对，不核查，可重复",
    "DIR|FILE", "output or ledgers of earlier years: compared with, not judged; repeatable" },
  { "mapping", 0, "文件.xlsx", FILES, "改过的表头对照表（由 hecha map -o 写出）", "FILE.xlsx",
    "a corrected mapping of headers, as hecha map -o wrote it" },
  { "holidays", 0, "文件.csv", JUDGING | HECHA_COMMAND_RULES, "节假日与调休表", "FILE.csv",
    "holidays and make-up workdays" },
  { "fields", 0, "文件.ini", FILES | HECHA_COMMAND_RULES, "字段词典", "FILE.ini",
    "the dictionary of fields" },
  { "units", 0, "文件.ini", FILES, "单位简称表", "FILE.ini", "places and short names of units" },
  { "thesaurus", 0, "文件.ini", JUDGING, "重复建设比对用的词库", "FILE.ini",
    "the words by which duplicate builds are found" },
  { "ledger", 0, "文件.sqlite", HECHA_COMMAND_AUDIT, "另存一份可以查询的台账数据库", "FILE.sqlite",
    "keep the ledger as a database for queries" },
  { "records", 0, "all|findings|none", HECHA_COMMAND_AUDIT, "写哪些 .jsonl 文件",
    "all|findings|none", "which .jsonl files to write" },
  { "check", 0, "规则包", HECHA_COMMAND_RULES, "检查一个规则包并运行其中的示例", "PACK",
    "check a rule pack and run its examples" },
  { "xls-layout", 0, "libreoffice", JUDGING, ".xls 先由 LibreOffice 转换再标注，版面与原来一样",
    "libreoffice", "convert .xls by LibreOffice before marking, to keep its layout" },
  { "double-read", 0, NULL, JUDGING | HECHA_COMMAND_MAP,
    ".xls 由两个独立的程序各读一遍并逐格比对", NULL,
    "read .xls by two independent readers and compare them cell by cell" },
  { "jobs", 'j', "个数", FILES, "同时读几个文件；不写则与处理器核数相同", "N",
    "files read at once; as many as processors unless given" },
  { "quiet", 'q', NULL, FILES, "只说结果和错误", NULL, "say results and errors only" },
  { "json", 0, NULL, HECHA_COMMAND_MAP | HECHA_COMMAND_RULES | HECHA_COMMAND_CHECK,
    "结果写成 JSON，供其他程序使用", NULL, "print results as JSON for other programs" },
  { "fail-on", 0, "违规|疑点|提示", JUDGING, "从哪一级起算作有问题（退出码 1）；不写则为违规",
    "违规|疑点|提示", "the lowest level that makes exit code 1; 违规 unless given" },
  { "force", 0, NULL, JUDGING | HECHA_COMMAND_MAP | HECHA_COMMAND_RULES | HECHA_COMMAND_TEMPLATE,
    "输出已存在时：文件夹改名为“….上一版”，文件覆盖", NULL,
    "where output exists: a folder is renamed ….上一版, a file is replaced" },
  { "help", 'h', NULL, G_MAXUINT, "显示帮助", NULL, "show help" },
  { NULL, 0, NULL, 0, NULL, NULL, NULL }
};

static gint32
today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return hecha_day_from_ymd (g_date_time_get_year (now), g_date_time_get_month (now),
                             g_date_time_get_day_of_month (now));
}

static HechaOptions *
new_options (void)
{
  HechaOptions *options = g_new0 (HechaOptions, 1);

  options->as_of = today ();
  options->rules = g_ptr_array_new_with_free_func (g_free);
  options->previous = g_ptr_array_new_with_free_func (g_free);
  options->against = g_ptr_array_new_with_free_func (g_free);
  options->arguments = g_ptr_array_new_with_free_func (g_free);
  options->jobs = g_get_num_processors ();
  options->fail_on = HECHA_OUTCOME_VIOLATION;
  return options;
}

void
hecha_options_free (HechaOptions *options)
{
  if (options == NULL)
    return;
  g_free (options->output);
  g_ptr_array_unref (options->rules);
  g_ptr_array_unref (options->previous);
  g_ptr_array_unref (options->against);
  g_ptr_array_unref (options->arguments);
  g_free (options->mapping);
  g_free (options->holidays);
  g_free (options->fields);
  g_free (options->units);
  g_free (options->thesaurus);
  g_free (options->ledger);
  g_free (options->check_pack);
  g_free (options);
}

static gboolean
set_text (char **target, const char *value)
{
  g_free (*target);
  *target = g_strdup (value);
  return TRUE;
}

static gboolean
set_word (const char *value, const char *const *words, int *chosen)
{
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], value) == 0)
      {
        *chosen = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
set_jobs (HechaOptions *options, const char *value)
{
  guint64 jobs;

  if (!g_ascii_string_to_unsigned (value, 10, 1, 256, &jobs, NULL))
    return FALSE;
  options->jobs = (guint) jobs;
  return TRUE;
}

/* FALSE where VALUE is none that the option takes. */
static gboolean
set_value (HechaOptions *options, const char *name, const char *value)
{
  static const char *const records[] = { "", "all", "findings", "none", NULL };
  const struct
  {
    const char *name;
    char **text;
    GPtrArray *list;
  } places[] = {
    { "output", &options->output, NULL },      { "rules", NULL, options->rules },
    { "previous", NULL, options->previous },   { "against", NULL, options->against },
    { "mapping", &options->mapping, NULL },    { "holidays", &options->holidays, NULL },
    { "fields", &options->fields, NULL },      { "units", &options->units, NULL },
    { "thesaurus", &options->thesaurus, NULL }, { "ledger", &options->ledger, NULL },
    { "check", &options->check_pack, NULL },
  };
  int chosen;

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (strcmp (places[i].name, name) == 0)
      {
        if (*value == '\0')
          return FALSE;
        if (places[i].text != NULL)
          return set_text (places[i].text, value);
        g_ptr_array_add (places[i].list, g_strdup (value));
        return TRUE;
      }
  if (strcmp (name, "as-of") == 0)
    return hecha_day_parse (value, &options->as_of);
  if (strcmp (name, "jobs") == 0)
    return set_jobs (options, value);
  if (strcmp (name, "xls-layout") == 0)
    return options->xls_by_libreoffice = strcmp (value, "libreoffice") == 0;
  if (strcmp (name, "fail-on") == 0)
    {
      int level = hecha_level_from_name (value);

      options->fail_on = (HechaOutcome) level;
      return level >= 0;
    }
  if (strcmp (name, "records") == 0 && set_word (value, records, &chosen) && chosen > 0)
    {
      options->records = (HechaRecords) chosen;
      return TRUE;
    }
  return FALSE;
}

static void
set_flag (HechaOptions *options, const char *name)
{
  const struct
  {
    const char *name;
    gboolean *flag;
  } flags[] = {
    { "double-read", &options->double_read }, { "quiet", &options->quiet },
    { "json", &options->json },               { "force", &options->force },
    { "help", &options->help },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if (strcmp (flags[i].name, name) == 0)
      *flags[i].flag = TRUE;
}

static const HechaOptionInfo *
find_option (const char *name, gsize length, char letter)
{
  for (const HechaOptionInfo *info = hecha_option_table; info->name != NULL; info++)
    if (name != NULL ? strlen (info->name) == length && strncmp (info->name, name, length) == 0
                     : info->letter == letter)
      return info;
  return NULL;
}

static char *
unknown_option (guint command, const char *argument)
{
  const char *names[64];
  guint n = 0;
  g_autofree char *word = g_strndup (argument + 2, strcspn (argument + 2, "="));
  const char *near = NULL;

  for (const HechaOptionInfo *info = hecha_option_table; info->name != NULL; info++)
    if ((info->commands & command) != 0 && n < G_N_ELEMENTS (names) - 1)
      names[n++] = info->name;
  names[n] = NULL;
  if (g_str_has_prefix (argument, "--"))
    near = hecha_nearest_word (word, names);
  if (near != NULL)
    return g_strdup_printf ("没有选项 %s，是不是 --%s？", argument, near);
  return g_strdup_printf ("没有选项 %s，用 --help 看有哪些选项", argument);
}

typedef struct
{
  guint command;
  HechaOptions *options;
  char **argv;
  int argc, next;
} Parser;

/* One option; ATTACHED is the value that stands in the same argument. */
static char *
take_option (Parser *parser, const HechaOptionInfo *info, const char *argument,
             const char *attached)
{
  if (info == NULL)
    return unknown_option (parser->command, argument);
  if ((info->commands & parser->command) == 0)
    return g_strdup_printf ("选项 --%s 不用在这个命令里", info->name);
  if (info->value == NULL)
    {
      if (attached != NULL)
        return g_strdup_printf ("选项 --%s 不带值", info->name);
      set_flag (parser->options, info->name);
      return NULL;
    }
  if (attached == NULL)
    {
      if (parser->next >= parser->argc)
        return g_strdup_printf ("选项 --%s 后面要写%s", info->name, info->value);
      attached = parser->argv[parser->next++];
    }
  if (!set_value (parser->options, info->name, attached))
    return g_strdup_printf ("选项 --%s 的值“%s”不对，应为：%s", info->name, attached, info->value);
  return NULL;
}

static char *
take_argument (Parser *parser)
{
  const char *argument = parser->argv[parser->next++];
  const char *equals;

  if (argument[0] != '-' || argument[1] == '\0')
    {
      g_ptr_array_add (parser->options->arguments, g_strdup (argument));
      return NULL;
    }
  if (strcmp (argument, "--") == 0)
    {
      while (parser->next < parser->argc)
        g_ptr_array_add (parser->options->arguments, g_strdup (parser->argv[parser->next++]));
      return NULL;
    }
  if (argument[1] != '-')
    return take_option (parser, find_option (NULL, 0, argument[1]), argument,
                        argument[2] != '\0' ? argument + 2 : NULL);
  equals = strchr (argument, '=');
  return take_option (parser,
                      find_option (argument + 2,
                                   equals != NULL ? (gsize) (equals - argument) - 2
                                                  : strlen (argument) - 2,
                                   0),
                      argument, equals != NULL ? equals + 1 : NULL);
}

HechaOptions *
hecha_options_parse (guint command, int argc, char **argv, char **message)
{
  g_autoptr (HechaOptions) options = new_options ();
  Parser parser = { command, options, argv, argc, 0 };

  while (parser.next < argc)
    {
      *message = take_argument (&parser);
      if (*message != NULL)
        return NULL;
    }
  return g_steal_pointer (&options);
}
