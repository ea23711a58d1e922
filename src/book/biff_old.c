/* BIFF2 to BIFF4, through FreeXL.  It does not read formulas, and what it
 * leaves empty may be one: such a cell is uncalculated, never blank. */
#include <string.h>
#include <unistd.h>

#include "book/book.h"
#include "book/freexl.h"

typedef struct
{
  GArray *cells;      /* OldCell, in the order of the file */
} OldBook;

typedef struct
{
  guint32 sheet, row;
  HechaCell cell;     /* texts in the book's texts */
} OldCell;

typedef struct
{
  HechaBook *book;
  OldBook *old;
  GError **error;
  gboolean failed;
} Reading;

static void
old_free (gpointer data)
{
  OldBook *old = data;

  g_array_unref (old->cells);
  g_free (old);
}

static gboolean
old_read_sheet (HechaBook *book, guint index, HechaSink *sink, GError **error)
{
  const OldBook *old = book->data;

  for (guint i = 0; i < old->cells->len; i++)
    {
      const OldCell *cell = &g_array_index (old->cells, OldCell, i);

      if (cell->sheet == index && !hecha_sink_cell (sink, cell->row, &cell->cell, error))
        return FALSE;
    }
  return TRUE;
}

static const HechaReader old_reader = { old_read_sheet, old_free };

static gboolean
take_cell (const HechaFreexlCell *theirs, guint32 sheet, const char *sheet_name,
           gpointer user_data)
{
  Reading *reading = user_data;
  OldCell cell = { .sheet = sheet };

  if (theirs == NULL)
    {
      hecha_book_add_sheet (reading->book, *sheet_name != '\0' ? sheet_name : "Sheet1",
                            HECHA_SHEET_VISIBLE, TRUE);
      return TRUE;
    }
  cell.row = theirs->row;
  cell.cell.column = (guint16) theirs->column;
  switch (theirs->type)
    {
    case HECHA_FREEXL_NUMBER:
      cell.cell.type = HECHA_CELL_NUMBER;
      cell.cell.number = theirs->number;
      break;
    case HECHA_FREEXL_NOTHING:
      cell.cell.type = HECHA_CELL_UNCALCULATED;
      break;
    default:
      cell.cell.type = HECHA_CELL_TEXT;
      reading->failed
          = !hecha_book_count_text (reading->book, strlen (theirs->text) + 1, reading->error);
      cell.cell.text = g_string_chunk_insert_const (reading->book->texts, theirs->text);
    }
  g_array_append_val (reading->old->cells, cell);
  return !reading->failed;
}

gboolean
hecha_biff_old_open (HechaBook *book, GError **error)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  /* The file as it was opened, whatever its name is now. */
  g_autofree char *path = g_strdup_printf ("/proc/%d/fd/%d", (int) getpid (), book->fd);
  g_autofree char *why = NULL;
  OldBook *old = g_new0 (OldBook, 1);
  Reading reading = { book, old, error, FALSE };

  old->cells = g_array_new (FALSE, FALSE, sizeof (OldCell));
  book->kind = HECHA_KIND_BIFF;
  book->reader = &old_reader;
  book->data = old;
  if (program == NULL || !hecha_freexl_read (program, path, take_cell, &reading, &why))
    {
      g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
                   "这是 Excel 4 或更早的文件，读取程序%s；请用 Excel 打开后另存为 .xlsx",
                   why != NULL ? why : "无法启动");
      return FALSE;
    }
  if (!reading.failed && book->sheets->len == 0)
    {
      g_set_error_literal (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
                           "这是 Excel 4 或更早的文件，里面没有工作表");
      return FALSE;
    }
  return !reading.failed;
}
