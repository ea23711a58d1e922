/* Where something stands in a pack, for messages: a text file shows line and
 * column, a workbook its sheet and cell; both the line with a caret. */
#include "audit/pack.h"

#include <string.h>

void
hecha_pack_source_clear (HechaPackSource *source)
{
  g_clear_pointer (&source->ini, hecha_ini_free);
  g_clear_pointer (&source->cells, g_ptr_array_unref);
}

static gboolean
is_comment (const char *line)
{
  while (*line == ' ' || *line == '\t')
    line++;
  return *line == '#';
}

static guint
indentation (const char *line)
{
  return (guint) strspn (line, " \t");
}

/* Line and column of byte OFFSET of the value: the reader joined continuation
 * lines with a line break, left out their indentation and skipped comments. */
void
hecha_pack_place (const HechaPackSource *source, const HechaIniEntry *entry, gsize offset,
                  guint *line, guint *column)
{
  const char *at = entry->value, *end = entry->value + MIN (offset, strlen (entry->value));
  const char *line_start = at;

  *line = entry->line;
  *column = entry->value_column;
  for (; at < end; at++)
    {
      if (*at != '\n')
        continue;
      do
        (*line)++;
      while (*line < source->ini->lines->len
             && is_comment (g_ptr_array_index (source->ini->lines, *line - 1)));
      line_start = at + 1;
      *column = *line <= source->ini->lines->len
                    ? indentation (g_ptr_array_index (source->ini->lines, *line - 1)) + 1
                    : 1;
    }
  *column += (guint) g_utf8_pointer_to_offset (line_start, end);
}

/* "规则.xlsx：表“规则”F7 第 5 个字：…" with the line of the cell below. */
static char *
cell_message (const HechaPackSource *source, guint line, guint column, const char *message)
{
  const char *text = g_ptr_array_index (source->ini->lines, line - 1);
  const char *equals = strchr (text, '=');
  guint skipped = indentation (text);
  GString *out = g_string_new (source->ini->path);
  const char *at;

  if (skipped == 0 && equals != NULL)
    skipped = (guint) g_utf8_pointer_to_offset (text, equals) + 1;
  column = column > skipped ? column - skipped : 1;
  text = g_utf8_offset_to_pointer (text, skipped);
  g_string_append_printf (out, "：%s 第 %u 个字：%s\n    %s\n    ",
                          (const char *) g_ptr_array_index (source->cells, line - 1), column,
                          message, text);
  at = text;
  for (guint i = 1; i < column && *at != '\0'; i++, at = g_utf8_next_char (at))
    g_string_append (out, g_unichar_iswide (g_utf8_get_char (at)) ? "  " : " ");
  g_string_append_c (out, '^');
  return g_string_free (out, FALSE);
}

char *
hecha_pack_message_at (const HechaPackSource *source, guint line, guint column,
                       const char *message)
{
  if (source->cells != NULL && line >= 1 && line <= source->cells->len
      && g_ptr_array_index (source->cells, line - 1) != NULL)
    return cell_message (source, line, column, message);
  return hecha_ini_message (source->ini, line, column, message);
}

char *
hecha_pack_message (const HechaPackSource *source, const HechaIniEntry *entry, gsize offset,
                    const char *message)
{
  guint line, column;

  hecha_pack_place (source, entry, offset, &line, &column);
  return hecha_pack_message_at (source, line, column, message);
}
