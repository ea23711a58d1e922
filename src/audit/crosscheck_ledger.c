/* The table of the L- checks and what they share. */
#include "audit/crosscheck_ledger.h"

#include "audit/arithmetic.h"

/* Of all combinations of readings: more than these are not tried, and the
 * check is undecided. */
#define MAX_READINGS 65536

const guint8 hecha_act_dates[] = {
  HECHA_FIELD_DECLARED_ON,     HECHA_FIELD_REVIEWED_ON,  HECHA_FIELD_APPROVED_ON,
  HECHA_FIELD_BUDGET_APPROVED_ON, HECHA_FIELD_REPORTED_ON, HECHA_FIELD_ANNOUNCED_ON,
  HECHA_FIELD_AWARDED_ON,      HECHA_FIELD_CONTRACTED_ON, HECHA_FIELD_STARTED_ON,
  HECHA_FIELD_SUPERVISION_CONTRACTED_ON, HECHA_FIELD_COMPLETED_ON, HECHA_FIELD_PRELIMINARY_ON,
  HECHA_FIELD_ACCEPTED_ON,     HECHA_FIELD_FILED_ON,     HECHA_FIELD_LAST_PAID_ON,
  HECHA_FIELD_EVALUATED_ON,    HECHA_FIELD_MLPS_TESTED_ON, HECHA_FIELD_DRILLED_ON,
  HECHA_FIELD_RETIRED_ON,      HECHA_FIELD_NONE
};

static const guint8 code[] = { HECHA_FIELD_CODE, HECHA_FIELD_NAME, HECHA_FIELD_NONE };
static const guint8 nothing[] = { HECHA_FIELD_NONE };

const HechaCrosscheck hecha_ledger_crosschecks[] = {
  { "日期顺序", FALSE, hecha_check_date_order, hecha_ordered_dates },
  { "未来日期", FALSE, hecha_check_future_dates, hecha_act_dates },
  { "单位可疑", FALSE, hecha_check_unit_suspect, hecha_source_fields },
  { "合计不符", TRUE, hecha_check_totals, nothing },
  { "数据冲突", FALSE, hecha_check_conflicts, nothing },
  { "编号重复", FALSE, hecha_check_codes, code },
  { "无法识别", FALSE, hecha_check_unreadable, nothing },
  { "缺少列", TRUE, hecha_check_missing_columns, nothing },
  { NULL, FALSE, NULL, NULL }
};

/* ---- readings ------------------------------------------------------------------ */

/* The readings that a field has. */
typedef struct
{
  HechaField field;
  const HechaDatum *data[16];   /* its own, then its rivals */
  guint n_data;
  gboolean more;                /* than there is room for */
  gboolean two_ends;            /* one of them is an imprecise date */
} Choices;

static void
find_choices (const HechaProject *project, HechaField field, Choices *choices)
{
  choices->field = field;
  choices->n_data = 0;
  choices->more = choices->two_ends = FALSE;
  choices->data[choices->n_data++] = hecha_project_datum (project, field);
  for (guint i = 0; i < project->n_rivals && !choices->more; i++)
    if (project->rivals[i].field == field)
      {
        choices->more = choices->n_data == G_N_ELEMENTS (choices->data);
        if (!choices->more)
          choices->data[choices->n_data++] = &project->rivals[i];
      }
  for (guint i = 0; i < choices->n_data; i++)
    {
      const HechaDatum *datum = choices->data[i];
      choices->two_ends = choices->two_ends || (datum != NULL && datum->low != datum->high);
    }
}

static guint
n_choices (const Choices *choices)
{
  return choices->n_data * (choices->two_ends ? 2 : 1);
}

static void
choose (HechaView *view, const Choices *choices, guint number)
{
  hecha_view_choose (view, choices->field, choices->data[number % choices->n_data],
                     number >= choices->n_data);
}

