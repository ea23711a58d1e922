/* Where a table begins: a row that holds 项目名称 or 项目编号 beside other known
 * headers, with the group heads above it and the sub-heads below it. */
#include "ledger/table.h"

#include <string.h>

#include "ledger/by_values.h"
#include "ledger/column_evidence.h"
#include "ledger/detail.h"
#include "ledger/head_notes.h"
#include "ledger/header_learned.h"
#include "ledger/header_text.h"
#include "ledger/table_extent.h"

#define MAX_COLUMNS HECHA_MAX_HEAD_COLUMNS
#define MANY_FIELDS 6         /* no form has so many labels in a row */
#define LIST_FIELDS 4         /* forms one under another repeat their labels, with fewer in a row */
#define LABEL_ROWS 8
#define TITLE_ROWS 3u
#define BARE_WORDS 3u
#define BARE_COLUMNS 4        /* 名称 with three that values tell is a table too */

HechaTableHead *
hecha_table_head_new (void)
{
  HechaTableHead *head = g_new0 (HechaTableHead, 1);

  head->columns = g_array_new (FALSE, TRUE, sizeof (HechaTableColumn));
  return head;
}

void
hecha_table_head_free (HechaTableHead *head)
{
  if (head == NULL)
    return;
  for (guint i = 0; i < head->columns->len; i++)
    g_free (g_array_index (head->columns, HechaTableColumn, i).candidates);
  g_array_unref (head->columns);
  g_free (head);
}

/* ---- which row ----------------------------------------------------------- */

/* The column of a 项目名称 or 项目编号 in row INDEX, or -1. */
static gint64
name_column (HechaSheetReader *reader, guint index)
{
  guint32 n;
  const HechaCell *cells = hecha_grid_row_cells (reader->grid, index, &n);
  guint texts = 0;
  gint64 found = -1;

  for (guint i = 0; i < n && i < MAX_COLUMNS; i++)
    {
      const char *text = hecha_cell_text (&cells[i]);

      texts += text != NULL;
      if (text != NULL && found < 0 && hecha_header_is_name (reader->reader, text))
        found = cells[i].column;
    }
  return texts >= 2 ? found : -1;
}

/* Whether the cells below a 项目名称 are labels too: a form or a table turned
 * on its side. */
static gboolean
labels_below (HechaSheetReader *reader, guint index, guint32 column)
{
  guint labels = 0, looked = 0;
  HechaRange range;
  guint32 row = hecha_grid_row (reader->grid, index)->row;

  hecha_grid_cell (reader->grid, row, column, &range);
  for (guint i = hecha_grid_find_row (reader->grid, range.last_row + 1);
       i < hecha_grid_n_rows (reader->grid) && looked < 4; i++)
    {
      const char *text
          = hecha_grid_text (reader->grid, hecha_grid_row (reader->grid, i)->row, column);

      if (*text == '\0')
        continue;
      looked++;
      if (!hecha_header_is_name (reader->reader, text) || looked == 1)
        labels += hecha_header_field (reader->reader, text) != HECHA_FIELD_NONE;
    }
  return labels >= 2 || (looked == 1 && labels == 1);
}

/* ---- which columns ------------------------------------------------------- */

static gboolean
has_text_below (HechaSheetReader *reader, const HechaRange *header, guint32 row, guint32 column)
{
  for (guint32 below = row + 1; below <= header->last_row; below++)
    if (*hecha_grid_text (reader->grid, below, column) != '\0')
      return TRUE;
  return FALSE;
}

/* The unmerged group head left of a blank one, where both have leaves below:
 * as .csv files write what was merged. */
