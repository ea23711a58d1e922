/* The label of a form's 项目名称 where no word tells it: 建设项, 清单内容 before
 * what reads like a project's name, among many labels that are known. */
#include <string.h>

#include "ledger/by_values.h"
#include "ledger/form_label.h"
#include "ledger/header_parts.h"

enum { MIN_KNOWN = 5, MOST_ABOVE = 4, LONGEST_LABEL = 45 };

static gboolean
has_many_fields (const HechaFormReader *form)
{
  HechaFieldSet seen = { { 0, 0 } };
  guint n = 0;

  for (guint i = 0; i < form->labels->len; i++)
    {
      const HechaLabel *label = &g_array_index (form->labels, HechaLabel, i);

      if (label->weak || label->field == HECHA_FIELD_NONE
          || hecha_field_set_has (&seen, label->field))
        continue;
      hecha_field_set_add (&seen, label->field);
      n++;
    }
  return n >= MIN_KNOWN;
}

/* Several names in one row are a table read sideways. */
static gboolean
is_alone (const HechaFormReader *form, const HechaRange *label)
{
  const HechaGrid *grid = form->reader->grid;
  HechaRange value, next;

  hecha_grid_cell (grid, label->first_row, label->last_column + 1, &value);
  hecha_grid_cell (grid, label->first_row, value.last_column + 1, &next);
  return hecha_form_label_at (form, next.first_row, next.first_column) != NULL
         || !hecha_reads_like_a_name (form->reader->dictionary,
                                      hecha_grid_text (grid, next.first_row, next.first_column));
}

/* Whether so few known labels stand above ROW that
 * the name may stand in it: 建设任务摘要 in a form's middle is none. */
static gboolean
is_near_top (const HechaFormReader *form, guint32 row)
{
  guint above = 0;

  for (guint i = 0; i < form->labels->len; i++)
    {
      const HechaLabel *label = &g_array_index (form->labels, HechaLabel, i);

      above += !label->weak && label->range.first_row < row;
    }
  return above <= MOST_ABOVE;
}

/* Whether TEXT in RANGE is a label that hints at a name, with one right of it. */
static gboolean
stands_before_name (const HechaFormReader *form, const char *text, const HechaRange *range)
{
  const HechaDictionary *dictionary = form->reader->dictionary;
  g_autofree char *plain = hecha_header_plain (text);
  const char *value
      = hecha_grid_text (form->reader->grid, range->first_row, range->last_column + 1);

  return hecha_contains_any (plain, dictionary->telling[HECHA_TELLS_NAME_HEADER])
         && !hecha_contains_any (plain, dictionary->telling[HECHA_TELLS_NO_NAME_HEADER])
         && !hecha_form_label_at (form, range->first_row, range->first_column)
         && !hecha_form_label_at (form, range->first_row, range->last_column + 1)
         && *value != '\0' && hecha_reads_like_a_name (dictionary, value)
         && is_alone (form, range);
}

void
hecha_form_tell_name (HechaFormReader *form)
{
  const HechaGrid *grid = form->reader->grid;
  const char *found = NULL;

  if (!has_many_fields (form))
    return;
  for (guint i = 0; i < hecha_grid_n_rows (grid); i++)
    {
      guint32 n, row = hecha_grid_row (grid, i)->row;
      const HechaCell *cells = hecha_grid_row_cells (grid, i, &n);

      for (guint j = 0; j < n; j++)
        {
          HechaLabel label = { .field = HECHA_FIELD_NAME, .match = HECHA_MATCH_APPROXIMATE,
                               .score = 0.75f, .text = hecha_cell_text (&cells[j]) };

          if (label.text == NULL || strlen (label.text) > LONGEST_LABEL
              || (found != NULL && strcmp (label.text, found) != 0))
            continue;
          hecha_grid_cell (grid, row, cells[j].column, &label.range);
          if (label.range.first_column != cells[j].column
              || !stands_before_name (form, label.text, &label.range))
            continue;
          if (found == NULL && !is_near_top (form, row))
            return;
          found = label.text;
          g_array_append_val (form->labels, label);
        }
    }
  hecha_form_order_labels (form);
}
