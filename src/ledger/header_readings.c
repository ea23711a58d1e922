/* Other readings of a text that its words alone do not settle: what stands
 * before or behind them is taken off (截至目前…, 最近一次…, …是否) and the rest read
 * anew. */
#include <string.h>

#include "ledger/header_parts.h"

#define SCORE_LIKELY 0.86f

/* ---- free text ---------------------------------------------------------- */

/* Fields of free text, in which a second thing may be told along. */
static gboolean
is_free_text (HechaField field)
{
  return field == HECHA_FIELD_CONTENT || field == HECHA_FIELD_GOAL
         || field == HECHA_FIELD_DECISION_BASIS || field == HECHA_FIELD_PROPOSAL
         || field == HECHA_FIELD_CHANGE_REASON;
}

/* 建设目标及任务: a part that is free text's, the other no other field's. */
static void
try_parts (const HechaDictionary *dictionary, const char *text, HechaHeaderGuess *guess)
{
  static const char *const ands[] = { "及其", "以及", "及", "和", "与" };

  for (guint i = 0; i < G_N_ELEMENTS (ands) && guess->n == 0; i++)
    {
      const char *and = strstr (text, ands[i]);
      g_autofree char *front = NULL;
      HechaHeaderGuess first = { 0 }, second = { 0 };
      HechaHeaderGuess *told;

      if (and == NULL || and == text || and[strlen (ands[i])] == '\0')
        continue;
      front = g_strndup (text, (gsize) (and - text));
      hecha_header_understand (dictionary, front, &first);
      hecha_header_understand (dictionary, and + strlen (ands[i]), &second);
      if (first.n > 0 && second.n > 0 && first.guesses[0].field != second.guesses[0].field)
        return;
      told = first.n > 0 ? &first : &second;
      if (told->n > 0 && is_free_text (told->guesses[0].field) && !told->guesses[0].weak
          && !told->guesses[0].unproven)
        hecha_guess_merge (guess, told, 0.05f);
    }
}

/* 拟采购方式, 拟建设内容: in a declaration all is planned.  What records an act
 * (拟验收时间) is then another thing. */
static void
try_planned (const HechaDictionary *dictionary, const char *text, HechaHeaderGuess *guess)
{
  static const HechaField fields[]
      = { HECHA_FIELD_CONTENT, HECHA_FIELD_GOAL, HECHA_FIELD_PROCUREMENT_METHOD,
          HECHA_FIELD_DEPLOYMENT, HECHA_FIELD_INVESTMENT_MODE, HECHA_FIELD_FUNDING,
          HECHA_FIELD_NATURE, HECHA_FIELD_BUILD_TYPE };
  static const char *const begins[]
      = { "拟采取的", "拟采用的", "拟采取", "拟采用", "拟定", "拟", "计划", "预计" };
  HechaHeaderGuess planned = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (begins) && planned.n == 0; i++)
    if (g_str_has_prefix (text, begins[i]))
      hecha_header_understand (dictionary, text + strlen (begins[i]), &planned);
  for (guint i = 0; i < planned.n; i++)
    for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
      if (planned.guesses[i].field == fields[j] && !planned.guesses[i].weak)
        hecha_guess_add (guess, &planned.guesses[i]);
}

/* 何时签订合同 is its 时间. */
static void
try_when (const HechaDictionary *dictionary, const char *text, HechaHeaderGuess *guess)
{
  static const char *const begins[] = { "何时", "什么时候", "于何时" };

  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    if (g_str_has_prefix (text, begins[i]))
      {
        g_autofree char *asked = g_strconcat (text + strlen (begins[i]), "时间", NULL);

        hecha_header_understand (dictionary, asked, guess);
        return;
      }
}

/* 备案是否 is 是否备案. */
static void
try_question_behind (const HechaDictionary *dictionary, const char *text, HechaHeaderGuess *guess)
{
  static const char *const ends[] = { "是否", "与否", "有无" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (text, ends[i]) && strlen (text) > strlen (ends[i]))
      {
        g_autofree char *asked
            = g_strdup_printf ("是否%.*s", (int) (strlen (text) - strlen (ends[i])), text);

        hecha_header_understand (dictionary, asked, guess);
        return;
      }
}

/* 是否满足互联互通要求, 是否支持业务协同: the duty is met or not. */
static void
try_requirement (const HechaDictionary *dictionary, const char *text, HechaHeaderGuess *guess)
{
  static const char *const begins[]
      = { "是否符合", "是否满足", "是否达到", "是否支持", "是否具备", "是否按要求", "是否按规定", "是否按时",
          "是否及时", "是否已按", "是否采用", "是否使用", "是否履行", "是否属于" };
  static const char *const ends[] = { "的要求", "要求", "的规定", "规定", "的条件", "条件", "能力", "功能", "程序",
                                      "手续", "标准", "工作", "" };

  for (guint i = 0; i < G_N_ELEMENTS (begins) && guess->n == 0; i++)
    for (guint j = 0; j < G_N_ELEMENTS (ends) && guess->n == 0; j++)
      if (g_str_has_prefix (text, begins[i]) && g_str_has_suffix (text, ends[j])
          && strlen (text) > strlen (begins[i]) + strlen (ends[j]))
        {
          g_autofree char *asked
              = g_strdup_printf ("是否%.*s", (int) (strlen (text) - strlen (begins[i]) - strlen (ends[j])),
                                 text + strlen (begins[i]));

          hecha_header_understand (dictionary, asked, guess);
        }
}

