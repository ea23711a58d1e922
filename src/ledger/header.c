/* Understanding a header: whole words of the dictionary first, then the
 * subject with frames (项目…, 实际…, 是否…) and endings (…时间, …金额, …情况) taken
 * off, then group heads joined with their leaf, then slips of the keyboard.
 * What a header adds and nobody knows (合同尾款金额) leaves it unmapped. */
#include "ledger/header.h"

#include <string.h>

#include "ledger/header_text.h"

#define MAX_HEADER_BYTES 180   /* longer texts are notes, not headers */
#define MAX_NAME_BYTES 150
#define SCORE_EXACT 1.0f
#define SCORE_SYNONYM 0.98f
#define SCORE_SUBJECT 0.94f
#define SCORE_WEAK 0.80f
#define STEP_FRAME 0.01f       /* for each frame taken off */
#define STEP_GROUP 0.02f

struct _HechaHeaderReader
{
  const HechaDictionary *dictionary;
  GHashTable *cache;   /* texts joined with "\x1f" -> HechaHeaderGuess, owned */
  GString *key;
};

HechaHeaderReader *
hecha_header_reader_new (const HechaDictionary *dictionary)
{
  HechaHeaderReader *reader = g_new0 (HechaHeaderReader, 1);

  reader->dictionary = dictionary;
  reader->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader->key = g_string_new (NULL);
  return reader;
}

void
hecha_header_reader_free (HechaHeaderReader *reader)
{
  if (reader == NULL)
    return;
  g_hash_table_unref (reader->cache);
  g_string_free (reader->key, TRUE);
  g_free (reader);
}

