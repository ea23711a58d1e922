/* Cell addresses: the one place where row 16, column 5 becomes "F17". */
#include <hecha/book.h>

char *
hecha_address (guint32 row, guint32 column, char *buffer)
{
  char letters[8], digits[10] = "";
  int n = 0, n_digits = 0;
  guint32 number = MIN (row, HECHA_MAX_ROWS) + 1;

  for (guint64 rest = (guint64) column + 1; rest > 0 && n < 4; rest = (rest - 1) / 26)
    letters[n++] = (char) ('A' + (rest - 1) % 26);
  for (int i = 0; i < n; i++)
    buffer[i] = letters[n - 1 - i];
  /* Every cell of a report and of its records has one: not by a format string. */
  while (number > 0)
    {
      digits[n_digits++] = (char) ('0' + number % 10);
      number /= 10;
    }
  while (n_digits > 0)
    buffer[n++] = digits[--n_digits];
  buffer[n] = '\0';
  return buffer;
}

gboolean
hecha_address_parse (const char *text, guint32 *row, guint32 *column)
{
  guint32 letters = 0, digits = 0;

  if (*text == '$')
    text++;
  for (; g_ascii_isalpha (*text); text++)
    {
      letters = letters * 26 + (guint32) (g_ascii_toupper (*text) - 'A' + 1);
      if (letters > HECHA_MAX_COLUMNS)
        return FALSE;
    }
  if (*text == '$')
    text++;
  for (; g_ascii_isdigit (*text); text++)
    {
      digits = digits * 10 + (guint32) (*text - '0');
      if (digits > HECHA_MAX_ROWS)
        return FALSE;
    }
  if (*text != '\0' || letters == 0 || digits == 0)
    return FALSE;
  *row = digits - 1;
  *column = letters - 1;
  return TRUE;
}
