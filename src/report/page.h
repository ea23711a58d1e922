/* page.h - a new workbook and its sheets, written from the top down.
 *
 * A pad is a workbook being written, a page one of its sheets.  Both keep
 * the first failure of libxlsxwriter; hecha_pad_close() reports it, so that
 * no sheet is ever missing a cell silently.  Rows grow as high as their
 * wrapped text needs.
 */
#ifndef HECHA_REPORT_PAGE_H
#define HECHA_REPORT_PAGE_H

#include <hecha/report.h>

#include "report/looks.h"
#include "report/rows.h"

G_BEGIN_DECLS

/* ---- workbooks ------------------------------------------------------ */

typedef struct
{
  lxw_workbook *workbook;                /* all but the rows of its sheets */
  int memory;                            /* file in memory that it is written to */
  GPtrArray *rows;                       /* HechaRows *, per sheet */
  guint styles[HECHA_N_LOOKS][2];        /* 0 before first used; [1] guarded */
  gboolean is_form;                      /* with comments, whose place rows' heights decide */
  lxw_error failure;
  char *failed_sheet;
  char *path;
  char *title;
  char as_of[11];                        /* "" where the workbook has no 核查日 */
} HechaPad;

/* What --previous reads back: a change to it changes this number. */
#define HECHA_PAD_SCHEMA "1"

/* KIND becomes the custom property "hecha-report", by which the program
 * knows its own reports (NULL: none, for what is to be read as a ledger); AS_OF, or HECHA_DAY_NONE, the property "hecha-as-of"
 * and the creation time, so that no clock is read. */
HechaPad *hecha_pad_open (const char *path, const char *kind, const char *title, gint32 as_of);
/* Writes and frees.  HECHA_REPORT_ERROR_WRITE. */
gboolean hecha_pad_close (HechaPad *pad, GError **error);
/* A new last sheet.  Its cells are *ROWS' alone, which belongs to the pad; all
 * else is set at the sheet. */
lxw_worksheet *hecha_pad_add_sheet (HechaPad *pad, const char *name, HechaRows **rows);
/* The style that cells of LOOK have; GUARDED for text that looks like a formula. */
guint hecha_pad_style (HechaPad *pad, HechaLook look, gboolean guarded);

/* ---- sheets ----------------------------------------------------------- */

typedef struct
{
  const char *title;     /* NULL ends a list of columns */
  double width;          /* characters */
  HechaLook look;        /* of its cells */
  gboolean input;        /* people write here */
  gboolean hidden;
} HechaPageColumn;

enum { HECHA_PAGE_MAX_COLUMNS = 256 };

typedef struct
{
  HechaPad *pad;
  lxw_worksheet *sheet;
  HechaRows *rows;
  const char *name;
  const HechaPageColumn *columns;
  guint n_columns;       /* all */
  guint n_printed;       /* from the left; the rest is beside the printed page */
  double widths[HECHA_PAGE_MAX_COLUMNS];
  guint32 row;           /* the next to write, 0-based */
  guint lines;           /* that the row needs so far */
  guint32 header_row;    /* G_MAXUINT32 before hecha_page_header() */
  gboolean has_folds;
  gboolean measured;     /* the library knows how high its rows are */
  guint n_links;
  guint n_breaks;
  lxw_row_t breaks[8];   /* ends with 0 */
} HechaPage;

typedef enum
{
  HECHA_PAPER_LANDSCAPE,   /* A4, as wide as the page; Excel ignores page breaks then */
  HECHA_PAPER_SHEETS,      /* A4 landscape at a scale of its own: page breaks are kept */
  HECHA_PAPER_PORTRAIT     /* A4, at its own size: page breaks are kept */
} HechaPaper;

/* A new last sheet.  COLUMNS ends with a NULL title and outlives the page. */
void hecha_page_open (HechaPage *page, HechaPad *pad, const char *name,
                      const HechaPageColumn *columns, HechaPaper paper);
/* Before the first row of a page that holds charts: where one ends is worked
 * out from the heights of the rows beneath it. */
void hecha_page_measure (HechaPage *page);
/* Hides a column that holds nothing this time. */
void hecha_page_hide_column (HechaPage *page, guint column);
/* A title, and beneath it lines of notes, across the printed columns. */
void hecha_page_title (HechaPage *page, const char *title);
void hecha_page_line (HechaPage *page, HechaLook look, const char *text);
void hecha_page_linef (HechaPage *page, HechaLook look, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
/* The column titles, repeated on every printed page; FROZEN columns and all
 * above stay in sight.  Only the first header of a page freezes. */
void hecha_page_header (HechaPage *page, guint frozen);
/* The column titles of another table on the same page. */
void hecha_page_subheader (HechaPage *page, const char *const *titles, guint n);
/* Filter buttons from the header row to the last row written. */
void hecha_page_filter (HechaPage *page);
/* The next row begins a new printed page. */
void hecha_page_break (HechaPage *page);
/* The printed page ends with the last row written. */
void hecha_page_print_to_here (HechaPage *page);

/* ---- cells of the current row ------------------------------------------ */

/* In the column's own look; NULL writes an empty cell with border. */
void hecha_page_text (HechaPage *page, guint column, const char *text);
void hecha_page_text_as (HechaPage *page, guint column, HechaLook look, const char *text);
void hecha_page_textf (HechaPage *page, guint column, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
void hecha_page_number (HechaPage *page, guint column, HechaLook look, double number);
/* 分, written as 元; HECHA_NO_AMOUNT an empty cell. */
void hecha_page_amount (HechaPage *page, guint column, HechaLook look, gint64 fen);
/* A day number; HECHA_DAY_NONE an empty cell. */
void hecha_page_day (HechaPage *page, guint column, HechaLook look, gint32 day);
/* A date where TEXT is one (2024-10-31), else TEXT as it is. */
void hecha_page_day_text (HechaPage *page, guint column, HechaLook look, const char *text);
/* FORMULA is ours alone, never a source's text; VALUE the cached result. */
void hecha_page_formula (HechaPage *page, guint column, HechaLook look, const char *formula,
                         double value);
/* TEXT that opens TARGET, or plain TEXT where TARGET is NULL or the sheet
 * holds as many links as Excel allows. */
void hecha_page_link (HechaPage *page, guint column, const char *text, const char *target);
/* TEXT across columns FIRST to LAST. */
void hecha_page_span (HechaPage *page, guint first, guint last, HechaLook look,
                      const char *text);
/* The row is FOLDED beneath the one above that is not, which keeps the sign
 * that opens it. */
void hecha_page_fold (HechaPage *page, gboolean folded);
/* Ends the row; at least MIN_LINES high. */
void hecha_page_end_row (HechaPage *page, guint min_lines);

/* ---- input helps -------------------------------------------------------- */

/* A dropdown of CHOICES (NULL-terminated) in COLUMN, rows FIRST to LAST. */
void hecha_page_dropdown (HechaPage *page, guint column, guint32 first, guint32 last,
                          const char *const *choices);
/* Only dates, with a hint. */
void hecha_page_dates_only (HechaPage *page, guint column, guint32 first, guint32 last);

/* "AB" for column 27, free with g_free(). */
char *hecha_page_letters (guint column);
/* Notes a return code of libxlsxwriter. */
void hecha_page_check (HechaPage *page, lxw_error code);
/* Notes whether a row or cell could be written. */
void hecha_page_check_cell (HechaPage *page, gboolean written);

G_END_DECLS

#endif
