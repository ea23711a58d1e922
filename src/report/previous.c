/* previous.c - all earlier reports together: the latest one tells how a finding
 * stood, and whatever people wrote in any of them is kept. */
#include "report/previous.h"

#include <string.h>

const char *
hecha_previous_keep (HechaPrevious *previous, const char *text)
{
  return text == NULL || *text == '\0' ? "" : g_string_chunk_insert_const (previous->pool, text);
}

const char *
hecha_memo_get (const HechaMemo *memo, HechaMemoField field)
{
  return memo->texts[field] != NULL ? memo->texts[field] : "";
}

/* ---- several reports become one ---------------------------------------- */

static gint
earliest_first (gconstpointer a, gconstpointer b)
{
  const HechaReturned *first = *(HechaReturned *const *) a;
  const HechaReturned *second = *(HechaReturned *const *) b;

  if (first->as_of != second->as_of)
    return first->as_of < second->as_of ? -1 : 1;
  return (int) first->kind - (int) second->kind;
}

/* Facts are the latest report's; lists that went out to others hold a part. */
static void
take_facts (HechaMemo *memo, const HechaMemo *from, gboolean whole)
{
  for (guint i = 0; i < HECHA_MEMO_FIRST_TYPED; i++)
    if (whole || memo->texts[i] == NULL)
      memo->texts[i] = from->texts[i];
}

/* What a person wrote outlasts what another copy of the report never had. */
static void
take_typed (HechaMemo *memo, const HechaMemo *from, gboolean newer)
{
  for (guint i = HECHA_MEMO_FIRST_TYPED; i < HECHA_N_MEMOS; i++)
    {
      guint32 bit = 1u << (i - HECHA_MEMO_FIRST_TYPED);
      const char *before = hecha_memo_get (memo, (HechaMemoField) i);

      if (*hecha_memo_get (from, (HechaMemoField) i) == '\0')
        {
          /* Wiped out by hand, and nobody else wrote there. */
          if ((from->edited & bit) && !(memo->edited & bit))
            memo->texts[i] = "";
        }
      else if ((from->edited & bit) || newer || *before == '\0')
        memo->texts[i] = from->texts[i];
      memo->edited |= from->edited & bit;
    }
}

static void
merge_report (HechaPrevious *previous, const HechaReturned *returned, gboolean newer)
{
  for (guint i = 0; i < returned->memos->len; i++)
    {
      const HechaMemo *from = g_ptr_array_index (returned->memos, i);
      const char *id = from->texts[HECHA_MEMO_ID];
      HechaMemo *memo = g_hash_table_lookup (previous->by_id, id);

      if (memo == NULL)
        {
          memo = g_new0 (HechaMemo, 1);
          *memo = *from;
          g_ptr_array_add (previous->memos, memo);
          g_hash_table_insert (previous->by_id, (gpointer) id, memo);
          continue;
        }
      take_facts (memo, from, returned->kind == HECHA_RETURNED_AUDIT && from->remembered);
      take_typed (memo, from, newer);
    }
}

/* ---- the projects they knew ------------------------------------------------ */

static void
add_known (HechaPrevious *previous, const HechaKnownProject *project)
{
  if (*project->key == '\0' || g_hash_table_contains (previous->known_index, project->key))
    return;
  g_array_append_val (previous->known, *project);
  g_hash_table_insert (previous->known_index, (gpointer) project->key,
                       GUINT_TO_POINTER (previous->known->len));
}

/* The latest names of a project count, so the latest report goes first. */
static void
gather_known (HechaPrevious *previous, const GPtrArray *reports)
{
  for (guint i = reports->len; i-- > 0;)
    {
      const HechaReturned *returned = g_ptr_array_index (reports, i);

      for (guint j = 0; j < returned->projects->len; j++)
        add_known (previous, &g_array_index (returned->projects, HechaKnownProject, j));
    }
  for (guint i = 0; i < previous->memos->len; i++)
    {
      const HechaMemo *memo = g_ptr_array_index (previous->memos, i);
      HechaKnownProject project
        = { hecha_memo_get (memo, HECHA_MEMO_PROJECT), hecha_memo_get (memo, HECHA_MEMO_CODE),
            hecha_memo_get (memo, HECHA_MEMO_UNIT), hecha_memo_get (memo, HECHA_MEMO_NAME) };

      add_known (previous, &project);
      if (*project.key == '\0')
        g_ptr_array_add (previous->table_memos, (gpointer) memo);
    }
}

/* ---- loading ------------------------------------------------------------------ */

static void
merge_all (HechaPrevious *previous, GPtrArray *reports)
{
  gint32 as_of = HECHA_DAY_NONE;
  gint32 listed = HECHA_DAY_NONE;

  g_ptr_array_sort (reports, earliest_first);
  for (guint i = 0; i < reports->len; i++)
    {
      const HechaReturned *returned = g_ptr_array_index (reports, i);

      merge_report (previous, returned, returned->as_of > as_of);
      as_of = MAX (as_of, returned->as_of);
      if (returned->kind != HECHA_RETURNED_AUDIT)
        continue;
      previous->has_audit = TRUE;
      previous->all_findings = returned->all_findings;
      previous->all_projects = returned->all_projects;
      listed = MAX (listed, returned->as_of);
    }
  previous->latest = hecha_quarter_of (previous->has_audit ? listed : as_of);
  gather_known (previous, reports);
}

