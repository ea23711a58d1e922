/* A walk over the XML of a part in memory.
 *
 * Why not expat, which the tests compare it with: a marked copy is walked four
 * times, to find its cells and to check what was written, and that was six
 * tenths of the time of marking; this takes a sixth of it.  Names may hold any
 * character beyond ASCII; in all else it takes what XML 1.0 takes, without
 * DOCTYPE, and nothing more. */
#include "report/marks_xml.h"

#include <string.h>

#include "report/characters.h"
#include "report/references.h"

#define MAX_DEPTH 256u
#define MAX_ATTRIBUTES 128u

typedef struct
{
  const char *start;
  gsize length;
} Span;

typedef struct
{
  const HechaWalker *walker;
  gpointer data;
  const char *begin, *first, *at, *end;   /* FIRST: behind a byte order mark */
  guint depth;
  gboolean had_root;
  guint told;                /* down to which depth tags are: what is not costs no paths */
  Span names[MAX_DEPTH];     /* of open elements, with prefixes */
  gsize locals[MAX_DEPTH];   /* in PATH */
  GString *path;
  guint n_attributes;                 /* of the tag at hand: name, value, … */
  Span raw[2 * MAX_ATTRIBUTES];
  gboolean coded;                     /* one of its values does not stand for itself */
  gsize places[2 * MAX_ATTRIBUTES];   /* in VALUES */
  const char *attributes[2 * MAX_ATTRIBUTES + 1];
  GString *values;                    /* of the tag at hand, each terminated; or a text */
} Walk;

/* ---- tags ------------------------------------------------------------------------ */

static const char *
local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static inline Span
take_name (Walk *walk)
{
  Span name = { walk->at, 0 };

  guchar all = 0;

  if (walk->at < walk->end && hecha_character_starts_name (*walk->at))
    while (walk->at < walk->end && hecha_character_is_of_name (*walk->at))
      all |= (guchar) *walk->at++;
  name.length = (gsize) (walk->at - name.start);
  if (all >= 0x80 && !hecha_markup_are_characters (name.start, name.length))
    name.length = 0;
  return name;
}

static inline gboolean
skip_space (Walk *walk)
{
  const char *from = walk->at;

  while (walk->at < walk->end && hecha_character_is_space (*walk->at))
    walk->at++;
  return walk->at > from;
}

static inline gboolean
is_double (const Walk *walk, Span name)
{
  for (guint i = 0; i < walk->n_attributes; i++)
    if (walk->raw[2 * i].length == name.length
        && memcmp (walk->raw[2 * i].start, name.start, name.length) == 0)
      return TRUE;
  return FALSE;
}

/* Behind the value that begins at FROM and ends with QUOTE: at the quote, or
 * NULL where it is none. */
static const char *
end_of_value (Walk *walk, const char *from, char quote)
{
  const char *at = from;

  for (;;)
    {
      at = hecha_characters_pass (at, walk->end, HECHA_CHARACTER_VALUE | HECHA_CHARACTER_CODED);
      if (at == walk->end)
        return NULL;
      if (*at == quote)
        return at;
      walk->coded |= *at != '"' && *at != '\'';
      if (*at == '&')
        {
          if (hecha_reference_take (&at, walk->end) == 0)
            return NULL;
        }
      else if (*at == '"' || *at == '\'' || hecha_character_is_space (*at))
        at++;
      else
        return NULL;
    }
}

/* name="value" */
static gboolean
take_attribute (Walk *walk)
{
  Span name = take_name (walk), value;
  const char *stop;
  char quote;

  skip_space (walk);
  if (name.length == 0 || walk->at >= walk->end || *walk->at++ != '=')
    return FALSE;
  skip_space (walk);
  quote = walk->at < walk->end ? *walk->at++ : '\0';
  if (quote != '"' && quote != '\'')
    return FALSE;
  stop = end_of_value (walk, walk->at, quote);
  if (stop == NULL || walk->n_attributes == MAX_ATTRIBUTES || is_double (walk, name))
    return FALSE;
  value = (Span) { walk->at, (gsize) (stop - walk->at) };
  walk->raw[2 * walk->n_attributes] = name;
  walk->raw[2 * walk->n_attributes + 1] = value;
  walk->n_attributes++;
  walk->at = stop + 1;
  return TRUE;
}

