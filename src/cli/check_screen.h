/* What `hecha check` says in the terminal: findings by project, columns that
 * would let more be checked, and what of each file was passed over. */
#ifndef HECHA_CHECK_SCREEN_H
#define HECHA_CHECK_SCREEN_H

#include "cli/batch.h"

/* TRUE where the department is told of FINDING. */
gboolean hecha_check_shows (const HechaBatch *batch, const HechaFinding *finding);

/* Findings by project, the worst first, then the missing columns and totals; stdout. */
void hecha_check_print_findings (const HechaBatch *batch);

/* Files that were not read, sheets and rows passed over; stderr.  QUIET leaves
 * only what could not be read. */
void hecha_check_print_files (const HechaBatch *batch, gboolean quiet);

#endif
