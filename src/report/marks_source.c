#include "report/marks_source.h"

/* A sheet of more cells is read again for the next copy. */
#define MAX_KEPT_CELLS 200000u

static void
sheet_free (gpointer data)
{
  if (data != NULL)
    hecha_sheet_free (data);
}

HechaMarkSource *
hecha_mark_source_open (const char *path, GError **error)
{
  HechaBook *book = hecha_book_open (path, NULL, error);
  HechaMarkSource *source;

  if (book == NULL)
    return NULL;
  source = g_new0 (HechaMarkSource, 1);
  source->path = g_strdup (path);
  source->book = book;
  source->sheets = g_ptr_array_new_with_free_func (sheet_free);
  g_ptr_array_set_size (source->sheets, (gint) hecha_book_n_sheets (book));
  return source;
}

void
hecha_mark_source_free (HechaMarkSource *source)
{
  if (source == NULL)
    return;
  g_clear_pointer (&source->package, hecha_package_free);
  g_ptr_array_unref (source->sheets);
  hecha_book_free (source->book);
  g_free (source->path);
  g_free (source);
}

static void
drop_large_sheets (HechaMarkSource *source)
{
  for (guint i = 0; i < source->sheets->len; i++)
    {
      HechaSheet *sheet = source->sheets->pdata[i];

      if (sheet == NULL || sheet->cells->len <= MAX_KEPT_CELLS)
        continue;
      hecha_sheet_free (sheet);
      source->sheets->pdata[i] = NULL;
    }
}

const HechaSheet *
hecha_mark_source_sheet (HechaMarkSource *source, guint index)
{
  if (source->sheets->pdata[index] == NULL)
    {
      drop_large_sheets (source);
      source->sheets->pdata[index] = hecha_book_load_sheet (source->book, index, NULL);
    }
  return source->sheets->pdata[index];
}

HechaPackage *
hecha_mark_source_package (HechaMarkSource *source, GError **error)
{
  if (source->package == NULL)
    source->package = hecha_package_open (source->path, error);
  else
    hecha_package_restore (source->package);
  return source->package;
}
