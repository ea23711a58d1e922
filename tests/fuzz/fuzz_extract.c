/* Bytes from a worker that a hostile file may have taken over. */
#include <hecha/ledger.h>

#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (HechaExtract) extract = hecha_extract_unpack (bytes, NULL);

  if (extract != NULL)
    {
      g_autoptr (GBytes) again = hecha_extract_pack (extract);
      g_assert (g_bytes_get_size (again) > 0);
    }
  return 0;
}
