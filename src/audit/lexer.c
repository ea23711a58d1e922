/* Words of an expression: what Chinese keyboards type is folded to one form,
 * and Chinese, which has no spaces, is cut by the words that are known. */
#include "audit/lexer_input.h"

#include <string.h>

#include "audit/functions.h"
#include "audit/lexicon.h"

/* ---- characters ------------------------------------------------------------- */

gunichar
hecha_lexer_fold (gunichar character)
{
  if (character >= 0xff01 && character <= 0xff5e)
    return character - 0xff01 + '!';
  switch (character)
    {
    case 0x3000:
    case 0x00a0:
      return ' ';
    case 0x2212: /* − */
    case 0x2013: /* – */
      return '-';
    case 0x00d7: /* × */
      return '*';
    case 0x3001: /* 、 */
      return ',';
    case 0x2264:
    case 0x2266:
      return 0x2264;
    case 0x2265:
    case 0x2267:
      return 0x2265;
    default:
      return character;
    }
}

HechaToken *
hecha_lexer_push (HechaLexer *lexer, HechaTokenKind kind, const char *start, const char *end)
{
  HechaToken token = { .kind = (guint8) kind, .denominator = 1 };

  token.offset = hecha_lexer_offset (lexer, start);
  token.end = hecha_lexer_offset (lexer, end);
  g_array_append_val (lexer->tokens, token);
  return &g_array_index (lexer->tokens, HechaToken, lexer->tokens->len - 1);
}

static gboolean
is_word_character (gunichar character)
{
  return character == '_' || g_unichar_isalpha (character);
}

/* ---- texts, names, parameters --------------------------------------------------- */

static gunichar
closing_quote (gunichar open)
{
  switch (open)
    {
    case 0x201c: /* “ */
      return 0x201d;
    case 0x2018: /* ‘ */
      return 0x2019;
    default:
      return open;
    }
}

static gboolean
lex_text (HechaLexer *lexer)
{
  const char *start = lexer->at;
  gunichar close = closing_quote (hecha_lexer_peek (start));
  const char *from = g_utf8_next_char (start), *to;

  for (to = from; *to != '\0' && *to != '\n' && hecha_lexer_peek (to) != close;)
    to = g_utf8_next_char (to);
  if (hecha_lexer_peek (to) != close)
    return hecha_mistake_set (lexer->mistake, hecha_lexer_offset (lexer, start),
                              "这个引号没有另一半");
  lexer->at = g_utf8_next_char (to);
  hecha_lexer_push (lexer, HECHA_TOKEN_TEXT, start, lexer->at)->text =
      g_strndup (from, (gsize) (to - from));
  return TRUE;
}

static const char *
end_of_run (const char *at)
{
  while (is_word_character (hecha_lexer_peek (at)) || hecha_lexer_is_digit (hecha_lexer_peek (at)))
    at = g_utf8_next_char (at);
  return at;
}

/* Token I from the end, or NULL. */
static const HechaToken *
before (const HechaLexer *lexer, guint i)
{
  return i <= lexer->tokens->len
             ? &g_array_index (lexer->tokens, HechaToken, lexer->tokens->len - i)
             : NULL;
}

/* Whether a quoted text is wanted here: 建设性质 = …, 包含(建设内容, … */
static gboolean
wants_text (const HechaLexer *lexer)
{
  const HechaToken *last = before (lexer, 1), *other = before (lexer, 2);

  if (last == NULL || other == NULL)
    return FALSE;
  if (last->kind == HECHA_TOKEN_EQUAL || last->kind == HECHA_TOKEN_UNEQUAL)
    return other->kind == HECHA_TOKEN_FIELD
           && hecha_field_type ((HechaField) other->index) == HECHA_TYPE_TEXT;
  if (last->kind == HECHA_TOKEN_OPEN)
    return other->kind == HECHA_TOKEN_FUNCTION && other->index == HECHA_FN_MENTIONS;
  if (last->kind != HECHA_TOKEN_COMMA)
    return FALSE;
  for (guint i = 2; (other = before (lexer, i)) != NULL; i++)
    if (other->kind == HECHA_TOKEN_FUNCTION)
      return strchr (hecha_functions[other->index].signature, 'W') != NULL;
  return FALSE;
}

