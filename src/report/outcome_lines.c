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
} Judged;

static void
clear_judged (gpointer data)
{
  g_array_unref (((Judged *) data)->versions);
  g_free (((Judged *) data)->key);
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

static void
append_fields (GString *out, const char *const *fields)
{
  g_string_append_c (out, '[');
  for (guint i = 0; fields[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      hecha_json_append_string (out, fields[i]);
    }
  g_string_append_c (out, ']');
}

static void
append_lacking (GString *out, const HechaVerdict *verdict, guint32 project, const GArray *judged)
{
  gboolean first = TRUE;

  g_string_append (out, ",\"lacking\":{");
  for (guint i = 0; i < judged->len; i++)
    {
      const Judged *entry = &g_array_index (judged, Judged, i);
      const char *const *fields = hecha_verdict_lacking (
        verdict, project, judging_rule (entry, verdict, project));

      if (fields == NULL)
        continue;
      if (!first)
        g_string_append_c (out, ',');
      g_string_append (out, entry->key);
      append_fields (out, fields);
      first = FALSE;
    }
  g_string_append_c (out, '}');
}

static void
append_outcomes (GString *out, const HechaVerdict *verdict, guint32 project,
                 const GArray *judged)
{
  for (guint i = 0; i < judged->len; i++)
    {
      const Judged *entry = &g_array_index (judged, Judged, i);

      if (i > 0)
        g_string_append_c (out, ',');
      g_string_append (out, entry->key);
      g_string_append_c (out, '"');
      g_string_append (out, hecha_outcome_name (hecha_verdict_outcome (
                                verdict, project, judging_rule (entry, verdict, project))));
      g_string_append_c (out, '"');
    }
}

gboolean
hecha_report_write_outcomes (const HechaVerdict *verdict, const char *path, GError **error)
{
  const HechaLedger *ledger = hecha_verdict_ledger (verdict);
  g_autoptr (GArray) judged = judged_rules (hecha_verdict_rules (verdict));
  HechaLines lines;

  if (!hecha_lines_open (&lines, path, error))
    return FALSE;
  for (guint i = 0; i < hecha_ledger_n_projects (ledger); i++)
    {
      const HechaProject *project = hecha_ledger_project (ledger, i);

      if (!hecha_project_is_judged (ledger, project))
        continue;
      g_string_append_printf (lines.text, HECHA_JSON_SCHEMA "\"project\":\"%s\",\"outcomes\":{",
                              project->key);
      append_outcomes (lines.text, verdict, i, judged);
      g_string_append_c (lines.text, '}');
      append_lacking (lines.text, verdict, i, judged);
      g_string_append_c (lines.text, '}');
      hecha_lines_end (&lines);
    }
  return hecha_lines_close (&lines, error);
}
