#include "cli/marking.h"

#include <string.h>

struct _HechaMarking
{
  const HechaReportInput *input;
  GHashTable *files;   /* file -> GArray of guint: findings with a cell in it */
  gboolean for_department;
  char *heading;
};

struct _HechaFileMarks
{
  const HechaMarking *marking;
  guint file;
  GArray *marks;       /* HechaMark */
  GArray *lines;       /* HechaMarkLine */
  GStringChunk *pool;
};

GArray *
hecha_marking_findings (const HechaVerdict *verdict, guint audience)
{
  GArray *findings = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < hecha_verdict_n_findings (verdict); i++)
    {
      const HechaFinding *finding = hecha_verdict_finding (verdict, i);

      if (hecha_rules_get (hecha_verdict_rules (verdict), finding->rule)->audience & audience)
        g_array_append_val (findings, i);
    }
  return findings;
}

static const char *
message_of (HechaFileMarks *file, const HechaFinding *finding)
{
  const HechaMarking *marking = file->marking;
  const HechaVerdict *verdict = marking->input->verdict;
  g_autofree char *message = NULL;

  if (!marking->for_department)
    return hecha_report_message (verdict, finding);
  message = hecha_report_message_for_department (verdict, finding);
  return g_string_chunk_insert (file->pool, message);
}

/* What stands in the cell's comment. */
static const char *
comment_text (HechaFileMarks *file, guint index, const HechaFinding *finding,
              const HechaRule *rule)
{
  g_autofree char *text = g_strdup_printf (
      "【%s】%s（%s%s%s）\n%s\n怎么办：%s", hecha_outcome_name ((HechaOutcome) finding->level),
      rule->name, file->marking->input->numbers[index], *rule->article != '\0' ? " " : "",
      rule->article, message_of (file, finding), rule->remedy);

  return g_string_chunk_insert (file->pool, text);
}

static gboolean
marked_already (const HechaFinding *finding, guint evidence)
{
  const HechaEvidence *cell = &finding->evidence[evidence];

  for (guint i = 0; i < evidence; i++)
    if (finding->evidence[i].table == cell->table && finding->evidence[i].row == cell->row
        && finding->evidence[i].column == cell->column)
      return TRUE;
  return FALSE;
}

static void
add_line (HechaFileMarks *file, guint index, const HechaFinding *finding, const HechaRule *rule,
          const HechaTable *table, const HechaEvidence *cell)
{
  const HechaReportInput *input = file->marking->input;
  const HechaVerdict *verdict = input->verdict;
  HechaMarkLine line = { 0 };

  line.sheet_index = table->sheet_index;
  line.row = cell->row;
  line.column = cell->column;
  line.level = finding->level;
  line.number = input->numbers[index];
  line.project = "";
  if (finding->project != HECHA_NO_PROJECT
      && !hecha_verdict_classified (verdict, finding->project))
    line.project = hecha_ledger_project (hecha_verdict_ledger (verdict), finding->project)->name;
  line.rule_name = rule->name;
  line.article = rule->article;
  line.message = message_of (file, finding);
  line.remedy = rule->remedy;
  g_array_append_val (file->lines, line);
}

static gboolean
has_line (const HechaFileMarks *file, const char *number)
{
  return file->lines->len > 0
         && g_array_index (file->lines, HechaMarkLine, file->lines->len - 1).number == number;
}

/* The finding's cell is marked, in its table's file. */
static gboolean
is_marked (const HechaMarking *marking, const HechaFinding *finding, guint evidence)
{
  return !marked_already (finding, evidence)
         && !(marking->for_department
              && !hecha_report_evidence_is_own (marking->input->verdict, finding,
                                                &finding->evidence[evidence]));
}

/* The marks of one finding in one file. */
static void
add_finding (HechaFileMarks *file, guint index)
{
  const HechaVerdict *verdict = file->marking->input->verdict;
  const HechaFinding *finding = hecha_verdict_finding (verdict, index);
  const HechaRule *rule = hecha_rules_get (hecha_verdict_rules (verdict), finding->rule);
  const char *comment = comment_text (file, index, finding, rule);

  for (guint i = 0; i < finding->n_evidence; i++)
    {
      const HechaEvidence *cell = &finding->evidence[i];
      const HechaTable *table
          = hecha_ledger_table (hecha_verdict_ledger (verdict), cell->table);
      HechaMark mark = { table->sheet_index, cell->row, cell->column, finding->level, comment };

      if (table->file != file->file || !is_marked (file->marking, finding, i))
        continue;
      if (!has_line (file, file->marking->input->numbers[index]))
        add_line (file, index, finding, rule, table, cell);
      g_array_append_val (file->marks, mark);
    }
}

static int
compare_marks (gconstpointer left, gconstpointer right)
{
  const HechaMark *a = left, *b = right;

  if (a->sheet_index != b->sheet_index)
    return a->sheet_index < b->sheet_index ? -1 : 1;
  if (a->row != b->row)
    return a->row < b->row ? -1 : 1;
  if (a->column != b->column)
    return a->column < b->column ? -1 : 1;
  return a->level > b->level ? -1 : a->level < b->level;
}

