/* Rows that stand a column beside their headers: a cell was inserted or
 * deleted while the table was typed.  Told by the looks of the values: where
 * one shift alone explains all of them, the row is read so; what two shifts
 * explain differently is 存疑, for no value may be silently wrong. */
#include <string.h>

#include "ledger/column_evidence.h"
#include "ledger/row_reader.h"

#define SURE 2               /* misfits that a shift may mend; one alone may be a slip */
#define MANY 4               /* that make all of it doubtful, if nothing explains them */
#define HITS 3               /* values that must fit a shift surely */
#define MAX_COLUMNS 128u
#define MAX_SHIFTS 16u

/* ---- what a column holds ---------------------------------------------------- */

typedef enum
{
  HOLDS_ANY,
  HOLDS_DATE,
  HOLDS_AMOUNT,
  HOLDS_FLAG,
  HOLDS_YEAR,
  HOLDS_SERIAL,
  HOLDS_CODE,
  HOLDS_NAME,
  HOLDS_THING      /* a unit, a firm, a person: never a number */
} Holds;

static Holds
holds (const HechaReading *reading)
{
  if (reading->serial)
    return HOLDS_SERIAL;
  switch (reading->field)
    {
    case HECHA_FIELD_NONE:
      return HOLDS_ANY;
    case HECHA_FIELD_CODE:
      return HOLDS_CODE;
    case HECHA_FIELD_NAME:
      return HOLDS_NAME;
    case HECHA_FIELD_UNIT:
    case HECHA_FIELD_CONTRACTOR:
    case HECHA_FIELD_SUPERVISOR:
    case HECHA_FIELD_RESPONSIBLE:
    case HECHA_FIELD_IMPLEMENTER:
    case HECHA_FIELD_PROCUREMENT_METHOD:
    case HECHA_FIELD_BUILD_TYPE:
    case HECHA_FIELD_NATURE:
    case HECHA_FIELD_STATUS:
    case HECHA_FIELD_CONTENT:
      return HOLDS_THING;
    default:
      break;
    }
  switch (hecha_field_type (reading->field))
    {
    case HECHA_TYPE_DATE:
      return HOLDS_DATE;
    case HECHA_TYPE_AMOUNT:
      return HOLDS_AMOUNT;
    case HECHA_TYPE_YESNO:
      return HOLDS_FLAG;
    case HECHA_TYPE_NUMBER:
      return HOLDS_YEAR;
    case HECHA_TYPE_TEXT:
    default:
      return HOLDS_ANY;
    }
}

/* ---- how a cell fits ---------------------------------------------------------- */

/* A cell of the row and what it looks like. */
typedef struct
{
  const HechaCell *cell;
  HechaLooks looks;
  gboolean in_words;      /* 已于…, 待审计: words that any field may hold */
  gboolean as_code;       /* letters and digits, no Chinese */
} Seen;

static gboolean
number_is_date (const HechaCell *cell)
{
  return cell->type == HECHA_CELL_NUMBER && cell->number >= 30000 && cell->number <= 60000
         && cell->number == (int) cell->number;
}

static void
see (const HechaCell *cell, Seen *seen)
{
  static const char *const words[] = { "已", "未", "待", "拟", "无", "不", "暂", "正在", "约", "见", "同上",
                                       "计划", "预计", "尚", "免", "按", "由", "详", NULL };
  const char *text = hecha_cell_text (cell);

  *seen = (Seen) { .cell = cell, .looks = hecha_cell_looks (cell) };
  for (guint i = 0; text != NULL && words[i] != NULL; i++)
    seen->in_words |= g_str_has_prefix (text, words[i]);
  seen->as_code = text != NULL && strpbrk (text, "0123456789") != NULL
                  && (guint8) *text < 128 && g_utf8_strlen (text, -1) == (glong) strlen (text);
}

/* 1 surely of the column, 0 cannot be told, -1 surely not. */
static int
fit_date (const Seen *seen)
{
  if (seen->looks == HECHA_LOOKS_DATE)
    return 1;
  if (seen->looks == HECHA_LOOKS_NUMBER)
    return number_is_date (seen->cell) || seen->cell->type == HECHA_CELL_TEXT ? 0 : -1;
  return -1;
}

static int
fit_amount (const Seen *seen)
{
  const char *text = hecha_cell_text (seen->cell);
  const char *point = text != NULL ? strchr (text, '.') : NULL;

  if (seen->looks == HECHA_LOOKS_NUMBER)
    return 1;
  /* 1250.75 looks like a month of the year 1250. */
  return seen->looks == HECHA_LOOKS_DATE && point != NULL && strpbrk (point + 1, "./-") == NULL
                 && strstr (text, "年") == NULL
             ? 0
             : -1;
}

