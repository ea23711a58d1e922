/* comparison.c - what became of every finding since the earlier reports.
 *
 * A finding that is no more counts as 已整改 only where its project is still
 * there, the rule still judges as it did and the check now passes; all else
 * could not be seen and is said as it is.
 */
#include <string.h>

#include "report/previous.h"

typedef struct
{
  HechaPrevious *previous;
  HechaVerdict *verdict;
  const HechaLedger *ledger;
  const HechaRules *rules;
  char *quarter;               /* of the 核查日 */
  GHashTable *met;             /* memos that a finding of today is */
  GHashTable *files;           /* name → HechaExtract */
  GHashTable *projects;        /* key → index + 1 */
  GHashTable *moved;           /* old file name: seen under another name */
  const char **guessed;        /* per project: its old name where only that is near, or NULL */
} Comparison;

/* ---- findings that are there ------------------------------------------- */

static gint64
amount_of (const HechaMemo *memo)
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
  return amount_of (memo) != finding->amount ? "持续(金额变化)" : "持续";
}

/* A department that says it is mended: 已整改到位, not 尚未整改完成. */
static gboolean
says_mended (const char *result)
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
remark_of (Comparison *comparison, guint32 project, const HechaHistory *history, gint32 deadline)
{
  g_autoptr (GString) remark = g_string_new (NULL);
  char day[11];

  if (history->contradicted)
    g_string_append (remark, "已报整改，但台账仍不符合规定。");
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
judge_history (Comparison *comparison, guint32 project, HechaHistory *history)
{
  gint32 as_of = hecha_verdict_as_of (comparison->verdict);
  int year, month, day;
  gint32 deadline;

  hecha_day_to_ymd (as_of, &year, &month, &day);
  deadline = deadline_of (history->deadline, year);
  history->contradicted
    = strcmp (history->conclusion, "已整改") == 0 || says_mended (history->result);
  history->not_counted
    = strcmp (history->conclusion, "不属实") == 0 && *history->opinion != '\0';
  history->overdue = deadline != HECHA_DAY_NONE && as_of > deadline && !history->not_counted;
  history->remark = remark_of (comparison, project, history, deadline);
}

/* ---- findings of tables: their ids hold a file's name ---------------------- */

/* TEXT with the file's name out, as the message of the same table in another
 * file would be. */
static char *
without_name (const char *text, const char *file)
{
  g_auto (GStrv) parts = g_strsplit (text, *file != '\0' ? file : "\n", -1);

  return g_strjoinv ("", parts);
}

static const HechaTable *
table_of (const Comparison *comparison, const HechaFinding *finding)
{
  if (finding->n_evidence == 0 || finding->evidence[0].table == HECHA_NO_TABLE)
    return NULL;
  return hecha_ledger_table (comparison->ledger, finding->evidence[0].table);
}

/* The same check of a sheet of that name, in a file of that name or one that
 * is here no more. */
static gboolean
can_be_table (const Comparison *comparison, const HechaMemo *memo, const HechaFinding *finding,
              const HechaTable *table, const char *file)
{
  const HechaRule *rule = hecha_rules_get (comparison->rules, finding->rule);
  const char *old_file = hecha_memo_get (memo, HECHA_MEMO_FILES);

  return memo->remembered && *hecha_memo_get (memo, HECHA_MEMO_PROJECT) == '\0'
         && strcmp (hecha_memo_get (memo, HECHA_MEMO_RULE), rule->id) == 0
         && strcmp (hecha_memo_get (memo, HECHA_MEMO_DOCUMENT), rule->measure) == 0
         && strcmp (hecha_memo_get (memo, HECHA_MEMO_SHEET), table->sheet) == 0
         && strcmp (hecha_memo_get (memo, HECHA_MEMO_UNIT), table->unit_name) == 0
         && !g_hash_table_contains (comparison->met, memo)
         && (strcmp (old_file, file) == 0
             || !g_hash_table_contains (comparison->files, old_file));
}

/* The one memo that it can be; where several can, the one with the same words. */
static HechaMemo *
memo_of_table (const Comparison *comparison, const HechaFinding *finding)
{
  const GPtrArray *memos = comparison->previous->table_memos;
  const HechaTable *table = table_of (comparison, finding);
  const char *file = table != NULL ? hecha_ledger_file (comparison->ledger, table->file)->name : "";
  g_autofree char *words = without_name (finding->message, file);
  HechaMemo *found = NULL;
  guint n_found = 0;

  for (guint i = 0; table != NULL && i < memos->len; i++)
    {
      HechaMemo *memo = g_ptr_array_index (memos, i);
      g_autofree char *old_words = NULL;

      if (!can_be_table (comparison, memo, finding, table, file))
        continue;
      old_words = without_name (hecha_memo_get (memo, HECHA_MEMO_FACT),
                                hecha_memo_get (memo, HECHA_MEMO_FILES));
      if (strcmp (words, old_words) == 0)
        return memo;
      found = memo;
      n_found++;
    }
  return n_found == 1 ? found : NULL;
}

static HechaMemo *
memo_of (Comparison *comparison, guint index)
{
  const HechaFinding *finding = hecha_verdict_finding (comparison->verdict, index);
  HechaMemo *memo = g_hash_table_lookup (comparison->previous->by_id, finding->id);

  if (memo != NULL || finding->project != HECHA_NO_PROJECT)
    return memo;
  memo = memo_of_table (comparison, finding);
  if (memo != NULL)
    hecha_verdict_set_finding_id (comparison->verdict, index,
                                  hecha_memo_get (memo, HECHA_MEMO_ID));
  return memo;
}

static void
compare_finding (Comparison *comparison, guint index)
{
  HechaPrevious *previous = comparison->previous;
  const HechaFinding *finding = hecha_verdict_finding (comparison->verdict, index);
  HechaHistory *history = &previous->histories[index];
  HechaMemo *memo = memo_of (comparison, index);
  static const HechaMemo nothing = { { NULL }, 0, FALSE };

  hecha_memo_history (memo != NULL ? memo : &nothing, comparison->quarter, history);
  if (memo == NULL)
    {
      history->status = previous->has_audit ? "新增" : NULL;
      history->first_seen = hecha_previous_keep (previous, comparison->quarter);
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

/* ---- findings that are gone --------------------------------------------------- */

static int
rule_of (const Comparison *comparison, const HechaMemo *memo)
{
  const char *id = hecha_memo_get (memo, HECHA_MEMO_RULE);
  const char *document = hecha_memo_get (memo, HECHA_MEMO_DOCUMENT);

  for (guint i = 0; i < hecha_rules_n (comparison->rules); i++)
    {
      const HechaRule *rule = hecha_rules_get (comparison->rules, i);
      if ((strcmp (rule->id, id) == 0 || strcmp (rule->shown_id, id) == 0)
          && (*document == '\0' || strcmp (rule->measure, document) == 0))
        return (int) i;
    }
  return -1;
}

static gboolean
rule_changed (const Comparison *comparison, const HechaMemo *memo, int rule)
{
  const char *edition = hecha_memo_get (memo, HECHA_MEMO_EDITION);
  g_autofree char *now = NULL;

  if (rule < 0 || hecha_rules_get (comparison->rules, (guint) rule)->suppressed != NULL)
    return TRUE;
  now = hecha_rules_edition (comparison->rules, (guint) rule);
  return *edition != '\0' && strcmp (edition, now) != 0;
}

/* Its project's index and how it was found, or -1. */
static gint64
project_of (const Comparison *comparison, const char *key)
{
  return (gint64) GPOINTER_TO_UINT (g_hash_table_lookup (comparison->projects, key)) - 1;
}

static gboolean
found_by_guess (const Comparison *comparison, const char *key)
{
  const HechaPrevious *previous = comparison->previous;
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (previous->known_index, key));

  return known > 0 && known <= previous->carries->len
         && g_array_index (previous->carries, HechaCarry, known - 1).how
              == HECHA_CARRIED_BY_NEAREST;
}

typedef enum { FILE_HERE, FILE_UNREAD, FILE_MISSING } FileState;

/* A file that was renamed is here: others of its projects are. */
static FileState
file_state (const Comparison *comparison, const char *name)
{
  const HechaExtract *file = g_hash_table_lookup (comparison->files, name);

  if (file != NULL)
    return file->error == NULL ? FILE_HERE : FILE_UNREAD;
  return g_hash_table_contains (comparison->moved, name) ? FILE_HERE : FILE_MISSING;
}

/* The worst of the files that told of the finding; ANY: the best. */
static FileState
files_state (const Comparison *comparison, const HechaMemo *memo, gboolean any)
{
  g_auto (GStrv) names = g_strsplit (hecha_memo_get (memo, HECHA_MEMO_FILES), "\n", -1);
  FileState state = any ? FILE_MISSING : FILE_HERE;

  if (names[0] == NULL)
    return FILE_HERE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      FileState of_file = file_state (comparison, names[i]);
      state = any ? MIN (state, of_file) : MAX (state, of_file);
    }
  return state;
}

/* A record that was missing before its file was stays a missing record. */
static const char *
status_of_absence (const HechaMemo *memo, FileState state)
{
  if (strcmp (hecha_memo_get (memo, HECHA_MEMO_STATUS), "记录缺失") == 0)
    return "记录缺失";
  return state == FILE_MISSING ? "文件缺失" : state == FILE_UNREAD ? "无法核查" : "记录缺失";
}

static gboolean
has_sheet (const Comparison *comparison, const HechaMemo *memo)
{
  const char *file = hecha_memo_get (memo, HECHA_MEMO_FILES);
  const char *sheet = hecha_memo_get (memo, HECHA_MEMO_SHEET);

  for (guint i = 0; i < hecha_ledger_n_tables (comparison->ledger); i++)
    {
      const HechaTable *table = hecha_ledger_table (comparison->ledger, i);
      if (strcmp (table->sheet, sheet) == 0
          && strcmp (hecha_ledger_file (comparison->ledger, table->file)->name, file) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A table's finding: the table must be there to be mended. */
static const char *
status_of_table (const Comparison *comparison, const HechaMemo *memo)
{
  FileState state = files_state (comparison, memo, TRUE);

  if (state != FILE_HERE || !has_sheet (comparison, memo))
    return status_of_absence (memo, state);
  return rule_changed (comparison, memo, rule_of (comparison, memo)) ? "规则变更" : "已整改";
}

/* The other projects of a pair or split are there too. */
static gboolean
related_are_here (const Comparison *comparison, const HechaMemo *memo)
{
  g_auto (GStrv) keys = g_strsplit (hecha_memo_get (memo, HECHA_MEMO_RELATED), "\n", -1);

  for (guint i = 0; keys[i] != NULL; i++)
    if (*keys[i] != '\0' && project_of (comparison, keys[i]) < 0)
      return FALSE;
  return TRUE;
}

static const char *
status_by_outcome (const Comparison *comparison, const HechaMemo *memo, guint32 project, int rule)
{
  HechaOutcome outcome;

  if (hecha_verdict_classified (comparison->verdict, project))
    return "无法核查";
  if (!comparison->previous->all_projects
      && found_by_guess (comparison, hecha_memo_get (memo, HECHA_MEMO_PROJECT)))
    return "无法核查";
  outcome = hecha_verdict_outcome (comparison->verdict, project, (guint32) rule);
  /* Another finding of the same rule may be left: this one is not. */
  return outcome == HECHA_OUTCOME_PASS || outcome >= HECHA_OUTCOME_HINT ? "已整改" : "无法核查";
}

static const char *
status_of_gone (const Comparison *comparison, const HechaMemo *memo)
{
  const char *key = hecha_memo_get (memo, HECHA_MEMO_PROJECT);
  int rule = rule_of (comparison, memo);
  gint64 project;

  if (strcmp (hecha_memo_get (memo, HECHA_MEMO_STATUS), "已整改") == 0)
    return "已整改";
  if (*key == '\0')
    return status_of_table (comparison, memo);
  project = project_of (comparison, key);
  if (project < 0)
    return status_of_absence (memo, files_state (comparison, memo, TRUE));
  if (rule_changed (comparison, memo, rule))
    return "规则变更";
  if (!related_are_here (comparison, memo))
    return status_of_absence (memo, files_state (comparison, memo, FALSE));
  /* What two files told differently cannot be compared with one of them. */
  if (strchr (hecha_memo_get (memo, HECHA_MEMO_FILES), '\n') != NULL
      && files_state (comparison, memo, FALSE) != FILE_HERE)
    return status_of_absence (memo, files_state (comparison, memo, FALSE));
  return status_by_outcome (comparison, memo, (guint32) project, rule);
}

/* Why a check that judges no more says nothing of the finding. */
static void
append_why (const Comparison *comparison, const HechaMemo *memo, GString *remark)
{
  int rule = rule_of (comparison, memo);
  gint64 project = project_of (comparison, hecha_memo_get (memo, HECHA_MEMO_PROJECT));
  const char *const *lacking;

  if (project < 0 || rule < 0 || hecha_verdict_classified (comparison->verdict, (guint32) project))
    return;
  switch (hecha_verdict_outcome (comparison->verdict, (guint32) project, (guint32) rule))
    {
    case HECHA_OUTCOME_NOT_APPLICABLE:
      g_string_append (remark, "按现在的台账该检查已不适用，请核实是否确已整改。");
      return;
    case HECHA_OUTCOME_NOT_DUE:
      g_string_append (remark, "按现在的台账尚未到期，请核实日期的改动。");
      return;
    case HECHA_OUTCOME_UNDECIDED:
      lacking = hecha_verdict_lacking (comparison->verdict, (guint32) project, (guint32) rule);
      g_string_append (remark, "现在的台账缺少或无法辨认：");
      for (guint i = 0; lacking != NULL && lacking[i] != NULL; i++)
        g_string_append_printf (remark, "%s%s", i > 0 ? "、" : "", lacking[i]);
      g_string_append (remark, "。");
      return;
    default:
      return;
    }
}

static const char *
remark_of_gone (Comparison *comparison, const HechaMemo *memo, const char *status)
{
  g_autoptr (GString) remark = g_string_new (NULL);
  gint64 project = project_of (comparison, hecha_memo_get (memo, HECHA_MEMO_PROJECT));
  gboolean mended = strcmp (status, "已整改") == 0;

  if (!mended && (strcmp (hecha_memo_get (memo, HECHA_MEMO_CONCLUSION), "已整改") == 0
                  || says_mended (hecha_memo_get (memo, HECHA_MEMO_RESULT))))
    g_string_append (remark, "已报整改，但台账中无从核实。");
  if (strcmp (status, "无法核查") == 0)
    append_why (comparison, memo, remark);
  if (project >= 0 && comparison->guessed[project] != NULL
      && !hecha_verdict_classified (comparison->verdict, (guint32) project))
    g_string_append_printf (remark, "项目按名称最接近对应，上次名称为“%s”，请核对。",
                            comparison->guessed[project]);
  return hecha_previous_keep (comparison->previous, remark->str);
}

/* What was no secret last time may be one now. */
static void
hide_classified (const Comparison *comparison, HechaGone *gone)
{
  gint64 project = gone->project != NULL ? project_of (comparison, gone->project) : -1;

  if (project < 0 || !hecha_verdict_classified (comparison->verdict, (guint32) project))
    return;
  gone->unit = gone->name = gone->year = gone->files = gone->sheet = "";
  gone->message = "涉密项目，内容不在此列示";
  gone->amount = HECHA_NO_AMOUNT;
}

static void
add_gone (Comparison *comparison, const HechaMemo *memo)
{
  HechaPrevious *previous = comparison->previous;
  HechaGone gone = { 0 };
  gboolean before = hecha_memo_is_gone (memo->texts[HECHA_MEMO_STATUS]);
  int rule = rule_of (comparison, memo);

  gone.id = hecha_memo_get (memo, HECHA_MEMO_ID);
  gone.number = hecha_memo_get (memo, HECHA_MEMO_NUMBER);
  gone.rule = rule >= 0 ? hecha_rules_get (comparison->rules, (guint) rule)->shown_id
                        : hecha_memo_get (memo, HECHA_MEMO_RULE);
  gone.project = *hecha_memo_get (memo, HECHA_MEMO_PROJECT) != '\0'
                   ? hecha_memo_get (memo, HECHA_MEMO_PROJECT)
                   : NULL;
  gone.unit = hecha_memo_get (memo, HECHA_MEMO_UNIT);
  gone.name = hecha_memo_get (memo, HECHA_MEMO_NAME);
  gone.message = hecha_memo_get (memo, HECHA_MEMO_FACT);
  gone.level = hecha_memo_get (memo, HECHA_MEMO_LEVEL);
  gone.article = hecha_memo_get (memo, HECHA_MEMO_ARTICLE);
  gone.check = hecha_memo_get (memo, HECHA_MEMO_CHECK);
  gone.document = hecha_memo_get (memo, HECHA_MEMO_DOCUMENT);
  gone.edition = hecha_memo_get (memo, HECHA_MEMO_EDITION);
  gone.code = hecha_memo_get (memo, HECHA_MEMO_CODE);
  gone.year = hecha_memo_get (memo, HECHA_MEMO_YEAR);
  gone.files = hecha_memo_get (memo, HECHA_MEMO_FILES);
  gone.sheet = hecha_memo_get (memo, HECHA_MEMO_SHEET);
  gone.related = hecha_memo_get (memo, HECHA_MEMO_RELATED);
  gone.amount = amount_of (memo);
  hide_classified (comparison, &gone);
  gone.status = status_of_gone (comparison, memo);
  gone.newly = !before || strcmp (memo->texts[HECHA_MEMO_STATUS], gone.status) != 0;
  gone.closed = hecha_memo_get (memo, HECHA_MEMO_CLOSED);
  if (*gone.closed == '\0' && strcmp (gone.status, "已整改") == 0)
    gone.closed = hecha_previous_keep (previous, comparison->quarter);
  hecha_memo_history (memo, comparison->quarter, &gone.history);
  gone.history.status = gone.status;
  gone.history.remark = remark_of_gone (comparison, memo, gone.status);
  if (*gone.history.first_seen == '\0')
    gone.history.first_seen = previous->latest;
  g_array_append_val (previous->gone, gone);
  if (*gone.number != '\0')
    g_ptr_array_add (previous->taken, (gpointer) gone.number);
}

static gint
by_number (gconstpointer a, gconstpointer b)
{
  const HechaGone *first = a, *second = b;
  int order = strcmp (first->number, second->number);

  return order != 0 ? order : strcmp (first->id, second->id);
}

/* ---- all of it ------------------------------------------------------------------- */

/* Old file names of which a project is here in a file of another name. */
static void
find_moved_files (Comparison *comparison)
{
  for (guint i = 0; i < comparison->previous->memos->len; i++)
    {
      const HechaMemo *memo = g_ptr_array_index (comparison->previous->memos, i);
      const char *name = hecha_memo_get (memo, HECHA_MEMO_FILES);

      if (*name != '\0' && strchr (name, '\n') == NULL
          && !g_hash_table_contains (comparison->files, name)
          && project_of (comparison, hecha_memo_get (memo, HECHA_MEMO_PROJECT)) >= 0)
        g_hash_table_add (comparison->moved, (gpointer) name);
    }
}

static void
find_guessed (Comparison *comparison)
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
comparison_open (Comparison *comparison, HechaPrevious *previous, HechaVerdict *verdict)
{
  const HechaLedger *ledger = hecha_verdict_ledger (verdict);

  *comparison = (Comparison) { .previous = previous, .verdict = verdict, .ledger = ledger,
                               .rules = hecha_verdict_rules (verdict) };
  comparison->quarter = hecha_quarter_of (hecha_verdict_as_of (verdict));
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
comparison_close (Comparison *comparison)
{
  g_free (comparison->quarter);
  g_free (comparison->guessed);
  g_hash_table_unref (comparison->met);
  g_hash_table_unref (comparison->files);
  g_hash_table_unref (comparison->projects);
  g_hash_table_unref (comparison->moved);
}

void
hecha_previous_compare (HechaPrevious *previous, HechaVerdict *verdict)
{
  Comparison comparison;
  guint n = hecha_verdict_n_findings (verdict);

  comparison_open (&comparison, previous, verdict);
  previous->n_findings = n;
  previous->histories = g_new0 (HechaHistory, n + 1);
  previous->numbers = g_new0 (const char *, n + 1);
  for (guint i = 0; i < n; i++)
    compare_finding (&comparison, i);
  for (guint i = 0; i < previous->memos->len; i++)
    if (!g_hash_table_contains (comparison.met, g_ptr_array_index (previous->memos, i)))
      add_gone (&comparison, g_ptr_array_index (previous->memos, i));
  g_array_sort (previous->gone, by_number);
  g_ptr_array_add (previous->taken, NULL);
  comparison_close (&comparison);
}
