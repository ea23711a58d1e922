/* The keys of a rule. */
#include "audit/pack_reader.h"

#include <string.h>

#include "audit/lexicon.h"

typedef struct _Key Key;
struct _Key
{
  const char *name;
  gboolean (*read) (HechaPackReader *reader, const HechaIniEntry *entry, const Key *key);
  gsize member;                 /* of HechaCheck, where a text, expression or choice goes */
  HechaExprType type;           /* of an expression */
  const char *const *choices;   /* NULL-terminated */
};

/* ---- what goes into a member as it is ------------------------------------------------ */

static gboolean
read_text (HechaPackReader *reader, const HechaIniEntry *entry, const Key *key)
{
  G_STRUCT_MEMBER (const char *, reader->check, key->member)
      = hecha_pack_joined (reader, entry->value);
  return TRUE;
}

static gboolean
read_expression (HechaPackReader *reader, const HechaIniEntry *entry, const Key *key)
{
  HechaMistake mistake = { 0 };
  HechaExpr *expr;

  if (strcmp (entry->value, "–") == 0 || strcmp (entry->value, "-") == 0)
    return TRUE;
  expr = hecha_expr_parse_as (entry->value, reader->pack->parameters, key->type, &mistake);
  if (expr == NULL)
    return hecha_pack_fail_mistake (reader, entry, 0, &mistake);
  G_STRUCT_MEMBER (HechaExpr *, reader->check, key->member) = expr;
  return TRUE;
}

/* The place among the key's choices. */
static gboolean
read_choice (HechaPackReader *reader, const HechaIniEntry *entry, const Key *key)
{
  g_autofree char *all = NULL;

  for (guint8 i = 0; key->choices[i] != NULL; i++)
    if (strcmp (entry->value, key->choices[i]) == 0)
      {
        G_STRUCT_MEMBER (guint8, reader->check, key->member) = i;
        return TRUE;
      }
  all = g_strjoinv ("、", (char **) key->choices);
  return hecha_pack_fail (reader, entry, 0, "“%s”只能是：%s", entry->key, all);
}

/* ---- what is read in its own way ------------------------------------------------------ */

static gboolean
read_level (HechaPackReader *reader, const HechaIniEntry *entry, const Key *key)
{
  int level = hecha_level_from_name (entry->value);

  if (level < 0)
    return hecha_pack_fail (reader, entry, 0, "级别只能是：违规、疑点、提示");
  reader->check->rule.level = (HechaOutcome) level;
  return TRUE;
}

