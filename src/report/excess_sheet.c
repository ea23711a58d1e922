/* excess_sheet.c - 超概超预算: a project a row, its amounts side by side, the
 * differences as live formulas. */
#include "report/discretion.h"
#include "report/sheets.h"
#include "report/topics.h"
#include "report/where.h"

enum { NAME = HECHA_TOPIC_FIRST_FREE, FIRST_AMOUNT, N_AMOUNTS = 7,
       FIRST_DIFFERENCE = FIRST_AMOUNT + N_AMOUNTS, N_DIFFERENCES = 6,
       COUNTED = FIRST_DIFFERENCE + N_DIFFERENCES, COUNTED_BEFORE, FACTS, EVIDENCE, N,
       N_PRINTED = FACTS };

G_STATIC_ASSERT ((int) COUNTED == (int) HECHA_EXCESS_COUNTED
                 && (int) COUNTED_BEFORE == (int) HECHA_EXCESS_COUNTED_BEFORE);

enum { ESTIMATE, REVIEWED, BUDGET, AWARD, CONTRACT, SETTLEMENT, FINAL };

static const HechaField fields[N_AMOUNTS]
  = { HECHA_FIELD_ESTIMATE,        HECHA_FIELD_REVIEWED_AMOUNT, HECHA_FIELD_BUDGET,
      HECHA_FIELD_AWARD_AMOUNT,    HECHA_FIELD_CONTRACT_AMOUNT, HECHA_FIELD_SETTLEMENT,
      HECHA_FIELD_FINAL_ACCOUNT };

/* Each difference is the first amount less the second. */
static const struct
{
  guint minuend, subtrahend;
} differences[N_DIFFERENCES] = { { BUDGET, ESTIMATE }, { BUDGET, REVIEWED },   { CONTRACT, ESTIMATE },
                                 { CONTRACT, BUDGET }, { FINAL, BUDGET }, { FINAL, ESTIMATE } };

#define AMOUNT_COLUMN(title) { title, 13.5, HECHA_LOOK_AMOUNT, FALSE, FALSE }

