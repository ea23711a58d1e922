/* comparison.h - one comparison of a verdict with the earlier reports, as its
 * three parts share it: comparison.c (findings that are there),
 * table_identity.c (whose ids hold a file's name), gone.c (findings that are
 * no more). */
#ifndef HECHA_REPORT_COMPARISON_H
#define HECHA_REPORT_COMPARISON_H

#include "report/previous.h"

G_BEGIN_DECLS

typedef struct
{
  HechaPrevious *previous;
  HechaVerdict *verdict;
  const HechaLedger *ledger;
  const HechaRules *rules;
  char *quarter;               /* of the 核查日 */
  GPtrArray *editions;         /* char *: hecha_rules_edition() of each rule */
  GHashTable *met;             /* memos that a finding of today is */
  GHashTable *files;           /* name → HechaExtract */
  GHashTable *projects;        /* key → index + 1 */
  GHashTable *moved;           /* old file name: seen under another name */
  const char **guessed;        /* per project: its old name where only that is near, or NULL */
} HechaComparison;

/* 分, or HECHA_NO_AMOUNT. */
gint64 hecha_memo_amount (const HechaMemo *memo);
/* Whether 整改结果 says that it is mended: 已整改到位, not 尚未整改完成. */
gboolean hecha_says_mended (const char *result);
/* Index of the project of today with that key, or -1. */
gint64 hecha_comparison_project (const HechaComparison *comparison, const char *key);

/* The memo of a table's finding whose file has another name now; NULL where
 * there is none or more than one it could be. */
HechaMemo *hecha_memo_of_table (const HechaComparison *comparison, const HechaFinding *finding);

/* Adds what became of a finding of which nothing is left. */
void hecha_comparison_add_gone (HechaComparison *comparison, const HechaMemo *memo);
/* A stable order: by 编号. */
void hecha_comparison_sort_gone (HechaComparison *comparison);

G_END_DECLS

#endif