static HechaPrevious *
previous_new (void)
{
  HechaPrevious *previous = g_new0 (HechaPrevious, 1);

  previous->pool = g_string_chunk_new (65536);
  previous->notes = g_ptr_array_new_with_free_func (g_free);
  previous->memos = g_ptr_array_new_with_free_func (g_free);
  previous->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  previous->table_memos = g_ptr_array_new ();
  previous->known = g_array_new (FALSE, FALSE, sizeof (HechaKnownProject));
  previous->known_index = g_hash_table_new (g_str_hash, g_str_equal);
  previous->carries = g_array_new (FALSE, TRUE, sizeof (HechaCarry));
  previous->taken = g_ptr_array_new ();
  previous->gone = g_array_new (FALSE, TRUE, sizeof (HechaGone));
  return previous;
}

HechaPrevious *
hecha_previous_load (const GPtrArray *paths, GError **error)
{
  g_autoptr (HechaPrevious) previous = previous_new ();
  g_autoptr (GPtrArray) reports
    = g_ptr_array_new_with_free_func ((GDestroyNotify) hecha_returned_free);

  for (guint i = 0; i < paths->len; i++)
    {
      HechaReturned *returned = hecha_returned_read (g_ptr_array_index (paths, i),
                                                     previous->pool, previous->notes, error);
      if (returned == NULL)
        return NULL;
      g_ptr_array_add (reports, returned);
    }
  merge_all (previous, reports);
  if (!previous->has_audit)
    g_ptr_array_add (previous->notes,
                     g_strdup ("--previous 里没有审计局核查报告，不能判断哪些问题是新增的"));
  else if (!previous->all_findings)
    g_ptr_array_add (previous->notes,
                     g_strdup ("上次报告的问题超出报告容量，没有列全，不能判断哪些问题是新增的"));
  return g_steal_pointer (&previous);
}

void
hecha_previous_free (HechaPrevious *previous)
{
  if (previous == NULL)
    return;
  g_string_chunk_free (previous->pool);
  g_ptr_array_unref (previous->notes);
  g_ptr_array_unref (previous->memos);
  g_hash_table_unref (previous->by_id);
  g_ptr_array_unref (previous->table_memos);
  g_array_unref (previous->known);
  g_hash_table_unref (previous->known_index);
  g_array_unref (previous->carries);
  g_ptr_array_unref (previous->taken);
  g_array_unref (previous->gone);
  g_free (previous->latest);
  g_free (previous->histories);
  g_free (previous->numbers);
  g_free (previous);
}

/* ---- projects found again -------------------------------------------------------- */

static void
note_nearest (HechaPrevious *previous, const HechaLedger *ledger)
{
  for (guint i = 0; i < previous->carries->len; i++)
    {
      const HechaCarry *carry = &g_array_index (previous->carries, HechaCarry, i);
      const HechaKnownProject *known = &g_array_index (previous->known, HechaKnownProject, i);

      if (carry->how == HECHA_CARRIED_BY_NEAREST)
        g_ptr_array_add (previous->notes,
                         g_strdup_printf ("%s的“%s”按名称最接近对应为上次的“%s”，请核对", known->unit,
                                          hecha_ledger_project (ledger, carry->project)->name,
                                          known->name));
    }
}

void
hecha_previous_match (HechaPrevious *previous, HechaLedger *ledger)
{
  g_array_set_size (previous->carries, previous->known->len);
  hecha_ledger_carry (ledger, (const HechaKnownProject *) (gpointer) previous->known->data,
                      previous->known->len, (HechaCarry *) (gpointer) previous->carries->data);
  note_nearest (previous, ledger);
}

/* ---- what is given on -------------------------------------------------------------- */

void
hecha_memo_history (const HechaMemo *memo, const char *quarter, HechaHistory *history)
{
  const char *first = hecha_memo_get (memo, HECHA_MEMO_FIRST_SEEN);

  history->conclusion = hecha_memo_get (memo, HECHA_MEMO_CONCLUSION);
  history->verifier = hecha_memo_get (memo, HECHA_MEMO_VERIFIER);
  history->opinion = hecha_memo_get (memo, HECHA_MEMO_OPINION);
  history->deadline = hecha_memo_get (memo, HECHA_MEMO_DEADLINE);
  history->measures = hecha_memo_get (memo, HECHA_MEMO_MEASURES);
  history->result = hecha_memo_get (memo, HECHA_MEMO_RESULT);
  history->responsible = hecha_memo_get (memo, HECHA_MEMO_RESPONSIBLE);
  history->unit_opinion = hecha_memo_get (memo, HECHA_MEMO_UNIT_OPINION);
  history->unit_evidence = hecha_memo_get (memo, HECHA_MEMO_UNIT_EVIDENCE);
  history->finance_opinion = hecha_memo_get (memo, HECHA_MEMO_FINANCE_OPINION);
  history->finance_officer = hecha_memo_get (memo, HECHA_MEMO_FINANCE_OFFICER);
  history->finance_day = hecha_memo_get (memo, HECHA_MEMO_FINANCE_DAY);
  history->remark = "";
  history->first_seen = first;
  history->age = hecha_quarters_between (first, quarter);
}

const char *const *
hecha_previous_numbers (const HechaPrevious *previous)
{
  return previous->numbers;
}

const char *const *
hecha_previous_taken_numbers (const HechaPrevious *previous)
{
  return (const char *const *) previous->taken->pdata;
}

guint
hecha_previous_n_notes (const HechaPrevious *previous)
{
  return previous->notes->len;
}

const char *
hecha_previous_note (const HechaPrevious *previous, guint index)
{
  return g_ptr_array_index (previous->notes, index);
}

void
hecha_previous_apply (const HechaPrevious *previous, HechaReportInput *input)
{
  input->with_previous = TRUE;
  input->histories = previous->histories;
  input->gone = (const HechaGone *) (gconstpointer) previous->gone->data;
  input->n_gone = previous->gone->len;
}
