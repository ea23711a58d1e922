#include "ledger/units.h"

#include <string.h>

#define BUILT_IN "内置:units.ini"

struct _HechaUnits
{
  GPtrArray *places;      /* char *: the county's own, plain, longest first */
  GPtrArray *superiors;   /* what may stand before them */
  GPtrArray *exceptions;  /* 县委 ...: a place word that belongs to the name */
  GPtrArray *omitted;     /* endings that do not matter */
  GHashTable *names;      /* plain name -> plain common name */
  GHashTable *endings;    /* plain ending -> plain common ending */
  GPtrArray *ending_list; /* keys of endings, longest first */
  gsize longest;          /* bytes of the longest of names */
};

void
hecha_units_free (HechaUnits *units)
{
  if (units == NULL)
    return;
  g_ptr_array_unref (units->places);
  g_ptr_array_unref (units->superiors);
  g_ptr_array_unref (units->exceptions);
  g_ptr_array_unref (units->omitted);
  g_ptr_array_unref (units->ending_list);
  g_hash_table_unref (units->names);
  g_hash_table_unref (units->endings);
  g_free (units);
}

static HechaUnits *
units_new (void)
{
  HechaUnits *units = g_new0 (HechaUnits, 1);

  units->places = g_ptr_array_new_with_free_func (g_free);
  units->superiors = g_ptr_array_new_with_free_func (g_free);
  units->exceptions = g_ptr_array_new_with_free_func (g_free);
  units->omitted = g_ptr_array_new_with_free_func (g_free);
  units->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  units->endings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  units->ending_list = g_ptr_array_new ();
  return units;
}

static gint
longer_first (gconstpointer a, gconstpointer b)
{
  gsize left = strlen (*(char *const *) a), right = strlen (*(char *const *) b);

  if (left != right)
    return left > right ? -1 : 1;
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* "甲;乙；丙" over any number of lines, each made plain. */
static GPtrArray *
split_names (const char *value)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = g_strsplit_set (value, ";\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "；", -1);

      for (guint j = 0; parts[j] != NULL; j++)
        {
          char *plain = hecha_name_plain (parts[j]);

          if (*plain != '\0')
            g_ptr_array_add (names, plain);
          else
            g_free (plain);
        }
    }
  return names;
}

static void
add_words (const HechaIniSection *section, const char *key, GPtrArray *words)
{
  const HechaIniEntry *entry = section != NULL ? hecha_ini_entry (section, key) : NULL;
  g_autoptr (GPtrArray) names = NULL;

  if (entry == NULL)
    return;
  names = split_names (entry->value);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (words, g_strdup (g_ptr_array_index (names, i)));
  g_ptr_array_sort (words, longer_first);
}

static gboolean
refuse (const HechaIni *ini, const HechaIniEntry *entry, GError **error, const char *format,
        const char *word, const char *other)
{
  g_autofree char *message = g_strdup_printf (format, word, other);
  g_autofree char *placed =
      hecha_ini_message (ini, entry->line, entry->value_column, message);

  g_set_error_literal (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_SYNTAX, placed);
  return FALSE;
}

/* One name under two common names would join two units: refused. */
static gboolean
add_synonyms (const HechaIni *ini, const char *section_name, GHashTable *table, GError **error)
{
  const HechaIniSection *section = hecha_ini_section (ini, section_name);

  for (guint i = 0; section != NULL && i < section->entries->len; i++)
    {
      const HechaIniEntry *entry = &g_array_index (section->entries, HechaIniEntry, i);
      g_autofree char *common = hecha_name_plain (entry->key);
      g_autoptr (GPtrArray) names = split_names (entry->value);

      g_ptr_array_insert (names, 0, g_strdup (common));
      for (guint j = 0; j < names->len; j++)
        {
          const char *name = g_ptr_array_index (names, j);
          const char *other = g_hash_table_lookup (table, name);

          if (other != NULL && strcmp (other, common) != 0)
            return refuse (ini, entry, error, "“%s”已经写在“%s”下面，一个名称只能属于一个单位",
                           name, other);
          g_hash_table_insert (table, g_strdup (name), g_strdup (common));
        }
    }
  return TRUE;
}

static void
note_longest (HechaUnits *units)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, units->names);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    units->longest = MAX (units->longest, strlen (key));
  g_hash_table_iter_init (&iter, units->endings);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (units->ending_list, key);
  g_ptr_array_sort (units->ending_list, longer_first);
}

HechaUnits *
hecha_units_load (const char *path, GError **error)
{
  g_autoptr (HechaIni) ini = hecha_ini_load (path != NULL ? path : BUILT_IN, error);
  g_autoptr (HechaUnits) units = NULL;
  const HechaIniSection *places, *omitted;

  if (ini == NULL)
    return NULL;
  units = units_new ();
  places = hecha_ini_section (ini, "地名");
  omitted = hecha_ini_section (ini, "省略");
  add_words (places, "本县", units->places);
  add_words (places, "上级", units->superiors);
  add_words (places, "例外", units->exceptions);
  add_words (omitted, "结尾", units->omitted);
  if (!add_synonyms (ini, "简称", units->names, error) ||
      !add_synonyms (ini, "后缀", units->endings, error))
    return NULL;
  note_longest (units);
  return g_steal_pointer (&units);
}

