/* The first byte picks a field, the rest is what stands in its cell. */
#include <hecha/ledger.h>

#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const HechaValueContext context = { 1000000, FALSE, 2024 };
  g_autofree char *raw = NULL, *text = NULL, *name = NULL;
  GStringChunk *pool;
  HechaDatum datum = { 0 };

  if (size == 0)
    return 0;
  raw = g_strndup ((const char *) data + 1, size - 1);
  text = g_utf8_make_valid (raw, -1);
  pool = g_string_chunk_new (256);
  hecha_value_read_text ((HechaField) (data[0] % HECHA_N_FIELDS), text, &context, pool, &datum);
  name = hecha_name_plain (text);
  g_assert (datum.state != HECHA_STATE_NOT_PROVIDED);
  g_assert (g_utf8_validate (name, -1, NULL));
  if (datum.state == HECHA_STATE_VALUE)
    g_assert (datum.low <= datum.high);
  g_string_chunk_free (pool);
  return 0;
}
