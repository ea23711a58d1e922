/* Where two anatomies agree: see agreement.h. */
#include "audit/agreement.h"

#include <string.h>

/* What makes a platform: so many modules that tell an object or a function. */
#define PLATFORM_MODULES 3
#define CONTAINED_LIKE 0.7f
#define OTHER_FIELD 0.3f
#define FIELD_UNTOLD 0.7f

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

float
hecha_agreement_like (const HechaThesaurus *thesaurus, const HechaPart *a, const HechaPart *b)
{
  return hecha_thesaurus_likeness (thesaurus, (guint16) a->concept, (guint16) b->concept);
}

static void
raise_to (float *value, float candidate)
{
  if (*value < candidate)
    *value = candidate;
}

static guint
count_bits (guint32 bits)
{
  guint n = 0;

  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

float
hecha_agreement_objects (const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                         const HechaAnatomy *b, float *own)
{
  float any = 0;

  *own = 0;
  for (guint i = 0; i < a->n_objects; i++)
    for (guint j = 0; j < b->n_objects; j++)
      {
        const HechaPart *p = &a->parts[i], *q = &b->parts[j];
        float like = hecha_agreement_like (thesaurus, p, q);
        /* Squared: what is merely near is mostly built for something else. */
        float sure = like * like * MIN (p->presence, q->presence);

        if (p->own_use && q->own_use)
          raise_to (own, sure);
        else if (!p->broad && !q->broad)
          raise_to (&any, sure);
      }
  return any;
}

float
hecha_agreement_stray (const HechaThesaurus *thesaurus, const HechaAnatomy *a,
                       const HechaAnatomy *b)
{
  float stray = 0;

  for (guint i = 0; i < a->n_objects; i++)
    {
      const HechaPart *part = &a->parts[i];
      float best = 0;

      if (!is_named (part) || part->broad || part->own_use || part->weight < 0.4f)
        continue;
      for (guint j = 0; j < b->n_objects; j++)
        raise_to (&best, hecha_agreement_like (thesaurus, part, &b->parts[j]) * b->parts[j].presence);
      raise_to (&stray, MIN (part->weight, 1.0f) * (1 - best)
                          * (part->arena && !part->narrow ? 0.6f : 1.0f));
    }
  return stray;
}

/* ---- functions --------------------------------------------------------- */

const HechaPart *
hecha_agreement_functions_of (const HechaAnatomy *anatomy)
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
      const HechaPart *part = &hecha_agreement_functions_of (anatomy)[i];
      raise_to (&weights[part->family], is_named (part) ? 1.0f : 0.5f * part->presence);
    }
  for (guint i = 1; i <= HECHA_MAX_FAMILIES; i++)
    sum += weights[i];
  return sum;
}

float
hecha_agreement_families (const HechaAnatomy *a, const HechaAnatomy *b)
{
  float of_a[HECHA_MAX_FAMILIES + 1], of_b[HECHA_MAX_FAMILIES + 1], both = 0;
  float sum_a = weigh_families (a, of_a), sum_b = weigh_families (b, of_b);

  for (guint i = 1; i <= HECHA_MAX_FAMILIES; i++)
    both += MIN (of_a[i], of_b[i]);
  return sum_a > 0.3f && sum_b > 0.3f ? both / MIN (sum_a, sum_b) : 0;
}

/* ---- senses ------------------------------------------------------------- */

static float
alike_senses (const HechaSense *a, guint n_a, const HechaSense *b, guint n_b)
{
  guint64 both = 0;
  guint i = 0, j = 0;

  /* Which comes first cannot be foretold: no branches depend on it. */
  while (i < n_a && j < n_b)
    {
      guint x = a[i].concept, y = b[j].concept;

      both += x == y ? (guint64) a[i].share * b[j].share : 0;
      i += x <= y;
      j += y <= x;
    }
  return (float) (both >> 16) / 65535.0f;
}

float
hecha_agreement_things (const HechaAnatomy *a, const HechaAnatomy *b)
{
  return alike_senses (a->senses, a->n_things, b->senses, b->n_things);
}

float
hecha_agreement_acts (const HechaAnatomy *a, const HechaAnatomy *b)
{
  return alike_senses (a->senses + a->n_things, a->n_acts, b->senses + b->n_things, b->n_acts);
}

/* ---- platforms ---------------------------------------------------------- */

/* B's modules that hold PART, as bits. */
static guint32
modules_with (const HechaThesaurus *thesaurus, const HechaPart *part, const HechaAnatomy *b)
{
  guint32 modules = 0;

  for (guint j = 0; j < b->n_objects; j++)
    if (!is_named (&b->parts[j])
        && hecha_agreement_like (thesaurus, part, &b->parts[j]) >= CONTAINED_LIKE)
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
      const HechaPart *p = &hecha_agreement_functions_of (a)[i];

      if (p->broad)
        continue;
      asked = asked || is_named (p);
      for (guint j = 0; j < b->n_functions; j++)
        {
          const HechaPart *q = &hecha_agreement_functions_of (b)[j];
          float like = hecha_agreement_like (thesaurus, p, q);

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
float
hecha_agreement_contained (const HechaThesaurus *thesaurus, const HechaAnatomy *a, const HechaAnatomy *b)
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
