/* Reading templates/thesaurus.ini: see thesaurus.h. */
#include "audit/thesaurus_insides.h"

#include <string.h>

#include <hecha/ledger.h>

#define MAX_CONCEPTS 8000u

static const char *const kind_sections[HECHA_N_CONCEPT_KINDS] = {
  "对象", "功能", "受众", "平台", "技术", "通用词",
  "性质", "角色", "部门", "机构", "地名后缀", "组成"
};

static const float kind_weights[HECHA_N_CONCEPT_KINDS] = {
  [HECHA_CONCEPT_OBJECT] = 1.0f,
  [HECHA_CONCEPT_FUNCTION] = 0.9f,
  [HECHA_CONCEPT_AUDIENCE] = 0.25f,
  [HECHA_CONCEPT_PLATFORM] = 0.08f,
  [HECHA_CONCEPT_TECHNOLOGY] = 0.12f,
};

#define BROAD_FACTOR 0.35f

/* How much of a vote for a concept counts for those beside it. */
#define SENSE_BROADER 0.3f
#define SENSE_NARROWER 0.15f
#define SENSE_NEAR 0.2f

static gboolean
fail (const HechaIni *ini, const HechaIniEntry *entry, GError **error, const char *format,
      const char *word)
{
  g_autofree char *text = g_strdup_printf ("%s「%s」", format, word);
  g_autofree char *message = hecha_ini_message (ini, entry->line, entry->key_column, text);

  g_set_error_literal (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_SYNTAX, message);
  return FALSE;
}

/* ---- concepts --------------------------------------------------------- */

/* An object or a function of that name, objects first. */
static int
find_thing (const HechaThesaurus *thesaurus, const char *name)
{
  int found = hecha_thesaurus_find (thesaurus, HECHA_CONCEPT_OBJECT, name);

  if (found < 0)
    found = hecha_thesaurus_find (thesaurus, HECHA_CONCEPT_FUNCTION, name);
  if (found < 0)
    found = hecha_thesaurus_find (thesaurus, HECHA_CONCEPT_AUDIENCE, name);
  return found;
}

static guint16
add_concept (HechaThesaurus *thesaurus, HechaConceptKind kind, const char *name)
{
  HechaConcept concept = { g_strdup (name), (guint8) kind, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE, 0, kind_weights[kind] };
  gint32 none = -1;

  g_array_append_val (thesaurus->concepts, concept);
  g_array_append_val (thesaurus->broader, none);
  g_hash_table_insert (thesaurus->by_name, hecha_thesaurus_key (kind, name),
                       GUINT_TO_POINTER (thesaurus->concepts->len));
  return (guint16) (thesaurus->concepts->len - 1);
}

static char **
split_words (const char *value)
{
  g_autofree char *flat = g_strdup (value);

  g_strdelimit (flat, "\n\t", ' ');
  return g_strsplit (flat, " ", -1);
}

/* What a concept is about lies in its words, those of generic ones only weaken
 * what others say. */
static void
add_word (HechaThesaurus *thesaurus, HechaConceptKind kind, const char *word, guint16 concept)
{
  hecha_trie_add (thesaurus->words, word, concept);
  if (kind == HECHA_CONCEPT_OBJECT || kind == HECHA_CONCEPT_FUNCTION)
    hecha_senses_add (thesaurus->senses, word, concept, TRUE);
  else if (kind == HECHA_CONCEPT_AUDIENCE || kind == HECHA_CONCEPT_GENERIC)
    hecha_senses_add (thesaurus->senses, word, concept, FALSE);
}

static gboolean
load_kind (HechaThesaurus *thesaurus, const HechaIni *ini, HechaConceptKind kind, GError **error)
{
  const HechaIniSection *section = hecha_ini_section (ini, kind_sections[kind]);

  for (guint i = 0; section != NULL && i < section->entries->len; i++)
    {
      const HechaIniEntry *entry = &g_array_index (section->entries, HechaIniEntry, i);
      g_auto (GStrv) words = split_words (entry->value);
      guint16 concept;

      if (thesaurus->concepts->len >= MAX_CONCEPTS)
        return fail (ini, entry, error, "概念太多，放不下", entry->key);
      concept = add_concept (thesaurus, kind, entry->key);
      /* The headings of these two sections are labels, not words. */
      if (kind != HECHA_CONCEPT_DEPARTMENT && kind != HECHA_CONCEPT_INSTITUTION
          && kind != HECHA_CONCEPT_PLACE_SUFFIX)
        add_word (thesaurus, kind, entry->key, concept);
      for (char **word = words; *word != NULL; word++)
        add_word (thesaurus, kind, *word, concept);
    }
  return TRUE;
}

