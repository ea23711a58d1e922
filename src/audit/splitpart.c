/* Parts of larger purchases: see splitpart.h. */
#include "audit/splitpart.h"

#include <stdlib.h>
#include <string.h>

#include "audit/folded.h"

/* Cores as alike as this are one thing, if the parts differ; or anyway. */
#define CORE_ALIKE 0.6f
#define CORE_SAME 0.85f
/* With one contractor less will do. */
#define CORE_ONE_CONTRACTOR 0.4f
#define CORE_TOUCHES 0.12f
/* A word of this weight tells what a stem is about. */
#define STEM_TELLS 0.3f
#define OBJECT_ONE_CONTRACTOR 0.7f

static gboolean
is_core_kind (guint8 kind)
{
  return kind == HECHA_CONCEPT_OBJECT || kind == HECHA_CONCEPT_FUNCTION
         || kind == HECHA_CONCEPT_AUDIENCE || kind == HECHA_CONCEPT_TECHNOLOGY;
}

static void
add_once (guint16 *list, guint8 *n, guint max, guint16 concept)
{
  for (guint i = 0; i < *n; i++)
    if (list[i] == concept)
      return;
  if (*n < max)
    list[(*n)++] = concept;
}

static int
compare_concepts (gconstpointer a, gconstpointer b)
{
  return (int) *(const guint16 *) a - (int) *(const guint16 *) b;
}

/* Sightings of one word stand together; a word that names a part (专线, 大屏)
 * is no core, whatever else it means. */
static void
read_word (const HechaThesaurus *thesaurus, const GArray *sightings, guint from, guint to,
           HechaSplitPart *part)
{
  gboolean names_part = FALSE;

  for (guint i = from; i < to; i++)
    {
      guint16 concept = g_array_index (sightings, HechaSighting, i).concept;

      if (hecha_thesaurus_concept (thesaurus, concept)->kind != HECHA_CONCEPT_PART)
        continue;
      names_part = TRUE;
      add_once (part->roles, &part->n_roles, HECHA_MAX_ROLES, concept);
    }
  for (guint i = from; i < to && !names_part; i++)
    {
      guint16 concept = g_array_index (sightings, HechaSighting, i).concept;

      if (is_core_kind (hecha_thesaurus_concept (thesaurus, concept)->kind))
        add_once (part->core, &part->n_core, HECHA_MAX_CORE, concept);
    }
}

/* How much of the name only repeats the unit's. */
static guint8
own_length (const HechaSplitPart *part, const char *unit)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint16));
  guint8 n = 0;

  if (unit != NULL)
    hecha_folded_text (units, unit);
  while (n < part->n_name && n < units->len && part->name[n] == g_array_index (units, guint16, n))
    n++;
  return n;
}

static guint64
bits_below (guint n)
{
  return n >= 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << n) - 1;
}

/* 机房, 监控室: a unit has one of them, and fits it out once. */
static gboolean
is_room (const HechaConcept *concept)
{
  return strcmp (concept->name, "机房端") == 0;
}

static void
mark_word (const HechaThesaurus *thesaurus, const HechaSighting *sighting, HechaSplitPart *part)
{
  const HechaConcept *concept = hecha_thesaurus_concept (thesaurus, sighting->concept);
  guint64 end = bits_below (sighting->start + (guint) g_utf8_strlen (sighting->word, -1));

  if (sighting->start >= HECHA_MAX_PART_NAME)
    return;
  part->inside |= end & ~bits_below (sighting->start + 1);
  if (concept->kind == HECHA_CONCEPT_PART)
    {
      part->components |= G_GUINT64_CONSTANT (1) << sighting->start;
      part->of_room = part->of_room || (sighting->start == part->own && is_room (concept));
    }
  else if (is_core_kind (concept->kind) && !concept->broad && !concept->arena
           && concept->weight >= STEM_TELLS)
    part->telling |= G_GUINT64_CONSTANT (1) << sighting->start;
}

static void
read_name (const HechaThesaurus *thesaurus, const HechaSubject *subject, const GArray *sightings,
           HechaSplitPart *part)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint16));

  hecha_folded_text (units, subject->name);
  part->n_name = (guint8) MIN (units->len, HECHA_MAX_PART_NAME);
  for (guint i = 0; i < part->n_name; i++)
    part->name[i] = g_array_index (units, guint16, i);
  part->own = MAX (own_length (part, subject->unit), own_length (part, subject->unit_plain));
  for (guint i = 0; i < sightings->len; i++)
    mark_word (thesaurus, &g_array_index (sightings, HechaSighting, i), part);
}

