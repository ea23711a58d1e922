#include "report/marks_comments.h"

#include <stdio.h>
#include <string.h>

#include "report/marks_sheet.h"
#include "report/marks_xml.h"

/* Comments slow Excel down long before they fail; the rest stands in 核查结果. */
#define MAX_COMMENTS 2000u
#define MAX_TEXT 8000
#define BLOCK 1024u

/* ---- what is there ------------------------------------------------------------- */

typedef struct
{
  guint32 row, column;
  gboolean threaded;        /* a stub that stands for a thread */
  gboolean ours;
  gsize start, end;         /* of the whole <comment> */
  HechaTag text_end;        /* of its <text> */
} Comment;

typedef struct
{
  GArray *list;             /* Comment */
  GPtrArray *authors;       /* char * */
  HechaTag authors_end, list_end;
  gboolean has_authors, has_list;
  GString *author;          /* being read, or NULL */
} Comments;

static void
begin_comment (const HechaTag *tag, gpointer data)
{
  Comments *comments = data;

  if (strcmp (tag->path, "comments/authors/author") == 0)
    g_string_truncate (comments->author, 0);
  if (strcmp (tag->path, "comments/commentList/comment") == 0)
    {
      Comment comment = { .start = tag->start };
      const char *address = hecha_tag_attribute (tag, "ref");
      const char *author = hecha_tag_attribute (tag, "authorId");
      guint index = author != NULL ? (guint) g_ascii_strtoull (author, NULL, 10) : 0;

      if (address == NULL || !hecha_address_parse (address, &comment.row, &comment.column))
        comment.row = G_MAXUINT32;
      if (index < comments->authors->len)
        {
          const char *name = g_ptr_array_index (comments->authors, index);
          comment.threaded = g_str_has_prefix (name, "tc=");
          comment.ours = strcmp (name, HECHA_COMMENT_AUTHOR) == 0;
        }
      g_array_append_val (comments->list, comment);
    }
}

static void
end_comment (const HechaTag *tag, gpointer data)
{
  Comments *comments = data;
  Comment *last = comments->list->len > 0
                      ? &g_array_index (comments->list, Comment, comments->list->len - 1)
                      : NULL;

  if (strcmp (tag->path, "comments/authors/author") == 0)
    g_ptr_array_add (comments->authors, g_strdup (comments->author->str));
  else if (strcmp (tag->path, "comments/authors") == 0)
    {
      comments->authors_end = *tag;
      comments->has_authors = TRUE;
    }
  else if (strcmp (tag->path, "comments/commentList/comment/text") == 0 && last != NULL)
    last->text_end = *tag;
  else if (strcmp (tag->path, "comments/commentList/comment") == 0 && last != NULL)
    last->end = tag->end;
  else if (strcmp (tag->path, "comments/commentList") == 0)
    {
      comments->list_end = *tag;
      comments->has_list = TRUE;
    }
}

static void
comment_text (const char *text, int length, gpointer data)
{
  g_string_append_len (((Comments *) data)->author, text, length);
}

static gboolean
comments_read (Comments *comments, GBytes *part)
{
  static const HechaWalker walker = { begin_comment, end_comment, comment_text, 0 };

  comments->list = g_array_new (FALSE, FALSE, sizeof (Comment));
  comments->authors = g_ptr_array_new_with_free_func (g_free);
  comments->author = g_string_new (NULL);
  return hecha_markup_walk (part, &walker, comments) && comments->has_authors && comments->has_list;
}

static void
comments_clear (Comments *comments)
{
  g_array_unref (comments->list);
  g_ptr_array_unref (comments->authors);
  g_string_free (comments->author, TRUE);
}

static const Comment *
comment_on (const Comments *comments, guint32 row, guint32 column)
{
  for (guint i = 0; i < comments->list->len; i++)
    {
      const Comment *comment = &g_array_index (comments->list, Comment, i);

      if (comment->row == row && comment->column == column)
        return comment;
    }
  return NULL;
}

/* ---- the comments part ------------------------------------------------------------ */

static void
append_run (GString *out, const char *prefix, const char *text)
{
  g_autofree char *cut = NULL;

  if (strlen (text) > MAX_TEXT && g_utf8_strlen (text, -1) > MAX_TEXT)
    cut = g_strndup (text, (gsize) (g_utf8_offset_to_pointer (text, MAX_TEXT) - text));
  hecha_markup_append (out,
                       "<%sr><%srPr><%ssz val=\"9\"/><%srFont val=\"宋体\"/></%srPr>"
                       "<%st xml:space=\"preserve\">",
                       prefix, prefix, prefix, prefix, prefix, prefix);
  hecha_markup_append_text (out, cut != NULL ? cut : text);
  hecha_markup_append (out, "</%st></%sr>", prefix, prefix);
}

