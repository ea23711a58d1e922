/* RULES.md read twice: testdata/judgement/ holds ledgers of chance in which
 * every field stands in every state, judgement.key what an independent reading
 * (testdata/county/judge.py) makes of each check.  The program must agree,
 * outcome by outcome. */
#include "tests/test.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#define MAX_SHOWN 40

static char *
letter_word (char letter)
{
  static const struct { char letter; const char *word; } words[] = {
    { 'V', "违规" }, { 'S', "疑点" }, { 'H', "提示" }, { 'P', "通过" },
    { 'D', "未到期" }, { 'N', "不适用" }, { 'U', "无法核查" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].letter == letter)
      return g_strdup (words[i].word);
  return NULL;   /* more than one reading */
}

static char **
lines_of (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    {
      TEST_OK (error);
      return g_new0 (char *, 1);
    }
  g_strchomp (text);
  return g_strsplit (text, "\n", -1);
}

/* The audit's output directory. */
static char *
audited (void)
{
  const char *program = g_getenv ("HECHA_PROGRAM");
  g_autofree char *input = test_data ("judgement");
  g_autofree char *directory = test_directory ();
  char *out = g_build_filename (directory, "out", NULL);
  const char *arguments[] = { program, "audit", input, "-o", out, "--as-of", "2026-03-31", "-q", NULL };
  g_autoptr (GError) error = NULL;

  CU_ASSERT_PTR_NOT_NULL_FATAL (program);
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                NULL, &error);
  TEST_OK (error);
  return out;
}

/* project → 项目编号, as ledger.jsonl tells. */
static GHashTable *
codes_of (const char *out)
{
  g_autofree char *path = g_build_filename (out, "ledger.jsonl", NULL);
  g_auto (GStrv) lines = lines_of (path);
  GHashTable *codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);
      JsonObject *line = json_node_get_object (node);
      JsonObject *fields = json_object_get_object_member (line, "fields");
      JsonObject *code = json_object_get_object_member (fields, "项目编号");

      g_hash_table_insert (codes, g_strdup (json_object_get_string_member (line, "project")),
                           g_strdup (json_object_get_string_member (code, "raw")));
    }
  return codes;
}

/* 项目编号 → its letters. */
static GHashTable *
letters_of (char **key)
{
  GHashTable *letters = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 1; key[i] != NULL; i++)
    {
      char *tab = strchr (key[i], '\t');

      CU_ASSERT_PTR_NOT_NULL_FATAL (tab);
      *tab = '\0';
      g_hash_table_insert (letters, key[i], tab + 1);
    }
  return letters;
}

/* Compares one project; the number of outcomes that differ. */
static guint
compare (const char *code, JsonObject *outcomes, char **rules, const char *letters, guint *n_compared)
{
  guint n_differ = 0;

  for (guint r = 0; rules[r] != NULL && letters[r] != '\0'; r++)
    {
      g_autofree char *wanted = letter_word (letters[r]);
      const char *got;

      if (wanted == NULL || !json_object_has_member (outcomes, rules[r]))
        continue;
      got = json_object_get_string_member (outcomes, rules[r]);
      (*n_compared)++;
      if (strcmp (got, wanted) == 0)
        continue;
      if (n_differ++ < MAX_SHOWN)
        printf ("\n  %s %s: got %s, wanted %s", code, rules[r], got, wanted);
    }
  return n_differ;
}

static void
test_agrees (void)
{
  g_autofree char *out = audited ();
  g_autofree char *key_path = test_data ("judgement.key");
  g_autofree char *path = g_build_filename (out, "outcomes.jsonl", NULL);
  g_auto (GStrv) key = lines_of (key_path);
  g_auto (GStrv) lines = lines_of (path);
  g_auto (GStrv) rules = g_strsplit (key[0] != NULL ? key[0] : "", "\t", -1);
  g_autoptr (GHashTable) codes = codes_of (out);
  g_autoptr (GHashTable) letters = letters_of (key);
  guint n_differ = 0, n_compared = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);
      JsonObject *line = json_node_get_object (node);
      const char *code
          = g_hash_table_lookup (codes, json_object_get_string_member (line, "project"));
      const char *wanted = code != NULL ? g_hash_table_lookup (letters, code) : NULL;

      CU_ASSERT_PTR_NOT_NULL (wanted);
      if (wanted != NULL)
        n_differ += compare (code, json_object_get_object_member (line, "outcomes"), rules, wanted,
                             &n_compared);
    }
  CU_ASSERT_EQUAL (g_hash_table_size (codes), g_hash_table_size (letters));
  CU_ASSERT_EQUAL (n_differ, 0);
  CU_ASSERT (n_compared > 30000);
}

void
suite_judgement (void)
{
  CU_pSuite suite = CU_add_suite ("cli/judgement", NULL, NULL);

  CU_ADD_TEST (suite, test_agrees);
}
