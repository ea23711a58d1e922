/* Evaluation of a checked expression over a view.
 *
 * We evaluate our own tree instead of handing SQL to a database: a comparison
 * here knows the rounding of its two amounts and whether their units are to
 * be suspected, a date knows that its day has not come, and every NULL can
 * say which field made it so.  Nothing is allocated and nothing loops but over
 * the expression itself, so a pack can neither run long nor reach outside. */
#include "audit/expression.h"

#include <string.h>

#include "audit/firm.h"

#define SUSPECT_FACTOR 1000

/* ---- values ------------------------------------------------------------------ */

static const guint8 source_fields[8] = {
  HECHA_FIELD_ESTIMATE,     HECHA_FIELD_REVIEWED_AMOUNT, HECHA_FIELD_BUDGET,
  HECHA_FIELD_PROCUREMENT_BUDGET, HECHA_FIELD_AWARD_AMOUNT,    HECHA_FIELD_CONTRACT_AMOUNT,
  HECHA_FIELD_SETTLEMENT,   HECHA_FIELD_FINAL_ACCOUNT,
};

static gboolean
thousandfold (gint64 a, gint64 b)
{
  return a > 0 && b > 0 && (a / SUSPECT_FACTOR >= b || b / SUSPECT_FACTOR >= a);
}

/* The pair of fields, one behind A and one behind B, that is 1,000 times apart
 * (RULES.md 2, 疑似单位错误), into CAUSES if that is not NULL. */
static gboolean
units_suspect (const HechaView *view, const HechaValue *a, const HechaValue *b,
               HechaFieldSet *causes)
{
  gboolean suspect = FALSE;

  for (int i = 0; i < 8; i++)
    for (int j = 0; (a->sources >> i & 1) && j < 8; j++)
      {
        const HechaSlot *left = &view->slots[source_fields[i]];
        const HechaSlot *right = &view->slots[source_fields[j]];
        if (!(b->sources >> j & 1) || !left->comparable || !right->comparable
            || !thousandfold (left->number, right->number))
          continue;
        suspect = TRUE;
        if (causes == NULL)
          return TRUE;
        hecha_field_set_add (causes, (HechaField) source_fields[i]);
        hecha_field_set_add (causes, (HechaField) source_fields[j]);
      }
  return suspect;
}

/* TOLERANCE (twice, in its own fraction) of COARSE counts where FINE is stated
 * finer; parameters and other exact numbers have no step and are not. */
static gboolean
within (const HechaValue *coarse, const HechaValue *fine, gint64 difference, gint64 scale)
{
  gint64 tolerance, twice;

  if (coarse->rounded == 0 || fine->step == 0 || fine->step >= coarse->step)
    return FALSE;
  if (__builtin_mul_overflow (coarse->rounded, scale, &tolerance)
      || __builtin_mul_overflow (difference, (gint64) 2, &twice))
    return FALSE;
  return twice <= tolerance;
}

gboolean
hecha_value_compare (const HechaView *view, const HechaValue *a, const HechaValue *b,
                     int *order)
{
  gint64 left, right, difference;

  if (a->null || b->null)
    return FALSE;
  if (a->sources != 0 && b->sources != 0 && units_suspect (view, a, b, NULL))
    return FALSE;
  if (__builtin_mul_overflow (a->number, b->denominator, &left)
      || __builtin_mul_overflow (b->number, a->denominator, &right)
      || __builtin_sub_overflow (left, right, &difference) || difference == G_MININT64)
    return FALSE;
  *order = difference < 0 ? -1 : difference > 0;
  if (difference != 0 && (a->rounded != 0 || b->rounded != 0))
    {
      difference = ABS (difference);
      if (within (a, b, difference, b->denominator) || within (b, a, difference, a->denominator))
        *order = 0;
    }
  return TRUE;
}

static void
set_null (HechaValue *value)
{
  memset (value, 0, sizeof *value);
  value->denominator = 1;
  value->null = TRUE;
}

/* How finely a sum is stated: by what is rounded in it, else by its finest
 * part, for 80.2551万元 and 20万元 make a figure as exact as the first. */
static gint64
step_of_sum (const HechaValue *a, const HechaValue *b)
{
  if (a->rounded != 0 || b->rounded != 0)
    return MAX (a->rounded != 0 ? a->step : 0, b->rounded != 0 ? b->step : 0);
  if (a->step == 0 || b->step == 0)
    return MAX (a->step, b->step);
  return MIN (a->step, b->step);
}

