/* Messages with the project's own figures, as an auditor would write them. */
#include "audit/message.h"

#include <string.h>

#include "audit/ground.h"

typedef enum
{
  PART_TEXT,
  PART_EXPRESSION,
  PART_AMOUNT,
  PART_RAW,
  PART_GROUND,
  PART_IF,
  PART_OR_IF,
  PART_ELSE,
  PART_DONE,
  PART_FREE
} PartKind;

typedef struct
{
  PartKind kind;
  char *text;          /* of PART_TEXT and PART_FREE */
  HechaExpr *expr;     /* of PART_EXPRESSION, PART_IF and PART_OR_IF */
  HechaGround *ground; /* of PART_GROUND */
  HechaField field;    /* of PART_RAW */
} Part;

struct _HechaMessage
{
  GArray *parts;       /* Part */
};

static void
clear_part (gpointer data)
{
  Part *part = data;

  g_free (part->text);
  hecha_expr_free (part->expr);
  hecha_ground_free (part->ground);
}

void
hecha_message_free (HechaMessage *message)
{
  if (message == NULL)
    return;
  g_array_unref (message->parts);
  g_free (message);
}

/* ---- figures ----------------------------------------------------------------- */

static void
append_scaled (GString *out, guint64 fen, guint64 unit, const char *name)
{
  guint64 rest = fen % unit;

  g_string_append_printf (out, "%" G_GUINT64_FORMAT, fen / unit);
  if (rest != 0)
    {
      g_string_append_c (out, '.');
      while (rest != 0)
        {
          unit /= 10;
          g_string_append_c (out, (char) ('0' + rest / unit));
          rest %= unit;
        }
    }
  g_string_append (out, name);
}

void
hecha_append_amount (GString *out, gint64 fen)
{
  guint64 size = fen < 0 ? (guint64) 0 - (guint64) fen : (guint64) fen;

  if (fen < 0)
    g_string_append (out, "-");
  if (size >= 1000000)
    append_scaled (out, size, 1000000, "万元");
  else
    append_scaled (out, size, 100, "元");
}

void
hecha_append_date (GString *out, gint64 low, gint64 high)
{
  int year, month, day;

  if (low == HECHA_DAY_NONE)
    {
      g_string_append (out, "（日期未载明）");
      return;
    }
  hecha_day_to_ymd ((gint32) low, &year, &month, &day);
  if (high - low >= 300)
    g_string_append_printf (out, "%d年", year);
  else if (high - low >= 27)
    g_string_append_printf (out, "%d年%d月", year, month);
  else
    g_string_append_printf (out, "%d年%d月%d日", year, month, day);
}

static void
append_number (GString *out, const HechaValue *value)
{
  gint64 hundredfold;

  if (value->denominator == 1)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, value->number);
  else if (!__builtin_mul_overflow (value->number, (gint64) 100, &hundredfold)
           && hundredfold % value->denominator == 0)
    g_string_append_printf (out, "%" G_GINT64_FORMAT "%%", hundredfold / value->denominator);
  else
    g_string_append_printf (out, "%.6g", (double) value->number / (double) value->denominator);
}

/* What a message says of a field in STATE, where the cell has no words. */
static const char *
absent (HechaState state)
{
  switch (state)
    {
    case HECHA_STATE_VALUE:
      return "否";
    case HECHA_STATE_NOT_APPLICABLE:
      return "不涉及";
    case HECHA_STATE_NO:
      return "无";
    case HECHA_STATE_BLANK:
      return "未填";
    default:
      return "未载明";
    }
}

/* 无, × and the like say no more than that; 办理中 and 未批复 do. */
static gboolean
has_words (const char *raw)
{
  static const char *const plain[] = { "无", "無", "没", "没有", "暂无", "尚无", "均无", "还没有",
                                       "都没有", "无此项", "无此内容", "不涉及", NULL };

  for (const char *at = raw; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iswide (g_utf8_get_char (at)) && g_unichar_isalpha (g_utf8_get_char (at)))
      return !g_strv_contains (plain, raw);
  return FALSE;
}

/* In quotes, save where the template has put them. */
static void
append_quoted (GString *out, const char *raw)
{
  gboolean quoted = g_str_has_suffix (out->str, "“");

  g_string_append_printf (out, quoted ? "%s" : "“%s”", raw);
}

/* A field that says no, or nothing: in the words that the clerk wrote, which
 * whoever reads the finding will look for. */
static void
append_denial (GString *out, const HechaDatum *datum, HechaState state)
{
  g_autofree char *raw
      = g_strstrip (g_strdup (datum != NULL && datum->raw != NULL ? datum->raw : ""));

  if (state == HECHA_STATE_DOUBTFUL ? *raw != '\0'
                                    : state != HECHA_STATE_BLANK && has_words (raw)
                                          && strcmp (raw, absent (state)) != 0)
    append_quoted (out, raw);
  else
    g_string_append (out, absent (state));
}

