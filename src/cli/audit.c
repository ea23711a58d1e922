/* hecha audit: a folder of workbooks in, the bureaus' reports out. */
#include <stdio.h>
#include <string.h>

#include "cli/batch.h"
#include "cli/batch_json.h"
#include "cli/command.h"
#include "cli/copies.h"
#include "cli/outputs.h"
#include "cli/single_output.h"
#include "cli/writing.h"

#define MANY_PROJECTS 100000u

typedef struct
{
  const HechaOptions *options;
  HechaBatch *batch;
  HechaOutputs *outputs;
  HechaPrevious *previous;     /* NULL without --previous */
  HechaReportInput input;
  char **numbers;
  GPtrArray *departments;      /* HechaDepartment */
  HechaCopies *copies;
} Audit;

/* ---- reports ---------------------------------------------------------------- */

static gboolean
write_audit (const HechaReportInput *input, const char *plain_unit, const char *path,
             GError **error)
{
  return hecha_report_write_audit (input, path, error);
}

static gboolean
write_finance (const HechaReportInput *input, const char *plain_unit, const char *path,
               GError **error)
{
  return hecha_report_write_finance (input, path, error);
}

static gboolean
write_findings (const HechaReportInput *input, const char *plain_unit, const char *path,
                GError **error)
{
  return hecha_report_write_findings (input, path, error);
}

static gboolean
write_ledger (const HechaReportInput *input, const char *plain_unit, const char *path,
              GError **error)
{
  return hecha_report_write_ledger (input->verdict, path, error);
}

static gboolean
write_outcomes (const HechaReportInput *input, const char *plain_unit, const char *path,
                GError **error)
{
  return hecha_report_write_outcomes (input->verdict, path, error);
}

static void
add_department_files (const Audit *audit, HechaWriting *writing)
{
  for (guint i = 0; i < audit->departments->len; i++)
    {
      const HechaDepartment *department = g_ptr_array_index (audit->departments, i);
      g_autofree char *list
          = g_strconcat ("问题核对单/", department->folder, "/核对单.xlsx", NULL);
      g_autofree char *notice = g_strconcat ("整改通知/", department->folder, ".xlsx", NULL);

      hecha_writing_add (writing, hecha_report_write_department, department->plain_unit, list);
      if (audit->input.with_previous)
        hecha_writing_add (writing, hecha_report_write_rectification, department->plain_unit,
                           notice);
    }
}

static HechaRecords
records_wanted (const Audit *audit)
{
  if (audit->options->records != HECHA_RECORDS_DEFAULT)
    return audit->options->records;
  return hecha_ledger_n_projects (audit->batch->ledger) > MANY_PROJECTS ? HECHA_RECORDS_FINDINGS
                                                                       : HECHA_RECORDS_ALL;
}

static void
add_records (const Audit *audit, HechaWriting *writing)
{
  HechaRecords records = records_wanted (audit);

  if (records == HECHA_RECORDS_NONE)
    return;
  hecha_writing_add (writing, write_findings, NULL, "findings.jsonl");
  if (records == HECHA_RECORDS_FINDINGS)
    return;
  hecha_writing_add (writing, write_ledger, NULL, "ledger.jsonl");
  hecha_writing_add (writing, write_outcomes, NULL, "outcomes.jsonl");
}

static gboolean
write_reports (Audit *audit, char **message)
{
  g_autoptr (HechaWriting) writing = hecha_writing_new (&audit->input, audit->outputs);

  hecha_writing_add (writing, write_audit, NULL, "审计局核查报告.xlsx");
  hecha_writing_add (writing, write_finance, NULL, "财政局核查报告.xlsx");
  add_department_files (audit, writing);
  add_records (audit, writing);
  return hecha_writing_run (writing, audit->options->jobs, message);
}

static gboolean
write_all (Audit *audit, char **message)
{
  g_autoptr (GError) error = NULL;

  audit->departments = hecha_report_departments (&audit->input);
  audit->copies
      = hecha_copies_make (audit->batch, &audit->input, audit->departments, audit->outputs);
  audit->input.marked_paths = (const char *const *) audit->copies->paths->pdata;
  audit->input.marked_notes = (const char *const *) audit->copies->notes->pdata;
  if (!write_reports (audit, message))
    return FALSE;
  if (!hecha_batch_json_write (audit->batch, &audit->input, audit->outputs, &error))
    {
      *message = g_strdup_printf ("“batch.json”未能写出：%s", error->message);
      return FALSE;
    }
  return hecha_outputs_publish (audit->outputs, message);
}

/* ---- what the terminal says --------------------------------------------------- */

static void
print_unread (const HechaBatch *batch)
{
  for (guint i = 0; i < batch->n_judged_files; i++)
    {
      const HechaExtract *file = hecha_ledger_file (batch->ledger, i);

      if (file->error != NULL)
        fprintf (stderr, "未能读取：%s：%s\n", file->name, file->error);
    }
}

