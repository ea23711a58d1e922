/* hecha/book.h - room `book`: a file becomes sheets of cells.
 *
 * Knows file formats and nothing of projects.  Rows and columns are 0-based
 * everywhere in the program; they become "F17" in one place,
 * hecha_address().  All text is valid UTF-8 without NUL.
 *
 * Ownership: a sheet owns its cells; their texts live as long as both the
 * sheet and the book that it came from.  Strings returned as `const char *`
 * belong to the object asked.  A book is for one thread at a time.
 */
#ifndef HECHA_BOOK_H
#define HECHA_BOOK_H

#include <glib.h>

G_BEGIN_DECLS

/* ---- errors -------------------------------------------------------- */

#define HECHA_BOOK_ERROR (hecha_book_error_quark ())
GQuark hecha_book_error_quark (void);

/* The message of a GError of this domain is one Chinese sentence that says
 * what the file is and what to do; it does not name the file (the caller
 * knows it). */
typedef enum
{
  HECHA_BOOK_ERROR_IO,          /* cannot be opened or read, not a regular file */
  HECHA_BOOK_ERROR_EMPTY,       /* zero bytes */
  HECHA_BOOK_ERROR_LOCK_FILE,   /* "~$..." left by a running Excel, "._..." of a Mac */
  HECHA_BOOK_ERROR_ENCRYPTED,   /* password or rights management */
  HECHA_BOOK_ERROR_OTHER_KIND,  /* HTML, Word, .ods, picture ...: not a workbook we read */
  HECHA_BOOK_ERROR_DAMAGED,     /* truncated, bad CRC, not well-formed */
  HECHA_BOOK_ERROR_LIMIT        /* beyond a bound: a hostile or absurd file */
} HechaBookError;

/* ---- dates and addresses ------------------------------------------- */

/* A day number counts days since 1970-01-01 in the proleptic Gregorian
 * calendar (1970-01-01 is 0).  Used for every date in the program. */
#define HECHA_DAY_NONE G_MININT32

/* HECHA_DAY_NONE where the date does not exist (2024-02-30).  MONTH and DAY
 * are 1-based; years 1 to 9999. */
gint32 hecha_day_from_ymd (int year, int month, int day);
/* The reverse; DAY is not HECHA_DAY_NONE. */
void hecha_day_to_ymd (gint32 day, int *year, int *month, int *day_of_month);
/* 0 = Monday ... 6 = Sunday. */
int hecha_day_weekday (gint32 day);
/* "2024-07-03"; BUFFER holds at least 11 bytes and is returned. */
char *hecha_day_format (gint32 day, char *buffer);
/* Strict YYYY-MM-DD; FALSE for anything else and for days that do not exist. */
gboolean hecha_day_parse (const char *text, gint32 *day);
/* The day part of a spreadsheet serial number (ECMA-376 18.17.4).  HECHA_DAY_NONE
 * for serials without a day (below 1; in the 1904 system, whose first day is 0,
 * below 0), for serial 60 of the 1900 system and for what lies behind 9999-12-31. */
gint32 hecha_day_from_serial (double serial, gboolean date1904);

#define HECHA_MAX_ROWS 1048576u
#define HECHA_MAX_COLUMNS 16384u
#define HECHA_ADDRESS_SIZE 12

/* "F17" for row 16, column 5; BUFFER holds HECHA_ADDRESS_SIZE bytes and is
 * returned. */
char *hecha_address (guint32 row, guint32 column, char *buffer);
/* The reverse; "$F$17" and "f17" too.  FALSE when TEXT is no address within the grid. */
gboolean hecha_address_parse (const char *text, guint32 *row, guint32 *column);

/* ---- cells and sheets ---------------------------------------------- */

typedef enum
{
  HECHA_CELL_BLANK,        /* content that a merged range covers; cells that only
                            * have a format are left out */
  HECHA_CELL_NUMBER,       /* number; a date when format is DATE or DATETIME */
  HECHA_CELL_TEXT,
  HECHA_CELL_BOOLEAN,      /* number is 0 or 1 */
  HECHA_CELL_ERROR,        /* text is "#REF!" and the like */
  HECHA_CELL_UNCALCULATED  /* a formula without a cached value */
} HechaCellType;

/* What the cell's number format makes of a number. */
typedef enum
{
  HECHA_FORMAT_GENERAL,
  HECHA_FORMAT_NUMBER,     /* #,##0.00, accounting, [DBNum2] ... */
  HECHA_FORMAT_PERCENT,
  HECHA_FORMAT_DATE,       /* with a day, a month or a year */
  HECHA_FORMAT_DATETIME,
  HECHA_FORMAT_TIME,
  HECHA_FORMAT_DURATION,   /* [h]:mm */
  HECHA_FORMAT_TEXT        /* @ */
} HechaFormat;

