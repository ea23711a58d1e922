/* Part by part: see likeness.h. */
#include "audit/likeness.h"

#include <string.h>

/* Agreement of two concepts that is worth the name. */
#define AGREES 0.5f
#define SAME_ARENA 0.9f
/* Objects less alike than this have nothing in common. */
#define NOTHING 0.15f
/* Of a project with fewer parts than this their agreement says less. */
#define FEW_PARTS 3.0f
/* Parts of the content that are built as surely as this count. */
#define SURE 0.5f
/* What makes a platform: so many modules that tell an object or a function. */
#define PLATFORM_MODULES 3
#define CONTAINED_LIKE 0.7f
#define OTHER_FIELD 0.3f
#define FIELD_UNTOLD 0.7f
/* Unknown words of a name that weigh so much mean a thing of their own. */
#define STRANGE 1.2f

/* ---- objects ----------------------------------------------------------- */

static gboolean
is_named (const HechaPart *part)
{
  return part->where == HECHA_IN_NAME;
}

static gboolean
is_thing (const HechaPart *part)
{
  return !part->broad && !part->arena && !part->own_use;
}

static float
like_of (const HechaThesaurus *thesaurus, const HechaPart *a, const HechaPart *b)
{
  return hecha_thesaurus_likeness (thesaurus, (guint16) a->concept, (guint16) b->concept);
}

static void
raise_to (float *value, float candidate)
{
  if (*value < candidate)
    *value = candidate;
}

/* The best agreements of objects by where they stand. */
typedef struct
{
  float named, inside, below;   /* of things */
  float vague;                  /* where a name tells no thing, by what stands in for it */
  float share;                  /* of the content whose thing is the other's name */
  float narrow, wide;           /* of arenas in both names or in one */
  float any, own;
  float bare;                   /* of arenas that are all that both names tell */
} Objects;