/* ---- times before ---------------------------------------------------------- */

/* 截至2024年12月底累计支付: what the figure is, behind the day on which it was
 * drawn up. */
static void
try_as_of (const HechaDictionary *dictionary, const char *text, HechaHeaderGuess *guess)
{
  static const char *const begins[] = { "截至", "截止", "至", "到" };
  static const char *const ends[] = { "目前", "当前", "年底", "月底", "年末", "月末", "季度末", "季度", "月",
                                      "日", "今", "年" };

  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    for (guint j = 0; j < G_N_ELEMENTS (ends) && g_str_has_prefix (text, begins[i]); j++)
      {
        const char *day = text + strlen (begins[i]);
        const char *end = strstr (day, ends[j]);
        const char *rest = end != NULL ? end + strlen (ends[j]) : "";

        if (*rest == '\0' || (end != day && !g_ascii_isdigit (*day) && i > 1)
            || g_utf8_strlen (day, end - day) > 7)
          continue;
        hecha_header_understand (dictionary, rest, guess);
        if (guess->n > 0)
          return;
      }
}

/* Takes what one of BEGINS stands before, as far as KEEPS says. */
static void
try_behind (const HechaDictionary *dictionary, const char *text, const char *const *begins,
            gboolean (*keeps) (HechaField field), HechaHeaderGuess *guess)
{
  for (guint i = 0; begins[i] != NULL && guess->n == 0; i++)
    {
      HechaHeaderGuess rest = { 0 };

      if (!g_str_has_prefix (text, begins[i]) || text[strlen (begins[i])] == '\0')
        continue;
      hecha_header_understand (dictionary, text + strlen (begins[i]), &rest);
      for (guint j = 0; j < rest.n; j++)
        if (keeps (rest.guesses[j].field))
          hecha_guess_add (guess, &rest.guesses[j]);
    }
}

static gboolean
is_day (HechaField field)
{
  return hecha_field_type (field) == HECHA_TYPE_DATE || field == HECHA_FIELD_CRYPTO_ASSESSMENT
         || field == HECHA_FIELD_RISK_ASSESSMENT;
}

/* What a project has anew each year, so that the year in its header is no
 * restriction; 2024年支付金额 is a part of what was paid. */
static gboolean
is_of_every_year (HechaField field)
{
  return field == HECHA_FIELD_OM_FUNDS || field == HECHA_FIELD_EVALUATION || field == HECHA_FIELD_EVALUATED_ON
         || field == HECHA_FIELD_EVALUATION_VERDICT || field == HECHA_FIELD_DRILLED_ON
         || field == HECHA_FIELD_MLPS_TESTED_ON || field == HECHA_FIELD_IN_ANNUAL_PLAN;
}

static void
try_year (const HechaDictionary *dictionary, const char *text, HechaHeaderGuess *guess)
{
  static const char *const behind[] = { "年度仍", "年仍", "年度", "年", NULL };
  static const char *const words[] = { "本年度", "本年", "当年度", "当年", "今年", NULL };

  if (strspn (text, "0123456789") == 4)
    try_behind (dictionary, text + 4, behind, is_of_every_year, guess);
  else
    try_behind (dictionary, text, words, is_of_every_year, guess);
}

/* 关停后仍列支的维护费: what goes on. */
static void
try_still (const HechaDictionary *dictionary, const char *text, HechaHeaderGuess *guess)
{
  static const char *const begins[] = { "列支的", "列支", "安排的", "安排", "支出的", "支出", "支付的", "支付",
                                        "有", "需", "在", "", NULL };
  const char *still = strstr (text, "仍");

  if (still != NULL && still != text)
    try_behind (dictionary, still + strlen ("仍"), begins, is_of_every_year, guess);
}

/* ---- lists of values ------------------------------------------------------- */

/* The longest of WORDS that TEXT begins with, its length in bytes; 0. */
static gsize
value_at (const GPtrArray *words, const char *text)
{
  gsize longest = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);

      if (g_str_has_prefix (text, word))
        longest = MAX (longest, strlen (word));
    }
  return longest;
}

