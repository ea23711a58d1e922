/* Text made comparable: see folded.h. */
#include "audit/folded.h"

static guint16
fold_character (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    c -= 0xfee0;
  else if (c == 0x3000)
    c = ' ';
  if (c > 0xffff)
    return 0xfffd;
  /* Roman numerals of phases: Ⅱ and ⅱ are written for II. */
  if (c >= 0x2170 && c <= 0x217f)
    c -= 0x10;
  return (guint16) (c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* Quotes split no word: 惠农补贴“一卡通”. */
static gboolean
is_quote (guint16 unit)
{
  return unit == '"' || unit == '\'' || (unit >= 0x2018 && unit <= 0x201f)
         || (unit >= 0x300a && unit <= 0x300f);
}

void
hecha_folded_text (GArray *units, const char *text)
{
  guint n = 0;

  if (text == NULL)
    return;
  for (; *text != '\0' && n < HECHA_FOLDED_MAX; text = g_utf8_next_char (text), n++)
    {
      guint16 unit = fold_character (g_utf8_get_char (text));

      if (!is_quote (unit))
        g_array_append_val (units, unit);
    }
}

gboolean
hecha_folded_is_break (guint16 unit)
{
  if (unit < 0x80)
    return !g_ascii_isalnum ((char) unit);
  if (unit >= 0x4e00 && unit <= 0x9fff)
    return FALSE;
  return (unit >= 0x3000 && unit <= 0x303f) || (unit >= 0x2010 && unit <= 0x206f)
         || unit == 0x00b7 || unit == 0x00d7 || unit == 0x00a0;
}

gboolean
hecha_folded_is_one_of (guint16 unit, const char16_t *characters)
{
  for (; *characters != 0; characters++)
    if (*characters == unit)
      return TRUE;
  return FALSE;
}

gboolean
hecha_folded_ends_with (const guint16 *units, gsize length, const char16_t *suffix)
{
  gsize n = 0;

  while (suffix[n] != 0)
    n++;
  if (length < n)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (units[length - n + i] != suffix[i])
      return FALSE;
  return TRUE;
}

char *
hecha_unfold (const guint16 *units, gsize length)
{
  GString *text = g_string_sized_new (length * 3);

  for (gsize i = 0; i < length; i++)
    g_string_append_unichar (text, units[i]);
  return g_string_free (text, FALSE);
}

guint32
hecha_folded_hash (const guint16 *units, gsize length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    {
      hash = (hash ^ (units[i] & 0xff)) * 16777619u;
      hash = (hash ^ (units[i] >> 8)) * 16777619u;
    }
  /* FNV leaves the low bits of short keys alike; this spreads them. */
  hash ^= hash >> 16;
  hash *= 0x85ebca6bu;
  hash ^= hash >> 13;
  return hash;
}
