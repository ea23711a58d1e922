/* The words of the language in one table. */
#include "audit/lexicon.h"

#include <string.h>

#include "audit/facts.h"
#include "audit/functions.h"

static const struct
{
  const char *word;
  guint8 kind;
} keywords[] = {
  { "或", HECHA_TOKEN_OR },          { "或者", HECHA_TOKEN_OR },
  { "且", HECHA_TOKEN_AND },         { "并且", HECHA_TOKEN_AND },
  { "非", HECHA_TOKEN_NOT },         { "是", HECHA_TOKEN_YES },
  { "否", HECHA_TOKEN_NO },          { "核查日", HECHA_TOKEN_AS_OF },
  { "投资额", HECHA_TOKEN_INVESTMENT },
};

static GHashTable *words;       /* name -> HechaWord */
static GPtrArray *word_names;   /* in a fixed order, NULL-terminated */
static gsize longest_word;      /* in bytes */

static void
add_word (const char *name, HechaTokenKind kind, guint index)
{
  HechaWord *word = g_new (HechaWord, 1);

  word->kind = (guint8) kind;
  word->index = index;
  g_hash_table_insert (words, (gpointer) name, word);
  g_ptr_array_add (word_names, (gpointer) name);
  longest_word = MAX (longest_word, strlen (name));
}

static gpointer
make_words (gpointer unused)
{
  words = g_hash_table_new (g_str_hash, g_str_equal);
  word_names = g_ptr_array_new ();
  for (guint i = 0; i < HECHA_N_FIELDS; i++)
    add_word (hecha_field_name ((HechaField) i), HECHA_TOKEN_FIELD, i);
#define ADD_FACT(id, name) add_word (name, HECHA_TOKEN_FACT, HECHA_FACT_##id);
  HECHA_FACTS (ADD_FACT)
#undef ADD_FACT
  for (guint i = 0; i < HECHA_N_FUNCTIONS; i++)
    {
      add_word (hecha_functions[i].name, HECHA_TOKEN_FUNCTION, i);
      if (hecha_functions[i].alias != NULL)
        add_word (hecha_functions[i].alias, HECHA_TOKEN_FUNCTION, i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    add_word (keywords[i].word, keywords[i].kind, 0);
  g_ptr_array_add (word_names, NULL);
  return words;
}

static void
need_words (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, make_words, NULL);
}

const char *const *
hecha_language_words (void)
{
  need_words ();
  return (const char *const *) word_names->pdata;
}

const HechaWord *
hecha_lexicon_longest (const char *at, const char *end, const char **word_end)
{
  char buffer[128];

  need_words ();
  for (const char *to = at + MIN ((gsize) (end - at), longest_word); to > at; to--)
    {
      const HechaWord *word;
      gsize length = (gsize) (to - at);
      if ((*to & 0xc0) == 0x80 || length >= sizeof buffer)
        continue;
      memcpy (buffer, at, length);
      buffer[length] = '\0';
      word = g_hash_table_lookup (words, buffer);
      if (word != NULL)
        {
          *word_end = to;
          return word;
        }
    }
  return NULL;
}

const char *
hecha_lexicon_unknown_part (const char *at, const char *end)
{
  const char *part = at, *to;
  const HechaWord *word;

  while (at < end && (word = hecha_lexicon_longest (at, end, &to)) != NULL)
    {
      at = to;
      if (word->kind == HECHA_TOKEN_OR || word->kind == HECHA_TOKEN_AND
          || word->kind == HECHA_TOKEN_NOT)
        part = to;
    }
  return part;
}

gboolean
hecha_lexicon_cuts (const char *at, const char *end)
{
  while (at < end)
    if (hecha_lexicon_longest (at, end, &at) == NULL)
      return FALSE;
  return TRUE;
}
