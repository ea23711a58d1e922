/* Reading a mapping workbook back, whatever was done to it: rows sorted or
 * deleted, columns moved or added. */
#include "ledger/mapping.h"

#include <string.h>

#include "ledger/mapping_sheet.h"

struct _HechaMapping
{
  GHashTable *by_cell;     /* "file\nsheet\ncell\nheader" -> field + 1 */
  GHashTable *by_layout;   /* "layout\ncell's column\nheader" -> field + 1 */
};

char *
hecha_mapping_layout (const GArray *columns)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < columns->len; i++)
    {
      const char *text = g_array_index (columns, HechaColumn, i).text;
      g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
    }
  return g_strndup (g_checksum_get_string (checksum), 8);
}

static char *
cell_key (const char *file, const char *sheet, const char *cell, const char *text)
{
  return g_strjoin ("\n", file, sheet, cell, text, NULL);
}

static char *
layout_key (const char *layout, const char *cell, const char *text)
{
  guint32 row, column;

  if (!hecha_address_parse (cell, &row, &column))
    return NULL;
  return g_strdup_printf ("%s\n%u\n%s", layout, column, text);
}

static gboolean
find (GHashTable *table, const char *key, HechaField *field)
{
  guint found = key != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (table, key)) : 0;

  if (found != 0)
    *field = (HechaField) (found - 1);
  return found != 0;
}

gboolean
hecha_mapping_lookup (const HechaMapping *mapping, const char *file, const char *sheet,
                      const char *layout, const HechaColumn *column, HechaField *field)
{
  char cell[HECHA_ADDRESS_SIZE];
  g_autofree char *exact = NULL, *alike = NULL;

  hecha_address (column->row, column->column, cell);
  exact = cell_key (file, sheet, cell, column->text);
  alike = layout_key (layout, cell, column->text);
  return find (mapping->by_cell, exact, field) || find (mapping->by_layout, alike, field);
}

void
hecha_mapping_free (HechaMapping *mapping)
{
  if (mapping == NULL)
    return;
  g_hash_table_unref (mapping->by_cell);
  g_hash_table_unref (mapping->by_layout);
  g_free (mapping);
}

/* ---- reading ---------------------------------------------------------------- */

typedef struct
{
  const char *path;
  const HechaSheet *sheet;
  guint32 header_row;
  gint64 columns[HECHA_N_MAPPING_COLUMNS];   /* -1 where the column is gone */
} Reading;

static const char *
cell_text (const HechaSheet *sheet, guint32 row, gint64 column)
{
  const HechaCell *cell = column >= 0 ? hecha_sheet_cell (sheet, row, (guint32) column) : NULL;

  return cell != NULL && cell->type == HECHA_CELL_TEXT ? cell->text : "";
}

