/* 申报表: a grid of labels and values, one project a grid.  A label's value is
 * the cell right of it, else the one below; 项目名称：… in one cell counts too. */
#include <string.h>

#include "ledger/form_label.h"
#include "ledger/header_text.h"
#include "ledger/mapping.h"
#include "ledger/table.h"

#define MAX_FORM_CELLS 60000
#define MAX_LABELS 4000       /* each is looked up among all */
#define TITLE_ROWS 6u
#define MIN_FIELDS 3          /* 项目名称 and two more */

/* ---- one form --------------------------------------------------------------------------- */

static void
lose (HechaLabel *label)
{
  label->lost = label->field;
  label->field = HECHA_FIELD_NONE;
}

static gboolean
is_blank (const HechaFormReader *form, const HechaLabel *label, const HechaCaption *caption)
{
  HechaDatum datum;

  hecha_form_read_value (form, label, caption, &datum);
  return datum.state == HECHA_STATE_BLANK;
}

/* Of two labels of one field the better keeps it, of equal ones that with a
 * value: 申报单位（盖章）： at the foot asks for a stamp.  Else both lose it. */
static void
settle (const HechaFormReader *form, GArray *labels, const HechaCaption *caption)
{
  for (guint i = 0; i < labels->len; i++)
    {
      HechaLabel *one = &g_array_index (labels, HechaLabel, i);
      gboolean tied = FALSE;

      for (guint j = i + 1; j < labels->len && one->field != HECHA_FIELD_NONE; j++)
        {
          HechaLabel *other = &g_array_index (labels, HechaLabel, j);

          if (other->field != one->field)
            continue;
          if (other->score > one->score + 0.005f)
            lose (one);
          else if (other->score < one->score - 0.005f)
            lose (other);
          else if (is_blank (form, other, caption))
            lose (other);
          else if (is_blank (form, one, caption))
            lose (one);
          else
            {
              lose (other);
              tied = one->field != HECHA_FIELD_NAME;
            }
        }
      if (tied)
        lose (one);
    }
}

static int
compare_data (gconstpointer a, gconstpointer b)
{
  return (int) ((const HechaDatum *) a)->field - (int) ((const HechaDatum *) b)->field;
}

static HechaColumn
describe (HechaSheetReader *reader, const HechaLabel *label)
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
add_column (HechaSheetReader *reader, HechaTable *table, const HechaLabel *label,
            const HechaDatum *datum)
{
  HechaColumn column = describe (reader, label);

  column.samples = datum->raw != NULL ? datum->raw : "";
  if (hecha_field_type (label->field) == HECHA_TYPE_AMOUNT)
    column.unit = label->unit != 0 ? label->unit : table->unit;
  g_array_append_val (table->columns, column);
}

/* Labels that could not be told from others, for the last table. */
static void
add_unmapped (HechaSheetReader *reader, const GArray *unmapped)
{
  GArray *tables = reader->extract->tables;
  HechaTable *table = &g_array_index (tables, HechaTable, tables->len - 1);

  for (guint i = unmapped->len; i-- > 0;)
    {
      const HechaLabel *label = &g_array_index (unmapped, HechaLabel, i);
      HechaColumn column = describe (reader, label);

      column.match = HECHA_MATCH_NONE;
      column.confidence = 0;
      column.candidates = hecha_field_name (label->lost);
      column.samples = "";
      g_array_append_val (table->columns, column);
    }
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
    add_column (reader, &table, &g_array_index (labels, HechaLabel, i),
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
      HechaColumn column = describe (reader, &g_array_index (labels, HechaLabel, i));

      g_array_append_val (columns, column);
    }
  layout = hecha_mapping_layout (columns);
  for (guint i = 0; i < labels->len; i++)
    {
      HechaLabel *label = &g_array_index (labels, HechaLabel, i);
      HechaField field;

      if (!hecha_mapping_lookup (reader->mapping, reader->extract->name, reader->sheet->name,
                                 layout, &g_array_index (columns, HechaColumn, i), &field))
        continue;
      for (guint j = 0; field != HECHA_FIELD_NONE && j < labels->len; j++)
        if (g_array_index (labels, HechaLabel, j).field == field)
          g_array_index (labels, HechaLabel, j).field = HECHA_FIELD_NONE;
      label->field = (guint8) field;
      label->match = HECHA_MATCH_USER;
      label->score = 1;
    }
}

/* Moves the labels without a field from LABELS to UNMAPPED. */
static void
drop_unmapped (GArray *labels, GArray *unmapped)
{
  for (guint i = labels->len; i-- > 0;)
    if (g_array_index (labels, HechaLabel, i).field == HECHA_FIELD_NONE)
      {
        g_array_append_val (unmapped, g_array_index (labels, HechaLabel, i));
        g_array_remove_index (labels, i);
      }
}

/* Reads the labels within AREA as one form; FALSE where they are none. */
static gboolean
read_form (HechaFormReader *form, const HechaRange *area)
{
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (HechaLabel));
  g_autoptr (GArray) unmapped = g_array_new (FALSE, FALSE, sizeof (HechaLabel));
  g_autoptr (GArray) data = g_array_new (FALSE, FALSE, sizeof (HechaDatum));
  HechaCaption caption = { 0 };
  gboolean found;

  for (guint i = 0; i < form->labels->len; i++)
    {
      const HechaLabel *label = &g_array_index (form->labels, HechaLabel, i);

      if (label->range.first_row >= area->first_row && label->range.first_row <= area->last_row
          && label->range.first_column >= area->first_column
          && label->range.first_column <= area->last_column)
        g_array_append_val (labels, *label);
    }
  hecha_caption_read (form->reader, area->first_row, area->last_row, NULL, &caption);
  settle (form, labels, &caption);
  drop_unmapped (labels, unmapped);
  if (form->reader->mapping != NULL)
    obey_user (form->reader, labels);
  drop_unmapped (labels, unmapped);
  for (guint i = 0; i < labels->len; i++)
    {
      HechaDatum datum;

      hecha_form_read_value (form, &g_array_index (labels, HechaLabel, i), &caption, &datum);
      g_array_append_val (data, datum);
    }
  found = labels->len >= MIN_FIELDS
          && (*value_text (form->reader, data, HECHA_FIELD_NAME) != '\0'
              || *value_text (form->reader, data, HECHA_FIELD_CODE) != '\0');
  if (found)
    {
      add_form (form->reader, area, &caption, labels, data);
      add_unmapped (form->reader, unmapped);
    }
  hecha_caption_clear (&caption);
  return found;
}

