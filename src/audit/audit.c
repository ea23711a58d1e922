/* Judging every project: one pass over the ledger, all rules in it, in as many
 * threads as asked for.  Threads take consecutive stretches of projects and
 * their findings are joined in that order, so that nothing depends on them. */
#include <string.h>

#include "audit/cross.h"
#include "audit/evidence.h"
#include "audit/gaps.h"
#include "audit/identity.h"
#include "audit/judge.h"
#include "audit/thesaurus.h"
#include "audit/verdict.h"

#define CLASSIFIED_MESSAGE "台账列有标为涉密的项目，内容不予显示，请核对是否确属涉密"

typedef struct
{
  HechaVerdict *verdict;
  const HechaLedger *ledger;
  const HechaRules *rules;
  const HechaCalendar *calendar;
  const HechaAuditOptions *options;
  HechaCrossResult **cross;      /* per rule; NULL for rules with expressions */
} Scene;

typedef struct
{
  HechaFieldSet fields;
  gint64 year;
} Lacking;

typedef struct
{
  Lacking lacking;
  guint32 number;                /* of the verdict's list; 0 = none yet */
} Known;

/* What one thread works with. */
typedef struct
{
  const Scene *scene;
  guint32 first, end;            /* its projects */
  HechaJudge judge;
  GPtrArray *findings;           /* HechaFinding *, texts owned by `pool` */
  GStringChunk *pool;
  GHashTable *lacking_numbers;   /* Lacking -> number of the verdict's list */
  Known *known;                  /* per rule, what was lacking last: a table's rows are alike */
  HechaIdentity identity;
  HechaGapCounter *gaps;
  guint8 *outcomes;              /* of the project in hand, per rule */
  guint32 *lacking;              /* numbers of its undecided outcomes */
  guint n_lacking;
  GArray *cells;                 /* HechaEvidence, of the finding in hand */
  GString *text;
} Worker;

/* ---- lacking ------------------------------------------------------------------------ */

static guint
hash_lacking (gconstpointer data)
{
  const Lacking *lacking = data;
  guint64 mix = lacking->fields.bits[0] * 0x9e3779b97f4a7c15u
                ^ (lacking->fields.bits[1] + (guint64) lacking->year) * 0xc2b2ae3d27d4eb4fu;

  return (guint) (mix ^ mix >> 32);
}

static gboolean
equal_lacking (gconstpointer left, gconstpointer right)
{
  const Lacking *a = left, *b = right;

  return a->fields.bits[0] == b->fields.bits[0] && a->fields.bits[1] == b->fields.bits[1]
         && a->year == b->year;
}

static guint32
intern_lacking (Worker *worker, const Lacking *lacking)
{
  const char *names[HECHA_N_FIELDS + 2];
  g_autofree char *holidays = NULL;
  guint n = 0;
  guint32 number;

  for (guint field = 0; field < HECHA_N_FIELDS; field++)
    if (hecha_field_set_has (&lacking->fields, (HechaField) field))
      names[n++] = hecha_field_name ((HechaField) field);
  if (lacking->year != 0)
    {
      holidays = g_strdup_printf ("节假日:%d", (int) lacking->year);
      names[n++] = holidays;
    }
  names[n] = NULL;
  number = hecha_verdict_intern_lacking (worker->scene->verdict, names);
  return number;
}

static guint32
look_up_lacking (Worker *worker, const Lacking *lacking)
{
  guint32 number
      = GPOINTER_TO_UINT (g_hash_table_lookup (worker->lacking_numbers, lacking));
  Lacking *kept;

  if (number != 0)
    return number;
  number = intern_lacking (worker, lacking);
  kept = g_new (Lacking, 1);
  *kept = *lacking;
  g_hash_table_insert (worker->lacking_numbers, kept, GUINT_TO_POINTER (number));
  return number;
}

static guint32
number_of (Worker *worker, guint32 rule, const HechaFieldSet *fields, int year)
{
  Known *known = &worker->known[rule];
  Lacking lacking = { *fields, year };

  if (known->number == 0 || !equal_lacking (&known->lacking, &lacking))
    {
      known->lacking = lacking;
      known->number = look_up_lacking (worker, &lacking);
    }
  return known->number;
}

/* ---- findings -------------------------------------------------------------------------- */

static gint64
amount_of (const HechaCheck *check, HechaView *view)
{
  HechaValue value;

  if (check->amount == NULL)
    return HECHA_NO_AMOUNT;
  hecha_node_value (check->amount->root, view, &value);
  return value.null ? HECHA_NO_AMOUNT : value.number / value.denominator;
}

