/* Notes' shapes in VML, which Excel draws comments by. */
#include "report/marks_shapes.h"

#include <string.h>

#include "report/marks_sheet.h"
#include "report/marks_xml.h"

#define BLOCK 1024u           /* ids of one drawing come in blocks of so many */

static const char vml_head[]
    = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" "
      "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
      "xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
      "<o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"%s\"/></o:shapelayout>"
      "</xml>";
static const char vml_type[]
    = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" "
      "path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>"
      "<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/* Lines of the box that COMMENT takes. */
static guint
lines_of (const char *comment)
{
  guint n = 0, breaks = 0;

  for (const char *c = comment; *c != '\0'; c++)
    {
      n += ((guchar) *c & 0xc0) != 0x80;   /* a character begins */
      breaks += *c == '\n';
    }
  return CLAMP (2 + n / 22 + breaks, 5, 24);
}

/* The box beside its cell, within the grid. */
static void
append_shape (GString *out, const HechaMark *mark, guint lines, guint id)
{
  guint32 left = MIN (mark->column + 1, HECHA_MAX_COLUMNS - 5);
  guint32 top = MIN (mark->row > 0 ? mark->row - 1 : 0, HECHA_MAX_ROWS - lines - 2);

  hecha_markup_append (
      out,
      "<v:shape id=\"_x0000_s%u\" type=\"#_x0000_t202\" style='position:absolute;"
      "margin-left:80pt;margin-top:2pt;width:240pt;height:%upt;z-index:%u;visibility:hidden' "
      "fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>"
      "<v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>"
      "<v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox>"
      "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>"
      "<x:Anchor>%u, 15, %u, 2, %u, 31, %u, 1</x:Anchor><x:AutoFill>False</x:AutoFill>"
      "<x:Row>%u</x:Row><x:Column>%u</x:Column></x:ClientData></v:shape>",
      id, lines * 13, id % BLOCK, left, top, left + 4, top + lines, mark->row, mark->column);
}

/* What a drawing says of its ids. */
typedef struct
{
  HechaTag idmap, root_end, root_begin;
  char *blocks;            /* data="1,7" */
  gboolean has_type, has_idmap;
  guint max_block;
} Drawing;

static void
begin_drawing (const HechaTag *tag, gpointer data)
{
  Drawing *drawing = data;
  const char *value;

  if (tag->depth == 1)
    drawing->root_begin = *tag;
  if (strcmp (tag->name, "idmap") == 0 && !drawing->has_idmap
      && (value = hecha_tag_attribute (tag, "data")) != NULL)
    {
      g_auto (GStrv) blocks = g_strsplit (value, ",", -1);

      drawing->has_idmap = TRUE;
      drawing->idmap = *tag;
      drawing->blocks = g_strdup (value);
      for (guint i = 0; blocks[i] != NULL; i++)
        drawing->max_block
            = MAX (drawing->max_block, (guint) g_ascii_strtoull (blocks[i], NULL, 10));
    }
  if (strcmp (tag->name, "shapetype") == 0
      && g_strcmp0 (hecha_tag_attribute (tag, "id"), "_x0000_t202") == 0)
    drawing->has_type = TRUE;
  if (strcmp (tag->name, "shape") == 0 && (value = hecha_tag_attribute (tag, "id")) != NULL
      && g_str_has_prefix (value, "_x0000_s"))
    drawing->max_block
        = MAX (drawing->max_block,
               (guint) (g_ascii_strtoull (value + strlen ("_x0000_s"), NULL, 10) / BLOCK));
}

static void
end_drawing (const HechaTag *tag, gpointer data)
{
  if (tag->depth == 1)
    ((Drawing *) data)->root_end = *tag;
}

static gboolean
drawing_read (Drawing *drawing, GBytes *part)
{
  static const HechaWalker walker = { begin_drawing, end_drawing, NULL, 0 };

  return hecha_markup_walk (part, &walker, drawing);
}

