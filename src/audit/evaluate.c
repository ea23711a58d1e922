/* Evaluation of a checked expression over a view.
 *
 * We evaluate our own tree instead of handing SQL to a database: a comparison
 * here knows the rounding of its two amounts and whether their units are to
 * be suspected, a date knows that its day has not come, and every NULL can
 * say which field made it so.  Nothing is allocated and nothing loops but over
 * the expression itself, so a pack can neither run long nor reach outside. */
#include "audit/expression.h"

#include <string.h>

#include "audit/arithmetic.h"
#include "audit/text_tests.h"

/* ---- functions ---------------------------------------------------------------- */

static HechaTri
test_state (const HechaView *view, const HechaNode *call)
{
  HechaField field = (HechaField) call->first->index;
  HechaState state = hecha_view_state (view, field);

  if (state == HECHA_STATE_NOT_PROVIDED || state == HECHA_STATE_DOUBTFUL)
    return HECHA_NULL;
  switch (call->index)
    {
    case HECHA_FN_BLANK:
      return state == HECHA_STATE_BLANK ? HECHA_TRUE : HECHA_FALSE;
    case HECHA_FN_NOT_APPLICABLE:
      return state == HECHA_STATE_NOT_APPLICABLE ? HECHA_TRUE : HECHA_FALSE;
    default:
      if (hecha_field_type (field) == HECHA_TYPE_YESNO && state == HECHA_STATE_VALUE)
        return view->slots[field].number == 0 ? HECHA_TRUE : HECHA_FALSE;
      return state == HECHA_STATE_NO ? HECHA_TRUE : HECHA_FALSE;
    }
}

static HechaTri
test_negative (const HechaView *view, const HechaNode *call)
{
  gboolean known = FALSE;

  for (const HechaNode *field = call->first; field != NULL; field = field->next)
    {
      HechaTri negative = hecha_fact_negative (view, (HechaField) field->index);
      if (negative == HECHA_TRUE)
        return HECHA_TRUE;
      known = known || negative == HECHA_FALSE;
    }
  return known ? HECHA_FALSE : HECHA_NULL;
}

static HechaTri
test_function (const HechaNode *call, HechaView *view)
{
  switch (call->index)
    {
    case HECHA_FN_HAS:
      return hecha_view_has (view, (HechaField) call->first->index);
    case HECHA_FN_MISSING:
      return hecha_view_missing (view, (HechaField) call->first->index);
    case HECHA_FN_UNKNOWN:
      return hecha_node_is_null (call->first, view) ? HECHA_TRUE : HECHA_FALSE;
    case HECHA_FN_CERTAIN:
      return hecha_node_test (call->first, view) == HECHA_TRUE ? HECHA_TRUE : HECHA_FALSE;
    case HECHA_FN_NEGATIVE:
      return test_negative (view, call);
    case HECHA_FN_CONTAINS:
    case HECHA_FN_ONE_OF:
      return hecha_test_words (view, call);
    case HECHA_FN_MENTIONS:
      return hecha_test_mentions (view, call);
    case HECHA_FN_SAME_FIRM:
      return hecha_test_same_firm (view, call);
    case HECHA_FN_FIRST:
      {
        HechaValue value;
        hecha_node_value (call, view, &value);
        return value.null ? HECHA_NULL : (HechaTri) (value.number != 0);
      }
    default:
      return test_state (view, call);
    }
}

static void
value_choice (const HechaNode *call, HechaView *view, HechaValue *value)
{
  gboolean larger = call->index == HECHA_FN_GREATEST || call->index == HECHA_FN_LATEST;

  hecha_value_set_null (value);
  for (const HechaNode *child = call->first; child != NULL; child = child->next)
    {
      HechaValue next;
      hecha_node_value (child, view, &next);
      if (next.null)
        continue;
      if (call->index == HECHA_FN_KNOWN_SUM && !value->null)
        hecha_value_add (value, &next, 1, value);
      else if (value->null || hecha_value_beats (&next, value, larger))
        *value = next;
      if (call->index == HECHA_FN_FIRST)
        return;
    }
}

static void
set_day (HechaValue *value, gint64 day)
{
  if (day < hecha_day_from_ymd (1, 1, 1) || day > hecha_day_from_ymd (9999, 12, 31))
    hecha_value_set_null (value);
  else
    value->number = day;
}

