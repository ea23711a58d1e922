/* listing.c - formulas over the rows of 问题清单. */
#include "report/listing.h"

#include <string.h>

const char *const hecha_conclusions[]
  = { "待核实", "属实", "部分属实", "不属实", "已整改", NULL };

static gboolean
is_contradicted (const HechaDigest *digest, guint index)
{
  const HechaHistory *history = hecha_digest_history (digest, index);

  return history != NULL && history->contradicted;
}

/* The digest's order, but what is said to be mended and is not comes first. */
static GArray *
contradicted_first (const HechaDigest *digest)
{
  GArray *indices = g_array_sized_new (FALSE, FALSE, sizeof (guint), digest->findings->len);

  for (guint turn = 0; turn < 2; turn++)
    for (guint i = 0; i < digest->findings->len; i++)
      {
        guint index = g_array_index (digest->findings, guint, i);

        if (is_contradicted (digest, index) == (turn == 0))
          g_array_append_val (indices, index);
      }
  return indices;
}

static gconstpointer
unit_of (guint index, gpointer data)
{
  const HechaDigest *digest = data;

  return is_contradicted (digest, index)
             ? NULL
             : &g_array_index (digest->units, HechaUnit, hecha_digest_unit_of (digest, index));
}

void
hecha_listing_init (HechaListing *listing, const HechaDigest *digest)
{
  g_autoptr (GArray) indices = contradicted_first (digest);
  guint left;

  memset (listing, 0, sizeof *listing);
  listing->rows = hecha_unit_lines (digest->verdict, indices, unit_of, (gpointer) digest);
  left = listing->rows->len;
  do
    {
      guint sheet = listing->n_sheets++;
      listing->names[sheet]
        = sheet == 0 ? g_strdup ("问题清单") : g_strdup_printf ("问题清单(%u)", sheet + 1);
      listing->n_rows[sheet] = MIN (left, HECHA_LIST_MAX_ROWS);
      left -= listing->n_rows[sheet];
    }
  while (left > 0 && listing->n_sheets < HECHA_LIST_MAX_SHEETS);
}

void
hecha_listing_clear (HechaListing *listing)
{
  for (guint i = 0; i < listing->n_sheets; i++)
    g_free (listing->names[i]);
  g_array_unref (listing->rows);
}

/* '问题清单'!$C$5:$C$304 */
static void
append_range (GString *out, const HechaListing *listing, guint sheet, HechaListColumn column)
{
  char letters[HECHA_ADDRESS_SIZE];
  guint32 last = HECHA_LIST_FIRST_ROW + MAX (listing->n_rows[sheet], 1);

  hecha_address (0, column, letters);
  letters[strlen (letters) - 1] = '\0';
  g_string_append_printf (out, "'%s'!$%s$%d:$%s$%u", listing->names[sheet], letters,
                          HECHA_LIST_FIRST_ROW + 1, letters, last);
}

static void
append_call (GString *out, const HechaListing *listing, guint sheet, const char *function,
             int sum_column, const HechaCriterion *criteria, guint n, gboolean rejected)
{
  g_string_append_printf (out, "%s(", function);
  if (sum_column >= 0)
    {
      append_range (out, listing, sheet, (HechaListColumn) sum_column);
      g_string_append_c (out, ',');
    }
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_range (out, listing, sheet, criteria[i].column);
      g_string_append_printf (out, ",%s", criteria[i].criterion);
    }
  if (rejected)
    {
      g_string_append (out, n > 0 ? "," : "");
      append_range (out, listing, sheet, HECHA_LIST_CONCLUSION);
      g_string_append (out, ",\"不属实\",");
      append_range (out, listing, sheet, HECHA_LIST_OPINION);
      g_string_append (out, ",\"?*\"");
    }
  g_string_append_c (out, ')');
}

static char *
over_all_sheets (const HechaListing *listing, const char *function, int sum_column,
                 const HechaCriterion *criteria, guint n, gboolean less_rejected)
{
  GString *out = g_string_new ("=");

  for (guint sheet = 0; sheet < listing->n_sheets; sheet++)
    {
      if (sheet > 0)
        g_string_append_c (out, '+');
      append_call (out, listing, sheet, function, sum_column, criteria, n, FALSE);
      if (less_rejected)
        {
          g_string_append_c (out, '-');
          append_call (out, listing, sheet, function, sum_column, criteria, n, TRUE);
        }
    }
  return g_string_free (out, FALSE);
}

char *
hecha_listing_count (const HechaListing *listing, const HechaCriterion *criteria, guint n)
{
  return over_all_sheets (listing, "COUNTIFS", -1, criteria, n, TRUE);
}

char *
hecha_listing_count_all (const HechaListing *listing, const HechaCriterion *criteria, guint n)
{
  return over_all_sheets (listing, "COUNTIFS", -1, criteria, n, FALSE);
}

char *
hecha_listing_sum (const HechaListing *listing, const HechaCriterion *criteria, guint n)
{
  return over_all_sheets (listing, "SUMIFS", HECHA_LIST_COUNTED, criteria, n, TRUE);
}

/* Wildcards and comparisons in a criterion would match something else. */
gboolean
hecha_listing_can_match (const char *text)
{
  return strpbrk (text, "*?~<>=") == NULL && *text != '\0' && g_utf8_strlen (text, -1) < 200;
}
