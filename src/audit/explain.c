/* A rule in Chinese sentences, for who must act on it: what it needs, when it
 * applies, what breaks it, its article and examples. */
#include <string.h>

#include "audit/pack.h"

static void say (GString *out, const HechaNode *node);

/* ---- an expression in words -------------------------------------------------------- */

static void
say_children (GString *out, const HechaNode *first, const char *between)
{
  for (const HechaNode *child = first; child != NULL; child = child->next)
    {
      if (child != first)
        g_string_append (out, between);
      say (out, child);
    }
}

static void
say_constant (GString *out, const HechaNode *node)
{
  const HechaValue *value = &node->constant;

  if (node->type == HECHA_EXPR_AMOUNT)
    hecha_append_amount (out, value->number);
  else if (node->type == HECHA_EXPR_DATE)
    hecha_append_date (out, value->number, value->number);
  else if (node->type == HECHA_EXPR_TEXT)
    g_string_append_printf (out, "“%s”", value->text);
  else if (node->type == HECHA_EXPR_TRUTH)
    g_string_append (out, value->number ? "是" : "否");
  else if (node->type == HECHA_EXPR_STATE)
    g_string_append_printf (out, "“%s”", hecha_state_name ((HechaState) value->number));
  else if (node->type == HECHA_EXPR_MONTH_DAY)
    g_string_append_printf (out, "%d月%d日", (int) (value->number / 100),
                            (int) (value->number % 100));
  else if (value->denominator == 1)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, value->number);
  else
    g_string_append_printf (out, "%g%%",
                            100.0 * (double) value->number / (double) value->denominator);
}

static const char *
comparison_word (const HechaNode *node)
{
  gboolean dates = node->first->type == HECHA_EXPR_DATE;

  switch (node->index)
    {
    case HECHA_TOKEN_EQUAL:
      return dates ? "就是" : "等于";
    case HECHA_TOKEN_UNEQUAL:
      return dates ? "不是" : "不等于";
    case HECHA_TOKEN_LESS:
      return dates ? "早于" : "小于";
    case HECHA_TOKEN_LESS_EQUAL:
      return dates ? "不晚于" : "不超过";
    case HECHA_TOKEN_GREATER:
      return dates ? "晚于" : "大于";
    default:
      return dates ? "不早于" : "达到";
    }
}

/* Functions that read well as "A 后第 N 个工作日"; TRUE when it was one. */
static gboolean
say_date_sum (GString *out, const HechaNode *node)
{
  const char *before = "后", *after;

  switch (node->index)
    {
    case HECHA_FN_ADD_WORKDAYS:
      before = "后第";
      after = "个工作日";
      break;
    case HECHA_FN_ADD_MONTHS:
      after = "个月";
      break;
    case HECHA_FN_ADD_DAYS:
      after = "日";
      break;
    default:
      return FALSE;
    }
  say (out, node->first);
  g_string_append (out, before);
  say (out, node->first->next);
  g_string_append (out, after);
  return TRUE;
}

static void
say_words (GString *out, const HechaNode *node)
{
  const HechaNode *words = node->index == HECHA_FN_MENTIONS ? node->first : node->first->next;

  if (node->index == HECHA_FN_MENTIONS)
    g_string_append (out, "项目名称或建设内容写有");
  else
    {
      say (out, node->first);
      g_string_append (out, node->index == HECHA_FN_ONE_OF ? "是" : "写有");
    }
  say_children (out, words, "或");
}

