/* The cells, rows and columns of BIFF2 to BIFF4, record by record. */
#include <string.h>

#include "book/biff_old.h"

#define NO_XF 0xffffu
/* A BIFF2 cell has six bits for its XF; the last says that IXFE has it. */
#define BIFF2_XFS 63u

/* ---- writing records --------------------------------------------------------- */

void
hecha_biff_put_u16 (GByteArray *out, guint number)
{
  const guint8 bytes[] = { (guint8) number, (guint8) (number >> 8) };

  g_byte_array_append (out, bytes, sizeof bytes);
}

void
hecha_biff_put_u32 (GByteArray *out, guint32 number)
{
  hecha_biff_put_u16 (out, number & 0xffff);
  hecha_biff_put_u16 (out, number >> 16);
}

void
hecha_biff_put_head (GByteArray *out, guint16 id, guint length)
{
  hecha_biff_put_u16 (out, id);
  hecha_biff_put_u16 (out, length);
}

void
hecha_biff_put_record (GByteArray *out, guint16 id, const HechaBiffRecord *record)
{
  hecha_biff_put_head (out, id, record->length);
  g_byte_array_append (out, record->data, record->length);
}

/* A text whose length takes one byte in IN, as two bytes and the text.  What
 * the record is too short for is left out. */
static void
put_text (GByteArray *out, const guint8 *in, gsize left)
{
  guint n = left > 0 ? MIN (in[0], left - 1) : 0;

  hecha_biff_put_u16 (out, n);
  if (n > 0)
    g_byte_array_append (out, in + 1, n);
}

/* ---- cells ------------------------------------------------------------------------- */

/* XF of the sheet as one of the workbook. */
static guint
shift_xf (const HechaBiffTranslation *translation, guint xf)
{
  guint shifted;

  if (translation->version == 2 && xf == BIFF2_XFS)
    xf = translation->ixfe;
  else if (translation->version == 2 && xf > BIFF2_XFS)
    return NO_XF;
  shifted = translation->first_xf + xf;
  return shifted < translation->n_xfs ? shifted : NO_XF;
}

static void
put_place (const HechaBiffTranslation *translation, guint16 id, const guint8 *place, guint xf,
           guint length)
{
  hecha_biff_put_head (translation->sheets, id, length);
  g_byte_array_append (translation->sheets, place, 4);
  hecha_biff_put_u16 (translation->sheets, xf);
}

/* A cell of BIFF3 and later: only its XF changes. */
static void
put_cell (const HechaBiffTranslation *translation, guint16 id, const HechaBiffRecord *record)
{
  if (record->length < 6)
    return;
  put_place (translation, id, record->data,
             shift_xf (translation, hecha_biff_u16 (record->data + 4)), record->length);
  g_byte_array_append (translation->sheets, record->data + 6, record->length - 6u);
}

static void
put_integer (const HechaBiffTranslation *translation, const HechaBiffRecord *record, guint xf)
{
  double number;
  guint64 bits;

  if (record->length < 9)
    return;
  number = hecha_biff_u16 (record->data + 7);
  memcpy (&bits, &number, sizeof bits);
  put_place (translation, BIFF_NUMBER, record->data, xf, 14);
  hecha_biff_put_u32 (translation->sheets, (guint32) bits);
  hecha_biff_put_u32 (translation->sheets, (guint32) (bits >> 32));
}

/* A cell of BIFF2: row, column, three bytes of attributes. */
static void
put_old_cell (const HechaBiffTranslation *translation, guint16 id, const HechaBiffRecord *record)
{
  guint xf;

  if (record->length < 7)
    return;
  xf = shift_xf (translation, record->data[translation->by_format ? 5 : 4] & 0x3f);
  if (record->id == OLD_INTEGER)
    put_integer (translation, record, xf);
  else if (record->id == OLD_LABEL)
    {
      guint n = record->length > 7 ? MIN (record->data[7], record->length - 8u) : 0;

      put_place (translation, id, record->data, xf, 8 + n);
      put_text (translation->sheets, record->data + 7, record->length - 7u);
    }
  else
    {
      put_place (translation, id, record->data, xf, record->length - 1u);
      g_byte_array_append (translation->sheets, record->data + 7, record->length - 7u);
    }
}