static guint
count_bits (guint32 bits)
{
  guint n = 0;

  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

/* How much of its content tells PART of B. */
static float
share_of_content (const HechaPart *part, const HechaAnatomy *anatomy)
{
  return (float) count_bits (part->modules) / (float) CLAMP (anatomy->n_modules, 1, 32);
}

typedef struct
{
  float any, thing;
} Stray;

static void
meet_objects (Objects *objects, const HechaPart *p, const HechaPart *q, float like)
{
  /* Squared: what is merely near is mostly built for something else. */
  float sure = like * like * MIN (p->presence, q->presence);

  if (p->own_use && q->own_use)
    raise_to (&objects->own, sure);
  else if (!p->broad && !q->broad)
    raise_to (&objects->any, sure);
  if (is_thing (p) && is_thing (q))
    raise_to (is_named (p) && is_named (q)   ? &objects->named
              : is_named (p) || is_named (q) ? &objects->inside
                                             : &objects->below,
              sure);
  if ((p->stands_in || q->stands_in) && (p->stands_in || is_named (p))
      && (q->stands_in || is_named (q)))
    raise_to (&objects->vague, sure);
  if (p->arena && q->arena && (is_named (p) || is_named (q)))
    raise_to (p->narrow && q->narrow ? &objects->narrow : &objects->wide,
              is_named (p) && is_named (q) ? sure : 0.7f * sure);
  else if ((p->arena || q->arena) && is_named (p) && is_named (q))
    raise_to (&objects->wide, sure);
}

/* The only object of its name, where that is an arena; NULL otherwise. */
static const HechaPart *
bare_arena (const HechaAnatomy *anatomy)
{
  const HechaPart *only = NULL;

  for (guint i = 0; i < anatomy->n_objects; i++)
    {
      const HechaPart *part = &anatomy->parts[i];

      if (!is_named (part) || part->weight < 0.2f || part->broad)
        continue;
      if (only != NULL || !part->arena)
        return NULL;
      only = part;
    }
  return only;
}

static void
compare_objects (const HechaThesaurus *thesaurus, const HechaAnatomy *a, const HechaAnatomy *b,
                 Objects *objects)
{
  const HechaPart *bare_a = bare_arena (a), *bare_b = bare_arena (b);

  memset (objects, 0, sizeof *objects);
  if (bare_a != NULL && bare_b != NULL)
    objects->bare = like_of (thesaurus, bare_a, bare_b);
  for (guint i = 0; i < a->n_objects; i++)
    for (guint j = 0; j < b->n_objects; j++)
      {
        float like = like_of (thesaurus, &a->parts[i], &b->parts[j]);

        if (like >= 0.2f)
          meet_objects (objects, &a->parts[i], &b->parts[j], like);
        if (like < CONTAINED_LIKE || !is_thing (&a->parts[i]) || !is_thing (&b->parts[j])
            || is_named (&a->parts[i]) == is_named (&b->parts[j]))
          continue;
        raise_to (&objects->share, is_named (&a->parts[i])
                                     ? share_of_content (&b->parts[j], b)
                                     : share_of_content (&a->parts[i], a));
      }
}

/* The weightiest object of A's name that B lacks. */
static void
find_stray (const HechaThesaurus *thesaurus, const HechaAnatomy *a, const HechaAnatomy *b,
            Stray *stray)
{
  *stray = (Stray){ 0, 0 };
  for (guint i = 0; i < a->n_objects; i++)
    {
      const HechaPart *part = &a->parts[i];
      float best = 0, worth;

      if (!is_named (part) || part->broad || part->own_use || part->weight < 0.4f)
        continue;
      for (guint j = 0; j < b->n_objects; j++)
        raise_to (&best, like_of (thesaurus, part, &b->parts[j]) * b->parts[j].presence);
      worth = MIN (part->weight, 1.0f) * (1 - best) * (part->arena && !part->narrow ? 0.6f : 1.0f);
      raise_to (&stray->any, worth);
      if (is_thing (part))
        raise_to (&stray->thing, worth);
    }
}

/* ---- functions --------------------------------------------------------- */

typedef struct
{
  float named, any;
  float family;       /* share of the lesser in families */
  gboolean both_named, both_known;
} Functions;

static const HechaPart *
functions_of (const HechaAnatomy *anatomy)
{
  return anatomy->parts + anatomy->n_objects;
}

/* How strongly each family is there, 0 to 1; the sum. */
static float
weigh_families (const HechaAnatomy *anatomy, float weights[HECHA_MAX_FAMILIES + 1])
{
  float sum = 0;

  memset (weights, 0, (HECHA_MAX_FAMILIES + 1) * sizeof *weights);
  for (guint i = 0; i < anatomy->n_functions; i++)
    {
      const HechaPart *part = &functions_of (anatomy)[i];
      raise_to (&weights[part->family], is_named (part) ? 1.0f : 0.5f * part->presence);
    }
  for (guint i = 1; i <= HECHA_MAX_FAMILIES; i++)
    sum += weights[i];
  return sum;
}

static float
shared_families (const HechaAnatomy *a, const HechaAnatomy *b, gboolean *both_known)
{
  float of_a[HECHA_MAX_FAMILIES + 1], of_b[HECHA_MAX_FAMILIES + 1], both = 0;
  float sum_a = weigh_families (a, of_a), sum_b = weigh_families (b, of_b);

  for (guint i = 1; i <= HECHA_MAX_FAMILIES; i++)
    both += MIN (of_a[i], of_b[i]);
  *both_known = sum_a > 0.3f && sum_b > 0.3f;
  return *both_known ? both / MIN (sum_a, sum_b) : 0;
}

static void
compare_functions (const HechaThesaurus *thesaurus, const HechaAnatomy *a, const HechaAnatomy *b,
                   Functions *functions)
{
  gboolean named_a = FALSE, named_b = FALSE;

  memset (functions, 0, sizeof *functions);
  for (guint i = 0; i < a->n_functions; i++)
    {
      const HechaPart *p = &functions_of (a)[i];

      named_a = named_a || (is_named (p) && !p->broad);
      for (guint j = 0; j < b->n_functions; j++)
        {
          const HechaPart *q = &functions_of (b)[j];
          float like = like_of (thesaurus, p, q) * MIN (p->presence, q->presence);

          named_b = named_b || (is_named (q) && !q->broad);
          if (p->broad || q->broad)
            continue;
          raise_to (&functions->any, like);
          if (is_named (p) && is_named (q))
            raise_to (&functions->named, like);
        }
    }
  functions->both_named = named_a && named_b;
  functions->family = shared_families (a, b, &functions->both_known);
}

/* ---- the rest ---------------------------------------------------------- */

/* How much of A's content is in B: its share, and how many parts. */
static float
covered (const HechaThesaurus *thesaurus, const HechaAnatomy *a, const HechaAnatomy *b,
         float *shared)
{
  float found = 0, all = 0;

  *shared = 0;
  for (guint i = 0; i < (guint) a->n_objects + a->n_functions; i++)
    {
      const HechaPart *part = &a->parts[i];
      float best = 0, worth = part->broad ? 0.2f : part->own_use ? 0.4f : 1.0f;

      if (part->presence < SURE)
        continue;
      for (guint j = 0; j < (guint) b->n_objects + b->n_functions; j++)
        if (b->parts[j].kind == part->kind)
          raise_to (&best, like_of (thesaurus, part, &b->parts[j]) * b->parts[j].presence);
      all += worth;
      found += worth * best;
      if (best >= 0.7f)
        *shared += worth * best;
    }
  return found / MAX (all, FEW_PARTS);
}

static float
shared_residues (const HechaAnatomy *a, const HechaAnatomy *b)
{
  float both = 0;
  guint i = 0, j = 0;

  while (i < a->n_residues && j < b->n_residues)
    {
      const HechaResidue *x = &a->residues[i], *y = &b->residues[j];

      if (x->pair == y->pair)
        {
          both += MIN (x->weight, y->weight);
          i++;
          j++;
        }
      else if (x->pair < y->pair)
        i++;
      else
        j++;
    }
  /* A single stray pair of characters is no word. */
  return both > 0
           ? MIN (1.0f, both / MAX (MIN (a->residue_weight, b->residue_weight), 0.6f)) : 0;
}

static float
alike_names (const HechaAnatomy *a, const HechaAnatomy *b)
{
  guint i = 0, j = 0, both = 0;

  if (a->marks.stem != 0 && a->marks.stem == b->marks.stem)
    return 1.0f;
  while (i < a->n_grams && j < b->n_grams)
    if (a->grams[i] == b->grams[j])
      {
        both++;
        i++;
        j++;
      }
    else if (a->grams[i] < b->grams[j])
      i++;
    else
      j++;
  return both == 0 ? 0 : 2.0f * (float) both / (float) (a->n_grams + b->n_grams);
}

/* Sketches hold the smallest hashes: below the smaller of the two largest
 * both are complete, and there the shares are compared. */
static float
copied (const HechaAnatomy *a, const HechaAnatomy *b)
{
  guint i = 0, j = 0, both = 0;
  guint32 limit;

  if (a->n_sketch < 8 || b->n_sketch < 8)
    return 0;
  limit = G_MAXUINT32;
  if (a->n_sketch == HECHA_SKETCH_SIZE)
    limit = MIN (limit, a->sketch[a->n_sketch - 1]);
  if (b->n_sketch == HECHA_SKETCH_SIZE)
    limit = MIN (limit, b->sketch[b->n_sketch - 1]);
  while (i < a->n_sketch && j < b->n_sketch && a->sketch[i] <= limit && b->sketch[j] <= limit)
    if (a->sketch[i] == b->sketch[j])
      {
        both++;
        i++;
        j++;
      }
    else if (a->sketch[i] < b->sketch[j])
      i++;
    else
      j++;
  while (i < a->n_sketch && a->sketch[i] <= limit)
    i++;
  while (j < b->n_sketch && b->sketch[j] <= limit)
    j++;
  return (float) both / (float) MAX (MIN (i, j), 6);
}

/* B's modules that hold PART, as bits. */
static guint32
modules_with (const HechaThesaurus *thesaurus, const HechaPart *part, const HechaAnatomy *b)
{
  guint32 modules = 0;

  for (guint j = 0; j < b->n_objects; j++)
    if (!is_named (&b->parts[j])
        && like_of (thesaurus, part, &b->parts[j]) >= CONTAINED_LIKE)
      modules |= b->parts[j].modules;
  return modules;
}

/* Whether what A does is done in those modules of B: 1 yes, 0 other things are
 * done there, between where one of them says nothing. */
static float
done_there (const HechaThesaurus *thesaurus, const HechaAnatomy *a, const HechaAnatomy *b,
            guint32 modules)
{
  float best = 0;
  gboolean asked = FALSE, told = FALSE;

  for (guint i = 0; i < a->n_functions; i++)
    {
      const HechaPart *p = &functions_of (a)[i];

      if (p->broad)
        continue;
      asked = asked || is_named (p);
      for (guint j = 0; j < b->n_functions; j++)
        {
          const HechaPart *q = &functions_of (b)[j];
          float like = like_of (thesaurus, p, q);

          if (q->broad || (q->modules & modules) == 0)
            continue;
          told = TRUE;
          if (p->family != 0 && p->family == q->family)
            raise_to (&like, 0.6f);
          raise_to (&best, like * (is_named (p) ? 1.0f : 0.9f));
        }
    }
  return MAX (best, !told ? 0.75f : !asked ? 0.5f : 0);
}

/* Whether B is a platform for such things as PART: it calls itself 综合, or its
 * name tells the field of which PART is a part (城市管理 of 环卫).  停车 among
 * what a 景区 builds is none. */
static float
platform_for (const HechaThesaurus *thesaurus, const HechaPart *part, const HechaAnatomy *b)
{
  gboolean told = FALSE;

  if ((b->marks.nature & HECHA_NATURE_COMPREHENSIVE) != 0)
    return 1;
  for (guint j = 0; j < b->n_objects; j++)
    if (is_named (&b->parts[j]))
      {
        guint16 named = (guint16) b->parts[j].concept;

        if (hecha_thesaurus_concept (thesaurus, named)->roof
            || hecha_thesaurus_is_a (thesaurus, (guint16) part->concept, named)
            || (!is_thing (&b->parts[j])
                && hecha_thesaurus_akin (thesaurus, (guint16) part->concept, named)))
          return 1;
        told = TRUE;
      }
  return told ? OTHER_FIELD : FIELD_UNTOLD;
}

/* B is a platform of several modules, and what A is named after is one. */
static float
contained (const HechaThesaurus *thesaurus, const HechaAnatomy *a, const HechaAnatomy *b)
{
  float best = 0;
  guint32 telling = 0;

  for (guint j = 0; j < (guint) b->n_objects + b->n_functions; j++)
    telling |= b->parts[j].broad ? 0 : b->parts[j].modules;
  if (count_bits (telling) < PLATFORM_MODULES)
    return 0;
  for (guint i = 0; i < a->n_objects; i++)
    {
      const HechaPart *part = &a->parts[i];
      guint32 modules;

      if (!is_named (part) || part->broad || part->own_use || part->weight < 0.5f)
        continue;
      modules = modules_with (thesaurus, part, b);
      if (modules != 0)
        raise_to (&best, platform_for (thesaurus, part, b) * done_there (thesaurus, a, b, modules)
                           * (is_thing (part) ? 1.0f : 0.6f));
    }
  return best;
}

static gboolean
differ_in (const HechaAnatomy *a, const HechaAnatomy *b, guint bits)
{
  return ((a->marks.nature ^ b->marks.nature) & bits) != 0;
}

static void
set_sign (HechaLikeness *likeness, HechaSign sign, float value)
{
  likeness->signs[sign] = CLAMP (value, 0.0f, 1.0f);
}

static void
sign_objects (HechaLikeness *likeness, const Objects *objects)
{
  float inside = MAX (objects->inside - objects->named, 0);

  set_sign (likeness, HECHA_SIGN_THING_NAMED, objects->named);
  set_sign (likeness, HECHA_SIGN_THING_INSIDE, inside);
  set_sign (likeness, HECHA_SIGN_INSIDE_SHARE, inside * objects->share);
  set_sign (likeness, HECHA_SIGN_VAGUE, MAX (objects->vague - objects->named, 0));
  set_sign (likeness, HECHA_SIGN_THING_BELOW,
            MAX (objects->below - MAX (objects->inside, objects->named), 0));
}

static void
sign_functions (HechaLikeness *likeness, const Objects *objects, const Functions *functions)
{
  float thing = MAX (objects->named, objects->inside);
  float does = MAX (functions->any, functions->named);

  set_sign (likeness, HECHA_SIGN_NARROW, objects->narrow * (1 - thing));
  set_sign (likeness, HECHA_SIGN_NARROW_DOES, objects->narrow * (1 - thing) * does);
  set_sign (likeness, HECHA_SIGN_BARE, objects->bare >= SAME_ARENA);
  set_sign (likeness, HECHA_SIGN_WIDE_DOES,
            MAX (objects->wide - MAX (objects->narrow, thing), 0) * does);
  set_sign (likeness, HECHA_SIGN_DOES_NAMED, functions->named);
  set_sign (likeness, HECHA_SIGN_DOES, functions->any);
  set_sign (likeness, HECHA_SIGN_FAMILY, functions->family);
  set_sign (likeness, HECHA_SIGN_OTHER_FAMILY,
            functions->both_known ? 1 - functions->family : 0);
  set_sign (likeness, HECHA_SIGN_CONFLICT, functions->both_named ? 1 - functions->named : 0);
}

/* Cameras and sensors stand where they are; software may serve the county. */
static gboolean
is_fixed (const HechaAnatomy *anatomy)
{
  for (guint i = 0; i < anatomy->n_functions; i++)
    if (functions_of (anatomy)[i].fixed && functions_of (anatomy)[i].presence >= SURE)
      return TRUE;
  return FALSE;
}

static void
sign_marks (HechaLikeness *likeness, const HechaAnatomy *a, const HechaAnatomy *b)
{
  gboolean same = a->marks.unit != 0 && a->marks.unit == b->marks.unit;
  gboolean place = hecha_kinship_place_unanswered (&a->marks, &b->marks);

  set_sign (likeness, HECHA_SIGN_SAME_UNIT, same);
  set_sign (likeness, HECHA_SIGN_SAME_UNIT_UNLIKE, same ? 1 - likeness->names : 0);
  set_sign (likeness, HECHA_SIGN_PLACE, place);
  set_sign (likeness, HECHA_SIGN_OWN_PLACE, place && differ_in (a, b, HECHA_NATURE_OWN_PLACE));
  set_sign (likeness, HECHA_SIGN_PLACE_FIXED, place && is_fixed (a) && is_fixed (b));
  set_sign (likeness, HECHA_SIGN_EQUIPMENT, differ_in (a, b, HECHA_NATURE_EQUIPMENT));
  set_sign (likeness, HECHA_SIGN_SUPERVISES, differ_in (a, b, HECHA_NATURE_SUPERVISES));
  set_sign (likeness, HECHA_SIGN_RELIES, differ_in (a, b, HECHA_NATURE_RELIES));
  set_sign (likeness, HECHA_SIGN_UPGRADES,
            differ_in (a, b, HECHA_NATURE_UPGRADE | HECHA_NATURE_CONTINUES));
  set_sign (likeness, HECHA_SIGN_RECURS, differ_in (a, b, HECHA_NATURE_RECURRENT));
}

static gboolean
has_audience (const HechaAnatomy *anatomy, const HechaThesaurus *thesaurus,
              const HechaAnatomy *other, gboolean *agrees)
{
  gboolean has = FALSE;

  for (guint i = 0; i < anatomy->n_parts; i++)
    if (anatomy->parts[i].kind == HECHA_CONCEPT_AUDIENCE && !anatomy->parts[i].broad)
      {
        has = TRUE;
        for (guint j = 0; j < other->n_parts; j++)
          if (other->parts[j].kind == HECHA_CONCEPT_AUDIENCE
              && like_of (thesaurus, &anatomy->parts[i], &other->parts[j]) >= AGREES)
            *agrees = TRUE;
      }
  return has;
}

static void
sign_texts (HechaLikeness *likeness, const HechaThesaurus *thesaurus, const HechaAnatomy *a,
            const HechaAnatomy *b)
{
  float shared_a, shared_b;
  float of_a = covered (thesaurus, a, b, &shared_a), of_b = covered (thesaurus, b, a, &shared_b);
  Stray stray_a, stray_b;
  gboolean agrees = FALSE;
  gboolean audiences = has_audience (a, thesaurus, b, &agrees)
                       && has_audience (b, thesaurus, a, &agrees);

  float in_b = contained (thesaurus, a, b), in_a = contained (thesaurus, b, a);

  find_stray (thesaurus, a, b, &stray_a);
  find_stray (thesaurus, b, a, &stray_b);
  /* Of a platform and a part of it only what the part has beyond it counts. */
  if (MAX (in_a, in_b) >= AGREES)
    *(in_b >= in_a ? &stray_b : &stray_a) = (Stray){ 0, 0 };
  set_sign (likeness, HECHA_SIGN_STRAY_BOTH, MIN (stray_a.any, stray_b.any));
  set_sign (likeness, HECHA_SIGN_STRAY_ONE, MAX (stray_a.any, stray_b.any));
  set_sign (likeness, HECHA_SIGN_STRAY_THING, MAX (stray_a.thing, stray_b.thing));
  /* What one names beyond the other matters less where the contents agree. */
  set_sign (likeness, HECHA_SIGN_STRAY_ALONE,
            MAX (stray_a.any, stray_b.any) * (1 - likeness->signs[HECHA_SIGN_DOES])
              * (1 - CLAMP ((MAX (of_a, of_b) - 0.5f) / 0.3f, 0.0f, 1.0f)));
  set_sign (likeness, HECHA_SIGN_COVERED, MAX (of_a, of_b));
  set_sign (likeness, HECHA_SIGN_SHARED, MIN (shared_a, shared_b) / 5);
  set_sign (likeness, HECHA_SIGN_RESIDUES, shared_residues (a, b));
  set_sign (likeness, HECHA_SIGN_STRANGERS,
            (a->strangeness >= STRANGE && b->strangeness >= STRANGE)
              * MAX (0.0f, 1 - 5 * likeness->signs[HECHA_SIGN_RESIDUES]));
  set_sign (likeness, HECHA_SIGN_COPY, likeness->copy);
  set_sign (likeness, HECHA_SIGN_NAMES, likeness->names);
  set_sign (likeness, HECHA_SIGN_CONTAINED, MAX (in_a, in_b));
  set_sign (likeness, HECHA_SIGN_AUDIENCE, audiences && !agrees);
}

/* ---- weighing ---------------------------------------------------------- */

static const float weights[HECHA_N_SIGNS] = {
  [HECHA_SIGN_THING_NAMED] = 3.53f,
  [HECHA_SIGN_PLAIN] = 0.86f,
  [HECHA_SIGN_AGAIN] = 0.13f,
  [HECHA_SIGN_THING_INSIDE] = 0.91f,
  [HECHA_SIGN_INSIDE_SHARE] = 0.34f,
  [HECHA_SIGN_THING_BELOW] = 0.28f,
  [HECHA_SIGN_NARROW] = 1.30f,
  [HECHA_SIGN_NARROW_DOES] = 0.20f,
  [HECHA_SIGN_BARE] = 0.71f,
  [HECHA_SIGN_OTHER_FAMILY] = -0.18f,
  [HECHA_SIGN_CONFLICT] = -0.90f,
  [HECHA_SIGN_STRAY_BOTH] = -0.15f,
  [HECHA_SIGN_STRAY_ONE] = -1.15f,
  [HECHA_SIGN_STRAY_THING] = -0.84f,
  [HECHA_SIGN_STRAY_ALONE] = -0.47f,
  [HECHA_SIGN_COVERED] = 3.09f,
  [HECHA_SIGN_SHARED] = 0.94f,
  [HECHA_SIGN_RESIDUES] = 2.10f,
  [HECHA_SIGN_STRANGERS] = -4.00f,
  [HECHA_SIGN_COPY] = 0.33f,
  [HECHA_SIGN_CONTAINED] = 1.80f,
  [HECHA_SIGN_SAME_UNIT] = -0.78f,
  [HECHA_SIGN_SAME_UNIT_UNLIKE] = -0.69f,
  [HECHA_SIGN_PLACE] = -2.41f,
  [HECHA_SIGN_PLACE_FIXED] = -0.14f,
  [HECHA_SIGN_EQUIPMENT] = -2.43f,
  [HECHA_SIGN_UPGRADES] = -0.20f,
  [HECHA_SIGN_RECURS] = -1.26f,
};
static const float least = -3.24f;

static float
weigh (const HechaLikeness *likeness)
{
  float sum = least;

  for (guint i = 0; i < HECHA_N_SIGNS; i++)
    sum += weights[i] * likeness->signs[i];
  /* No exp (): its last digit differs between machines. */
  return 0.5f * (1 + sum / (1 + ABS (sum)));
}

/* The same thing by its name, and no mark speaks against it: of two units that
 * is enough, however little their contents share; of one unit if it builds
 * two systems or platforms in unlike years. */
static void
sign_plain (HechaLikeness *likeness, const HechaAnatomy *a, const HechaAnatomy *b)
{
  static const guint8 against[] = { HECHA_SIGN_PLACE, HECHA_SIGN_EQUIPMENT, HECHA_SIGN_SUPERVISES,
                                    HECHA_SIGN_UPGRADES, HECHA_SIGN_RECURS, HECHA_SIGN_STRANGERS };
  gboolean products = (a->marks.nature & b->marks.nature & HECHA_NATURE_PRODUCT) != 0;
  float *signs = likeness->signs;

  for (guint i = 0; i < G_N_ELEMENTS (against); i++)
    if (signs[against[i]] > 0)
      return;
  if (signs[HECHA_SIGN_THING_NAMED] < SAME_ARENA || signs[HECHA_SIGN_STRAY_ONE] >= 0.3f)
    return;
  if (signs[HECHA_SIGN_SAME_UNIT] == 0)
    set_sign (likeness, HECHA_SIGN_PLAIN, 1);
  else if (products && a->marks.year != b->marks.year)
    set_sign (likeness, HECHA_SIGN_AGAIN, 1);
}

void
hecha_likeness (const HechaThesaurus *thesaurus, const HechaAnatomy *a, const HechaAnatomy *b,
                HechaLikeness *likeness)
{
  Objects objects;
  Functions functions;

  memset (likeness, 0, sizeof *likeness);
  compare_objects (thesaurus, a, b, &objects);
  likeness->object = MAX (objects.any, objects.own);
  if (a->n_objects > 0 && b->n_objects > 0 && likeness->object < NOTHING)
    return;
  compare_functions (thesaurus, a, b, &functions);
  likeness->names = alike_names (a, b);
  likeness->copy = copied (a, b);
  sign_objects (likeness, &objects);
  sign_functions (likeness, &objects, &functions);
  sign_marks (likeness, a, b);
  sign_texts (likeness, thesaurus, a, b);
  sign_plain (likeness, a, b);
  likeness->own_use = objects.own >= AGREES && objects.any < AGREES;
  likeness->kin = hecha_kinship (&a->marks, &b->marks, likeness->names);
  if (likeness->kin == HECHA_KIN_NONE && likeness->own_use && a->marks.unit != b->marks.unit)
    likeness->kin = HECHA_KIN_PLACE;
  likeness->score = weigh (likeness);
}
