/* Group heads joined with their leaf: 监理 / 单位, 验收 / 时间, 资金情况 / 决算. */
#include <string.h>

#include "ledger/header_parts.h"

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
  static const char *const tails[] = { "信息", "环节", "阶段", "工作", "部分", "类", "手续", "管理", "过程", "事项" };
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

/* 完工 / 计划 is 计划完工, 开工 / 实际时间 is 实际开工时间; NULL for other leaves. */
static char *
join_modifier (const char *head, const char *leaf)
{
  static const char *const modifiers[] = { "计划", "预计", "实际", "拟", "预定", "合同约定", "约定", "最近" };

  for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
    if (g_str_has_prefix (leaf, modifiers[i]))
      {
        const char *rest = leaf + strlen (modifiers[i]);

        if (*rest == '\0' || strcmp (rest, "时间") == 0 || strcmp (rest, "日期") == 0)
          return g_strconcat (modifiers[i], head, g_str_has_suffix (head, rest) ? "" : rest, NULL);
      }
  return NULL;
}

static void
understand_joined (const HechaDictionary *dictionary, const char *head, const char *leaf,
                   gboolean plain_leaf, HechaHeaderGuess *guess)
{
  g_autofree char *bare = without_status (dictionary, head);
  const char *heads[] = { bare, head };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      HechaHeaderGuess joined = { 0 };
      g_autofree char *modified = join_modifier (heads[i], leaf);
      g_autofree char *text
          = modified != NULL ? g_steal_pointer (&modified) : join_overlapping (heads[i], leaf);

      hecha_header_understand (dictionary, text, &joined);
      for (guint j = joined.n; j-- > 0;)
        {
          /* 申报立项 / 立项日期 is a 立项日期, whatever both are together. */
          gboolean far_fetched
              = plain_leaf && joined.guesses[j].match == HECHA_MATCH_APPROXIMATE;

          joined.guesses[j].match = HECHA_MATCH_GROUP;
          if (far_fetched || (joined.guesses[j].weak && joined.guesses[j].unproven))
            hecha_guess_drop (&joined, j);
        }
      hecha_guess_merge (guess, &joined, HECHA_STEP_GROUP);
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
  static const char *const of_building[]
      = { "建设", "实施", "施工", "工程", "进度", "工期", "项目", "竣工", "完工", "时间", "节点", "开发", "实际",
          NULL };
  static const char *const of_others[] = { "主管部门", "主管单位", "上级", "承建", "中标", "供应", "乙方", NULL };
  static const char *const of_projects[] = { "项目", "系统", "平台", "工程", "基本", "概况", "信息", "总体",
                                             "一般", "基础", "名称", "标段", "采购", "建设", NULL };

  if (guess->weak && head_is_of_another (dictionary, head, guess->field))
    return TRUE;
  /* 主管部门 / 名称 names no project. */
  if (guess->weak && (guess->field == HECHA_FIELD_NAME || guess->field == HECHA_FIELD_CODE)
      && !hecha_text_holds_one (head, of_projects))
    return TRUE;
  /* 迁移 / 是否完成 is not the project's completion, 参建单位 / 测评 no day. */
  if (guess->field == HECHA_FIELD_COMPLETED_ON && strstr (leaf, "完成") != NULL
      && !hecha_text_holds_one (head, of_building))
    return TRUE;
  if (strstr (head, "参建") != NULL
      && (dictionary->fields[guess->field].accepts & 1u << HECHA_ASPECT_ORG) == 0)
    return TRUE;
  /* 业务主管部门 / 联系人 is not of the project. */
  if (guess->weak && guess->field == HECHA_FIELD_RESPONSIBLE
      && hecha_text_holds_one (head, of_others))
    return TRUE;
  if (!is_part_of_other (guess->field, &dictionary->fields[guess->field]))
    return FALSE;
  if ((dictionary->fields[guess->field].accepts
       & (1u << HECHA_ASPECT_ORG | 1u << HECHA_ASPECT_QUALIFICATION | 1u << HECHA_ASPECT_PERSON
          | 1u << HECHA_ASPECT_RESULT))
          != 0
      && strstr (leaf, head) == NULL && hecha_field_is_vetoed (dictionary, guess->field, head))
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
      if ((type == HECHA_TYPE_DATE && hecha_text_holds_one (head, dates))
          || (type == HECHA_TYPE_AMOUNT && hecha_text_holds_one (head, amounts)))
        {
          HechaGuess proven = *one;

          proven.unproven = FALSE;
          proven.match = HECHA_MATCH_GROUP;
          proven.score = MAX (proven.score, HECHA_SCORE_SUBJECT - HECHA_STEP_GROUP);
          hecha_guess_drop (guess, i);
          hecha_guess_add (guess, &proven);
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
        hecha_guess_drop (guess, j);
}

static gboolean
is_settled (const HechaHeaderGuess *guess)
{
  return guess->n > 0 && !guess->guesses[0].unproven && !guess->guesses[0].weak;
}

/* 采购及合同 / 方式: the one half of the head that makes something of the leaf. */
static void
understand_with_halves (const HechaDictionary *dictionary, const char *head, const char *leaf,
                        gboolean plain_leaf, HechaHeaderGuess *guess)
{
  static const char *const ands[] = { "及", "和", "与", "、" };

  for (guint i = 0; i < G_N_ELEMENTS (ands); i++)
    {
      const char *and = strstr (head, ands[i]);
      g_autofree char *front = NULL;
      HechaHeaderGuess first = { 0 }, second = { 0 };

      if (and == NULL || and == head || and[strlen (ands[i])] == '\0')
        continue;
      front = g_strndup (head, (gsize) (and - head));
      understand_joined (dictionary, front, leaf, plain_leaf, &first);
      understand_joined (dictionary, and + strlen (ands[i]), leaf, plain_leaf, &second);
      if ((first.n > 0) != (second.n > 0))
        hecha_guess_merge (guess, first.n > 0 ? &first : &second, HECHA_STEP_GROUP);
      return;
    }
}

/* 参建单位 / 监理: the head tells that the leaf names a unit. */
static void
understand_as_unit (const HechaDictionary *dictionary, const HechaHeaderText *texts, guint n,
                    HechaHeaderGuess *guess)
{
  static const char *const heads[] = { "参建", "参与", "各方", "相关单位", "责任主体", NULL };
  g_autofree char *text = g_strconcat (texts[n - 1].plain, "单位", NULL);
  HechaHeaderGuess as_unit = { 0 };

  if (!hecha_text_holds_one (texts[n - 2].whole, heads) && strcmp (texts[n - 2].whole, "单位") != 0)
    return;
  hecha_header_understand (dictionary, text, &as_unit);
  for (guint i = 0; i < as_unit.n; i++)
    as_unit.guesses[i].match = HECHA_MATCH_GROUP;
  hecha_guess_merge (guess, &as_unit, HECHA_STEP_GROUP);
}

/* What the heads make of the leaf, the nearest first, then all together. */
static void
understand_with_heads (const HechaDictionary *dictionary, const HechaHeaderText *texts, guint n,
                       gboolean plain_leaf, HechaHeaderGuess *guess)
{
  const char *leaf = texts[n - 1].plain;

  for (guint i = n - 1; i-- > 0 && !is_settled (guess);)
    {
      HechaHeaderGuess joined = { 0 };

      if (is_compound (texts[i].whole))
        {
          if (!plain_leaf)
            understand_with_halves (dictionary, texts[i].whole, leaf, plain_leaf, guess);
          continue;
        }
      understand_joined (dictionary, texts[i].whole, leaf, plain_leaf, &joined);
      heed_heads (dictionary, texts, n, (int) i, &joined);
      hecha_guess_merge (guess, &joined, 0);
    }
  if (!is_settled (guess))
    understand_as_unit (dictionary, texts, n, guess);
  if (n > 2 && !is_settled (guess))
    {
      g_autofree char *all = join_overlapping (texts[n - 3].plain, texts[n - 2].plain);

      understand_joined (dictionary, all, leaf, plain_leaf, guess);
    }
}

void
hecha_header_understand_heads (const HechaDictionary *dictionary, const HechaHeaderText *texts, guint n,
                        HechaHeaderGuess *guess)
{
  const HechaHeaderText *leaf = &texts[n - 1];
  HechaHeaderGuess alone = { 0 };

  if (*leaf->inner != '\0')
    hecha_header_understand_brackets (dictionary, leaf, &alone);
  else
    hecha_header_understand (dictionary, leaf->plain, &alone);
  heed_heads (dictionary, texts, n, -1, &alone);
  understand_with_heads (dictionary, texts, n, is_settled (&alone), guess);
  for (guint i = 0; i + 1 < n; i++)
    prove_by_head (texts[i].whole, &alone);
  /* The leaf alone stands behind what the heads make of it, unless it is the
   * same field: then it is the plainer match. */
  for (guint i = alone.n; guess->n > 0 && !guess->guesses[0].unproven && i-- > 0;)
    if (alone.guesses[i].field != guess->guesses[0].field)
      hecha_guess_drop (&alone, i);
  hecha_guess_merge (guess, &alone, 0);
}