/* BODY is what all comments of the same words share, the mark's own words where
 * they are not LAST's. */
static void
append_comment (GString *out, const char *prefix, const HechaMark *mark, guint author,
                GString *body, const char *last)
{
  char address[HECHA_ADDRESS_SIZE];

  hecha_markup_append (out, "<%scomment ref=\"%s\" authorId=\"%u\">", prefix,
                       hecha_address (mark->row, mark->column, address), author);
  if (mark->comment != last)
    {
      g_string_truncate (body, 0);
      hecha_markup_append (body, "<%stext>", prefix);
      append_run (body, prefix, mark->comment);
      hecha_markup_append (body, "</%stext></%scomment>", prefix, prefix);
    }
  g_string_append_len (out, body->str, (gssize) body->len);
}

static char *
empty_comments (gboolean strict)
{
  return g_strdup_printf ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                          "<comments xmlns=\"%s\"><authors></authors><commentList></commentList>"
                          "</comments>",
                          strict ? "http://purl.oclc.org/ooxml/spreadsheetml/main"
                                 : "http://schemas.openxmlformats.org/spreadsheetml/2006/main");
}

/* Adds MARKS to the comments PART; those that got a comment of their own (and
 * need a shape) are appended to SHAPES. */
static GString *
add_comments (GBytes *part, const HechaMark *marks, guint n_marks, GArray *shapes, GString *note)
{
  Comments comments = { 0 };
  g_autoptr (HechaEdits) edits = hecha_edits_new ();
  g_autofree char *prefix = hecha_markup_root_prefix (part);
  g_autoptr (GString) list = g_string_new (NULL), author = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new (NULL);
  const char *last = NULL;
  GString *result = NULL;
  guint n_threaded = 0;

  if (comments_read (&comments, part))
    {
      for (guint i = 0; i < n_marks; i++)
        {
          const Comment *there = comment_on (&comments, marks[i].row, marks[i].column);

          if (there == NULL && shapes->len < MAX_COMMENTS)
            {
              append_comment (list, prefix, &marks[i], comments.authors->len, body, last);
              last = marks[i].comment;
              g_array_append_val (shapes, marks[i]);
            }
          else if (there != NULL && there->threaded)
            n_threaded++;
          else if (there != NULL && there->text_end.end > 0)
            {
              g_autoptr (GString) run = g_string_new (NULL);
              g_autofree char *text = g_strconcat ("\n\n", marks[i].comment, NULL);

              append_run (run, prefix, text);
              hecha_edits_append_child (edits, part, &there->text_end, run->str);
            }
        }
      g_string_append_printf (author, "<%sauthor>" HECHA_COMMENT_AUTHOR "</%sauthor>", prefix,
                              prefix);
      hecha_edits_append_child (edits, part, &comments.authors_end, author->str);
      hecha_edits_append_child (edits, part, &comments.list_end, list->str);
      result = hecha_edits_apply (edits, part);
    }
  comments_clear (&comments);
  if (n_threaded > 0)
    g_string_append_printf (note, "%u 个单元格有会话式批注，没有再加批注；", n_threaded);
  if (result != NULL && shapes->len == MAX_COMMENTS)
    g_string_append_printf (note, "一张表最多加 %u 条批注，其余只着色并列在核查结果里；",
                            MAX_COMMENTS);
  return result;
}

/* ---- VML ------------------------------------------------------------------------------ */

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

/* ---- together ---------------------------------------------------------------------------- */

static gboolean
is_well_formed (const GString *text)
{
  static const HechaWalker nothing = { NULL, NULL, NULL, 0 };
  g_autoptr (GBytes) part = g_bytes_new (text->str, text->len);

  return hecha_markup_walk (part, &nothing, NULL);
}

