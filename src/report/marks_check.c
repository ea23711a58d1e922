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
  return cell != NULL && cell->type != HECHA_CELL_BLANK
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
  for (gsize n = 0;; n++)
    {
      char a = next_written (&source), b = next_written (&copy);

      if (a != b)
        return n >= HECHA_WRITABLE_TEXT_MAX - 32;
      if (a == '\0')
        return TRUE;
    }
}

static gboolean
same_cell (const HechaCell *a, const HechaCell *b)
{
  if (has_content (a) != has_content (b))
    return FALSE;
  if (!has_content (a))
    return TRUE;
  if (a->type != b->type)
    return FALSE;
  if (a->type == HECHA_CELL_TEXT || a->type == HECHA_CELL_ERROR)
    return same_text (a->text, b->text);
  return a->type == HECHA_CELL_UNCALCULATED || a->number == b->number;
}

/* All of A's cells stand in B. */
static gboolean
holds_all (const HechaSheet *a, const HechaSheet *b, char *place)
{
  for (guint i = 0; i < a->rows->len; i++)
    {
      const HechaRow *row = &g_array_index (a->rows, HechaRow, i);

      for (guint j = 0; j < row->n_cells; j++)
        {
          const HechaCell *cell = &g_array_index (a->cells, HechaCell, row->first_cell + j);

          if (has_content (cell)
              && !same_cell (cell, hecha_sheet_cell (b, row->row, cell->column)))
            {
              hecha_address (row->row, cell->column, place);
              return FALSE;
            }
        }
    }
  return TRUE;
}

static gboolean
check_sheet (HechaBook *source, HechaBook *copy, guint index, GError **error)
{
  const char *name = hecha_book_sheet_info (source, index)->name;
  g_autoptr (HechaSheet) a = NULL, b = NULL;
  char place[HECHA_ADDRESS_SIZE] = "";

  if (!hecha_book_sheet_info (source, index)->is_worksheet)
    return TRUE;
  a = hecha_book_load_sheet (source, index, NULL);
  if (a == NULL)
    return TRUE;   /* what could not be read was not marked */
  b = hecha_book_load_sheet (copy, index, error);
  if (b == NULL)
    {
      g_clear_error (error);
      return fail (error, name, "");
    }
  if (!holds_all (a, b, place) || !holds_all (b, a, place) || a->merges->len != b->merges->len)
    return fail (error, name, place);
  return TRUE;
}

gboolean
hecha_marks_check (const char *source, const char *copy, GError **error)
{
  g_autoptr (HechaBook) a = hecha_book_open (source, NULL, error);
  g_autoptr (HechaBook) b = a != NULL ? hecha_book_open (copy, NULL, error) : NULL;

  if (b == NULL)
    {
      g_prefix_error (error, "标注副本打不开：");
      return FALSE;
    }
  if (hecha_book_n_sheets (b) < hecha_book_n_sheets (a))
    return fail (error, "工作表目录", "");
  for (guint i = 0; i < hecha_book_n_sheets (a); i++)
    if (strncmp (hecha_book_sheet_info (a, i)->name, "核查结果", strlen ("核查结果")) != 0
        && !check_sheet (a, b, i, error))
      return FALSE;
  return TRUE;
}
