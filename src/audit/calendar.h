/* The text form of a calendar, for packs that bring holidays of their own. */
#ifndef HECHA_AUDIT_CALENDAR_H
#define HECHA_AUDIT_CALENDAR_H

#include <hecha/audit.h>

/* TEXT is a holidays.csv; PATH is what messages call it.
 * HECHA_AUDIT_ERROR_SYNTAX. */
HechaCalendar *hecha_calendar_parse (const char *path, const char *text, gsize length,
                                     GError **error);
/* The lines that it was read from. */
const char *hecha_calendar_text (const HechaCalendar *calendar);

#endif
