#include "ledger/header_text.h"

#include <string.h>

static gboolean
is_kept (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_iswide (c);
}

static gboolean
is_punctuation (gunichar c)
{
  /* NFKC leaves the Chinese comma-like marks, quotes and book title marks. */
  return (c >= 0x3000 && c <= 0x3004) || (c >= 0x3008 && c <= 0x3020) || c == 0x30fb
         || (c >= 0x2000 && c <= 0x2bff) || g_unichar_ispunct (c) || g_unichar_isspace (c)
         || g_unichar_iscntrl (c);
}

/* 项目名称① points to a note below; ①项目名称 is a number, ③批复总概算 too. */
static char *
without_footnotes (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x2460 || c > 0x2473)
        g_string_append_unichar (out, c);
      else if (out->len == 0)
        g_string_append_printf (out, "%u、", c - 0x2460 + 1);
    }
  return g_string_free (out, FALSE);
}

static char *
fold (const char *text)
{
  g_autofree char *unmarked = without_footnotes (text);
  g_autofree char *normal = g_utf8_normalize (unmarked, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_strdown (normal != NULL ? normal : "", -1);
}

/* 3批复总概算: the number of a header, not the 3 of 3级 or 2024年. */
static gboolean
is_bare_number (const char *from, const char *to)
{
  static const char *const measures[] = { "年", "月", "日", "级", "期", "个", "号", "批", "次", "季",
                                          "万", "元", "标", "包", "类", "天", "人", NULL };

  if (to - from > 2 || strspn (from, "0123456789") < (gsize) (to - from) || (guchar) *to < 0x80)
    return FALSE;
  for (guint i = 0; measures[i] != NULL; i++)
    if (g_str_has_prefix (to, measures[i]))
      return FALSE;
  return TRUE;
}

/* Past 第十五条 and what parts it from the words: an article that a header
 * cites; FOLDED itself where there is none, or nothing else. */
static const char *
past_article (const char *folded)
{
  const char *p = folded, *end;

  if (!g_str_has_prefix (p, "第"))
    return folded;
  p += strlen ("第");
  while (g_ascii_isdigit (*p))
    p++;
  while (*p != '\0' && g_utf8_strchr ("一二三四五六七八九十百", -1, g_utf8_get_char (p)) != NULL)
    p = g_utf8_next_char (p);
  if (!g_str_has_prefix (p, "条"))
    return folded;
  p += strlen ("条");
  for (end = p; *end != '\0' && is_punctuation (g_utf8_get_char (end)); end = g_utf8_next_char (end))
    ;
  return *end != '\0' ? end : folded;
}

/* Past 一、 (1) 1. ① and the like, but not past the 三 of 三重一大. */
static const char *
past_number (const char *folded)
{
  static const char numerals[] = "一二三四五六七八九十";
  const char *p = past_article (folded);
  gboolean bracket = *p == '(';

  if (p != folded)
    return p;
  if (bracket)
    p++;
  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_ascii_isdigit (*p) && g_utf8_strchr (numerals, -1, c) == NULL)
        break;
      p = g_utf8_next_char (p);
    }
  if (p == folded || (bracket && p == folded + 1))
    return folded;
  if (bracket)
    return *p == ')' ? p + 1 : folded;
  if (g_str_has_prefix (p, "、"))
    return p + strlen ("、");
  if (*p == '.' || *p == ')' || *p == ',')
    return g_ascii_isdigit (p[1]) ? folded : p + 1;
  return is_bare_number (folded, p) ? p : folded;
}

static void
append_plain (GString *out, const char *text, gssize length)
{
  const char *end = text + length;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_kept (c) && !is_punctuation (c))
        g_string_append_unichar (out, c);
    }
}

gboolean
hecha_text_holds_one (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

char *
hecha_header_plain (const char *text)
{
  g_autofree char *folded = fold (text);
  const char *start = folded;
  GString *out = g_string_new (NULL);

  while (g_ascii_isspace (*start) || *start == '*')
    start++;
  start = past_number (start);
  append_plain (out, start, (gssize) strlen (start));
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *name;
  gint64 unit;
} units[] = {
  { "亿元", G_GINT64_CONSTANT (10000000000) },
  { "千万元", G_GINT64_CONSTANT (1000000000) },
  { "百万元", G_GINT64_CONSTANT (100000000) },
  { "十万元", G_GINT64_CONSTANT (10000000) },
  { "万元", G_GINT64_CONSTANT (1000000) },
  { "千元", G_GINT64_CONSTANT (100000) },
  { "百元", G_GINT64_CONSTANT (10000) },
  { "元", G_GINT64_CONSTANT (100) },
  { "亿", G_GINT64_CONSTANT (10000000000) },
  { "万", G_GINT64_CONSTANT (1000000) },
};

gint64
hecha_money_unit (const char *text)
{
  static const char *const before[] = { "货币单位", "金额单位", "计量单位", "计价单位", "单位",
                                        "为", "人民币", "rmb", "以", "均" };
  static const char *const after[] = { "人民币", "年", "rmb", "为单位", "整" };

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    if (g_str_has_prefix (text, before[i]))
      text += strlen (before[i]);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (text, units[i].name))
      {
        const char *rest = text + strlen (units[i].name);

        if (*rest == '\0')
          return units[i].unit;
        for (guint j = 0; j < G_N_ELEMENTS (after); j++)
          if (strcmp (rest, after[j]) == 0)
            return units[i].unit;
      }
  return 0;
}