void
hecha_value_add (const HechaValue *a, const HechaValue *b, int sign, HechaValue *sum)
{
  gint64 left, right;
  HechaValue result = { 0 };

  if (a->null || b->null || __builtin_mul_overflow (a->number, b->denominator, &left)
      || __builtin_mul_overflow (b->number, a->denominator, &right)
      || __builtin_mul_overflow (right, (gint64) sign, &right)
      || __builtin_add_overflow (left, right, &result.number)
      || __builtin_mul_overflow (a->denominator, b->denominator, &result.denominator)
      || __builtin_mul_overflow (a->rounded, b->denominator, &left)
      || __builtin_mul_overflow (b->rounded, a->denominator, &right)
      || __builtin_add_overflow (left, right, &result.rounded))
    {
      set_null (sum);
      return;
    }
  result.step = step_of_sum (a, b);
  result.sources = a->sources | b->sources;
  *sum = result;
}

static void
multiply (const HechaValue *a, const HechaValue *b, HechaValue *product)
{
  HechaValue result = { 0 };
  gint64 left, right;

  if (a->null || b->null || __builtin_mul_overflow (a->number, b->number, &result.number)
      || __builtin_mul_overflow (a->denominator, b->denominator, &result.denominator)
      || __builtin_mul_overflow (a->rounded, ABS (b->number), &left)
      || __builtin_mul_overflow (b->rounded, ABS (a->number), &right)
      || __builtin_add_overflow (left, right, &result.rounded))
    {
      set_null (product);
      return;
    }
  result.step = MAX (a->step, b->step);
  result.sources = a->sources | b->sources;
  *product = result;
}

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

/* Units are compared without their place: 阳城县教育局, 县教育局 and 教育局 are
 * one.  Where the longer has more in front, the word of a place stands at the
 * seam, on either side. */
static gboolean
same_unit (const char *a, const char *b)
{
  static const char *const places[] = { "省", "市", "县", "区", NULL };
  gsize length_a = strlen (a), length_b = strlen (b);
  const char *longer = length_a >= length_b ? a : b, *shorter = longer == a ? b : a;
  gsize more = MAX (length_a, length_b) - MIN (length_a, length_b);

  if (*shorter == '\0' || !g_str_has_suffix (longer, shorter))
    return FALSE;
  if (more == 0)
    return TRUE;
  for (guint i = 0; places[i] != NULL; i++)
    if (g_str_has_prefix (shorter, places[i])
        || (more >= strlen (places[i])
            && g_str_has_prefix (longer + more - strlen (places[i]), places[i])))
      return TRUE;
  return FALSE;
}

/* The unit a project belongs to: its cell, else the caption's. */
static const char *
unit_of (const HechaView *view)
{
  const char *unit = hecha_view_text (view, HECHA_FIELD_UNIT);

  if (unit == NULL && hecha_view_state (view, HECHA_FIELD_UNIT) != HECHA_STATE_DOUBTFUL
      && view->project->unit != NULL && *view->project->unit != '\0')
    unit = view->project->unit;
  return unit;
}

static gboolean
unit_is (const HechaView *view, const char *unit, const char *word)
{
  return same_unit (unit, word)
         || (view->project->plain_unit != NULL && same_unit (view->project->plain_unit, word));
}

static HechaTri
test_unit_words (const HechaView *view, const HechaNode *word)
{
  const char *unit = unit_of (view);

  if (unit == NULL)
    return HECHA_NULL;
  for (; word != NULL; word = word->next)
    if (unit_is (view, unit, word->constant.text))
      return HECHA_TRUE;
  return HECHA_FALSE;
}

static gboolean
text_matches (const HechaNode *call, const char *text, const HechaNode *word)
{
  for (; word != NULL; word = word->next)
    if (call->index == HECHA_FN_ONE_OF ? strcmp (text, word->constant.text) == 0
                                       : strstr (text, word->constant.text) != NULL)
      return TRUE;
  return FALSE;
}

static HechaTri
test_words (const HechaView *view, const HechaNode *call)
{
  HechaField field = (HechaField) call->first->index;
  const char *text
      = field == HECHA_FIELD_UNIT ? unit_of (view) : hecha_view_text (view, field);
  HechaState state = hecha_view_state (view, field);

  if (field == HECHA_FIELD_UNIT && call->index == HECHA_FN_ONE_OF)
    return test_unit_words (view, call->first->next);
  if (text != NULL)
    return text_matches (call, text, call->first->next) ? HECHA_TRUE : HECHA_FALSE;
  return state == HECHA_STATE_DOUBTFUL || state == HECHA_STATE_NOT_PROVIDED ? HECHA_NULL
                                                                            : HECHA_FALSE;
}

