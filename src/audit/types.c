/* The type checker: amounts with amounts, dates with dates, and a hint where
 * the writer most likely meant something else. */
#include "audit/types.h"

#include <string.h>

const char *
hecha_expr_type_name (HechaExprType type)
{
  static const char *const names[] = {
    [HECHA_EXPR_TRUTH] = "条件", [HECHA_EXPR_AMOUNT] = "金额",
    [HECHA_EXPR_DATE] = "日期",  [HECHA_EXPR_NUMBER] = "数字",
    [HECHA_EXPR_TEXT] = "文本",  [HECHA_EXPR_STATE] = "状态",
    [HECHA_EXPR_MONTH_DAY] = "月日",
  };

  return names[type];
}

/* What a message calls NODE: its word, or "这一项". */
static const char *
called (const HechaNode *node)
{
  if (node->kind == HECHA_NODE_FIELD)
    return hecha_field_name ((HechaField) node->index);
  if (node->kind == HECHA_NODE_FACT)
    return hecha_facts[node->index].name;
  if (node->kind == HECHA_NODE_FUNCTION)
    return hecha_functions[node->index].name;
  if (node->kind == HECHA_NODE_AS_OF)
    return "核查日";
  if (node->kind == HECHA_NODE_INVESTMENT)
    return "投资额";
  if (node->parameter != NULL)
    return node->parameter;
  if (node->kind == HECHA_NODE_CONSTANT && node->type == HECHA_EXPR_TEXT)
    return node->constant.text;
  return "这一项";
}

gboolean
hecha_check_condition (const HechaChecker *checker, const HechaNode *node)
{
  if (node->type == HECHA_EXPR_TRUTH)
    return TRUE;
  if (node->kind == HECHA_NODE_FIELD)
    return hecha_mistake_set (checker->mistake, node->offset,
                              "“%s”是%s，不能当条件，是不是想写 有(%s)？", called (node),
                              hecha_expr_type_name ((HechaExprType) node->type), called (node));
  return hecha_mistake_set (checker->mistake, node->offset,
                            "“%s”是%s，这里要的是条件，例如一个比较", called (node),
                            hecha_expr_type_name ((HechaExprType) node->type));
}

/* ---- comparisons --------------------------------------------------------------- */

static gboolean
check_state_word (const HechaChecker *checker, HechaNode *node)
{
  for (int state = HECHA_STATE_NOT_PROVIDED; state <= HECHA_STATE_VALUE; state++)
    if (strcmp (node->constant.text, hecha_state_name ((HechaState) state)) == 0)
      {
        node->type = HECHA_EXPR_STATE;
        node->constant.number = state;
        return TRUE;
      }
  return hecha_mistake_set (checker->mistake, node->offset,
                            "没有“%s”这种状态，只有 值、不涉及、无、空、存疑、未提供",
                            node->constant.text);
}

/* A text constant beside OTHER, which is no text. */
static gboolean
check_quoted (const HechaChecker *checker, HechaNode *constant, const HechaNode *other)
{
  static const char *const yes[] = { "是", "否", NULL };

  if (other->type == HECHA_EXPR_STATE)
    return check_state_word (checker, constant);
  if (other->type == HECHA_EXPR_TRUTH && g_strv_contains (yes, constant->constant.text))
    return hecha_mistake_set (checker->mistake, constant->offset, "是、否不加引号：= %s",
                              constant->constant.text);
  if (other->type == HECHA_EXPR_DATE)
    return hecha_mistake_set (checker->mistake, constant->offset,
                              "日期不加引号，请直接写 2024-07-03 这样的日期");
  return hecha_mistake_set (checker->mistake, constant->offset,
                            "“%s”是%s，不能和加了引号的文字比较", called (other),
                            hecha_expr_type_name ((HechaExprType) other->type));
}

