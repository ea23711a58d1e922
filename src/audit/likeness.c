/* Signs and their weights: see likeness.h. */
#include "audit/likeness.h"

#include <string.h>

#include "audit/agreement.h"
#include "audit/sketch.h"

/* Agreement of two concepts that is worth the name. */
#define AGREES 0.5f
#define SAME_ARENA 0.9f
/* Objects less alike than this have nothing in common. */
#define NOTHING 0.15f
#define NO_SENSE 0.35f
#define SENSE_MENTIONED 0.15f
/* Parts of the content that are built as surely as this count. */
#define SURE 0.5f
/* Unknown words of a name that weigh so much mean a thing of their own. */
#define STRANGE 1.2f

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
sign_objects (HechaLikeness *likeness, const HechaObjects *objects)
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
sign_functions (HechaLikeness *likeness, const HechaObjects *objects, const HechaFunctions *functions)
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
    if (hecha_agreement_functions_of (anatomy)[i].fixed && hecha_agreement_functions_of (anatomy)[i].presence >= SURE)
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
  set_sign (likeness, HECHA_SIGN_PLACE_SYSTEM,
            place && (a->marks.nature & b->marks.nature & HECHA_NATURE_PRODUCT) != 0
              && !differ_in (a, b, HECHA_NATURE_INSTITUTION));
  set_sign (likeness, HECHA_SIGN_PLACE_FIXED, place && is_fixed (a) && is_fixed (b));
  set_sign (likeness, HECHA_SIGN_EQUIPMENT, differ_in (a, b, HECHA_NATURE_EQUIPMENT));
  set_sign (likeness, HECHA_SIGN_EQUIP_EACH,
            !same && (a->marks.nature & b->marks.nature & HECHA_NATURE_EQUIPMENT) != 0);
  set_sign (likeness, HECHA_SIGN_PIECE,
            same && a->marks.component != b->marks.component && likeness->names >= AGREES);
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
              && hecha_agreement_like (thesaurus, &anatomy->parts[i], &other->parts[j]) >= AGREES)
            *agrees = TRUE;
      }
  return has;
}

/* How much of a module B can be by sense alone. */
static float
may_be_contained (float sense)
{
  return CLAMP ((sense - SENSE_MENTIONED) / SENSE_MENTIONED, 0.0f, 1.0f);
}

/* A is a module of B: not of what a school has for itself, nor where B only
 * mentions what A is about. */
static float
contained (const HechaThesaurus *thesaurus, const HechaLikeness *likeness, const HechaAnatomy *a,
           const HechaAnatomy *b)
{
  float sense = likeness->signs[HECHA_SIGN_SENSE];

  if ((b->marks.nature & HECHA_NATURE_INSTITUTION) != 0 || differ_in (a, b, HECHA_NATURE_EQUIPMENT))
    return 0;
  return hecha_agreement_contained (thesaurus, a, b)
         * may_be_contained (sense);
}

static void
sign_residues (HechaLikeness *likeness, const HechaAnatomy *a, const HechaAnatomy *b)
{
  set_sign (likeness, HECHA_SIGN_RESIDUES, hecha_sketch_residues (a, b));
  set_sign (likeness, HECHA_SIGN_STRANGERS,
            (a->strangeness >= STRANGE && b->strangeness >= STRANGE)
              * MAX (0.0f, 1 - 5 * likeness->signs[HECHA_SIGN_RESIDUES]));
}

