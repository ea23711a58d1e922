/* Signs and their weights: see likeness.h. */
#include "audit/likeness.h"

#include <string.h>

#include "audit/agreement.h"
#include "audit/sketch.h"

/* Agreement of two concepts that is worth the name. */
#define AGREES 0.5f
/* Objects less alike than this have nothing in common. */
#define NOTHING 0.15f
#define NO_SENSE 0.35f
#define NO_ACTS 0.1f
/* A quarter of the content word for word is as much as two writers ever share. */
#define COPIES 4
#define SENSE_MENTIONED 0.15f
/* Parts of the content that are built as surely as this count. */
#define SURE 0.5f
/* Unknown words of a name that weigh so much mean a thing of their own. */
#define STRANGE 1.2f
/* What nobody tells is taken to be as it mostly is. */
#define SIZE_UNTOLD 0.4f

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

/* Cameras and sensors stand where they are; software may serve the county. */
static gboolean
is_fixed (const HechaAnatomy *anatomy)
{
  for (guint i = 0; i < anatomy->n_functions; i++)
    if (hecha_agreement_functions_of (anatomy)[i].fixed && hecha_agreement_functions_of (anatomy)[i].presence >= SURE)
      return TRUE;
  return FALSE;
}

/* 1 where B costs next to nothing beside A, or A beside B. */
static float
differ_in_size (const HechaMarks *a, const HechaMarks *b)
{
  gint64 less = MIN (a->investment, b->investment), more = MAX (a->investment, b->investment);

  return less < 0 || more <= 0 ? SIZE_UNTOLD : 1.0f - (float) less / (float) more;
}

static void
sign_times (HechaLikeness *likeness, const HechaMarks *a, const HechaMarks *b)
{
  int between = a->year == 0 || b->year == 0 ? 1 : ABS (a->year - b->year);

  set_sign (likeness, HECHA_SIGN_AT_ONCE, between == 0);
  set_sign (likeness, HECHA_SIGN_YEARS, (float) between / 2);
}

static void
sign_marks (HechaLikeness *likeness, const HechaAnatomy *a, const HechaAnatomy *b)
{
  gboolean same = a->marks.unit != 0 && a->marks.unit == b->marks.unit;
  gboolean place = hecha_kinship_place_unanswered (&a->marks, &b->marks);

  set_sign (likeness, HECHA_SIGN_SAME_UNIT, same);
  set_sign (likeness, HECHA_SIGN_SAME_YEAR, same && a->marks.year == b->marks.year);
  sign_times (likeness, &a->marks, &b->marks);
  set_sign (likeness, HECHA_SIGN_SIZE, place ? SIZE_UNTOLD : differ_in_size (&a->marks, &b->marks));
  set_sign (likeness, HECHA_SIGN_PLACE, place);
  set_sign (likeness, HECHA_SIGN_PLACE_HOUSE, place && differ_in (a, b, HECHA_NATURE_INSTITUTION));
  set_sign (likeness, HECHA_SIGN_ELSEWHERE, hecha_kinship_elsewhere (&a->marks, &b->marks));
  set_sign (likeness, HECHA_SIGN_PLACE_SYSTEM,
            place && (a->marks.nature & b->marks.nature & HECHA_NATURE_PRODUCT) != 0
              && !differ_in (a, b, HECHA_NATURE_INSTITUTION));
  set_sign (likeness, HECHA_SIGN_PLACE_FIXED, place && is_fixed (a) && is_fixed (b));
  set_sign (likeness, HECHA_SIGN_EQUIPMENT, differ_in (a, b, HECHA_NATURE_EQUIPMENT));
  set_sign (likeness, HECHA_SIGN_EQUIP_EACH,
            !same && (a->marks.nature & b->marks.nature & HECHA_NATURE_EQUIPMENT) != 0);
  set_sign (likeness, HECHA_SIGN_PIECE,
            same && a->marks.component != b->marks.component && likeness->names >= AGREES);
  set_sign (likeness, HECHA_SIGN_UPGRADES,
            hecha_kinship_upgrades (&a->marks, &b->marks,
                                    HECHA_NATURE_UPGRADE | HECHA_NATURE_CONTINUES));
  set_sign (likeness, HECHA_SIGN_RECURS, differ_in (a, b, HECHA_NATURE_RECURRENT));
}

/* How much of a module one can be of the other by sense alone. */
static float
may_be_contained (float sense)
{
  return CLAMP ((sense - SENSE_MENTIONED) / SENSE_MENTIONED, 0.0f, 1.0f);
}

/* A is a module of B: not of what another school has for itself, nor where B only
 * mentions what A is about. */
static float
contained (const HechaThesaurus *thesaurus, const HechaLikeness *likeness, const HechaAnatomy *a,
           const HechaAnatomy *b)
{
  float sense = likeness->signs[HECHA_SIGN_SENSE];

  if (((b->marks.nature & HECHA_NATURE_INSTITUTION) != 0 && a->marks.unit != b->marks.unit)
      || differ_in (a, b, HECHA_NATURE_EQUIPMENT))
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
  float in_b = contained (thesaurus, likeness, a, b), in_a = contained (thesaurus, likeness, b, a);
  float stray_a = hecha_agreement_stray (thesaurus, a, b);
  float stray_b = hecha_agreement_stray (thesaurus, b, a);

  /* Of a platform and a part of it only what the part has beyond it counts. */
  if (MAX (in_a, in_b) >= AGREES)
    *(in_b >= in_a ? &stray_b : &stray_a) = 0;
  set_sign (likeness, HECHA_SIGN_STRAY_BOTH, MIN (stray_a, stray_b));
  set_sign (likeness, HECHA_SIGN_STRAY_ONE, MAX (stray_a, stray_b));
  sign_residues (likeness, a, b);
  set_sign (likeness, HECHA_SIGN_CONTAINED, MAX (in_a, in_b));
}

