/* Numbers, amounts and dates as an expression writes them. */
#include "audit/lexer_input.h"

#include <string.h>

static gboolean
digit_at (const char *at)
{
  return hecha_lexer_is_digit (hecha_lexer_peek (at));
}

/* Digits with at most nine decimals as number / denominator. */
static gboolean
read_decimal (HechaLexer *lexer, const char **at, gint64 *number, gint64 *denominator)
{
  const char *start = *at;
  gboolean point = FALSE;

  *number = 0;
  *denominator = 1;
  for (;; *at = g_utf8_next_char (*at))
    {
      gunichar c = hecha_lexer_peek (*at);
      if (c == '.' && !point && digit_at (g_utf8_next_char (*at)))
        {
          point = TRUE;
          continue;
        }
      if (!hecha_lexer_is_digit (c))
        return TRUE;
      if (*number > (G_MAXINT64 - 9) / 10 || (point && *denominator >= 1000000000))
        return hecha_mistake_set (lexer->mistake, hecha_lexer_offset (lexer, start),
                                  "数字太大或小数位太多");
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
      for (; digit_at (at) && digits < 4; at = g_utf8_next_char (at), digits++)
        parts[i] = parts[i] * 10 + (int) (hecha_lexer_peek (at) - '0');
      if (digits == 0 || (i == 0 ? digits != 4 : digits > 2))
        return FALSE;
      if (i == 0)
        dashed = hecha_lexer_peek (at) == '-';
      if (dashed && i == 2)
        break;
      if (hecha_lexer_peek (at) != (dashed ? '-' : chinese[i]))
        return FALSE;
      at = g_utf8_next_char (at);
    }
  if (digit_at (at))
    return FALSE;
  *end = at;
  return TRUE;
}

static gboolean
lex_date (HechaLexer *lexer, gboolean *done)
{
  const char *end;
  int parts[3];
  gint32 day;

  *done = FALSE;
  if (!read_date_parts (lexer->at, &end, parts))
    return TRUE;
  day = hecha_day_from_ymd (parts[0], parts[1], parts[2]);
  if (day == HECHA_DAY_NONE)
    return hecha_mistake_set (lexer->mistake, hecha_lexer_offset (lexer, lexer->at),
                              "没有 %d年%d月%d日 这一天", parts[0], parts[1], parts[2]);
  hecha_lexer_push (lexer, HECHA_TOKEN_DATE, lexer->at, end)->number = day;
  lexer->at = end;
  *done = TRUE;
  return TRUE;
}

static gboolean
scale_amount (HechaLexer *lexer, HechaToken *token, gint64 unit)
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
lex_unit (HechaLexer *lexer, HechaToken *token)
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

  while (hecha_lexer_peek (after) == ' ')
    after = g_utf8_next_char (after);
  if (hecha_lexer_peek (after) == '%')
    {
      token->kind = HECHA_TOKEN_PERCENT;
      token->denominator *= 100;
      lexer->at = g_utf8_next_char (after);
      token->end = hecha_lexer_offset (lexer, lexer->at);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (after, units[i].unit))
      {
        lexer->at = after + strlen (units[i].unit);
        token->end = hecha_lexer_offset (lexer, lexer->at);
        return scale_amount (lexer, token, units[i].fen);
      }
  return TRUE;
}

gboolean
hecha_lex_number (HechaLexer *lexer)
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
  if (hecha_lexer_peek (lexer->at) == '.'
      || (hecha_lexer_peek (lexer->at) == '/' && denominator == 1))
    return hecha_mistake_set (lexer->mistake, hecha_lexer_offset (lexer, start),
                              "看不懂的数字；日期请写成 2024-07-03");
  token = hecha_lexer_push (lexer, HECHA_TOKEN_NUMBER, start, lexer->at);
  token->number = number;
  token->denominator = denominator;
  return lex_unit (lexer, token);
}
