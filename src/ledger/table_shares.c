/* 占合同%, 支付进度 with 30% below: a share of an amount is no amount. */
#include "ledger/table.h"

#include <string.h>

#include "ledger/header_text.h"

/* Whether HEADER has a % that belongs to no number: not that of 预付款（30%）. */
static gboolean
has_bare_percent (const char *header)
{
  static const char *const signs[] = { "%", "％", "﹪", NULL };

  for (guint i = 0; signs[i] != NULL; i++)
    {
      const char *sign = strstr (header, signs[i]);

      if (sign != NULL && (sign == header || !g_ascii_isdigit (sign[-1])))
        return TRUE;
    }
  return FALSE;
}

static gboolean
heads_shares (const char *header)
{
  static const char *const words[] = { "占比", "比例", "比重", "百分比", "百分数", NULL };
  g_autofree char *plain = hecha_header_plain (header);

  return has_bare_percent (header) || hecha_text_holds_one (plain, words)
         || g_str_has_suffix (plain, "率");
}

static gboolean
is_share (const HechaCell *cell)
{
  const char *text = hecha_cell_text (cell);

  if (text == NULL)
    return cell->type == HECHA_CELL_NUMBER && cell->format == HECHA_FORMAT_PERCENT;
  return g_ascii_isdigit (*text)
         && (g_str_has_suffix (text, "%") || g_str_has_suffix (text, "％"));
}

/* Whether most of what stands in COLUMN are percentages. */
static gboolean
holds_shares (HechaSheetReader *reader, const HechaTableHead *head, guint32 column)
{
  guint shares = 0, others = 0;

  for (guint i = head->next_row; i < head->sample_end; i++)
    {
      const HechaCell *cell = hecha_grid_cell (
          reader->grid, hecha_grid_row (reader->grid, i)->row, column, NULL);

      if (!hecha_cell_has_content (cell))
        continue;
      if (is_share (cell))
        shares++;
      else
        others++;
    }
  return shares > others;
}

void
hecha_table_mind_shares (HechaSheetReader *reader, HechaTableHead *head)
{
  for (guint i = 0; i < head->columns->len; i++)
    {
      HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);

      if (column->field == HECHA_FIELD_NONE
          || hecha_field_type (column->field) != HECHA_TYPE_AMOUNT
          || !(heads_shares (column->texts[column->n_texts - 1])
               || holds_shares (reader, head, column->column)))
        continue;
      column->field = HECHA_FIELD_NONE;
      column->match = HECHA_MATCH_NONE;
      column->confidence = 0;
    }
}
