#include "ledger/row_kind.h"

#include <string.h>

#include "ledger/header_text.h"

/* Whether TEXT is WORD, or WORD with a count behind it: 合计12个项目. */
static gboolean
is_counted (const char *text, const char *word)
{
  const char *rest;

  if (!g_str_has_prefix (text, word))
    return FALSE;
  rest = text + strlen (word);
  if (*rest == '\0')
    return TRUE;
  if (g_str_has_prefix (rest, "共"))
    rest += strlen ("共");
  while (g_ascii_isdigit (*rest))
    rest++;
  return *rest == '\0' || strcmp (rest, "个") == 0 || strcmp (rest, "个项目") == 0
         || strcmp (rest, "项") == 0 || strcmp (rest, "万元") == 0 || strcmp (rest, "元") == 0
         || strcmp (rest, "金额") == 0 || strcmp (rest, "数") == 0;
}

/* Every row is asked, and hardly one is a total: 合计, 合 计 and the like must be
 * there, 统计 and 审计 do not count. */
static gboolean
may_be_total (const char *text)
{
  static const char firsts[] = "合小总共累分";

  for (const char *at = strstr (text, "计"); at != NULL; at = strstr (at + 1, "计"))
    for (const char *p = at; p > text;)
      {
        gunichar c;

        p = g_utf8_prev_char (p);
        c = g_utf8_get_char (p);
        if (g_utf8_strchr (firsts, -1, c) != NULL)
          return TRUE;
        if (c != ' ' && !g_unichar_isspace (c))
          break;
      }
  return strstr (text, "总共") != NULL;
}

HechaTotalKind
hecha_total_kind (const char *text)
{
  static const char *const parts[] = { "小计", "本页小计", "本页合计", "分计", "本组小计",
                                       "本月合计", "本月累计", "本季合计", "本季累计", "部门小计", "单位小计", "分类小计", NULL };
  static const char *const grands[] = { "合计", "总计", "共计", "累计", "总合计", "合计数",
                                        "总计数", "全部合计", "总共", "本年累计", "全年累计", "年度累计",
                                        "本年合计", "全年合计", NULL };
  g_autofree char *plain = NULL;
  glong length;

  if (strcmp (text, "共") == 0 || strcmp (text, "总") == 0)
    return HECHA_TOTAL_GRAND;
  if (strlen (text) > 90 || !may_be_total (text))
    return HECHA_TOTAL_NONE;
  plain = hecha_header_plain (text);
  length = g_utf8_strlen (plain, -1);
  if (length < 2)
    return HECHA_TOTAL_NONE;
  for (guint i = 0; parts[i] != NULL; i++)
    if (is_counted (plain, parts[i]))
      return HECHA_TOTAL_PART;
  for (guint i = 0; grands[i] != NULL; i++)
    if (is_counted (plain, grands[i]))
      return HECHA_TOTAL_GRAND;
  if (length <= 14 && (g_str_has_suffix (plain, "小计") || g_str_has_suffix (plain, "合计")))
    return HECHA_TOTAL_PART;
  return length <= 14 && g_str_has_suffix (plain, "总计") ? HECHA_TOTAL_GRAND : HECHA_TOTAL_NONE;
}

/* Every name is asked: told by its last character, that of a bracket or of one
 * of the words below. */
static gboolean
may_be_figure (const char *text)
{
  static const char lasts[] = "减增额差比重环均值数量年期写率异余个项元万少)）%％:： ";
  gsize length = strlen (text);

  return length >= 3 && length <= 60
         && g_utf8_strchr (lasts, -1, g_utf8_get_char (g_utf8_prev_char (text + length))) != NULL;
}