static gboolean
lists_choices (const char *raw)
{
  for (const char *p = raw; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '/' || c == 0x3001 || c == ',' || c == ';' || c == '|' || c == 0x25a1)
        return TRUE;
    }
  return FALSE;
}

/* Whether brackets hold a hint on how to fill the cell, not a part of the
 * name: （填写到月）, （是/否）, （盖章）, a list of choices. */
static gboolean
is_hint (const char *raw, const char *plain)
{
  static const char *const hints[]
      = { "填", "例如", "如:", "如有", "若有", "注", "精确", "格式", "年月日", "yyyy", "选",
          "请", "盖章", "公章", "签字", "签章", "小数", "保留", "单位:", "含税", "自动", "下拉",
          "截至", "截止", "说明", "可", "是否", "年月", "以", "按", "详见", "附", "见", "含",
          "大写", "小写", "个人", "全称", "简称", "批复文件", "已", "%" };

  if (*plain == '\0' || g_ascii_isdigit (*plain) || strcmp (plain, "单位") == 0)
    return TRUE;
  if (lists_choices (raw))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    if (strstr (raw, hints[i]) != NULL)
      return TRUE;
  return g_utf8_strlen (plain, -1) > 10;
}

static const char *
closing (const char *open)
{
  int depth = 0;

  for (const char *p = open; *p != '\0'; p++)
    {
      if (*p == '(' || *p == '[')
        depth++;
      else if ((*p == ')' || *p == ']') && --depth == 0)
        return p;
    }
  return NULL;
}

/* A unit at the end without brackets: 预算金额万元, 合同价:元. */
static void
take_trailing_unit (HechaHeaderText *header)
{
  for (guint i = 0; i < G_N_ELEMENTS (units) - 2 && header->unit == 0; i++)
    if (g_str_has_suffix (header->plain, units[i].name)
        && strcmp (header->plain, header->whole) == 0)
      {
        gsize length = strlen (header->plain) - strlen (units[i].name);

        if (length == 0 || g_str_has_suffix (header->plain, "单元"))
          return;
        header->plain[length] = '\0';
        header->whole[length] = '\0';
        for (guint j = 0; j < 2; j++)
          {
            static const char *const tails[] = { "人民币", "单位" };

            if (g_str_has_suffix (header->plain, tails[j]))
              {
                length -= strlen (tails[j]);
                header->plain[length] = '\0';
                header->whole[length] = '\0';
              }
          }
        header->unit = units[i].unit;
      }
}

/* 上云（是/否）asks 是否上云. */
static gboolean
is_question (const char *plain)
{
  static const char *const questions[] = { "是否", "有无", "是或否", "有或无", "是与否", "已未", "yn" };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (strcmp (plain, questions[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
ask (char **text)
{
  static const char *const asked[] = { "是否", "有无", "有没有", "是不是", "能否", "可否", NULL };
  char *question;

  if (**text == '\0' || hecha_text_holds_one (*text, asked))
    return;
  question = g_strconcat ("是否", *text, NULL);
  g_free (*text);
  *text = question;
}

static void
take_bracket (HechaHeaderText *header, const char *open, const char *close, GString *whole,
              GString *inner)
{
  g_autofree char *raw = g_strndup (open + 1, (gsize) (close - open - 1));
  g_autofree char *plain = hecha_header_plain (raw);
  gint64 unit = hecha_money_unit (plain);

  if (unit != 0)
    {
      if (header->unit == 0)
        header->unit = unit;
      return;
    }
  header->asks = header->asks || is_question (plain);
  if (header->choices == NULL && lists_choices (raw))
    header->choices = g_strdup (plain);
  if (is_hint (raw, plain))
    return;
  g_string_append (whole, plain);
  g_string_append (inner, plain);
}

void
hecha_header_text_init (HechaHeaderText *header, const char *text)
{
  g_autofree char *folded = fold (text);
  GString *plain = g_string_new (NULL);
  GString *whole = g_string_new (NULL);
  GString *inner = g_string_new (NULL);
  const char *p = folded;

  header->unit = 0;
  header->asks = FALSE;
  header->choices = NULL;
  for (char *q = folded; *q != '\0'; q++)
    if (*q == '[' || *q == ']' || *q == '{' || *q == '}')
      *q = *q == '[' || *q == '{' ? '(' : ')';
  while (g_ascii_isspace (*p) || *p == '*')
    p++;
  p = past_number (p);
  while (*p != '\0')
    {
      const char *open = strchr (p, '(');
      const char *close = open != NULL ? closing (open) : NULL;
      gssize length = open != NULL && close != NULL ? open - p : (gssize) strlen (p);

      append_plain (plain, p, length);
      append_plain (whole, p, length);
      if (close == NULL)
        break;
      take_bracket (header, open, close, whole, inner);
      p = close + 1;
    }
  header->plain = g_string_free (plain, FALSE);
  header->whole = g_string_free (whole, FALSE);
  header->inner = g_string_free (inner, FALSE);
  if (header->choices == NULL)
    header->choices = g_strdup ("");
  if (header->asks)
    {
      ask (&header->plain);
      ask (&header->whole);
    }
  take_trailing_unit (header);
}

void
hecha_header_text_clear (HechaHeaderText *header)
{
  g_clear_pointer (&header->plain, g_free);
  g_clear_pointer (&header->whole, g_free);
  g_clear_pointer (&header->inner, g_free);
  g_clear_pointer (&header->choices, g_free);
}
