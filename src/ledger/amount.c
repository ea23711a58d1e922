#include "ledger/amount.h"

#include <string.h>

#include "ledger/fold.h"
#include "ledger/words.h"

#define YUAN G_GINT64_CONSTANT (100)
#define WAN (10000 * YUAN)

static const struct
{
  const char *name;
  gint64 fen;
} units[] = {
  { "千万元", 1000 * WAN }, { "百万元", 100 * WAN }, { "十万元", 10 * WAN }, { "万亿元", 100000000 * WAN },
  { "亿元", 10000 * WAN },  { "万元", WAN },         { "千元", 1000 * YUAN }, { "百元", 100 * YUAN },
  { "千万", 1000 * WAN },   { "百万", 100 * WAN },   { "亿", 10000 * WAN },   { "億", 10000 * WAN },
  { "万圆", WAN },          { "万", WAN },           { "萬元", WAN },         { "萬", WAN },
  { "千", 1000 * YUAN },    { "仟元", 1000 * YUAN },  { "仟", 1000 * YUAN },    { "w元", WAN },          { "w", WAN },            { "元", YUAN },
  { "圆", YUAN },           { "圓", YUAN },          { "块", YUAN },          { "角", YUAN / 10 },
  { "分", 1 },
};

static gint64
take_unit (const char **text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (hecha_take (text, units[i].name))
      return units[i].fen;
  return 0;
}

/* 300000（元） */
static gint64
take_bracketed_unit (const char **text)
{
  const char *p = *text;
  gint64 unit;

  if (*p != '(')
    return 0;
  p++;
  if (hecha_take (&p, "单位"))
    hecha_take (&p, ":");
  unit = take_unit (&p);
  if (unit == 0 || *p != ')')
    return 0;
  *text = p + 1;
  return unit;
}

/* Where no unit is said, a figure that would be a billion 元 in 万元 can only
 * stand in 元, and nothing is nothing in any unit; 0 = cannot be told. */
static gint64
unit_unsaid (HechaDecimal decimal)
{
  enum { SURELY_YUAN = 100000 };
  guint64 whole;

  if (decimal.mantissa == 0)
    return YUAN;
  return hecha_decimal_times (decimal, 1, &whole) && whole >= SURELY_YUAN ? YUAN : 0;
}

gboolean
hecha_amount_from_decimal (HechaDecimal decimal, gboolean negative, gint64 unit,
                           HechaAmount *amount)
{
  guint64 fen;
  gint64 step;

  if (unit == 0)
    unit = unit_unsaid (decimal);
  if (unit <= 0 || !hecha_decimal_times (decimal, (guint64) unit, &fen) ||
      fen > (guint64) HECHA_AMOUNT_MAX)
    return FALSE;
  step = unit;
  for (int d = 0; d < decimal.decimals && step > 1; d++)
    step /= 10;
  amount->fen = negative ? -(gint64) fen : (gint64) fen;
  amount->step = MAX (step, 1);
  amount->rounded = unit >= WAN && decimal.decimals >= 2;
  return TRUE;
}

/* "30", "三十万": a number with or without a unit; *UNIT 0 where none. */
static gboolean
scan_figure (const char **text, HechaDecimal *decimal, gint64 *unit)
{
  const char *p = *text;
  gboolean scaled = FALSE;

  if (!hecha_decimal_scan (&p, decimal))
    {
      decimal->decimals = 0;
      if (!hecha_numeral_scan (&p, &decimal->mantissa, &scaled))
        return FALSE;
    }
  *unit = take_unit (&p);
  if (*unit == 0)
    *unit = take_bracketed_unit (&p);
  if (*unit == 0 && scaled)
    *unit = YUAN;
  *text = p;
  return TRUE;
}

/* Above this a figure with ¥ in a 万元 column is meant in 元, whose sign ¥ is;
 * below it (¥30) nobody can tell. */
#define LEAST_YUAN 1000

/* The unit of a figure that ¥ stands before and nothing behind; 0 = unclear. */
static gint64
unit_of_sign (HechaDecimal decimal, gint64 context_unit)
{
  guint64 whole;

  if (context_unit == 0 || context_unit == YUAN)
    return YUAN;
  return hecha_decimal_times (decimal, 1, &whole) && whole >= LEAST_YUAN ? YUAN : 0;
}

