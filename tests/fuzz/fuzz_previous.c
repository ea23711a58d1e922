/* A report that people worked on: the first byte picks which, the rest is the
 * text of its sheets. */
#include <hecha/report.h>

#include "tests/fuzz/package.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const struct
  {
    const char *property, *sheets[2];
  } reports[] = {
    { "审计局核查报告", { "问题清单", "整改台账" } },
    { "财政局核查报告", { "拨付控制清单", "超概超预算" } },
    { "核对单", { "核对单", "另页" } },
    { "整改通知", { "整改台账", "另页" } },
  };
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  HechaPrevious *previous;
  guint which;

  if (size == 0)
    return 0;
  which = data[0] % G_N_ELEMENTS (reports);
  g_ptr_array_add (paths, (gpointer) fuzz_workbook (reports[which].sheets, 2,
                                                    reports[which].property, data + 1, size - 1));
  previous = hecha_previous_load (paths, NULL);
  if (previous != NULL)
    hecha_previous_free (previous);
  return 0;
}
