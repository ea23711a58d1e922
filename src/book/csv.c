/* CSV and TSV.  All cells are text: what "00123" or 2024.7.3 means is decided
 * where the columns are known. */
#include "book/csv.h"

#include <string.h>

#include "book/book.h"
#include "book/text.h"

/* ---- fields ---------------------------------------------------------------- */

static gboolean
ends_field (char c, char separator)
{
  return c == separator || c == '\n' || c == '\r' || c == '\0';
}

/* At an opening quote; a field whose quote never closes runs to the end. */
static const char *
quoted_field (const char *p, GString *out)
{
  for (p++; *p != '\0'; p++)
    {
      if (*p == '"' && *++p != '"')
        return p;
      if (*p == '\r')
        {
          g_string_append_c (out, '\n');
          if (p[1] == '\n')
            p++;
        }
      else
        g_string_append_c (out, *p);
    }
  return p;
}

const char *
hecha_csv_field (const char *p, char separator, GString *out)
{
  const char *start;

  g_string_truncate (out, 0);
  /* ="00123" is how exporters keep Excel from dropping zeros. */
  if (p[0] == '=' && p[1] == '"')
    p++;
  if (*p == '"')
    p = quoted_field (p, out);
  for (start = p; !ends_field (*p, separator); p++)
    ;
  g_string_append_len (out, start, p - start);
  return p;
}

const char *
hecha_csv_line_end (const char *p)
{
  if (p[0] == '\r' && p[1] == '\n')
    return p + 2;
  return *p != '\0' ? p + 1 : p;
}

/* ---- which separator -------------------------------------------------------- */

#define SAMPLE 50   /* lines looked at */

/* Counts the fields of the first lines; the number of lines that have the
 * most frequent number above one, and that number. */
static void
try_separator (const char *p, char separator, guint *n_alike, guint *n_fields)
{
  guint counts[SAMPLE], n = 0;
  g_autoptr (GString) field = g_string_new (NULL);

  while (*p != '\0' && n < SAMPLE)
    {
      counts[n] = 1;
      while (*(p = hecha_csv_field (p, separator, field)) == separator)
        {
          counts[n]++;
          p++;
        }
      p = hecha_csv_line_end (p);
      n++;
    }
  *n_alike = *n_fields = 0;
  for (guint i = 0; i < n; i++)
    {
      guint alike = 0;

      for (guint j = 0; j < n; j++)
        alike += counts[j] == counts[i];
      if (counts[i] > 1 && (alike > *n_alike || (alike == *n_alike && counts[i] > *n_fields)))
        {
          *n_alike = alike;
          *n_fields = counts[i];
        }
    }
}

char
hecha_csv_separator (const char *text, const char **start)
{
  static const char candidates[] = { ',', '\t', ';' };
  guint best_alike = 0, best_fields = 0;
  char best = ',';

  *start = text;
  if (g_ascii_strncasecmp (text, "sep=", 4) == 0 && text[4] != '\0'
      && (text[5] == '\r' || text[5] == '\n'))
    {
      *start = hecha_csv_line_end (text + 5);
      return text[4];
    }
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      guint alike, fields;

      try_separator (text, candidates[i], &alike, &fields);
      if (alike > best_alike || (alike == best_alike && fields > best_fields))
        {
          best = candidates[i];
          best_alike = alike;
          best_fields = fields;
        }
    }
  return best;
}

/* ---- the reader ---------------------------------------------------------------- */

typedef struct
{
  char *text;
  const char *start;
  char separator;
  guint n_damaged;     /* characters that could not be read */
} Csv;

static void
csv_free (gpointer data)
{
  Csv *csv = data;

  g_free (csv->text);
  g_free (csv);
}

/* One line into CELLS; the place behind it, NULL with an error. */
static const char *
read_line (HechaSink *sink, const Csv *csv, const char *p, GArray *cells, GString *field,
           GError **error)
{
  guint32 column = 0;

  g_array_set_size (cells, 0);
  for (;; p++, column++)
    {
      HechaCell cell = { .type = HECHA_CELL_TEXT };

      p = hecha_csv_field (p, csv->separator, field);
      if (field->len > 0 && column >= HECHA_MAX_COLUMNS)
        hecha_sink_outside (sink);
      else if (field->len > 0)
        {
          cell.column = (guint16) column;
          cell.text = hecha_sink_text (sink, field->str, field->len, error);
          if (cell.text == NULL)
            return NULL;
          g_array_append_val (cells, cell);
        }
      if (*p == '\0' || *p != csv->separator)
        return hecha_csv_line_end (p);
    }
}

static gboolean
read_sheet (HechaBook *book, guint index, HechaSink *sink, GError **error)
{
  const Csv *csv = book->data;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (HechaCell));
  g_autoptr (GString) field = g_string_new (NULL);
  const char *p = csv->start;

  if (csv->n_damaged > 0)
    hecha_sink_note (sink, "文件里有 %u 处文字已损坏，以“\xef\xbf\xbd”代替，请核对原文件", csv->n_damaged);
  for (guint32 row = 0; *p != '\0'; row++)
    {
      p = read_line (sink, csv, p, cells, field, error);
      if (p == NULL)
        return FALSE;
      if (cells->len > 0
          && !hecha_sink_row (sink, row, FALSE, (HechaCell *) cells->data, cells->len, error))
        return FALSE;
    }
  return TRUE;
}

static const HechaReader csv_reader = { read_sheet, csv_free };

gboolean
hecha_csv_open (HechaBook *book, GError **error)
{
  gsize length;
  guint n_damaged;
  char *text = hecha_text_read (book->fd, book->size, &book->limits, &length, &n_damaged, error);
  Csv *csv;

  if (text == NULL)
    return FALSE;
  csv = g_new0 (Csv, 1);
  csv->text = text;
  csv->n_damaged = n_damaged;
  csv->separator = hecha_csv_separator (text, &csv->start);
  book->reader = &csv_reader;
  book->data = csv;
  book->kind = HECHA_KIND_TEXT;
  if (text[strspn (text, " \t\r\n")] == '\0')
    {
      g_set_error (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_EMPTY,
                   "文件里没有内容，请重新导出或请报送单位重新提供");
      return FALSE;
    }
  hecha_book_add_sheet (book, "", HECHA_SHEET_VISIBLE, TRUE);
  return TRUE;
}