/* The row that holds the headers we need, if SHEET is a mapping at all. */
static gboolean
find_header (Reading *reading)
{
  for (guint i = 0; i < reading->sheet->rows->len && i < 50; i++)
    {
      const HechaRow *row = &g_array_index (reading->sheet->rows, HechaRow, i);

      for (int c = 0; c < HECHA_N_MAPPING_COLUMNS; c++)
        reading->columns[c] = -1;
      for (guint j = 0; j < row->n_cells; j++)
        {
          const HechaCell *cell
              = &g_array_index (reading->sheet->cells, HechaCell, row->first_cell + j);

          for (int c = 0; c < HECHA_N_MAPPING_COLUMNS && cell->type == HECHA_CELL_TEXT; c++)
            if (strcmp (cell->text, hecha_mapping_headers[c]) == 0)
              reading->columns[c] = cell->column;
        }
      reading->header_row = row->row;
      if (reading->columns[HECHA_MAPPING_FIELD] >= 0 && reading->columns[HECHA_MAPPING_TEXT] >= 0
          && reading->columns[HECHA_MAPPING_CELL] >= 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
unknown_field (const Reading *reading, guint32 row, const char *name, GError **error)
{
  const char *names[HECHA_N_FIELDS + 1];
  char cell[HECHA_ADDRESS_SIZE];
  const char *near;

  for (guint i = 0; i < HECHA_N_FIELDS; i++)
    names[i] = hecha_field_name ((HechaField) i);
  names[HECHA_N_FIELDS] = NULL;
  near = hecha_nearest_word (name, names);
  g_set_error (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_MAPPING,
               "%s › %s › %s：没有字段“%s”%s%s%s", reading->path, reading->sheet->name,
               hecha_address (row, (guint32) reading->columns[HECHA_MAPPING_FIELD], cell), name,
               near != NULL ? "，是不是“" : "，请从下拉列表里选", near != NULL ? near : "",
               near != NULL ? "”？" : "");
  return FALSE;
}

static gboolean
read_row (HechaMapping *mapping, const Reading *reading, guint32 row, GError **error)
{
  const char *text[HECHA_N_MAPPING_COLUMNS];
  g_autofree char *name = NULL;
  HechaField field = HECHA_FIELD_NONE;

  for (int c = 0; c < HECHA_N_MAPPING_COLUMNS; c++)
    text[c] = cell_text (reading->sheet, row, reading->columns[c]);
  if (*text[HECHA_MAPPING_CELL] == '\0')
    return TRUE;   /* a note below, or a row that was cleared */
  name = g_strstrip (g_strdup (text[HECHA_MAPPING_FIELD]));
  if (*name != '\0' && strcmp (name, HECHA_MAPPING_LEFT_OUT) != 0)
    {
      field = hecha_field_from_name (name);
      if (field == HECHA_FIELD_NONE)
        return unknown_field (reading, row, name, error);
    }
  g_hash_table_replace (mapping->by_cell,
                        cell_key (text[HECHA_MAPPING_FILE], text[HECHA_MAPPING_SHEET],
                                  text[HECHA_MAPPING_CELL], text[HECHA_MAPPING_TEXT]),
                        GUINT_TO_POINTER ((guint) field + 1));
  if (*text[HECHA_MAPPING_LAYOUT] != '\0')
    {
      char *key = layout_key (text[HECHA_MAPPING_LAYOUT], text[HECHA_MAPPING_CELL],
                              text[HECHA_MAPPING_TEXT]);

      if (key != NULL)
        g_hash_table_replace (mapping->by_layout, key, GUINT_TO_POINTER ((guint) field + 1));
    }
  return TRUE;
}

static gboolean
read_sheet (HechaMapping *mapping, Reading *reading, GError **error)
{
  for (guint i = 0; i < reading->sheet->rows->len; i++)
    {
      guint32 row = g_array_index (reading->sheet->rows, HechaRow, i).row;

      if (row > reading->header_row && !read_row (mapping, reading, row, error))
        return FALSE;
    }
  return TRUE;
}

HechaMapping *
hecha_mapping_load (const char *path, GError **error)
{
  g_autoptr (HechaMapping) mapping = g_new0 (HechaMapping, 1);
  g_autoptr (HechaBook) book = hecha_book_open (path, NULL, error);
  gboolean found = FALSE;

  mapping->by_cell = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  mapping->by_layout = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (book == NULL)
    {
      g_prefix_error (error, "对照表“%s”：", path);
      return NULL;
    }
  for (guint i = 0; i < hecha_book_n_sheets (book); i++)
    {
      g_autoptr (HechaSheet) sheet = NULL;
      Reading reading = { .path = path };

      if (!hecha_book_sheet_info (book, i)->is_worksheet)
        continue;
      sheet = hecha_book_load_sheet (book, i, error);
      if (sheet == NULL)
        {
          g_prefix_error (error, "对照表“%s”：", path);
          return NULL;
        }
      reading.sheet = sheet;
      if (!find_header (&reading))
        continue;
      found = TRUE;
      if (!read_sheet (mapping, &reading, error))
        return NULL;
    }
  if (!found)
    {
      g_set_error (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_MAPPING,
                   "“%s”里没有“%s”“%s”“%s”三栏，不是 hecha map -o 写出的对照表", path,
                   hecha_mapping_headers[HECHA_MAPPING_CELL],
                   hecha_mapping_headers[HECHA_MAPPING_TEXT],
                   hecha_mapping_headers[HECHA_MAPPING_FIELD]);
      return NULL;
    }
  return g_steal_pointer (&mapping);
}
