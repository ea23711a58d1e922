/* The table's own topic: in a 停用系统清单 a bare 备案情况 is that of the retirement,
 * in a 合同台账 the 金额 is the contract's. */
#include "ledger/table_topic.h"

#include <string.h>

#include "ledger/header_text.h"

#define MAX_TOPIC_FIELDS 6

/* How a title says what it is about, what then stands over its headers, and
 * the fields that these may be. */
typedef struct
{
  const char *topic, *words;
  HechaField fields[MAX_TOPIC_FIELDS];
} Topic;

/* Acts of which a table of its own is kept. */
static const Topic acts[] = {
  { "停用", "停用;关停;下线;报废;注销;退出;退役",
    { HECHA_FIELD_RETIRED_ON, HECHA_FIELD_RETIREMENT_REVIEW, HECHA_FIELD_RETIREMENT_CONSENT,
      HECHA_FIELD_RETIREMENT_FILING, HECHA_FIELD_ASSET_DISPOSAL, HECHA_FIELD_NONE } },
  { "绩效评价", "绩效",
    { HECHA_FIELD_EVALUATION, HECHA_FIELD_EVALUATED_ON, HECHA_FIELD_EVALUATION_VERDICT,
      HECHA_FIELD_RECTIFICATION, HECHA_FIELD_NONE } },
  { "等保", "等保;等级保护;定级",
    { HECHA_FIELD_MLPS_LEVEL, HECHA_FIELD_MLPS_FILING, HECHA_FIELD_MLPS_TESTED_ON,
      HECHA_FIELD_NONE } },
  { "变更", "变更",
    { HECHA_FIELD_CHANGE_AMOUNT, HECHA_FIELD_CHANGE_REASON, HECHA_FIELD_CHANGE_FILING,
      HECHA_FIELD_REDECLARED, HECHA_FIELD_NONE } },
  { "验收", "验收",
    { HECHA_FIELD_ACCEPTED_ON, HECHA_FIELD_ACCEPTANCE_VERDICT, HECHA_FIELD_FILED_ON,
      HECHA_FIELD_PRELIMINARY_ON, HECHA_FIELD_NONE } },
};

/* Steps that a title names along with the acts; heeded where it names no act. */
static const Topic steps[] = {
  { "合同", "合同",
    { HECHA_FIELD_CONTRACT_AMOUNT, HECHA_FIELD_CONTRACTED_ON, HECHA_FIELD_CONTRACTOR,
      HECHA_FIELD_NONE } },
  { "付款", "支付;付款;拨付;拨款",
    { HECHA_FIELD_PAID, HECHA_FIELD_LAST_PAID_ON, HECHA_FIELD_NONE } },
  { "中标", "中标;成交;采购结果",
    { HECHA_FIELD_AWARD_AMOUNT, HECHA_FIELD_AWARDED_ON, HECHA_FIELD_CONTRACTOR,
      HECHA_FIELD_NONE } },
  { "决算", "决算", { HECHA_FIELD_FINAL_ACCOUNT, HECHA_FIELD_FINAL_APPROVAL, HECHA_FIELD_NONE } },
  { "结算", "结算", { HECHA_FIELD_SETTLEMENT, HECHA_FIELD_NONE } },
  { "财政评审", "财政评审;财政投资评审;财评;预算评审",
    { HECHA_FIELD_REVIEWED_AMOUNT, HECHA_FIELD_BUDGET_REVIEW, HECHA_FIELD_NONE } },
  { "预算", "预算批复;预算下达;预算安排",
    { HECHA_FIELD_BUDGET, HECHA_FIELD_BUDGET_APPROVED_ON, HECHA_FIELD_NONE } },
  { "立项", "立项", { HECHA_FIELD_APPROVAL, HECHA_FIELD_APPROVED_ON, HECHA_FIELD_NONE } },
  { "运维", "运维;运行维护", { HECHA_FIELD_OM_FUNDS, HECHA_FIELD_OM_RULES, HECHA_FIELD_NONE } },
  { "密评", "密评;商用密码", { HECHA_FIELD_CRYPTO_ASSESSMENT, HECHA_FIELD_NONE } },
  { "应急演练", "应急演练", { HECHA_FIELD_DRILLED_ON, HECHA_FIELD_NONE } },
};

