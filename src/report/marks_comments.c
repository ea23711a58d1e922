#include "report/marks_comments.h"

#include <stdio.h>
#include <string.h>

#include "report/marks_shapes.h"
#include "report/marks_xml.h"

/* Comments slow Excel down long before they fail; the rest stands in 核查结果. */
#define MAX_COMMENTS 2000u
#define MAX_TEXT 8000

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
  if (text == NULL || (name != NULL && !hecha_markup_is_well_formed (text))
      || (shapes->len > 0
          && !hecha_shapes_store (package, sheet, sheet_part, strict, shapes, ids, drawing_id)))
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

static gboolean
is_ours (guint32 row, guint32 column, gpointer data)
{
  const Comment *comment = comment_on (data, row, column);

  return comment != NULL && comment->ours;
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
        hecha_shapes_remove (package, drawing, is_ours, &comments);
    }
  comments_clear (&comments);
}
