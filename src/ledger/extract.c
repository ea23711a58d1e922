/* Extracts: the memory of what one file says. */
#include <hecha/ledger.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define FIRST_DATA 256u      /* data of the first block, 14 KiB: most files are small */
#define LARGEST_DATA 65536u  /* of the largest: each block is twice the one before */
#define LARGE_BYTES ((gsize) 1 << 20)
#define PAGE ((gsize) 4096)

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
  extract->pool = g_string_chunk_new (4096);
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

/* Room for N data, not yet zero.  A large block is faulted in at once: page by
 * page it costs more than filling it. */
static HechaDatum *
new_block (guint n)
{
  gsize size;
  void *block = NULL;

  if (!g_size_checked_mul (&size, n, sizeof (HechaDatum)))
    g_error ("a record of %u data", n);
  if (size < LARGE_BYTES || posix_memalign (&block, PAGE, size) != 0)
    return g_malloc (size);
#ifdef MADV_POPULATE_WRITE
  madvise (block, size, MADV_POPULATE_WRITE);
#endif
  return block;
}

static guint
block_size (const HechaExtract *extract)
{
  guint doublings = extract->blocks->len > 9 ? 8 : MAX (extract->blocks->len, 1) - 1;

  return MIN (FIRST_DATA << doublings, LARGEST_DATA);
}

HechaDatum *
hecha_extract_data (HechaExtract *extract, guint n)
{
  guint size = block_size (extract);
  HechaDatum *data;

  if (extract->blocks->len == 0 || n > size || extract->block_used > size - n)
    {
      g_ptr_array_add (extract->blocks, NULL);
      size = MAX (block_size (extract), n);
      extract->blocks->pdata[extract->blocks->len - 1] = new_block (size);
      extract->block_used = 0;
    }
  data = g_ptr_array_index (extract->blocks, extract->blocks->len - 1);
  data += extract->block_used;
  extract->block_used = MIN (extract->block_used + n, size);
  memset (data, 0, n * sizeof (HechaDatum));
  return data;
}
