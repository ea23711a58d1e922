/* The verdict: outcomes, what was lacking, findings, gaps.
 *
 * An outcome is a byte per project and rule.  What was lacking is kept as a
 * number of an interned list, only for the undecided: the row of a project
 * holds as many numbers as it has undecided outcomes, in order of rule. */
#include "audit/verdict.h"

#include <string.h>

struct _HechaVerdict
{
  const HechaLedger *ledger;   /* not owned */
  const HechaRules *rules;     /* not owned */
  gint32 as_of;
  guint n_projects, n_rules;
  guint8 *outcomes;            /* n_projects rows of n_rules */
  guint32 **lacking;           /* per project: a number per undecided outcome, or NULL */
  guint8 *classified;          /* per project */
  guint8 *compared_only;       /* per project */
  guint64 (*totals)[HECHA_N_OUTCOMES];   /* per rule */
  GPtrArray *lists;            /* char **: interned lists; number 1 is index 0 */
  GHashTable *list_numbers;    /* joined names -> number */
  GMutex lock;                 /* of the interned lists */
  GPtrArray *findings;         /* HechaFinding * */
  GArray *gaps;                /* HechaGap */
  GStringChunk *pool;          /* texts of findings */
  GPtrArray *pools;            /* GStringChunk *: further ones, taken */
};

HechaVerdict *
hecha_verdict_new (const HechaLedger *ledger, const HechaRules *rules, gint32 as_of)
{
  HechaVerdict *verdict = g_new0 (HechaVerdict, 1);

  verdict->ledger = ledger;
  verdict->rules = rules;
  verdict->as_of = as_of;
  verdict->n_projects = hecha_ledger_n_projects (ledger);
  verdict->n_rules = hecha_rules_n (rules);
  verdict->outcomes = g_new0 (guint8, (gsize) verdict->n_projects * MAX (verdict->n_rules, 1));
  verdict->lacking = g_new0 (guint32 *, verdict->n_projects);
  verdict->classified = g_new0 (guint8, verdict->n_projects);
  verdict->compared_only = g_new0 (guint8, verdict->n_projects);
  verdict->totals = g_malloc0_n (MAX (verdict->n_rules, 1), sizeof *verdict->totals);
  verdict->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  verdict->list_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_mutex_init (&verdict->lock);
  verdict->findings = g_ptr_array_new ();
  verdict->gaps = g_array_new (FALSE, FALSE, sizeof (HechaGap));
  verdict->pool = g_string_chunk_new (4096);
  verdict->pools = g_ptr_array_new_with_free_func ((GDestroyNotify) g_string_chunk_free);
  return verdict;
}

static void
free_finding (HechaFinding *finding)
{
  g_free (finding->related);
  g_free (finding->evidence);
  g_free (finding);
}

void
hecha_verdict_free (HechaVerdict *verdict)
{
  if (verdict == NULL)
    return;
  for (guint i = 0; i < verdict->n_projects; i++)
    g_free (verdict->lacking[i]);
  for (guint i = 0; i < verdict->findings->len; i++)
    free_finding (g_ptr_array_index (verdict->findings, i));
  for (guint i = 0; i < verdict->gaps->len; i++)
    g_array_unref (g_array_index (verdict->gaps, HechaGap, i).rules);
  g_free (verdict->outcomes);
  g_free (verdict->lacking);
  g_free (verdict->classified);
  g_free (verdict->compared_only);
  g_free (verdict->totals);
  g_ptr_array_unref (verdict->lists);
  g_hash_table_unref (verdict->list_numbers);
  g_mutex_clear (&verdict->lock);
  g_ptr_array_unref (verdict->findings);
  g_array_unref (verdict->gaps);
  g_string_chunk_free (verdict->pool);
  g_ptr_array_unref (verdict->pools);
  g_free (verdict);
}

/* ---- outcomes ------------------------------------------------------------ */

static guint8 *
row_of (const HechaVerdict *verdict, guint32 project)
{
  return verdict->outcomes + (gsize) project * verdict->n_rules;
}