static void
value_date_sum (const HechaNode *call, HechaView *view, HechaValue *value)
{
  HechaValue amount;
  gint32 low, high;
  int year;

  hecha_node_value (call->first, view, value);
  hecha_node_value (call->first->next, view, &amount);
  if (value->null || amount.null || amount.denominator != 1 || ABS (amount.number) > 36525)
    {
      hecha_value_set_null (value);
      return;
    }
  if (call->index == HECHA_FN_ADD_DAYS)
    set_day (value, value->number + amount.number);
  else if (call->index == HECHA_FN_ADD_MONTHS)
    set_day (value, hecha_day_add_months ((gint32) value->number, (int) amount.number));
  else if (hecha_calendar_add_workdays (view->calendar, (gint32) value->number,
                                        (int) amount.number, &low, &high, &year))
    set_day (value, low);
  else
    {
      if (view->missing_year == 0 || year < view->missing_year)
        view->missing_year = year;
      set_day (value, view->calendar_high ? high : low);
    }
}

static void
value_date_of (const HechaNode *call, HechaView *view, HechaValue *value)
{
  gint64 month_day = call->first->next->constant.number;
  gint32 day;

  hecha_node_value (call->first, view, value);
  if (value->null)
    return;
  if (value->denominator != 1 || value->number < 1 || value->number > 9999)
    {
      hecha_value_set_null (value);
      return;
    }
  day = hecha_day_from_ymd ((int) value->number, (int) (month_day / 100), (int) (month_day % 100));
  if (day == HECHA_DAY_NONE)   /* 02-29 of a common year */
    day = hecha_day_from_ymd ((int) value->number, 2, 28);
  set_day (value, day);
}

/* Several checks ask for the level of one project: it is read once. */
static void
value_mlps_level (HechaView *view, HechaField field, HechaValue *value)
{
  gboolean kept = field == HECHA_FIELD_MLPS_LEVEL;

  if (kept && view->mlps_level != 0)
    {
      hecha_value_set_null (value);
      value->null = view->mlps_level == 1;
      value->number = value->null ? 0 : view->mlps_level - 2;
      return;
    }
  hecha_fact_mlps_level (view, field, value);
  if (kept && (value->null || (value->number >= 0 && value->number < 100)))
    view->mlps_level = (gint8) (value->null ? 1 : value->number + 2);
}

static void
value_function (const HechaNode *call, HechaView *view, HechaValue *value)
{
  switch (call->index)
    {
    case HECHA_FN_STATE:
      hecha_value_set_null (value);
      value->null = FALSE;
      value->number = hecha_view_state (view, (HechaField) call->first->index);
      return;
    case HECHA_FN_ABSOLUTE:
      hecha_node_value (call->first, view, value);
      if (value->number == G_MININT64)
        hecha_value_set_null (value);
      else
        value->number = ABS (value->number);
      return;
    case HECHA_FN_MLPS_LEVEL:
      value_mlps_level (view, (HechaField) call->first->index, value);
      return;
    case HECHA_FN_ADD_WORKDAYS:
    case HECHA_FN_ADD_MONTHS:
    case HECHA_FN_ADD_DAYS:
      value_date_sum (call, view, value);
      return;
    case HECHA_FN_DATE_OF:
      value_date_of (call, view, value);
      return;
    default:
      value_choice (call, view, value);
      return;
    }
}

/* ---- nodes ---------------------------------------------------------------------- */

static void
value_arithmetic (const HechaNode *node, HechaView *view, HechaValue *value)
{
  HechaValue left, right;

  hecha_node_value (node->first, view, &left);
  hecha_node_value (node->first->next, view, &right);
  if (node->kind == HECHA_NODE_MULTIPLY)
    hecha_value_multiply (&left, &right, value);
  else
    hecha_value_add (&left, &right, node->kind == HECHA_NODE_ADD ? 1 : -1, value);
}

