/* Cell addresses: the one place where row 16, column 5 becomes "F17". */
#include <hecha/book.h>

char *
hecha_address (guint32 row, guint32 column, char *buffer)
{
  char letters[8];
  int n = 0;

  for (guint64 rest = (guint64) column + 1; rest > 0 && n < 4; rest = (rest - 1) / 26)
    letters[n++] = (char) ('A' + (rest - 1) % 26);
  for (int i = 0; i < n; i++)
    buffer[i] = letters[n - 1 - i];
  g_snprintf (buffer + n, (gulong) (HECHA_ADDRESS_SIZE - n), "%" G_GUINT32_FORMAT,
              MIN (row, HECHA_MAX_ROWS) + 1);
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
