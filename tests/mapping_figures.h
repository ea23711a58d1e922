/* mapping_figures.h - how well the workbooks of a directory are understood,
 * against the truth in the .json beside each (testdata/ledger/layouts). */
#ifndef MAPPING_FIGURES_H
#define MAPPING_FIGURES_H

#include <hecha/ledger.h>

typedef struct
{
  guint files, unread;
  guint headers, right, unmapped, wrong, lost;   /* LOST: their table was not found */
  guint projects, missing, invented, identity;   /* IDENTITY: unit or year wrong */
  guint values, values_right, bad_state, bad_value, bad_cell, no_datum;
} MappingFigures;

/* SAY_FAILURES prints each. */
void mapping_figures_measure (const char *directory, const HechaDictionary *dictionary,
                              gboolean say_failures, MappingFigures *figures);

#endif
