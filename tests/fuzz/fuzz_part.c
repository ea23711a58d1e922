/* One part of a package: the first byte picks it, the rest is its XML. */
#include <hecha/book.h>

#include "tests/fuzz/package.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  HechaLimits limits = hecha_default_limits;
  g_autoptr (HechaBook) book = NULL;

  if (size == 0)
    return 0;
  limits.max_cells = 100000;
  limits.max_text_bytes = 4 << 20;
  limits.max_merges = 10000;
  book = hecha_book_open (fuzz_package ((FuzzPart) (data[0] % FUZZ_N_PARTS), data + 1, size - 1),
                          &limits, NULL);
  for (guint i = 0; book != NULL && i < hecha_book_n_sheets (book) && i < 8; i++)
    if (hecha_book_sheet_info (book, i)->is_worksheet)
      {
        g_autoptr (HechaSheet) sheet = hecha_book_load_sheet (book, i, NULL);

        for (guint j = 0; sheet != NULL && j < sheet->cells->len; j++)
          hecha_book_format_code (book, g_array_index (sheet->cells, HechaCell, j).style);
      }
  return 0;
}
