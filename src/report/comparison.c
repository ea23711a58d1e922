/* comparison.c - what became of every finding since the earlier reports. */
#include "report/comparison.h"

#include <string.h>

gint64
hecha_comparison_project (const HechaComparison *comparison, const char *key)
{
  return (gint64) GPOINTER_TO_UINT (g_hash_table_lookup (comparison->projects, key)) - 1;
}

/* ---- findings that are there ------------------------------------------- */

gint64
hecha_memo_amount (const HechaMemo *memo)
{
  const char *text = memo->texts[HECHA_MEMO_AMOUNT];

  return text == NULL || *text == '\0' ? HECHA_NO_AMOUNT : g_ascii_strtoll (text, NULL, 10);
}

static const char *
status_of (const HechaMemo *memo, const HechaFinding *finding)
{
  if (strcmp (hecha_memo_get (memo, HECHA_MEMO_STATUS), "已整改") == 0)
    return "复发";
  /* Where the report's memory was lost, a missing amount may be a missing column. */
  if (!memo->remembered && memo->texts[HECHA_MEMO_AMOUNT] == NULL)
    return "持续";
  return hecha_memo_amount (memo) != finding->amount ? "持续(金额变化)" : "持续";
}

gboolean
hecha_says_mended (const char *result)
{
  static const char *const words[] = { "已整改", "整改到位", "整改完成", "完成整改", "整改完毕" };
  static const char *const doubts[] = { "未", "部分", "拟", "正在", "计划", "预计", "将", "不" };

  for (guint i = 0; i < G_N_ELEMENTS (doubts); i++)
    if (strstr (result, doubts[i]) != NULL)
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (result, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The last day of what was typed, or HECHA_DAY_NONE. */
static gint32
deadline_of (const char *text, int year)
{
  g_autoptr (GStringChunk) pool = g_string_chunk_new (256);
  HechaValueContext context = { .year = year };
  HechaDatum datum;

  if (*text == '\0')
    return HECHA_DAY_NONE;
  hecha_value_read_text (HECHA_FIELD_ACCEPTED_ON, text, &context, pool, &datum);
  return datum.state == HECHA_STATE_VALUE ? (gint32) datum.high : HECHA_DAY_NONE;
}

static const char *
remark_of (HechaComparison *comparison, guint32 project, const HechaHistory *history, gint32 deadline)
{
  g_autoptr (GString) remark = g_string_new (NULL);
  char day[11];

  if (history->contradicted)
    g_string_append (remark, "已报整改，但台账仍反映该情况。");
  if (history->overdue)
    g_string_append_printf (remark, "已过整改期限（%s）。", hecha_day_format (deadline, day));
  if (history->not_counted)
    g_string_append (remark, "核实为不属实，不计入合计。");
  else if (strcmp (history->conclusion, "不属实") == 0)
    g_string_append (remark, "核实为不属实但未写明理由，仍计入合计。");
  if (project != HECHA_NO_PROJECT && comparison->guessed[project] != NULL
      && !hecha_verdict_classified (comparison->verdict, project))
    g_string_append_printf (remark, "项目按名称最接近对应为上次的“%s”，请核对。",
                            comparison->guessed[project]);
  return hecha_previous_keep (comparison->previous, remark->str);
}

static void
judge_history (HechaComparison *comparison, guint32 project, HechaHistory *history)
{
  gint32 as_of = hecha_verdict_as_of (comparison->verdict);
  int year, month, day;
  gint32 deadline;

  hecha_day_to_ymd (as_of, &year, &month, &day);
  deadline = deadline_of (history->deadline, year);
  history->contradicted
    = strcmp (history->conclusion, "已整改") == 0 || hecha_says_mended (history->result);
  history->not_counted
    = strcmp (history->conclusion, "不属实") == 0 && *history->opinion != '\0';
  history->overdue = deadline != HECHA_DAY_NONE && as_of > deadline && !history->not_counted;
  history->remark = remark_of (comparison, project, history, deadline);
}

static HechaMemo *
memo_of (HechaComparison *comparison, guint index)
{
  const HechaFinding *finding = hecha_verdict_finding (comparison->verdict, index);
  HechaMemo *memo = g_hash_table_lookup (comparison->previous->by_id, finding->id);

  if (memo != NULL || finding->project != HECHA_NO_PROJECT)
    return memo;
  memo = hecha_memo_of_table (comparison, finding);
  if (memo != NULL)
    hecha_verdict_set_finding_id (comparison->verdict, index,
                                  hecha_memo_get (memo, HECHA_MEMO_ID));
  return memo;
}

static void
compare_finding (HechaComparison *comparison, guint index)
{
  HechaPrevious *previous = comparison->previous;
  const HechaFinding *finding = hecha_verdict_finding (comparison->verdict, index);
  HechaHistory *history = &previous->histories[index];
  HechaMemo *memo = memo_of (comparison, index);
  static const HechaMemo nothing = { { NULL }, 0, FALSE };

  hecha_memo_history (memo != NULL ? memo : &nothing, comparison->quarter, history);
  if (memo == NULL)
    {
      history->status = previous->has_audit && previous->all_findings ? "新增" : NULL;
      history->first_seen
        = history->status != NULL ? hecha_previous_keep (previous, comparison->quarter) : "";
      return;
    }
  g_hash_table_add (comparison->met, memo);
  history->status = status_of (memo, finding);
  if (*history->first_seen == '\0')
    history->first_seen = previous->latest;
  history->age = hecha_quarters_between (history->first_seen, comparison->quarter);
  if (*hecha_memo_get (memo, HECHA_MEMO_NUMBER) != '\0')
    previous->numbers[index] = memo->texts[HECHA_MEMO_NUMBER];
  judge_history (comparison, finding->project, history);
}

/* ---- all of it ------------------------------------------------------------------- */

/* Old file names of which a project is here in a file of another name. */
static void
find_moved_files (HechaComparison *comparison)
{
  for (guint i = 0; i < comparison->previous->memos->len; i++)
    {
      const HechaMemo *memo = g_ptr_array_index (comparison->previous->memos, i);
      const char *name = hecha_memo_get (memo, HECHA_MEMO_FILES);

      if (*name != '\0' && strchr (name, '\n') == NULL
          && !g_hash_table_contains (comparison->files, name)
          && hecha_comparison_project (comparison, hecha_memo_get (memo, HECHA_MEMO_PROJECT)) >= 0)
        g_hash_table_add (comparison->moved, (gpointer) name);
    }
}

static void
find_guessed (HechaComparison *comparison)
{
  const HechaPrevious *previous = comparison->previous;

  comparison->guessed
    = g_new0 (const char *, hecha_ledger_n_projects (comparison->ledger) + 1);
  for (guint i = 0; i < previous->carries->len; i++)
    {
      const HechaCarry *carry = &g_array_index (previous->carries, HechaCarry, i);
      if (carry->how == HECHA_CARRIED_BY_NEAREST)
        comparison->guessed[carry->project]
          = g_array_index (previous->known, HechaKnownProject, i).name;
    }
}

static void
comparison_open (HechaComparison *comparison, HechaPrevious *previous, HechaVerdict *verdict)
{
  const HechaLedger *ledger = hecha_verdict_ledger (verdict);

  *comparison = (HechaComparison) { .previous = previous, .verdict = verdict, .ledger = ledger,
                               .rules = hecha_verdict_rules (verdict) };
  comparison->quarter = hecha_quarter_of (hecha_verdict_as_of (verdict));
  comparison->editions = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < hecha_rules_n (comparison->rules); i++)
    g_ptr_array_add (comparison->editions, hecha_rules_edition (comparison->rules, i));
  comparison->met = g_hash_table_new (NULL, NULL);
  comparison->files = g_hash_table_new (g_str_hash, g_str_equal);
  comparison->projects = g_hash_table_new (g_str_hash, g_str_equal);
  comparison->moved = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < hecha_ledger_n_files (ledger); i++)
    if (!hecha_ledger_file (ledger, i)->compared_only)
      g_hash_table_insert (comparison->files, hecha_ledger_file (ledger, i)->name,
                           (gpointer) hecha_ledger_file (ledger, i));
  for (guint i = 0; i < hecha_ledger_n_projects (ledger); i++)
    g_hash_table_insert (comparison->projects, (gpointer) hecha_ledger_project (ledger, i)->key,
                         GUINT_TO_POINTER (i + 1));
  find_moved_files (comparison);
  find_guessed (comparison);
}

static void
comparison_close (HechaComparison *comparison)
{
  g_free (comparison->quarter);
  g_free (comparison->guessed);
  g_ptr_array_unref (comparison->editions);
  g_hash_table_unref (comparison->met);
  g_hash_table_unref (comparison->files);
  g_hash_table_unref (comparison->projects);
  g_hash_table_unref (comparison->moved);
}

void
hecha_previous_compare (HechaPrevious *previous, HechaVerdict *verdict)
{
  HechaComparison comparison;
  guint n = hecha_verdict_n_findings (verdict);

  comparison_open (&comparison, previous, verdict);
  previous->n_findings = n;
  previous->histories = g_new0 (HechaHistory, n + 1);
  previous->numbers = g_new0 (const char *, n + 1);
  for (guint i = 0; i < n; i++)
    compare_finding (&comparison, i);
  for (guint i = 0; i < previous->memos->len; i++)
    if (!g_hash_table_contains (comparison.met, g_ptr_array_index (previous->memos, i)))
      hecha_comparison_add_gone (&comparison, g_ptr_array_index (previous->memos, i));
  hecha_comparison_sort_gone (&comparison);
  g_ptr_array_add (previous->taken, NULL);
  comparison_close (&comparison);
}
