/* A date field's text: one date, or the one of several that its words give to
 * the field's own act, or the act without its day. */
#include "ledger/value.h"

#include <string.h>

#include "ledger/date.h"
#include "ledger/fold.h"
#include "ledger/words.h"

/* How notes name the act of a field; what makes them speak of another
 * (财政评审 is no 技术评审); the neighbours' acts whose date is not this one's. */
static const struct
{
  HechaField field;
  const char *own, *unless, *foreign;
} acts[] = {
  { HECHA_FIELD_DECLARED_ON, "申报 申请 上报 报送", "", "立项 批复" },
  { HECHA_FIELD_REVIEWED_ON, "评审 审核 论证", "财政", "立项 验收" },
  { HECHA_FIELD_APPROVED_ON, "立项 批复 审批", "预算", "申报 验收 签订" },
  { HECHA_FIELD_BUDGET_APPROVED_ON, "预算 批复 下达", "立项", "立项" },
  { HECHA_FIELD_REPORTED_ON, "报备 备案", "验收 变更", "验收 变更" },
  { HECHA_FIELD_ANNOUNCED_ON, "公告 发布 挂网 招标", "中标 成交 结果", "中标 成交" },
  { HECHA_FIELD_AWARDED_ON, "中标 成交 定标", "", "签订 开工 开标" },
  { HECHA_FIELD_CONTRACTED_ON, "合同 签订 签约 签署", "监理", "中标 开工 验收 监理" },
  { HECHA_FIELD_STARTED_ON, "开工 进场 启动 开始 动工 开建", "", "签订 中标 完工 竣工 验收" },
  { HECHA_FIELD_PLANNED_COMPLETION, "计划 预计 完工 完成 竣工 建成", "", "开工" },
  { HECHA_FIELD_SUPERVISION_CONTRACTED_ON, "监理", "", "" },
  { HECHA_FIELD_COMPLETED_ON, "建成 竣工 完工 上线 完成", "", "开工 签订 备案" },
  { HECHA_FIELD_PRELIMINARY_ON, "初验 初步验收", "", "终验 备案 开工" },
  { HECHA_FIELD_ACCEPTED_ON, "验收 终验", "初验 初步验收 备案", "初验 初步验收 备案 开工 签订" },
  { HECHA_FIELD_FILED_ON, "备案", "", "验收 初验 终验" },
  { HECHA_FIELD_EVALUATED_ON, "评价 自评", "", "验收" },
  { HECHA_FIELD_MLPS_TESTED_ON, "测评", "", "定级 备案" },
  { HECHA_FIELD_DRILLED_ON, "演练", "", "" },
  { HECHA_FIELD_RETIRED_ON, "停用 下线 停止", "", "上线" },
};

static gboolean
tells_of (HechaField field, const char *text, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (acts[i].field == field)
      return hecha_words_hold (text, length, acts[i].own) && !hecha_words_hold (text, length, acts[i].unless);
  return FALSE;
}

/* Whether the field's own act is denied just before its word, in one clause:
 * 已验收未备案, 材料已提交，待备案. */
static gboolean
own_act_denied (HechaField field, const char *text)
{
  static const char denials[] = "未 待 没 拟 尚";
  enum { REACH = 4 * 3 };

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    for (const char *word = acts[i].own; acts[i].field == field && *word != '\0';)
      {
        gsize n = strcspn (word, " "), length = strlen (text);
        const char *at = memmem (text, length, word, n);
        gsize before = at != NULL ? MIN ((gsize) (at - text), REACH) : 0;

        for (gsize back = before; at != NULL && back > 0; back--)
          if (strchr (",;:()[]", at[-(gssize) back]) != NULL)
            before = back - 1;
        if (at != NULL && hecha_words_hold (at - before, before, denials))
          return TRUE;
        word += n + (word[n] == ' ');
      }
  return FALSE;
}

static gboolean
tells_of_another (HechaField field, const char *text, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (acts[i].field == field)
      return hecha_words_hold (text, length, acts[i].foreign) && !tells_of (field, text, length);
  return FALSE;
}

