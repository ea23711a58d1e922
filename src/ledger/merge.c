#include "ledger/merge.h"

#include <string.h>

/* 未通过 holds 通过 and says the opposite. */
static gboolean
has_negation (const char *text)
{
  return strstr (text, "未") != NULL || strstr (text, "不") != NULL || strstr (text, "无") != NULL
         || strstr (text, "否") != NULL;
}

/* A name and its longer form agree; a verdict and its denial do not. */
static gboolean
texts_agree (const char *left, const char *right)
{
  g_autofree char *a = hecha_name_plain (left), *b = hecha_name_plain (right);

  if (strcmp (a, b) == 0)
    return TRUE;
  return has_negation (a) == has_negation (b) && (strstr (a, b) != NULL || strstr (b, a) != NULL);
}

/* RULES.md section 2: a rounded figure is equal to a finer one within half
 * its last digit. */
static gboolean
amounts_agree (const HechaDatum *left, const HechaDatum *right)
{
  const HechaDatum *coarse = left->step >= right->step ? left : right;
  gint64 difference = left->low > right->low ? left->low - right->low : right->low - left->low;

  if (difference == 0)
    return TRUE;
  return left->step != right->step && (coarse->flags & HECHA_DATUM_ROUNDED) != 0
         && difference * 2 <= coarse->step;
}

gboolean
hecha_data_agree (const HechaDatum *left, const HechaDatum *right)
{
  if (left->state != HECHA_STATE_VALUE || right->state != HECHA_STATE_VALUE)
    return left->state == right->state;
  switch (hecha_field_type (left->field))
    {
    case HECHA_TYPE_AMOUNT:
      return amounts_agree (left, right);
    case HECHA_TYPE_DATE:
      if ((left->flags | right->flags) & HECHA_DATUM_DATE_UNKNOWN)
        return TRUE;
      return (left->low <= right->low && right->high <= left->high)
             || (right->low <= left->low && left->high <= right->high);
    case HECHA_TYPE_YESNO:
    case HECHA_TYPE_NUMBER:
      return left->low == right->low;
    case HECHA_TYPE_TEXT:
      break;
    }
  return left->text == NULL || right->text == NULL || texts_agree (left->text, right->text);
}

/* Prose is worded anew each time, and a name may be written shorter. */
static gboolean
is_prose (HechaField field)
{
  return field == HECHA_FIELD_NAME || field == HECHA_FIELD_CONTENT || field == HECHA_FIELD_GOAL;
}

/* Of two data that agree, whether CANDIDATE says more. */
static gboolean
says_more (const HechaDatum *candidate, const HechaDatum *than)
{
  switch (hecha_field_type (than->field))
    {
    case HECHA_TYPE_AMOUNT:
      return candidate->step < than->step;
    case HECHA_TYPE_DATE:
      if (than->flags & HECHA_DATUM_DATE_UNKNOWN)
        return (candidate->flags & HECHA_DATUM_DATE_UNKNOWN) == 0;
      return (candidate->flags & HECHA_DATUM_DATE_UNKNOWN) == 0
             && candidate->high - candidate->low < than->high - than->low;
    default:
      return FALSE;
    }
}

static const HechaEntry *
choose (const HechaEntry *entries, guint n)
{
  const HechaEntry *winner = &entries[0];

  for (guint i = 1; i < n; i++)
    {
      const HechaEntry *entry = &entries[i];

      if (entry->datum->state > winner->datum->state)
        winner = entry;
      else if (entry->datum->state < winner->datum->state)
        continue;
      else if (entry->datum->state != HECHA_STATE_VALUE || entry->edition > winner->edition)
        {
          /* The latest stands, unless it says the same less exactly. */
          if (entry->datum->state != HECHA_STATE_VALUE
              || !hecha_data_agree (entry->datum, winner->datum)
              || !says_more (winner->datum, entry->datum))
            winner = entry;
        }
      else if (hecha_data_agree (entry->datum, winner->datum)
               && says_more (entry->datum, winner->datum))
        winner = entry;
    }
  return winner;
}

/* RULES.md section 1: two values in one year, or a later 无 against an
 * earlier value. */
static gboolean
contradicts (const HechaEntry *entry, const HechaEntry *winner)
{
  if (entry->datum->state == HECHA_STATE_NO)
    return entry->edition > winner->edition;
  return entry->datum->state == HECHA_STATE_VALUE && entry->edition == winner->edition
         && !hecha_data_agree (entry->datum, winner->datum);
}

static gboolean
is_known_rival (const GArray *rivals, guint first, const HechaDatum *datum)
{
  for (guint i = first; i < rivals->len; i++)
    if (hecha_data_agree (&g_array_index (rivals, HechaDatum, i), datum))
      return TRUE;
  return FALSE;
}

const HechaDatum *
hecha_merge_field (const HechaEntry *entries, guint n, GArray *rivals)
{
  const HechaEntry *winner = choose (entries, n);
  guint first = rivals->len;

  if (winner->datum->state == HECHA_STATE_VALUE && !is_prose (winner->datum->field))
    for (guint i = 0; i < n; i++)
      if (&entries[i] != winner && contradicts (&entries[i], winner)
          && !is_known_rival (rivals, first, entries[i].datum))
        g_array_append_val (rivals, *entries[i].datum);
  return winner->datum;
}