static void
say_function (GString *out, const HechaNode *node)
{
  static const struct
  {
    guint8 function;
    const char *before, *between, *after;
  } frames[] = {
    { HECHA_FN_HAS, "填了", "", "" },
    { HECHA_FN_MISSING, "没有", "", "" },
    { HECHA_FN_BLANK, "", "", "空白" },
    { HECHA_FN_NO, "", "", "明确填了无或否" },
    { HECHA_FN_NOT_APPLICABLE, "", "", "填了不涉及" },
    { HECHA_FN_STATE, "", "", "的状态" },
    { HECHA_FN_UNKNOWN, "", "", "不明" },
    { HECHA_FN_CERTAIN, "能确定", "", "" },
    { HECHA_FN_FIRST, "", "（没有则看", "）" },
    { HECHA_FN_EARLIEST, "", "与", "中较早的" },
    { HECHA_FN_LATEST, "", "与", "中较晚的" },
    { HECHA_FN_GREATEST, "", "与", "中较大的" },
    { HECHA_FN_LEAST, "", "与", "中较小的" },
    { HECHA_FN_KNOWN_SUM, "", "与", "中已知的之和" },
    { HECHA_FN_ABSOLUTE, "", "", "（不计正负）" },
    { HECHA_FN_NEGATIVE, "", "、", "的结论为不通过、不合格、不同意或未达标" },
    { HECHA_FN_SAME_FIRM, "", "与", "是同一单位" },
    { HECHA_FN_MLPS_LEVEL, "", "", "的级数" },
    { HECHA_FN_DATE_OF, "", "年的", "" },
  };

  if (say_date_sum (out, node))
    return;
  if (strchr (hecha_functions[node->index].signature, 'W') != NULL)
    {
      say_words (out, node);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    if (frames[i].function == node->index)
      {
        g_string_append (out, frames[i].before);
        say_children (out, node->first, frames[i].between);
        g_string_append (out, frames[i].after);
        return;
      }
}

/* Brackets where an 或 stands inside an 且. */
static void
say_part (GString *out, const HechaNode *node, HechaNodeKind outer)
{
  gboolean brackets = outer == HECHA_NODE_AND && node->kind == HECHA_NODE_OR;

  if (brackets)
    g_string_append (out, "（");
  say (out, node);
  if (brackets)
    g_string_append (out, "）");
}

static void
say_joined (GString *out, const HechaNode *node)
{
  say_part (out, node->first, (HechaNodeKind) node->kind);
  g_string_append (out, node->kind == HECHA_NODE_AND ? "，并且" : "，或者");
  say_part (out, node->first->next, (HechaNodeKind) node->kind);
}

static void
say_not (GString *out, const HechaNode *node)
{
  const HechaNode *inside = node->first;

  if (inside->kind == HECHA_NODE_FACT)
    g_string_append_printf (out, "不属“%s”", hecha_facts[inside->index].name);
  else if (inside->kind == HECHA_NODE_FUNCTION && inside->index == HECHA_FN_CERTAIN)
    {
      g_string_append (out, "不能确定");
      say (out, inside->first);
    }
  else
    {
      g_string_append (out, "并非“");
      say (out, inside);
      g_string_append (out, "”");
    }
}

static void
say_infix (GString *out, const HechaNode *node, const char *word)
{
  say (out, node->first);
  g_string_append (out, word);
  say (out, node->first->next);
}

static void
say (GString *out, const HechaNode *node)
{
  switch (node->kind)
    {
    case HECHA_NODE_CONSTANT:
      say_constant (out, node);
      return;
    case HECHA_NODE_AS_OF:
      g_string_append (out, "核查日");
      return;
    case HECHA_NODE_INVESTMENT:
      g_string_append (out, "投资额");
      return;
    case HECHA_NODE_FIELD:
      g_string_append (out, hecha_field_name ((HechaField) node->index));
      return;
    case HECHA_NODE_FACT:
      g_string_append_printf (out, "属“%s”", hecha_facts[node->index].name);
      return;
    case HECHA_NODE_FUNCTION:
      say_function (out, node);
      return;
    case HECHA_NODE_OR:
    case HECHA_NODE_AND:
      say_joined (out, node);
      return;
    case HECHA_NODE_NOT:
      say_not (out, node);
      return;
    case HECHA_NODE_COMPARE:
      say_infix (out, node, comparison_word (node));
      return;
    case HECHA_NODE_ADD:
      say_infix (out, node, "加");
      return;
    case HECHA_NODE_SUBTRACT:
      say_infix (out, node, "减");
      return;
    case HECHA_NODE_MULTIPLY:
      say_infix (out, node, "的");
      return;
    default:
      g_string_append (out, "负的");
      say (out, node->first);
      return;
    }
}

/* ---- what it needs ------------------------------------------------------------------- */

static void
append_needs (GString *out, const HechaCheck *check)
{
  guint n = 0;

  for (guint field = 0; field < HECHA_N_FIELDS; field++)
    if (hecha_field_set_has (&check->reads, (HechaField) field))
      g_string_append_printf (out, "%s%s", n++ > 0 ? "、" : "  需要：",
                              hecha_field_name ((HechaField) field));
  if (n > 0)
    g_string_append (out, "。缺少其中某一列时，可能无法核查。\n");
}

static void
note_facts (const HechaNode *node, gboolean seen[HECHA_N_FACTS])
{
  if (node->kind == HECHA_NODE_FACT)
    seen[node->index] = TRUE;
  for (const HechaNode *child = node->first; child != NULL; child = child->next)
    note_facts (child, seen);
}

static gboolean
reads_investment (const HechaNode *node)
{
  if (node->kind == HECHA_NODE_INVESTMENT)
    return TRUE;
  for (const HechaNode *child = node->first; child != NULL; child = child->next)
    if (reads_investment (child))
      return TRUE;
  return FALSE;
}

static void
append_facts (GString *out, const HechaCheck *check)
{
  const HechaExpr *all[] = { check->applies, check->breaks, check->not_due, check->lowered };
  gboolean seen[HECHA_N_FACTS] = { FALSE };
  gboolean investment = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != NULL)
      {
        note_facts (all[i]->root, seen);
        investment = investment || reads_investment (all[i]->root);
      }
  for (guint fact = 0; fact < HECHA_N_FACTS; fact++)
    if (seen[fact])
      g_string_append_printf (out, "  所谓“%s”：%s。\n", hecha_facts[fact].name,
                              hecha_facts[fact].gist);
  if (investment)
    g_string_append (out, "  所谓“投资额”：概算金额、预算金额、合同金额中第一个有值的。\n");
}