/* Units are one only under the right 本县: said once, with what to do. */
static void
print_county (const HechaBatch *batch)
{
  g_autofree char *county = hecha_ledger_other_county (batch->ledger);

  if (county != NULL)
    fprintf (stderr,
             "注意：台账的填报单位多为“%s”，与单位名称对照表 units.ini 中“[地名] 本县”不同，同一单位可能被当作"
             "几个单位。请复制随程序提供的 units.ini，把其中的“阳城县;阳城”换成“%s”，再以 --units "
             "文件名 重新核查。\n",
             county, county);
}

/* 不属实 with a reason stays listed and does not count. */
static gboolean
counts (const Audit *audit, guint finding)
{
  return audit->input.histories == NULL || !audit->input.histories[finding].not_counted;
}

/* Of the findings that any of AUDIENCE receives. */
static guint
count_level (const Audit *audit, HechaOutcome level, guint audience)
{
  const HechaVerdict *verdict = audit->batch->verdict;
  guint n = 0;

  for (guint i = 0; i < hecha_verdict_n_findings (verdict); i++)
    {
      const HechaFinding *finding = hecha_verdict_finding (verdict, i);
      const HechaRule *rule = hecha_rules_get (hecha_verdict_rules (verdict), finding->rule);

      n += finding->level == level && (rule->audience & audience) != 0 && counts (audit, i);
    }
  return n;
}

/* All, and of these what the audit bureau's report holds: the other checks are for
 * the finance bureau or the departments alone. */
static void
print_levels (const Audit *audit)
{
  guint of_audit[HECHA_N_OUTCOMES], all[HECHA_N_OUTCOMES], elsewhere = 0;

  for (int level = HECHA_OUTCOME_HINT; level <= HECHA_OUTCOME_VIOLATION; level++)
    {
      all[level] = count_level (audit, (HechaOutcome) level, G_MAXUINT);
      of_audit[level] = count_level (audit, (HechaOutcome) level, HECHA_AUDIENCE_AUDIT);
      elsewhere += all[level] - of_audit[level];
    }
  printf ("反映的线索：违规 %u 条，疑点 %u 条，提示 %u 条（须核实后定性）。\n",
          all[HECHA_OUTCOME_VIOLATION], all[HECHA_OUTCOME_SUSPECT], all[HECHA_OUTCOME_HINT]);
  if (elsewhere > 0)
    printf ("其中列入审计局核查报告的：违规 %u 条，疑点 %u 条，提示 %u 条；其余只送财政局或部门。\n",
            of_audit[HECHA_OUTCOME_VIOLATION], of_audit[HECHA_OUTCOME_SUSPECT],
            of_audit[HECHA_OUTCOME_HINT]);
}

static guint
count_status (const Audit *audit, const char *status)
{
  guint n = 0;

  for (guint i = 0; i < hecha_verdict_n_findings (audit->batch->verdict); i++)
    n += g_strcmp0 (audit->input.histories[i].status, status) == 0;
  for (guint i = 0; i < audit->input.n_gone; i++)
    n += audit->input.gone[i].newly && strcmp (audit->input.gone[i].status, status) == 0;
  return n;
}

static void
print_movement (const Audit *audit)
{
  static const char *const statuses[] = { "新增", "持续", "持续(金额变化)", "复发", "已整改",
                                          "记录缺失", "文件缺失", "规则变更", "无法核查" };
  guint not_counted = 0;

  for (guint i = 0; i < hecha_previous_n_notes (audit->previous); i++)
    fprintf (stderr, "%s。\n", hecha_previous_note (audit->previous, i));
  printf ("与上次相比：");
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    printf ("%s%s %u 条", i > 0 ? "，" : "", statuses[i], count_status (audit, statuses[i]));
  printf ("。\n");
  for (guint i = 0; i < hecha_verdict_n_findings (audit->batch->verdict); i++)
    not_counted += !counts (audit, i);
  if (not_counted > 0)
    printf ("另有 %u 条核实为不属实并写明了理由，仍列在报告中，不计入以上条数。\n", not_counted);
}

