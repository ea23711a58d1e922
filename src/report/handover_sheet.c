/* handover_sheet.c - 电子数据移交清单: what was handed over, for signature. */
#include "report/sheets.h"

enum { INDEX, NAME, KIND, SIZE, SHEETS, ROWS, SHA256, PROVIDER, NOTE, N };

static const HechaPageColumn columns[] = {
  [INDEX] = { "序号", 6, HECHA_LOOK_CENTER, FALSE, FALSE },
  [NAME] = { "文件", 34, HECHA_LOOK_TEXT, FALSE, FALSE },
  [KIND] = { "格式", 7, HECHA_LOOK_CENTER, FALSE, FALSE },
  [SIZE] = { "大小（字节）", 13, HECHA_LOOK_COUNT, FALSE, FALSE },
  [SHEETS] = { "工作表（张）", 10, HECHA_LOOK_COUNT, FALSE, FALSE },
  [ROWS] = { "数据行（行）", 9, HECHA_LOOK_COUNT, FALSE, FALSE },
  [SHA256] = { "SHA-256", 36, HECHA_LOOK_TEXT, FALSE, FALSE },
  [PROVIDER] = { "提供单位、提供人", 16, HECHA_LOOK_INPUT, TRUE, FALSE },
  [NOTE] = { "备注", 16, HECHA_LOOK_INPUT, TRUE, FALSE },
  [N] = { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

/* Rows of the tables in it; of a transposed one its columns of data. */
static guint64
data_rows (const HechaExtract *file)
{
  guint64 n = 0;

  for (guint i = 0; i < file->tables->len; i++)
    {
      const HechaTable *table = &g_array_index (file->tables, HechaTable, i);
      const HechaRange *data = &table->data;

      if (table->shape == HECHA_TABLE_TRANSPOSED)
        n += (guint64) data->last_column - data->first_column + 1;
      else if (data->last_row >= data->first_row)
        n += (guint64) data->last_row - data->first_row + 1;
    }
  return n;
}

static const char *
note_of (const HechaExtract *file)
{
  return file->error != NULL     ? "未能读取"
         : file->skipped != NULL ? "未作为台账读取"
                                 : NULL;
}

static void
write_file (HechaPage *page, const HechaExtract *file, guint number)
{
  hecha_page_textf (page, INDEX, "%u", number);
  hecha_page_text (page, NAME, file->name);
  hecha_page_text (page, KIND, hecha_kind_name (file->kind));
  hecha_page_number (page, SIZE, HECHA_LOOK_COUNT, (double) file->size);
  if (file->error == NULL)
    {
      hecha_page_number (page, SHEETS, HECHA_LOOK_COUNT, file->sheets->len);
      hecha_page_number (page, ROWS, HECHA_LOOK_COUNT, (double) data_rows (file));
    }
  else
    {
      hecha_page_text (page, SHEETS, NULL);
      hecha_page_text (page, ROWS, NULL);
    }
  hecha_page_text (page, SHA256, file->sha256);
  hecha_page_text (page, PROVIDER, NULL);
  hecha_page_text (page, NOTE, note_of (file));
  hecha_page_end_row (page, 1);
}

void
hecha_sheet_handover (HechaPad *pad, const HechaDigest *digest)
{
  HechaPage page;
  guint number = 0;

  hecha_page_open (&page, pad, "电子数据移交清单", columns, HECHA_PAPER_LANDSCAPE);
  hecha_page_title (&page, "电子数据移交清单");
  hecha_page_line (&page, HECHA_LOOK_NOTE,
                   "下列电子数据在核查前后未作任何改动，可用 SHA-256 校验值核对。");
  hecha_page_header (&page, 0);
  for (guint i = 0; i < hecha_ledger_n_files (digest->ledger); i++)
    if (!hecha_ledger_file (digest->ledger, i)->compared_only)
      write_file (&page, hecha_ledger_file (digest->ledger, i), ++number);
  hecha_page_end_row (&page, 1);
  hecha_page_line (&page, HECHA_LOOK_PLAIN,
                   "提供单位（盖章）：　　　　　　　　提供人：　　　　　　　　接收人：　　　　　　　　"
                   "移交日期：　　　　年　　月　　日");
}
