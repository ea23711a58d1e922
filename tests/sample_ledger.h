/* sample_ledger.h - ledgers made in memory, for tests that need projects but
 * no workbook to read them from. */
#ifndef HECHA_SAMPLE_LEDGER_H
#define HECHA_SAMPLE_LEDGER_H

#include <hecha/ledger.h>

typedef struct
{
  const char *file, *sheet, *unit;
  int year;
  const char *fields;         /* canonical names, a space between; from column B on */
  const char *const *rows;    /* cells with "|" between, NULL-terminated; from row 5 on */
} SampleTable;

/* A ledger of TABLES, joined; amounts in 万元.  DICTIONARY outlives it. */
HechaLedger *sample_ledger (const HechaDictionary *dictionary, const SampleTable *tables,
                            guint n);

#endif
