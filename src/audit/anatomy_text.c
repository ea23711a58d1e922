/* Clauses, units and marks of a project: see anatomist.h. */
#include "audit/anatomist.h"

#include <string.h>

/* What a hint is worth by where it stands. */
#define VOTE_NAME 1.5f
#define VOTE_CONTENT 1.0f
#define VOTE_GOAL 0.5f

/* ---- texts ------------------------------------------------------------ */

static float
worth_of_votes (HechaPlaceOfWord where)
{
  return where == HECHA_IN_NAME ? VOTE_NAME : where == HECHA_IN_CONTENT ? VOTE_CONTENT : VOTE_GOAL;
}

/* 阳城县, 某某市: the place of the whole, at the very start.  Characters. */
static guint
read_region (const HechaAnatomist *anatomist, const guint16 *units, gsize length, guint32 *region)
{
  static const guint16 party[] = { 0x4e2d, 0x5171 };   /* 中共 */
  guint start = length > 2 && memcmp (units, party, sizeof party) == 0 ? 2 : 0;
  /* 晋城市生态环境局阳城分局 is of 阳城. */
  gboolean branch = length > 2 && units[length - 2] == 0x5206 && units[length - 1] == 0x5c40;

  for (guint i = start + 1; i < length && i < start + 5; i++)
    {
      gboolean county = units[i] == 0x53bf;                       /* 县 */
      gboolean city = units[i] == 0x5e02 || units[i] == 0x533a;   /* 市 区 */
      gboolean whole = units[i] == 0x5e02 && branch;
      gboolean province = units[i] == 0x7701;                     /* 省 */
      HechaWord word;

      if (!(county || ((city || province) && i >= start + 2)) || i == start)
        continue;
      if (i == start + 1 && (units[start] == 0x6d89 || units[start] == 0x8de8))   /* 涉县, 跨县 */
        return start;
      for (guint j = start; j < i; j++)
        {
          hecha_thesaurus_match (anatomist->thesaurus, units + j, length - j, &word);
          if (word.length > 1 || (j == start && word.length > 0))
            return start;
        }
      if (!province && !whole)
        *region = hecha_folded_hash (units + start, i - start);
      start = i + 1;
    }
  return start;
}

static gboolean
ends_clause (guint16 unit)
{
  return unit == 0xff0c || unit == ',' || unit == 0x3002 || unit == ';' || unit == '\n'
         || unit == 0x3001;
}

static void
pass_break (HechaAnatomist *anatomist, guint16 unit)
{
  if (!ends_clause (unit))
    return;
  anatomist->module++;
  anatomist->first_item = FALSE;
  if (unit == 0x3001)   /* 、 goes on with the clause */
    return;
  anatomist->first_clause = anatomist->context = FALSE;
}

