/* fields.ini: what each field may be called. */
#include "ledger/dictionary.h"

#include <string.h>

#include "ledger/header_parts.h"

#define BUILT_IN "内置:fields.ini"
#define GENERAL "通用"
#define CONCEPTS "概念"
#define NOTHING "虚词"

static const struct
{
  const char *name;     /* in 词尾 and 默认 */
  const char *key;      /* in [通用] */
  HechaAspect aspect;
} aspects[] = {
  { "无", NULL, HECHA_ASPECT_NONE },
  { "是否", "是否词", HECHA_ASPECT_FLAG },
  { "情况", "情况词", HECHA_ASPECT_STATUS },
  { "日期", "日期词", HECHA_ASPECT_DATE },
  { "金额", "金额词", HECHA_ASPECT_AMOUNT },
  { "单位", "单位词", HECHA_ASPECT_ORG },
  { "文号", "文号词", HECHA_ASPECT_CODE },
  { "材料", "材料词", HECHA_ASPECT_DOCUMENT },
  { "结果", "结果词", HECHA_ASPECT_RESULT },
  { "方式", "方式词", HECHA_ASPECT_METHOD },
  { "内容", "内容词", HECHA_ASPECT_CONTENT },
  { "人员", "人员词", HECHA_ASPECT_PERSON },
  { "资质", "资质词", HECHA_ASPECT_QUALIFICATION },
};

static const char *const type_names[] = { "文本", "金额", "日期", "是否", "数字" };
static const char *const field_keys[]
    = { "类型", "同义", "次同义", "主题", "词尾", "默认", "不是", "值", NULL };

static gboolean
fail_at (const HechaIni *ini, guint line, guint column, const char *message, GError **error)
{
  g_autofree char *placed = hecha_ini_message (ini, line, column, message);

  g_set_error_literal (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_SYNTAX, placed);
  return FALSE;
}

static gboolean
fail_unknown (const HechaIni *ini, guint line, guint column, const char *kind, const char *word,
              const char *const *known, GError **error)
{
  const char *near = hecha_nearest_word (word, known);
  g_autofree char *message
      = near != NULL ? g_strdup_printf ("没有叫“%s”的%s，是不是“%s”？", word, kind, near)
                     : g_strdup_printf ("没有叫“%s”的%s，请照文件开头的说明改正", word, kind);

  return fail_at (ini, line, column, message, error);
}

static gboolean
is_separator (gunichar c)
{
  return c == 0x3001 || c == ';' || c == 0xff1b || c == '\n';
}

/* The words of VALUE, plain, without blanks and repetitions. */
static GPtrArray *
split_words (const char *value, gboolean plain)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const char *start = value;

  for (const char *p = value;; p = g_utf8_next_char (p))
    if (*p == '\0' || is_separator (g_utf8_get_char (p)))
      {
        g_autofree char *word = g_strndup (start, (gsize) (p - start));

        g_strstrip (word);
        if (*word != '\0')
          g_ptr_array_add (words, plain ? hecha_header_plain (word) : g_strdup (word));
        if (*p == '\0')
          break;
        start = g_utf8_next_char (p);
      }
  return words;
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const char *left = *(char *const *) a;
  const char *right = *(char *const *) b;
  gsize left_length = strlen (left), right_length = strlen (right);

  if (left_length != right_length)
    return left_length > right_length ? -1 : 1;
  return strcmp (left, right);
}

static void
add_word (HechaDictionary *dictionary, const char *word, HechaField field, HechaMatch match,
          gboolean weak)
{
  HechaWord entry = { (guint8) field, (guint8) match, weak };
  GArray *entries = g_hash_table_lookup (dictionary->words, word);

  if (*word == '\0')
    return;
  if (entries == NULL)
    {
      entries = g_array_new (FALSE, FALSE, sizeof (HechaWord));
      g_hash_table_insert (dictionary->words, g_strdup (word), entries);
    }
  for (guint i = 0; i < entries->len; i++)
    if (g_array_index (entries, HechaWord, i).field == field)
      return;
  g_array_append_val (entries, entry);
}

