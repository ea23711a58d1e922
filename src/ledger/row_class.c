/* Which rows below a header are projects, and what the others are. */
#include <stdlib.h>
#include <string.h>

#include "ledger/column_evidence.h"
#include "ledger/header_text.h"
#include "ledger/row_reader.h"

/* A text over several columns from left of or over the name: a section's
 * heading, a page title, a note. */
gboolean
hecha_row_is_banner (HechaRowReader *rows, const HechaLine *row)
{
  const HechaReading *name = hecha_row_reading (rows, rows->name >= 0 ? rows->name : rows->code);
  guint covered = 0;

  if (name->merge == NULL || name->merge->first_row != name->merge->last_row
      || name->merge->last_column == name->merge->first_column)
    return FALSE;
  for (guint i = 0; i < rows->readings->len; i++)
    covered += g_array_index (rows->readings, HechaReading, i).merge == name->merge;
  return name->merge->first_column < name->column ? covered >= 2 : covered >= 3;
}

HechaTotalKind
hecha_row_total_kind (HechaRowReader *rows, const HechaLine *row)
{
  const HechaReading *serial = hecha_row_reading (rows, rows->serial);
  HechaTotalKind kind = HECHA_TOTAL_NONE;

  if (row->first_text != NULL)
    kind = hecha_total_kind (row->first_text);
  /* A project with a number of its own may be called 合计…. */
  if (kind == HECHA_TOTAL_NONE
      && !(serial != NULL && serial->own != NULL && serial->own->type == HECHA_CELL_NUMBER))
    {
      const HechaReading *name = hecha_row_reading (rows, rows->name);

      if (name != NULL && hecha_cell_text (name->own) != NULL)
        kind = hecha_total_kind (name->own->text);
    }
  return kind;
}

static gboolean
is_numbered (const HechaRowReader *rows)
{
  const HechaReading *serial = hecha_row_reading (rows, rows->serial);

  return serial != NULL && serial->own != NULL && serial->own->type == HECHA_CELL_NUMBER;
}

/* Whether the row has words or days beside its first: what only a project has. */
static gboolean
has_words (const HechaRowReader *rows, const char *first)
{
  for (guint i = 0; i < rows->readings->len; i++)
    {
      const HechaCell *own = g_array_index (rows->readings, HechaReading, i).own;
      HechaLooks looks = hecha_cell_looks (own);

      if ((looks == HECHA_LOOKS_TEXT || looks == HECHA_LOOKS_DATE) && hecha_cell_text (own) != first)
        return TRUE;
    }
  return FALSE;
}

/* 净增减, 占比, 差额: a figure over all projects, where a project would stand. */
gboolean
hecha_row_is_figure (HechaRowReader *rows, const HechaLine *row)
{
  const HechaReading *name = hecha_row_reading (rows, rows->name);
  const char *text = name != NULL ? hecha_cell_text (name->own) : NULL;

  if (text == NULL)
    text = row->first_text;
  return text != NULL && !is_numbered (rows) && hecha_is_figure (text) && !has_words (rows, text);
}

/* Whether a number stands below the text of CELL in the next row. */
static gboolean
has_number_below (const HechaRowReader *rows, const HechaLine *row, const HechaCell *cell)
{
  const HechaGrid *grid = rows->reader->grid;

  return row->index + 1 < hecha_grid_n_rows (grid)
         && hecha_cell_looks (hecha_grid_cell (
                grid, hecha_grid_row (grid, row->index + 1)->row, cell->column, NULL))
                == HECHA_LOOKS_NUMBER;
}

/* 今年采购方式统计 alone in its row: the title of such a table. */
static gboolean
titles_statistics (const HechaLine *row)
{
  static const char *const ends[] = { "统计", "统计表", "小结", "分析", NULL };
  g_autofree char *plain = NULL;

  if (row->n_own != 1 || row->first_text == NULL || strlen (row->first_text) > 60)
    return FALSE;
  plain = hecha_header_plain (row->first_text);
  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (plain, ends[i]))
      return TRUE;
  return FALSE;
}

/* 类别 | 数量 | 投入合计: the head of a small table that counts the projects
 * above it.  What follows is no project either. */
gboolean
hecha_row_heads_statistics (HechaRowReader *rows, const HechaLine *row)
{
  guint figures = 0, proven = 0;

  if (!rows->at_break || row->n_own < 2)
    return rows->at_break && titles_statistics (row);
  for (guint i = 0; i < rows->readings->len; i++)
    {
      const HechaCell *own = g_array_index (rows->readings, HechaReading, i).own;
      const char *text = hecha_cell_text (own);

      if (!hecha_cell_has_content (own))
        continue;
      if (text == NULL || hecha_cell_looks (own) != HECHA_LOOKS_TEXT)
        return FALSE;
      figures += hecha_is_figure (text);
      proven += has_number_below (rows, row, own);
    }
  return figures > 0 && proven + 1 >= row->n_own;
}

