/* 申报表: a grid of labels and values, one project a grid.  A label's value is
 * the cell right of it, else the one below; 项目名称：… in one cell counts too. */
#include <string.h>

#include "ledger/header_text.h"
#include "ledger/mapping.h"
#include "ledger/row_kind.h"
#include "ledger/table.h"

#define MAX_FORM_CELLS 60000
#define MAX_LABEL_BYTES 120
#define MIN_FIELDS 3          /* 项目名称 and two more */

typedef struct
{
  HechaRange range;
  const char *text;
  guint8 field, match;
  float score;
  gint64 unit;
  gboolean weak;
  const char *inner;          /* the value behind the colon of the same cell, or NULL */
} Label;

typedef struct
{
  HechaSheetReader *reader;
  GArray *labels;             /* Label, by row and column */
} FormReader;

/* ---- labels ------------------------------------------------------------------------ */

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

/* Understands TEXT as a label, under the group left of it where there is one. */
static gboolean
understand_label (HechaSheetReader *reader, const char *text, Label *label)
{
  const char *group = group_left (reader, &label->range);
  const char *texts[2] = { group != NULL ? group : text, text };
  const HechaHeaderGuess *guess
      = hecha_header_read (reader->reader, texts, group != NULL ? 2 : 1);

  if (guess->n == 0 || guess->guesses[0].unproven || hecha_header_is_answer (text))
    return FALSE;
  label->field = guess->guesses[0].field;
  label->match = guess->guesses[0].match;
  label->score = guess->guesses[0].score;
  label->weak = guess->guesses[0].weak;
  label->unit = guess->unit;
  return TRUE;
}

/* 项目名称：智慧水务平台 in one cell; the label's text alone is understood. */
static gboolean
understand_inline (HechaSheetReader *reader, Label *label)
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
  if (!understand_label (reader, front, label))
    return FALSE;
  while (g_unichar_isspace (g_utf8_get_char (value)))
    value = g_utf8_next_char (value);
  label->inner = *value != '\0' ? value : NULL;
  return TRUE;
}

static gboolean
label_at (HechaSheetReader *reader, guint32 row, const HechaCell *cell, Label *label)
{
  memset (label, 0, sizeof *label);
  label->text = hecha_cell_text (cell);
  if (label->text == NULL)
    return FALSE;
  hecha_grid_cell (reader->grid, row, cell->column, &label->range);
  if (understand_inline (reader, label))
    return TRUE;
  return strlen (label->text) <= MAX_LABEL_BYTES
         && understand_label (reader, label->text, label);
}

static void
find_labels (FormReader *form)
{
  const HechaGrid *grid = form->reader->grid;

  for (guint i = 0; i < hecha_grid_n_rows (grid); i++)
    {
      guint32 n;
      const HechaCell *cells = hecha_grid_row_cells (grid, i, &n);

      for (guint j = 0; j < n; j++)
        {
          Label label;

          if (label_at (form->reader, hecha_grid_row (grid, i)->row, &cells[j], &label))
            g_array_append_val (form->labels, label);
        }
    }
}

static gboolean
is_label (const FormReader *form, guint32 row, guint32 column)
{
  for (guint i = 0; i < form->labels->len; i++)
    {
      const Label *label = &g_array_index (form->labels, Label, i);

      if (label->range.first_row == row && label->range.first_column == column)
        return TRUE;
    }
  return FALSE;
}

/* ---- values --------------------------------------------------------------------------- */

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

/* Where the value of LABEL stands. */
static const HechaCell *
value_of (const FormReader *form, const Label *label, HechaRange *range)
{
  const HechaGrid *grid = form->reader->grid;
  const HechaCell *cell = hecha_grid_cell (grid, label->range.first_row,
                                           label->range.last_column + 1, range);
  HechaRange below_range;
  const HechaCell *below;

  if (!is_label (form, range->first_row, range->first_column)
      && (hecha_cell_has_content (cell) ? !looks_like_label (form->reader, cell)
                                        : cell != NULL
                                              || range->last_column > range->first_column))
    return cell;
  below = hecha_grid_cell (grid, label->range.last_row + 1, label->range.first_column,
                           &below_range);
  if (hecha_cell_has_content (below)
      && !is_label (form, below_range.first_row, below_range.first_column)
      && !looks_like_label (form->reader, below))
    {
      *range = below_range;
      return below;
    }
  if (is_label (form, range->first_row, range->first_column)
      || hecha_cell_has_content (cell))
    *range = below_range;
  return NULL;
}

