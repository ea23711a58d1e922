#include "report/marks_sheet.h"

#include <stdio.h>
#include <string.h>

#include "report/marks_workbook.h"
#include "report/marks_xml.h"

typedef struct
{
  guint32 first, last, style;
} ColumnStyle;

/* What a walk over the sheet meets that marks care for. */
typedef enum
{
  COLUMNS,        /* ROW, COLUMN: the first and the last of them */
  ROW_BEGINS,
  CELL,
  ROW_ENDS,
  DATA_ENDS,
  LATER_CHILD,    /* one that comes after legacyDrawing */
  ROOT_ENDS
} EventKind;

typedef struct
{
  guint32 start, end;   /* of its tag: a part is below a gigabyte */
  guint32 row, column;
  guint32 style;
  guint8 kind;        /* EventKind */
  guint8 empty, has_style;
} Event;

/* Nothing below cells is asked for. */
enum { CELL_DEPTH = 4 };

/* What is not told: the row or the cell comes next to the last. */
#define UNTOLD G_MAXUINT32

struct _HechaSheetMap
{
  GBytes *part;
  char *prefix;
  GArray *events;     /* Event */
  gboolean unreadable;
};

typedef struct
{
  GBytes *part;
  const HechaMark *marks;
  guint n_marks, next;         /* NEXT: the first mark not yet placed */
  const HechaSheetChange *change;
  HechaMarkStyles *styles;
  HechaEdits *edits;
  const char *prefix;
  GArray *column_styles;
  gint64 row, column;          /* of the last tags, 0-based; -1 before the first */
  gboolean row_has_style;
  guint row_style;
  gboolean full, drawing_placed, unreadable;
} SheetWalk;

/* ---- styles of cells that do not exist ---------------------------------------- */

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
take_columns (SheetWalk *walk, const Event *event)
{
  ColumnStyle style = { event->row, event->column, event->style };

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
  g_autoptr (GString) text = NULL;

  for (; walk->next < walk->n_marks && walk->marks[walk->next].row == (guint64) walk->row
         && walk->marks[walk->next].column < (guint64) column;
       walk->next++)
    {
      if (text == NULL)
        text = g_string_new (NULL);
      append_new_cell (walk, text, &walk->marks[walk->next]);
    }
  if (text == NULL)
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
  g_autoptr (GString) text = NULL;

  if (walk->next == walk->n_marks || walk->marks[walk->next].row >= (guint64) row)
    return;
  text = g_string_new (NULL);
  append_missing_rows (walk, row, text);
  if (text->len > 0)
    hecha_edits_add (walk->edits, offset, 0, text->str);
}

static HechaTag
tag_of (const Event *event)
{
  return (HechaTag) { .start = event->start, .end = event->end, .empty = event->empty };
}

static void
set_style (SheetWalk *walk, const Event *event, guint style)
{
  HechaTag tag = tag_of (event);
  char number[12];

  g_snprintf (number, sizeof number, "%u", style);
  hecha_edits_set_attribute (walk->edits, walk->part, &tag, "s", number);
}

static void
take_cell (SheetWalk *walk, const Event *event)
{
  guint style = event->style, plain = style;

  if (event->column != UNTOLD)
    {
      /* Another row's cell in this one: readers believe the cell, and a row
       * added for its mark would hide it. */
      if (event->row != walk->row)
        walk->unreadable = TRUE;
      walk->column = event->column;
    }
  else
    walk->column++;
  add_missing_cells (walk, walk->column, event->start, NULL);
  if (walk->change->unmark)
    plain = hecha_mark_styles_without (walk->styles, style);
  if (walk->next < walk->n_marks && walk->marks[walk->next].row == (guint64) walk->row
      && walk->marks[walk->next].column == (guint64) walk->column)
    set_style (walk, event,
               hecha_mark_styles_over (walk->styles, plain, walk->marks[walk->next++].level,
                                       &walk->full));
  else if (plain != style)
    set_style (walk, event, plain);
}

