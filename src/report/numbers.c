/* numbers.c - the short 编号 of findings: 2024Q3-教育-017.
 *
 * The quarter is that of the 核查日.  A number that came back with the
 * previous report stays; new ones continue after the highest of theirs.
 */
#include "report/departments.h"

#include <stdlib.h>
#include <string.h>

/* "2024Q3-教育-" for the finding; a classified project's unit is not told. */
static char *
number_prefix (const HechaVerdict *verdict, const HechaFinding *finding,
               const GPtrArray *plain_units)
{
  g_autofree char *short_unit = NULL;
  g_autofree char *safe = NULL;
  int year, month, day;

  if (finding->project != HECHA_NO_PROJECT
      && hecha_verdict_classified (verdict, finding->project))
    short_unit = g_strdup ("涉密");
  else
    short_unit
      = hecha_unit_short (hecha_finding_plain_unit (verdict, finding, plain_units));
  safe = hecha_file_name_safe (short_unit);
  hecha_day_to_ymd (hecha_verdict_as_of (verdict), &year, &month, &day);
  return g_strdup_printf ("%04dQ%d-%s-", year, (month - 1) / 3 + 1, safe);
}

/* Where NUMBER is PREFIX and digits, the counter must pass it. */
static void
note_kept (GHashTable *counters, const char *number)
{
  const char *dash = strrchr (number, '-');
  g_autofree char *prefix = NULL;
  guint64 value;

  if (dash == NULL || !g_ascii_string_to_unsigned (dash + 1, 10, 1, G_MAXINT32, &value, NULL))
    return;
  prefix = g_strndup (number, (gsize) (dash + 1 - number));
  if (value > GPOINTER_TO_UINT (g_hash_table_lookup (counters, prefix)))
    g_hash_table_replace (counters, g_steal_pointer (&prefix), GUINT_TO_POINTER ((guint) value));
}

static char *
next_number (GHashTable *counters, char *prefix)
{
  guint value = GPOINTER_TO_UINT (g_hash_table_lookup (counters, prefix)) + 1;
  char *number = g_strdup_printf ("%s%03u", prefix, value);

  g_hash_table_replace (counters, prefix, GUINT_TO_POINTER (value));
  return number;
}

char **
hecha_report_numbers (const HechaVerdict *verdict, const char *const *previous,
                      const char *const *taken)
{
  guint n = hecha_verdict_n_findings (verdict);
  g_autoptr (GPtrArray) plain_units
    = hecha_plain_units_of_tables (hecha_verdict_ledger (verdict));
  g_autoptr (GHashTable) counters
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char **numbers = g_new0 (char *, n + 1);

  for (guint i = 0; previous != NULL && i < n; i++)
    if (previous[i] != NULL)
      note_kept (counters, previous[i]);
  for (guint i = 0; taken != NULL && taken[i] != NULL; i++)
    note_kept (counters, taken[i]);
  for (guint i = 0; i < n; i++)
    if (previous != NULL && previous[i] != NULL)
      numbers[i] = g_strdup (previous[i]);
    else
      numbers[i] = next_number (
        counters, number_prefix (verdict, hecha_verdict_finding (verdict, i), plain_units));
  return numbers;
}