/* Those that all stand for themselves are copied as they are. */
static void
copy_attributes (Walk *walk)
{
  gsize length = 0;
  char *at;

  for (guint i = 0; i < 2 * walk->n_attributes; i++)
    length += walk->raw[i].length + 1;
  g_string_set_size (walk->values, length);
  at = walk->values->str;
  for (guint i = 0; i < 2 * walk->n_attributes; i++)
    {
      const Span *raw = &walk->raw[i];

      walk->attributes[i] = at;
      memcpy (at, raw->start, raw->length);
      at[raw->length] = '\0';
      at += raw->length + 1;
    }
}

/* The attributes of the tag at hand as texts. */
static void
decode_attributes (Walk *walk)
{
  walk->attributes[2 * walk->n_attributes] = NULL;
  if (!walk->coded)
    {
      copy_attributes (walk);
      return;
    }
  g_string_truncate (walk->values, 0);
  for (guint i = 0; i < 2 * walk->n_attributes; i++)
    {
      walk->places[i] = walk->values->len;
      hecha_references_append (walk->values, walk->raw[i].start, walk->raw[i].length, HECHA_IN_ATTRIBUTE);
      g_string_append_c (walk->values, '\0');
    }
  for (guint i = 0; i < 2 * walk->n_attributes; i++)
    walk->attributes[i] = walk->values->str + walk->places[i];
}

static void
call (Walk *walk, void (*whom) (const HechaTag *, gpointer), HechaTag *tag)
{
  if (whom == NULL)
    return;
  tag->path = walk->path->str;
  tag->name = tag->path + walk->locals[walk->depth - 1];
  tag->depth = walk->depth;
  whom (tag, walk->data);
}

static void
leave (Walk *walk, HechaTag *tag)
{
  if (walk->depth <= walk->told)
    {
      gsize local = walk->locals[walk->depth - 1];

      tag->attributes = NULL;
      call (walk, walk->walker->finish, tag);
      g_string_truncate (walk->path, local > 0 ? local - 1 : 0);
    }
  walk->depth--;
}

static void
enter (Walk *walk, Span name, HechaTag *tag)
{
  const char *colon, *local = name.start;

  walk->names[walk->depth++] = name;
  walk->had_root = TRUE;
  if (walk->depth > walk->told)
    return;
  walk->locals[walk->depth - 1] = walk->path->len + (walk->depth > 1);
  colon = memchr (name.start, ':', name.length);
  if (colon != NULL)
    local = colon + 1;
  if (walk->path->len > 0)
    g_string_append_c (walk->path, '/');
  g_string_append_len (walk->path, local, name.start + name.length - local);
  tag->attributes = walk->attributes;
  if (walk->walker->begin != NULL)
    decode_attributes (walk);
  call (walk, walk->walker->begin, tag);
}

static gboolean
take_start (Walk *walk)
{
  HechaTag tag = { .start = (gsize) (walk->at - walk->begin) };
  Span name;
  gboolean spaced;

  walk->at++;
  name = take_name (walk);
  if (name.length == 0 || walk->depth == MAX_DEPTH || (walk->depth == 0 && walk->had_root))
    return FALSE;
  walk->n_attributes = 0;
  walk->coded = FALSE;
  for (spaced = skip_space (walk); walk->at < walk->end && *walk->at != '>' && *walk->at != '/';
       spaced = skip_space (walk))
    if (!spaced || !take_attribute (walk))
      return FALSE;
  tag.empty = walk->at < walk->end && *walk->at == '/';
  walk->at += tag.empty;
  if (walk->at >= walk->end || *walk->at++ != '>')
    return FALSE;
  tag.end = (gsize) (walk->at - walk->begin);
  enter (walk, name, &tag);
  if (tag.empty)
    leave (walk, &tag);
  return TRUE;
}

