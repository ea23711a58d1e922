/* gone.c - findings that are no more.
 *
 * One counts as 已整改 only where its project is still there, the rule still
 * judges as it did and the check now passes; all else could not be seen and is
 * said as it is.
 */
#include <string.h>

#include "report/comparison.h"

static int
rule_of (const HechaComparison *comparison, const HechaMemo *memo)
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
rule_changed (const HechaComparison *comparison, const HechaMemo *memo, int rule)
{
  const char *edition = hecha_memo_get (memo, HECHA_MEMO_EDITION);

  if (rule < 0 || hecha_rules_get (comparison->rules, (guint) rule)->suppressed != NULL)
    return TRUE;
  return *edition != '\0'
         && strcmp (edition, g_ptr_array_index (comparison->editions, (guint) rule)) != 0;
}

static gboolean
found_by_guess (const HechaComparison *comparison, const char *key)
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
file_state (const HechaComparison *comparison, const char *name)
{
  const HechaExtract *file = g_hash_table_lookup (comparison->files, name);

  if (file != NULL)
    return file->error == NULL ? FILE_HERE : FILE_UNREAD;
  return g_hash_table_contains (comparison->moved, name) ? FILE_HERE : FILE_MISSING;
}

/* The worst of the files that told of the finding; ANY: the best. */
static FileState
files_state (const HechaComparison *comparison, const HechaMemo *memo, gboolean any)
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
has_sheet (const HechaComparison *comparison, const HechaMemo *memo)
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
status_of_table (const HechaComparison *comparison, const HechaMemo *memo)
{
  FileState state = files_state (comparison, memo, TRUE);

  if (state != FILE_HERE || !has_sheet (comparison, memo))
    return status_of_absence (memo, state);
  return rule_changed (comparison, memo, rule_of (comparison, memo)) ? "规则变更" : "已整改";
}

/* The other projects of a pair or split are there too. */
static gboolean
related_are_here (const HechaComparison *comparison, const HechaMemo *memo)
{
  g_auto (GStrv) keys = g_strsplit (hecha_memo_get (memo, HECHA_MEMO_RELATED), "\n", -1);

  for (guint i = 0; keys[i] != NULL; i++)
    if (*keys[i] != '\0' && hecha_comparison_project (comparison, keys[i]) < 0)
      return FALSE;
  return TRUE;
}

static const char *
status_by_outcome (const HechaComparison *comparison, const HechaMemo *memo, guint32 project, int rule)
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
status_of_gone (const HechaComparison *comparison, const HechaMemo *memo)
{
  const char *key = hecha_memo_get (memo, HECHA_MEMO_PROJECT);
  int rule = rule_of (comparison, memo);
  gint64 project;

  if (strcmp (hecha_memo_get (memo, HECHA_MEMO_STATUS), "已整改") == 0)
    return "已整改";
  if (*key == '\0')
    return status_of_table (comparison, memo);
  project = hecha_comparison_project (comparison, key);
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
append_why (const HechaComparison *comparison, const HechaMemo *memo, GString *remark)
{
  int rule = rule_of (comparison, memo);
  gint64 project = hecha_comparison_project (comparison, hecha_memo_get (memo, HECHA_MEMO_PROJECT));
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
remark_of_gone (HechaComparison *comparison, const HechaMemo *memo, const char *status)
{
  g_autoptr (GString) remark = g_string_new (NULL);
  gint64 project = hecha_comparison_project (comparison, hecha_memo_get (memo, HECHA_MEMO_PROJECT));
  gboolean mended = strcmp (status, "已整改") == 0;

  if (!mended && (strcmp (hecha_memo_get (memo, HECHA_MEMO_CONCLUSION), "已整改") == 0
                  || hecha_says_mended (hecha_memo_get (memo, HECHA_MEMO_RESULT))))
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
hide_classified (const HechaComparison *comparison, HechaGone *gone)
{
  gint64 project = gone->project != NULL ? hecha_comparison_project (comparison, gone->project) : -1;

  if (project < 0 || !hecha_verdict_classified (comparison->verdict, (guint32) project))
    return;
  gone->unit = gone->name = gone->year = gone->files = gone->sheet = "";
  gone->message = "涉密项目，内容不在此列示";
  gone->amount = HECHA_NO_AMOUNT;
}

void
hecha_comparison_add_gone (HechaComparison *comparison, const HechaMemo *memo)
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
  gone.amount = hecha_memo_amount (memo);
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

void
hecha_comparison_sort_gone (HechaComparison *comparison)
{
  g_array_sort (comparison->previous->gone, by_number);
}
