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

/* What no table of its projects has, by each project's latest table: a column
 * that stands in another table of the project is not asked for again. */
static HechaFieldSet *
missing_by_table (HechaCross *cross, const HechaFieldSet *required)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);
  HechaFieldSet *missing = g_new0 (HechaFieldSet, hecha_ledger_n_tables (ledger) + 1);

  for (guint32 i = 0; i < hecha_ledger_n_projects (ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);
      HechaFieldSet *set;

      if (!hecha_cross_applies (cross, i) || project->n_places == 0)
        continue;
      set = &missing[project->places[project->n_places - 1].table];
      for (int word = 0; word < 2; word++)
        set->bits[word] |= required->bits[word] & ~project->provided.bits[word];
    }
  return missing;
}

static void
emit_table (HechaCross *cross, guint32 index, const HechaFieldSet *missing)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);
  const HechaTable *table = hecha_ledger_table (ledger, index);
  const char *file = hecha_ledger_file (ledger, table->file)->name;
  g_autofree char *key = g_strconcat (file, "\n", table->sheet, "\n", table->title, NULL);
  g_autofree char *checks = g_strdup_printf ("%u", hecha_cross_n_checks_reading (cross, missing));
  g_autoptr (GString) names = g_string_new (NULL);
  const char *fills[] = { "文件", file, "表", table->sheet, "各列", NULL, "检查数", checks, NULL };
  HechaCrossFinding finding = HECHA_CROSS_FINDING_INIT;
  HechaEvidence cell = { index, table->header.last_row, table->header.first_column,
                         HECHA_FIELD_NONE };

  for (int field = 0; field < HECHA_N_FIELDS; field++)
    if (hecha_field_set_has (missing, (HechaField) field))
      g_string_append_printf (names, "%s%s", names->len > 0 ? "、" : "",
                              hecha_field_name ((HechaField) field));
  if (table->columns->len > 0)
    {
      const HechaColumn *first = &g_array_index (table->columns, HechaColumn, 0);
      cell.row = first->row;
      cell.column = first->column;
    }
  fills[5] = names->str;
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
  g_autofree HechaFieldSet *missing = missing_by_table (cross, &required);

  for (guint32 i = 0; i < hecha_ledger_n_tables (ledger); i++)
    if (missing[i].bits[0] != 0 || missing[i].bits[1] != 0)
      emit_table (cross, i, &missing[i]);
}
