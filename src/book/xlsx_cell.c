/* One <c> element: in one go where it looks as Excel, WPS, LibreOffice,
 * openpyxl and libxlsxwriter write it, token by token otherwise.  The fast way
 * decides nothing by itself: what it does not know it leaves to the slow one. */
#include <string.h>

#include "book/number.h"
#include "book/xlsx_rows.h"
#include "book/xml_text.h"

/* Compares with a word of fixed length, as far as the slack of the window. */
#define AT(p, word) (memcmp ((p), word, sizeof word - 1) == 0)

/* ---- fast ------------------------------------------------------------------ */

/* The column of `C17"` at *P where 17 is the row being read; moves *P behind
 * the quote.  HECHA_MAX_COLUMNS where it is anything else. */
static inline guint32
fast_address (const HechaXlsxRows *rows, const char **p)
{
  const char *q = *p;
  guint32 column = 0;
  guint64 word;

  while ((guint8) (*q - 'A') < 26 && column < HECHA_MAX_COLUMNS)
    column = column * 26 + (guint32) (*q++ - 'A') + 1;
  memcpy (&word, q, sizeof word);
  if (column == 0 || (word & rows->row_mask) != rows->row_word)
    return HECHA_MAX_COLUMNS;
  *p = q + rows->row_length;
  return MIN (column - 1, HECHA_MAX_COLUMNS);
}

/* The attributes s and t in any order, up to `>` or `/>`. */
static inline const char *
fast_attributes (HechaXlsxCell *cell, const char *p)
{
  while (*p == ' ')
    {
      if (AT (p, " s=\""))
        {
          guint style = 0;

          for (p += 4; (guint8) (*p - '0') < 10 && style < 100000; p++)
            style = style * 10 + (guint) (*p - '0');
          if (*p++ != '"')
            return NULL;
          cell->style = style;
        }
      else if (AT (p, " t=\"s\"") || AT (p, " t=\"n\""))
        {
          cell->type = p[4];
          p += 6;
        }
      else if (AT (p, " t=\"str\""))
        {
          cell->type = 'f';
          p += 8;
        }
      else if (AT (p, " t=\"inlineStr\""))
        {
          cell->type = 'i';
          p += 14;
        }
      else
        return NULL;
    }
  return p;
}

/* Behind <f>...</f> or <f .../>. */
static const char *
fast_formula (HechaXlsxRows *rows, const char *p)
{
  const char *next = memchr (p + 2, '<', (gsize) (rows->xml->end - p - 2));

  if (next == NULL)
    return NULL;
  if (AT (next, "</f>"))
    return next + 4;
  return next[-1] == '>' && next[-2] == '/' ? next : NULL;
}

/* Text up to a tag, into rows->value. */
static const char *
fast_text (HechaXlsxRows *rows, const char *p)
{
  const char *end = memchr (p, '<', (gsize) (rows->xml->end - p));

  g_string_truncate (rows->value, 0);
  if (end == NULL || !hecha_xml_text_append (rows->value, p, (gsize) (end - p), FALSE))
    return NULL;
  return end;
}

/* <v> and <is> of texts that stand in the sheet itself. */
static const char *
fast_string (HechaXlsxRows *rows, HechaXlsxCell *cell, const char *p)
{
  if (cell->type == 'f' && AT (p, "<v>"))
    p = fast_text (rows, p + 3);
  else if (cell->type == 'i' && AT (p, "<is><t>"))
    p = fast_text (rows, p + 7);
  else if (cell->type == 'i' && AT (p, "<is><t xml:space=\"preserve\">"))
    p = fast_text (rows, p + 28);
  else
    return NULL;
  if (p == NULL)
    return NULL;
  if (cell->type == 'f')
    p = AT (p, "</v></c>") ? p + 8 : NULL;
  else
    p = AT (p, "</t></is></c>") ? p + 13 : NULL;
  cell->has_value = TRUE;
  return p != NULL && hecha_xlsx_add_cell (rows, cell) ? p : NULL;
}

/* <v> of a number or of a shared string's index. */
static inline const char *
fast_number (HechaXlsxRows *rows, const HechaXlsxCell *source, const char *p)
{
  const HechaStyle *style = hecha_book_style (rows->book, source->style);
  HechaCell *cell = &rows->cells[rows->n_cells];

  if (source->type == 's')
    {
      guint64 index;
      guint n = hecha_number_digits (p, &index);

      if (n == 0 || index >= rows->xlsx->strings->len)
        return NULL;
      p += n;
      cell->type = HECHA_CELL_TEXT;
      cell->text = g_ptr_array_index (rows->xlsx->strings, index);
      if (cell->text == NULL)
        return NULL;
    }
  else
    {
      p = hecha_number_scan_ahead (p, &cell->number);
      if (p == NULL)
        return NULL;
      cell->type = HECHA_CELL_NUMBER;
    }
  if (!AT (p, "</v></c>"))
    return NULL;
  cell->column = (guint16) source->column;
  cell->style = source->style < rows->book->styles->len ? (guint16) source->style : 0;
  cell->format = style->format;
  cell->flags = style->flags | (source->formula ? HECHA_CELL_FORMULA : 0);
  rows->n_cells++;
  return p + 8;
}

