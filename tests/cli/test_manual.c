/* Help, manual pages, completion and README say what the tables of commands
 * and options say: nothing is missing, nothing is left over. */
#include "tests/test.h"

#include <string.h>

#include "cli/command.h"

/* What the program prints with two arguments; free with g_free(). */
static char *
output_of (const char *first, const char *second)
{
  const char *program = g_getenv ("HECHA_PROGRAM");
  const char *argv[] = { program, first, second, NULL };
  char *text = NULL;
  int status = 0;
  g_autoptr (GError) error = NULL;

  CU_ASSERT_PTR_NOT_NULL_FATAL (program);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, &status,
                &error);
  TEST_OK (error);
  CU_ASSERT_EQUAL (status, 0);
  return text;
}

static void
expect_word (const char *text, const char *word, gboolean wanted, const char *where)
{
  g_autofree char *escaped = g_regex_escape_string (word, -1);
  g_autofree char *pattern = g_strdup_printf ("(?<![-a-z])%s(?![-a-z])", escaped);
  gboolean found = g_regex_match_simple (pattern, text, 0, 0);

  if (found != wanted)
    g_printerr ("%s: %s %s\n", where, word, wanted ? "is missing" : "is left over");
  CU_ASSERT_EQUAL (found, wanted);
}

static void
test_help (void)
{
  for (const HechaCommand *command = hecha_command_table; command->name != NULL; command++)
    {
      g_autofree char *text = output_of ("help", command->name);

      CU_ASSERT_PTR_NOT_NULL (strstr (text, command->example));
      for (const HechaOptionInfo *info = hecha_option_table; info->name != NULL; info++)
        {
          g_autofree char *dashed = g_strdup_printf ("  --%s", info->name);
          g_autofree char *after_letter = g_strdup_printf (", --%s", info->name);
          gboolean listed = strstr (text, dashed) != NULL || strstr (text, after_letter) != NULL;

          CU_ASSERT_EQUAL (listed, (info->commands & command->bit) != 0);
        }
    }
}

/* The page without what man needs: "\-" is a hyphen. */
static char *
manual_page (const char *language)
{
  g_autofree char *page = output_of ("--manual", language);
  g_auto (GStrv) parts = g_strsplit (page, "\\-", -1);

  return g_strjoinv ("-", parts);
}

static void
expect_all_in (const char *page, const char *where)
{
  for (const HechaOptionInfo *info = hecha_option_table; info->name != NULL; info++)
    {
      g_autofree char *dashed = g_strdup_printf ("--%s", info->name);
      expect_word (page, dashed, TRUE, where);
    }
  for (const HechaCommand *command = hecha_command_table; command->name != NULL; command++)
    expect_word (page, command->name, TRUE, where);
}

static void
test_manual_pages (void)
{
  g_autofree char *chinese = manual_page ("zh"), *english = manual_page ("en");

  expect_all_in (chinese, "hecha(1) zh");
  expect_all_in (english, "hecha(1) en");
  for (const HechaOptionInfo *info = hecha_option_table; info->name != NULL; info++)
    {
      CU_ASSERT_EQUAL (info->value == NULL, info->english_value == NULL);
      CU_ASSERT_PTR_NOT_NULL (strstr (chinese, info->help));
      CU_ASSERT_PTR_NOT_NULL (strstr (english, info->english_help));
    }
  for (const HechaCommand *command = hecha_command_table; command->name != NULL; command++)
    {
      CU_ASSERT_PTR_NOT_NULL (strstr (chinese, command->summary));
      CU_ASSERT_PTR_NOT_NULL (strstr (english, command->english_summary));
    }
}

/* Words that bash offers for a command line whose last word is CUR. */
static char *
completions (const char *line)
{
  const char *program = g_getenv ("HECHA_PROGRAM");
  g_autofree char *script = output_of ("--manual", "bash");
  g_autofree char *source = g_strdup_printf (
      "%s\nhecha () { \"%s\" \"$@\"; }\nCOMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
      "_hecha\nprintf '%%s\\n' \"${COMPREPLY[@]}\"\n",
      script, program, line);
  const char *argv[] = { "bash", "-c", source, NULL };
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL,
                &error);
  TEST_OK (error);
  return text;
}

