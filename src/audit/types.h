/* audit/types.h - what may stand where in an expression. */
#ifndef HECHA_AUDIT_TYPES_H
#define HECHA_AUDIT_TYPES_H

#include "audit/expression.h"

/* What the checker may say of a node in a message: the part of SOURCE it came
 * from ("监理单位"), free with g_free(). */
typedef struct
{
  const char *source;
  HechaMistake *mistake;
} HechaChecker;

/* A condition is wanted at NODE. */
gboolean hecha_check_condition (const HechaChecker *checker, const HechaNode *node);
/* A comparison of LEFT and RIGHT at OFFSET; a text constant beside a state
 * becomes that state. */
gboolean hecha_check_comparison (const HechaChecker *checker, HechaTokenKind operation,
                                 gsize offset, HechaNode *left, HechaNode *right);
/* + or - or ×; the type of the result in *TYPE. */
gboolean hecha_check_arithmetic (const HechaChecker *checker, HechaNodeKind kind, gsize offset,
                                 const HechaNode *left, const HechaNode *right,
                                 HechaExprType *type);
/* A call with its arguments as children; the type of the result in *TYPE. */
gboolean hecha_check_call (const HechaChecker *checker, HechaNode *call, HechaExprType *type);

#endif
