/* --double-read: two independent programs read one .xls, and agree. */
#include <math.h>
#include <string.h>

#include "book/freexl.h"

#define MAX_EXAMPLES 3u

typedef struct
{
  HechaBook *book;
  HechaSheet *sheet;      /* ours, of the child's present sheet; NULL: none */
  HechaSecondReading *result;
  GString *examples;
} Comparison;

void
hecha_second_reading_clear (HechaSecondReading *reading)
{
  g_clear_pointer (&reading->note, g_free);
  memset (reading, 0, sizeof *reading);
}

static void
take_sheet (Comparison *comparison, guint32 index)
{
  g_clear_pointer (&comparison->sheet, hecha_sheet_free);
  if (index < hecha_book_n_sheets (comparison->book)
      && hecha_book_sheet_info (comparison->book, index)->is_worksheet)
    comparison->sheet = hecha_book_load_sheet (comparison->book, index, NULL);
}

/* Only what both give as a text or a plain number can be compared: formula
 * results, dates, booleans and errors FreeXL cannot tell. */
static gboolean
is_comparable (const HechaCell *ours, const HechaFreexlCell *theirs)
{
  if (ours == NULL || (ours->flags & HECHA_CELL_FORMULA) != 0)
    return FALSE;
  if (ours->type != HECHA_CELL_TEXT && ours->type != HECHA_CELL_NUMBER)
    return FALSE;
  return theirs->type == HECHA_FREEXL_NUMBER || theirs->type == HECHA_FREEXL_TEXT;
}

static gboolean
is_same (const HechaCell *ours, const HechaFreexlCell *theirs)
{
  if (ours->type == HECHA_CELL_NUMBER)
    return theirs->type == HECHA_FREEXL_NUMBER && ours->number == theirs->number;
  return theirs->type == HECHA_FREEXL_TEXT && strcmp (ours->text, theirs->text) == 0;
}

static gboolean
compare_cell (const HechaFreexlCell *theirs, guint32 sheet, const char *sheet_name,
              gpointer user_data)
{
  Comparison *comparison = user_data;
  const HechaCell *ours;
  char address[HECHA_ADDRESS_SIZE];

  if (theirs == NULL)
    {
      take_sheet (comparison, sheet);
      return TRUE;
    }
  ours = comparison->sheet != NULL
             ? hecha_sheet_cell (comparison->sheet, theirs->row, theirs->column)
             : NULL;
  if (!is_comparable (ours, theirs))
    return TRUE;
  comparison->result->compared++;
  if (is_same (ours, theirs))
    return TRUE;
  if (comparison->result->differing++ < MAX_EXAMPLES)
    g_string_append_printf (comparison->examples, "%s%s!%s",
                            comparison->examples->len > 0 ? "、" : "", comparison->sheet->name,
                            hecha_address (theirs->row, theirs->column, address));
  return TRUE;
}

void
hecha_book_read_twice (HechaBook *book, const char *path, const char *program,
                       HechaSecondReading *result)
{
  Comparison comparison = { book, NULL, result, g_string_new (NULL) };
  g_autofree char *why = NULL;

  memset (result, 0, sizeof *result);
  result->done = hecha_freexl_read (program, path, compare_cell, &comparison, &why);
  if (!result->done)
    {
      result->compared = result->differing = 0;
      result->note = g_strdup_printf ("第二个读取程序（FreeXL）%s，没有比对；不影响核查", why);
    }
  else if (result->differing > 0)
    result->note = g_strdup_printf ("两个读取程序在 %s%s 读得不一样，请打开核对",
                                    comparison.examples->str,
                                    result->differing > MAX_EXAMPLES ? " 等单元格" : "");
  hecha_sheet_free (comparison.sheet);
  g_string_free (comparison.examples, TRUE);
}
