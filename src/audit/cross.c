/* Checks in C: which there are, and what one run of them may ask and say. */
#include "audit/cross.h"

#include <string.h>

#include "audit/identity.h"

/* A file with checks exports its table; it is listed here. */
const HechaCrosscheck *const hecha_crosschecks[] = {
  hecha_ledger_crosschecks,
  hecha_duplicate_crosschecks,
  NULL,
};

struct _HechaCross
{
  const HechaCrossScene *scene;
  const HechaCheck *check;
  guint32 rule;
  guint8 *applies;          /* per project */
  HechaJudge judge;         /* of hecha_cross_view() */
  HechaIdentity identity;
  HechaCrossResult *result;
};

const HechaCrosscheck *
hecha_crosscheck_find (const char *method)
{
  for (guint i = 0; hecha_crosschecks[i] != NULL; i++)
    for (const HechaCrosscheck *check = hecha_crosschecks[i]; check->method != NULL; check++)
      if (strcmp (check->method, method) == 0)
        return check;
  return NULL;
}

/* ---- a run ------------------------------------------------------------------------ */

static void
free_finding (gpointer data)
{
  HechaFinding *finding = data;

  g_free (finding->related);
  g_free (finding->evidence);
  g_free (finding);
}

void
hecha_cross_result_free (HechaCrossResult *result)
{
  if (result == NULL)
    return;
  g_free (result->outcomes);
  g_hash_table_unref (result->lacking);
  g_ptr_array_unref (result->findings);
  g_string_chunk_free (result->pool);
  g_free (result);
}

/* Nothing that a project says exempts it, save that it is classified: then no
 * view of it is needed, which counts for a million projects. */
static gboolean
exempts_nobody (const HechaCheck *check)
{
  return check->emergency == HECHA_EMERGENCY_ALIKE && !check->ended_exempt
         && (check->exceptions == NULL || check->exceptions->len == 0);
}

static gboolean
find_whether_applies (HechaCross *cross, guint32 index, gboolean alike)
{
  const HechaProject *project = hecha_ledger_project (cross->scene->ledger, index);

  if (alike)
    return cross->check->rule.suppressed == NULL && !hecha_project_classified (project);
  hecha_judge_turn (&cross->judge, project);
  return hecha_judge_applies (&cross->judge, cross->check);
}

static void
find_who_applies (HechaCross *cross)
{
  gboolean alike = exempts_nobody (cross->check);
  guint n = hecha_ledger_n_projects (cross->scene->ledger);

  cross->applies = g_new0 (guint8, n);
  for (guint32 i = 0; i < n; i++)
    {
      if (hecha_cross_compared_only (cross, i))
        continue;
      cross->applies[i] = (guint8) find_whether_applies (cross, i, alike);
      if (cross->applies[i] && !cross->check->cross->of_table)
        cross->result->outcomes[i] = HECHA_OUTCOME_PASS;
    }
}

HechaCrossResult *
hecha_cross_run (const HechaCrossScene *scene, guint32 rule)
{
  HechaCross cross = { .scene = scene, .rule = rule };
  HechaCrossResult *result = g_new0 (HechaCrossResult, 1);

  cross.check = hecha_rules_check (scene->rules, rule);
  cross.result = result;
  result->outcomes = g_new0 (guint8, hecha_ledger_n_projects (scene->ledger));
  result->lacking = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  result->findings = g_ptr_array_new_with_free_func (free_finding);
  result->pool = g_string_chunk_new (1024);
  hecha_judge_init (&cross.judge, scene->rules, scene->calendar, scene->options->as_of);
  hecha_identity_init (&cross.identity);
  find_who_applies (&cross);
  if (cross.check->rule.suppressed == NULL)
    cross.check->cross->run (&cross, NULL);
  hecha_identity_clear (&cross.identity);
  g_free (cross.applies);
  return result;
}

/* ---- what a check may ask ---------------------------------------------------------- */

const HechaLedger *
hecha_cross_ledger (const HechaCross *cross)
{
  return cross->scene->ledger;
}

const HechaCalendar *
hecha_cross_calendar (const HechaCross *cross)
{
  return cross->scene->calendar;
}

gint32
hecha_cross_as_of (const HechaCross *cross)
{
  return cross->scene->options->as_of;
}

guint
hecha_cross_jobs (const HechaCross *cross)
{
  return MAX (1, cross->scene->options->jobs);
}

const char *
hecha_cross_thesaurus (const HechaCross *cross)
{
  return cross->scene->options->thesaurus;
}

gboolean
hecha_cross_applies (const HechaCross *cross, guint32 project)
{
  return cross->applies[project];
}

gboolean
hecha_cross_compared_only (const HechaCross *cross, guint32 project)
{
  const guint8 *compared_only = cross->scene->options->compared_only;

  return compared_only != NULL && compared_only[project];
}

gboolean
hecha_cross_classified (const HechaCross *cross, guint32 project)
{
  return hecha_project_classified (hecha_ledger_project (cross->scene->ledger, project));
}

HechaView *
hecha_cross_view (HechaCross *cross, guint32 project)
{
  hecha_judge_turn (&cross->judge, hecha_ledger_project (cross->scene->ledger, project));
  return &cross->judge.view;
}

gboolean
hecha_cross_parameter (const HechaCross *cross, const char *name, HechaValue *value)
{
  const GArray *parameters = cross->check->pack->parameters;

  for (guint i = 0; i < parameters->len; i++)
    {
      const HechaParameter *parameter = &g_array_index (parameters, HechaParameter, i);
      if (strcmp (parameter->name, name) != 0)
        continue;
      *value = parameter->value;
      return TRUE;
    }
  return FALSE;
}

