/* returned.c - one workbook of ours, read back whatever people did to it.
 *
 * A row is known by its id (a hidden column) or its 编号, a unit's line by the
 * ids of all its findings, a column by its title; where either was moved, sorted or filtered does not matter.  The
 * report's own memory (memory_sheet.c) is read first: it tells what stood in
 * the sheets when they were written, so that what differs is a person's doing.
 */
#include "report/returned.h"

#include <string.h>

#include "report/page.h"
#include "report/previous.h"

/* Titles stand below a heading of a few lines; people put more above. */
enum { MAX_HEADING = 60, MAX_COLUMNS = 512 };

static const struct
{
  const char *property;      /* "hecha-report" */
  const char *sheet;         /* where the property was lost, a sheet that only it has */
  guint32 typed;             /* bits 1 << field - FIRST_TYPED: what people write in it */
} kinds[HECHA_N_RETURNED] = {
#define BIT(field) (1u << (HECHA_MEMO_##field - HECHA_MEMO_FIRST_TYPED))
  { "审计局核查报告", "问题清单", (1u << (HECHA_N_MEMOS - HECHA_MEMO_FIRST_TYPED)) - 1 },
  { "财政局核查报告", "拨付控制清单",
    BIT (FINANCE_OPINION) | BIT (FINANCE_OFFICER) | BIT (FINANCE_DAY) },
  { "核对单", "核对单", BIT (UNIT_OPINION) | BIT (UNIT_EVIDENCE) },
  { "整改通知", "整改台账", BIT (MEASURES) | BIT (RESULT) | BIT (RESPONSIBLE) },
#undef BIT
};

typedef struct
{
  HechaReturned *returned;
  HechaBook *book;
  const char *name;          /* of the file */
  GStringChunk *pool;
  GPtrArray *notes;
  guint32 columns_met;       /* typed fields that some visible sheet has */
  guint n_unknown;           /* rows with something typed and no known finding */
  GPtrArray *lines;          /* Line, of all sheets */
  /* the sheet being read */
  gboolean memory;
  gboolean headed;
  guint8 fields[MAX_COLUMNS];    /* HechaMemoField + 1, 0 = none */
} Reader;

/* A row that stands for several findings of a unit (unit_lines.h). */
typedef struct
{
  const char *ids;           /* with blanks between */
  const char *texts[HECHA_N_MEMOS];
} Line;

/* ---- titles ------------------------------------------------------------ */

static void
drop_field (Reader *reader, HechaMemoField field)
{
  for (guint i = 0; i < MAX_COLUMNS; i++)
    if (reader->fields[i] == field + 1)
      reader->fields[i] = 0;
}

/* Of two columns for one field the exact title has it, else the first. */
static void
map_titles (Reader *reader, const HechaCell *cells, guint n, gboolean *found)
{
  HechaTitleMatch matches[HECHA_N_MEMOS] = { HECHA_TITLE_UNKNOWN };

  memset (reader->fields, 0, sizeof reader->fields);
  for (guint i = 0; i < n; i++)
    {
      HechaMemoField field;
      HechaTitleMatch match;

      if (cells[i].type != HECHA_CELL_TEXT || cells[i].column >= MAX_COLUMNS)
        continue;
      match = hecha_memo_find (cells[i].text, &field);
      if (match == HECHA_TITLE_UNKNOWN || match <= matches[field])
        continue;
      drop_field (reader, field);
      matches[field] = match;
      reader->fields[cells[i].column] = (guint8) (field + 1);
      found[field] = TRUE;
    }
}

static guint32
typed_bit (HechaMemoField field)
{
  return field >= HECHA_MEMO_FIRST_TYPED ? 1u << (field - HECHA_MEMO_FIRST_TYPED) : 0;
}

/* A row of titles tells the finding and something beside it. */
static void
try_titles (Reader *reader, const HechaCell *cells, guint n)
{
  gboolean found[HECHA_N_MEMOS] = { FALSE };
  guint n_found = 0;

  map_titles (reader, cells, n, found);
  for (guint i = 0; i < HECHA_N_MEMOS; i++)
    n_found += found[i];
  if (n_found < 3 || !(found[HECHA_MEMO_ID] || found[HECHA_MEMO_NUMBER]))
    return;
  reader->headed = TRUE;
  for (guint i = HECHA_MEMO_FIRST_TYPED; !reader->memory && i < HECHA_N_MEMOS; i++)
    if (found[i])
      reader->columns_met |= typed_bit ((HechaMemoField) i);
}

/* ---- rows ---------------------------------------------------------------- */

