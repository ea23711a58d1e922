/* where.h - cells as people read them: 文件 › 表 › F17, and the links there. */
#ifndef HECHA_REPORT_WHERE_H
#define HECHA_REPORT_WHERE_H

#include <hecha/report.h>

G_BEGIN_DECLS

/* "台账.xlsx › 2025年台账 › F17".  Free with g_free(). */
char *hecha_where_cell (const HechaLedger *ledger, const HechaEvidence *evidence);
/* The cell at fault, as hecha_where_cell(); "" where there is none.  Free with
 * g_free(). */
char *hecha_where_first (const HechaLedger *ledger, const HechaFinding *finding);
/* All cells of a finding, those of one table in one line: "台账.xlsx › 表 ›
 * F17、G17".  OWN_ONLY leaves out what its department may not see.  At most
 * MAX_LINES lines.  Free with g_free(). */
char *hecha_where_all (const HechaVerdict *verdict, const HechaFinding *finding,
                       gboolean own_only, guint max_lines);
/* The link to a cell of a marked copy at PATH, relative to the report; '#',
 * '%' and ':' of the path are encoded, quotes of the sheet's name doubled; ""
 * is the sheet of a text file, NULL the file as a whole.  NULL where PATH is
 * NULL.  Free with g_free(). */
char *hecha_where_link (const char *path, const char *sheet, guint32 row, guint32 column);
/* The link to a cell, and to the first cell of a finding. */
char *hecha_where_evidence_link (const HechaReportInput *input, const HechaEvidence *evidence);
char *hecha_where_finding_link (const HechaReportInput *input, const HechaFinding *finding);
/* What the project's cell says: its raw text, "（空白）" for a blank; "" where
 * the cell holds none of its data.  Belongs to the project. */
const char *hecha_where_raw (const HechaVerdict *verdict, const HechaFinding *finding,
                             const HechaEvidence *evidence);

G_END_DECLS

#endif