static void
take_reading (HechaReading *all, const HechaReading *one, const HechaFieldSet *open)
{
  if (all->outcome == one->outcome)
    return;
  all->outcome = HECHA_OUTCOME_UNDECIDED;
  all->lacking = *open;
}

HechaReading
hecha_read_all (HechaView *view, const guint8 *fields, HechaReadFunc read)
{
  Choices choices[24];
  guint n = 0;
  guint64 readings = 1;
  HechaFieldSet open = { { 0, 0 } };
  HechaReading all;

  for (guint i = 0; fields[i] != HECHA_FIELD_NONE && n < G_N_ELEMENTS (choices); i++)
    {
      find_choices (view->project, (HechaField) fields[i], &choices[n]);
      if (n_choices (&choices[n]) == 1)
        continue;
      hecha_field_set_add (&open, choices[n].field);
      readings = choices[n].more ? MAX_READINGS + 1
                                 : MIN (readings * n_choices (&choices[n]),
                                        (guint64) MAX_READINGS + 1);
      n++;
    }
  all = read (view);
  if (readings > MAX_READINGS)
    return (HechaReading) { HECHA_OUTCOME_UNDECIDED, open };
  for (guint64 number = 1; number < readings; number++)
    {
      guint64 rest = number;
      HechaReading one;

      for (guint i = 0; i < n; i++)
        {
          choose (view, &choices[i], (guint) (rest % n_choices (&choices[i])));
          rest /= n_choices (&choices[i]);
        }
      one = read (view);
      take_reading (&all, &one, &open);
    }
  return all;
}

void
hecha_check_projects (HechaCross *cross, const guint8 *fields, HechaReadFunc read,
                      HechaEmitFunc emit)
{
  guint32 n = hecha_ledger_n_projects (hecha_cross_ledger (cross));

  for (guint32 i = 0; i < n; i++)
    {
      HechaView *view;
      HechaReading reading;

      if (!hecha_cross_applies (cross, i))
        continue;
      view = hecha_cross_view (cross, i);
      reading = hecha_read_all (view, fields, read);
      if (reading.outcome >= HECHA_OUTCOME_HINT)
        emit (cross, i, view);
      else
        hecha_cross_set_outcome (cross, i, reading.outcome, &reading.lacking);
    }
}

/* ---- cells ---------------------------------------------------------------------- */

void
hecha_add_evidence (GArray *cells, const HechaDatum *datum)
{
  HechaEvidence cell;

  if (datum == NULL || datum->table == HECHA_NO_TABLE)
    return;
  cell = (HechaEvidence) { datum->table, datum->row, datum->column, datum->field };
  g_array_append_val (cells, cell);
}

void
hecha_emit_with_cells (HechaCross *cross, HechaCrossFinding *finding, const GArray *cells)
{
  finding->evidence = (const HechaEvidence *) (const void *) cells->data;
  finding->n_evidence = cells->len;
  hecha_cross_emit (cross, finding);
}

const char *
hecha_datum_words (const HechaDatum *datum)
{
  if (datum == NULL || datum->raw == NULL || *datum->raw == '\0')
    return "（空白）";
  return datum->raw;
}

char *
hecha_table_words (const HechaLedger *ledger, guint32 table)
{
  const HechaTable *where = hecha_ledger_table (ledger, table);
  const char *file = hecha_ledger_file (ledger, where->file)->name;

  if (*where->sheet == '\0')
    return g_strdup (file);
  return g_strdup_printf ("%s“%s”", file, where->sheet);
}

gboolean *
hecha_judged_tables (HechaCross *cross)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);
  gboolean *judged = g_new0 (gboolean, hecha_ledger_n_tables (ledger) + 1);

  for (guint32 i = 0; i < hecha_ledger_n_projects (ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);

      if (hecha_cross_applies (cross, i))
        for (guint r = 0; r < project->n_places; r++)
          judged[project->places[r].table] = TRUE;
    }
  return judged;
}
