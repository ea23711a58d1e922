#include "ledger/boxes.h"

#include <string.h>

#include "ledger/fold.h"

HechaMark
hecha_box_mark (const char *p, gsize *length)
{
  *length = (gsize) (g_utf8_next_char (p) - p);
  switch (g_utf8_get_char (p))
    {
    case 0x2611: case 0x2612: case 0x25a0: case 0x25cf: case 0x25c9: case 0x221a: case 0x2713:
    case 0x2714: case 0x2705: case 0x1f5f9: case 0x1f5f8: case 0x1f5f5: case 0x25a3:
      return HECHA_MARK_TICKED;
    case 0x25a1: case 0x2610: case 0x25cb: case 0x25ef: case 0x25a2: case 0x25fb:
      return HECHA_MARK_EMPTY;
    default:
      return HECHA_MARK_NONE;
    }
}

/* Every mark but a few emoji is E2 xx xx in UTF-8. */
gboolean
hecha_boxes_any (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) *p == 0xe2 || (guchar) *p == 0xf0)
      return TRUE;
  return FALSE;
}

static gboolean
is_choice (const char *text)
{
  gsize length;
  gboolean empty = FALSE, first = TRUE, boxed = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      HechaMark mark = hecha_box_mark (p, &length);

      empty = empty || mark == HECHA_MARK_EMPTY;
      if (first && mark == HECHA_MARK_TICKED)
        boxed = hecha_fold_char (g_utf8_get_char (p)) != 0x221a;
      first = FALSE;
    }
  return empty || boxed;
}

static void
add_option (GString *ticked, const char *from, const char *to)
{
  static const char between[] = "、,，;；/／()（）";
  g_autofree char *part = g_strndup (from, (gsize) (to - from));
  gsize length;
  const char *word = hecha_trim (part, &length);

  while (length > 0 && g_utf8_strchr (between, -1, g_utf8_get_char (word)) != NULL)
    {
      gsize n = (gsize) (g_utf8_next_char (word) - word);

      word += n;
      length -= n;
    }
  while (length > 0)
    {
      const char *last = g_utf8_prev_char (word + length);

      if (*last != ' ' && g_utf8_strchr (between, -1, g_utf8_get_char (last)) == NULL)
        break;
      length = (gsize) (last - word);
    }
  if (length == 0)
    return;
  if (ticked->len > 0)
    g_string_append (ticked, "、");
  g_string_append_len (ticked, word, (gssize) length);
}

HechaBoxes
hecha_boxes_read (const char *text, GString *ticked)
{
  gsize length;
  gboolean marks_first;
  HechaMark last = HECHA_MARK_NONE;
  const char *from;

  if (!is_choice (text))
    return HECHA_BOXES_NONE;
  g_string_truncate (ticked, 0);
  text = hecha_trim (text, &length);
  marks_first = hecha_box_mark (text, &length) != HECHA_MARK_NONE;
  from = text;
  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      HechaMark mark = *p != '\0' ? hecha_box_mark (p, &length) : HECHA_MARK_NONE;

      if (mark == HECHA_MARK_NONE && *p != '\0')
        continue;
      if ((marks_first ? last : mark) == HECHA_MARK_TICKED)
        add_option (ticked, from, p);
      if (*p == '\0')
        break;
      last = mark;
      from = p + length;
    }
  return ticked->len > 0 ? HECHA_BOXES_TICKED : HECHA_BOXES_UNTICKED;
}
