/* discretion.h - what may be shown to whom.
 *
 * Two rules of the measure and of good manners stand here and nowhere else:
 * of a classified project nothing but file, sheet, cell and code appears, and
 * a department's papers hold nothing of another department.
 */
#ifndef HECHA_REPORT_DISCRETION_H
#define HECHA_REPORT_DISCRETION_H

#include <hecha/report.h>

G_BEGIN_DECLS

/* The project of FINDING, or NULL for a check of tables. */
const HechaProject *hecha_finding_project (const HechaVerdict *verdict,
                                           const HechaFinding *finding);
gboolean hecha_finding_classified (const HechaVerdict *verdict, const HechaFinding *finding);

/* As the workbook writes them; "" for a classified project and where the
 * workbook says nothing.  Of a check of tables: no name, the table's unit. */
const char *hecha_finding_name (const HechaVerdict *verdict, const HechaFinding *finding);
const char *hecha_finding_unit (const HechaVerdict *verdict, const HechaFinding *finding);
const char *hecha_finding_code (const HechaVerdict *verdict, const HechaFinding *finding);
/* 0 where unknown or classified. */
int hecha_finding_year (const HechaVerdict *verdict, const HechaFinding *finding);
/* 分 or HECHA_NO_AMOUNT; never of a classified project. */
gint64 hecha_finding_amount (const HechaVerdict *verdict, const HechaFinding *finding);

/* FALSE for a project that is only there to be compared with (--against). */
gboolean hecha_project_is_judged (const HechaLedger *ledger, const HechaProject *project);

/* TRUE where FINDING tells of a project of another department than its own. */
gboolean hecha_finding_is_shared (const HechaVerdict *verdict, const HechaFinding *finding);

G_END_DECLS

#endif