static gboolean
contains_any (const char *text, const GPtrArray *words)
{
  for (guint i = 0; i < words->len; i++)
    if (strstr (text, g_ptr_array_index (words, i)) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_vetoed (const HechaDictionary *dictionary, HechaField field, const char *text)
{
  return contains_any (text, dictionary->fields[field].not_words);
}

/* Keeps the best guess per field, best first. */
static void
add_guess (HechaHeaderGuess *guess, const HechaGuess *candidate)
{
  guint i, at;

  for (i = 0; i < guess->n; i++)
    if (guess->guesses[i].field == candidate->field)
      {
        if (guess->guesses[i].score >= candidate->score)
          return;
        memmove (&guess->guesses[i], &guess->guesses[i + 1],
                 (guess->n - i - 1) * sizeof (HechaGuess));
        guess->n--;
        break;
      }
  for (at = 0; at < guess->n && guess->guesses[at].score >= candidate->score; at++)
    ;
  if (at >= HECHA_MAX_GUESSES)
    return;
  if (guess->n == HECHA_MAX_GUESSES)
    guess->n--;
  memmove (&guess->guesses[at + 1], &guess->guesses[at], (guess->n - at) * sizeof (HechaGuess));
  guess->guesses[at] = *candidate;
  guess->n++;
}

/* ---- whole words ----------------------------------------------------- */

static gboolean
ends_with_any (const char *text, const GPtrArray *endings)
{
  for (guint i = 0; i < endings->len; i++)
    if (g_str_has_suffix (text, g_ptr_array_index (endings, i)))
      return TRUE;
  return FALSE;
}

/* Synonyms of one field that ask for different things are no rivals: beside
 * 备案时间 the column 是否备案 stands back. */
static float
remoteness (const HechaDictionary *dictionary, HechaField field, const char *text)
{
  HechaFieldType type = hecha_field_type (field);

  /* Beside 累计付款 a 付款金额 is one of several. */
  if (field == HECHA_FIELD_PAID && strstr (text, "累计") == NULL && strstr (text, "已") == NULL)
    return 0.012f;
  if (ends_with_any (text, dictionary->endings[HECHA_ASPECT_DATE]))
    return type == HECHA_TYPE_DATE || type == HECHA_TYPE_NUMBER ? 0 : 0.020f;
  if (contains_any (text, dictionary->endings[HECHA_ASPECT_FLAG]))
    return type == HECHA_TYPE_YESNO ? 0 : 0.014f;
  if (ends_with_any (text, dictionary->endings[HECHA_ASPECT_STATUS]))
    return 0.007f;
  return 0;
}

static gboolean
add_whole_word (const HechaDictionary *dictionary, const char *text, float penalty,
                HechaHeaderGuess *guess)
{
  const GArray *words = hecha_dictionary_word (dictionary, text);

  if (words == NULL)
    return FALSE;
  for (guint i = 0; i < words->len; i++)
    {
      const HechaWord *word = &g_array_index (words, HechaWord, i);
      HechaGuess candidate = { word->field, word->match, HECHA_ASPECT_NONE, word->weak, FALSE, 0 };

      candidate.score = (word->weak                               ? SCORE_WEAK
                         : word->match == HECHA_MATCH_EXACT       ? SCORE_EXACT
                                                                  : SCORE_SYNONYM)
                        - penalty;
      if (word->match != HECHA_MATCH_EXACT)
        candidate.score -= remoteness (dictionary, word->field, text);
      if (penalty > 0 && candidate.match == HECHA_MATCH_EXACT)
        candidate.match = HECHA_MATCH_SYNONYM;
      /* Words that several fields share are decided by the values. */
      candidate.unproven
          = words->len > 1
            || (word->weak && word->field != HECHA_FIELD_NAME && g_utf8_strlen (text, -1) <= 2);
      add_guess (guess, &candidate);
    }
  return TRUE;
}

/* ---- subject and ending ----------------------------------------------- */

static guint
accepted_aspects (HechaField field, const HechaFieldWords *words)
{
  switch (hecha_field_type (field))
    {
    case HECHA_TYPE_DATE:
      return words->accepts | 1u << HECHA_ASPECT_DATE;
    case HECHA_TYPE_AMOUNT:
      return words->accepts | 1u << HECHA_ASPECT_AMOUNT;
    case HECHA_TYPE_YESNO:
      return words->accepts | 1u << HECHA_ASPECT_FLAG | 1u << HECHA_ASPECT_STATUS
             | 1u << HECHA_ASPECT_NONE;
    default:
      return words->accepts;
    }
}

/* Aspects that a field takes where the column's values bear it out. */
static guint
provable_aspects (HechaField field, const HechaFieldWords *words)
{
  const guint vague = 1u << HECHA_ASPECT_NONE | 1u << HECHA_ASPECT_STATUS;
  gboolean is_thing
      = (words->accepts
         & (1u << HECHA_ASPECT_ORG | 1u << HECHA_ASPECT_PERSON | 1u << HECHA_ASPECT_QUALIFICATION
            | 1u << HECHA_ASPECT_CONTENT | 1u << HECHA_ASPECT_METHOD))
        != 0;

  switch (hecha_field_type (field))
    {
    case HECHA_TYPE_DATE:
      return vague | 1u << HECHA_ASPECT_FLAG;
    case HECHA_TYPE_AMOUNT:
      return vague;
    case HECHA_TYPE_TEXT:
      return is_thing ? 0 : vague | 1u << HECHA_ASPECT_FLAG;
    default:
      return 0;
    }
}

/* 概算批复 alone may be the paper as well as the amount. */
static gboolean
is_act_of_amount (HechaField field, HechaAspect aspect, const char *core)
{
  static const char *const acts[] = { "批复", "审批", "批准", "审核", "核定", "下达", "评审", "审定" };

  if (hecha_field_type (field) != HECHA_TYPE_AMOUNT || aspect != HECHA_ASPECT_NONE)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_has_suffix (core, acts[i]))
      return TRUE;
  return FALSE;
}

static void
add_subject (const HechaDictionary *dictionary, const char *core, HechaAspect aspect,
             const char *text, float penalty, HechaHeaderGuess *guess)
{
  const GArray *fields = *core != '\0' ? hecha_dictionary_subject (dictionary, core) : NULL;

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      HechaField field = g_array_index (fields, guint8, i);
      const HechaFieldWords *words = &dictionary->fields[field];
      HechaGuess candidate
          = { (guint8) field, HECHA_MATCH_SYNONYM, (guint8) aspect, FALSE, FALSE, SCORE_SUBJECT - penalty };
      guint bit = 1u << aspect;

      if (is_vetoed (dictionary, field, text))
        continue;
      if ((accepted_aspects (field, words) & bit) == 0)
        {
          if ((words->defaults & bit) != 0 && !is_act_of_amount (field, aspect, core))
            candidate.score -= 0.02f;
          else if ((provable_aspects (field, words) & bit) != 0)
            {
              candidate.unproven = TRUE;
              candidate.score -= 0.10f;
            }
          else
            continue;
        }
      add_guess (guess, &candidate);
    }
}

