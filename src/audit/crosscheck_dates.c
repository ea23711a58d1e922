/* L-date-order and L-future-date: dates that cannot be. */
#include "audit/crosscheck_ledger.h"

#include "audit/facts.h"
#include "audit/message.h"

/* 申报 -> 评审 -> 立项 -> 采购公告 -> 中标 -> 合同 -> 开工 -> 建成 -> 初验 -> 验收 -> 备案,
 * and 应急项目, to which the order does not apply. */
const guint8 hecha_ordered_dates[] = {
  HECHA_FIELD_DECLARED_ON, HECHA_FIELD_REVIEWED_ON, HECHA_FIELD_APPROVED_ON,
  HECHA_FIELD_ANNOUNCED_ON, HECHA_FIELD_AWARDED_ON, HECHA_FIELD_CONTRACTED_ON,
  HECHA_FIELD_STARTED_ON, HECHA_FIELD_COMPLETED_ON, HECHA_FIELD_PRELIMINARY_ON,
  HECHA_FIELD_ACCEPTED_ON, HECHA_FIELD_FILED_ON, HECHA_FIELD_EMERGENCY, HECHA_FIELD_NONE
};

#define N_ORDER (G_N_ELEMENTS (hecha_ordered_dates) - 2)

/* Pairs that a check of the measure reports; they must not be said twice. */
static const guint8 reported[][2] = {
  { HECHA_FIELD_REVIEWED_ON, HECHA_FIELD_APPROVED_ON },     /* 10-review-after-approval */
  { HECHA_FIELD_AWARDED_ON, HECHA_FIELD_CONTRACTED_ON },    /* 15-built-before-tender */
  { HECHA_FIELD_AWARDED_ON, HECHA_FIELD_STARTED_ON },
  { HECHA_FIELD_PRELIMINARY_ON, HECHA_FIELD_ACCEPTED_ON },  /* 21-no-preliminary */
};

static gboolean
is_reported (HechaField earlier, HechaField later)
{
  for (guint i = 0; i < G_N_ELEMENTS (reported); i++)
    if (reported[i][0] == earlier && reported[i][1] == later)
      return TRUE;
  return FALSE;
}

static gboolean
wrong_pair (const HechaView *view, guint earlier, guint later)
{
  const HechaSlot *a = &view->slots[hecha_ordered_dates[earlier]];
  const HechaSlot *b = &view->slots[hecha_ordered_dates[later]];

  return a->comparable && b->comparable && a->number > b->number
         && !is_reported ((HechaField) hecha_ordered_dates[earlier],
                          (HechaField) hecha_ordered_dates[later]);
}

static gboolean
out_of_order (const HechaView *view)
{
  for (guint i = 0; i < N_ORDER; i++)
    for (guint j = i + 1; j < N_ORDER; j++)
      if (wrong_pair (view, i, j))
        return TRUE;
  return FALSE;
}

/* Done on a day that the ledger does not tell. */
static gboolean
day_unknown (const HechaView *view, HechaField field)
{
  return hecha_view_has (view, field) == HECHA_TRUE && !view->slots[field].comparable;
}

static HechaReading
read_order (const HechaView *view)
{
  HechaReading reading = { HECHA_OUTCOME_PASS, { { 0, 0 } } };
  HechaTri emergency = hecha_fact_test (view, HECHA_FACT_EMERGENCY);

  if (emergency == HECHA_FALSE && out_of_order (view))
    {
      reading.outcome = HECHA_OUTCOME_SUSPECT;
      return reading;
    }
  if (emergency == HECHA_NULL && out_of_order (view))
    {
      reading.outcome = HECHA_OUTCOME_UNDECIDED;
      hecha_field_set_add (&reading.lacking, HECHA_FIELD_EMERGENCY);
      return reading;
    }
  if (emergency == HECHA_TRUE
      || hecha_view_missing (view, HECHA_FIELD_DECLARED_ON) == HECHA_TRUE)
    {
      reading.outcome = HECHA_OUTCOME_NOT_APPLICABLE;
      return reading;
    }
  for (guint i = 0; i < N_ORDER; i++)
    {
      HechaField field = (HechaField) hecha_ordered_dates[i];

      if (hecha_view_has (view, field) != HECHA_NULL && !day_unknown (view, field))
        continue;
      reading.outcome = HECHA_OUTCOME_UNDECIDED;
      hecha_field_set_add (&reading.lacking, field);
    }
  return reading;
}

static void
append_day (GString *out, const HechaDatum *datum)
{
  g_string_append (out, hecha_field_name ((HechaField) datum->field));
  hecha_append_date (out, datum->low, datum->high);
}

