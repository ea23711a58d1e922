/* Places that no suffix tells: see anatomist.h. */
#include "audit/anatomist.h"

/* A place is told behind these. */
#define BEFORE_NAMES u"在对为于含沿"

/* A word of two characters and more within UNITS[0 .. LENGTH). */
static gboolean
holds_known_word (const HechaAnatomist *anatomist, const guint16 *units, gsize length)
{
  for (gsize i = 0; i + 1 < length; i++)
    {
      HechaWord word;

      hecha_thesaurus_match (anatomist->thesaurus, units + i, length - i, &word);
      if (word.length > 1)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_bracket (guint16 unit, gboolean opening)
{
  return opening ? unit == '(' || unit == 0xff08 : unit == ')' || unit == 0xff09;
}

/* （柳集、白沟）: two unknown names and more in brackets are places.  Characters
 * taken, 0 = nothing of the kind. */
static guint
read_bracket (HechaAnatomist *anatomist, const guint16 *units, gsize length)
{
  guint starts[HECHA_MAX_PLACES + 1], n = 0, end = 1;

  if (length == 0 || !is_bracket (units[0], TRUE))
    return 0;
  starts[0] = 1;
  for (; end < length && !is_bracket (units[end], FALSE); end++)
    if (units[end] == 0x3001)
      {
        if (++n == HECHA_MAX_PLACES)
          return 0;
        starts[n] = end + 1;
      }
  if (n == 0 || end == length)
    return 0;
  for (guint i = 0; i <= n; i++)
    {
      guint size = (i < n ? starts[i + 1] - 1 : end) - starts[i];

      if (size < 2 || size > 4 || holds_known_word (anatomist, units + starts[i], size))
        return 0;
    }
  for (guint i = 0; i <= n; i++)
    hecha_anatomist_add_place (anatomist, units + starts[i],
                               (i < n ? starts[i + 1] - 1 : end) - starts[i]);
  return end + 1;
}

/* ---- quarters and roads ------------------------------------------------ */

static gboolean
is_suffix (const HechaAnatomist *anatomist, const guint16 *units, gsize length)
{
  HechaWord word;

  hecha_thesaurus_match (anatomist->thesaurus, units, length, &word);
  return word.length > 0 && hecha_anatomist_has_kind (anatomist, &word, HECHA_CONCEPT_PLACE_SUFFIX);
}

/* 城东, 河西: of 城东小学 the suffix tells more. */
static guint
read_quarter (HechaAnatomist *anatomist, const guint16 *units, gsize length)
{
  if (length < 2 || !hecha_folded_is_one_of (units[0], u"城河") || !hecha_folded_is_one_of (units[1], u"东南西北")
      || is_suffix (anatomist, units + 2, length - 2))
    return 0;
  hecha_anatomist_add_place (anatomist, units, 2);
  return 2;
}

static gboolean
is_digit (guint16 unit)
{
  return unit < 0x80 && g_ascii_isdigit ((char) unit);
}

/* G346, S212, Y05: a road is a place as well. */
static guint
read_road (HechaAnatomist *anatomist, const guint16 *units, gsize length)
{
  guint n = 1;

  if (length < 3 || !hecha_folded_is_one_of (units[0], u"gsxy"))
    return 0;
  while (n < length && is_digit (units[n]))
    n++;
  if (n < 3 || n > 5 || (n < length && units[n] < 0x80 && g_ascii_isalpha ((char) units[n])))
    return 0;
  hecha_anatomist_add_place (anatomist, units, n);
  return n;
}

/* ---- lists ------------------------------------------------------------- */

/* Characters of what ends a list: 两镇, 等12座, 山区; 0 = none of that. */
static guint
end_of_list (const HechaAnatomist *anatomist, const guint16 *units, gsize length)
{
  if (length < 2)
    return 0;
  if (units[0] == 0x7b49)   /* 等 */
    return is_digit (units[1]) || hecha_folded_is_one_of (units[1], u"两三四五六七八九十多") ? 1 : 0;
  if (hecha_folded_is_one_of (units[0], u"两二三四五六七八九十") && is_suffix (anatomist, units + 1, length - 1))
    return 2;
  return is_suffix (anatomist, units, length) ? 1 : 0;
}

static gboolean
may_be_name (const HechaAnatomist *anatomist, const guint16 *units, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (units[i] < 0x80 || hecha_folded_is_break (units[i]))
      return FALSE;
  return length >= 2 && length <= 4 && !hecha_folded_is_one_of (units[0], BEFORE_NAMES)
         && !holds_known_word (anatomist, units, length);
}

/* Where the item at START ends: at 、 (then *LAST is FALSE), or before the end of
 * the list.  START where it is no name. */
static gsize
end_of_item (const HechaAnatomist *anatomist, const guint16 *units, gsize length, gsize start,
             gboolean *last)
{
  for (gsize end = start + 2; end < length && end <= start + 4; end++)
    {
      *last = units[end] != 0x3001;
      if ((!*last || end_of_list (anatomist, units + end, length - end) > 0)
          && may_be_name (anatomist, units + start, end - start))
        return end;
    }
  return start;
}

/* 、 within reach: no list begins without. */
static gboolean
may_be_list (const guint16 *units, gsize length)
{
  for (gsize i = 2; i < length && i <= 4; i++)
    if (units[i] == 0x3001)
      return TRUE;
  return FALSE;
}

/* 柳渡、望湖两镇; 龙潭、石门、杨家冲等12座: names that a number or a suffix
 * behind the last one tells to be places. */
static guint
read_list (HechaAnatomist *anatomist, const guint16 *units, gsize length)
{
  gsize starts[HECHA_MAX_NEARBY], ends[HECHA_MAX_NEARBY], at = 0;
  gboolean last = FALSE;
  guint n = 0;

  if (!may_be_list (units, length))
    return 0;
  for (; !last && n < HECHA_MAX_NEARBY; n++)
    {
      starts[n] = at;
      ends[n] = end_of_item (anatomist, units, length, at, &last);
      if (ends[n] == at)
        return 0;
      at = ends[n] + 1;
    }
  if (!last || n < 2)
    return 0;
  for (guint i = 0; i < n; i++)
    hecha_anatomist_add_place (anatomist, units + starts[i], ends[i] - starts[i]);
  return (guint) (ends[n - 1] + end_of_list (anatomist, units + ends[n - 1], length - ends[n - 1]));
}

guint
hecha_anatomist_read_places (HechaAnatomist *anatomist, const guint16 *units, gsize length, gsize at)
{
  gboolean first = at == 0 || hecha_folded_is_break (units[at - 1]);
  guint taken = 0;

  if (anatomist->where == HECHA_IN_NAME)
    taken = read_bracket (anatomist, units + at, length - at);
  if (taken == 0)
    taken = read_quarter (anatomist, units + at, length - at);
  if (taken == 0 && (first || units[at - 1] >= 0x80))
    taken = read_road (anatomist, units + at, length - at);
  if (taken == 0 && (first || hecha_folded_is_one_of (units[at - 1], BEFORE_NAMES)))
    taken = read_list (anatomist, units + at, length - at);
  return taken;
}
