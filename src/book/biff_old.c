/* BIFF2 to BIFF4, and BIFF5 written without a compound file: translated in
 * memory into a BIFF5 workbook, which xls.c reads as any other.
 *
 * Before BIFF5 formats and cell formats stand in each sheet, formats are
 * numbered by their order, and a BIFF2 cell has three bytes of attributes
 * where later ones have the number of an XF (OpenOffice.org's documentation
 * of the Excel file format 4.2, 5.49, 5.115).  Excel reads records of one
 * version in a file of another, so all are taken everywhere. */
#include <string.h>

#include "book/biff_old.h"
#include "book/book.h"
#include "book/xls.h"

/* Kinds of substreams. */
enum
{
  TYPE_GLOBALS = 0x0005,
  TYPE_SHEET = 0x0010,
  TYPE_CHART = 0x0020,
  TYPE_MACROS = 0x0040,
  TYPE_WORKSPACE = 0x0100
};

#define MAX_FILE (G_GUINT64_CONSTANT (512) << 20)
/* Formats of old files are given ids that no built-in one has. */
#define FIRST_FORMAT 1024u

typedef struct
{
  guint32 position; /* in sheets */
  guint16 type; /* of the BOF */
  char *name; /* bytes in the file's character set */
} Bound;

static void
bound_clear (gpointer data)
{
  g_free (((Bound *) data)->name);
}

static void
put_bof (GByteArray *out, guint16 version, guint16 type)
{
  hecha_biff_put_head (out, BIFF_BOF, 8);
  hecha_biff_put_u16 (out, version);
  hecha_biff_put_u16 (out, type);
  hecha_biff_put_u32 (out, 0);
}

/* ---- globals: formats, cell formats --------------------------------------------- */

static void
add_format (HechaBiffTranslation *translation, const HechaBiffRecord *record)
{
  guint skip = record->id == OLD_FORMAT ? 0 : 2;
  guint n;

  if (record->length < skip)
    return;
  n = record->length > skip ? MIN (record->data[skip], record->length - skip - 1) : 0;
  hecha_biff_put_head (translation->globals, BIFF_FORMAT, 3 + n);
  hecha_biff_put_u16 (translation->globals, FIRST_FORMAT + translation->n_formats++);
  g_byte_array_append (translation->globals, (const guint8[]){ (guint8) n }, 1);
  if (n > 0)
    g_byte_array_append (translation->globals, record->data + skip + 1, n);
}

/* An XF of format NUMBER, which counts those of the sheet; a file without
 * FORMAT records means the built-in ones, which Excel 4 put two fractions
 * into. */
static void
add_xf (HechaBiffTranslation *translation, guint number)
{
  guint n = translation->n_formats - translation->first_format;
  guint shifted = translation->version < 4 && number >= 12 ? number + 2 : number;

  hecha_biff_put_head (translation->globals, BIFF_XF, 4);
  hecha_biff_put_u16 (translation->globals, 0);
  hecha_biff_put_u16 (translation->globals, number < n
                                                ? FIRST_FORMAT + translation->first_format + number
                                            : n == 0 ? shifted
                                                     : 0);
  translation->n_xfs++;
}

static void
add_old_xf (HechaBiffTranslation *translation, const HechaBiffRecord *record)
{
  if (record->id == OLD_XF)
    add_xf (translation, record->length >= 3 ? record->data[2] & 0x3f : 0);
  else
    add_xf (translation, record->length >= 2 ? record->data[1] : 0);
}

static void
take_global (HechaBiffTranslation *translation, const HechaBiffRecord *record)
{
  switch (record->id)
    {
    case BIFF_CODEPAGE:
    case BIFF_DATEMODE:
    case BIFF_FILEPASS:
      hecha_biff_put_record (translation->globals, record->id, record);
      break;
    case OLD_FORMAT:
      add_format (translation, record);
      break;
    case BIFF_FORMAT:
      if (translation->version == 5)
        hecha_biff_put_record (translation->globals, BIFF_FORMAT, record);
      else
        add_format (translation, record);
      break;
    default:
      break;
    }
}

