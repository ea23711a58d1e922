/* A date field's text: one date, or the one of several that its words give to
 * the field's own act, or the act without its day. */
#include "ledger/value.h"

#include <string.h>

#include "ledger/acts.h"
#include "ledger/date.h"
#include "ledger/fold.h"
#include "ledger/words.h"

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
  memcpy (rest + length, folded + at, strlen (folded + at) + 1);
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

      if (!hecha_act_is_own (field, folded + from, to - from))
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

  if ((said == HECHA_SAYS_YES || said == HECHA_SAYS_OTHER) && hecha_act_denied (field, folded))
    said = HECHA_SAYS_NO;
  switch (said)
    {
    case HECHA_SAYS_YES:
      if (hecha_act_is_another (field, folded, strlen (folded)))
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
      else if (!hecha_act_is_another (field, folded, strlen (folded)) &&
          hecha_words_hold (folded, strlen (folded), done) &&
          !hecha_words_hold (folded, strlen (folded), "未 不 待 拟 没 ? 部分 %"))
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
  if (!words_first && hecha_act_denied (field, rest) && hecha_act_names_another (field, rest))
    return HECHA_STATE_NO;
  while (*rest != '\0')
    {
      gsize length = strcspn (rest, ",;:()[]!");
      HechaSaying said = length > 0 ? hecha_words_clause (rest, length) : HECHA_SAYS_OTHER;
      HechaState state = denied_state (said);
      gboolean of_own = hecha_act_is_own (field, rest, length);
      gboolean of_another = hecha_act_is_another (field, rest, length);

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