static int
fit_year (const Seen *seen)
{
  double number = seen->cell->type == HECHA_CELL_NUMBER ? seen->cell->number : -1;

  if (number >= 1990 && number <= 2100)
    return 1;
  return seen->looks == HECHA_LOOKS_TEXT || seen->looks == HECHA_LOOKS_NUMBER
             ? -1
             : 0;
}

static int
fit_serial (const Seen *seen)
{
  const char *text = hecha_cell_text (seen->cell);

  if (seen->looks == HECHA_LOOKS_NUMBER)
    return 1;
  if (seen->looks == HECHA_LOOKS_DATE)
    return -1;
  return text == NULL || g_ascii_isdigit (*text) || hecha_is_chinese_number (text) ? 0 : -1;
}

static int
fit (Holds column, const Seen *seen)
{
  if (seen->looks == HECHA_LOOKS_BLANK || seen->looks == HECHA_LOOKS_BROKEN || seen->in_words)
    return 0;
  if (seen->looks == HECHA_LOOKS_FLAG)
    return column == HOLDS_FLAG;
  switch (column)
    {
    case HOLDS_DATE:
      return fit_date (seen);
    case HOLDS_AMOUNT:
      return fit_amount (seen);
    case HOLDS_YEAR:
      return fit_year (seen);
    case HOLDS_FLAG:
      return seen->looks == HECHA_LOOKS_TEXT ? 0 : -1;
    case HOLDS_SERIAL:
      return fit_serial (seen);
    case HOLDS_CODE:
      return seen->as_code ? 1 : seen->looks == HECHA_LOOKS_TEXT ? -1 : 0;
    case HOLDS_NAME:
      return seen->looks == HECHA_LOOKS_TEXT && !seen->as_code ? 1 : -1;
    case HOLDS_THING:
      return seen->looks == HECHA_LOOKS_TEXT ? 1 : -1;
    case HOLDS_ANY:
    default:
      return 0;
    }
}

/* ---- one row -------------------------------------------------------------------- */

typedef struct
{
  HechaRowReader *rows;
  guint32 first;                 /* the column of SEEN[0], one left of the header */
  guint n;                       /* columns from there to one right of the header */
  Seen seen[MAX_COLUMNS];
  const HechaReading *at[MAX_COLUMNS];   /* whose header stands there, or NULL */
} Strip;

static gboolean
lay_out (HechaRowReader *rows, const HechaLine *row, Strip *strip)
{
  const HechaRange *header = &rows->head->header;
  guint32 n;
  const HechaCell *cells = hecha_grid_row_cells (rows->reader->grid, row->index, &n);

  strip->rows = rows;
  /* A column left of A is there and always blank. */
  strip->first = header->first_column - 1;
  strip->n = header->last_column - header->first_column + 3;
  if (strip->n > MAX_COLUMNS)
    return FALSE;
  memset (strip->seen, 0, sizeof strip->seen);
  memset (strip->at, 0, sizeof strip->at);
  for (guint i = 0; i < n; i++)
    {
      guint32 place = cells[i].column - strip->first;

      if (place < strip->n)
        see (&cells[i], &strip->seen[place]);
    }
  for (guint i = 0; i < rows->readings->len; i++)
    {
      const HechaReading *reading = &g_array_index (rows->readings, HechaReading, i);

      if (reading->merge != NULL)
        return FALSE;
      strip->at[reading->column - strip->first] = reading;
    }
  return TRUE;
}

/* A shift: columns from place FROM on have their cells BY columns to the right.
 * Of an inserted cell (1) the blank stands at FROM, of a deleted one (-1) FROM
 * has none. */
typedef struct
{
  guint from;
  int by;
} Shift;

/* The place of the cell that the header at PLACE has under SHIFT, or -1. */
static int
place_under (const Shift *shift, guint place)
{
  if (shift->by == 0 || place < shift->from)
    return (int) place;
  if (shift->by < 0 && place == shift->from)
    return -1;
  return (int) place + shift->by;
}

static guint
count_misfits (const Strip *strip, const Shift *shift, guint *hits)
{
  guint misfits = 0;

  *hits = 0;
  for (guint i = 0; i < strip->n; i++)
    {
      int place = place_under (shift, i);
      int how;

      if (strip->at[i] == NULL || place < 0 || (guint) place >= strip->n)
        continue;
      how = fit (holds (strip->at[i]), &strip->seen[place]);
      misfits += how < 0;
      *hits += how > 0 && i >= shift->from;
    }
  return misfits;
}

/* Whether SHIFT leaves no cell without a header that now has one. */
static gboolean
loses_nothing (const Strip *strip, const Shift *shift)
{
  guint last = strip->n - 1;

  if (shift->by > 0)
    return strip->seen[shift->from].looks == HECHA_LOOKS_BLANK;
  return strip->seen[last].looks == HECHA_LOOKS_BLANK
         && strip->seen[last - 1].looks == HECHA_LOOKS_BLANK;
}

