/* judge_rows: judges projects that are given as lines of text, for oracle.py.
 *
 *   judge_rows YYYY-MM-DD < rows > outcomes
 *
 * A row is "P", the ledger's year and FIELD=TEXT items, with tabs between; a
 * row that begins with "+" is another table of the project before.  One JSON
 * object a project, in order: outcomes, lacking, and findings as
 * [rule, level, before_force, amount in 分 or null].
 */
#include <stdio.h>
#include <string.h>

#include <hecha/audit.h>

#include "resources.h"

typedef struct
{
  HechaExtract *extract;
  GArray *owners;      /* guint per table: the project of the input */
  guint n_projects;
} Rows;

static int
by_field (gconstpointer a, gconstpointer b)
{
  return (int) ((const HechaDatum *) a)->field - (int) ((const HechaDatum *) b)->field;
}

static const char *
text_in (const HechaRecord *record, HechaField field)
{
  for (guint i = 0; i < record->n_data; i++)
    if (record->data[i].field == field && record->data[i].text != NULL)
      return record->data[i].text;
  return "";
}

static void
read_items (Rows *rows, char **items, HechaRecord *record, HechaTable *table)
{
  HechaValueContext context = { 100, FALSE, table->year };

  record->data = hecha_extract_data (rows->extract, g_strv_length (items));
  for (guint i = 0; items[i] != NULL; i++)
    {
      char *text = strchr (items[i], '=');
      HechaDatum datum = { 0 };
      HechaColumn column = { .column = i, .match = HECHA_MATCH_EXACT, .confidence = 1,
                             .text = "", .candidates = "", .samples = "" };

      if (text == NULL)
        continue;
      *text++ = '\0';
      column.field = (guint8) hecha_field_from_name (items[i]);
      if (column.field == HECHA_FIELD_NONE)
        g_error ("no field %s", items[i]);
      hecha_value_read_text ((HechaField) column.field, text, &context, rows->extract->pool,
                             &datum);
      datum.field = column.field;
      datum.table = record->table;
      datum.row = record->row;
      datum.column = i;
      if (datum.field == HECHA_FIELD_YEAR && datum.state == HECHA_STATE_VALUE)
        record->year = (int) datum.low;
      record->data[record->n_data++] = datum;
      g_array_append_val (table->columns, column);
    }
  qsort (record->data, record->n_data, sizeof record->data[0], by_field);
}

static void
read_row (Rows *rows, const char *line)
{
  g_auto (GStrv) items = g_strsplit (line, "\t", -1);
  HechaTable table = { .sheet = "", .title = "", .unit_name = "" };
  HechaRecord record = { 0 };
  guint owner;

  if (g_strv_length (items) < 2)
    return;
  if (*items[0] == 'P')
    rows->n_projects++;
  owner = rows->n_projects - 1;
  table.year = atoi (items[1]);
  table.columns = g_array_new (FALSE, FALSE, sizeof (HechaColumn));
  table.totals = g_array_new (FALSE, FALSE, sizeof (HechaTotal));
  record.table = record.row = rows->extract->tables->len;
  record.year = table.year;
  read_items (rows, items + 2, &record, &table);
  record.code = text_in (&record, HECHA_FIELD_CODE);
  record.name = text_in (&record, HECHA_FIELD_NAME);
  record.unit = text_in (&record, HECHA_FIELD_UNIT);
  g_array_append_val (rows->extract->tables, table);
  g_array_append_val (rows->extract->records, record);
  g_array_append_val (rows->owners, owner);
}

static void
print_names (const char *key, const char *const *names)
{
  printf ("\"%s\":[", key);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    printf ("%s\"%s\"", i > 0 ? "," : "", names[i]);
  printf ("]");
}

/* HechaFinding pointers of each project. */
static GPtrArray **
findings_by_project (const HechaVerdict *verdict, guint n)
{
  GPtrArray **lists = g_new0 (GPtrArray *, n + 1);

  for (guint i = 0; i < n; i++)
    lists[i] = g_ptr_array_new ();
  for (guint i = 0; i < hecha_verdict_n_findings (verdict); i++)
    {
      const HechaFinding *finding = hecha_verdict_finding (verdict, i);

      if (finding->project != HECHA_NO_PROJECT)
        g_ptr_array_add (lists[finding->project], (gpointer) finding);
    }
  return lists;
}

