#include "report/rows.h"

#include <math.h>
#include <string.h>

#include <hecha/book.h>

#include "report/marks_xml.h"

/* More columns no sheet of ours has. */
#define MAX_COLUMNS 256
/* Rows are handed on in steps of about so much. */
#define STEP ((gsize) 128 * 1024)

/* Bytes that grow; never terminated. */
typedef struct
{
  char *data;
  gsize length, size;
} Bytes;

typedef struct
{
  gsize start, length;   /* in the row's cells; length 0: none */
} Cell;

struct _HechaRows
{
  HechaDeflater *deflater;
  Bytes done;            /* whole rows, not yet compressed */
  Bytes cells;           /* of the row being written */
  Cell places[MAX_COLUMNS];
  guint first, last;     /* columns of the row being written; FIRST > LAST: none */
  gint64 row;            /* being written, or -1 */
  guint height;          /* 0: the sheet's own */
  HechaRowsFold fold;
  gboolean any;
  guint32 top, bottom;   /* rows with cells */
  guint left, right;
  char letters[MAX_COLUMNS][4];
  GString *links;        /* elements */
  GPtrArray *targets;    /* char *: of the relations, in order */
  GHashTable *ids;       /* target -> number of its relation, from 1 */
};

/* ---- bytes ------------------------------------------------------------------- */

/* Room for MORE bytes behind what there is. */
static inline char *
reserve (Bytes *bytes, gsize more)
{
  if (G_UNLIKELY (bytes->length + more > bytes->size))
    {
      bytes->size = MAX (bytes->size * 2, bytes->length + more + 1024);
      bytes->data = g_realloc (bytes->data, bytes->size);
    }
  return bytes->data + bytes->length;
}

static inline char *
put (char *at, const char *text, gsize length)
{
  memcpy (at, text, length);
  return at + length;
}

#define PUT(at, literal) put (at, literal, sizeof (literal) - 1)

static inline char *
put_uint (char *at, guint64 number)
{
  char digits[20];
  gsize n = sizeof digits;

  do
    digits[--n] = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  return put (at, digits + n, sizeof digits - n);
}

/* At most 5 bytes for each of TEXT. */
static char *
put_escaped (char *at, const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end)
    {
      gsize run = strcspn (text, "&<>");

      at = put (at, text, run);
      text += run;
      if (text == end)
        break;
      at = *text == '&' ? PUT (at, "&amp;") : *text == '<' ? PUT (at, "&lt;") : PUT (at, "&gt;");
      text++;
    }
  return at;
}

/* ---- rows --------------------------------------------------------------------- */

HechaRows *
hecha_rows_new (void)
{
  HechaRows *rows = g_new0 (HechaRows, 1);

  rows->deflater = hecha_deflater_new ();
  rows->row = -1;
  rows->first = MAX_COLUMNS;
  rows->left = MAX_COLUMNS;
  rows->links = g_string_new (NULL);
  rows->targets = g_ptr_array_new_with_free_func (g_free);
  rows->ids = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < MAX_COLUMNS; i++)
    {
      char address[HECHA_ADDRESS_SIZE];

      hecha_address (0, i, address);
      g_strlcpy (rows->letters[i], address, strlen (address));
    }
  return rows;
}

void
hecha_rows_free (HechaRows *rows)
{
  if (rows == NULL)
    return;
  hecha_deflater_free (rows->deflater);
  g_free (rows->done.data);
  g_free (rows->cells.data);
  g_string_free (rows->links, TRUE);
  g_hash_table_unref (rows->ids);
  g_ptr_array_unref (rows->targets);
  g_free (rows);
}

static void
hand_on (HechaRows *rows)
{
  hecha_deflater_add (rows->deflater, rows->done.data, rows->done.length);
  rows->done.length = 0;
}

static void
note_extent (HechaRows *rows)
{
  if (rows->first > rows->last)
    return;
  if (!rows->any)
    rows->top = (guint32) rows->row;
  rows->any = TRUE;
  rows->bottom = (guint32) rows->row;
  rows->left = MIN (rows->left, rows->first);
  rows->right = MAX (rows->right, rows->last);
}

