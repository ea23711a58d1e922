/* Understanding a header: whole words of the dictionary first, then the
 * subject with frames (项目…, 实际…, 是否…) and endings (…时间, …金额, …情况) taken
 * off, then group heads joined with their leaf, then slips of the keyboard.
 * What a header adds and nobody knows (合同尾款金额) leaves it unmapped. */
#include "ledger/header.h"

#include <string.h>

#include "ledger/header_parts.h"

#define MAX_HEADER_BYTES 180   /* longer texts are notes, not headers */
#define MAX_NAME_BYTES 150
#define MAX_NAMES 8192u        /* answers that are remembered */

struct _HechaHeaderReader
{
  const HechaDictionary *dictionary;
  GHashTable *cache;   /* texts joined with "\x1f" -> HechaHeaderGuess, owned */
  GHashTable *names;   /* text -> YES or NO: the same rows are asked about for
                        * every head that is tried above them */
  GString *key;
};

enum
{
  NO = 1,
  YES = 2
};

HechaHeaderReader *
hecha_header_reader_new (const HechaDictionary *dictionary)
{
  HechaHeaderReader *reader = g_new0 (HechaHeaderReader, 1);

  reader->dictionary = dictionary;
  reader->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader->key = g_string_new (NULL);
  return reader;
}

void
hecha_header_reader_free (HechaHeaderReader *reader)
{
  if (reader == NULL)
    return;
  g_hash_table_unref (reader->cache);
  g_hash_table_unref (reader->names);
  g_string_free (reader->key, TRUE);
  g_free (reader);
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

/* A header with a unit of money is an amount: 财评结果（万元） is no paper. */
static void
keep_amounts (const HechaDictionary *dictionary, const HechaHeaderText *parts, guint n,
              HechaHeaderGuess *guess)
{
  static const char *const endings[] = { "", "情况", "结果", "进度", NULL };

  for (guint i = guess->n; i-- > 0;)
    if (hecha_field_type (guess->guesses[i].field) != HECHA_TYPE_AMOUNT)
      hecha_guess_drop (guess, i);
  for (guint i = 0; endings[i] != NULL && n == 1 && guess->n == 0; i++)
    {
      HechaHeaderGuess as_amount = { 0 };
      g_autofree char *text = NULL;

      if (!g_str_has_suffix (parts[0].plain, endings[i]))
        continue;
      text = g_strdup_printf ("%.*s金额",
                              (int) (strlen (parts[0].plain) - strlen (endings[i])), parts[0].plain);
      hecha_header_understand (dictionary, text, &as_amount);
      for (guint j = 0; j < as_amount.n; j++)
        if (hecha_field_type (as_amount.guesses[j].field) == HECHA_TYPE_AMOUNT)
          hecha_guess_add (guess, &as_amount.guesses[j]);
    }
}

/* TEXT without the Latin words of a header in two languages (startdate实际开工);
 * NULL where there are none, or nothing else. */
static char *
without_latin (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if ((guchar) *p >= 0x80)
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
  if (out->len >= 2 * 3 && strlen (text) >= out->len + 3)
    return g_string_free (out, FALSE);
  g_string_free (out, TRUE);
  return NULL;
}

static void
understand_translated (const HechaDictionary *dictionary, const char *text,
                       HechaHeaderGuess *guess)
{
  g_autofree char *rest = without_latin (text);

  if (rest != NULL)
    hecha_header_understand (dictionary, rest, guess);
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
  guess->n = 0;
  /* A row of units below the header: （万元）. */
  while (n > 1 && *parts[n - 1].plain == '\0')
    n--;
  guess->serial = is_serial (parts[n - 1].plain);
  if (!guess->serial && n == 1)
    {
      if (*parts[0].inner != '\0')
        hecha_header_understand_brackets (dictionary, &parts[0], guess);
      else
        hecha_header_understand (dictionary, parts[0].plain, guess);
    }
  else if (!guess->serial)
    hecha_header_understand_heads (dictionary, parts, n, guess);
  if (guess->unit != 0 && !guess->serial)
    keep_amounts (dictionary, parts, n, guess);
  if (guess->n == 0 && !guess->serial && n == 1)
    understand_translated (dictionary, parts[0].plain, guess);
  if (guess->n == 0 && !guess->serial && n == 1)
    hecha_header_understand_slip (dictionary, parts[n - 1].whole, guess);
  if (guess->n == 0 && !guess->serial && n == 1)
    hecha_header_understand_choices (dictionary, parts[0].choices, guess);
  if (guess->n == 0 && !guess->serial && guess->unit == 0 && n == 1)
    hecha_header_understand_behind (dictionary, parts[0].whole, guess);
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
  return depth == 0 && hecha_header_names_project (text);
}

static gboolean
is_name (const HechaHeaderReader *reader, const char *text)
{
  g_auto (HechaHeaderText) header = { 0 };

  hecha_header_text_init (&header, text);
  if (header.plain[0] != '\0' && g_ascii_isalpha (header.plain[0]))
    {
      g_autofree char *rest = without_latin (header.plain);

      if (rest != NULL && is_name_word (reader->dictionary, rest, 0))
        return TRUE;
    }
  return is_name_word (reader->dictionary, header.plain, 0)
         && (*header.inner == '\0' || is_name_word (reader->dictionary, header.whole, 0)
             || !hecha_contains_any (header.inner, reader->dictionary->others));
}

gboolean
hecha_header_is_name (const HechaHeaderReader *reader, const char *text)
{
  guint answer;

  if (strlen (text) > MAX_NAME_BYTES)
    return FALSE;
  answer = GPOINTER_TO_UINT (g_hash_table_lookup (reader->names, text));
  if (answer == 0)
    {
      answer = is_name (reader, text) ? YES : NO;
      if (g_hash_table_size (reader->names) >= MAX_NAMES)
        g_hash_table_remove_all (reader->names);
      g_hash_table_insert (reader->names, g_strdup (text), GUINT_TO_POINTER (answer));
    }
  return answer == YES;
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
  return guess->n > 0 && !guess->guesses[0].unproven
                 && guess->guesses[0].match != HECHA_MATCH_APPROXIMATE
             ? guess->guesses[0].field
             : HECHA_FIELD_NONE;
}

