/* characters.h - the characters of XML and what they mean where: told byte by
 * byte from a table, inline, for all that is marked goes through here. */
#ifndef HECHA_REPORT_CHARACTERS_H
#define HECHA_REPORT_CHARACTERS_H

#include <string.h>

#include <glib.h>

G_BEGIN_DECLS

/* Where a byte of ASCII means something else than itself, or is no character
 * at all, and where it can stand in a name. */
enum
{
  HECHA_CHARACTER_TEXT = 1,
  HECHA_CHARACTER_VALUE = 2,    /* of an attribute */
  HECHA_CHARACTER_CODED = 4,    /* white space that is a blank in a value */
  HECHA_CHARACTER_START = 8,    /* of a name */
  HECHA_CHARACTER_NAME = 16,
  HECHA_CHARACTER_ESCAPED = 32  /* when written */
};

/* By byte of ASCII. */
extern const guint8 hecha_character_meanings[128];

/* As below, for what is not of the usual three bytes. */
gsize hecha_character_length_of_other (const guchar *at, gsize left);

static inline gboolean
hecha_character_is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static inline gboolean
hecha_character_starts_name (char c)
{
  return (guchar) c >= 0x80 || (hecha_character_meanings[(guchar) c] & HECHA_CHARACTER_START) != 0;
}

static inline gboolean
hecha_character_is_of_name (char c)
{
  return (guchar) c >= 0x80 || (hecha_character_meanings[(guchar) c] & HECHA_CHARACTER_NAME) != 0;
}

/* Bytes of the character beyond ASCII at AT, or 0 where it is none of XML's.
 * Nearly all of ours take three, and their first is one of these. */
static inline gsize
hecha_character_length (const guchar *at, gsize left)
{
  if (at[0] >= 0xe1 && at[0] <= 0xec && left >= 3 && (at[1] & 0xc0) == 0x80
      && (at[2] & 0xc0) == 0x80)
    return 3;
  return hecha_character_length_of_other (at, left);
}

/* The first byte from AT on that means something in a place of that KIND, or
 * does not belong to any character. */
static inline const char *
hecha_characters_pass (const char *at, const char *end, guint kind)
{
  while (at < end)
    {
      gsize wide;

      if ((guchar) *at < 0x80)
        {
          if (hecha_character_meanings[(guchar) *at] & kind)
            break;
          at++;
          continue;
        }
      wide = hecha_character_length ((const guchar *) at, (gsize) (end - at));
      if (wide == 0)
        break;
      at += wide;
    }
  return at;
}

G_END_DECLS

#endif