gboolean
hecha_split_part_read (const HechaThesaurus *thesaurus, HechaAnatomist *anatomist,
                       const HechaSubject *subject, guint32 index, HechaSplitPart *part)
{
  HechaSubject name_only = { .name = subject->name, .contract_day = HECHA_DAY_NONE };
  g_autoptr (GArray) sightings = NULL;
  guint from = 0;

  *part = (HechaSplitPart){ .subject = index };
  part->anatomy = hecha_anatomist_dissect (anatomist, subject);
  if (part->anatomy->marks.unit == 0 || part->anatomy->marks.role != 0
      || (part->anatomy->marks.nature & HECHA_NATURE_MAINTENANCE) != 0)
    return FALSE;
  sightings = hecha_anatomist_sightings (anatomist, &name_only);
  read_name (thesaurus, subject, sightings, part);
  for (guint i = 1; i <= sightings->len; i++)
    if (i == sightings->len
        || g_array_index (sightings, HechaSighting, i).start
             != g_array_index (sightings, HechaSighting, from).start)
      {
        read_word (thesaurus, sightings, from, i, part);
        from = i;
      }
  qsort (part->core, part->n_core, sizeof part->core[0], compare_concepts);
  return TRUE;
}

/* ---- fitting ----------------------------------------------------------- */

static float
core_weight (const HechaThesaurus *thesaurus, const HechaSplitPart *part)
{
  float weight = 0;

  for (guint i = 0; i < part->n_core; i++)
    weight += hecha_thesaurus_concept (thesaurus, part->core[i])->weight;
  for (guint i = 0; i < part->anatomy->n_residues; i++)
    if (part->anatomy->residues[i].weight >= 0.2f)
      weight += part->anatomy->residues[i].weight;
  return weight;
}

/* The share of the weightier core that both have. */
static float
alike_cores (const HechaThesaurus *thesaurus, const HechaSplitPart *a, const HechaSplitPart *b)
{
  float both = 0, larger = MAX (core_weight (thesaurus, a), core_weight (thesaurus, b));
  guint i = 0, j = 0;

  for (i = 0; i < a->n_core; i++)
    for (j = 0; j < b->n_core; j++)
      if (a->core[i] == b->core[j])
        both += hecha_thesaurus_concept (thesaurus, a->core[i])->weight;
  for (i = 0; i < a->anatomy->n_residues; i++)
    for (j = 0; j < b->anatomy->n_residues; j++)
      if (a->anatomy->residues[i].pair == b->anatomy->residues[j].pair
          && MIN (a->anatomy->residues[i].weight, b->anatomy->residues[j].weight) >= 0.2f)
        both += a->anatomy->residues[i].weight;
  return larger < 0.3f ? 0 : both / larger;
}

static gboolean
roles_differ (const HechaSplitPart *a, const HechaSplitPart *b)
{
  if (a->n_roles == 0 && b->n_roles == 0)
    return FALSE;
  if (a->n_roles != b->n_roles)
    return TRUE;
  for (guint i = 0; i < a->n_roles; i++)
    if (a->roles[i] != b->roles[i])
      return TRUE;
  return FALSE;
}

/* 一楼二楼, 3-5层, 2号楼: of one building, from position I on. */
static gboolean
is_storeys (const HechaSplitPart *part, guint i)
{
  static const char allowed[] = "一二三四五六七八九十0123456789号至到及和、-~()（）";
  gboolean storey = FALSE;

  for (; i < part->n_name; i++)
    {
      gunichar c = part->name[i];

      if (c == 0x697c || c == 0x5c42 || c == 0x680b)   /* 楼, 层, 栋 */
        storey = TRUE;
      else if (!hecha_folded_is_break (part->name[i]) && g_utf8_strchr (allowed, -1, c) == NULL)
        return FALSE;
    }
  return storey;
}

/* 阶梯教室, 体检中心: one room or hall, which is fitted out once.  What a 政务大厅
 * gets year by year are things of their own. */
static gboolean
ends_in_room (const HechaSplitPart *part, guint stem)
{
  static const char16_t *const rooms[]
      = { u"室", u"厅", u"展馆", u"阅览区", u"办案区", u"展区", u"候诊区", u"等候区", u"病区", u"自助区",
          u"体检中心", u"便民中心", u"便民服务中心", u"党群服务中心", u"综治中心", u"会议中心",
          u"活动中心", u"监控中心", NULL };
  static const char16_t *const offices[] = { u"政务大厅", u"服务大厅", u"办事大厅", u"办公室", NULL };

  for (const char16_t *const *office = offices; *office != NULL; office++)
    if (hecha_folded_ends_with (part->name, stem, *office))
      return FALSE;
  for (const char16_t *const *room = rooms; *room != NULL; room++)
    if (hecha_folded_ends_with (part->name, stem, *room))
      return TRUE;
  return FALSE;
}

