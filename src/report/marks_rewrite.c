#include "report/marks_rewrite.h"

#include <string.h>
#include <xlsxwriter.h>

#include "report/written.h"

static const lxw_color_t level_fills[HECHA_N_OUTCOMES] = {
  [HECHA_OUTCOME_HINT] = 0xDDEBF8,
  [HECHA_OUTCOME_SUSPECT] = 0xFFEB9D,
  [HECHA_OUTCOME_VIOLATION] = 0xFFC7CF,
};

typedef struct
{
  HechaBook *book;
  lxw_workbook *workbook;
  const HechaMarkJob *job;
  GHashTable *formats;      /* style * 16 + level -> lxw_format */
  lxw_error failed;
} Rewrite;

static void
note (Rewrite *rewrite, lxw_error code)
{
  if (code != LXW_NO_ERROR && rewrite->failed == LXW_NO_ERROR)
    rewrite->failed = code;
}

static lxw_format *
format_of (Rewrite *rewrite, guint style, guint8 level)
{
  gpointer key = GUINT_TO_POINTER (style * 16 + level);
  lxw_format *format = g_hash_table_lookup (rewrite->formats, key);
  const char *code = hecha_book_format_code (rewrite->book, style);

  if (format != NULL)
    return format;
  format = workbook_add_format (rewrite->workbook);
  if (strcmp (code, "General") != 0 && strlen (code) < LXW_FORMAT_FIELD_LEN)
    format_set_num_format (format, code);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  if (level != 0)
    {
      format_set_pattern (format, LXW_PATTERN_SOLID);
      format_set_bg_color (format, level_fills[level]);
    }
  g_hash_table_insert (rewrite->formats, key, format);
  return format;
}

static void
write_cell (Rewrite *rewrite, lxw_worksheet *sheet, guint32 row, const HechaCell *cell,
            guint8 level)
{
  lxw_format *format = format_of (rewrite, cell->style, level);
  g_autofree char *text = NULL;

  switch (cell->type)
    {
    case HECHA_CELL_NUMBER:
      note (rewrite, worksheet_write_number (sheet, row, cell->column, cell->number, format));
      break;
    case HECHA_CELL_BOOLEAN:
      note (rewrite,
            worksheet_write_boolean (sheet, row, cell->column, cell->number != 0, format));
      break;
    case HECHA_CELL_TEXT:
    case HECHA_CELL_ERROR:
      text = hecha_writable_text (cell->text);
      note (rewrite, worksheet_write_string (sheet, row, cell->column, text, format));
      break;
    default:
      note (rewrite, worksheet_write_blank (sheet, row, cell->column, format));
      break;
    }
}

static const HechaMark *
mark_on (const HechaMarkJob *job, guint sheet, guint32 row, guint32 column)
{
  guint low = 0, high = job->n_marks;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const HechaMark *mark = &job->marks[middle];

      if (mark->sheet_index < sheet
          || (mark->sheet_index == sheet
              && (mark->row < row || (mark->row == row && mark->column < column))))
        low = middle + 1;
      else
        high = middle;
    }
  if (low < job->n_marks && job->marks[low].sheet_index == sheet && job->marks[low].row == row
      && job->marks[low].column == column)
    return &job->marks[low];
  return NULL;
}

static void
write_merges (Rewrite *rewrite, lxw_worksheet *sheet, const HechaSheet *source, guint index)
{
  for (guint i = 0; i < source->merges->len; i++)
    {
      const HechaRange *range = &g_array_index (source->merges, HechaRange, i);
      const HechaCell *cell
          = hecha_sheet_cell (source, range->first_row, range->first_column);
      const HechaMark *mark
          = mark_on (rewrite->job, index, range->first_row, range->first_column);

      if (range->first_row == range->last_row && range->first_column == range->last_column)
        continue;
      /* Overlapping ranges are refused by the library; the first one stands. */
      worksheet_merge_range (sheet, range->first_row, (lxw_col_t) range->first_column,
                             range->last_row, (lxw_col_t) range->last_column, "",
                             format_of (rewrite, cell != NULL ? cell->style : 0,
                                        mark != NULL ? mark->level : 0));
    }
}

static void
write_layout (lxw_worksheet *sheet, const HechaSheet *source)
{
  for (guint i = 0; i < source->column_widths->len; i++)
    {
      double width = g_array_index (source->column_widths, double, i);
      lxw_row_col_options hidden = { .hidden = hecha_sheet_column_hidden (source, i) };

      if (width >= 0 && width <= 255)
        worksheet_set_column_opt (sheet, (lxw_col_t) i, (lxw_col_t) i, width, NULL, &hidden);
      else if (hidden.hidden)
        worksheet_set_column_opt (sheet, (lxw_col_t) i, (lxw_col_t) i, LXW_DEF_COL_WIDTH, NULL,
                                  &hidden);
    }
  for (guint i = 0; i < source->rows->len; i++)
    {
      const HechaRow *row = &g_array_index (source->rows, HechaRow, i);
      lxw_row_col_options hidden = { .hidden = 1 };

      if (row->hidden)
        worksheet_set_row_opt (sheet, row->row, LXW_DEF_ROW_HEIGHT, NULL, &hidden);
    }
}