/* ---- several forms ---------------------------------------------------------------------- */

static gboolean
row_has_label (const HechaFormReader *form, guint32 row)
{
  for (guint i = 0; i < form->labels->len; i++)
    {
      const HechaRange *range = &g_array_index (form->labels, HechaLabel, i).range;

      if (range->first_row <= row && range->last_row >= row)
        return TRUE;
    }
  return FALSE;
}

/* The first row of the form whose 项目名称 stands in ROW: labels may stand
 * above it, a title and blank rows do not belong to the one before. */
static guint32
form_start (const HechaFormReader *form, guint32 row, guint32 after)
{
  guint32 start = row;

  while (start > after && row_has_label (form, start - 1))
    start--;
  if (start == after && after > 0)
    return row;
  /* All that stands over the first form of a sheet is its. */
  if (after == 0 && row <= TITLE_ROWS)
    return 0;
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

/* The cells of the form whose 项目名称 is NAMES[INDEX]: down to the next one,
 * and to the one beside it. */
static void
find_area (const HechaFormReader *form, const GArray *names, guint index, HechaRange *area)
{
  const HechaRange *at = &g_array_index (names, HechaLabel, index).range;
  guint32 before = 0;

  area->last_row = last_row (form->reader);
  area->first_column = 0;
  area->last_column = last_column (form->reader);
  for (guint i = 0; i < names->len; i++)
    {
      const HechaRange *other = &g_array_index (names, HechaLabel, i).range;

      if (other->first_row < at->first_row)
        before = MAX (before, other->last_row + 1);
      if (other->first_row == at->first_row && other->first_column > at->first_column)
        area->last_column = MIN (area->last_column, other->first_column - 1);
      if (other->first_row == at->first_row && other->first_column < at->first_column)
        area->first_column = at->first_column;
    }
  for (guint i = index + 1; i < names->len; i++)
    {
      const HechaRange *next = &g_array_index (names, HechaLabel, i).range;

      if (next->first_row > at->first_row)
        {
          area->last_row = form_start (form, next->first_row, at->last_row + 1) - 1;
          break;
        }
    }
  area->first_row = form_start (form, at->first_row, before);
}

/* A bare 名称 above three or more surer labels: the first line of a card. */
static gboolean
heads_a_card (const HechaFormReader *form, const HechaLabel *name)
{
  enum { MIN_BELOW = 3, LINES = 12 };
  guint below = 0;

  if (name->field != HECHA_FIELD_NAME || !name->weak)
    return FALSE;
  for (guint i = 0; i < form->labels->len; i++)
    {
      const HechaLabel *label = &g_array_index (form->labels, HechaLabel, i);

      below += !label->weak && label->range.first_column == name->range.first_column
               && label->range.first_row > name->range.first_row
               && label->range.first_row <= name->range.first_row + LINES;
    }
  return below >= MIN_BELOW;
}

static void
take_cards (const HechaFormReader *form, GArray *names)
{
  for (guint i = 0; i < form->labels->len; i++)
    {
      const HechaLabel *label = &g_array_index (form->labels, HechaLabel, i);

      if (heads_a_card (form, label))
        g_array_append_val (names, *label);
    }
}

/* The labels that are surely a 项目名称. */
static void
take_names (const HechaFormReader *form, GArray *names)
{
  for (guint i = 0; i < form->labels->len && form->labels->len <= MAX_LABELS; i++)
    {
      const HechaLabel *label = &g_array_index (form->labels, HechaLabel, i);

      if (label->field == HECHA_FIELD_NAME && !label->weak)
        g_array_append_val (names, *label);
    }
}

guint
hecha_forms_read (HechaSheetReader *reader)
{
  HechaFormReader form = { .reader = reader };
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (HechaLabel));
  guint found = 0;

  if (reader->sheet->cells->len > MAX_FORM_CELLS || explains_columns (reader))
    return 0;
  form.labels = g_array_new (FALSE, FALSE, sizeof (HechaLabel));
  hecha_form_find_labels (&form);
  take_names (&form, names);
  for (guint i = 0; i < form.labels->len && names->len == 0; i++)
    if (heads_a_card (&form, &g_array_index (form.labels, HechaLabel, i)))
      take_cards (&form, names);
  if (names->len == 0 && form.labels->len <= MAX_LABELS)
    {
      hecha_form_tell_name (&form);
      take_names (&form, names);
    }
  if (names->len > 0 && form.labels->len <= MAX_LABELS)
    hecha_form_learn_labels (&form);
  for (guint i = 0; i < names->len; i++)
    {
      HechaRange area;

      find_area (&form, names, i, &area);
      found += read_form (&form, &area);
    }
  reader->blank_form = found == 0 && names->len > 0 && form.labels->len >= MIN_FIELDS;
  g_array_unref (form.labels);
  return found;
}