static void
add_words (HechaDictionary *dictionary, const char *value, HechaField field, gboolean weak)
{
  g_autoptr (GPtrArray) words = split_words (value, TRUE);

  for (guint i = 0; i < words->len; i++)
    add_word (dictionary, g_ptr_array_index (words, i), field, HECHA_MATCH_SYNONYM, weak);
}

static void
add_subjects (HechaDictionary *dictionary, const char *value, HechaField field)
{
  g_autoptr (GPtrArray) words = split_words (value, TRUE);

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      GArray *fields = g_hash_table_lookup (dictionary->subjects, word);
      guint8 id = (guint8) field;

      if (fields == NULL)
        {
          fields = g_array_new (FALSE, FALSE, sizeof (guint8));
          g_hash_table_insert (dictionary->subjects, g_strdup (word), fields);
        }
      g_array_append_val (fields, id);
    }
}

static gboolean
read_aspects (const HechaIni *ini, const HechaIniEntry *entry, guint *bits, GError **error)
{
  g_autoptr (GPtrArray) words = split_words (entry->value, FALSE);

  for (guint i = 0; i < words->len; i++)
    {
      const char *names[G_N_ELEMENTS (aspects) + 1] = { NULL };
      guint j;

      for (j = 0; j < G_N_ELEMENTS (aspects); j++)
        names[j] = aspects[j].name;
      for (j = 0; j < G_N_ELEMENTS (aspects); j++)
        if (strcmp (names[j], g_ptr_array_index (words, i)) == 0)
          break;
      if (j == G_N_ELEMENTS (aspects))
        return fail_unknown (ini, entry->line, entry->value_column, "词尾",
                             g_ptr_array_index (words, i), names, error);
      *bits |= 1u << aspects[j].aspect;
    }
  return TRUE;
}

static gboolean
check_type (const HechaIni *ini, const HechaIniEntry *entry, HechaField field, GError **error)
{
  const char *wanted = type_names[hecha_field_type (field)];
  g_autofree char *message = NULL;

  if (strcmp (entry->value, wanted) == 0)
    return TRUE;
  message = g_strdup_printf ("“%s”的类型是%s，不能改成“%s”", hecha_field_name (field), wanted,
                             entry->value);
  return fail_at (ini, entry->line, entry->value_column, message, error);
}

static gboolean
read_field_entry (HechaDictionary *dictionary, const HechaIni *ini, const HechaIniEntry *entry,
                  HechaField field, GError **error)
{
  HechaFieldWords *words = &dictionary->fields[field];

  if (strcmp (entry->key, "同义") == 0 || strcmp (entry->key, "次同义") == 0
      || strcmp (entry->key, "主题") == 0)
    g_string_append (dictionary->vocabulary[field], entry->value);
  if (strcmp (entry->key, "类型") == 0)
    return check_type (ini, entry, field, error);
  if (strcmp (entry->key, "同义") == 0)
    add_words (dictionary, entry->value, field, FALSE);
  else if (strcmp (entry->key, "次同义") == 0)
    add_words (dictionary, entry->value, field, TRUE);
  else if (strcmp (entry->key, "主题") == 0)
    add_subjects (dictionary, entry->value, field);
  else if (strcmp (entry->key, "词尾") == 0)
    return read_aspects (ini, entry, &words->accepts, error);
  else if (strcmp (entry->key, "默认") == 0)
    return read_aspects (ini, entry, &words->defaults, error);
  else if (strcmp (entry->key, "不是") == 0)
    {
      g_clear_pointer (&words->not_words, g_ptr_array_unref);
      words->not_words = split_words (entry->value, TRUE);
    }
  else if (strcmp (entry->key, "值") == 0)
    {
      g_clear_pointer (&words->values, g_ptr_array_unref);
      words->values = split_words (entry->value, TRUE);
    }
  else
    return fail_unknown (ini, entry->line, entry->key_column, "项", entry->key, field_keys, error);
  return TRUE;
}

