/* Part by part: see likeness.h. */
#include "audit/likeness.h"

#include <string.h>

/* Parts at least this near the weightiest of their kind name the project. */
#define HEAD_SHARE 0.7f

/* Agreement in a broad concept (查询) is no agreement of heads. */
#define BROAD_HEAD 0.5f
#define NARROW_DECIDES 0.4f
/* A part of a platform: how surely the platform has it, what makes a platform,
 * and what such a pair is worth at least. */
#define CONTAINED_LIKE 0.9f
#define PLATFORM_PARTS 4
#define SCORE_CONTAINED 0.58f

/* Unknown words of that much weight say that a thing is meant which the
 * thesaurus does not know. */
#define STRANGE 0.8f

/* Objects with less in common than this are other objects. */
#define OTHER_OBJECT 0.3f
/* Both names say the same thing (宅基地审批, 农村自建房联审): what else one of
 * them names is mostly a second meaning of the same word. */
#define SAME_THING 0.95f

typedef struct
{
  const HechaPart *parts;
  guint n;
  float top;        /* weight of the weightiest */
  float total;
} Kind;

static void
select_kind (const HechaAnatomy *anatomy, HechaConceptKind kind, Kind *selected)
{
  selected->parts = anatomy->parts + (kind == HECHA_CONCEPT_OBJECT ? 0 : anatomy->n_objects);
  selected->n = kind == HECHA_CONCEPT_OBJECT ? anatomy->n_objects : anatomy->n_functions;
  selected->top = selected->total = 0;
  for (guint i = 0; i < selected->n; i++)
    {
      selected->total += selected->parts[i].weight;
      selected->top = MAX (selected->top, selected->parts[i].weight);
    }
}

/* What A's parts find in B. */
typedef struct
{
  float covered;      /* share of their worth */
  float head;         /* best agreement of a part that names A */
  float decisive;     /* the same, arenas aside */
  float shared;       /* worth of what agrees */
  gboolean stray;     /* a part of A's name has no like in B */
  float named;        /* best agreement of a part of A's name with one of B's */
  float named_thing;  /* the same of parts that decide, neither arena nor 自用 */
  gboolean has_named; /* A's name has a part that is not broad */
  gboolean lacks;     /* B lacks one of those, or has but something like it */
  gboolean not_own;   /* something agrees that is not 自用 */
} Cover;

typedef struct
{
  Cover forward, backward;
} Agreement;

/* How much agreement in the object alone says of what is built. */
static float
how_decisive (const HechaPart *part)
{
  return !part->arena ? 1.0f : part->narrow ? NARROW_DECIDES : 0;
}

/* The best likeness of PART among B's, by how surely B has it. */
static float
best_in (const HechaThesaurus *thesaurus, const HechaPart *part, const Kind *b, float *decides)
{
  float best = 0;

  *decides = how_decisive (part);
  for (guint j = 0; j < b->n; j++)
    {
      float like = hecha_thesaurus_likeness (thesaurus, part->concept, b->parts[j].concept)
                   * b->parts[j].presence;

      if (like <= best)
        continue;
      best = like;
      *decides = MIN (how_decisive (part), how_decisive (&b->parts[j]));
    }
  return best;
}

static float
best_named (const HechaThesaurus *thesaurus, const HechaPart *part, const Kind *b)
{
  float best = 0;

  for (guint j = 0; j < b->n; j++)
    if (b->parts[j].where == HECHA_IN_NAME)
      best = MAX (best, hecha_thesaurus_likeness (thesaurus, part->concept, b->parts[j].concept));
  return best;
}

static void
cover (const HechaThesaurus *thesaurus, const Kind *a, const Kind *b, Cover *result)
{
  float covered = 0;

  *result = (Cover){ 0 };
  for (guint i = 0; i < a->n; i++)
    {
      const HechaPart *part = &a->parts[i];
      float decides;
      float best = best_in (thesaurus, part, b, &decides);

      covered += part->weight * best;
      result->shared += part->weight * (best >= 0.5f ? best : 0);
      if (part->weight >= HEAD_SHARE * a->top)
        {
          result->head = MAX (result->head, part->broad ? BROAD_HEAD * best : best);
          if (!part->broad)
            result->decisive = MAX (result->decisive, best * decides);
        }
      if (part->where == HECHA_IN_NAME && !part->broad && part->weight > 0.5f)
        {
          result->has_named = TRUE;
          result->stray = result->stray || best < 0.3f;
          result->lacks = result->lacks || best < CONTAINED_LIKE || part->arena;
          result->named = MAX (result->named, best_named (thesaurus, part, b));
          if (!part->arena && !part->own_use)
            result->named_thing = MAX (result->named_thing, best_named (thesaurus, part, b));
        }
      if (best >= 0.5f && !part->own_use && part->weight > 0.2f)
        result->not_own = TRUE;
    }
  result->covered = a->total > 0 ? covered / a->total : 0;
}