/* Another act's word stands anywhere, own words or not. */
static gboolean
tells_of_any_other (HechaField field, const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (acts[i].field == field)
      return hecha_words_hold (text, strlen (text), acts[i].foreign);
  return FALSE;
}

/* FOLDED without its dates: what the words alone say. */
static void
words_without (const char *folded, const HechaDateSpan *spans, guint n, char *rest)
{
  gsize at = 0, length = 0;

  for (guint i = 0; i < n; i++)
    {
      memcpy (rest + length, folded + at, spans[i].start - at);
      length += spans[i].start - at;
      at = spans[i].end;
    }
  strcpy (rest + length, folded + at);
}

/* "至5日", "-5", "、8": more of a date than was read. */
static gboolean
goes_on (const char *after)
{
  static const char *const links[] = { "至", "到", "-", "~", ",", "/", ".", "+" };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    if (g_str_has_prefix (after, links[i]))
      return g_ascii_isdigit (after[strlen (links[i])]) != 0;
  return g_ascii_isdigit (*after) != 0;
}

static gboolean
uncertain (const char *rest, gboolean planned)
{
  static const char words[] = "左右 大约 大概 暂定 ? 前后 可能 或 估计 以后 之后 之前 以前 不晚于 不早于 待定 待补 暂 截至 截止";
  static const char deadlines[] = "前 止";
  const char *about = strstr (rest, "约");

  if (hecha_words_hold (rest, strlen (rest), words) || g_str_has_prefix (rest, "至"))
    return TRUE;
  if (!planned && hecha_words_hold (rest, strlen (rest), deadlines) && strstr (rest, "目前") == NULL)
    return TRUE;
  return about != NULL && (about - rest < 3 || !hecha_words_hold (about - 3, 3, "签 合 履 邀 特 违 预"));
}

static void
set_span (const HechaDateSpan *span, HechaDatum *datum)
{
  if (span->low == HECHA_DAY_NONE || span->high == HECHA_DAY_NONE)
    {
      datum->state = HECHA_STATE_DOUBTFUL;
      return;
    }
  datum->state = HECHA_STATE_VALUE;
  datum->low = span->low;
  datum->high = span->high;
  if (span->guessed_year)
    datum->flags |= HECHA_DATUM_AMBIGUOUS_YEAR;
}

static void
set_done (HechaDatum *datum)
{
  datum->state = HECHA_STATE_VALUE;
  datum->flags |= HECHA_DATUM_DATE_UNKNOWN;
  datum->low = datum->high = HECHA_DAY_NONE;
}

/* The words after each date are its own where a date comes first, else those
 * before it.  NULL unless exactly one date is the field's. */
static const HechaDateSpan *
own_date (HechaField field, const char *folded, const HechaDateSpan *spans, guint n)
{
  const HechaDateSpan *found = NULL;
  gboolean after = spans[0].start == 0;

  for (guint i = 0; i < n; i++)
    {
      gsize from = after ? spans[i].end : i > 0 ? spans[i - 1].end : 0;
      gsize to = !after ? spans[i].start : i + 1 < n ? spans[i + 1].start : strlen (folded);

      if (!tells_of (field, folded + from, to - from))
        continue;
      if (found != NULL)
        return NULL;
      found = &spans[i];
    }
  return found;
}

/* One date told twice, or first the month and then its day: the narrower. */
static const HechaDateSpan *
common_date (const HechaDateSpan *spans, guint n)
{
  const HechaDateSpan *narrow = &spans[0];

  for (guint i = 1; i < n; i++)
    {
      gboolean within = spans[i].low >= narrow->low && spans[i].high <= narrow->high;
      gboolean around = spans[i].low <= narrow->low && spans[i].high >= narrow->high;

      if (!within && !around)
        return NULL;
      if (within)
        narrow = &spans[i];
    }
  return narrow;
}

