/* Parts of larger purchases: see splitpart.h. */
#include "audit/splitpart.h"

#include <stdlib.h>

/* Cores as alike as this are one thing, if the parts differ; or anyway. */
#define CORE_ALIKE 0.6f
#define CORE_SAME 0.85f
/* With one contractor less will do. */
#define CORE_ONE_CONTRACTOR 0.4f
#define CORE_TOUCHES 0.12f
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
