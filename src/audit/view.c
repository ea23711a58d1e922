/* A project under one choice of what the ledger leaves open. */
#include "audit/view.h"

#include <string.h>

static inline void
set_remove (HechaFieldSet *set, HechaField field)
{
  set->bits[field >> 6] &= ~((guint64) 1 << (field & 63));
}

/* 不涉及 there means that the act did not happen, in both readings. */
static gboolean
did_not_happen (HechaField field)
{
  switch (field)
    {
    case HECHA_FIELD_CHANGE_AMOUNT:
    case HECHA_FIELD_CHANGE_REASON:
    case HECHA_FIELD_CHANGE_FILING:
    case HECHA_FIELD_RETIRED_ON:
    case HECHA_FIELD_RETIREMENT_REVIEW:
    case HECHA_FIELD_RETIREMENT_CONSENT:
    case HECHA_FIELD_RETIREMENT_FILING:
    case HECHA_FIELD_SUBCONTRACTING:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Amounts of which an explicit no is 0. */
static gboolean
no_is_zero (HechaField field)
{
  return field == HECHA_FIELD_CHANGE_AMOUNT || field == HECHA_FIELD_OM_FUNDS
         || field == HECHA_FIELD_PAID;
}

static void
place_date (HechaView *view, HechaField field, HechaSlot *slot, gboolean high)
{
  const HechaDatum *datum = slot->datum;

  if (datum->low == HECHA_DAY_NONE)
    {
      hecha_field_set_add (&view->has, field);
      return;
    }
  slot->number = high ? datum->high : datum->low;
  if (datum->high <= view->as_of || field == HECHA_FIELD_PLANNED_COMPLETION)
    {
      hecha_field_set_add (&view->has, field);
      slot->comparable = TRUE;
    }
  else if (datum->low > view->as_of)
    hecha_field_set_add (&view->missing, field);
  else
    hecha_field_set_add (&view->unknown, field);
}

static void
place_value (HechaView *view, HechaField field, HechaSlot *slot, gboolean high)
{
  HechaFieldType type = hecha_field_type (field);

  if (type == HECHA_TYPE_DATE)
    {
      place_date (view, field, slot, high);
      return;
    }
  slot->comparable = TRUE;
  slot->number = slot->datum->low;
  if (type == HECHA_TYPE_YESNO && slot->number == 0)
    hecha_field_set_add (&view->missing, field);
  else
    hecha_field_set_add (&view->has, field);
}

static void
place_not_applicable (HechaView *view, HechaField field, HechaSlot *slot)
{
  if (did_not_happen (field))
    {
      hecha_field_set_add (&view->missing, field);
      slot->comparable = no_is_zero (field);
      return;
    }
  hecha_field_set_add (&view->reluctant, field);
  if (!view->lenient)
    hecha_field_set_add (&view->missing, field);
}

/* DATUM into its field, which is in none of the sets. */
static void
place (HechaView *view, HechaField field, const HechaDatum *datum, gboolean high)
{
  HechaSlot *slot = &view->slots[field];

  slot->datum = datum;
  slot->number = 0;
  slot->comparable = FALSE;
  slot->state = datum != NULL ? datum->state : HECHA_STATE_NOT_PROVIDED;
  switch (slot->state)
    {
    case HECHA_STATE_VALUE:
      place_value (view, field, slot, high);
      break;
    case HECHA_STATE_NOT_APPLICABLE:
      place_not_applicable (view, field, slot);
      break;
    case HECHA_STATE_NO:
      slot->comparable = no_is_zero (field);
      hecha_field_set_add (&view->missing, field);
      break;
    case HECHA_STATE_BLANK:
      hecha_field_set_add (&view->missing, field);
      break;
    default:
      hecha_field_set_add (&view->unknown, field);
      break;
    }
}

void
hecha_view_set (HechaView *view, const HechaProject *project, gint32 as_of,
                const HechaCalendar *calendar)
{
  memset (view, 0, sizeof *view);
  view->project = project;
  view->calendar = calendar;
  view->as_of = as_of;
  view->unknown.bits[0] = ~(guint64) 0;
  view->unknown.bits[1] = ~(guint64) 0;
  for (guint i = 0; i < project->n_data; i++)
    {
      HechaField field = project->data[i].field;
      set_remove (&view->unknown, field);
      place (view, field, &project->data[i], FALSE);
    }
}

void
hecha_view_choose (HechaView *view, HechaField field, const HechaDatum *datum, gboolean high)
{
  set_remove (&view->has, field);
  set_remove (&view->missing, field);
  set_remove (&view->unknown, field);
  set_remove (&view->reluctant, field);
  place (view, field, datum, high);
  memset (view->facts, 0, sizeof view->facts);
  view->mlps_level = 0;
}

void
hecha_view_set_lenient (HechaView *view, gboolean lenient)
{
  if (view->lenient == lenient)
    return;
  view->lenient = lenient;
  for (int i = 0; i < 2; i++)
    if (lenient)
      view->missing.bits[i] &= ~view->reluctant.bits[i];
    else
      view->missing.bits[i] |= view->reluctant.bits[i];
  memset (view->facts, 0, sizeof view->facts);
}

const char *
hecha_view_text (const HechaView *view, HechaField field)
{
  const HechaSlot *slot = &view->slots[field];

  hecha_view_note (view, field);
  return slot->state == HECHA_STATE_VALUE ? slot->datum->text : NULL;
}

const char *
hecha_view_raw (const HechaView *view, HechaField field)
{
  const HechaDatum *datum = view->slots[field].datum;

  hecha_view_note (view, field);
  return datum != NULL && datum->raw != NULL ? datum->raw : "";
}

static guint8
source_of (HechaField field)
{
  switch (field)
    {
    case HECHA_FIELD_ESTIMATE:
      return HECHA_SOURCE_ESTIMATE;
    case HECHA_FIELD_REVIEWED_AMOUNT:
      return HECHA_SOURCE_REVIEWED;
    case HECHA_FIELD_BUDGET:
      return HECHA_SOURCE_BUDGET;
    case HECHA_FIELD_PROCUREMENT_BUDGET:
      return HECHA_SOURCE_PROCUREMENT_BUDGET;
    case HECHA_FIELD_AWARD_AMOUNT:
      return HECHA_SOURCE_AWARD;
    case HECHA_FIELD_CONTRACT_AMOUNT:
      return HECHA_SOURCE_CONTRACT;
    case HECHA_FIELD_SETTLEMENT:
      return HECHA_SOURCE_SETTLEMENT;
    case HECHA_FIELD_FINAL_ACCOUNT:
      return HECHA_SOURCE_FINAL;
    default:
      return 0;
    }
}

void
hecha_view_value (const HechaView *view, HechaField field, HechaValue *value)
{
  const HechaSlot *slot = &view->slots[field];

  hecha_view_note (view, field);
  memset (value, 0, sizeof *value);
  value->denominator = 1;
  value->null = !slot->comparable;
  if (value->null)
    return;
  value->number = slot->number;
  if (slot->state != HECHA_STATE_VALUE)
    return;
  value->text = slot->datum->text;
  value->sources = source_of (field);
  value->step = slot->datum->step;
  value->rounded = slot->datum->flags & HECHA_DATUM_ROUNDED ? value->step : 0;
}