static const struct
{
  const char *key;
  gsize list;
} general_lists[] = {
#define LIST(key, member) { key, G_STRUCT_OFFSET (HechaDictionary, member) }
  LIST ("动词", verbs),
  LIST ("修饰词", frames),
  LIST ("他项", others),
  LIST ("别事", matters),
  LIST ("非项目", no_projects),
  LIST ("错字", slips),
  LIST ("名称表头", telling[HECHA_TELLS_NAME_HEADER]),
  LIST ("非名称表头", telling[HECHA_TELLS_NO_NAME_HEADER]),
  LIST ("名称值", telling[HECHA_TELLS_NAME]),
  LIST ("单位表头", telling[HECHA_TELLS_UNIT_HEADER]),
  LIST ("非单位表头", telling[HECHA_TELLS_NO_UNIT_HEADER]),
  LIST ("非台账表头", telling[HECHA_TELLS_OTHER_LIST]),
#undef LIST
};

static GPtrArray **
general_list (HechaDictionary *dictionary, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (aspects); i++)
    if (g_strcmp0 (aspects[i].key, key) == 0)
      return &dictionary->endings[aspects[i].aspect];
  for (guint i = 0; i < G_N_ELEMENTS (general_lists); i++)
    if (strcmp (general_lists[i].key, key) == 0)
      return &G_STRUCT_MEMBER (GPtrArray *, dictionary, general_lists[i].list);
  return NULL;
}

static gboolean
read_general (HechaDictionary *dictionary, const HechaIni *ini, const HechaIniSection *section,
              GError **error)
{
  enum { N_LISTS = G_N_ELEMENTS (general_lists) };
  const char *known[G_N_ELEMENTS (aspects) + N_LISTS] = { NULL };

  for (guint i = 0; i < N_LISTS; i++)
    known[i] = general_lists[i].key;
  for (guint i = 1; i < G_N_ELEMENTS (aspects); i++)
    known[i + N_LISTS - 1] = aspects[i].key;
  for (guint i = 0; i < section->entries->len; i++)
    {
      const HechaIniEntry *entry = &g_array_index (section->entries, HechaIniEntry, i);
      GPtrArray **list = general_list (dictionary, entry->key);

      if (list == NULL)
        return fail_unknown (ini, entry->line, entry->key_column, "项", entry->key, known, error);
      g_ptr_array_unref (*list);
      *list = split_words (entry->value, TRUE);
      g_ptr_array_sort (*list, compare_lengths);
    }
  return TRUE;
}

/* 付款=支付、拨付: words of one meaning; 虚词: those without. */
static void
read_concepts (HechaDictionary *dictionary, const HechaIniSection *section)
{
  for (guint i = 0; i < section->entries->len; i++)
    {
      const HechaIniEntry *entry = &g_array_index (section->entries, HechaIniEntry, i);
      g_autoptr (GPtrArray) words = split_words (entry->value, TRUE);
      const char *concept = strcmp (entry->key, NOTHING) == 0 ? NULL : entry->key;
      g_autofree char *plain = concept != NULL ? hecha_header_plain (concept) : NULL;

      for (guint j = 0; j < words->len; j++)
        hecha_concepts_add (dictionary->concepts, g_ptr_array_index (words, j), concept);
      if (plain != NULL)
        hecha_concepts_add (dictionary->concepts, plain, concept);
    }
}

/* 项目备案编号 means the project's number by 项目 alone: without it, it is
 * anything's. */
static gboolean
is_identity_word (const GArray *entries, guint size)
{
  guint8 field = size == sizeof (HechaWord) ? g_array_index (entries, HechaWord, 0).field
                                            : (guint8) HECHA_FIELD_NONE;

  return field == HECHA_FIELD_CODE || field == HECHA_FIELD_NAME || field == HECHA_FIELD_UNIT
         || field == HECHA_FIELD_YEAR;
}

