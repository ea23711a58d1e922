/* audit/ground.h - what a finding rests on beside the field at fault: the
 * cell that shows that a project has started, and when.
 *
 * {依据:开工日期、已开工、合同日期} in a 说明 comes to "（合同日期2024年3月28日）",
 * and the cells that it names are evidence.
 */
#ifndef HECHA_AUDIT_GROUND_H
#define HECHA_AUDIT_GROUND_H

#include "audit/mistake.h"
#include "audit/view.h"

typedef struct _HechaGround HechaGround;

/* NAMES are fields and facts with 、 between; OFFSET is where they stand. */
HechaGround *hecha_ground_parse (const char *names, gsize offset, HechaMistake *mistake);
void hecha_ground_free (HechaGround *ground);
/* Appends to OUT, unless NULL, in order and in brackets, the fields that have a
 * value and for each fact that is so the field that shows it, up to the first
 * field with a known date; nothing where there is none.  The same fields are
 * appended to FIELDS (guint8), unless NULL. */
void hecha_ground_render (const HechaGround *ground, HechaView *view, GString *out,
                          GArray *fields);

#endif
