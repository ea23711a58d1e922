/* sheets.h - the sheets of the reports, a function each. */
#ifndef HECHA_REPORT_SHEETS_H
#define HECHA_REPORT_SHEETS_H

#include "report/digest.h"
#include "report/listing.h"
#include "report/page.h"

G_BEGIN_DECLS

/* ---- 审计局核查报告.xlsx ---------------------------------------------- */

void hecha_sheet_overview (HechaPad *pad, const HechaDigest *digest,
                           const HechaListing *listing);
void hecha_sheet_findings (HechaPad *pad, const HechaDigest *digest,
                           const HechaListing *listing);
void hecha_sheet_duplicates (HechaPad *pad, const HechaDigest *digest);
void hecha_sheet_matrix (HechaPad *pad, const HechaDigest *digest);
void hecha_sheet_gaps (HechaPad *pad, const HechaDigest *digest);
void hecha_sheet_departments (HechaPad *pad, const HechaDigest *digest,
                              const HechaListing *listing);
void hecha_sheet_basis (HechaPad *pad, const HechaDigest *digest);
void hecha_sheet_sources (HechaPad *pad, const HechaDigest *digest);
void hecha_sheet_evidence_forms (HechaPad *pad, const HechaDigest *digest);
void hecha_sheet_follow_up (HechaPad *pad, const HechaDigest *digest);
void hecha_sheet_handover (HechaPad *pad, const HechaDigest *digest);
/* Hidden: what --previous reads back. */
void hecha_sheet_memory (HechaPad *pad, const HechaDigest *digest);

/* ---- 财政局核查报告.xlsx ---------------------------------------------- */

void hecha_sheet_finance_overview (HechaPad *pad, const HechaDigest *digest);
void hecha_sheet_holds (HechaPad *pad, const HechaDigest *digest);
void hecha_sheet_excess (HechaPad *pad, const HechaDigest *digest);
void hecha_sheet_reviews (HechaPad *pad, const HechaDigest *digest);
void hecha_sheet_finals (HechaPad *pad, const HechaDigest *digest);
void hecha_sheet_operations (HechaPad *pad, const HechaDigest *digest);
void hecha_sheet_marked_index (HechaPad *pad, const HechaDigest *digest);

/* ---- used by several -------------------------------------------------- */

/* "违规" in its colour. */
void hecha_sheet_level (HechaPage *page, guint column, guint8 level);
/* "阳城县…办法（阳政办发〔2024〕50号）、…".  Free with g_free(). */
char *hecha_sheet_measures (const HechaRules *rules);
/* The sentence that stands on every first page. */
#define HECHA_TO_BE_VERIFIED                                                                  \
  "本报告所列均为台账反映的线索，须经核实后方可定性；台账未载明的事项列在“无法核查”中，"       \
  "既不视为合规，也不视为违规。"

G_END_DECLS

#endif
