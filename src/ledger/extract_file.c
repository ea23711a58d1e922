/* One file, from its path to its extract: hash, open, every sheet in turn. */
#include <hecha/ledger.h>

#include <string.h>

#include "ledger/table.h"

/* What our own outputs carry in docProps/custom.xml. */
#define MARKED_COPY "hecha-source-sha256"
#define REPORT "hecha-report"
/* The sheet that a marked copy adds. */
#define MARKS_SHEET "核查结果"

/* ---- text files ------------------------------------------------------------- */

/* Whether the name of a text file is one that a ledger has.  Exports carry the
 * name of a workbook; a .md or .json beside the ledgers is none, whatever words
 * stand in it. */
static gboolean
is_named_as_ledger (const char *name)
{
  static const char *const suffixes[] = { ".csv", ".tsv", ".txt", ".xls", ".xlsx", ".et", ".xlsm",
                                          ".xlsb", ".xlt", ".xltx", ".ett" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (lower, suffixes[i]))
      return TRUE;
  return FALSE;
}

static guint32
row_width (const HechaSheet *sheet, guint index)
{
  const HechaRow *row = &g_array_index (sheet->rows, HechaRow, index);

  if (row->n_cells == 0)
    return 0;
  return g_array_index (sheet->cells, HechaCell, row->first_cell + row->n_cells - 1).column + 1u;
}

/* Rows of SHEET about as wide as WIDTH: cells empty at a row's end are not there. */
static guint
count_as_wide (const HechaSheet *sheet, guint n, guint32 width)
{
  guint alike = 0;

  for (guint i = 0; i < n; i++)
    {
      guint32 other = row_width (sheet, i);

      alike += other >= 2 && other * 2 >= width && other <= width + width / 2;
    }
  return alike;
}

/* Whether the rows of a text file are those of a table: most are about equally
 * wide.  Prose and programs that happen to hold commas are not; titles and
 * signatures of a small table may be FEW. */
static gboolean
is_rectangular (const HechaSheet *sheet)
{
  enum { SAMPLE = 400, FEW = 4 };
  guint n = MIN (sheet->rows->len, SAMPLE), most = 0;

  for (guint i = 0; i < n; i++)
    {
      guint32 width = row_width (sheet, i);

      if (width >= 2)
        most = MAX (most, count_as_wide (sheet, n, width));
    }
  return most >= 2 && (most * 2 >= n || n - most <= FEW);
}

/* ---- sheets --------------------------------------------------------------------- */

static void
note_sheet (HechaExtract *extract, const HechaSheetInfo *info, const char *note)
{
  HechaSheetNote sheet = { .visibility = info->visibility };

  sheet.name = g_string_chunk_insert (extract->pool, info->name);
  sheet.note = g_string_chunk_insert_const (extract->pool, note);
  g_array_append_val (extract->sheets, sheet);
}

/* Reads one sheet; a sheet that cannot be read costs itself and is said. */
static void
extract_one_sheet (HechaExtract *extract, HechaBook *book, guint index,
                   const HechaDictionary *dictionary, const HechaMapping *mapping)
{
  const HechaSheetInfo *info = hecha_book_sheet_info (book, index);
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaSheet) sheet = NULL;

  if (!info->is_worksheet)
    {
      note_sheet (extract, info, "图表或宏表，没有可读的单元格");
      return;
    }
  if (extract->marked_source != NULL && g_str_has_prefix (info->name, MARKS_SHEET))
    {
      note_sheet (extract, info, "核查程序写的结果表，不作台账");
      return;
    }
  sheet = hecha_book_load_sheet (book, index, &error);
  if (sheet == NULL)
    {
      g_autofree char *message = g_strdup_printf ("本表未能读取：%s", error->message);

      note_sheet (extract, info, message);
      if (extract->error == NULL)
        extract->error = g_strdup_printf ("工作表“%s”未能读取：%s", info->name, error->message);
      return;
    }
  if (hecha_book_kind (book) == HECHA_KIND_TEXT && !is_rectangular (sheet))
    {
      note_sheet (extract, info, "没有找到项目表：文本里没有列数大致相同的行，未作为台账读取");
      return;
    }
  hecha_extract_sheet (extract, book, sheet, index, dictionary, mapping);
}

/* 民政局 beside 陵川县民政局: the same with its place left out. */
static gboolean
lacks_only_place (const char *shorter, const char *longer)
{
  static const char *const places[] = { "县", "市", "区", "旗", "州", "盟", NULL };
  gsize more = strlen (longer) - strlen (shorter);

  if (strlen (longer) <= strlen (shorter) || !g_str_has_suffix (longer, shorter))
    return FALSE;
  for (guint i = 0; places[i] != NULL; i++)
    if (more > strlen (places[i])
        && memcmp (longer + more - strlen (places[i]), places[i], strlen (places[i])) == 0)
      return TRUE;
  return FALSE;
}

/* The department that all tables of the file that name one agree on, written
 * in full, or NULL. */
