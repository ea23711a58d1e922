/* Concepts and their words: see thesaurus.h. */
#include "audit/thesaurus_insides.h"

void
hecha_thesaurus_match (const HechaThesaurus *thesaurus, const guint16 *units, gsize length,
                       HechaWord *word)
{
  hecha_trie_match (thesaurus->words, units, length, word);
}

char *
hecha_thesaurus_key (HechaConceptKind kind, const char *name)
{
  return g_strdup_printf ("%d:%s", (int) kind, name);
}

int
hecha_thesaurus_find (const HechaThesaurus *thesaurus, HechaConceptKind kind, const char *name)
{
  g_autofree char *key = hecha_thesaurus_key (kind, name);

  return GPOINTER_TO_INT (g_hash_table_lookup (thesaurus->by_name, key)) - 1;
}

gint32
hecha_thesaurus_broader (const HechaThesaurus *thesaurus, guint concept)
{
  return g_array_index (thesaurus->broader, gint32, concept);
}

gboolean
hecha_thesaurus_is_a (const HechaThesaurus *thesaurus, guint16 a, guint16 b)
{
  gint32 here = a;

  for (guint depth = 0; here >= 0 && depth <= HECHA_MAX_DEPTH; depth++)
    {
      if (here == b)
        return TRUE;
      here = hecha_thesaurus_broader (thesaurus, (guint) here);
    }
  return FALSE;
}

gboolean
hecha_thesaurus_akin (const HechaThesaurus *thesaurus, guint16 a, guint16 b)
{
  gint32 top = a;

  for (guint depth = 0; hecha_thesaurus_broader (thesaurus, (guint) top) >= 0 && depth <= HECHA_MAX_DEPTH; depth++)
    top = hecha_thesaurus_broader (thesaurus, (guint) top);
  return hecha_thesaurus_is_a (thesaurus, b, (guint16) top);
}

guint
hecha_thesaurus_alike (const HechaThesaurus *thesaurus, guint16 concept,
                       guint16 alike[HECHA_MAX_ALIKE])
{
  guint n = 0;

  alike[n++] = concept;
  if (hecha_thesaurus_broader (thesaurus, concept) >= 0
      && hecha_thesaurus_likeness (thesaurus, concept,
                                   (guint16) hecha_thesaurus_broader (thesaurus, concept)) >= HECHA_LIKE_NEAR)
    alike[n++] = (guint16) hecha_thesaurus_broader (thesaurus, concept);
  for (guint i = 0; i < thesaurus->nears->len && n < HECHA_MAX_ALIKE; i++)
    if (g_array_index (thesaurus->nears, HechaNear, i).from == concept)
      alike[n++] = g_array_index (thesaurus->nears, HechaNear, i).to;
  return n;
}

float
hecha_thesaurus_likeness (const HechaThesaurus *thesaurus, guint16 a, guint16 b)
{
  return thesaurus->likeness[(gsize) a * thesaurus->concepts->len + b] / 255.0f;
}

const HechaSenses *
hecha_thesaurus_senses (const HechaThesaurus *thesaurus)
{
  return thesaurus->senses;
}

int
hecha_thesaurus_domain (const HechaThesaurus *thesaurus, guint16 department)
{
  const HechaConcept *concept = hecha_thesaurus_concept (thesaurus, department);

  return hecha_thesaurus_find (thesaurus, HECHA_CONCEPT_OBJECT, concept->name);
}

guint
hecha_thesaurus_n_combinations (const HechaThesaurus *thesaurus)
{
  return thesaurus->combinations->len;
}

const HechaCombination *
hecha_thesaurus_combination (const HechaThesaurus *thesaurus, guint index)
{
  return &g_array_index (thesaurus->combinations, HechaCombination, index);
}

guint
hecha_thesaurus_n_concepts (const HechaThesaurus *thesaurus)
{
  return thesaurus->concepts->len;
}

const HechaConcept *
hecha_thesaurus_concept (const HechaThesaurus *thesaurus, guint16 concept)
{
  return &g_array_index (thesaurus->concepts, HechaConcept, concept);
}

void
hecha_thesaurus_free (HechaThesaurus *thesaurus)
{
  if (thesaurus == NULL || thesaurus->stays)
    return;
  g_array_unref (thesaurus->concepts);
  g_array_unref (thesaurus->broader);
  g_hash_table_unref (thesaurus->by_name);
  hecha_trie_free (thesaurus->words);
  hecha_senses_free (thesaurus->senses);
  g_array_unref (thesaurus->combinations);
  g_array_unref (thesaurus->nears);
  g_free (thesaurus->likeness);
  g_free (thesaurus);
}