/* audit/expression.h - the language of rule packs: an expression, checked, and
 * its evaluation.
 *
 * Expressions are evaluated by hecha itself over its own checked tree, not
 * translated to SQL: three-valued logic, rounding tolerance between amounts,
 * ends of imprecise dates, conflicting values, the second reading of 不涉及
 * and the names in `lacking` all need an evaluator that knows more than a
 * column's value.  A pack from a stranger can then neither write nor read a
 * file, nor load anything, nor run long: there are no loops, every expression
 * is bounded by its own length, and nothing in it names the outside.
 *
 * Words: the canonical fields; the facts of audit/facts.h and 投资额;
 * :参数 of the pack; functions (audit/functions.h); 核查日; 是, 否.
 * Literals: 30万元, 500元, 2024-07-03, 10%, 12, '文本' or “文本”.
 * Operators, loosest first: 或 OR, 且 AND, 非 NOT, = ≠ < <= > >=, + -, × *.
 * Full-width forms （ ） ＞ ≥ ≠ ＜ ≤ ＝ ， are the same.
 *
 * Types: amount, date, number, text, yes/no, state; a mixed comparison is an
 * error, and so is a field where a condition is wanted (监理单位 for
 * 有(监理单位)).  A yes/no field by itself is its value: true for 是, false
 * for 否, NULL otherwise; 有, 缺, 无 read it as RULES.md 1 says.
 *
 * Functions:
 *   有(F) 缺(F) 空(F) 无(F) 不涉及(F)  yes/no  states of a field, RULES.md 1
 *   状态(F)               state   compared with '值' '不涉及' '无' '空' '存疑' '未提供'
 *   未知(x)               yes/no  true where x is NULL; itself never NULL
 *   确定(p)               yes/no  true where p is true; itself never NULL
 *   首个(x, …)            like x  the first with a value; NULL where none has
 *   最早 最晚(d, …)       date    of those with a value
 *   最大 最小(x, …)       like x  of those with a value
 *   已知和(a, …)          like a  sum of those with a value; NULL where none has
 *   绝对值(a), abs        like a
 *   否定(F, …)            yes/no  RULES.md 3
 *   包含(T, '词', …)      yes/no  text T holds one of the words; false for 空 无 不涉及,
 *                                 NULL for 存疑 未提供
 *   属于(T, '词', …)      yes/no  text T is one of the words; likewise
 *   提及('词', …)         yes/no  项目名称 or 建设内容 holds one of the words; NULL where
 *                                 neither is known
 *   同一单位(T, T)        yes/no  the same firm, names normalised; NULL without values
 *   等级(F)               number  RULES.md 3
 *   加工作日(d, n)        date    RULES.md 2, working days
 *   加月(d, n) 加日(d, n) date
 *   年月日(n, md)         date    year n, month and day of a parameter such as 10-31:
 *                                 年月日(项目年度 - 1, :申报截止)
 *
 * Every operand that is NULL makes a comparison or sum NULL.  建设单位 compared
 * with a quoted text means the unit: without its place, the caption's where no
 * cell names it.
 */
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
/* Fills `reads`, `values` and `order` from the tree; part of parsing. */
void hecha_expr_note_reads (HechaExpr *expr);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaExpr, hecha_expr_free)

HechaTri hecha_node_test (const HechaNode *node, HechaView *view);
void hecha_node_value (const HechaNode *node, HechaView *view, HechaValue *value);
/* Whether the value, or of a condition the truth, is NULL. */
gboolean hecha_node_is_null (const HechaNode *node, HechaView *view);

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

#endif
