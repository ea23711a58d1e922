/* What a word means where it stands: see anatomist.h. */
#include "audit/anatomist.h"

/* What a concept is worth by where it stands. */
#define WORTH_FIRST_CLAUSE 0.6f
#define WORTH_CONTENT 0.42f
#define WORTH_REPEATED 0.08f
#define WORTH_CONTENT_MAX 0.7f
#define WORTH_CONTEXT 0.15f   /* "接入…平台": not built here */
#define WORTH_GOAL 0.2f
#define WORTH_FURNITURE 0.4f
#define WORTH_RESIDUE_NAME 0.45f
#define WORTH_RESIDUE_CONTENT 0.12f

#define VOTE_KNOWN_NAME 0.75f
#define VOTE_KNOWN 0.5f
#define VOTE_KNOWN_CONTEXT 0.15f

/* ---- parts ------------------------------------------------------------ */

static float
worth_here (const HechaAnatomist *anatomist)
{
  switch (anatomist->where)
    {
    case HECHA_IN_NAME:
      return 1.0f;
    case HECHA_IN_CONTENT:
      return anatomist->context ? WORTH_CONTEXT
             : anatomist->first_clause ? WORTH_FIRST_CLAUSE
                                       : WORTH_CONTENT;
    default:
      return WORTH_GOAL;
    }
}

/* A word that is known votes beside its pairs. */
static void
vote_for_known (HechaAnatomist *anatomist, const HechaConcept *concept, guint16 id)
{
  if (anatomist->sightings == NULL
      && (concept->kind == HECHA_CONCEPT_OBJECT || concept->kind == HECHA_CONCEPT_FUNCTION))
    hecha_anatomist_vote_for (anatomist, id,
                              anatomist->where == HECHA_IN_NAME ? VOTE_KNOWN_NAME
                              : anatomist->context              ? VOTE_KNOWN_CONTEXT
                                                                : VOTE_KNOWN);
}

static void
add_part (HechaAnatomist *anatomist, guint16 id)
{
  const HechaConcept *concept = hecha_thesaurus_concept (anatomist->thesaurus, id);
  HechaPart part = { id, concept->kind, anatomist->where, concept->broad, concept->arena,
                     concept->narrow, concept->own_use, concept->family,
                     concept->fixed, FALSE, anatomist->where == HECHA_IN_CONTENT && !anatomist->context
                       ? (guint32) 1 << MIN (anatomist->module, 31u) : 0, 0, 0 };

  vote_for_known (anatomist, concept, id);
  part.weight = concept->weight * worth_here (anatomist);
  /* A screen or a door in the content is furniture. */
  if (concept->own_use && anatomist->where != HECHA_IN_NAME)
    part.weight *= WORTH_FURNITURE;
  for (guint i = 0; i < anatomist->parts->len; i++)
    {
      HechaPart *old = &g_array_index (anatomist->parts, HechaPart, i);
      float limit;

      if (old->concept != id)
        continue;
      limit = old->where == HECHA_IN_NAME ? 1.0f : WORTH_CONTENT_MAX;
      old->weight = MAX (old->weight, MIN (part.weight, 1.0f));
      old->where = MIN (old->where, part.where);
      old->modules |= part.modules;
      if (anatomist->where == HECHA_IN_CONTENT && !anatomist->context)
        old->weight = MIN (MAX (old->weight, limit * concept->weight),
                           old->weight + WORTH_REPEATED * concept->weight);
      return;
    }
  if (anatomist->parts->len < HECHA_MAX_PARTS)
    g_array_append_val (anatomist->parts, part);
}

static void
sight (HechaAnatomist *anatomist, const HechaWord *word, const guint16 *units)
{
  for (guint i = 0; anatomist->sightings != NULL && i < word->n_concepts; i++)
    {
      HechaSighting sighting = { word->concepts[i], (guint8) anatomist->where,
                                 (guint32) (units - (const guint16 *) (gpointer) anatomist->units->data),
                                 hecha_unfold (units, word->length) };
      g_array_append_val (anatomist->sightings, sighting);
    }
}

/* ---- unknown words and places ----------------------------------------- */

/* 柳渡镇 and 柳渡水库 are at 柳渡: the name without what kind of place it is, but
 * for schools and the like, of which one place has several. */
static gsize
bare_length (const guint16 *units, gsize length)
{
  static const char16_t kinds[][3] = { u"镇", u"乡", u"村", u"河", u"湖", u"山", u"街道", u"片区", u"水库",
                                       u"灌区", u"景区", u"林场", u"水厂", u"山区" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize n = kinds[i][1] == 0 ? 1 : 2;

      if (length >= n + 2 && hecha_folded_ends_with (units, length, kinds[i]))
        return length - n;
    }
  return length;
}

