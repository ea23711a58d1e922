#include "report/marks_result_sheet.h"

#include <stdio.h>
#include <string.h>

#include "report/marks_xml.h"

typedef struct
{
  const char *title;
  double width;
} ResultColumn;

static const ResultColumn columns[] = {
  { "级别", 8 },  { "编号", 18 }, { "项目", 28 },     { "问题", 24 }, { "台账反映的事实", 52 },
  { "条款", 12 }, { "位置", 22 }, { "怎么办", 40 },
};

enum { PLACE = 6 };

static void
append_cell (GString *out, guint32 row, guint32 column, guint style, const char *text)
{
  char address[HECHA_ADDRESS_SIZE];

  hecha_markup_append (out,
                       "<c r=\"%s\" s=\"%u\" t=\"inlineStr\"><is><t xml:space=\"preserve\">%s</t>"
                       "</is></c>",
                       hecha_address (row, column, address), style, text);
}

/* Lines that TEXT takes in a column of WIDTH; a Chinese character is two wide. */
static guint
lines_of (const char *text, double width)
{
  guint n = 1;
  double used = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      /* Nearly all are of the one block, where the question is dear. */
      gboolean wide = (c >= 0x4e00 && c < 0xa000) || (c >= 0x1100 && g_unichar_iswide (c));
      double step = wide ? 2.1 : 1.1;

      if (*text == '\n' || used + step > width)
        {
          n++;
          used = 0;
        }
      used += *text == '\n' ? 0 : step;
    }
  return n;
}

static void
append_row (GString *out, guint32 row, const guint *styles, const char *const *texts, guint n)
{
  guint lines = 1;

  for (guint i = 0; i < n; i++)
    lines = MAX (lines, lines_of (texts[i], columns[i].width));
  hecha_markup_append (out, "<row r=\"%u\" ht=\"%u\" customHeight=\"1\">", row + 1,
                       MIN (lines * 14 + 4, 400));
  for (guint i = 0; i < n; i++)
    append_cell (out, row, i, styles[i], texts[i]);
  g_string_append (out, "</row>");
}

/* 'it''s'!F17 */
static char *
location_of (const HechaWorkbookParts *parts, const HechaMarkLine *line)
{
  const char *name = g_array_index (parts->sheets, HechaSheetPart, line->sheet_index).name;
  g_auto (GStrv) pieces = g_strsplit (name, "'", -1);
  g_autofree char *quoted = g_strjoinv ("''", pieces);
  char address[HECHA_ADDRESS_SIZE];

  return g_strdup_printf ("'%s'!%s", quoted, hecha_address (line->row, line->column, address));
}

static char *
place_of (const HechaWorkbookParts *parts, const HechaMarkLine *line)
{
  char address[HECHA_ADDRESS_SIZE];

  return g_strdup_printf ("%s › %s",
                          g_array_index (parts->sheets, HechaSheetPart, line->sheet_index).name,
                          hecha_address (line->row, line->column, address));
}

static void
append_lines (GString *out, GString *links, const HechaWorkbookParts *parts,
              const HechaMarkJob *job, HechaMarkStyles *styles)
{
  guint text = hecha_mark_styles_of (styles, HECHA_MARK_STYLE_TEXT);
  guint link = hecha_mark_styles_of (styles, HECHA_MARK_STYLE_LINK);
  gboolean full = FALSE;

  for (guint i = 0; i < job->n_lines && i < HECHA_MAX_ROWS - 10; i++)
    {
      const HechaMarkLine *line = &job->lines[i];
      g_autofree char *place = place_of (parts, line);
      g_autofree char *location = location_of (parts, line);
      const char *texts[] = { hecha_outcome_name ((HechaOutcome) line->level), line->number,
                              line->project, line->rule_name, line->message, line->article,
                              place, line->remedy };
      guint look[] = { hecha_mark_styles_over (styles, text, line->level, &full), text, text,
                       text, text, text, link, text };
      char address[HECHA_ADDRESS_SIZE];

      append_row (out, i + 3, look, texts, G_N_ELEMENTS (columns));
      if (i < 65000)
        hecha_markup_append (links, "<hyperlink ref=\"%s\" location=\"%s\"/>",
                          hecha_address (i + 3, PLACE, address), location);
    }
}

