/* The one reader of our text files: rule packs, fields, units, thesaurus.
 * Keeps the place of every entry, so that a mistake is shown where it is. */
#include <hecha/ledger.h>

#include <gio/gio.h>
#include <string.h>

#define BUILT_IN "内置:"
#define MAX_FILE (16 * 1024 * 1024)

typedef struct
{
  HechaIni *ini;
  guint line;                 /* 1-based */
  HechaIniSection *section;   /* being filled, or NULL; in ini->sections */
  GHashTable *section_lines;  /* name -> line of its first appearance */
  GHashTable *key_lines;      /* of the section being filled */
  GString *value;             /* of the entry being read */
  gboolean in_entry;
  HechaIniEntry entry;
} Reader;

static gboolean
fail (Reader *reader, guint column, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  g_autofree char *placed = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  placed = hecha_ini_message (reader->ini, reader->line, column, message);
  g_set_error_literal (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_SYNTAX, placed);
  return FALSE;
}

static guint
column_of (const char *line, const char *place)
{
  return (guint) g_utf8_pointer_to_offset (line, place) + 1;
}

static void
finish_entry (Reader *reader)
{
  if (!reader->in_entry)
    return;
  g_strchomp (reader->value->str);
  reader->entry.value = g_string_chunk_insert (reader->ini->pool, reader->value->str);
  g_array_append_val (reader->section->entries, reader->entry);
  reader->in_entry = FALSE;
}

static gboolean
begin_section (Reader *reader, const char *line, GError **error)
{
  const char *end = strchr (line, ']');
  HechaIniSection section = { 0 };
  g_autofree char *name = NULL;
  gpointer earlier;

  if (end == NULL)
    return fail (reader, 1, error, "节名缺少右方括号 ]");
  for (const char *rest = end + 1; *rest != '\0'; rest = g_utf8_next_char (rest))
    if (*rest == '#' || *rest == ';')
      break;
    else if (!g_unichar_isspace (g_utf8_get_char (rest)))
      return fail (reader, column_of (line, rest), error, "节名后面不能有其他内容");
  name = g_strstrip (g_strndup (line + 1, (gsize) (end - line - 1)));
  if (*name == '\0')
    return fail (reader, 1, error, "节名是空的");
  if (g_hash_table_lookup_extended (reader->section_lines, name, NULL, &earlier))
    return fail (reader, 2, error, "节 [%s] 重复，第 %u 行已经有了", name,
                 GPOINTER_TO_UINT (earlier));
  section.name = g_string_chunk_insert (reader->ini->pool, name);
  section.line = reader->line;
  section.entries = g_array_new (FALSE, FALSE, sizeof (HechaIniEntry));
  g_array_append_val (reader->ini->sections, section);
  reader->section = &g_array_index (reader->ini->sections, HechaIniSection,
                                    reader->ini->sections->len - 1);
  g_hash_table_insert (reader->section_lines, (gpointer) section.name,
                       GUINT_TO_POINTER (reader->line));
  g_hash_table_remove_all (reader->key_lines);
  return TRUE;
}

static gboolean
begin_entry (Reader *reader, const char *line, GError **error)
{
  const char *equals = strchr (line, '=');
  g_autofree char *key = NULL;
  const char *value;
  gpointer earlier;

  if (equals == NULL)
    return fail (reader, 1, error,
                 "既不是 [节名]，也不是 键=值；接续上一行时请在行首留空格");
  key = g_strstrip (g_strndup (line, (gsize) (equals - line)));
  if (*key == '\0')
    return fail (reader, 1, error, "等号前面缺少键名");
  if (reader->section == NULL)
    return fail (reader, 1, error, "“%s”不在任何一节里，请先写 [节名]", key);
  if (g_hash_table_lookup_extended (reader->key_lines, key, NULL, &earlier))
    return fail (reader, 1, error, "键“%s”在本节重复，第 %u 行已经有了", key,
                 GPOINTER_TO_UINT (earlier));
  for (value = equals + 1; *value == ' ' || *value == '\t';)
    value++;
  reader->entry.key = g_string_chunk_insert (reader->ini->pool, key);
  reader->entry.line = reader->line;
  reader->entry.key_column = 1;
  reader->entry.value_column = column_of (line, value);
  reader->in_entry = TRUE;
  g_string_assign (reader->value, value);
  g_hash_table_insert (reader->key_lines, (gpointer) reader->entry.key,
                       GUINT_TO_POINTER (reader->line));
  return TRUE;
}

