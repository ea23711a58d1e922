/* Expressions by recursive descent.  Each rule of the grammar is a function;
 * the loosest operator comes first. */
#include "audit/expression.h"

#include <string.h>

#include "audit/types.h"

#define MAX_DEPTH 64
#define MAX_NODES 2000

typedef struct
{
  HechaExpr *expr;
  const GArray *parameters;   /* HechaParameter */
  GArray *tokens;
  guint at;
  guint depth;
  HechaChecker checker;
} Parser;

static HechaNode *parse_or (Parser *parser);

static const HechaToken *
token (const Parser *parser)
{
  return &g_array_index (parser->tokens, HechaToken, parser->at);
}

static HechaNode *
fail (Parser *parser, gsize offset, const char *message)
{
  hecha_mistake_set (parser->checker.mistake, offset, "%s", message);
  return NULL;
}

static HechaNode *
new_node (Parser *parser, HechaNodeKind kind, HechaExprType type, gsize offset)
{
  HechaNode *node;

  if (parser->expr->nodes->len >= MAX_NODES)
    return fail (parser, offset, "这个表达式太长了");
  node = g_new0 (HechaNode, 1);
  g_ptr_array_add (parser->expr->nodes, node);
  node->kind = (guint8) kind;
  node->type = (guint8) type;
  node->offset = offset;
  node->constant.denominator = 1;
  return node;
}

static HechaNode *
new_branch (Parser *parser, HechaNodeKind kind, HechaExprType type, gsize offset,
            HechaNode *left, HechaNode *right)
{
  HechaNode *node = new_node (parser, kind, type, offset);

  if (node == NULL)
    return NULL;
  node->first = left;
  left->next = right;
  node->n_children = right != NULL ? 2 : 1;
  return node;
}

/* ---- the smallest parts ---------------------------------------------------------- */

static HechaExprType
type_of_field (HechaField field)
{
  switch (hecha_field_type (field))
    {
    case HECHA_TYPE_AMOUNT:
      return HECHA_EXPR_AMOUNT;
    case HECHA_TYPE_DATE:
      return HECHA_EXPR_DATE;
    case HECHA_TYPE_YESNO:
      return HECHA_EXPR_TRUTH;
    case HECHA_TYPE_NUMBER:
      return HECHA_EXPR_NUMBER;
    default:
      return HECHA_EXPR_TEXT;
    }
}

static HechaNode *
parse_constant (Parser *parser, HechaExprType type)
{
  const HechaToken *from = token (parser);
  HechaNode *node = new_node (parser, HECHA_NODE_CONSTANT, type, from->offset);

  if (node == NULL)
    return NULL;
  node->constant.number = from->number;
  node->constant.denominator = from->denominator;
  if (from->text != NULL)
    node->constant.text = g_string_chunk_insert (parser->expr->pool, from->text);
  parser->at++;
  return node;
}

static HechaNode *
parse_yes_no (Parser *parser, gint64 truth)
{
  HechaNode *node = new_node (parser, HECHA_NODE_CONSTANT, HECHA_EXPR_TRUTH,
                              token (parser)->offset);

  if (node == NULL)
    return NULL;
  node->constant.number = truth;
  parser->at++;
  return node;
}

static HechaNode *
parse_word (Parser *parser, HechaNodeKind kind, HechaExprType type)
{
  HechaNode *node = new_node (parser, kind, type, token (parser)->offset);

  if (node == NULL)
    return NULL;
  node->index = (guint8) token (parser)->index;
  parser->at++;
  return node;
}

static HechaNode *
parse_parameter (Parser *parser)
{
  const HechaToken *from = token (parser);

  for (guint i = 0; i < parser->parameters->len; i++)
    {
      const HechaParameter *parameter = &g_array_index (parser->parameters, HechaParameter, i);
      HechaNode *node;
      if (strcmp (parameter->name, from->text) != 0)
        continue;
      node = new_node (parser, HECHA_NODE_CONSTANT, (HechaExprType) parameter->type,
                       from->offset);
      if (node == NULL)
        return NULL;
      node->constant = parameter->value;
      node->parameter = parameter->name;
      parser->at++;
      return node;
    }
  return fail (parser, from->offset, "[参数] 里没有这个参数");
}