/* What is left of 实施科室 without 实施 is anybody's 科室. */
static gboolean
is_short (const char *key)
{
  const char *bar = strchr (key, '|');

  return bar == NULL || (strchr (bar + 1, '|') == NULL && g_utf8_strlen (key, -1) <= 5);
}

static void
enter_key (GHashTable *keys, const char *key, guint size, const GArray *from)
{
  GArray *into = g_hash_table_lookup (keys, key);

  if (into == NULL)
    {
      into = g_array_new (FALSE, FALSE, size);
      g_hash_table_insert (keys, g_strdup (key), into);
    }
  g_array_append_vals (into, from->data, from->len);
}

/* Enters what TABLE holds for its words under the keys of their concepts; not
 * questions, whose 是否 no key has, and not 系统测评, which is more than 测评. */
static void
index_keys (const HechaDictionary *dictionary, GHashTable *table, guint size, GHashTable *keys)
{
  const HechaConcepts *concepts = dictionary->concepts;
  GHashTableIter iter;
  gpointer word, value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &word, &value))
    for (guint with_last = 0; with_last < 2; with_last++)
      {
        gboolean dropped;
        g_autofree char *key = hecha_concepts_key (concepts, word, with_last != 0, &dropped);

        if (key == NULL
            || (dropped && (is_short (key) || is_identity_word (value, size)))
            || hecha_contains_any (word, dictionary->endings[HECHA_ASPECT_FLAG]))
          break;
        enter_key (keys, key, size, value);
      }
}

/* What is an ending alone (单位, 名称) means nothing once 项目… and the like are
 * taken off. */
static void
forget_endings (HechaDictionary *dictionary)
{
  for (guint i = 0; i < HECHA_N_ASPECTS; i++)
    for (guint j = 0; j < dictionary->endings[i]->len; j++)
      {
        for (guint with_last = 0; with_last < 2; with_last++)
          {
            g_autofree char *key
                = hecha_concepts_key (dictionary->concepts,
                                      g_ptr_array_index (dictionary->endings[i], j),
                                      with_last != 0, NULL);

            /* 供应商 is an ending and a meaning of its own. */
            if (key == NULL || strchr (key, '|') == NULL)
              break;
            g_hash_table_remove (dictionary->word_keys, key);
            g_hash_table_remove (dictionary->subject_keys, key);
          }
      }
}

static gboolean
fail_section (const HechaIni *ini, const HechaIniSection *section, GError **error)
{
  const char *known[HECHA_N_FIELDS + 3] = { NULL };

  for (guint i = 0; i < HECHA_N_FIELDS; i++)
    known[i] = hecha_field_name (i);
  known[HECHA_N_FIELDS] = GENERAL;
  known[HECHA_N_FIELDS + 1] = CONCEPTS;
  return fail_unknown (ini, section->line, 1, "字段", section->name, known, error);
}

static gboolean
read_fields (HechaDictionary *dictionary, const HechaIni *ini, GError **error)
{
  for (guint i = 0; i < ini->sections->len; i++)
    {
      const HechaIniSection *section = &g_array_index (ini->sections, HechaIniSection, i);
      HechaField field = hecha_field_from_name (section->name);

      if (strcmp (section->name, GENERAL) == 0)
        {
          if (!read_general (dictionary, ini, section, error))
            return FALSE;
          continue;
        }
      if (strcmp (section->name, CONCEPTS) == 0)
        {
          read_concepts (dictionary, section);
          continue;
        }
      if (field == HECHA_FIELD_NONE)
        return fail_section (ini, section, error);
      for (guint j = 0; j < section->entries->len; j++)
        if (!read_field_entry (dictionary, ini,
                               &g_array_index (section->entries, HechaIniEntry, j), field, error))
          return FALSE;
    }
  return TRUE;
}