static gboolean
mixed (const HechaChecker *checker, gsize offset, const HechaNode *left,
       const HechaNode *right)
{
  if ((left->type == HECHA_EXPR_AMOUNT && right->type == HECHA_EXPR_NUMBER)
      || (left->type == HECHA_EXPR_NUMBER && right->type == HECHA_EXPR_AMOUNT))
    return hecha_mistake_set (checker->mistake,
                              left->type == HECHA_EXPR_NUMBER ? left->offset : right->offset,
                              "金额要写单位，例如 30万元 或 500元");
  return hecha_mistake_set (checker->mistake, offset,
                            "不能比较：“%s”是%s，“%s”是%s", called (left),
                            hecha_expr_type_name ((HechaExprType) left->type), called (right),
                            hecha_expr_type_name ((HechaExprType) right->type));
}

gboolean
hecha_check_comparison (const HechaChecker *checker, HechaTokenKind operation, gsize offset,
                        HechaNode *left, HechaNode *right)
{
  gboolean equality = operation == HECHA_TOKEN_EQUAL || operation == HECHA_TOKEN_UNEQUAL;

  if (left->type != right->type)
    {
      if (right->kind == HECHA_NODE_CONSTANT && right->type == HECHA_EXPR_TEXT)
        {
          if (!check_quoted (checker, right, left))
            return FALSE;
        }
      else if (left->kind == HECHA_NODE_CONSTANT && left->type == HECHA_EXPR_TEXT)
        {
          if (!check_quoted (checker, left, right))
            return FALSE;
        }
      else
        return mixed (checker, offset, left, right);
    }
  if (left->type == HECHA_EXPR_MONTH_DAY)
    return hecha_mistake_set (checker->mistake, offset,
                              "月日不能直接比较，请写 年月日(年份, :%s)", called (left));
  if (!equality && left->type != HECHA_EXPR_AMOUNT && left->type != HECHA_EXPR_DATE
      && left->type != HECHA_EXPR_NUMBER)
    return hecha_mistake_set (checker->mistake, offset, "“%s”是%s，只能用 = 或 ≠ 比较",
                              called (left), hecha_expr_type_name ((HechaExprType) left->type));
  return TRUE;
}

/* ---- arithmetic ------------------------------------------------------------------ */

static gboolean
is_quantity (const HechaNode *node)
{
  return node->type == HECHA_EXPR_AMOUNT || node->type == HECHA_EXPR_NUMBER;
}

gboolean
hecha_check_arithmetic (const HechaChecker *checker, HechaNodeKind kind, gsize offset,
                        const HechaNode *left, const HechaNode *right, HechaExprType *type)
{
  *type = (HechaExprType) left->type;
  if (kind == HECHA_NODE_MULTIPLY)
    {
      if (left->type == HECHA_EXPR_AMOUNT && right->type == HECHA_EXPR_AMOUNT)
        return hecha_mistake_set (checker->mistake, offset, "金额不能乘以金额");
      if (is_quantity (left) && is_quantity (right))
        {
          if (right->type == HECHA_EXPR_AMOUNT)
            *type = HECHA_EXPR_AMOUNT;
          return TRUE;
        }
    }
  else if (left->type == right->type && is_quantity (left))
    return TRUE;
  else if (left->type == HECHA_EXPR_DATE && right->type == HECHA_EXPR_DATE
           && kind == HECHA_NODE_SUBTRACT)
    {
      *type = HECHA_EXPR_NUMBER;
      return TRUE;
    }
  if (left->type == HECHA_EXPR_DATE || right->type == HECHA_EXPR_DATE)
    return hecha_mistake_set (checker->mistake, offset,
                              "日期不能这样加减，请用 加日、加月 或 加工作日");
  if (is_quantity (left) && is_quantity (right))
    return hecha_mistake_set (checker->mistake, offset, "金额不能和数字相加减，金额要写单位");
  return hecha_mistake_set (checker->mistake, offset, "不能计算：“%s”是%s，“%s”是%s",
                            called (left), hecha_expr_type_name ((HechaExprType) left->type),
                            called (right), hecha_expr_type_name ((HechaExprType) right->type));
}

/* ---- calls -------------------------------------------------------------------------- */

