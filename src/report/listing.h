/* listing.h - where the rows of 问题清单 stand, so that the other sheets can
 * count and add them with live formulas.
 *
 * The column titles in findings_sheet.c are what --previous finds the
 * columns by when it reads a report back: a changed title is a changed
 * format.
 */
#ifndef HECHA_REPORT_LISTING_H
#define HECHA_REPORT_LISTING_H

#include "report/digest.h"
#include "report/page.h"
#include "report/unit_lines.h"

G_BEGIN_DECLS

typedef enum
{
  HECHA_LIST_NUMBER,
  HECHA_LIST_STATUS,
  HECHA_LIST_LEVEL,
  HECHA_LIST_ARTICLE,
  HECHA_LIST_CHECK,
  HECHA_LIST_UNIT,
  HECHA_LIST_NAME,
  HECHA_LIST_FACT,
  HECHA_LIST_AMOUNT,
  HECHA_LIST_EVIDENCE,
  HECHA_LIST_REMEDY,
  HECHA_LIST_CONCLUSION,
  HECHA_LIST_VERIFIER,
  HECHA_LIST_OPINION,
  HECHA_LIST_DEADLINE,
  HECHA_LIST_N_PRINTED,
  HECHA_LIST_KIND = HECHA_LIST_N_PRINTED,
  HECHA_LIST_COUNTED,
  HECHA_LIST_ALL_EVIDENCE,
  HECHA_LIST_FORCE,
  HECHA_LIST_MEASURES,
  HECHA_LIST_RESULT,
  HECHA_LIST_UNIT_OPINION,
  HECHA_LIST_UNIT_EVIDENCE,
  HECHA_LIST_FINANCE_OPINION,
  HECHA_LIST_CODE,
  HECHA_LIST_YEAR,
  HECHA_LIST_DOCUMENT,
  HECHA_LIST_FIRST_SEEN,
  HECHA_LIST_RULE,
  HECHA_LIST_PROJECT,
  HECHA_LIST_ID,
  HECHA_LIST_FOLDED,
  HECHA_LIST_N_COLUMNS
} HechaListColumn;

enum
{
  HECHA_LIST_MAX_ROWS = 60000,    /* a sheet; each row has a link, Excel allows 65,530 */
  HECHA_LIST_MAX_SHEETS = 8,
  HECHA_LIST_FIRST_ROW = 4        /* 0-based */
};

typedef struct
{
  guint n_sheets;
  char *names[HECHA_LIST_MAX_SHEETS];
  guint n_rows[HECHA_LIST_MAX_SHEETS];
  GArray *rows;                   /* HechaListRow, of all sheets */
} HechaListing;

void hecha_listing_init (HechaListing *listing, const HechaDigest *digest);
void hecha_listing_clear (HechaListing *listing);

/* CRITERION is formula text of ours: "\"违规\"" or "$A7". */
typedef struct
{
  HechaListColumn column;
  const char *criterion;
} HechaCriterion;

/* Rows that meet all criteria, less those that are 不属实 with a reason; over
 * all sheets.  Free with g_free(). */
char *hecha_listing_count (const HechaListing *listing, const HechaCriterion *criteria, guint n);
/* The same, 不属实 ones too: for counting conclusions. */
char *hecha_listing_count_all (const HechaListing *listing, const HechaCriterion *criteria,
                               guint n);
/* The sum of 计入合计 of the rows that meet all criteria, less 不属实. */
char *hecha_listing_sum (const HechaListing *listing, const HechaCriterion *criteria, guint n);
/* TRUE where a criterion that refers to a cell with TEXT matches just TEXT. */
gboolean hecha_listing_can_match (const char *text);

/* The conclusions an auditor may choose, NULL-terminated. */
extern const char *const hecha_conclusions[];

G_END_DECLS

#endif