static gboolean
is_id (const char *text)
{
  if (text == NULL || strlen (text) != 16)
    return FALSE;
  for (guint i = 0; i < 16; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  return TRUE;
}

/* The number stands beside what people see and sort; the id is hidden and may
 * have stayed behind.  Where the report's memory knows the number, it decides. */
static HechaMemo *
memo_of_row (Reader *reader, const char *const *texts)
{
  HechaReturned *returned = reader->returned;
  const char *id = texts[HECHA_MEMO_ID], *number = texts[HECHA_MEMO_NUMBER];
  HechaMemo *memo = NULL;

  if (number != NULL && *number != '\0')
    memo = g_hash_table_lookup (returned->by_number, number);
  if (memo == NULL && is_id (id))
    {
      memo = g_hash_table_lookup (returned->by_id, id);
      if (memo != NULL)
        return memo;
      memo = g_new0 (HechaMemo, 1);
      memo->texts[HECHA_MEMO_ID] = id;
      g_ptr_array_add (returned->memos, memo);
      g_hash_table_insert (returned->by_id, (gpointer) id, memo);
      if (number != NULL && *number != '\0')
        g_hash_table_insert (returned->by_number, (gpointer) number, memo);
    }
  return memo;
}

static void
take_typed (const Reader *reader, HechaMemo *memo, HechaMemoField field, const char *text)
{
  const char *before = memo->texts[field] != NULL ? memo->texts[field] : "";

  if (reader->memory)
    memo->texts[field] = text;
  else if ((kinds[reader->returned->kind].typed & typed_bit (field)) == 0)
    return;
  else if (memo->remembered ? strcmp (before, text) != 0 : *text != '\0')
    {
      memo->texts[field] = text;
      memo->edited |= typed_bit (field);
    }
}

static gboolean
take_line (Reader *reader, const char *const *texts)
{
  Line *line;

  if (texts[HECHA_MEMO_FOLDED] == NULL || *texts[HECHA_MEMO_FOLDED] == '\0')
    return FALSE;
  line = g_new (Line, 1);
  line->ids = texts[HECHA_MEMO_FOLDED];
  memcpy (line->texts, texts, sizeof line->texts);
  g_ptr_array_add (reader->lines, line);
  return TRUE;
}

/* What the line showed when it was written: what its rows had in common. */
static const char *
shown_in_line (const GPtrArray *memos, HechaMemoField field)
{
  const char *common = NULL;

  for (guint i = 0; i < memos->len; i++)
    {
      const HechaMemo *memo = g_ptr_array_index (memos, i);

      if (memo->edited & typed_bit (field))
        continue;
      if (common != NULL && strcmp (common, hecha_memo_get (memo, field)) != 0)
        return "";
      common = hecha_memo_get (memo, field);
    }
  return common != NULL ? common : "";
}

/* After all rows: what was typed in the line holds where nothing was typed in
 * the row itself. */
static void
spread_line (const Reader *reader, const Line *line)
{
  g_auto (GStrv) ids = g_strsplit (line->ids, " ", -1);
  g_autoptr (GPtrArray) memos = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      HechaMemo *memo = g_hash_table_lookup (reader->returned->by_id, ids[i]);

      if (memo != NULL)
        g_ptr_array_add (memos, memo);
    }
  for (guint field = HECHA_MEMO_FIRST_TYPED; field < HECHA_N_MEMOS; field++)
    {
      const char *text = line->texts[field];

      if (text == NULL || strcmp (text, shown_in_line (memos, (HechaMemoField) field)) == 0)
        continue;
      for (guint i = 0; i < memos->len; i++)
        {
          HechaMemo *memo = g_ptr_array_index (memos, i);

          if ((memo->edited & typed_bit ((HechaMemoField) field)) == 0)
            take_typed (reader, memo, (HechaMemoField) field, text);
        }
    }
}

static void
take_row (Reader *reader, const char *const *texts)
{
  HechaMemo *memo;
  gboolean typed = FALSE;

  if (take_line (reader, texts))
    return;
  memo = memo_of_row (reader, texts);

  for (guint i = HECHA_MEMO_FIRST_TYPED; i < HECHA_N_MEMOS; i++)
    typed |= texts[i] != NULL && *texts[i] != '\0';
  if (memo == NULL)
    {
      if (reader->memory && g_strcmp0 (texts[HECHA_MEMO_NUMBER], HECHA_MEMORY_PARTIAL) == 0)
        reader->returned->all_findings = FALSE;
      reader->n_unknown += typed && !reader->memory;
      return;
    }
  memo->remembered |= reader->memory;
  for (guint i = 0; i < HECHA_N_MEMOS; i++)
    if (texts[i] == NULL)
      continue;
    else if (i >= HECHA_MEMO_FIRST_TYPED)
      take_typed (reader, memo, (HechaMemoField) i, texts[i]);
    else if (memo->texts[i] == NULL && *texts[i] != '\0')
      memo->texts[i] = texts[i];
}