static gboolean
says_topic (const char *text, const char *words)
{
  g_auto (GStrv) each = g_strsplit (words, ";", -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (strstr (text, each[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The one of TOPICS that TEXT says, NULL where it says none; N counts. */
static const Topic *
topic_of (const char *text, const Topic *topics, gsize n_topics, guint *n)
{
  const Topic *found = NULL;

  *n = 0;
  for (gsize i = 0; i < n_topics; i++)
    if (says_topic (text, topics[i].words))
      {
        found = &topics[i];
        (*n)++;
      }
  return *n == 1 ? found : NULL;
}

/* 项目及停用系统 is of more than one thing; 停用、注销 is of one. */
static gboolean
is_compound (const char *text)
{
  static const char *const ands[] = { "及", "和", "与", NULL };

  return hecha_text_holds_one (text, ands);
}

/* The one topic of the title, else of the sheet's name; NULL. */
static const Topic *
find_topic (const char *title, const char *sheet)
{
  const char *texts[] = { title, sheet };
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const Topic *found = topic_of (texts[i], acts, G_N_ELEMENTS (acts), &n);

      if (is_compound (texts[i]) || (strstr (texts[i], "、") != NULL && found == NULL))
        return NULL;
      if (n == 0)
        found = topic_of (texts[i], steps, G_N_ELEMENTS (steps), &n);
      if (n > 0)
        return found;
    }
  return NULL;
}

static gboolean
is_of_topic (const Topic *topic, HechaField field)
{
  for (guint i = 0; topic->fields[i] != HECHA_FIELD_NONE; i++)
    if (topic->fields[i] == field)
      return TRUE;
  return FALSE;
}

static const HechaGuess *
best_guess (const HechaTableColumn *column)
{
  return column->guess != NULL && column->guess->n > 0 ? &column->guess->guesses[0] : NULL;
}

static gboolean
has_strong (const HechaTableHead *head, HechaField field)
{
  for (guint i = 0; i < head->columns->len; i++)
    {
      const HechaGuess *best = best_guess (&g_array_index (head->columns, HechaTableColumn, i));

      if (best != NULL && best->field == field && !best->weak)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_identity (HechaField field)
{
  return field == HECHA_FIELD_NAME || field == HECHA_FIELD_CODE || field == HECHA_FIELD_UNIT
         || field == HECHA_FIELD_YEAR;
}

/* Whether the header says too little to stand against the topic. 专家论证 in a
 * list of what was retired is no review of what was to be built. */
static gboolean
is_open (const Topic *topic, const HechaTableColumn *column)
{
  const HechaGuess *best = best_guess (column);

  if (column->serial || column->n_texts != 1)
    return FALSE;
  return best == NULL || (best->weak && !is_identity (best->field))
         || (topic == &acts[0]
             && (best->field == HECHA_FIELD_REVIEW_OPINION || best->field == HECHA_FIELD_REVIEWED_ON));
}

/* The act that the nearest understood column to the left is of: 等保级别 before
 * 备案编号 and 测评时间. */
static const Topic *
topic_of_left (const HechaTableHead *head, guint index)
{
  for (guint i = index; i-- > 0;)
    {
      const HechaGuess *left = best_guess (&g_array_index (head->columns, HechaTableColumn, i));

      if (left == NULL || left->unproven)
        continue;
      for (gsize j = 0; j < G_N_ELEMENTS (acts); j++)
        if (is_of_topic (&acts[j], left->field))
          return &acts[j];
      return NULL;
    }
  return NULL;
}

/* COLUMN's header under TOPIC, where that makes it one of the topic's fields. */
static void
read_under (HechaSheetReader *reader, const HechaTableHead *head, const Topic *topic,
            HechaTableColumn *column)
{
  const char *texts[HECHA_MAX_HEADS] = { topic->topic, column->texts[0] };
  const HechaHeaderGuess *guess = hecha_header_read (reader->reader, texts, 2);

  if (guess->n > 0 && !guess->guesses[0].weak && is_of_topic (topic, guess->guesses[0].field)
      && !has_strong (head, guess->guesses[0].field))
    column->guess = guess;
}

void
hecha_topic_heed (HechaSheetReader *reader, HechaTableHead *head, const char *title)
{
  const Topic *topic = find_topic (title, reader->sheet->name);

  for (guint i = 0; i < head->columns->len; i++)
    {
      HechaTableColumn *column = &g_array_index (head->columns, HechaTableColumn, i);
      const HechaHeaderGuess *alone = column->guess;
      const Topic *left;

      if (topic != NULL && is_open (topic, column))
        read_under (reader, head, topic, column);
      left = column->guess == alone ? topic_of_left (head, i) : NULL;
      /* 备案时间 is the acceptance's anyway, and 是否备案 beside it stands back. */
      if (left != NULL && is_open (left, column)
          && (alone->n == 0 || alone->guesses[0].field != HECHA_FIELD_FILED_ON
              || !is_of_topic (left, HECHA_FIELD_FILED_ON)))
        read_under (reader, head, left, column);
    }
}