/* Takes frames and, with WITH_VERBS, verbs off both ends of CORE, trying the
 * dictionary after each. */
static void
try_cores (const HechaDictionary *dictionary, const char *core, HechaAspect aspect,
           gboolean with_verbs, const char *text, guint depth, HechaHeaderGuess *guess)
{
  float penalty = STEP_FRAME * (float) depth;

  add_subject (dictionary, core, aspect, text, penalty, guess);
  if (depth > 0 && aspect == HECHA_ASPECT_NONE)
    add_whole_word (dictionary, core, penalty, guess);
  if (depth >= 3)
    return;
  for (guint pass = 0; pass < (with_verbs ? 2u : 1u); pass++)
    {
      const GPtrArray *frames = pass == 0 ? dictionary->frames : dictionary->verbs;

      for (guint i = 0; i < frames->len; i++)
        {
          const char *frame = g_ptr_array_index (frames, i);
          gsize length = strlen (frame);

          if (g_str_has_prefix (core, frame) && core[length] != '\0')
            try_cores (dictionary, core + length, aspect, with_verbs, text, depth + 1, guess);
          if (pass == 1 && g_str_has_suffix (core, frame) && strlen (core) > length)
            {
              g_autofree char *rest = g_strndup (core, strlen (core) - length);

              try_cores (dictionary, rest, aspect, with_verbs, text, depth + 1, guess);
            }
        }
    }
}

/* TEXT without the first of the words 是否, 有无 … that it holds, or NULL. */
static char *
without_flag (const HechaDictionary *dictionary, const char *text)
{
  const GPtrArray *flags = dictionary->endings[HECHA_ASPECT_FLAG];

  for (guint i = 0; i < flags->len; i++)
    {
      const char *flag = g_ptr_array_index (flags, i);
      const char *at = strstr (text, flag);

      if (at != NULL)
        return g_strdup_printf ("%.*s%s", (int) (at - text), text, at + strlen (flag));
    }
  return NULL;
}

static void
try_endings (const HechaDictionary *dictionary, const char *body, gboolean flag, const char *text,
             HechaHeaderGuess *guess)
{
  try_cores (dictionary, body, flag ? HECHA_ASPECT_FLAG : HECHA_ASPECT_NONE, flag, text, 0, guess);
  for (guint aspect = HECHA_ASPECT_STATUS; aspect < HECHA_N_ASPECTS; aspect++)
    for (guint i = 0; i < dictionary->endings[aspect]->len; i++)
      {
        const char *ending = g_ptr_array_index (dictionary->endings[aspect], i);
        g_autofree char *core = NULL;

        if (!g_str_has_suffix (body, ending) || strlen (body) == strlen (ending))
          continue;
        core = g_strndup (body, strlen (body) - strlen (ending));
        try_cores (dictionary, core,
                   flag && aspect == HECHA_ASPECT_STATUS ? HECHA_ASPECT_FLAG : (HechaAspect) aspect,
                   flag || aspect == HECHA_ASPECT_STATUS || aspect == HECHA_ASPECT_DATE, text, 0,
                   guess);
      }
}