static void
sign_texts (HechaLikeness *likeness, const HechaThesaurus *thesaurus, const HechaAnatomy *a,
            const HechaAnatomy *b)
{
  float shared_a, shared_b;
  float of_a = hecha_agreement_covered (thesaurus, a, b, &shared_a), of_b = hecha_agreement_covered (thesaurus, b, a, &shared_b);
  HechaStray stray_a, stray_b;
  gboolean agrees = FALSE;
  gboolean audiences = has_audience (a, thesaurus, b, &agrees)
                       && has_audience (b, thesaurus, a, &agrees);

  float in_b = contained (thesaurus, likeness, a, b), in_a = contained (thesaurus, likeness, b, a);

  hecha_agreement_stray (thesaurus, a, b, &stray_a);
  hecha_agreement_stray (thesaurus, b, a, &stray_b);
  /* Of a platform and a part of it only what the part has beyond it counts. */
  if (MAX (in_a, in_b) >= AGREES)
    *(in_b >= in_a ? &stray_b : &stray_a) = (HechaStray){ 0, 0 };
  set_sign (likeness, HECHA_SIGN_STRAY_BOTH, MIN (stray_a.any, stray_b.any));
  set_sign (likeness, HECHA_SIGN_STRAY_ONE, MAX (stray_a.any, stray_b.any));
  set_sign (likeness, HECHA_SIGN_STRAY_THING, MAX (stray_a.thing, stray_b.thing));
  /* What one names beyond the other matters less where the contents agree. */
  set_sign (likeness, HECHA_SIGN_STRAY_ALONE,
            MAX (stray_a.any, stray_b.any) * (1 - likeness->signs[HECHA_SIGN_DOES])
              * (1 - CLAMP ((MAX (of_a, of_b) - 0.5f) / 0.3f, 0.0f, 1.0f)));
  set_sign (likeness, HECHA_SIGN_COVERED, MAX (of_a, of_b));
  set_sign (likeness, HECHA_SIGN_SHARED, MIN (shared_a, shared_b) / 5);
  sign_residues (likeness, a, b);
  set_sign (likeness, HECHA_SIGN_COPY, likeness->copy);
  set_sign (likeness, HECHA_SIGN_NAMES, likeness->names);
  set_sign (likeness, HECHA_SIGN_CONTAINED, MAX (in_a, in_b));
  set_sign (likeness, HECHA_SIGN_AUDIENCE, audiences && !agrees);
}

/* ---- weighing ---------------------------------------------------------- */

/* From tests/audit/fit_likeness.py; a sign that is not here has no weight. */
static const float weights[HECHA_N_SIGNS] = {
  [HECHA_SIGN_PLAIN] = 0.75f,
  [HECHA_SIGN_AGAIN] = 0.02f,
  [HECHA_SIGN_VAGUE] = 0.06f,
  [HECHA_SIGN_THING_BELOW] = 0.04f,
  [HECHA_SIGN_NARROW] = 0.53f,
  [HECHA_SIGN_NARROW_DOES] = 0.53f,
  [HECHA_SIGN_WIDE_DOES] = 0.08f,
  [HECHA_SIGN_DOES] = 0.22f,
  [HECHA_SIGN_FAMILY] = 0.70f,
  [HECHA_SIGN_OTHER_FAMILY] = -0.09f,
  [HECHA_SIGN_STRAY_BOTH] = -1.50f,
  [HECHA_SIGN_STRAY_ONE] = -1.00f,
  [HECHA_SIGN_COVERED] = 0.53f,
  [HECHA_SIGN_SHARED] = 0.22f,
  [HECHA_SIGN_SENSE] = 7.55f,
  [HECHA_SIGN_HINTS_ONLY] = -1.00f,
  [HECHA_SIGN_ACTS] = 0.54f,
  [HECHA_SIGN_RESIDUES] = 2.56f,
  [HECHA_SIGN_STRANGERS] = -7.00f,
  [HECHA_SIGN_COPY] = 0.13f,
  [HECHA_SIGN_CONTAINED] = 1.80f,
  [HECHA_SIGN_SAME_UNIT] = -1.46f,
  [HECHA_SIGN_SAME_UNIT_UNLIKE] = -0.41f,
  [HECHA_SIGN_PLACE] = -2.12f,
  [HECHA_SIGN_OWN_PLACE] = -0.12f,
  [HECHA_SIGN_PLACE_SYSTEM] = 0.72f,
  [HECHA_SIGN_PLACE_FIXED] = -0.56f,
  [HECHA_SIGN_EQUIPMENT] = -2.64f,
  [HECHA_SIGN_EQUIP_EACH] = -0.66f,
  [HECHA_SIGN_PIECE] = -0.56f,
  [HECHA_SIGN_UPGRADES] = -1.28f,
  [HECHA_SIGN_RECURS] = -1.67f,
};
static const float least = -5.03f;

