#include "ledger/by_values.h"

#include <string.h>

#include "ledger/column_evidence.h"
#include "ledger/header_learned.h"
#include "ledger/header_parts.h"
#include "ledger/row_kind.h"

/* Only near the top of a sheet, where headers stand; among data rows a look at
 * every cell would cost more than reading them. */
enum { LAST_ROW_TRIED = 40, LEARNED_NAME = 60, SAMPLED_ROWS = 12, MIN_KNOWN = 2, SURE_KNOWN = 3, LEDGER_KNOWN = 4,
       MAX_TRIED = 64, MAX_HEADER_BYTES = 45, FIRST_COLUMNS = 6 };

/* Whether HEADER holds a word of one list of the dictionary. */
static gboolean
holds (const HechaDictionary *dictionary, const char *header, HechaTelling words)
{
  g_autofree char *plain = hecha_header_plain (header);

  return hecha_contains_any (plain, dictionary->telling[words]);
}

/* Likewise, and none of the other. */
static gboolean
may_head (const HechaDictionary *dictionary, const char *header, HechaTelling words,
          HechaTelling others)
{
  return strlen (header) <= MAX_HEADER_BYTES && holds (dictionary, header, words)
         && !holds (dictionary, header, others);
}

gboolean
hecha_reads_like_a_name (const HechaDictionary *dictionary, const char *text)
{
  g_autofree char *plain = hecha_header_plain (text);
  g_autofree char *unit = hecha_unit_of_heading (text);
  glong length = g_utf8_strlen (text, -1);

  return unit == NULL && length >= 4 && length <= 60 && !g_str_has_suffix (text, "公司")
         && !g_str_has_suffix (text, "。")
         && hecha_contains_any (plain, dictionary->telling[HECHA_TELLS_NAME]);
}

static gboolean
is_firm (const char *text)
{
  static const char *const ends[] = { "公司", "事务所", "集团", "银行", "厂", NULL };

  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (text, ends[i]))
      return TRUE;
  return FALSE;
}

/* XF-01 names nothing. */
static guint
count_wide (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n += g_unichar_iswide (g_utf8_get_char (p));
  return n;
}

/* 单位消防户籍化: a short text that is no answer, figure, firm or person, as the
 * names of a ledger's projects are where the other headers prove it one. */
static gboolean
could_be_a_name (const HechaCell *cell)
{
  const char *text = hecha_cell_text (cell);

  return text != NULL && count_wide (text) >= 4 && g_utf8_strlen (text, -1) <= 40
         && !is_firm (text)
         && hecha_cell_looks (cell) == HECHA_LOOKS_TEXT && strstr (text, "。") == NULL
         && strstr (text, "；") == NULL && strstr (text, "〔") == NULL;
}

typedef struct
{
  guint names;      /* of a hundred values, distinct ones that read like names */
  guint possible;   /* likewise that could be names */
} NameShares;

/* Whether the row shows no value of the column: a heading or a total. */
static gboolean
is_no_value (const HechaCell *cell, const HechaRange *range)
{
  const char *text = hecha_cell_text (cell);

  return !hecha_cell_has_content (cell) || range->last_column > range->first_column
         || (text != NULL && hecha_total_kind (text) != HECHA_TOTAL_NONE);
}

/* Of the values sampled below the header.  One that is told again in the next
 * row counts once, as in a list of payments; elsewhere again it is no name. */
static NameShares
shares_of_names (HechaSheetReader *reader, guint index, guint32 column)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0, names = 0, possible = 0, end;
  const char *before = "";
  HechaRange header;

  hecha_grid_cell (reader->grid, hecha_grid_row (reader->grid, index)->row, column, &header);
  index = hecha_grid_find_row (reader->grid, header.last_row + 1);
  end = hecha_evidence_end (reader, index);
  for (guint i = index; i < end && n < SAMPLED_ROWS; i++)
    {
      guint32 row = hecha_grid_row (reader->grid, i)->row;
      HechaRange range;
      const HechaCell *cell = hecha_grid_cell (reader->grid, row, column, &range);
      const char *text = hecha_grid_text (reader->grid, row, column);

      if (is_no_value (cell, &range) || (*text != '\0' && strcmp (text, before) == 0))
        continue;
      n++;
      before = text;
      if (*text == '\0' || !g_hash_table_add (seen, (gpointer) text))
        continue;
      names += hecha_reads_like_a_name (reader->dictionary, text);
      possible += could_be_a_name (cell);
    }
  return n == 0 ? (NameShares) { 0, 0 } : (NameShares) { names * 100 / n, possible * 100 / n };
}

gboolean
hecha_holds_names (HechaSheetReader *reader, guint index, guint32 column)
{
  return shares_of_names (reader, index, column).names >= 60;
}