static void
test_completion (void)
{
  g_autofree char *commands = completions ("hecha ''"), *choices = NULL, *ids = NULL;

  for (const HechaCommand *command = hecha_command_table; command->name != NULL; command++)
    {
      g_autofree char *line = g_strdup_printf ("hecha %s --", command->name);
      g_autofree char *offered = completions (line);

      expect_word (commands, command->name, TRUE, "commands");
      for (const HechaOptionInfo *info = hecha_option_table; info->name != NULL; info++)
        {
          g_autofree char *dashed = g_strdup_printf ("--%s", info->name);
          expect_word (offered, dashed, (info->commands & command->bit) != 0, command->name);
        }
    }
  choices = completions ("hecha audit --records f");
  TEST_STR (choices, "findings\n");
  ids = completions ("hecha rules 23-filed");
  TEST_STR (ids, "23-filed-late\n");
}

/* The README's list is the table's, in its order. */
static void
test_readme (void)
{
  g_autofree char *path = test_data ("../README.md"), *readme = NULL;
  g_autoptr (GString) wanted = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &readme, NULL, &error);
  TEST_OK (error);
  for (const HechaOptionInfo *info = hecha_option_table; info->name != NULL; info++)
    g_string_append_printf (wanted, "%s`--%s`", wanted->len > 0 ? " " : "", info->name);
  g_string_append (wanted, "\n<!-- end of options -->");
  CU_ASSERT_PTR_NOT_NULL (strstr (readme, wanted->str));
  for (const HechaCommand *command = hecha_command_table; command->name != NULL; command++)
    {
      g_autofree char *typed = g_strdup_printf ("hecha %s ", command->name);
      CU_ASSERT_PTR_NOT_NULL (strstr (readme, typed));
    }
}

/* A value that the option takes. */
static const char *
sample_value (const HechaOptionInfo *info)
{
  if (strcmp (info->name, "as-of") == 0)
    return "2024-07-03";
  if (strcmp (info->name, "jobs") == 0)
    return "2";
  if (strcmp (info->name, "records") == 0)
    return "all";
  if (strcmp (info->name, "fail-on") == 0)
    return "疑点";
  return info->value;
}

static void
test_every_option_is_taken (void)
{
  for (const HechaOptionInfo *info = hecha_option_table; info->name != NULL; info++)
    {
      g_autofree char *dashed = g_strdup_printf ("--%s", info->name), *message = NULL;
      char *argv[] = { dashed, (char *) sample_value (info) };
      guint command = info->commands & ~(info->commands - 1);   /* the first that takes it */
      g_autoptr (HechaOptions) options
          = hecha_options_parse (command, info->value != NULL ? 2 : 1, argv, &message);

      if (options == NULL)
        g_printerr ("--%s: %s\n", info->name, message);
      CU_ASSERT_PTR_NOT_NULL (options);
    }
}

static void
test_slips_are_guessed (void)
{
  char *slip[] = { "--as-off", "2024-07-03" };
  g_autofree char *message = NULL;

  CU_ASSERT_PTR_NULL (hecha_options_parse (HECHA_COMMAND_AUDIT, 2, slip, &message));
  CU_ASSERT_PTR_NOT_NULL (strstr (message, "--as-of"));
}

void suite_manual (void);

void
suite_manual (void)
{
  CU_pSuite suite = CU_add_suite ("cli/manual", NULL, NULL);

  CU_ADD_TEST (suite, test_help);
  CU_ADD_TEST (suite, test_manual_pages);
  CU_ADD_TEST (suite, test_completion);
  CU_ADD_TEST (suite, test_readme);
  CU_ADD_TEST (suite, test_every_option_is_taken);
  CU_ADD_TEST (suite, test_slips_are_guessed);
}
