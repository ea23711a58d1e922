/* The stream of an .xls workbook: records, not sectors.  BIFF5 and BIFF8 are
 * given a sound container, older ones stand alone. */
#include <gsf/gsf.h>
#include <hecha/book.h>

#include "tests/fuzz/fuzz.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GsfOutput, g_object_unref)

static const char *
container (const uint8_t *data, size_t size)
{
  g_autoptr (GsfOutput) memory = gsf_output_memory_new ();
  g_autoptr (GsfOutput) outfile = GSF_OUTPUT (gsf_outfile_msole_new (memory));
  g_autoptr (GsfOutput) stream = gsf_outfile_new_child (GSF_OUTFILE (outfile), "Workbook", FALSE);

  gsf_output_write (stream, size, data);
  gsf_output_close (stream);
  gsf_output_close (outfile);
  return fuzz_file (gsf_output_memory_get_bytes (GSF_OUTPUT_MEMORY (memory)),
                    (size_t) gsf_output_size (memory));
}

static gboolean
stands_alone (const uint8_t *data, size_t size)
{
  return size >= 2 && data[0] == 0x09 && data[1] != 0x08;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  HechaLimits limits = hecha_default_limits;
  g_autoptr (HechaBook) book = NULL;

  limits.max_cells = 100000;
  limits.max_text_bytes = 4 << 20;
  limits.max_merges = 10000;
  book = hecha_book_open (stands_alone (data, size) ? fuzz_file (data, size)
                                                    : container (data, size),
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
