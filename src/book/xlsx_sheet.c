/* A worksheet part: rows, columns, merges. */
#include <string.h>

#include "book/number.h"
#include "book/xlsx_rows.h"

gboolean
hecha_xlsx_flush_row (HechaXlsxRows *rows)
{
  guint n = rows->n_cells;

  rows->n_cells = 0;
  return hecha_sink_row (rows->sink, rows->row, rows->hidden, rows->cells, n, &rows->error);
}

/* The bytes that end every address of this row: `17"`. */
static void
set_row_word (HechaXlsxRows *rows)
{
  char digits[16], text[sizeof rows->row_word] = { 0 }, mask[sizeof rows->row_mask] = { 0 };
  guint32 number = rows->row + 1;
  guint n = 0;

  do
    digits[n++] = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  /* A row beyond the grid may have more digits; it is left to the slow way. */
  rows->row_length = MIN (n + 1, sizeof text);
  for (guint i = 0; i < n && i < sizeof text; i++)
    text[i] = digits[n - 1 - i];
  text[rows->row_length - 1] = '"';
  memset (mask, 0xff, rows->row_length);
  memcpy (&rows->row_mask, mask, sizeof mask);
  memcpy (&rows->row_word, text, sizeof text);
}

static void
begin_row (HechaXlsxRows *rows)
{
  HechaXml *xml = rows->xml;
  guint64 number = hecha_xml_attribute_uint (xml, "r", 0);
  const char *height;
  gsize length;

  rows->row = number > 0 ? (guint32) MIN (number - 1, HECHA_MAX_ROWS) : rows->next_row;
  rows->outside = rows->row >= HECHA_MAX_ROWS;
  rows->next_row = rows->row + 1;
  rows->next_column = 0;
  rows->n_cells = 0;
  /* A row of no height cannot be seen either. */
  rows->hidden = hecha_xml_attribute_true (xml, "hidden")
                 || (hecha_xml_attribute (xml, "ht", FALSE, &height, &length) && length == 1
                     && *height == '0');
  set_row_word (rows);
}

/* The cells of the row whose START came last, up to its END. */
static gboolean
read_row (HechaXlsxRows *rows)
{
  HechaXml *xml = rows->xml;
  guint outer = xml->depth - 1;

  begin_row (rows);
  for (;;)
    {
      HechaXmlToken token;
      const char *next;

      while (!xml->pending_end && (next = hecha_xlsx_fast_cell (rows, xml->cursor)) != NULL)
        xml->cursor = next;
      if (rows->error != NULL || rows->sink->stopped)
        return FALSE;
      token = hecha_xml_next (xml);
      if (token == HECHA_XML_ERROR || token == HECHA_XML_DONE)
        return FALSE;
      if (token == HECHA_XML_END && xml->depth == outer)
        return hecha_xlsx_flush_row (rows);
      if (token != HECHA_XML_START)
        continue;
      if (hecha_xml_name_is (xml, "c") ? !hecha_xlsx_slow_cell (rows) : !hecha_xml_skip (xml))
        return FALSE;
    }
}

static gboolean
read_rows (HechaXlsxRows *rows)
{
  HechaXml *xml = rows->xml;
  guint outer = xml->depth - 1;

  for (;;)
    {
      HechaXmlToken token = hecha_xml_next (xml);

      if (token == HECHA_XML_ERROR || token == HECHA_XML_DONE)
        return FALSE;
      if (token == HECHA_XML_END && xml->depth == outer)
        return TRUE;
      if (token == HECHA_XML_START
          && (hecha_xml_name_is (xml, "row") ? !read_row (rows) : !hecha_xml_skip (xml)))
        return FALSE;
    }
}

static void
read_column (HechaXml *xml, HechaSink *sink)
{
  guint64 first = hecha_xml_attribute_uint (xml, "min", 0);
  guint64 last = hecha_xml_attribute_uint (xml, "max", 0);
  g_autofree char *text = hecha_xml_attribute_dup (xml, "width", FALSE);
  double width = -1;

  if (text == NULL || !hecha_number_parse (text, &width) || width < 0)
    width = -1;
  if (first >= 1 && first <= last && first <= HECHA_MAX_COLUMNS)
    hecha_sink_columns (sink, (guint32) first - 1,
                        (guint32) MIN (last, HECHA_MAX_COLUMNS) - 1, width,
                        hecha_xml_attribute_true (xml, "hidden") || width == 0);
}

static void
read_merge (HechaXml *xml, HechaSink *sink)
{
  g_autofree char *text = hecha_xml_attribute_dup (xml, "ref", FALSE);
  g_auto (GStrv) ends = text != NULL ? g_strsplit (text, ":", 2) : NULL;
  HechaRange range;

  if (ends == NULL || ends[0] == NULL || ends[1] == NULL
      || !hecha_address_parse (ends[0], &range.first_row, &range.first_column)
      || !hecha_address_parse (ends[1], &range.last_row, &range.last_column))
    return;
  hecha_sink_merge (sink, &range);
}

/* The whole part; FALSE on an error or where the sink stopped. */
static gboolean
read_worksheet (HechaXlsxRows *rows)
{
  HechaXml *xml = rows->xml;
  gboolean in_columns = FALSE, in_merges = FALSE;
  HechaXmlToken token;

  while ((token = hecha_xml_next (xml)) != HECHA_XML_DONE)
    {
      if (token == HECHA_XML_ERROR)
        return FALSE;
      if (token != HECHA_XML_START)
        continue;
      if (xml->depth == 2)
        {
          in_columns = hecha_xml_name_is (xml, "cols");
          in_merges = hecha_xml_name_is (xml, "mergeCells");
          if (hecha_xml_name_is (xml, "sheetData") && !read_rows (rows))
            return FALSE;
        }
      else if (in_columns && xml->depth == 3 && hecha_xml_name_is (xml, "col"))
        read_column (xml, rows->sink);
      else if (in_merges && xml->depth == 3 && hecha_xml_name_is (xml, "mergeCell"))
        read_merge (xml, rows->sink);
    }
  return TRUE;
}

gboolean
hecha_xlsx_read_sheet (HechaBook *book, guint index, HechaSink *sink, GError **error)
{
  HechaXlsx *xlsx = book->data;
  g_auto (HechaPart) part = { NULL, NULL };
  HechaXlsxRows rows = { .book = book, .xlsx = xlsx, .sink = sink };
  const char *part_name = g_ptr_array_index (xlsx->parts, index);
  gboolean done;

  if (*part_name == '\0')
    {
      g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_DAMAGED,
                   "文件已损坏：工作表“%s”的内容不在文件里，请用 Excel 打开修复后另存",
                   sink->sheet->name);
      return FALSE;
    }
  if (!hecha_xlsx_read_strings (book, xlsx, error)
      || !hecha_part_open (&part, xlsx->zip, part_name, book->limits.max_depth, error))
    return FALSE;
  rows.xml = part.xml;
  rows.cells = g_new (HechaCell, HECHA_MAX_COLUMNS);
  rows.value = g_string_new (NULL);
  done = read_worksheet (&rows);
  if (!done && rows.error != NULL)
    g_propagate_error (error, rows.error);
  else if (!done && !sink->stopped)
    hecha_xml_take_error (part.xml, error);
  if (rows.n_bad_strings > 0)
    hecha_sink_note (sink, "有 %u 个单元格引用的共享字符串不存在，内容无法读出，请用 Excel 打开核对",
                     rows.n_bad_strings);
  g_string_free (rows.value, TRUE);
  g_free (rows.cells);
  return done;
}
