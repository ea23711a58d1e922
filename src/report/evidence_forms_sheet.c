/* evidence_forms_sheet.c - 取证单: a printed page per project, its findings
 * with fact, ground and cells; opinions and signatures left blank. */
#include <string.h>

#include "report/discretion.h"
#include "report/sheets.h"
#include "report/where.h"

/* Excel keeps 1,023 manual page breaks; nobody prints more anyway. */
enum { MAX_FORMS = 500, MAX_EVIDENCE = 12, LAST = 4 };

static const HechaPageColumn columns[] = {
  { "", 11, HECHA_LOOK_TEXT, FALSE, FALSE }, { "", 22, HECHA_LOOK_TEXT, FALSE, FALSE },
  { "", 13, HECHA_LOOK_TEXT, FALSE, FALSE }, { "", 13, HECHA_LOOK_TEXT, FALSE, FALSE },
  { "", 18, HECHA_LOOK_TEXT, FALSE, FALSE }, { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

/* The findings of one project, FIRST to FIRST + N - 1 of INDICES. */
typedef struct
{
  guint first, n;
  guint8 worst;
} Form;

/* Findings as a form wants them: by project, hints left out. */
static GArray *
gather_indices (const HechaDigest *digest)
{
  GArray *indices = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < digest->findings->len; i++)
    {
      guint index = g_array_index (digest->findings, guint, i);
      if (hecha_digest_finding (digest, index)->level > HECHA_OUTCOME_HINT
          && hecha_digest_is_counted (digest, index))
        g_array_append_val (indices, index);
    }
  return indices;
}

static gint
by_project (gconstpointer a, gconstpointer b, gpointer data)
{
  const HechaDigest *digest = data;
  guint first = *(const guint *) a, second = *(const guint *) b;
  guint32 one = hecha_digest_finding (digest, first)->project;
  guint32 other = hecha_digest_finding (digest, second)->project;

  if (one != other)
    return one < other ? -1 : 1;
  return first < second ? -1 : first > second;
}

static gboolean
same_form (const HechaDigest *digest, guint first, guint second)
{
  const HechaFinding *one = hecha_digest_finding (digest, first);
  const HechaFinding *other = hecha_digest_finding (digest, second);

  return one->project != HECHA_NO_PROJECT ? one->project == other->project
                                          : other->project == HECHA_NO_PROJECT
                                              && one->evidence[0].table == other->evidence[0].table;
}

static gint
gravest_form_first (gconstpointer a, gconstpointer b)
{
  const Form *first = a, *second = b;

  if (first->worst != second->worst)
    return (int) second->worst - (int) first->worst;
  return first->first < second->first ? -1 : 1;
}

static gint
in_order (gconstpointer a, gconstpointer b)
{
  return ((const Form *) a)->first < ((const Form *) b)->first ? -1 : 1;
}

static GArray *
gather_forms (const HechaDigest *digest, const GArray *indices)
{
  GArray *forms = g_array_new (FALSE, FALSE, sizeof (Form));

  for (guint i = 0; i < indices->len; i++)
    {
      guint index = g_array_index (indices, guint, i);
      guint8 level = hecha_digest_finding (digest, index)->level;
      Form form = { i, 1, level };
      Form *last = forms->len > 0 ? &g_array_index (forms, Form, forms->len - 1) : NULL;

      if (last != NULL
          && same_form (digest, g_array_index (indices, guint, last->first), index))
        {
          last->n++;
          last->worst = MAX (last->worst, level);
        }
      else
        g_array_append_val (forms, form);
    }
  return forms;
}

/* ---- one form ------------------------------------------------------------- */

static void
write_row (HechaPage *page, const char *label, const char *text, guint min_lines)
{
  hecha_page_text_as (page, 0, HECHA_LOOK_LABEL, label);
  hecha_page_span (page, 1, LAST, HECHA_LOOK_TEXT, text);
  hecha_page_end_row (page, min_lines);
}

static void
write_subject (HechaPage *page, const HechaDigest *digest, guint index)
{
  const HechaFinding *finding = hecha_digest_finding (digest, index);
  const HechaProject *project = hecha_finding_project (digest->verdict, finding);
  gboolean classified = hecha_finding_classified (digest->verdict, finding);
  const char *name = classified        ? "（涉密项目）"
                     : project == NULL ? "（整张表）"
                                       : project->name;

  hecha_page_text_as (page, 0, HECHA_LOOK_LABEL, "项目名称");
  hecha_page_span (page, 1, 2, HECHA_LOOK_TEXT, name);
  hecha_page_text_as (page, 3, HECHA_LOOK_LABEL, "项目编号");
  hecha_page_text (page, 4, hecha_finding_code (digest->verdict, finding));
  hecha_page_end_row (page, 1);
  hecha_page_text_as (page, 0, HECHA_LOOK_LABEL, "被审计单位");
  hecha_page_span (page, 1, 2, HECHA_LOOK_TEXT, hecha_digest_unit_shown (digest, index));
  hecha_page_text_as (page, 3, HECHA_LOOK_LABEL, "核查日");
  hecha_page_text (page, 4, page->pad->as_of);
  hecha_page_end_row (page, 1);
}

static char *
joined (const HechaDigest *digest, const GArray *indices, const Form *form,
        char *(*line) (const HechaDigest *digest, guint index))
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < form->n; i++)
    {
      g_autofree char *text
        = line (digest, g_array_index (indices, guint, form->first + i));
      if (strstr (out->str, text) != NULL)
        continue;
      g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", text);
    }
  return g_string_free (out, FALSE);
}