/* How many of the first N outcomes of a row are undecided. */
static guint
n_undecided (const guint8 *row, guint n)
{
  guint count = 0;

  for (guint i = 0; i < n; i++)
    count += row[i] == HECHA_OUTCOME_UNDECIDED;
  return count;
}

/* Sets an outcome and keeps the numbers of the row in step with it. */
static void
set_outcome (HechaVerdict *verdict, guint32 project, guint32 rule, HechaOutcome outcome,
             guint32 number)
{
  guint8 *row = row_of (verdict, project);
  guint32 *old = verdict->lacking[project];
  guint before = n_undecided (row, rule), all = n_undecided (row, verdict->n_rules);
  guint was = row[rule] == HECHA_OUTCOME_UNDECIDED, is = outcome == HECHA_OUTCOME_UNDECIDED;
  guint32 *kept = g_new (guint32, all + 1);

  if (before > 0)
    memcpy (kept, old, before * sizeof *kept);
  kept[before] = number;
  if (all > before + was)
    memcpy (kept + before + is, old + before + was, (all - before - was) * sizeof *kept);
  g_free (old);
  verdict->lacking[project] = kept;
  row[rule] = (guint8) outcome;
}

void
hecha_verdict_set_outcome (HechaVerdict *verdict, guint32 project, guint32 rule,
                           HechaOutcome outcome)
{
  static const char *const nothing[] = { NULL };

  g_return_if_fail (project < verdict->n_projects && rule < verdict->n_rules);
  if (outcome == HECHA_OUTCOME_UNDECIDED)
    hecha_verdict_set_undecided (verdict, project, rule, nothing);
  else
    set_outcome (verdict, project, rule, outcome, 0);
}

void
hecha_verdict_set_undecided (HechaVerdict *verdict, guint32 project, guint32 rule,
                             const char *const *lacking)
{
  g_return_if_fail (project < verdict->n_projects && rule < verdict->n_rules);
  set_outcome (verdict, project, rule, HECHA_OUTCOME_UNDECIDED,
               hecha_verdict_intern_lacking (verdict, lacking));
}

guint32
hecha_verdict_intern_lacking (HechaVerdict *verdict, const char *const *lacking)
{
  g_autofree char *joined = g_strjoinv ("\n", (char **) lacking);
  guint32 number;

  g_mutex_lock (&verdict->lock);
  number = GPOINTER_TO_UINT (g_hash_table_lookup (verdict->list_numbers, joined));
  if (number == 0)
    {
      g_ptr_array_add (verdict->lists, g_strdupv ((char **) lacking));
      number = verdict->lists->len;
      g_hash_table_insert (verdict->list_numbers, g_steal_pointer (&joined),
                           GUINT_TO_POINTER (number));
    }
  g_mutex_unlock (&verdict->lock);
  return number;
}

void
hecha_verdict_set_row (HechaVerdict *verdict, guint32 project, const guint8 *outcomes,
                       const guint32 *lacking, guint n_lacking)
{
  g_return_if_fail (project < verdict->n_projects);
  g_return_if_fail (n_lacking == n_undecided (outcomes, verdict->n_rules));
  memcpy (row_of (verdict, project), outcomes, verdict->n_rules);
  g_free (verdict->lacking[project]);
  verdict->lacking[project] = g_new (guint32, n_lacking);
  if (n_lacking > 0)
    memcpy (verdict->lacking[project], lacking, n_lacking * sizeof *lacking);
}

void
hecha_verdict_set_classified (HechaVerdict *verdict, guint32 project)
{
  g_return_if_fail (project < verdict->n_projects);
  verdict->classified[project] = 1;
}

void
hecha_verdict_set_compared_only (HechaVerdict *verdict, guint32 project)
{
  g_return_if_fail (project < verdict->n_projects);
  verdict->compared_only[project] = 1;
}

/* ---- findings and gaps ----------------------------------------------------- */

static const char *
keep (HechaVerdict *verdict, const char *text)
{
  return text == NULL || *text == '\0' ? "" : g_string_chunk_insert (verdict->pool, text);
}