static gboolean
is_xf (const HechaBiffRecord *record)
{
  return record->id == OLD_XF || record->id == OLD_XF3 || record->id == OLD_XF4
         || record->id == BIFF_XF;
}

/* The next record of the substream; FALSE at its end. */
static gboolean
next_in_sheet (HechaBiffStream *in, HechaBiffRecord *record, guint *depth)
{
  if (!hecha_biff_next (in, record))
    return FALSE;
  if (record->id == BIFF_BOF)
    ++*depth;
  return record->id != BIFF_EOF || --*depth > 0;
}

/* What stands in the sheet and is the workbook's in BIFF5: formats first,
 * which XFs are resolved by. */
static void
take_globals (HechaBiffTranslation *translation, HechaBiffStream in)
{
  HechaBiffStream again = in;
  HechaBiffRecord record;
  guint depth = 1;

  translation->first_format = translation->n_formats;
  translation->first_xf = translation->n_xfs;
  while (next_in_sheet (&in, &record, &depth))
    take_global (translation, &record);
  depth = 1;
  while (next_in_sheet (&again, &record, &depth))
    if (is_xf (&record))
      {
        if (record.id != BIFF_XF)
          add_old_xf (translation, &record);
        else
          {
            hecha_biff_put_record (translation->globals, BIFF_XF, &record);
            translation->n_xfs++;
          }
      }
  translation->by_format = translation->version == 2 && translation->n_xfs == translation->first_xf;
  for (guint i = 0; translation->by_format && i < 64; i++)
    add_xf (translation, i);
}

/* ---- sheets ---------------------------------------------------------------------------- */

/* From behind the sheet's BOF to behind its EOF. */
static void
take_sheet (HechaBiffTranslation *translation, HechaBiffStream *in, const HechaBiffRecord *bof,
            char *name)
{
  guint16 type = bof->length >= 4 ? hecha_biff_u16 (bof->data + 2) : TYPE_SHEET;
  Bound bound = { translation->sheets->len, type, name };
  HechaBiffRecord record;
  guint depth = 1;

  translation->version = MIN (bof->id >> 8, 4);
  translation->version = bof->id == BIFF_BOF ? 5 : MAX (translation->version, 2);
  translation->ixfe = 0;
  g_array_append_val (translation->bounds, bound);
  take_globals (translation, *in);
  put_bof (translation->sheets, 0x0500, TYPE_SHEET);
  while (next_in_sheet (in, &record, &depth))
    hecha_biff_old_take_record (translation, &record);
  if (depth == 0)
    hecha_biff_put_head (translation->sheets, BIFF_EOF, 0); /* else it is cut off, and said to be */
}

static gboolean
is_bof (guint16 id)
{
  return id == 0x0009 || id == 0x0209 || id == 0x0409 || id == BIFF_BOF;
}

/* The workspace of Excel 4: each sheet's name and length stand before it. */
static void
take_workspace (HechaBiffTranslation *translation, HechaBiffStream *in, guint max_sheets)
{
  HechaBiffRecord record, bof;

  translation->version = 4;
  while (translation->bounds->len <= max_sheets && hecha_biff_next (in, &record)
         && record.id != BIFF_EOF)
    {
      HechaBiffStream behind = *in;

      if (record.id != OLD_SHEETHDR)
        take_global (translation, &record);
      else if (record.length >= 5 && hecha_biff_next (&behind, &bof) && is_bof (bof.id))
        {
          guint n = MIN (record.data[4], record.length - 5u);

          *in = behind;
          take_sheet (translation, in, &bof, g_strndup ((const char *) record.data + 5, n));
        }
    }
}

/* ---- the whole ----------------------------------------------------------------------------- */