/* ---- calls ------------------------------------------------------------------------- */

static gboolean
parse_arguments (Parser *parser, HechaNode *call)
{
  HechaNode **place = &call->first;

  if (token (parser)->kind == HECHA_TOKEN_CLOSE)
    return TRUE;
  for (;;)
    {
      HechaNode *argument = parse_or (parser);
      if (argument == NULL)
        return FALSE;
      *place = argument;
      place = &argument->next;
      if (call->n_children == G_MAXUINT8)
        return fail (parser, argument->offset, "项数太多了") != NULL;
      call->n_children++;
      if (token (parser)->kind != HECHA_TOKEN_COMMA)
        return TRUE;
      parser->at++;
    }
}

static HechaNode *
parse_call (Parser *parser)
{
  const HechaFunction *function = &hecha_functions[token (parser)->index];
  HechaNode *call = parse_word (parser, HECHA_NODE_FUNCTION, HECHA_EXPR_TRUTH);
  HechaExprType type;

  if (call == NULL)
    return NULL;
  if (token (parser)->kind != HECHA_TOKEN_OPEN)
    {
      hecha_mistake_set (parser->checker.mistake, token (parser)->offset,
                         "“%s”是函数，后面要有括号：%s", function->name, function->usage);
      return NULL;
    }
  parser->at++;
  if (!parse_arguments (parser, call))
    return NULL;
  if (token (parser)->kind != HECHA_TOKEN_CLOSE)
    {
      hecha_mistake_set (parser->checker.mistake, token (parser)->offset,
                         "这里缺少右括号，应写成 %s", function->usage);
      return NULL;
    }
  parser->at++;
  if (!hecha_check_call (&parser->checker, call, &type))
    return NULL;
  call->type = (guint8) type;
  return call;
}

static HechaNode *
parse_brackets (Parser *parser)
{
  gsize open = token (parser)->offset;
  HechaNode *inside;

  parser->at++;
  inside = parse_or (parser);
  if (inside == NULL)
    return NULL;
  if (token (parser)->kind != HECHA_TOKEN_CLOSE)
    return fail (parser,
                 token (parser)->kind == HECHA_TOKEN_END ? open : token (parser)->offset,
                 token (parser)->kind == HECHA_TOKEN_END ? "这个左括号没有右括号"
                                                         : "这里缺少右括号或运算符");
  parser->at++;
  return inside;
}

static HechaNode *
unexpected (Parser *parser)
{
  switch (token (parser)->kind)
    {
    case HECHA_TOKEN_END:
      return fail (parser, token (parser)->offset, "表达式没有写完");
    case HECHA_TOKEN_CLOSE:
      return fail (parser, token (parser)->offset, "多了一个右括号，或括号里是空的");
    default:
      return fail (parser, token (parser)->offset, "这里应是字段、数值或函数");
    }
}

static HechaNode *
parse_primary (Parser *parser)
{
  switch (token (parser)->kind)
    {
    case HECHA_TOKEN_OPEN:
      return parse_brackets (parser);
    case HECHA_TOKEN_YES:
    case HECHA_TOKEN_NO:
      return parse_yes_no (parser, token (parser)->kind == HECHA_TOKEN_YES);
    case HECHA_TOKEN_AS_OF:
      return parse_word (parser, HECHA_NODE_AS_OF, HECHA_EXPR_DATE);
    case HECHA_TOKEN_INVESTMENT:
      return parse_word (parser, HECHA_NODE_INVESTMENT, HECHA_EXPR_AMOUNT);
    case HECHA_TOKEN_FIELD:
      return parse_word (parser, HECHA_NODE_FIELD,
                         type_of_field ((HechaField) token (parser)->index));
    case HECHA_TOKEN_FACT:
      return parse_word (parser, HECHA_NODE_FACT, HECHA_EXPR_TRUTH);
    case HECHA_TOKEN_FUNCTION:
      return parse_call (parser);
    case HECHA_TOKEN_PARAMETER:
      return parse_parameter (parser);
    case HECHA_TOKEN_AMOUNT:
      return parse_constant (parser, HECHA_EXPR_AMOUNT);
    case HECHA_TOKEN_NUMBER:
    case HECHA_TOKEN_PERCENT:
      return parse_constant (parser, HECHA_EXPR_NUMBER);
    case HECHA_TOKEN_DATE:
      return parse_constant (parser, HECHA_EXPR_DATE);
    case HECHA_TOKEN_TEXT:
      return parse_constant (parser, HECHA_EXPR_TEXT);
    default:
      return unexpected (parser);
    }
}