const char *
hecha_xlsx_fast_cell (HechaXlsxRows *rows, const char *p)
{
  HechaXlsxCell cell = { .row = rows->row, .type = 'n' };

  if (rows->n_cells == HECHA_MAX_COLUMNS || !AT (p, "<c r=\""))
    return NULL;
  p += 6;
  cell.column = fast_address (rows, &p);
  if (cell.column >= HECHA_MAX_COLUMNS)
    return NULL;
  p = fast_attributes (&cell, p);
  if (p == NULL)
    return NULL;
  rows->next_column = cell.column + 1;
  if (AT (p, "/>"))
    return hecha_xlsx_add_cell (rows, &cell) ? p + 2 : NULL;
  if (AT (p, "><f>") || AT (p, "><f "))
    {
      cell.formula = TRUE;
      p = fast_formula (rows, p + 1);
      if (p == NULL)
        return NULL;
    }
  else if (*p++ != '>')
    return NULL;
  if (cell.type == 'f' || cell.type == 'i')
    return fast_string (rows, &cell, p);
  return AT (p, "<v>") ? fast_number (rows, &cell, p + 3) : NULL;
}

/* ---- slow ------------------------------------------------------------------- */

static char
cell_type (HechaXml *xml)
{
  static const struct
  {
    const char *name;
    char type;
  } types[] = { { "s", 's' }, { "n", 'n' }, { "str", 'f' }, { "inlineStr", 'i' },
                { "b", 'b' }, { "e", 'e' }, { "d", 'd' } };
  const char *value;
  gsize length;

  if (!hecha_xml_attribute (xml, "t", FALSE, &value, &length))
    return 'n';
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strlen (types[i].name) == length && memcmp (types[i].name, value, length) == 0)
      return types[i].type;
  return 'f';
}

/* The address r says, or the place after the cell before. */
static void
read_address (HechaXlsxRows *rows, HechaXlsxCell *cell)
{
  g_autofree char *address = hecha_xml_attribute_dup (rows->xml, "r", FALSE);
  char *end = address;
  guint64 row;

  cell->row = rows->row;
  cell->column = rows->next_column;
  if (address == NULL)
    return;
  if (hecha_address_parse (address, &cell->row, &cell->column))
    return;
  /* No address, or one beyond the grid, which must stay outside. */
  while (g_ascii_isalpha (*end))
    end++;
  row = g_ascii_strtoull (end, NULL, 10);
  if (end > address && row > 0)
    cell->column = HECHA_MAX_COLUMNS;
}

static gboolean
append_inline (HechaXlsxRows *rows, HechaXlsxCell *cell)
{
  g_string_truncate (rows->value, 0);
  cell->has_value = cell->inlined = TRUE;
  if (!hecha_xlsx_append_string (rows->xml, rows->value))
    return FALSE;
  hecha_xlsx_unescape (rows->value);
  return TRUE;
}

/* A child of <c>. */
static gboolean
read_child (HechaXlsxRows *rows, HechaXlsxCell *cell)
{
  HechaXml *xml = rows->xml;

  if (hecha_xml_name_is (xml, "f"))
    {
      cell->formula = TRUE;
      return hecha_xml_skip (xml);
    }
  if (hecha_xml_name_is (xml, "v") && !cell->inlined)
    {
      g_string_truncate (rows->value, 0);
      cell->has_value = TRUE;
      return hecha_xml_append_content (xml, rows->value);
    }
  if (hecha_xml_name_is (xml, "is") && (!cell->has_value || cell->type == 'i'))
    return append_inline (rows, cell);
  /* A bare <t>, which some programs write. */
  if (hecha_xml_name_is (xml, "t") && !cell->has_value)
    {
      g_string_truncate (rows->value, 0);
      cell->has_value = TRUE;
      cell->type = 'i';
      return hecha_xml_append_content (xml, rows->value);
    }
  return hecha_xml_skip (xml);
}

gboolean
hecha_xlsx_slow_cell (HechaXlsxRows *rows)
{
  HechaXml *xml = rows->xml;
  HechaXlsxCell cell = { .type = cell_type (xml) };
  guint outer = xml->depth - 1;

  cell.style = (guint) MIN (hecha_xml_attribute_uint (xml, "s", 0), G_MAXUINT16);
  read_address (rows, &cell);
  rows->next_column = cell.column + 1;
  for (;;)
    {
      HechaXmlToken token = hecha_xml_next (xml);

      if (token == HECHA_XML_ERROR || token == HECHA_XML_DONE)
        return FALSE;
      if (token == HECHA_XML_END && xml->depth == outer)
        return hecha_xlsx_add_cell (rows, &cell);
      if (token == HECHA_XML_START && !read_child (rows, &cell))
        return FALSE;
    }
}
