/* Slips of the keyboard: 监里单位. */
#include <string.h>

#include "ledger/header_parts.h"

/* Whether WRONG is typed for RIGHT, by the pairs of 错字. Any one character
 * would do for 合同余额 and 合同金额 as well. */
static gboolean
is_mistyped (const HechaDictionary *dictionary, gunichar wrong, gunichar right)
{
  for (guint i = 0; i < dictionary->slips->len; i++)
    {
      const char *pair = g_ptr_array_index (dictionary->slips, i);

      if (g_utf8_get_char (pair) == wrong && g_utf8_get_char (g_utf8_next_char (pair)) == right)
        return TRUE;
    }
  return FALSE;
}

/* Whether TEXT is WORD but for one mistyped character. */
static gboolean
one_slip (const HechaDictionary *dictionary, const char *text, const char *word)
{
  guint slips = 0;

  for (; *text != '\0' && *word != '\0';
       text = g_utf8_next_char (text), word = g_utf8_next_char (word))
    {
      gunichar got = g_utf8_get_char (text), wanted = g_utf8_get_char (word);

      if (got == wanted)
        continue;
      if (++slips > 1 || !is_mistyped (dictionary, got, wanted))
        return FALSE;
    }
  return slips == 1 && *text == '\0' && *word == '\0';
}

/* A word of TEXT that WORD lacks and that the dictionary knows as another
 * thing is no slip: 送审金额 is not a mistyped 评审金额. */
static gboolean
has_foreign_word (const GPtrArray *words, const char *text, const char *word)
{
  for (guint i = 0; i < words->len; i++)
    {
      const char *foreign = g_ptr_array_index (words, i);

      if (strstr (text, foreign) != NULL && strstr (word, foreign) == NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_known_elsewhere (const HechaDictionary *dictionary, const char *text, const char *word)
{
  if (has_foreign_word (dictionary->others, text, word))
    return TRUE;
  for (guint i = 0; i < HECHA_N_FIELDS; i++)
    if (has_foreign_word (dictionary->fields[i].not_words, text, word))
      return TRUE;
  return FALSE;
}

void
hecha_header_understand_slip (const HechaDictionary *dictionary, const char *text, HechaHeaderGuess *guess)
{
  GHashTableIter iter;
  gpointer key, value;
  int field = -1;

  if (g_utf8_strlen (text, -1) < 4)
    return;
  g_hash_table_iter_init (&iter, dictionary->words);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const HechaWord *word = &g_array_index ((GArray *) value, HechaWord, 0);

      if (strlen (key) != strlen (text) || word->weak || !one_slip (dictionary, text, key))
        continue;
      if (is_known_elsewhere (dictionary, text, key)
          || (field >= 0 && field != word->field))
        return;   /* another thing, or could be either */
      field = word->field;
    }
  if (field >= 0)
    {
      HechaGuess candidate
          = { (guint8) field, HECHA_MATCH_APPROXIMATE, HECHA_ASPECT_NONE, TRUE, TRUE, 0.75f };

      hecha_guess_add (guess, &candidate);
    }
}