static gboolean
visit_row (guint32 row, const HechaCell *cells, guint n, gpointer user_data)
{
  Reader *reader = user_data;
  const char *texts[HECHA_N_MEMOS] = { NULL };

  if (!reader->headed)
    {
      try_titles (reader, cells, n);
      return reader->headed || row < MAX_HEADING;
    }
  /* A field whose column is here is empty where its cell is. */
  for (guint i = 0; i < MAX_COLUMNS; i++)
    if (reader->fields[i] > HECHA_MEMO_FIRST_TYPED)
      texts[reader->fields[i] - 1] = "";
  for (guint i = 0; i < n; i++)
    if (cells[i].column < MAX_COLUMNS && reader->fields[cells[i].column] != 0)
      {
        HechaMemoField field = (HechaMemoField) (reader->fields[cells[i].column] - 1);
        g_autofree char *text
          = hecha_memo_text (field, &cells[i], hecha_book_date1904 (reader->book));
        texts[field] = g_string_chunk_insert_const (reader->pool, text);
      }
  take_row (reader, texts);
  return TRUE;
}

/* ---- the list of projects -------------------------------------------------- */

static gboolean
visit_project (guint32 row, const HechaCell *cells, guint n, gpointer user_data)
{
  Reader *reader = user_data;
  HechaKnownProject project = { "", "", "", "" };
  const char **members[] = { &project.key, &project.code, &project.unit, &project.name };

  if (row == 0)
    return TRUE;
  for (guint i = 0; i < n; i++)
    if (cells[i].column < G_N_ELEMENTS (members) && cells[i].type == HECHA_CELL_TEXT)
      *members[cells[i].column] = g_string_chunk_insert_const (reader->pool, cells[i].text);
  if (is_id (project.key))
    g_array_append_val (reader->returned->projects, project);
  return TRUE;
}

/* ---- sheets ------------------------------------------------------------------ */

/* In the order they are read: what people see last, so that it has the say. */
enum { ROUND_MEMORY, ROUND_OTHERS, ROUND_LIST, N_ROUNDS };

static int
round_of (const char *sheet)
{
  if (g_str_has_prefix (sheet, HECHA_MEMORY_SHEET))
    return ROUND_MEMORY;
  return g_str_has_prefix (sheet, "问题清单") ? ROUND_LIST : ROUND_OTHERS;
}

static gboolean
read_sheet (Reader *reader, guint index, GError **error)
{
  const char *sheet = hecha_book_sheet_info (reader->book, index)->name;

  if (g_str_has_prefix (sheet, HECHA_MEMORY_PROJECTS))
    {
      reader->returned->all_projects = TRUE;
      return hecha_book_scan_sheet (reader->book, index, visit_project, reader, error);
    }
  reader->headed = FALSE;
  reader->memory = g_str_has_prefix (sheet, HECHA_MEMORY_SHEET);
  return hecha_book_scan_sheet (reader->book, index, visit_row, reader, error);
}

static gboolean
read_sheets (Reader *reader, GError **error)
{
  for (int round = 0; round < N_ROUNDS; round++)
    for (guint i = 0; i < hecha_book_n_sheets (reader->book); i++)
      {
        const HechaSheetInfo *info = hecha_book_sheet_info (reader->book, i);

        if (info->is_worksheet && round_of (info->name) == round
            && !read_sheet (reader, i, error))
          return FALSE;
      }
  return TRUE;
}

/* ---- which of ours it is -------------------------------------------------------- */

static gboolean
has_sheet (const HechaBook *book, const char *name)
{
  for (guint i = 0; i < hecha_book_n_sheets (book); i++)
    if (g_str_has_prefix (hecha_book_sheet_info (book, i)->name, name))
      return TRUE;
  return FALSE;
}

static gboolean
refuse (GError **error, const char *path, const char *why)
{
  g_set_error (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_PREVIOUS,
               "--previous 的“%s”%s", path, why);
  return FALSE;
}

/* Some programs drop custom properties; the sheets tell then. */
static gboolean
recognise (HechaReturned *returned, const HechaBook *book, const char *path, GError **error)
{
  const char *property = hecha_book_property (book, "hecha-report");
  const char *schema = hecha_book_property (book, "hecha-schema");

  if (hecha_book_property (book, "hecha-source-sha256") != NULL)
    return refuse (error, path, "是标注副本，填写的意见不在其中；请给 hecha 写出的核查报告、核对单或整改通知");
  if (schema != NULL && strcmp (schema, HECHA_PAD_SCHEMA) != 0)
    {
      g_autofree char *why = g_strdup_printf (
        "是另一版本的 hecha 写出的（版式 %s，本程序读版式 " HECHA_PAD_SCHEMA "），请用写出它的版本处理",
        schema);
      return refuse (error, path, why);
    }
  for (guint i = 0; i < HECHA_N_RETURNED; i++)
    if (property != NULL ? strcmp (property, kinds[i].property) == 0
                         : has_sheet (book, kinds[i].sheet))
      {
        returned->kind = (HechaReturnedKind) i;
        return TRUE;
      }
  return refuse (error, path,
                 "不是 hecha 写出的核查报告、核对单或整改通知，无法从中读回核实结论");
}

