/* Reading a pack from the workbook that pack_write.c wrote and an auditor has
 * edited: its rows become the lines of a text pack, each with the cell it came
 * from, so that there is one reader and one set of messages. */
#include <string.h>

#include "audit/calendar.h"
#include "audit/pack.h"
#include "audit/pack_sheet.h"

typedef struct
{
  HechaBook *book;
  const char *path;
  const char *sheet_name;    /* of the sheet being read */
  HechaSheet *sheet;
  GString *text;             /* of the pack */
  GPtrArray *cells;          /* char * per line of `text` */
  GHashTable *seen;          /* keys or ids of the sheet */
  GHashTable *examples;      /* id -> GPtrArray of Example */
  GError **error;
} Reader;

typedef struct
{
  char *text;
  char *cell;
} Example;

static void
free_example (gpointer data)
{
  Example *example = data;

  g_free (example->text);
  g_free (example->cell);
  g_free (example);
}

/* ---- cells ----------------------------------------------------------------------- */

static char *
number_text (const HechaCell *cell)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  gint32 day;

  if (cell->format == HECHA_FORMAT_DATE || cell->format == HECHA_FORMAT_DATETIME)
    {
      day = hecha_day_from_serial (cell->number, FALSE);
      if (day != HECHA_DAY_NONE)
        return g_strdup (hecha_day_format (day, buffer));
    }
  if (cell->format == HECHA_FORMAT_PERCENT)
    {
      g_ascii_formatd (buffer, sizeof buffer, "%.10g", cell->number * 100);
      return g_strconcat (buffer, "%", NULL);
    }
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", cell->number));
}

/* The text of a cell, trimmed; "" for none. */
static char *
text_at (const Reader *reader, guint32 row, guint32 column)
{
  const HechaCell *cell = hecha_sheet_cell (reader->sheet, row, column);

  if (cell == NULL)
    return g_strdup ("");
  switch (cell->type)
    {
    case HECHA_CELL_TEXT:
    case HECHA_CELL_ERROR:
      return g_strstrip (g_strdup (cell->text));
    case HECHA_CELL_NUMBER:
      return number_text (cell);
    case HECHA_CELL_BOOLEAN:
      return g_strdup (cell->number != 0 ? "是" : "否");
    default:
      return g_strdup ("");
    }
}

static char *
cell_name (const Reader *reader, guint32 row, guint32 column)
{
  char address[HECHA_ADDRESS_SIZE];

  return g_strdup_printf ("表“%s”%s", reader->sheet_name, hecha_address (row, column, address));
}

static gboolean
fail (Reader *reader, guint32 row, guint32 column, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static gboolean
fail (Reader *reader, guint32 row, guint32 column, const char *format, ...)
{
  g_autofree char *message = NULL, *cell = cell_name (reader, row, column);
  g_autofree char *text = text_at (reader, row, column);
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (reader->error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_SYNTAX,
               "%s：%s：%s\n    %s\n    ^", reader->path, cell, message, text);
  return FALSE;
}

/* ---- lines of the text pack ---------------------------------------------------------- */

static void
add_line (Reader *reader, const char *cell, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
add_line (Reader *reader, const char *cell, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (reader->text, format, arguments);
  va_end (arguments);
  g_string_append_c (reader->text, '\n');
  g_ptr_array_add (reader->cells, g_strdup (cell));
}

/* KEY=VALUE; further lines of the cell are continuation lines.  Blank lines
 * would end the value and # begin a comment: neither is in a pack's value. */
static void
add_entry (Reader *reader, const char *cell, const char *key, const char *value)
{
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);

  add_line (reader, cell, "%s=%s", key, g_strstrip (lines[0]));
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);
      if (*line != '\0' && *line != '#')
        add_line (reader, cell, "  %s", line);
    }
}

/* ---- sheets ---------------------------------------------------------------------------- */

static gboolean
open_sheet (Reader *reader, const char *name, gboolean *found)
{
  *found = FALSE;
  g_clear_pointer (&reader->sheet, hecha_sheet_free);
  g_hash_table_remove_all (reader->seen);
  reader->sheet_name = name;
  for (guint i = 0; i < hecha_book_n_sheets (reader->book); i++)
    {
      g_autoptr (GError) local = NULL;
      if (strcmp (hecha_book_sheet_info (reader->book, i)->name, name) != 0)
        continue;
      reader->sheet = hecha_book_load_sheet (reader->book, i, &local);
      if (reader->sheet == NULL)
        {
          g_set_error (reader->error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_IO, "%s：%s",
                       reader->path, local->message);
          return FALSE;
        }
      *found = TRUE;
      return TRUE;
    }
  return TRUE;
}

static gboolean
need_sheet (Reader *reader, const char *name)
{
  gboolean found;

  if (!open_sheet (reader, name, &found))
    return FALSE;
  if (found)
    return TRUE;
  g_set_error (reader->error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_SYNTAX,
               "%s：没有“%s”这张表，不是 hecha rules -o 写出的规则工作簿", reader->path, name);
  return FALSE;
}