static void
write_marks (Rewrite *rewrite, lxw_worksheet *sheet, const HechaSheet *source, guint index)
{
  lxw_comment_options options = { .author = (char *) "hecha 核查", .x_scale = 2.2, .y_scale = 2 };

  for (guint i = 0; i < rewrite->job->n_marks; i++)
    {
      const HechaMark *mark = &rewrite->job->marks[i];
      g_autofree char *text = NULL;

      if (mark->sheet_index != index)
        continue;
      if (hecha_sheet_cell (source, mark->row, mark->column) == NULL)
        note (rewrite, worksheet_write_blank (sheet, mark->row, (lxw_col_t) mark->column,
                                              format_of (rewrite, 0, mark->level)));
      text = hecha_writable_text (mark->comment);
      note (rewrite, worksheet_write_comment_opt (sheet, mark->row, (lxw_col_t) mark->column,
                                                  text, &options));
    }
}

static lxw_worksheet *
add_sheet (Rewrite *rewrite, const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  lxw_worksheet *sheet;

  if (*valid == '\0' || workbook_validate_sheet_name (rewrite->workbook, valid) != LXW_NO_ERROR)
    {
      /* A text file has no name for its sheet; odd names become "表". */
      g_free (valid);
      valid = g_strdup ("数据");
      for (guint turn = 2;
           workbook_validate_sheet_name (rewrite->workbook, valid) != LXW_NO_ERROR; turn++)
        {
          g_free (valid);
          valid = g_strdup_printf ("数据%u", turn);
        }
    }
  sheet = workbook_add_worksheet (rewrite->workbook, valid);
  if (sheet == NULL)
    note (rewrite, LXW_ERROR_SHEETNAME_ALREADY_USED);
  return sheet;
}

enum { NARROWEST = 8, WIDEST = 40, MAX_FITTED = 256 };

/* A text file has no widths of its own: wide enough for what stands in the
 * column, a title alone in its row aside. */
static void
fit_columns (lxw_worksheet *sheet, const HechaSheet *source)
{
  double widths[MAX_FITTED] = { 0 };

  for (guint i = 0; i < source->rows->len; i++)
    {
      const HechaRow *row = &g_array_index (source->rows, HechaRow, i);

      for (guint j = 0; row->n_cells > 1 && j < row->n_cells; j++)
        {
          const HechaCell *cell = &g_array_index (source->cells, HechaCell, row->first_cell + j);

          if (cell->column < MAX_FITTED && cell->type == HECHA_CELL_TEXT)
            widths[cell->column] = MAX (widths[cell->column], hecha_written_width (cell->text) + 2);
        }
    }
  for (guint i = 0; i < MAX_FITTED; i++)
    if (widths[i] > 0)
      worksheet_set_column (sheet, (lxw_col_t) i, (lxw_col_t) i,
                            CLAMP (widths[i], NARROWEST, WIDEST), NULL);
}

static gboolean
rewrite_sheet (Rewrite *rewrite, guint index, GError **error)
{
  const HechaSheetInfo *info = hecha_book_sheet_info (rewrite->book, index);
  lxw_worksheet *sheet = add_sheet (rewrite, info->name);
  g_autoptr (HechaSheet) source = NULL;

  if (sheet == NULL || !info->is_worksheet)
    return sheet != NULL;
  source = hecha_book_load_sheet (rewrite->book, index, error);
  if (source == NULL)
    return FALSE;
  write_layout (sheet, source);
  if (hecha_book_kind (rewrite->book) == HECHA_KIND_TEXT)
    fit_columns (sheet, source);
  write_merges (rewrite, sheet, source, index);
  for (guint i = 0; i < source->rows->len; i++)
    {
      const HechaRow *row = &g_array_index (source->rows, HechaRow, i);

      for (guint j = 0; j < row->n_cells; j++)
        {
          const HechaCell *cell = &g_array_index (source->cells, HechaCell, row->first_cell + j);
          const HechaMark *mark = mark_on (rewrite->job, index, row->row, cell->column);

          write_cell (rewrite, sheet, row->row, cell, mark != NULL ? mark->level : 0);
        }
    }
  write_marks (rewrite, sheet, source, index);
  if (info->visibility != HECHA_SHEET_VISIBLE && index > 0)
    worksheet_hide (sheet);
  return TRUE;
}

/* ---- 核查结果 ------------------------------------------------------------------- */

enum { PLACE = 6, N_COLUMNS = 8 };

static void
put (Rewrite *rewrite, lxw_worksheet *sheet, guint32 row, guint column, const char *text,
     lxw_format *format)
{
  g_autofree char *written = hecha_writable_text (text);

  note (rewrite, worksheet_write_string (sheet, row, (lxw_col_t) column, written, format));
}

static lxw_format *
bordered (Rewrite *rewrite, lxw_color_t fill, gboolean bold)
{
  lxw_format *format = workbook_add_format (rewrite->workbook);

  format_set_border (format, LXW_BORDER_THIN);
  format_set_border_color (format, 0xBFBFBF);
  format_set_text_wrap (format);
  format_set_font_size (format, 10);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  if (bold)
    format_set_bold (format);
  if (fill != 0)
    {
      format_set_pattern (format, LXW_PATTERN_SOLID);
      format_set_bg_color (format, fill);
    }
  return format;
}

