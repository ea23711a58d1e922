/* A rule pack as a workbook: the text of its sheets. */
#include <hecha/audit.h>

#include "resources.h"
#include "tests/fuzz/package.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const sheets[] = { "办法", "参数", "规则", "示例", "字段", "节假日" };
  static gboolean registered;
  g_autoptr (HechaRules) rules = hecha_rules_new ();

  if (!registered)
    hecha_register_resource ();
  registered = TRUE;
  if (hecha_rules_add (rules, fuzz_workbook (sheets, G_N_ELEMENTS (sheets), "规则", data, size),
                       NULL))
    for (guint i = 0; i < hecha_rules_n (rules); i++)
      g_free (hecha_rules_explain (rules, i));
  return 0;
}