static const char *
wanted (char letter)
{
  switch (letter)
    {
    case 'F':
      return "一个字段";
    case 'T':
      return "一个文本字段";
    case 'D':
      return "日期";
    case 'N':
      return "数字";
    case 'Q':
      return "金额或数字";
    case 'P':
      return "条件";
    case 'M':
      return "月日参数，如 :申报截止";
    case 'W':
      return "加引号的文字";
    default:
      return "金额、日期或数字";
    }
}

static gboolean
fits (char letter, const HechaNode *node)
{
  switch (letter)
    {
    case 'F':
      return node->kind == HECHA_NODE_FIELD;
    case 'T':
      return node->kind == HECHA_NODE_FIELD && node->type == HECHA_EXPR_TEXT;
    case 'D':
      return node->type == HECHA_EXPR_DATE;
    case 'N':
      return node->type == HECHA_EXPR_NUMBER;
    case 'Q':
      return is_quantity (node);
    case 'P':
      return node->type == HECHA_EXPR_TRUTH;
    case 'M':
      return node->type == HECHA_EXPR_MONTH_DAY;
    case 'W':
      return node->kind == HECHA_NODE_CONSTANT && node->type == HECHA_EXPR_TEXT;
    case 'X':
      return is_quantity (node) || node->type == HECHA_EXPR_DATE;
    default:
      return TRUE;
    }
}

/* The letter for argument I of SIGNATURE; 0 where there is none. */
static char
letter_for (const char *signature, guint i)
{
  gsize length = strlen (signature);
  gboolean repeats = length > 0 && signature[length - 1] == '+';
  gsize own = repeats ? length - 1 : length;

  if (i < own)
    return signature[i];
  return repeats ? signature[own - 1] : '\0';
}

static HechaExprType
result_type (const HechaFunction *function, const HechaNode *call)
{
  switch (function->result)
    {
    case '=':
      /* Functions of '=' have an argument: checked with their number. NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
      return (HechaExprType) call->first->type;
    case 'D':
      return HECHA_EXPR_DATE;
    case 'N':
      return HECHA_EXPR_NUMBER;
    case 'S':
      return HECHA_EXPR_STATE;
    default:
      return HECHA_EXPR_TRUTH;
    }
}

static gboolean
check_argument (const HechaChecker *checker, const HechaNode *call, const HechaNode *argument,
                char letter, guint i)
{
  const HechaFunction *function = &hecha_functions[call->index];

  if (!fits (letter, argument))
    return hecha_mistake_set (checker->mistake, argument->offset,
                              "%s 的第 %u 项要的是%s，“%s”是%s", function->usage, i + 1,
                              wanted (letter), called (argument),
                              hecha_expr_type_name ((HechaExprType) argument->type));
  if ((letter == 'X' || letter == 'Q') && argument->type != call->first->type
      && call->index != HECHA_FN_ABSOLUTE)
    return hecha_mistake_set (checker->mistake, argument->offset,
                              "%s 的各项要是同一种：“%s”是%s，“%s”是%s", function->usage,
                              called (call->first),
                              hecha_expr_type_name ((HechaExprType) call->first->type),
                              called (argument),
                              hecha_expr_type_name ((HechaExprType) argument->type));
  return TRUE;
}

gboolean
hecha_check_call (const HechaChecker *checker, HechaNode *call, HechaExprType *type)
{
  const HechaFunction *function = &hecha_functions[call->index];
  guint i = 0;

  for (HechaNode *argument = call->first; argument != NULL; argument = argument->next, i++)
    {
      char letter = letter_for (function->signature, i);
      if (letter == '\0')
        return hecha_mistake_set (checker->mistake, argument->offset, "多了一项，应写成 %s",
                                  function->usage);
      if (!check_argument (checker, call, argument, letter, i))
        return FALSE;
    }
  if (i < strcspn (function->signature, "+"))
    return hecha_mistake_set (checker->mistake, call->offset, "少了一项，应写成 %s",
                              function->usage);
  *type = result_type (function, call);
  return TRUE;
}
