/* where.c - cells as people read them, and the links there. */
#include "report/where.h"

#include <string.h>

#include "report/discretion.h"

/* What the one sheet of a text file is called in its marked copy
 * (marks_rewrite.c). */
#define TEXT_SHEET "数据"

static void
append_table (GString *out, const HechaLedger *ledger, guint32 table_index)
{
  const HechaTable *table = hecha_ledger_table (ledger, table_index);

  g_string_append (out, hecha_ledger_file (ledger, table->file)->name);
  g_string_append (out, " › ");
  if (*table->sheet != '\0')
    g_string_append_printf (out, "%s › ", table->sheet);
}

char *
hecha_where_cell (const HechaLedger *ledger, const HechaEvidence *evidence)
{
  GString *out = g_string_new (NULL);
  char address[HECHA_ADDRESS_SIZE];

  if (evidence->table != HECHA_NO_TABLE)
    append_table (out, ledger, evidence->table);
  g_string_append (out, hecha_address (evidence->row, evidence->column, address));
  return g_string_free (out, FALSE);
}

char *
hecha_where_first (const HechaLedger *ledger, const HechaFinding *finding)
{
  return finding->n_evidence > 0 ? hecha_where_cell (ledger, &finding->evidence[0])
                                 : g_strdup ("");
}

/* The cells of one table, in the order of evidence. */
static void
append_cells_of_table (GString *out, const HechaVerdict *verdict, const HechaFinding *finding,
                       guint32 table, gboolean own_only)
{
  char address[HECHA_ADDRESS_SIZE];
  gboolean first = TRUE;

  for (guint i = 0; i < finding->n_evidence; i++)
    {
      const HechaEvidence *evidence = &finding->evidence[i];
      if (evidence->table != table
          || (own_only && !hecha_report_evidence_is_own (verdict, finding, evidence)))
        continue;
      if (first && table != HECHA_NO_TABLE)
        append_table (out, hecha_verdict_ledger (verdict), table);
      else if (!first)
        g_string_append (out, "、");
      g_string_append (out, hecha_address (evidence->row, evidence->column, address));
      first = FALSE;
    }
}

static gboolean
table_seen_before (const HechaFinding *finding, guint i)
{
  for (guint j = 0; j < i; j++)
    if (finding->evidence[j].table == finding->evidence[i].table)
      return TRUE;
  return FALSE;
}

char *
hecha_where_all (const HechaVerdict *verdict, const HechaFinding *finding, gboolean own_only,
                 guint max_lines)
{
  GString *out = g_string_new (NULL);
  guint lines = 0;

  for (guint i = 0; i < finding->n_evidence; i++)
    {
      gsize before = out->len;

      if (table_seen_before (finding, i))
        continue;
      if (lines >= max_lines)
        {
          g_string_append (out, "\n……");
          break;
        }
      if (lines > 0)
        g_string_append_c (out, '\n');
      append_cells_of_table (out, verdict, finding, finding->evidence[i].table, own_only);
      if (out->len > before + (lines > 0))
        lines++;
      else
        g_string_truncate (out, before);
    }
  return g_string_free (out, FALSE);
}

/* ---- links ---------------------------------------------------------------- */

/* The rest is encoded where it is written (rows.c). */
static void
append_encoded (GString *out, const char *path)
{
  for (const char *at = path; *at != '\0'; at++)
    if (strchr ("#%:?*\"<>|", *at) != NULL)
      g_string_append_printf (out, "%%%02X", (unsigned char) *at);
    else
      g_string_append_c (out, *at);
}

static void
append_location (GString *out, const char *sheet, guint32 row, guint32 column)
{
  char address[HECHA_ADDRESS_SIZE];

  g_string_append (out, "#'");
  for (const char *at = sheet; *at != '\0'; at++)
    {
      if (*at == '\'')
        g_string_append_c (out, '\'');
      g_string_append_c (out, *at);
    }
  g_string_append_printf (out, "'!%s", hecha_address (row, column, address));
}

char *
hecha_where_link (const char *path, const char *sheet, guint32 row, guint32 column)
{
  GString *out;

  if (path == NULL)
    return NULL;
  out = g_string_new (NULL);
  append_encoded (out, path);
  if (sheet != NULL)
    append_location (out, *sheet != '\0' ? sheet : TEXT_SHEET, row, column);
  return g_string_free (out, FALSE);
}

char *
hecha_where_evidence_link (const HechaReportInput *input, const HechaEvidence *evidence)
{
  const HechaLedger *ledger = hecha_verdict_ledger (input->verdict);
  const HechaTable *table;

  if (evidence->table == HECHA_NO_TABLE || input->marked_paths == NULL)
    return NULL;
  table = hecha_ledger_table (ledger, evidence->table);
  return hecha_where_link (input->marked_paths[table->file], table->sheet, evidence->row,
                           evidence->column);
}

char *
hecha_where_finding_link (const HechaReportInput *input, const HechaFinding *finding)
{
  return finding->n_evidence > 0 ? hecha_where_evidence_link (input, &finding->evidence[0])
                                 : NULL;
}

/* ---- original values ----------------------------------------------------------- */

static const HechaDatum *
datum_at (const HechaDatum *data, guint n, const HechaEvidence *evidence)
{
  for (guint i = 0; i < n; i++)
    if (data[i].table == evidence->table && data[i].row == evidence->row
        && data[i].column == evidence->column)
      return &data[i];
  return NULL;
}

static const char *
raw_of (const HechaProject *project, const HechaEvidence *evidence)
{
  const HechaDatum *datum = datum_at (project->data, project->n_data, evidence);

  if (datum == NULL)
    datum = datum_at (project->rivals, project->n_rivals, evidence);
  if (datum == NULL)
    datum = datum_at (project->asides, project->n_asides, evidence);
  if (datum == NULL)
    return NULL;
  return datum->raw == NULL || *datum->raw == '\0' ? "（空白）" : datum->raw;
}

const char *
hecha_where_raw (const HechaVerdict *verdict, const HechaFinding *finding,
                 const HechaEvidence *evidence)
{
  const HechaLedger *ledger = hecha_verdict_ledger (verdict);
  const HechaProject *project = hecha_finding_project (verdict, finding);
  const char *raw = project != NULL ? raw_of (project, evidence) : NULL;

  if (hecha_finding_classified (verdict, finding))
    return "（涉密，不予显示）";
  for (guint i = 0; raw == NULL && i < finding->n_related; i++)
    if (!hecha_verdict_classified (verdict, finding->related[i]))
      raw = raw_of (hecha_ledger_project (ledger, finding->related[i]), evidence);
  return raw != NULL ? raw : "";
}