/* The field of a header, mistyped ones too, or NONE. */
static HechaField
field_of (HechaSheetReader *reader, const char *text)
{
  HechaField field = hecha_header_field (reader->reader, text);
  const HechaHeaderGuess *guess;

  if (field != HECHA_FIELD_NONE || strlen (text) > 60)
    return field;
  guess = hecha_header_read (reader->reader, &text, 1);
  return guess->n == 1 && guess->guesses[0].match == HECHA_MATCH_APPROXIMATE
             ? (HechaField) guess->guesses[0].field
             : hecha_learned_field (reader, text);
}

/* How many of the row's cells are known headers of a ledger that are not in
 * KNOWN yet; -1 where the row is none.  FOREIGN counts those of other lists. */
static int
count_headers (HechaSheetReader *reader, const HechaCell *cells, guint32 n,
               HechaFieldSet *known, int *foreign)
{
  int n_known = 0;

  for (guint i = 0; i < n && i < MAX_TRIED; i++)
    {
      const char *text = hecha_cell_text (&cells[i]);
      HechaField field;

      if (text == NULL)
        {
          if (hecha_cell_has_content (&cells[i]))
            return -1;   /* a row of data */
          continue;
        }
      *foreign += hecha_contains_any (text, reader->dictionary->telling[HECHA_TELLS_OTHER_LIST]);
      field = field_of (reader, text);
      if (field == HECHA_FIELD_NONE || hecha_field_set_has (known, field))
        continue;
      hecha_field_set_add (known, field);
      n_known++;
    }
  return n_known;
}

/* The same of row INDEX and of the sub-heads below it. */
static int
count_all_headers (HechaSheetReader *reader, guint index)
{
  HechaFieldSet known = { { 0, 0 } };
  guint32 n;
  const HechaCell *cells = hecha_grid_row_cells (reader->grid, index, &n);
  int foreign = 0, lower_foreign = 0;
  int upper = count_headers (reader, cells, n, &known, &foreign), lower;

  if (upper < 0 || index + 1 >= hecha_grid_n_rows (reader->grid))
    return upper;
  cells = hecha_grid_row_cells (reader->grid, index + 1, &n);
  lower = count_headers (reader, cells, n, &known, &lower_foreign);
  if (lower > 0)
    {
      upper += lower;
      foreign += lower_foreign;
    }
  /* A list of staff or of goods; 联系电话 beside headers of a ledger is none. */
  return foreign > 0 && upper < SURE_KNOWN + foreign - 1 ? -1 : upper;
}

/* How much a column speaks for holding the projects' names, by its header that
 * HINTS at it or not, and by what share of its values read like names. */
static guint
weight_of (const NameShares *shares, const char *header, gboolean hints, gboolean is_early,
           int n_known)
{
  static const char *const plain_names[] = { "名", "项目", "系统", NULL };
  int enough = hecha_text_holds_one (header, plain_names) ? SURE_KNOWN : LEDGER_KNOWN;

  if (hints && shares->names >= (n_known >= SURE_KNOWN ? 60u : 80u))
    return 200 + shares->names;
  if (hints && is_early && n_known >= enough && shares->possible >= 75)
    return 100 + shares->possible;
  /* 业务, 清单: nothing in the header says so, all else does. */
  return !hints && is_early && n_known >= SURE_KNOWN && shares->names >= 70 ? shares->names : 0;
}

/* The same of a cell of row INDEX; PLACE counts the row's cells. */
static guint
weigh_as_name (HechaSheetReader *reader, guint index, const HechaCell *cell, guint place,
               int n_known)
{
  const char *text = hecha_cell_text (cell);
  HechaField field = text != NULL ? hecha_header_field (reader->reader, text) : HECHA_FIELD_NONE;
  NameShares shares;
  guint weight;

  if (text == NULL || strlen (text) > MAX_HEADER_BYTES || hecha_cell_looks (cell) != HECHA_LOOKS_TEXT)
    return 0;
  /* 应急项目 may ask a question or head the urgent projects. */
  if (field != HECHA_FIELD_NONE && hecha_field_type (field) == HECHA_TYPE_YESNO)
    return n_known > SURE_KNOWN && shares_of_names (reader, index, cell->column).names >= 80
               ? LEARNED_NAME
               : 0;
  if (field != HECHA_FIELD_NONE && field != HECHA_FIELD_CONTENT)
    return 0;
  /* 上云系统名称 holds 云, which heads no column of names; examples know better. */
  if (holds (reader->dictionary, text, HECHA_TELLS_NO_NAME_HEADER))
    return field == HECHA_FIELD_NONE && n_known >= SURE_KNOWN
                   && hecha_learned_is_name (reader, index, cell)
               ? LEARNED_NAME
               : 0;
  shares = shares_of_names (reader, index, cell->column);
  weight = weight_of (&shares, text, holds (reader->dictionary, text, HECHA_TELLS_NAME_HEADER),
                      field == HECHA_FIELD_NONE && place < FIRST_COLUMNS, n_known);
  if (weight == 0 && field == HECHA_FIELD_NONE && n_known >= SURE_KNOWN
      && hecha_learned_is_name (reader, index, cell))
    return 100 + shares.possible;
  /* Known as 建设内容, it gives way to any column that is not; a contract's name
   * too. */
  return weight > 0 && (field == HECHA_FIELD_CONTENT || strstr (text, "合同") != NULL) ? weight - 1
                                                                                      : weight;
}

