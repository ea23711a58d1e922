/* A text file as a ledger: tables, headers, values, projects. */
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
  hecha_ledger_add (ledger, hecha_extract_file (fuzz_file (data, size), "模糊.csv", dictionary,
                                                NULL, NULL, NULL));
  hecha_ledger_join (ledger);
  hecha_ledger_free (ledger);
  return 0;
}