static const char *
message_of (Worker *worker, const HechaCheck *check, const HechaRuling *ruling, gint64 amount)
{
  GString *text = worker->text;

  if (worker->judge.classified)
    return CLASSIFIED_MESSAGE;
  g_string_truncate (text, 0);
  if (check->message != NULL)
    hecha_message_render (check->message, &worker->judge.view, amount, NULL, text);
  else
    g_string_append (text, check->rule.name);
  if (ruling->reluctant)
    g_string_append (text, "；填报称不涉及，请核实");
  g_string_append (text, hecha_force_words (ruling->force));
  return g_string_chunk_insert (worker->pool, text->str);
}

static void
add_finding (Worker *worker, guint32 project, guint32 rule, const HechaRuling *ruling)
{
  const HechaCheck *check = hecha_rules_check (worker->scene->rules, rule);
  HechaView *view = &worker->judge.view;
  HechaFinding *finding = g_new0 (HechaFinding, 1);

  finding->rule = rule;
  finding->project = project;
  finding->level = (guint8) ruling->outcome;
  finding->before_force = (guint8) ruling->force;
  finding->amount_kind = check->amount_kind;
  finding->amount = worker->judge.classified ? HECHA_NO_AMOUNT : amount_of (check, view);
  finding->score = -1;
  finding->message = message_of (worker, check, ruling, finding->amount);
  finding->agreement = finding->objection = "";
  g_array_set_size (worker->cells, 0);
  hecha_evidence_collect (check, view, worker->cells);
  finding->n_evidence = worker->cells->len;
  finding->evidence = g_new (HechaEvidence, worker->cells->len);
  if (worker->cells->len > 0)
    memcpy (finding->evidence, worker->cells->data, worker->cells->len * sizeof (HechaEvidence));
  hecha_finding_id (&worker->identity, check->rule.measure, check->id, view->project->key,
                    check->primary, NULL, finding->id);
  g_ptr_array_add (worker->findings, finding);
}

/* ---- one project -------------------------------------------------------------------------- */

static void
take_undecided (Worker *worker, guint32 rule, const HechaFieldSet *lacking, int year)
{
  worker->lacking[worker->n_lacking++] = number_of (worker, rule, lacking, year);
  hecha_gap_counter_add (worker->gaps, worker->judge.view.project, rule, lacking);
}

static void
take_cross (Worker *worker, guint32 project, guint32 rule)
{
  const HechaCrossResult *result = worker->scene->cross[rule];
  const HechaFieldSet *lacking;
  static const HechaFieldSet nothing = { { 0, 0 } };

  worker->outcomes[rule] = result->outcomes[project];
  if (worker->outcomes[rule] != HECHA_OUTCOME_UNDECIDED)
    return;
  lacking = g_hash_table_lookup (result->lacking, GUINT_TO_POINTER (project));
  take_undecided (worker, rule, lacking != NULL ? lacking : &nothing, 0);
}

static void
judge_rule (Worker *worker, guint32 project, guint32 rule)
{
  const HechaCheck *check = hecha_rules_check (worker->scene->rules, rule);
  HechaRuling ruling;

  if (check->cross != NULL)
    {
      take_cross (worker, project, rule);
      return;
    }
  hecha_judge_rule (&worker->judge, rule, &ruling);
  worker->outcomes[rule] = (guint8) ruling.outcome;
  if (ruling.outcome == HECHA_OUTCOME_UNDECIDED)
    take_undecided (worker, rule, &ruling.lacking, ruling.missing_year);
  else if (ruling.outcome >= HECHA_OUTCOME_HINT)
    add_finding (worker, project, rule, &ruling);
}

static void
judge_project (Worker *worker, guint32 project)
{
  const Scene *scene = worker->scene;
  guint n_rules = hecha_rules_n (scene->rules);

  if (scene->options->compared_only != NULL && scene->options->compared_only[project])
    {
      hecha_verdict_set_compared_only (scene->verdict, project);
      if (hecha_project_classified (hecha_ledger_project (scene->ledger, project)))
        hecha_verdict_set_classified (scene->verdict, project);
      return;
    }
  hecha_judge_turn (&worker->judge, hecha_ledger_project (scene->ledger, project));
  if (worker->judge.classified)
    hecha_verdict_set_classified (scene->verdict, project);
  worker->n_lacking = 0;
  for (guint32 rule = 0; rule < n_rules; rule++)
    judge_rule (worker, project, rule);
  hecha_verdict_set_row (scene->verdict, project, worker->outcomes, worker->lacking,
                         worker->n_lacking);
}

/* ---- threads ---------------------------------------------------------------------------------- */

static gpointer
work (gpointer data)
{
  Worker *worker = data;

  for (guint32 project = worker->first; project < worker->end; project++)
    judge_project (worker, project);
  return NULL;
}