enum
{
  HECHA_CELL_FORMULA = 1 << 0,     /* value is a formula's cached result */
  HECHA_CELL_MONTH_ONLY = 1 << 1,  /* date format shows year and month, no day */
  HECHA_CELL_YEAR_ONLY = 1 << 2    /* date format shows the year alone */
};

typedef struct
{
  guint16 column;
  guint16 style;   /* index into the book's cell formats (hecha_book_format_code) */
  guint8 type;     /* HechaCellType */
  guint8 format;   /* HechaFormat */
  guint8 flags;
  union
  {
    double number;      /* NUMBER (finite), BOOLEAN */
    const char *text;   /* TEXT, ERROR; the other types have neither */
  };
} HechaCell;

typedef struct
{
  guint32 row;
  guint32 first_cell;   /* index into HechaSheet.cells */
  guint32 n_cells;
  gboolean hidden;
} HechaRow;

typedef struct
{
  guint32 first_row, last_row;
  guint32 first_column, last_column;
} HechaRange;

typedef enum
{
  HECHA_SHEET_VISIBLE,
  HECHA_SHEET_HIDDEN,
  HECHA_SHEET_VERY_HIDDEN
} HechaVisibility;

/* One sheet in memory.  Sparse: only cells with content and rows that have some
 * or are hidden, in order, each (row, column) once; nothing is sized by a claimed
 * dimension.  Of a merged range only the top-left cell has content. */
typedef struct
{
  char *name;
  HechaVisibility visibility;
  GArray *rows;             /* HechaRow, ascending */
  GArray *cells;            /* HechaCell, by row, then column */
  GArray *merges;           /* HechaRange within the grid, as the file lists them */
  GArray *hidden_columns;   /* HechaRange with rows 0 .. HECHA_MAX_ROWS - 1, ascending,
                             * none touching the next */
  GArray *column_widths;    /* double per column from 0, in characters; < 0 = default, as
                             * are columns beyond its end */
  GPtrArray *notes;         /* char *: Chinese sentences on what was odd (cells
                             * given twice, out of order, out of the grid) */
  gpointer arena;           /* private: texts that belong to the sheet alone */
} HechaSheet;

void hecha_sheet_free (HechaSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaSheet, hecha_sheet_free)

/* NULL where the file has no such cell. */
const HechaCell *hecha_sheet_cell (const HechaSheet *sheet, guint32 row, guint32 column);
/* The row's cells; NULL and 0 where the file has no such row. */
const HechaCell *hecha_sheet_row (const HechaSheet *sheet, guint32 row, guint32 *n_cells);
gboolean hecha_sheet_row_hidden (const HechaSheet *sheet, guint32 row);
gboolean hecha_sheet_column_hidden (const HechaSheet *sheet, guint32 column);

/* ---- books --------------------------------------------------------- */

typedef enum
{
  HECHA_KIND_UNKNOWN,
  HECHA_KIND_XLSX,
  HECHA_KIND_XLSM,
  HECHA_KIND_XLS,    /* BIFF5 to BIFF8; also WPS .et of that kind */
  HECHA_KIND_BIFF,   /* BIFF2 to BIFF4 */
  HECHA_KIND_TEXT,   /* CSV, TSV */
  HECHA_KIND_XLSB    /* the package of .xlsx with binary parts */
} HechaKind;

/* "xlsx", "xlsm", "xls", "biff", "csv", "xlsb"; "" for unknown. */
const char *hecha_kind_name (HechaKind kind);

/* Bounds against hostile files.  All are counted while reading, never taken
 * from a header. */
typedef struct
{
  guint64 max_part_bytes;     /* inflated, one part; default 2 GiB */
  guint64 max_total_bytes;    /* inflated, all parts read; default 4 GiB */
  guint max_ratio;            /* inflated : deflated, above ratio_floor; default 200 */
  guint64 ratio_floor;        /* default 16 MiB */
  guint max_entries;          /* in the package; default 10000 */
  guint max_depth;            /* of XML; default 256 */
  guint max_sheets;           /* default 4096 */
  guint64 max_cells;          /* in one book; default 64 Mi */
  guint64 max_text_bytes;     /* all texts kept of one book, a text file's size; default 1 GiB */
  guint max_merges;           /* of one sheet; default 1 Mi, the rest is left out with a note */
} HechaLimits;