static gboolean
take_end (Walk *walk)
{
  HechaTag tag = { .start = (gsize) (walk->at - walk->begin) };
  Span open;

  if (walk->depth == 0)
    return FALSE;
  open = walk->names[walk->depth - 1];
  walk->at += 2;
  if ((gsize) (walk->end - walk->at) <= open.length
      || memcmp (walk->at, open.start, open.length) != 0)
    return FALSE;
  walk->at += open.length;
  skip_space (walk);
  if (walk->at >= walk->end || *walk->at++ != '>')
    return FALSE;
  tag.end = (gsize) (walk->at - walk->begin);
  leave (walk, &tag);
  return TRUE;
}

/* ---- between tags -------------------------------------------------------------------- */

/* Where the text that begins at FROM ends, at a "<" or with the part; NULL
 * where it holds what no text may. */
static const char *
end_of_text (const Walk *walk, const char *from)
{
  const char *at = from;

  for (;;)
    {
      at = hecha_characters_pass (at, walk->end, HECHA_CHARACTER_TEXT);
      if (at == walk->end || *at == '<')
        return at;
      if (*at == '&')
        {
          if (hecha_reference_take (&at, walk->end) == 0)
            return NULL;
        }
      else if (*at == ']' && !(walk->end - at >= 3 && at[1] == ']' && at[2] == '>'))
        at++;
      else
        return NULL;
    }
}

static gboolean
take_text (Walk *walk)
{
  const char *text = walk->at, *stop;

  if (walk->depth == 0)
    {
      skip_space (walk);
      return walk->at == walk->end || *walk->at == '<';
    }
  stop = end_of_text (walk, text);
  if (stop == NULL)
    return FALSE;
  walk->at = stop;
  if (walk->walker->text == NULL)
    return TRUE;
  g_string_truncate (walk->values, 0);
  hecha_references_append (walk->values, text, (gsize) (stop - text), HECHA_IN_TEXT);
  walk->walker->text (walk->values->str, (int) walk->values->len, walk->data);
  return TRUE;
}

/* <![CDATA[…]]> */
static gboolean
take_cdata (Walk *walk)
{
  const char *from = walk->at + strlen ("<![CDATA[");
  const char *stop = memmem (from, (gsize) (walk->end - from), "]]>", 3);

  if (stop == NULL || walk->depth == 0
      || !hecha_markup_are_characters (from, (gsize) (stop - from)))
    return FALSE;
  walk->at = stop + 3;
  if (walk->walker->text == NULL)
    return TRUE;
  g_string_truncate (walk->values, 0);
  hecha_references_append (walk->values, from, (gsize) (stop - from), HECHA_IN_CDATA);
  walk->walker->text (walk->values->str, (int) walk->values->len, walk->data);
  return TRUE;
}

/* <!--…-->, without -- in it */
static gboolean
take_comment (Walk *walk)
{
  const char *from = walk->at + strlen ("<!--");
  const char *stop = memmem (from, (gsize) (walk->end - from), "--", 2);

  if (stop == NULL || stop + 2 >= walk->end || stop[2] != '>'
      || !hecha_markup_are_characters (from, (gsize) (stop - from)))
    return FALSE;
  walk->at = stop + 3;
  return TRUE;
}

static gboolean
is_named (Span name, const char *wanted)
{
  return name.length == strlen (wanted) && memcmp (name.start, wanted, name.length) == 0;
}

static gboolean
is_word (Span text)
{
  for (gsize i = 0; i < text.length; i++)
    if (!hecha_character_is_of_name (text.start[i]))
      return FALSE;
  return text.length > 0;
}

/* version="1.0" encoding="UTF-8" standalone="yes", the last two if need be; what
 * the encoding says does not count. */