static void
end_row (HechaRows *rows)
{
  char *at;

  if (rows->row < 0)
    return;
  note_extent (rows);
  at = reserve (&rows->done, rows->cells.length + 128);
  at = PUT (at, "<row r=\"");
  at = put_uint (at, (guint64) rows->row + 1);
  if (rows->height > 0)
    {
      at = PUT (at, "\" ht=\"");
      at = put_uint (at, rows->height);
      at = PUT (at, "\" customHeight=\"1");
    }
  if (rows->fold == HECHA_ROWS_FOLDED)
    at = PUT (at, "\" hidden=\"1\" outlineLevel=\"1");
  else if (rows->fold == HECHA_ROWS_FOLD_HEAD)
    at = PUT (at, "\" collapsed=\"1");
  at = PUT (at, "\">");
  for (guint i = rows->first; i <= rows->last && i < MAX_COLUMNS; i++)
    {
      at = put (at, rows->cells.data + rows->places[i].start, rows->places[i].length);
      rows->places[i].length = 0;
    }
  at = PUT (at, "</row>");
  rows->done.length = (gsize) (at - rows->done.data);
  rows->cells.length = 0;
  rows->first = MAX_COLUMNS;
  rows->last = 0;
  rows->height = 0;
  rows->fold = HECHA_ROWS_PLAIN;
  if (rows->done.length >= STEP)
    hand_on (rows);
}

/* ROW is the one being written. */
static gboolean
at_row (HechaRows *rows, guint32 row)
{
  if (rows->row == row)
    return TRUE;
  if ((gint64) row < rows->row || row >= HECHA_MAX_ROWS)
    return FALSE;
  end_row (rows);
  rows->row = row;
  return TRUE;
}

gboolean
hecha_rows_height (HechaRows *rows, guint32 row, guint points)
{
  if (!at_row (rows, row))
    return FALSE;
  rows->height = points;
  return TRUE;
}

gboolean
hecha_rows_fold (HechaRows *rows, guint32 row, HechaRowsFold fold)
{
  if (!at_row (rows, row))
    return FALSE;
  rows->fold = fold;
  return TRUE;
}

/* ---- cells ---------------------------------------------------------------------- */

/* <c r="F17" s="3", with room for MORE bytes; NULL where there is no such cell. */
static char *
begin_cell (HechaRows *rows, guint32 row, guint column, guint style, gsize more)
{
  char *at;

  if (column >= MAX_COLUMNS || !at_row (rows, row))
    return NULL;
  rows->first = MIN (rows->first, column);
  rows->last = MAX (rows->last, column);
  at = reserve (&rows->cells, more + 64);
  rows->places[column].start = rows->cells.length;
  at = PUT (at, "<c r=\"");
  at = put (at, rows->letters[column], strlen (rows->letters[column]));
  at = put_uint (at, (guint64) row + 1);
  if (style == 0)
    return PUT (at, "\"");
  at = PUT (at, "\" s=\"");
  at = put_uint (at, style);
  return PUT (at, "\"");
}

static gboolean
end_cell (HechaRows *rows, guint column, const char *at)
{
  rows->places[column].length
      = (gsize) (at - rows->cells.data) - rows->places[column].start;
  rows->cells.length = (gsize) (at - rows->cells.data);
  return TRUE;
}

gboolean
hecha_rows_blank (HechaRows *rows, guint32 row, guint column, guint style)
{
  char *at = begin_cell (rows, row, column, style, 8);

  return at != NULL && end_cell (rows, column, PUT (at, "/>"));
}

static gboolean
is_space_at_ends (const char *text, gsize length)
{
  return length > 0 && (g_ascii_isspace (text[0]) || g_ascii_isspace (text[length - 1]));
}

gboolean
hecha_rows_text (HechaRows *rows, guint32 row, guint column, guint style, const char *text)
{
  gsize length = strlen (text);
  char *at = begin_cell (rows, row, column, style, length * 5 + 80);

  if (at == NULL)
    return FALSE;
  at = PUT (at, " t=\"inlineStr\"><is><t");
  if (is_space_at_ends (text, length))
    at = PUT (at, " xml:space=\"preserve\"");
  at = PUT (at, ">");
  at = put_escaped (at, text, length);
  return end_cell (rows, column, PUT (at, "</t></is></c>"));
}

