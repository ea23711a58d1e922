/* From the ledger to subjects: see crosscheck_subjects.h. */
#include "audit/crosscheck_subjects.h"

#include "audit/evidence.h"
#include "audit/facts.h"

static const guint8 subject_fields[]
    = { HECHA_FIELD_NAME,     HECHA_FIELD_CONTENT,         HECHA_FIELD_GOAL,
        HECHA_FIELD_ESTIMATE, HECHA_FIELD_BUDGET,          HECHA_FIELD_CONTRACT_AMOUNT,
        HECHA_FIELD_UNIT,     HECHA_FIELD_CONTRACTED_ON,   HECHA_FIELD_CONTRACTOR,
        HECHA_FIELD_CODE,     HECHA_FIELD_NATURE,          HECHA_FIELD_INVESTMENT_MODE,
        HECHA_FIELD_AWARDED_ON, HECHA_FIELD_APPROVED_ON,   HECHA_FIELD_DECLARED_ON,
        HECHA_FIELD_YEAR,     HECHA_FIELD_NONE };

const HechaCrosscheck hecha_duplicate_crosschecks[] = {
  { "重复", FALSE, hecha_check_duplicates, subject_fields },
  { "拆分", FALSE, hecha_check_splits, subject_fields },
  { NULL, FALSE, NULL, NULL }
};

static const char *
text_of (const HechaProject *project, HechaField field)
{
  const HechaDatum *datum = hecha_project_datum (project, field);

  return datum != NULL && datum->state == HECHA_STATE_VALUE ? datum->text : NULL;
}

/* A date that is known and has come; first and last day. */
static gboolean
day_of (const HechaProject *project, HechaField field, gint32 as_of, gint32 *first, gint32 *last)
{
  const HechaDatum *datum = hecha_project_datum (project, field);

  if (datum == NULL || datum->state != HECHA_STATE_VALUE || datum->low == HECHA_DAY_NONE
      || datum->low > as_of)
    return FALSE;
  *first = (gint32) datum->low;
  *last = (gint32) MIN (datum->high, as_of);
  return TRUE;
}

/* RULES.md 6: the first known of 合同, 中标, 立项, 申报日期, else 项目年度. */
static void
set_days (HechaSubject *subject, const HechaProject *project, gint32 as_of)
{
  static const guint8 dates[] = { HECHA_FIELD_CONTRACTED_ON, HECHA_FIELD_AWARDED_ON,
                                  HECHA_FIELD_APPROVED_ON, HECHA_FIELD_DECLARED_ON };
  gint32 first, last;

  subject->first_day = subject->last_day = subject->contract_day = HECHA_DAY_NONE;
  if (day_of (project, HECHA_FIELD_CONTRACTED_ON, as_of, &first, &last) && first == last)
    subject->contract_day = first;
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    if (day_of (project, (HechaField) dates[i], as_of, &subject->first_day, &subject->last_day))
      return;
  if (project->year == 0)
    return;
  subject->first_day = hecha_day_from_ymd (project->year, 1, 1);
  subject->last_day = hecha_day_from_ymd (project->year, 12, 31);
}

static gint64
investment_of (HechaCross *cross, guint32 index)
{
  HechaValue value;

  hecha_fact_investment (hecha_cross_view (cross, index), &value);
  return value.null || value.denominator != 1 ? HECHA_NO_INVESTMENT : value.number;
}

HechaSubject *
hecha_cross_subjects (HechaCross *cross)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);
  guint n = hecha_ledger_n_projects (ledger);
  HechaSubject *subjects = g_new0 (HechaSubject, MAX (n, 1));

  for (guint32 i = 0; i < n; i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);
      HechaSubject *subject = &subjects[i];

      subject->compared_only = hecha_cross_compared_only (cross, i);
      subject->left_out = hecha_cross_classified (cross, i)
                          || (!subject->compared_only && !hecha_cross_applies (cross, i))
                          || *project->name == '\0';
      if (subject->left_out)
        continue;
      subject->name = project->name;
      subject->content = text_of (project, HECHA_FIELD_CONTENT);
      subject->goal = text_of (project, HECHA_FIELD_GOAL);
      subject->unit = project->unit;
      subject->unit_plain = project->plain_unit;
      subject->code = project->code;
      subject->contractor = text_of (project, HECHA_FIELD_CONTRACTOR);
      subject->nature = text_of (project, HECHA_FIELD_NATURE);
      subject->mode = text_of (project, HECHA_FIELD_INVESTMENT_MODE);
      subject->phase = project->phase;
      subject->year = project->year;
      set_days (subject, project, hecha_cross_as_of (cross));
      subject->investment = investment_of (cross, i);
    }
  return subjects;
}

void
hecha_cross_add_cells (HechaCross *cross, guint32 index, GArray *cells)
{
  const HechaProject *project
      = hecha_ledger_project (hecha_cross_ledger (cross), index);
  static const guint8 amounts[] = { HECHA_FIELD_ESTIMATE, HECHA_FIELD_BUDGET,
                                    HECHA_FIELD_CONTRACT_AMOUNT };
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (HechaEvidence));

  hecha_evidence_add (project, HECHA_FIELD_NAME, own);
  hecha_evidence_add (project, HECHA_FIELD_CONTENT, own);
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      const HechaDatum *datum = hecha_project_datum (project, (HechaField) amounts[i]);

      hecha_evidence_add (project, (HechaField) amounts[i], own);
      if (datum != NULL && datum->state == HECHA_STATE_VALUE)
        break;
    }
  g_array_append_vals (cells, own->data, own->len);
}

void
hecha_cross_append_project (GString *text, const HechaProject *project)
{
  g_string_append_printf (text, "“%s”（%s", project->name,
                          *project->unit != '\0' ? project->unit : "单位未载明");
  if (project->year != 0)
    g_string_append_printf (text, "，%d年", project->year);
  g_string_append (text, "）");
}