/* 3万5千元, 30万5000元, 叁拾元伍角: figures of falling units, added up. */
static gboolean
scan_sum (const char **text, gint64 context_unit, gboolean yuan_sign, HechaAmount *amount)
{
  HechaDecimal decimal;
  HechaAmount part;
  gint64 unit, previous;

  if (!scan_figure (text, &decimal, &unit))
    return FALSE;
  if (unit == 0 && yuan_sign)
    context_unit = unit_of_sign (decimal, context_unit);
  if ((unit != 0 && unit < YUAN) ||
      !hecha_amount_from_decimal (decimal, FALSE, unit != 0 ? unit : context_unit, amount))
    return FALSE;
  for (previous = unit; previous != 0; previous = unit)
    {
      const char *p = *text;

      if (hecha_take (&p, "零"))
        *text = p;
      if (!scan_figure (&p, &decimal, &unit))
        break;
      if (unit == 0 || unit >= previous ||
          !hecha_amount_from_decimal (decimal, FALSE, unit, &part) || part.fen >= previous)
        return FALSE;
      amount->fen += part.fen;
      amount->step = part.step;
      amount->rounded = FALSE;
      *text = p;
    }
  return amount->fen <= HECHA_AMOUNT_MAX;
}

/* Words that may stand before the figure and say only what it is. */
static void
skip_labels (const char **text)
{
  static const char *const labels[] = {
    "人民币", "变更", "调整", "增加", "调增", "核增", "追加", "增", "合同总价", "合同价款", "合同金额", "合同价", "合同额", "中标金额", "中标价", "成交金额", "成交价",
    "预算金额", "预算", "概算金额", "概算", "估算", "决算金额", "决算", "结算金额", "结算", "评审金额", "评审",
    "审定金额", "审定价", "审定", "批复金额", "批复", "财政", "金额", "总金额", "总价", "总投资", "投资", "价款",
    "共计", "合计", "总计", "共", "计", "大写", "小写", "已支付", "已付款", "已付", "累计", "支付", "每年", "含税", "不含税",
    "税后", "约定", "为", "rmb", "cny", "¥", ":", "元:", "+",
  };
  gboolean again = !g_ascii_isdigit (**text);

  while (again)
    {
      again = FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
        again = hecha_take (text, labels[i]) || again;
    }
}

/* What may follow a figure without changing it. */
static void
skip_tail (const char **text)
{
  static const char *const tails[] = { "人民币", "rmb", "cny", "整", "正", "元", "/年", "每年", "/a",
                                       ".", ";", ",", "含税", "不含税", "税" };
  gboolean again = **text != '\0';

  while (again)
    {
      again = FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (tails); i++)
        again = hecha_take (text, tails[i]) || again;
    }
}

static HechaAmountReading read_signed (const char *text, gint64 unit, HechaAmount *amount);

static gboolean
says_money (const char *text)
{
  return strstr (text, "元") != NULL || strstr (text, "万") != NULL || strstr (text, "亿") != NULL ||
         strstr (text, "圆") != NULL || strstr (text, "¥") != NULL ||
         text[strspn (text, "0123456789.,- ")] == '\0';
}

/* A note in brackets after a figure: the same amount again, or words that
 * leave it as it is (含税, 阳财预〔2024〕5号, 其中…). */
static HechaAmountReading
check_note (const char *note, gint64 unit, const HechaAmount *amount)
{
  HechaAmount again;

  if (hecha_words_vague (note) || strchr (note, '%') != NULL || g_str_has_prefix (note, "未") ||
      g_str_has_prefix (note, "尚未") || strstr (note, "减") != NULL)
    return HECHA_AMOUNT_DOUBTFUL;
  if (g_str_has_prefix (note, "其中") || g_str_has_prefix (note, "含") || !says_money (note) ||
      *note == '\0')
    return HECHA_AMOUNT_EXACT;
  if (read_signed (note, unit, &again) != HECHA_AMOUNT_EXACT ||
      ABS (again.fen) != ABS (amount->fen))
    return HECHA_AMOUNT_DOUBTFUL;
  return HECHA_AMOUNT_EXACT;
}