static char *
matter_line (const HechaDigest *digest, guint index)
{
  return g_strdup_printf ("〔%s〕%s（%s）", hecha_digest_number (digest, index),
                          hecha_digest_rule (digest, index)->name,
                          hecha_outcome_name (
                            (HechaOutcome) hecha_digest_finding (digest, index)->level));
}

static char *
fact_line (const HechaDigest *digest, guint index)
{
  const HechaFinding *finding = hecha_digest_finding (digest, index);

  return g_strdup_printf ("· %s", hecha_report_message (digest->verdict, finding));
}

static char *
ground_line (const HechaDigest *digest, guint index)
{
  const HechaRule *rule = hecha_digest_rule (digest, index);

  if (*rule->article == '\0')
    return g_strdup_printf ("· 台账自身：%s", rule->gist != NULL ? rule->gist : rule->name);
  return g_strdup_printf ("· %s%s：%s", rule->measure, rule->article,
                          rule->gist != NULL ? rule->gist : rule->name);
}

static void
write_ordinal (HechaPage *page, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  hecha_page_text_as (page, 0, HECHA_LOOK_CENTER, text);
}

static void
write_evidence (HechaPage *page, const HechaDigest *digest, const GArray *indices,
                const Form *form)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint left_out = 0;

  hecha_page_text_as (page, 0, HECHA_LOOK_HEADER, "证据");
  hecha_page_span (page, 1, 2, HECHA_LOOK_HEADER, "文件 › 表 › 单元格");
  hecha_page_text_as (page, 3, HECHA_LOOK_HEADER, "字段");
  hecha_page_text_as (page, 4, HECHA_LOOK_HEADER, "原始值");
  hecha_page_end_row (page, 1);
  for (guint i = 0; i < form->n; i++)
    {
      const HechaFinding *finding
        = hecha_digest_finding (digest, g_array_index (indices, guint, form->first + i));
      for (guint j = 0; j < finding->n_evidence; j++)
        {
          const HechaEvidence *evidence = &finding->evidence[j];
          g_autofree char *cell = hecha_where_cell (digest->ledger, evidence);
          const char *field = evidence->field == HECHA_FIELD_NONE
                                ? ""
                                : hecha_field_name ((HechaField) evidence->field);

          if (g_hash_table_contains (seen, cell))
            continue;
          if (g_hash_table_size (seen) >= MAX_EVIDENCE)
            {
              left_out++;
              continue;
            }
          write_ordinal (page, g_hash_table_size (seen) + 1);
          hecha_page_span (page, 1, 2, HECHA_LOOK_TEXT, cell);
          hecha_page_text (page, 3, field);
          hecha_page_text (page, 4, hecha_where_raw (digest->verdict, finding, evidence));
          hecha_page_end_row (page, 1);
          g_hash_table_add (seen, g_steal_pointer (&cell));
        }
    }
  if (left_out > 0)
    hecha_page_linef (page, HECHA_LOOK_NOTE, "另有 %u 处证据见“问题清单”及标注工作簿。", left_out);
}

static void
write_signatures (HechaPage *page)
{
  write_row (page, "审计意见", "", 4);
  write_row (page, "单位意见", "\n\n\n（盖章）　　　　　负责人：　　　　　　　年　　月　　日", 4);
  hecha_page_line (page, HECHA_LOOK_PLAIN,
                   "取证人：　　　　　　　复核人：　　　　　　　取证日期：　　　年　　月　　日");
}

static void
write_form (HechaPage *page, const HechaDigest *digest, const GArray *indices, const Form *form,
            guint number)
{
  g_autofree char *matter = joined (digest, indices, form, matter_line);
  g_autofree char *fact = joined (digest, indices, form, fact_line);
  g_autofree char *ground = joined (digest, indices, form, ground_line);

  hecha_page_title (page, "审 计 取 证 单");
  hecha_page_linef (page, HECHA_LOOK_SUBTITLE,
                    "第 %u 号　　台账反映的线索，须核实后定性", number);
  write_subject (page, digest, g_array_index (indices, guint, form->first));
  write_row (page, "审计事项", matter, 1);
  write_row (page, "事实摘要", fact, 3);
  write_row (page, "依据", ground, 2);
  write_evidence (page, digest, indices, form);
  write_signatures (page);
}

void
hecha_sheet_evidence_forms (HechaPad *pad, const HechaDigest *digest)
{
  g_autoptr (GArray) indices = gather_indices (digest);
  g_autoptr (GArray) forms = NULL;
  lxw_row_t breaks[MAX_FORMS + 2] = { 0 };
  HechaPage page;
  guint all, n_breaks = 0;

  g_array_sort_with_data (indices, by_project, (gpointer) digest);
  forms = gather_forms (digest, indices);
  all = forms->len;
  if (all > MAX_FORMS)
    {
      g_array_sort (forms, gravest_form_first);
      g_array_set_size (forms, MAX_FORMS);
      g_array_sort (forms, in_order);
    }
  hecha_page_open (&page, pad, "取证单", columns, HECHA_PAPER_PORTRAIT);
  if (all == 0)
    hecha_page_line (&page, HECHA_LOOK_NOTE, "没有需要取证的违规或疑点。");
  if (all > forms->len)
    {
      hecha_page_linef (&page, HECHA_LOOK_NOTE,
                        "需要取证的共 %u 组，这里只印最严重的 %u 组，其余见“问题清单”。", all,
                        forms->len);
      breaks[n_breaks++] = page.row;
    }
  for (guint i = 0; i < forms->len; i++)
    {
      write_form (&page, digest, indices, &g_array_index (forms, Form, i), i + 1);
      breaks[n_breaks++] = page.row;
    }
  if (n_breaks > 0)
    hecha_page_check (&page, worksheet_set_h_pagebreaks (page.sheet, breaks));
}