static void
free_array (gpointer array)
{
  g_array_unref (array);
}

static HechaDictionary *
dictionary_new (void)
{
  HechaDictionary *dictionary = g_new0 (HechaDictionary, 1);

  dictionary->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_array);
  dictionary->subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_array);
  dictionary->word_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_array);
  dictionary->subject_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_array);
  dictionary->concepts = hecha_concepts_new ();
  for (guint i = 0; i < HECHA_N_ASPECTS; i++)
    dictionary->endings[i] = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (general_lists); i++)
    G_STRUCT_MEMBER (GPtrArray *, dictionary, general_lists[i].list)
        = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < HECHA_N_FIELDS; i++)
    {
      g_autofree char *plain = hecha_header_plain (hecha_field_name (i));

      dictionary->fields[i].not_words = g_ptr_array_new_with_free_func (g_free);
      dictionary->fields[i].values = g_ptr_array_new_with_free_func (g_free);
      dictionary->vocabulary[i] = g_string_new (hecha_field_name (i));
      add_word (dictionary, plain, i, HECHA_MATCH_EXACT, FALSE);
    }
  return dictionary;
}

HechaDictionary *
hecha_dictionary_load (const char *fields_path, const char *units_path, GError **error)
{
  g_autoptr (HechaDictionary) dictionary = dictionary_new ();
  g_autoptr (HechaIni) ini = hecha_ini_load (fields_path != NULL ? fields_path : BUILT_IN, error);

  if (ini == NULL || !read_fields (dictionary, ini, error))
    return NULL;
  index_keys (dictionary, dictionary->words, sizeof (HechaWord), dictionary->word_keys);
  index_keys (dictionary, dictionary->subjects, sizeof (guint8),
              dictionary->subject_keys);
  forget_endings (dictionary);
  dictionary->model = hecha_header_model_new ();
  dictionary->units = hecha_units_load (units_path, error);
  if (dictionary->units == NULL)
    return NULL;
  return g_steal_pointer (&dictionary);
}

void
hecha_dictionary_free (HechaDictionary *dictionary)
{
  if (dictionary == NULL)
    return;
  hecha_units_free (dictionary->units);
  hecha_header_model_free (dictionary->model);
  g_hash_table_unref (dictionary->words);
  g_hash_table_unref (dictionary->subjects);
  g_hash_table_unref (dictionary->word_keys);
  g_hash_table_unref (dictionary->subject_keys);
  hecha_concepts_free (dictionary->concepts);
  for (guint i = 0; i < HECHA_N_ASPECTS; i++)
    g_ptr_array_unref (dictionary->endings[i]);
  for (guint i = 0; i < G_N_ELEMENTS (general_lists); i++)
    g_ptr_array_unref (G_STRUCT_MEMBER (GPtrArray *, dictionary, general_lists[i].list));
  for (guint i = 0; i < HECHA_N_FIELDS; i++)
    {
      g_ptr_array_unref (dictionary->fields[i].not_words);
      g_ptr_array_unref (dictionary->fields[i].values);
      g_string_free (dictionary->vocabulary[i], TRUE);
    }
  g_free (dictionary);
}

const HechaUnits *
hecha_dictionary_units (const HechaDictionary *dictionary)
{
  return dictionary->units;
}

const GArray *
hecha_dictionary_word (const HechaDictionary *dictionary, const char *word)
{
  return g_hash_table_lookup (dictionary->words, word);
}

const GArray *
hecha_dictionary_subject (const HechaDictionary *dictionary, const char *word)
{
  return g_hash_table_lookup (dictionary->subjects, word);
}

const GArray *
hecha_dictionary_word_key (const HechaDictionary *dictionary, const char *key)
{
  return g_hash_table_lookup (dictionary->word_keys, key);
}

const GArray *
hecha_dictionary_subject_key (const HechaDictionary *dictionary, const char *key)
{
  return g_hash_table_lookup (dictionary->subject_keys, key);
}
