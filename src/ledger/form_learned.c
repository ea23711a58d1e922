/* The labels of a form that no word tells, by what labelled headers taught:
 * 运行位置, 论证日期.  Only where other labels show that it is a form. */
#include <string.h>

#include "ledger/form_label.h"
#include "ledger/header_learned.h"

enum { LONGEST_LABEL = 60, MIN_LABELS = 5 };

/* Whether what stands in RANGE is the value of the label left of it. */
static gboolean
is_value (const HechaFormReader *form, const HechaRange *range)
{
  HechaRange left;
  const HechaLabel *label;

  if (range->first_column == 0)
    return FALSE;
  hecha_grid_cell (form->reader->grid, range->first_row, range->first_column - 1, &left);
  label = hecha_form_label_at (form, left.first_row, left.first_column);
  return label != NULL && label->inner == NULL;
}

static gboolean
is_taught (const HechaFormReader *form, guint32 row, const HechaCell *cell, HechaLabel *label)
{
  const HechaCell *value;
  HechaRange right;

  *label = (HechaLabel){ .text = hecha_cell_text (cell), .match = HECHA_MATCH_APPROXIMATE,
                         .score = 0.72f };
  if (label->text == NULL || strlen (label->text) > LONGEST_LABEL)
    return FALSE;
  hecha_grid_cell (form->reader->grid, row, cell->column, &label->range);
  if (label->range.first_column != cell->column || label->range.first_row != row
      || hecha_form_label_at (form, row, cell->column) != NULL
      || is_value (form, &label->range))
    return FALSE;
  value = hecha_grid_cell (form->reader->grid, row, label->range.last_column + 1, &right);
  if (hecha_form_label_at (form, right.first_row, right.first_column) != NULL)
    return FALSE;
  label->field = hecha_learned_label (form->reader, label->text, value);
  /* 申报表 alone is the form's own title. */
  return label->field != HECHA_FIELD_NONE && label->field != HECHA_FIELD_DECLARATION_FORM;
}

void
hecha_form_learn_labels (HechaFormReader *form)
{
  const HechaGrid *grid = form->reader->grid;

  if (form->labels->len < MIN_LABELS)
    return;
  for (guint i = 0; i < hecha_grid_n_rows (grid); i++)
    {
      guint32 n, row = hecha_grid_row (grid, i)->row;
      const HechaCell *cells = hecha_grid_row_cells (grid, i, &n);

      for (guint j = 0; j < n; j++)
        {
          HechaLabel label;

          if (is_taught (form, row, &cells[j], &label))
            g_array_append_val (form->labels, label);
        }
    }
  hecha_form_order_labels (form);
}
