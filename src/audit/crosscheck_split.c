/* 13-split over the ledger: splits become findings. */
#include "audit/crosscheck_subjects.h"
#include "audit/split.h"

static gint64
whole_parameter (const HechaCross *cross, const char *name, gint64 otherwise)
{
  HechaValue value;

  if (!hecha_cross_parameter (cross, name, &value) || value.null || value.denominator != 1)
    return otherwise;
  return value.number;
}

static gboolean
says_something (const HechaProject *project, HechaField field)
{
  const HechaDatum *datum = hecha_project_datum (project, field);

  return datum != NULL && datum->state == HECHA_STATE_VALUE;
}

/* Without name, amount, unit or any date nobody can tell whether it is a part. */
static void
decide_unknown (HechaCross *cross, const HechaSubject *subjects)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);

  for (guint32 i = 0; i < hecha_ledger_n_projects (ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);
      HechaFieldSet lacking = { { 0 } };
      static const guint8 amounts[] = { HECHA_FIELD_ESTIMATE, HECHA_FIELD_BUDGET,
                                        HECHA_FIELD_CONTRACT_AMOUNT };

      if (!hecha_cross_applies (cross, i))
        continue;
      if (*project->name == '\0')
        hecha_field_set_add (&lacking, HECHA_FIELD_NAME);
      for (guint k = 0; k < G_N_ELEMENTS (amounts)
                        && (subjects[i].left_out || subjects[i].investment == HECHA_NO_INVESTMENT);
           k++)
        if (!says_something (project, (HechaField) amounts[k]))
          hecha_field_set_add (&lacking, (HechaField) amounts[k]);
      if (!subjects[i].left_out && subjects[i].first_day == HECHA_DAY_NONE)
        hecha_field_set_add (&lacking, HECHA_FIELD_YEAR);
      if (lacking.bits[0] != 0 || lacking.bits[1] != 0)
        hecha_cross_set_outcome (cross, i, HECHA_OUTCOME_UNDECIDED, &lacking);
    }
}

/* The first member that is judged bears the finding. */
static guint32
bearer_of (const HechaSubject *subjects, const HechaSplit *split)
{
  for (guint i = 0; i < split->n_members; i++)
    if (!subjects[split->members[i]].compared_only)
      return split->members[i];
  return HECHA_NO_PROJECT;
}

static char *
message_of (const HechaLedger *ledger, const HechaSplit *split, gint64 floor, int months)
{
  const HechaProject *first = hecha_ledger_project (ledger, split->members[0]);
  GString *text = g_string_new ("台账反映：");

  g_string_append_printf (text, "%s在%d个月内有%u个项目各低于%" G_GINT64_FORMAT
                                "万元，疑似同一事项分开立项：%s，达到评审起点",
                          first->unit, months, split->n_members, floor / 1000000,
                          split->agreement);
  return g_string_free (text, FALSE);
}

/* What was split is there with its last part. */
static void
set_days (const HechaSubject *subjects, const HechaSplit *split, HechaCrossFinding *finding)
{
  finding->first_day = finding->last_day = subjects[split->members[0]].first_day;
  for (guint i = 0; i < split->n_members; i++)
    {
      finding->first_day = MAX (finding->first_day, subjects[split->members[i]].first_day);
      finding->last_day = MAX (finding->last_day, subjects[split->members[i]].last_day);
    }
}

static void
emit_split (HechaCross *cross, const HechaSubject *subjects, const HechaSplit *split,
            const HechaSplitOptions *options)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (HechaEvidence));
  g_autoptr (GArray) related = g_array_new (FALSE, FALSE, sizeof (guint32));
  HechaCrossFinding finding = HECHA_CROSS_FINDING_INIT;
  g_autofree char *message
      = message_of (hecha_cross_ledger (cross), split, options->floor, options->months);

  finding.project = bearer_of (subjects, split);
  if (finding.project == HECHA_NO_PROJECT)
    return;
  hecha_cross_add_cells (cross, finding.project, cells);
  set_days (subjects, split, &finding);
  for (guint i = 0; i < split->n_members; i++)
    if (split->members[i] != finding.project)
      {
        g_array_append_val (related, split->members[i]);
        hecha_cross_add_cells (cross, split->members[i], cells);
      }
  finding.related = (const guint32 *) (const void *) related->data;
  finding.n_related = related->len;
  finding.amount = split->sum;
  finding.message = message;
  finding.agreement = split->agreement;
  finding.objection = split->objection;
  finding.evidence = (const HechaEvidence *) (const void *) cells->data;
  finding.n_evidence = cells->len;
  hecha_cross_emit (cross, &finding);
}

void
hecha_check_splits (HechaCross *cross, gpointer data)
{
  g_autofree HechaSubject *subjects = hecha_cross_subjects (cross);
  HechaSplitOptions options = { whole_parameter (cross, "评审起点", 30000000),
                                (int) whole_parameter (cross, "拆分窗口", 12),
                                hecha_cross_thesaurus (cross) };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) splits
      = hecha_splits_find (subjects, hecha_ledger_n_projects (hecha_cross_ledger (cross)),
                           &options, &error);

  decide_unknown (cross, subjects);
  if (splits == NULL)
    {
      g_warning ("%s", error->message);
      return;
    }
  for (guint i = 0; i < splits->len; i++)
    emit_split (cross, subjects, &g_array_index (splits, HechaSplit, i), &options);
}
