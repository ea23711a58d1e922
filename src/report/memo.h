/* memo.h - what a report remembers of a finding, field by field, and by which
 * column titles the fields are found again.
 *
 * The titles are those of findings_sheet.c, follow_up_sheet.c, holds_sheet.c,
 * department_report.c, rectification.c and memory_sheet.c.
 */
#ifndef HECHA_REPORT_MEMO_H
#define HECHA_REPORT_MEMO_H

#include <hecha/report.h>

G_BEGIN_DECLS

typedef enum
{
  HECHA_MEMO_ID,             /* 问题标识 */
  HECHA_MEMO_NUMBER,         /* 编号 */
  HECHA_MEMO_RULE,           /* 检查项标识 */
  HECHA_MEMO_DOCUMENT,       /* 依据文号 */
  HECHA_MEMO_EDITION,        /* 检查项版本, hecha_rules_edition() */
  HECHA_MEMO_PROJECT,        /* 项目标识 */
  HECHA_MEMO_STATUS,         /* of gone findings 已整改 …; of present ones what the sheet says */
  HECHA_MEMO_LEVEL,
  HECHA_MEMO_ARTICLE,
  HECHA_MEMO_CHECK,
  HECHA_MEMO_UNIT,
  HECHA_MEMO_NAME,
  HECHA_MEMO_CODE,
  HECHA_MEMO_YEAR,
  HECHA_MEMO_AMOUNT,         /* 分 as digits */
  HECHA_MEMO_FACT,
  HECHA_MEMO_FILES,          /* "\n" between */
  HECHA_MEMO_SHEET,
  HECHA_MEMO_RELATED,        /* project keys, "\n" between */
  HECHA_MEMO_FIRST_SEEN,
  HECHA_MEMO_CLOSED,         /* 销号批次 */
  HECHA_MEMO_FOLDED,         /* of a unit's line: the ids of its findings, blanks between */
  HECHA_MEMO_FIRST_TYPED,    /* from here on people write */
  HECHA_MEMO_CONCLUSION = HECHA_MEMO_FIRST_TYPED,
  HECHA_MEMO_VERIFIER,
  HECHA_MEMO_OPINION,
  HECHA_MEMO_DEADLINE,
  HECHA_MEMO_MEASURES,
  HECHA_MEMO_RESULT,
  HECHA_MEMO_RESPONSIBLE,
  HECHA_MEMO_UNIT_OPINION,
  HECHA_MEMO_UNIT_EVIDENCE,
  HECHA_MEMO_FINANCE_OPINION,
  HECHA_MEMO_FINANCE_OFFICER,
  HECHA_MEMO_FINANCE_DAY,
  HECHA_N_MEMOS
} HechaMemoField;

/* The title that the memory sheet has for FIELD. */
const char *hecha_memo_title (HechaMemoField field);

/* How surely a column title names a field. */
typedef enum
{
  HECHA_TITLE_UNKNOWN,
  HECHA_TITLE_LIKE,      /* something was added: 核实结论（必填） */
  HECHA_TITLE_EXACT
} HechaTitleMatch;
HechaTitleMatch hecha_memo_find (const char *title, HechaMemoField *field);

/* The hidden sheets that carry what a report must not lose. */
#define HECHA_MEMORY_SHEET "延续数据"
#define HECHA_MEMORY_PROJECTS "延续项目"
/* In place of a 编号: that report had more findings than it remembers. */
#define HECHA_MEMORY_PARTIAL "其余未列"

/* 已整改, 记录缺失, 文件缺失, 规则变更, 无法核查. */
gboolean hecha_memo_is_gone (const char *status);

/* A value with its text as every reader of reports sees it: line ends as \n,
 * no blanks around, 待核实 as "".  Free with g_free(). */
char *hecha_memo_text (HechaMemoField field, const HechaCell *cell, gboolean date1904);

/* ---- quarters ---------------------------------------------------------- */

/* "2024Q3" of a day; "" for HECHA_DAY_NONE.  Free with g_free(). */
char *hecha_quarter_of (gint32 day);
/* Quarters from FIRST to LAST, 0 where one of them is no quarter. */
guint hecha_quarters_between (const char *first, const char *last);

G_END_DECLS

#endif
