/* L-unit-suspect and L-total-mismatch: amounts that cannot be. */
#include "audit/crosscheck_ledger.h"

#include <stdlib.h>

#include "audit/arithmetic.h"
#include "audit/message.h"

/* A table's amounts are compared with the others' only where both are this
 * many: the middle of two says nothing. */
#define MIN_AMOUNTS 5

static gboolean
is_amount (HechaField field)
{
  for (const guint8 *amount = hecha_source_fields; *amount != HECHA_FIELD_NONE; amount++)
    if (*amount == field)
      return TRUE;
  return FALSE;
}

/* ---- within a project -------------------------------------------------------------- */

/* The fields of the smallest and the largest amount; FALSE where there are not
 * two. */
static gboolean
extremes (const HechaView *view, HechaField *least, HechaField *most)
{
  guint n = 0;

  for (const guint8 *field = hecha_source_fields; *field != HECHA_FIELD_NONE; field++)
    {
      const HechaSlot *slot = &view->slots[*field];

      if (slot->state != HECHA_STATE_VALUE || slot->number <= 0)
        continue;
      if (n == 0 || slot->number < view->slots[*least].number)
        *least = (HechaField) *field;
      if (n == 0 || slot->number > view->slots[*most].number)
        *most = (HechaField) *field;
      n++;
    }
  return n > 1;
}

static HechaReading
read_units (const HechaView *view)
{
  HechaReading reading = { HECHA_OUTCOME_PASS, { { 0, 0 } } };
  HechaField least, most;

  if (extremes (view, &least, &most)
      && hecha_amounts_far_apart (view->slots[least].number, view->slots[most].number))
    {
      reading.outcome = HECHA_OUTCOME_HINT;
      return reading;
    }
  if (hecha_view_missing (view, (HechaField) hecha_source_fields[0]) == HECHA_TRUE)
    {
      reading.outcome = HECHA_OUTCOME_NOT_APPLICABLE;
      return reading;
    }
  for (const guint8 *field = hecha_source_fields; *field != HECHA_FIELD_NONE; field++)
    if (hecha_view_has (view, (HechaField) *field) == HECHA_NULL)
      {
        reading.outcome = HECHA_OUTCOME_UNDECIDED;
        hecha_field_set_add (&reading.lacking, (HechaField) *field);
      }
  return reading;
}

static void
append_amount_of (GString *out, const HechaView *view, HechaField field)
{
  g_string_append (out, hecha_field_name (field));
  hecha_append_amount (out, view->slots[field].number);
}

static void
emit_units (HechaCross *cross, guint32 index, const HechaView *view)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const char *fills[] = { "事项", NULL, NULL };
  HechaCrossFinding finding = HECHA_CROSS_FINDING_INIT;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (HechaEvidence));
  HechaField least, most;

  if (!extremes (view, &least, &most))
    return;
  append_amount_of (words, view, most);
  g_string_append (words, "与");
  append_amount_of (words, view, least);
  g_string_append (words, "相差1000倍以上");
  fills[1] = words->str;
  finding.project = index;
  finding.fills = fills;
  hecha_add_evidence (cells, view->slots[least].datum);
  hecha_add_evidence (cells, view->slots[most].datum);
  hecha_emit_with_cells (cross, &finding, cells);
}

/* ---- a table against the others ------------------------------------------------------ */

/* The amounts of a table, sorted. */
typedef struct
{
  GArray *values;          /* gint64 */
  HechaEvidence first;     /* the cell of one of them */
} TableAmounts;