static float
weigh (const HechaLikeness *likeness)
{
  float sum = least;

  for (guint i = 0; i < HECHA_N_SIGNS; i++)
    sum += weights[i] * likeness->signs[i];
  /* No exp (): its last digit differs between machines. */
  return 0.5f * (1 + sum / (1 + ABS (sum)));
}

/* No sign has less weight than it will have: what is dear to find out is taken
 * to be as it is best. */
static void
sign_at_best (HechaLikeness *likeness, const HechaObjects *objects, float sense,
              const HechaAnatomy *a, const HechaAnatomy *b)
{
  static const guint8 by_names[] = { HECHA_SIGN_SAME_UNIT_UNLIKE, HECHA_SIGN_PIECE };
  float narrow = objects->narrow * (1 - MAX (objects->named, objects->inside));

  for (guint i = 0; i < HECHA_N_SIGNS; i++)
    likeness->signs[i] = weights[i] > 0;
  sign_objects (likeness, objects);
  sign_marks (likeness, a, b);
  sign_residues (likeness, a, b);
  for (guint i = 0; i < G_N_ELEMENTS (by_names); i++)
    likeness->signs[by_names[i]] = weights[by_names[i]] > 0;
  if (weights[HECHA_SIGN_NARROW] > 0)
    set_sign (likeness, HECHA_SIGN_NARROW, narrow);
  if (weights[HECHA_SIGN_NARROW_DOES] > 0)
    set_sign (likeness, HECHA_SIGN_NARROW_DOES, narrow);
  if (weights[HECHA_SIGN_CONTAINED] > 0)
    set_sign (likeness, HECHA_SIGN_CONTAINED, may_be_contained (sense));
  if (objects->named < SAME_ARENA)
    likeness->signs[HECHA_SIGN_PLAIN] = likeness->signs[HECHA_SIGN_AGAIN] = 0;
  set_sign (likeness, HECHA_SIGN_SENSE, sense);
  set_sign (likeness, HECHA_SIGN_HINTS_ONLY, likeness->object < NOTHING);
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

/* FALSE where they have nothing in common. */
static gboolean
compare_things (HechaLikeness *likeness, const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                const HechaAnatomy *b, HechaObjects *objects, float *sense)
{
  hecha_agreement_objects (thesaurus, a, b, objects);
  likeness->object = MAX (objects->any, objects->own);
  *sense = hecha_agreement_things (a, b);
  return a->n_objects == 0 || b->n_objects == 0 || likeness->object >= NOTHING
         || *sense >= NO_SENSE;
}

gboolean
hecha_likeness_may_reach (const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                          const HechaAnatomy *b, float score)
{
  HechaLikeness best = { .names = 0 };
  HechaObjects objects;
  float sense;

  if (!compare_things (&best, thesaurus, a, b, &objects, &sense))
    return score <= 0;
  sign_at_best (&best, &objects, sense, a, b);
  return weigh (&best) >= score;
}

void
hecha_likeness (const HechaThesaurus *thesaurus, const HechaAnatomy *a, const HechaAnatomy *b,
                HechaLikeness *likeness)
{
  HechaObjects objects;
  HechaFunctions functions;
  float sense;

  memset (likeness, 0, sizeof *likeness);
  if (!compare_things (likeness, thesaurus, a, b, &objects, &sense))
    return;
  set_sign (likeness, HECHA_SIGN_SENSE, sense);
  set_sign (likeness, HECHA_SIGN_HINTS_ONLY, likeness->object < NOTHING);
  set_sign (likeness, HECHA_SIGN_ACTS, hecha_agreement_acts (a, b));
  hecha_agreement_functions (thesaurus, a, b, &functions);
  likeness->names = hecha_sketch_names (a, b);
  likeness->copy = hecha_sketch_copied (a, b);
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
