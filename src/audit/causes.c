/* Why an expression is NULL: `lacking` names what would have to be known. */
#include "audit/arithmetic.h"
#include "audit/expression.h"

static void cause_of_value (const HechaNode *node, HechaView *view, HechaFieldSet *causes);

/* Key columns that are 存疑 (or whose day may not have come) made a fact NULL;
 * where none is, it is because none says anything. */
void
hecha_fact_causes (HechaView *view, HechaFact fact, HechaFieldSet *causes)
{
  const guint8 *keys = hecha_facts[fact].keys;
  gboolean found = FALSE;

  for (const guint8 *key = keys; *key != HECHA_FIELD_NONE; key++)
    if (hecha_view_state (view, (HechaField) *key) != HECHA_STATE_NOT_PROVIDED
        && hecha_field_set_has (&view->unknown, (HechaField) *key))
      {
        hecha_field_set_add (causes, (HechaField) *key);
        found = TRUE;
      }
  for (const guint8 *key = keys; !found && *key != HECHA_FIELD_NONE; key++)
    hecha_field_set_add (causes, (HechaField) *key);
}

static void
cause_of_investment (HechaView *view, HechaFieldSet *causes)
{
  static const HechaField fields[] = { HECHA_FIELD_ESTIMATE, HECHA_FIELD_BUDGET,
                                       HECHA_FIELD_CONTRACT_AMOUNT };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (hecha_view_state (view, fields[i]) == HECHA_STATE_DOUBTFUL)
      {
        hecha_field_set_add (causes, fields[i]);
        return;
      }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    hecha_field_set_add (causes, fields[i]);
}

/* Functions of values are NULL through an argument that is; the others read a
 * field in their own way and are NULL through each. */
static gboolean
takes_values (guint8 function)
{
  return function == HECHA_FN_SAME_FIRM || function == HECHA_FN_ADD_WORKDAYS
         || function == HECHA_FN_ADD_MONTHS || function == HECHA_FN_ADD_DAYS;
}

static void
cause_of_children (const HechaNode *node, HechaView *view, HechaFieldSet *causes)
{
  for (const HechaNode *child = node->first; child != NULL; child = child->next)
    if (child->kind == HECHA_NODE_FIELD && !takes_values (node->index))
      hecha_field_set_add (causes, (HechaField) child->index);
    else if (hecha_node_is_null (child, view))
      cause_of_value (child, view, causes);
}

static void
cause_of_comparison (const HechaNode *node, HechaView *view, HechaFieldSet *causes)
{
  HechaValue left, right;

  hecha_node_value (node->first, view, &left);
  hecha_node_value (node->first->next, view, &right);
  if (left.null)
    cause_of_value (node->first, view, causes);
  if (right.null)
    cause_of_value (node->first->next, view, causes);
  if (!left.null && !right.null)
    hecha_units_suspect (view, &left, &right, causes);
}

/* NODE is NULL in this view. */
static void
cause_of_value (const HechaNode *node, HechaView *view, HechaFieldSet *causes)
{
  switch (node->kind)
    {
    case HECHA_NODE_FIELD:
      hecha_field_set_add (causes, (HechaField) node->index);
      return;
    case HECHA_NODE_INVESTMENT:
      cause_of_investment (view, causes);
      return;
    case HECHA_NODE_FACT:
      hecha_fact_causes (view, (HechaFact) node->index, causes);
      return;
    case HECHA_NODE_COMPARE:
      cause_of_comparison (node, view, causes);
      return;
    case HECHA_NODE_FUNCTION:
      if (node->index == HECHA_FN_MENTIONS)
        {
          hecha_field_set_add (causes, HECHA_FIELD_NAME);
          hecha_field_set_add (causes, HECHA_FIELD_CONTENT);
          return;
        }
      cause_of_children (node, view, causes);
      return;
    default:
      break;
    }
  for (const HechaNode *child = node->first; child != NULL; child = child->next)
    if (hecha_node_is_null (child, view))
      cause_of_value (child, view, causes);
}

void
hecha_expr_causes (const HechaExpr *expr, HechaView *view, HechaFieldSet *causes)
{
  if (hecha_node_is_null (expr->root, view))
    cause_of_value (expr->root, view, causes);
}