/* ---- sentences --------------------------------------------------------------------------- */

static void
append_condition (GString *out, const char *label, const HechaExpr *expr, const char *otherwise)
{
  if (expr == NULL && otherwise == NULL)
    return;
  g_string_append_printf (out, "  %s：", label);
  if (expr == NULL)
    g_string_append (out, otherwise);
  else
    {
      say (out, expr->root);
      g_string_append_printf (out, "。（%s）\n", expr->source);
    }
}

static void
append_audience (GString *out, guint audience)
{
  static const struct
  {
    guint bit;
    const char *name;
  } names[] = {
    { HECHA_AUDIENCE_AUDIT, "审计局" },
    { HECHA_AUDIENCE_FINANCE, "财政局" },
    { HECHA_AUDIENCE_DEPARTMENT, "建设单位" },
  };
  gboolean first = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (audience & names[i].bit)
      {
        g_string_append_printf (out, "%s%s", first ? "" : "、", names[i].name);
        first = FALSE;
      }
}

static void
append_listing (GString *out, const HechaCheck *check)
{
  if (check->rule.line_per_unit)
    g_string_append (out, "  报告里一个单位的这类问题合为一行，展开后是各个项目。\n");
}

static void
append_exemptions (GString *out, const HechaCheck *check)
{
  if (check->emergency == HECHA_EMERGENCY_EXEMPT)
    g_string_append (out, "  应急项目不适用这一项。\n");
  else if (check->emergency == HECHA_EMERGENCY_ONCE_BUILT)
    g_string_append (out, "  应急项目建成后才适用这一项。\n");
  if (check->ended_exempt)
    g_string_append (out, "  已终止或取消的项目不适用这一项。\n");
  for (guint i = 0; i < check->exceptions->len; i++)
    {
      const HechaException *exception = &g_array_index (check->exceptions, HechaException, i);
      g_string_append (out, "  除外：");
      say (out, exception->when->root);
      g_string_append_printf (out, "时不适用，理由：%s。\n", exception->reason);
    }
}