static gboolean
read_line (Reader *reader, const char *line, GError **error)
{
  const char *first = line;

  while (*first == ' ' || *first == '\t')
    first++;
  if (*first == '\0')
    {
      finish_entry (reader);
      return TRUE;
    }
  if (*first == '#' || (*first == ';' && first == line))
    return TRUE;
  if (first != line)
    {
      if (!reader->in_entry)
        return fail (reader, column_of (line, first), error,
                     "行首有空格的行是上一行的接续，但上面没有 键=值");
      g_string_append_c (reader->value, '\n');
      g_string_append (reader->value, first);
      return TRUE;
    }
  finish_entry (reader);
  if (*line == '[')
    return begin_section (reader, line, error);
  return begin_entry (reader, line, error);
}

static void
clear_section (gpointer data)
{
  g_array_unref (((HechaIniSection *) data)->entries);
}

static gboolean
read_lines (Reader *reader, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (reader->ini->lines, g_strdup (g_strchomp (lines[i])));
  for (reader->line = 1; reader->line <= reader->ini->lines->len; reader->line++)
    if (!read_line (reader, g_ptr_array_index (reader->ini->lines, reader->line - 1), error))
      return FALSE;
  finish_entry (reader);
  return TRUE;
}

HechaIni *
hecha_ini_parse (const char *path, const char *text, gsize length, GError **error)
{
  g_autoptr (HechaIni) ini = g_new0 (HechaIni, 1);
  Reader reader = { .ini = ini };
  g_autofree char *copy = NULL;
  const char *invalid;
  gboolean ok;

  ini->path = g_strdup (path);
  ini->sections = g_array_new (FALSE, FALSE, sizeof (HechaIniSection));
  g_array_set_clear_func (ini->sections, clear_section);
  ini->lines = g_ptr_array_new_with_free_func (g_free);
  ini->pool = g_string_chunk_new (4096);
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  if (!g_utf8_validate (text, (gssize) length, &invalid))
    {
      g_set_error (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_SYNTAX,
                   "%s：不是 UTF-8 编码的文本（第 %" G_GSIZE_FORMAT
                   " 个字节起），请用记事本另存为 UTF-8",
                   path, (gsize) (invalid - text) + 1);
      return NULL;
    }
  copy = g_strndup (text, length);
  reader.section_lines = g_hash_table_new (g_str_hash, g_str_equal);
  reader.key_lines = g_hash_table_new (g_str_hash, g_str_equal);
  reader.value = g_string_new (NULL);
  ok = read_lines (&reader, copy, error);
  g_hash_table_unref (reader.section_lines);
  g_hash_table_unref (reader.key_lines);
  g_string_free (reader.value, TRUE);
  return ok ? g_steal_pointer (&ini) : NULL;
}

static HechaIni *
load_built_in (const char *path, GError **error)
{
  g_autofree char *resource = g_strconcat ("/hecha/", path + strlen (BUILT_IN), NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (resource, 0, error);
  gsize length;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  return hecha_ini_parse (path, text, length, error);
}

HechaIni *
hecha_ini_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;

  if (g_str_has_prefix (path, BUILT_IN))
    return load_built_in (path, error);
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)
      || !g_file_get_contents (path, &text, &length, &local))
    {
      g_set_error (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_IO, "%s：无法读取（%s）", path,
                   local != NULL ? local->message : "没有这个文件，或者不是普通文件");
      return NULL;
    }
  if (length > MAX_FILE)
    {
      g_set_error (error, HECHA_LEDGER_ERROR, HECHA_LEDGER_ERROR_SYNTAX,
                   "%s：文件超过 16 MB，不像是配置文本", path);
      return NULL;
    }
  return hecha_ini_parse (path, text, length, error);
}