static const HechaDateSpan *
latest_date (const HechaDateSpan *spans, guint n)
{
  const HechaDateSpan *latest = &spans[0];

  for (guint i = 0; i < n; i++)
    {
      if (spans[i].low == HECHA_DAY_NONE)
        return NULL;
      if (spans[i].high > latest->high)
        latest = &spans[i];
    }
  return latest;
}

static const HechaDateSpan *
choose_date (HechaField field, const char *folded, const HechaDateSpan *spans, guint n)
{
  const HechaDateSpan *chosen;

  if (n == HECHA_MAX_DATES)
    return NULL;
  if (field == HECHA_FIELD_LAST_PAID_ON)
    return latest_date (spans, n);
  for (guint i = 0; i < n; i++)
    if (spans[i].low == HECHA_DAY_NONE)
      return NULL;
  chosen = common_date (spans, n);
  return chosen != NULL ? chosen : own_date (field, folded, spans, n);
}

/* 正常使用 in 停用日期 says that the system was not retired. */
static gboolean
still_in_use (HechaField field, const char *folded)
{
  return field == HECHA_FIELD_RETIRED_ON &&
         hecha_words_hold (folded, strlen (folded), "在用 使用 运行 正常") &&
         !hecha_words_hold (folded, strlen (folded), "停 不 未 已");
}

/* What is under way tells of two acts that border on it: whoever builds has
 * begun, what runs on trial may be built. */
static void
set_under_way (HechaField field, const char *folded, HechaDatum *datum)
{
  gsize length = strlen (folded);

  datum->state = HECHA_STATE_NO;
  if (field == HECHA_FIELD_STARTED_ON && hecha_words_hold (folded, length, "建设 施工 在建 实施") &&
      !hecha_words_hold (folded, length, "拟 待 准备 计划 招标 采购"))
    set_done (datum);
  else if (field == HECHA_FIELD_COMPLETED_ON &&
           hecha_words_hold (folded, length, "运行 使用 上线 验收"))
    datum->state = HECHA_STATE_DOUBTFUL;
}

/* Text without a date: done, not done, or nothing that can be told. */
static void
set_from_words (HechaField field, const char *folded, HechaDatum *datum)
{
  static const char done[] = "已 完成 通过 合格 同意 办结 号 √";

  HechaSaying said = hecha_words_act (folded);

  if ((said == HECHA_SAYS_YES || said == HECHA_SAYS_OTHER) && own_act_denied (field, folded))
    said = HECHA_SAYS_NO;
  switch (said)
    {
    case HECHA_SAYS_YES:
      if (tells_of_another (field, folded, strlen (folded)))
        datum->state = HECHA_STATE_DOUBTFUL;
      else
        set_done (datum);
      break;
    case HECHA_SAYS_NO:
      datum->state = HECHA_STATE_NO;
      break;
    case HECHA_SAYS_PENDING:
      set_under_way (field, folded, datum);
      break;
    case HECHA_SAYS_NOT_APPLICABLE:
      datum->state = HECHA_STATE_NOT_APPLICABLE;
      break;
    case HECHA_SAYS_BLANK:
      datum->state = HECHA_STATE_BLANK;
      break;
    case HECHA_SAYS_OTHER:
      if (still_in_use (field, folded))
        datum->state = HECHA_STATE_NO;
      else if (!tells_of_another (field, folded, strlen (folded)) &&
          hecha_words_hold (folded, strlen (folded), done) &&
          !hecha_words_hold (folded, strlen (folded), "未 不 待 拟 没 ?"))
        set_done (datum);
      else
        datum->state = HECHA_STATE_DOUBTFUL;
      break;
    case HECHA_SAYS_DOUBT:
    default:
      datum->state = HECHA_STATE_DOUBTFUL;
    }
}

static HechaState
denied_state (HechaSaying said)
{
  switch (said)
    {
    case HECHA_SAYS_NO:
    case HECHA_SAYS_PENDING:
      return HECHA_STATE_NO;
    case HECHA_SAYS_NOT_APPLICABLE:
      return HECHA_STATE_NOT_APPLICABLE;
    case HECHA_SAYS_DOUBT:
      return HECHA_STATE_DOUBTFUL;
    case HECHA_SAYS_OTHER:
    case HECHA_SAYS_BLANK:
    case HECHA_SAYS_YES:
    default:
      return HECHA_STATE_VALUE;
    }
}

