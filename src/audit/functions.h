/* audit/functions.h - the closed list of functions of the rule language. */
#ifndef HECHA_AUDIT_FUNCTIONS_H
#define HECHA_AUDIT_FUNCTIONS_H

#include <glib.h>

typedef enum
{
  HECHA_FN_HAS,
  HECHA_FN_MISSING,
  HECHA_FN_BLANK,
  HECHA_FN_NO,
  HECHA_FN_NOT_APPLICABLE,
  HECHA_FN_STATE,
  HECHA_FN_UNKNOWN,
  HECHA_FN_CERTAIN,
  HECHA_FN_FIRST,
  HECHA_FN_EARLIEST,
  HECHA_FN_LATEST,
  HECHA_FN_GREATEST,
  HECHA_FN_LEAST,
  HECHA_FN_KNOWN_SUM,
  HECHA_FN_ABSOLUTE,
  HECHA_FN_NEGATIVE,
  HECHA_FN_CONTAINS,
  HECHA_FN_ONE_OF,
  HECHA_FN_MENTIONS,
  HECHA_FN_SAME_FIRM,
  HECHA_FN_MLPS_LEVEL,
  HECHA_FN_ADD_WORKDAYS,
  HECHA_FN_ADD_MONTHS,
  HECHA_FN_ADD_DAYS,
  HECHA_FN_DATE_OF,
  HECHA_N_FUNCTIONS
} HechaFunctionId;

/* SIGNATURE has a letter an argument: F any field, T a text field, D date,
 * N number, Q amount or number, X any one type that can be compared, A any
 * type at all, P condition, M month and day, W a quoted word; + after the
 * last: one or more of it.  RESULT likewise, = for the type of the first
 * argument, S for a state. */
typedef struct
{
  const char *name;
  const char *alias;       /* or NULL */
  const char *signature;
  char result;
  const char *usage;       /* "加工作日(日期, 天数)" */
  const char *meaning;     /* a Chinese sentence, with what NULL does */
} HechaFunction;

extern const HechaFunction hecha_functions[HECHA_N_FUNCTIONS];

/* The whole table as text for `hecha rules`.  Free with g_free(). */
char *hecha_functions_describe (void);

#endif