static int
compare_amounts (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static gint64
middle (GArray *values)
{
  return g_array_index (values, gint64, values->len / 2);
}

static void
take_record (TableAmounts *tables, const HechaRecord *record)
{
  TableAmounts *table = &tables[record->table];

  for (guint i = 0; i < record->n_data; i++)
    {
      const HechaDatum *datum = &record->data[i];

      if (datum->state != HECHA_STATE_VALUE || !is_amount ((HechaField) datum->field)
          || datum->low <= 0)
        continue;
      /* Every table has its array. NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
      if (table->values->len == 0)
        table->first = (HechaEvidence) { record->table, datum->row, datum->column, datum->field };
      g_array_append_val (table->values, datum->low);
    }
}

static TableAmounts *
collect_amounts (const HechaLedger *ledger)
{
  guint n = hecha_ledger_n_tables (ledger);
  TableAmounts *tables = g_new0 (TableAmounts, n + 1);

  for (guint i = 0; i < n; i++)
    tables[i].values = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < hecha_ledger_n_files (ledger); i++)
    {
      const HechaExtract *file = hecha_ledger_file (ledger, i);

      for (guint r = 0; r < file->records->len; r++)
        take_record (tables, &g_array_index (file->records, HechaRecord, r));
    }
  for (guint i = 0; i < n; i++)
    g_array_sort (tables[i].values, compare_amounts);
  return tables;
}

static void
emit_table (HechaCross *cross, guint32 index, const TableAmounts *table, gint64 usual)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);
  const HechaTable *where = hecha_ledger_table (ledger, index);
  const char *file = hecha_ledger_file (ledger, where->file)->name;
  g_autofree char *key = g_strconcat (file, "\n", where->sheet, NULL);
  g_autofree char *place = hecha_table_words (ledger, index);
  g_autoptr (GString) words = g_string_new (NULL);
  const char *fills[] = { "事项", NULL, NULL };
  HechaCrossFinding finding = HECHA_CROSS_FINDING_INIT;

  g_string_append_printf (words, "%s的金额多为", place);
  hecha_append_amount (words, middle (table->values));
  g_string_append (words, "上下，其他台账多为");
  hecha_append_amount (words, usual);
  g_string_append (words, "上下，相差1000倍以上");
  fills[1] = words->str;
  finding.fills = fills;
  finding.table_key = key;
  finding.evidence = &table->first;
  finding.n_evidence = 1;
  hecha_cross_emit (cross, &finding);
}

/* Against the middle of the other tables' middles, so that one large table
 * does not decide what is usual. */
static void
check_tables (HechaCross *cross)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);
  guint n = hecha_ledger_n_tables (ledger);
  g_autofree gboolean *judged = hecha_judged_tables (cross);
  TableAmounts *tables = collect_amounts (ledger);
  g_autoptr (GArray) middles = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 usual;

  for (guint i = 0; i < n; i++)
    /* Every table has its array. NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
    if (tables[i].values->len >= MIN_AMOUNTS)
      {
        gint64 value = middle (tables[i].values);
        g_array_append_val (middles, value);
      }
  g_array_sort (middles, compare_amounts);
  usual = middles->len > 2 ? middle (middles) : 0;
  for (guint i = 0; i < n; i++)
    {
      if (usual > 0 && judged[i] && tables[i].values->len >= MIN_AMOUNTS
          && hecha_amounts_far_apart (middle (tables[i].values), usual))
        emit_table (cross, i, &tables[i], usual);
      g_array_unref (tables[i].values);
    }
  g_free (tables);
}

void
hecha_check_unit_suspect (HechaCross *cross, gpointer data)
{
  hecha_check_projects (cross, hecha_source_fields, read_units, emit_units);
  check_tables (cross);
}

/* ---- 合计 ------------------------------------------------------------------------------ */

/* What tells a total apart without its row: file, sheet, column and its number
 * among the totals of that column. */
static char *
total_key (const char *file, const HechaTable *table, guint index)
{
  const HechaTotal *total = &g_array_index (table->totals, HechaTotal, index);
  guint number = 1;

  for (guint i = 0; i < index; i++)
    number += g_array_index (table->totals, HechaTotal, i).column == total->column;
  return g_strdup_printf ("%s\n%s\n%s\n%u", file, table->sheet,
                          hecha_field_name ((HechaField) total->field), number);
}

static void
emit_total (HechaCross *cross, guint32 index, guint number)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);
  const HechaTable *table = hecha_ledger_table (ledger, index);
  const HechaTotal *total = &g_array_index (table->totals, HechaTotal, number);
  const char *file = hecha_ledger_file (ledger, table->file)->name;
  g_autofree char *key = total_key (file, table, number);
  g_autoptr (GString) stated = g_string_new (NULL);
  g_autoptr (GString) summed = g_string_new (NULL);
  char address[HECHA_ADDRESS_SIZE];
  HechaEvidence cell = { index, total->row, total->column, total->field };
  g_autofree char *where = hecha_table_words (ledger, index);
  const char *fills[] = { "位置", where, "单元格", NULL, "字段",
                          hecha_field_name ((HechaField) total->field), "合计", NULL, "相加",
                          NULL, NULL };
  HechaCrossFinding finding = HECHA_CROSS_FINDING_INIT;

  hecha_append_amount (stated, total->stated);
  hecha_append_amount (summed, total->summed);
  fills[3] = hecha_address (total->row, total->column, address);
  fills[7] = stated->str;
  fills[9] = summed->str;
  finding.field = (HechaField) total->field;
  finding.table_key = key;
  finding.fills = fills;
  finding.evidence = &cell;
  finding.n_evidence = 1;
  hecha_cross_emit (cross, &finding);
}

static gboolean
total_is_wrong (const HechaTotal *total)
{
  gint64 difference;

  if (!total->certain)
    return FALSE;
  difference = total->stated > total->summed ? total->stated - total->summed
                                             : total->summed - total->stated;
  return difference > total->tolerance;
}

void
hecha_check_totals (HechaCross *cross, gpointer data)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);
  g_autofree gboolean *judged = hecha_judged_tables (cross);

  for (guint32 i = 0; i < hecha_ledger_n_tables (ledger); i++)
    {
      const HechaTable *table = hecha_ledger_table (ledger, i);

      for (guint t = 0; judged[i] && t < table->totals->len; t++)
        if (total_is_wrong (&g_array_index (table->totals, HechaTotal, t)))
          emit_total (cross, i, t);
    }
}
