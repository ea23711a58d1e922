/* The XML of the styles: number formats and cell formats. */
#include "tests/fuzz/package.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  fuzz_read_package (FUZZ_STYLES, data, size);
  return 0;
}