/* Shapes into the sheet's drawing, or into a new one. */
static gboolean
store_shapes (HechaPackage *package, const char *sheet, GBytes *sheet_part, gboolean strict,
              const GArray *shapes, HechaShapeIds *ids, char **drawing_id)
{
  g_autoptr (HechaRelations) relations = hecha_relations_load (package, sheet);
  g_autofree char *there_id = NULL;
  g_autoptr (GBytes) part = NULL;
  GString *text;

  if (hecha_sheet_legacy_drawing (sheet_part, &there_id))
    {
      const char *name = hecha_relations_by_id (relations, there_id);

      part = name != NULL ? hecha_package_read (package, name, NULL) : NULL;
      text = part != NULL ? add_shapes (part, shapes, ids) : NULL;
      if (text == NULL || !is_well_formed (text))
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

      if (shapes->len > BLOCK - 1)
        {
          GString *blocks = g_string_new (first);

          for (guint i = 1; i <= (shapes->len - 1) / (BLOCK - 1); i++)
            g_string_append_printf (blocks, ",%u", ids->next_block + i);
          g_free (first);
          first = g_string_free (blocks, FALSE);
        }
      empty = g_strdup_printf (vml_head, first);
      part = g_bytes_new (empty, strlen (empty));
      {
        g_autoptr (HechaEdits) edits = hecha_edits_new ();
        g_autoptr (GString) blocks = g_string_new (NULL);
        g_autoptr (GString) made = make_shapes (shapes, ids, blocks);
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

gboolean
hecha_mark_comments (HechaPackage *package, const char *sheet, GBytes *sheet_part, gboolean strict,
                     const HechaMark *marks, guint n_marks, HechaShapeIds *ids, char **drawing_id,
                     GString *note)
{
  g_autoptr (HechaRelations) relations = hecha_relations_load (package, sheet);
  const char *name = hecha_relations_target (relations, "comments");
  g_autoptr (GArray) shapes = g_array_new (FALSE, FALSE, sizeof (HechaMark));
  g_autofree char *empty = empty_comments (strict), *free_name = NULL;
  g_autoptr (GBytes) part = NULL;
  GString *text;

  *drawing_id = NULL;
  part = name != NULL ? hecha_package_read (package, name, NULL)
                      : g_bytes_new (empty, strlen (empty));
  text = part != NULL ? add_comments (part, marks, n_marks, shapes, note) : NULL;
  /* One that is ours alone is checked with all that is written. */
  if (text == NULL || (name != NULL && !is_well_formed (text))
      || (shapes->len > 0
          && !store_shapes (package, sheet, sheet_part, strict, shapes, ids, drawing_id)))
    {
      if (text != NULL)
        g_string_free (text, TRUE);
      g_string_append (note, "一张表原有的批注读不懂，只着色，没有加批注；");
      return FALSE;
    }
  if (name == NULL)
    {
      free_name = hecha_package_free_name (package, "xl/comments%u.xml");
      name = free_name;
      g_free (hecha_package_relate (package, sheet, strict, "comments", name));
      hecha_package_declare (
          package, name,
          "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml");
    }
  hecha_package_set (package, name, text);
  return TRUE;
}

/* ---- taking marks off ------------------------------------------------------------------ */

typedef struct
{
  GArray *shapes;       /* Comment: row, column, start, end of Note shapes */
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
      Comment shape = { .row = (guint32) shapes->row, .column = (guint32) shapes->column,
                        .start = shapes->start, .end = tag->end };
      g_array_append_val (shapes->shapes, shape);
    }
}

static void
shape_text (const char *text, int length, gpointer data)
{
  g_string_append_len (((NoteShapes *) data)->text, text, length);
}

/* Takes the shapes of our comments out of the drawing. */
static void
remove_shapes (HechaPackage *package, const char *drawing, const Comments *comments)
{
  static const HechaWalker walker = { begin_shape, end_shape, shape_text, 0 };
  g_autoptr (GBytes) part = hecha_package_read (package, drawing, NULL);
  g_autoptr (HechaEdits) edits = hecha_edits_new ();
  NoteShapes shapes = { .shapes = g_array_new (FALSE, FALSE, sizeof (Comment)),
                        .text = g_string_new (NULL) };

  if (part != NULL && hecha_markup_walk (part, &walker, &shapes))
    {
      for (guint i = 0; i < shapes.shapes->len; i++)
        {
          const Comment *shape = &g_array_index (shapes.shapes, Comment, i);
          const Comment *comment = comment_on (comments, shape->row, shape->column);

          if (comment != NULL && comment->ours)
            hecha_edits_add (edits, shape->start, shape->end - shape->start, "");
        }
      hecha_package_set (package, drawing, hecha_edits_apply (edits, part));
    }
  g_array_unref (shapes.shapes);
  g_string_free (shapes.text, TRUE);
}

void
hecha_unmark_comments (HechaPackage *package, const char *sheet)
{
  g_autoptr (HechaRelations) relations = hecha_relations_load (package, sheet);
  const char *name = hecha_relations_target (relations, "comments");
  const char *drawing = hecha_relations_target (relations, "vmlDrawing");
  g_autoptr (GBytes) part = name != NULL ? hecha_package_read (package, name, NULL) : NULL;
  g_autoptr (HechaEdits) edits = hecha_edits_new ();
  Comments comments = { 0 };

  if (part == NULL)
    return;
  if (comments_read (&comments, part))
    {
      for (guint i = 0; i < comments.list->len; i++)
        {
          const Comment *comment = &g_array_index (comments.list, Comment, i);

          if (comment->ours)
            hecha_edits_add (edits, comment->start, comment->end - comment->start, "");
        }
      hecha_package_set (package, name, hecha_edits_apply (edits, part));
      if (drawing != NULL)
        remove_shapes (package, drawing, &comments);
    }
  comments_clear (&comments);
}
