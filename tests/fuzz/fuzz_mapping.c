/* A mapping workbook that somebody gives back. */
#include <hecha/ledger.h>

#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (HechaMapping) mapping = hecha_mapping_load (fuzz_file (data, size), NULL);

  (void) mapping;
  return 0;
}
