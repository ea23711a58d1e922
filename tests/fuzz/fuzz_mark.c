/* A package that is marked: patched, or refused, never broken. */
#include <hecha/report.h>

#include <glib/gstdio.h>
#include <unistd.h>

#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const HechaMark marks[] = { { 0, 1, 1, HECHA_OUTCOME_VIOLATION, "批注" },
                                     { 0, 3, 0, HECHA_OUTCOME_HINT, "批注" } };
  HechaMarkJob job = { .source_sha256 = "00", .marks = marks, .n_marks = G_N_ELEMENTS (marks),
                       .heading = "模糊" };
  g_autofree char *dest = g_strdup_printf ("/tmp/hecha-fuzz-%d.xlsx", (int) getpid ());
  g_autofree char *note = NULL;

  hecha_report_mark (fuzz_file (data, size), dest, &job, &note, NULL);
  g_unlink (dest);
  return 0;
}
