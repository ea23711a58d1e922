/* What a text says beyond the words that stand in it: which part of a
 * 部署方式 is whose, whether a platform is built or only used, what is denied. */
#include "audit/facts_text.h"

#include <string.h>

#include "audit/words.h"

/* ---- 部署方式 ------------------------------------------------------------- */

#define DEPLOYMENTS                                                    \
  (HECHA_WORD_DEPLOYMENT_GOVERNMENT | HECHA_WORD_DEPLOYMENT_OWN       \
   | HECHA_WORD_DEPLOYMENT_THIRD_PARTY)

typedef struct
{
  guint lists;        /* of all parts so far */
  guint head;         /* of the part before the bracket */
  guint n_parts;
  gboolean unknown;   /* a part is none of them */
} Parts;

static guint
lists_of (const char *text, gsize length)
{
  HechaWordHit hits[HECHA_MAX_HITS];
  guint n = hecha_words_find (HECHA_TOPIC_DEPLOYMENT, text, length, hits);
  guint lists = 0;

  for (guint i = 0; i < n; i++)
    lists |= hits[i].lists;
  return lists;
}

/* 阿里政务云 is 政务云, whoever runs it. */
static void
take_part (Parts *parts, const char *text, gsize length)
{
  guint lists = lists_of (text, length) & DEPLOYMENTS;

  if (lists & HECHA_WORD_DEPLOYMENT_GOVERNMENT)
    lists &= ~(guint) HECHA_WORD_DEPLOYMENT_THIRD_PARTY;
  parts->n_parts++;
  parts->lists |= lists;
  parts->head = lists;
  parts->unknown = parts->unknown || lists == 0;
}

/* In brackets stands another part, or who runs the 政务云 before them, or a
 * remark. */
static void
take_bracket (Parts *parts, const char *text, gsize length)
{
  guint lists = lists_of (text, length);

  if ((parts->head & HECHA_WORD_DEPLOYMENT_GOVERNMENT) && !(lists & HECHA_WORD_DEPLOYMENT_APART))
    lists &= ~(guint) HECHA_WORD_DEPLOYMENT_THIRD_PARTY;
  parts->lists |= lists & DEPLOYMENTS;
}

/* Bytes of the separator or bracket at P, and what it does to the depth. */
static gsize
separator (const char *p, int *depth)
{
  static const char *const marks[] = { "、", "和", "及", "与", "。", NULL };
  static const char *const open[] = { "(", "[", "【", "〔", NULL };
  static const char *const close[] = { ")", "]", "】", "〕", NULL };

  *depth = 0;
  if (strchr ("/+,;&|", *p) != NULL)
    return 1;
  for (guint i = 0; marks[i] != NULL; i++)
    if (g_str_has_prefix (p, marks[i]))
      return strlen (marks[i]);
  for (guint i = 0; open[i] != NULL; i++)
    if (g_str_has_prefix (p, open[i]) || g_str_has_prefix (p, close[i]))
      {
        *depth = g_str_has_prefix (p, open[i]) ? 1 : -1;
        return strlen (g_str_has_prefix (p, open[i]) ? open[i] : close[i]);
      }
  return 0;
}

static void
cut_parts (Parts *parts, const char *text)
{
  const char *start = text;
  int depth = 0;
  gboolean after_bracket = FALSE;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      int change = 0;
      gsize cut = *p == '\0' ? 0 : separator (p, &change);
      gsize length = (gsize) (p - start);

      if (cut == 0 && *p != '\0')
        continue;
      if (length > 0 && (depth > 0 || after_bracket))
        take_bracket (parts, start, length);
      else if (length > 0)
        take_part (parts, start, length);
      if (*p == '\0')
        return;
      after_bracket = change < 0;
      depth = MAX (depth + change, 0);
      start = p + cut;
    }
}

guint
hecha_deployment_parts (const char *text, gboolean *known)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), " \t\r\n", '/');
  Parts parts = { 0 };
  HechaFoldedWord folded;

  hecha_word_fold (line, &folded);
  cut_parts (&parts, folded.text);
  hecha_word_fold_clear (&folded);
  *known = parts.n_parts > 0 && !parts.unknown;
  return parts.lists;
}

/* ---- built, or only used ---------------------------------------------------- */

/* Bytes between a thing and the word behind it that still belong together:
 * four characters. */
#define NEAR 12