static const HechaPageColumn columns[] = {
  HECHA_TOPIC_COLUMNS,
  [NAME] = { "项目名称", 20, HECHA_LOOK_TEXT, FALSE, FALSE },
  [FIRST_AMOUNT + ESTIMATE] = AMOUNT_COLUMN ("概算（元）"),
  [FIRST_AMOUNT + REVIEWED] = AMOUNT_COLUMN ("评审（元）"),
  [FIRST_AMOUNT + BUDGET] = AMOUNT_COLUMN ("预算（元）"),
  [FIRST_AMOUNT + AWARD] = AMOUNT_COLUMN ("中标（元）"),
  [FIRST_AMOUNT + CONTRACT] = AMOUNT_COLUMN ("合同（元）"),
  [FIRST_AMOUNT + SETTLEMENT] = AMOUNT_COLUMN ("结算（元）"),
  [FIRST_AMOUNT + FINAL] = AMOUNT_COLUMN ("决算（元）"),
  [FIRST_DIFFERENCE + 0] = AMOUNT_COLUMN ("预算−概算"),
  [FIRST_DIFFERENCE + 1] = AMOUNT_COLUMN ("预算−评审"),
  [FIRST_DIFFERENCE + 2] = AMOUNT_COLUMN ("合同−概算"),
  [FIRST_DIFFERENCE + 3] = AMOUNT_COLUMN ("合同−预算"),
  [FIRST_DIFFERENCE + 4] = AMOUNT_COLUMN ("决算−预算"),
  [FIRST_DIFFERENCE + 5] = AMOUNT_COLUMN ("决算−概算"),
  [COUNTED] = AMOUNT_COLUMN ("计入超支合计（元）"),
  [COUNTED_BEFORE] = AMOUNT_COLUMN ("施行前另计（元）"),
  [FACTS] = { "发现的问题", 44, HECHA_LOOK_TEXT, FALSE, FALSE },
  [EVIDENCE] = { "证据", 26, HECHA_LOOK_LINK, FALSE, FALSE },
  [N] = { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

static void
write_difference (HechaPage *page, guint which, const gint64 *amounts)
{
  gint64 minuend = amounts[differences[which].minuend];
  gint64 subtrahend = amounts[differences[which].subtrahend];
  char first[HECHA_ADDRESS_SIZE], second[HECHA_ADDRESS_SIZE];
  g_autofree char *formula = NULL;

  hecha_address (page->row, FIRST_AMOUNT + differences[which].minuend, first);
  hecha_address (page->row, FIRST_AMOUNT + differences[which].subtrahend, second);
  formula = g_strdup_printf ("=%s-%s", first, second);
  if (minuend == HECHA_NO_AMOUNT || subtrahend == HECHA_NO_AMOUNT)
    hecha_page_text (page, FIRST_DIFFERENCE + which, NULL);
  else
    hecha_page_formula (page, FIRST_DIFFERENCE + which,
                        minuend > subtrahend ? HECHA_LOOK_TOTAL_AMOUNT : HECHA_LOOK_AMOUNT,
                        formula, (double) (minuend - subtrahend) / 100.0);
}

static void
write_amounts (HechaPage *page, const HechaProject *project)
{
  gint64 amounts[N_AMOUNTS];

  for (guint i = 0; i < N_AMOUNTS; i++)
    {
      amounts[i] = project != NULL ? hecha_project_amount (project, fields[i]) : HECHA_NO_AMOUNT;
      hecha_page_amount (page, FIRST_AMOUNT + i, HECHA_LOOK_AMOUNT, amounts[i]);
    }
  for (guint i = 0; i < N_DIFFERENCES; i++)
    write_difference (page, i, amounts);
}

/* Numbers and facts of all findings of the row, a line each. */
static void
write_facts (HechaPage *page, const HechaDigest *digest, const guint *indices, guint n)
{
  GString *numbers = g_string_new (NULL), *facts = g_string_new (NULL);
  GString *ids = g_string_new (NULL);
  gint64 counted[2] = { 0 };

  for (guint i = 0; i < n; i++)
    {
      const HechaFinding *finding = hecha_digest_finding (digest, indices[i]);
      const char *line = i > 0 ? "\n" : "";

      g_string_append_printf (numbers, "%s%s", line, hecha_digest_number (digest, indices[i]));
      g_string_append_printf (facts, "%s〔%s〕%s：%s", line,
                              hecha_outcome_name ((HechaOutcome) finding->level),
                              hecha_digest_rule (digest, indices[i])->name,
                              hecha_report_message (digest->verdict, finding));
      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", finding->id);
      if (finding->amount_kind == HECHA_AMOUNT_EXCESS)
        counted[finding->before_force == HECHA_FORCE_BEFORE] += digest->counted[indices[i]];
    }
  hecha_page_text (page, HECHA_TOPIC_NUMBER, numbers->str);
  hecha_page_text (page, HECHA_TOPIC_ID, ids->str);
  hecha_page_text (page, FACTS, facts->str);
  for (guint before = 0; before < 2; before++)
    hecha_page_amount (page, COUNTED + before, HECHA_LOOK_AMOUNT,
                       counted[before] != 0 ? counted[before] : HECHA_NO_AMOUNT);
  g_string_free (numbers, TRUE);
  g_string_free (facts, TRUE);
  g_string_free (ids, TRUE);
}

static void
write_project (HechaPage *page, const HechaDigest *digest, const guint *indices, guint n)
{
  const HechaFinding *finding = hecha_digest_finding (digest, indices[0]);
  const HechaProject *project = hecha_finding_project (digest->verdict, finding);
  gboolean classified = hecha_finding_classified (digest->verdict, finding);
  g_autofree char *where = hecha_where_first (digest->ledger, finding);
  g_autofree char *link = hecha_where_finding_link (digest->input, finding);

  hecha_page_text (page, HECHA_TOPIC_UNIT, hecha_digest_unit_shown (digest, indices[0]));
  hecha_topic_counts_of (page, digest, indices, n, HECHA_TOPIC_EXCESS);
  hecha_page_text (page, NAME,
                   project == NULL ? "（整张表）" : hecha_finding_name (digest->verdict, finding));
  write_amounts (page, classified ? NULL : project);
  write_facts (page, digest, indices, n);
  hecha_page_link (page, EVIDENCE, where, link);
  hecha_page_end_row (page, 2);
}

static guint
same_project (const HechaDigest *digest, const GArray *found, guint first)
{
  guint32 project = hecha_digest_finding (digest, g_array_index (found, guint, first))->project;
  guint n = 1;

  while (project != HECHA_NO_PROJECT && first + n < found->len
         && hecha_digest_finding (digest, g_array_index (found, guint, first + n))->project
              == project)
    n++;
  return n;
}

static void
write_total (HechaPage *page, const HechaDigest *digest, guint n_rows)
{
  hecha_page_span (page, 0, COUNTED - 1, HECHA_LOOK_TOTAL,
                   "超支金额合计（随筛选变化；同一项目有多笔超支的只计最大的一笔）");
  hecha_topic_sums (page, digest, COUNTED, n_rows, HECHA_AMOUNT_EXCESS);
  hecha_page_end_row (page, 1);
}

void
hecha_sheet_excess (HechaPad *pad, const HechaDigest *digest)
{
  g_autoptr (GArray) found = hecha_topic_findings (digest, HECHA_TOPIC_EXCESS);
  HechaPage page;

  hecha_page_open (&page, pad, hecha_topic_name (HECHA_TOPIC_EXCESS), columns,
                   HECHA_PAPER_LANDSCAPE);
  page.n_printed = N_PRINTED;
  hecha_page_title (&page, "超概算、超预算及金额差错");
  hecha_page_line (&page, HECHA_LOOK_NOTE,
                   "一个项目一行；差额为实时公式，正数（灰底）为超出。空白为台账没有数或看不清，不作零处理。");
  write_total (&page, digest, hecha_topic_n_rows (digest, HECHA_TOPIC_EXCESS));
  hecha_page_header (&page, NAME + 1);
  for (guint i = 0; i < found->len;)
    {
      guint n = same_project (digest, found, i);
      write_project (&page, digest, &g_array_index (found, guint, i), n);
      i += n;
    }
  hecha_page_filter (&page);
}
