/* Packages around what a fuzzer makes up, with right sums, so that it gets
 * past the archive to what reads the parts. */
#ifndef HECHA_FUZZ_PACKAGE_H
#define HECHA_FUZZ_PACKAGE_H

#include "tests/fuzz/fuzz.h"

/* Parts that a package may be given; the others are ordinary ones. */
typedef enum
{
  FUZZ_SHEET,
  FUZZ_STRINGS,
  FUZZ_STYLES,
  FUZZ_WORKBOOK,
  FUZZ_RELATIONS,
  FUZZ_PROPERTIES,
  FUZZ_N_PARTS
} FuzzPart;

/* A workbook of one sheet with PART being DATA; a path as fuzz_file()'s. */
const char *fuzz_package (FuzzPart part, const uint8_t *data, size_t size);
/* Opens such a workbook and reads every cell and format of its sheets. */
void fuzz_read_package (FuzzPart part, const uint8_t *data, size_t size);
/* A workbook of N sheets named NAMES; DATA is their text: tabs between cells,
 * line feeds between rows, form feeds between sheets.  PROPERTY, the custom
 * property hecha-report, or NULL. */
const char *fuzz_workbook (const char *const *names, guint n, const char *property,
                           const uint8_t *data, size_t size);

#endif
