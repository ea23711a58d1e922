/* The words of a pair: see pairwords.h. */
#include "audit/pairwords.h"

#include <math.h>
#include <string.h>

#include "audit/sketch.h"

#define MAX_NAMED 3
#define MAX_SENSES_SHOWN 2
#define MAX_HINTS 3
#define OBJECT_TOLD 0.3f
#define SENSE_SHOWN (65535 / 4)

static void
clause (GString *text)
{
  if (text->len > 0)
    g_string_append (text, "；");
}

/* The first word that means CONCEPT, names before contents; NULL = none. */
static const char *
word_of (const GArray *sightings, guint16 concept)
{
  for (guint where = HECHA_IN_NAME; where <= HECHA_IN_GOAL; where++)
    for (guint i = 0; i < sightings->len; i++)
      {
        const HechaSighting *sighting = &g_array_index (sightings, HechaSighting, i);
        if (sighting->concept == concept && sighting->where == where)
          return sighting->word;
      }
  return NULL;
}

typedef struct
{
  guint16 of_a, of_b;
  float like, worth;
} Match;

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *x = a, *y = b;

  if (x->worth != y->worth)
    return x->worth > y->worth ? -1 : 1;
  return (int) x->of_a - (int) y->of_a;
}

/* For each part of A its best partner in B. */
static GArray *
matches_of (const HechaThesaurus *thesaurus, const HechaAnatomy *a, const HechaAnatomy *b,
            HechaConceptKind kind)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (Match));

  for (guint i = 0; i < a->n_parts; i++)
    {
      Match match = { (guint16) a->parts[i].concept, 0, 0, 0 };
      float presence = 0;

      for (guint j = 0; j < b->n_parts && a->parts[i].kind == kind; j++)
        {
          float like = b->parts[j].kind != kind
                         ? 0
                         : hecha_thesaurus_likeness (thesaurus, match.of_a, b->parts[j].concept);
          if (like > match.like)
            {
              match.like = like;
              match.of_b = (guint16) b->parts[j].concept;
              presence = b->parts[j].presence;
            }
        }
      match.worth = match.like * presence * a->parts[i].weight;
      if (match.like >= 0.45f && match.worth > 0.05f)
        g_array_append_val (matches, match);
    }
  g_array_sort (matches, compare_matches);
  return matches;
}

static void
append_match (GString *text, const HechaThesaurus *thesaurus, const Match *match,
              const GArray *words_a, const GArray *words_b)
{
  const char *a = word_of (words_a, match->of_a), *b = word_of (words_b, match->of_b);
  const char *name = hecha_thesaurus_concept (thesaurus, match->of_a)->name;

  if (match->like >= 0.99f)
    g_string_append (text, name);
  else
    g_string_append_printf (text, "%s与%s", name,
                            hecha_thesaurus_concept (thesaurus, match->of_b)->name);
  if (a != NULL && b != NULL && strcmp (a, b) == 0)
    {
      if (strcmp (a, name) != 0)
        g_string_append_printf (text, "（都写“%s”）", a);
    }
  else if (a != NULL && b != NULL)
    g_string_append_printf (text, "（“%s”／“%s”）", a, b);
}

static void
describe_kind (GString *text, const HechaThesaurus *thesaurus, HechaConceptKind kind,
               const char *label, const HechaAnatomy *a, const HechaAnatomy *b,
               const GArray *words_a, const GArray *words_b)
{
  g_autoptr (GArray) matches = matches_of (thesaurus, a, b, kind);
  gboolean same = TRUE;

  if (matches->len == 0)
    return;
  for (guint i = 0; i < MIN (matches->len, MAX_NAMED); i++)
    same = same && g_array_index (matches, Match, i).like >= 0.99f;
  clause (text);
  g_string_append_printf (text, "%s%s：", label, same ? "相同" : "相近");
  for (guint i = 0; i < MIN (matches->len, MAX_NAMED); i++)
    {
      if (i > 0)
        g_string_append (text, "、");
      append_match (text, thesaurus, &g_array_index (matches, Match, i), words_a, words_b);
    }
}

/* Weighty parts of A that B lacks, in A's own words: the name of a concept may
 * say more than the text does. */
static void
describe_rest (GString *text, const HechaThesaurus *thesaurus, const char *label,
               const HechaAnatomy *a, const HechaAnatomy *b, const GArray *words_a)
{
  guint n = 0;

  for (guint i = 0; i < a->n_parts && n < MAX_NAMED; i++)
    {
      const HechaPart *part = &a->parts[i];
      const char *word = word_of (words_a, (guint16) part->concept);
      float best = 0;

      if (part->weight < 0.5f
          || (part->kind != HECHA_CONCEPT_OBJECT && part->kind != HECHA_CONCEPT_FUNCTION))
        continue;
      for (guint j = 0; j < b->n_parts; j++)
        best = MAX (best, hecha_thesaurus_likeness (thesaurus, part->concept, b->parts[j].concept));
      if (best >= 0.45f)
        continue;
      if (n == 0)
        {
          clause (text);
          g_string_append (text, label);
        }
      if (word == NULL)
        word = hecha_thesaurus_concept (thesaurus, part->concept)->name;
      g_string_append_printf (text, "%s%s", n > 0 ? "、" : "", word);
      n++;
    }
}