static HechaTri
test_mentions (const HechaView *view, const HechaNode *call)
{
  const char *name = hecha_view_text (view, HECHA_FIELD_NAME);
  const char *content = hecha_view_text (view, HECHA_FIELD_CONTENT);

  if (name == NULL && content == NULL)
    return HECHA_NULL;
  if ((name != NULL && text_matches (call, name, call->first))
      || (content != NULL && text_matches (call, content, call->first)))
    return HECHA_TRUE;
  return HECHA_FALSE;
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
test_same_firm (const HechaView *view, const HechaNode *call)
{
  const char *a = hecha_view_text (view, (HechaField) call->first->index);
  const char *b = hecha_view_text (view, (HechaField) call->first->next->index);

  if (a == NULL || b == NULL)
    return HECHA_NULL;
  return hecha_firm_same (a, b) ? HECHA_TRUE : HECHA_FALSE;
}

static gboolean
is_null (const HechaNode *node, HechaView *view)
{
  HechaValue value;

  if (node->type == HECHA_EXPR_TRUTH && node->kind != HECHA_NODE_FIELD)
    return hecha_node_test (node, view) == HECHA_NULL;
  hecha_node_value (node, view, &value);
  return value.null;
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
      return is_null (call->first, view) ? HECHA_TRUE : HECHA_FALSE;
    case HECHA_FN_CERTAIN:
      return hecha_node_test (call->first, view) == HECHA_TRUE ? HECHA_TRUE : HECHA_FALSE;
    case HECHA_FN_NEGATIVE:
      return test_negative (view, call);
    case HECHA_FN_CONTAINS:
    case HECHA_FN_ONE_OF:
      return test_words (view, call);
    case HECHA_FN_MENTIONS:
      return test_mentions (view, call);
    case HECHA_FN_SAME_FIRM:
      return test_same_firm (view, call);
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

/* Whether A is to be taken before B by 最大, 最晚 (LARGER) or 最小, 最早. */
static gboolean
beats (const HechaValue *a, const HechaValue *b, gboolean larger)
{
  gint64 left, right;

  if (__builtin_mul_overflow (a->number, b->denominator, &left)
      || __builtin_mul_overflow (b->number, a->denominator, &right))
    return FALSE;
  return larger ? left > right : left < right;
}

static void
value_choice (const HechaNode *call, HechaView *view, HechaValue *value)
{
  gboolean larger = call->index == HECHA_FN_GREATEST || call->index == HECHA_FN_LATEST;

  set_null (value);
  for (const HechaNode *child = call->first; child != NULL; child = child->next)
    {
      HechaValue next;
      hecha_node_value (child, view, &next);
      if (next.null)
        continue;
      if (call->index == HECHA_FN_KNOWN_SUM && !value->null)
        hecha_value_add (value, &next, 1, value);
      else if (value->null || beats (&next, value, larger))
        *value = next;
      if (call->index == HECHA_FN_FIRST)
        return;
    }
}

static void
set_day (HechaValue *value, gint64 day)
{
  if (day < hecha_day_from_ymd (1, 1, 1) || day > hecha_day_from_ymd (9999, 12, 31))
    set_null (value);
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
      set_null (value);
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
      set_null (value);
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
      set_null (value);
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
      set_null (value);
      value->null = FALSE;
      value->number = hecha_view_state (view, (HechaField) call->first->index);
      return;
    case HECHA_FN_ABSOLUTE:
      hecha_node_value (call->first, view, value);
      if (value->number == G_MININT64)
        set_null (value);
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
    multiply (&left, &right, value);
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
      set_null (value);
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
  set_null (value);
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
      HechaTri same = test_unit_words (view, node->first->next);
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

/* ---- why it is NULL ----------------------------------------------------------------- */

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
    else if (is_null (child, view))
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
    units_suspect (view, &left, &right, causes);
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
    if (is_null (child, view))
      cause_of_value (child, view, causes);
}

void
hecha_expr_causes (const HechaExpr *expr, HechaView *view, HechaFieldSet *causes)
{
  if (is_null (expr->root, view))
    cause_of_value (expr->root, view, causes);
}
