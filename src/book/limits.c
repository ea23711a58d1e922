/* Bounds that no honest workbook meets: a sheet of all 1,048,576 rows and 40
 * columns is 1.5 GiB of XML. */
#include <hecha/book.h>

const HechaLimits hecha_default_limits = {
  .max_part_bytes = G_GUINT64_CONSTANT (2) << 30,
  .max_total_bytes = G_GUINT64_CONSTANT (4) << 30,
  .max_ratio = 200,
  .ratio_floor = G_GUINT64_CONSTANT (16) << 20,
  .max_entries = 10000,
  .max_depth = 256,
  .max_sheets = 4096,
  .max_cells = G_GUINT64_CONSTANT (64) << 20,
  .max_text_bytes = G_GUINT64_CONSTANT (1) << 30,
  .max_merges = 1u << 20,
};