extern const HechaLimits hecha_default_limits;

typedef struct _HechaBook HechaBook;

typedef struct
{
  const char *name;
  HechaVisibility visibility;
  gboolean is_worksheet;   /* FALSE: chart, macro or dialog sheet, nothing to read */
} HechaSheetInfo;

/* Recognises the file by content and reads its structure; sheets are read
 * later, from the file that stays open.  Names say nothing of the kind; only
 * "~$..." and "._..." are refused by it.  NULL with a HECHA_BOOK_ERROR.  LIMITS
 * are copied; NULL means hecha_default_limits. */
HechaBook *hecha_book_open (const char *path, const HechaLimits *limits, GError **error);
void hecha_book_free (HechaBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HechaBook, hecha_book_free)

HechaKind hecha_book_kind (const HechaBook *book);
gboolean hecha_book_date1904 (const HechaBook *book);
/* At least 1.  A text file has one sheet, whose name is "". */
guint hecha_book_n_sheets (const HechaBook *book);
/* INDEX from 0, in the order of the tabs; valid until the book is freed. */
const HechaSheetInfo *hecha_book_sheet_info (const HechaBook *book, guint index);
/* The number format of cells with this style, "General" by default. */
const char *hecha_book_format_code (const HechaBook *book, guint style);
/* A text property of docProps/custom.xml, or NULL.  Our marked copies carry
 * "hecha-source-sha256", our reports "hecha-report". */
const char *hecha_book_property (const HechaBook *book, const char *name);

/* Reads the whole sheet: free with hecha_sheet_free().  What
 * is no worksheet is an empty one.  NULL with a HECHA_BOOK_ERROR. */
HechaSheet *hecha_book_load_sheet (HechaBook *book, guint index, GError **error);

/* Streams the rows that have content, in file order, without keeping them;
 * CELLS and their texts live until VISIT returns (shared strings as long as the
 * book).  Merged ranges are not known yet: what they cover comes with the rest,
 * and a row in pieces comes in pieces.  VISIT returns FALSE to stop early,
 * which is no error. */
typedef gboolean (*HechaRowFunc) (guint32 row, const HechaCell *cells, guint n_cells,
                                  gpointer user_data);
gboolean hecha_book_scan_sheet (HechaBook *book, guint index, HechaRowFunc visit,
                                gpointer user_data, GError **error);

/* ---- text to be written ---------------------------------------------- */

/* Excel's limit of a cell, in UTF-16 units. */
#define HECHA_WRITABLE_TEXT_MAX 32767

/* TEXT as a cell can hold it: made valid UTF-8, no control characters but line
 * feed (a tab becomes a space), no U+FFFE or U+FFFF, _xHHHH_, which Excel would
 * decode, protected.  Where it may not fit into HECHA_WRITABLE_TEXT_MAX units it is
 * cut, with "…" at the end.  For whoever writes a workbook.  Free with g_free(). */
char *hecha_writable_text (const char *text);

/* ---- which file it is ------------------------------------------------ */

#define HECHA_SHA256_SIZE 65

/* The SHA-256 of a regular file's bytes as 64 hex digits and NUL in SHA256, which
 * holds HECHA_SHA256_SIZE bytes; their number in *SIZE unless it is NULL.  FALSE,
 * with both untouched, where it cannot be read. */
gboolean hecha_file_sha256 (const char *path, char *sha256, guint64 *size);

/* ---- second reading ------------------------------------------------ */

typedef struct
{
  gboolean done;       /* FALSE: NOTE says why FreeXL could not */
  guint64 compared;    /* cells that both gave as text or plain number */
  guint64 differing;
  char *note;          /* a Chinese sentence, or NULL: why not done, else the first
                        * differing cells */
} HechaSecondReading;

/* Frees what READING holds, not READING. */
void hecha_second_reading_clear (HechaSecondReading *reading);
/* Reads PATH, a .xls that BOOK was opened from, again with FreeXL in a child
 * process under limits and compares cell by cell.  Never fails: what went wrong
 * stands in RESULT's note; what it held before is overwritten.  PROGRAM is the
 * executable to start as that child (`PROGRAM --freexl PATH`). */
void hecha_book_read_twice (HechaBook *book, const char *path, const char *program,
                            HechaSecondReading *result);
/* The child's main: gives up what it does not need (limits, seccomp), reads PATH
 * with FreeXL, writes its cells to FD and closes it.  The exit code: 0, or 3
 * where FreeXL could not read it. */
int hecha_freexl_child (const char *path, int fd);

G_END_DECLS

#endif