/* All that the dictionary makes of a plain text. */
static void
understand (const HechaDictionary *dictionary, const char *text, HechaHeaderGuess *guess)
{
  g_autofree char *rest = NULL;

  if (*text == '\0')
    return;
  add_whole_word (dictionary, text, 0, guess);
  if (guess->n > 0 && !guess->guesses[0].weak)
    return;
  rest = without_flag (dictionary, text);
  try_endings (dictionary, rest != NULL ? rest : text, rest != NULL, text, guess);
}

/* ---- brackets, alternatives ------------------------------------------- */

static void
merge_guesses (HechaHeaderGuess *into, const HechaHeaderGuess *from, float penalty)
{
  for (guint i = 0; i < from->n; i++)
    {
      HechaGuess candidate = from->guesses[i];

      candidate.score -= penalty;
      add_guess (into, &candidate);
    }
}

static void
drop_guess (HechaHeaderGuess *guess, guint index)
{
  memmove (&guess->guesses[index], &guess->guesses[index + 1],
           (guess->n - index - 1) * sizeof (HechaGuess));
  guess->n--;
}

/* A header with a meaning in brackets: 中标（成交）金额, 验收时间（初验）. */
static void
understand_brackets (const HechaDictionary *dictionary, const HechaHeaderText *header,
                     HechaHeaderGuess *guess)
{
  HechaHeaderGuess joined = { 0 }, front = { 0 }, alone = { 0 };
  g_autofree char *moved = g_strconcat (header->inner, header->plain, NULL);

  understand (dictionary, header->whole, &joined);
  understand (dictionary, moved, &front);
  if (joined.n > 0 && !joined.guesses[0].weak)
    {
      merge_guesses (guess, &joined, 0);
      return;
    }
  if (front.n > 0 && !front.guesses[0].weak)
    {
      merge_guesses (guess, &front, STEP_FRAME);
      return;
    }
  understand (dictionary, header->plain, &alone);
  for (guint i = alone.n; i-- > 0;)
    if (is_vetoed (dictionary, alone.guesses[i].field, header->inner)
        || contains_any (header->inner, dictionary->others))
      drop_guess (&alone, i);
  merge_guesses (guess, &alone, STEP_FRAME);
}

/* ---- slips of the keyboard -------------------------------------------- */

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

static void
understand_slip (const HechaDictionary *dictionary, const char *text, HechaHeaderGuess *guess)
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

      add_guess (guess, &candidate);
    }
}

/* ---- group heads ------------------------------------------------------- */

/* HEAD and LEAF as one text, a shared end and beginning once: 竣工验收 +
 * 验收日期 is 竣工验收日期. */
static char *
join_overlapping (const char *head, const char *leaf)
{
  for (const char *p = head; *p != '\0'; p = g_utf8_next_char (p))
    if (g_str_has_prefix (leaf, p) && g_utf8_strlen (p, -1) >= 2)
      return g_strconcat (head, leaf + strlen (p), NULL);
  return g_strconcat (head, leaf, NULL);
}

static char *
without_status (const HechaDictionary *dictionary, const char *head)
{
  static const char *const tails[] = { "信息", "环节", "阶段", "工作", "部分", "类", "手续" };
  const GPtrArray *endings = dictionary->endings[HECHA_ASPECT_STATUS];

  for (guint i = 0; i < endings->len; i++)
    {
      const char *ending = g_ptr_array_index (endings, i);

      if (g_str_has_suffix (head, ending) && strlen (head) > strlen (ending))
        return g_strndup (head, strlen (head) - strlen (ending));
    }
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    if (g_str_has_suffix (head, tails[i]) && strlen (head) > strlen (tails[i]))
      return g_strndup (head, strlen (head) - strlen (tails[i]));
  return g_strdup (head);
}