static void
append_unknown_words (GString *text, const HechaAnatomy *a, const HechaAnatomy *b)
{
  guint n = 0;

  for (guint i = 0; i < a->n_residues && n < MAX_NAMED; i++)
    for (guint j = 0; j < b->n_residues; j++)
      if (a->residues[i].pair == b->residues[j].pair && a->residues[i].weight >= 0.2f)
        {
          if (n == 0)
            clause (text);
          g_string_append (text, n++ == 0 ? "用字相同：" : "、");
          g_string_append_unichar (text, a->residues[i].pair >> 16);
          g_string_append_unichar (text, a->residues[i].pair & 0xffff);
        }
}

/* ---- senses ------------------------------------------------------------ */

/* The first words of the name, then of the content, that hint at CONCEPT. */
static char *
hints_of (const HechaThesaurus *thesaurus, const HechaSubject *subject, guint16 concept)
{
  const HechaSenses *senses = hecha_thesaurus_senses (thesaurus);
  char *words = hecha_senses_words (senses, subject->name, concept, MAX_HINTS);

  return words != NULL ? words : hecha_senses_words (senses, subject->content, concept, MAX_HINTS);
}

/* A part of both is told already. */
static gboolean
is_part (const HechaAnatomy *anatomy, guint16 concept)
{
  for (guint i = 0; i < anatomy->n_parts; i++)
    if (anatomy->parts[i].concept == concept)
      return TRUE;
  return FALSE;
}

/* What both texts hint at most, best first. */
static GArray *
common_senses (const HechaAnatomy *a, const HechaAnatomy *b)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (Match));

  for (guint i = 0; i < a->n_things; i++)
    for (guint j = 0; j < b->n_things; j++)
      {
        Match match = { a->senses[i].concept, b->senses[j].concept, 1,
                        (float) a->senses[i].share * b->senses[j].share };

        if (match.of_a == match.of_b && MIN (a->senses[i].share, b->senses[j].share) >= SENSE_SHOWN
            && !(is_part (a, match.of_a) && is_part (b, match.of_a)))
          g_array_append_val (matches, match);
      }
  g_array_sort (matches, compare_matches);
  return matches;
}

static void
describe_senses (GString *text, const HechaThesaurus *thesaurus, const HechaSubject *a,
                 const HechaSubject *b, const HechaAnatomy *of_a, const HechaAnatomy *of_b)
{
  g_autoptr (GArray) matches = common_senses (of_a, of_b);
  guint n = 0;

  for (guint i = 0; i < matches->len && n < MAX_SENSES_SHOWN; i++)
    {
      guint16 concept = g_array_index (matches, Match, i).of_a;
      g_autofree char *in_a = hints_of (thesaurus, a, concept);
      g_autofree char *in_b = hints_of (thesaurus, b, concept);

      if (in_a == NULL || in_b == NULL)
        continue;
      if (n == 0)
        clause (text);
      g_string_append (text, n++ == 0 ? "用语都与" : "；都与");
      g_string_append_printf (text, "%s有关（%s／%s）",
                              hecha_thesaurus_concept (thesaurus, concept)->name, in_a, in_b);
    }
}

void
hecha_pair_words (const HechaThesaurus *thesaurus, HechaAnatomist *anatomist,
                  const HechaSubject *a, const HechaSubject *b, const HechaLikeness *likeness,
                  const HechaAnatomy *of_a, const HechaAnatomy *of_b, GString *agreement,
                  GString *objection)
{
  g_autoptr (GArray) words_a = hecha_anatomist_sightings (anatomist, a);
  g_autoptr (GArray) words_b = hecha_anatomist_sightings (anatomist, b);
  float copied = hecha_sketch_copied (of_a, of_b);

  if (likeness->names >= 0.75f)
    g_string_append (agreement, likeness->names >= 1.0f ? "名称实质相同" : "名称大部分相同");
  describe_kind (agreement, thesaurus, HECHA_CONCEPT_OBJECT, "对象", of_a, of_b, words_a, words_b);
  describe_kind (agreement, thesaurus, HECHA_CONCEPT_FUNCTION, "功能", of_a, of_b, words_a,
                 words_b);
  describe_kind (agreement, thesaurus, HECHA_CONCEPT_AUDIENCE, "服务对象", of_a, of_b, words_a,
                 words_b);
  if (likeness->object < OBJECT_TOLD)
    describe_senses (agreement, thesaurus, a, b, of_a, of_b);
  append_unknown_words (agreement, of_a, of_b);
  if (copied >= 0.4f)
    {
      clause (agreement);
      g_string_append_printf (agreement, "建设内容约%d%%的文字相同",
                              (int) floorf (copied * 100 + 0.5f));
    }
  if (likeness->kin != HECHA_KIN_NONE)
    g_string_append (objection, hecha_kin_text (likeness->kin));
  hecha_kinship_object (&of_a->marks, &of_b->marks, objection);
  describe_rest (objection, thesaurus, "前者另有：", of_a, of_b, words_a);
  describe_rest (objection, thesaurus, "后者另有：", of_b, of_a, words_b);
}