static GString *
make_sheet (const HechaWorkbookParts *parts, const HechaMarkJob *job, HechaMarkStyles *styles)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
  g_autoptr (GString) links = g_string_new (NULL);
  guint title = hecha_mark_styles_of (styles, HECHA_MARK_STYLE_TITLE);
  guint note = hecha_mark_styles_of (styles, HECHA_MARK_STYLE_NOTE);
  guint head = hecha_mark_styles_of (styles, HECHA_MARK_STYLE_HEAD);
  const char *titles[G_N_ELEMENTS (columns)];
  guint heads[G_N_ELEMENTS (columns)];

  g_string_append_printf (
      out,
      "<worksheet xmlns=\"%s\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews>"
      "<sheetView workbookViewId=\"0\" showGridLines=\"0\"><pane ySplit=\"3\" topLeftCell=\"A4\" "
      "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
      "<sheetFormatPr defaultRowHeight=\"15\"/><cols>",
      parts->strict ? "http://purl.oclc.org/ooxml/spreadsheetml/main"
                    : "http://schemas.openxmlformats.org/spreadsheetml/2006/main");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_string_append_printf (out, "<col min=\"%u\" max=\"%u\" width=\"%d\" customWidth=\"1\"/>",
                              i + 1, i + 1, (int) columns[i].width + 1);
      titles[i] = columns[i].title;
      heads[i] = head;
    }
  g_string_append (out, "</cols><sheetData><row r=\"1\" ht=\"26\" customHeight=\"1\">");
  append_cell (out, 0, 0, title, job->n_lines > 0 ? "核查结果" : "核查结果：没有发现问题");
  g_string_append (out, "</row><row r=\"2\" ht=\"34\" customHeight=\"1\">");
  append_cell (out, 1, 0, note, job->heading);
  g_string_append (out, "</row>");
  append_row (out, 2, heads, titles, G_N_ELEMENTS (columns));
  append_lines (out, links, parts, job, styles);
  g_string_append (out, "</sheetData><mergeCells count=\"2\"><mergeCell ref=\"A1:H1\"/>"
                        "<mergeCell ref=\"A2:H2\"/></mergeCells>");
  if (links->len > 0)
    g_string_append_printf (out, "<hyperlinks>%s</hyperlinks>", links->str);
  g_string_append (out, "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" "
                        "header=\"0.3\" footer=\"0.3\"/>"
                        "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>"
                        "<headerFooter><oddFooter>&amp;C第 &amp;P 页 共 &amp;N 页</oddFooter>"
                        "</headerFooter></worksheet>");
  return out;
}

/* The sheet of an earlier marking, whose content gives way; or NULL. */
static const HechaSheetPart *
earlier_sheet (const HechaWorkbookParts *parts)
{
  for (guint i = parts->sheets->len; i-- > 0;)
    {
      const HechaSheetPart *sheet = &g_array_index (parts->sheets, HechaSheetPart, i);

      if (g_str_has_prefix (sheet->name, HECHA_RESULT_SHEET) && sheet->part != NULL)
        return sheet;
    }
  return NULL;
}

static char *
free_sheet_name (const HechaWorkbookParts *parts)
{
  char *name = g_strdup (HECHA_RESULT_SHEET);

  for (guint turn = 2;; turn++)
    {
      gboolean taken = FALSE;

      for (guint i = 0; i < parts->sheets->len; i++)
        taken |= strcmp (g_array_index (parts->sheets, HechaSheetPart, i).name, name) == 0;
      if (!taken)
        return name;
      g_free (name);
      name = g_strdup_printf (HECHA_RESULT_SHEET "(%u)", turn);
    }
}

