/* A rule pack from a stranger. */
#include <hecha/audit.h>

#include <glib/gstdio.h>

#include "resources.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static gboolean registered;
  g_autoptr (HechaRules) rules = hecha_rules_new ();

  if (!registered)
    hecha_register_resource ();
  registered = TRUE;
  if (hecha_rules_add (rules, fuzz_file (data, size), NULL))
    for (guint i = 0; i < hecha_rules_n (rules); i++)
      g_free (hecha_rules_explain (rules, i));
  return 0;
}