/* A copy of N elements of SIZE bytes; NULL for none.  (g_memdup2() is younger
 * than the GLib that we ask for.) */
static gpointer
copy_array (gconstpointer from, gsize n, gsize size)
{
  gpointer to;

  if (n == 0)
    return NULL;
  to = g_malloc_n (n, size);
  memcpy (to, from, n * size);
  return to;
}

void
hecha_verdict_add_finding (HechaVerdict *verdict, const HechaFinding *finding)
{
  HechaFinding *copy = g_new (HechaFinding, 1);

  *copy = *finding;
  copy->message = keep (verdict, finding->message);
  copy->agreement = keep (verdict, finding->agreement);
  copy->objection = keep (verdict, finding->objection);
  copy->related = copy_array (finding->related, finding->n_related, sizeof *finding->related);
  copy->evidence = copy_array (finding->evidence, finding->n_evidence,
                               sizeof *finding->evidence);
  g_ptr_array_add (verdict->findings, copy);
}

void
hecha_verdict_take_finding (HechaVerdict *verdict, HechaFinding *finding)
{
  g_ptr_array_add (verdict->findings, finding);
}

void
hecha_verdict_take_pool (HechaVerdict *verdict, GStringChunk *pool)
{
  g_ptr_array_add (verdict->pools, pool);
}

void
hecha_verdict_add_gap (HechaVerdict *verdict, guint32 table, HechaField field,
                       guint n_projects, const guint32 *rules, guint n_rules)
{
  HechaGap gap = { .table = table, .field = (guint8) field, .n_projects = n_projects };

  gap.rules = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_vals (gap.rules, rules, n_rules);
  g_array_append_val (verdict->gaps, gap);
}

/* ---- order and totals -------------------------------------------------------- */

typedef struct
{
  HechaFinding *finding;
  const char *department;
  guint place;            /* in order of adding */
} Ranked;

static int
compare_ranked (gconstpointer left, gconstpointer right)
{
  const Ranked *a = left, *b = right;
  int order = a->department == b->department ? 0 : strcmp (a->department, b->department);

  if (order != 0)
    return order;
  if (a->finding->project != b->finding->project)
    return a->finding->project < b->finding->project ? -1 : 1;
  if (a->finding->rule != b->finding->rule)
    return a->finding->rule < b->finding->rule ? -1 : 1;
  return a->place < b->place ? -1 : a->place > b->place;
}

/* The plain unit of a finding: of its project, else of the table it lies in. */
static const char *
department_of (HechaVerdict *verdict, const HechaFinding *finding, GHashTable *tables)
{
  const HechaTable *table;
  char *plain;

  if (finding->project != HECHA_NO_PROJECT)
    {
      const char *unit = hecha_ledger_project (verdict->ledger, finding->project)->plain_unit;
      return unit != NULL ? unit : "";
    }
  if (finding->n_evidence == 0)
    return "";
  plain = g_hash_table_lookup (tables, GUINT_TO_POINTER (finding->evidence[0].table + 1));
  if (plain == NULL)
    {
      table = hecha_ledger_table (verdict->ledger, finding->evidence[0].table);
      plain = hecha_unit_plain (hecha_ledger_dictionary (verdict->ledger), table->unit_name);
      g_hash_table_insert (tables, GUINT_TO_POINTER (finding->evidence[0].table + 1), plain);
    }
  return plain;
}

