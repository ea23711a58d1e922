/* Trying all values of fields in conflict.
 *
 * Ten such fields of two values each have a thousand combinations, but a check
 * looks at few of them: 已启动 is true by the first column that has a value.  So
 * each judging notes which fields it looked at; what it did not look at cannot
 * change its outcome.  Only what was looked at is tried with its other values,
 * one field after another, which walks the tree of all outcomes and visits each
 * of its leaves once.  The walk is bounded; beyond the bound nothing is decided. */
#include "audit/judge_view.h"

#include <string.h>

#define MAX_LEAVES 1024   /* judgings, each over all ends of imprecise dates */
#define MIN_LEAVES 64
#define MAX_VIEWS 32768   /* both taken together */
#define MAX_VALUES 4096   /* of one field */
#define ANY G_MAXUINT16

typedef struct
{
  HechaField field;
  const HechaDatum *own;
  const HechaDatum *rivals;   /* n - 1 of them, consecutive */
  guint n;
} Conflict;

/* An outcome and the values that it was found under: per conflict the number of
 * the value, ANY where it was not looked at. */
typedef struct
{
  guint8 outcome;
  guint16 values[HECHA_N_FIELDS];
} Leaf;

typedef struct
{
  HechaJudge *judge;
  const HechaCheck *check;
  Conflict conflicts[HECHA_N_FIELDS];
  guint n;
  guint16 chosen[HECHA_N_FIELDS];   /* the value now in the view */
  guint8 fixed[HECHA_N_FIELDS];     /* chosen further up the tree */
  GArray *leaves;                   /* Leaf */
  guint max_leaves;
  gboolean differ;                  /* two leaves have different outcomes */
} Walk;

/* The fields in conflict that the check reads. */
static void
find_conflicts (Walk *walk)
{
  const HechaProject *project = walk->judge->view.project;

  for (guint i = 0; i < project->n_rivals; i++)
    {
      HechaField field = (HechaField) project->rivals[i].field;
      Conflict *last = walk->n > 0 ? &walk->conflicts[walk->n - 1] : NULL;

      if (!hecha_field_set_has (&walk->check->reads, field))
        continue;
      if (last != NULL && last->field == field)
        {
          last->n++;
          continue;
        }
      walk->conflicts[walk->n++]
        = (Conflict) { field, hecha_project_datum (project, field), &project->rivals[i], 2 };
    }
}

/* Every imprecise date doubles what a leaf costs. */
static guint
affordable (const Walk *walk)
{
  guint ends = 0;

  for (guint word = 0; word < 2; word++)
    ends += (guint) __builtin_popcountll (walk->check->values.bits[word]
                                          & walk->judge->imprecise.bits[word]);
  return CLAMP (MAX_VIEWS >> MIN (ends, 15), MIN_LEAVES, MAX_LEAVES);
}

static gboolean
too_many (const Walk *walk)
{
  for (guint i = 0; i < walk->n; i++)
    if (walk->conflicts[i].n > MAX_VALUES)
      return TRUE;
  return FALSE;
}

static void
choose_value (Walk *walk, guint conflict, guint value)
{
  const Conflict *one = &walk->conflicts[conflict];

  walk->chosen[conflict] = (guint16) value;
  hecha_view_choose (&walk->judge->view, one->field,
                     value == 0 ? one->own : &one->rivals[value - 1], FALSE);
}

/* Judges what is chosen. */
static void
judge_leaf (Walk *walk, HechaRuling *ruling, Leaf *leaf)
{
  HechaFieldSet seen = { { 0, 0 } };
  HechaRuling one;

  walk->judge->view.seen = &seen;
  hecha_judge_ends (walk->judge, walk->check, &one);
  walk->judge->view.seen = NULL;
  leaf->outcome = (guint8) one.outcome;
  for (guint i = 0; i < walk->n; i++)
    leaf->values[i]
      = hecha_field_set_has (&seen, walk->conflicts[i].field) ? walk->chosen[i] : ANY;
  if (walk->leaves->len == 0)
    *ruling = one;
  else
    hecha_ruling_add (ruling, &one);
  if (one.missing_year != 0)
    ruling->missing_year = one.missing_year;
  walk->differ = walk->differ
                 || (walk->leaves->len > 0
                     && leaf->outcome != g_array_index (walk->leaves, Leaf, 0).outcome);
  g_array_append_val (walk->leaves, *leaf);
}

/* All outcomes below what is fixed, all else at its own value; FALSE beyond the
 * bound. */
static gboolean
walk_tree (Walk *walk, HechaRuling *ruling)
{
  Leaf leaf = { 0 };
  guint8 fixed[HECHA_N_FIELDS];
  gboolean whole = walk->leaves->len < walk->max_leaves;

  if (!whole)
    return FALSE;
  judge_leaf (walk, ruling, &leaf);
  memcpy (fixed, walk->fixed, sizeof fixed);
  for (guint i = 0; i < walk->n && whole; i++)
    {
      if (walk->fixed[i] || leaf.values[i] == ANY)
        continue;
      walk->fixed[i] = TRUE;
      for (guint value = 1; value < walk->conflicts[i].n && whole; value++)
        {
          choose_value (walk, i, value);
          whole = walk_tree (walk, ruling);
        }
      choose_value (walk, i, 0);
    }
  memcpy (walk->fixed, fixed, sizeof fixed);
  return whole;
}

/* The one conflict in which two leaves differ; ANY where they differ in none or
 * in several. */
static guint
only_difference (const Walk *walk, const Leaf *a, const Leaf *b)
{
  guint found = ANY;

  for (guint i = 0; i < walk->n; i++)
    {
      if (a->values[i] == b->values[i] || a->values[i] == ANY || b->values[i] == ANY)
        continue;
      if (found != ANY)
        return ANY;
      found = i;
    }
  return found;
}

/* Names the conflicts of which another value alone gives another outcome
 * somewhere. */
static void
name_pivots (const Walk *walk, HechaRuling *ruling)
{
  for (guint i = 0; i < walk->leaves->len; i++)
    for (guint j = i + 1; j < walk->leaves->len; j++)
      {
        const Leaf *a = &g_array_index (walk->leaves, Leaf, i);
        const Leaf *b = &g_array_index (walk->leaves, Leaf, j);
        guint pivot = a->outcome != b->outcome ? only_difference (walk, a, b) : ANY;

        if (pivot != ANY)
          hecha_field_set_add (&ruling->lacking, walk->conflicts[pivot].field);
      }
}

void
hecha_judge_conflicts (HechaJudge *judge, const HechaCheck *check, HechaRuling *ruling)
{
  g_autoptr (GArray) leaves = g_array_new (FALSE, FALSE, sizeof (Leaf));
  Walk walk = { .judge = judge, .check = check, .leaves = leaves };
  gboolean whole;

  memset (ruling, 0, sizeof *ruling);
  find_conflicts (&walk);
  walk.max_leaves = affordable (&walk);
  choose_value (&walk, 0, 0);   /* facts known from earlier checks would be seen by nobody */
  whole = !too_many (&walk) && walk_tree (&walk, ruling);
  if (whole && !walk.differ)
    return;
  ruling->outcome = HECHA_OUTCOME_UNDECIDED;
  ruling->conflict = TRUE;
  if (whole)
    name_pivots (&walk, ruling);
  else
    hecha_ruling_lack (ruling, &check->reads, &judge->conflicted);
}
