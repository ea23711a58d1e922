/* The year of a ledger, from what stands over it or what it is called. */
#include <string.h>

#include "ledger/date.h"
#include "ledger/fold.h"
#include "ledger/numeral.h"

/* How well a text tells a year: 2025年度 best, a month of it least. */
typedef enum
{
  TOLD_NOT,
  TOLD_BY_MONTH,
  TOLD_ALONE,
  TOLD_BY_YEAR,
  TOLD_BY_LEDGER_YEAR
} Told;

/* Four digits, two before 年, 二〇二四, or the year of 20250110. */
static int
year_at (const char **text, gsize *digits)
{
  static const char word[] = "年";
  guint64 value = 0;
  gboolean scaled;

  *digits = strspn (*text, "0123456789");
  if (*digits == 0 && !hecha_numeral_scan (text, &value, &scaled))
    return 0;
  for (gsize i = 0; i < MIN (*digits, 4); i++)
    value = value * 10 + (guint64) ((*text)[i] - '0');
  *text += *digits;
  if (*digits == 2 && g_str_has_prefix (*text, word))
    value += 2000;
  else if (*digits != 0 && *digits != 4 && *digits != 6 && *digits != 8)
    return 0;
  return value >= HECHA_FIRST_YEAR && value <= HECHA_LAST_YEAR ? (int) value : 0;
}

/* The end of the first year of 2024-2025年, or NULL. */
static const char *
joined_year (const char *p)
{
  static const char *const links[] = { "-", "~", "至", "到", ",", "/", "和", "及" };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    if (hecha_take (&p, links[i]))
      return strspn (p, "0123456789") == 4 ? p : NULL;
  return NULL;
}

static gboolean
month_follows (const char *p)
{
  gsize digits = strspn (p, "0123456789");

  return digits > 0 && g_str_has_prefix (p + digits, "月");
}

/* 〔2024〕50号, (2024)50号: the year of a document. */
static gboolean
of_document (const char *folded, const char *at, const char *end)
{
  return at > folded && (at[-1] == '[' || at[-1] == '(') && (*end == ']' || *end == ')') &&
         (g_ascii_isdigit (end[1]) || g_str_has_prefix (end + 1, "第"));
}

/* *TEXT moves past what was looked at. */
static Told
year_told (const char *folded, const char **text, int *year)
{
  const char *at = *text;
  gsize digits;
  int later;

  *year = year_at (text, &digits);
  if (*text == at)
    /* TEXT is a place in FOLDED. NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
    *text = g_utf8_next_char (at);
  if (*year == 0 || of_document (folded, at, *text))
    return TOLD_NOT;
  if (digits == 6 || digits == 8)
    return TOLD_BY_MONTH;
  if (g_str_has_prefix (*text, "年度"))
    return TOLD_BY_LEDGER_YEAR;
  if (g_str_has_prefix (*text, "年"))
    return month_follows (*text + strlen ("年")) ? TOLD_BY_MONTH : TOLD_BY_YEAR;
  if (digits != 4)
    return TOLD_NOT;
  if (joined_year (*text) != NULL)
    {
      /* As good a year as the one it is joined to. */
      const char *next = joined_year (*text);
      return year_told (folded, &next, &later);
    }
  if (**text != '\0' && strchr (".-/", **text) != NULL && g_ascii_isdigit ((*text)[1]))
    return TOLD_BY_MONTH;
  return TOLD_ALONE;
}

int
hecha_year_in (const char *text)
{
  char folded[HECHA_FOLD_SIZE];
  Told best = TOLD_NOT;
  int found = 0;

  if (hecha_fold_text (text, folded) <= 0)
    return 0;
  for (const char *p = folded; *p != '\0';)
    {
      int year;
      Told told = year_told (folded, &p, &year);

      if (told > best)
        found = year;
      else if (told == best && told != TOLD_NOT && year != found)
        found = 0;
      best = MAX (best, told);
    }
  return found;
}
