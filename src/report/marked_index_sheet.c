/* marked_index_sheet.c - 标注工作簿索引: which copy holds which findings. */
#include "report/sheets.h"
#include "report/where.h"

enum { FILE_NAME, COPY, FINDINGS, NOTE, N };

static const HechaPageColumn columns[] = {
  [FILE_NAME] = { "部门报送的文件", 46, HECHA_LOOK_TEXT, FALSE, FALSE },
  [COPY] = { "标注工作簿", 50, HECHA_LOOK_LINK, FALSE, FALSE },
  [FINDINGS] = { "本报告问题（条）", 10, HECHA_LOOK_COUNT, FALSE, FALSE },
  [NOTE] = { "备注", 40, HECHA_LOOK_TEXT, FALSE, FALSE },
  [N] = { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

static guint *
findings_per_file (const HechaDigest *digest)
{
  guint *counts = g_new0 (guint, hecha_ledger_n_files (digest->ledger) + 1);

  for (guint i = 0; i < digest->findings->len; i++)
    {
      const HechaFinding *finding
        = hecha_digest_finding (digest, g_array_index (digest->findings, guint, i));
      if (finding->n_evidence > 0 && finding->evidence[0].table != HECHA_NO_TABLE)
        counts[hecha_ledger_table (digest->ledger, finding->evidence[0].table)->file]++;
    }
  return counts;
}

static void
write_file (HechaPage *page, const HechaDigest *digest, guint index, guint n_findings)
{
  const HechaReportInput *input = digest->input;
  const HechaExtract *file = hecha_ledger_file (digest->ledger, index);
  const char *path = input->marked_paths != NULL ? input->marked_paths[index] : NULL;
  const char *note = input->marked_notes != NULL ? input->marked_notes[index] : NULL;
  g_autofree char *link = hecha_where_link (path, NULL, 0, 0);

  hecha_page_text (page, FILE_NAME, file->name);
  hecha_page_link (page, COPY, path != NULL ? path : "（没有标注工作簿）", link);
  hecha_page_number (page, FINDINGS, HECHA_LOOK_COUNT, n_findings);
  hecha_page_text (page, NOTE,
                   file->error != NULL     ? file->error
                   : file->skipped != NULL ? file->skipped
                                           : note);
  hecha_page_end_row (page, 1);
}

void
hecha_sheet_marked_index (HechaPad *pad, const HechaDigest *digest)
{
  g_autofree guint *counts = findings_per_file (digest);
  HechaPage page;

  hecha_page_open (&page, pad, "标注工作簿索引", columns, HECHA_PAPER_LANDSCAPE);
  hecha_page_title (&page, "标注工作簿索引");
  hecha_page_line (&page, HECHA_LOOK_NOTE,
                   "标注工作簿就是部门报送的原件，只在有问题的单元格加了底色和批注，"
                   "末尾加一张“核查结果”；链接打不开时按路径在“标注”文件夹中查找。"
                   "条数按第一处证据所在的文件统计。");
  hecha_page_header (&page, 1);
  for (guint i = 0; i < hecha_ledger_n_files (digest->ledger); i++)
    write_file (&page, digest, i, counts[i]);
  hecha_page_filter (&page);
}
