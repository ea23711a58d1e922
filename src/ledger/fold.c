#include "ledger/fold.h"

#include <string.h>

static gboolean
invisible (gunichar c)
{
  return c == 0x00ad || c == 0xfeff || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2064);
}

static gboolean
blank (gunichar c)
{
  return c <= ' ' || c == 0x7f || c == 0x85 || c == 0xa0 || c == 0x1680 || c == 0x3000 ||
         (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
         c == 0x205f || invisible (c);
}

/* Signs outside the full-width block that are typed for an ASCII one. */
static gunichar
fold_sign (gunichar c)
{
  switch (c)
    {
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015:
    case 0x2212: case 0x2500: case 0x2501: case 0xfe63:
      return '-';
    case 0x301c: case 0x223c: case 0x02dc:
      return '~';
    case 0x2044: case 0x2215: case 0x2571:
      return '/';
    case 0x3001:
      return ',';
    case 0x3002:
      return ';';
    case 0x3008: case 0x3010: case 0x3014: case 0x3016: case 0x3018:
      return '[';
    case 0x3009: case 0x3011: case 0x3015: case 0x3017: case 0x3019:
      return ']';
    case 0xffe5:
      return 0xa5;
    case 0x2705: case 0x2713: case 0x2714: case 0x2611: case 0x1f5f9: case 0x1f5f8: case 0x1f5f5:
      return c == 0x2611 || c == 0x1f5f9 ? 0x2611 : 0x221a;
    case 0x2573: case 0x2613: case 0x2715: case 0x2716: case 0x2717: case 0x2718: case 0x274c:
    case 0x274e: case 0x2a2f:
      return 0xd7;
    default:
      return c;
    }
}

gunichar
hecha_fold_char (gunichar c)
{
  if (c >= 0x4e00 && c <= 0x9fff)
    return c;
  if (c < 0x80)
    return c <= ' ' || c == 0x7f ? 0 : (gunichar) g_ascii_tolower ((char) c);
  if (blank (c))
    return 0;
  if (c >= 0xff01 && c <= 0xff5e)
    return (gunichar) g_ascii_tolower ((char) (c - 0xfee0));
  return fold_sign (c);
}

static gboolean
is_digit (gunichar c)
{
  return c < 0x80 && g_ascii_isdigit ((char) c);
}

/* 。 and · stand for a point between two digits (2024。7。3). */
static gunichar
point_between (gunichar source, gunichar folded, gunichar before, const char *after)
{
  if ((source == 0x3002 || source == 0xb7 || source == 0x30fb || source == 0xff0e) &&
      is_digit (before) && is_digit (hecha_fold_char (g_utf8_get_char (after))))
    return '.';
  return folded;
}

/* A blank is kept between two digits alone, so it waits for the next sign. */
gssize
hecha_fold_text (const char *text, char *buffer)
{
  gsize n = 0;
  gboolean gap = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar source, c;

      if (hecha_fold_keeps (p) && n + 8 <= HECHA_FOLD_SIZE)
        {
          memcpy (buffer + n, p, 3);
          n += 3;
          gap = FALSE;
          continue;
        }
      if (*p > ' ' && *p < 0x7f && !gap && n + 8 <= HECHA_FOLD_SIZE)
        {
          buffer[n++] = g_ascii_tolower (*p);
          continue;
        }
      source = g_utf8_get_char (p);
      c = hecha_fold_char (source);
      if (c == 0)
        {
          gap = gap || !invisible (source);
          continue;
        }
      if (n + 8 > HECHA_FOLD_SIZE)
        return -1;
      c = point_between (source, c, n > 0 ? (guchar) buffer[n - 1] : 0, g_utf8_next_char (p));
      if (gap && n > 0 && g_ascii_isdigit (buffer[n - 1]) && is_digit (c))
        buffer[n++] = ' ';
      gap = FALSE;
      if (c < 0x80)
        buffer[n++] = (char) c;
      else
        n += (gsize) g_unichar_to_utf8 (c, buffer + n);
    }
  buffer[n] = '\0';
  return (gssize) n;
}

const char *
hecha_trim (const char *text, gsize *length)
{
  const char *end;

  while (*text != '\0' && blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  end = text + strlen (text);
  while (end > text)
    {
      const char *last = g_utf8_prev_char (end);

      if (!blank (g_utf8_get_char (last)))
        break;
      end = last;
    }
  *length = (gsize) (end - text);
  return text;
}

gboolean
hecha_take (const char **text, const char *word)
{
  gsize n = strlen (word);

  if (strncmp (*text, word, n) != 0)
    return FALSE;
  *text += n;
  return TRUE;
}