static gboolean
unknown_word (HechaLexer *lexer, const char *run, const char *end)
{
  const char *at = hecha_lexicon_unknown_part (run, end);
  g_autofree char *name = g_strndup (at, (gsize) (end - at));
  const char *near = hecha_nearest_word (name, hecha_language_words ());

  if (wants_text (lexer))
    return hecha_mistake_set (lexer->mistake, hecha_lexer_offset (lexer, at),
                              "没有“%s”这个字段；如果是文字，请加引号：'%s'", name, name);
  if (near != NULL)
    return hecha_mistake_set (lexer->mistake, hecha_lexer_offset (lexer, at),
                              "没有“%s”这个字段或函数，是不是“%s”？", name, near);
  return hecha_mistake_set (lexer->mistake, hecha_lexer_offset (lexer, at),
                            "没有“%s”这个字段或函数；文字请加引号，如 '%s'", name, name);
}

static gboolean
is_ascii_word (const char *at, const char *end, const char *word)
{
  gsize length = strlen (word);

  return (gsize) (end - at) == length && g_ascii_strncasecmp (at, word, length) == 0;
}

static gboolean
lex_words (HechaLexer *lexer)
{
  const char *end = end_of_run (lexer->at);

  if (is_ascii_word (lexer->at, end, "OR"))
    hecha_lexer_push (lexer, HECHA_TOKEN_OR, lexer->at, end);
  else if (is_ascii_word (lexer->at, end, "AND"))
    hecha_lexer_push (lexer, HECHA_TOKEN_AND, lexer->at, end);
  else if (is_ascii_word (lexer->at, end, "NOT"))
    hecha_lexer_push (lexer, HECHA_TOKEN_NOT, lexer->at, end);
  else if (!hecha_lexicon_cuts (lexer->at, end))
    return unknown_word (lexer, lexer->at, end);
  else
    while (lexer->at < end)
      {
        const char *to;
        const HechaWord *word = hecha_lexicon_longest (lexer->at, end, &to);
        hecha_lexer_push (lexer, (HechaTokenKind) word->kind, lexer->at, to)->index = word->index;
        lexer->at = to;
      }
  lexer->at = end;
  return TRUE;
}

static gboolean
lex_parameter (HechaLexer *lexer)
{
  const char *start = lexer->at;
  const char *from = g_utf8_next_char (start), *end = end_of_run (from);
  g_autofree char *name = g_strndup (from, (gsize) (end - from));
  const char *best = NULL, *near;

  for (guint i = 0; lexer->parameters != NULL && lexer->parameters[i] != NULL; i++)
    if (g_str_has_prefix (name, lexer->parameters[i])
        && (best == NULL || strlen (best) < strlen (lexer->parameters[i])))
      best = lexer->parameters[i];
  if (*name == '\0')
    return hecha_mistake_set (lexer->mistake, hecha_lexer_offset (lexer, start),
                              "冒号后面缺少参数名");
  if (best != NULL)
    {
      lexer->at = from + strlen (best);
      hecha_lexer_push (lexer, HECHA_TOKEN_PARAMETER, start, lexer->at)->text = g_strdup (best);
      return TRUE;
    }
  near = lexer->parameters != NULL ? hecha_nearest_word (name, lexer->parameters) : NULL;
  if (near != NULL)
    return hecha_mistake_set (lexer->mistake, hecha_lexer_offset (lexer, from),
                              "[参数] 里没有“%s”，是不是“%s”？", name, near);
  return hecha_mistake_set (lexer->mistake, hecha_lexer_offset (lexer, from), "[参数] 里没有“%s”",
                            name);
}

/* ---- operators --------------------------------------------------------------------- */