/* What stands after the first figure: notes in brackets, the amount again. */
static HechaAmountReading
read_rest (const char *text, gint64 unit, const HechaAmount *amount)
{
  char note[HECHA_FOLD_SIZE];

  for (skip_tail (&text); *text == '(' || *text == '['; skip_tail (&text))
    {
      gsize length = strcspn (text + 1, ")]");

      if (text[length + 1] == '\0')
        return HECHA_AMOUNT_DOUBTFUL;
      /* 阳财〔2024〕5号 within round brackets: up to the last one. */
      if (*text == '(' && strrchr (text, ')') != NULL)
        length = (gsize) (strchr (text, ')') - text) - 1;
      memcpy (note, text + 1, length);
      note[length] = '\0';
      if (check_note (note, unit, amount) != HECHA_AMOUNT_EXACT)
        return HECHA_AMOUNT_DOUBTFUL;
      text += length + 2;
    }
  if (*text == '\0')
    return HECHA_AMOUNT_EXACT;
  return says_money (text) ? check_note (text, unit, amount) : HECHA_AMOUNT_DOUBTFUL;
}

static gboolean
has_figure (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_ascii_isdigit (*text) || hecha_numeral_digit (g_utf8_get_char (text)) > 0)
      return TRUE;
  return FALSE;
}

static gboolean
take_minus (const char **text)
{
  static const char *const signs[] = { "-", "△", "负", "核减", "减少", "调减", "减" };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (hecha_take (text, signs[i]))
      return TRUE;
  return FALSE;
}

static HechaAmountReading
read_signed (const char *text, gint64 unit, HechaAmount *amount)
{
  const char *whole = text;
  gboolean negative, yuan_sign;

  skip_labels (&text);
  negative = take_minus (&text);
  skip_labels (&text);
  if (!negative)
    negative = take_minus (&text);
  yuan_sign = memmem (whole, (gsize) (text - whole), "¥", strlen ("¥")) != NULL ||
              memmem (whole, (gsize) (text - whole), "rmb", strlen ("rmb")) != NULL;
  if (!scan_sum (&text, unit, yuan_sign, amount))
    return has_figure (whole) ? HECHA_AMOUNT_DOUBTFUL : HECHA_AMOUNT_NONE;
  if (negative)
    amount->fen = -amount->fen;
  return read_rest (text, unit, amount);
}

/* "(1,234.50)" and "(30)万元": the bookkeeper's minus. */
static HechaAmountReading
read_bracketed (const char *folded, gint64 unit, HechaAmount *amount)
{
  char inner[HECHA_FOLD_SIZE];
  const char *close = strchr (folded, ')');
  const char *after;
  gint64 outer;
  HechaAmountReading reading;

  if (close == NULL)
    return HECHA_AMOUNT_DOUBTFUL;
  after = close + 1;
  outer = take_unit (&after);
  skip_tail (&after);
  if (*after != '\0' || close == folded + 1)
    return has_figure (folded) ? HECHA_AMOUNT_DOUBTFUL : HECHA_AMOUNT_NONE;
  memcpy (inner, folded + 1, (gsize) (close - folded - 1));
  inner[close - folded - 1] = '\0';
  reading = read_signed (inner, outer != 0 ? outer : unit, amount);
  if (amount->fen > 0)
    amount->fen = -amount->fen;
  return reading;
}

HechaAmountReading
hecha_amount_read (const char *folded, gint64 unit, HechaAmount *amount)
{
  *amount = (HechaAmount) { 0, 0, FALSE };
  if (!has_figure (folded))
    return HECHA_AMOUNT_NONE;
  if (hecha_words_vague (folded) || strchr (folded, '%') != NULL || strchr (folded, '~') != NULL)
    return HECHA_AMOUNT_DOUBTFUL;
  if (*folded == '(')
    return read_bracketed (folded, unit, amount);
  return read_signed (folded, unit, amount);
}

/* Words between 单位 and its unit: 金额单位均为人民币万元. */
static void
skip_unit_words (const char **text)
{
  static const char *const words[] = { ":", "均", "统一", "都", "为", "是", "以", "人民币", "rmb" };
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        again = hecha_take (text, words[i]) || again;
    }
}