/* The number that a cell of a numbering row holds, -1 where it is a letter or
 * 甲, -2 where it is nothing of the kind.  5=3+4 is 5. */
static int
numbering_of (const HechaCell *cell)
{
  g_autofree char *normal = NULL;
  const char *digits;
  glong length;

  if (cell->type == HECHA_CELL_NUMBER)
    return cell->number >= 0 && cell->number < 1000 && cell->number == (int) cell->number
               ? (int) cell->number
               : -2;
  if (cell->type != HECHA_CELL_TEXT || strlen (cell->text) > 48)
    return -2;
  normal = g_utf8_normalize (cell->text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_strstrip (normal);
  digits = normal + strspn (normal, "( ");
  if (g_ascii_isdigit (*digits))
    {
      const char *rest = digits + strspn (digits, "0123456789");

      if (*rest != '\0' && strchr ("=) ", *rest) == NULL)
        return -2;
      return (int) MIN (g_ascii_strtoull (digits, NULL, 10), G_MAXINT);
    }
  length = g_utf8_strlen (normal, -1);
  return length == 1 || (length == 3 && *normal == '(') ? -1 : -2;
}

/* 1 2 3 … or 甲 乙 1 2 below the header. */
gboolean
hecha_row_is_numbering (HechaRowReader *rows, const HechaLine *row)
{
  guint numbers = 0, others = 0;
  int previous = -1;

  if (rows->any_record || row->n_own < 3)
    return FALSE;
  for (guint i = 0; i < rows->readings->len; i++)
    {
      const HechaCell *cell = g_array_index (rows->readings, HechaReading, i).own;
      int number;

      if (!hecha_cell_has_content (cell))
        continue;
      number = numbering_of (cell);
      if (number == -2)
        return FALSE;
      others += number == -1;
      if (number < 0)
        continue;
      if (previous >= 0 && number != previous + 1)
        return FALSE;
      previous = number;
      numbers++;
    }
  return (numbers >= 2 && others <= 4) || (numbers == 0 && others >= 3);
}

/* A name alone, where the other rows have a number and values. */
gboolean
hecha_row_is_heading (HechaRowReader *rows, const HechaLine *row)
{
  const HechaReading *serial = hecha_row_reading (rows, rows->serial);
  const char *name = hecha_row_shown_text (rows, rows->name);
  const char *number = hecha_row_shown_text (rows, rows->serial);

  if (rows->chinese_sections && *number != '\0' && hecha_is_chinese_number (number))
    return TRUE;
  if (hecha_is_no_project (name) || hecha_is_no_project (number))
    return TRUE;
  if (row->n_other > 0)
    return FALSE;
  /* 1.资金拨付滞后；2.部分项目未备案。 alone in its row is prose. */
  if (hecha_is_section (name) || g_str_has_suffix (name, "。"))
    return TRUE;
  if (serial == NULL)
    return FALSE;
  return *name == '\0' || !hecha_cell_has_content (hecha_row_shown (serial));
}

gboolean
hecha_row_has_identity (HechaRowReader *rows)
{
  const HechaReading *name = hecha_row_reading (rows, rows->name);
  const HechaReading *code = hecha_row_reading (rows, rows->code);

  return (name != NULL && hecha_cell_has_content (hecha_row_shown (name)))
         || (code != NULL && hecha_cell_has_content (hecha_row_shown (code)));
}

/* Whether a cell cannot be its column's: a number for a name, a word where
 * amounts stand. */
static gboolean
has_misfit (HechaRowReader *rows)
{
  const HechaReading *name = hecha_row_reading (rows, rows->name);

  if (name != NULL && name->own != NULL && name->own->type == HECHA_CELL_NUMBER)
    return TRUE;
  for (guint i = 0; i < rows->readings->len; i++)
    {
      const HechaReading *reading = &g_array_index (rows->readings, HechaReading, i);
      const char *text = hecha_cell_text (reading->own);

      if (text != NULL && reading->field != HECHA_FIELD_NONE
          && hecha_field_type (reading->field) == HECHA_TYPE_AMOUNT
          && strpbrk (text, "0123456789") == NULL && strstr (text, "元") != NULL)
        return TRUE;
    }
  return FALSE;
}

/* A text where the numbers of projects stand: a small table below, that has
 * columns of its own. */
gboolean
hecha_row_is_foreign (HechaRowReader *rows, const HechaLine *row)
{
  const HechaReading *serial = hecha_row_reading (rows, rows->serial);
  const char *text = serial != NULL ? hecha_cell_text (serial->own) : NULL;

  if (!rows->numbered || text == NULL || serial->merge != NULL || !has_misfit (rows))
    return FALSE;
  return strpbrk (text, "0123456789") == NULL && !hecha_is_chinese_number (text)
         && !hecha_is_ditto (text) && g_utf8_strlen (text, -1) >= 2
         && g_unichar_isalpha (g_utf8_get_char (text));
}
