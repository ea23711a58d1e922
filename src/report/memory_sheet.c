/* memory_sheet.c - 延续数据 and 延续项目: hidden sheets that --previous reads.
 *
 * People sort, filter and delete in the sheets they see; what the next quarter
 * must know of every finding, gone ones too, and of every project stands here
 * once more and out of their way.
 */
#include <string.h>

#include "report/discretion.h"
#include "report/memo.h"
#include "report/sheets.h"

/* As many as the sheets that people see; the rest would take gigabytes. */
enum { MAX_FINDINGS = HECHA_DIGEST_MAX_LISTED, MAX_GONE = 500000, MAX_PROJECTS = 200000 };

static void
put (HechaPage *page, guint column, const char *text)
{
  g_autofree char *clean = NULL;

  if (text == NULL || *text == '\0')
    return;
  clean = hecha_writable_text (text);
  hecha_page_check_cell (page, hecha_rows_text (page->rows, page->row, column, 0, clean));
}

static void
put_amount (HechaPage *page, gint64 amount)
{
  if (amount != HECHA_NO_AMOUNT)
    hecha_page_check_cell (page, hecha_rows_amount (page->rows, page->row, HECHA_MEMO_AMOUNT, 0,
                                                    amount));
}

static void
put_typed (HechaPage *page, const HechaHistory *history)
{
  put (page, HECHA_MEMO_CONCLUSION, history->conclusion);
  put (page, HECHA_MEMO_VERIFIER, history->verifier);
  put (page, HECHA_MEMO_OPINION, history->opinion);
  put (page, HECHA_MEMO_DEADLINE, history->deadline);
  put (page, HECHA_MEMO_MEASURES, history->measures);
  put (page, HECHA_MEMO_RESULT, history->result);
  put (page, HECHA_MEMO_RESPONSIBLE, history->responsible);
  put (page, HECHA_MEMO_UNIT_OPINION, history->unit_opinion);
  put (page, HECHA_MEMO_UNIT_EVIDENCE, history->unit_evidence);
  put (page, HECHA_MEMO_FINANCE_OPINION, history->finance_opinion);
  put (page, HECHA_MEMO_FINANCE_OFFICER, history->finance_officer);
  put (page, HECHA_MEMO_FINANCE_DAY, history->finance_day);
  put (page, HECHA_MEMO_FIRST_SEEN, history->first_seen);
}

/* The files of its cells, each once, "\n" between. */
static char *
files_of (const HechaLedger *ledger, const HechaFinding *finding)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < finding->n_evidence; i++)
    {
      const char *name;

      if (finding->evidence[i].table == HECHA_NO_TABLE)
        continue;
      name = hecha_ledger_file (ledger,
                                hecha_ledger_table (ledger, finding->evidence[i].table)->file)
               ->name;
      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, (gpointer) name);
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("\n", (char **) names->pdata);
}

static char *
related_of (const HechaLedger *ledger, const HechaFinding *finding)
{
  GString *keys = g_string_new (NULL);

  for (guint i = 0; i < finding->n_related; i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? "\n" : "",
                            hecha_ledger_project (ledger, finding->related[i])->key);
  return g_string_free (keys, FALSE);
}

static void
put_place (HechaPage *page, const HechaDigest *digest, const HechaFinding *finding)
{
  g_autofree char *files = files_of (digest->ledger, finding);
  g_autofree char *related = related_of (digest->ledger, finding);

  put (page, HECHA_MEMO_FILES, files);
  put (page, HECHA_MEMO_RELATED, related);
  if (finding->n_evidence > 0 && finding->evidence[0].table != HECHA_NO_TABLE)
    put (page, HECHA_MEMO_SHEET,
         hecha_ledger_table (digest->ledger, finding->evidence[0].table)->sheet);
}

static void
put_finding (HechaPage *page, const HechaDigest *digest, guint index, const char *edition,
             const char *quarter)
{
  const HechaFinding *finding = hecha_digest_finding (digest, index);
  const HechaRule *rule = hecha_digest_rule (digest, index);
  const HechaHistory *history = hecha_digest_history (digest, index);
  const HechaProject *project = hecha_finding_project (digest->verdict, finding);
  int year = hecha_finding_year (digest->verdict, finding);
  g_autofree char *year_text = year != 0 ? g_strdup_printf ("%d", year) : NULL;

  put (page, HECHA_MEMO_ID, finding->id);
  put (page, HECHA_MEMO_NUMBER, hecha_digest_number (digest, index));
  put (page, HECHA_MEMO_RULE, rule->id);
  put (page, HECHA_MEMO_DOCUMENT, rule->measure);
  put (page, HECHA_MEMO_EDITION, edition);
  put (page, HECHA_MEMO_PROJECT, project != NULL ? project->key : NULL);
  put (page, HECHA_MEMO_LEVEL, hecha_outcome_name ((HechaOutcome) finding->level));
  put (page, HECHA_MEMO_ARTICLE, rule->article);
  put (page, HECHA_MEMO_CHECK, rule->name);
  put (page, HECHA_MEMO_UNIT, hecha_finding_unit (digest->verdict, finding));
  put (page, HECHA_MEMO_NAME, hecha_finding_name (digest->verdict, finding));
  put (page, HECHA_MEMO_CODE, hecha_finding_code (digest->verdict, finding));
  put (page, HECHA_MEMO_YEAR, year_text);
  put_amount (page, hecha_finding_amount (digest->verdict, finding));
  put (page, HECHA_MEMO_FACT, hecha_report_message (digest->verdict, finding));
  put_place (page, digest, finding);
  if (history != NULL)
    {
      put (page, HECHA_MEMO_STATUS, history->status);
      put_typed (page, history);
    }
  if (history == NULL || history->first_seen == NULL || *history->first_seen == '\0')
    put (page, HECHA_MEMO_FIRST_SEEN, quarter);
  page->row++;
}