static void
append_value (GString *out, const HechaDatum *datum, HechaField field)
{
  switch (hecha_field_type (field))
    {
    case HECHA_TYPE_DATE:
      hecha_append_date (out, datum->low, datum->high);
      break;
    case HECHA_TYPE_AMOUNT:
      hecha_append_amount (out, datum->low);
      break;
    case HECHA_TYPE_YESNO:
      if (datum->low)
        g_string_append (out, "是");
      else
        append_denial (out, datum, HECHA_STATE_VALUE);
      break;
    case HECHA_TYPE_NUMBER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, datum->low);
      break;
    default:
      g_string_append (out, datum->text != NULL ? datum->text : "");
      break;
    }
}

static void
append_field (GString *out, const HechaView *view, HechaField field)
{
  HechaState state = hecha_view_state (view, field);
  const char *unit = view->project->unit;

  if (state == HECHA_STATE_VALUE)
    append_value (out, view->slots[field].datum, field);
  else if (field == HECHA_FIELD_UNIT && state != HECHA_STATE_DOUBTFUL && unit != NULL
           && *unit != '\0')
    g_string_append (out, unit); /* of the caption or the file, as reports show it */
  else
    append_denial (out, view->slots[field].datum, state);
}

static void
append_expression (GString *out, HechaView *view, const HechaExpr *expr)
{
  HechaValue value;

  if (expr->root->kind == HECHA_NODE_FIELD)
    {
      append_field (out, view, (HechaField) expr->root->index);
      return;
    }
  hecha_node_value (expr->root, view, &value);
  if (value.null)
    g_string_append (out, "未载明");
  else if (expr->type == HECHA_EXPR_AMOUNT)
    hecha_append_amount (out, value.number / value.denominator);
  else if (expr->type == HECHA_EXPR_DATE)
    hecha_append_date (out, value.number, value.number);
  else if (expr->type == HECHA_EXPR_TRUTH)
    g_string_append (out, value.number ? "是" : "否");
  else if (expr->type == HECHA_EXPR_STATE)
    g_string_append (out, hecha_state_name ((HechaState) value.number));
  else if (expr->type == HECHA_EXPR_TEXT)
    g_string_append (out, value.text != NULL ? value.text : "");
  else if (expr->type == HECHA_EXPR_MONTH_DAY)
    g_string_append_printf (out, "%d月%d日", (int) (value.number / 100),
                            (int) (value.number % 100));
  else
    append_number (out, &value);
}

static const char *
fill_for (const char *const *fills, const char *name)
{
  for (; fills != NULL && fills[0] != NULL && fills[1] != NULL; fills += 2)
    if (strcmp (fills[0], name) == 0)
      return fills[1];
  return "";
}

static void
render_part (const Part *part, HechaView *view, gint64 amount, const char *const *fills,
             GString *out)
{
  switch (part->kind)
    {
    case PART_TEXT:
      g_string_append (out, part->text);
      break;
    case PART_EXPRESSION:
      if (view != NULL)
        append_expression (out, view, part->expr);
      break;
    case PART_AMOUNT:
      if (amount == HECHA_NO_AMOUNT)
        g_string_append (out, "未载明");
      else
        hecha_append_amount (out, amount);
      break;
    case PART_RAW:
      if (view != NULL)
        g_string_append (out, hecha_view_raw (view, part->field));
      break;
    case PART_GROUND:
      if (view != NULL)
        hecha_ground_render (part->ground, view, out, NULL);
      break;
    default:
      g_string_append (out, fill_for (fills, part->text));
      break;
    }
}

/* Which way {若:…} goes: whether what follows PART is said.  CHOSEN tells
 * whether one of the ways was. */
static gboolean
is_said (const Part *part, HechaView *view, gboolean *chosen)
{
  gboolean said = FALSE;

  switch (part->kind)
    {
    case PART_DONE:
      return TRUE;
    case PART_IF:
      *chosen = FALSE;
      said = view != NULL && hecha_expr_test (part->expr, view) == HECHA_TRUE;
      break;
    case PART_OR_IF:
      said = !*chosen && view != NULL && hecha_expr_test (part->expr, view) == HECHA_TRUE;
      break;
    default:
      said = !*chosen;
      break;
    }
  *chosen = *chosen || said;
  return said;
}

void
hecha_message_render (const HechaMessage *message, HechaView *view, gint64 amount,
                      const char *const *fills, GString *out)
{
  gboolean said = TRUE, chosen = FALSE;

  for (guint i = 0; i < message->parts->len; i++)
    {
      const Part *part = &g_array_index (message->parts, Part, i);

      if (part->kind >= PART_IF && part->kind <= PART_DONE)
        said = is_said (part, view, &chosen);
      else if (said)
        render_part (part, view, amount, fills, out);
    }
}

void
hecha_message_grounds (const HechaMessage *message, HechaView *view, GArray *fields)
{
  for (guint i = 0; i < message->parts->len; i++)
    {
      const Part *part = &g_array_index (message->parts, Part, i);
      if (part->kind == PART_GROUND)
        hecha_ground_render (part->ground, view, NULL, fields);
    }
}

