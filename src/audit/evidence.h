/* audit/evidence.h - the cells that show a breach. */
#ifndef HECHA_AUDIT_EVIDENCE_H
#define HECHA_AUDIT_EVIDENCE_H

#include "audit/pack.h"

/* Appends HechaEvidence to CELLS: what makes 违反 true first, then every other
 * field that it reads and a table of the project has, then 标注; where none of
 * these has a cell, what 适用 reads, and at last the project's name.  VIEW
 * shows the project as the breach was found. */
void hecha_evidence_collect (const HechaCheck *check, HechaView *view, GArray *cells);
/* The cell of one field, unless it is there already or no table has it. */
void hecha_evidence_add (const HechaProject *project, HechaField field, GArray *cells);

#endif