static const char *
head_from_left (HechaSheetReader *reader, const HechaRange *header, guint32 row, guint32 column)
{
  if (!has_text_below (reader, header, row, column))
    return "";
  for (guint32 left = column; left-- > header->first_column;)
    {
      const char *text = hecha_grid_text (reader->grid, row, left);
      const HechaRange *merge = hecha_grid_merge (reader->grid, row, left);

      if (*text == '\0')
        {
          if (!has_text_below (reader, header, row, left))
            return "";
          continue;
        }
      if (merge != NULL && (merge->last_column < column || merge->last_row > row))
        return "";
      return has_text_below (reader, header, row, left)
                     && hecha_grid_merge (reader->grid, row + 1, left) == NULL
                 ? text
                 : "";
    }
  return "";
}

static void
read_column (HechaSheetReader *reader, const HechaRange *header, guint32 at,
             HechaTableColumn *column)
{
  const HechaRange *last = NULL;

  column->column = at;
  column->field = HECHA_FIELD_NONE;
  for (guint32 row = header->first_row; row <= header->last_row; row++)
    {
      const HechaRange *merge = hecha_grid_merge (reader->grid, row, at);
      const char *text = hecha_grid_text (reader->grid, row, at);

      if (merge != NULL && merge == last)
        continue;
      /* Sideways, a title or a heading reaches into the projects' columns. */
      if (reader->grid->turned != NULL && merge != NULL && merge->last_row > header->last_row)
        continue;
      last = merge;
      if (*text == '\0')
        text = head_from_left (reader, header, row, at);
      if (*text == '\0' || column->n_texts == HECHA_MAX_HEADS)
        continue;
      column->texts[column->n_texts++] = text;
      if (column->n_texts > 1 && hecha_header_is_unit_only (text))
        continue;
      column->row = merge != NULL ? merge->first_row : row;
      column->shadow = merge != NULL && merge->first_column < at
                       && merge->last_row >= header->last_row;
    }
  if (column->n_texts == 0)
    return;
  column->guess = hecha_header_read (reader->reader, column->texts, column->n_texts);
  column->serial = column->guess->serial;
}

static gboolean
is_best_guess (const HechaTableColumn *column, HechaField field)
{
  return column->guess != NULL && column->guess->n > 0 && !column->guess->guesses[0].unproven
         && column->guess->guesses[0].field == field;
}

/* Distinct fields that the columns surely have, with 项目名称 or 项目编号 among
 * them; 0 without. */
static guint
count_known (const HechaSheetReader *reader, const GArray *columns, gboolean *strong_name)
{
  HechaFieldSet seen = { { 0, 0 } };
  guint known = 0, likely = 0, taught = 0, payments = 0;

  *strong_name = FALSE;
  for (guint i = 0; i < columns->len; i++)
    {
      const HechaTableColumn *column = &g_array_index (columns, HechaTableColumn, i);
      const HechaGuess *best = column->guess != NULL && column->guess->n > 0
                                   ? &column->guess->guesses[0]
                                   : NULL;

      /* 本笔支付 tells a list of payments, whatever its other headers. */
      payments += column->n_texts > 0 && (best == NULL || best->field == HECHA_FIELD_PAID)
                  && hecha_detail_is_payment (column);
      if (best == NULL && column->n_texts > 0 && !column->serial)
        taught += hecha_learned_field (reader, column->texts[column->n_texts - 1])
                  != HECHA_FIELD_NONE;
      likely += best != NULL && best->unproven && !best->weak;
      if (best == NULL || best->unproven || hecha_field_set_has (&seen, best->field))
        continue;
      hecha_field_set_add (&seen, best->field);
      known++;
      if ((best->field == HECHA_FIELD_NAME || best->field == HECHA_FIELD_CODE) && !best->weak)
        *strong_name = TRUE;
    }
  /* Columns that only their values will tell (验收, 备案) count as one. */
  known += likely >= 2;
  /* Of what examples alone tell, half is taken. */
  known += taught / 2;
  known += payments > 0 && !hecha_field_set_has (&seen, HECHA_FIELD_PAID);
  return hecha_field_set_has (&seen, HECHA_FIELD_NAME)
                 || hecha_field_set_has (&seen, HECHA_FIELD_CODE)
             ? known
             : 0;
}

