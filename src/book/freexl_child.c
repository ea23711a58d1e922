/* The child's side: reads with FreeXL, writes what it saw.
 *
 * The stream is records of one byte of kind and, for sheets (S), the length
 * of a name and the name; for cells (N number, T text, D date, 0 nothing),
 * row and column and the content; a last E says that nothing is missing.
 * Integers are little-endian guint32, numbers their bits as guint64. */
#include <freexl.h>
#include <stdio.h>
#include <string.h>

#include "book/freexl.h"

static void
put_u32 (FILE *out, guint32 value)
{
  guint32 bytes = GUINT32_TO_LE (value);

  fwrite (&bytes, sizeof bytes, 1, out);
}

static void
put_text (FILE *out, const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  put_u32 (out, (guint32) length);
  fwrite (text, 1, length, out);
}

static void
put_cell (FILE *out, char kind, guint32 row, guint32 column)
{
  fputc (kind, out);
  put_u32 (out, row);
  put_u32 (out, column);
}

static void
put_number (FILE *out, guint32 row, guint32 column, double number)
{
  guint64 bits;

  memcpy (&bits, &number, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  put_cell (out, 'N', row, column);
  fwrite (&bits, sizeof bits, 1, out);
}

static void
put_value (FILE *out, guint32 row, guint32 column, const FreeXL_CellValue *value)
{
  switch (value->type)
    {
    case FREEXL_CELL_INT:
      put_number (out, row, column, value->value.int_value);
      break;
    case FREEXL_CELL_DOUBLE:
      put_number (out, row, column, value->value.double_value);
      break;
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
      put_cell (out, 'T', row, column);
      put_text (out, value->value.text_value);
      break;
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
      put_cell (out, 'D', row, column);
      put_text (out, value->value.text_value);
      break;
    default:
      put_cell (out, '0', row, column);
      break;
    }
}

/* A row that holds nothing at all is left out: its cells cannot be told from
 * the emptiness around the table. */
static void
put_row (FILE *out, const void *handle, guint32 row, guint32 n_columns)
{
  FreeXL_CellValue value;
  gboolean any = FALSE;

  for (guint32 column = 0; column < n_columns && !any; column++)
    any = freexl_get_cell_value (handle, row, (unsigned short) column, &value) == FREEXL_OK
          && value.type != FREEXL_CELL_NULL;
  for (guint32 column = 0; column < n_columns && any; column++)
    if (freexl_get_cell_value (handle, row, (unsigned short) column, &value) == FREEXL_OK)
      put_value (out, row, column, &value);
}

static gboolean
put_sheet (FILE *out, const void *handle, guint32 index)
{
  const char *name = NULL;
  unsigned int rows = 0;
  unsigned short columns = 0;

  freexl_get_worksheet_name (handle, (unsigned short) index, &name);
  fputc ('S', out);
  put_u32 (out, index);
  put_text (out, name);
  if (freexl_select_active_worksheet (handle, (unsigned short) index) != FREEXL_OK
      || freexl_worksheet_dimensions (handle, &rows, &columns) != FREEXL_OK)
    return FALSE;
  for (guint32 row = 0; row < rows; row++)
    put_row (out, handle, row, columns);
  return TRUE;
}

int
hecha_freexl_child (const char *path, int fd)
{
  const void *handle = NULL;
  unsigned int n_sheets = 0;
  FILE *out;
  gboolean ok = TRUE;

  out = fdopen (fd, "wb");
  hecha_freexl_confine ();
  /* FREEXL_OK without a handle is how it refuses a record; a handle without
   * FREEXL_OK must not be touched. */
  if (out == NULL || freexl_open (path, &handle) != FREEXL_OK || handle == NULL)
    return 3;
  if (freexl_get_info (handle, FREEXL_BIFF_SHEET_COUNT, &n_sheets) != FREEXL_OK)
    return 3;
  /* Of a stream without a compound file it counts none, but reads one. */
  n_sheets = MAX (n_sheets, 1);
  for (guint32 i = 0; i < n_sheets && i < 65535 && ok; i++)
    ok = put_sheet (out, handle, i);
  if (ok)
    fputc ('E', out);
  return fclose (out) == 0 && ok ? 0 : 3;
}