/* ---- operators ------------------------------------------------------------------------ */

static HechaNode *
parse_unary (Parser *parser)
{
  gsize offset = token (parser)->offset;
  HechaNode *inside;

  if (token (parser)->kind != HECHA_TOKEN_MINUS)
    return parse_primary (parser);
  if (++parser->depth > MAX_DEPTH)
    return fail (parser, offset, "负号太多了");
  parser->at++;
  inside = parse_unary (parser);
  parser->depth--;
  if (inside == NULL)
    return NULL;
  if (inside->type != HECHA_EXPR_AMOUNT && inside->type != HECHA_EXPR_NUMBER)
    return fail (parser, offset, "只有金额和数字前面可以写负号");
  return new_branch (parser, HECHA_NODE_NEGATE, (HechaExprType) inside->type, offset, inside,
                     NULL);
}

static HechaNode *
parse_product (Parser *parser)
{
  HechaNode *left = parse_unary (parser);

  while (left != NULL && token (parser)->kind == HECHA_TOKEN_TIMES)
    {
      gsize offset = token (parser)->offset;
      HechaNode *right;
      HechaExprType type;
      parser->at++;
      right = parse_unary (parser);
      if (right == NULL
          || !hecha_check_arithmetic (&parser->checker, HECHA_NODE_MULTIPLY, offset, left, right,
                                      &type))
        return NULL;
      left = new_branch (parser, HECHA_NODE_MULTIPLY, type, offset, left, right);
    }
  return left;
}

static HechaNode *
parse_sum (Parser *parser)
{
  HechaNode *left = parse_product (parser);

  while (left != NULL
         && (token (parser)->kind == HECHA_TOKEN_PLUS
             || token (parser)->kind == HECHA_TOKEN_MINUS))
    {
      gsize offset = token (parser)->offset;
      HechaNodeKind kind
          = token (parser)->kind == HECHA_TOKEN_PLUS ? HECHA_NODE_ADD : HECHA_NODE_SUBTRACT;
      HechaNode *right;
      HechaExprType type;
      parser->at++;
      right = parse_product (parser);
      if (right == NULL
          || !hecha_check_arithmetic (&parser->checker, kind, offset, left, right, &type))
        return NULL;
      left = new_branch (parser, kind, type, offset, left, right);
    }
  return left;
}

static gboolean
is_comparison (guint8 kind)
{
  return kind >= HECHA_TOKEN_EQUAL && kind <= HECHA_TOKEN_GREATER_EQUAL;
}

static HechaNode *
parse_comparison (Parser *parser)
{
  HechaNode *left = parse_sum (parser), *right, *node;
  HechaTokenKind operation;
  gsize offset;

  if (left == NULL || !is_comparison (token (parser)->kind))
    return left;
  operation = (HechaTokenKind) token (parser)->kind;
  offset = token (parser)->offset;
  parser->at++;
  right = parse_sum (parser);
  if (right == NULL
      || !hecha_check_comparison (&parser->checker, operation, offset, left, right))
    return NULL;
  if (is_comparison (token (parser)->kind))
    return fail (parser, token (parser)->offset, "不能连着比较，请写成 甲 < 乙 且 乙 < 丙");
  node = new_branch (parser, HECHA_NODE_COMPARE, HECHA_EXPR_TRUTH, offset, left, right);
  if (node != NULL)
    node->index = (guint8) operation;
  return node;
}

static HechaNode *
parse_not (Parser *parser)
{
  gsize offset = token (parser)->offset;
  HechaNode *inside;

  if (token (parser)->kind != HECHA_TOKEN_NOT)
    return parse_comparison (parser);
  if (++parser->depth > MAX_DEPTH)
    return fail (parser, offset, "括号或“非”套得太深了");
  parser->at++;
  inside = parse_not (parser);
  parser->depth--;
  if (inside == NULL || !hecha_check_condition (&parser->checker, inside))
    return NULL;
  return new_branch (parser, HECHA_NODE_NOT, HECHA_EXPR_TRUTH, offset, inside, NULL);
}

