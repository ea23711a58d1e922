#include "cli/batch_record.h"

#include <hecha/ledger.h>

#define MAX_BYTES (256 * 1024 * 1024)
#define MAX_DEPTH 16   /* ours has seven */

struct HechaBatchRecord
{
  JsonParser *parser;
  JsonObject *root;   /* of the parser */
};

HechaBatchRecord *
hecha_batch_record_load (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "batch.json", NULL);
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  HechaBatchRecord *record;
  const char *text;
  gsize length;
  JsonNode *root;

  if (file == NULL)
    return NULL;
  text = g_mapped_file_get_contents (file);
  length = g_mapped_file_get_length (file);
  if (length == 0 || length > MAX_BYTES || !hecha_json_is_shallow (text, length, MAX_DEPTH)
      || !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  record = g_new0 (HechaBatchRecord, 1);
  record->root = json_node_get_object (root);
  record->parser = g_steal_pointer (&parser);
  return record;
}

void
hecha_batch_record_free (HechaBatchRecord *record)
{
  g_object_unref (record->parser);
  g_free (record);
}

static const char *
text_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

gboolean
hecha_batch_record_next (const HechaBatchRecord *record, const char *list, guint *position,
                         HechaRecordedFile *file)
{
  JsonNode *node = json_object_get_member (record->root, list);
  JsonArray *files = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  while (files != NULL && *position < json_array_get_length (files))
    {
      JsonNode *element = json_array_get_element (files, (*position)++);
      JsonObject *object
          = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;

      if (object == NULL)
        continue;
      *file = (HechaRecordedFile) { text_member (object, "path"), text_member (object, "sha256"),
                                    text_member (object, "opened") };
      if (file->path != NULL && file->sha256 != NULL)
        return TRUE;
    }
  return FALSE;
}
