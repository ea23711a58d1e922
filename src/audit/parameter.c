/* Parameters of a pack: one literal each. */
#include "audit/expression.h"

#include <string.h>

static gboolean
read_month_day (const char *text, gint64 *number)
{
  guint64 month, day;
  char *rest;

  month = g_ascii_strtoull (text, &rest, 10);
  if (rest == text || rest > text + 2 || *rest != '-')
    return FALSE;
  text = rest + 1;
  day = g_ascii_strtoull (text, &rest, 10);
  if (rest == text || rest > text + 2 || *rest != '\0')
    return FALSE;
  *number = (gint64) (month * 100 + day);
  return hecha_day_from_ymd (2024, (int) month, (int) day) != HECHA_DAY_NONE;
}

static gboolean
type_of_token (guint8 kind, guint8 *type)
{
  switch (kind)
    {
    case HECHA_TOKEN_AMOUNT:
      *type = HECHA_EXPR_AMOUNT;
      return TRUE;
    case HECHA_TOKEN_NUMBER:
    case HECHA_TOKEN_PERCENT:
      *type = HECHA_EXPR_NUMBER;
      return TRUE;
    case HECHA_TOKEN_DATE:
      *type = HECHA_EXPR_DATE;
      return TRUE;
    case HECHA_TOKEN_TEXT:
      *type = HECHA_EXPR_TEXT;
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
hecha_parameter_read (HechaParameter *parameter, const char *text, GStringChunk *pool,
                      HechaMistake *mistake)
{
  g_autoptr (GArray) tokens = NULL;
  const HechaToken *only;

  memset (&parameter->value, 0, sizeof parameter->value);
  parameter->value.denominator = 1;
  parameter->text = g_string_chunk_insert (pool, text);
  if (read_month_day (text, &parameter->value.number))
    {
      parameter->type = HECHA_EXPR_MONTH_DAY;
      return TRUE;
    }
  tokens = hecha_lex (text, NULL, mistake);
  if (tokens == NULL)
    return FALSE;
  only = &g_array_index (tokens, HechaToken, 0);
  if (tokens->len != 2 || !type_of_token (only->kind, &parameter->type))
    return hecha_mistake_set (
        mistake, 0, "参数要写成 30万元、10%%、30、2024-07-03、10-31 或 '文字' 中的一种");
  parameter->value.number = only->number;
  parameter->value.denominator = only->denominator;
  if (only->text != NULL)
    parameter->value.text = g_string_chunk_insert (pool, only->text);
  return TRUE;
}
