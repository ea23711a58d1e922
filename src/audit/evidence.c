/* Which cells to show: the one at fault first. */
#include "audit/evidence.h"

void
hecha_evidence_add (const HechaProject *project, HechaField field, GArray *cells)
{
  const HechaDatum *datum = hecha_project_datum (project, field);
  HechaEvidence cell = { .field = (guint8) field };

  if (datum == NULL || datum->table == HECHA_NO_TABLE)
    return;
  for (guint i = 0; i < cells->len; i++)
    if (g_array_index (cells, HechaEvidence, i).field == field)
      return;
  cell.table = datum->table;
  cell.row = datum->row;
  cell.column = datum->column;
  g_array_append_val (cells, cell);
}

static void
add_fields (const HechaProject *project, const guint8 *fields, GArray *cells)
{
  for (; fields != NULL && *fields != HECHA_FIELD_NONE; fields++)
    hecha_evidence_add (project, (HechaField) *fields, cells);
}

/* What gives NODE the truth TRUTH: of 甲 或 乙 only the side that is so. */
static void
add_fault (const HechaNode *node, HechaView *view, HechaTri truth, GArray *cells)
{
  static const guint8 investment[] = { HECHA_FIELD_ESTIMATE, HECHA_FIELD_BUDGET,
                                       HECHA_FIELD_CONTRACT_AMOUNT, HECHA_FIELD_NONE };

  switch (node->kind)
    {
    case HECHA_NODE_AND:
    case HECHA_NODE_OR:
      for (const HechaNode *child = node->first; child != NULL; child = child->next)
        if (hecha_node_test (child, view) == truth)
          add_fault (child, view, truth, cells);
      return;
    case HECHA_NODE_NOT:
      add_fault (node->first, view, hecha_tri_not (truth), cells);
      return;
    case HECHA_NODE_FIELD:
      hecha_evidence_add (view->project, (HechaField) node->index, cells);
      return;
    case HECHA_NODE_FACT:
      add_fields (view->project, hecha_facts[node->index].keys, cells);
      return;
    case HECHA_NODE_INVESTMENT:
      add_fields (view->project, investment, cells);
      return;
    default:
      break;
    }
  for (const HechaNode *child = node->first; child != NULL; child = child->next)
    if (child->type == HECHA_EXPR_TRUTH && child->kind != HECHA_NODE_FIELD)
      add_fault (child, view, hecha_node_test (child, view), cells);
    else
      add_fault (child, view, HECHA_TRUE, cells);
}

static void
add_order (const HechaExpr *expr, const HechaProject *project, GArray *cells)
{
  for (guint i = 0; expr != NULL && i < expr->order->len; i++)
    hecha_evidence_add (project, (HechaField) g_array_index (expr->order, guint8, i), cells);
}

void
hecha_evidence_collect (const HechaCheck *check, HechaView *view, GArray *cells)
{
  const HechaProject *project = view->project;

  if (check->breaks != NULL)
    add_fault (check->breaks->root, view, HECHA_TRUE, cells);
  add_order (check->breaks, project, cells);
  for (guint i = 0; i < check->marks->len; i++)
    hecha_evidence_add (project, (HechaField) g_array_index (check->marks, guint8, i), cells);
  if (cells->len == 0)
    add_order (check->applies, project, cells);
  if (cells->len == 0)
    hecha_evidence_add (project, HECHA_FIELD_NAME, cells);
  for (guint i = 0; cells->len == 0 && i < project->n_data; i++)
    hecha_evidence_add (project, (HechaField) project->data[i].field, cells);
}
