/* One text: whole words of the dictionary first, then its subject with frames
 * (项目…, 实际…, 是否…) and endings (…时间, …金额, …情况) taken off.  What a header
 * adds and nobody knows (合同尾款金额) leaves it without a field. */
#include <string.h>

#include "ledger/header_parts.h"

#define SCORE_EXACT 1.0f
#define SCORE_SYNONYM 0.98f
#define SCORE_WEAK 0.80f
#define SCORE_CONCEPTS 0.86f

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
  if (hecha_contains_any (text, dictionary->endings[HECHA_ASPECT_FLAG]))
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
      hecha_guess_add (guess, &candidate);
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

/* Adds FIELDS as far as they accept ASPECT; CORE is what named them. */
static void
add_fields (const HechaDictionary *dictionary, const GArray *fields, const char *core,
            HechaAspect aspect, const char *text, HechaMatch match, float score,
            HechaHeaderGuess *guess)
{
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      HechaField field = g_array_index (fields, guint8, i);
      const HechaFieldWords *words = &dictionary->fields[field];
      HechaGuess candidate
          = { (guint8) field, (guint8) match, (guint8) aspect, FALSE, FALSE, score };
      guint bit = 1u << aspect;

      if (hecha_field_is_vetoed (dictionary, field, text))
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
      hecha_guess_add (guess, &candidate);
    }
}

static void
add_subject (const HechaDictionary *dictionary, const char *core, HechaAspect aspect,
             const char *text, float penalty, HechaHeaderGuess *guess)
{
  const GArray *fields = *core != '\0' ? hecha_dictionary_subject (dictionary, core) : NULL;

  add_fields (dictionary, fields, core, aspect, text, HECHA_MATCH_SYNONYM,
              HECHA_SCORE_SUBJECT - penalty, guess);
}

/* Takes frames and, with WITH_VERBS, verbs off both ends of CORE, trying the
 * dictionary after each. */