typedef gboolean (*EntryFunc) (HechaThesaurus *thesaurus, const HechaIniEntry *entry,
                               int from, int to);

/* Sections of the form 概念 = 概念 概念: calls EACH for every pair; the key
 * must be a concept where KEY_IS_CONCEPT. */
static gboolean
load_links (HechaThesaurus *thesaurus, const HechaIni *ini, const char *name,
            gboolean key_is_concept, EntryFunc each, GError **error)
{
  const HechaIniSection *section = hecha_ini_section (ini, name);

  for (guint i = 0; section != NULL && i < section->entries->len; i++)
    {
      const HechaIniEntry *entry = &g_array_index (section->entries, HechaIniEntry, i);
      g_auto (GStrv) words = split_words (entry->value);
      int from = key_is_concept ? find_thing (thesaurus, entry->key) : -1;

      if (key_is_concept && from < 0)
        return fail (ini, entry, error, "没有这个概念：", entry->key);
      for (char **word = words; *word != NULL; word++)
        {
          int to = **word != '\0' ? find_thing (thesaurus, *word) : -1;

          if (**word == '\0')
            continue;
          if (to < 0)
            return fail (ini, entry, error, "没有这个概念：", *word);
          if (!each (thesaurus, entry, from, to))
            return fail (ini, entry, error, "上位关系绕成了圈：", entry->key);
        }
    }
  return TRUE;
}

static gboolean
link_compound (HechaThesaurus *thesaurus, const HechaIniEntry *entry, int from, int to)
{
  add_word (thesaurus, (HechaConceptKind) hecha_thesaurus_concept (thesaurus, (guint16) to)->kind,
            entry->key, (guint16) to);
  return TRUE;
}

static gboolean
link_broad (HechaThesaurus *thesaurus, const HechaIniEntry *entry, int from, int to)
{
  HechaConcept *concept = &g_array_index (thesaurus->concepts, HechaConcept, to);

  if (!concept->broad)
    concept->weight *= BROAD_FACTOR;
  concept->broad = TRUE;
  return TRUE;
}

static gboolean
link_arena (HechaThesaurus *thesaurus, const HechaIniEntry *entry, int from, int to)
{
  HechaConcept *concept = &g_array_index (thesaurus->concepts, HechaConcept, to);

  concept->arena = TRUE;
  concept->narrow = strcmp (entry->key, "较窄") == 0;
  return TRUE;
}

static gboolean
link_own_use (HechaThesaurus *thesaurus, const HechaIniEntry *entry, int from, int to)
{
  g_array_index (thesaurus->concepts, HechaConcept, to).own_use = TRUE;
  return TRUE;
}

static gboolean
link_fixed (HechaThesaurus *thesaurus, const HechaIniEntry *entry, int from, int to)
{
  g_array_index (thesaurus->concepts, HechaConcept, to).fixed = TRUE;
  return TRUE;
}

static gboolean
link_roof (HechaThesaurus *thesaurus, const HechaIniEntry *entry, int from, int to)
{
  g_array_index (thesaurus->concepts, HechaConcept, to).roof = TRUE;
  return TRUE;
}

/* Functions of one line are of one family, numbered by its line. */
static gboolean
link_family (HechaThesaurus *thesaurus, const HechaIniEntry *entry, int from, int to)
{
  HechaConcept *concept = &g_array_index (thesaurus->concepts, HechaConcept, to);

  if (thesaurus->family_line != entry->line)
    thesaurus->n_families++;
  thesaurus->family_line = entry->line;
  concept->family = (guint8) MIN (thesaurus->n_families, HECHA_MAX_FAMILIES);
  return TRUE;
}

static gboolean
link_broader (HechaThesaurus *thesaurus, const HechaIniEntry *entry, int from, int to)
{
  if (hecha_thesaurus_is_a (thesaurus, (guint16) to, (guint16) from))
    return FALSE;
  g_array_index (thesaurus->broader, gint32, from) = to;
  return TRUE;
}