/* The shortest that reads back as NUMBER. */
static char *
put_number (char *at, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (number == floor (number) && fabs (number) < 1e15)
    {
      if (number < 0)
        *at++ = '-';
      return put_uint (at, (guint64) fabs (number));
    }
  g_ascii_formatd (digits, sizeof digits, "%.15g", number);
  if (g_ascii_strtod (digits, NULL) != number)
    g_ascii_dtostr (digits, sizeof digits, number);
  return put (at, digits, strlen (digits));
}

static gboolean
end_number (HechaRows *rows, guint column, char *at, double number)
{
  at = PUT (at, "><v>");
  at = put_number (at, number);
  return end_cell (rows, column, PUT (at, "</v></c>"));
}

gboolean
hecha_rows_number (HechaRows *rows, guint32 row, guint column, guint style, double number)
{
  char *at = begin_cell (rows, row, column, style, 80);

  return at != NULL && end_number (rows, column, at, number);
}

gboolean
hecha_rows_amount (HechaRows *rows, guint32 row, guint column, guint style, gint64 fen)
{
  guint64 size = fen < 0 ? -(guint64) fen : (guint64) fen;
  char *at;

  /* Beyond, a double has not all digits. */
  if (size >= G_GUINT64_CONSTANT (100000000000000))
    return hecha_rows_number (rows, row, column, style, (double) fen / 100.0);
  at = begin_cell (rows, row, column, style, 80);
  if (at == NULL)
    return FALSE;
  at = PUT (at, "><v>");
  if (fen < 0)
    *at++ = '-';
  at = put_uint (at, size / 100);
  if (size % 100 != 0)
    {
      *at++ = '.';
      *at++ = (char) ('0' + size / 10 % 10);
      if (size % 10 != 0)
        *at++ = (char) ('0' + size % 10);
    }
  return end_cell (rows, column, PUT (at, "</v></c>"));
}

gboolean
hecha_rows_formula (HechaRows *rows, guint32 row, guint column, guint style, const char *formula,
                    double value)
{
  const char *text = *formula == '=' ? formula + 1 : formula;
  gsize length = strlen (text);
  char *at = begin_cell (rows, row, column, style, length * 5 + 96);

  if (at == NULL)
    return FALSE;
  at = PUT (at, "><f>");
  at = put_escaped (at, text, length);
  at = PUT (at, "</f><v>");
  at = put_number (at, value);
  return end_cell (rows, column, PUT (at, "</v></c>"));
}

/* ---- links ------------------------------------------------------------------------ */

static guint
relation_of (HechaRows *rows, const char *target)
{
  gpointer id = g_hash_table_lookup (rows->ids, target);

  if (id == NULL)
    {
      char *own = g_strdup (target);

      g_ptr_array_add (rows->targets, own);
      id = GUINT_TO_POINTER (rows->targets->len);
      g_hash_table_insert (rows->ids, own, id);
    }
  return GPOINTER_TO_UINT (id);
}

void
hecha_rows_link (HechaRows *rows, guint32 row, guint column, const char *target)
{
  const char *hash = strchr (target, '#');
  char address[HECHA_ADDRESS_SIZE];

  g_string_append_printf (rows->links, "<hyperlink ref=\"%s\"",
                          hecha_address (row, column, address));
  if (g_str_has_prefix (target, "internal:"))
    {
      const char *location = target + strlen ("internal:");

      hecha_markup_append (rows->links, " location=\"%s\" display=\"%s\"/>", location, location);
      return;
    }
  if (hash == NULL)
    g_string_append_printf (rows->links, " r:id=\"rIdLink%u\"/>", relation_of (rows, target));
  else
    {
      g_autofree char *path = g_strndup (target, (gsize) (hash - target));

      g_string_append_printf (rows->links, " r:id=\"rIdLink%u\"", relation_of (rows, path));
      hecha_markup_append (rows->links, " location=\"%s\"/>", hash + 1);
    }
}

