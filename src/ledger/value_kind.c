#include "ledger/value_kind.h"

#include <string.h>

#include "ledger/column_evidence.h"
#include "ledger/header_parts.h"
#include "ledger/header_text.h"

#define LONG_TEXT 24   /* characters */
/* 无, 不涉及 and / may be said of anything. */
#define DENIAL '/'

static gboolean
is_denial (const char *plain)
{
  static const char *const words[] = { "", "无", "没有", "暂无", "不涉及", "不适用", "无需", "不需要" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (plain, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
ends_like_a_unit (const char *text)
{
  static const char *const ends[] = { "局", "委", "办", "公司", "学校", "医院", "政府", "集团", "厂",
                                      "所", "站", "镇", "乡", "街道", "大队", "厅", "部", "院", "校",
                                      "事务所", "委员会", "办公室" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (text, ends[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_code (const char *text)
{
  gboolean digit = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && strchr ("-_./ ", *p) == NULL)
        return FALSE;
      digit = digit || g_ascii_isdigit (*p);
    }
  return digit;
}

static char
kind_of_text (const HechaDictionary *dictionary, const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *plain = hecha_header_plain (text);

  if (is_denial (plain))
    return DENIAL;
  if (g_utf8_strlen (trimmed, -1) > LONG_TEXT)
    return 'l';
  if (ends_like_a_unit (trimmed))
    return 'u';
  if (strstr (trimmed, "号") != NULL && strpbrk (trimmed, "0123456789") != NULL)
    return 'c';
  if (is_code (trimmed))
    return 'k';
  return g_utf8_strlen (plain, -1) >= 4
                 && hecha_contains_any (plain, dictionary->telling[HECHA_TELLS_NAME])
             ? 'p'
             : 't';
}

char
hecha_cell_kind (const HechaDictionary *dictionary, const HechaCell *cell)
{
  const char *text = hecha_cell_text (cell);

  switch (hecha_cell_looks (cell))
    {
    case HECHA_LOOKS_DATE:
      return 'd';
    case HECHA_LOOKS_NUMBER:
      return 'n';
    case HECHA_LOOKS_FLAG:
      return text != NULL && kind_of_text (dictionary, text) == DENIAL ? DENIAL : 'y';
    case HECHA_LOOKS_TEXT:
      return kind_of_text (dictionary, text);
    default:
      return '?';
    }
}

void
hecha_kinds_add (HechaKinds *kinds, char kind)
{
  kinds->n[kind & 0x7f]++;
}

char
hecha_kinds_commonest (const HechaKinds *kinds)
{
  static const char order[] = "dnypucklt";
  char best = '?';
  guint most = 0;

  for (const char *kind = order; *kind != '\0'; kind++)
    if (kinds->n[(guchar) *kind] > most)
      {
        most = kinds->n[(guchar) *kind];
        best = *kind;
      }
  return most == 0 && kinds->n[DENIAL] > 0 ? 'y' : best;
}
