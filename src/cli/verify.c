/* hecha verify: what changed since a batch was written. */
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/outputs.h"

/* Prints what became of one file; FALSE where it is as it was. */
static gboolean
changed (const char *what, const char *shown, const char *path, const char *sha256)
{
  char now[HECHA_SHA256_SIZE];

  if (!hecha_file_sha256 (path, now, NULL))
    printf ("%s不在了：%s\n", what, shown);
  else if (strcmp (now, sha256) != 0)
    printf ("%s改动过：%s\n", what, shown);
  else
    return FALSE;
  return TRUE;
}

static const char *
member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static JsonArray *
list (JsonObject *root, const char *name)
{
  JsonNode *node = json_object_get_member (root, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* The files of one list; the number that changed, their count in *TOTAL. */
static guint
verify_list (JsonObject *root, const char *name, const char *what, const char *folder,
             guint *total)
{
  JsonArray *files = list (root, name);
  guint n_changed = 0;

  for (guint i = 0; files != NULL && i < json_array_get_length (files); i++)
    {
      JsonNode *node = json_array_get_element (files, i);
      JsonObject *file = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *shown = file != NULL ? member (file, "path") : NULL;
      const char *sha256 = file != NULL ? member (file, "sha256") : NULL;
      const char *opened = file != NULL ? member (file, "opened") : NULL;
      g_autofree char *path = NULL;

      if (shown == NULL || sha256 == NULL)
        continue;
      path = opened != NULL ? g_strdup (opened) : g_build_filename (folder, shown, NULL);
      n_changed += changed (what, shown, path, sha256);
      (*total)++;
    }
  return n_changed;
}

int
hecha_command_verify (const HechaOptions *options)
{
  g_autofree char *path = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  const char *folder;
  JsonNode *root;
  guint outputs = 0, sources = 0, n_changed;

  if (options->arguments->len != 1)
    return hecha_complain (HECHA_EXIT_USAGE, "请写一个由 hecha audit 写出的文件夹");
  folder = g_ptr_array_index (options->arguments, 0);
  path = g_build_filename (folder, "batch.json", NULL);
  if (!json_parser_load_from_file (parser, path, NULL)
      || (root = json_parser_get_root (parser)) == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return hecha_complain (HECHA_EXIT_USAGE,
                           "“%s”里没有可用的 batch.json，不是 hecha audit 写出的文件夹", folder);
  n_changed = verify_list (json_node_get_object (root), "outputs", "结果", folder, &outputs);
  n_changed += verify_list (json_node_get_object (root), "inputs", "来源", folder, &sources);
  if (n_changed == 0)
    printf ("没有改动：%u 个结果文件、%u 个来源文件都与写出时一致。\n", outputs, sources);
  else
    printf ("共 %u 个结果文件、%u 个来源文件，其中 %u 个有变化。\n", outputs, sources, n_changed);
  return n_changed == 0 ? HECHA_EXIT_CLEAN : HECHA_EXIT_FINDINGS;
}
