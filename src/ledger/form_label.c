#include "ledger/form_label.h"

#include <string.h>

#include "ledger/header_text.h"

#define MAX_LABEL_BYTES 120
#define LONG_LABEL 5          /* shorter ones may be values: 本级预算 */

/* The merged label left of RANGE that spans more rows than it does. */
static const char *
group_left (HechaSheetReader *reader, const HechaRange *range)
{
  HechaRange left;
  const HechaCell *cell;

  if (range->first_column == 0)
    return NULL;
  cell = hecha_grid_cell (reader->grid, range->first_row, range->first_column - 1, &left);
  if (hecha_cell_text (cell) == NULL || left.last_row - left.first_row <= range->last_row - range->first_row
      || strlen (cell->text) > MAX_LABEL_BYTES)
    return NULL;
  return cell->text;
}

/* How many words of the field's 值 stand in what is right of RANGE: 项目类型
 * before □新建 ☑扩建 is 建设性质. */
static guint
value_hits (HechaSheetReader *reader, const HechaRange *range, HechaField field)
{
  const GPtrArray *values = reader->dictionary->fields[field].values;
  const char *text
      = hecha_grid_text (reader->grid, range->first_row, range->last_column + 1);
  guint hits = 0;

  for (guint i = 0; i < values->len; i++)
    hits += strstr (text, g_ptr_array_index (values, i)) != NULL;
  return hits;
}

/* The guess that the value bears out better than any other, or NULL. */
static const HechaGuess *
borne_out (HechaSheetReader *reader, const HechaRange *range, const HechaHeaderGuess *guess)
{
  const HechaGuess *best = NULL;
  guint most = 0;

  for (guint i = 0; i < guess->n; i++)
    {
      guint hits = value_hits (reader, range, guess->guesses[i].field);

      if (hits > most)
        best = &guess->guesses[i];
      else if (hits == most)
        best = NULL;
      most = MAX (most, hits);
    }
  return best;
}

/* Understands TEXT as a label, under the group left of it where there is one. */
static gboolean
understand_label (HechaSheetReader *reader, const char *text, HechaLabel *label)
{
  const char *group = group_left (reader, &label->range);
  const char *texts[2] = { group != NULL ? group : text, text };
  const HechaHeaderGuess *guess
      = hecha_header_read (reader->reader, texts, group != NULL ? 2 : 1);

  const HechaGuess *best = guess->n > 0 ? &guess->guesses[0] : NULL;

  if (best != NULL && best->unproven)
    best = borne_out (reader, &label->range, guess);
  if (best == NULL || hecha_header_is_answer (text)
      || (best->match == HECHA_MATCH_APPROXIMATE && g_utf8_strlen (text, -1) < LONG_LABEL))
    return FALSE;
  label->field = best->field;
  label->match = best->match;
  label->score = best->score;
  label->weak = best->weak;
  label->unit = guess->unit;
  return TRUE;
}

/* What is printed for a signature, with nothing signed: （盖章） 年 月 日. */
static gboolean
is_placeholder (const char *text)
{
  static const char *const printed[] = { "负责人", "经办人", "单位", "签字", "签名", "签章", "盖章", "公章",
                                         "年", "月", "日", NULL };
  g_autofree char *plain = NULL;
  const char *p;

  if (text == NULL || strlen (text) > 200)
    return FALSE;
  plain = hecha_header_plain (text);
  for (p = plain; *p != '\0';)
    {
      guint i;

      for (i = 0; printed[i] != NULL && !g_str_has_prefix (p, printed[i]); i++)
        ;
      if (printed[i] == NULL)
        return FALSE;
      p += strlen (printed[i]);
    }
  return p != plain;
}

/* 项目名称：智慧水务平台 in one cell; the label's text alone is understood. */
static gboolean
understand_inline (HechaSheetReader *reader, HechaLabel *label)
{
  const char *wide = strstr (label->text, "：");
  const char *colon = strchr (label->text, ':');
  const char *value;
  g_autofree char *front = NULL;

  if (wide != NULL && (colon == NULL || wide < colon))
    colon = wide;
  if (colon == NULL || colon - label->text > MAX_LABEL_BYTES)
    return FALSE;
  value = colon + (colon == wide ? strlen ("：") : 1);
  front = g_strndup (label->text, (gsize) (colon - label->text));
  /* 填报单位：… is the caption's. */
  if (!understand_label (reader, front, label) || label->weak)
    return FALSE;
  while (g_unichar_isspace (g_utf8_get_char (value)))
    value = g_utf8_next_char (value);
  if (is_placeholder (value))
    return FALSE;   /* 申报单位（公章）： 年 月 日 */
  label->inner = *value != '\0' ? value : NULL;
  /* The label of a cell of its own goes before. */
  if (label->inner != NULL)
    label->score -= 0.01f;
  return TRUE;
}

