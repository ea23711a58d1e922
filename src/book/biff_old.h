/* biff_old.h - BIFF2 to BIFF4 on their way into a BIFF5 workbook: what
 * biff_old.c (formats, sheets, the whole) and biff_old_cells.c share. */
#ifndef HECHA_BIFF_OLD_H
#define HECHA_BIFF_OLD_H

#include "book/biff.h"

/* Records that BIFF5 has not, or has in another layout. */
enum
{
  OLD_BLANK = 0x0001,
  OLD_INTEGER = 0x0002,
  OLD_NUMBER = 0x0003,
  OLD_LABEL = 0x0004,
  OLD_BOOLERR = 0x0005,
  OLD_STRING = 0x0007,
  OLD_ROW = 0x0008,
  OLD_FORMAT = 0x001e,
  OLD_COLWIDTH = 0x0024,
  OLD_XF = 0x0043,
  OLD_IXFE = 0x0044,
  OLD_SHEETHDR = 0x008f,
  OLD_XF3 = 0x0243,
  OLD_XF4 = 0x0443
};

typedef struct
{
  int version;             /* 2 to 5, of the sheet at hand */
  GByteArray *globals;     /* records of the BIFF5 workbook's globals */
  GByteArray *sheets;      /* its sheets, one behind the other */
  GArray *bounds;          /* Bound */
  guint n_formats, n_xfs;  /* in globals, of all sheets so far */
  guint first_format, first_xf;   /* of the sheet at hand */
  gboolean by_format;      /* Excel 2.0: cells name their format, there are no XFs */
  guint ixfe;              /* from the last IXFE record */
} HechaBiffTranslation;

/* Takes a record of a sheet over into TRANSLATION->sheets. */
void hecha_biff_old_take_record (HechaBiffTranslation *translation, const HechaBiffRecord *record);

void hecha_biff_put_u16 (GByteArray *out, guint number);
void hecha_biff_put_u32 (GByteArray *out, guint32 number);
void hecha_biff_put_head (GByteArray *out, guint16 id, guint length);
void hecha_biff_put_record (GByteArray *out, guint16 id, const HechaBiffRecord *record);

#endif
