/* outcome_lines.c - outcomes.jsonl: what every check said of every project. */
#include <string.h>

#include "report/discretion.h"
#include "report/json.h"

/* A check by its shown id; versions of one measure share it, and one of them
 * judges a project (for the others it is 不适用). */
typedef struct
{
  GArray *versions;   /* guint32 rules */
  char *key;          /* `"23-not-filed":`, escaped once */
  GString *told[HECHA_N_OUTCOMES];   /* `"23-not-filed":"通过",` */
} Judged;

/* What is written for every project is made once. */
typedef struct
{
  const HechaVerdict *verdict;
  GArray *judged;      /* Judged */
  GHashTable *lists;   /* const char *const *: fields -> GString: `["验收日期"],` */
  GString *out;
} Outcomes;

static void
clear_judged (gpointer data)
{
  Judged *judged = data;

  g_array_unref (judged->versions);
  g_free (judged->key);
  for (guint i = 0; i < HECHA_N_OUTCOMES; i++)
    g_string_free (judged->told[i], TRUE);
}

static Judged *
find_judged (const GArray *judged, const char *key)
{
  for (guint i = 0; i < judged->len; i++)
    if (strcmp (g_array_index (judged, Judged, i).key, key) == 0)
      return &g_array_index (judged, Judged, i);
  return NULL;
}

static void
add_judged (GArray *judged, guint32 rule, const char *shown_id)
{
  GString *key = g_string_new (NULL);
  Judged *same, entry;

  hecha_json_append_string (key, shown_id);
  g_string_append_c (key, ':');
  same = find_judged (judged, key->str);
  entry.key = g_string_free (key, FALSE);
  if (same != NULL)
    {
      g_array_append_val (same->versions, rule);
      g_free (entry.key);
      return;
    }
  entry.versions = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (entry.versions, rule);
  for (guint i = 0; i < HECHA_N_OUTCOMES; i++)
    {
      entry.told[i] = g_string_new (entry.key);
      g_string_append_printf (entry.told[i], "\"%s\",", hecha_outcome_name ((HechaOutcome) i));
    }
  g_array_append_val (judged, entry);
}

/* The version that judges the project. */
static guint32
judging_rule (const Judged *entry, const HechaVerdict *verdict, guint32 project)
{
  for (guint i = 0; i < entry->versions->len; i++)
    {
      guint32 rule = g_array_index (entry->versions, guint32, i);

      if (hecha_verdict_outcome (verdict, project, rule) != HECHA_OUTCOME_NOT_APPLICABLE)
        return rule;
    }
  return g_array_index (entry->versions, guint32, 0);
}

/* Checks of tables and suppressed checks say nothing of a project. */
static GArray *
judged_rules (const HechaRules *rules)
{
  GArray *judged = g_array_new (FALSE, FALSE, sizeof (Judged));

  g_array_set_clear_func (judged, clear_judged);
  for (guint i = 0; i < hecha_rules_n (rules); i++)
    {
      const HechaRule *rule = hecha_rules_get (rules, i);

      if (!rule->of_table && rule->suppressed == NULL)
        add_judged (judged, i, rule->shown_id);
    }
  return judged;
}

static GString *
list_text (const char *const *fields)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; fields[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      hecha_json_append_string (text, fields[i]);
    }
  g_string_append (text, "],");
  return text;
}

/* Lists are few, and each is the same array for all that lack it. */
static const GString *
text_of_list (Outcomes *outcomes, const char *const *fields)
{
  GString *text = g_hash_table_lookup (outcomes->lists, fields);

  if (text == NULL)
    {
      text = list_text (fields);
      g_hash_table_insert (outcomes->lists, (gpointer) fields, text);
    }
  return text;
}

/* Ends an object, whose last entry has a comma behind it. */
static void
end_object (GString *out)
{
  if (out->str[out->len - 1] == ',')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '}');
}

static void
append_lacking (Outcomes *outcomes, guint32 project)
{
  g_string_append (outcomes->out, ",\"lacking\":{");
  for (guint i = 0; i < outcomes->judged->len; i++)
    {
      const Judged *entry = &g_array_index (outcomes->judged, Judged, i);
      const char *const *fields = hecha_verdict_lacking (
        outcomes->verdict, project, judging_rule (entry, outcomes->verdict, project));

      if (fields == NULL)
        continue;
      g_string_append (outcomes->out, entry->key);
      hecha_json_append_piece (outcomes->out, text_of_list (outcomes, fields));
    }
  end_object (outcomes->out);
}

static void
append_outcomes (Outcomes *outcomes, guint32 project)
{
  for (guint i = 0; i < outcomes->judged->len; i++)
    {
      const Judged *entry = &g_array_index (outcomes->judged, Judged, i);
      HechaOutcome outcome = hecha_verdict_outcome (
        outcomes->verdict, project, judging_rule (entry, outcomes->verdict, project));

      hecha_json_append_piece (outcomes->out, entry->told[outcome]);
    }
  end_object (outcomes->out);
}

static void
append_project (Outcomes *outcomes, guint32 project, const char *key)
{
  g_string_append_printf (outcomes->out, HECHA_JSON_SCHEMA "\"project\":\"%s\",\"outcomes\":{",
                          key);
  append_outcomes (outcomes, project);
  append_lacking (outcomes, project);
  g_string_append_c (outcomes->out, '}');
}

gboolean
hecha_report_write_outcomes (const HechaVerdict *verdict, const char *path, GError **error)
{
  const HechaLedger *ledger = hecha_verdict_ledger (verdict);
  g_autoptr (GArray) judged = judged_rules (hecha_verdict_rules (verdict));
  g_autoptr (GHashTable) lists = g_hash_table_new_full (NULL, NULL, NULL, hecha_json_piece_free);
  HechaLines lines;
  Outcomes outcomes = { .verdict = verdict, .judged = judged, .lists = lists };

  if (!hecha_lines_open (&lines, path, error))
    return FALSE;
  outcomes.out = lines.text;
  for (guint i = 0; i < hecha_ledger_n_projects (ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);

      if (!hecha_project_is_judged (ledger, project))
        continue;
      append_project (&outcomes, i, project->key);
      hecha_lines_end (&lines);
    }
  return hecha_lines_close (&lines, error);
}