void
hecha_ini_free (HechaIni *ini)
{
  if (ini == NULL)
    return;
  g_free (ini->path);
  g_array_unref (ini->sections);
  g_ptr_array_unref (ini->lines);
  g_string_chunk_free (ini->pool);
  g_free (ini);
}

const HechaIniSection *
hecha_ini_section (const HechaIni *ini, const char *name)
{
  for (guint i = 0; i < ini->sections->len; i++)
    {
      const HechaIniSection *section = &g_array_index (ini->sections, HechaIniSection, i);
      if (strcmp (section->name, name) == 0)
        return section;
    }
  return NULL;
}

const HechaIniEntry *
hecha_ini_entry (const HechaIniSection *section, const char *key)
{
  for (guint i = 0; i < section->entries->len; i++)
    {
      const HechaIniEntry *entry = &g_array_index (section->entries, HechaIniEntry, i);
      if (strcmp (entry->key, key) == 0)
        return entry;
    }
  return NULL;
}

char *
hecha_ini_message (const HechaIni *ini, guint line, guint column, const char *message)
{
  GString *out = g_string_new (NULL);
  const char *text = line >= 1 && line <= ini->lines->len
                         ? g_ptr_array_index (ini->lines, line - 1)
                         : "";
  const char *place = text;

  g_string_append_printf (out, "%s:%u:%u: %s\n    %s\n    ", ini->path, line, column, message,
                          text);
  for (guint i = 1; i < column && *place != '\0'; i++, place = g_utf8_next_char (place))
    {
      gunichar character = g_utf8_get_char (place);
      if (character == '\t')
        g_string_append_c (out, '\t');
      else if (!g_unichar_iszerowidth (character))
        g_string_append (out, g_unichar_iswide (character) ? "  " : " ");
    }
  g_string_append_c (out, '^');
  return g_string_free (out, FALSE);
}

/* Edit distance of code points, swaps counted as one. */
static guint
distance (const char *left, const char *right)
{
  g_autofree gunichar *a = NULL, *b = NULL;
  glong n, m;
  g_autofree guint *rows = NULL;
  guint *before, *last, *now;

  a = g_utf8_to_ucs4_fast (left, -1, &n);
  b = g_utf8_to_ucs4_fast (right, -1, &m);
  rows = g_new0 (guint, 3 * (gsize) (m + 1));
  before = rows;
  last = rows + m + 1;
  now = rows + 2 * (m + 1);
  for (glong j = 0; j <= m; j++)
    last[j] = (guint) j;
  for (glong i = 1; i <= n; i++)
    {
      guint *spare = before;

      now[0] = (guint) i;
      for (glong j = 1; j <= m; j++)
        {
          now[j] = MIN (last[j], now[j - 1]) + 1;
          now[j] = MIN (now[j], last[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            now[j] = MIN (now[j], before[j - 2] + 1);
        }
      before = last;
      last = now;
      now = spare;
    }
  return last[m];
}

const char *
hecha_nearest_word (const char *word, const char *const *candidates)
{
  const char *nearest = NULL;
  glong length = g_utf8_strlen (word, -1);
  guint best = (guint) MAX (1, (length + 1) / 2);

  if (length > 64)
    return NULL;
  for (; *candidates != NULL; candidates++)
    {
      guint d = distance (word, *candidates);
      if (d < best || (d == best && nearest == NULL && length > 1 && d < (guint) length))
        {
          best = d;
          nearest = *candidates;
        }
    }
  return nearest;
}
