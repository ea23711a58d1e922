/* Whether the ledgers are this county's: units.ini of another county joins none
 * of the units that it should. */
#include "ledger/units.h"

/* How often NAME has been counted in COUNTS, this time too. */
static guint
count (GHashTable *counts, const char *name)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) + 1;

  g_hash_table_replace (counts, g_strdup (name), GUINT_TO_POINTER (n));
  return n;
}

char *
hecha_ledger_other_county (const HechaLedger *ledger)
{
  const HechaUnits *units = hecha_dictionary_units (hecha_ledger_dictionary (ledger));
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *most = NULL;
  guint n_most = 0, n = 0;   /* n: tables that say whose they are */

  for (guint i = 0; i < hecha_ledger_n_tables (ledger); i++)
    {
      const HechaTable *table = hecha_ledger_table (ledger, i);
      g_autofree char *plain = hecha_name_plain (table->unit_name);
      g_autofree char *county = NULL;
      guint times;

      if (*plain == '\0' || hecha_ledger_file (ledger, table->file)->compared_only)
        continue;
      n++;
      county = hecha_units_other_county (units, plain);
      if (county == NULL)
        continue;
      times = count (counts, county);
      if (times > n_most)
        {
          n_most = times;
          g_free (most);
          most = g_steal_pointer (&county);
        }
    }
  return n_most >= 2 && n_most * 2 > n ? g_steal_pointer (&most) : NULL;
}
