/* discretion.c - what may be shown to whom. */
#include "report/discretion.h"

#define CLASSIFIED_MESSAGE "台账中列有标明涉密的项目，请核实该项目是否应当列入本台账，并按保密规定管理"

const HechaProject *
hecha_finding_project (const HechaVerdict *verdict, const HechaFinding *finding)
{
  if (finding->project == HECHA_NO_PROJECT)
    return NULL;
  return hecha_ledger_project (hecha_verdict_ledger (verdict), finding->project);
}

gboolean
hecha_finding_classified (const HechaVerdict *verdict, const HechaFinding *finding)
{
  return finding->project != HECHA_NO_PROJECT
         && hecha_verdict_classified (verdict, finding->project);
}

static const HechaTable *
finding_table (const HechaVerdict *verdict, const HechaFinding *finding)
{
  if (finding->n_evidence == 0 || finding->evidence[0].table == HECHA_NO_TABLE)
    return NULL;
  return hecha_ledger_table (hecha_verdict_ledger (verdict), finding->evidence[0].table);
}

const char *
hecha_finding_name (const HechaVerdict *verdict, const HechaFinding *finding)
{
  const HechaProject *project = hecha_finding_project (verdict, finding);

  return project == NULL || hecha_finding_classified (verdict, finding) ? "" : project->name;
}

const char *
hecha_finding_unit (const HechaVerdict *verdict, const HechaFinding *finding)
{
  const HechaProject *project = hecha_finding_project (verdict, finding);
  const HechaTable *table;

  if (hecha_finding_classified (verdict, finding))
    return "";
  if (project != NULL)
    return project->unit;
  table = finding_table (verdict, finding);
  return table != NULL ? table->unit_name : "";
}

const char *
hecha_finding_code (const HechaVerdict *verdict, const HechaFinding *finding)
{
  const HechaProject *project = hecha_finding_project (verdict, finding);

  return project != NULL ? project->code : "";
}

int
hecha_finding_year (const HechaVerdict *verdict, const HechaFinding *finding)
{
  const HechaProject *project = hecha_finding_project (verdict, finding);
  const HechaTable *table;

  if (hecha_finding_classified (verdict, finding))
    return 0;
  if (project != NULL)
    return project->year;
  table = finding_table (verdict, finding);
  return table != NULL ? table->year : 0;
}

gint64
hecha_finding_amount (const HechaVerdict *verdict, const HechaFinding *finding)
{
  return hecha_finding_classified (verdict, finding) ? HECHA_NO_AMOUNT : finding->amount;
}

const char *
hecha_report_message (const HechaVerdict *verdict, const HechaFinding *finding)
{
  return hecha_finding_classified (verdict, finding) ? CLASSIFIED_MESSAGE : finding->message;
}

gboolean
hecha_project_is_judged (const HechaLedger *ledger, const HechaProject *project)
{
  for (guint i = 0; i < project->n_places; i++)
    {
      const HechaTable *table = hecha_ledger_table (ledger, project->places[i].table);
      if (!hecha_ledger_file (ledger, table->file)->compared_only)
        return TRUE;
    }
  return project->n_places == 0;
}

gboolean
hecha_finding_is_shared (const HechaVerdict *verdict, const HechaFinding *finding)
{
  const HechaLedger *ledger = hecha_verdict_ledger (verdict);
  const HechaProject *project = hecha_finding_project (verdict, finding);

  for (guint i = 0; project != NULL && i < finding->n_related; i++)
    {
      const HechaProject *other = hecha_ledger_project (ledger, finding->related[i]);
      if (g_strcmp0 (other->plain_unit, project->plain_unit) != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
stands_in_place (const HechaTable *table, const HechaPlace *place, const HechaEvidence *evidence)
{
  switch (table->shape)
    {
    case HECHA_TABLE_FORM:
      return TRUE;
    case HECHA_TABLE_TRANSPOSED:
      return evidence->column == place->row;
    case HECHA_TABLE_LEDGER:
    case HECHA_TABLE_DETAIL:
      break;
    }
  return evidence->row == place->row;
}

gboolean
hecha_report_evidence_is_own (const HechaVerdict *verdict, const HechaFinding *finding,
                       const HechaEvidence *evidence)
{
  const HechaLedger *ledger = hecha_verdict_ledger (verdict);
  const HechaProject *project = hecha_finding_project (verdict, finding);

  if (project == NULL || !hecha_finding_is_shared (verdict, finding))
    return TRUE;
  for (guint i = 0; i < project->n_places; i++)
    if (project->places[i].table == evidence->table
        && stands_in_place (hecha_ledger_table (ledger, evidence->table), &project->places[i],
                            evidence))
      return TRUE;
  return FALSE;
}

/* Who else is concerned, and what it says, is not this department's to know. */
char *
hecha_report_message_for_department (const HechaVerdict *verdict, const HechaFinding *finding)
{
  const HechaRule *rule = hecha_rules_get (hecha_verdict_rules (verdict), finding->rule);

  if (!hecha_finding_is_shared (verdict, finding))
    return g_strdup (hecha_report_message (verdict, finding));
  return g_strdup_printf ("%s：本单位项目“%s”与其他单位台账所列项目有关，"
                          "请核对本单位所填内容；其他单位的情况不在此列示",
                          rule->name, hecha_finding_name (verdict, finding));
}
