/* table_identity.c - findings of tables, whose ids hold a file's name: found
 * again where the file was renamed. */
#include <string.h>

#include "report/comparison.h"

/* TEXT with the file's name out, as the message of the same table in another
 * file would be. */
static char *
without_name (const char *text, const char *file)
{
  g_auto (GStrv) parts = g_strsplit (text, *file != '\0' ? file : "\n", -1);

  return g_strjoinv ("", parts);
}

static const HechaTable *
table_of (const HechaComparison *comparison, const HechaFinding *finding)
{
  if (finding->n_evidence == 0 || finding->evidence[0].table == HECHA_NO_TABLE)
    return NULL;
  return hecha_ledger_table (comparison->ledger, finding->evidence[0].table);
}

/* The same check of a sheet of that name, in a file of that name or one that
 * is here no more. */
static gboolean
can_be_table (const HechaComparison *comparison, const HechaMemo *memo, const HechaFinding *finding,
              const HechaTable *table, const char *file)
{
  const HechaRule *rule = hecha_rules_get (comparison->rules, finding->rule);
  const char *old_file = hecha_memo_get (memo, HECHA_MEMO_FILES);

  return memo->remembered && *hecha_memo_get (memo, HECHA_MEMO_PROJECT) == '\0'
         && strcmp (hecha_memo_get (memo, HECHA_MEMO_RULE), rule->id) == 0
         && strcmp (hecha_memo_get (memo, HECHA_MEMO_DOCUMENT), rule->measure) == 0
         && strcmp (hecha_memo_get (memo, HECHA_MEMO_SHEET), table->sheet) == 0
         && strcmp (hecha_memo_get (memo, HECHA_MEMO_UNIT), table->unit_name) == 0
         && !g_hash_table_contains (comparison->met, memo)
         && (strcmp (old_file, file) == 0
             || !g_hash_table_contains (comparison->files, old_file));
}

/* The one memo that it can be; where several can, the one with the same words. */
HechaMemo *
hecha_memo_of_table (const HechaComparison *comparison, const HechaFinding *finding)
{
  const GPtrArray *memos = comparison->previous->table_memos;
  const HechaTable *table = table_of (comparison, finding);
  const char *file = table != NULL ? hecha_ledger_file (comparison->ledger, table->file)->name : "";
  g_autofree char *words = without_name (finding->message, file);
  HechaMemo *found = NULL;
  guint n_found = 0;

  for (guint i = 0; table != NULL && i < memos->len; i++)
    {
      HechaMemo *memo = g_ptr_array_index (memos, i);
      g_autofree char *old_words = NULL;

      if (!can_be_table (comparison, memo, finding, table, file))
        continue;
      old_words = without_name (hecha_memo_get (memo, HECHA_MEMO_FACT),
                                hecha_memo_get (memo, HECHA_MEMO_FILES));
      if (strcmp (words, old_words) == 0)
        return memo;
      found = memo;
      n_found++;
    }
  return n_found == 1 ? found : NULL;
}