/* ---- weighing ---------------------------------------------------------- */

/* From tests/audit/fit_likeness.py; a sign that is not here has no weight. */
static const float weights[HECHA_N_SIGNS] = {
  [HECHA_SIGN_SENSE] = 7.52f,
  [HECHA_SIGN_HINTS_ONLY] = -1.40f,
  [HECHA_SIGN_ACTS] = 1.28f,
  [HECHA_SIGN_OTHER_ACTS] = -1.05f,
  [HECHA_SIGN_COPIED] = 0.80f,
  [HECHA_SIGN_FAMILY] = 0.33f,
  [HECHA_SIGN_STRAY_BOTH] = -1.63f,
  [HECHA_SIGN_STRAY_ONE] = -1.00f,
  [HECHA_SIGN_RESIDUES] = 2.98f,
  [HECHA_SIGN_STRANGERS] = -7.00f,
  [HECHA_SIGN_CONTAINED] = 2.40f,
  [HECHA_SIGN_SAME_UNIT] = -2.14f,
  [HECHA_SIGN_SAME_YEAR] = -0.17f,
  [HECHA_SIGN_AT_ONCE] = -0.83f,
  [HECHA_SIGN_YEARS] = 1.92f,
  [HECHA_SIGN_SIZE] = -2.28f,
  [HECHA_SIGN_PLACE] = -1.44f,
  [HECHA_SIGN_PLACE_SYSTEM] = 1.12f,
  [HECHA_SIGN_PLACE_HOUSE] = -1.33f,
  [HECHA_SIGN_ELSEWHERE] = -2.50f,
  [HECHA_SIGN_PLACE_FIXED] = -1.18f,
  [HECHA_SIGN_EQUIPMENT] = -1.69f,
  [HECHA_SIGN_EQUIP_EACH] = -1.46f,
  [HECHA_SIGN_PIECE] = -1.36f,
  [HECHA_SIGN_UPGRADES] = -0.94f,
  [HECHA_SIGN_RECURS] = -2.92f,
};
static const float least = -5.79f;

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
sign_at_best (HechaLikeness *likeness, float sense, const HechaAnatomy *a, const HechaAnatomy *b)
{
  for (guint i = 0; i < HECHA_N_SIGNS; i++)
    likeness->signs[i] = weights[i] > 0;
  sign_marks (likeness, a, b);
  sign_residues (likeness, a, b);
  /* It depends on how alike the names are. */
  set_sign (likeness, HECHA_SIGN_PIECE, weights[HECHA_SIGN_PIECE] > 0);
  if (weights[HECHA_SIGN_CONTAINED] > 0)
    set_sign (likeness, HECHA_SIGN_CONTAINED, may_be_contained (sense));
  set_sign (likeness, HECHA_SIGN_SENSE, sense);
}

/* FALSE where they have nothing in common. */
static gboolean
compare_objects (HechaLikeness *likeness, const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                 const HechaAnatomy *b, float sense)
{
  float own, any = hecha_agreement_objects (thesaurus, a, b, &own);

  likeness->object = MAX (any, own);
  likeness->own_use = own >= AGREES && any < AGREES;
  set_sign (likeness, HECHA_SIGN_HINTS_ONLY, likeness->object < NOTHING);
  return a->n_objects == 0 || b->n_objects == 0 || likeness->object >= NOTHING
         || sense >= NO_SENSE;
}

gboolean
hecha_likeness_may_reach (const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                          const HechaAnatomy *b, float score)
{
  HechaLikeness best = { .names = 0 };
  float sense = hecha_agreement_things (a, b);

  sign_at_best (&best, sense, a, b);
  if (weigh (&best) < score)
    return FALSE;
  return compare_objects (&best, thesaurus, a, b, sense) ? weigh (&best) >= score : score <= 0;
}

void
hecha_likeness (const HechaThesaurus *thesaurus, const HechaAnatomy *a, const HechaAnatomy *b,
                HechaLikeness *likeness)
{
  float sense = hecha_agreement_things (a, b);

  memset (likeness, 0, sizeof *likeness);
  if (!compare_objects (likeness, thesaurus, a, b, sense))
    return;
  likeness->names = hecha_sketch_names (a, b);
  set_sign (likeness, HECHA_SIGN_SENSE, sense);
  set_sign (likeness, HECHA_SIGN_ACTS, hecha_agreement_acts (a, b));
  set_sign (likeness, HECHA_SIGN_OTHER_ACTS, likeness->signs[HECHA_SIGN_ACTS] < NO_ACTS);
  set_sign (likeness, HECHA_SIGN_COPIED, hecha_sketch_copied (a, b) * COPIES);
  set_sign (likeness, HECHA_SIGN_FAMILY, hecha_agreement_families (a, b));
  sign_marks (likeness, a, b);
  sign_texts (likeness, thesaurus, a, b);
  likeness->kin = hecha_kinship (&a->marks, &b->marks, likeness->names);
  /* Two that serve the whole county are no longer each unit's own. */
  if (likeness->kin == HECHA_KIN_NONE && likeness->own_use && a->marks.unit != b->marks.unit
      && (a->marks.nature & b->marks.nature & HECHA_NATURE_WHOLE_COUNTY) == 0)
    likeness->kin = HECHA_KIN_PLACE;
  likeness->score = weigh (likeness);
}