static const struct
{
  gunichar characters[2];
  guint8 kind;
} operators[] = {
  { { '<', '=' }, HECHA_TOKEN_LESS_EQUAL },
  { { '>', '=' }, HECHA_TOKEN_GREATER_EQUAL },
  { { '<', '>' }, HECHA_TOKEN_UNEQUAL },
  { { '!', '=' }, HECHA_TOKEN_UNEQUAL },
  { { '(', 0 }, HECHA_TOKEN_OPEN },
  { { ')', 0 }, HECHA_TOKEN_CLOSE },
  { { ',', 0 }, HECHA_TOKEN_COMMA },
  { { '=', 0 }, HECHA_TOKEN_EQUAL },
  { { '<', 0 }, HECHA_TOKEN_LESS },
  { { '>', 0 }, HECHA_TOKEN_GREATER },
  { { 0x2260, 0 }, HECHA_TOKEN_UNEQUAL },
  { { 0x2264, 0 }, HECHA_TOKEN_LESS_EQUAL },
  { { 0x2265, 0 }, HECHA_TOKEN_GREATER_EQUAL },
  { { '+', 0 }, HECHA_TOKEN_PLUS },
  { { '-', 0 }, HECHA_TOKEN_MINUS },
  { { '*', 0 }, HECHA_TOKEN_TIMES },
};

/* Signs of other languages, and what to write. */
static const struct
{
  gunichar characters[2];
  const char *hint;
} foreign[] = {
  { { '=', '=' }, "相等只写一个等号 =" },
  { { '=', '>' }, "大于等于请写 >= 或 ≥" },
  { { '=', '<' }, "小于等于请写 <= 或 ≤" },
  { { '&', 0 }, "并且请写 且" },
  { { '|', 0 }, "或者请写 或" },
  { { '!', 0 }, "否定请写 非" },
  { { '/', 0 }, "不能用除法，请改写成乘法，如 变更金额 > 概算金额 × 10%" },
};

static gboolean
matches (const gunichar characters[2], gunichar first, gunichar second)
{
  return characters[0] == first && (characters[1] == 0 || characters[1] == second);
}

static gboolean
lex_operator (HechaLexer *lexer)
{
  const char *start = lexer->at;
  gunichar first = hecha_lexer_peek (start), second = hecha_lexer_peek (g_utf8_next_char (start));

  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    if (matches (foreign[i].characters, first, second) && !(first == '!' && second == '='))
      return hecha_mistake_set (lexer->mistake, hecha_lexer_offset (lexer, start), "%s",
                                foreign[i].hint);
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (matches (operators[i].characters, first, second))
      {
        lexer->at = g_utf8_next_char (start);
        if (operators[i].characters[1] != 0)
          lexer->at = g_utf8_next_char (lexer->at);
        hecha_lexer_push (lexer, (HechaTokenKind) operators[i].kind, start, lexer->at);
        return TRUE;
      }
  return hecha_mistake_set (lexer->mistake, hecha_lexer_offset (lexer, start), "看不懂的符号“%.*s”",
                            (int) (g_utf8_next_char (start) - start), start);
}

static gboolean
lex_one (HechaLexer *lexer)
{
  gunichar c = hecha_lexer_peek (lexer->at);

  if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
    {
      lexer->at = g_utf8_next_char (lexer->at);
      return TRUE;
    }
  if (hecha_lexer_is_digit (c))
    return hecha_lex_number (lexer);
  if (c == '\'' || c == '"' || c == 0x201c || c == 0x2018)
    return lex_text (lexer);
  if (c == ':')
    return lex_parameter (lexer);
  if (is_word_character (c))
    return lex_words (lexer);
  return lex_operator (lexer);
}

static void
clear_token (gpointer data)
{
  g_free (((HechaToken *) data)->text);
}

GArray *
hecha_lex (const char *text, const char *const *parameters, HechaMistake *mistake)
{
  HechaLexer lexer = { .text = text, .at = text, .parameters = parameters, .mistake = mistake };

  lexer.tokens = g_array_new (FALSE, FALSE, sizeof (HechaToken));
  g_array_set_clear_func (lexer.tokens, clear_token);
  while (*lexer.at != '\0')
    if (!lex_one (&lexer))
      {
        g_array_unref (lexer.tokens);
        return NULL;
      }
  hecha_lexer_push (&lexer, HECHA_TOKEN_END, lexer.at, lexer.at);
  return lexer.tokens;
}