/* "核查日：2024-09-30" in a heading, or the quarter of a number. */
static gboolean
visit_heading (guint32 row, const HechaCell *cells, guint n, gpointer user_data)
{
  HechaReturned *returned = user_data;

  for (guint i = 0; i < n; i++)
    {
      const char *at
        = cells[i].type == HECHA_CELL_TEXT ? strstr (cells[i].text, "核查日：") : NULL;
      g_autofree char *day = at != NULL ? g_strndup (at + strlen ("核查日："), 10) : NULL;

      if (day != NULL && hecha_day_parse (day, &returned->as_of))
        return FALSE;
    }
  return row < MAX_HEADING;
}

static void
find_as_of (HechaReturned *returned, HechaBook *book)
{
  const char *property = hecha_book_property (book, "hecha-as-of");

  if (property != NULL && hecha_day_parse (property, &returned->as_of))
    return;
  returned->as_of = HECHA_DAY_NONE;
  for (guint i = 0; i < hecha_book_n_sheets (book) && returned->as_of == HECHA_DAY_NONE; i++)
    if (hecha_book_sheet_info (book, i)->is_worksheet)
      hecha_book_scan_sheet (book, i, visit_heading, returned, NULL);
}

/* ---- what is said about it -------------------------------------------------------- */

static void
note_losses (Reader *reader)
{
  g_autoptr (GString) lost = g_string_new (NULL);
  guint32 wanted = kinds[reader->returned->kind].typed;

  if (reader->returned->kind == HECHA_RETURNED_AUDIT)
    wanted = typed_bit (HECHA_MEMO_CONCLUSION) | typed_bit (HECHA_MEMO_VERIFIER)
             | typed_bit (HECHA_MEMO_OPINION) | typed_bit (HECHA_MEMO_DEADLINE)
             | typed_bit (HECHA_MEMO_MEASURES) | typed_bit (HECHA_MEMO_RESULT);
  for (guint i = HECHA_MEMO_FIRST_TYPED; i < HECHA_N_MEMOS; i++)
    if (wanted & ~reader->columns_met & typed_bit ((HechaMemoField) i))
      g_string_append_printf (lost, "%s“%s”", lost->len > 0 ? "、" : "",
                              hecha_memo_title ((HechaMemoField) i));
  if (lost->len > 0)
    g_ptr_array_add (reader->notes,
                     g_strdup_printf ("“%s”里没有找到%s列，这些内容沿用写出报告时的记录",
                                      reader->name, lost->str));
  if (reader->n_unknown > 0)
    g_ptr_array_add (reader->notes,
                     g_strdup_printf ("“%s”里有 %u 行没有可识别的编号，没有读回", reader->name,
                                      reader->n_unknown));
}

HechaReturned *
hecha_returned_read (const char *path, GStringChunk *pool, GPtrArray *notes, GError **error)
{
  g_autoptr (HechaReturned) returned = g_new0 (HechaReturned, 1);
  g_autofree Reader *reader = g_new0 (Reader, 1);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HechaBook) book = NULL;
  g_autoptr (GError) failure = NULL;

  returned->all_findings = TRUE;
  returned->memos = g_ptr_array_new_with_free_func (g_free);
  returned->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  returned->by_number = g_hash_table_new (g_str_hash, g_str_equal);
  returned->projects = g_array_new (FALSE, FALSE, sizeof (HechaKnownProject));
  book = hecha_book_open (path, NULL, &failure);
  if (book != NULL && !recognise (returned, book, path, error))
    return NULL;
  *reader = (Reader) { .returned = returned, .book = book, .name = path, .pool = pool,
                       .notes = notes, .lines = lines };
  if (book == NULL || !read_sheets (reader, &failure))
    {
      g_set_error (error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_PREVIOUS,
                   "--previous 的“%s”读不了：%s", path, failure->message);
      return NULL;
    }
  for (guint i = 0; i < lines->len; i++)
    spread_line (reader, g_ptr_array_index (lines, i));
  find_as_of (returned, book);
  if (returned->memos->len > 0)
    note_losses (reader);
  return g_steal_pointer (&returned);
}

void
hecha_returned_free (HechaReturned *returned)
{
  if (returned == NULL)
    return;
  g_ptr_array_unref (returned->memos);
  g_hash_table_unref (returned->by_id);
  g_hash_table_unref (returned->by_number);
  g_array_unref (returned->projects);
  g_free (returned);
}