/* The wrong pairs in words and cells. */
static void
emit_order (HechaCross *cross, guint32 index, const HechaView *view)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (HechaEvidence));
  gboolean cited[N_ORDER] = { FALSE };
  const char *fills[] = { "日期", NULL, NULL };
  HechaCrossFinding finding = HECHA_CROSS_FINDING_INIT;

  for (guint i = 0; i < N_ORDER; i++)
    for (guint j = i + 1; j < N_ORDER; j++)
      if (wrong_pair (view, i, j))
        {
          g_string_append (words, words->len > 0 ? "；" : "");
          append_day (words, view->slots[hecha_ordered_dates[j]].datum);
          g_string_append (words, "早于");
          append_day (words, view->slots[hecha_ordered_dates[i]].datum);
          cited[i] = cited[j] = TRUE;
        }
  for (guint i = 0; i < N_ORDER; i++)
    if (cited[i])
      hecha_add_evidence (cells, view->slots[hecha_ordered_dates[i]].datum);
  fills[1] = words->str;
  finding.project = index;
  finding.fills = fills;
  hecha_emit_with_cells (cross, &finding, cells);
}

void
hecha_check_date_order (HechaCross *cross, gpointer data)
{
  hecha_check_projects (cross, hecha_ordered_dates, read_order, emit_order);
}

/* ---- the future ------------------------------------------------------------------- */

typedef enum
{
  FUTURE_NO,
  FUTURE_MAYBE,   /* cannot be told, or the ledgers differ */
  FUTURE_YES
} Future;

static Future
future_of (const HechaDatum *datum, gint32 as_of)
{
  if (datum->state == HECHA_STATE_DOUBTFUL)
    return FUTURE_MAYBE;
  if (datum->state != HECHA_STATE_VALUE || datum->low == HECHA_DAY_NONE || datum->high <= as_of)
    return FUTURE_NO;
  return datum->low > as_of ? FUTURE_YES : FUTURE_MAYBE;
}

/* Over all that the ledgers say of the field. */
static Future
field_future (const HechaProject *project, const HechaDatum *datum, gint32 as_of)
{
  Future future = future_of (datum, as_of);

  for (guint i = 0; i < project->n_rivals; i++)
    if (project->rivals[i].field == datum->field
        && future_of (&project->rivals[i], as_of) != future)
      return FUTURE_MAYBE;
  return future;
}

static void
emit_future (HechaCross *cross, guint32 index, const HechaDatum *datum)
{
  g_autoptr (GString) day = g_string_new (NULL);
  const char *fills[] = { "字段", hecha_field_name ((HechaField) datum->field), "日期", NULL,
                          NULL };
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (HechaEvidence));
  HechaCrossFinding finding = HECHA_CROSS_FINDING_INIT;

  hecha_append_date (day, datum->low, datum->high);
  fills[3] = day->str;
  finding.project = index;
  finding.field = (HechaField) datum->field;
  finding.fills = fills;
  hecha_add_evidence (cells, datum);
  hecha_emit_with_cells (cross, &finding, cells);
}

/* What of FIELD has not come: what stands, else a payment of a 明细表. */
static const HechaDatum *
still_to_come (const HechaProject *project, const HechaDatum *datum, Future future)
{
  if (future == FUTURE_YES)
    return datum;
  for (guint i = 0; datum != NULL && i < project->n_asides; i++)
    if (project->asides[i].field == datum->field
        && (project->asides[i].flags & HECHA_DATUM_LATER) != 0)
      return &project->asides[i];
  return NULL;
}

static void
check_future (HechaCross *cross, guint32 index, const HechaProject *project)
{
  gint32 as_of = hecha_cross_as_of (cross);
  HechaFieldSet lacking = { { 0, 0 } };
  gboolean any = FALSE, emitted = FALSE, open = FALSE;

  for (const guint8 *field = hecha_act_dates; *field != HECHA_FIELD_NONE; field++)
    {
      const HechaDatum *datum = hecha_project_datum (project, (HechaField) *field);
      Future future = datum != NULL ? field_future (project, datum, as_of) : FUTURE_NO;

      const HechaDatum *coming = still_to_come (project, datum, future);

      any = any || (datum != NULL && datum->state == HECHA_STATE_VALUE);
      if (coming != NULL)
        {
          emit_future (cross, index, coming);
          emitted = TRUE;
        }
      else if (future == FUTURE_MAYBE)
        {
          hecha_field_set_add (&lacking, (HechaField) *field);
          open = TRUE;
        }
    }
  if (!emitted && open)
    hecha_cross_set_outcome (cross, index, HECHA_OUTCOME_UNDECIDED, &lacking);
  else if (!emitted && !any)
    hecha_cross_set_outcome (cross, index, HECHA_OUTCOME_NOT_APPLICABLE, NULL);
}

void
hecha_check_future_dates (HechaCross *cross, gpointer data)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);

  for (guint32 i = 0; i < hecha_ledger_n_projects (ledger); i++)
    if (hecha_cross_applies (cross, i))
      check_future (cross, i, hecha_ledger_project (ledger, i));
}
