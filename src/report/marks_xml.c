#include "report/marks_xml.h"

#include <string.h>

/* ---- edits ----------------------------------------------------------------- */

typedef struct
{
  gsize offset, length;
  char *text;
} Edit;

struct _HechaEdits
{
  GArray *list;
};

static void
clear_edit (gpointer data)
{
  g_free (((Edit *) data)->text);
}

HechaEdits *
hecha_edits_new (void)
{
  HechaEdits *edits = g_new0 (HechaEdits, 1);

  edits->list = g_array_new (FALSE, FALSE, sizeof (Edit));
  g_array_set_clear_func (edits->list, clear_edit);
  return edits;
}

void
hecha_edits_free (HechaEdits *edits)
{
  if (edits == NULL)
    return;
  g_array_unref (edits->list);
  g_free (edits);
}

void
hecha_edits_add (HechaEdits *edits, gsize offset, gsize length, const char *text)
{
  Edit edit = { offset, length, g_strdup (text) };

  g_array_append_val (edits->list, edit);
}

static int
compare_edits (gconstpointer left, gconstpointer right)
{
  const Edit *a = left, *b = right;

  return a->offset < b->offset ? -1 : a->offset > b->offset;
}

GString *
hecha_edits_apply (HechaEdits *edits, GBytes *original)
{
  gsize length, at = 0;
  const char *data = g_bytes_get_data (original, &length);
  GString *out = g_string_sized_new (length + 1024);

  g_array_sort (edits->list, compare_edits);   /* stable */
  for (guint i = 0; i < edits->list->len; i++)
    {
      const Edit *edit = &g_array_index (edits->list, Edit, i);

      g_string_append_len (out, data + at, (gssize) (edit->offset - at));
      g_string_append (out, edit->text);
      at = edit->offset + edit->length;
    }
  g_string_append_len (out, data + at, (gssize) (length - at));
  return out;
}

/* ---- places in tags ---------------------------------------------------------- */

char *
hecha_markup_root_prefix (GBytes *part)
{
  gsize length;
  const char *data = g_bytes_get_data (part, &length), *end = data + length;

  for (const char *at = data; at + 1 < end; at++)
    if (*at == '<' && at[1] != '?' && at[1] != '!')
      {
        const char *name = at + 1, *stop = name;

        while (stop < end && strchr (" \t\r\n/>", *stop) == NULL)
          stop++;
        for (const char *colon = name; colon < stop; colon++)
          if (*colon == ':')
            return g_strndup (name, (gsize) (colon - name) + 1);
        return g_strdup ("");
      }
  return g_strdup ("");
}

/* Where NAME="…" stands in the tag: its value's bytes, or FALSE. */
static gboolean
find_attribute (const char *tag, gsize length, const char *name, gsize *start, gsize *end)
{
  gsize n = strlen (name);

  for (gsize i = 1; i + n + 2 < length; i++)
    {
      gsize at = i + n;
      char quote;

      /* Values may hold anything but their own quote: step over them. */
      if (tag[i] == '"' || tag[i] == '\'')
        {
          const char *close = memchr (tag + i + 1, tag[i], length - i - 1);

          if (close == NULL)
            return FALSE;
          i = (gsize) (close - tag);
          continue;
        }
      if (!g_ascii_isspace (tag[i - 1]) || strncmp (tag + i, name, n) != 0)
        continue;
      while (at < length && g_ascii_isspace (tag[at]))
        at++;
      if (at >= length || tag[at] != '=')
        continue;
      for (at++; at < length && g_ascii_isspace (tag[at]);)
        at++;
      quote = at < length ? tag[at] : '\0';
      if (quote != '"' && quote != '\'')
        return FALSE;
      *start = at + 1;
      for (*end = *start; *end < length && tag[*end] != quote;)
        (*end)++;
      return *end < length;
    }
  return FALSE;
}

void
hecha_edits_set_attribute (HechaEdits *edits, GBytes *part, const HechaTag *tag,
                           const char *name, const char *value)
{
  const char *data = g_bytes_get_data (part, NULL);
  gsize start, end;

  if (find_attribute (data + tag->start, tag->end - tag->start, name, &start, &end))
    hecha_edits_add (edits, tag->start + start, end - start, value);
  else
    {
      g_autofree char *text = g_strdup_printf (" %s=\"%s\"", name, value);

      /* Before ">" or "/>". */
      hecha_edits_add (edits, tag->end - (tag->empty ? 2 : 1), 0, text);
    }
}

void
hecha_edits_append_child (HechaEdits *edits, GBytes *part, const HechaTag *end, const char *text)
{
  const char *data = g_bytes_get_data (part, NULL);

  if (end->empty)
    {
      gsize stop = end->start + 1;
      g_autofree char *name = NULL, *opened = NULL;

      while (strchr (" \t\r\n/>", data[stop]) == NULL)
        stop++;
      name = g_strndup (data + end->start + 1, stop - end->start - 1);
      opened = g_strdup_printf (">%s</%s>", text, name);
      hecha_edits_add (edits, end->end - 2, 2, opened);
    }
  else
    hecha_edits_add (edits, end->start, 0, text);
}

/* ---- text ------------------------------------------------------------------- */

/* What stands for a byte of ASCII in XML: NULL for itself, "" for nothing. */
static const char *
stand_in (char c)
{
  switch (c)
    {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\n': case '\t': return NULL;
    default: return "";
    }
}

/* U+FFFE and U+FFFF: characters, but none of XML's. */
static gboolean
is_noncharacter (const char *at)
{
  return (guchar) at[0] == 0xef && (guchar) at[1] == 0xbf && (guchar) at[2] >= 0xbe;
}

void
hecha_markup_append_text (GString *out, const char *text)
{
  const char *run = text, *at = text, *end = text + strlen (text);
  gsize before = out->len;

  while ((at = hecha_markup_skip_plain (at, end)) < end)
    {
      gboolean wide = (guchar) *at >= 0x80;
      const char *other = wide ? "" : stand_in (*at);

      if (wide && !is_noncharacter (at))
        {
          g_autofree char *valid = g_utf8_make_valid (text, -1);

          g_string_truncate (out, before);
          hecha_markup_append_text (out, valid);
          return;
        }
      if (other != NULL)
        {
          g_string_append_len (out, run, at - run);
          g_string_append (out, other);
          run = at + (wide ? 3 : 1);
        }
      at += wide ? 3 : 1;
    }
  g_string_append_len (out, run, at - run);
}

static void
append_uint (GString *out, guint number)
{
  char digits[10];
  gsize n = sizeof digits;

  do
    digits[--n] = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  g_string_append_len (out, digits + n, (gssize) (sizeof digits - n));
}

void
hecha_markup_append (GString *out, const char *format, ...)
{
  const char *at = format, *percent;
  va_list arguments;

  va_start (arguments, format);
  while ((percent = strchr (at, '%')) != NULL)
    {
      g_string_append_len (out, at, percent - at);
      at = percent + 2;
      if (percent[1] == 's')
        hecha_markup_append_text (out, va_arg (arguments, const char *));
      else if (percent[1] == 'u')
        append_uint (out, va_arg (arguments, guint));
      else
        g_error ("no %%%c in markup", percent[1]);
    }
  g_string_append (out, at);
  va_end (arguments);
}
