#include "report/marks_source.h"

/* A sheet of more cells is read again for the next copy. */
#define MAX_KEPT_CELLS 200000u

static void
sheet_free (gpointer data)
{
  if (data != NULL)
    hecha_sheet_free (data);
}

/* ---- maps ----------------------------------------------------------------------- */

static void
map_free (gpointer data)
{
  hecha_sheet_map_free (data);
}

GPtrArray *
hecha_mark_maps_new (void)
{
  return g_ptr_array_new_with_free_func (map_free);
}

static void
drop_map (GPtrArray *maps, guint index)
{
  hecha_sheet_map_free (maps->pdata[index]);
  maps->pdata[index] = NULL;
}

/* Parts are kept by the package up to the same size, and are then the same
 * bytes for each copy. */
const HechaSheetMap *
hecha_mark_maps_get (GPtrArray *maps, guint index, GBytes *part)
{
  if (index >= maps->len)
    g_ptr_array_set_size (maps, (gint) index + 1);
  for (guint i = 0; i < maps->len; i++)
    if (maps->pdata[i] != NULL && hecha_sheet_map_size (maps->pdata[i]) > HECHA_PACKAGE_KEPT)
      drop_map (maps, i);
  if (maps->pdata[index] != NULL && !hecha_sheet_map_is_of (maps->pdata[index], part))
    drop_map (maps, index);
  if (maps->pdata[index] == NULL)
    maps->pdata[index] = hecha_sheet_map_new (part);
  return maps->pdata[index];
}

/* ---- the source ------------------------------------------------------------------- */

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
  source->maps = hecha_mark_maps_new ();
  return source;
}

void
hecha_mark_source_free (HechaMarkSource *source)
{
  if (source == NULL)
    return;
  g_clear_pointer (&source->package, hecha_package_free);
  g_ptr_array_unref (source->maps);
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