static void
put_gone (HechaPage *page, const HechaGone *gone)
{
  put (page, HECHA_MEMO_ID, gone->id);
  put (page, HECHA_MEMO_NUMBER, gone->number);
  put (page, HECHA_MEMO_RULE, gone->rule);
  put (page, HECHA_MEMO_DOCUMENT, gone->document);
  put (page, HECHA_MEMO_EDITION, gone->edition);
  put (page, HECHA_MEMO_PROJECT, gone->project);
  put (page, HECHA_MEMO_STATUS, gone->status);
  put (page, HECHA_MEMO_LEVEL, gone->level);
  put (page, HECHA_MEMO_ARTICLE, gone->article);
  put (page, HECHA_MEMO_CHECK, gone->check);
  put (page, HECHA_MEMO_UNIT, gone->unit);
  put (page, HECHA_MEMO_NAME, gone->name);
  put (page, HECHA_MEMO_CODE, gone->code);
  put (page, HECHA_MEMO_YEAR, gone->year);
  put_amount (page, gone->amount);
  put (page, HECHA_MEMO_FACT, gone->message);
  put (page, HECHA_MEMO_FILES, gone->files);
  put (page, HECHA_MEMO_SHEET, gone->sheet);
  put (page, HECHA_MEMO_RELATED, gone->related);
  put (page, HECHA_MEMO_CLOSED, gone->closed);
  put_typed (page, &gone->history);
  page->row++;
}

static void
open_hidden (HechaPage *page, HechaPad *pad, const char *name)
{
  memset (page, 0, sizeof *page);
  page->pad = pad;
  page->name = name;
  page->sheet = hecha_pad_add_sheet (pad, name, &page->rows);
  worksheet_hide (page->sheet);
}

/* All findings, whoever reads them; where they are too many, the gravest. */
static void
put_findings (HechaPage *page, const HechaDigest *digest, const GPtrArray *editions)
{
  guint n = hecha_verdict_n_findings (digest->verdict);
  gboolean all = n <= MAX_FINDINGS;
  g_autofree char *quarter = hecha_quarter_of (hecha_verdict_as_of (digest->verdict));

  for (guint i = 0; i < (all ? n : MIN (digest->findings->len, MAX_FINDINGS)); i++)
    {
      guint index = all ? i : g_array_index (digest->findings, guint, i);
      put_finding (page, digest, index,
                   g_ptr_array_index (editions, hecha_digest_finding (digest, index)->rule),
                   quarter);
    }
  if (all)
    return;
  put (page, HECHA_MEMO_NUMBER, HECHA_MEMORY_PARTIAL);
  page->row++;
}

static void
write_findings (HechaPad *pad, const HechaDigest *digest)
{
  g_autoptr (GPtrArray) editions = g_ptr_array_new_with_free_func (g_free);
  HechaPage page;

  open_hidden (&page, pad, HECHA_MEMORY_SHEET);
  for (guint i = 0; i < hecha_rules_n (digest->rules); i++)
    g_ptr_array_add (editions, hecha_rules_edition (digest->rules, i));
  for (guint i = 0; i < HECHA_N_MEMOS; i++)
    put (&page, i, hecha_memo_title ((HechaMemoField) i));
  page.row = 1;
  put_findings (&page, digest, editions);
  for (guint i = 0; i < MIN (digest->input->n_gone, MAX_GONE); i++)
    put_gone (&page, &digest->input->gone[i]);
}

/* Only where all find room: a project that is not here is taken for new. */
static void
write_projects (HechaPad *pad, const HechaDigest *digest)
{
  static const HechaMemoField fields[]
    = { HECHA_MEMO_PROJECT, HECHA_MEMO_CODE, HECHA_MEMO_UNIT, HECHA_MEMO_NAME };
  guint n = hecha_ledger_n_projects (digest->ledger);
  HechaPage page;

  if (n > MAX_PROJECTS)
    return;
  open_hidden (&page, pad, HECHA_MEMORY_PROJECTS);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    put (&page, i, hecha_memo_title (fields[i]));
  for (guint i = 0; i < n; i++)
    {
      const HechaProject *project = hecha_ledger_project (digest->ledger, i);
      gboolean classified = hecha_verdict_classified (digest->verdict, i);

      page.row++;
      put (&page, 0, project->key);
      put (&page, 1, project->code);
      put (&page, 2, classified ? NULL : project->unit);
      put (&page, 3, classified ? NULL : project->name);
    }
}

void
hecha_sheet_memory (HechaPad *pad, const HechaDigest *digest)
{
  write_findings (pad, digest);
  write_projects (pad, digest);
}
