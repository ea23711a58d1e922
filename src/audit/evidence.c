/* Which cells to show: the one at fault first. */
#include "audit/evidence.h"

#include "audit/message.h"

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

/* Of FIELDS, which NODE reads and is true by, those that make it true with the
 * others away; all where none does so alone. */
static void
add_sufficient (const HechaNode *node, HechaView *view, const guint8 *fields, GArray *cells)
{
  guint before = cells->len;

  for (const guint8 *one = fields; *one != HECHA_FIELD_NONE; one++)
    {
      HechaTri truth;

      for (const guint8 *other = fields; *other != HECHA_FIELD_NONE; other++)
        if (*other != *one)
          hecha_view_choose (view, (HechaField) *other, NULL, FALSE);
      truth = hecha_node_test (node, view);
      for (const guint8 *other = fields; *other != HECHA_FIELD_NONE; other++)
        hecha_view_choose (view, (HechaField) *other,
                           hecha_project_datum (view->project, (HechaField) *other), FALSE);
      if (truth == HECHA_TRUE)
        hecha_evidence_add (view->project, (HechaField) *one, cells);
    }
  if (cells->len == before)
    add_fields (view->project, fields, cells);
}

/* The argument that a choice (最早, 最大, 首个 …) takes. */
static const HechaNode *
chosen_of (const HechaNode *call, HechaView *view)
{
  HechaValue choice;

  hecha_node_value (call, view, &choice);
  for (const HechaNode *child = call->first; child != NULL && !choice.null; child = child->next)
    {
      HechaValue value;

      hecha_node_value (child, view, &value);
      if (!value.null && value.number == choice.number
          && value.denominator == choice.denominator)
        return child;
    }
  return NULL;
}

static void
add_investment (HechaView *view, GArray *cells)
{
  static const guint8 fields[] = { HECHA_FIELD_ESTIMATE, HECHA_FIELD_BUDGET,
                                   HECHA_FIELD_CONTRACT_AMOUNT, HECHA_FIELD_NONE };

  for (const guint8 *field = fields; *field != HECHA_FIELD_NONE; field++)
    if (hecha_view_state (view, (HechaField) *field) == HECHA_STATE_VALUE)
      {
        hecha_evidence_add (view->project, (HechaField) *field, cells);
        return;
      }
  add_fields (view->project, fields, cells);
}

static void add_fault (const HechaNode *node, HechaView *view, HechaTri truth, GArray *cells);

/* That a field has a value is no fault beside what is wrong with it. */
static gboolean
only_has (const HechaNode *node)
{
  return node->kind == HECHA_NODE_FUNCTION && node->index == HECHA_FN_HAS;
}

/* Of 甲 或 乙 only the side that is so. */
static void
add_sides (const HechaNode *node, HechaView *view, HechaTri truth, GArray *cells)
{
  for (int has = 0; has <= 1; has++)
    for (const HechaNode *child = node->first; child != NULL; child = child->next)
      if (only_has (child) == has && hecha_node_test (child, view) == truth)
        add_fault (child, view, truth, cells);
}

/* What of READS, beside the key columns, denies the fact: a verdict of failure,
 * a stage before it. */
static void
add_denials (const HechaNode *node, HechaView *view, GArray *cells)
{
  for (const guint8 *read = hecha_facts[node->index].reads; *read != HECHA_FIELD_NONE; read++)
    {
      HechaField field = (HechaField) *read;
      HechaTri truth;

      if (hecha_view_state (view, field) != HECHA_STATE_VALUE)
        continue;
      hecha_view_choose (view, field, NULL, FALSE);
      truth = hecha_node_test (node, view);
      hecha_view_choose (view, field, hecha_project_datum (view->project, field), FALSE);
      if (truth != HECHA_FALSE)
        hecha_evidence_add (view->project, field, cells);
    }
}

