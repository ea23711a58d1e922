#include "report/marks_sheet.h"

#include <stdio.h>
#include <string.h>

#include "report/marks_workbook.h"
#include "report/marks_xml.h"

typedef struct
{
  guint32 first, last, style;
} ColumnStyle;

typedef struct
{
  GBytes *part;
  const HechaMark *marks;
  guint n_marks, next;         /* NEXT: the first mark not yet placed */
  const HechaSheetChange *change;
  HechaMarkStyles *styles;
  HechaEdits *edits;
  char *prefix;
  GArray *column_styles;
  gint64 row, column;          /* of the last tags, 0-based; -1 before the first */
  gboolean row_has_style;
  guint row_style;
  gboolean full, drawing_placed, unreadable;
} SheetWalk;

/* ---- styles of cells that do not exist ---------------------------------------- */

static guint
number_of (const char *text, guint otherwise)
{
  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : otherwise;
}

static guint
missing_style (const SheetWalk *walk, guint32 column)
{
  if (walk->row_has_style)
    return walk->row_style;
  for (guint i = 0; i < walk->column_styles->len; i++)
    {
      const ColumnStyle *style = &g_array_index (walk->column_styles, ColumnStyle, i);

      if (column >= style->first && column <= style->last)
        return style->style;
    }
  return 0;
}

static void
take_columns (SheetWalk *walk, const HechaTag *tag)
{
  ColumnStyle style = { number_of (hecha_tag_attribute (tag, "min"), 1) - 1,
                        number_of (hecha_tag_attribute (tag, "max"), 1) - 1,
                        number_of (hecha_tag_attribute (tag, "style"), 0) };

  if (style.style != 0)
    g_array_append_val (walk->column_styles, style);
}

/* ---- cells ------------------------------------------------------------------------ */

static void
append_new_cell (SheetWalk *walk, GString *text, const HechaMark *mark)
{
  char address[HECHA_ADDRESS_SIZE];
  guint style = hecha_mark_styles_over (walk->styles, missing_style (walk, mark->column),
                                        mark->level, &walk->full);

  g_string_append_printf (text, "<%sc r=\"%s\" s=\"%u\"/>", walk->prefix,
                          hecha_address (mark->row, mark->column, address), style);
}

/* Cells of marks before COLUMN in the present row, which the sheet lacks. */
static void
add_missing_cells (SheetWalk *walk, gint64 column, gsize offset, GString *into)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (; walk->next < walk->n_marks && walk->marks[walk->next].row == (guint64) walk->row
         && walk->marks[walk->next].column < (guint64) column;
       walk->next++)
    append_new_cell (walk, text, &walk->marks[walk->next]);
  if (text->len == 0)
    return;
  if (into != NULL)
    g_string_append (into, text->str);
  else
    hecha_edits_add (walk->edits, offset, 0, text->str);
}

/* Rows of marks before ROW, which the sheet lacks. */
static void
append_missing_rows (SheetWalk *walk, gint64 row, GString *text)
{
  walk->row_has_style = FALSE;
  while (walk->next < walk->n_marks && walk->marks[walk->next].row < (guint64) row)
    {
      guint32 own = walk->marks[walk->next].row;

      g_string_append_printf (text, "<%srow r=\"%u\">", walk->prefix, own + 1);
      while (walk->next < walk->n_marks && walk->marks[walk->next].row == own)
        append_new_cell (walk, text, &walk->marks[walk->next++]);
      g_string_append_printf (text, "</%srow>", walk->prefix);
    }
}

static void
add_missing_rows (SheetWalk *walk, gint64 row, gsize offset)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_missing_rows (walk, row, text);
  if (text->len > 0)
    hecha_edits_add (walk->edits, offset, 0, text->str);
}

static void
set_style (SheetWalk *walk, const HechaTag *tag, guint style)
{
  g_autofree char *number = g_strdup_printf ("%u", style);

  hecha_edits_set_attribute (walk->edits, walk->part, tag, "s", number);
}

static void
take_cell (SheetWalk *walk, const HechaTag *tag)
{
  const char *address = hecha_tag_attribute (tag, "r");
  guint style = number_of (hecha_tag_attribute (tag, "s"), 0), plain = style;
  guint32 row, column;

  if (address != NULL && hecha_address_parse (address, &row, &column))
    {
      /* Another row's cell in this one: readers believe the cell, and a row
       * added for its mark would hide it. */
      if (row != walk->row)
        walk->unreadable = TRUE;
      walk->column = column;
    }
  else
    walk->column++;
  add_missing_cells (walk, walk->column, tag->start, NULL);
  if (walk->change->unmark)
    plain = hecha_mark_styles_without (walk->styles, style);
  if (walk->next < walk->n_marks && walk->marks[walk->next].row == (guint64) walk->row
      && walk->marks[walk->next].column == (guint64) walk->column)
    set_style (walk, tag,
               hecha_mark_styles_over (walk->styles, plain, walk->marks[walk->next++].level,
                                       &walk->full));
  else if (plain != style)
    set_style (walk, tag, plain);
}