/* Marks of one cell become one: the gravest level, all comments. */
static void
fold_marks (HechaFileMarks *file)
{
  GArray *marks = file->marks;
  guint n = 0;

  g_array_sort (marks, compare_marks);
  for (guint i = 0; i < marks->len;)
    {
      HechaMark mark = g_array_index (marks, HechaMark, i);
      g_autoptr (GString) comment = g_string_new (mark.comment);
      guint j = i + 1;

      for (; j < marks->len; j++)
        {
          const HechaMark *other = &g_array_index (marks, HechaMark, j);

          if (other->sheet_index != mark.sheet_index || other->row != mark.row
              || other->column != mark.column)
            break;
          g_string_append_printf (comment, "\n\n%s", other->comment);
        }
      if (j > i + 1)
        mark.comment = g_string_chunk_insert (file->pool, comment->str);
      g_array_index (marks, HechaMark, n++) = mark;
      i = j;
    }
  g_array_set_size (marks, n);
}

static char *
make_heading (const HechaVerdict *verdict)
{
  const HechaRules *rules = hecha_verdict_rules (verdict);
  GString *heading = g_string_new ("核查日 ");
  char day[11];

  g_string_append (heading, hecha_day_format (hecha_verdict_as_of (verdict), day));
  g_string_append (heading, "，依据");
  for (guint i = 0; i < hecha_rules_n_packs (rules); i++)
    g_string_append_printf (heading, "%s%s", i > 0 ? "、" : "", hecha_rules_pack_title (rules, i));
  g_string_append (heading, "。以下为台账反映的线索，须核实后定性。");
  return g_string_free (heading, FALSE);
}

/* Notes the finding in every file where it marks a cell. */
static void
note_finding (HechaMarking *marking, guint index)
{
  const HechaVerdict *verdict = marking->input->verdict;
  const HechaFinding *finding = hecha_verdict_finding (verdict, index);

  for (guint i = 0; i < finding->n_evidence; i++)
    {
      guint file = hecha_ledger_table (hecha_verdict_ledger (verdict),
                                       finding->evidence[i].table)->file;
      GArray *list = g_hash_table_lookup (marking->files, GUINT_TO_POINTER (file));

      if (!is_marked (marking, finding, i))
        continue;
      if (list == NULL)
        {
          list = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (marking->files, GUINT_TO_POINTER (file), list);
        }
      if (list->len == 0 || g_array_index (list, guint, list->len - 1) != index)
        g_array_append_val (list, index);
    }
}

HechaMarking *
hecha_marking_new (const HechaReportInput *input, const GArray *findings,
                   gboolean for_department)
{
  HechaMarking *marking = g_new0 (HechaMarking, 1);

  marking->input = input;
  marking->for_department = for_department;
  marking->files = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  marking->heading = make_heading (input->verdict);
  for (guint i = 0; i < findings->len; i++)
    note_finding (marking, g_array_index (findings, guint, i));
  return marking;
}

void
hecha_marking_free (HechaMarking *marking)
{
  if (marking == NULL)
    return;
  g_hash_table_unref (marking->files);
  g_free (marking->heading);
  g_free (marking);
}

static int
compare_files (gconstpointer left, gconstpointer right)
{
  guint a = *(const guint *) left, b = *(const guint *) right;

  return a < b ? -1 : a > b;
}

GArray *
hecha_marking_files (const HechaMarking *marking)
{
  GArray *files = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, marking->files);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint file = GPOINTER_TO_UINT (key);

      g_array_append_val (files, file);
    }
  g_array_sort (files, compare_files);
  return files;
}

HechaFileMarks *
hecha_marking_file (const HechaMarking *marking, guint file, HechaMarkJob *job)
{
  const GArray *findings = g_hash_table_lookup (marking->files, GUINT_TO_POINTER (file));
  const HechaLedger *ledger = hecha_verdict_ledger (marking->input->verdict);
  HechaFileMarks *marks = g_new0 (HechaFileMarks, 1);

  marks->marking = marking;
  marks->file = file;
  marks->marks = g_array_new (FALSE, FALSE, sizeof (HechaMark));
  marks->lines = g_array_new (FALSE, FALSE, sizeof (HechaMarkLine));
  marks->pool = g_string_chunk_new (4096);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    add_finding (marks, g_array_index (findings, guint, i));
  fold_marks (marks);
  memset (job, 0, sizeof *job);
  job->source_sha256 = hecha_ledger_file (ledger, file)->sha256;
  job->heading = marking->heading;
  job->marks = (const HechaMark *) (gconstpointer) marks->marks->data;
  job->n_marks = marks->marks->len;
  job->lines = (const HechaMarkLine *) (gconstpointer) marks->lines->data;
  job->n_lines = marks->lines->len;
  return marks;
}

void
hecha_file_marks_free (HechaFileMarks *marks)
{
  if (marks == NULL)
    return;
  g_array_unref (marks->marks);
  g_array_unref (marks->lines);
  g_string_chunk_free (marks->pool);
  g_free (marks);
}