static guint32
n_rows (const Reader *reader)
{
  const GArray *rows = reader->sheet->rows;

  return rows->len > 0 ? g_array_index (rows, HechaRow, rows->len - 1).row + 1 : 0;
}

static gboolean
is_explanation (const char *text)
{
  return g_str_has_prefix (text, HECHA_EXPLANATION_MARK);
}

/* A key in the first column that may stand in a text pack, once. */
static gboolean
check_key (Reader *reader, guint32 row, const char *key)
{
  if (strpbrk (key, "=[]#;\n") != NULL)
    return fail (reader, row, 0, "“%s”里不能有 = [ ] # ; 和换行", key);
  if (g_hash_table_contains (reader->seen, key))
    return fail (reader, row, 0, "“%s”重复", key);
  g_hash_table_add (reader->seen, g_strdup (key));
  return TRUE;
}

/* 办法 and 参数: a key and a value a row. */
static gboolean
read_pairs (Reader *reader, const char *section)
{
  add_line (reader, reader->sheet_name, "[%s]", section);
  for (guint32 row = 1; row < n_rows (reader); row++)
    {
      g_autofree char *key = text_at (reader, row, 0), *value = text_at (reader, row, 1);
      g_autofree char *cell = cell_name (reader, row, 1);
      if (*key == '\0' && *value != '\0')
        return fail (reader, row, 1, "这个值前面的名称是空的");
      if (*value == '\0' || is_explanation (key))
        continue;
      if (!check_key (reader, row, key))
        return FALSE;
      add_entry (reader, cell, key, value);
    }
  return TRUE;
}

static gboolean
read_examples (Reader *reader)
{
  gboolean found;

  if (!open_sheet (reader, HECHA_SHEET_EXAMPLES, &found))
    return FALSE;
  for (guint32 row = 1; found && row < n_rows (reader); row++)
    {
      g_autofree char *id = text_at (reader, row, 0), *text = text_at (reader, row, 1);
      GPtrArray *list = g_hash_table_lookup (reader->examples, id);
      Example *example;
      if (*text == '\0' || is_explanation (id))
        continue;
      if (*id == '\0')
        return fail (reader, row, 1, "这个示例前面的规则标识是空的");
      if (list == NULL)
        {
          list = g_ptr_array_new_with_free_func (free_example);
          g_hash_table_insert (reader->examples, g_strdup (id), list);
        }
      example = g_new (Example, 1);
      example->text = g_strdelimit (g_steal_pointer (&text), "\n\r", ' ');
      example->cell = cell_name (reader, row, 1);
      g_ptr_array_add (list, example);
    }
  return TRUE;
}

static void
add_examples (Reader *reader, const char *id)
{
  const GPtrArray *list = g_hash_table_lookup (reader->examples, id);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Example *example = g_ptr_array_index (list, i);
      if (i == 0)
        add_line (reader, example->cell, "示例=");
      add_line (reader, example->cell, "  %s", example->text);
    }
}

/* ---- rules --------------------------------------------------------------------------------- */

/* The column of each key, by the heads in the first row. */
static gboolean
find_columns (Reader *reader, guint32 columns[HECHA_N_RULE_COLUMNS])
{
  const char *heads[HECHA_N_RULE_COLUMNS + 1] = { NULL };
  guint32 n_cells;
  const HechaCell *cells = hecha_sheet_row (reader->sheet, 0, &n_cells);

  for (guint i = 0; i < HECHA_N_RULE_COLUMNS; i++)
    {
      heads[i] = hecha_rule_columns[i].head;
      columns[i] = G_MAXUINT32;
    }
  for (guint32 i = 0; i < n_cells; i++)
    {
      g_autofree char *head = text_at (reader, 0, cells[i].column);
      guint key = 0;
      if (*head == '\0')
        continue;
      while (key < HECHA_N_RULE_COLUMNS && strcmp (head, heads[key]) != 0)
        key++;
      if (key == HECHA_N_RULE_COLUMNS)
        {
          const char *near = hecha_nearest_word (head, heads);
          return fail (reader, 0, cells[i].column, "不认识的列“%s”%s%s%s", head,
                       near != NULL ? "，是不是“" : "", near != NULL ? near : "",
                       near != NULL ? "”？" : "");
        }
      columns[key] = cells[i].column;
    }
  if (columns[0] != 0)
    return fail (reader, 0, 0, "第一列应是“%s”", heads[0]);
  return TRUE;
}

