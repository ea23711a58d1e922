#include "audit/mistake.h"

gboolean
hecha_mistake_set (HechaMistake *mistake, gsize offset, const char *format, ...)
{
  va_list arguments;

  if (mistake->message != NULL)
    return FALSE;
  va_start (arguments, format);
  mistake->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  mistake->offset = offset;
  return FALSE;
}

void
hecha_mistake_clear (HechaMistake *mistake)
{
  g_clear_pointer (&mistake->message, g_free);
}
