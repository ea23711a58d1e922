/* A yes/no field's text: 是 否 in every dress, ticked boxes, and the field's
 * own words for its yes. */
#include "ledger/value.h"

#include <string.h>

#include "ledger/boxes.h"
#include "ledger/date.h"
#include "ledger/fold.h"
#include "ledger/words.h"

/* Words that are yes, and no, for one field alone. */
static const struct
{
  HechaField field;
  const char *yes, *no;
} field_words[] = {
  { HECHA_FIELD_CLASSIFIED, "涉密 秘密 机密 绝密 秘密级 机密级 绝密级", "非涉密 不涉密 非密 公开 未涉密 不涉及国家秘密 不涉秘 非涉密项目" },
  { HECHA_FIELD_DECLARATION_FORM, "申报表 提交 上报 报送 申报 份 附件 附后", "" },
  { HECHA_FIELD_IN_ANNUAL_PLAN, "列入 纳入 计划内 年度计划", "计划外 年中追加 追加" },
  { HECHA_FIELD_EMERGENCY, "应急 应急项目 紧急 应急采购", "非应急 一般 常规 普通 一般项目 常规项目 非应急项目" },
  { HECHA_FIELD_SELF_IMPLEMENTED, "自行实施 自行建设 自建 自主实施 自主建设 自主开发 自行开发",
    "委托 外包 委托建设 委托实施 公开招标 政府采购 非自行实施" },
  { HECHA_FIELD_INTERCONNECTION, "互联互通 互联 互通 对接 联通 打通 接入 支持", "独立 独立运行 单机" },
  { HECHA_FIELD_REQUIRES_CLASSIFIED_QUALIFICATION, "要求 需要 须具备 需具备 要求具备 甲级 乙级 需", "不要求 无要求 不作要求 未作要求 未要求" },
  { HECHA_FIELD_REDECLARED, "重新申报 重报 重新报批", "" },
  { HECHA_FIELD_MIGRATED, "上云 迁移 政务云 县政务云 市政务云 省政务云", "本地 本地部署 未上云 本地机房" },
  { HECHA_FIELD_DATA_SHARING, "共享 全部共享 实现共享 数据共享 归集 对接 无条件共享 有条件共享", "独享" },
  { HECHA_FIELD_COLLABORATION, "协同 业务协同 实现协同 联办", "" },
};

static void
set_answer (HechaDatum *datum, gboolean yes)
{
  datum->state = HECHA_STATE_VALUE;
  datum->low = datum->high = yes ? 1 : 0;
}

static int
option_at (const char *p)
{
  if (g_str_has_prefix (p, "是") || g_str_has_prefix (p, "有"))
    return 1;
  if (g_str_has_prefix (p, "否") || g_str_has_prefix (p, "无"))
    return 0;
  return -1;
}

/* "☑是 □否", "是√ 否", "是（√）否（ ）": both answers printed, one ticked.
 * FALSE where the text is no such pair. */
static gboolean
read_boxes (const char *folded, HechaDatum *datum)
{
  gboolean marks_first = FALSE, begun = FALSE;
  int options = 0, last = -1;
  HechaMark pending = HECHA_MARK_NONE;
  gboolean ticked[2] = { FALSE, FALSE };

  for (const char *p = folded; *p != '\0';)
    {
      gsize length;
      HechaMark mark = hecha_box_mark (p, &length);
      int option = option_at (p);

      if (mark != HECHA_MARK_NONE)
        {
          marks_first = marks_first || !begun;
          if (marks_first)
            pending = mark;
          else if (last >= 0 && mark == HECHA_MARK_TICKED)
            ticked[last] = TRUE;
        }
      else if (option >= 0)
        {
          options |= 1 << option;
          last = option;
          if (marks_first && pending == HECHA_MARK_TICKED)
            ticked[option] = TRUE;
          pending = HECHA_MARK_NONE;
        }
      else if (strchr ("()[]/,; ", *p) == NULL)
        return FALSE;
      begun = TRUE;
      p += length;
    }
  if (options != 3)
    return FALSE;
  datum->state = HECHA_STATE_DOUBTFUL;
  if (ticked[0] != ticked[1])
    set_answer (datum, ticked[1]);
  return TRUE;
}

