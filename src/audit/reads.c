/* What an expression reads: the fields it names, those behind its facts, and
 * which dates it reads the day of. */
#include "audit/expression.h"

static void
note_field (HechaExpr *expr, HechaField field, gboolean value)
{
  guint8 byte = (guint8) field;

  if (!hecha_field_set_has (&expr->reads, field))
    g_array_append_val (expr->order, byte);
  hecha_field_set_add (&expr->reads, field);
  if (value && hecha_field_type (field) == HECHA_TYPE_DATE)
    hecha_field_set_add (&expr->values, field);
}

static void
note_fields (HechaExpr *expr, const guint8 *fields, gboolean value)
{
  for (; fields != NULL && *fields != HECHA_FIELD_NONE; fields++)
    note_field (expr, (HechaField) *fields, value);
}

static gboolean
reads_states_only (const HechaNode *node)
{
  return node->kind == HECHA_NODE_FUNCTION
         && (node->index <= HECHA_FN_UNKNOWN || node->index == HECHA_FN_NEGATIVE);
}

static void
note_node (HechaExpr *expr, const HechaNode *node, gboolean value)
{
  static const guint8 investment[] = { HECHA_FIELD_ESTIMATE, HECHA_FIELD_BUDGET,
                                       HECHA_FIELD_CONTRACT_AMOUNT, HECHA_FIELD_NONE };
  static const guint8 mentioned[] = { HECHA_FIELD_NAME, HECHA_FIELD_CONTENT, HECHA_FIELD_NONE };

  if (node->kind == HECHA_NODE_FIELD)
    note_field (expr, (HechaField) node->index, value);
  else if (node->kind == HECHA_NODE_INVESTMENT)
    note_fields (expr, investment, TRUE);
  else if (node->kind == HECHA_NODE_FACT)
    {
      note_fields (expr, hecha_facts[node->index].keys, FALSE);
      note_fields (expr, hecha_facts[node->index].reads, FALSE);
    }
  else if (node->kind == HECHA_NODE_FUNCTION && node->index == HECHA_FN_MENTIONS)
    note_fields (expr, mentioned, TRUE);
  for (const HechaNode *child = node->first; child != NULL; child = child->next)
    note_node (expr, child, !(reads_states_only (node) && child->kind == HECHA_NODE_FIELD));
}

void
hecha_expr_note_reads (HechaExpr *expr)
{
  note_node (expr, expr->root, TRUE);
}