/* Whether one of the rows below has a 项目名称 beside other headers: then this
 * one is its group heads. */
static gboolean
has_name_below (HechaSheetReader *reader, guint index)
{
  for (guint below = index + 1; below <= index + 2 && below < hecha_grid_n_rows (reader->grid);
       below++)
    {
      guint32 n;
      const HechaCell *cells = hecha_grid_row_cells (reader->grid, below, &n);
      HechaFieldSet known = { { 0, 0 } };
      int foreign = 0;

      for (guint i = 0; i < n && i < MAX_TRIED; i++)
        {
          const char *text = hecha_cell_text (&cells[i]);

          if (text != NULL && hecha_header_is_name (reader->reader, text))
            return count_headers (reader, cells, n, &known, &foreign) >= MIN_KNOWN;
        }
    }
  return FALSE;
}

gint64
hecha_name_by_values (HechaSheetReader *reader, guint index)
{
  guint32 n;
  const HechaCell *cells = hecha_grid_row_cells (reader->grid, index, &n);
  gint64 found = -1;
  guint best = 0;
  int n_known;

  if (index >= LAST_ROW_TRIED || n < MIN_KNOWN + 1)
    return -1;
  n_known = count_all_headers (reader, index);
  if (n_known < MIN_KNOWN || has_name_below (reader, index))
    return -1;
  for (guint i = 0; i < n && i < MAX_TRIED; i++)
    {
      guint weight = weigh_as_name (reader, index, &cells[i], i, n_known);

      if (weight > best)
        {
          best = weight;
          found = cells[i].column;
        }
    }
  return found;
}

/* ---- codes --------------------------------------------------------------------- */

/* GA24-01, 2024ZH003: no serial number and no document's 〔2024〕3号. */
static gboolean
is_code (const char *text)
{
  guint digits = 0, letters = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      digits += g_ascii_isdigit (*p) != 0;
      letters += g_ascii_isalpha (*p) || *p == '-';
      if (!g_ascii_isalnum (*p) && strchr ("-_./", *p) == NULL)
        return FALSE;
    }
  return digits >= 2 && letters >= 1 && strlen (text) >= 4;
}

static gboolean
holds_codes (HechaSheetReader *reader, guint index, guint32 column)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0, codes = 0, end = MIN (hecha_grid_n_rows (reader->grid), index + 1 + SAMPLED_ROWS);

  for (guint i = index + 1; i < end; i++)
    {
      const char *text = hecha_grid_text (reader->grid, hecha_grid_row (reader->grid, i)->row,
                                          column);

      n += *text != '\0';
      codes += is_code (text) && g_hash_table_add (seen, (gpointer) text);
    }
  return codes >= 2 && codes * 5 >= n * 3;
}

gint64
hecha_code_by_values (HechaSheetReader *reader, guint index)
{
  guint32 n;
  const HechaCell *cells = hecha_grid_row_cells (reader->grid, index, &n);

  for (guint i = 0; index < LAST_ROW_TRIED && n > SURE_KNOWN && i < n && i < FIRST_COLUMNS; i++)
    {
      const char *text = hecha_cell_text (&cells[i]);
      const HechaHeaderGuess *guess;

      if (text == NULL || !hecha_may_be_name (text) || strlen (text) > MAX_HEADER_BYTES)
        continue;
      guess = hecha_header_read (reader->reader, &text, 1);
      if (guess->n > 0 && guess->guesses[0].field == HECHA_FIELD_CODE
          && holds_codes (reader, index, cells[i].column))
        return cells[i].column;
    }
  return -1;
}

/* ---- the guesses ----------------------------------------------------------------- */

static const HechaHeaderGuess name_guess
    = { 1,
        { { HECHA_FIELD_NAME, HECHA_MATCH_APPROXIMATE, HECHA_ASPECT_NONE, FALSE, FALSE, 0.75f } },
        0,
        FALSE };