static gboolean
read_one_audience (HechaPackReader *reader, const HechaIniEntry *entry, const char *piece, gsize offset)
{
  static const struct
  {
    const char *name;
    guint bit;
  } audiences[] = {
    { "审计", HECHA_AUDIENCE_AUDIT },   { "审", HECHA_AUDIENCE_AUDIT },
    { "财政", HECHA_AUDIENCE_FINANCE }, { "财", HECHA_AUDIENCE_FINANCE },
    { "部门", HECHA_AUDIENCE_DEPARTMENT }, { "部", HECHA_AUDIENCE_DEPARTMENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (audiences); i++)
    if (strcmp (piece, audiences[i].name) == 0)
      {
        reader->check->rule.audience |= audiences[i].bit;
        return TRUE;
      }
  return hecha_pack_fail (reader, entry, offset, "对象只能是：审计、财政、部门");
}

static gboolean
read_audience (HechaPackReader *reader, const HechaIniEntry *entry, const Key *key)
{
  return hecha_pack_for_pieces (reader, entry, TRUE, read_one_audience);
}

static gboolean
read_one_governing (HechaPackReader *reader, const HechaIniEntry *entry, const char *piece, gsize offset)
{
  HechaMistake mistake = { 0 };
  HechaExpr *expr
      = hecha_expr_parse_as (piece, reader->pack->parameters, HECHA_EXPR_DATE, &mistake);

  if (expr == NULL)
    return hecha_pack_fail_mistake (reader, entry, offset, &mistake);
  g_ptr_array_add (reader->check->governing, expr);
  return TRUE;
}

static gboolean
read_governing (HechaPackReader *reader, const HechaIniEntry *entry, const Key *key)
{
  return hecha_pack_for_pieces (reader, entry, FALSE, read_one_governing);
}

static gboolean
read_one_mark (HechaPackReader *reader, const HechaIniEntry *entry, const char *piece, gsize offset)
{
  HechaField field = hecha_field_from_name (piece);
  guint8 byte = (guint8) field;
  const char *near;

  if (field == HECHA_FIELD_NONE)
    {
      near = hecha_nearest_word (piece, hecha_language_words ());
      return near != NULL ? hecha_pack_fail (reader, entry, offset, "没有“%s”这个字段，是不是“%s”？", piece,
                                  near)
                          : hecha_pack_fail (reader, entry, offset, "没有“%s”这个字段", piece);
    }
  g_array_append_val (reader->check->marks, byte);
  return TRUE;
}

static gboolean
read_marks (HechaPackReader *reader, const HechaIniEntry *entry, const Key *key)
{
  return hecha_pack_for_pieces (reader, entry, TRUE, read_one_mark);
}

static gboolean
read_method (HechaPackReader *reader, const HechaIniEntry *entry, const Key *key)
{
  reader->check->cross = hecha_crosscheck_find (entry->value);
  if (reader->check->cross == NULL)
    return hecha_pack_fail (reader, entry, 0, "没有“%s”这种核查方法", entry->value);
  reader->check->rule.of_table = reader->check->cross->of_table;
  return TRUE;
}

static gboolean
read_suppressed (HechaPackReader *reader, const HechaIniEntry *entry, const Key *key)
{
  if (*entry->value == '\0')
    return hecha_pack_fail (reader, entry, 0, "停用要写明理由，例如 停用=本县另行规定");
  reader->check->rule.suppressed = hecha_pack_joined (reader, entry->value);
  return TRUE;
}

/* ---- lines of a value: exceptions and examples ------------------------------------- */

static gboolean
read_one_exception (HechaPackReader *reader, const HechaIniEntry *entry, const char *line, gsize offset)
{
  HechaException exception = { 0 };
  HechaMistake mistake = { 0 };
  const char *bar = strchr (line, '|');
  const char *wide = strstr (line, "｜");
  g_autofree char *condition = NULL;
  const char *reason;

  if (wide != NULL && (bar == NULL || wide < bar))
    bar = wide;
  if (bar == NULL)
    return hecha_pack_fail (reader, entry, offset, "除外要写明理由：除外=条件 | 理由");
  reason = bar + (bar == wide ? strlen ("｜") : 1);
  reason += strspn (reason, " \t");
  if (*reason == '\0')
    return hecha_pack_fail (reader, entry, offset + (gsize) (bar - line), "竖线后面缺少理由");
  condition = g_strndup (line, (gsize) (bar - line));
  exception.when = hecha_expr_parse_as (condition, reader->pack->parameters, HECHA_EXPR_TRUTH,
                                        &mistake);
  if (exception.when == NULL)
    return hecha_pack_fail_mistake (reader, entry, offset, &mistake);
  exception.reason = g_string_chunk_insert (reader->pack->pool, reason);
  g_array_append_val (reader->check->exceptions, exception);
  return TRUE;
}

static gboolean
read_exceptions (HechaPackReader *reader, const HechaIniEntry *entry, const Key *key)
{
  g_autoptr (GArray) lines = hecha_pack_lines (reader, entry->value);

  reader->check->rule.exceptions = entry->value + strspn (entry->value, "\n");
  for (guint i = 0; i < lines->len; i++)
    {
      const HechaPackLine *line = &g_array_index (lines, HechaPackLine, i);
      if (!read_one_exception (reader, entry, line->text, line->offset))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_examples (HechaPackReader *reader, const HechaIniEntry *entry, const Key *key)
{
  g_autoptr (GArray) lines = hecha_pack_lines (reader, entry->value);

  for (guint i = 0; i < lines->len; i++)
    {
      const HechaPackLine *line = &g_array_index (lines, HechaPackLine, i);
      HechaExample example = { .text = line->text };
      hecha_pack_place (&reader->pack->source, entry, line->offset, &example.line,
                        &example.column);
      g_array_append_val (reader->check->examples, example);
    }
  return TRUE;
}

/* 说明 comes after 方法, which frees its words. */
static gboolean
read_message (HechaPackReader *reader, const HechaIniEntry *entry, const Key *key)
{
  HechaMistake mistake = { 0 };

  reader->check->message
      = hecha_message_parse (entry->value, reader->pack->parameters,
                             hecha_ini_entry (reader->section, "方法") != NULL, &mistake);
  if (reader->check->message == NULL)
    return hecha_pack_fail_mistake (reader, entry, 0, &mistake);
  return TRUE;
}

/* ---- all ------------------------------------------------------------------------------ */

/* In the order of HechaEmergencyRule and HechaAmountKind. */
static const char *const amount_kinds[] = { "其他", "超额", "暂缓", NULL };
static const char *const emergencies[] = { "同样", "免", "建成后", NULL };
static const char *const endings[] = { "同样", "免", NULL };
static const char *const listings[] = { "逐项", "单位", NULL };

#define AT(member) G_STRUCT_OFFSET (HechaCheck, member)

static const Key keys[] = {
  { "条款", read_text, AT (rule.article), 0, NULL },
  { "名称", read_text, AT (rule.name), 0, NULL },
  { "级别", read_level, 0, 0, NULL },
  { "对象", read_audience, 0, 0, NULL },
  { "基准", read_governing, 0, 0, NULL },
  { "适用", read_expression, AT (applies), HECHA_EXPR_TRUTH, NULL },
  { "违反", read_expression, AT (breaks), HECHA_EXPR_TRUTH, NULL },
  { "未到期", read_expression, AT (not_due), HECHA_EXPR_TRUTH, NULL },
  { "降级", read_expression, AT (lowered), HECHA_EXPR_TRUTH, NULL },
  { "标注", read_marks, 0, 0, NULL },
  { "金额", read_expression, AT (amount), HECHA_EXPR_AMOUNT, NULL },
  { "金额性质", read_choice, AT (amount_kind), 0, amount_kinds },
  { "应急", read_choice, AT (emergency), 0, emergencies },
  { "终止", read_choice, AT (ended_exempt), 0, endings },
  { "说明", read_message, 0, 0, NULL },
  { "整改", read_text, AT (rule.remedy), 0, NULL },
  { "要旨", read_text, AT (rule.gist), 0, NULL },
  { "方法", read_method, 0, 0, NULL },
  { "停用", read_suppressed, 0, 0, NULL },
  { "除外", read_exceptions, 0, 0, NULL },
  { "示例", read_examples, 0, 0, NULL },
  { "列示", read_choice, AT (rule.line_per_unit), 0, listings },
};

gboolean
hecha_pack_read_rule_entry (HechaPackReader *reader, const HechaIniEntry *entry)
{
  const char *names[G_N_ELEMENTS (keys) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (strcmp (entry->key, keys[i].name) == 0)
        return keys[i].read (reader, entry, &keys[i]);
      names[i] = keys[i].name;
    }
  return hecha_pack_fail_unknown_key (reader, entry, names);
}