/* A form's title 智慧城市建设项目申报表 is no question whether there is one:
 * nothing else stands in its row. */
static gboolean
is_title (HechaSheetReader *reader, const HechaLabel *label)
{
  guint index = hecha_grid_find_row (reader->grid, label->range.first_row);
  guint32 n, shown = 0;
  const HechaCell *cells = hecha_grid_row_cells (reader->grid, index, &n);

  if (label->field != HECHA_FIELD_DECLARATION_FORM || label->inner != NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    shown += hecha_cell_has_content (&cells[i]);
  return shown == 1;
}

static gboolean
label_at (HechaSheetReader *reader, guint32 row, const HechaCell *cell, HechaLabel *label)
{
  memset (label, 0, sizeof *label);
  label->text = hecha_cell_text (cell);
  if (label->text == NULL)
    return FALSE;
  hecha_grid_cell (reader->grid, row, cell->column, &label->range);
  if (understand_inline (reader, label))
    return TRUE;
  return strlen (label->text) <= MAX_LABEL_BYTES
         && understand_label (reader, label->text, label) && !is_title (reader, label);
}

/* 阳城县智慧城市建设项目申报表 over a form is its title: it asks for no answer,
 * and a blank beside it is no form that is missing. */
static gboolean
is_forms_title (const HechaLabel *label, const HechaCell *cells, guint32 n)
{
  guint32 n_filled = 0;

  for (guint32 i = 0; i < n; i++)
    n_filled += hecha_cell_has_content (&cells[i]);
  return label->field == HECHA_FIELD_DECLARATION_FORM && label->inner == NULL && n_filled == 1;
}

/* 资金来源 | 县本级预算: what right of a label reads only nearly like one is its
 * value. */
static gboolean
is_value_of_last (const HechaFormReader *form, const HechaLabel *label)
{
  const HechaLabel *last;

  if ((label->match != HECHA_MATCH_APPROXIMATE && !label->weak) || label->inner != NULL
      || form->labels->len == 0)
    return FALSE;
  last = &g_array_index (form->labels, HechaLabel, form->labels->len - 1);
  return last->range.first_row == label->range.first_row
         && last->range.last_column + 1 == label->range.first_column && last->inner == NULL;
}

static guint
count_in_column (const HechaFormReader *form, guint32 column)
{
  guint n = 0;

  for (guint i = 0; i < form->labels->len; i++)
    n += g_array_index (form->labels, HechaLabel, i).range.first_column == column;
  return n;
}

/* 申报缘由与依据 | 县长批示: the last cell of a row, right of a label, where labels
 * stand in the label's column and hardly any in its own. */
static gboolean
is_value_at_end (const HechaFormReader *form, const HechaLabel *last, const HechaLabel *label)
{
  enum { COLUMN_OF_LABELS = 4 };
  guint32 n;
  const HechaCell *cells = hecha_grid_row_cells (
      form->reader->grid,
      hecha_grid_find_row (form->reader->grid, label->range.first_row), &n);
  guint labels = count_in_column (form, last->range.first_column);

  if (label->inner != NULL || last->inner != NULL
      || last->range.first_row != label->range.first_row
      || last->range.last_column + 1 != label->range.first_column
      || labels < COLUMN_OF_LABELS
      || labels < COLUMN_OF_LABELS * count_in_column (form, label->range.first_column))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (cells[i].column > label->range.first_column && hecha_cell_has_content (&cells[i]))
      return FALSE;
  return TRUE;
}

static void
drop_values (HechaFormReader *form)
{
  for (guint i = form->labels->len; i-- > 1;)
    if (is_value_at_end (form, &g_array_index (form->labels, HechaLabel, i - 1),
                         &g_array_index (form->labels, HechaLabel, i)))
      g_array_remove_index (form->labels, i);
}

void
hecha_form_find_labels (HechaFormReader *form)
{
  const HechaGrid *grid = form->reader->grid;

  for (guint i = 0; i < hecha_grid_n_rows (grid); i++)
    {
      guint32 n;
      const HechaCell *cells = hecha_grid_row_cells (grid, i, &n);

      for (guint j = 0; j < n; j++)
        {
          HechaLabel label;

          if (label_at (form->reader, hecha_grid_row (grid, i)->row, &cells[j], &label)
              && !is_forms_title (&label, cells, n) && !is_value_of_last (form, &label))
            g_array_append_val (form->labels, label);
        }
    }
  drop_values (form);
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  const HechaRange *left = &((const HechaLabel *) a)->range;
  const HechaRange *right = &((const HechaLabel *) b)->range;

  if (left->first_row != right->first_row)
    return left->first_row < right->first_row ? -1 : 1;
  return left->first_column < right->first_column ? -1 : left->first_column > right->first_column;
}

void
hecha_form_order_labels (HechaFormReader *form)
{
  g_array_sort (form->labels, compare_labels);
}

const HechaLabel *
hecha_form_label_at (const HechaFormReader *form, guint32 row, guint32 column)
{
  for (guint i = 0; i < form->labels->len; i++)
    {
      const HechaLabel *label = &g_array_index (form->labels, HechaLabel, i);

      if (label->range.first_row == row && label->range.first_column == column)
        return label;
    }
  return NULL;
}

static gboolean
is_label (const HechaFormReader *form, const HechaRange *range)
{
  return hecha_form_label_at (form, range->first_row, range->first_column) != NULL;
}

/* A short text that names something we have no field for (联系电话): no value. */
static gboolean
looks_like_label (HechaSheetReader *reader, const HechaCell *cell)
{
  static const char *const words[] = { "电话", "传真", "邮箱", "邮编", "地址", "备注", "手机", "职务",
                                       "签字", "盖章", "工期", "名称", "时间", "日期", "意见",
                                       "联系方式", NULL };
  const char *text = hecha_cell_text (cell);

  if (text == NULL || g_utf8_strlen (text, -1) > 8)
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_suffix (text, words[i]))
      return TRUE;
  return FALSE;
}