/* What is printed for a signature, with nothing signed: （盖章） 年 月 日. */
static gboolean
is_placeholder (const HechaCell *cell)
{
  static const char *const printed[] = { "负责人", "经办人", "单位", "签字", "签名", "签章", "盖章", "公章",
                                         "年", "月", "日", NULL };
  const char *text = hecha_cell_text (cell);
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

static void
read_value (const FormReader *form, const Label *label, const HechaCaption *caption,
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

      if (is_placeholder (cell))
        cell = NULL;
      hecha_value_read (label->field, cell, format, &context, reader->extract->pool, datum);
    }
  datum->field = label->field;
  datum->row = range.first_row;
  datum->column = range.first_column;
}

/* ---- one form --------------------------------------------------------------------------- */

/* The better of two labels of one field keeps it; equal ones lose it both. */
static void
settle (GArray *labels)
{
  for (guint i = 0; i < labels->len; i++)
    {
      Label *one = &g_array_index (labels, Label, i);
      gboolean tied = FALSE;

      for (guint j = i + 1; j < labels->len && one->field != HECHA_FIELD_NONE; j++)
        {
          Label *other = &g_array_index (labels, Label, j);

          if (other->field != one->field)
            continue;
          if (other->score > one->score + 0.005f)
            one->field = HECHA_FIELD_NONE;
          else if (other->score < one->score - 0.005f)
            other->field = HECHA_FIELD_NONE;
          else
            {
              other->field = HECHA_FIELD_NONE;
              tied = one->field != HECHA_FIELD_NAME;
            }
        }
      if (tied)
        one->field = HECHA_FIELD_NONE;
    }
}

static int
compare_data (gconstpointer a, gconstpointer b)
{
  return (int) ((const HechaDatum *) a)->field - (int) ((const HechaDatum *) b)->field;
}

static HechaColumn
describe (HechaSheetReader *reader, const Label *label)
{
  HechaColumn column = { .row = label->range.first_row, .column = label->range.first_column,
                         .field = label->field, .match = label->match,
                         .confidence = MIN (label->score, 1.0f), .candidates = "" };
  g_autofree char *text = g_strstrip (g_strdup (label->text));

  if (label->inner != NULL)
    {
      char *colon = strstr (text, "：");
      char *narrow = strchr (text, ':');

      if (colon == NULL || (narrow != NULL && narrow < colon))
        colon = narrow;
      if (colon != NULL)
        *colon = '\0';
    }
  column.text = g_string_chunk_insert (reader->extract->pool, text);
  return column;
}

static void
add_column (HechaSheetReader *reader, HechaTable *table, const Label *label,
            const HechaDatum *datum)
{
  HechaColumn column = describe (reader, label);

  column.samples = datum->raw != NULL ? datum->raw : "";
  if (hecha_field_type (label->field) == HECHA_TYPE_AMOUNT)
    column.unit = label->unit != 0 ? label->unit : table->unit;
  g_array_append_val (table->columns, column);
}

static HechaDatum *
find_datum (GArray *data, HechaField field)
{
  for (guint i = 0; i < data->len; i++)
    if (g_array_index (data, HechaDatum, i).field == field)
      return &g_array_index (data, HechaDatum, i);
  return NULL;
}

static const char *
value_text (HechaSheetReader *reader, GArray *data, HechaField field)
{
  const HechaDatum *datum = find_datum (data, field);
  g_autofree char *text = NULL;

  if (datum == NULL || datum->state != HECHA_STATE_VALUE)
    return "";
  if (datum->text != NULL)
    return datum->text;
  text = g_strstrip (g_strdup (datum->raw));
  return g_string_chunk_insert (reader->extract->pool, text);
}