/* Whether a unit ends here: 元 in 元通公司, 元数据 or 单元 is none.  Blanks are
 * gone, so behind 单位：万元 the next label of a caption may stand. */
static gboolean
unit_ends (const char *text, gboolean after_word)
{
  static const char *const behind[] = { "年", "为单位", "计", "人民币" };
  static const char *const next_labels[] = { "填", "制", "审", "日期", "时间", "负责", "联系", "项目", "报",
                                             "主管", "经办", "截", "编", "20", "建设", "单位" };

  if (*text == '\0' || strchr (")],;:/ ", *text) != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (behind); i++)
    if (g_str_has_prefix (text, behind[i]))
      return TRUE;
  for (gsize i = 0; after_word && i < G_N_ELEMENTS (next_labels); i++)
    if (g_str_has_prefix (text, next_labels[i]))
      return TRUE;
  return FALSE;
}

static gint64
unit_at (const char *text, gboolean after_word)
{
  static const char *const names[] = { "千万元", "百万元", "十万元", "亿元", "万元", "千元", "百元",
                                       "元", "万", "亿" };
  const char *p = text;

  skip_unit_words (&p);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (p, names[i]))
      {
        gint64 fen = take_unit (&p);

        return unit_ends (p, after_word) ? fen : 0;
      }
  return 0;
}

static gint64
merge_units (gint64 found, gint64 next, gboolean *several)
{
  if (found != 0 && next != 0 && next != found)
    *several = TRUE;
  return next != 0 ? next : found;
}

gint64
hecha_amount_unit_in (const char *text)
{
  static const char *const ends[] = { "千万元", "百万元", "亿元", "万元", "千元" };
  char folded[HECHA_FOLD_SIZE];
  gboolean several = FALSE;
  gint64 found = 0;

  if (hecha_fold_text (text, folded) <= 0)
    return 0;
  found = unit_at (folded, FALSE);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (strchr ("([:/,;-", *p) != NULL)
      found = merge_units (found, unit_at (p + 1, FALSE), &several);
    else if (g_str_has_prefix (p, "单位") || g_str_has_prefix (p, "均以") ||
             g_str_has_prefix (p, "均为"))
      found = merge_units (found, unit_at (p + strlen ("单位"), TRUE), &several);
  for (gsize i = 0; found == 0 && i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (folded, ends[i]))
      found = unit_at (ends[i], FALSE);
  return several ? 0 : found;
}

/* The first section of CODE without quotes, escapes, colours and locales:
 * what it adds to the digits, the digits themselves. */
static void
format_literals (const char *code, char *literals, gsize size)
{
  gsize n = 0;
  gboolean quoted = FALSE, bracketed = FALSE;

  for (; *code != '\0' && n + 1 < size && (quoted || *code != ';'); code++)
    if (*code == '"')
      quoted = !quoted;
    else if (!quoted && (*code == '[' || *code == ']'))
      bracketed = *code == '[';
    else if (!bracketed && (quoted || *code != '\\'))
      literals[n++] = *code;
  literals[n] = '\0';
}

/* What the digits shown are divided by: 1000 for each comma after the last
 * digit place, 10 for each place behind a literal point (0!.0,"万元"). */
static gint64
format_divisor (const char *literals)
{
  const char *last = literals, *point = strstr (literals, "!.");
  gint64 divisor = 1;

  for (const char *p = literals; *p != '\0'; p++)
    if (*p == '0' || *p == '#' || *p == '?')
      last = p;
  for (const char *p = last + (*last != '\0'); *p == ',' && divisor < 1000000; p++)
    divisor *= 1000;
  for (const char *p = point != NULL ? point + 2 : ""; (*p == '0' || *p == '#') && divisor < G_GINT64_CONSTANT (1000000000); p++)
    divisor *= 10;
  return divisor;
}

gint64
hecha_amount_unit_of_format (const char *code)
{
  static const char *const shown[] = { "亿元", "万元", "千元", "百元", "元", "亿", "万" };
  char literals[128];
  const char *p;

  if (code == NULL || strpbrk (code, "\"\\!") == NULL)
    return 0;
  format_literals (code, literals, sizeof literals);
  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    if ((p = strstr (literals, shown[i])) != NULL)
      return take_unit (&p) / format_divisor (literals);
  return 0;
}
