/* What the readers of the room share: an open book, and how a format plugs
 * in.  hecha_book_open() recognises the file, makes the book and calls one
 * HechaOpenFunc; that fills the book's structure and sets `reader` and
 * `data`.  Sheets are read later through the reader.
 */
#ifndef HECHA_BOOK_BOOK_H
#define HECHA_BOOK_BOOK_H

#include <hecha/book.h>

#include "book/sink.h"

G_BEGIN_DECLS

typedef struct
{
  const char *code;   /* in the book's texts */
  guint8 format;      /* HechaFormat */
  guint8 flags;       /* HECHA_CELL_MONTH_ONLY, HECHA_CELL_YEAR_ONLY */
} HechaStyle;

typedef struct
{
  /* Gives all rows of sheet INDEX, a worksheet, to SINK; FALSE with an error,
   * or without one where the sink has stopped. */
  gboolean (*read_sheet) (HechaBook *book, guint index, HechaSink *sink, GError **error);
  void (*free) (gpointer data);
} HechaReader;

struct _HechaBook
{
  HechaLimits limits;
  HechaKind kind;
  gboolean date1904;
  int fd;                     /* open for reading until the book is freed */
  guint64 size;               /* of the file */
  GArray *sheets;             /* HechaSheetInfo; names in texts */
  GArray *sheet_cells;        /* guint64 per sheet: most cells read from it so far */
  GArray *styles;             /* HechaStyle */
  GHashTable *properties;     /* char * -> char *, or NULL */
  GStringChunk *texts;        /* lives as long as the book */
  guint64 text_bytes;         /* in texts and in what was loaded from it */
  const HechaReader *reader;
  gpointer data;              /* the reader's */
};

/* Fills BOOK from BOOK->fd. */
typedef gboolean (*HechaOpenFunc) (HechaBook *book, GError **error);

gboolean hecha_xlsx_open (HechaBook *book, GError **error);
gboolean hecha_csv_open (HechaBook *book, GError **error);
gboolean hecha_xls_open (HechaBook *book, GError **error);
gboolean hecha_biff_old_open (HechaBook *book, GError **error);

void hecha_book_add_sheet (HechaBook *book, const char *name, HechaVisibility visibility,
                           gboolean is_worksheet);
/* Adds a cell format; the classification is made from CODE. */
void hecha_book_add_style (HechaBook *book, const char *code);
extern const HechaStyle hecha_general_style;

/* Style 0 is "General" even where the file has no styles at all.  Asked for
 * every cell. */
static inline const HechaStyle *
hecha_book_style (const HechaBook *book, guint style)
{
  return style < book->styles->len ? &g_array_index (book->styles, HechaStyle, style)
                                   : &hecha_general_style;
}

/* Counts BYTES of text; FALSE with HECHA_BOOK_ERROR_LIMIT beyond the bound. */
gboolean hecha_book_count_text (HechaBook *book, guint64 bytes, GError **error);
/* Reads up to SIZE bytes at OFFSET; the number read, less only at the end of
 * the file, or -1 with an error. */
gssize hecha_book_read_at (int fd, guint64 offset, gpointer buffer, gsize size, GError **error);

G_END_DECLS

#endif
