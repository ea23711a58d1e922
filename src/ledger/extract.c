/* Extracts: the memory of what one file says. */
#include <hecha/ledger.h>

#define BLOCK_DATA 256u   /* data a block, 14 KiB: the last of a file is half empty */

static void
clear_table (gpointer data)
{
  HechaTable *table = data;

  g_clear_pointer (&table->columns, g_array_unref);
  g_clear_pointer (&table->totals, g_array_unref);
}

HechaExtract *
hecha_extract_new (const char *path, const char *name)
{
  HechaExtract *extract = g_new0 (HechaExtract, 1);

  extract->path = g_strdup (path);
  extract->name = g_strdup (name);
  extract->sheets = g_array_new (FALSE, TRUE, sizeof (HechaSheetNote));
  extract->tables = g_array_new (FALSE, TRUE, sizeof (HechaTable));
  g_array_set_clear_func (extract->tables, clear_table);
  extract->records = g_array_new (FALSE, TRUE, sizeof (HechaRecord));
  extract->pool = g_string_chunk_new (1024);
  extract->blocks = g_ptr_array_new_with_free_func (g_free);
  return extract;
}

void
hecha_extract_free (HechaExtract *extract)
{
  if (extract == NULL)
    return;
  g_free (extract->path);
  g_free (extract->name);
  g_free (extract->error);
  g_free (extract->skipped);
  g_free (extract->marked_source);
  g_array_unref (extract->sheets);
  g_array_unref (extract->tables);
  g_array_unref (extract->records);
  g_free (extract->second.note);
  g_string_chunk_free (extract->pool);
  g_ptr_array_unref (extract->blocks);
  g_clear_pointer (&extract->packed, g_bytes_unref);
  g_free (extract);
}

HechaDatum *
hecha_extract_data (HechaExtract *extract, guint n)
{
  HechaDatum *data;

  if (extract->blocks->len == 0 || n > BLOCK_DATA - extract->block_used)
    {
      g_ptr_array_add (extract->blocks, g_new0 (HechaDatum, MAX (BLOCK_DATA, n)));
      extract->block_used = 0;
    }
  data = g_ptr_array_index (extract->blocks, extract->blocks->len - 1);
  data += extract->block_used;
  extract->block_used = MIN (extract->block_used + n, BLOCK_DATA);
  return data;
}
