/* page.c - a sheet, written from the top down. */
#include "report/page.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "report/written.h"

enum { MAX_LINKS = 65530, MAX_ROW_HEIGHT = 409 };

void
hecha_page_check (HechaPage *page, lxw_error code)
{
  HechaPad *pad = page->pad;

  if (code == LXW_NO_ERROR || pad->failure != LXW_NO_ERROR)
    return;
  pad->failure = code;
  pad->failed_sheet = g_strdup (page->name);
}

void
hecha_page_check_cell (HechaPage *page, gboolean written)
{
  if (!written)
    hecha_page_check (page, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
}

static void
set_paper (HechaPage *page, HechaPaper paper)
{
  g_autofree char *footer = g_strdup_printf ("&L&8%s&C&8第 &P 页，共 &N 页&R&8%s%s",
                                             page->pad->title,
                                             *page->pad->as_of != '\0' ? "核查日：" : "",
                                             page->pad->as_of);

  worksheet_set_paper (page->sheet, 9);
  worksheet_set_margins (page->sheet, 0.4, 0.4, 0.45, 0.55);
  hecha_page_check (page, worksheet_set_footer (page->sheet, footer));
  if (paper == HECHA_PAPER_LANDSCAPE)
    {
      worksheet_set_landscape (page->sheet);
      worksheet_fit_to_pages (page->sheet, 1, 0);
    }
  else
    /* Low enough for systems that lack Excel's fonts and take wider ones. */
    worksheet_set_print_scale (page->sheet, paper == HECHA_PAPER_SHEETS ? 72 : 84);
  if (paper == HECHA_PAPER_SHEETS)
    worksheet_set_landscape (page->sheet);
  worksheet_center_horizontally (page->sheet);
}

static void
set_columns (HechaPage *page)
{
  page->n_columns = 0;
  page->n_printed = 0;
  for (guint i = 0; i < HECHA_PAGE_MAX_COLUMNS && page->columns[i].title != NULL; i++)
    {
      const HechaPageColumn *column = &page->columns[i];
      lxw_row_col_options hidden = { .hidden = column->hidden };

      page->widths[i] = column->width;
      page->n_columns++;
      hecha_page_check (page, worksheet_set_column_opt (page->sheet, (lxw_col_t) i,
                                                        (lxw_col_t) i, column->width, NULL,
                                                        &hidden));
    }
  page->n_printed = page->n_columns;
}

void
hecha_page_open (HechaPage *page, HechaPad *pad, const char *name,
                 const HechaPageColumn *columns, HechaPaper paper)
{
  memset (page, 0, sizeof *page);
  page->pad = pad;
  page->name = name;
  page->columns = columns;
  page->header_row = G_MAXUINT32;
  page->measured = pad->is_form;
  page->sheet = hecha_pad_add_sheet (pad, name, &page->rows);
  worksheet_gridlines (page->sheet, LXW_HIDE_ALL_GRIDLINES);
  set_columns (page);
  set_paper (page, paper);
}

void
hecha_page_measure (HechaPage *page)
{
  page->measured = TRUE;
}

void
hecha_page_hide_column (HechaPage *page, guint column)
{
  lxw_row_col_options hidden = { .hidden = TRUE };

  hecha_page_check (page,
                    worksheet_set_column_opt (page->sheet, (lxw_col_t) column,
                                              (lxw_col_t) column, page->widths[column], NULL,
                                              &hidden));
}

/* ---- rows --------------------------------------------------------------- */

void
hecha_page_end_row (HechaPage *page, guint min_lines)
{
  guint lines = MAX (MAX (page->lines, min_lines), 1);
  guint height = lines < MAX_ROW_HEIGHT ? MIN (lines * 14 + 4, MAX_ROW_HEIGHT) : MAX_ROW_HEIGHT;

  hecha_page_check_cell (page, hecha_rows_height (page->rows, page->row, height));
  if (page->measured)
    hecha_page_check (page, worksheet_set_row (page->sheet, page->row, height, NULL));
  page->row++;
  page->lines = 0;
}

void
hecha_page_fold (HechaPage *page, gboolean folded)
{
  lxw_row_col_options options = { .level = 1, .hidden = TRUE };

  hecha_page_check_cell (page, hecha_rows_fold (page->rows, page->row,
                                                folded ? HECHA_ROWS_FOLDED
                                                       : HECHA_ROWS_FOLD_HEAD));
  if (page->has_folds || !folded)
    return;
  /* The library's own sheet tells that there are levels, and their signs
   * above. */
  page->has_folds = TRUE;
  worksheet_outline_settings (page->sheet, TRUE, FALSE, TRUE, FALSE);
  hecha_page_check (page, worksheet_set_row_opt (page->sheet, page->row, LXW_DEF_ROW_HEIGHT,
                                                 NULL, &options));
}

static void
need_lines (HechaPage *page, const char *text, double width)
{
  page->lines = MAX (page->lines, hecha_written_lines (text, width));
}

void
hecha_page_span (HechaPage *page, guint first, guint last, HechaLook look, const char *text)
{
  g_autofree char *clean = hecha_writable_text (text);
  guint style = hecha_pad_style (page->pad, look, FALSE);
  double width = 0;

  if (first < last)
    hecha_page_check (page,
                      worksheet_merge_range (page->sheet, page->row, (lxw_col_t) first,
                                             page->row, (lxw_col_t) last, NULL, NULL));
  for (guint i = first; i <= last; i++)
    {
      width += page->widths[i];
      hecha_page_check_cell (page,
                             i == first && *clean != '\0'
                                 ? hecha_rows_text (page->rows, page->row, i, style, clean)
                                 : hecha_rows_blank (page->rows, page->row, i, style));
    }
  need_lines (page, clean, width);
}

void
hecha_page_title (HechaPage *page, const char *title)
{
  hecha_page_span (page, 0, page->n_printed - 1, HECHA_LOOK_TITLE, title);
  hecha_page_end_row (page, 2);
}

void
hecha_page_line (HechaPage *page, HechaLook look, const char *text)
{
  hecha_page_span (page, 0, page->n_printed - 1, look, text);
  hecha_page_end_row (page, 1);
}

void
hecha_page_linef (HechaPage *page, HechaLook look, const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  hecha_page_line (page, look, text);
}

void
hecha_page_header (HechaPage *page, guint frozen)
{
  for (guint i = 0; i < page->n_columns; i++)
    hecha_page_text_as (page, i,
                        page->columns[i].input ? HECHA_LOOK_HEADER_INPUT : HECHA_LOOK_HEADER,
                        page->columns[i].title);
  page->header_row = page->row;
  hecha_page_end_row (page, 2);
  worksheet_freeze_panes (page->sheet, page->row, (lxw_col_t) frozen);
  hecha_page_check (page,
                    worksheet_repeat_rows (page->sheet, page->header_row, page->header_row));
}

void
hecha_page_subheader (HechaPage *page, const char *const *titles, guint n)
{
  for (guint i = 0; i < n; i++)
    hecha_page_text_as (page, i, HECHA_LOOK_HEADER, titles[i]);
  hecha_page_end_row (page, 1);
}

void
hecha_page_filter (HechaPage *page)
{
  guint32 last = page->row > 0 ? page->row - 1 : 0;

  if (page->header_row != G_MAXUINT32 && last > page->header_row)
    hecha_page_check (page,
                      worksheet_autofilter (page->sheet, page->header_row, 0, last,
                                            (lxw_col_t) (page->n_columns - 1)));
  if (page->n_printed < page->n_columns)
    hecha_page_print_to_here (page);
}

void
hecha_page_break (HechaPage *page)
{
  if (page->row == 0 || page->n_breaks + 1 >= G_N_ELEMENTS (page->breaks))
    return;
  page->breaks[page->n_breaks++] = page->row;
  hecha_page_check (page, worksheet_set_h_pagebreaks (page->sheet, page->breaks));
}

void
hecha_page_print_to_here (HechaPage *page)
{
  hecha_page_check (page, worksheet_print_area (page->sheet, 0, 0, MAX (page->row, 2) - 1,
                                                (lxw_col_t) (page->n_printed - 1)));
}

/* ---- cells --------------------------------------------------------------- */

void
hecha_page_text_as (HechaPage *page, guint column, HechaLook look, const char *text)
{
  g_autofree char *clean = NULL;
  guint style;

  if (text == NULL || *text == '\0')
    {
      style = hecha_pad_style (page->pad, look, FALSE);
      hecha_page_check_cell (page, hecha_rows_blank (page->rows, page->row, column, style));
      return;
    }
  clean = hecha_writable_text (text);
  style = hecha_pad_style (page->pad, look, hecha_written_is_risky (clean));
  hecha_page_check_cell (page, hecha_rows_text (page->rows, page->row, column, style, clean));
  if (look != HECHA_LOOK_HEADER_UPRIGHT)
    need_lines (page, clean, page->widths[column]);
}

void
hecha_page_text (HechaPage *page, guint column, const char *text)
{
  hecha_page_text_as (page, column, page->columns[column].look, text);
}

void
hecha_page_textf (HechaPage *page, guint column, const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  hecha_page_text (page, column, text);
}

void
hecha_page_number (HechaPage *page, guint column, HechaLook look, double number)
{
  if (!isfinite (number))
    hecha_page_text_as (page, column, look, NULL);
  else
    hecha_page_check_cell (page,
                           hecha_rows_number (page->rows, page->row, column,
                                              hecha_pad_style (page->pad, look, FALSE), number));
}

void
hecha_page_amount (HechaPage *page, guint column, HechaLook look, gint64 fen)
{
  if (fen == HECHA_NO_AMOUNT)
    hecha_page_text_as (page, column, look, NULL);
  else
    hecha_page_check_cell (page,
                           hecha_rows_amount (page->rows, page->row, column,
                                              hecha_pad_style (page->pad, look, FALSE), fen));
}

/* Day 0 is 1970-01-01, which is 25569 in the 1900 system. */
void
hecha_page_day (HechaPage *page, guint column, HechaLook look, gint32 day)
{
  if (day == HECHA_DAY_NONE || day < -25508)
    hecha_page_text_as (page, column, look, NULL);
  else
    hecha_page_number (page, column, look, (double) day + 25569.0);
}

void
hecha_page_day_text (HechaPage *page, guint column, HechaLook look, const char *text)
{
  gint32 day;

  if (text != NULL && hecha_day_parse (text, &day))
    hecha_page_day (page, column, look, day);
  else
    hecha_page_text_as (page, column, look, text);
}

void
hecha_page_formula (HechaPage *page, guint column, HechaLook look, const char *formula,
                    double value)
{
  hecha_page_check_cell (page,
                         hecha_rows_formula (page->rows, page->row, column,
                                             hecha_pad_style (page->pad, look, FALSE), formula,
                                             isfinite (value) ? value : 0));
}

void
hecha_page_link (HechaPage *page, guint column, const char *text, const char *target)
{
  if (target != NULL && page->n_links < MAX_LINKS
      && g_utf8_strlen (target, -1) < 2000)
    {
      hecha_rows_link (page->rows, page->row, column, target);
      page->n_links++;
      hecha_page_text_as (page, column, HECHA_LOOK_LINK, text);
    }
  else
    hecha_page_text_as (page, column, HECHA_LOOK_TEXT, text);
}

char *
hecha_page_letters (guint column)
{
  char address[HECHA_ADDRESS_SIZE];

  hecha_address (0, column, address);
  return g_strndup (address, strlen (address) - 1);
}

/* ---- input helps ---------------------------------------------------------- */

void
hecha_page_dropdown (HechaPage *page, guint column, guint32 first, guint32 last,
                     const char *const *choices)
{
  lxw_data_validation validation = { 0 };

  if (last < first)
    return;
  validation.validate = LXW_VALIDATION_TYPE_LIST;
  validation.value_list = (void *) choices;   /* libxlsxwriter 1.2 made it const */
  validation.ignore_blank = LXW_VALIDATION_ON;
  validation.error_title = "请从下拉列表中选择";
  validation.error_message = "此处只能填写下拉列表中的内容。";
  hecha_page_check (page, worksheet_data_validation_range (page->sheet, first,
                                                           (lxw_col_t) column, last,
                                                           (lxw_col_t) column, &validation));
}

void
hecha_page_dates_only (HechaPage *page, guint column, guint32 first, guint32 last)
{
  lxw_data_validation validation = { 0 };

  if (last < first)
    return;
  validation.validate = LXW_VALIDATION_TYPE_DATE;
  validation.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN;
  validation.value_datetime = (lxw_datetime){ .year = 2000, .month = 1, .day = 1 };
  validation.ignore_blank = LXW_VALIDATION_ON;
  validation.error_title = "请填写日期";
  validation.error_message = "请按 2024-07-03 的样式填写日期。";
  hecha_page_check (page, worksheet_data_validation_range (page->sheet, first,
                                                           (lxw_col_t) column, last,
                                                           (lxw_col_t) column, &validation));
}
