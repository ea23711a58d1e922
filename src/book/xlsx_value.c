/* From what <c> says to a HechaCell. */
#include <string.h>

#include "book/number.h"
#include "book/xlsx_rows.h"

/* ---- ISO dates (t="d") --------------------------------------------------- */

/* The serial number of DAY in the book's date system. */
static double
serial_of_day (gint32 day, gboolean date1904)
{
  gint32 epoch = hecha_day_from_ymd (1904, 1, 1);

  if (date1904)
    return day - epoch;
  /* The 1900 system counts a 29 February 1900 that never was; what lies before
   * the system is a time of day, written with the day 0 of ISO's own. */
  epoch = hecha_day_from_ymd (1899, 12, 30);
  return day - epoch - (day > epoch && day < hecha_day_from_ymd (1900, 3, 1) ? 1 : 0);
}

/* "PT36H30M0.000S" as days: what Strict workbooks have for [h]:mm. */
static gboolean
parse_duration (const char *text, double *days)
{
  static const struct
  {
    char unit;
    double seconds;
  } units[] = { { 'D', 86400 }, { 'H', 3600 }, { 'M', 60 }, { 'S', 1 } };
  gboolean negative = *text == '-';
  double seconds = 0, number;
  guint next = 0;

  text += negative;
  if (*text++ != 'P' || *text == '\0')
    return FALSE;
  while (*text != '\0')
    {
      if (next <= 1 && *text == 'T')
        {
          text++;
          next = 1;
        }
      text = hecha_number_scan (text, &number);
      while (text != NULL && next < G_N_ELEMENTS (units) && units[next].unit != *text)
        next++;
      if (text == NULL || next == G_N_ELEMENTS (units))
        return FALSE;
      seconds += number * units[next++].seconds;
      text++;
    }
  *days = (negative ? -seconds : seconds) / 86400;
  return TRUE;
}

/* One or two digits at *TEXT, which moves behind them; -1 where there are none. */
static int
take_two_digits (const char **text)
{
  int value = -1;

  for (int i = 0; i < 2 && g_ascii_isdigit (**text); i++)
    value = MAX (value, 0) * 10 + (*(*text)++ - '0');
  return value;
}

/* "10:20:30.5" as part of a day; FALSE where it is no time. */
static gboolean
parse_time (const char *text, double *part)
{
  int hour = take_two_digits (&text), minute;
  double second = 0;

  if (*text != ':')
    return FALSE;
  text++;
  minute = take_two_digits (&text);
  if (*text == ':' && (text = hecha_number_scan (text + 1, &second)) == NULL)
    return FALSE;
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second >= 61
      || (*text != '\0' && *text != 'Z'))
    return FALSE;
  *part = (hour * 3600 + minute * 60 + second) / 86400;
  return TRUE;
}

/* "2024-07-03", "2024-07-03T10:20:30", "10:20:30" or "PT10H20M30S" as a serial
 * number. */
static gboolean
parse_iso (const char *text, gboolean date1904, double *serial, HechaFormat *format)
{
  g_autofree char *date = g_strndup (text, 10);
  double part = 0;
  gint32 day;

  if (*text == 'P' || *text == '-')
    {
      *format = HECHA_FORMAT_DURATION;
      return parse_duration (text, serial);
    }
  if (!hecha_day_parse (date, &day))
    {
      *format = HECHA_FORMAT_TIME;
      return parse_time (text, serial);
    }
  *format = HECHA_FORMAT_DATE;
  text += strlen (date);
  if (*text == 'T')
    {
      *format = HECHA_FORMAT_DATETIME;
      if (!parse_time (text + 1, &part))
        return FALSE;
    }
  else if (*text != '\0')
    return FALSE;
  *serial = serial_of_day (day, date1904) + part;
  return TRUE;
}

/* ---- values ----------------------------------------------------------------- */

static gboolean
set_text (HechaXlsxRows *rows, HechaCell *cell, HechaCellType type)
{
  cell->type = (guint8) type;
  cell->text = hecha_sink_text (rows->sink, rows->value->str, rows->value->len, &rows->error);
  return cell->text != NULL;
}