/* A head that names several things says nothing of a single leaf. */
static gboolean
is_compound (const char *head)
{
  return strstr (head, "及") != NULL || strstr (head, "和") != NULL || strstr (head, "与") != NULL
         || strstr (head, "、") != NULL || strchr (head, '/') != NULL;
}

static void
understand_joined (const HechaDictionary *dictionary, const char *head, const char *leaf,
                   HechaHeaderGuess *guess)
{
  g_autofree char *bare = without_status (dictionary, head);
  const char *heads[] = { bare, head };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      HechaHeaderGuess joined = { 0 };
      g_autofree char *text = join_overlapping (heads[i], leaf);

      understand (dictionary, text, &joined);
      for (guint j = joined.n; j-- > 0;)
        {
          joined.guesses[j].match = HECHA_MATCH_GROUP;
          if (joined.guesses[j].weak && joined.guesses[j].unproven)
            drop_guess (&joined, j);
        }
      merge_guesses (guess, &joined, STEP_GROUP);
    }
}

static gboolean
is_part_of_other (HechaField field, const HechaFieldWords *words)
{
  HechaFieldType type = hecha_field_type (field);

  return type == HECHA_TYPE_AMOUNT || type == HECHA_TYPE_DATE
         || (words->accepts & (1u << HECHA_ASPECT_ORG | 1u << HECHA_ASPECT_QUALIFICATION
                               | 1u << HECHA_ASPECT_RESULT | 1u << HECHA_ASPECT_PERSON)) != 0;
}

/* Whether HEAD is the subject of some field, and whether of FIELD. */
static gboolean
head_is_of_another (const HechaDictionary *dictionary, const char *head, HechaField field)
{
  g_autofree char *bare = without_status (dictionary, head);
  const GArray *fields = hecha_dictionary_subject (dictionary, bare);

  if (fields == NULL)
    return FALSE;
  for (guint i = 0; i < fields->len; i++)
    if (g_array_index (fields, guint8, i) == field)
      return FALSE;
  return TRUE;
}

static gboolean
is_plan (const char *word)
{
  return strcmp (word, "计划") == 0 || strcmp (word, "预计") == 0 || strcmp (word, "拟") == 0;
}

/* Whether a group head makes LEAF another thing than it is alone: 监理 over
 * 合同金额. */
