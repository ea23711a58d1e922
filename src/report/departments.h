/* departments.h - whose finding is it: departments, short and folder names. */
#ifndef HECHA_REPORT_DEPARTMENTS_H
#define HECHA_REPORT_DEPARTMENTS_H

#include <hecha/report.h>

G_BEGIN_DECLS

/* The plain unit a finding belongs to: its project's, else its table's; ""
 * where the workbook says none.  CACHE is a table of hecha_unit_plain()
 * results by table, made by hecha_plain_units_of_tables(). */
const char *hecha_finding_plain_unit (const HechaVerdict *verdict, const HechaFinding *finding,
                                      const GPtrArray *plain_units);
GPtrArray *hecha_plain_units_of_tables (const HechaLedger *ledger);

/* The findings of one department stand together in a verdict: index of the
 * first and how many.  Costs a search, not a walk: a batch has thousands of
 * departments. */
void hecha_department_range (const HechaVerdict *verdict, const char *plain_unit, guint *first,
                             guint *n);

/* 教育局 → 教育, 大数据中心 → 大数据; "未载明" for "".  Free with g_free(). */
char *hecha_unit_short (const char *plain_unit);

/* NAME as a file or folder name for Windows and Linux alike, at most 40
 * characters; never empty.  Free with g_free(). */
char *hecha_file_name_safe (const char *name);

G_END_DECLS

#endif