static const HechaHeaderGuess code_guess
    = { 1,
        { { HECHA_FIELD_CODE, HECHA_MATCH_APPROXIMATE, HECHA_ASPECT_NONE, FALSE, FALSE, 0.85f } },
        0,
        FALSE };
static const HechaHeaderGuess unit_guess
    = { 1,
        { { HECHA_FIELD_UNIT, HECHA_MATCH_APPROXIMATE, HECHA_ASPECT_NONE, FALSE, FALSE, 0.75f } },
        0,
        FALSE };

/* The best guess of FIELD among the columns that needs no proof; NULL without. */
static const HechaGuess *
guessed (const GArray *columns, HechaField field)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const HechaHeaderGuess *guess = g_array_index (columns, HechaTableColumn, i).guess;

      for (guint j = 0; guess != NULL && j < guess->n; j++)
        if (guess->guesses[j].field == field && !guess->guesses[j].unproven)
          return &guess->guesses[j];
    }
  return NULL;
}

static HechaTableColumn *
column_at (GArray *columns, gint64 at)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, HechaTableColumn, i).column == at)
      return &g_array_index (columns, HechaTableColumn, i);
  return NULL;
}

/* 合同名称 is a project's name only where no column is more of one. */
static gboolean
is_contract_name (const HechaTableColumn *column)
{
  return column->n_texts > 0
         && strstr (column->texts[column->n_texts - 1], "合同") != NULL
         && column->guess != NULL && column->guess->n > 0
         && column->guess->guesses[0].field == HECHA_FIELD_NAME;
}

static void
guess_name (HechaSheetReader *reader, guint index, GArray *columns)
{
  HechaTableColumn *contract = NULL, *column;

  for (guint i = 0; i < columns->len; i++)
    if (is_contract_name (&g_array_index (columns, HechaTableColumn, i)))
      contract = &g_array_index (columns, HechaTableColumn, i);
  if (contract == NULL && guessed (columns, HECHA_FIELD_NAME) != NULL)
    return;
  column = column_at (columns, hecha_name_by_values (reader, index));
  if (column == NULL || (contract != NULL && column->guess != NULL && column->guess->n > 0))
    return;
  column->guess = &name_guess;
  if (contract != NULL && contract != column)
    contract->guess = hecha_header_read (reader->reader, NULL, 0);
}

static gboolean
holds_units (HechaSheetReader *reader, const HechaTableColumn *column, guint32 below)
{
  guint n = 0, units = 0;

  for (guint i = hecha_grid_find_row (reader->grid, below);
       i < hecha_grid_n_rows (reader->grid) && n < SAMPLED_ROWS; i++)
    {
      const char *text = hecha_grid_text (reader->grid, hecha_grid_row (reader->grid, i)->row,
                                          column->column);
      g_autofree char *unit = *text != '\0' ? hecha_unit_of_heading (text) : NULL;

      n += *text != '\0';
      units += unit != NULL && !is_firm (text);
    }
  return n > 0 && units * 10 >= n * 7;
}

/* The one column of departments where no header is 建设单位. */
static void
guess_unit (HechaSheetReader *reader, guint32 below, GArray *columns)
{
  HechaTableColumn *found = NULL;

  if (reader->grid->turned != NULL || guessed (columns, HECHA_FIELD_UNIT) != NULL)
    return;
  for (guint i = 0; i < columns->len; i++)
    {
      HechaTableColumn *column = &g_array_index (columns, HechaTableColumn, i);

      if (column->n_texts == 0 || (column->guess != NULL && column->guess->n > 0)
          || !may_head (reader->dictionary, column->texts[column->n_texts - 1],
                        HECHA_TELLS_UNIT_HEADER, HECHA_TELLS_NO_UNIT_HEADER)
          || !holds_units (reader, column, below))
        continue;
      if (found != NULL)
        return;
      found = column;
    }
  if (found != NULL)
    found->guess = &unit_guess;
}

/* Where no column names the projects, codes do. */
static void
guess_code (HechaSheetReader *reader, guint index, GArray *columns)
{
  HechaTableColumn *column;

  if (guessed (columns, HECHA_FIELD_NAME) != NULL || guessed (columns, HECHA_FIELD_CODE) != NULL)
    return;
  column = column_at (columns, hecha_code_by_values (reader, index));
  if (column != NULL)
    column->guess = &code_guess;
}

void
hecha_guess_by_values (HechaSheetReader *reader, guint index, GArray *columns)
{
  guint32 row = hecha_grid_row (reader->grid, index)->row;

  guess_name (reader, index, columns);
  guess_code (reader, index, columns);
  guess_unit (reader, row + 1, columns);
}