/* Whether the sheet has anything at or right of COLUMN. */
static gboolean
is_within (const HechaFormReader *form, guint32 column)
{
  const GArray *cells = form->reader->sheet->cells;

  for (guint i = 0; i < cells->len; i++)
    if (g_array_index (cells, HechaCell, i).column >= column)
      return TRUE;
  return FALSE;
}

/* A value below its label is as wide as it: the heading of the next part
 * spans the form. */
static const HechaCell *
value_below (const HechaFormReader *form, const HechaLabel *label, HechaRange *range)
{
  const HechaCell *below = hecha_grid_cell (form->reader->grid, label->range.last_row + 1,
                                            label->range.first_column, range);

  return hecha_cell_has_content (below) && range->first_column == label->range.first_column
                 && range->last_column == label->range.last_column
                 && !is_label (form, range)
                 && !looks_like_label (form->reader, below)
             ? below
             : NULL;
}

/* Where the value of LABEL stands: right of it, below where there is another
 * label or nothing at all.  NULL for a blank one, RANGE is its place. */
static const HechaCell *
value_of (const HechaFormReader *form, const HechaLabel *label, HechaRange *range)
{
  const HechaCell *right = hecha_grid_cell (form->reader->grid, label->range.first_row,
                                            label->range.last_column + 1, range);
  gboolean taken = is_label (form, range)
                   || looks_like_label (form->reader, right);
  const HechaCell *below;
  HechaRange below_range;

  if (!taken && (hecha_cell_has_content (right) || range->last_column > range->first_column
                 || is_within (form, label->range.last_column + 1)))
    return right;
  below = value_below (form, label, &below_range);
  if (below != NULL || taken)
    *range = below_range;
  return below;
}

void
hecha_form_read_value (const HechaFormReader *form, const HechaLabel *label, const HechaCaption *caption,
            HechaDatum *datum)
{
  HechaSheetReader *reader = form->reader;
  HechaValueContext context = { .unit = label->unit != 0 ? label->unit : caption->unit,
                                .date1904 = reader->book != NULL
                                            && hecha_book_date1904 (reader->book),
                                .year = caption->year };
  HechaRange range = label->range;

  memset (datum, 0, sizeof *datum);
  if (label->inner != NULL)
    hecha_value_read_text (label->field, label->inner, &context, reader->extract->pool, datum);
  else
    {
      const HechaCell *cell = value_of (form, label, &range);
      const char *format = cell != NULL && reader->book != NULL
                               ? hecha_book_format_code (reader->book, cell->style)
                               : "General";

      if (is_placeholder (hecha_cell_text (cell)))
        cell = NULL;
      hecha_value_read (label->field, cell, format, &context, reader->extract->pool, datum);
    }
  datum->field = label->field;
  datum->row = range.first_row;
  datum->column = range.first_column;
}
