#include "report/unit_lines.h"

#include <string.h>

#include "report/discretion.h"

/* So many names stand in a line; a cell holds so many ids. */
enum { MAX_NAMES = 5, MAX_FOLDED = 1500 };

/* ---- which findings ------------------------------------------------------------ */

typedef struct
{
  gconstpointer unit;
  guint rule;
} Key;

static guint
key_hash (gconstpointer key)
{
  return g_direct_hash (((const Key *) key)->unit) * 31 + ((const Key *) key)->rule;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const Key *one = a, *other = b;

  return one->unit == other->unit && one->rule == other->rule;
}

static gboolean
is_folded (const HechaVerdict *verdict, guint index)
{
  guint rule = hecha_verdict_finding (verdict, index)->rule;

  return hecha_rules_get (hecha_verdict_rules (verdict), rule)->line_per_unit;
}

/* The group of a finding among GROUPS, new where there is none yet; NULL where
 * the finding stands alone. */
static GArray *
group_of (GHashTable *groups, gconstpointer unit, guint rule)
{
  Key key = { unit, rule };
  GArray *group = g_hash_table_lookup (groups, &key);

  if (unit == NULL)
    return NULL;
  if (group == NULL)
    {
      Key *kept = g_new (Key, 1);

      *kept = key;
      group = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (groups, kept, group);
    }
  return group->len < MAX_FOLDED ? group : NULL;
}

static void
add_row (GArray *rows, guint index, guint n_folded, gboolean folded)
{
  HechaListRow row = { index, n_folded, folded };

  g_array_append_val (rows, row);
}

static void
add_group (GArray *rows, const GArray *group)
{
  if (group->len > 1)
    add_row (rows, g_array_index (group, guint, 0), group->len, FALSE);
  for (guint i = 0; i < group->len; i++)
    add_row (rows, g_array_index (group, guint, i), 0, group->len > 1);
}

static void
unref_group (gpointer group)
{
  g_array_unref (group);
}

GArray *
hecha_unit_lines (const HechaVerdict *verdict, const GArray *indices, HechaUnitOf unit_of,
                  gpointer data)
{
  g_autoptr (GHashTable) groups
      = g_hash_table_new_full (key_hash, key_equal, g_free, unref_group);
  g_autofree GArray **of = g_new0 (GArray *, indices->len + 1);
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (HechaListRow), indices->len);

  for (guint i = 0; i < indices->len; i++)
    {
      guint index = g_array_index (indices, guint, i);

      of[i] = group_of (groups, is_folded (verdict, index) ? unit_of (index, data) : NULL,
                        hecha_verdict_finding (verdict, index)->rule);
      if (of[i] != NULL)
        g_array_append_val (of[i], index);
    }
  for (guint i = 0; i < indices->len; i++)
    if (of[i] == NULL)
      add_row (rows, g_array_index (indices, guint, i), 0, FALSE);
    else if (g_array_index (of[i], guint, 0) == g_array_index (indices, guint, i))
      add_group (rows, of[i]);
  return rows;
}

/* ---- what a line says ------------------------------------------------------------ */

static const HechaFinding *
finding_of (const HechaVerdict *verdict, const HechaListRow *row)
{
  return hecha_verdict_finding (verdict, row->index);
}

char *
hecha_unit_line_names (const HechaVerdict *verdict, const HechaListRow *line)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "（%u个项目）", line->n_folded);
  for (guint i = 1; i <= MIN (line->n_folded, MAX_NAMES); i++)
    g_string_append_printf (out, "%s%s", i > 1 ? "、" : "",
                            hecha_finding_name (verdict, finding_of (verdict, line + i)));
  if (line->n_folded > MAX_NAMES)
    g_string_append (out, " 等");
  return g_string_free (out, FALSE);
}

char *
hecha_unit_line_fact (const HechaVerdict *verdict, const HechaListRow *line)
{
  guint n_of[HECHA_N_OUTCOMES] = { 0 };
  GString *out = g_string_new (NULL);
  const HechaRule *rule
      = hecha_rules_get (hecha_verdict_rules (verdict), finding_of (verdict, line)->rule);

  for (guint i = 1; i <= line->n_folded; i++)
    n_of[finding_of (verdict, line + i)->level]++;
  g_string_append_printf (out, "本单位%u个项目的台账都反映“%s”（", line->n_folded, rule->name);
  for (guint level = HECHA_N_OUTCOMES, n = 0; level-- > 0;)
    if (n_of[level] > 0)
      g_string_append_printf (out, "%s%s%u项", n++ > 0 ? "，" : "",
                              hecha_outcome_name ((HechaOutcome) level), n_of[level]);
  g_string_append (out, "），逐项折叠在下面，点左侧“＋”展开；填在本行的，对其中没有另填的各项都有效");
  return g_string_free (out, FALSE);
}

guint8
hecha_unit_line_level (const HechaVerdict *verdict, const HechaListRow *line)
{
  guint8 gravest = 0;

  for (guint i = 1; i <= line->n_folded; i++)
    gravest = MAX (gravest, finding_of (verdict, line + i)->level);
  return gravest;
}

char *
hecha_unit_line_ids (const HechaVerdict *verdict, const HechaListRow *line)
{
  GString *out = g_string_new (NULL);

  for (guint i = 1; i <= line->n_folded; i++)
    g_string_append_printf (out, "%s%s", i > 1 ? " " : "", finding_of (verdict, line + i)->id);
  return g_string_free (out, FALSE);
}

static void
keep_common (const char **text, const char *other)
{
  if (g_strcmp0 (*text, other) != 0)
    *text = "";
}

HechaHistory
hecha_unit_line_history (const HechaHistory *histories, const HechaListRow *line)
{
  HechaHistory common = { 0 };

  if (histories == NULL)
    return common;
  common = histories[line->index];
  for (guint i = 1; i <= line->n_folded; i++)
    {
      const HechaHistory *one = &histories[line[i].index];

      keep_common (&common.status, one->status);
      keep_common (&common.first_seen, one->first_seen);
      keep_common (&common.conclusion, one->conclusion);
      keep_common (&common.verifier, one->verifier);
      keep_common (&common.opinion, one->opinion);
      keep_common (&common.deadline, one->deadline);
      keep_common (&common.measures, one->measures);
      keep_common (&common.result, one->result);
      keep_common (&common.unit_opinion, one->unit_opinion);
      keep_common (&common.unit_evidence, one->unit_evidence);
      keep_common (&common.finance_opinion, one->finance_opinion);
    }
  return common;
}

void
hecha_unit_line_fold (HechaPage *page, const HechaListRow *row)
{
  if (row->n_folded > 0)
    hecha_page_fold (page, FALSE);
  else if (row->folded)
    hecha_page_fold (page, TRUE);
}
