/* What every reader of a part of a pack needs: saying what is wrong and where,
 * and taking a value to pieces. */
#include "audit/pack_reader.h"

#include <string.h>

gboolean
hecha_pack_fail_at (HechaPackReader *reader, guint line, guint column, const char *message)
{
  g_autofree char *placed
      = hecha_pack_message_at (&reader->pack->source, line, column, message);

  g_set_error_literal (reader->error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_SYNTAX, placed);
  return FALSE;
}

gboolean
hecha_pack_fail (HechaPackReader *reader, const HechaIniEntry *entry, gsize offset, const char *format, ...)
{
  g_autofree char *message = NULL, *placed = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  placed = hecha_pack_message (&reader->pack->source, entry, offset, message);
  g_set_error_literal (reader->error, HECHA_AUDIT_ERROR, HECHA_AUDIT_ERROR_SYNTAX, placed);
  return FALSE;
}

gboolean
hecha_pack_fail_mistake (HechaPackReader *reader, const HechaIniEntry *entry, gsize offset, HechaMistake *mistake)
{
  hecha_pack_fail (reader, entry, offset + mistake->offset, "%s", mistake->message);
  hecha_mistake_clear (mistake);
  return FALSE;
}

gboolean
hecha_pack_fail_unknown_key (HechaPackReader *reader, const HechaIniEntry *entry, const char *const *keys)
{
  const char *near = hecha_nearest_word (entry->key, keys);
  g_autofree char *message
      = near != NULL ? g_strdup_printf ("不认识的键“%s”，是不是“%s”？", entry->key, near)
                     : g_strdup_printf ("不认识的键“%s”", entry->key);

  return hecha_pack_fail_at (reader, entry->line, entry->key_column, message);
}

const char *
hecha_pack_joined (HechaPackReader *reader, const char *value)
{
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);
  g_autofree char *text = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);
  text = g_strjoinv ("", lines);
  return g_string_chunk_insert (reader->pack->pool, text);
}

/* ---- pieces of a value ---------------------------------------------------------- */

static gboolean
is_separator (gunichar c)
{
  return c == ';' || c == 0xff1b || c == '\n';
}

gboolean
hecha_pack_for_pieces (HechaPackReader *reader, const HechaIniEntry *entry, gboolean commas, HechaPackPieceFunc each)
{
  const char *at = entry->value;

  while (*at != '\0')
    {
      const char *start = at;
      g_autofree char *piece = NULL;
      const char *trimmed;
      while (*at != '\0' && !is_separator (g_utf8_get_char (at))
             && !(commas && g_utf8_get_char (at) == 0x3001))
        at = g_utf8_next_char (at);
      piece = g_strndup (start, (gsize) (at - start));
      trimmed = g_strchug (piece);
      start += strspn (start, " \t");
      g_strchomp (piece);
      if (*trimmed != '\0'
          && !each (reader, entry, trimmed, (gsize) (start - entry->value)))
        return FALSE;
      if (*at != '\0')
        at = g_utf8_next_char (at);
    }
  return TRUE;
}

GArray *
hecha_pack_lines (HechaPackReader *reader, const char *value)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (HechaPackLine));

  for (const char *at = value; *at != '\0';)
    {
      gsize length = strcspn (at, "\n"), blank = strspn (at, " \t");
      g_autofree char *copy = g_strstrip (g_strndup (at, length));
      HechaPackLine line = { g_string_chunk_insert (reader->pack->pool, copy),
                    (gsize) (at - value) + MIN (blank, length) };
      if (*copy != '\0')
        g_array_append_val (lines, line);
      at += length;
      if (*at == '\n')
        at++;
    }
  return lines;
}