static void
add_form (HechaSheetReader *reader, const HechaRange *area, const HechaCaption *caption,
          GArray *labels, GArray *data)
{
  HechaExtract *extract = reader->extract;
  HechaTable table = { .sheet_index = reader->sheet_index, .shape = HECHA_TABLE_FORM,
                       .hidden = reader->sheet->visibility != HECHA_SHEET_VISIBLE,
                       .header = *area, .data = *area, .year = caption->year,
                       .unit = caption->unit };
  HechaRecord record = { .table = extract->tables->len };
  const HechaDatum *name = find_datum (data, HECHA_FIELD_NAME);
  const HechaDatum *year = find_datum (data, HECHA_FIELD_YEAR);

  table.sheet = g_string_chunk_insert_const (extract->pool, reader->sheet->name);
  table.title = g_string_chunk_insert (extract->pool, caption->title);
  table.unit_name = g_string_chunk_insert_const (extract->pool, caption->unit_name);
  table.columns = g_array_new (FALSE, TRUE, sizeof (HechaColumn));
  table.totals = g_array_new (FALSE, TRUE, sizeof (HechaTotal));
  for (guint i = 0; i < labels->len; i++)
    add_column (reader, &table, &g_array_index (labels, Label, i),
                &g_array_index (data, HechaDatum, i));
  record.row = name != NULL ? name->row : area->first_row;
  record.hidden = hecha_sheet_row_hidden (reader->sheet, record.row);
  record.code = value_text (reader, data, HECHA_FIELD_CODE);
  record.name = value_text (reader, data, HECHA_FIELD_NAME);
  record.unit = value_text (reader, data, HECHA_FIELD_UNIT);
  if (*record.unit == '\0')
    record.unit = table.unit_name;
  record.year = year != NULL && year->state == HECHA_STATE_VALUE
                    ? (int) CLAMP (year->low, 0, 9999)
                    : table.year;
  g_array_sort (data, compare_data);
  record.n_data = data->len;
  record.data = hecha_extract_data (extract, data->len);
  for (guint i = 0; i < data->len; i++)
    {
      record.data[i] = g_array_index (data, HechaDatum, i);
      record.data[i].table = record.table;
    }
  g_array_append_val (extract->tables, table);
  g_array_append_val (extract->records, record);
}

/* What the user said of a label wins over everything. */
static void
obey_user (HechaSheetReader *reader, GArray *labels)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (HechaColumn));
  g_autofree char *layout = NULL;

  for (guint i = 0; i < labels->len; i++)
    {
      HechaColumn column = describe (reader, &g_array_index (labels, Label, i));

      g_array_append_val (columns, column);
    }
  layout = hecha_mapping_layout (columns);
  for (guint i = 0; i < labels->len; i++)
    {
      Label *label = &g_array_index (labels, Label, i);
      HechaField field;

      if (!hecha_mapping_lookup (reader->mapping, reader->extract->name, reader->sheet->name,
                                 layout, &g_array_index (columns, HechaColumn, i), &field))
        continue;
      for (guint j = 0; field != HECHA_FIELD_NONE && j < labels->len; j++)
        if (g_array_index (labels, Label, j).field == field)
          g_array_index (labels, Label, j).field = HECHA_FIELD_NONE;
      label->field = (guint8) field;
      label->match = HECHA_MATCH_USER;
      label->score = 1;
    }
}

static void
drop_unmapped (GArray *labels)
{
  for (guint i = labels->len; i-- > 0;)
    if (g_array_index (labels, Label, i).field == HECHA_FIELD_NONE)
      g_array_remove_index (labels, i);
}

/* Reads the labels within AREA as one form; FALSE where they are none. */
static gboolean
read_form (FormReader *form, const HechaRange *area)
{
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (Label));
  g_autoptr (GArray) data = g_array_new (FALSE, FALSE, sizeof (HechaDatum));
  HechaCaption caption = { 0 };
  gboolean found;

  for (guint i = 0; i < form->labels->len; i++)
    {
      const Label *label = &g_array_index (form->labels, Label, i);

      if (label->range.first_row >= area->first_row && label->range.first_row <= area->last_row
          && label->range.first_column >= area->first_column
          && label->range.first_column <= area->last_column)
        g_array_append_val (labels, *label);
    }
  settle (labels);
  drop_unmapped (labels);
  if (form->reader->mapping != NULL)
    obey_user (form->reader, labels);
  drop_unmapped (labels);
  hecha_caption_read (form->reader, area->first_row, area->last_row, NULL, &caption);
  for (guint i = 0; i < labels->len; i++)
    {
      HechaDatum datum;

      read_value (form, &g_array_index (labels, Label, i), &caption, &datum);
      g_array_append_val (data, datum);
    }
  found = labels->len >= MIN_FIELDS
          && (*value_text (form->reader, data, HECHA_FIELD_NAME) != '\0'
              || *value_text (form->reader, data, HECHA_FIELD_CODE) != '\0');
  if (found)
    add_form (form->reader, area, &caption, labels, data);
  hecha_caption_clear (&caption);
  return found;
}