static void
print_findings (const HechaRules *rules, const GPtrArray *findings)
{
  static const char *const forces[] = { "false", "true", "null" };

  for (guint i = 0; i < findings->len; i++)
    {
      const HechaFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *amount = finding->amount == HECHA_NO_AMOUNT
                                  ? g_strdup ("null")
                                  : g_strdup_printf ("%" G_GINT64_FORMAT, finding->amount);

      printf ("%s[\"%s\",\"%s\",%s,%s]", i > 0 ? "," : "",
              hecha_rules_get (rules, finding->rule)->id,
              hecha_outcome_name ((HechaOutcome) finding->level), forces[finding->before_force],
              amount);
    }
}

static void
print_project (const HechaVerdict *verdict, guint32 project, const GPtrArray *findings)
{
  const HechaRules *rules = hecha_verdict_rules (verdict);
  const char *comma = "";

  printf ("{\"outcomes\":{");
  for (guint i = 0; i < hecha_rules_n (rules); i++)
    printf ("%s\"%s\":\"%s\"", i > 0 ? "," : "", hecha_rules_get (rules, i)->id,
            hecha_outcome_name (hecha_verdict_outcome (verdict, project, i)));
  printf ("},\"lacking\":{");
  for (guint i = 0; i < hecha_rules_n (rules); i++)
    if (hecha_verdict_outcome (verdict, project, i) == HECHA_OUTCOME_UNDECIDED)
      {
        printf ("%s", comma);
        print_names (hecha_rules_get (rules, i)->id, hecha_verdict_lacking (verdict, project, i));
        comma = ",";
      }
  printf ("},\"findings\":[");
  print_findings (rules, findings);
  printf ("]}\n");
}

/* In the order of the input, whatever order the ledger has; a project that is
 * not one of the ledger's is a mistake of either. */
static gboolean
print_all (const Rows *rows, const HechaVerdict *verdict)
{
  const HechaLedger *ledger = hecha_verdict_ledger (verdict);
  g_autofree guint32 *place = g_new0 (guint32, rows->n_projects + 1);
  guint n = hecha_ledger_n_projects (ledger);
  g_autofree GPtrArray **findings = NULL;

  for (guint32 i = 0; i < n; i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);
      guint owner = g_array_index (rows->owners, guint, project->places[0].table);

      if (n != rows->n_projects || place[owner] != 0)
        {
          fprintf (stderr, "input project %u is %u of the ledger's, not one (%s)\n", owner, i,
                   project->code);
          return FALSE;
        }
      place[owner] = i + 1;
    }
  findings = findings_by_project (verdict, n);
  for (guint i = 0; i < rows->n_projects; i++)
    {
      print_project (verdict, place[i] - 1, findings[place[i] - 1]);
      g_ptr_array_unref (findings[place[i] - 1]);
    }
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  g_autoptr (HechaDictionary) dictionary = NULL;
  g_autoptr (HechaLedger) ledger = NULL;
  g_autoptr (HechaRules) rules = hecha_rules_new ();
  g_autoptr (HechaCalendar) calendar = NULL;
  g_autoptr (HechaVerdict) verdict = NULL;
  HechaAuditOptions options = { .jobs = 1 };
  Rows rows = { 0 };
  char *line;

  hecha_register_resource ();
  if (argc < 2 || !hecha_day_parse (argv[1], &options.as_of))
    return 2;
  rows.extract = hecha_extract_new ("rows", "rows");
  rows.owners = g_array_new (FALSE, FALSE, sizeof (guint));
  while (g_io_channel_read_line (input, &line, NULL, NULL, NULL) == G_IO_STATUS_NORMAL)
    {
      g_strchomp (line);
      read_row (&rows, line);
      g_free (line);
    }
  dictionary = hecha_dictionary_load (NULL, NULL, &error);
  calendar = error == NULL ? hecha_calendar_load (NULL, &error) : NULL;
  if (error == NULL && hecha_rules_add (rules, NULL, &error))
    {
      ledger = hecha_ledger_new (dictionary);
      hecha_ledger_add (ledger, rows.extract);
      hecha_ledger_join (ledger);
      verdict = hecha_audit_run (ledger, rules, calendar, &options, &error);
    }
  if (verdict == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  return print_all (&rows, verdict) ? 0 : 1;
}
