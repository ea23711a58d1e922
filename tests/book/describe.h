/* A cell in words, so that tests can be tables:
 *
 *   ""            no cell, or a blank one
 *   "'你好"       text
 *   "45476 date"  a number and what its format makes of it (nothing for
 *                 General and ordinary numbers)
 *   "TRUE"        "!#REF!" an error, "?" not calculated
 *   "=..."        a formula's result
 */
#ifndef TESTS_BOOK_DESCRIBE_H
#define TESTS_BOOK_DESCRIBE_H

#include <hecha/book.h>

static inline char *
describe_number (const HechaCell *cell)
{
  static const char *const formats[] = { "", "", " percent", " date", " datetime", " time",
                                         " duration", " text" };
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strconcat (g_ascii_formatd (digits, sizeof digits, "%.15g", cell->number),
                      formats[cell->format],
                      cell->flags & HECHA_CELL_MONTH_ONLY ? " month" : "",
                      cell->flags & HECHA_CELL_YEAR_ONLY ? " year" : "", NULL);
}

static inline char *
describe_value (const HechaCell *cell)
{
  switch (cell->type)
    {
    case HECHA_CELL_NUMBER:
      return describe_number (cell);
    case HECHA_CELL_TEXT:
      return g_strconcat ("'", cell->text, NULL);
    case HECHA_CELL_BOOLEAN:
      return g_strdup (cell->number != 0 ? "TRUE" : "FALSE");
    case HECHA_CELL_ERROR:
      return g_strconcat ("!", cell->text, NULL);
    case HECHA_CELL_UNCALCULATED:
      return g_strdup ("?");
    default:
      return g_strdup ("");
    }
}

/* Free with g_free(). */
static inline char *
describe_cell (const HechaCell *cell)
{
  g_autofree char *value = cell != NULL ? describe_value (cell) : g_strdup ("");

  return g_strconcat (cell != NULL && cell->flags & HECHA_CELL_FORMULA ? "=" : "", value, NULL);
}

#endif
