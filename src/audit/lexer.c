/* Words of an expression: what Chinese keyboards type is folded to one form,
 * and Chinese, which has no spaces, is cut by the words that are known. */
#include "audit/lexer.h"

#include <string.h>

#include "audit/facts.h"
#include "audit/functions.h"

gboolean
hecha_mistake_set (HechaMistake *mistake, gsize offset, const char *format, ...)
{
  va_list arguments;

  if (mistake->message != NULL)
    return FALSE;
  va_start (arguments, format);
  mistake->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  mistake->offset = offset;
  return FALSE;
}

void
hecha_mistake_clear (HechaMistake *mistake)
{
  g_clear_pointer (&mistake->message, g_free);
}

/* ---- known words --------------------------------------------------------- */

typedef struct
{
  guint8 kind;
  guint index;
} Word;

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

static GHashTable *words;       /* name -> Word */
static GPtrArray *word_names;   /* in a fixed order, NULL-terminated */
static gsize longest_word;      /* in bytes */

static void
add_word (const char *name, HechaTokenKind kind, guint index)
{
  Word *word = g_new (Word, 1);

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

/* ---- characters ------------------------------------------------------------- */

typedef struct
{
  const char *text;
  const char *at;
  const char *const *parameters;
  GArray *tokens;
  HechaMistake *mistake;
} Lexer;

/* Full-width forms and the signs of Chinese input methods to ASCII; ≥ ≤ ≠
 * stay. */
static gunichar
fold (gunichar character)
{
  if (character >= 0xff01 && character <= 0xff5e)
    return character - 0xff01 + '!';
  switch (character)
    {
    case 0x3000:
    case 0x00a0:
      return ' ';
    case 0x2212:   /* − */
    case 0x2013:   /* – */
      return '-';
    case 0x00d7:   /* × */
      return '*';
    case 0x3001:   /* 、 */
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

static gunichar
peek (const char *at)
{
  return *at == '\0' ? 0 : fold (g_utf8_get_char (at));
}

static gsize
offset_of (const Lexer *lexer, const char *at)
{
  return (gsize) (at - lexer->text);
}

static HechaToken *
push (Lexer *lexer, HechaTokenKind kind, const char *start, const char *end)
{
  HechaToken token = { .kind = (guint8) kind, .denominator = 1 };

  token.offset = offset_of (lexer, start);
  token.end = offset_of (lexer, end);
  g_array_append_val (lexer->tokens, token);
  return &g_array_index (lexer->tokens, HechaToken, lexer->tokens->len - 1);
}

static gboolean
is_word_character (gunichar character)
{
  return character == '_' || g_unichar_isalpha (character);
}

static gboolean
is_digit (gunichar character)
{
  return character >= '0' && character <= '9';
}

/* ---- numbers, amounts, dates ------------------------------------------------- */

/* Digits with at most nine decimals as number / denominator. */
static gboolean
read_decimal (Lexer *lexer, const char **at, gint64 *number, gint64 *denominator)
{
  const char *start = *at;
  gboolean point = FALSE;

  *number = 0;
  *denominator = 1;
  for (;; *at = g_utf8_next_char (*at))
    {
      gunichar c = peek (*at);
      if (c == '.' && !point && is_digit (peek (g_utf8_next_char (*at))))
        {
          point = TRUE;
          continue;
        }
      if (!is_digit (c))
        return TRUE;
      if (*number > (G_MAXINT64 - 9) / 10 || (point && *denominator >= 1000000000))
        return hecha_mistake_set (lexer->mistake, offset_of (lexer, start), "数字太大或小数位太多");
      *number = *number * 10 + (gint64) (c - '0');
      if (point)
        *denominator *= 10;
    }
}

/* "2024-07-03" or "2024年7月3日" at the lexer's place. */
static gboolean
read_date_parts (const char *at, const char **end, int parts[3])
{
  static const gunichar chinese[3] = { 0x5e74, 0x6708, 0x65e5 };
  gboolean dashed = FALSE;

  for (int i = 0; i < 3; i++)
    {
      int digits = 0;
      parts[i] = 0;
      for (; is_digit (peek (at)) && digits < 4; at = g_utf8_next_char (at), digits++)
        parts[i] = parts[i] * 10 + (int) (peek (at) - '0');
      if (digits == 0 || (i == 0 ? digits != 4 : digits > 2))
        return FALSE;
      if (i == 0)
        dashed = peek (at) == '-';
      if (dashed && i == 2)
        break;
      if (peek (at) != (dashed ? '-' : chinese[i]))
        return FALSE;
      at = g_utf8_next_char (at);
    }
  if (is_digit (peek (at)))
    return FALSE;
  *end = at;
  return TRUE;
}

static gboolean
lex_date (Lexer *lexer, gboolean *done)
{
  const char *end;
  int parts[3];
  gint32 day;

  *done = FALSE;
  if (!read_date_parts (lexer->at, &end, parts))
    return TRUE;
  day = hecha_day_from_ymd (parts[0], parts[1], parts[2]);
  if (day == HECHA_DAY_NONE)
    return hecha_mistake_set (lexer->mistake, offset_of (lexer, lexer->at),
                              "没有 %d年%d月%d日 这一天", parts[0], parts[1], parts[2]);
  push (lexer, HECHA_TOKEN_DATE, lexer->at, end)->number = day;
  lexer->at = end;
  *done = TRUE;
  return TRUE;
}

static gboolean
scale_amount (Lexer *lexer, HechaToken *token, gint64 unit)
{
  gint64 fen;

  if (__builtin_mul_overflow (token->number, unit, &fen))
    return hecha_mistake_set (lexer->mistake, token->offset, "金额太大");
  if (fen % token->denominator != 0)
    return hecha_mistake_set (lexer->mistake, token->offset, "金额不能精确到分以下");
  token->kind = HECHA_TOKEN_AMOUNT;
  token->number = fen / token->denominator;
  token->denominator = 1;
  return TRUE;
}

static gboolean
lex_unit (Lexer *lexer, HechaToken *token)
{
  static const struct
  {
    const char *unit;
    gint64 fen;
  } units[] = {
    { "亿元", 10000000000 }, { "亿", 10000000000 }, { "万元", 1000000 },
    { "万", 1000000 },       { "元", 100 },
  };
  const char *after = lexer->at;

  while (peek (after) == ' ')
    after = g_utf8_next_char (after);
  if (peek (after) == '%')
    {
      token->kind = HECHA_TOKEN_PERCENT;
      token->denominator *= 100;
      lexer->at = g_utf8_next_char (after);
      token->end = offset_of (lexer, lexer->at);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (after, units[i].unit))
      {
        lexer->at = after + strlen (units[i].unit);
        token->end = offset_of (lexer, lexer->at);
        return scale_amount (lexer, token, units[i].fen);
      }
  return TRUE;
}

static gboolean
lex_number (Lexer *lexer)
{
  const char *start = lexer->at;
  gint64 number, denominator;
  gboolean done;
  HechaToken *token;

  if (!lex_date (lexer, &done))
    return FALSE;
  if (done)
    return TRUE;
  if (!read_decimal (lexer, &lexer->at, &number, &denominator))
    return FALSE;
  if (peek (lexer->at) == '.' || (peek (lexer->at) == '/' && denominator == 1))
    return hecha_mistake_set (lexer->mistake, offset_of (lexer, start),
                              "看不懂的数字；日期请写成 2024-07-03");
  token = push (lexer, HECHA_TOKEN_NUMBER, start, lexer->at);
  token->number = number;
  token->denominator = denominator;
  return lex_unit (lexer, token);
}

/* ---- texts, names, parameters --------------------------------------------------- */

static gunichar
closing_quote (gunichar open)
{
  switch (open)
    {
    case 0x201c:   /* “ */
      return 0x201d;
    case 0x2018:   /* ‘ */
      return 0x2019;
    default:
      return open;
    }
}

static gboolean
lex_text (Lexer *lexer)
{
  const char *start = lexer->at;
  gunichar close = closing_quote (peek (start));
  const char *from = g_utf8_next_char (start), *to;

  for (to = from; *to != '\0' && *to != '\n' && peek (to) != close;)
    to = g_utf8_next_char (to);
  if (peek (to) != close)
    return hecha_mistake_set (lexer->mistake, offset_of (lexer, start), "这个引号没有另一半");
  lexer->at = g_utf8_next_char (to);
  push (lexer, HECHA_TOKEN_TEXT, start, lexer->at)->text = g_strndup (from, (gsize) (to - from));
  return TRUE;
}

static const char *
end_of_run (const char *at)
{
  while (is_word_character (peek (at)) || is_digit (peek (at)))
    at = g_utf8_next_char (at);
  return at;
}

/* The longest known word at AT, or NULL. */
static const Word *
longest_known (const char *at, const char *end, const char **word_end)
{
  char buffer[128];

  for (const char *to = at + MIN ((gsize) (end - at), longest_word); to > at; to--)
    {
      const Word *word;
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

/* Where the part begins that is to blame: after the last 且, 或 or 非 before
 * what cannot be cut ("已验收且监里单位"). */
static const char *
unknown_part (const char *at, const char *end)
{
  const char *part = at, *to;
  const Word *word;

  while (at < end && (word = longest_known (at, end, &to)) != NULL)
    {
      at = to;
      if (word->kind == HECHA_TOKEN_OR || word->kind == HECHA_TOKEN_AND
          || word->kind == HECHA_TOKEN_NOT)
        part = to;
    }
  return part;
}

/* Token I from the end, or NULL. */
static const HechaToken *
before (const Lexer *lexer, guint i)
{
  return i <= lexer->tokens->len
             ? &g_array_index (lexer->tokens, HechaToken, lexer->tokens->len - i)
             : NULL;
}

/* Whether a quoted text is wanted here: 建设性质 = …, 包含(建设内容, … */
static gboolean
wants_text (const Lexer *lexer)
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
unknown_word (Lexer *lexer, const char *run, const char *end)
{
  const char *at = unknown_part (run, end);
  g_autofree char *name = g_strndup (at, (gsize) (end - at));
  const char *near = hecha_nearest_word (name, hecha_language_words ());

  if (wants_text (lexer))
    return hecha_mistake_set (lexer->mistake, offset_of (lexer, at),
                              "没有“%s”这个字段；如果是文字，请加引号：'%s'", name, name);
  if (near != NULL)
    return hecha_mistake_set (lexer->mistake, offset_of (lexer, at),
                              "没有“%s”这个字段或函数，是不是“%s”？", name, near);
  return hecha_mistake_set (lexer->mistake, offset_of (lexer, at),
                            "没有“%s”这个字段或函数；文字请加引号，如 '%s'", name, name);
}

static gboolean
is_ascii_word (const char *at, const char *end, const char *word)
{
  gsize length = strlen (word);

  return (gsize) (end - at) == length && g_ascii_strncasecmp (at, word, length) == 0;
}

/* Whether a run is cut whole by taking the longest word each time. */
static gboolean
can_be_cut (const char *at, const char *end)
{
  while (at < end)
    if (longest_known (at, end, &at) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
lex_words (Lexer *lexer)
{
  const char *end = end_of_run (lexer->at);

  if (is_ascii_word (lexer->at, end, "OR"))
    push (lexer, HECHA_TOKEN_OR, lexer->at, end);
  else if (is_ascii_word (lexer->at, end, "AND"))
    push (lexer, HECHA_TOKEN_AND, lexer->at, end);
  else if (is_ascii_word (lexer->at, end, "NOT"))
    push (lexer, HECHA_TOKEN_NOT, lexer->at, end);
  else if (!can_be_cut (lexer->at, end))
    return unknown_word (lexer, lexer->at, end);
  else
    while (lexer->at < end)
      {
        const char *to;
        const Word *word = longest_known (lexer->at, end, &to);
        push (lexer, (HechaTokenKind) word->kind, lexer->at, to)->index = word->index;
        lexer->at = to;
      }
  lexer->at = end;
  return TRUE;
}

static gboolean
lex_parameter (Lexer *lexer)
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
    return hecha_mistake_set (lexer->mistake, offset_of (lexer, start), "冒号后面缺少参数名");
  if (best != NULL)
    {
      lexer->at = from + strlen (best);
      push (lexer, HECHA_TOKEN_PARAMETER, start, lexer->at)->text = g_strdup (best);
      return TRUE;
    }
  near = lexer->parameters != NULL ? hecha_nearest_word (name, lexer->parameters) : NULL;
  if (near != NULL)
    return hecha_mistake_set (lexer->mistake, offset_of (lexer, from),
                              "[参数] 里没有“%s”，是不是“%s”？", name, near);
  return hecha_mistake_set (lexer->mistake, offset_of (lexer, from), "[参数] 里没有“%s”", name);
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
  { { '=', '=' }, "相等只写一个等号 =" },  { { '=', '>' }, "大于等于请写 >= 或 ≥" },
  { { '=', '<' }, "小于等于请写 <= 或 ≤" }, { { '&', 0 }, "并且请写 且" },
  { { '|', 0 }, "或者请写 或" },           { { '!', 0 }, "否定请写 非" },
  { { '/', 0 }, "不能用除法，请改写成乘法，如 变更金额 > 概算金额 × 10%" },
};

static gboolean
matches (const gunichar characters[2], gunichar first, gunichar second)
{
  return characters[0] == first && (characters[1] == 0 || characters[1] == second);
}

static gboolean
lex_operator (Lexer *lexer)
{
  const char *start = lexer->at;
  gunichar first = peek (start), second = peek (g_utf8_next_char (start));

  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    if (matches (foreign[i].characters, first, second) && !(first == '!' && second == '='))
      return hecha_mistake_set (lexer->mistake, offset_of (lexer, start), "%s",
                                foreign[i].hint);
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (matches (operators[i].characters, first, second))
      {
        lexer->at = g_utf8_next_char (start);
        if (operators[i].characters[1] != 0)
          lexer->at = g_utf8_next_char (lexer->at);
        push (lexer, (HechaTokenKind) operators[i].kind, start, lexer->at);
        return TRUE;
      }
  return hecha_mistake_set (lexer->mistake, offset_of (lexer, start),
                            "看不懂的符号“%.*s”", (int) (g_utf8_next_char (start) - start),
                            start);
}

static gboolean
lex_one (Lexer *lexer)
{
  gunichar c = peek (lexer->at);

  if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
    {
      lexer->at = g_utf8_next_char (lexer->at);
      return TRUE;
    }
  if (is_digit (c))
    return lex_number (lexer);
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
  Lexer lexer = { .text = text, .at = text, .parameters = parameters, .mistake = mistake };

  need_words ();
  lexer.tokens = g_array_new (FALSE, FALSE, sizeof (HechaToken));
  g_array_set_clear_func (lexer.tokens, clear_token);
  while (*lexer.at != '\0')
    if (!lex_one (&lexer))
      {
        g_array_unref (lexer.tokens);
        return NULL;
      }
  push (&lexer, HECHA_TOKEN_END, lexer.at, lexer.at);
  return lexer.tokens;
}