/* Columns of bare words (性质, 进展, 开工) that the values below them tell. */
static guint
count_proven (HechaSheetReader *reader, const GArray *columns, const HechaRange *header)
{
  HechaTableHead head = { .next_row = hecha_grid_find_row (reader->grid, header->last_row + 1) };
  HechaFieldSet seen = { { 0, 0 } };
  guint proven = 0;

  head.sample_end = hecha_evidence_end (reader, head.next_row);
  for (guint i = 0; i < columns->len; i++)
    {
      const HechaTableColumn *column = &g_array_index (columns, HechaTableColumn, i);
      HechaEvidence evidence;

      if (column->guess == NULL || column->guess->n == 0 || !column->guess->guesses[0].unproven)
        continue;
      hecha_evidence_weigh (reader, &head, column, &evidence);
      for (guint j = 0; j < column->guess->n; j++)
        if (!hecha_field_set_has (&seen, column->guess->guesses[j].field)
            && hecha_evidence_bears_out (reader->dictionary, &evidence, j,
                                         column->guess->guesses[j].field)
                   >= 0.5f)
          {
            hecha_field_set_add (&seen, column->guess->guesses[j].field);
            proven++;
            break;
          }
    }
  return proven;
}

/* Whether a line above the header, or the sheet's name, says that projects are
 * listed below. */
static gboolean
is_called_ledger (HechaSheetReader *reader, const HechaRange *header)
{
  static const char *const things[] = { "项目", "系统", "信息化", "智慧城市", "平台", NULL };
  static const char *const lists[]
      = { "台账", "登记", "清单", "一览", "汇总", "统计", "明细", "情况", "目录", "项目库", "表", NULL };
  guint end = hecha_grid_find_row (reader->grid, header->first_row);

  for (guint i = end > TITLE_ROWS ? end - TITLE_ROWS : 0; i < end; i++)
    {
      guint32 n;
      const HechaCell *cells = hecha_grid_row_cells (reader->grid, i, &n);
      const char *text = n > 0 ? hecha_cell_text (&cells[0]) : NULL;

      if (text != NULL && hecha_text_holds_one (text, things) && hecha_text_holds_one (text, lists))
        return TRUE;
    }
  return hecha_text_holds_one (reader->sheet->name, things)
         && hecha_text_holds_one (reader->sheet->name, lists);
}

/* 编号, 名称, 单位, 金额, 时间 under 信息化项目合同台账: nothing in the words, all in
 * the title and in what stands below 名称. */
static gboolean
is_bare_ledger (HechaSheetReader *reader, guint index, const GArray *columns,
                const HechaRange *header)
{
  static const char *const bare[]
      = { "编号", "编码", "单位", "部门", "金额", "时间", "日期", "内容", "状态", "进度", "进展", "类别",
          "类型", "性质", "年度", "备注", "负责人", "供应商", "合同", "预算", "价格", NULL };
  guint n = 0;
  gboolean names = FALSE;

  for (guint i = 0; i < columns->len; i++)
    {
      const HechaTableColumn *column = &g_array_index (columns, HechaTableColumn, i);
      g_autofree char *plain = NULL;

      if (column->n_texts == 0)
        continue;
      plain = hecha_header_plain (column->texts[column->n_texts - 1]);
      n += g_strv_contains (bare, plain);
      if (column->guess != NULL && column->guess->n > 0
          && column->guess->guesses[0].field == HECHA_FIELD_NAME)
        names = names || hecha_holds_names (reader, index, column->column);
    }
  return names && n >= BARE_WORDS && is_called_ledger (reader, header);
}

/* 填写说明, 字段名称 …: a sheet that explains columns, no table of projects. */
static gboolean
is_explanation (HechaSheetReader *reader, const GArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const HechaTableColumn *column = &g_array_index (columns, HechaTableColumn, i);
      g_autofree char *plain = NULL;

      if (column->n_texts == 0)
        continue;
      plain = hecha_header_plain (column->texts[column->n_texts - 1]);
      for (guint j = 0; j < reader->dictionary->no_projects->len; j++)
        if (strcmp (plain, g_ptr_array_index (reader->dictionary->no_projects, j)) == 0)
          return TRUE;
    }
  return FALSE;
}

