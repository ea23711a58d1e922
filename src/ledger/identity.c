#include "ledger/identity.h"

#include <string.h>

/* The value of a Chinese or Roman numeral character, or -1. */
static int
numeral_value (gunichar c)
{
  static const gunichar digits[] = { 0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
                                     0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341 };   /* 〇一 … 十 */

  if (c >= '0' && c <= '9')
    return (int) (c - '0');
  if (c >= 0x2160 && c <= 0x2169)   /* Ⅰ … Ⅹ */
    return (int) (c - 0x2160) + 1;
  for (int i = 0; i < (int) G_N_ELEMENTS (digits); i++)
    if (c == digits[i])
      return i;
  return -1;
}

/* A number from characters FIRST to LAST (not included): 十二, 12, 三. */
static int
read_numeral (const gunichar *first, const gunichar *last)
{
  int number = 0;

  for (; first < last; first++)
    {
      int value = numeral_value (*first);

      if (value == 10)
        number = (number == 0 ? 1 : number) * 10;
      else if (number % 10 == 0 && number > 0 && number < 100 && *first > 0x2fff)
        number += value;
      else
        number = number > 99999 ? number : number * 10 + value;
    }
  return number;
}

static gboolean
is_bracket (gunichar c, gboolean opening)
{
  return opening ? c == '(' || c == 0xff08 || c == '[' || c == 0x3010
                 : c == ')' || c == 0xff09 || c == ']' || c == 0x3011;
}

/* What follows a numeral and makes it a mark; the empty string: none. */
static const char *
mark_word (const gunichar *next, const gunichar *end)
{
  static const struct
  {
    gunichar character;
    const char *word;
  } words[] = { { 0x671f, "期" },    /* 期 */
                { 0x6807, "标" },    /* 标, 标段 */
                { 0x5305, "包" },    /* 包 */
                { 0x6279, "批" },    /* 批 */
                { 0x6bb5, "段" } };  /* 段 */

  if (next < end)
    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
      if (*next == words[i].character)
        return words[i].word;
  return NULL;
}

static gboolean
is_letter_mark (const gunichar *at, const gunichar *start, const gunichar *end)
{
  gboolean alone = at == start || !g_unichar_isalnum (at[-1]) || at[-1] > 0x2fff;

  return ((*at >= 'A' && *at <= 'F') || (*at >= 'a' && *at <= 'f')) && alone
         && (mark_word (at + 1, end) != NULL);
}

char *
hecha_name_marks (const char *name)
{
  glong length;
  g_autofree gunichar *text = g_utf8_to_ucs4_fast (name, -1, &length);
  const gunichar *end = text + length;
  GString *marks = g_string_new (NULL);

  for (const gunichar *at = text; at < end;)
    {
      const gunichar *last = at;
      const char *word;

      while (last < end && numeral_value (*last) >= 0)
        last++;
      if (last == at)
        {
          if (is_letter_mark (at, text, end))
            g_string_append_printf (marks, "%c%s;", g_ascii_toupper ((char) *at),
                                    mark_word (at + 1, end));
          at++;
          continue;
        }
      word = mark_word (last, end);
      if (word == NULL && at > text && last < end && is_bracket (at[-1], TRUE)
          && is_bracket (*last, FALSE))
        word = "部";
      else if (word == NULL && last == end && last - at <= 2 && at > text)
        word = "部";
      if (word != NULL)
        g_string_append_printf (marks, "%d%s;", read_numeral (at, last), word);
      at = last;
    }
  if (marks->len > 0)
    g_string_truncate (marks, marks->len - 1);
  return g_string_free (marks, FALSE);
}

char *
hecha_name_phase (const char *name)
{
  g_autofree char *marks = hecha_name_marks (name);
  g_auto (GStrv) parts = g_strsplit (marks, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_has_suffix (parts[i], "期"))
      return g_strdup (parts[i]);
  return g_strdup ("");
}

static void
drop_suffix (char *text, const char *suffix)
{
  gsize length = strlen (text), n = strlen (suffix);

  /* Something of a name must stay: three characters at least. */
  if (length >= n + 9 && g_str_has_suffix (text, suffix))
    text[length - n] = '\0';
}

char *
hecha_name_core (const char *plain_name, const char *plain_unit)
{
  const char *start = plain_name;
  gsize unit_length = strlen (plain_unit);
  char *core;

  if (unit_length > 0 && strncmp (start, plain_unit, unit_length) == 0
      && strlen (start) >= unit_length + 9)
    start += unit_length;
  core = g_strdup (start);
  drop_suffix (core, "项目");
  drop_suffix (core, "建设");
  return core;
}

static int
compare_pairs (const void *left, const void *right)
{
  guint64 a = *(const guint64 *) left, b = *(const guint64 *) right;

  return a < b ? -1 : a > b;
}

/* The pairs of neighbouring characters of TEXT, sorted. */
static guint64 *
character_pairs (const char *text, glong *n)
{
  glong length;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (text, -1, &length);
  guint64 *pairs;

  *n = MAX (length - 1, 0);
  pairs = g_new0 (guint64, (gsize) *n + 1);
  for (glong i = 0; i < *n; i++)
    pairs[i] = (guint64) characters[i] << 32 | characters[i + 1];
  qsort (pairs, (size_t) *n, sizeof *pairs, compare_pairs);
  return pairs;
}

double
hecha_names_likeness (const char *left, const char *right)
{
  glong n, m, same = 0;
  g_autofree guint64 *a = character_pairs (left, &n);
  g_autofree guint64 *b = character_pairs (right, &m);

  for (glong i = 0, j = 0; i < n && j < m;)
    if (a[i] == b[j])
      same++, i++, j++;
    else if (a[i] < b[j])
      i++;
    else
      j++;
  return n + m == 0 ? 0 : 2.0 * (double) same / (double) (n + m);
}

gboolean
hecha_names_alike (const char *left, const char *right)
{
  g_autofree char *left_marks = NULL, *right_marks = NULL;

  if (strcmp (left, right) == 0 || *left == '\0' || *right == '\0')
    return TRUE;
  left_marks = hecha_name_marks (left);
  right_marks = hecha_name_marks (right);
  if (strcmp (left_marks, right_marks) != 0)
    return FALSE;
  if (strstr (left, right) != NULL || strstr (right, left) != NULL)
    return TRUE;
  return hecha_names_likeness (left, right) >= 0.6;
}

void
hecha_project_key (const char *code, const char *plain_unit, const char *core_name,
                   const char *phase, gboolean shared, char *key)
{
  g_autofree char *identity
      = *code != '\0' && !shared
            ? g_strconcat ("编号\n", code, NULL)
            : g_strconcat (*code != '\0' ? "编号\n" : "名称\n", code, "\n", plain_unit, "\n",
                           core_name, "\n", phase, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, identity, -1);

  g_strlcpy (key, digest, 17);
}
