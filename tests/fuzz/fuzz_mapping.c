/* A mapping workbook that somebody gives back: the text of its sheet. */
#include <hecha/ledger.h>

#include "tests/fuzz/package.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const sheets[] = { "对照", "字段" };
  g_autoptr (HechaMapping) mapping
      = hecha_mapping_load (fuzz_workbook (sheets, 2, "对照", data, size), NULL);

  (void) mapping;
  return 0;
}