/* 新建、改造或运维, 自建还是购买服务: the header is the choice itself. */
void
hecha_header_understand_choices (const HechaDictionary *dictionary, const char *text,
                                 HechaHeaderGuess *guess)
{
  static const HechaField fields[] = { HECHA_FIELD_NATURE, HECHA_FIELD_INVESTMENT_MODE };
  static const char *const between[] = { "还是", "以及", "或者", "或", "及", "和", "与", "是", "为", "属于",
                                         "属", "项目" };

  for (guint i = 0; i < G_N_ELEMENTS (fields) && guess->n == 0; i++)
    {
      const char *p = text;
      guint n = 0;

      for (gsize length = 1; *p != '\0' && length > 0; p += length)
        {
          length = value_at (dictionary->fields[fields[i]].values, p);
          n += length > 0;
          for (guint j = 0; j < G_N_ELEMENTS (between) && length == 0; j++)
            if (g_str_has_prefix (p, between[j]))
              length = strlen (between[j]);
        }
      if (*p == '\0' && n >= 2)
        {
          HechaGuess choice = { (guint8) fields[i], HECHA_MATCH_APPROXIMATE, HECHA_ASPECT_NONE,
                                FALSE, FALSE, SCORE_LIKELY };

          hecha_guess_add (guess, &choice);
        }
    }
}

/* ---- names and codes ------------------------------------------------------- */

gboolean
hecha_header_names_project (const char *text)
{
  enum { LONGEST = 16 };
  static const char *const ends[]
      = { "项目名称", "系统名称", "平台名称", "工程名称", "项目名", "系统名", "平台名", "工程名",
          "项目全称", "系统全称", "平台全称", "项目叫什么名称", "项目叫什么", "系统叫什么名称", "系统叫什么",
          "应用名称", "软件名称", "项目名称全称", "系统名称全称", NULL };
  static const char *const others[]
      = { "云", "部署", "对接", "关联", "上级", "原", "依托", "所属", "父", "合同", "监理", "供应", "文件",
          "接入", "共享", "上游", "下游", "目录", "接口", "主管", "数据库", "前期", "配套", "来源", "归属", "总包",
          "一级", "大类", "分类", "科目", "预算项目", "支出", "操作", "数据", "中间件", "服务器", "安全", "资金",
          "指标", "专项", "子", "替代", NULL };

  if (g_utf8_strlen (text, -1) > LONGEST)
    return FALSE;
  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (text, ends[i]))
      {
        g_autofree char *front = g_strndup (text, strlen (text) - strlen (ends[i]));

        for (guint j = 0; others[j] != NULL; j++)
          if (strstr (front, others[j]) != NULL)
            return FALSE;
        return TRUE;
      }
  return FALSE;
}

/* 储备项目编码, 项目统一赋码: the code of a project, whatever system gave it. */
static gboolean
codes_project (const char *text)
{
  static const char *const ends[] = { "编号", "编码", "代码", "赋码", "标识码", "识别码", "唯一码", "id", NULL };
  static const char *const others[]
      = { "合同", "计划", "资产", "文件", "公告", "中标", "监理", "备案", "上级", "一级", "类", "支出", "批复",
          "分组", "指标", "父", "总", "包", "标段", "采购", "招标", "关联", "原", "上年", "验收", "评审", "文",
          "部门", "单位", "科目", "功能", "经济", NULL };
  gboolean ended = FALSE;

  for (guint i = 0; ends[i] != NULL && !ended; i++)
    ended = g_str_has_suffix (text, ends[i]);
  return ended && strstr (text, "项目") != NULL && g_utf8_strlen (text, -1) <= 12
         && !hecha_text_holds_one (text, others);
}

static void
try_identity (const char *text, HechaHeaderGuess *guess)
{
  HechaGuess found = { HECHA_FIELD_NAME, HECHA_MATCH_APPROXIMATE, HECHA_ASPECT_NONE,
                       FALSE, FALSE, SCORE_LIKELY };

  if (codes_project (text))
    found.field = HECHA_FIELD_CODE;
  else if (!hecha_header_names_project (text))
    return;
  hecha_guess_add (guess, &found);
}

void
hecha_header_understand_otherwise (const HechaDictionary *dictionary, const char *text,
                                   HechaHeaderGuess *guess)
{
  static const char *const last[] = { "最近一次", "最近", "最新一次", "最新", "上一次", "上次", "末次", NULL };

  try_parts (dictionary, text, guess);
  if (guess->n == 0)
    try_question_behind (dictionary, text, guess);
  if (guess->n == 0)
    try_requirement (dictionary, text, guess);
  if (guess->n == 0)
    try_when (dictionary, text, guess);
  if (guess->n == 0)
    try_planned (dictionary, text, guess);
  if (guess->n == 0)
    try_as_of (dictionary, text, guess);
  if (guess->n == 0)
    try_behind (dictionary, text, last, is_day, guess);
  if (guess->n == 0)
    try_year (dictionary, text, guess);
  if (guess->n == 0)
    try_still (dictionary, text, guess);
  if (guess->n == 0)
    hecha_header_understand_choices (dictionary, text, guess);
  if (guess->n == 0)
    try_identity (text, guess);
}