void
hecha_shape_ids_scan (HechaShapeIds *ids, HechaPackage *package)
{
  const GPtrArray *names = hecha_package_names (package);

  ids->next_block = 1;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *lower = g_ascii_strdown (name, -1);
      g_autoptr (GBytes) part = NULL;
      Drawing drawing = { 0 };

      if (!g_str_has_suffix (lower, ".vml"))
        continue;
      part = hecha_package_read (package, name, NULL);
      if (part != NULL)
        drawing_read (&drawing, part);
      ids->next_block = MAX (ids->next_block, drawing.max_block + 1);
      g_free (drawing.blocks);
    }
}

/* The shapes, in as many blocks as they need; the blocks' numbers in BLOCKS. */
static GString *
make_shapes (const GArray *marks, HechaShapeIds *ids, GString *blocks)
{
  GString *shapes = g_string_new (NULL);
  const char *last = NULL;
  guint lines = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      const HechaMark *mark = &g_array_index (marks, HechaMark, i);
      guint in_block = i % (BLOCK - 1) + 1;

      if (mark->comment != last)
        lines = lines_of (mark->comment);
      last = mark->comment;
      if (in_block == 1)
        g_string_append_printf (blocks, "%s%u", blocks->len > 0 ? "," : "", ids->next_block++);
      append_shape (shapes, mark, lines, (ids->next_block - 1) * BLOCK + in_block);
    }
  return shapes;
}

/* Adds shapes for MARKS to the drawing PART; NULL where it is not understood. */
static GString *
add_shapes (GBytes *part, const GArray *marks, HechaShapeIds *ids)
{
  g_autoptr (HechaEdits) edits = hecha_edits_new ();
  g_autoptr (GString) blocks = g_string_new (NULL), shapes = NULL, text = g_string_new (NULL);
  Drawing drawing = { 0 };
  GString *result = NULL;

  if (drawing_read (&drawing, part))
    {
      shapes = make_shapes (marks, ids, blocks);
      if (drawing.has_idmap)
        {
          g_autofree char *all = g_strconcat (drawing.blocks, ",", blocks->str, NULL);
          hecha_edits_set_attribute (edits, part, &drawing.idmap, "data", all);
        }
      g_string_append_printf (text, "%s%s", drawing.has_type ? "" : vml_type, shapes->str);
      hecha_edits_append_child (edits, part, &drawing.root_end, text->str);
      result = hecha_edits_apply (edits, part);
    }
  g_free (drawing.blocks);
  return result;
}

/* ---- into the package ------------------------------------------------------------------ */

gboolean
hecha_shapes_store (HechaPackage *package, const char *sheet, GBytes *sheet_part, gboolean strict,
              const GArray *marks, HechaShapeIds *ids, char **drawing_id)
{
  g_autoptr (HechaRelations) relations = hecha_relations_load (package, sheet);
  g_autofree char *there_id = NULL;
  g_autoptr (GBytes) part = NULL;
  GString *text;

  if (hecha_sheet_legacy_drawing (sheet_part, &there_id))
    {
      const char *name = hecha_relations_by_id (relations, there_id);

      part = name != NULL ? hecha_package_read (package, name, NULL) : NULL;
      text = part != NULL ? add_shapes (part, marks, ids) : NULL;
      if (text == NULL || !hecha_markup_is_well_formed (text))
        {
          if (text != NULL)
            g_string_free (text, TRUE);
          return FALSE;
        }
      hecha_package_set_whole (package, name, text);
    }
  else
    {
      g_autofree char *name = hecha_package_free_name (package, "xl/drawings/vmlDrawing%u.vml");
      g_autofree char *first = g_strdup_printf ("%u", ids->next_block);
      g_autofree char *empty = NULL;

      if (marks->len > BLOCK - 1)
        {
          GString *blocks = g_string_new (first);

          for (guint i = 1; i <= (marks->len - 1) / (BLOCK - 1); i++)
            g_string_append_printf (blocks, ",%u", ids->next_block + i);
          g_free (first);
          first = g_string_free (blocks, FALSE);
        }
      empty = g_strdup_printf (vml_head, first);
      part = g_bytes_new (empty, strlen (empty));
      {
        g_autoptr (HechaEdits) edits = hecha_edits_new ();
        g_autoptr (GString) blocks = g_string_new (NULL);
        g_autoptr (GString) made = make_shapes (marks, ids, blocks);
        g_autofree char *all = g_strconcat (vml_type, made->str, NULL);
        Drawing drawing = { 0 };

        drawing_read (&drawing, part);
        hecha_edits_append_child (edits, part, &drawing.root_end, all);
        /* All that changes from shape to shape are numbers. */
        hecha_package_set_whole (package, name, hecha_edits_apply (edits, part));
        g_free (drawing.blocks);
      }
      *drawing_id = hecha_package_relate (package, sheet, strict, "vmlDrawing", name);
      hecha_package_declare (package, "*.vml",
                             "application/vnd.openxmlformats-officedocument.vmlDrawing");
    }
  return TRUE;
}

