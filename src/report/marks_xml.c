#include "report/marks_xml.h"

#include <expat.h>
#include <string.h>

#define MAX_DEPTH 256u

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

/* ---- walking --------------------------------------------------------------- */

typedef struct
{
  XML_Parser parser;
  const HechaWalker *walker;
  gpointer data;
  GBytes *part;
  GString *path;
  guint depth;
  gsize last_start;     /* of the last start tag */
} Walk;

static const char *
local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

/* expat 2.9 deprecates what counts in int and long. */
#if XML_MAJOR_VERSION == 2 && XML_MINOR_VERSION < 9
#define XML_GetCurrentByteIndex64 XML_GetCurrentByteIndex
#define XML_GetCurrentByteCount64 XML_GetCurrentByteCount
#endif

static void
place_tag (Walk *walk, HechaTag *tag)
{
  const char *data = g_bytes_get_data (walk->part, NULL);

  tag->start = (gsize) XML_GetCurrentByteIndex64 (walk->parser);
  tag->end = tag->start + (gsize) XML_GetCurrentByteCount64 (walk->parser);
  if (tag->end == tag->start)   /* expat puts the end of <c/> behind it, without bytes */
    tag->start = walk->last_start;
  tag->empty = tag->end >= 2 && data[tag->end - 1] == '>' && data[tag->end - 2] == '/';
  tag->path = walk->path->str;
  tag->depth = walk->depth;
}

static void XMLCALL
on_start (void *user_data, const XML_Char *name, const XML_Char **attributes)
{
  Walk *walk = user_data;
  HechaTag tag = { .name = local_name (name), .attributes = attributes };

  if (++walk->depth > MAX_DEPTH)
    {
      XML_StopParser (walk->parser, XML_FALSE);
      return;
    }
  if (walk->path->len > 0)
    g_string_append_c (walk->path, '/');
  g_string_append (walk->path, tag.name);
  place_tag (walk, &tag);
  walk->last_start = tag.start;
  if (walk->walker->begin != NULL)
    walk->walker->begin (&tag, walk->data);
}

static void XMLCALL
on_end (void *user_data, const XML_Char *name)
{
  Walk *walk = user_data;
  HechaTag tag = { .name = local_name (name) };
  const char *slash;

  place_tag (walk, &tag);
  if (walk->walker->finish != NULL)
    walk->walker->finish (&tag, walk->data);
  slash = strrchr (walk->path->str, '/');
  g_string_truncate (walk->path, slash != NULL ? (gsize) (slash - walk->path->str) : 0);
  walk->depth--;
}

static void XMLCALL
on_text (void *user_data, const XML_Char *text, int length)
{
  Walk *walk = user_data;

  walk->walker->text (text, length, walk->data);
}

static void XMLCALL
on_doctype (void *user_data, const XML_Char *name, const XML_Char *system,
            const XML_Char *public, int internal)
{
  XML_StopParser (((Walk *) user_data)->parser, XML_FALSE);
}

/* Byte offsets are ours only in UTF-8. */
static gboolean
is_utf8 (GBytes *part)
{
  gsize length;
  const char *data = g_bytes_get_data (part, &length);

  return !(length >= 2
           && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0
               || data[0] == 0 || data[1] == 0));
}

gboolean
hecha_markup_walk (GBytes *part, const HechaWalker *walker, gpointer data)
{
  Walk walk = { .walker = walker, .data = data, .part = part };
  const char *bytes;
  gsize length, done = 0;
  gboolean ok = is_utf8 (part);

  bytes = g_bytes_get_data (part, &length);
  walk.parser = XML_ParserCreate ("UTF-8");
  walk.path = g_string_new (NULL);
  XML_SetUserData (walk.parser, &walk);
  /* Who only wants to know whether it is XML pays for no tags. */
  if (walker->begin != NULL || walker->finish != NULL)
    XML_SetElementHandler (walk.parser, on_start, on_end);
  if (walker->text != NULL)
    XML_SetCharacterDataHandler (walk.parser, on_text);
  XML_SetStartDoctypeDeclHandler (walk.parser, on_doctype);
  while (ok && done < length)
    {
      int step = (int) MIN (length - done, (gsize) 1 << 26);

      ok = XML_Parse (walk.parser, bytes + done, step, done + (gsize) step == length)
           == XML_STATUS_OK;
      done += (gsize) step;
    }
  XML_ParserFree (walk.parser);
  g_string_free (walk.path, TRUE);
  return ok && length > 0;
}

const char *
hecha_tag_attribute (const HechaTag *tag, const char *local)
{
  for (const char **at = tag->attributes; at != NULL && *at != NULL; at += 2)
    if (strcmp (local_name (at[0]), local) == 0)
      return at[1];
  return NULL;
}

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

/* What stands for the character at AT in XML: NULL for itself, "" for nothing. */
static const char *
stand_in (const char *at)
{
  switch ((guchar) *at)
    {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\n': case '\t': return NULL;
    case 0xef:   /* U+FFFE and U+FFFF */
      return (guchar) at[1] == 0xbf && (guchar) at[2] >= 0xbe ? "" : NULL;
    default: return (guchar) *at < ' ' ? "" : NULL;
    }
}

void
hecha_markup_append_text (GString *out, const char *text)
{
  g_autofree char *made = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
  const char *run = made != NULL ? made : text;

  for (const char *at = run; *at != '\0';)
    {
      const char *other = stand_in (at), *next = g_utf8_next_char (at);

      if (other != NULL)
        {
          g_string_append_len (out, run, at - run);
          g_string_append (out, other);
          run = next;
        }
      at = next;
      if (*at == '\0')
        g_string_append_len (out, run, at - run);
    }
}

void
hecha_markup_append (GString *out, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  for (const char *at = format; *at != '\0'; at++)
    if (at[0] == '%' && at[1] == 's')
      {
        hecha_markup_append_text (out, va_arg (arguments, const char *));
        at++;
      }
    else if (at[0] == '%' && at[1] == 'u')
      {
        g_string_append_printf (out, "%u", va_arg (arguments, guint));
        at++;
      }
    else
      g_string_append_c (out, *at);
  va_end (arguments);
}