guint
hecha_cross_n_rules (const HechaCross *cross)
{
  return hecha_rules_n (cross->scene->rules);
}

void
hecha_cross_find_blocked (HechaCross *cross, guint32 project, const HechaFieldSet *columns,
                          guint8 *blocked)
{
  const HechaRules *rules = cross->scene->rules;

  hecha_judge_turn (&cross->judge, hecha_ledger_project (cross->scene->ledger, project));
  for (guint i = 0; i < hecha_rules_n (rules); i++)
    {
      const HechaCheck *check = hecha_rules_check (rules, i);
      HechaRuling ruling;

      if (check->cross != NULL || check->pack != cross->check->pack
          || !hecha_field_sets_meet (&check->reads, columns))
        continue;
      hecha_judge_check (&cross->judge, check, &ruling);
      if (ruling.outcome == HECHA_OUTCOME_UNDECIDED && hecha_field_sets_meet (&ruling.lacking, columns))
        blocked[i] = TRUE;
    }
}

/* ---- what a check says ---------------------------------------------------------------- */

void
hecha_cross_set_outcome (HechaCross *cross, guint32 project, HechaOutcome outcome,
                         const HechaFieldSet *lacking)
{
  HechaFieldSet *kept;

  if (!cross->applies[project])
    return;
  cross->result->outcomes[project] = (guint8) outcome;
  g_hash_table_remove (cross->result->lacking, GUINT_TO_POINTER (project));
  if (outcome != HECHA_OUTCOME_UNDECIDED || lacking == NULL)
    return;
  kept = g_new (HechaFieldSet, 1);
  *kept = *lacking;
  g_hash_table_insert (cross->result->lacking, GUINT_TO_POINTER (project), kept);
}

static void
raise_outcome (HechaCross *cross, guint32 project, guint8 level)
{
  guint8 *outcome = &cross->result->outcomes[project];

  if (!cross->applies[project] || (*outcome >= HECHA_OUTCOME_HINT && *outcome >= level))
    return;
  *outcome = level;
  g_hash_table_remove (cross->result->lacking, GUINT_TO_POINTER (project));
}

static const char *
keep (HechaCross *cross, const char *text)
{
  return text == NULL || *text == '\0' ? "" : g_string_chunk_insert (cross->result->pool, text);
}

static const char *
message_of (HechaCross *cross, const HechaCrossFinding *from, HechaForce force)
{
  g_autoptr (GString) text = g_string_new (from->message);
  HechaView *view = NULL;

  if (from->message == NULL && cross->check->message != NULL)
    {
      if (from->project != HECHA_NO_PROJECT)
        view = hecha_cross_view (cross, from->project);
      hecha_message_render (cross->check->message, view, from->amount, from->fills, text);
    }
  g_string_append (text, hecha_force_words (force));
  return keep (cross, text->str);
}

/* Of a table's finding nobody asks. */
static HechaForce
force_of (HechaCross *cross, const HechaCrossFinding *from)
{
  if (from->project == HECHA_NO_PROJECT)
    return HECHA_FORCE_AFTER;
  if (from->first_day != HECHA_DAY_NONE)
    return hecha_force_between (cross->check->pack, from->first_day, from->last_day);
  hecha_cross_view (cross, from->project);
  return hecha_judge_force (&cross->judge, cross->check);
}

static void
set_id (HechaCross *cross, const HechaCrossFinding *from, HechaFinding *finding)
{
  const HechaLedger *ledger = cross->scene->ledger;
  const char *key = from->project != HECHA_NO_PROJECT
                        ? hecha_ledger_project (ledger, from->project)->key
                        : (from->table_key != NULL ? from->table_key : "");
  const char *other
      = from->n_related == 1 ? hecha_ledger_project (ledger, from->related[0])->key : NULL;

  hecha_finding_id (&cross->identity, cross->check->rule.measure, cross->check->id, key,
                    from->field, other, finding->id);
}

static gpointer
copy_array (gconstpointer from, gsize n, gsize size)
{
  gpointer to = g_malloc_n (MAX (n, 1), size);

  if (n > 0)
    memcpy (to, from, n * size);
  return to;
}

void
hecha_cross_emit (HechaCross *cross, const HechaCrossFinding *from)
{
  HechaFinding *finding = g_new0 (HechaFinding, 1);
  HechaOutcome level = cross->check->rule.level;
  HechaForce force = force_of (cross, from);

  if (from->level != 0)
    level = MIN (level, from->level);
  finding->rule = cross->rule;
  finding->project = from->project;
  finding->amount_kind = cross->check->amount_kind;
  finding->amount = from->amount;
  finding->score = from->score;
  finding->group = from->group;
  finding->message = message_of (cross, from, force);
  finding->agreement = keep (cross, from->agreement);
  finding->objection = keep (cross, from->objection);
  finding->n_related = from->n_related;
  finding->related = copy_array (from->related, from->n_related, sizeof *from->related);
  finding->n_evidence = from->n_evidence;
  finding->evidence = copy_array (from->evidence, from->n_evidence, sizeof *from->evidence);
  set_id (cross, from, finding);
  finding->before_force = (guint8) force;
  if (force == HECHA_FORCE_BEFORE)
    level = MIN (level, HECHA_OUTCOME_SUSPECT);
  if (from->project != HECHA_NO_PROJECT)
    raise_outcome (cross, from->project, (guint8) level);
  finding->level = (guint8) level;
  for (guint i = 0; i < from->n_related; i++)
    raise_outcome (cross, from->related[i], (guint8) level);
  g_ptr_array_add (cross->result->findings, finding);
}