static void
agree (const HechaThesaurus *thesaurus, const HechaAnatomy *a, const HechaAnatomy *b,
       HechaConceptKind kind, Agreement *agreement, gboolean *known)
{
  Kind of_a, of_b;

  select_kind (a, kind, &of_a);
  select_kind (b, kind, &of_b);
  *known = of_a.total > 0.15f && of_b.total > 0.15f;
  cover (thesaurus, &of_a, &of_b, &agreement->forward);
  cover (thesaurus, &of_b, &of_a, &agreement->backward);
}

static float
shared_residues (const HechaAnatomy *a, const HechaAnatomy *b, float *shared)
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
  *shared += both;
  /* A single stray pair of characters is no word. */
  return both > 0 ? both / MAX (MIN (a->residue_weight, b->residue_weight), 0.6f) : 0;
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

static float
weigh (float forward, float backward)
{
  return 0.65f * MAX (forward, backward) + 0.35f * MIN (forward, backward);
}

/* Objects that decide (矛盾纠纷) say nearly all; for an arena (校园) the function
 * must agree as well. */
static float
weigh_parts (const HechaLikeness *likeness)
{
  float objects = weigh (likeness->objects_forward, likeness->objects_backward);
  float functions = weigh (likeness->functions_forward, likeness->functions_backward);
  float decided = MIN (1.0f, likeness->decisive / 0.7f);
  float arena, decisive;

  if (!likeness->knows_objects)
    return likeness->knows_functions
             ? 0.45f * functions + 0.4f * likeness->residues + 0.1f * likeness->names
             : 0.8f * likeness->residues;
  if (!likeness->knows_functions)
    return objects * (0.45f + 0.35f * decided) + 0.15f * likeness->residues
           + 0.1f * likeness->names;
  arena = (0.48f * objects + 0.42f * functions + 0.1f * likeness->residues)
          * (0.35f + 0.65f * MIN (1.0f, likeness->head_function / 0.7f));
  decisive = likeness->names_functions
               ? (0.7f * objects + 0.2f * functions + 0.1f * likeness->residues)
                   * (0.82f + 0.18f * MIN (1.0f, likeness->head_function / 0.7f))
               : (0.78f * objects + 0.14f * functions + 0.08f * likeness->residues)
                   * (0.93f + 0.07f * MIN (1.0f, likeness->head_function / 0.7f));
  return decided * MAX (arena, decisive) + (1 - decided) * arena;
}

/* B is a platform of many parts, and all that A is named after is one of them:
 * 应急物资 within 应急指挥综合平台. */
static gboolean
is_part_of (const Cover *objects, const Cover *functions, const HechaAnatomy *b)
{
  return objects->has_named && !objects->lacks && (!functions->has_named || functions->head >= 0.5f)
         && (b->marks.nature & HECHA_NATURE_PRODUCT) != 0
         && b->n_objects + b->n_functions >= PLATFORM_PARTS;
}

