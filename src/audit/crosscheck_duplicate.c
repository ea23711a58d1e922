/* 9-duplicate over the ledger: pairs become findings. */
#include "audit/crosscheck_subjects.h"
#include "audit/duplicate.h"

#define DEFAULT_THRESHOLD 0.6

static double
threshold_of (const HechaCross *cross)
{
  HechaValue value;

  if (!hecha_cross_parameter (cross, "重复阈值", &value) || value.null || value.denominator == 0)
    return DEFAULT_THRESHOLD;
  return CLAMP ((double) value.number / (double) value.denominator, 0.01, 1.0);
}

static gint64
smaller_investment (const HechaSubject *a, const HechaSubject *b)
{
  if (a->investment == HECHA_NO_INVESTMENT)
    return b->investment;
  if (b->investment == HECHA_NO_INVESTMENT)
    return a->investment;
  return MIN (a->investment, b->investment);
}

static char *
message_of (const HechaProject *project, const HechaProject *other, const HechaDuplicate *pair)
{
  GString *text = g_string_new ("台账反映：");

  hecha_cross_append_project (text, project);
  g_string_append (text, "与");
  hecha_cross_append_project (text, other);
  if (pair->hint)
    g_string_append_printf (text, "内容基本相同（%s），不作重复建设疑点，仅提示核对新增内容",
                            pair->objection);
  else
    g_string_append_printf (text, "疑似建设同一内容（相似度%.2f）：%s", pair->score,
                            pair->agreement);
  return g_string_free (text, FALSE);
}

static void
emit_pair (HechaCross *cross, const HechaSubject *subjects, const HechaDuplicate *pair)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);
  guint32 project = hecha_duplicate_bearer (subjects, pair->a, pair->b);
  guint32 other = project == pair->a ? pair->b : pair->a;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (HechaEvidence));
  HechaCrossFinding finding = HECHA_CROSS_FINDING_INIT;
  g_autofree char *message = message_of (hecha_ledger_project (ledger, project),
                                         hecha_ledger_project (ledger, other), pair);
  gint64 investment = smaller_investment (&subjects[project], &subjects[other]);

  hecha_cross_add_cells (cross, project, cells);
  hecha_cross_add_cells (cross, other, cells);
  finding.project = project;
  finding.related = &other;
  finding.n_related = 1;
  finding.level = pair->hint ? HECHA_OUTCOME_HINT : 0;
  finding.amount = investment == HECHA_NO_INVESTMENT ? HECHA_NO_AMOUNT : investment;
  finding.score = pair->score;
  finding.group = pair->group;
  finding.message = message;
  finding.agreement = pair->agreement;
  finding.objection = pair->objection;
  finding.evidence = (const HechaEvidence *) (const void *) cells->data;
  finding.n_evidence = cells->len;
  hecha_cross_emit (cross, &finding);
}

/* Without a name nothing can be compared. */
static void
decide_nameless (HechaCross *cross)
{
  const HechaLedger *ledger = hecha_cross_ledger (cross);
  HechaFieldSet lacking = { { 0 } };

  hecha_field_set_add (&lacking, HECHA_FIELD_NAME);
  for (guint32 i = 0; i < hecha_ledger_n_projects (ledger); i++)
    if (hecha_cross_applies (cross, i) && *hecha_ledger_project (ledger, i)->name == '\0')
      hecha_cross_set_outcome (cross, i, HECHA_OUTCOME_UNDECIDED, &lacking);
}

void
hecha_check_duplicates (HechaCross *cross, gpointer data)
{
  g_autofree HechaSubject *subjects = hecha_cross_subjects (cross);
  HechaDuplicateOptions options
      = { threshold_of (cross), hecha_cross_jobs (cross), hecha_cross_thesaurus (cross) };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) pairs
      = hecha_duplicates_find (subjects, hecha_ledger_n_projects (hecha_cross_ledger (cross)),
                               &options, &error);

  decide_nameless (cross);
  if (pairs == NULL)
    {
      g_warning ("%s", error->message);
      return;
    }
  for (guint i = 0; i < pairs->len; i++)
    emit_pair (cross, subjects, &g_array_index (pairs, HechaDuplicate, i));
}
