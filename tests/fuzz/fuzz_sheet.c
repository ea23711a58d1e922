/* The XML of a worksheet. */
#include "tests/fuzz/package.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  fuzz_read_package (FUZZ_SHEET, data, size);
  return 0;
}