/* ---- several forms ---------------------------------------------------------------------- */

static gboolean
row_has_label (const FormReader *form, guint32 row)
{
  for (guint i = 0; i < form->labels->len; i++)
    {
      const HechaRange *range = &g_array_index (form->labels, Label, i).range;

      if (range->first_row <= row && range->last_row >= row)
        return TRUE;
    }
  return FALSE;
}

/* The first row of the form whose 项目名称 stands in ROW: labels may stand
 * above it, a title and blank rows do not belong to the one before. */
static guint32
form_start (const FormReader *form, guint32 row, guint32 after)
{
  guint32 start = row;

  while (start > after && row_has_label (form, start - 1))
    start--;
  if (start == after && after > 0)
    return row;
  /* Its title, if the row above holds one. */
  for (guint32 above = start; above > after && above + 3 > start; above--)
    if (hecha_grid_find_row (form->reader->grid, above - 1)
            < hecha_grid_n_rows (form->reader->grid)
        && hecha_cell_has_content (
            hecha_grid_cell (form->reader->grid, above - 1, 0, NULL))
        && !row_has_label (form, above - 1))
      return above - 1;
  return start;
}

static guint32
last_row (const HechaSheetReader *reader)
{
  guint n = hecha_grid_n_rows (reader->grid);

  return n > 0 ? hecha_grid_row (reader->grid, n - 1)->row : 0;
}

static guint32
last_column (const HechaSheetReader *reader)
{
  const GArray *cells = reader->sheet->cells;
  guint32 last = 0;

  for (guint i = 0; i < cells->len; i++)
    last = MAX (last, g_array_index (cells, HechaCell, i).column);
  return last;
}

/* 填写说明, 字段名称 …: the sheet explains a form and is none. */
static gboolean
explains_columns (HechaSheetReader *reader)
{
  const GArray *cells = reader->sheet->cells;

  for (guint i = 0; i < cells->len; i++)
    {
      const char *text = hecha_cell_text (&g_array_index (cells, HechaCell, i));
      g_autofree char *plain = NULL;

      if (text == NULL || strlen (text) > 40)
        continue;
      plain = hecha_header_plain (text);
      for (guint j = 0; j < reader->dictionary->no_projects->len; j++)
        if (strcmp (plain, g_ptr_array_index (reader->dictionary->no_projects, j)) == 0)
          return TRUE;
    }
  return FALSE;
}

guint
hecha_forms_read (HechaSheetReader *reader)
{
  FormReader form = { .reader = reader };
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Label));
  guint found = 0;

  if (reader->sheet->cells->len > MAX_FORM_CELLS || explains_columns (reader))
    return 0;
  form.labels = g_array_new (FALSE, FALSE, sizeof (Label));
  find_labels (&form);
  for (guint i = 0; i < form.labels->len; i++)
    {
      const Label *label = &g_array_index (form.labels, Label, i);

      if (label->field == HECHA_FIELD_NAME && !label->weak)
        g_array_append_val (names, *label);
    }
  for (guint i = 0; i < names->len; i++)
    {
      const HechaRange *at = &g_array_index (names, Label, i).range;
      guint32 before = 0, end = HECHA_MAX_ROWS - 1, left = 0, right = HECHA_MAX_COLUMNS - 1;
      HechaRange area;

      for (guint j = 0; j < names->len; j++)
        {
          const HechaRange *other = &g_array_index (names, Label, j).range;

          if (other->first_row < at->first_row)
            before = MAX (before, other->last_row + 1);
          if (other->first_row == at->first_row && other->first_column > at->first_column)
            right = MIN (right, other->first_column - 1);
        }
      if (i > 0 && g_array_index (names, Label, i - 1).range.first_row == at->first_row)
        left = at->first_column;
      for (guint j = i + 1; j < names->len; j++)
        {
          const HechaRange *next = &g_array_index (names, Label, j).range;

          if (next->first_row > at->first_row)
            {
              end = form_start (&form, next->first_row, at->last_row + 1) - 1;
              break;
            }
        }
      area.first_row = form_start (&form, at->first_row, before);
      area.last_row = MIN (end, last_row (reader));
      area.first_column = left;
      area.last_column = MIN (right, last_column (reader));
      found += read_form (&form, &area);
    }
  g_array_unref (form.labels);
  return found;
}
