/* audit_report.c - 审计局核查报告.xlsx: which sheets, in which order. */
#include "report/sheets.h"

gboolean
hecha_report_write_audit (const HechaReportInput *input, const char *path, GError **error)
{
  g_autoptr (HechaDigest) digest = hecha_digest_new (input, HECHA_AUDIENCE_AUDIT);
  HechaListing listing;
  HechaPad *pad = hecha_pad_open (path, "审计局核查报告", "智慧城市建设项目核查报告（审计局）",
                                  hecha_verdict_as_of (input->verdict));

  hecha_listing_init (&listing, digest);
  hecha_sheet_overview (pad, digest, &listing);
  hecha_sheet_findings (pad, digest, &listing);
  hecha_sheet_duplicates (pad, digest);
  hecha_sheet_matrix (pad, digest);
  hecha_sheet_gaps (pad, digest);
  hecha_sheet_departments (pad, digest, &listing);
  hecha_sheet_basis (pad, digest);
  hecha_sheet_sources (pad, digest);
  hecha_sheet_evidence_forms (pad, digest);
  if (input->with_previous)
    hecha_sheet_follow_up (pad, digest);
  hecha_sheet_handover (pad, digest);
  hecha_sheet_memory (pad, digest);
  hecha_listing_clear (&listing);
  return hecha_pad_close (pad, error);
}