/* All shifts BY one column that explain the row without a misfit, appended to
 * SHIFTS; none unless values enough speak for one of them. */
static guint
find_shifts (const Strip *strip, int by, Shift *shifts, guint max)
{
  guint n = 0;
  gboolean sure = FALSE;

  for (guint from = by < 0 ? 0 : 1; from + 1 < strip->n && n < max; from++)
    {
      Shift shift = { from, by };
      guint hits;

      if (!loses_nothing (strip, &shift) || count_misfits (strip, &shift, &hits) > 0)
        continue;
      sure |= hits >= HITS;
      shifts[n++] = shift;
    }
  return sure ? n : 0;
}

static const HechaCell *
cell_under (const Strip *strip, const Shift *shift, guint place)
{
  int at = place_under (shift, place);

  return at >= 0 && (guint) at < strip->n ? strip->seen[at].cell : NULL;
}

static void
take_shift (const Strip *strip, const Shift *shifts, guint n, guint place,
            HechaReading *reading)
{
  const HechaCell *first = cell_under (strip, &shifts[0], place);
  const HechaCell *full = first;
  int at = place_under (&shifts[0], place);

  for (guint i = 1; i < n; i++)
    {
      const HechaCell *cell = cell_under (strip, &shifts[i], place);

      if (cell == first)
        continue;
      reading->doubtful = TRUE;
      if (!hecha_cell_has_content (full))
        {
          full = cell;
          at = place_under (&shifts[i], place);
        }
    }
  /* A cell that was deleted is not known to have been blank. */
  reading->doubtful = at < 0 || (reading->doubtful && hecha_cell_has_content (full));
  reading->own = full;
  reading->offset = at >= 0 && (guint) at < strip->n ? at - (int) place : 0;
}

/* Whether what reading the row came to gives cause to look closer. */
static gboolean
is_suspect (const HechaRowReader *rows, const HechaDatum *data)
{
  for (guint i = 0; i < rows->readings->len; i++)
    {
      const HechaReading *reading = &g_array_index (rows->readings, HechaReading, i);
      Seen seen;

      if (reading->own == NULL || reading->field == HECHA_FIELD_NONE
          || (hecha_field_type (reading->field) != HECHA_TYPE_TEXT
                  ? data[reading->slot].state != HECHA_STATE_DOUBTFUL
                  : reading->own->type != HECHA_CELL_NUMBER))
        continue;
      see (reading->own, &seen);
      if (fit (holds (reading), &seen) < 0)
        return TRUE;
    }
  return FALSE;
}

static void
doubt_all (HechaRowReader *rows)
{
  for (guint i = 0; i < rows->readings->len; i++)
    {
      HechaReading *reading = &g_array_index (rows->readings, HechaReading, i);

      reading->doubtful = reading->field != HECHA_FIELD_NAME && reading->field != HECHA_FIELD_CODE;
    }
}

gboolean
hecha_row_realign (HechaRowReader *rows, const HechaLine *row, const HechaDatum *data)
{
  Strip strip;
  Shift none = { 0, 0 }, shifts[2 * MAX_SHIFTS + 1];
  guint misfits, hits, n;

  if (!is_suspect (rows, data) || rows->reader->grid->turned != NULL
      || !lay_out (rows, row, &strip))
    return FALSE;
  misfits = count_misfits (&strip, &none, &hits);
  if (misfits == 0)
    return FALSE;
  n = find_shifts (&strip, -1, shifts, MAX_SHIFTS);
  n += find_shifts (&strip, 1, shifts + n, MAX_SHIFTS);
  if (n == 0 && (misfits < MANY || misfits < hits))
    return FALSE;
  /* A date typed for an amount is a misfit too: then the row may be straight. */
  if (n > 0 && misfits < SURE && !rows->shifted)
    shifts[n++] = none;
  if (n == 0)
    doubt_all (rows);
  for (guint i = 0; n > 0 && i < rows->readings->len; i++)
    {
      HechaReading *reading = &g_array_index (rows->readings, HechaReading, i);

      take_shift (&strip, shifts, n, reading->column - strip.first, reading);
    }
  rows->shifted |= misfits >= SURE;
  hecha_row_note (rows, n > 0 ? HECHA_NOTE_SHIFTED : HECHA_NOTE_MISFIT, row->row);
  return TRUE;
}

void
hecha_row_straighten (HechaRowReader *rows)
{
  for (guint i = 0; i < rows->readings->len; i++)
    {
      HechaReading *reading = &g_array_index (rows->readings, HechaReading, i);

      reading->offset = 0;
      reading->doubtful = FALSE;
    }
}
