/* Taking projects apart: see anatomy.h. */
#include "audit/anatomy.h"

#include <stdlib.h>
#include <string.h>

#include "audit/folded.h"

#define BLOCK_SIZE (1u << 20)

/* What a concept is worth by where it stands. */
#define WORTH_FIRST_CLAUSE 0.6f
#define WORTH_CONTENT 0.42f
#define WORTH_REPEATED 0.08f
#define WORTH_CONTENT_MAX 0.7f
#define WORTH_CONTEXT 0.15f   /* "接入…平台": not built here */
#define WORTH_GOAL 0.2f
#define WORTH_FURNITURE 0.4f
/* Content stands in for a name that says nothing. */
#define WORTH_VAGUE_NAME 1.5f
#define BODY_SHARE 0.55f
#define STANDS_IN 0.9f
#define WORTH_RESIDUE_NAME 0.45f
#define WORTH_RESIDUE_CONTENT 0.12f

/* Concepts of the thesaurus that the reading itself goes by. */
typedef struct
{
  int maintenance, upgrade, recurrent;             /* 性质 */
  int county, context, build, purchase, whole;     /* 通用词 */
  int discipline, discipline_unit;                 /* 对象, 部门 */
  int platform, software, number;                  /* 组成 */
} Landmarks;

struct _HechaAnatomist
{
  const HechaThesaurus *thesaurus;
  const HechaRarity *rarity;
  Landmarks landmarks;
  GPtrArray *blocks;
  gsize used;               /* of the last block */
  /* of the project being read */
  HechaMarks marks;
  GArray *units;            /* guint16 */
  GArray *stem;             /* guint16 */
  GArray *parts;            /* HechaPart */
  GArray *residues;         /* HechaResidue */
  GArray *hashes;           /* guint32 */
  GArray *sightings;        /* HechaSighting, or NULL */
  HechaPlaceOfWord where;
  guint module, n_modules;  /* of the content: the present one, all */
  gboolean first_clause, first_item, context;
  float strangeness;
  guint8 pending_nature;    /* 运维, 续用 read in the name; a 平台 after it unsays them */
  guint16 pending_role;
  gboolean first_maintains, first_builds;
};

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
  anatomist->landmarks = (Landmarks){
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
  };
  anatomist->blocks = g_ptr_array_new_with_free_func (g_free);
  anatomist->units = g_array_new (FALSE, FALSE, sizeof (guint16));
  anatomist->stem = g_array_new (FALSE, FALSE, sizeof (guint16));
  anatomist->parts = g_array_new (FALSE, FALSE, sizeof (HechaPart));
  anatomist->residues = g_array_new (FALSE, FALSE, sizeof (HechaResidue));
  anatomist->hashes = g_array_new (FALSE, FALSE, sizeof (guint32));
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
  g_free (anatomist);
}

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

static void
add_part (HechaAnatomist *anatomist, guint16 id)
{
  const HechaConcept *concept = hecha_thesaurus_concept (anatomist->thesaurus, id);
  HechaPart part = { id, concept->kind, anatomist->where, concept->broad, concept->arena,
                     concept->narrow, concept->own_use, concept->family,
                     concept->fixed, FALSE, anatomist->where == HECHA_IN_CONTENT && !anatomist->context
                       ? (guint32) 1 << MIN (anatomist->module, 31u) : 0, 0, 0 };

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

static void
add_place (HechaAnatomist *anatomist, const guint16 *units, gsize length)
{
  HechaMarks *marks = &anatomist->marks;
  guint32 hash = hecha_folded_hash (units, length);

  if (anatomist->where == HECHA_IN_NAME && marks->n_places < HECHA_MAX_PLACES)
    marks->places[marks->n_places++] = hash;
  if (anatomist->where != HECHA_IN_NAME && marks->n_nearby < HECHA_MAX_NEARBY)
    marks->nearby[marks->n_nearby++] = hash;
}

/* A proper name before a suffix: one character will do for 镇, two for 河. */
static gboolean
is_place (const guint16 *units, gsize run, guint suffix_length)
{
  static const char short_suffixes[] = "镇乡村";
  const char *p;

  if (run == 0 || run > 5)
    return FALSE;
  if (suffix_length > 1 || run >= 2)
    return TRUE;
  for (p = short_suffixes; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) == units[run])
      return TRUE;
  return FALSE;
}