static gboolean
head_forbids (const HechaDictionary *dictionary, const char *head, const char *leaf,
              const HechaGuess *guess)
{
  if (guess->weak && head_is_of_another (dictionary, head, guess->field))
    return TRUE;
  if (!is_part_of_other (guess->field, &dictionary->fields[guess->field]))
    return FALSE;
  if ((dictionary->fields[guess->field].accepts
       & (1u << HECHA_ASPECT_ORG | 1u << HECHA_ASPECT_QUALIFICATION | 1u << HECHA_ASPECT_PERSON))
          != 0
      && strstr (leaf, head) == NULL && is_vetoed (dictionary, guess->field, head))
    return TRUE;
  for (guint i = 0; i < dictionary->others->len; i++)
    {
      const char *other = g_ptr_array_index (dictionary->others, i);

      /* A plan has dates of its own; its amounts are the project's. */
      if (is_plan (other) && hecha_field_type (guess->field) != HECHA_TYPE_DATE)
        continue;
      if (strstr (head, other) != NULL && strstr (leaf, other) == NULL
          && strstr (hecha_field_name (guess->field), other) == NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
contains_one (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* 时间节点 / 验收, 资金 / 决算: the head says what kind of value the leaf has. */
static void
prove_by_head (const char *head, HechaHeaderGuess *guess)
{
  static const char *const dates[] = { "时间", "日期", "节点", NULL };
  static const char *const amounts[] = { "资金", "投资", "金额", "费用", "经费", "造价", NULL };

  for (guint i = 0; i < guess->n; i++)
    {
      HechaGuess *one = &guess->guesses[i];
      HechaFieldType type = hecha_field_type (one->field);

      if (one->aspect != HECHA_ASPECT_NONE || one->weak)
        continue;
      if ((type == HECHA_TYPE_DATE && contains_one (head, dates))
          || (type == HECHA_TYPE_AMOUNT && contains_one (head, amounts)))
        {
          HechaGuess proven = *one;

          proven.unproven = FALSE;
          proven.match = HECHA_MATCH_GROUP;
          proven.score = MAX (proven.score, SCORE_SUBJECT - STEP_GROUP);
          drop_guess (guess, i);
          add_guess (guess, &proven);
          return;
        }
    }
}

/* Takes from GUESS what the heads other than OWN (an index, or -1) forbid. */
static void
heed_heads (const HechaDictionary *dictionary, const HechaHeaderText *texts, guint n, int own,
            HechaHeaderGuess *guess)
{
  for (guint i = 0; i + 1 < n; i++)
    for (guint j = guess->n; (int) i != own && !is_compound (texts[i].whole) && j-- > 0;)
      if (head_forbids (dictionary, texts[i].whole, texts[n - 1].whole, &guess->guesses[j]))
        drop_guess (guess, j);
}

static gboolean
is_settled (const HechaHeaderGuess *guess)
{
  return guess->n > 0 && !guess->guesses[0].unproven && !guess->guesses[0].weak;
}

/* What the heads make of the leaf, the nearest first, then all together. */
static void
understand_with_heads (const HechaDictionary *dictionary, const HechaHeaderText *texts, guint n,
                       HechaHeaderGuess *guess)
{
  const char *leaf = texts[n - 1].plain;

  for (guint i = n - 1; i-- > 0 && !is_settled (guess);)
    {
      HechaHeaderGuess joined = { 0 };

      if (is_compound (texts[i].whole))
        continue;
      understand_joined (dictionary, texts[i].whole, leaf, &joined);
      heed_heads (dictionary, texts, n, (int) i, &joined);
      merge_guesses (guess, &joined, 0);
    }
  if (n > 2 && !is_settled (guess))
    {
      g_autofree char *all = join_overlapping (texts[n - 3].plain, texts[n - 2].plain);

      understand_joined (dictionary, all, leaf, guess);
    }
}

static void
understand_under_heads (const HechaDictionary *dictionary, const HechaHeaderText *texts, guint n,
                        HechaHeaderGuess *guess)
{
  const HechaHeaderText *leaf = &texts[n - 1];
  HechaHeaderGuess alone = { 0 };

  if (*leaf->inner != '\0')
    understand_brackets (dictionary, leaf, &alone);
  else
    understand (dictionary, leaf->plain, &alone);
  heed_heads (dictionary, texts, n, -1, &alone);
  understand_with_heads (dictionary, texts, n, guess);
  for (guint i = 0; i + 1 < n; i++)
    prove_by_head (texts[i].whole, &alone);
  /* The leaf alone stands behind what the heads make of it, unless it is the
   * same field: then it is the plainer match. */
  for (guint i = alone.n; guess->n > 0 && !guess->guesses[0].unproven && i-- > 0;)
    if (alone.guesses[i].field != guess->guesses[0].field)
      drop_guess (&alone, i);
  merge_guesses (guess, &alone, 0);
}

/* ---- reading ------------------------------------------------------------ */

static gboolean
is_serial (const char *plain)
{
  static const char *const words[] = { "序号", "序", "项次", "no", "子序号", "行号", "编序",
                                       "顺序号", "排序", "次序", "项目序号", "序列", "seq", "id" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (plain, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
read_texts (const HechaDictionary *dictionary, const char *const *texts, guint n,
            HechaHeaderGuess *guess)
{
  HechaHeaderText parts[HECHA_MAX_HEADS];
  guint total;

  for (guint i = 0; i < n; i++)
    {
      hecha_header_text_init (&parts[i], texts[i]);
      if (parts[i].unit != 0)
        guess->unit = parts[i].unit;
    }
  total = n;
  /* A row of units below the header: （万元）. */
  while (n > 1 && *parts[n - 1].plain == '\0')
    n--;
  guess->serial = is_serial (parts[n - 1].plain);
  if (!guess->serial && n == 1)
    {
      if (*parts[0].inner != '\0')
        understand_brackets (dictionary, &parts[0], guess);
      else
        understand (dictionary, parts[0].plain, guess);
    }
  else if (!guess->serial)
    understand_under_heads (dictionary, parts, n, guess);
  if (guess->n == 0 && !guess->serial && n == 1)
    understand_slip (dictionary, parts[n - 1].whole, guess);
  for (guint i = 0; i < total; i++)
    hecha_header_text_clear (&parts[i]);
}

const HechaHeaderGuess *
hecha_header_read (HechaHeaderReader *reader, const char *const *texts, guint n)
{
  HechaHeaderGuess *guess;

  g_string_truncate (reader->key, 0);
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (reader->key, '\x1f');
      g_string_append (reader->key, texts[i]);
    }
  guess = g_hash_table_lookup (reader->cache, reader->key->str);
  if (guess != NULL)
    return guess;
  guess = g_new0 (HechaHeaderGuess, 1);
  if (n > 0 && n <= HECHA_MAX_HEADS && reader->key->len <= n * MAX_HEADER_BYTES)
    read_texts (reader->dictionary, texts, n, guess);
  g_hash_table_insert (reader->cache, g_strdup (reader->key->str), guess);
  return guess;
}

static gboolean
is_name_word (const HechaDictionary *dictionary, const char *text, guint depth)
{
  const GArray *words = hecha_dictionary_word (dictionary, text);

  if (words != NULL)
    {
      const HechaWord *word = &g_array_index (words, HechaWord, 0);

      return words->len == 1
             && (word->field == HECHA_FIELD_NAME
                 || (word->field == HECHA_FIELD_CODE
                     && (!word->weak || g_utf8_strlen (text, -1) > 2)));
    }
  for (guint i = 0; depth < 3 && i < dictionary->frames->len; i++)
    {
      const char *frame = g_ptr_array_index (dictionary->frames, i);

      if (g_str_has_prefix (text, frame) && is_name_word (dictionary, text + strlen (frame), depth + 1))
        return TRUE;
    }
  return FALSE;
}

gboolean
hecha_header_is_name (const HechaHeaderReader *reader, const char *text)
{
  g_auto (HechaHeaderText) header = { 0 };

  if (strlen (text) > MAX_NAME_BYTES)
    return FALSE;
  hecha_header_text_init (&header, text);
  return is_name_word (reader->dictionary, header.plain, 0)
         && (*header.inner == '\0' || is_name_word (reader->dictionary, header.whole, 0)
             || !contains_any (header.inner, reader->dictionary->others));
}

gboolean
hecha_header_is_answer (const char *text)
{
  static const char *const begins[]
      = { "已", "未", "无", "有", "是", "否", "尚", "正在", "暂", "同意", "通过", "不", "√", "×", NULL };

  for (guint i = 0; begins[i] != NULL; i++)
    if (g_str_has_prefix (text, begins[i]) && !g_str_has_prefix (text, "是否")
        && !g_str_has_prefix (text, "有无") && !g_str_has_prefix (text, "已付")
        && !g_str_has_prefix (text, "已支付"))
      return TRUE;
  return FALSE;
}

HechaField
hecha_header_field (HechaHeaderReader *reader, const char *text)
{
  const HechaHeaderGuess *guess;

  if (strlen (text) > MAX_HEADER_BYTES || hecha_header_is_answer (text))
    return HECHA_FIELD_NONE;
  guess = hecha_header_read (reader, &text, 1);
  return guess->n > 0 && !guess->guesses[0].unproven ? guess->guesses[0].field : HECHA_FIELD_NONE;
}