static const char *
one_department (const HechaExtract *extract, const HechaDictionary *dictionary)
{
  const char *department = NULL;
  g_autofree char *plain = NULL;

  for (guint i = 0; i < extract->tables->len; i++)
    {
      const char *name = g_array_index (extract->tables, HechaTable, i).unit_name;
      g_autofree char *other = NULL;

      if (*name == '\0')
        continue;
      other = hecha_unit_plain (dictionary, name);
      if (plain != NULL && strcmp (plain, other) != 0 && !lacks_only_place (plain, other)
          && !lacks_only_place (other, plain))
        return NULL;
      if (plain == NULL || lacks_only_place (plain, other))
        {
          g_free (plain);
          department = name;
          plain = g_steal_pointer (&other);
        }
    }
  return department;
}

/* Whether TABLE has no department of its own, or the short name of that of
 * the others. */
static gboolean
takes_department (const HechaTable *table, const char *department)
{
  return *table->unit_name == '\0' || lacks_only_place (table->unit_name, department);
}

static gboolean
has_unit_column (const HechaTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (g_array_index (table->columns, HechaColumn, i).field == HECHA_FIELD_UNIT)
      return TRUE;
  return FALSE;
}

/* A clerk writes the department on the first sheet of a workbook and means
 * the others too. */
static void
share_department (HechaExtract *extract, const HechaDictionary *dictionary)
{
  const char *department = one_department (extract, dictionary);

  if (department == NULL)
    return;
  for (guint i = 0; i < extract->records->len; i++)
    {
      HechaRecord *record = &g_array_index (extract->records, HechaRecord, i);
      const HechaTable *table = &g_array_index (extract->tables, HechaTable, record->table);

      if (strcmp (record->unit, table->unit_name) == 0 && takes_department (table, department)
          && !has_unit_column (table))
        record->unit = department;
    }
  for (guint i = 0; i < extract->tables->len; i++)
    {
      HechaTable *table = &g_array_index (extract->tables, HechaTable, i);

      if (takes_department (table, department))
        table->unit_name = department;
    }
}

/* Where no sheet says whose ledger it is, the file's name does. */
static void
take_file_name (HechaExtract *extract)
{
  g_autofree char *found = hecha_unit_of_file (extract);
  const char *unit = g_string_chunk_insert_const (extract->pool, found);

  for (guint i = 0; i < extract->records->len; i++)
    {
      HechaRecord *record = &g_array_index (extract->records, HechaRecord, i);
      const HechaTable *table = &g_array_index (extract->tables, HechaTable, record->table);

      if (*record->unit == '\0' && *table->unit_name == '\0')
        record->unit = unit;
    }
  for (guint i = 0; i < extract->tables->len; i++)
    {
      HechaTable *table = &g_array_index (extract->tables, HechaTable, i);

      if (*table->unit_name == '\0')
        table->unit_name = unit;
    }
}

static void
fail (HechaExtract *extract, const GError *error)
{
  if (g_error_matches (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_LOCK_FILE))
    extract->skipped = g_strdup (error->message);
  else
    extract->error = g_strdup (error->message);
}

HechaExtract *
hecha_extract_file (const char *path, const char *name, const HechaDictionary *dictionary,
                    const HechaMapping *mapping, const HechaLimits *limits, const char *program)
{
  HechaExtract *extract = hecha_extract_new (path, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (HechaBook) book = NULL;
  char after[65] = "";
  guint64 size = 0;

  hecha_file_sha256 (path, extract->sha256, &extract->size);
  book = hecha_book_open (path, limits, &error);
  if (book == NULL)
    {
      fail (extract, error);
      return extract;
    }
  extract->kind = hecha_book_kind (book);
  if (extract->kind == HECHA_KIND_TEXT && !is_named_as_ledger (path) && !is_named_as_ledger (name))
    {
      extract->skipped = g_strdup ("不是台账文件：文本文件只读 .csv、.tsv、.txt；确是台账的，请改名或另存为 .xlsx");
      return extract;
    }
  if (hecha_book_property (book, REPORT) != NULL)
    {
      extract->skipped = g_strdup ("核查程序写的报告或表格，不作台账");
      return extract;
    }
  extract->marked_source = g_strdup (hecha_book_property (book, MARKED_COPY));
  for (guint i = 0; i < hecha_book_n_sheets (book); i++)
    extract_one_sheet (extract, book, i, dictionary, mapping);
  share_department (extract, dictionary);
  take_file_name (extract);
  if (program != NULL && (extract->kind == HECHA_KIND_XLS || extract->kind == HECHA_KIND_BIFF))
    {
      extract->read_twice = TRUE;
      hecha_book_read_twice (book, path, program, &extract->second);
    }
  /* What the hash stands for must be what was read. */
  if (!hecha_file_sha256 (path, after, &size) || strcmp (after, extract->sha256) != 0)
    {
      g_free (extract->error);
      extract->error = g_strdup ("读取过程中文件被改动，请等编辑结束后重新核查");
      g_array_set_size (extract->records, 0);
      g_array_set_size (extract->tables, 0);
    }
  return extract;
}
