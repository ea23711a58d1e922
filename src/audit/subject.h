/* audit/subject.h - what the search for duplicates and splits looks at: a few
 * fields of a project, so that it can be called without a ledger.
 *
 * Strings belong to the caller and may be NULL for "".
 */
#ifndef HECHA_AUDIT_SUBJECT_H
#define HECHA_AUDIT_SUBJECT_H

#include <hecha/book.h>

#define HECHA_NO_INVESTMENT G_MININT64

typedef struct
{
  const char *name;
  const char *content;       /* 建设内容 */
  const char *goal;          /* 建设目标 */
  const char *unit;          /* as the workbook writes it */
  const char *unit_plain;    /* hecha_unit_plain() */
  const char *code;
  const char *contractor;    /* 承建单位 */
  const char *nature;        /* 建设性质 */
  const char *mode;          /* 投资方式 */
  const char *phase;         /* "二期" or "" */
  int year;                  /* 0 unknown */
  gint32 contract_day;       /* HECHA_DAY_NONE unknown */
  gint32 first_day, last_day;  /* when it happened (RULES.md 6, 13-split); HECHA_DAY_NONE
                                * unknown */
  gint64 investment;         /* 投资额 in 分, or HECHA_NO_INVESTMENT */
  gboolean left_out;         /* classified or without name: never compared */
  gboolean compared_only;    /* of --against: pairs of two such are not looked for */
} HechaSubject;

#endif