static void
append_governing (GString *out, const HechaCheck *check)
{
  if (check->governing->len == 0)
    return;
  g_string_append (out, "  发生时间看：");
  for (guint i = 0; i < check->governing->len; i++)
    {
      const HechaExpr *expr = g_ptr_array_index (check->governing, i);
      if (i > 0)
        g_string_append (out, "，没有则看");
      say (out, expr->root);
    }
  g_string_append (out, "；都没有则看项目年度。在施行前的至多是疑点。\n");
}

static void
append_examples (GString *out, const HechaCheck *check)
{
  if (check->examples->len > 0)
    g_string_append (out, "  示例：\n");
  for (guint i = 0; i < check->examples->len; i++)
    g_string_append_printf (out, "    %s\n",
                            g_array_index (check->examples, HechaExample, i).text);
}

static void
append_heading (GString *out, const HechaCheck *check)
{
  const HechaRule *rule = &check->rule;

  g_string_append_printf (out, "%s [%s]\n", rule->name, rule->shown_id);
  if (rule->suppressed != NULL)
    g_string_append_printf (out, "  已停用：%s\n", rule->suppressed);
  g_string_append_printf (out, "  依据：《%s》（%s）%s", check->pack->name, check->pack->number,
                          rule->article);
  g_string_append_printf (out, "%s%s\n", *rule->gist != '\0' ? "：" : "", rule->gist);
  g_string_append_printf (out, "  级别：%s。报给：", hecha_outcome_name (rule->level));
  append_audience (out, rule->audience);
  g_string_append (out, "。\n");
}

char *
hecha_rules_explain (const HechaRules *rules, guint index)
{
  const HechaCheck *check = hecha_rules_check (rules, index);
  GString *out = g_string_new (NULL);

  append_heading (out, check);
  if (check->cross != NULL)
    g_string_append_printf (out, "  这一项逐项比较整个台账，由程序完成（方法：%s）。\n",
                            check->cross->method);
  else
    {
      append_condition (out, "何时适用", check->applies, "总是适用。\n");
      append_condition (out, "怎样算违反", check->breaks, NULL);
      append_condition (out, "未到期", check->not_due, NULL);
      append_condition (out, "降为疑点", check->lowered, NULL);
    }
  append_facts (out, check);
  append_needs (out, check);
  append_governing (out, check);
  append_exemptions (out, check);
  append_listing (out, check);
  append_condition (out, "问题金额", check->amount, NULL);
  if (*check->rule.remedy != '\0')
    g_string_append_printf (out, "  整改：%s。\n", check->rule.remedy);
  append_examples (out, check);
  g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

/* ---- the language itself ------------------------------------------------------------------ */

char *
hecha_rules_language (void)
{
  g_autofree char *functions = hecha_functions_describe ();
  GString *out = g_string_new (NULL);

  g_string_append (out, "表达式由字段、事实、参数（:名称）、函数和数值组成，"
                        "用 且、或、非 连接，用 = ≠ > ≥ < ≤ 比较，用 + - × 计算。\n"
                        "数值写作 30万元、500元、2024-07-03、10%、12、'文字'、是、否；"
                        "全角符号同样可以。\n"
                        "没有值的字段不能比较，结果是不能判断。\n\n函数：\n");
  g_string_append (out, functions);
  g_string_append (out, "\n事实：\n");
  for (guint fact = 0; fact < HECHA_N_FACTS; fact++)
    g_string_append_printf (out, "  %s：%s。\n", hecha_facts[fact].name, hecha_facts[fact].gist);
  g_string_append (out, "  投资额：概算金额、预算金额、合同金额中第一个有值的；"
                        "前面的存疑时不能判断。\n  核查日：判断所依据的日期。");
  return g_string_free (out, FALSE);
}
