#include "report/marks_check.h"

#include <string.h>


static gboolean
fail (GError **error, const char *sheet, const char *place)
{
  g_set_error (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_SELF_CHECK,
               "标注副本与原件在“%s”%s%s 读出来不一样，没有写出副本；请把原件交给程序维护人",
               sheet, *place != '\0' ? " › " : "", place);
  return FALSE;
}

/* A blank cell is as good as none: marks add blank cells to colour. */
static gboolean
has_content (const HechaCell *cell)
{
  return cell->type != HECHA_CELL_BLANK
         && !(cell->type == HECHA_CELL_TEXT && *cell->text == '\0');
}

/* The next byte of a text as it is written anew: without the control characters
 * that no cell may hold, tabs as blanks (written.h). */
static char
next_written (const char **at)
{
  while ((guchar) **at < ' ' && strchr ("\n\t", **at) == NULL)
    (*at)++;
  if (**at == '\0')
    return '\0';
  return *(*at)++ == '\t' ? ' ' : (*at)[-1];
}

/* What is beyond a cell's length may be missing, nothing else. */
static gboolean
same_text (const char *source, const char *copy)
{
  /* What is the same byte by byte is written the same. */
  if (strcmp (source, copy) == 0)
    return TRUE;
  for (gsize n = 0;; n++)
    {
      char a = next_written (&source), b = next_written (&copy);

      if (a != b)
        return n >= HECHA_WRITABLE_TEXT_MAX - 32;
      if (a == '\0')
        return TRUE;
    }
}

/* Both have content. */
static gboolean
same_cell (const HechaCell *a, const HechaCell *b)
{
  if (a->type != b->type)
    return FALSE;
  if (a->type == HECHA_CELL_TEXT || a->type == HECHA_CELL_ERROR)
    return same_text (a->text, b->text);
  return a->type == HECHA_CELL_UNCALCULATED || a->number == b->number;
}

/* Where a walk over the cells with content is, row by row. */
typedef struct
{
  const HechaSheet *sheet;
  guint next_row, next_cell, end;   /* in the sheet's lists */
  guint32 row;
  const HechaCell *cell;            /* NULL at the end */
} Cursor;

static void
advance (Cursor *cursor)
{
  do
    {
      while (cursor->next_cell == cursor->end)
        {
          const HechaRow *row;

          cursor->cell = NULL;
          if (cursor->next_row == cursor->sheet->rows->len)
            return;
          row = &g_array_index (cursor->sheet->rows, HechaRow, cursor->next_row++);
          cursor->row = row->row;
          cursor->next_cell = row->first_cell;
          cursor->end = row->first_cell + row->n_cells;
        }
      cursor->cell = &g_array_index (cursor->sheet->cells, HechaCell, cursor->next_cell++);
    }
  while (!has_content (cursor->cell));
}

static gboolean
stands_before (const Cursor *a, const Cursor *b)
{
  if (a->cell == NULL || b->cell == NULL)
    return a->cell != NULL;
  return a->row != b->row ? a->row < b->row : a->cell->column < b->cell->column;
}

/* The same cells with the same content stand in both; or the PLACE of the first
 * that does not. */
static gboolean
same_cells (const HechaSheet *a, const HechaSheet *b, char *place)
{
  Cursor left = { .sheet = a }, right = { .sheet = b };

  for (;;)
    {
      const Cursor *first;

      advance (&left);
      advance (&right);
      if (left.cell == NULL && right.cell == NULL)
        return TRUE;
      if (!stands_before (&left, &right) && !stands_before (&right, &left)
          && same_cell (left.cell, right.cell))
        continue;
      first = stands_before (&right, &left) ? &right : &left;
      hecha_address (first->row, first->cell->column, place);
      return FALSE;
    }
}

static gboolean
check_sheet (HechaMarkSource *source, HechaBook *copy, guint index, GError **error)
{
  const char *name = hecha_book_sheet_info (source->book, index)->name;
  const HechaSheet *a;
  g_autoptr (HechaSheet) b = NULL;
  char place[HECHA_ADDRESS_SIZE] = "";

  if (!hecha_book_sheet_info (source->book, index)->is_worksheet)
    return TRUE;
  a = hecha_mark_source_sheet (source, index);
  if (a == NULL)
    return TRUE;   /* what could not be read was not marked */
  b = hecha_book_load_sheet (copy, index, error);
  if (b == NULL)
    {
      g_clear_error (error);
      return fail (error, name, "");
    }
  if (!same_cells (a, b, place) || a->merges->len != b->merges->len)
    return fail (error, name, place);
  return TRUE;
}

gboolean
hecha_marks_check (HechaMarkSource *source, const char *copy, GError **error)
{
  HechaBook *a = source->book;
  g_autoptr (HechaBook) b = hecha_book_open (copy, NULL, error);

  if (b == NULL)
    {
      g_prefix_error (error, "标注副本打不开：");
      return FALSE;
    }
  if (hecha_book_n_sheets (b) < hecha_book_n_sheets (a))
    return fail (error, "工作表目录", "");
  for (guint i = 0; i < hecha_book_n_sheets (a); i++)
    if (strncmp (hecha_book_sheet_info (a, i)->name, "核查结果", strlen ("核查结果")) != 0
        && !check_sheet (source, b, i, error))
      return FALSE;
  return TRUE;
}
