/* ledger/value.h - how fields differ in what a cell's words mean to them;
 * private to room ledger.  hecha_value_read() is in hecha/ledger.h. */
#ifndef HECHA_LEDGER_VALUE_H
#define HECHA_LEDGER_VALUE_H

#include <hecha/ledger.h>

/* Each fills state, flags, low, high and step of DATUM (all else is set) from
 * text that is not blank, folded (ledger/fold.h) and no bare word such as 无
 * or 待定 (ledger/words.h). */
void hecha_value_date_text (HechaField field, const char *folded,
                            const HechaValueContext *context, HechaDatum *datum);
void hecha_value_amount_text (HechaField field, const char *folded,
                              const HechaValueContext *context, HechaDatum *datum);
void hecha_value_year_text (const char *folded, HechaDatum *datum);
/* Here bare words too. */
void hecha_value_yesno_text (HechaField field, const char *folded, HechaDatum *datum);

/* The same for number cells. */
void hecha_value_amount_number (HechaField field, const HechaCell *cell, const char *format_code,
                                const HechaValueContext *context, HechaDatum *datum);
void hecha_value_date_number (const HechaCell *cell, const HechaValueContext *context,
                              HechaDatum *datum);
void hecha_value_year_number (const HechaCell *cell, const HechaValueContext *context,
                              HechaDatum *datum);

/* What the clerk sees of a number cell, near enough to recognise it; returns
 * the length.  BUFFER holds 64 bytes. */
gsize hecha_value_display (const HechaCell *cell, const HechaValueContext *context, char *buffer);

/* An amount that was read: a value where the field can have such a one. */
void hecha_value_amount_set (HechaField field, gint64 fen, gint64 step, gboolean rounded,
                             HechaDatum *datum);

#endif