static void
put_link (Rewrite *rewrite, lxw_worksheet *sheet, guint32 row, const HechaMarkLine *line,
          lxw_format *format)
{
  const char *name = hecha_book_sheet_info (rewrite->book, line->sheet_index)->name;
  lxw_worksheet *target = NULL;
  char address[HECHA_ADDRESS_SIZE];
  g_autofree char *url = NULL, *shown = NULL;
  guint index = 0;

  STAILQ_FOREACH (target, rewrite->workbook->worksheets, list_pointers)
    if (index++ == line->sheet_index)
      break;
  hecha_address (line->row, line->column, address);
  if (target != NULL)
    name = target->name;
  shown = g_strdup_printf ("%s › %s", name, address);
  url = g_strdup_printf ("internal:'%s'!%s", name, address);
  if (row < 65000 && strchr (name, '\'') == NULL)
    note (rewrite, worksheet_write_url_opt (sheet, row, PLACE, url, format, shown, NULL));
  else
    put (rewrite, sheet, row, PLACE, shown, format);
}

static void
write_result (Rewrite *rewrite)
{
  static const struct
  {
    const char *title;
    double width;
  } columns[N_COLUMNS] = { { "级别", 8 },   { "编号", 18 }, { "项目", 28 }, { "问题", 24 },
                           { "台账反映的事实", 52 }, { "条款", 12 }, { "位置", 22 },
                           { "怎么办", 40 } };
  lxw_worksheet *sheet = add_sheet (rewrite, "核查结果");
  lxw_format *text = bordered (rewrite, 0, FALSE), *head = bordered (rewrite, 0xD9E1F2, TRUE);
  lxw_format *title = workbook_add_format (rewrite->workbook);

  if (sheet == NULL)
    return;
  format_set_bold (title);
  format_set_font_size (title, 14);
  put (rewrite, sheet, 0, 0,
       rewrite->job->n_lines > 0 ? "核查结果" : "核查结果：没有发现问题", title);
  put (rewrite, sheet, 1, 0, rewrite->job->heading, NULL);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      worksheet_set_column (sheet, (lxw_col_t) i, (lxw_col_t) i, columns[i].width, NULL);
      put (rewrite, sheet, 2, i, columns[i].title, head);
    }
  for (guint i = 0; i < rewrite->job->n_lines && i < HECHA_MAX_ROWS - 10; i++)
    {
      const HechaMarkLine *line = &rewrite->job->lines[i];
      const char *texts[N_COLUMNS]
          = { hecha_outcome_name ((HechaOutcome) line->level), line->number, line->project,
              line->rule_name, line->message, line->article, NULL, line->remedy };
      guint lines = 1;

      for (guint j = 0; j < N_COLUMNS; j++)
        if (texts[j] != NULL)
          {
            put (rewrite, sheet, i + 3, j, texts[j],
                 j == 0 ? bordered (rewrite, level_fills[line->level], TRUE) : text);
            lines = MAX (lines, hecha_written_lines (texts[j], columns[j].width));
          }
      put_link (rewrite, sheet, i + 3, line, text);
      worksheet_set_row (sheet, i + 3, MIN (lines * 14 + 4, 400), NULL);
    }
  worksheet_freeze_panes (sheet, 3, 0);
  worksheet_set_landscape (sheet);
  worksheet_set_paper (sheet, 9);
  worksheet_fit_to_pages (sheet, 1, 0);
  worksheet_repeat_rows (sheet, 2, 2);
}

gboolean
hecha_marks_rewrite (const char *source, const char *dest, const HechaMarkJob *job,
                     GError **error)
{
  g_autoptr (HechaBook) book = hecha_book_open (source, NULL, error);
  lxw_doc_properties properties = { .created = 1 };   /* no clock in core.xml */
  Rewrite rewrite = { .book = book, .job = job };
  gboolean ok = TRUE;
  lxw_error closed;

  if (book == NULL)
    return FALSE;
  rewrite.workbook = workbook_new (dest);
  rewrite.formats = g_hash_table_new (NULL, NULL);
  workbook_set_properties (rewrite.workbook, &properties);
  workbook_set_custom_property_string (rewrite.workbook, "hecha-source-sha256",
                                       job->source_sha256);
  for (guint i = 0; ok && i < hecha_book_n_sheets (book); i++)
    ok = rewrite_sheet (&rewrite, i, error);
  if (ok)
    write_result (&rewrite);
  closed = workbook_close (rewrite.workbook);
  note (&rewrite, closed);
  g_hash_table_unref (rewrite.formats);
  if (ok && rewrite.failed != LXW_NO_ERROR)
    {
      g_set_error (error, HECHA_REPORT_ERROR, HECHA_REPORT_ERROR_WRITE, "标注副本没有写成（%s）",
                   lxw_strerror (rewrite.failed));
      return FALSE;
    }
  return ok;
}
