/* ledger/units.h - units.ini: which names mean one unit.  Private to room
 * ledger; hecha_units_load() is in ledger/dictionary.h. */
#ifndef HECHA_LEDGER_UNITS_H
#define HECHA_LEDGER_UNITS_H

#include "ledger/dictionary.h"

/* UNIT without its place and by its common name, see hecha_unit_plain(). */
char *hecha_units_plain (const HechaUnits *units, const char *unit);
/* The county, city or district that the plain name PLAIN begins with where it is
 * neither ours nor above ours (units.ini); NULL otherwise.  Free with g_free(). */
char *hecha_units_other_county (const HechaUnits *units, const char *plain);
/* Whether the list knows the plain name PLAIN, as a common or another name. */
gboolean hecha_units_lists (const HechaUnits *units, const char *plain);

#endif
