/* Taking projects apart: see anatomy.h. */
#include "audit/anatomist.h"
#include "audit/sketch.h"

#include <string.h>

#define BLOCK_SIZE (1u << 20)

/* ---- memory ----------------------------------------------------------- */

static gpointer
keep (HechaAnatomist *anatomist, gconstpointer data, gsize size)
{
  gsize rounded = (size + 7) & ~(gsize) 7;
  char *place;

  if (anatomist->blocks->len == 0 || anatomist->used + rounded > BLOCK_SIZE)
    {
      g_ptr_array_add (anatomist->blocks, g_malloc (BLOCK_SIZE));
      anatomist->used = 0;
    }
  place = (char *) g_ptr_array_index (anatomist->blocks, anatomist->blocks->len - 1)
          + anatomist->used;
  anatomist->used += rounded;
  if (size > 0)
    memcpy (place, data, size);
  return place;
}

static int
landmark (const HechaThesaurus *thesaurus, HechaConceptKind kind, const char *name)
{
  return hecha_thesaurus_find (thesaurus, kind, name);
}

HechaAnatomist *
hecha_anatomist_new (const HechaThesaurus *thesaurus, const HechaRarity *rarity)
{
  HechaAnatomist *anatomist = g_new0 (HechaAnatomist, 1);

  anatomist->thesaurus = thesaurus;
  anatomist->rarity = rarity;
  anatomist->landmarks = (HechaLandmarks){
    landmark (thesaurus, HECHA_CONCEPT_NATURE, "运维"),
    landmark (thesaurus, HECHA_CONCEPT_NATURE, "升级"),
    landmark (thesaurus, HECHA_CONCEPT_NATURE, "续用"),
    landmark (thesaurus, HECHA_CONCEPT_GENERIC, "全县"),
    landmark (thesaurus, HECHA_CONCEPT_GENERIC, "对接"),
    landmark (thesaurus, HECHA_CONCEPT_GENERIC, "建设"),
    landmark (thesaurus, HECHA_CONCEPT_GENERIC, "采购"),
    landmark (thesaurus, HECHA_CONCEPT_GENERIC, "综合"),
    landmark (thesaurus, HECHA_CONCEPT_OBJECT, "纪检监察"),
    landmark (thesaurus, HECHA_CONCEPT_DEPARTMENT, "纪检监察"),
    landmark (thesaurus, HECHA_CONCEPT_PART, "平台端"),
    landmark (thesaurus, HECHA_CONCEPT_PART, "软件"),
    landmark (thesaurus, HECHA_CONCEPT_PART, "序号"),
    landmark (thesaurus, HECHA_CONCEPT_PLATFORM, "综合平台"),
  };
  anatomist->blocks = g_ptr_array_new_with_free_func (g_free);
  anatomist->units = g_array_new (FALSE, FALSE, sizeof (guint16));
  anatomist->stem = g_array_new (FALSE, FALSE, sizeof (guint16));
  anatomist->parts = g_array_new (FALSE, FALSE, sizeof (HechaPart));
  anatomist->residues = g_array_new (FALSE, FALSE, sizeof (HechaResidue));
  anatomist->hashes = g_array_new (FALSE, FALSE, sizeof (guint32));
  anatomist->votes = g_new0 (float, MAX (hecha_thesaurus_n_concepts (thesaurus), 1));
  anatomist->voted = g_new0 (guint16, MAX (hecha_thesaurus_n_concepts (thesaurus), 1));
  anatomist->seen = g_new0 (guint32, HECHA_SEEN_PAIRS);
  return anatomist;
}

void
hecha_anatomist_free (HechaAnatomist *anatomist)
{
  if (anatomist == NULL)
    return;
  g_ptr_array_unref (anatomist->blocks);
  g_array_unref (anatomist->units);
  g_array_unref (anatomist->stem);
  g_array_unref (anatomist->parts);
  g_array_unref (anatomist->residues);
  g_array_unref (anatomist->hashes);
  g_free (anatomist->votes);
  g_free (anatomist->voted);
  g_free (anatomist->seen);
  g_free (anatomist);
}

/* ---- the whole -------------------------------------------------------- */

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const HechaPart *x = a, *y = b;

  return x->kind != y->kind ? (int) x->kind - (int) y->kind
                            : (int) x->concept - (int) y->concept;
}

static int
compare_residues (gconstpointer a, gconstpointer b)
{
  const HechaResidue *x = a, *y = b;

  return x->pair < y->pair ? -1 : x->pair > y->pair;
}

