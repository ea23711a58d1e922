/* hecha rules: what is checked, and by which words. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/single_output.h"
#include "cli/terminal.h"
#include <hecha/report.h>

static HechaRules *
load (const HechaOptions *options, GError **error)
{
  g_autoptr (HechaRules) rules = hecha_rules_new ();

  if (options->check_pack != NULL)
    return hecha_rules_add (rules, options->check_pack, error) ? g_steal_pointer (&rules) : NULL;
  if (options->rules->len == 0)
    return hecha_rules_add (rules, NULL, error) ? g_steal_pointer (&rules) : NULL;
  for (guint i = 0; i < options->rules->len; i++)
    if (!hecha_rules_add (rules, g_ptr_array_index (options->rules, i), error))
      return NULL;
  return g_steal_pointer (&rules);
}

static void
print_audience (const HechaRule *rule)
{
  g_autofree char *text
      = g_strconcat (rule->audience & HECHA_AUDIENCE_AUDIT ? "审" : "",
                     rule->audience & HECHA_AUDIENCE_FINANCE ? "财" : "",
                     rule->audience & HECHA_AUDIENCE_DEPARTMENT ? "部" : "", NULL);

  hecha_terminal_print_padded (text, 8);
}

static void
print_list (const HechaRules *rules)
{
  for (guint i = 0; i < hecha_rules_n_packs (rules); i++)
    printf ("%s\n", hecha_rules_pack_title (rules, i));
  putchar ('\n');
  for (guint i = 0; i < hecha_rules_n (rules); i++)
    {
      const HechaRule *rule = hecha_rules_get (rules, i);

      hecha_terminal_print_padded (hecha_outcome_name (rule->level), 6);
      print_audience (rule);
      hecha_terminal_print_padded (rule->article, 18);
      printf ("%s [%s]%s%s\n", rule->name, rule->shown_id,
              rule->suppressed != NULL ? "（停用：" : "",
              rule->suppressed != NULL ? rule->suppressed : "");
    }
  printf ("\n共 %u 项。hecha rules 标识 说明其中一项，hecha rules 语言 说明表达式怎么写。\n", hecha_rules_n (rules));
}

static void
append_member (GString *out, const char *key, const char *value)
{
  g_string_append_printf (out, ", \"%s\": ", key);
  if (value != NULL)
    hecha_json_append_string (out, value);
  else
    g_string_append (out, "null");
}

static void
print_json (const HechaRules *rules)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < hecha_rules_n (rules); i++)
    {
      const HechaRule *rule = hecha_rules_get (rules, i);
      g_autofree char *explanation = hecha_rules_explain (rules, i);

      g_string_assign (out, "{\"schema\": 1");
      append_member (out, "rule", rule->shown_id);
      append_member (out, "measure", rule->measure);
      append_member (out, "article", rule->article);
      append_member (out, "level", hecha_outcome_name (rule->level));
      append_member (out, "name", rule->name);
      append_member (out, "gist", rule->gist);
      append_member (out, "remedy", rule->remedy);
      append_member (out, "suppressed", rule->suppressed);
      append_member (out, "explanation", explanation);
      g_string_append_printf (
          out, ", \"audit\": %s, \"finance\": %s, \"department\": %s}",
          rule->audience & HECHA_AUDIENCE_AUDIT ? "true" : "false",
          rule->audience & HECHA_AUDIENCE_FINANCE ? "true" : "false",
          rule->audience & HECHA_AUDIENCE_DEPARTMENT ? "true" : "false");
      puts (out->str);
    }
}

static int
unknown_rule (const HechaRules *rules, const char *id)
{
  guint n = hecha_rules_n (rules);
  g_autofree const char **ids = g_new0 (const char *, n + 1);
  const char *near;

  for (guint i = 0; i < n; i++)
    ids[i] = hecha_rules_get (rules, i)->shown_id;
  near = hecha_nearest_word (id, ids);
  return hecha_complain (HECHA_EXIT_USAGE, "没有规则“%s”%s%s%s", id,
                         near != NULL ? "，是不是 " : "，用 hecha rules 看有哪些",
                         near != NULL ? near : "", near != NULL ? "？" : "");
}

static int
explain (const HechaRules *rules, const GPtrArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      gboolean language = strcmp (id, "语言") == 0;
      int index = language ? 0 : hecha_rules_find (rules, id);
      g_autofree char *text = NULL;

      if (index < 0)
        return unknown_rule (rules, id);
      text = language ? hecha_rules_language () : hecha_rules_explain (rules, (guint) index);
      printf ("%s%s\n", i > 0 ? "\n" : "", text);
    }
  return HECHA_EXIT_CLEAN;
}

static int
check_examples (const HechaOptions *options, const HechaRules *rules,
                const HechaCalendar *calendar)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaDictionary) dictionary
      = hecha_dictionary_load (options->fields, NULL, &error);
  guint n = 0;

  if (dictionary == NULL
      || !hecha_rules_check_examples (rules, dictionary, calendar, &n, &error))
    return hecha_complain (HECHA_EXIT_USAGE, "%s", error->message);
  printf ("“%s”没有错误：%u 项规则，%u 个示例都与所写的结果一致。\n", options->check_pack,
          hecha_rules_n (rules), n);
  return HECHA_EXIT_CLEAN;
}

typedef struct
{
  const HechaRules *rules;
  const HechaCalendar *calendar;
} Pack;

static gboolean
write_pack (const char *path, gpointer data, GError **error)
{
  const Pack *pack = data;

  return hecha_rules_write_workbook (pack->rules, 0, pack->calendar, path, error);
}

static int
write_workbook (const HechaOptions *options, const HechaRules *rules,
                const HechaCalendar *calendar)
{
  Pack pack = { rules, calendar };
  int code = hecha_single_output (options->output, options->force, write_pack, &pack);

  if (code == HECHA_EXIT_CLEAN)
    printf ("规则写在“%s”；改好后用 --rules 交回来。\n", options->output);
  return code;
}

int
hecha_command_rules (const HechaOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaRules) rules = load (options, &error);
  g_autoptr (HechaCalendar) calendar = NULL;

  if (rules != NULL)
    calendar = hecha_rules_load_calendar (rules, options->holidays, &error);
  if (calendar == NULL)
    return hecha_complain (HECHA_EXIT_USAGE, "%s", error->message);
  if (options->check_pack != NULL)
    return check_examples (options, rules, calendar);
  if (options->output != NULL)
    return write_workbook (options, rules, calendar);
  if (options->json)
    {
      print_json (rules);
      return HECHA_EXIT_CLEAN;
    }
  if (options->arguments->len > 0)
    return explain (rules, options->arguments);
  print_list (rules);
  return HECHA_EXIT_CLEAN;
}