static gboolean
row_is_empty (const Reader *reader, guint32 row)
{
  guint32 n_cells;
  const HechaCell *cells = hecha_sheet_row (reader->sheet, row, &n_cells);

  for (guint32 i = 0; i < n_cells; i++)
    {
      g_autofree char *text = text_at (reader, row, cells[i].column);
      if (*text != '\0')
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_rule (Reader *reader, guint32 row, const guint32 columns[HECHA_N_RULE_COLUMNS])
{
  g_autofree char *id = text_at (reader, row, 0), *id_cell = cell_name (reader, row, 0);

  if (is_explanation (id) || row_is_empty (reader, row))
    return TRUE;
  if (*id == '\0')
    return fail (reader, row, 0, "这一行没有规则标识");
  if (strcmp (id, "办法") == 0 || strcmp (id, "参数") == 0)
    return fail (reader, row, 0, "规则标识不能是“%s”", id);
  if (!check_key (reader, row, id))
    return FALSE;
  add_line (reader, id_cell, "[%s]", id);
  for (guint i = 1; i < HECHA_N_RULE_COLUMNS; i++)
    {
      g_autofree char *value = NULL, *cell = NULL;
      if (columns[i] == G_MAXUINT32)
        continue;
      value = text_at (reader, row, columns[i]);
      cell = cell_name (reader, row, columns[i]);
      if (*value != '\0')
        add_entry (reader, cell, hecha_rule_columns[i].head, value);
    }
  add_examples (reader, id);
  return TRUE;
}

static gboolean
read_rules (Reader *reader)
{
  guint32 columns[HECHA_N_RULE_COLUMNS];
  GHashTableIter iter;
  gpointer id, list;

  if (!need_sheet (reader, HECHA_SHEET_RULES) || !find_columns (reader, columns))
    return FALSE;
  for (guint32 row = 1; row < n_rows (reader); row++)
    if (!read_rule (reader, row, columns))
      return FALSE;
  g_hash_table_iter_init (&iter, reader->examples);
  while (g_hash_table_iter_next (&iter, &id, &list))
    if (!g_hash_table_contains (reader->seen, id))
      {
        const Example *example = g_ptr_array_index ((GPtrArray *) list, 0);
        g_set_error (reader->error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_SYNTAX,
                     "%s：%s：没有“%s”这项规则", reader->path, example->cell, (char *) id);
        return FALSE;
      }
  return TRUE;
}

/* ---- holidays -------------------------------------------------------------------------------- */

/* The sheet as holidays.csv, a line a row, so that a message's line is the
 * row; NULL where there is no such sheet, with ERROR where it is wrong. */
static gboolean
read_holidays (Reader *reader, char **holidays)
{
  g_autoptr (GString) text = g_string_new ("date,kind,name\n");
  g_autofree char *path = g_strdup_printf ("%s：表“%s”", reader->path, HECHA_SHEET_HOLIDAYS);
  g_autoptr (HechaCalendar) calendar = NULL;
  gboolean found;

  *holidays = NULL;
  if (!open_sheet (reader, HECHA_SHEET_HOLIDAYS, &found))
    return FALSE;
  if (!found || n_rows (reader) < 2)
    return TRUE;
  for (guint32 row = 1; row < n_rows (reader); row++)
    {
      for (guint32 column = 0; column < 3; column++)
        {
          g_autofree char *cell = g_strdelimit (text_at (reader, row, column), "\r\n,", ' ');
          g_string_append_printf (text, "%s%s", column > 0 ? "," : "", cell);
        }
      g_string_append_c (text, '\n');
    }
  calendar = hecha_calendar_parse (path, text->str, text->len, reader->error);
  if (calendar == NULL)
    return FALSE;
  *holidays = g_strdup (text->str);
  return TRUE;
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static gboolean
read_sheets (Reader *reader, char **holidays)
{
  gboolean found;

  if (!need_sheet (reader, HECHA_SHEET_MEASURE) || !read_pairs (reader, "办法")
      || !open_sheet (reader, HECHA_SHEET_PARAMETERS, &found)
      || (found && !read_pairs (reader, "参数")))
    return FALSE;
  return read_examples (reader) && read_rules (reader) && read_holidays (reader, holidays);
}

static HechaPack *
read_lines (Reader *reader, GBytes *bytes)
{
  HechaPackSource source = { 0 };
  g_autoptr (GError) local = NULL;
  HechaPack *pack;

  source.ini = hecha_ini_parse (reader->path, reader->text->str, reader->text->len, &local);
  if (source.ini == NULL)
    {
      g_set_error_literal (reader->error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_SYNTAX,
                           local->message);
      return NULL;
    }
  source.cells = g_ptr_array_ref (reader->cells);
  pack = hecha_pack_read (reader->path, bytes, &source, reader->error);
  hecha_pack_source_clear (&source);
  return pack;
}

HechaPack *
hecha_pack_read_workbook (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (HechaBook) book = hecha_book_open (path, &hecha_default_limits, &local);
  Reader reader = { .book = book, .path = path, .error = error };
  HechaPack *pack = NULL;
  char *holidays = NULL;

  if (book == NULL)
    {
      g_set_error (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_IO, "%s：%s", path,
                   local->message);
      return NULL;
    }
  reader.text = g_string_new (NULL);
  reader.cells = g_ptr_array_new_with_free_func (g_free);
  reader.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.examples = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) g_ptr_array_unref);
  if (read_sheets (&reader, &holidays))
    pack = read_lines (&reader, bytes);
  if (pack != NULL)
    pack->holidays = g_steal_pointer (&holidays);
  g_free (holidays);
  g_clear_pointer (&reader.sheet, hecha_sheet_free);
  g_string_free (reader.text, TRUE);
  g_ptr_array_unref (reader.cells);
  g_hash_table_unref (reader.seen);
  g_hash_table_unref (reader.examples);
  return pack;
}
