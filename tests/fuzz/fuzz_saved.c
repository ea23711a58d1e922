/* A ledger of an earlier run that somebody gives to --against. */
#include <hecha/ledger.h>

#include "resources.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static HechaDictionary *dictionary;
  HechaLedger *ledger;

  if (dictionary == NULL)
    {
      hecha_register_resource ();
      dictionary = hecha_dictionary_load (NULL, NULL, NULL);
    }
  ledger = hecha_ledger_new (dictionary);
  hecha_ledger_add_saved (ledger, fuzz_file (data, size), NULL);
  hecha_ledger_join (ledger);
  hecha_ledger_free (ledger);
  return 0;
}