static float
combine (const HechaLikeness *likeness)
{
  float score = weigh_parts (likeness);

  if (likeness->knows_objects)
    score *= 0.35f + 0.65f * MIN (1.0f, likeness->head_object / 0.7f);
  if (likeness->diverge)
    score *= 0.72f;
  else if (likeness->stray)
    score *= likeness->named_thing >= SAME_THING ? 0.93f : 0.83f;
  if (likeness->knows_functions && !likeness->names_functions && likeness->names_function
      && likeness->head_function < OTHER_OBJECT)
    score *= 0.92f;
  /* Nobody builds a thing again beside his own but under a like name. */
  if (likeness->same_unit && likeness->names < 0.5f && likeness->copy < 0.4f
      && likeness->head_function < 0.7f)
    score *= 0.82f;
  /* What agrees must be worth something. */
  score *= MIN (1.0f, 0.5f + 0.4f * likeness->shared);
  if (!likeness->knows_objects || likeness->head_object >= 0.45f)
    {
      score = MAX (score, 0.95f * likeness->copy * MIN (1.0f, 0.5f + likeness->shared / 3));
      if (likeness->names >= 0.75f && likeness->shared >= 0.8f)
        score = MAX (score, 0.9f * likeness->names);
    }
  /* A thing that the thesaurus does not know, and another one: what else their
   * 建设内容 list in common are modules that every system has. */
  if (likeness->strangers)
    score *= likeness->named_object >= OTHER_OBJECT && likeness->names >= 0.4f ? 0.85f : 0.62f;
  if (likeness->contained && !likeness->same_unit
      && (likeness->copy >= 0.2f || likeness->residues >= 0.3f
          || (likeness->names_function && likeness->head_function >= 0.7f)))
    score = MAX (score, SCORE_CONTAINED + 0.1f * likeness->head_function);
  return MIN (score, 1.0f);
}

static void
set_objects (const Agreement *objects, HechaLikeness *likeness)
{
  likeness->objects_forward = objects->forward.covered;
  likeness->objects_backward = objects->backward.covered;
  likeness->head_object = MAX (objects->forward.head, objects->backward.head);
  likeness->decisive = MAX (objects->forward.decisive, objects->backward.decisive);
  likeness->diverge = (objects->forward.stray && objects->backward.stray)
                      || (objects->forward.has_named && objects->backward.has_named
                          && MAX (objects->forward.named, objects->backward.named)
                               < OTHER_OBJECT);
  likeness->named_thing = MAX (objects->forward.named_thing, objects->backward.named_thing);
  likeness->named_object = MAX (objects->forward.named, objects->backward.named);
  likeness->stray = objects->forward.stray || objects->backward.stray;
  likeness->own_use = objects->forward.head >= 0.5f && !objects->forward.not_own
                      && !objects->backward.not_own;
  likeness->shared = 0.5f * (objects->forward.shared + objects->backward.shared);
}

static void
set_functions (const Agreement *functions, HechaLikeness *likeness)
{
  likeness->functions_forward = functions->forward.covered;
  likeness->functions_backward = functions->backward.covered;
  likeness->head_function = MAX (functions->forward.head, functions->backward.head);
  likeness->names_functions = functions->forward.has_named && functions->backward.has_named;
  likeness->names_function = functions->forward.has_named || functions->backward.has_named;
  likeness->shared += 0.5f * (functions->forward.shared + functions->backward.shared);
}

void
hecha_likeness (const HechaThesaurus *thesaurus, const HechaAnatomy *a, const HechaAnatomy *b,
                HechaLikeness *likeness)
{
  Agreement objects, functions;

  memset (likeness, 0, sizeof *likeness);
  agree (thesaurus, a, b, HECHA_CONCEPT_OBJECT, &objects, &likeness->knows_objects);
  set_objects (&objects, likeness);
  if (likeness->knows_objects && likeness->head_object < OTHER_OBJECT)
    return;
  agree (thesaurus, a, b, HECHA_CONCEPT_FUNCTION, &functions, &likeness->knows_functions);
  set_functions (&functions, likeness);
  likeness->same_unit = a->marks.unit != 0 && a->marks.unit == b->marks.unit;
  likeness->contained = is_part_of (&objects.forward, &functions.forward, b)
                        || is_part_of (&objects.backward, &functions.backward, a);
  likeness->residues = MIN (1.0f, shared_residues (a, b, &likeness->shared));
  likeness->strangers = a->residue_weight >= STRANGE && b->residue_weight >= STRANGE
                        && likeness->residues < 0.1f;
  likeness->names = alike_names (a, b);
  likeness->kin = hecha_kinship (&a->marks, &b->marks, likeness->names);
  if (likeness->kin == HECHA_KIN_NONE && likeness->own_use && a->marks.unit != b->marks.unit)
    likeness->kin = HECHA_KIN_PLACE;
  likeness->copy = copied (a, b);
  likeness->score = combine (likeness);
}
