/* bordered_format.h - how cells look in the workbooks that a user corrects and
 * gives back: mappings and rule packs.  Private to rooms ledger and audit. */
#ifndef HECHA_BORDERED_FORMAT_H
#define HECHA_BORDERED_FORMAT_H

#include <xlsxwriter.h>

/* Small print in a thin grey frame, wrapped, on FILL (0: none).  The workbook's. */
lxw_format *hecha_bordered_format (lxw_workbook *workbook, lxw_color_t fill);

#endif