static void
set_likeness (HechaThesaurus *thesaurus, guint a, guint b, float value)
{
  guint n = thesaurus->concepts->len;
  guint8 stored = (guint8) (value * 255.0f + 0.5f);

  if (thesaurus->likeness[a * n + b] < stored)
    thesaurus->likeness[a * n + b] = thesaurus->likeness[b * n + a] = stored;
}

static gboolean
link_near (HechaThesaurus *thesaurus, const HechaIniEntry *entry, int from, int to)
{
  HechaNear near = { (guint16) from, (guint16) to };

  g_array_append_val (thesaurus->nears, near);
  set_likeness (thesaurus, (guint) from, (guint) to, HECHA_LIKE_NEAR);
  return TRUE;
}

static void
fill_likeness (HechaThesaurus *thesaurus)
{
  guint n = thesaurus->concepts->len;

  for (guint i = 0; i < n; i++)
    {
      float value = 1.0f;
      gint32 above = (gint32) i;

      for (guint depth = 0; above >= 0 && depth < HECHA_MAX_DEPTH; depth++)
        {
          set_likeness (thesaurus, i, (guint) above, value);
          above = hecha_thesaurus_broader (thesaurus, (guint) above);
          value *= above >= 0 && hecha_thesaurus_concept (thesaurus, (guint16) above)->arena
                     ? HECHA_LIKE_STEP_ARENA : HECHA_LIKE_STEP;
        }
      for (guint j = 0; j < i && hecha_thesaurus_broader (thesaurus, i) >= 0; j++)
        if (hecha_thesaurus_broader (thesaurus, i) == hecha_thesaurus_broader (thesaurus, j))
          set_likeness (thesaurus, i, j, HECHA_LIKE_SIBLING);
    }
}

/* One way of 组合: "干部 培训学习". */
static gboolean
load_combination (HechaThesaurus *thesaurus, const HechaIni *ini, const HechaIniEntry *entry,
                  const char *way, GError **error)
{
  HechaCombination combination = { 0 };
  g_auto (GStrv) words = split_words (way);
  int makes = find_thing (thesaurus, entry->key);

  if (makes < 0)
    return fail (ini, entry, error, "没有这个概念：", entry->key);
  combination.makes = (guint16) makes;
  for (char **word = words; *word != NULL; word++)
    {
      int needs = **word != '\0' ? find_thing (thesaurus, *word) : -1;

      if (**word == '\0')
        continue;
      if (needs < 0)
        return fail (ini, entry, error, "没有这个概念：", *word);
      if (combination.n_needs == G_N_ELEMENTS (combination.needs))
        return fail (ini, entry, error, "一种组合最多三个概念：", *word);
      combination.needs[combination.n_needs++] = (guint16) needs;
    }
  if (combination.n_needs < 2)
    return fail (ini, entry, error, "一种组合至少要有两个概念：", entry->key);
  g_array_append_val (thesaurus->combinations, combination);
  return TRUE;
}

static gboolean
load_combinations (HechaThesaurus *thesaurus, const HechaIni *ini, GError **error)
{
  const HechaIniSection *section = hecha_ini_section (ini, "组合");

  for (guint i = 0; section != NULL && i < section->entries->len; i++)
    {
      const HechaIniEntry *entry = &g_array_index (section->entries, HechaIniEntry, i);
      g_auto (GStrv) ways = g_strsplit (entry->value, "；", -1);

      for (char **way = ways; *way != NULL; way++)
        if (!load_combination (thesaurus, ini, entry, *way, error))
          return FALSE;
    }
  return TRUE;
}

/* ---- senses ----------------------------------------------------------- */

/* 典型: words that do not mean the concept but are said with it. */
static gboolean
load_typical (HechaThesaurus *thesaurus, const HechaIni *ini, GError **error)
{
  const HechaIniSection *section = hecha_ini_section (ini, "典型");

  for (guint i = 0; section != NULL && i < section->entries->len; i++)
    {
      const HechaIniEntry *entry = &g_array_index (section->entries, HechaIniEntry, i);
      g_auto (GStrv) words = split_words (entry->value);
      int concept = find_thing (thesaurus, entry->key);

      if (concept < 0)
        return fail (ini, entry, error, "没有这个概念：", entry->key);
      for (char **word = words; *word != NULL; word++)
        hecha_senses_add (thesaurus->senses, *word, (guint16) concept, TRUE);
    }
  return TRUE;
}

