#include "report/characters.h"

#include "report/marks_xml.h"

const guint8 hecha_character_meanings[128] = {
  35, 35, 35, 35, 35, 35, 35, 35, 35, 36, 36, 35, 35, 36, 35, 35,
  35, 35, 35, 35, 35, 35, 35, 35, 35, 35, 35, 35, 35, 35, 35, 35,
  0, 0, 34, 0, 0, 0, 35, 2, 0, 0, 0, 0, 0, 16, 16, 0,
  16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 24, 0, 35, 0, 32, 0,
  0, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24,
  24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 0, 0, 1, 0, 24,
  0, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24,
  24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 0, 0, 0, 0, 0,
};

gsize
hecha_character_length_of_other (const guchar *at, gsize left)
{
  gunichar c = g_utf8_get_char_validated ((const char *) at, (gssize) left);

  if (c == (gunichar) -1 || c == (gunichar) -2 || c == 0xfffe || c == 0xffff)
    return 0;
  return (gsize) g_unichar_to_utf8 (c, NULL);
}

/* Eight bytes that are all plain: beyond " ", below 0x80. */
static inline gboolean
are_plain (const guchar *at)
{
  guint64 word;

  memcpy (&word, at, sizeof word);
  /* A byte below " " borrows from its top bit. */
  return ((word | (word - G_GUINT64_CONSTANT (0x2020202020202020)))
          & G_GUINT64_CONSTANT (0x8080808080808080))
         == 0;
}

gboolean
hecha_markup_are_characters (const char *text, gsize length)
{
  const guchar *at = (const guchar *) text, *end = at + length;

  while (at < end)
    if (end - at >= 8 && are_plain (at))
      at += 8;
    else if (*at < 0x80)
      {
        if (*at < ' ' && !hecha_character_is_space ((char) *at))
          return FALSE;
        at++;
      }
    else
      {
        gsize wide = hecha_character_length (at, (gsize) (end - at));

        if (wide == 0)
          return FALSE;
        at += wide;
      }
  return TRUE;
}

const char *
hecha_markup_skip_plain (const char *text, const char *end)
{
  return hecha_characters_pass (text, end, HECHA_CHARACTER_ESCAPED);
}
