/* L-missing-columns: once a table, the required columns that are not there. */
#include "audit/crosscheck_ledger.h"

#include <string.h>

/* Columns that the parameter 必备列 names. */
static HechaFieldSet
required_columns (const HechaCross *cross)
{
  HechaFieldSet required = { { 0, 0 } };
  HechaValue value;
  g_autofree char *line = NULL;
  g_auto (GStrv) names = NULL;

  if (!hecha_cross_parameter (cross, "必备列", &value) || value.text == NULL)
    return required;
  line = g_strdelimit (g_strdup (value.text), "\n", ';');
  names = g_strsplit (line, ";", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      HechaField field = hecha_field_from_name (g_strstrip (names[i]));

      if (field != HECHA_FIELD_NONE)
        hecha_field_set_add (&required, field);
    }
  return required;
}

/* Of a table, as its projects are gone through. */
typedef struct
{
  HechaFieldSet missing;
  guint n_asked;         /* projects that were judged for `blocked` */
  guint8 *blocked;       /* a byte a rule: cannot be decided for one of them */
} Gaps;

/* So many projects of a table tell which checks its columns would allow. */
#define MAX_ASKED 20

/* By each project's latest table: a column that stands in another table of the
 * project is not asked for again. */
static Gaps *
gaps_by_table (HechaCross *cross, const HechaFieldSet *required)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);
  Gaps *gaps = g_new0 (Gaps, hecha_ledger_n_tables (ledger) + 1);

  for (guint32 i = 0; i < hecha_ledger_n_projects (ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);
      HechaFieldSet missing;
      Gaps *gap;

      if (!hecha_cross_applies (cross, i) || project->n_places == 0)
        continue;
      gap = &gaps[project->places[project->n_places - 1].table];
      for (int word = 0; word < 2; word++)
        {
          missing.bits[word] = required->bits[word] & ~project->provided.bits[word];
          gap->missing.bits[word] |= missing.bits[word];
        }
      if ((missing.bits[0] | missing.bits[1]) == 0 || gap->n_asked++ >= MAX_ASKED)
        continue;
      if (gap->blocked == NULL)
        gap->blocked = g_new0 (guint8, hecha_cross_n_rules (cross));
      hecha_cross_find_blocked (cross, i, &missing, gap->blocked);
    }
  return gaps;
}

static guint
n_blocked (const HechaCross *cross, const Gaps *gap)
{
  guint n = 0;

  for (guint i = 0; gap->blocked != NULL && i < hecha_cross_n_rules (cross); i++)
    n += gap->blocked[i];
  return n;
}

static void
emit_table (HechaCross *cross, guint32 index, const Gaps *gap)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);
  const HechaTable *table = hecha_ledger_table (ledger, index);
  const char *file = hecha_ledger_file (ledger, table->file)->name;
  g_autofree char *key = g_strconcat (file, "\n", table->sheet, "\n", table->title, NULL);
  g_autofree char *checks = g_strdup_printf ("%u", n_blocked (cross, gap));
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *where = hecha_table_words (ledger, index);
  const char *fills[] = { "位置", where, "各列", NULL, "检查数", checks, NULL };
  HechaCrossFinding finding = HECHA_CROSS_FINDING_INIT;
  HechaEvidence cell = { index, table->header.last_row, table->header.first_column,
                         HECHA_FIELD_NONE };

  for (int field = 0; field < HECHA_N_FIELDS; field++)
    if (hecha_field_set_has (&gap->missing, (HechaField) field))
      g_string_append_printf (names, "%s%s", names->len > 0 ? "、" : "",
                              hecha_field_name ((HechaField) field));
  if (table->columns->len > 0)
    {
      const HechaColumn *first = &g_array_index (table->columns, HechaColumn, 0);
      cell.row = first->row;
      cell.column = first->column;
    }
  fills[3] = names->str;
  finding.table_key = key;
  finding.fills = fills;
  finding.evidence = &cell;
  finding.n_evidence = 1;
  hecha_cross_emit (cross, &finding);
}

void
hecha_check_missing_columns (HechaCross *cross, gpointer data)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);
  HechaFieldSet required = required_columns (cross);
  g_autofree Gaps *gaps = gaps_by_table (cross, &required);

  for (guint32 i = 0; i < hecha_ledger_n_tables (ledger); i++)
    {
      if ((gaps[i].missing.bits[0] | gaps[i].missing.bits[1]) != 0)
        emit_table (cross, i, &gaps[i]);
      g_free (gaps[i].blocked);
    }
}