/* ---- out of the package ------------------------------------------------------------------ */

typedef struct
{
  guint32 row, column;
  gsize start, end;     /* of the whole <v:shape> */
} NoteShape;

typedef struct
{
  GArray *shapes;       /* NoteShape */
  gsize start;
  gint64 row, column;
  gboolean in_shape;
  GString *text;
} NoteShapes;

static void
begin_shape (const HechaTag *tag, gpointer data)
{
  NoteShapes *shapes = data;

  if (strcmp (tag->name, "shape") == 0)
    {
      shapes->start = tag->start;
      shapes->row = shapes->column = -1;
    }
  g_string_truncate (shapes->text, 0);
}

static void
end_shape (const HechaTag *tag, gpointer data)
{
  NoteShapes *shapes = data;

  if (strcmp (tag->name, "Row") == 0)
    shapes->row = (gint64) g_ascii_strtoull (g_strstrip (shapes->text->str), NULL, 10);
  else if (strcmp (tag->name, "Column") == 0)
    shapes->column = (gint64) g_ascii_strtoull (g_strstrip (shapes->text->str), NULL, 10);
  else if (strcmp (tag->name, "shape") == 0 && shapes->row >= 0 && shapes->column >= 0)
    {
      NoteShape shape = { .row = (guint32) shapes->row, .column = (guint32) shapes->column,
                        .start = shapes->start, .end = tag->end };
      g_array_append_val (shapes->shapes, shape);
    }
}

static void
shape_text (const char *text, int length, gpointer data)
{
  g_string_append_len (((NoteShapes *) data)->text, text, length);
}

void
hecha_shapes_remove (HechaPackage *package, const char *drawing, HechaShapeTest is_ours,
                     gpointer data)
{
  static const HechaWalker walker = { begin_shape, end_shape, shape_text, 0 };
  g_autoptr (GBytes) part = hecha_package_read (package, drawing, NULL);
  g_autoptr (HechaEdits) edits = hecha_edits_new ();
  NoteShapes shapes = { .shapes = g_array_new (FALSE, FALSE, sizeof (NoteShape)),
                        .text = g_string_new (NULL) };

  if (part != NULL && hecha_markup_walk (part, &walker, &shapes))
    {
      for (guint i = 0; i < shapes.shapes->len; i++)
        {
          const NoteShape *shape = &g_array_index (shapes.shapes, NoteShape, i);

          if (is_ours (shape->row, shape->column, data))
            hecha_edits_add (edits, shape->start, shape->end - shape->start, "");
        }
      hecha_package_set (package, drawing, hecha_edits_apply (edits, part));
    }
  g_array_unref (shapes.shapes);
  g_string_free (shapes.text, TRUE);
}