/* ---- tables beside one another --------------------------------------------- */

static gboolean
same_texts (const HechaTableColumn *left, const HechaTableColumn *right)
{
  if (left->n_texts != right->n_texts || left->n_texts == 0)
    return FALSE;
  for (guint i = 0; i < left->n_texts; i++)
    if (strcmp (left->texts[i], right->texts[i]) != 0)
      return FALSE;
  return TRUE;
}

/* Where the table that holds the second 项目名称 begins, an index into
 * COLUMNS; FIRST and SECOND are the columns of both names. */
static guint
split_before (const GArray *columns, guint from, guint first, guint second)
{
  const HechaTableColumn *at = &g_array_index (columns, HechaTableColumn, 0);
  guint repeated = 0;

  for (guint i = second; i > first + 1; i--)
    if (at[i - 1].n_texts == 0)
      return i;
  for (guint i = second; i > first; i--)
    if (at[i].serial || same_texts (&at[i], &at[from]))
      return i;
  for (guint i = second; i < columns->len; i++)
    for (guint j = from; j < second; j++)
      repeated += same_texts (&at[i], &at[j]) && !at[i].shadow;
  return repeated >= 2 ? second : 0;
}

static HechaTableHead *
make_head (HechaSheetReader *reader, const GArray *columns, guint from, guint to,
           const HechaRange *header)
{
  HechaTableHead *head = hecha_table_head_new ();

  head->header = *header;
  head->header.first_column = G_MAXUINT32;
  head->next_row = hecha_grid_find_row (reader->grid, header->last_row + 1);
  head->sample_end = hecha_evidence_end (reader, head->next_row);
  for (guint i = from; i < to; i++)
    {
      const HechaTableColumn *column = &g_array_index (columns, HechaTableColumn, i);

      if (column->n_texts == 0)
        continue;
      head->header.first_column = MIN (head->header.first_column, column->column);
      head->header.last_column = column->column;
      g_array_append_val (head->columns, *column);
    }
  return head;
}

static GPtrArray *
split_heads (HechaSheetReader *reader, const GArray *columns, const HechaRange *header)
{
  GPtrArray *heads = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_table_head_free);
  guint from = 0;
  gint64 name = -1;

  for (guint i = 0; i < columns->len; i++)
    {
      const HechaTableColumn *column = &g_array_index (columns, HechaTableColumn, i);
      guint split;

      if (!is_best_guess (column, HECHA_FIELD_NAME) || column->guess->guesses[0].weak
          || column->shadow)
        continue;
      split = name >= 0 ? split_before (columns, from, (guint) name, i) : 0;
      if (split > from)
        {
          g_ptr_array_add (heads, make_head (reader, columns, from, split, header));
          from = split;
        }
      if (split > 0 || name < 0)
        name = i;
    }
  g_ptr_array_add (heads, make_head (reader, columns, from, columns->len, header));
  return heads;
}

/* Whether TEXT, in row INDEX, stands in its column again within the rows looked
 * at: 监理合同 in every other row is a value, no label. */
static gboolean
comes_again (HechaSheetReader *reader, guint first, guint index, guint32 column, const char *text)
{
  for (guint i = first; i < hecha_grid_n_rows (reader->grid) && i < first + LABEL_ROWS; i++)
    if (i != index
        && strcmp (hecha_grid_text (reader->grid, hecha_grid_row (reader->grid, i)->row, column),
                   text)
               == 0)
      return TRUE;
  return FALSE;
}

/* Labels in the rows of what would be projects below a header of KNOWN fields: a
 * form, or one read sideways.  Another header below is none. */