/* ---- reading a template ---------------------------------------------------------- */

static gboolean
parse_raw (Part *part, const char *name, gsize offset, HechaMistake *mistake)
{
  part->kind = PART_RAW;
  part->field = hecha_field_from_name (name);
  if (part->field == HECHA_FIELD_NONE)
    return hecha_mistake_set (mistake, offset, "{原文:…} 里没有“%s”这个字段", name);
  return TRUE;
}

/* What follows NAME and a colon of either width in INSIDE; NULL = none. */
static const char *
after_colon (const char *inside, const char *name)
{
  if (!g_str_has_prefix (inside, name))
    return NULL;
  inside += strlen (name);
  if (g_str_has_prefix (inside, "："))
    return inside + strlen ("：");
  return *inside == ':' ? inside + 1 : NULL;
}

/* {若:…} and {另若:…}; FALSE with the mistake. */
static gboolean
parse_condition (Part *part, PartKind kind, const char *inside, gsize offset,
                 const GArray *parameters, HechaMistake *mistake)
{
  HechaMistake inner = { 0 };

  part->kind = kind;
  part->expr = hecha_expr_parse_as (inside, parameters, HECHA_EXPR_TRUTH, &inner);
  if (part->expr != NULL)
    return TRUE;
  hecha_mistake_set (mistake, offset + inner.offset, "%s", inner.message);
  hecha_mistake_clear (&inner);
  return FALSE;
}

static gboolean
parse_expression (Part *part, const char *inside, gsize offset, const GArray *parameters,
                  gboolean free_words, HechaMistake *mistake)
{
  HechaMistake inner = { 0 };

  part->expr = hecha_expr_parse (inside, parameters, &inner);
  if (part->expr != NULL)
    return TRUE;
  if (!free_words)
    hecha_mistake_set (mistake, offset + inner.offset, "%s", inner.message);
  hecha_mistake_clear (&inner);
  part->kind = PART_FREE;
  part->text = g_strdup (inside);
  return free_words;
}

static gboolean
parse_part (Part *part, const char *inside, gsize offset, const GArray *parameters,
            gboolean free_words, HechaMistake *mistake)
{
  const char *rest;

  if ((rest = after_colon (inside, "原文")) != NULL)
    return parse_raw (part, rest, offset, mistake);
  if ((rest = after_colon (inside, "依据")) != NULL)
    {
      part->kind = PART_GROUND;
      part->ground = hecha_ground_parse (rest, offset + (gsize) (rest - inside), mistake);
      return part->ground != NULL;
    }
  if ((rest = after_colon (inside, "若")) != NULL)
    return parse_condition (part, PART_IF, rest, offset + (gsize) (rest - inside), parameters,
                            mistake);
  if ((rest = after_colon (inside, "另若")) != NULL)
    return parse_condition (part, PART_OR_IF, rest, offset + (gsize) (rest - inside), parameters,
                            mistake);
  part->kind = strcmp (inside, "金额") == 0   ? PART_AMOUNT
               : strcmp (inside, "否则") == 0 ? PART_ELSE
               : strcmp (inside, "完") == 0   ? PART_DONE
                                              : PART_EXPRESSION;
  return part->kind != PART_EXPRESSION
         || parse_expression (part, inside, offset, parameters, free_words, mistake);
}

static gboolean
parse_placeholder (HechaMessage *message, const char *inside, gsize offset,
                   const GArray *parameters, gboolean free_words, HechaMistake *mistake)
{
  Part part = { .kind = PART_EXPRESSION };

  if (!parse_part (&part, inside, offset, parameters, free_words, mistake))
    {
      clear_part (&part);
      return FALSE;
    }
  g_array_append_val (message->parts, part);
  return TRUE;
}

static void
add_text (HechaMessage *message, const char *from, gsize length)
{
  Part part = { .kind = PART_TEXT };

  if (length == 0)
    return;
  part.text = g_strndup (from, length);
  g_array_append_val (message->parts, part);
}

HechaMessage *
hecha_message_parse (const char *text, const GArray *parameters, gboolean free_words,
                     HechaMistake *mistake)
{
  g_autoptr (HechaMessage) message = g_new0 (HechaMessage, 1);
  const char *at = text;

  message->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (message->parts, clear_part);
  for (;;)
    {
      const char *open = strchr (at, '{'), *close;
      g_autofree char *inside = NULL;
      add_text (message, at, open != NULL ? (gsize) (open - at) : strlen (at));
      if (open == NULL)
        return g_steal_pointer (&message);
      close = strchr (open, '}');
      if (close == NULL)
        {
          hecha_mistake_set (mistake, (gsize) (open - text), "这个 { 没有对应的 }");
          return NULL;
        }
      inside = g_strndup (open + 1, (gsize) (close - open - 1));
      if (!parse_placeholder (message, inside, (gsize) (open + 1 - text), parameters, free_words,
                              mistake))
        return NULL;
      at = close + 1;
    }
}
