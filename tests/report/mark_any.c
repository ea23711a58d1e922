/* Marks a few cells of every sheet of any workbook: `mark_any SOURCE DEST`.
 * compare_packages.py runs it over folders of workbooks. */
#include <hecha/report.h>

#include <stdio.h>

static void
add_mark (GArray *marks, guint sheet, guint32 row, guint32 column)
{
  static const guint8 levels[]
      = { HECHA_OUTCOME_VIOLATION, HECHA_OUTCOME_SUSPECT, HECHA_OUTCOME_HINT };
  HechaMark mark = { sheet, row, column, levels[marks->len % 3],
                     "【违规】示例（<&>\"'）\n第二行" };

  for (guint i = 0; i < marks->len; i++)
    {
      const HechaMark *other = &g_array_index (marks, HechaMark, i);

      if (other->sheet_index == sheet && other->row == row && other->column == column)
        return;
    }
  g_array_append_val (marks, mark);
}

static int
compare (gconstpointer left, gconstpointer right)
{
  const HechaMark *a = left, *b = right;

  if (a->sheet_index != b->sheet_index)
    return a->sheet_index < b->sheet_index ? -1 : 1;
  if (a->row != b->row)
    return a->row < b->row ? -1 : 1;
  return a->column < b->column ? -1 : a->column > b->column;
}

/* The first, middle and last cell, and cells that are not there: within a
 * row, before all rows, behind all rows. */
static void
choose (GArray *marks, HechaBook *book, guint index)
{
  g_autoptr (HechaSheet) sheet = NULL;

  if (!hecha_book_sheet_info (book, index)->is_worksheet)
    return;
  sheet = hecha_book_load_sheet (book, index, NULL);
  if (sheet == NULL)
    return;
  for (guint i = 0; i < sheet->rows->len; i += MAX (1, sheet->rows->len / 2))
    {
      const HechaRow *row = &g_array_index (sheet->rows, HechaRow, i);

      if (row->n_cells > 0)
        add_mark (marks, index, row->row,
                  g_array_index (sheet->cells, HechaCell, row->first_cell).column);
      add_mark (marks, index, row->row, 200);
    }
  add_mark (marks, index, 0, 3);
  add_mark (marks, index, HECHA_MAX_ROWS - 1, HECHA_MAX_COLUMNS - 1);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaBook) book = NULL;
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (HechaMark));
  g_autofree char *note = NULL;
  HechaMarkLine line = { .level = HECHA_OUTCOME_VIOLATION, .number = "2026Q1-示例-001",
                         .project = "=HYPERLINK(\"x\")", .rule_name = "示例", .article = "第一条",
                         .message = "台账反映：…", .remedy = "核对" };
  HechaMarkJob job = { .source_sha256 = "0123", .heading = "核查日 2026-03-31" };

  if (argc != 3)
    return 2;
  book = hecha_book_open (argv[1], NULL, &error);
  if (book == NULL)
    {
      printf ("UNREADABLE\t%s\n", error->message);
      return 0;
    }
  for (guint i = 0; i < hecha_book_n_sheets (book); i++)
    choose (marks, book, i);
  g_array_sort (marks, compare);
  job.marks = (const HechaMark *) (gconstpointer) marks->data;
  job.n_marks = marks->len;
  if (marks->len > 0)
    {
      line.sheet_index = job.marks[0].sheet_index;
      line.row = job.marks[0].row;
      line.column = job.marks[0].column;
      job.lines = &line;
      job.n_lines = 1;
    }
  if (!hecha_report_mark (argv[1], argv[2], &job, &note, &error))
    printf ("REFUSED\t%s\n", error->message);
  else
    printf ("MARKED\t%u\t%s\n", marks->len, note != NULL ? note : "");
  return 0;
}