/* 河 of 蟒河景区: part of a proper name, no word of its own. */
static gboolean
is_stray_suffix (const HechaAnatomist *anatomist, const HechaWord *word, const guint16 *units,
                 gsize run)
{
  return word->n_concepts == 1
         && hecha_thesaurus_concept (anatomist->thesaurus, word->concepts[0])->kind
              == HECHA_CONCEPT_PLACE_SUFFIX
         && !is_place (units, run, word->length);
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
static void
end_run (HechaAnatomist *anatomist, const guint16 *units, gsize run)
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
  const Landmarks *landmarks = &anatomist->landmarks;

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
  const Landmarks *landmarks = &anatomist->landmarks;

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
      if (hecha_thesaurus_find (anatomist->thesaurus, HECHA_CONCEPT_PLATFORM, "综合平台") == concept)
        anatomist->marks.nature |= HECHA_NATURE_COMPREHENSIVE;
      anatomist->pending_nature = 0;
      anatomist->pending_role = 0;
    }
  add_part (anatomist, concept);
}

static void
meet_component (HechaAnatomist *anatomist, guint16 concept)
{
  const Landmarks *landmarks = &anatomist->landmarks;

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
      add_place (anatomist, units, length);
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

static gboolean
has_kind (const HechaAnatomist *anatomist, const HechaWord *word, HechaConceptKind kind)
{
  for (guint i = 0; i < word->n_concepts; i++)
    if (hecha_thesaurus_concept (anatomist->thesaurus, word->concepts[i])->kind == kind)
      return TRUE;
  return FALSE;
}

static gboolean
tells (const HechaAnatomist *anatomist, const HechaWord *word)
{
  return has_kind (anatomist, word, HECHA_CONCEPT_OBJECT)
         || has_kind (anatomist, word, HECHA_CONCEPT_FUNCTION)
         || has_kind (anatomist, word, HECHA_CONCEPT_AUDIENCE)
         || has_kind (anatomist, word, HECHA_CONCEPT_TECHNOLOGY);
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
  return suffix.length == 2 && has_kind (anatomist, &suffix, HECHA_CONCEPT_PLACE_SUFFIX)
         && is_place (units, run, 2);
}

/* WORD stands at UNITS + RUN, RUN unknown characters before it. */
static void
meet_word (HechaAnatomist *anatomist, const HechaWord *word, const guint16 *units, gsize run)
{
  if (has_kind (anatomist, word, HECHA_CONCEPT_PLACE_SUFFIX) && is_place (units, run, word->length))
    {
      add_place (anatomist, units, run + word->length);
      if (anatomist->where == HECHA_IN_NAME)
        g_array_append_vals (anatomist->stem, units, (guint) (run + word->length));
    }
  else
    {
      end_run (anatomist, units, run);
      if (begins_with_suffix (anatomist, word, units, run))
        add_place (anatomist, units, run + 2);
      if (anatomist->where == HECHA_IN_NAME && tells (anatomist, word))
        g_array_append_vals (anatomist->stem, units + run, word->length);
    }
  sight (anatomist, word, units + run);
  for (guint i = 0; i < word->n_concepts; i++)
    meet_concept (anatomist, word->concepts[i], units + run, word->length);
}

/* ---- texts ------------------------------------------------------------ */

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

static void
read_text (HechaAnatomist *anatomist, const char *text, HechaPlaceOfWord where)
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
  while (i < length)
    {
      HechaWord word;
      guint taken = where == HECHA_IN_NAME ? hecha_marks_read (&anatomist->marks, units + i, length - i) : 0;

      if (taken == 0 && where == HECHA_IN_CONTENT && is_continuation (units + i, length - i))
        anatomist->marks.nature |= HECHA_NATURE_CONTINUES;
      hecha_thesaurus_match (anatomist->thesaurus, units + i, length - i, &word);
      if ((word.length == 1 && is_stray_suffix (anatomist, &word, units + i - run, run))
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
          end_run (anatomist, units + i - run, run);
          if (taken == 0)
            pass_break (anatomist, units[i]);
          i += MAX (taken, 1);
        }
      else
        {
          meet_word (anatomist, &word, units + i - run, run);
          i += word.length;
        }
      run = 0;
    }
  end_run (anatomist, units + length - run, run);
  anatomist->n_modules = anatomist->module + 1;
}