static gboolean
set_shared (HechaXlsxRows *rows, HechaCell *cell)
{
  GPtrArray *strings = rows->xlsx->strings;
  double index;

  if (hecha_number_parse (rows->value->str, &index) && index >= 0 && index < strings->len)
    {
      cell->type = HECHA_CELL_TEXT;
      cell->text = hecha_xlsx_shared_string (rows->book, rows->xlsx, (guint) index, &rows->error);
      return cell->text != NULL;
    }
  /* There is a text that we cannot know: no blank. */
  cell->type = HECHA_CELL_UNCALCULATED;
  rows->n_bad_strings++;
  return TRUE;
}

static gboolean
set_boolean (HechaXlsxRows *rows, HechaCell *cell)
{
  const char *text = rows->value->str;
  gboolean yes = strcmp (text, "1") == 0 || g_ascii_strcasecmp (text, "true") == 0;

  if (!yes && strcmp (text, "0") != 0 && g_ascii_strcasecmp (text, "false") != 0)
    return set_text (rows, cell, HECHA_CELL_TEXT);
  cell->type = HECHA_CELL_BOOLEAN;
  cell->number = yes;
  return TRUE;
}

static gboolean
set_date (HechaXlsxRows *rows, HechaCell *cell)
{
  HechaFormat format;
  double serial;

  g_strstrip (rows->value->str);
  if (!parse_iso (rows->value->str, rows->book->date1904, &serial, &format))
    {
      g_string_set_size (rows->value, strlen (rows->value->str));
      return set_text (rows, cell, HECHA_CELL_TEXT);
    }
  cell->type = HECHA_CELL_NUMBER;
  cell->number = serial;
  if (cell->format < HECHA_FORMAT_DATE || cell->format > HECHA_FORMAT_DURATION)
    cell->format = (guint8) format;
  return TRUE;
}

static gboolean
set_number (HechaXlsxRows *rows, HechaCell *cell)
{
  cell->type = HECHA_CELL_NUMBER;
  return hecha_number_parse (rows->value->str, &cell->number)
         || set_text (rows, cell, HECHA_CELL_TEXT);
}

/* An empty <v> of a formula's string is the cached "", of anything else it is
 * no value. */
static gboolean
has_content (const HechaXlsxRows *rows, const HechaXlsxCell *source)
{
  if (!source->has_value)
    return FALSE;
  return rows->value->len > 0 || source->type == 'f' || source->type == 'i';
}

static gboolean
set_value (HechaXlsxRows *rows, const HechaXlsxCell *source, HechaCell *cell)
{
  if (!has_content (rows, source))
    {
      cell->type = source->formula ? HECHA_CELL_UNCALCULATED : HECHA_CELL_BLANK;
      return TRUE;
    }
  if (source->inlined)
    return set_text (rows, cell, HECHA_CELL_TEXT);
  switch (source->type)
    {
    case 's':
      return set_shared (rows, cell);
    case 'b':
      return set_boolean (rows, cell);
    case 'd':
      return set_date (rows, cell);
    case 'n':
      return set_number (rows, cell);
    case 'e':
      return set_text (rows, cell, HECHA_CELL_ERROR);
    default:
      hecha_xlsx_unescape (rows->value);
      return set_text (rows, cell, HECHA_CELL_TEXT);
    }
}

gboolean
hecha_xlsx_add_cell (HechaXlsxRows *rows, const HechaXlsxCell *source)
{
  const HechaStyle *style = hecha_book_style (rows->book, source->style);
  HechaCell cell = { .column = (guint16) source->column, .format = style->format };

  if (rows->outside || source->column >= HECHA_MAX_COLUMNS || source->row >= HECHA_MAX_ROWS)
    {
      hecha_sink_outside (rows->sink);
      return TRUE;
    }
  cell.style = source->style < rows->book->styles->len ? (guint16) source->style : 0;
  cell.flags = style->flags | (source->formula ? HECHA_CELL_FORMULA : 0);
  if (!set_value (rows, source, &cell))
    return FALSE;
  if (source->row != rows->row)
    return hecha_sink_row (rows->sink, source->row, FALSE, &cell, 1, &rows->error);
  if (rows->n_cells == HECHA_MAX_COLUMNS && !hecha_xlsx_flush_row (rows))
    return FALSE;
  rows->cells[rows->n_cells++] = cell;
  return TRUE;
}