static gboolean
read_field_words (HechaField field, const char *folded, HechaDatum *datum)
{
  for (gsize i = 0; i < G_N_ELEMENTS (field_words); i++)
    {
      if (field_words[i].field != field)
        continue;
      if (hecha_words_have (field_words[i].no, folded))
        set_answer (datum, FALSE);
      else if (hecha_words_have (field_words[i].yes, folded))
        set_answer (datum, TRUE);
      else
        return FALSE;
      return TRUE;
    }
  return FALSE;
}

/* Prose: the field's own word without any denial, a day or a document number
 * say that the thing is there; 1 yes, 0 no, -1 cannot be told. */
static int
told_by_prose (HechaField field, const char *folded)
{
  static const char denials[] = "未 不 无 没 非 否 拟 待 计划于 将 正在 部分 ? 尚 暂 预计 免 仅";
  HechaDateSpan spans[HECHA_MAX_DATES];
  guint n_dates = hecha_dates_find (folded, 0, spans);

  for (guint i = 0; i < n_dates; i++)
    if (spans[i].low == HECHA_DAY_NONE)
      return -1;
  if (hecha_words_hold (folded, strlen (folded), denials))
    return -1;
  for (gsize i = 0; i < G_N_ELEMENTS (field_words); i++)
    if (field_words[i].field == field)
      {
        gboolean no = hecha_words_hold (folded, strlen (folded), field_words[i].no);
        gboolean yes = hecha_words_hold (folded, strlen (folded), field_words[i].yes);

        if (no || yes)
          return no && (yes || field == HECHA_FIELD_CLASSIFIED) ? -1 : yes;
      }
  if (field == HECHA_FIELD_CLASSIFIED)
    return -1;
  return (strchr (folded, '[') != NULL && strstr (folded, "号") != NULL) ||
                 n_dates > 0
             ? 1
             : -1;
}

void
hecha_value_yesno_text (HechaField field, const char *folded, HechaDatum *datum)
{
  if (read_field_words (field, folded, datum) || read_boxes (folded, datum))
    return;
  if (strcmp (folded, "1") == 0 || strcmp (folded, "0") == 0)
    {
      set_answer (datum, *folded == '1');
      return;
    }
  switch (hecha_words_act (folded))
    {
    case HECHA_SAYS_YES:
      set_answer (datum, TRUE);
      break;
    case HECHA_SAYS_NO:
      /* A stroke is no answer to the question: the state 无, not 否. */
      if (strspn (folded, "-/\\|") == strlen (folded) || hecha_words_have ("暂无 暂缺 尚无", folded))
        datum->state = HECHA_STATE_NO;
      else
        set_answer (datum, FALSE);
      break;
    case HECHA_SAYS_PENDING:
      datum->state = HECHA_STATE_NO;
      break;
    case HECHA_SAYS_NOT_APPLICABLE:
      datum->state = HECHA_STATE_NOT_APPLICABLE;
      break;
    case HECHA_SAYS_BLANK:
      datum->state = HECHA_STATE_BLANK;
      break;
    case HECHA_SAYS_OTHER:
      datum->state = HECHA_STATE_DOUBTFUL;
      if (g_str_has_prefix (folded, "非") || g_str_has_prefix (folded, "不"))
        set_answer (datum, FALSE);
      else if (told_by_prose (field, folded) >= 0)
        set_answer (datum, told_by_prose (field, folded) == 1);
      break;
    case HECHA_SAYS_DOUBT:
    default:
      datum->state = HECHA_STATE_DOUBTFUL;
    }
}