static void
take_row (SheetWalk *walk, const HechaTag *tag)
{
  const char *number = hecha_tag_attribute (tag, "r");
  const char *custom = hecha_tag_attribute (tag, "customFormat");
  gint64 row = number != NULL ? (gint64) g_ascii_strtoull (number, NULL, 10) - 1 : walk->row + 1;

  /* Out of order: Excel would not open it either; fills could go astray. */
  if (row <= walk->row)
    walk->unreadable = TRUE;
  add_missing_rows (walk, row, tag->start);
  walk->row = row;
  walk->column = -1;
  walk->row_has_style = custom != NULL && strcmp (custom, "0") != 0
                        && strcmp (custom, "false") != 0
                        && hecha_tag_attribute (tag, "s") != NULL;
  walk->row_style = number_of (hecha_tag_attribute (tag, "s"), 0);
}

static void
end_row (SheetWalk *walk, const HechaTag *tag)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_missing_cells (walk, G_MAXINT64, 0, text);
  if (text->len > 0)
    hecha_edits_append_child (walk->edits, walk->part, tag, text->str);
}

static void
end_sheet_data (SheetWalk *walk, const HechaTag *tag)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_missing_rows (walk, G_MAXINT64, text);
  if (text->len > 0)
    hecha_edits_append_child (walk->edits, walk->part, tag, text->str);
}

/* ---- legacyDrawing, at its place (ECMA-376 CT_Worksheet) ------------------------------ */

/* Children that come after legacyDrawing. */
static gboolean
comes_after_drawing (const char *name)
{
  static const char *const later[]
      = { "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
          "tableParts", "extLst", "AlternateContent" };

  for (gsize i = 0; i < G_N_ELEMENTS (later); i++)
    if (strcmp (name, later[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
place_drawing (SheetWalk *walk, gsize offset)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (walk->change->legacy_drawing_id == NULL || walk->drawing_placed)
    return;
  walk->drawing_placed = TRUE;
  g_string_append_printf (text, "<%slegacyDrawing", walk->prefix);
  hecha_markup_append (text, " xmlns:r=\"%s\" r:id=\"%s\"/>",
                    hecha_relations_namespace (walk->change->strict),
                    walk->change->legacy_drawing_id);
  hecha_edits_add (walk->edits, offset, 0, text->str);
}

static void
begin (const HechaTag *tag, gpointer data)
{
  SheetWalk *walk = data;

  if (tag->depth == 4 && strcmp (tag->path, "worksheet/sheetData/row/c") == 0)
    take_cell (walk, tag);
  else if (tag->depth == 3 && strcmp (tag->path, "worksheet/sheetData/row") == 0)
    take_row (walk, tag);
  else if (tag->depth == 3 && strcmp (tag->path, "worksheet/cols/col") == 0)
    take_columns (walk, tag);
  else if (tag->depth == 2 && comes_after_drawing (tag->name))
    place_drawing (walk, tag->start);
}

static void
finish (const HechaTag *tag, gpointer data)
{
  SheetWalk *walk = data;

  if (tag->depth == 3 && strcmp (tag->path, "worksheet/sheetData/row") == 0)
    end_row (walk, tag);
  else if (tag->depth == 2 && strcmp (tag->path, "worksheet/sheetData") == 0)
    end_sheet_data (walk, tag);
  else if (tag->depth == 1)
    place_drawing (walk, tag->start);
}

GString *
hecha_mark_sheet (GBytes *part, const HechaMark *marks, guint n_marks,
                  const HechaSheetChange *change, HechaMarkStyles *styles, gboolean *full,
                  GError **error)
{
  static const HechaWalker walker = { begin, finish, NULL };
  g_autoptr (HechaEdits) edits = hecha_edits_new ();
  SheetWalk walk = { .part = part, .marks = marks, .n_marks = n_marks, .change = change,
                     .styles = styles, .edits = edits, .row = -1, .column = -1 };
  gboolean ok;

  walk.prefix = hecha_markup_root_prefix (part);
  walk.column_styles = g_array_new (FALSE, FALSE, sizeof (ColumnStyle));
  ok = hecha_markup_walk (part, &walker, &walk) && !walk.unreadable && walk.next == n_marks;
  g_free (walk.prefix);
  g_array_unref (walk.column_styles);
  *full |= walk.full;
  if (!ok)
    {
      g_set_error_literal (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_REFUSED,
                           "工作表的内容次序异常或不完整，不能在原处标注");
      return NULL;
    }
  return hecha_edits_apply (edits, part);
}

/* ---- what the sheet has already ---------------------------------------------------------- */

static void
take_drawing (const HechaTag *tag, gpointer data)
{
  char **id = data;

  if (tag->depth == 2 && strcmp (tag->name, "legacyDrawing") == 0 && *id == NULL)
    *id = g_strdup (hecha_tag_attribute (tag, "id"));
}

gboolean
hecha_sheet_legacy_drawing (GBytes *part, char **id)
{
  static const HechaWalker walker = { take_drawing, NULL, NULL };

  gsize length;
  const char *data = g_bytes_get_data (part, &length);

  *id = NULL;
  /* Most sheets have none, and are long. */
  if (memmem (data, length, "legacyDrawing", strlen ("legacyDrawing")) != NULL)
    hecha_markup_walk (part, &walker, id);
  return *id != NULL;
}
