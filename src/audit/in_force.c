/* Which version of a measure judges, and whether the thing judged happened
 * before it came into force. */
#include "audit/judge_view.h"

#include <string.h>

/* The interval in which the thing judged happened; FALSE where it is not known.
 * Lasting states are judged as of the 核查日. */
static gboolean
governing_interval (const HechaCheck *check, HechaView *view, gint64 *low, gint64 *high)
{
  HechaValue value;
  int year;

  for (guint i = 0; i < check->governing->len; i++)
    {
      const HechaExpr *expr = g_ptr_array_index (check->governing, i);
      hecha_node_value (expr->root, view, &value);
      if (value.null)
        continue;
      *low = *high = value.number;
      return TRUE;
    }
  if (check->governing->len == 0)
    {
      *low = *high = view->as_of;
      return TRUE;
    }
  if (view->slots[HECHA_FIELD_YEAR].comparable)
    year = (int) CLAMP (view->slots[HECHA_FIELD_YEAR].number, 1, 9999);
  else
    year = CLAMP (view->project->year, 0, 9999);
  if (year == 0)
    return FALSE;
  *low = hecha_day_from_ymd (year, 1, 1);
  *high = hecha_day_from_ymd (year, 12, 31);
  /* The year of a ledger alone (2023年台账) proves what happened by then, not
   * what happened since. */
  return view->slots[HECHA_FIELD_YEAR].comparable || *high < check->pack->from;
}

HechaForce
hecha_force_between (const HechaPack *pack, gint64 low, gint64 high)
{
  if (pack->from == HECHA_DAY_NONE || low >= pack->from)
    return HECHA_FORCE_AFTER;
  return high < pack->from ? HECHA_FORCE_BEFORE : HECHA_FORCE_UNKNOWN;
}

/* The version of a series that judges what happened on DAY: the latest that was
 * in force; before all of them the first; NULL where it had been repealed. */
static const HechaPack *
version_on (const HechaRules *rules, const char *series, gint64 day)
{
  const HechaPack *best = NULL, *first = NULL;

  for (guint i = 0; i < rules->packs->len; i++)
    {
      const HechaPack *pack = g_ptr_array_index (rules->packs, i);
      if (strcmp (pack->series, series) != 0)
        continue;
      if (first == NULL || pack->from < first->from)
        first = pack;
      if (pack->from <= day && (best == NULL || pack->from > best->from))
        best = pack;
    }
  if (best == NULL)
    return first;
  return best->until != HECHA_DAY_NONE && day >= best->until ? NULL : best;
}

gboolean
hecha_judge_version (HechaJudge *judge, const HechaCheck *check, HechaForce *force)
{
  gint64 low, high;
  const HechaPack *judging;

  *force = HECHA_FORCE_UNKNOWN;
  if (!governing_interval (check, &judge->view, &low, &high))
    low = high = judge->as_of;
  else
    *force = hecha_force_between (check->pack, low, high);
  if (!check->pack->has_versions && check->pack->until == HECHA_DAY_NONE)
    return TRUE;
  judging = version_on (judge->rules, check->pack->series, low);
  if (judging == version_on (judge->rules, check->pack->series, high))
    return judging == check->pack;
  judging = version_on (judge->rules, check->pack->series, judge->as_of);
  *force = HECHA_FORCE_UNKNOWN;
  return judging == check->pack;
}

/* ---- breaches found by checks in C ------------------------------------------------- */

/* Adds what holds for DATUM in its field; UNKNOWN where it differs. */
static void
add_force (HechaJudge *judge, const HechaCheck *check, const HechaDatum *datum, gboolean high,
           HechaForce *force)
{
  HechaForce one;

  hecha_view_choose (&judge->view, (HechaField) datum->field, datum, high);
  hecha_judge_version (judge, check, &one);
  if (one != *force)
    *force = HECHA_FORCE_UNKNOWN;
}

static void
add_forces (HechaJudge *judge, const HechaCheck *check, const HechaDatum *data, guint n,
            HechaForce *force)
{
  for (guint i = 0; i < n; i++)
    {
      HechaField field = (HechaField) data[i].field;

      if (hecha_field_type (field) != HECHA_TYPE_DATE)
        continue;
      add_force (judge, check, &data[i], FALSE, force);
      if (data[i].low != data[i].high)
        add_force (judge, check, &data[i], TRUE, force);
      hecha_view_choose (&judge->view, field,
                         hecha_project_datum (judge->view.project, field), FALSE);
    }
}

HechaForce
hecha_judge_force (HechaJudge *judge, const HechaCheck *check)
{
  const HechaProject *project = judge->view.project;
  HechaForce force;

  hecha_judge_version (judge, check, &force);
  if (check->governing->len > 0)
    {
      add_forces (judge, check, project->data, project->n_data, &force);
      add_forces (judge, check, project->rivals, project->n_rivals, &force);
    }
  return force;
}

const char *
hecha_force_words (HechaForce force)
{
  switch (force)
    {
    case HECHA_FORCE_BEFORE:
      return "；发生在本办法施行前，应核对原试行办法";
    case HECHA_FORCE_UNKNOWN:
      return "；发生时间未载明";
    default:
      return "";
    }
}