static void
add_fact (const HechaNode *node, HechaView *view, HechaTri truth, GArray *cells)
{
  const guint8 *keys = hecha_facts[node->index].keys;

  if (truth == HECHA_FALSE)
    add_denials (node, view, cells);
  if (truth == HECHA_TRUE && keys[0] != HECHA_FIELD_NONE && keys[1] != HECHA_FIELD_NONE)
    add_sufficient (node, view, keys, cells);
  else
    add_fields (view->project, keys, cells);
}

static void
add_argument (const HechaNode *node, HechaView *view, GArray *cells)
{
  HechaTri truth = HECHA_TRUE;

  if (node->type == HECHA_EXPR_TRUTH && node->kind != HECHA_NODE_FIELD)
    truth = hecha_node_test (node, view);
  add_fault (node, view, truth, cells);
}

static void
add_arguments (const HechaNode *node, HechaView *view, GArray *cells)
{
  for (const HechaNode *child = node->first; child != NULL; child = child->next)
    add_argument (child, view, cells);
}

static void
add_function (const HechaNode *node, HechaView *view, HechaTri truth, GArray *cells)
{
  static const guint8 mentioned[] = { HECHA_FIELD_NAME, HECHA_FIELD_CONTENT, HECHA_FIELD_NONE };
  const HechaNode *chosen = NULL;

  if (node->index == HECHA_FN_MENTIONS && truth == HECHA_TRUE)
    add_sufficient (node, view, mentioned, cells);
  else if (node->index >= HECHA_FN_FIRST && node->index <= HECHA_FN_LEAST)
    chosen = chosen_of (node, view);
  if (chosen != NULL)
    add_argument (chosen, view, cells);
  else if (node->index != HECHA_FN_NEGATIVE || truth != HECHA_TRUE)
    add_arguments (node, view, cells);
  else
    for (const HechaNode *child = node->first; child != NULL; child = child->next)
      if (hecha_fact_negative (view, (HechaField) child->index) == HECHA_TRUE)
        add_argument (child, view, cells);
}

/* What gives NODE the truth TRUTH. */
static void
add_fault (const HechaNode *node, HechaView *view, HechaTri truth, GArray *cells)
{
  switch (node->kind)
    {
    case HECHA_NODE_AND:
    case HECHA_NODE_OR:
      add_sides (node, view, truth, cells);
      return;
    case HECHA_NODE_NOT:
      add_fault (node->first, view, hecha_tri_not (truth), cells);
      return;
    case HECHA_NODE_FIELD:
      hecha_evidence_add (view->project, (HechaField) node->index, cells);
      return;
    case HECHA_NODE_FACT:
      add_fact (node, view, truth, cells);
      return;
    case HECHA_NODE_INVESTMENT:
      add_investment (view, cells);
      return;
    case HECHA_NODE_FUNCTION:
      add_function (node, view, truth, cells);
      return;
    default:
      add_arguments (node, view, cells);
      return;
    }
}

static void
add_order (const HechaExpr *expr, const HechaProject *project, GArray *cells)
{
  for (guint i = 0; expr != NULL && i < expr->order->len; i++)
    hecha_evidence_add (project, (HechaField) g_array_index (expr->order, guint8, i), cells);
}

/* What the sentence names as showing it. */
static void
add_grounds (const HechaMessage *message, HechaView *view, GArray *cells)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (guint8));

  hecha_message_grounds (message, view, fields);
  for (guint i = 0; i < fields->len; i++)
    hecha_evidence_add (view->project, (HechaField) g_array_index (fields, guint8, i), cells);
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
  if (check->message != NULL)
    add_grounds (check->message, view, cells);
  if (cells->len == 0)
    add_order (check->applies, project, cells);
  if (cells->len == 0)
    hecha_evidence_add (project, HECHA_FIELD_NAME, cells);
  for (guint i = 0; cells->len == 0 && i < project->n_data; i++)
    hecha_evidence_add (project, (HechaField) project->data[i].field, cells);
}