static gboolean
take_declaration (Walk *walk)
{
  static const char *const names[] = { "version", "encoding", "standalone" };
  guint next = 0;

  walk->n_attributes = 0;
  while (skip_space (walk) && walk->at < walk->end && *walk->at != '?')
    {
      Span name, value;

      if (!take_attribute (walk))
        return FALSE;
      name = walk->raw[2 * walk->n_attributes - 2];
      value = walk->raw[2 * walk->n_attributes - 1];
      while (next < G_N_ELEMENTS (names) && !is_named (name, names[next]))
        if (next++ == 0)
          return FALSE;
      if (next++ == G_N_ELEMENTS (names) || !is_word (value)
          || (next == 2 && !g_ascii_isalpha (*value.start))
          || (next == 3 && !is_named (value, "yes") && !is_named (value, "no")))
        return FALSE;
    }
  return walk->n_attributes > 0;
}

/* <?…?>; the declaration stands at the very beginning. */
static gboolean
take_instruction (Walk *walk)
{
  const char *from = walk->at, *stop;
  Span name;

  walk->at += 2;
  name = take_name (walk);
  if (name.length == 3 && memcmp (name.start, "xml", 3) == 0
      && (from != walk->first || !take_declaration (walk)))
    return FALSE;
  stop = memmem (walk->at, (gsize) (walk->end - walk->at), "?>", 2);
  if (name.length == 0 || stop == NULL
      || !hecha_markup_are_characters (walk->at, (gsize) (stop - walk->at))
      || (stop > walk->at && !hecha_character_is_space (walk->at[-1])
          && !hecha_character_is_space (*walk->at)))
    return FALSE;
  /* Nothing behind what is declared, and no target that looks like it. */
  if (name.length == 3 && g_ascii_strncasecmp (name.start, "xml", 3) == 0
      && (memcmp (name.start, "xml", 3) != 0 || stop != walk->at))
    return FALSE;
  walk->at = stop + 2;
  return TRUE;
}

static inline gboolean
is_at (const Walk *walk, const char *text)
{
  gsize length = strlen (text);

  return (gsize) (walk->end - walk->at) >= length && memcmp (walk->at, text, length) == 0;
}

static gboolean
take_next (Walk *walk)
{
  if (*walk->at != '<')
    return take_text (walk);
  if (is_at (walk, "</"))
    return take_end (walk);
  if (is_at (walk, "<?"))
    return take_instruction (walk);
  if (is_at (walk, "<!--"))
    return take_comment (walk);
  if (is_at (walk, "<![CDATA["))
    return take_cdata (walk);
  return take_start (walk);   /* <!DOCTYPE too: no name */
}

static void
begin_walk (Walk *walk, const char *bytes, gsize length)
{
  gboolean marked = length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0;

  walk->begin = bytes;
  walk->first = walk->at = bytes + (marked ? 3 : 0);
  walk->end = bytes + length;
  walk->depth = 0;
  walk->had_root = FALSE;
  walk->coded = FALSE;
  walk->path = g_string_new (NULL);
  walk->values = g_string_new (NULL);
}

gboolean
hecha_markup_walk (GBytes *part, const HechaWalker *walker, gpointer data)
{
  gsize length;
  const char *bytes = g_bytes_get_data (part, &length);
  g_autofree Walk *walk = g_new (Walk, 1);
  gboolean ok = length > 0;

  begin_walk (walk, bytes, length);
  walk->walker = walker;
  if (walker->begin != NULL || walker->finish != NULL)
    walk->told = walker->deepest > 0 ? walker->deepest : MAX_DEPTH;
  else
    walk->told = 0;
  walk->data = data;
  while (ok && walk->at < walk->end)
    ok = take_next (walk);
  g_string_free (walk->path, TRUE);
  g_string_free (walk->values, TRUE);
  return ok && walk->depth == 0 && walk->had_root;
}

gboolean
hecha_markup_is_well_formed (const GString *text)
{
  static const HechaWalker nothing = { NULL, NULL, NULL, 0 };
  g_autoptr (GBytes) part = g_bytes_new_static (text->str, text->len);

  return hecha_markup_walk (part, &nothing, NULL);
}

const char *
hecha_tag_attribute (const HechaTag *tag, const char *local)
{
  for (const char **at = tag->attributes; at != NULL && *at != NULL; at += 2)
    if (strcmp (local_name (at[0]), local) == 0)
      return at[1];
  return NULL;
}
