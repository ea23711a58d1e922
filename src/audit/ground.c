/* What a finding rests on: see ground.h. */
#include "audit/ground.h"

#include <string.h>

#include "audit/facts.h"
#include "audit/message.h"

#define FIRST_FIELD HECHA_N_FACTS

struct _HechaGround
{
  GArray *items;   /* guint: a HechaFact, or FIRST_FIELD + HechaField */
};

void
hecha_ground_free (HechaGround *ground)
{
  if (ground == NULL)
    return;
  g_array_unref (ground->items);
  g_free (ground);
}

static int
item_of (const char *name)
{
  HechaField field = hecha_field_from_name (name);

  if (field != HECHA_FIELD_NONE)
    return FIRST_FIELD + (int) field;
  for (int i = 0; i < HECHA_N_FACTS; i++)
    if (strcmp (hecha_facts[i].name, name) == 0)
      return i;
  return -1;
}

HechaGround *
hecha_ground_parse (const char *names, gsize offset, HechaMistake *mistake)
{
  g_auto (GStrv) words = g_strsplit (names, "、", -1);
  HechaGround *ground = g_new0 (HechaGround, 1);

  ground->items = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; words[i] != NULL; i++)
    {
      int item = item_of (words[i]);
      if (item < 0)
        {
          hecha_mistake_set (mistake, offset, "{依据:…} 里没有“%s”这个字段或事实", words[i]);
          hecha_ground_free (ground);
          return NULL;
        }
      g_array_append_val (ground->items, item);
      offset += strlen (words[i]) + strlen ("、");
    }
  return ground;
}

/* ---- what shows it --------------------------------------------------------------- */

static gboolean
has_known_date (const HechaView *view, HechaField field)
{
  return hecha_field_type (field) == HECHA_TYPE_DATE
         && hecha_view_state (view, field) == HECHA_STATE_VALUE && view->slots[field].comparable
         && view->slots[field].datum->low != HECHA_DAY_NONE;
}

/* The first of KEYS with a known date, else the first that has a value. */
static HechaField
key_of (const HechaView *view, const guint8 *keys)
{
  for (const guint8 *key = keys; *key != HECHA_FIELD_NONE; key++)
    if (has_known_date (view, (HechaField) *key))
      return (HechaField) *key;
  for (const guint8 *key = keys; *key != HECHA_FIELD_NONE; key++)
    if (hecha_view_has (view, (HechaField) *key) == HECHA_TRUE)
      return (HechaField) *key;
  return HECHA_FIELD_NONE;
}

/* Whether the fact holds with FIELD away. */
static gboolean
holds_without (HechaView *view, HechaFact fact, HechaField field)
{
  HechaTri truth;

  hecha_view_choose (view, field, NULL, FALSE);
  truth = hecha_view_fact (view, fact);
  hecha_view_choose (view, field, hecha_project_datum (view->project, field), FALSE);
  return truth == HECHA_TRUE;
}

/* What shows it where no key column does: what it falls with, else the first
 * that says anything. */
static HechaField
other_of (HechaView *view, HechaFact fact)
{
  HechaField first = HECHA_FIELD_NONE;

  for (const guint8 *read = hecha_facts[fact].reads; *read != HECHA_FIELD_NONE; read++)
    {
      if (hecha_view_has (view, (HechaField) *read) != HECHA_TRUE)
        continue;
      if (!holds_without (view, fact, (HechaField) *read))
        return (HechaField) *read;
      if (first == HECHA_FIELD_NONE || has_known_date (view, (HechaField) *read))
        first = (HechaField) *read;
    }
  return first;
}

static HechaField
shown_by (HechaView *view, guint item)
{
  HechaField field = HECHA_FIELD_NONE;

  if (item >= FIRST_FIELD)
    {
      field = (HechaField) (item - FIRST_FIELD);
      if (field == HECHA_FIELD_YEAR)
        return view->project->year != 0 ? field : HECHA_FIELD_NONE;
      if (hecha_field_type (field) == HECHA_TYPE_DATE)
        return has_known_date (view, field) ? field : HECHA_FIELD_NONE;
      return hecha_view_has (view, field) == HECHA_TRUE ? field : HECHA_FIELD_NONE;
    }
  if (hecha_view_fact (view, (HechaFact) item) != HECHA_TRUE)
    return HECHA_FIELD_NONE;
  field = key_of (view, hecha_facts[item].keys);
  return field != HECHA_FIELD_NONE ? field : other_of (view, (HechaFact) item);
}

/* ---- telling it ------------------------------------------------------------------ */

static void
append_shown (GString *out, const HechaView *view, HechaField field)
{
  const HechaDatum *datum = view->slots[field].datum;

  g_string_append (out, hecha_field_name (field));
  if (field == HECHA_FIELD_YEAR)
    g_string_append_printf (out, "%d年", view->project->year);
  else if (has_known_date (view, field))
    hecha_append_date (out, datum->low, datum->high);
  else if (hecha_field_type (field) == HECHA_TYPE_AMOUNT)
    hecha_append_amount (out, datum->low);
  else
    g_string_append_printf (out, "“%s”", hecha_view_raw (view, field));
}

void
hecha_ground_render (const HechaGround *ground, HechaView *view, GString *out, GArray *fields)
{
  HechaFieldSet shown = { { 0 } };
  guint n = 0;

  for (guint i = 0; i < ground->items->len; i++)
    {
      guint item = g_array_index (ground->items, guint, i);
      HechaField field = shown_by (view, item);
      guint8 byte = (guint8) field;

      if (field == HECHA_FIELD_NONE || hecha_field_set_has (&shown, field))
        continue;
      hecha_field_set_add (&shown, field);
      if (fields != NULL)
        g_array_append_val (fields, byte);
      if (out != NULL)
        {
          g_string_append (out, n++ == 0 ? "（" : "，");
          append_shown (out, view, field);
        }
      if (item >= FIRST_FIELD && has_known_date (view, field))
        break;
    }
  if (n > 0)
    g_string_append (out, "）");
}
