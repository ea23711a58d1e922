/* department_report.c - 核对单.xlsx: what a department is asked to check and
 * answer, and nothing of any other department. */
#include <string.h>

#include "report/departments.h"
#include "report/discretion.h"
#include "report/sheets.h"
#include "report/unit_lines.h"
#include "report/where.h"

enum { INDEX, NUMBER, LEVEL, NAME, FACT, AMOUNT, EVIDENCE, GROUND, REMEDY, OPINION, PROOF,
       COPY, CODE, ID, FOLDED, N, N_PRINTED = COPY };

/* Where the bureaus' copies stand; a department's folder repeats the rest. */
#define MARKED_FOLDER "标注/"

static const HechaPageColumn columns[] = {
  [INDEX] = { "序号", 5, HECHA_LOOK_CENTER, FALSE, FALSE },
  [NUMBER] = { "编号", 16, HECHA_LOOK_CENTER, FALSE, FALSE },
  [LEVEL] = { "级别", 6.5, HECHA_LOOK_CENTER, FALSE, FALSE },
  [NAME] = { "项目名称", 20, HECHA_LOOK_TEXT, FALSE, FALSE },
  [FACT] = { "事实", 36, HECHA_LOOK_TEXT, FALSE, FALSE },
  [AMOUNT] = { "金额（元）", 14, HECHA_LOOK_AMOUNT, FALSE, FALSE },
  [EVIDENCE] = { "位置", 24, HECHA_LOOK_TEXT, FALSE, FALSE },
  [GROUND] = { "依据", 28, HECHA_LOOK_TEXT, FALSE, FALSE },
  [REMEDY] = { "整改建议", 22, HECHA_LOOK_TEXT, FALSE, FALSE },
  [OPINION] = { "单位意见", 22, HECHA_LOOK_INPUT, TRUE, FALSE },
  [PROOF] = { "佐证", 16, HECHA_LOOK_INPUT, TRUE, FALSE },
  [COPY] = { "打开标注副本", 40, HECHA_LOOK_LINK, FALSE, FALSE },
  [CODE] = { "项目编号", 16, HECHA_LOOK_TEXT, FALSE, FALSE },
  [ID] = { "问题标识", 18, HECHA_LOOK_TEXT, FALSE, TRUE },
  [FOLDED] = { "合并问题标识", 18, HECHA_LOOK_TEXT, FALSE, TRUE },
  [N] = { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

/* Indices of the findings this department is shown. */
static GArray *
gather_own (const HechaReportInput *input, const char *plain_unit)
{
  const HechaVerdict *verdict = input->verdict;
  const HechaRules *rules = hecha_verdict_rules (verdict);
  GArray *own = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first, n;

  hecha_department_range (verdict, plain_unit, &first, &n);
  for (guint i = first; i < first + n; i++)
    if (hecha_rules_get (rules, hecha_verdict_finding (verdict, i)->rule)->audience
        & HECHA_AUDIENCE_DEPARTMENT)
      g_array_append_val (own, i);
  return own;
}

/* The department's name as its own workbooks write it. */
static const char *
written_name (const HechaVerdict *verdict, const GArray *own, const char *plain_unit)
{
  for (guint i = 0; i < own->len; i++)
    {
      const char *unit = hecha_finding_unit (
        verdict, hecha_verdict_finding (verdict, g_array_index (own, guint, i)));
      if (*unit != '\0')
        return unit;
    }
  return *plain_unit != '\0' ? plain_unit : "未载明单位";
}

/* The department's own copy, where its folder holds one already. */
static char *
own_copy (const HechaReportInput *input, const HechaFinding *finding, const char *folder)
{
  const HechaLedger *ledger = hecha_verdict_ledger (input->verdict);
  const HechaEvidence *evidence = finding->evidence;
  const HechaTable *table;
  const char *marked;
  g_autofree char *path = NULL;

  if (input->marked_paths == NULL || finding->n_evidence == 0
      || evidence->table == HECHA_NO_TABLE
      || !hecha_report_evidence_is_own (input->verdict, finding, evidence))
    return NULL;
  table = hecha_ledger_table (ledger, evidence->table);
  marked = input->marked_paths[table->file];
  if (marked == NULL || !g_str_has_prefix (marked, MARKED_FOLDER))
    return NULL;
  marked += strlen (MARKED_FOLDER);
  path = g_build_filename (folder, marked, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  return hecha_where_link (marked, table->sheet, evidence->row, evidence->column);
}

static void
write_ground (HechaPage *page, const HechaRule *rule)
{
  const char *gist = rule->gist != NULL && *rule->gist != '\0' ? rule->gist : rule->name;

  if (*rule->article == '\0')
    hecha_page_textf (page, GROUND, "台账填报要求：%s", gist);
  else
    hecha_page_textf (page, GROUND, "%s%s：%s", rule->measure, rule->article, gist);
}

static const char *
subject_of (const HechaVerdict *verdict, const HechaFinding *finding)
{
  if (hecha_finding_classified (verdict, finding))
    return "（涉密项目）";
  return finding->project == HECHA_NO_PROJECT ? "（整张表）"
                                              : hecha_finding_name (verdict, finding);
}

static void
write_finding (HechaPage *page, const HechaReportInput *input, guint index, guint number,
               const char *folder)
{
  const HechaVerdict *verdict = input->verdict;
  const HechaFinding *finding = hecha_verdict_finding (verdict, index);
  const HechaRule *rule = hecha_rules_get (hecha_verdict_rules (verdict), finding->rule);
  const HechaHistory *history = input->histories != NULL ? &input->histories[index] : NULL;
  g_autofree char *where = hecha_where_all (verdict, finding, TRUE, 5);
  g_autofree char *link = own_copy (input, finding, folder);
  g_autofree char *first
    = link != NULL ? hecha_where_first (hecha_verdict_ledger (verdict), finding) : NULL;
  g_autofree char *message = hecha_report_message_for_department (verdict, finding);

  if (number > 0)
    hecha_page_textf (page, INDEX, "%u", number);
  else
    hecha_page_text (page, INDEX, NULL);
  hecha_page_text (page, NUMBER, input->numbers != NULL ? input->numbers[index] : NULL);
  hecha_sheet_level (page, LEVEL, finding->level);
  hecha_page_text (page, NAME, subject_of (verdict, finding));
  hecha_page_text (page, FACT, message);
  hecha_page_amount (page, AMOUNT, HECHA_LOOK_AMOUNT,
                     hecha_finding_is_shared (verdict, finding)
                       ? HECHA_NO_AMOUNT
                       : hecha_finding_amount (verdict, finding));
  hecha_page_text (page, EVIDENCE, where);
  hecha_page_link (page, COPY, first, link);
  write_ground (page, rule);
  hecha_page_text (page, REMEDY, rule->remedy);
  hecha_page_text (page, OPINION, history != NULL ? history->unit_opinion : NULL);
  hecha_page_text (page, PROOF, history != NULL ? history->unit_evidence : NULL);
  hecha_page_text (page, CODE, hecha_finding_code (verdict, finding));
  hecha_page_text (page, ID, finding->id);
  hecha_page_end_row (page, 3);
}

/* The department answers once for all that the line stands for. */
static void
write_line (HechaPage *page, const HechaReportInput *input, const HechaListRow *line,
            guint number)
{
  const HechaVerdict *verdict = input->verdict;
  const HechaFinding *finding = hecha_verdict_finding (verdict, line->index);
  const HechaRule *rule = hecha_rules_get (hecha_verdict_rules (verdict), finding->rule);
  const HechaHistory common = hecha_unit_line_history (input->histories, line);
  g_autofree char *names = hecha_unit_line_names (verdict, line);
  g_autofree char *fact = hecha_unit_line_fact (verdict, line);
  g_autofree char *ids = hecha_unit_line_ids (verdict, line);

  for (guint i = 0; i < N; i++)
    hecha_page_text (page, i, NULL);
  hecha_page_textf (page, INDEX, "%u", number);
  hecha_sheet_level (page, LEVEL, hecha_unit_line_level (verdict, line));
  hecha_page_text (page, NAME, names);
  hecha_page_text (page, FACT, fact);
  write_ground (page, rule);
  hecha_page_text (page, REMEDY, rule->remedy);
  hecha_page_text (page, OPINION, common.unit_opinion);
  hecha_page_text (page, PROOF, common.unit_evidence);
  hecha_page_text (page, FOLDED, ids);
  hecha_page_end_row (page, 3);
}

static gconstpointer
same_department (guint index G_GNUC_UNUSED, gpointer data)
{
  return data;
}

/* Lines and single findings are numbered; what is folded is not. */
static void
write_findings (HechaPage *page, const HechaReportInput *input, const GArray *own,
                const char *folder)
{
  g_autoptr (GArray) rows
      = hecha_unit_lines (input->verdict, own, same_department, (gpointer) own);
  guint number = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const HechaListRow *row = &g_array_index (rows, HechaListRow, i);

      hecha_unit_line_fold (page, row);
      if (row->n_folded > 0)
        write_line (page, input, row, ++number);
      else
        write_finding (page, input, row->index, row->folded ? 0 : ++number, folder);
    }
}

static void
write_heading (HechaPage *page, const char *unit, const HechaRules *rules)
{
  g_autofree char *title = g_strdup_printf ("%s智慧城市建设项目问题核对单（征求意见）", unit);
  g_autofree char *measures = hecha_sheet_measures (rules);

  hecha_page_title (page, title);
  hecha_page_linef (page, HECHA_LOOK_SUBTITLE, "核查日：%s　　依据：%s", page->pad->as_of,
                    measures);
  hecha_page_line (page, HECHA_LOOK_WARNING,
                   "以下为贵单位报送的台账所反映的线索，尚未定性。请逐条核对：属实的，请写明整改打算；"
                   "与实际不符的，请在“单位意见”中说明，并在“佐证”中列出文件名称和文号。"
                   "台账填报有误的，请一并更正台账后重新报送。");
}

gboolean
hecha_report_write_department (const HechaReportInput *input, const char *plain_unit,
                               const char *path, GError **error)
{
  g_autoptr (GArray) own = gather_own (input, plain_unit);
  g_autofree char *folder = g_path_get_dirname (path);
  HechaPad *pad = hecha_pad_open (path, "核对单", "智慧城市建设项目问题核对单",
                                  hecha_verdict_as_of (input->verdict));
  HechaPage page;

  hecha_page_open (&page, pad, "核对单", columns, HECHA_PAPER_LANDSCAPE);
  page.n_printed = N_PRINTED;
  write_heading (&page, written_name (input->verdict, own, plain_unit),
                 hecha_verdict_rules (input->verdict));
  hecha_page_header (&page, LEVEL);
  write_findings (&page, input, own, folder);
  hecha_page_filter (&page);
  hecha_page_end_row (&page, 1);
  hecha_page_line (&page, HECHA_LOOK_PLAIN,
                   "单位（盖章）：　　　　　　　　　　填表人：　　　　　　　　　　负责人：　　　　　　　　　　"
                   "日期：　　　　年　　月　　日");
  hecha_page_print_to_here (&page);
  return hecha_pad_close (pad, error);
}
