/* The XML of the shared strings. */
#include "tests/fuzz/package.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  fuzz_read_package (FUZZ_STRINGS, data, size);
  return 0;
}