static void
print_summary (const Audit *audit)
{
  const HechaBatch *batch = audit->batch;
  guint n_read = 0, n_projects = 0;
  char day[11];

  for (guint i = 0; i < batch->n_judged_files; i++)
    n_read += hecha_ledger_file (batch->ledger, i)->tables->len > 0;
  for (guint i = 0; i < hecha_ledger_n_projects (batch->ledger); i++)
    n_projects += batch->compared_only == NULL || !batch->compared_only[i];
  print_unread (batch);
  print_county (batch);
  printf ("核查日 %s：%u 个文件中读出台账 %u 个，项目 %u 个；未能读取的文件 %u 个。\n",
          hecha_day_format (audit->options->as_of, day), batch->n_judged_files, n_read,
          n_projects, batch->n_unread);
  print_levels (audit);
  printf ("结果在“%s”：\n  审计局核查报告.xlsx\n  财政局核查报告.xlsx\n"
          "  标注/          %u 份标注了问题单元格的台账\n"
          "  问题核对单/    %u 个部门\n",
          audit->options->output, audit->copies->n_marked, audit->departments->len);
  if (audit->previous != NULL)
    print_movement (audit);
}

static gboolean
any_at_level (const Audit *audit, HechaOutcome level)
{
  const HechaVerdict *verdict = audit->batch->verdict;

  for (guint i = 0; i < hecha_verdict_n_findings (verdict); i++)
    if (hecha_verdict_finding (verdict, i)->level >= level && counts (audit, i))
      return TRUE;
  return FALSE;
}

static void
audit_clear (Audit *audit)
{
  g_clear_pointer (&audit->departments, g_ptr_array_unref);
  g_clear_pointer (&audit->copies, hecha_copies_free);
  g_strfreev (audit->numbers);
  g_clear_pointer (&audit->previous, hecha_previous_free);
  hecha_outputs_free (audit->outputs);
  hecha_batch_free (audit->batch);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Audit, audit_clear)

/* Reads the earlier reports before anything else: a wrong file is said at once. */
static gboolean
load_previous (Audit *audit)
{
  g_autoptr (GError) error = NULL;

  if (audit->options->previous->len == 0)
    return TRUE;
  audit->previous = hecha_previous_load (audit->options->previous, &error);
  if (audit->previous == NULL)
    hecha_complain (HECHA_EXIT_USAGE, "%s", error->message);
  return audit->previous != NULL;
}

static gboolean
read_and_judge (Audit *audit, int *code)
{
  if (!hecha_batch_read (audit->batch, code))
    return FALSE;
  if (audit->previous != NULL)
    hecha_previous_match (audit->previous, audit->batch->ledger);
  if (!hecha_batch_judge (audit->batch, code))
    return FALSE;
  if (audit->previous != NULL)
    hecha_previous_compare (audit->previous, audit->batch->verdict);
  return TRUE;
}

static void
prepare_input (Audit *audit)
{
  const HechaPrevious *previous = audit->previous;

  audit->input.verdict = audit->batch->verdict;
  audit->numbers = hecha_report_numbers (
      audit->batch->verdict, previous != NULL ? hecha_previous_numbers (previous) : NULL,
      previous != NULL ? hecha_previous_taken_numbers (previous) : NULL);
  audit->input.numbers = (const char *const *) audit->numbers;
  if (previous != NULL)
    hecha_previous_apply (previous, &audit->input);
}

static gboolean
write_database (const char *path, gpointer ledger, GError **error)
{
  return hecha_ledger_save (ledger, path, error);
}

/* A ledger of an earlier run gives way: nobody types into it. */
static int
save_ledger (const Audit *audit)
{
  if (audit->options->ledger == NULL)
    return HECHA_EXIT_CLEAN;
  return hecha_single_output (audit->options->ledger, TRUE, write_database, audit->batch->ledger);
}

int
hecha_command_audit (const HechaOptions *options)
{
  g_auto (Audit) audit = { .options = options };
  g_autofree char *message = NULL;
  int code = HECHA_EXIT_CLEAN, saved;

  if (options->output == NULL)
    return hecha_complain (HECHA_EXIT_USAGE, "没有写结果放在哪里，请加 -o 文件夹");
  if (!load_previous (&audit))
    return HECHA_EXIT_USAGE;
  audit.batch = hecha_batch_new (options, TRUE, &code);
  if (audit.batch == NULL)
    return code;
  audit.outputs
      = hecha_outputs_begin (options->output, options->force, options->previous, &message);
  if (audit.outputs == NULL)
    return hecha_complain (HECHA_EXIT_OUTPUT, "%s", message);
  if (!read_and_judge (&audit, &code))
    return code;
  prepare_input (&audit);
  if (!write_all (&audit, &message))
    return hecha_complain (HECHA_EXIT_OUTPUT, "%s", message);
  print_summary (&audit);
  code = audit.copies->n_unwritten > 0 ? HECHA_EXIT_OUTPUT : HECHA_EXIT_CLEAN;
  saved = save_ledger (&audit);
  code = MAX (code, saved);
  if (any_at_level (&audit, options->fail_on))
    code = MAX (code, HECHA_EXIT_FINDINGS);
  if (audit.batch->n_unread > 0)
    code = MAX (code, HECHA_EXIT_UNREADABLE);
  return code;
}
