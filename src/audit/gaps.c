/* Counting missing columns: a clerk adds a column once, not once a project. */
#include "audit/gaps.h"

#include "audit/verdict.h"

typedef struct
{
  guint n_projects;
  guint32 last_project;    /* counted last, + 1 */
  guint64 *rules;          /* a bit a rule */
} Gap;

struct _HechaGapCounter
{
  guint n_tables, n_rules;
  Gap **tables;            /* per table NULL or HECHA_N_FIELDS gaps */
};

HechaGapCounter *
hecha_gap_counter_new (guint n_tables, guint n_rules)
{
  HechaGapCounter *counter = g_new0 (HechaGapCounter, 1);

  counter->n_tables = n_tables;
  counter->n_rules = n_rules;
  counter->tables = g_new0 (Gap *, MAX (n_tables, 1));
  return counter;
}

void
hecha_gap_counter_free (HechaGapCounter *counter)
{
  for (guint i = 0; i < counter->n_tables; i++)
    {
      for (guint field = 0; counter->tables[i] != NULL && field < HECHA_N_FIELDS; field++)
        g_free (counter->tables[i][field].rules);
      g_free (counter->tables[i]);
    }
  g_free (counter->tables);
  g_free (counter);
}

static Gap *
gap_at (HechaGapCounter *counter, guint32 table, guint field)
{
  Gap *gap;

  if (counter->tables[table] == NULL)
    counter->tables[table] = g_new0 (Gap, HECHA_N_FIELDS);
  gap = &counter->tables[table][field];
  if (gap->rules == NULL)
    gap->rules = g_new0 (guint64, counter->n_rules / 64 + 1);
  return gap;
}

void
hecha_gap_counter_add (HechaGapCounter *counter, const HechaProject *project, guint32 rule,
                       const HechaFieldSet *lacking)
{
  guint32 table;

  if (project->n_places == 0)
    return;
  table = project->places[project->n_places - 1].table;
  if (table >= counter->n_tables)
    return;
  for (guint word = 0; word < 2; word++)
    for (guint64 bits = lacking->bits[word] & ~project->provided.bits[word]; bits != 0;
         bits &= bits - 1)
      {
        Gap *gap = gap_at (counter, table, word * 64 + (guint) __builtin_ctzll (bits));
        gap->rules[rule / 64] |= (guint64) 1 << (rule % 64);
        if (gap->last_project == project->index + 1)
          continue;
        gap->last_project = project->index + 1;
        gap->n_projects++;
      }
}

void
hecha_gap_counter_merge (HechaGapCounter *counter, const HechaGapCounter *from)
{
  for (guint table = 0; table < from->n_tables; table++)
    for (guint field = 0; from->tables[table] != NULL && field < HECHA_N_FIELDS; field++)
      {
        const Gap *other = &from->tables[table][field];
        Gap *gap;
        if (other->n_projects == 0)
          continue;
        gap = gap_at (counter, table, field);
        gap->n_projects += other->n_projects;
        for (guint i = 0; i <= counter->n_rules / 64; i++)
          gap->rules[i] |= other->rules[i];
      }
}

void
hecha_gap_counter_report (const HechaGapCounter *counter, HechaVerdict *verdict)
{
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint table = 0; table < counter->n_tables; table++)
    for (guint field = 0; counter->tables[table] != NULL && field < HECHA_N_FIELDS; field++)
      {
        const Gap *gap = &counter->tables[table][field];
        if (gap->n_projects == 0)
          continue;
        g_array_set_size (rules, 0);
        for (guint32 rule = 0; rule < counter->n_rules; rule++)
          if (gap->rules[rule / 64] >> (rule % 64) & 1)
            g_array_append_val (rules, rule);
        hecha_verdict_add_gap (verdict, table, (HechaField) field, gap->n_projects,
                               (const guint32 *) (gconstpointer) rules->data, rules->len);
      }
}