void
hecha_anatomist_add_place (HechaAnatomist *anatomist, const guint16 *units, gsize length)
{
  HechaMarks *marks = &anatomist->marks;
  guint32 hash = hecha_folded_hash (units, bare_length (units, length));

  if (anatomist->where == HECHA_IN_NAME && marks->n_places < HECHA_MAX_PLACES)
    marks->places[marks->n_places++] = hash;
  if (anatomist->where != HECHA_IN_NAME && marks->n_nearby < HECHA_MAX_NEARBY)
    marks->nearby[marks->n_nearby++] = hash;
}

/* A proper name before a suffix: one character will do for 镇, two for 河.  集镇,
 * 城镇, 镇村 and 乡村 are no names. */
gboolean
hecha_anatomist_is_place (const guint16 *units, gsize run, guint suffix_length)
{
  gsize common = 0;

  while (common < run && hecha_folded_is_one_of (units[common], u"集镇乡村县城"))
    common++;
  if (run > 5 || common == run)
    return FALSE;
  if (suffix_length > 1 || run >= 2)
    return TRUE;
  return hecha_folded_is_one_of (units[run], u"镇乡村");
}

/* 河 of 蟒河景区: part of a proper name, no word of its own. */
gboolean
hecha_anatomist_is_stray_suffix (const HechaAnatomist *anatomist, const HechaWord *word, const guint16 *units,
                 gsize run)
{
  return word->n_concepts == 1
         && hecha_thesaurus_concept (anatomist->thesaurus, word->concepts[0])->kind
              == HECHA_CONCEPT_PLACE_SUFFIX
         && !hecha_anatomist_is_place (units, run, word->length);
}

static void
add_residue (HechaAnatomist *anatomist, guint16 first, guint16 second)
{
  HechaResidue residue = { (guint32) first << 16 | second, 0 };

  residue.weight = hecha_rarity_of (anatomist->rarity, first, second)
                   * (anatomist->where == HECHA_IN_NAME ? WORTH_RESIDUE_NAME
                                                        : WORTH_RESIDUE_CONTENT);
  if (anatomist->context)
    residue.weight *= 0.3f;
  for (guint i = 0; i < anatomist->residues->len; i++)
    {
      HechaResidue *old = &g_array_index (anatomist->residues, HechaResidue, i);

      if (old->pair == residue.pair)
        {
          old->weight = MAX (old->weight, residue.weight);
          return;
        }
    }
  if (anatomist->where == HECHA_IN_NAME)
    anatomist->strangeness += residue.weight;
  if (residue.weight > 0.02f)
    g_array_append_val (anatomist->residues, residue);
}

/* The run of unknown characters UNITS[0 .. RUN). */
void
hecha_anatomist_end_run (HechaAnatomist *anatomist, const guint16 *units, gsize run)
{
  for (gsize i = 0; i + 1 < run; i++)
    add_residue (anatomist, units[i], units[i + 1]);
  if (anatomist->where == HECHA_IN_NAME)
    g_array_append_vals (anatomist->stem, units, (guint) run);
}

/* ---- words ------------------------------------------------------------ */

static void
meet_nature (HechaAnatomist *anatomist, guint16 concept)
{
  const HechaLandmarks *landmarks = &anatomist->landmarks;

  if (anatomist->where == HECHA_IN_CONTENT)
    {
      if (concept == landmarks->maintenance && anatomist->first_item)
        anatomist->first_maintains = TRUE;
      return;
    }
  if (anatomist->where != HECHA_IN_NAME)
    return;
  if (concept == landmarks->maintenance)
    anatomist->pending_nature |= HECHA_NATURE_MAINTENANCE;
  else if (concept == landmarks->recurrent)
    anatomist->pending_nature |= HECHA_NATURE_RECURRENT;
  else if (concept == landmarks->upgrade)
    anatomist->marks.nature |= HECHA_NATURE_UPGRADE | HECHA_NATURE_NAMED_UPGRADE;
}

static void
meet_generic (HechaAnatomist *anatomist, guint16 concept)
{
  const HechaLandmarks *landmarks = &anatomist->landmarks;

  if (concept == landmarks->county)
    anatomist->marks.nature |= HECHA_NATURE_WHOLE_COUNTY;
  if (concept == landmarks->whole && anatomist->where == HECHA_IN_NAME)
    anatomist->marks.nature |= HECHA_NATURE_COMPREHENSIVE;
  if (concept == landmarks->context && anatomist->where == HECHA_IN_CONTENT)
    {
      anatomist->context = TRUE;
      anatomist->marks.nature |= HECHA_NATURE_RELIES;
    }
  if ((concept == landmarks->build || concept == landmarks->purchase) && anatomist->first_clause)
    anatomist->first_builds = TRUE;
}

static void
meet_platform (HechaAnatomist *anatomist, guint16 concept)
{
  if (anatomist->where == HECHA_IN_NAME)
    {
      anatomist->marks.nature |= HECHA_NATURE_PRODUCT;
      if (concept == anatomist->landmarks.comprehensive)
        anatomist->marks.nature |= HECHA_NATURE_COMPREHENSIVE;
      anatomist->pending_nature = 0;
      anatomist->pending_role = 0;
    }
  add_part (anatomist, concept);
}

