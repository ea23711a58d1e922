/* finance_report.c - 财政局核查报告.xlsx: which sheets, in which order. */
#include "report/sheets.h"

gboolean
hecha_report_write_finance (const HechaReportInput *input, const char *path, GError **error)
{
  g_autoptr (HechaDigest) digest = hecha_digest_new (input, HECHA_AUDIENCE_FINANCE);
  HechaPad *pad = hecha_pad_open (path, "财政局核查报告", "智慧城市建设项目核查报告（财政局）",
                                  hecha_verdict_as_of (input->verdict));

  hecha_sheet_finance_overview (pad, digest);
  hecha_sheet_holds (pad, digest);
  hecha_sheet_excess (pad, digest);
  hecha_sheet_reviews (pad, digest);
  hecha_sheet_finals (pad, digest);
  hecha_sheet_operations (pad, digest);
  hecha_sheet_marked_index (pad, digest);
  return hecha_pad_close (pad, error);
}