static void
try_cores (const HechaDictionary *dictionary, const char *core, HechaAspect aspect,
           gboolean with_verbs, const char *text, guint depth, HechaHeaderGuess *guess)
{
  float penalty = HECHA_STEP_FRAME * (float) depth;

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

/* What is tried with a header's core and the aspect that its ending names. */
typedef void (*TakeCore) (const HechaDictionary *dictionary, const char *core,
                          HechaAspect aspect, gboolean with_verbs, const char *text,
                          HechaHeaderGuess *guess);

/* BODY as it is, and without each ending that it may have. */
static void
try_endings (const HechaDictionary *dictionary, const char *body, gboolean flag, TakeCore take,
             const char *text, HechaHeaderGuess *guess)
{
  take (dictionary, body, flag ? HECHA_ASPECT_FLAG : HECHA_ASPECT_NONE, flag, text, guess);
  for (guint aspect = HECHA_ASPECT_STATUS; aspect < HECHA_N_ASPECTS; aspect++)
    for (guint i = 0; i < dictionary->endings[aspect]->len; i++)
      {
        const char *ending = g_ptr_array_index (dictionary->endings[aspect], i);
        g_autofree char *core = NULL;

        if (!g_str_has_suffix (body, ending) || strlen (body) == strlen (ending))
          continue;
        core = g_strndup (body, strlen (body) - strlen (ending));
        take (dictionary, core,
              flag && aspect == HECHA_ASPECT_STATUS ? HECHA_ASPECT_FLAG : (HechaAspect) aspect,
              flag || aspect == HECHA_ASPECT_STATUS || aspect == HECHA_ASPECT_DATE, text, guess);
      }
}

static void
take_words (const HechaDictionary *dictionary, const char *core, HechaAspect aspect,
            gboolean with_verbs, const char *text, HechaHeaderGuess *guess)
{
  try_cores (dictionary, core, aspect, with_verbs, text, 0, guess);
}

/* ---- concepts ---------------------------------------------------------- */

static void
add_words_of_key (const HechaDictionary *dictionary, const char *text, HechaHeaderGuess *guess)
{
  g_autofree char *key = hecha_concepts_key (dictionary->concepts, text, TRUE, NULL);
  const GArray *words = key != NULL ? hecha_dictionary_word_key (dictionary, key) : NULL;

  for (guint i = 0; words != NULL && i < words->len; i++)
    {
      const HechaWord *word = &g_array_index (words, HechaWord, i);
      HechaGuess candidate = { word->field, HECHA_MATCH_APPROXIMATE, HECHA_ASPECT_NONE,
                               FALSE, FALSE, SCORE_CONCEPTS };

      if (!word->weak && !hecha_field_is_vetoed (dictionary, word->field, text))
        hecha_guess_add (guess, &candidate);
    }
}

/* 应急先建后补: two subjects of one field, one behind the other. */
static GArray *
fields_of_halves (const HechaDictionary *dictionary, const char *core)
{
  GArray *both = g_array_new (FALSE, FALSE, sizeof (guint8));

  for (const char *p = core; *p != '\0' && both->len == 0; p = g_utf8_next_char (p))
    {
      g_autofree char *front = g_strndup (core, (gsize) (p - core));
      const GArray *left = hecha_dictionary_subject (dictionary, front);
      const GArray *right = left != NULL ? hecha_dictionary_subject (dictionary, p) : NULL;

      for (guint i = 0; right != NULL && i < left->len; i++)
        for (guint j = 0; j < right->len; j++)
          if (g_array_index (left, guint8, i) == g_array_index (right, guint8, j))
            g_array_append_val (both, g_array_index (left, guint8, i));
    }
  return both;
}

static void
take_concepts (const HechaDictionary *dictionary, const char *core, HechaAspect aspect,
               gboolean with_verbs G_GNUC_UNUSED, const char *text, HechaHeaderGuess *guess)
{
  /* Without an ending the last word says what it is: 评审专家 is no 专家评审. */
  gboolean with_last = aspect == HECHA_ASPECT_NONE || aspect == HECHA_ASPECT_FLAG;
  g_autofree char *key = hecha_concepts_key (dictionary->concepts, core, with_last, NULL);
  const GArray *fields = key != NULL ? hecha_dictionary_subject_key (dictionary, key) : NULL;
  g_autoptr (GArray) halves = fields == NULL ? fields_of_halves (dictionary, core) : NULL;

  add_fields (dictionary, fields != NULL ? fields : halves, core, aspect, text,
              HECHA_MATCH_APPROXIMATE, SCORE_CONCEPTS, guess);
}

/* 向县大数据中心报备时间, 是否开展过数据共享: other words for the concepts of a word or
 * a subject of the dictionary. */
static void
try_concepts (const HechaDictionary *dictionary, const char *body, gboolean flag,
              const char *text, HechaHeaderGuess *guess)
{
  static const char *const levels[] = { "县级", "市级", "镇级", "乡级", "本级", "区级", "县", NULL };

  /* 移交 alone is anything's. */
  if (g_utf8_strlen (text, -1) <= 2)
    return;
  /* 资金来源 / 县级 is a part of it. */
  for (guint i = 0; levels[i] != NULL; i++)
    if (g_str_has_suffix (text, levels[i]))
      return;
  if (!flag)
    add_words_of_key (dictionary, text, guess);
  try_endings (dictionary, body, flag, take_concepts, text, guess);
}

void
hecha_header_understand (const HechaDictionary *dictionary, const char *text, HechaHeaderGuess *guess)
{
  g_autofree char *rest = NULL;

  if (*text == '\0')
    return;
  add_whole_word (dictionary, text, 0, guess);
  if (guess->n > 0 && !guess->guesses[0].weak)
    return;
  rest = without_flag (dictionary, text);
  try_endings (dictionary, rest != NULL ? rest : text, rest != NULL, take_words, text, guess);
  if (guess->n == 0)
    try_concepts (dictionary, rest != NULL ? rest : text, rest != NULL, text, guess);
  if (guess->n == 0)
    hecha_header_understand_otherwise (dictionary, text, guess);
}

/* ---- brackets, alternatives ------------------------------------------- */

/* A header with a meaning in brackets: 中标（成交）金额, 验收时间（初验）. */
/* 监管（监理）单位: what the brackets hold is another word for what stands
 * before them, and the last word is both theirs. */
static gboolean
understand_end (const HechaDictionary *dictionary, const HechaHeaderText *header,
                HechaHeaderGuess *guess)
{
  enum { WORD = 2 * 3 };
  gsize length = strlen (header->plain);
  HechaHeaderGuess end = { 0 }, all = { 0 };
  g_autofree char *text = NULL;

  if (length <= WORD || !g_str_has_suffix (header->whole, header->plain + length - WORD)
      || g_str_has_suffix (header->whole, header->inner))
    return FALSE;
  hecha_header_understand (dictionary, header->plain, &all);
  text = g_strconcat (header->inner, header->plain + length - WORD, NULL);
  hecha_header_understand (dictionary, text, &end);
  if (all.n > 0 || end.n == 0 || end.guesses[0].weak)
    return FALSE;
  hecha_guess_merge (guess, &end, HECHA_STEP_FRAME);
  return TRUE;
}

/* 主管部门（建设单位）, 计划总投资（概算）: what stands before the brackets is the
 * same kind of thing as the field that they name. */
static void
understand_inner (const HechaDictionary *dictionary, const HechaHeaderText *header,
                  HechaHeaderGuess *guess)
{
  static const char plan[] = "计划";
  const char *outer = header->plain + (g_str_has_prefix (header->plain, plan) ? strlen (plan) : 0);
  HechaHeaderGuess inner = { 0 };

  hecha_header_understand (dictionary, header->inner, &inner);
  if (inner.n == 0 || inner.guesses[0].weak || inner.guesses[0].unproven)
    return;
  for (guint aspect = HECHA_ASPECT_DATE; aspect <= HECHA_ASPECT_ORG; aspect++)
    if (ends_with_any (outer, dictionary->endings[aspect])
        && (accepted_aspects (inner.guesses[0].field,
                              &dictionary->fields[inner.guesses[0].field])
            & 1u << aspect)
               != 0
        && !hecha_contains_any (outer, dictionary->others))
      {
        inner.guesses[0].match = HECHA_MATCH_APPROXIMATE;
        inner.guesses[0].score = SCORE_CONCEPTS;
        hecha_guess_add (guess, &inner.guesses[0]);
        return;
      }
}

void
hecha_header_understand_brackets (const HechaDictionary *dictionary, const HechaHeaderText *header,
                     HechaHeaderGuess *guess)
{
  HechaHeaderGuess joined = { 0 }, front = { 0 }, alone = { 0 };
  g_autofree char *moved = g_strconcat (header->inner, header->plain, NULL);

  hecha_header_understand (dictionary, header->whole, &joined);
  hecha_header_understand (dictionary, moved, &front);
  if (joined.n > 0 && !joined.guesses[0].weak)
    {
      hecha_guess_merge (guess, &joined, 0);
      return;
    }
  if (front.n > 0 && !front.guesses[0].weak)
    {
      hecha_guess_merge (guess, &front, HECHA_STEP_FRAME);
      return;
    }
  if (understand_end (dictionary, header, guess))
    return;
  hecha_header_understand (dictionary, header->plain, &alone);
  for (guint i = alone.n; i-- > 0;)
    if (hecha_field_is_vetoed (dictionary, alone.guesses[i].field, header->inner)
        || hecha_contains_any (header->inner, dictionary->others))
      hecha_guess_drop (&alone, i);
  hecha_guess_merge (guess, &alone, HECHA_STEP_FRAME);
  if (guess->n == 0)
    understand_inner (dictionary, header, guess);
}