/* What the clauses beside a date make of it: VALUE leaves it as it is.
 * Denied first, it is denied (未备案（2024年5月3日验收）, 拟于2024年5月); the
 * field's own act denied after another's date is a no (2024.5.3验收，未备案),
 * another act denied is nothing to it, a date that is planned (2025年6月（拟）)
 * has not come, and all else contradicts the date. */
static HechaState
beside (HechaField field, const char *rest, gboolean words_first)
{
  static const char failed[] = "未通过 不通过 不合格 未合格 不同意 未达标 未获";
  gboolean own = FALSE, another = FALSE;

  if (hecha_words_hold (rest, strlen (rest), failed))
    return HECHA_STATE_DOUBTFUL;
  if (!words_first && own_act_denied (field, rest) && tells_of_any_other (field, rest))
    return HECHA_STATE_NO;
  while (*rest != '\0')
    {
      gsize length = strcspn (rest, ",;:()[]!");
      HechaSaying said = length > 0 ? hecha_words_clause (rest, length) : HECHA_SAYS_OTHER;
      HechaState state = denied_state (said);
      gboolean of_own = tells_of (field, rest, length);
      gboolean of_another = tells_of_another (field, rest, length);

      if (state == HECHA_STATE_NO && field == HECHA_FIELD_PLANNED_COMPLETION)
        state = HECHA_STATE_VALUE;
      if (state != HECHA_STATE_VALUE && (words_first || (of_own && another)))
        return state;
      if (state != HECHA_STATE_VALUE && !of_another)
        return said == HECHA_SAYS_PENDING ? HECHA_STATE_NO : HECHA_STATE_DOUBTFUL;
      words_first = words_first && length == 0;
      own = own || of_own;
      another = another || (of_another && state == HECHA_STATE_VALUE);
      rest += length + (rest[length] != '\0');
    }
  return another && !own ? HECHA_STATE_DOUBTFUL : HECHA_STATE_VALUE;
}

/* A serial number that a text file kept: 45415. */
static gboolean
read_serial (const char *folded, const HechaValueContext *context, HechaDatum *datum)
{
  enum { DIGITS = 5 };
  HechaDateSpan span;

  if (strlen (folded) != DIGITS || strspn (folded, "0123456789") != DIGITS ||
      !hecha_date_from_number (g_ascii_strtod (folded, NULL), context->date1904, &span))
    return FALSE;
  set_span (&span, datum);
  return TRUE;
}

void
hecha_value_date_text (HechaField field, const char *folded, const HechaValueContext *context,
                       HechaDatum *datum)
{
  HechaDateSpan spans[HECHA_MAX_DATES];
  char rest[HECHA_FOLD_SIZE];
  guint n = hecha_dates_find (folded, context->year, spans);
  const HechaDateSpan *chosen;

  if (n == 0)
    {
      if (!read_serial (folded, context, datum))
        set_from_words (field, folded, datum);
      return;
    }
  words_without (folded, spans, n, rest);
  chosen = n == 1 ? &spans[0] : choose_date (field, folded, spans, n);
  datum->state = HECHA_STATE_DOUBTFUL;
  if (n > 1 && chosen != NULL && field != HECHA_FIELD_LAST_PAID_ON &&
      own_date (field, folded, spans, n) == chosen)
    {
      set_span (chosen, datum);
      return;
    }
  if (chosen == NULL)
    return;
  datum->state = beside (field, rest, spans[0].start > 0);
  if (datum->state != HECHA_STATE_VALUE)
    return;
  datum->state = HECHA_STATE_DOUBTFUL;
  if (!goes_on (folded + spans[n - 1].end) &&
      !uncertain (rest, field == HECHA_FIELD_PLANNED_COMPLETION))
    set_span (chosen, datum);
}