static void
link_senses (HechaThesaurus *thesaurus)
{
  for (guint i = 0; i < thesaurus->concepts->len; i++)
    {
      gint32 broader = hecha_thesaurus_broader (thesaurus, i);

      if (broader < 0)
        continue;
      hecha_senses_link (thesaurus->senses, (guint16) i, (guint16) broader, SENSE_BROADER);
      hecha_senses_link (thesaurus->senses, (guint16) broader, (guint16) i, SENSE_NARROWER);
    }
  for (guint i = 0; i < thesaurus->nears->len; i++)
    {
      const HechaNear *near = &g_array_index (thesaurus->nears, HechaNear, i);

      hecha_senses_link (thesaurus->senses, near->from, near->to, SENSE_NEAR);
      hecha_senses_link (thesaurus->senses, near->to, near->from, SENSE_NEAR);
    }
}

/* ---- loading ---------------------------------------------------------- */

static void
clear_concept (gpointer data)
{
  HechaConcept *concept = data;

  g_free (concept->name);
}

static HechaThesaurus *
thesaurus_new (void)
{
  HechaThesaurus *thesaurus = g_new0 (HechaThesaurus, 1);

  thesaurus->concepts = g_array_new (FALSE, FALSE, sizeof (HechaConcept));
  g_array_set_clear_func (thesaurus->concepts, clear_concept);
  thesaurus->broader = g_array_new (FALSE, FALSE, sizeof (gint32));
  thesaurus->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  thesaurus->nears = g_array_new (FALSE, FALSE, sizeof (HechaNear));
  thesaurus->combinations = g_array_new (FALSE, FALSE, sizeof (HechaCombination));
  thesaurus->words = hecha_trie_new ();
  thesaurus->senses = hecha_senses_new ();
  return thesaurus;
}

static gboolean
load (HechaThesaurus *thesaurus, const HechaIni *ini, GError **error)
{
  for (guint kind = 0; kind < HECHA_N_CONCEPT_KINDS; kind++)
    if (!load_kind (thesaurus, ini, (HechaConceptKind) kind, error))
      return FALSE;
  thesaurus->likeness
      = g_malloc0 ((gsize) thesaurus->concepts->len * thesaurus->concepts->len);
  if (!load_links (thesaurus, ini, "合称", FALSE, link_compound, error)
      || !load_links (thesaurus, ini, "宽泛", FALSE, link_broad, error)
      || !load_links (thesaurus, ini, "场所", FALSE, link_arena, error)
      || !load_links (thesaurus, ini, "自用", FALSE, link_own_use, error)
      || !load_links (thesaurus, ini, "定点", FALSE, link_fixed, error)
      || !load_links (thesaurus, ini, "总平台", FALSE, link_roof, error)
      || !load_links (thesaurus, ini, "功能族", FALSE, link_family, error)
      || !load_links (thesaurus, ini, "上位", TRUE, link_broader, error)
      || !load_links (thesaurus, ini, "相近", TRUE, link_near, error)
      || !load_combinations (thesaurus, ini, error)
      || !load_typical (thesaurus, ini, error))
    return FALSE;
  fill_likeness (thesaurus);
  link_senses (thesaurus);
  hecha_senses_freeze (thesaurus->senses);
  hecha_trie_freeze (thesaurus->words);
  return TRUE;
}

static HechaThesaurus *
from_ini (HechaIni *parsed, GError **error)
{
  g_autoptr (HechaIni) ini = parsed;
  g_autoptr (HechaThesaurus) thesaurus = NULL;

  if (ini == NULL)
    return NULL;
  thesaurus = thesaurus_new ();
  return load (thesaurus, ini, error) ? g_steal_pointer (&thesaurus) : NULL;
}

/* Nobody changes it any more: two checks of a run share what takes 50 ms to
 * make, and it stays. */
static HechaThesaurus *
built_in (GError **error)
{
  static GMutex lock;
  static HechaThesaurus *thesaurus;
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (thesaurus == NULL)
    {
      thesaurus = from_ini (hecha_ini_load ("内置:thesaurus.ini", error), error);
      if (thesaurus != NULL)
        thesaurus->stays = TRUE;
    }
  return thesaurus;
}

HechaThesaurus *
hecha_thesaurus_load (const char *path, GError **error)
{
  return path != NULL ? from_ini (hecha_ini_load (path, error), error) : built_in (error);
}

HechaThesaurus *
hecha_thesaurus_parse (const char *path, const char *text, gsize length, GError **error)
{
  return from_ini (hecha_ini_parse (path, text, length, error), error);
}