static void
take_row (SheetWalk *walk, const Event *event)
{
  gint64 row = event->row != UNTOLD ? (gint64) event->row : walk->row + 1;

  /* Out of order: Excel would not open it either; fills could go astray. */
  if (row <= walk->row)
    walk->unreadable = TRUE;
  add_missing_rows (walk, row, event->start);
  walk->row = row;
  walk->column = -1;
  walk->row_has_style = event->has_style;
  walk->row_style = event->style;
}

static void
end_row (SheetWalk *walk, const Event *event)
{
  g_autoptr (GString) text = NULL;
  HechaTag tag = tag_of (event);

  if (walk->next == walk->n_marks || walk->marks[walk->next].row != (guint64) walk->row)
    return;
  text = g_string_new (NULL);
  add_missing_cells (walk, G_MAXINT64, 0, text);
  hecha_edits_append_child (walk->edits, walk->part, &tag, text->str);
}

static void
end_sheet_data (SheetWalk *walk, const Event *event)
{
  g_autoptr (GString) text = g_string_new (NULL);
  HechaTag tag = tag_of (event);

  append_missing_rows (walk, G_MAXINT64, text);
  if (text->len > 0)
    hecha_edits_append_child (walk->edits, walk->part, &tag, text->str);
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
take_event (SheetWalk *walk, const Event *event)
{
  switch ((EventKind) event->kind)
    {
    case COLUMNS: take_columns (walk, event); break;
    case ROW_BEGINS: take_row (walk, event); break;
    case CELL: take_cell (walk, event); break;
    case ROW_ENDS: end_row (walk, event); break;
    case DATA_ENDS: end_sheet_data (walk, event); break;
    case LATER_CHILD:
    case ROOT_ENDS: place_drawing (walk, event->start); break;
    }
}

/* ---- the map ------------------------------------------------------------------------ */

static guint
number_of (const char *text, guint otherwise)
{
  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : otherwise;
}

static Event *
add_event (HechaSheetMap *map, EventKind kind, const HechaTag *tag)
{
  Event event = { .start = (guint32) tag->start, .end = (guint32) tag->end,
                  .kind = (guint8) kind, .empty = tag->empty != 0 };

  g_array_append_val (map->events, event);
  return &g_array_index (map->events, Event, map->events->len - 1);
}

static void
note_cell (HechaSheetMap *map, const HechaTag *tag)
{
  const char *address = hecha_tag_attribute (tag, "r");
  Event *event = add_event (map, CELL, tag);

  event->style = number_of (hecha_tag_attribute (tag, "s"), 0);
  if (address == NULL || !hecha_address_parse (address, &event->row, &event->column))
    event->row = event->column = UNTOLD;
}

static void
note_row (HechaSheetMap *map, const HechaTag *tag)
{
  const char *number = hecha_tag_attribute (tag, "r"), *style = hecha_tag_attribute (tag, "s");
  const char *custom = hecha_tag_attribute (tag, "customFormat");
  Event *event = add_event (map, ROW_BEGINS, tag);
  guint64 row = number != NULL ? g_ascii_strtoull (number, NULL, 10) : 0;

  if (number != NULL && row == 0)
    map->unreadable = TRUE;
  event->row = number == NULL ? UNTOLD : (guint32) CLAMP (row, 1, HECHA_MAX_ROWS + 1) - 1;
  event->has_style = custom != NULL && strcmp (custom, "0") != 0 && strcmp (custom, "false") != 0
                     && style != NULL;
  event->style = number_of (style, 0);
}

static void
note_columns (HechaSheetMap *map, const HechaTag *tag)
{
  Event *event = add_event (map, COLUMNS, tag);

  event->row = number_of (hecha_tag_attribute (tag, "min"), 1) - 1;
  event->column = number_of (hecha_tag_attribute (tag, "max"), 1) - 1;
  event->style = number_of (hecha_tag_attribute (tag, "style"), 0);
}

static void
begin (const HechaTag *tag, gpointer data)
{
  HechaSheetMap *map = data;

  if (tag->depth == CELL_DEPTH && strcmp (tag->path, "worksheet/sheetData/row/c") == 0)
    note_cell (map, tag);
  else if (tag->depth == 3 && strcmp (tag->path, "worksheet/sheetData/row") == 0)
    note_row (map, tag);
  else if (tag->depth == 3 && strcmp (tag->path, "worksheet/cols/col") == 0)
    note_columns (map, tag);
  else if (tag->depth == 2 && comes_after_drawing (tag->name))
    add_event (map, LATER_CHILD, tag);
}

static void
finish (const HechaTag *tag, gpointer data)
{
  HechaSheetMap *map = data;

  if (tag->depth == 3 && strcmp (tag->path, "worksheet/sheetData/row") == 0)
    add_event (map, ROW_ENDS, tag);
  else if (tag->depth == 2 && strcmp (tag->path, "worksheet/sheetData") == 0)
    add_event (map, DATA_ENDS, tag);
  else if (tag->depth == 1)
    add_event (map, ROOT_ENDS, tag);
}

HechaSheetMap *
hecha_sheet_map_new (GBytes *part)
{
  static const HechaWalker walker = { begin, finish, NULL, CELL_DEPTH };
  HechaSheetMap *map = g_new0 (HechaSheetMap, 1);

  map->part = g_bytes_ref (part);
  map->prefix = hecha_markup_root_prefix (part);
  map->events = g_array_new (FALSE, FALSE, sizeof (Event));
  if (hecha_markup_walk (part, &walker, map) && !map->unreadable)
    return map;
  hecha_sheet_map_free (map);
  return NULL;
}

gboolean
hecha_sheet_map_is_of (const HechaSheetMap *map, const GBytes *part)
{
  return map->part == part;
}

gsize
hecha_sheet_map_size (const HechaSheetMap *map)
{
  return g_bytes_get_size (map->part);
}

void
hecha_sheet_map_free (HechaSheetMap *map)
{
  if (map == NULL)
    return;
  g_bytes_unref (map->part);
  g_free (map->prefix);
  g_array_unref (map->events);
  g_free (map);
}

GString *
hecha_mark_sheet (const HechaSheetMap *map, const HechaMark *marks, guint n_marks,
                  const HechaSheetChange *change, HechaMarkStyles *styles, gboolean *full,
                  GError **error)
{
  g_autoptr (HechaEdits) edits = hecha_edits_new ();
  SheetWalk walk = { .marks = marks, .n_marks = n_marks, .change = change, .styles = styles,
                     .edits = edits, .row = -1, .column = -1 };

  if (map != NULL)
    {
      walk.part = map->part;
      walk.prefix = map->prefix;
      walk.column_styles = g_array_new (FALSE, FALSE, sizeof (ColumnStyle));
      for (guint i = 0; i < map->events->len; i++)
        take_event (&walk, &g_array_index (map->events, Event, i));
      g_array_unref (walk.column_styles);
      *full |= walk.full;
    }
  if (map == NULL || walk.unreadable || walk.next != n_marks)
    {
      g_set_error_literal (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_REFUSED,
                           "工作表的内容次序异常或不完整，不能在原处标注");
      return NULL;
    }
  return hecha_edits_apply (edits, map->part);
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
  static const HechaWalker walker = { take_drawing, NULL, NULL, 2 };

  gsize length;
  const char *data = g_bytes_get_data (part, &length);

  *id = NULL;
  /* Most sheets have none, and are long. */
  if (memmem (data, length, "legacyDrawing", strlen ("legacyDrawing")) != NULL)
    hecha_markup_walk (part, &walker, id);
  return *id != NULL;
}
