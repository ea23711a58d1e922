/* BIFF records and the strings in them ([MS-XLS] 2.1.4, 2.5.293; BIFF5 by
 * the Excel 5 developer's kit).  Nothing is read beyond a record. */
#ifndef HECHA_BOOK_BIFF_H
#define HECHA_BOOK_BIFF_H

#include <hecha/book.h>

G_BEGIN_DECLS

enum
{
  BIFF_FORMULA = 0x0006,
  BIFF_EOF = 0x000a,
  BIFF_DATEMODE = 0x0022,
  BIFF_FILEPASS = 0x002f,
  BIFF_CONTINUE = 0x003c,
  BIFF_CODEPAGE = 0x0042,
  BIFF_COLINFO = 0x007d,
  BIFF_BOUNDSHEET = 0x0085,
  BIFF_MULRK = 0x00bd,
  BIFF_MULBLANK = 0x00be,
  BIFF_RSTRING = 0x00d6,
  BIFF_XF = 0x00e0,
  BIFF_MERGEDCELLS = 0x00e5,
  BIFF_SST = 0x00fc,
  BIFF_LABELSST = 0x00fd,
  BIFF_BLANK = 0x0201,
  BIFF_NUMBER = 0x0203,
  BIFF_LABEL = 0x0204,
  BIFF_BOOLERR = 0x0205,
  BIFF_FORMULA3 = 0x0206,   /* of BIFF3; some write it in later files too */
  BIFF_STRING = 0x0207,
  BIFF_ROW = 0x0208,
  BIFF_RK = 0x027e,
  BIFF_FORMULA4 = 0x0406,
  BIFF_FORMAT = 0x041e,
  BIFF_BOF = 0x0809
};

typedef struct
{
  const guint8 *data;
  gsize length;
  gsize next;          /* offset of the next record */
} HechaBiffStream;

typedef struct
{
  guint16 id;
  const guint8 *data;
  guint16 length;
} HechaBiffRecord;

/* FALSE at the end of the stream, also where the last record is cut off. */
gboolean hecha_biff_next (HechaBiffStream *stream, HechaBiffRecord *record);

static inline guint16
hecha_biff_u16 (const guint8 *data)
{
  return (guint16) (data[0] | data[1] << 8);
}

static inline guint32
hecha_biff_u32 (const guint8 *data)
{
  return data[0] | (guint32) data[1] << 8 | (guint32) data[2] << 16 | (guint32) data[3] << 24;
}

double hecha_biff_double (const guint8 *data);
/* An RK number ([MS-XLS] 2.5.217). */
double hecha_biff_rk (guint32 rk);

/* A record and the CONTINUE records behind it, read as one run of bytes. */
typedef struct
{
  HechaBiffStream *stream;
  const guint8 *data;
  gsize left;          /* in the present record */
  gboolean failed;     /* sticky */
} HechaBiffRun;

void hecha_biff_run (HechaBiffRun *run, HechaBiffStream *stream, const HechaBiffRecord *record,
                     gsize skip);

/* How a workbook writes text. */
typedef struct
{
  gboolean biff8;      /* UTF-16; else bytes in CHARSET */
  const char *charset; /* name for g_convert() */
} HechaBiffText;

/* The character set of a CODEPAGE record. */
const char *hecha_biff_charset (guint16 codepage);

/* Appends N code units of UTF-16LE as valid UTF-8 without NUL. */
void hecha_biff_append_utf16 (GString *out, const guint8 *units, gsize n);

/* "#REF!" and the like for an error's code ([MS-XLS] 2.5.10). */
const char *hecha_biff_error_text (guint8 code);

/* Reads a string whose length takes LENGTH_SIZE (1 or 2) bytes; appended to
 * OUT as valid UTF-8 without NUL.  FALSE where it runs beyond its record. */
gboolean hecha_biff_string (HechaBiffRun *run, const HechaBiffText *text, int length_size,
                            GString *out);

G_END_DECLS

#endif