/* How far the names are alike, up to the beginning of a word of both. */
static guint
common_stem (const HechaSplitPart *a, const HechaSplitPart *b)
{
  guint stem = 0;

  while (stem < a->n_name && stem < b->n_name && a->name[stem] == b->name[stem])
    stem++;
  while (stem > 0 && stem < HECHA_MAX_PART_NAME && ((a->inside | b->inside) >> stem & 1) != 0)
    stem--;
  return stem;
}

/* One of them at least goes on with a 组成: 体检中心 + 管理软件 is that of 体检中心 +
 * 叫号排队.  Services for it are none. */
static gboolean
one_room (const HechaSplitPart *a, const HechaSplitPart *b)
{
  guint stem = 0;
  guint64 beyond;

  while (stem < a->n_name && stem < b->n_name && a->name[stem] == b->name[stem])
    stem++;
  /* 便民中心信息化设备（窗口） and （大屏）: 设备 is the room's. */
  if (stem > 0 && hecha_folded_is_break (a->name[stem - 1]))
    return stem >= (guint) MIN (a->own, b->own) + HECHA_MIN_PART_STEM && stem < HECHA_MAX_PART_NAME
           && ((a->components | b->components) >> stem & 1) != 0;
  while (stem > 0 && !ends_in_room (a, stem))
    stem--;
  if (stem >= HECHA_MAX_PART_NAME || stem < (guint) MIN (a->own, b->own) + HECHA_MIN_PART_STEM)
    return FALSE;
  beyond = ~bits_below (stem);
  return ((a->components | b->components) & beyond) != 0;
}

/* The names are one thing's, and go on with 组成 of it: 会商室 + 大屏, 会商室 +
 * 音响.  What else those words mean is no matter then. */
static gboolean
one_stem (const HechaSplitPart *a, const HechaSplitPart *b)
{
  guint stem = common_stem (a, b);
  guint least = a->of_room && b->of_room ? HECHA_MIN_ROOM_STEM : HECHA_MIN_PART_STEM;
  guint64 below;

  if (stem >= HECHA_MAX_PART_NAME || stem < MIN (a->own, b->own) + least)
    return FALSE;
  below = bits_below (stem);
  if (((a->telling | a->components) & below) == 0)
    return FALSE;
  return ((a->components & b->components) >> stem & 1) != 0
         || (is_storeys (a, stem) && is_storeys (b, stem));
}

static gboolean
other_place (const HechaMarks *a, const HechaMarks *b)
{
  if (a->n_places == 0 || b->n_places == 0)
    return FALSE;
  for (guint i = 0; i < a->n_places; i++)
    for (guint j = 0; j < b->n_places; j++)
      if (a->places[i] == b->places[j])
        return FALSE;
  return TRUE;
}

static gboolean
yearly (const HechaMarks *a, const HechaMarks *b)
{
  return (a->name_year != 0 && b->name_year != 0 && a->name_year != b->name_year)
         || ((a->nature & b->nature & HECHA_NATURE_RECURRENT) != 0 && a->year != b->year);
}

HechaSplitFit
hecha_split_parts_fit (const HechaThesaurus *thesaurus, const HechaSplitPart *a,
                       const HechaSplitPart *b)
{
  const HechaMarks *x = &a->anatomy->marks, *y = &b->anatomy->marks;
  gboolean one_contractor = x->contractor != 0 && x->contractor == y->contractor;
  float alike = alike_cores (thesaurus, a, b);
  HechaLikeness likeness;

  if (yearly (x, y) || (x->code != 0 && x->code == y->code && x->stem == y->stem))
    return HECHA_FIT_NONE;
  if (!other_place (x, y) && alike >= CORE_ALIKE
      && (alike >= CORE_SAME || roles_differ (a, b) || x->lot != y->lot))
    return HECHA_FIT_NAMES;
  if (!other_place (x, y) && (one_stem (a, b) || one_room (a, b)))
    return HECHA_FIT_NAMES;
  if (!one_contractor)
    return HECHA_FIT_NONE;
  if (alike >= CORE_ONE_CONTRACTOR && (roles_differ (a, b) || alike >= CORE_ALIKE))
    return HECHA_FIT_CONTRACTOR;
  hecha_likeness (thesaurus, a->anatomy, b->anatomy, &likeness);
  if (alike >= CORE_TOUCHES && a->n_roles > 0 && b->n_roles > 0 && roles_differ (a, b)
      && likeness.object >= 0.3f)
    return HECHA_FIT_CONTRACTOR;
  return likeness.object >= OBJECT_ONE_CONTRACTOR
             && likeness.score >= 0.4f
           ? HECHA_FIT_CONTRACTOR : HECHA_FIT_NONE;
}
