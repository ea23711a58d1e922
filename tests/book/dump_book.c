/* Writes everything that the room `book` sees in the files named, one line a
 * thing, for tests/book/compare_readers.py:
 *
 *   F path                        a file begins
 *   E code message                it could not be opened, or a sheet not read
 *   B kind date1904
 *   S index visibility is_worksheet name
 *   C row column type format flags value     rows and columns 0-based
 *   R row                         a hidden row
 *   H first last                  hidden columns
 *   M row column row column       a merged range
 *   N note
 *
 * separated by tabs; in texts \ TAB LF CR are written \\ \t \n \r.
 */
#include <hecha/book.h>
#include <stdio.h>

static void
print_text (const char *text)
{
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '\\':
        fputs ("\\\\", stdout);
        break;
      case '\t':
        fputs ("\\t", stdout);
        break;
      case '\n':
        fputs ("\\n", stdout);
        break;
      case '\r':
        fputs ("\\r", stdout);
        break;
      default:
        putchar (*text);
      }
}

static void
print_cell (guint32 row, const HechaCell *cell)
{
  printf ("C\t%u\t%u\t%d\t%d\t%d\t", row, cell->column, cell->type, cell->format, cell->flags);
  if (cell->type == HECHA_CELL_NUMBER || cell->type == HECHA_CELL_BOOLEAN)
    printf ("%.17g", cell->number);
  else if (cell->type == HECHA_CELL_TEXT || cell->type == HECHA_CELL_ERROR)
    print_text (cell->text);
  putchar ('\n');
}

static void
print_rows (const HechaSheet *sheet)
{
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const HechaRow *row = &g_array_index (sheet->rows, HechaRow, i);

      if (row->hidden)
        printf ("R\t%u\n", row->row);
      for (guint32 j = 0; j < row->n_cells; j++)
        print_cell (row->row, &g_array_index (sheet->cells, HechaCell, row->first_cell + j));
    }
}

static void
print_sheet (const HechaSheet *sheet)
{
  print_rows (sheet);
  for (guint i = 0; i < sheet->hidden_columns->len; i++)
    {
      const HechaRange *range = &g_array_index (sheet->hidden_columns, HechaRange, i);
      printf ("H\t%u\t%u\n", range->first_column, range->last_column);
    }
  for (guint i = 0; i < sheet->merges->len; i++)
    {
      const HechaRange *range = &g_array_index (sheet->merges, HechaRange, i);
      printf ("M\t%u\t%u\t%u\t%u\n", range->first_row, range->first_column, range->last_row,
              range->last_column);
    }
  for (guint i = 0; i < sheet->notes->len; i++)
    {
      fputs ("N\t", stdout);
      print_text (g_ptr_array_index (sheet->notes, i));
      putchar ('\n');
    }
}

static void
print_error (const GError *error)
{
  printf ("E\t%d\t", error->code);
  print_text (error->message);
  putchar ('\n');
}

static void
print_book (HechaBook *book)
{
  printf ("B\t%s\t%d\n", hecha_kind_name (hecha_book_kind (book)), hecha_book_date1904 (book));
  for (guint i = 0; i < hecha_book_n_sheets (book); i++)
    {
      const HechaSheetInfo *info = hecha_book_sheet_info (book, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (HechaSheet) sheet = NULL;

      printf ("S\t%u\t%d\t%d\t", i, info->visibility, info->is_worksheet);
      print_text (info->name);
      putchar ('\n');
      sheet = hecha_book_load_sheet (book, i, &error);
      if (sheet != NULL)
        print_sheet (sheet);
      else
        print_error (error);
    }
}

int
main (int argc, char **argv)
{
  /* The child that reads .xls files a second time is this executable again. */
  if (argc == 3 && g_str_equal (argv[1], "--freexl"))
    return hecha_freexl_child (argv[2], 1);
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HechaBook) book = hecha_book_open (argv[i], NULL, &error);

      printf ("F\t%s\n", argv[i]);
      if (book != NULL)
        print_book (book);
      else
        print_error (error);
    }
  return 0;
}