static void
sort_findings (HechaVerdict *verdict)
{
  g_autoptr (GHashTable) tables = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  guint n = verdict->findings->len;
  g_autofree Ranked *ranked = g_new (Ranked, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    {
      ranked[i].finding = g_ptr_array_index (verdict->findings, i);
      ranked[i].department = department_of (verdict, ranked[i].finding, tables);
      ranked[i].place = i;
    }
  qsort (ranked, n, sizeof *ranked, compare_ranked);
  for (guint i = 0; i < n; i++)
    verdict->findings->pdata[i] = ranked[i].finding;
}

static int
compare_gaps (gconstpointer left, gconstpointer right)
{
  const HechaGap *a = left, *b = right;

  if (a->table != b->table)
    return a->table < b->table ? -1 : 1;
  return (int) a->field - (int) b->field;
}

/* Two tables side by side on one sheet have one name: of findings that would
 * share an id the later ones get their number among them hashed in. */
static void
part_equal_ids (HechaVerdict *verdict)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < hecha_verdict_n_findings (verdict); i++)
    {
      HechaFinding *finding = (HechaFinding *) hecha_verdict_finding (verdict, i);
      g_autofree char *first = g_strdup (finding->id);

      for (guint turn = 2; g_hash_table_contains (seen, finding->id); turn++)
        {
          g_autofree char *text = g_strdup_printf ("%s\n%u", first, turn);
          g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

          g_strlcpy (finding->id, digest, sizeof finding->id);
        }
      g_hash_table_add (seen, finding->id);
    }
}

void
hecha_verdict_finish (HechaVerdict *verdict)
{
  sort_findings (verdict);
  part_equal_ids (verdict);
  g_array_sort (verdict->gaps, compare_gaps);
  memset (verdict->totals, 0, MAX (verdict->n_rules, 1) * sizeof *verdict->totals);
  for (guint32 project = 0; project < verdict->n_projects; project++)
    {
      const guint8 *row = row_of (verdict, project);
      for (guint rule = 0; !verdict->compared_only[project] && rule < verdict->n_rules; rule++)
        verdict->totals[rule][row[rule]]++;
    }
}

/* ---- what others ask ------------------------------------------------------------ */

const HechaLedger *
hecha_verdict_ledger (const HechaVerdict *verdict)
{
  return verdict->ledger;
}

const HechaRules *
hecha_verdict_rules (const HechaVerdict *verdict)
{
  return verdict->rules;
}

gint32
hecha_verdict_as_of (const HechaVerdict *verdict)
{
  return verdict->as_of;
}

HechaOutcome
hecha_verdict_outcome (const HechaVerdict *verdict, guint32 project, guint32 rule)
{
  g_return_val_if_fail (project < verdict->n_projects && rule < verdict->n_rules,
                        HECHA_OUTCOME_NOT_APPLICABLE);
  return (HechaOutcome) row_of (verdict, project)[rule];
}

const char *const *
hecha_verdict_lacking (const HechaVerdict *verdict, guint32 project, guint32 rule)
{
  guint32 number;

  if (hecha_verdict_outcome (verdict, project, rule) != HECHA_OUTCOME_UNDECIDED)
    return NULL;
  number = verdict->lacking[project][n_undecided (row_of (verdict, project), rule)];
  return g_ptr_array_index (verdict->lists, number - 1);
}

guint
hecha_verdict_n_findings (const HechaVerdict *verdict)
{
  return verdict->findings->len;
}

const HechaFinding *
hecha_verdict_finding (const HechaVerdict *verdict, guint index)
{
  g_return_val_if_fail (index < verdict->findings->len, NULL);
  return g_ptr_array_index (verdict->findings, index);
}

guint
hecha_verdict_n_gaps (const HechaVerdict *verdict)
{
  return verdict->gaps->len;
}

const HechaGap *
hecha_verdict_gap (const HechaVerdict *verdict, guint index)
{
  g_return_val_if_fail (index < verdict->gaps->len, NULL);
  return &g_array_index (verdict->gaps, HechaGap, index);
}

gboolean
hecha_verdict_classified (const HechaVerdict *verdict, guint32 project)
{
  g_return_val_if_fail (project < verdict->n_projects, TRUE);
  return verdict->classified[project];
}

guint64
hecha_verdict_total (const HechaVerdict *verdict, guint32 rule, HechaOutcome outcome)
{
  g_return_val_if_fail (rule < verdict->n_rules && outcome < HECHA_N_OUTCOMES, 0);
  return verdict->totals[rule][outcome];
}

void
hecha_verdict_set_finding_id (HechaVerdict *verdict, guint index, const char *id)
{
  HechaFinding *finding = (HechaFinding *) hecha_verdict_finding (verdict, index);

  g_strlcpy (finding->id, id, sizeof finding->id);
}