gboolean
hecha_is_figure (const char *text)
{
  enum { LONGEST = 12 };
  static const char *const wholes[]
      = { "增减", "净增", "净减", "净额", "差", "比例", "比重", "同比", "环比", "平均", "均值", "数量",
          "个数", "件数", "份数", "数目", "上年", "上期", "本期", "上年数", "上期数", "本期数", "大写",
          "人民币大写", "金额大写", "合计大写", "百分率", "几个", "几项", "多少", NULL };
  static const char *const ends[]
      = { "净增减", "增减额", "增减数", "差额", "差异", "差值", "余额", "结余", "节余", "占比", "百分比",
          "率", "平均值", "平均数", "最大值", "最小值", "同期", "同期数", "总额", "总数", "个数", "项目数", "项目数量",
          "系统数", "系统数量", NULL };
  static const char *const units[] = { "%", "个", "项", "元", "万", NULL };
  g_autofree char *plain = NULL;

  if (!may_be_figure (text))
    return FALSE;
  plain = hecha_header_plain (text);
  for (guint i = 0; units[i] != NULL; i++)
    if (g_str_has_suffix (plain, units[i]))
      plain[strlen (plain) - strlen (units[i])] = '\0';
  if (g_strv_contains (wholes, plain))
    return TRUE;
  for (guint i = 0; g_utf8_strlen (plain, -1) <= LONGEST && ends[i] != NULL; i++)
    if (g_str_has_suffix (plain, ends[i]))
      return TRUE;
  return FALSE;
}

/* 镇长：张晋阳 signs. */
static gboolean
is_office (const char *label)
{
  static const char *const offices[] = { "局长", "镇长", "乡长", "县长", "院长", "校长", "主任", "书记", "会计",
                                         "股长", "科长", "站长", "所长", NULL };

  if (g_utf8_strlen (label, -1) > 4)
    return FALSE;
  for (guint i = 0; offices[i] != NULL; i++)
    if (g_str_has_suffix (label, offices[i]))
      return TRUE;
  return FALSE;
}

gboolean
hecha_is_foot (const char *text)
{
  static const char *const labels[]
      = { "制表人", "制表", "填表人", "填报人", "审核人", "审核", "复核", "复核人", "经办人",
          "单位负责人", "分管领导", "主管领导", "联系人", "联系电话", "填报日期", "填表日期",
          "制表日期", "报送日期", "填报时间", "制表时间", "日期", "盖章", "单位盖章", "单位公章",
          "备注", "注", "说明", "填表说明", "填报说明", "编制说明", "备注说明", "填报单位", "编制单位",
          "负责人", "主要负责人", "编制人", "校对", "签字", "财务负责人", "单位负责人签字",
          "填表须知", "注意事项", "制表单位", "统计人", "审批人", "批准人", "其他说明", "领导签字",
          "填报单位盖章", "负责人签字", "审核人签字", "填报人签字", "单位名称", "单位名称盖章", NULL };
  const char *colon, *wide;
  g_autofree char *label = NULL;

  colon = strchr (text, ':');
  wide = strstr (text, "：");
  if (wide != NULL && (colon == NULL || wide < colon))
    colon = wide;
  if (colon == NULL)
    {
      /* Longer than any label, or the code of a project. */
      if (strlen (text) > 60 || g_ascii_isalnum (*text))
        return FALSE;
      label = hecha_header_plain (text);
      return g_strv_contains (labels, label) && strcmp (label, "备注") != 0;
    }
  if (colon - text > 60)
    return FALSE;
  {
    g_autofree char *front = g_strndup (text, (gsize) (colon - text));

    label = hecha_header_plain (front);
  }
  if (g_strv_contains (labels, label) || is_office (label))
    return TRUE;
  /* 注1：, 说明一： */
  return g_str_has_prefix (label, "注") && g_utf8_strlen (label, -1) <= 2;
}

