/* A part of a package that says what the others are; the first byte picks it. */
#include "tests/fuzz/package.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (size > 0)
    fuzz_read_package ((FuzzPart) (FUZZ_WORKBOOK + data[0] % (FUZZ_N_PARTS - FUZZ_WORKBOOK)),
                       data + 1, size - 1);
  return 0;
}