static gboolean
labels_among_rows (HechaSheetReader *reader, const HechaRange *header, guint known)
{
  gboolean turned = reader->grid->turned != NULL;
  guint labels = 0;
  guint first = turned ? 0 : hecha_grid_find_row (reader->grid, header->last_row + 1);

  for (guint i = first; i < hecha_grid_n_rows (reader->grid) && i < first + LABEL_ROWS; i++)
    {
      guint32 row = hecha_grid_row (reader->grid, i)->row;
      guint32 n;
      const HechaCell *cells = hecha_grid_row_cells (reader->grid, i, &n);

      if (row >= header->first_row && row <= header->last_row)
        continue;
      if (!turned && name_column (reader, i) >= 0)
        break;
      for (guint j = 0; j < n && j < MAX_COLUMNS; j++)
        {
          const char *text = hecha_cell_text (&cells[j]);

          labels += text != NULL && strlen (text) < 60 && g_utf8_strlen (text, -1) >= 4
                    && hecha_header_field (reader->reader, text) != HECHA_FIELD_NONE
                    && !(!turned && known >= LIST_FIELDS
                         && comes_again (reader, first, i, cells[j].column, text));
        }
    }
  return labels >= 2;
}

/* 项目编号 | MZ-01 | 建设性质 | 新建: labels, each before its value. */
static gboolean
is_row_of_pairs (HechaSheetReader *reader, guint index)
{
  guint32 n;
  const HechaCell *cells = hecha_grid_row_cells (reader->grid, index, &n);

  if (n < 2 || n > 8)
    return FALSE;
  for (guint i = 0; i + 1 < n; i += 2)
    {
      const char *label = hecha_cell_text (&cells[i]), *value = hecha_cell_text (&cells[i + 1]);

      if (label == NULL || hecha_header_field (reader->reader, label) == HECHA_FIELD_NONE
          || (value != NULL && hecha_header_field (reader->reader, value) != HECHA_FIELD_NONE))
        return FALSE;
    }
  return TRUE;
}

/* Whether row INDEX stands among the rows of a form. */
static gboolean
is_within_form (HechaSheetReader *reader, guint index)
{
  guint pairs = 0;

  for (guint i = index > LABEL_ROWS ? index - LABEL_ROWS : 0; i < index; i++)
    pairs += is_row_of_pairs (reader, i);
  return pairs >= 2;
}

GPtrArray *
hecha_table_heads_at (HechaSheetReader *reader, guint index)
{
  g_autoptr (GArray) columns = NULL;
  HechaRange header;
  gint64 name = name_column (reader, index);
  gboolean strong;
  guint known;

  if (name < 0)
    {
      name = hecha_name_by_values (reader, index);
      if (name < 0)
        name = hecha_code_by_values (reader, index);
      if (name >= 0 && is_within_form (reader, index))
        return NULL;
    }
  if (name < 0 || labels_below (reader, index, (guint32) name))
    return NULL;
  hecha_table_find_extent (reader, index, (guint32) name, &header);
  columns = g_array_new (FALSE, TRUE, sizeof (HechaTableColumn));
  for (guint32 at = header.first_column; at <= header.last_column; at++)
    {
      HechaTableColumn column = { 0 };

      read_column (reader, &header, at, &column);
      g_array_append_val (columns, column);
    }
  hecha_guess_by_values (reader, index, columns);
  known = count_known (reader, columns, &strong);
  if ((reader->grid->turned != NULL || known < MANY_FIELDS) && labels_among_rows (reader, &header, known))
    return NULL;
  if (known > 0 && known < (strong ? 2u : 3u)
      && (known + count_proven (reader, columns, &header) >= BARE_COLUMNS
          || is_bare_ledger (reader, index, columns, &header)))
    known = BARE_COLUMNS;
  if (known < (strong ? 2u : 3u) || (known < MANY_FIELDS && is_explanation (reader, columns)))
    return NULL;
  hecha_head_notes_read (reader, &header, columns);
  return split_heads (reader, columns, &header);
}