static int
compare_residue_weights (gconstpointer a, gconstpointer b)
{
  const HechaResidue *x = a, *y = b;

  if (x->weight != y->weight)
    return x->weight > y->weight ? -1 : 1;
  return compare_residues (a, b);
}

static void
reset (HechaAnatomist *anatomist)
{
  memset (&anatomist->marks, 0, sizeof anatomist->marks);
  anatomist->marks.contract_day = HECHA_DAY_NONE;
  anatomist->marks.investment = -1;
  g_array_set_size (anatomist->stem, 0);
  g_array_set_size (anatomist->parts, 0);
  g_array_set_size (anatomist->residues, 0);
  for (guint i = 0; i < anatomist->n_voted; i++)
    anatomist->votes[anatomist->voted[i]] = 0;
  anatomist->n_voted = 0;
  anatomist->pending_nature = 0;
  anatomist->pending_role = 0;
  anatomist->strangeness = 0;
  anatomist->first_maintains = anatomist->first_builds = FALSE;
}

static void
read_texts (HechaAnatomist *anatomist, const HechaSubject *subject)
{
  reset (anatomist);
  hecha_anatomist_read_text (anatomist, subject->name, HECHA_IN_NAME);
  hecha_anatomist_read_text (anatomist, subject->goal, HECHA_IN_GOAL);
  hecha_anatomist_read_text (anatomist, subject->content, HECHA_IN_CONTENT);
}

static void
read_subject (HechaAnatomist *anatomist, const HechaSubject *subject)
{
  read_texts (anatomist, subject);
  hecha_anatomist_sketch (anatomist);
  hecha_anatomist_read_unit (anatomist, subject);
  hecha_anatomist_read_marks (anatomist, subject);
  hecha_anatomist_weigh (anatomist);
}

const HechaAnatomy *
hecha_anatomist_dissect (HechaAnatomist *anatomist, const HechaSubject *subject)
{
  HechaAnatomy anatomy = { 0 };
  guint16 grams[HECHA_NAME_GRAMS];
  HechaSense senses[2 * HECHA_MAX_SENSES];
  GArray *residues = anatomist->residues;

  read_subject (anatomist, subject);
  g_array_sort (anatomist->parts, compare_parts);
  g_array_sort (residues, compare_residue_weights);
  if (residues->len > HECHA_MAX_RESIDUES)
    g_array_set_size (residues, HECHA_MAX_RESIDUES);
  g_array_sort (residues, compare_residues);
  anatomy.marks = anatomist->marks;
  anatomy.n_parts = (guint8) anatomist->parts->len;
  anatomy.strangeness = anatomist->strangeness;
  anatomy.n_modules = (guint8) MIN (anatomist->n_modules, 255u);
  for (guint i = 0; i < anatomist->parts->len; i++)
    {
      HechaConceptKind kind = g_array_index (anatomist->parts, HechaPart, i).kind;
      anatomy.n_objects += kind == HECHA_CONCEPT_OBJECT;
      anatomy.n_functions += kind == HECHA_CONCEPT_FUNCTION;
    }
  for (guint i = 0; i < residues->len; i++)
    anatomy.residue_weight += g_array_index (residues, HechaResidue, i).weight;
  anatomy.n_residues = (guint8) residues->len;
  anatomy.n_sketch = (guint8) anatomist->hashes->len;
  anatomy.n_grams = (guint8) hecha_anatomist_grams (anatomist, grams);
  hecha_anatomist_count (anatomist, senses, &anatomy.n_things, &anatomy.n_acts);
  anatomy.parts = keep (anatomist, anatomist->parts->data, anatomy.n_parts * sizeof (HechaPart));
  anatomy.residues = keep (anatomist, residues->data, anatomy.n_residues * sizeof (HechaResidue));
  anatomy.senses = keep (anatomist, senses,
                         ((gsize) anatomy.n_things + anatomy.n_acts) * sizeof (HechaSense));
  anatomy.sketch = keep (anatomist, anatomist->hashes->data, anatomy.n_sketch * sizeof (guint32));
  anatomy.grams = keep (anatomist, grams, anatomy.n_grams * sizeof (guint16));
  return keep (anatomist, &anatomy, sizeof anatomy);
}

static void
clear_sighting (gpointer data)
{
  g_free (((HechaSighting *) data)->word);
}

GArray *
hecha_anatomist_sightings (HechaAnatomist *anatomist, const HechaSubject *subject)
{
  GArray *sightings = g_array_new (FALSE, FALSE, sizeof (HechaSighting));

  g_array_set_clear_func (sightings, clear_sighting);
  anatomist->sightings = sightings;
  read_texts (anatomist, subject);
  anatomist->sightings = NULL;
  return sightings;
}