/* 且 and 或 alike: WANTED between what NEXT parses. */
static HechaNode *
parse_joined (Parser *parser, HechaTokenKind operation, HechaNodeKind kind,
              HechaNode *(*next) (Parser *))
{
  HechaNode *left = next (parser);

  while (left != NULL && token (parser)->kind == operation)
    {
      gsize offset = token (parser)->offset;
      HechaNode *right;
      if (!hecha_check_condition (&parser->checker, left))
        return NULL;
      parser->at++;
      right = next (parser);
      if (right == NULL || !hecha_check_condition (&parser->checker, right))
        return NULL;
      left = new_branch (parser, kind, HECHA_EXPR_TRUTH, offset, left, right);
    }
  return left;
}

static HechaNode *
parse_and (Parser *parser)
{
  return parse_joined (parser, HECHA_TOKEN_AND, HECHA_NODE_AND, parse_not);
}

static HechaNode *
parse_or (Parser *parser)
{
  HechaNode *node;

  if (++parser->depth > MAX_DEPTH)
    return fail (parser, token (parser)->offset, "括号套得太深了");
  node = parse_joined (parser, HECHA_TOKEN_OR, HECHA_NODE_OR, parse_and);
  parser->depth--;
  return node;
}

static HechaNode *
parse_whole (Parser *parser)
{
  HechaNode *root = parse_or (parser);

  if (root == NULL)
    return NULL;
  if (token (parser)->kind == HECHA_TOKEN_CLOSE)
    return fail (parser, token (parser)->offset, "多了一个右括号");
  if (token (parser)->kind != HECHA_TOKEN_END)
    return fail (parser, token (parser)->offset, "这里缺少运算符，例如 且、或、>");
  return root;
}

/* ---- the whole ------------------------------------------------------------------------------ */

void
hecha_expr_free (HechaExpr *expr)
{
  if (expr == NULL)
    return;
  g_free (expr->source);
  g_array_unref (expr->order);
  g_ptr_array_unref (expr->nodes);
  g_string_chunk_free (expr->pool);
  g_free (expr);
}

static char **
parameter_names (const GArray *parameters)
{
  char **names = g_new0 (char *, parameters->len + 1);

  for (guint i = 0; i < parameters->len; i++)
    names[i] = g_strdup (g_array_index (parameters, HechaParameter, i).name);
  return names;
}

HechaExpr *
hecha_expr_parse (const char *source, const GArray *parameters, HechaMistake *mistake)
{
  g_autoptr (HechaExpr) expr = g_new0 (HechaExpr, 1);
  g_auto (GStrv) names = parameter_names (parameters);
  Parser parser = { .expr = expr, .parameters = parameters };

  expr->source = g_strdup (source);
  expr->order = g_array_new (FALSE, FALSE, 1);
  expr->nodes = g_ptr_array_new_with_free_func (g_free);
  expr->pool = g_string_chunk_new (256);
  parser.checker.source = source;
  parser.checker.mistake = mistake;
  parser.tokens = hecha_lex (source, (const char *const *) names, mistake);
  if (parser.tokens == NULL)
    return NULL;
  expr->root = parse_whole (&parser);
  g_array_unref (parser.tokens);
  if (expr->root == NULL)
    return NULL;
  expr->type = (HechaExprType) expr->root->type;
  hecha_expr_note_reads (expr);
  return g_steal_pointer (&expr);
}

HechaExpr *
hecha_expr_parse_as (const char *source, const GArray *parameters, HechaExprType type,
                     HechaMistake *mistake)
{
  g_autoptr (HechaExpr) expr = hecha_expr_parse (source, parameters, mistake);
  HechaChecker checker = { .source = source, .mistake = mistake };

  if (expr == NULL)
    return NULL;
  if (type == HECHA_EXPR_TRUTH && !hecha_check_condition (&checker, expr->root))
    return NULL;
  if (expr->type != type)
    {
      hecha_mistake_set (mistake, expr->root->offset, "这里要的是%s，却是%s",
                         hecha_expr_type_name (type), hecha_expr_type_name (expr->type));
      return NULL;
    }
  return g_steal_pointer (&expr);
}
