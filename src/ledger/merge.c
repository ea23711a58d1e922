#include "ledger/merge.h"

#include <string.h>

/* 未通过 holds 通过 and says the opposite. */
static gboolean
has_negation (const char *text)
{
  return strstr (text, "未") != NULL || strstr (text, "不") != NULL || strstr (text, "无") != NULL
         || strstr (text, "否") != NULL;
}

/* 县政务云 and 县政务云+阿里云, 分包 and 违法分包 are two values: that one holds the
 * other says nothing. */
static gboolean
texts_agree (const char *left, const char *right)
{
  g_autofree char *a = NULL, *b = NULL;

  if (strcmp (left, right) == 0)
    return TRUE;
  a = hecha_name_plain (left);
  b = hecha_name_plain (right);
  return strcmp (a, b) == 0;
}

/* 阳城县教育局 and 县教育局 are one. */
static gboolean
units_agree (const HechaDictionary *dictionary, const char *left, const char *right)
{
  g_autofree char *a = NULL, *b = NULL;

  if (texts_agree (left, right) || dictionary == NULL)
    return texts_agree (left, right);
  a = hecha_unit_plain (dictionary, left);
  b = hecha_unit_plain (dictionary, right);
  return strcmp (a, b) == 0;
}

/* A name and its longer form; a verdict and its denial are not alike. */
static gboolean
texts_alike (const char *left, const char *right)
{
  g_autofree char *a = hecha_name_plain (left), *b = hecha_name_plain (right);

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
hecha_data_agree (const HechaDictionary *dictionary, const HechaDatum *left,
                  const HechaDatum *right)
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
  if (left->text == NULL || right->text == NULL)
    return TRUE;
  return left->field == HECHA_FIELD_UNIT ? units_agree (dictionary, left->text, right->text)
                                         : texts_agree (left->text, right->text);
}

gboolean
hecha_data_alike (const HechaDatum *left, const HechaDatum *right)
{
  if (hecha_data_agree (NULL, left, right))
    return TRUE;
  return left->state == HECHA_STATE_VALUE && right->state == HECHA_STATE_VALUE
         && left->text != NULL && right->text != NULL && texts_alike (left->text, right->text);
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
choose (const HechaDictionary *dictionary, const HechaEntry *entries, guint n)
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
              || !hecha_data_agree (dictionary, entry->datum, winner->datum)
              || !says_more (winner->datum, entry->datum))
            winner = entry;
        }
      else if (hecha_data_agree (dictionary, entry->datum, winner->datum)
               && says_more (entry->datum, winner->datum))
        winner = entry;
    }
  return winner;
}

/* Far more of one field than this are not compared with one another. */
#define MAX_COMPARED 64u

static void
keep_unless_known (const HechaMerge *merge, GArray *data, guint first, const HechaDatum *datum)
{
  for (guint i = MAX (first, data->len > MAX_COMPARED ? data->len - MAX_COMPARED : 0);
       i < data->len; i++)
    if (hecha_data_agree (merge->dictionary, &g_array_index (data, HechaDatum, i), datum))
      return;
  g_array_append_val (data, *datum);
}

/* RULES.md section 1: two values in one year, or a later 无 against an earlier
 * value.  WINNER is a value. */
static gboolean
rivals (const HechaMerge *merge, const HechaEntry *entry, const HechaEntry *winner)
{
  if (entry->datum->state == HECHA_STATE_NO)
    return entry->edition > winner->edition;
  return entry->datum->state == HECHA_STATE_VALUE && entry->edition == winner->edition
         && !hecha_data_agree (merge->dictionary, entry->datum, winner->datum);
}

/* Whether the entries of one edition, ascending from ENTRIES, hold two values;
 * *LENGTH receives how many they are. */
static gboolean
edition_disagrees (const HechaMerge *merge, const HechaEntry *entries, guint n, guint *length)
{
  const HechaEntry *first;
  guint end = 1;

  while (end < n && entries[end].edition == entries->edition)
    end++;
  *length = end;
  first = choose (merge->dictionary, entries, end);
  for (guint i = 0; first->datum->state == HECHA_STATE_VALUE && i < end; i++)
    if (entries[i].datum->state == HECHA_STATE_VALUE
        && !hecha_data_agree (merge->dictionary, entries[i].datum, first->datum))
      return TRUE;
  return FALSE;
}

/* Conflicts that a later value has superseded: no check reads them, but that
 * there were two values is told all the same. */
static void
keep_superseded (const HechaMerge *merge, const HechaEntry *entries, guint n,
                 const HechaEntry *winner, guint first)
{
  gint64 first_value = G_MAXINT64, last_no = G_MININT64;

  for (guint i = 0; i < n; i++)
    if (entries[i].datum->state == HECHA_STATE_VALUE)
      first_value = MIN (first_value, entries[i].edition);
    else if (entries[i].datum->state == HECHA_STATE_NO)
      last_no = MAX (last_no, entries[i].edition);
  for (guint i = 0, length; i < n; i += length)
    {
      gboolean disagree = edition_disagrees (merge, entries + i, n - i, &length);

      for (guint j = i; j < i + length; j++)
        {
          const HechaEntry *entry = &entries[j];
          gboolean against = entry->datum->state == HECHA_STATE_VALUE
                               ? disagree || entry->edition < last_no
                               : entry->datum->state == HECHA_STATE_NO
                                   && entry->edition > first_value;

          if (against && !rivals (merge, entry, winner)
              && !hecha_data_agree (merge->dictionary, entry->datum, winner->datum))
            keep_unless_known (merge, merge->asides, first, entry->datum);
        }
    }
}

const HechaDatum *
hecha_merge_field (const HechaEntry *entries, guint n, HechaMerge *merge)
{
  const HechaEntry *winner = choose (merge->dictionary, entries, n);
  guint first = merge->rivals->len;

  for (guint i = 0; i < n; i++)
    if (&entries[i] != winner && entries[i].datum->state == HECHA_STATE_DOUBTFUL)
      g_array_append_val (merge->asides, *entries[i].datum);
  if (winner->datum->state != HECHA_STATE_VALUE || is_prose (winner->datum->field))
    return winner->datum;
  for (guint i = 0; i < n; i++)
    if (&entries[i] != winner && rivals (merge, &entries[i], winner))
      keep_unless_known (merge, merge->rivals, first, entries[i].datum);
  if (entries[0].edition != entries[n - 1].edition)
    keep_superseded (merge, entries, n, winner, merge->asides->len);
  return winner->datum;
}