/* ---- sketches --------------------------------------------------------- */

static int
compare_u32 (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

static int
compare_u16 (gconstpointer a, gconstpointer b)
{
  return (int) *(const guint16 *) a - (int) *(const guint16 *) b;
}

/* The smallest hashes of the triples of the text just folded: two texts that
 * share much share many of them, however long they are. */
static void
sketch_text (HechaAnatomist *anatomist)
{
  GArray *hashes = anatomist->hashes;
  GArray *units = anatomist->units;
  guint kept = 0, filled = 0;

  for (guint i = 0; i < units->len; i++)
    {
      guint16 unit = g_array_index (units, guint16, i);
      if (!hecha_folded_is_break (unit) && !(unit >= '0' && unit <= '9'))
        g_array_index (units, guint16, filled++) = unit;
    }
  g_array_set_size (hashes, 0);
  for (guint i = 0; i + 3 <= filled; i++)
    {
      guint32 hash = hecha_folded_hash (&g_array_index (units, guint16, i), 3);
      g_array_append_val (hashes, hash);
    }
  g_array_sort (hashes, compare_u32);
  for (guint i = 0; i < hashes->len && kept < HECHA_SKETCH_SIZE; i++)
    if (i == 0 || g_array_index (hashes, guint32, i) != g_array_index (hashes, guint32, kept - 1))
      g_array_index (hashes, guint32, kept++) = g_array_index (hashes, guint32, i);
  g_array_set_size (hashes, kept);
}

static guint
name_grams (const HechaAnatomist *anatomist, guint16 *grams)
{
  const guint16 *stem = (const guint16 *) (gpointer) anatomist->stem->data;
  guint n = 0, kept = 0;

  for (guint i = 0; i + 2 <= anatomist->stem->len && n < HECHA_NAME_GRAMS; i++)
    grams[n++] = (guint16) hecha_folded_hash (stem + i, 2);
  qsort (grams, n, sizeof *grams, compare_u16);
  for (guint i = 0; i < n; i++)
    if (i == 0 || grams[i] != grams[kept - 1])
      grams[kept++] = grams[i];
  return kept;
}

/* ---- the whole -------------------------------------------------------- */

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
  const Landmarks *landmarks = &anatomist->landmarks;
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

/* A town, a school, a hospital: what it builds it builds for itself. */
static void
read_unit (HechaAnatomist *anatomist, const HechaSubject *subject)
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
  while (i < anatomist->units->len && from_unit && marks->n_places == 0)
    {
      HechaWord word;

      hecha_thesaurus_match (anatomist->thesaurus, units + i, anatomist->units->len - i, &word);
      if (word.length == 1 && is_stray_suffix (anatomist, &word, units + i - run, run))
        word.length = 0;
      if (word.length > 0 && (has_kind (anatomist, &word, HECHA_CONCEPT_INSTITUTION)
                              || (has_kind (anatomist, &word, HECHA_CONCEPT_PLACE_SUFFIX)
                                  && is_place (units + i - run, run, word.length))))
        {
          add_place (anatomist, units + i - run, run + word.length);
          marks->nature |= HECHA_NATURE_OWN_PLACE;
        }
      run = word.length > 0 ? 0 : run + 1;
      i += MAX (word.length, 1);
    }
}

static gboolean
contains (const char *text, const char *word)
{
  return text != NULL && strstr (text, word) != NULL;
}

static void
read_marks (HechaAnatomist *anatomist, const HechaSubject *subject)
{
  HechaMarks *marks = &anatomist->marks;

  marks->nature |= anatomist->pending_nature;
  marks->role = anatomist->pending_role;
  if (anatomist->first_maintains && !anatomist->first_builds)
    marks->nature |= HECHA_NATURE_MAINTENANCE;
  if (contains (subject->nature, "运行维护") || contains (subject->nature, "运维"))
    marks->nature |= HECHA_NATURE_MAINTENANCE;
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
  marks->code = text_hash (anatomist, subject->code);
  marks->contractor = text_hash (anatomist, subject->contractor);
  marks->stem = anatomist->stem->len == 0
                  ? 0
                  : hecha_folded_hash ((const guint16 *) (gpointer) anatomist->stem->data,
                                       anatomist->stem->len);
}

