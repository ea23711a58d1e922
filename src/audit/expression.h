/* audit/expression.h - a checked expression and its evaluation.
 *
 * A tree in one block of memory.  Evaluation allocates nothing and takes time
 * bounded by the expression's length. */
#ifndef HECHA_AUDIT_EXPRESSION_H
#define HECHA_AUDIT_EXPRESSION_H

#include "audit/facts.h"
#include "audit/functions.h"
#include "audit/lexer.h"
#include "audit/view.h"

typedef enum
{
  HECHA_EXPR_TRUTH,       /* condition, yes/no */
  HECHA_EXPR_AMOUNT,
  HECHA_EXPR_DATE,
  HECHA_EXPR_NUMBER,
  HECHA_EXPR_TEXT,
  HECHA_EXPR_STATE,
  HECHA_EXPR_MONTH_DAY    /* a parameter such as 10-31: number = month * 100 + day */
} HechaExprType;

/* "条件", "金额", ... */
const char *hecha_expr_type_name (HechaExprType type);

typedef enum
{
  HECHA_NODE_CONSTANT,    /* of any type */
  HECHA_NODE_AS_OF,
  HECHA_NODE_INVESTMENT,
  HECHA_NODE_FIELD,
  HECHA_NODE_FACT,
  HECHA_NODE_FUNCTION,
  HECHA_NODE_OR,
  HECHA_NODE_AND,
  HECHA_NODE_NOT,
  HECHA_NODE_COMPARE,     /* index: token kind of the operator */
  HECHA_NODE_ADD,
  HECHA_NODE_SUBTRACT,
  HECHA_NODE_MULTIPLY,
  HECHA_NODE_NEGATE
} HechaNodeKind;

typedef struct _HechaNode HechaNode;
struct _HechaNode
{
  guint8 kind;            /* HechaNodeKind */
  guint8 type;            /* HechaExprType */
  guint8 index;           /* field, fact, function or operator */
  guint8 n_children;
  HechaNode *first;       /* child; the next ones by `next` */
  HechaNode *next;
  HechaValue constant;
  const char *parameter;  /* of a constant from :参数, its name; else NULL */
  gsize offset;           /* in the source */
};

typedef struct
{
  HechaNode *root;
  HechaExprType type;
  char *source;           /* as written */
  HechaFieldSet reads;    /* every field, those behind facts too */
  HechaFieldSet values;   /* dates whose day matters, not only their state: both ends of
                           * imprecise ones are tried */
  GArray *order;          /* guint8: fields in the order in which the text names them,
                           * key columns of facts in their place */
  GPtrArray *nodes;       /* all, owned */
  GStringChunk *pool;
} HechaExpr;

/* A parameter of a pack. */
typedef struct
{
  const char *name;
  const char *text;       /* as written */
  guint8 type;            /* HechaExprType */
  HechaValue value;
} HechaParameter;

/* Reads a parameter's text: 30万元, 10%, 30, 2024-07-03, 10-31 or '文本'. */
gboolean hecha_parameter_read (HechaParameter *parameter, const char *text, GStringChunk *pool,
                               HechaMistake *mistake);

/* Reads and checks SOURCE.  PARAMETERS: HechaParameter.  NULL with MISTAKE set. */
HechaExpr *hecha_expr_parse (const char *source, const GArray *parameters,
                             HechaMistake *mistake);
/* The same, where only TYPE will do. */
HechaExpr *hecha_expr_parse_as (const char *source, const GArray *parameters,
                                HechaExprType type, HechaMistake *mistake);
void hecha_expr_free (HechaExpr *expr);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaExpr, hecha_expr_free)

HechaTri hecha_node_test (const HechaNode *node, HechaView *view);
void hecha_node_value (const HechaNode *node, HechaView *view, HechaValue *value);

static inline HechaTri
hecha_expr_test (const HechaExpr *expr, HechaView *view)
{
  return hecha_node_test (expr->root, view);
}

/* Adds to CAUSES the fields whose NULL makes the expression NULL in this view;
 * nothing where it is not NULL. */
void hecha_expr_causes (const HechaExpr *expr, HechaView *view, HechaFieldSet *causes);
/* The causes of one fact, for a guard that no expression holds. */
void hecha_fact_causes (HechaView *view, HechaFact fact, HechaFieldSet *causes);

/* -1, 0, 1 by RULES.md 2, rounding tolerance applied; FALSE where the two
 * cannot be compared (a NULL, overflow, amounts 1,000 times apart). */
gboolean hecha_value_compare (const HechaView *view, const HechaValue *a, const HechaValue *b,
                              int *order);
/* SUM = A + SIGN * B; NULL on overflow. */
void hecha_value_add (const HechaValue *a, const HechaValue *b, int sign, HechaValue *sum);

#endif