static void
put_formula (const HechaBiffTranslation *translation, const HechaBiffRecord *record)
{
  if (record->id == BIFF_FORMULA && translation->version == 2)
    put_old_cell (translation, BIFF_FORMULA, record);
  else
    put_cell (translation, BIFF_FORMULA, record);
}

/* ---- rows and columns ----------------------------------------------------------------- */

static void
put_old_row (const HechaBiffTranslation *translation, const HechaBiffRecord *record)
{
  guint16 height;

  if (record->length < 8)
    return;
  height = hecha_biff_u16 (record->data + 6);
  hecha_biff_put_head (translation->sheets, BIFF_ROW, 16);
  g_byte_array_append (translation->sheets, record->data, 8);
  hecha_biff_put_u32 (translation->sheets, 0);
  hecha_biff_put_u32 (translation->sheets, height == 0 ? 0x20 : 0); /* no height: hidden */
}

static void
put_old_width (const HechaBiffTranslation *translation, const HechaBiffRecord *record)
{
  guint16 width;

  if (record->length < 4)
    return;
  width = hecha_biff_u16 (record->data + 2);
  hecha_biff_put_head (translation->sheets, BIFF_COLINFO, 10);
  hecha_biff_put_u16 (translation->sheets, record->data[0]);
  hecha_biff_put_u16 (translation->sheets, record->data[1]);
  hecha_biff_put_u16 (translation->sheets, width);
  hecha_biff_put_u16 (translation->sheets, 0);
  hecha_biff_put_u16 (translation->sheets, width == 0 ? 1 : 0);
}

/* ---- any record ------------------------------------------------------------------------ */

/* What BIFF2 to BIFF4 have besides (the text of array formulas, windows,
 * fonts) is nothing to us; of BIFF5 all goes through. */
static void
put_other (const HechaBiffTranslation *translation, const HechaBiffRecord *record)
{
  if (translation->version == 5 || record->id == BIFF_COLINFO || record->id == BIFF_ROW
      || record->id == BIFF_STRING)
    hecha_biff_put_record (translation->sheets, record->id, record);
}

void
hecha_biff_old_take_record (HechaBiffTranslation *translation, const HechaBiffRecord *record)
{
  switch (record->id)
    {
    case OLD_BLANK:
    case OLD_INTEGER:
    case OLD_NUMBER:
    case OLD_LABEL:
    case OLD_BOOLERR:
      put_old_cell (translation, record->id == OLD_INTEGER ? BIFF_NUMBER : record->id | 0x0200,
                    record);
      break;
    case BIFF_FORMULA:
    case BIFF_FORMULA3:
    case BIFF_FORMULA4:
      put_formula (translation, record);
      break;
    case BIFF_BLANK:
    case BIFF_NUMBER:
    case BIFF_LABEL:
    case BIFF_BOOLERR:
    case BIFF_RK:
      put_cell (translation, record->id, record);
      break;
    case OLD_STRING:
      hecha_biff_put_head (
          translation->sheets, BIFF_STRING,
          2 + (record->length > 0 ? MIN (record->data[0], record->length - 1u) : 0));
      put_text (translation->sheets, record->data, record->length);
      break;
    case OLD_ROW:
      put_old_row (translation, record);
      break;
    case OLD_COLWIDTH:
      put_old_width (translation, record);
      break;
    case OLD_IXFE:
      translation->ixfe = record->length >= 2 ? hecha_biff_u16 (record->data) : 0;
      break;
    default:
      put_other (translation, record);
    }
}