static HechaPart *
find_part (const HechaAnatomist *anatomist, guint16 concept)
{
  for (guint i = 0; i < anatomist->parts->len; i++)
    if (g_array_index (anatomist->parts, HechaPart, i).concept == concept)
      return &g_array_index (anatomist->parts, HechaPart, i);
  return NULL;
}

/* 公务员 and 在线学习 make 干部教育.  What is made is as weighty as the least of
 * what it needs, and in the name if all of that is. */
static void
combine_parts (HechaAnatomist *anatomist)
{
  for (guint i = 0; i < hecha_thesaurus_n_combinations (anatomist->thesaurus); i++)
    {
      const HechaCombination *combination
          = hecha_thesaurus_combination (anatomist->thesaurus, i);
      const HechaConcept *concept
          = hecha_thesaurus_concept (anatomist->thesaurus, combination->makes);
      HechaPart part = { combination->makes, concept->kind, HECHA_IN_NAME, concept->broad,
                         concept->arena, concept->narrow, concept->own_use, concept->family,
                         concept->fixed, FALSE, 0, concept->weight, 0 };
      HechaPart *old = find_part (anatomist, combination->makes);

      part.modules = G_MAXUINT32;
      for (guint k = 0; k < combination->n_needs && part.weight > 0; k++)
        {
          const HechaPart *need = find_part (anatomist, combination->needs[k]);
          float share = need == NULL ? 0
                        : need->weight
                            / hecha_thesaurus_concept (anatomist->thesaurus, need->concept)->weight;

          part.weight = MIN (part.weight, share * concept->weight);
          if (need != NULL && need->where != HECHA_IN_NAME)
            part.modules &= need->modules;
          part.where = MAX (part.where, need != NULL ? need->where : HECHA_IN_GOAL);
        }
      /* In the content they must stand together. */
      if (part.modules == 0)
        continue;
      if (part.where == HECHA_IN_NAME)
        part.modules = 0;
      if (old != NULL && part.weight > old->weight)
        *old = part;
      else if (old == NULL && part.weight >= 0.3f && anatomist->parts->len < HECHA_MAX_PARTS)
        g_array_append_val (anatomist->parts, part);
    }
}

static gboolean
is_thing (const HechaPart *part)
{
  return part->kind == HECHA_CONCEPT_OBJECT || part->kind == HECHA_CONCEPT_FUNCTION;
}

/* A broader concept beside its narrower one says nothing more. */
static void
prune_broader (HechaAnatomist *anatomist)
{
  GArray *parts = anatomist->parts;

  for (guint i = 0; i < parts->len; i++)
    {
      HechaPart *broad = &g_array_index (parts, HechaPart, i);

      for (guint j = 0; j < parts->len && is_thing (broad); j++)
        {
          const HechaPart *narrow = &g_array_index (parts, HechaPart, j);

          if (i != j && narrow->concept != broad->concept && narrow->where <= broad->where
              && narrow->weight >= 0.3f
              && hecha_thesaurus_is_a (anatomist->thesaurus, narrow->concept, broad->concept))
            {
              broad->weight *= 0.4f;
              break;
            }
        }
    }
}

/* Where the name tells no object or no function, the content's count more. */
static void
lift_content (HechaAnatomist *anatomist, HechaConceptKind kind)
{
  GArray *parts = anatomist->parts;

  for (guint i = 0; i < parts->len; i++)
    {
      const HechaPart *part = &g_array_index (parts, HechaPart, i);

      if (part->kind == kind && part->where == HECHA_IN_NAME && part->weight > 0.5f)
        return;
    }
  for (guint i = 0; i < parts->len; i++)
    {
      HechaPart *part = &g_array_index (parts, HechaPart, i);

      if (part->kind == kind && part->where == HECHA_IN_CONTENT)
        part->weight = MIN (0.9f, part->weight * WORTH_VAGUE_NAME);
    }
}

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
  return compare_u32 (&((const HechaResidue *) a)->pair, &((const HechaResidue *) b)->pair);
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
  g_array_set_size (anatomist->stem, 0);
  g_array_set_size (anatomist->parts, 0);
  g_array_set_size (anatomist->residues, 0);
  anatomist->pending_nature = 0;
  anatomist->pending_role = 0;
  anatomist->strangeness = 0;
  anatomist->first_maintains = anatomist->first_builds = FALSE;
}