gboolean
hecha_may_be_name (const char *text)
{
  enum { LONGEST = 48, FEW = 4 };
  static const char *const ends[] = { "名称", "名", "编号", "编码", "代码", "标题", "全称", "号",
                                      "标识", "赋码", "叫什么", "ID", "id", "事项", NULL };
  char words[LONGEST + 8];
  gsize n = 0, n_characters = 0;

  /* Blanks and line breaks within a header are layout; brackets are notes. */
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gsize size = (gsize) (g_utf8_next_char (p) - p);

      if (c == '(' || c == 0xff08 || c == '[' || c == ':' || c == 0xff1a)
        break;
      if (g_unichar_isspace (c) || c == '*')
        continue;
      if (n + size > LONGEST)
        return FALSE;
      memcpy (words + n, p, size);
      n += size;
      n_characters++;
    }
  words[n] = '\0';
  if (n_characters <= FEW)
    return n > 0 && !g_ascii_isdigit (*words);
  for (guint i = 0; ends[i] != NULL; i++)
    {
      gsize length = strlen (ends[i]);

      if (n >= length && memcmp (words + n - length, ends[i], length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Nearly every cell is none: told by its first character. */
static gboolean
may_be_ditto (const char *text)
{
  switch ((guchar) *text)
    {
    case '"':
    case '\'':
    case '(':
    case ' ':
    case 0xe2:
    case 0xe3:
    case 0xef:
      return TRUE;
    case 0xe4:
      return g_str_has_prefix (text, "上");
    case 0xe5:
      return g_str_has_prefix (text, "同") || g_str_has_prefix (text, "如");
    default:
      return FALSE;
    }
}

gboolean
hecha_is_ditto (const char *text)
{
  static const char *const words[] = { "同上", "〃", "\"", "”", "″", "''", "“", "々", "同前", "如上",
                                       "〃〃", "\"\"", "同上行", "上同", "（同上）", "(同上)", "同 上", NULL };
  g_autofree char *trimmed = NULL;

  if (!may_be_ditto (text) || strlen (text) > 24)
    return FALSE;
  trimmed = g_strstrip (g_strdup (text));
  return g_strv_contains (words, trimmed);
}

gboolean
hecha_is_no_project (const char *text)
{
  static const char *const begins[] = { "其中", "示例", "例：", "例:", "填写示例", "样例", "以下空白",
                                        "以下无正文", "以下略", "填表示例", "（示例）", "(示例)",
                                        "（例）", "(例)", "第1页", "此表", "本表", NULL };
  static const char *const wholes[] = { "例", "……", "…", "...", "⋯⋯", "此处空白", "空白", "以上合计", NULL };

  static const char firsts[] = "其示例填样以（(第此本…⋯.空";

  if (*text == '\0' || g_utf8_strchr (firsts, -1, g_utf8_get_char (text)) == NULL)
    return FALSE;
  for (guint i = 0; begins[i] != NULL; i++)
    if (g_str_has_prefix (text, begins[i]))
      return TRUE;
  return g_strv_contains (wholes, text);
}

static const char chinese_digits[] = "一二三四五六七八九十";

gboolean
hecha_is_chinese_number (const char *text)
{
  g_autofree char *plain = NULL;
  guint n = 0;

  if (strlen (text) > 24)
    return FALSE;
  plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  for (const char *p = plain; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_utf8_strchr (chinese_digits, -1, c) != NULL)
        n++;
      else if (c != '(' && c != ')' && c != 0x3001 && c != '.' && c != ' ')
        return FALSE;
    }
  return n > 0;
}

gboolean
hecha_is_section (const char *text)
{
  const char *p = text;
  gboolean bracket = g_str_has_prefix (p, "（") || *p == '(';

  if (bracket)
    p = g_utf8_next_char (p);
  if (g_utf8_strchr (chinese_digits, -1, g_utf8_get_char (p)) == NULL || *p == '\0')
    return FALSE;
  while (*p != '\0' && g_utf8_strchr (chinese_digits, -1, g_utf8_get_char (p)) != NULL)
    p = g_utf8_next_char (p);
  return bracket ? g_str_has_prefix (p, "）") || *p == ')'
                 : g_str_has_prefix (p, "、") || g_str_has_prefix (p, "．") || *p == '.';
}