static guint8
sheet_kind (guint16 type)
{
  return type == TYPE_CHART ? 2 : type == TYPE_MACROS ? 1 : 0;
}

static GBytes *
join (HechaBiffTranslation *translation, guint16 version)
{
  GByteArray *whole = g_byte_array_new ();
  gsize bounds = 0;

  for (guint i = 0; i < translation->bounds->len; i++)
    bounds += 11 + MIN (strlen (g_array_index (translation->bounds, Bound, i).name), 255);
  put_bof (whole, version, TYPE_GLOBALS);
  g_byte_array_append (whole, translation->globals->data, translation->globals->len);
  bounds += whole->len + 4;
  for (guint i = 0; i < translation->bounds->len; i++)
    {
      const Bound *bound = &g_array_index (translation->bounds, Bound, i);
      guint n = (guint) MIN (strlen (bound->name), 255);

      hecha_biff_put_head (whole, BIFF_BOUNDSHEET, 7 + n);
      hecha_biff_put_u32 (whole, (guint32) (bounds + bound->position));
      g_byte_array_append (whole, (const guint8[]){ 0, sheet_kind (bound->type), (guint8) n }, 3);
      g_byte_array_append (whole, (const guint8 *) bound->name, n);
    }
  hecha_biff_put_head (whole, BIFF_EOF, 0);
  g_byte_array_append (whole, translation->sheets->data, translation->sheets->len);
  return g_byte_array_free_to_bytes (whole);
}

/* NULL where BYTES are a whole BIFF5 workbook already, or nothing we know. */
static GBytes *
translate (const guint8 *bytes, gsize length, guint max_sheets)
{
  HechaBiffTranslation translation = { 0 };
  HechaBiffStream in = { bytes, length, 0 };
  HechaBiffRecord bof;
  GBytes *whole;
  guint16 type;

  if (!hecha_biff_next (&in, &bof) || !is_bof (bof.id))
    return NULL;
  type = bof.length >= 4 ? hecha_biff_u16 (bof.data + 2) : TYPE_SHEET;
  if (bof.id == BIFF_BOF && (type == TYPE_GLOBALS || hecha_biff_u16 (bof.data) == 0x0600))
    return NULL;
  translation.globals = g_byte_array_new ();
  translation.sheets = g_byte_array_new ();
  translation.bounds = g_array_new (FALSE, FALSE, sizeof (Bound));
  g_array_set_clear_func (translation.bounds, bound_clear);
  if (type == TYPE_WORKSPACE)
    take_workspace (&translation, &in, max_sheets);
  else
    take_sheet (&translation, &in, &bof, g_strdup ("Sheet1"));
  whole = join (&translation, 0x0500);
  g_byte_array_unref (translation.globals);
  g_byte_array_unref (translation.sheets);
  g_array_unref (translation.bounds);
  return whole;
}

gboolean
hecha_biff_old_open (HechaBook *book, GError **error)
{
  g_autofree guint8 *file = NULL;
  GBytes *stream;
  gssize length;

  if (book->size > MAX_FILE)
    {
      g_set_error_literal (error, HECHA_BOOK_ERROR, HECHA_BOOK_ERROR_LIMIT,
                           "旧版 Excel 文件超过 512 MB，不像正常台账，请拆分后重新保存");
      return FALSE;
    }
  file = g_malloc ((gsize) book->size + 1);
  length = hecha_book_read_at (book->fd, 0, file, (gsize) book->size, error);
  if (length < 0)
    return FALSE;
  book->kind = length > 1 && file[1] == 8 ? HECHA_KIND_XLS : HECHA_KIND_BIFF;
  stream = translate (file, (gsize) length, book->limits.max_sheets);
  if (stream == NULL)
    stream = g_bytes_new_take (g_steal_pointer (&file), (gsize) length);
  return hecha_xls_open_stream (book, stream, error);
}
