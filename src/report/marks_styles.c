#include "report/marks_styles.h"

#include <stdio.h>
#include <string.h>

#include <hecha/report.h>

#include "report/marks_xml.h"

/* Excel's bound on cell formats. */
#define MAX_XFS 65490u
/* Colours of our own: near the usual ones and used by nobody else, so that
 * marks are found again when a marked copy is marked anew. */
static const char *const level_colours[HECHA_N_OUTCOMES] = {
  [HECHA_OUTCOME_HINT] = "FFDDEBF8",
  [HECHA_OUTCOME_SUSPECT] = "FFFFEB9D",
  [HECHA_OUTCOME_VIOLATION] = "FFFFC7CF",
};

static const char empty_styles[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
      "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>"
      "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
      "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
      "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
      "</cellStyleXfs>"
      "<cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" "
      "xfId=\"0\"/></cellXfs>"
      "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
      "</styleSheet>";

/* A collection of styles.xml: its start and end tags and how many it has. */
typedef struct
{
  HechaTag start, end;
  guint n;
  gboolean found;
} List;

struct _HechaMarkStyles
{
  GBytes *part;
  char *prefix;
  List fonts, fills, borders, xfs;
  GPtrArray *xf_texts;      /* char *: each <xf> of cellXfs as it stands */
  GArray *xf_fills;         /* guint per xf */
  GArray *our_fills;        /* guint: fills of ours that the workbook has already */
  guint xf_start;           /* byte of the <xf> being read */
  GHashTable *over;         /* old * 16 + level -> index + 1 */
  GHashTable *without;      /* style -> index + 1 */
  GString *new_xfs;
  guint n_new_xfs;
  guint own[HECHA_N_MARK_STYLES];
  gboolean has_own;
};

/* ---- reading ---------------------------------------------------------------- */

static List *
list_of (HechaMarkStyles *styles, const HechaTag *tag)
{
  if (tag->depth != 2)
    return NULL;
  return strcmp (tag->name, "fonts") == 0     ? &styles->fonts
         : strcmp (tag->name, "fills") == 0   ? &styles->fills
         : strcmp (tag->name, "borders") == 0 ? &styles->borders
         : strcmp (tag->name, "cellXfs") == 0 ? &styles->xfs
                                              : NULL;
}

static gboolean
is_our_colour (const char *rgb)
{
  for (guint level = 0; level < HECHA_N_OUTCOMES; level++)
    if (level_colours[level] != NULL && g_ascii_strcasecmp (rgb, level_colours[level]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
path_ends (const HechaTag *tag, const char *tail)
{
  return g_str_has_suffix (tag->path, tail);
}

static void
begin (const HechaTag *tag, gpointer data)
{
  HechaMarkStyles *styles = data;
  List *list = list_of (styles, tag);
  const char *value;

  if (list != NULL)
    {
      list->start = *tag;
      list->found = TRUE;
    }
  else if (tag->depth == 3 && path_ends (tag, "/fonts/font"))
    styles->fonts.n++;
  else if (tag->depth == 3 && path_ends (tag, "/fills/fill"))
    styles->fills.n++;
  else if (tag->depth == 3 && path_ends (tag, "/borders/border"))
    styles->borders.n++;
  else if (tag->depth == 3 && path_ends (tag, "/cellXfs/xf"))
    {
      guint fill;

      styles->xf_start = (guint) tag->start;
      value = hecha_tag_attribute (tag, "fillId");
      fill = value != NULL ? (guint) g_ascii_strtoull (value, NULL, 10) : 0;
      g_array_append_val (styles->xf_fills, fill);
    }
  else if (path_ends (tag, "/fill/patternFill/fgColor")
           && (value = hecha_tag_attribute (tag, "rgb")) != NULL && is_our_colour (value))
    {
      /* DATA is never NULL. NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
      guint fill = styles->fills.n - 1;
      g_array_append_val (styles->our_fills, fill);
    }
}

static void
finish (const HechaTag *tag, gpointer data)
{
  HechaMarkStyles *styles = data;
  List *list = list_of (styles, tag);
  const char *bytes = g_bytes_get_data (styles->part, NULL);

  if (list != NULL)
    list->end = *tag;
  else if (tag->depth == 3 && path_ends (tag, "/cellXfs/xf"))
    {
      g_ptr_array_add (styles->xf_texts,
                       g_strndup (bytes + styles->xf_start, tag->end - styles->xf_start));
      styles->xfs.n++;
    }
}

static HechaMarkStyles *
refuse (GError **error)
{
  g_set_error_literal (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_REFUSED,
                       "工作簿的单元格格式读不懂，没有标注");
  return NULL;
}

HechaMarkStyles *
hecha_mark_styles_load (HechaPackage *package, const char *name, GError **error)
{
  static const HechaWalker walker = { begin, finish, NULL, 0 };
  g_autoptr (HechaMarkStyles) styles = g_new0 (HechaMarkStyles, 1);

  styles->xf_texts = g_ptr_array_new_with_free_func (g_free);
  styles->xf_fills = g_array_new (FALSE, FALSE, sizeof (guint));
  styles->our_fills = g_array_new (FALSE, FALSE, sizeof (guint));
  styles->over = g_hash_table_new (NULL, NULL);
  styles->without = g_hash_table_new (NULL, NULL);
  styles->new_xfs = g_string_new (NULL);
  styles->part = name != NULL ? hecha_package_read (package, name, error)
                              : g_bytes_new_static (empty_styles, strlen (empty_styles));
  if (styles->part == NULL)
    return NULL;
  styles->prefix = hecha_markup_root_prefix (styles->part);
  if (!hecha_markup_walk (styles->part, &walker, styles))
    return refuse (error);
  if (!styles->xfs.found && !styles->fonts.found && !styles->fills.found)
    {
      /* A part without any format says no more than no part. */
      g_bytes_unref (styles->part);
      styles->part = g_bytes_new_static (empty_styles, strlen (empty_styles));
      g_free (styles->prefix);
      styles->prefix = g_strdup ("");
      hecha_markup_walk (styles->part, &walker, styles);
    }
  if (!styles->xfs.found || !styles->fills.found || !styles->fonts.found || styles->xfs.n == 0)
    return refuse (error);
  return g_steal_pointer (&styles);
}

void
hecha_mark_styles_free (HechaMarkStyles *styles)
{
  if (styles == NULL)
    return;
  g_clear_pointer (&styles->part, g_bytes_unref);
  g_free (styles->prefix);
  g_ptr_array_unref (styles->xf_texts);
  g_array_unref (styles->xf_fills);
  g_array_unref (styles->our_fills);
  g_hash_table_unref (styles->over);
  g_hash_table_unref (styles->without);
  g_string_free (styles->new_xfs, TRUE);
  g_free (styles);
}

/* ---- adding ------------------------------------------------------------------ */

/* <xf …> with one attribute set: the text of a tag alone, edited in place. */
static char *
with_attribute (char *xf, const char *name, const char *value)
{
  gsize tag_end = strcspn (xf, ">") + 1;
  g_autoptr (GBytes) bytes = g_bytes_new (xf, strlen (xf) + 1);
  g_autoptr (HechaEdits) edits = hecha_edits_new ();
  HechaTag tag = { .start = 0, .end = tag_end, .empty = tag_end >= 2 && xf[tag_end - 2] == '/' };
  GString *out;

  hecha_edits_set_attribute (edits, bytes, &tag, name, value);
  out = hecha_edits_apply (edits, bytes);
  g_free (xf);
  return g_string_free (out, FALSE);
}

static guint
add_xf (HechaMarkStyles *styles, const char *xf)
{
  g_string_append (styles->new_xfs, xf);
  g_ptr_array_add (styles->xf_texts, g_strdup (xf));   /* can be cloned like any other */
  return styles->xfs.n + styles->n_new_xfs++;
}

/* A clone of format STYLE with another fill. */
static guint
clone_with_fill (HechaMarkStyles *styles, guint style, guint fill)
{
  g_autofree char *number = g_strdup_printf ("%u", fill);
  char *xf = g_strdup (
      g_ptr_array_index (styles->xf_texts, style < styles->xf_texts->len ? style : 0));
  guint index;

  xf = with_attribute (xf, "fillId", number);
  xf = with_attribute (xf, "applyFill", fill != 0 ? "1" : "0");
  index = add_xf (styles, xf);
  g_free (xf);
  return index;
}

/* Fills are added in the order of levels. */
static guint
fill_of_level (const HechaMarkStyles *styles, guint8 level)
{
  return styles->fills.n + (level - HECHA_OUTCOME_HINT);
}

static gboolean
is_full (const HechaMarkStyles *styles)
{
  return styles->xfs.n + styles->n_new_xfs >= MAX_XFS - HECHA_N_MARK_STYLES;
}

guint
hecha_mark_styles_over (HechaMarkStyles *styles, guint old, guint8 level, gboolean *full)
{
  gpointer key = GUINT_TO_POINTER (old * 16 + level);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (styles->over, key));

  if (index != 0)
    return index - 1;
  if (is_full (styles))
    {
      *full = TRUE;
      return old;
    }
  index = clone_with_fill (styles, old, fill_of_level (styles, level));
  g_hash_table_insert (styles->over, key, GUINT_TO_POINTER (index + 1));
  return index;
}

static gboolean
is_our_fill (const HechaMarkStyles *styles, guint style)
{
  guint fill = style < styles->xf_fills->len ? g_array_index (styles->xf_fills, guint, style) : 0;

  for (guint i = 0; i < styles->our_fills->len; i++)
    if (g_array_index (styles->our_fills, guint, i) == fill)
      return TRUE;
  return FALSE;
}

guint
hecha_mark_styles_without (HechaMarkStyles *styles, guint style)
{
  guint index;

  if (!is_our_fill (styles, style) || is_full (styles))
    return style;
  index = GPOINTER_TO_UINT (g_hash_table_lookup (styles->without, GUINT_TO_POINTER (style)));
  if (index != 0)
    return index - 1;
  index = clone_with_fill (styles, style, 0);
  g_hash_table_insert (styles->without, GUINT_TO_POINTER (style), GUINT_TO_POINTER (index + 1));
  return index;
}

gboolean
hecha_mark_styles_marked (const HechaMarkStyles *styles)
{
  return styles->our_fills->len > 0;
}

/* The formats of 核查结果 stand on three fonts of ours. */
static void
add_own (HechaMarkStyles *styles)
{
  static const char alignment[] = "<%salignment vertical=\"center\" %s wrapText=\"1\"/>";
  const char *p = styles->prefix;
  guint font = styles->fonts.n, border = styles->borders.n;
  const struct
  {
    guint font, fill, border;
    const char *align;
  } rows[HECHA_N_MARK_STYLES] = {
    [HECHA_MARK_STYLE_TITLE] = { font + 1, 0, 0, "horizontal=\"left\"" },
    [HECHA_MARK_STYLE_NOTE] = { font, 0, 0, "horizontal=\"left\"" },
    [HECHA_MARK_STYLE_HEAD] = { font + 2, styles->fills.n + 3, border, "horizontal=\"center\"" },
    [HECHA_MARK_STYLE_TEXT] = { font, 0, border, "horizontal=\"left\"" },
    [HECHA_MARK_STYLE_LINK] = { font + 3, 0, border, "horizontal=\"left\"" },
  };

  for (guint i = 0; i < HECHA_N_MARK_STYLES; i++)
    {
      g_autofree char *aligned = g_strdup_printf (alignment, p, rows[i].align);
      g_autofree char *xf = g_strdup_printf (
          "<%sxf numFmtId=\"0\" fontId=\"%u\" fillId=\"%u\" borderId=\"%u\" xfId=\"0\" "
          "applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">%s</%sxf>",
          p, rows[i].font, rows[i].fill, rows[i].border, aligned, p);

      styles->own[i] = add_xf (styles, xf);
    }
  styles->has_own = TRUE;
}

guint
hecha_mark_styles_of (HechaMarkStyles *styles, HechaMarkStyle style)
{
  if (!styles->has_own)
    add_own (styles);
  return styles->own[style];
}

/* ---- storing ------------------------------------------------------------------ */

static void
extend (HechaMarkStyles *styles, HechaEdits *edits, const List *list, const char *text, guint n)
{
  g_autofree char *count = g_strdup_printf ("%u", list->n + n);

  /* An empty list is opened first, so its count stands in the same tag. */
  hecha_edits_set_attribute (edits, styles->part, &list->start, "count", count);
  hecha_edits_append_child (edits, styles->part, &list->end, text);
}

static void
append_fill (const HechaMarkStyles *styles, GString *out, const char *colour)
{
  const char *p = styles->prefix;

  g_string_append_printf (out,
                          "<%sfill><%spatternFill patternType=\"solid\"><%sfgColor rgb=\"%s\"/>"
                          "<%sbgColor rgb=\"%s\"/></%spatternFill></%sfill>",
                          p, p, p, colour, p, colour, p, p);
}

static void
append_font (const HechaMarkStyles *styles, GString *out, const char *marks, const char *size,
             const char *colour)
{
  const char *p = styles->prefix;
  g_autofree char *bold
      = strchr (marks, 'b') != NULL ? g_strdup_printf ("<%sb/>", p) : g_strdup ("");
  g_autofree char *line
      = strchr (marks, 'u') != NULL ? g_strdup_printf ("<%su/>", p) : g_strdup ("");

  g_string_append_printf (out,
                          "<%sfont>%s%s<%ssz val=\"%s\"/><%scolor rgb=\"%s\"/>"
                          "<%sname val=\"宋体\"/></%sfont>",
                          p, bold, line, p, size, p, colour, p, p);
}

static void
append_border (const HechaMarkStyles *styles, GString *out)
{
  static const char *const sides[] = { "left", "right", "top", "bottom" };
  const char *p = styles->prefix;

  g_string_append_printf (out, "<%sborder>", p);
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    g_string_append_printf (out, "<%s%s style=\"thin\"><%scolor rgb=\"FFBFBFBF\"/></%s%s>", p,
                            sides[i], p, p, sides[i]);
  g_string_append_printf (out, "<%sdiagonal/></%sborder>", p, p);
}

gboolean
hecha_mark_styles_store (HechaMarkStyles *styles, HechaPackage *package, const char *name,
                         GError **error)
{
  static const HechaWalker nothing = { NULL, NULL, NULL, 0 };
  g_autoptr (HechaEdits) edits = hecha_edits_new ();
  g_autoptr (GString) fonts = g_string_new (NULL), fills = g_string_new (NULL),
                      borders = g_string_new (NULL);
  g_autoptr (GBytes) result = NULL;
  GString *text;

  append_font (styles, fonts, "", "10", "FF000000");
  append_font (styles, fonts, "b", "14", "FF000000");
  append_font (styles, fonts, "b", "10", "FF000000");
  append_font (styles, fonts, "u", "10", "FF0563C1");
  for (guint level = HECHA_OUTCOME_HINT; level < HECHA_N_OUTCOMES; level++)
    append_fill (styles, fills, level_colours[level]);
  append_fill (styles, fills, "FFD9E1F2");
  append_border (styles, borders);
  extend (styles, edits, &styles->fonts, fonts->str, 4);
  extend (styles, edits, &styles->fills, fills->str, 4);
  if (styles->borders.found)
    extend (styles, edits, &styles->borders, borders->str, 1);
  extend (styles, edits, &styles->xfs, styles->new_xfs->str, styles->n_new_xfs);
  text = hecha_edits_apply (edits, styles->part);
  result = g_bytes_new (text->str, text->len);
  if (!hecha_markup_walk (result, &nothing, NULL))
    {
      g_string_free (text, TRUE);
      g_set_error_literal (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_SELF_CHECK,
                           "标注后的单元格格式不完整，没有写出副本");
      return FALSE;
    }
  hecha_package_set (package, name, text);
  return TRUE;
}