/* A long content must not drown the name: its parts together weigh no more
 * than BODY_SHARE of the name's.  How surely each is built stays as it was. */
static void
balance (HechaAnatomist *anatomist, HechaConceptKind kind)
{
  float head = 0, body = 0;

  for (guint i = 0; i < anatomist->parts->len; i++)
    {
      HechaPart *part = &g_array_index (anatomist->parts, HechaPart, i);
      const HechaConcept *concept = hecha_thesaurus_concept (anatomist->thesaurus, part->concept);

      if (part->kind != kind)
        continue;
      part->presence = concept->weight > 0 ? MIN (1.0f, part->weight / concept->weight / 0.4f) : 0;
      if (part->where == HECHA_IN_NAME)
        head += part->weight;
      else
        body += part->weight;
    }
  for (guint i = 0; i < anatomist->parts->len && head > 0.5f && body > BODY_SHARE * head; i++)
    {
      HechaPart *part = &g_array_index (anatomist->parts, HechaPart, i);

      if (part->kind == kind && part->where != HECHA_IN_NAME)
        part->weight *= BODY_SHARE * head / body;
    }
}

/* A name that tells no thing (民有所呼) leaves it to the content: what weighs
 * most there stands in for it. */
static void
name_stand_ins (HechaAnatomist *anatomist)
{
  GArray *parts = anatomist->parts;
  float top = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const HechaPart *part = &g_array_index (parts, HechaPart, i);

      if (part->kind != HECHA_CONCEPT_OBJECT || part->broad || part->own_use)
        continue;
      if (part->where == HECHA_IN_NAME && (!part->arena || part->narrow))
        return;
      if (part->where == HECHA_IN_CONTENT && !part->arena)
        top = MAX (top, part->weight);
    }
  for (guint i = 0; i < parts->len && top > 0; i++)
    {
      HechaPart *part = &g_array_index (parts, HechaPart, i);

      part->stands_in = part->kind == HECHA_CONCEPT_OBJECT && !part->broad && !part->own_use
                        && !part->arena && part->where == HECHA_IN_CONTENT
                        && part->weight >= STANDS_IN * top;
    }
}

static void
read_texts (HechaAnatomist *anatomist, const HechaSubject *subject)
{
  reset (anatomist);
  read_text (anatomist, subject->name, HECHA_IN_NAME);
  read_text (anatomist, subject->goal, HECHA_IN_GOAL);
  read_text (anatomist, subject->content, HECHA_IN_CONTENT);
}

static void
read_subject (HechaAnatomist *anatomist, const HechaSubject *subject)
{
  read_texts (anatomist, subject);
  sketch_text (anatomist);
  read_unit (anatomist, subject);
  read_marks (anatomist, subject);
  combine_parts (anatomist);
  prune_broader (anatomist);
  lift_content (anatomist, HECHA_CONCEPT_OBJECT);
  lift_content (anatomist, HECHA_CONCEPT_FUNCTION);
  for (guint kind = 0; kind < HECHA_N_CONCEPT_KINDS; kind++)
    balance (anatomist, (HechaConceptKind) kind);
  name_stand_ins (anatomist);
}

const HechaAnatomy *
hecha_anatomist_dissect (HechaAnatomist *anatomist, const HechaSubject *subject)
{
  HechaAnatomy anatomy = { 0 };
  guint16 grams[HECHA_NAME_GRAMS];
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
  anatomy.n_grams = (guint8) name_grams (anatomist, grams);
  anatomy.parts = keep (anatomist, anatomist->parts->data, anatomy.n_parts * sizeof (HechaPart));
  anatomy.residues = keep (anatomist, residues->data, anatomy.n_residues * sizeof (HechaResidue));
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
