/* What was learnt from examples knows words, not matters: 密评合同金额 has all the
 * signs of a 合同金额.  A header that names a matter which no word of the field
 * knows is another thing. */
#include "ledger/header_guard.h"

#include <string.h>

#include "ledger/header_text.h"

/* Whether a word of the dictionary for FIELD holds MATTER. */
static gboolean
knows (const HechaDictionary *dictionary, HechaField field, const char *matter)
{
  return strstr (dictionary->vocabulary[field]->str, matter) != NULL;
}

static gboolean
holds_strange (const HechaDictionary *dictionary, const GPtrArray *matters, HechaField field,
               const char *plain)
{
  for (guint i = 0; i < matters->len; i++)
    {
      const char *matter = g_ptr_array_index (matters, i);

      if (strstr (plain, matter) != NULL && !knows (dictionary, field, matter))
        return TRUE;
    }
  return FALSE;
}

/* 填报单位：青溪县发展和改革局 is a line of its own. */
static gboolean
is_line (const char *text)
{
  const char *colon = strstr (text, "：");

  if (colon == NULL)
    colon = strchr (text, ':');
  return colon != NULL && strlen (colon) > strlen ("：");
}

/* 审批日期 is that of anything: what says that a project was set up says so. */
static gboolean
lacks_setting_up (HechaField field, const char *const *texts, guint n)
{
  static const char *const words[]
      = { "立项", "批复", "批准", "批文", "可研", "初设", "初步设计", "建议书", "复函", NULL };

  if (field != HECHA_FIELD_APPROVED_ON && field != HECHA_FIELD_APPROVAL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (hecha_text_holds_one (texts[i], words))
      return FALSE;
  return TRUE;
}

gboolean
hecha_header_is_elsewhere (const HechaDictionary *dictionary, HechaField field,
                           const char *const *texts, guint n)
{
  /* 拟建设时间 is no 项目年度. */
  if (field == HECHA_FIELD_YEAR && strstr (texts[n - 1], "年") == NULL)
    return TRUE;
  if (lacks_setting_up (field, texts, n))
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *plain = hecha_header_plain (texts[i]);

      /* 风险 alone says too little. */
      if (n == 1 && g_utf8_strlen (plain, -1) <= 2)
        return TRUE;
      if (is_line (texts[i]) || holds_strange (dictionary, dictionary->others, field, plain)
          || holds_strange (dictionary, dictionary->matters, field, plain))
        return TRUE;
    }
  return FALSE;
}

/* 2024年支付 is of that year alone, and 2024年项目情况 a title. */
static gboolean
names_a_year (const char *leaf)
{
  const char *year = strstr (leaf, "年");

  return year != NULL && year - leaf >= 4 && g_ascii_isdigit (year[-1]) && g_ascii_isdigit (year[-2])
         && g_ascii_isdigit (year[-3]) && g_ascii_isdigit (year[-4]);
}

/* 批复文号及日期, 中标单位、金额: two things in one column. */
static gboolean
is_twofold (const char *leaf)
{
  static const char *const joiners[] = { "及", "和", "与", "、", "/", "／", NULL };
  static const char *const things[][3] = { { "日期", "时间", NULL }, { "文号", "编号", NULL },
                                           { "金额", "价款", NULL }, { "单位", "公司", NULL } };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    n += hecha_text_holds_one (leaf, things[i]);
  return n > 1 && hecha_text_holds_one (leaf, joiners);
}

gboolean
hecha_header_says_too_much (const char *leaf)
{
  return names_a_year (leaf) || is_twofold (leaf);
}