/* ---- plain ------------------------------------------------------------ */

static gboolean
begins_with_one (const char *name, const GPtrArray *words)
{
  for (guint i = 0; i < words->len; i++)
    if (g_str_has_prefix (name, g_ptr_array_index (words, i)))
      return TRUE;
  return FALSE;
}

/* What follows the county's own place, or NULL.  阳城县委办 is 阳城 + 县委办. */
static const char *
after_place (const HechaUnits *units, const char *name)
{
  for (guint i = 0; i < units->places->len; i++)
    {
      const char *place = g_ptr_array_index (units->places, i);
      gsize length = strlen (place);
      const char *last;

      /* NAME is never NULL. NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
      if (!g_str_has_prefix (name, place) || name[length] == '\0')
        continue;
      last = g_utf8_prev_char (name + length);
      if (!begins_with_one (last, units->exceptions))
        return name + length;
    }
  return NULL;
}

static const char *
without_place (const HechaUnits *units, const char *name)
{
  const char *rest = after_place (units, name);

  for (guint i = 0; rest == NULL && i < units->superiors->len; i++)
    {
      const char *superior = g_ptr_array_index (units->superiors, i);

      if (g_str_has_prefix (name, superior))
        rest = after_place (units, name + strlen (superior));
    }
  return rest != NULL ? rest : name;
}

static void
drop_endings (const HechaUnits *units, char *name)
{
  for (guint i = 0; i < units->omitted->len; i++)
    {
      const char *ending = g_ptr_array_index (units->omitted, i);
      gsize length = strlen (name), n = strlen (ending);

      if (length > n + strlen ("局") && g_str_has_suffix (name, ending))
        name[length - n] = '\0';
    }
}

static char *
common_ending (const HechaUnits *units, const char *name)
{
  gsize length = strlen (name);

  for (guint i = 0; i < units->ending_list->len; i++)
    {
      const char *ending = g_ptr_array_index (units->ending_list, i);
      gsize n = strlen (ending);

      if (length > n && g_str_has_suffix (name, ending))
        return g_strdup_printf ("%.*s%s", (int) (length - n), name,
                                (const char *) g_hash_table_lookup (units->endings, ending));
    }
  return g_strdup (name);
}

/* The longest listed name that NAME begins with; what follows it (教科局电教
 * 中心) stays.  NULL where none does, or where the rest could be part of a
 * longer word. */
static const char *
listed_beginning (const HechaUnits *units, const char *name, gsize *length)
{
  gsize n = MIN (strlen (name), units->longest);
  char *begin = g_strndup (name, n);
  const char *found = NULL;

  for (; n > 0 && found == NULL; n--)
    {
      begin[n] = '\0';
      if ((name[n] & 0xc0) != 0x80)
        found = g_hash_table_lookup (units->names, begin);
      if (found != NULL)
        *length = n;
    }
  g_free (begin);
  return found;
}

char *
hecha_units_plain (const HechaUnits *units, const char *unit)
{
  g_autofree char *plain = hecha_name_plain (unit);
  const char *common = g_hash_table_lookup (units->names, plain);
  const char *bare;
  gsize length = 0;

  if (common != NULL)
    return g_strdup (common);
  drop_endings (units, plain);
  bare = without_place (units, plain);
  common = g_hash_table_lookup (units->names, bare);
  if (common != NULL)
    return g_strdup (common);
  common = listed_beginning (units, bare, &length);
  if (common != NULL && (g_str_has_suffix (common, "局") || g_str_has_suffix (common, "办")))
    return g_strconcat (common, bare + length, NULL);
  return common_ending (units, bare);
}

char *
hecha_units_other_county (const HechaUnits *units, const char *plain)
{
  enum { SHORTEST = 2, LONGEST = 4 };   /* characters, 县 or 市 among them: 沁县, 陵川县 */
  static const char *const words[] = { "城市", "本市", "我市", "全市", "各县", "各市", "外县", "县市" };
  const char *end = plain;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (plain, words[i]))
      return NULL;
  if (begins_with_one (plain, units->superiors) || without_place (units, plain) != plain)
    return NULL;
  for (guint n = 1; *end != '\0' && n <= LONGEST; n++)
    {
      const char *last = end;

      end = g_utf8_next_char (end);
      if (n >= SHORTEST && *end != '\0'
          && (g_str_has_prefix (last, "县") || g_str_has_prefix (last, "市")))
        return g_strndup (plain, (gsize) (end - plain));
    }
  return NULL;
}

gboolean
hecha_units_lists (const HechaUnits *units, const char *plain)
{
  return g_hash_table_contains (units->names, plain);
}

char *
hecha_unit_plain (const HechaDictionary *dictionary, const char *unit)
{
  return hecha_units_plain (hecha_dictionary_units (dictionary), unit);
}