/* "在原有…基础上", "一期基础上": this continues what is there. */
static gboolean
is_continuation (const guint16 *units, gsize length)
{
  static const char *const cues[] = { "基础上", "原系统", "原有系统", "现有系统", "原平台", "原有平台",
                                      "现有平台", "已建成的", "对已建", "一期已", "前期建设", NULL };

  for (const char *const *cue = cues; *cue != NULL; cue++)
    {
      gsize n = 0;
      const char *p = *cue;

      for (; *p != '\0' && n < length && units[n] == g_utf8_get_char (p); n++)
        p = g_utf8_next_char (p);
      if (*p == '\0')
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_letter (guint16 unit)
{
  return unit < 0x80 && g_ascii_isalpha ((char) unit);
}

void
hecha_anatomist_read_text (HechaAnatomist *anatomist, const char *text, HechaPlaceOfWord where)
{
  const guint16 *units;
  gsize length, run = 0, i = 0;
  guint32 region = 0;

  g_array_set_size (anatomist->units, 0);
  hecha_folded_text (anatomist->units, text);
  units = (const guint16 *) (gpointer) anatomist->units->data;
  length = anatomist->units->len;
  anatomist->where = where;
  anatomist->first_clause = anatomist->first_item = where == HECHA_IN_CONTENT;
  anatomist->context = FALSE;
  anatomist->module = 0;
  i = read_region (anatomist, units, length, &region);
  if (where == HECHA_IN_NAME && region != 0)
    anatomist->marks.region = region;
  if (anatomist->sightings == NULL)
    hecha_anatomist_vote (anatomist, units + i, length - i, worth_of_votes (where));
  while (i < length)
    {
      HechaWord word;
      guint taken = where == HECHA_IN_NAME ? hecha_marks_read (&anatomist->marks, units + i, length - i) : 0;

      if (taken == 0)
        taken = hecha_anatomist_read_places (anatomist, units, length, i);
      if (taken == 0 && where == HECHA_IN_CONTENT && is_continuation (units + i, length - i))
        anatomist->marks.nature |= HECHA_NATURE_CONTINUES;
      hecha_thesaurus_match (anatomist->thesaurus, units + i, length - i, &word);
      if ((word.length == 1 && hecha_anatomist_is_stray_suffix (anatomist, &word, units + i - run, run))
          || (i > 0 && is_letter (units[i]) && is_letter (units[i - 1])))
        word.length = 0;
      if (taken == 0 && word.length == 0 && !hecha_folded_is_break (units[i])
          && !(units[i] < 0x80 && g_ascii_isdigit ((char) units[i])))
        {
          run++;
          i++;
          continue;
        }
      if (taken > 0 || word.length == 0)
        {
          hecha_anatomist_end_run (anatomist, units + i - run, run);
          if (taken == 0)
            pass_break (anatomist, units[i]);
          i += MAX (taken, 1);
        }
      else
        {
          hecha_anatomist_meet_word (anatomist, &word, units + i - run, run);
          i += word.length;
        }
      run = 0;
    }
  hecha_anatomist_end_run (anatomist, units + length - run, run);
  anatomist->n_modules = anatomist->module + 1;
}

/* ---- unit and marks --------------------------------------------------- */

static guint32
text_hash (HechaAnatomist *anatomist, const char *text)
{
  GArray *units = anatomist->units;
  guint filled = 0;

  g_array_set_size (units, 0);
  hecha_folded_text (units, text);
  for (guint i = 0; i < units->len; i++)
    if (!hecha_folded_is_break (g_array_index (units, guint16, i)))
      g_array_index (units, guint16, filled++) = g_array_index (units, guint16, i);
  return filled == 0 ? 0 : hecha_folded_hash ((const guint16 *) (gpointer) units->data, filled);
}

/* Who watches over what others do: by the unit, or by the name. */
static gboolean
supervises (const HechaAnatomist *anatomist)
{
  const HechaLandmarks *landmarks = &anatomist->landmarks;
  const guint16 *units = (const guint16 *) (gpointer) anatomist->units->data;

  for (guint i = 0; i < anatomist->parts->len; i++)
    {
      const HechaPart *part = &g_array_index (anatomist->parts, HechaPart, i);
      if (part->concept == landmarks->discipline && part->where == HECHA_IN_NAME)
        return TRUE;
    }
  for (guint i = 0; i < anatomist->units->len; i++)
    {
      HechaWord word;

      hecha_thesaurus_match (anatomist->thesaurus, units + i, anatomist->units->len - i, &word);
      for (guint k = 0; k < word.n_concepts; k++)
        if (word.concepts[k] == landmarks->discipline
            || word.concepts[k] == landmarks->discipline_unit)
          return TRUE;
    }
  return FALSE;
}

/* 医院 of 东林县医院: all that is left of the unit. */
static gboolean
is_whole (const HechaAnatomist *anatomist, const HechaWord *word, gsize start)
{
  return word->length > 1 && start > 0 && start + word->length == anatomist->units->len;
}

/* 风景区 and the like: gates and guides there are the site's, as a school's are. */
static gboolean
is_site (const HechaWord *word, const guint16 *units)
{
  return hecha_folded_ends_with (units, word->length, u"景区")
         || hecha_folded_ends_with (units, word->length, u"名胜区");
}

/* WORD of a unit's name stands at START, RUN unknown characters before it: marks
 * the place that the unit is. */
static void
meet_place_of_unit (HechaAnatomist *anatomist, const HechaWord *word, const guint16 *units,
                    gsize start, gsize run, gboolean counts)
{
  HechaMarks *marks = &anatomist->marks;
  gboolean institution = hecha_anatomist_has_kind (anatomist, word, HECHA_CONCEPT_INSTITUTION);
  gboolean suffix = hecha_anatomist_has_kind (anatomist, word, HECHA_CONCEPT_PLACE_SUFFIX);
  gboolean whole = suffix && is_whole (anatomist, word, start);
  gboolean named = suffix && hecha_anatomist_is_place (units + start - run, run, word->length);

  if (institution || whole || (suffix && is_site (word, units + start)))
    marks->nature |= HECHA_NATURE_INSTITUTION;
  if (!institution && !whole && !named)
    return;
  if (!counts || (marks->nature & HECHA_NATURE_OWN_PLACE) != 0)
    return;
  hecha_anatomist_add_place (anatomist, units + start - run, run + word->length);
  marks->nature |= HECHA_NATURE_OWN_PLACE;
}

/* A town, a school, a hospital: what it builds it builds for itself. */
void
hecha_anatomist_read_unit (HechaAnatomist *anatomist, const HechaSubject *subject)
{
  HechaMarks *marks = &anatomist->marks;
  const char *plain = subject->unit_plain != NULL && *subject->unit_plain != '\0'
                        ? subject->unit_plain : subject->unit;
  const guint16 *units;
  guint32 region = 0;
  gsize i, run = 0;
  gboolean from_unit;

  marks->unit = text_hash (anatomist, plain);
  g_array_set_size (anatomist->units, 0);
  hecha_folded_text (anatomist->units, subject->unit);
  units = (const guint16 *) (gpointer) anatomist->units->data;
  i = read_region (anatomist, units, anatomist->units->len, &region);
  if (marks->region == 0)
    marks->region = region;
  if (supervises (anatomist))
    marks->nature |= HECHA_NATURE_SUPERVISES;
  anatomist->where = HECHA_IN_NAME;
  /* A hospital that builds for the county's hospitals builds for no place. */
  from_unit = marks->n_places == 0 && (marks->nature & HECHA_NATURE_WHOLE_COUNTY) == 0;
  while (i < anatomist->units->len)
    {
      HechaWord word;

      hecha_thesaurus_match (anatomist->thesaurus, units + i, anatomist->units->len - i, &word);
      if (word.length == 1 && hecha_anatomist_is_stray_suffix (anatomist, &word, units + i - run, run))
        word.length = 0;
      if (word.length > 0)
        meet_place_of_unit (anatomist, &word, units, i, run, from_unit);
      run = word.length > 0 ? 0 : run + 1;
      i += MAX (word.length, 1);
    }
}

static gboolean
contains (const char *text, const char *word)
{
  return text != NULL && strstr (text, word) != NULL;
}

void
hecha_anatomist_read_marks (HechaAnatomist *anatomist, const HechaSubject *subject)
{
  HechaMarks *marks = &anatomist->marks;

  marks->nature |= anatomist->pending_nature;
  marks->role = anatomist->pending_role;
  if (anatomist->first_maintains && !anatomist->first_builds)
    marks->nature |= HECHA_NATURE_MAINTENANCE;
  if (contains (subject->nature, "运行维护") || contains (subject->nature, "运维"))
    marks->nature |= HECHA_NATURE_MAINTENANCE;
  /* 购买服务, 租赁: nothing is built. */
  if (contains (subject->nature, "服务") || contains (subject->nature, "租"))
    marks->nature |= HECHA_NATURE_RECURRENT;
  if (contains (subject->nature, "升级") || contains (subject->nature, "扩建")
      || contains (subject->nature, "改造"))
    marks->nature |= HECHA_NATURE_UPGRADE;
  if (marks->phase == 0 && subject->phase != NULL && *subject->phase != '\0')
    {
      g_array_set_size (anatomist->units, 0);
      hecha_folded_text (anatomist->units, subject->phase);
      hecha_marks_read (marks, (const guint16 *) (gpointer) anatomist->units->data,
                        anatomist->units->len);
    }
  marks->year = (gint16) subject->year;
  marks->contract_day = subject->contract_day;
  marks->investment = subject->investment == HECHA_NO_INVESTMENT ? -1 : subject->investment;
  marks->code = text_hash (anatomist, subject->code);
  marks->contractor = text_hash (anatomist, subject->contractor);
  marks->stem = anatomist->stem->len == 0
                  ? 0
                  : hecha_folded_hash ((const guint16 *) (gpointer) anatomist->stem->data,
                                       anatomist->stem->len);
}