static void
begin_worker (Worker *worker, const Scene *scene, guint32 first, guint32 end)
{
  guint n_rules = hecha_rules_n (scene->rules);

  memset (worker, 0, sizeof *worker);
  worker->scene = scene;
  worker->first = first;
  worker->end = end;
  hecha_judge_init (&worker->judge, scene->rules, scene->calendar, scene->options->as_of);
  hecha_judge_prepare (&worker->judge);
  worker->findings = g_ptr_array_new ();
  worker->pool = g_string_chunk_new (65536);
  worker->lacking_numbers
      = g_hash_table_new_full (hash_lacking, equal_lacking, g_free, NULL);
  worker->known = g_new0 (Known, MAX (n_rules, 1));
  hecha_identity_init (&worker->identity);
  worker->gaps = hecha_gap_counter_new (hecha_ledger_n_tables (scene->ledger), n_rules);
  worker->outcomes = g_new0 (guint8, MAX (n_rules, 1));
  worker->lacking = g_new0 (guint32, MAX (n_rules, 1));
  worker->cells = g_array_new (FALSE, FALSE, sizeof (HechaEvidence));
  worker->text = g_string_new (NULL);
}

static void
end_worker (Worker *worker, HechaGapCounter *all_gaps)
{
  for (guint i = 0; i < worker->findings->len; i++)
    hecha_verdict_take_finding (worker->scene->verdict,
                                g_ptr_array_index (worker->findings, i));
  hecha_verdict_take_pool (worker->scene->verdict, worker->pool);
  hecha_gap_counter_merge (all_gaps, worker->gaps);
  hecha_gap_counter_free (worker->gaps);
  g_ptr_array_unref (worker->findings);
  g_hash_table_unref (worker->lacking_numbers);
  g_free (worker->known);
  hecha_identity_clear (&worker->identity);
  hecha_judge_clear (&worker->judge);
  g_free (worker->outcomes);
  g_free (worker->lacking);
  g_array_unref (worker->cells);
  g_string_free (worker->text, TRUE);
}

static void
judge_all (const Scene *scene)
{
  guint n = hecha_ledger_n_projects (scene->ledger);
  guint jobs = CLAMP (scene->options->jobs, 1, 64);
  g_autofree Worker *workers = NULL;
  g_autofree GThread **threads = NULL;
  HechaGapCounter *gaps
      = hecha_gap_counter_new (hecha_ledger_n_tables (scene->ledger),
                               hecha_rules_n (scene->rules));

  jobs = MIN (jobs, n / 512 + 1);
  workers = g_new (Worker, jobs);
  threads = g_new0 (GThread *, jobs);
  for (guint i = 0; i < jobs; i++)
    {
      begin_worker (&workers[i], scene, (guint32) ((guint64) n * i / jobs),
                    (guint32) ((guint64) n * (i + 1) / jobs));
      if (i + 1 < jobs)
        threads[i] = g_thread_try_new ("hecha-judge", work, &workers[i], NULL);
      if (threads[i] == NULL)
        work (&workers[i]);
    }
  for (guint i = 0; i < jobs; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
  for (guint i = 0; i < jobs; i++)
    end_worker (&workers[i], gaps);
  hecha_gap_counter_report (gaps, scene->verdict);
  hecha_gap_counter_free (gaps);
}

/* ---- the whole ----------------------------------------------------------------------------------- */

static void
run_cross (Scene *scene)
{
  HechaCrossScene cross_scene = { scene->ledger, scene->rules, scene->calendar, scene->options };

  for (guint32 rule = 0; rule < hecha_rules_n (scene->rules); rule++)
    {
      if (hecha_rules_check (scene->rules, rule)->cross == NULL)
        continue;
      scene->cross[rule] = hecha_cross_run (&cross_scene, rule);
    }
}

static void
take_cross_findings (Scene *scene)
{
  for (guint32 rule = 0; rule < hecha_rules_n (scene->rules); rule++)
    {
      HechaCrossResult *result = scene->cross[rule];
      for (guint i = 0; result != NULL && i < result->findings->len; i++)
        hecha_verdict_add_finding (scene->verdict, g_ptr_array_index (result->findings, i));
      hecha_cross_result_free (result);
    }
}

/* A thesaurus that cannot be read would only find no duplicates. */
gboolean
hecha_audit_check_thesaurus (const char *path, GError **error)
{
  g_autoptr (HechaThesaurus) thesaurus = hecha_thesaurus_load (path, error);

  return thesaurus != NULL;
}

HechaVerdict *
hecha_audit_run (const HechaLedger *ledger, const HechaRules *rules,
                 const HechaCalendar *calendar, const HechaAuditOptions *options,
                 GError **error)
{
  Scene scene = { .ledger = ledger, .rules = rules, .calendar = calendar, .options = options };
  g_autofree HechaCrossResult **cross = g_new0 (HechaCrossResult *, MAX (hecha_rules_n (rules), 1));

  if (options->thesaurus != NULL && !hecha_audit_check_thesaurus (options->thesaurus, error))
    return NULL;
  scene.verdict = hecha_verdict_new (ledger, rules, options->as_of);
  scene.cross = cross;
  run_cross (&scene);
  judge_all (&scene);
  take_cross_findings (&scene);
  hecha_verdict_finish (scene.verdict);
  return scene.verdict;
}