static void
meet_component (HechaAnatomist *anatomist, guint16 concept)
{
  const HechaLandmarks *landmarks = &anatomist->landmarks;

  if (anatomist->where != HECHA_IN_NAME)
    return;
  anatomist->marks.component |= 1u << (concept % 32);
  if (concept != landmarks->platform && concept != landmarks->software
      && concept != landmarks->number)
    anatomist->marks.nature |= HECHA_NATURE_EQUIPMENT;
}

static void
meet_concept (HechaAnatomist *anatomist, guint16 concept, const guint16 *units, guint length)
{
  switch (hecha_thesaurus_concept (anatomist->thesaurus, concept)->kind)
    {
    case HECHA_CONCEPT_NATURE:
      meet_nature (anatomist, concept);
      break;
    case HECHA_CONCEPT_ROLE:
      if (anatomist->where == HECHA_IN_NAME)
        anatomist->pending_role = concept + 1;
      break;
    case HECHA_CONCEPT_GENERIC:
      meet_generic (anatomist, concept);
      break;
    case HECHA_CONCEPT_PLATFORM:
      meet_platform (anatomist, concept);
      break;
    case HECHA_CONCEPT_INSTITUTION:
      hecha_anatomist_add_place (anatomist, units, length);
      break;
    case HECHA_CONCEPT_PART:
      meet_component (anatomist, concept);
      break;
    case HECHA_CONCEPT_DEPARTMENT:
    case HECHA_CONCEPT_PLACE_SUFFIX:
      break;
    default:
      add_part (anatomist, concept);
    }
}

gboolean
hecha_anatomist_has_kind (const HechaAnatomist *anatomist, const HechaWord *word, HechaConceptKind kind)
{
  for (guint i = 0; i < word->n_concepts; i++)
    if (hecha_thesaurus_concept (anatomist->thesaurus, word->concepts[i])->kind == kind)
      return TRUE;
  return FALSE;
}

static gboolean
tells (const HechaAnatomist *anatomist, const HechaWord *word)
{
  return hecha_anatomist_has_kind (anatomist, word, HECHA_CONCEPT_OBJECT)
         || hecha_anatomist_has_kind (anatomist, word, HECHA_CONCEPT_FUNCTION)
         || hecha_anatomist_has_kind (anatomist, word, HECHA_CONCEPT_AUDIENCE)
         || hecha_anatomist_has_kind (anatomist, word, HECHA_CONCEPT_TECHNOLOGY);
}

/* 龙湾水库 in 龙湾水库大坝: a longer word took the suffix with it. */
static gboolean
begins_with_suffix (const HechaAnatomist *anatomist, const HechaWord *word, const guint16 *units,
                    gsize run)
{
  HechaWord suffix;

  if (anatomist->where != HECHA_IN_NAME || word->length < 4 || run < 2)
    return FALSE;
  hecha_thesaurus_match (anatomist->thesaurus, units + run, 2, &suffix);
  return suffix.length == 2 && hecha_anatomist_has_kind (anatomist, &suffix, HECHA_CONCEPT_PLACE_SUFFIX)
         && hecha_anatomist_is_place (units, run, 2);
}

/* Within a sentence 主要路 and 的河塘沟 are no names, whatever they end with. */
static gboolean
is_plain_run (const HechaAnatomist *anatomist, const guint16 *units, gsize run)
{
  if (anatomist->where == HECHA_IN_NAME)
    return FALSE;
  for (gsize i = 0; i < run; i++)
    if (hecha_folded_is_one_of (units[i], u"的在和及与或各每为主对全个处于座所条大小中两新等内含沿口本该域到由向背路街道岸线水上下小"))
      return TRUE;
  return run > 3;
}

/* WORD stands at UNITS + RUN, RUN unknown characters before it. */
void
hecha_anatomist_meet_word (HechaAnatomist *anatomist, const HechaWord *word, const guint16 *units, gsize run)
{
  if (hecha_anatomist_has_kind (anatomist, word, HECHA_CONCEPT_PLACE_SUFFIX)
      && hecha_anatomist_is_place (units, run, word->length) && !is_plain_run (anatomist, units, run))
    {
      hecha_anatomist_add_place (anatomist, units, run + word->length);
      if (anatomist->where == HECHA_IN_NAME)
        g_array_append_vals (anatomist->stem, units, (guint) (run + word->length));
    }
  else
    {
      hecha_anatomist_end_run (anatomist, units, run);
      if (begins_with_suffix (anatomist, word, units, run))
        hecha_anatomist_add_place (anatomist, units, run + 2);
      if (anatomist->where == HECHA_IN_NAME && tells (anatomist, word))
        g_array_append_vals (anatomist->stem, units + run, word->length);
    }
  sight (anatomist, word, units + run);
  for (guint i = 0; i < word->n_concepts; i++)
    meet_concept (anatomist, word->concepts[i], units + run, word->length);
}
