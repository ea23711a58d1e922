/* unit_lines.h - the findings of a unit that one line stands for.
 *
 * Checks with 列示=单位 ask for what a unit has once for all its projects; a
 * list shows one line a unit and, folded beneath it, the projects.  What
 * people type in the line holds for each of them (returned.c).
 */
#ifndef HECHA_REPORT_UNIT_LINES_H
#define HECHA_REPORT_UNIT_LINES_H

#include <hecha/report.h>

#include "report/page.h"

G_BEGIN_DECLS

typedef struct
{
  guint index;          /* of a finding; of a line, its first finding's */
  guint n_folded;       /* > 0: a line, and so many rows after it are its findings */
  gboolean folded;      /* beneath a line */
} HechaListRow;

/* What findings of one group have in common; NULL: the finding stands alone.
 * Two findings are of one group where the pointers are equal and so are the
 * rules. */
typedef gconstpointer (*HechaUnitOf) (guint index, gpointer data);

/* INDICES (guint) as rows: the findings of a group together where its first
 * one stands, under a line where they are two or more. */
GArray *hecha_unit_lines (const HechaVerdict *verdict, const GArray *indices,
                          HechaUnitOf unit_of, gpointer data);

/* What a line says; its rows begin with LINE itself.  Free with g_free(). */
char *hecha_unit_line_names (const HechaVerdict *verdict, const HechaListRow *line);
char *hecha_unit_line_fact (const HechaVerdict *verdict, const HechaListRow *line);
/* The gravest of the findings' levels. */
guint8 hecha_unit_line_level (const HechaVerdict *verdict, const HechaListRow *line);
/* The findings' ids with blanks between, by which a line is read back. */
char *hecha_unit_line_ids (const HechaVerdict *verdict, const HechaListRow *line);
/* What people typed for all of the line's findings alike, "" elsewhere. */
HechaHistory hecha_unit_line_history (const HechaHistory *histories, const HechaListRow *line);

/* Before the row ends: folds it beneath the line above, or makes it a line. */
void hecha_unit_line_fold (HechaPage *page, const HechaListRow *row);

G_END_DECLS

#endif
