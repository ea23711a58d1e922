/* What a header is stands at its end: 与厂商签保密协议 is a 保密协议, whoever signs
 * it.  For papers and duties alone; a sum or a day that is qualified by an
 * unknown word (软件部分合同金额) is another one. */
#include <string.h>

#include "ledger/header_parts.h"

#define SCORE_BEHIND 0.74f

enum { LONGEST = 20, SHORTEST_CORE = 4, LONGEST_FRONT = 10 };

static gboolean
is_paper_or_duty (const HechaDictionary *dictionary, HechaField field)
{
  const guint documents = 1u << HECHA_ASPECT_DOCUMENT;

  return hecha_field_type (field) == HECHA_TYPE_YESNO
         || (hecha_field_type (field) == HECHA_TYPE_TEXT
             && (dictionary->fields[field].accepts & documents) != 0);
}

/* Whether what stands before the core makes it another thing. */
static gboolean
is_foreign (const HechaDictionary *dictionary, const char *front)
{
  static const char *const words[]
      = { "未", "无", "不", "超", "原", "上级", "第", "年", "费", "金", "款", "额", "编号", "负责", "人", "原因",
          "依据", "问题", "建议", "目标", "对", "按", "根据", NULL };

  return hecha_contains_any (front, dictionary->others) || hecha_text_holds_one (front, words);
}

/* The one field that CORE means and that may be told by its end; NONE. */
static HechaField
field_of_core (const HechaDictionary *dictionary, const char *core)
{
  const GArray *fields = hecha_dictionary_subject (dictionary, core);
  const GArray *words = hecha_dictionary_word (dictionary, core);
  HechaField field = HECHA_FIELD_NONE;

  if (fields != NULL && fields->len == 1)
    field = g_array_index (fields, guint8, 0);
  else if (fields == NULL && words != NULL && words->len == 1
           && !g_array_index (words, HechaWord, 0).weak)
    field = g_array_index (words, HechaWord, 0).field;
  return field != HECHA_FIELD_NONE && is_paper_or_duty (dictionary, field) ? field
                                                                           : HECHA_FIELD_NONE;
}

/* BODY, of which an ending is taken off already, from its longest end. */
static void
try_ends (const HechaDictionary *dictionary, const char *body, const char *text,
          HechaHeaderGuess *guess)
{
  for (const char *p = g_utf8_next_char (body); *p != '\0' && guess->n == 0;
       p = g_utf8_next_char (p))
    {
      g_autofree char *front = g_strndup (body, (gsize) (p - body));
      HechaField field;

      if (g_utf8_strlen (p, -1) < SHORTEST_CORE)
        return;
      field = g_utf8_strlen (front, -1) <= LONGEST_FRONT ? field_of_core (dictionary, p)
                                                         : HECHA_FIELD_NONE;
      if (field == HECHA_FIELD_NONE)
        continue;
      if (!is_foreign (dictionary, front) && !hecha_field_is_vetoed (dictionary, field, text))
        {
          HechaGuess found = { (guint8) field, HECHA_MATCH_APPROXIMATE, HECHA_ASPECT_NONE,
                               FALSE, FALSE, SCORE_BEHIND };

          hecha_guess_add (guess, &found);
        }
      return;
    }
}

void
hecha_header_understand_behind (const HechaDictionary *dictionary, const char *text,
                                HechaHeaderGuess *guess)
{
  static const HechaAspect light[] = { HECHA_ASPECT_STATUS, HECHA_ASPECT_DOCUMENT };
  static const char *const flags[] = { "是否已经", "是否已", "是否有", "是否", "有无", "能否", "有没有" };
  const char *body = text;

  if (g_utf8_strlen (text, -1) > LONGEST || *text == '\0')
    return;
  for (guint i = 0; i < G_N_ELEMENTS (flags) && body == text; i++)
    if (g_str_has_prefix (text, flags[i]) && text[strlen (flags[i])] != '\0')
      body = text + strlen (flags[i]);
  try_ends (dictionary, body, text, guess);
  for (guint i = 0; i < G_N_ELEMENTS (light); i++)
    for (guint j = 0; j < dictionary->endings[light[i]]->len && guess->n == 0; j++)
      {
        const char *ending = g_ptr_array_index (dictionary->endings[light[i]], j);
        g_autofree char *rest = NULL;

        if (!g_str_has_suffix (body, ending) || strlen (body) == strlen (ending))
          continue;
        rest = g_strndup (body, strlen (body) - strlen (ending));
        try_ends (dictionary, rest, text, guess);
      }
  for (guint i = 0; i < dictionary->verbs->len && guess->n == 0; i++)
    {
      const char *verb = g_ptr_array_index (dictionary->verbs, i);
      g_autofree char *rest = NULL;

      if (!g_str_has_suffix (body, verb) || strlen (body) == strlen (verb))
        continue;
      rest = g_strndup (body, strlen (body) - strlen (verb));
      try_ends (dictionary, rest, text, guess);
    }
}
