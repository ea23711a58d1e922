/* The ledger: all files of a batch and, once joined, all its projects. */
#include "ledger/ledger.h"

#define BLOCK_BYTES (256 * 1024)

HechaLedger *
hecha_ledger_new (const HechaDictionary *dictionary)
{
  HechaLedger *ledger = g_new0 (HechaLedger, 1);

  ledger->dictionary = dictionary;
  ledger->files = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_extract_free);
  ledger->tables = g_ptr_array_new ();
  ledger->projects = g_ptr_array_new ();
  ledger->blocks = g_ptr_array_new_with_free_func (g_free);
  ledger->pool = g_string_chunk_new (64 * 1024);
  ledger->as_of = HECHA_DAY_NONE;
  return ledger;
}

void
hecha_ledger_set_as_of (HechaLedger *ledger, gint32 as_of)
{
  ledger->as_of = as_of;
}

void
hecha_ledger_free (HechaLedger *ledger)
{
  if (ledger == NULL)
    return;
  g_ptr_array_unref (ledger->projects);
  g_ptr_array_unref (ledger->tables);
  g_ptr_array_unref (ledger->files);
  g_ptr_array_unref (ledger->blocks);
  g_string_chunk_free (ledger->pool);
  g_free (ledger);
}

gpointer
hecha_ledger_alloc (HechaLedger *ledger, gsize size)
{
  /* The first word of a block counts its bytes in use. */
  const gsize start = 16;
  char *block;
  gsize *used;

  size = (size + 15) & ~(gsize) 15;
  if (size > BLOCK_BYTES - start)
    {
      g_ptr_array_insert (ledger->blocks, 0, g_malloc0 (size));
      return g_ptr_array_index (ledger->blocks, 0);
    }
  block = ledger->blocks->len > 0
              ? g_ptr_array_index (ledger->blocks, ledger->blocks->len - 1)
              : NULL;
  used = (gsize *) (gpointer) block;
  if (block == NULL || *used + size > BLOCK_BYTES)
    {
      block = g_malloc0 (BLOCK_BYTES);
      used = (gsize *) (gpointer) block;
      *used = start;
      g_ptr_array_add (ledger->blocks, block);
    }
  *used += size;
  return block + *used - size;
}

void
hecha_ledger_add (HechaLedger *ledger, HechaExtract *extract)
{
  guint32 first_table = ledger->tables->len;

  for (guint i = 0; i < extract->tables->len; i++)
    {
      HechaTable *table = &g_array_index (extract->tables, HechaTable, i);

      table->file = ledger->files->len;
      g_ptr_array_add (ledger->tables, table);
    }
  for (guint i = 0; i < extract->records->len; i++)
    {
      HechaRecord *record = &g_array_index (extract->records, HechaRecord, i);

      record->table += first_table;
      for (guint j = 0; j < record->n_data; j++)
        record->data[j].table = record->table;
      for (guint j = 0; j < record->n_payments; j++)
        record->payments[j].table = record->table;
    }
  g_ptr_array_add (ledger->files, extract);
}

guint
hecha_ledger_n_files (const HechaLedger *ledger)
{
  return ledger->files->len;
}

const HechaExtract *
hecha_ledger_file (const HechaLedger *ledger, guint index)
{
  return g_ptr_array_index (ledger->files, index);
}

guint
hecha_ledger_n_tables (const HechaLedger *ledger)
{
  return ledger->tables->len;
}

const HechaTable *
hecha_ledger_table (const HechaLedger *ledger, guint index)
{
  return g_ptr_array_index (ledger->tables, index);
}

guint
hecha_ledger_n_projects (const HechaLedger *ledger)
{
  return ledger->projects->len;
}

const HechaProject *
hecha_ledger_project (const HechaLedger *ledger, guint index)
{
  return g_ptr_array_index (ledger->projects, index);
}

const HechaDictionary *
hecha_ledger_dictionary (const HechaLedger *ledger)
{
  return ledger->dictionary;
}

static gboolean
says_yes (const HechaDatum *datum)
{
  return datum != NULL && datum->state == HECHA_STATE_VALUE && datum->low != 0;
}

gboolean
hecha_project_classified (const HechaProject *project)
{
  if (says_yes (hecha_project_datum (project, HECHA_FIELD_CLASSIFIED)))
    return TRUE;
  for (guint i = 0; i < project->n_rivals; i++)
    if (project->rivals[i].field == HECHA_FIELD_CLASSIFIED && says_yes (&project->rivals[i]))
      return TRUE;
  return FALSE;
}

const HechaDatum *
hecha_project_datum (const HechaProject *project, HechaField field)
{
  guint low = 0, high = project->n_data;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (project->data[middle].field < field)
        low = middle + 1;
      else
        high = middle;
    }
  return low < project->n_data && project->data[low].field == field ? &project->data[low] : NULL;
}
