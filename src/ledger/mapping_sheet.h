/* mapping_sheet.h - the columns of the mapping workbook, for its writer and
 * its reader.  Private to room ledger. */
#ifndef HECHA_MAPPING_SHEET_H
#define HECHA_MAPPING_SHEET_H

enum
{
  HECHA_MAPPING_FILE,
  HECHA_MAPPING_SHEET,
  HECHA_MAPPING_CELL,
  HECHA_MAPPING_TEXT,
  HECHA_MAPPING_FIELD,     /* what the user corrects */
  HECHA_MAPPING_METHOD,
  HECHA_MAPPING_CONFIDENCE,
  HECHA_MAPPING_CANDIDATES,
  HECHA_MAPPING_SAMPLES,
  HECHA_MAPPING_LAYOUT,
  HECHA_N_MAPPING_COLUMNS
};

extern const char *const hecha_mapping_headers[HECHA_N_MAPPING_COLUMNS];

/* In the field column: read nothing from this column. */
#define HECHA_MAPPING_LEFT_OUT "（不采用）"

#endif
