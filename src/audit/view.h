/* audit/view.h - one project seen under one choice of everything that the
 * ledger leaves open.
 *
 * RULES.md 2 evaluates a check several times: at both ends of an imprecise
 * date, with each of several conflicting values, at both bounds of a working
 * day beyond the calendar, and a second time with 不涉及 no longer counting
 * as 缺.  A view is one such choice.  Facts and expressions see a project
 * only through a view, so that none of them has to know about choices.
 */
#ifndef HECHA_AUDIT_VIEW_H
#define HECHA_AUDIT_VIEW_H

#include <hecha/audit.h>

#include "audit/value.h"

#define HECHA_MAX_FACTS 64

/* One field under the choice. */
typedef struct
{
  const HechaDatum *datum;   /* NULL: 未提供 */
  gint64 number;             /* value of AMOUNT, YESNO, NUMBER; of DATE the end chosen */
  guint8 state;              /* HechaState; 不涉及 of 变更…, 停用…, 转包分包 stays 不涉及 here */
  guint8 comparable;         /* `number` (or the text) is a value for comparisons: FALSE for
                              * future and unknown dates, and dates that may be future */
} HechaSlot;

typedef struct
{
  const HechaProject *project;
  const HechaCalendar *calendar;
  gint32 as_of;              /* 核查日 */
  gboolean lenient;          /* second reading: 不涉及 is not 缺 */
  gboolean calendar_high;    /* the later bound where the calendar ends */
  int missing_year;          /* set when a working day went beyond the calendar: first year
                              * that is missing; else 0 */
  HechaSlot slots[HECHA_N_FIELDS];
  HechaFieldSet has;         /* 有 is true */
  HechaFieldSet missing;     /* 缺 is true (the reading of `lenient` applied) */
  HechaFieldSet unknown;     /* 有 and 缺 are NULL; 不涉及 under `lenient` is in none of the
                              * three sets: 有 and 缺 are both false */
  HechaFieldSet reluctant;   /* 不涉及, but where that means that nothing happened */
  HechaFieldSet *seen;       /* NULL, or receives every field that is looked at */
  guint8 facts[HECHA_MAX_FACTS];   /* HechaTri + 1 of facts already computed, 0 = not yet */
  gint8 mlps_level;          /* likewise 等级(等保级别) + 2, 1 = NULL; 0 = not yet */
} HechaView;

/* Whoever reads a slot without one of the functions below notes it. */
static inline void
hecha_view_note (const HechaView *view, HechaField field)
{
  if (view->seen != NULL)
    hecha_field_set_add (view->seen, field);
}

/* 有(X), 缺(X) of RULES.md 1, for every type of field, 核查日 and second
 * reading included. */
static inline HechaTri
hecha_view_has (const HechaView *view, HechaField field)
{
  hecha_view_note (view, field);
  return hecha_field_set_has (&view->has, field)       ? HECHA_TRUE
         : hecha_field_set_has (&view->unknown, field) ? HECHA_NULL
                                                       : HECHA_FALSE;
}

static inline HechaTri
hecha_view_missing (const HechaView *view, HechaField field)
{
  hecha_view_note (view, field);
  return hecha_field_set_has (&view->missing, field)   ? HECHA_TRUE
         : hecha_field_set_has (&view->unknown, field) ? HECHA_NULL
                                                       : HECHA_FALSE;
}

static inline HechaState
hecha_view_state (const HechaView *view, HechaField field)
{
  hecha_view_note (view, field);
  return (HechaState) view->slots[field].state;
}

/* The trimmed text of a text field in state 值; else NULL. */
const char *hecha_view_text (const HechaView *view, HechaField field);
/* The text as the workbook writes it in any state ("无", "约30万"); "" for
 * blank and 未提供. */
const char *hecha_view_raw (const HechaView *view, HechaField field);
/* The field as a value; NULL where comparisons see none.  无 in 变更金额,
 * 运维经费 and 已付金额 is 0. */
void hecha_view_value (const HechaView *view, HechaField field, HechaValue *value);

/* Fills VIEW with the project's merged data, the low end of every imprecise
 * date and the first reading.  The view may be filled again for another
 * project; it keeps nothing and needs no clearing. */
void hecha_view_set (HechaView *view, const HechaProject *project, gint32 as_of,
                     const HechaCalendar *calendar);
/* Puts DATUM (the project's own or one of its rivals) into its field, a date
 * by its high end if HIGH.  Facts computed before are forgotten. */
void hecha_view_choose (HechaView *view, HechaField field, const HechaDatum *datum,
                        gboolean high);
/* Switches between the two readings of 不涉及. */
void hecha_view_set_lenient (HechaView *view, gboolean lenient);

#endif