#define THINGS (HECHA_WORD_BUILDS_COMMON | HECHA_WORD_BUILDS_CENTRE | HECHA_WORD_BUILDS_APP)
#define BEFORE (HECHA_WORD_BUILDS_VERB | HECHA_WORD_BUILDS_USES)
#define AFTER (HECHA_WORD_BUILDS_USED_AFTER | HECHA_WORD_BUILDS_NOT_AFTER)

static gboolean
joins (const char *text, guint start, guint end)
{
  static const char *const words[] = { "及", "和", "与", "、", NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (g_strstr_len (text + start, (gssize) (end - start), words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* "机房运维", "政务服务平台对接": the word behind the thing says that it is
 * there already. */
static gboolean
there_already (const char *text, const HechaWordHit *hits, guint n, guint at)
{
  guint end = hits[at].end;

  for (guint i = at + 1; i < n; i++)
    {
      if (hits[i].start > end + NEAR || (hits[i].start > end && joins (text, end, hits[i].start)))
        return FALSE;
      if (hits[i].lists & AFTER)
        return TRUE;
      if (!(hits[i].lists & THINGS))
        return FALSE;
      end = hits[i].end;
    }
  return FALSE;
}

/* "机房建设项目监理服务" is a service for what is named before it. */
static gboolean
is_served (const HechaWordHit *hits, guint n, guint at)
{
  for (guint i = at + 1; i < n; i++)
    if (hits[i].lists & HECHA_WORD_BUILDS_SERVICE)
      return TRUE;
  return FALSE;
}

/* The nearest verb before the thing decides; without one it is built. */
static gboolean
clause_builds (const char *text, gsize length, guint list, gboolean name)
{
  HechaWordHit hits[HECHA_MAX_HITS];
  guint n = hecha_words_find (HECHA_TOPIC_BUILDS, text, length, hits);
  gboolean used = FALSE;

  for (guint i = 0; i < n; i++)
    {
      if (hits[i].lists & BEFORE)
        used = (hits[i].lists & HECHA_WORD_BUILDS_USES) != 0;
      if ((hits[i].lists & list) && !used && !there_already (text, hits, n, i)
          && !(name && is_served (hits, n, i)))
        return TRUE;
    }
  return FALSE;
}

/* Bytes of the mark that ends a clause at P; 0 = none. */
static gsize
clause_mark (const char *p)
{
  if (*p == '\0' || strchr (",;()", *p) != NULL)
    return *p != '\0';
  return g_str_has_prefix (p, "。") ? strlen ("。") : 0;
}

static gboolean
says_it_builds (const char *text, guint list, gboolean name)
{
  HechaFoldedWord folded;
  const char *start;
  gboolean found = FALSE;

  hecha_word_fold (text, &folded);
  start = folded.text;
  for (const char *p = folded.text; !found; p = g_utf8_next_char (p))
    {
      gsize mark = clause_mark (p);

      if (mark == 0 && *p != '\0')
        continue;
      found = clause_builds (start, (gsize) (p - start), list, name);
      start = p + mark;
      if (*p == '\0')
        break;
    }
  hecha_word_fold_clear (&folded);
  return found;
}

HechaTri
hecha_text_builds (const HechaView *view, guint list)
{
  static const guint8 fields[] = { HECHA_FIELD_NAME, HECHA_FIELD_CONTENT };
  gboolean any = FALSE, doubtful = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = hecha_view_text (view, fields[i]);

      if (text != NULL && says_it_builds (text, list, fields[i] == HECHA_FIELD_NAME))
        return HECHA_TRUE;
      any = any || text != NULL;
      doubtful = doubtful || hecha_view_state (view, fields[i]) == HECHA_STATE_DOUBTFUL;
    }
  return any && !doubtful ? HECHA_FALSE : HECHA_NULL;
}

/* ---- 转包分包 ---------------------------------------------------------------- */

/* A denial stands before what it denies ("不存在转包、分包"), or at the end
 * ("转包分包情况：无"). */
static guint
clause_sublet (const char *text, gsize length)
{
  HechaWordHit hits[HECHA_MAX_HITS];
  guint n = hecha_words_find (HECHA_TOPIC_SUBLET, text, length, hits);
  guint lists = 0;

  if (n > 0 && (hits[n - 1].lists & HECHA_WORD_SUBLET_NOT) && hits[n - 1].end == length)
    return 0;
  for (guint i = 0; i < n && !(hits[i].lists & HECHA_WORD_SUBLET_NOT); i++)
    lists |= hits[i].lists;
  return lists;
}

guint
hecha_text_sublet (const char *text)
{
  static const char *const plain_yes[] = { "是", "有", "存在", "√", "已", "Y", "YES", NULL };
  HechaFoldedWord folded;
  const char *start;
  guint lists = 0;

  hecha_word_fold (text, &folded);
  start = folded.text;
  if (g_strv_contains (plain_yes, folded.text))
    lists = HECHA_WORD_SUBLET_PART;
  for (const char *p = folded.text;; p = g_utf8_next_char (p))
    {
      gsize mark = clause_mark (p);

      if (mark == 0 && *p != '\0')
        continue;
      lists |= clause_sublet (start, (gsize) (p - start));
      start = p + mark;
      if (*p == '\0')
        break;
    }
  hecha_word_fold_clear (&folded);
  return lists;
}

/* ---- 等保级别 ---------------------------------------------------------------- */

/* The numeral that TEXT begins with, 1 to 5, and its bytes; 0 = none. */
static int
numeral (const char *text, gsize *bytes)
{
  static const char *const numerals[][5] = {
    { "1", "2", "3", "4", "5" },
    { "一", "二", "三", "四", "五" },
    { "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ" },
    { "壹", "贰", "叁", "肆", "伍" },
  };
  static const struct { const char *word; int level; } roman[] = {
    { "III", 3 }, { "II", 2 }, { "IV", 4 }, { "V", 5 }, { "I", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numerals); i++)
    for (int level = 1; level <= 5; level++)
      if (g_str_has_prefix (text, numerals[i][level - 1]))
        {
          *bytes = strlen (numerals[i][level - 1]);
          return level;
        }
  for (guint i = 0; i < G_N_ELEMENTS (roman); i++)
    if (g_str_has_prefix (text, roman[i].word))
      {
        *bytes = strlen (roman[i].word);
        return roman[i].level;
      }
  return 0;
}

/* S3A3G3: the highest of the three. */
static int
sag_level (const char *text)
{
  for (const char *p = strchr (text, 'S'); p != NULL; p = strchr (p + 1, 'S'))
    if (strlen (p) >= 6 && p[2] == 'A' && p[4] == 'G' && p[1] >= '1' && p[1] <= '5'
        && p[3] >= '1' && p[3] <= '5' && p[5] >= '1' && p[5] <= '5')
      return MAX (MAX (p[1], p[3]), p[5]) - '0';
  return 0;
}

/* Levels that stand before 级 in TEXT; -1 where two differ. */
static int
graded_level (const char *text)
{
  int found = 0;
  const char *p = text;

  while (*p != '\0')
    {
      gsize bytes = 0;
      int level = numeral (p, &bytes);
      gboolean tail = g_ascii_isdigit (*p) && p > text
                      && (g_ascii_isdigit (p[-1]) || p[-1] == '.');

      p += level != 0 ? bytes : (gsize) (g_utf8_next_char (p) - p);
      if (level == 0 || tail || !g_str_has_prefix (p, "级"))
        continue;
      if (found != 0 && found != level)
        return -1;
      found = level;
    }
  return found;
}

/* "2", "等保三", "二级" read "二": a numeral with nothing behind it. */
static int
bare_level (const char *text)
{
  static const char *const before[] = { "等保", "等级保护", "第", "等级", "级别", NULL };
  const char *bare = text;
  gsize bytes = 0;
  int level;

  for (guint i = 0; before[i] != NULL; i++)
    if (g_str_has_prefix (bare, before[i]))
      bare += strlen (before[i]);
  level = numeral (bare, &bytes);
  /* 等保2.0 is the name of a standard, 2.0 a number that a program wrote. */
  return level != 0 && (bare[bytes] == '\0' || (bare == text && strcmp (bare + bytes, ".0") == 0))
             ? level
             : -1;
}

int
hecha_text_mlps_level (const char *text)
{
  HechaFoldedWord folded;
  int level;

  hecha_word_fold (text, &folded);
  level = sag_level (folded.text);
  if (level == 0)
    level = graded_level (folded.text);
  if (level == 0)
    level = hecha_words_in (HECHA_TOPIC_MLPS, text) & HECHA_WORD_MLPS_NONE
              ? 0
              : bare_level (folded.text);
  hecha_word_fold_clear (&folded);
  return level;
}