gboolean
hecha_mark_result_sheet (HechaPackage *package, HechaWorkbookParts *parts,
                         const HechaMarkJob *job, HechaMarkStyles *styles, GError **error)
{
  const HechaSheetPart *earlier = hecha_mark_styles_marked (styles) ? earlier_sheet (parts) : NULL;
  g_autofree char *part = NULL, *name = NULL;

  if (earlier != NULL)
    {
      hecha_package_set (package, earlier->part, make_sheet (parts, job, styles));
      return TRUE;
    }
  part = hecha_package_free_name (package, "xl/worksheets/sheet%u.xml");
  name = free_sheet_name (parts);
  hecha_package_set (package, part, make_sheet (parts, job, styles));
  return hecha_workbook_add_sheet (package, parts, name, part, error);
}

/* ---- the property ------------------------------------------------------------------ */

typedef struct
{
  const char *name;
  guint max_id;
  HechaTag root_end;
  gsize start, end;      /* of the property of that name */
  gboolean inside, found;
} PropertyWalk;

static void
begin_property (const HechaTag *tag, gpointer data)
{
  PropertyWalk *walk = data;
  const char *id = hecha_tag_attribute (tag, "pid"), *name = hecha_tag_attribute (tag, "name");

  if (tag->depth != 2)
    return;
  walk->max_id = MAX (walk->max_id, id != NULL ? (guint) g_ascii_strtoull (id, NULL, 10) : 0);
  walk->inside = g_strcmp0 (name, walk->name) == 0;
  if (walk->inside)
    walk->start = tag->start;
}

static void
end_property (const HechaTag *tag, gpointer data)
{
  PropertyWalk *walk = data;

  if (tag->depth == 2 && walk->inside)
    {
      walk->end = tag->end;
      walk->found = TRUE;
    }
  if (tag->depth == 1)
    walk->root_end = *tag;
}

#define NO_PROPERTIES                                                                            \
  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"                              \
  "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" " \
  "xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\"></Properties>"

void
hecha_mark_property (HechaPackage *package, gboolean strict, const char *name, const char *value)
{
  static const HechaWalker walker = { begin_property, end_property, NULL, 0 };
  g_autoptr (HechaRelations) top = hecha_relations_load (package, "");
  const char *there = hecha_relations_target (top, "custom-properties");
  g_autoptr (GBytes) part = NULL;
  g_autoptr (HechaEdits) edits = hecha_edits_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *prefix = NULL;
  PropertyWalk walk = { .name = name, .max_id = 1 };

  if (there == NULL)
    there = hecha_relations_target (top, "customProperties");
  part = there != NULL ? hecha_package_read (package, there, NULL) : NULL;
  if (part == NULL || !hecha_markup_walk (part, &walker, &walk))
    {
      g_clear_pointer (&part, g_bytes_unref);
      part = g_bytes_new_static (NO_PROPERTIES, strlen (NO_PROPERTIES));
      hecha_markup_walk (part, &walker, &walk);
    }
  prefix = hecha_markup_root_prefix (part);
  g_string_append_printf (text,
                          "<%sproperty fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" "
                          "pid=\"%u\"",
                          prefix, walk.max_id + 1);
  hecha_markup_append (text,
                    " name=\"%s\"><vt:lpwstr xmlns:vt=\"http://schemas.openxmlformats.org/"
                    "officeDocument/2006/docPropsVTypes\">%s</vt:lpwstr>",
                    name, value);
  g_string_append_printf (text, "</%sproperty>", prefix);
  if (walk.found)
    hecha_edits_add (edits, walk.start, walk.end - walk.start, "");
  hecha_edits_append_child (edits, part, &walk.root_end, text->str);
  hecha_package_set (package, there != NULL ? there : "docProps/custom.xml",
                     hecha_edits_apply (edits, part));
  if (there == NULL)
    {
      g_free (hecha_package_relate (package, "", strict, "custom-properties",
                                    "docProps/custom.xml"));
      hecha_package_declare (package, "docProps/custom.xml",
                             "application/vnd.openxmlformats-officedocument.custom-properties"
                             "+xml");
    }
}
