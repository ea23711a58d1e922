/* What the parts of a project are worth in the whole: see anatomist.h. */
#include "audit/anatomist.h"

/* Content stands in for a name that says nothing. */
#define WORTH_VAGUE_NAME 1.5f
#define BODY_SHARE 0.55f
#define STANDS_IN 0.9f

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

void
hecha_anatomist_weigh (HechaAnatomist *anatomist)
{
  combine_parts (anatomist);
  prune_broader (anatomist);
  lift_content (anatomist, HECHA_CONCEPT_OBJECT);
  lift_content (anatomist, HECHA_CONCEPT_FUNCTION);
  for (guint kind = 0; kind < HECHA_N_CONCEPT_KINDS; kind++)
    balance (anatomist, (HechaConceptKind) kind);
  name_stand_ins (anatomist);
}