void
hecha_node_value (const HechaNode *node, HechaView *view, HechaValue *value)
{
  switch (node->kind)
    {
    case HECHA_NODE_FIELD:
      hecha_view_value (view, (HechaField) node->index, value);
      return;
    case HECHA_NODE_CONSTANT:
      *value = node->constant;
      return;
    case HECHA_NODE_AS_OF:
      hecha_value_set_null (value);
      value->null = FALSE;
      value->number = view->as_of;
      return;
    case HECHA_NODE_INVESTMENT:
      hecha_fact_investment (view, value);
      return;
    case HECHA_NODE_ADD:
    case HECHA_NODE_SUBTRACT:
    case HECHA_NODE_MULTIPLY:
      value_arithmetic (node, view, value);
      return;
    case HECHA_NODE_NEGATE:
      hecha_node_value (node->first, view, value);
      value->number = value->number == G_MININT64 ? 0 : -value->number;
      return;
    default:
      break;
    }
  if (node->kind == HECHA_NODE_FUNCTION
      && (node->type != HECHA_EXPR_TRUTH || node->index == HECHA_FN_FIRST))
    {
      value_function (node, view, value);
      return;
    }
  hecha_value_set_null (value);
  value->number = hecha_node_test (node, view);
  value->null = value->number == HECHA_NULL;
}

static HechaTri
test_texts (HechaTokenKind operation, const HechaValue *a, const HechaValue *b)
{
  gboolean same;

  if (a->null || b->null || a->text == NULL || b->text == NULL)
    return HECHA_NULL;
  same = strcmp (a->text, b->text) == 0;
  return same == (operation == HECHA_TOKEN_EQUAL) ? HECHA_TRUE : HECHA_FALSE;
}

/* 建设单位 = '县教育局' */
static gboolean
compares_unit (const HechaNode *node)
{
  return node->first->kind == HECHA_NODE_FIELD && node->first->index == HECHA_FIELD_UNIT
         && node->first->next->kind == HECHA_NODE_CONSTANT;
}

static HechaTri
test_comparison (const HechaNode *node, HechaView *view)
{
  HechaValue left, right;
  int order;
  gboolean truth;

  if (compares_unit (node))
    {
      HechaTri same = hecha_test_unit_words (view, node->first->next);
      return node->index == HECHA_TOKEN_EQUAL ? same : hecha_tri_not (same);
    }
  hecha_node_value (node->first, view, &left);
  if (left.null)
    return HECHA_NULL;
  hecha_node_value (node->first->next, view, &right);
  if (node->first->type == HECHA_EXPR_TEXT)
    return test_texts ((HechaTokenKind) node->index, &left, &right);
  if (!hecha_value_compare (view, &left, &right, &order))
    return HECHA_NULL;
  switch (node->index)
    {
    case HECHA_TOKEN_EQUAL:
      truth = order == 0;
      break;
    case HECHA_TOKEN_UNEQUAL:
      truth = order != 0;
      break;
    case HECHA_TOKEN_LESS:
      truth = order < 0;
      break;
    case HECHA_TOKEN_LESS_EQUAL:
      truth = order <= 0;
      break;
    case HECHA_TOKEN_GREATER:
      truth = order > 0;
      break;
    default:
      truth = order >= 0;
      break;
    }
  return truth ? HECHA_TRUE : HECHA_FALSE;
}

HechaTri
hecha_node_test (const HechaNode *node, HechaView *view)
{
  HechaTri left, right;
  HechaValue value;

  switch (node->kind)
    {
    case HECHA_NODE_AND:
      left = hecha_node_test (node->first, view);
      if (left == HECHA_FALSE)
        return left;
      right = hecha_node_test (node->first->next, view);
      return left == HECHA_TRUE || right == HECHA_FALSE ? right : HECHA_NULL;
    case HECHA_NODE_OR:
      left = hecha_node_test (node->first, view);
      if (left == HECHA_TRUE)
        return left;
      right = hecha_node_test (node->first->next, view);
      return left == HECHA_FALSE || right == HECHA_TRUE ? right : HECHA_NULL;
    case HECHA_NODE_NOT:
      return hecha_tri_not (hecha_node_test (node->first, view));
    case HECHA_NODE_COMPARE:
      return test_comparison (node, view);
    case HECHA_NODE_FACT:
      return hecha_view_fact (view, (HechaFact) node->index);
    case HECHA_NODE_FUNCTION:
      return test_function (node, view);
    default:
      hecha_node_value (node, view, &value);
      return value.null ? HECHA_NULL : (HechaTri) (value.number != 0);
    }
}

gboolean
hecha_node_is_null (const HechaNode *node, HechaView *view)
{
  HechaValue value;

  if (node->type == HECHA_EXPR_TRUTH && node->kind != HECHA_NODE_FIELD)
    return hecha_node_test (node, view) == HECHA_NULL;
  hecha_node_value (node, view, &value);
  return value.null;
}