/* What a URL must not hold as it is, and the caller has left. */
static char *
encoded (const char *path)
{
  GString *out = g_string_sized_new (strlen (path) + 16);

  for (const char *at = path; *at != '\0'; at++)
    if ((guchar) *at <= ' ' || strchr ("\"<>[]`^{}", *at) != NULL)
      g_string_append_printf (out, "%%%02x", (guchar) *at);
    else
      g_string_append_c (out, *at);
  return g_string_free (out, FALSE);
}

static void
append_relations (const HechaRows *rows, GString *out)
{
  for (guint i = 0; i < rows->targets->len; i++)
    {
      g_autofree char *target = encoded (g_ptr_array_index (rows->targets, i));

      hecha_markup_append (out,
                           "<Relationship Id=\"rIdLink%u\" Type=\"http://schemas.openxmlformats.org/"
                           "officeDocument/2006/relationships/hyperlink\" Target=\"%s\" "
                           "TargetMode=\"External\"/>",
                           i + 1, target);
    }
}

GString *
hecha_rows_relations (const HechaRows *rows, const char *relations, gsize length)
{
  static const char none[]
      = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http:"
        "//schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
  const char *end;
  GString *out;

  if (rows->targets->len == 0)
    return NULL;
  if (relations == NULL)
    {
      relations = none;
      length = sizeof none - 1;
    }
  end = memmem (relations, length, "</Relationships>", strlen ("</Relationships>"));
  if (end == NULL)
    return NULL;
  out = g_string_new_len (relations, end - relations);
  append_relations (rows, out);
  g_string_append_len (out, end, relations + length - end);
  return out;
}

/* ---- the part ------------------------------------------------------------------------ */

/* The place of TEXT at or behind FROM, or the end. */
static const char *
find (const char *from, const char *end, const char *text)
{
  const char *found = memmem (from, (gsize) (end - from), text, strlen (text));

  return found != NULL ? found : end;
}

/* The library knows of no cells: what they cover is put right. */
static void
append_head (const HechaRows *rows, GString *out, const char *head, const char *end)
{
  const char *range = find (head, end, "<dimension ref=\"");
  const char *behind = find (range, end, "/>");
  char from[HECHA_ADDRESS_SIZE], to[HECHA_ADDRESS_SIZE];

  g_string_append_len (out, head, range - head);
  if (range < end && rows->any)
    g_string_append_printf (out, "<dimension ref=\"%s:%s\"",
                            hecha_address (rows->top, rows->left, from),
                            hecha_address (rows->bottom, rows->right, to));
  else
    g_string_append_len (out, range, behind - range);
  g_string_append_len (out, behind, end - behind);
}

static void
append_tail (const HechaRows *rows, GString *out, const char *tail, const char *end)
{
  const char *place = find (tail, end, "<printOptions");

  if (place == end)
    place = find (tail, end, "<pageMargins");
  g_string_append_len (out, tail, place - tail);
  if (rows->links->len > 0)
    g_string_append_printf (out, "<hyperlinks>%s</hyperlinks>", rows->links->str);
  g_string_append_len (out, place, end - place);
}

gboolean
hecha_rows_part (HechaRows *rows, const char *sheet, gsize length, HechaDeflated *part)
{
  const char *end = sheet + length, *data = find (sheet, end, "<sheetData");
  const char *tail = find (data, end, ">");
  g_autoptr (GString) head = g_string_new (NULL), rest = g_string_new ("</sheetData>");

  if (tail == end)
    return FALSE;
  /* <sheetData/>, or with rows that have a height alone. */
  tail = tail[-1] == '/' ? tail + 1 : find (data, end, "</sheetData>") + strlen ("</sheetData>");
  end_row (rows);
  rows->row = HECHA_MAX_ROWS;
  hand_on (rows);
  append_head (rows, head, sheet, data);
  g_string_append (head, "<sheetData>");
  append_tail (rows, rest, tail, end);
  hecha_deflater_end (rows->deflater, head, rest, part);
  return TRUE;
}
