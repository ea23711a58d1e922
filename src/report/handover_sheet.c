/* handover_sheet.c - 电子数据移交清单: what was handed over, for signature. */
#include "report/sheets.h"

enum { INDEX, NAME, KIND, SIZE, SHA256, PROVIDER, NOTE, N };

static const HechaPageColumn columns[] = {
  [INDEX] = { "序号", 6, HECHA_LOOK_CENTER, FALSE, FALSE },
  [NAME] = { "文件", 40, HECHA_LOOK_TEXT, FALSE, FALSE },
  [KIND] = { "格式", 7, HECHA_LOOK_CENTER, FALSE, FALSE },
  [SIZE] = { "大小（字节）", 13, HECHA_LOOK_COUNT, FALSE, FALSE },
  [SHA256] = { "SHA-256", 36, HECHA_LOOK_TEXT, FALSE, FALSE },
  [PROVIDER] = { "提供单位、提供人", 20, HECHA_LOOK_INPUT, TRUE, FALSE },
  [NOTE] = { "备注", 16, HECHA_LOOK_INPUT, TRUE, FALSE },
  [N] = { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

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
    {
      const HechaExtract *file = hecha_ledger_file (digest->ledger, i);

      if (file->compared_only)
        continue;
      hecha_page_textf (&page, INDEX, "%u", ++number);
      hecha_page_text (&page, NAME, file->name);
      hecha_page_text (&page, KIND, hecha_kind_name (file->kind));
      hecha_page_number (&page, SIZE, HECHA_LOOK_COUNT, (double) file->size);
      hecha_page_text (&page, SHA256, file->sha256);
      hecha_page_text (&page, PROVIDER, NULL);
      hecha_page_text (&page, NOTE, file->error != NULL ? "未能读取" : NULL);
      hecha_page_end_row (&page, 1);
    }
  hecha_page_end_row (&page, 1);
  hecha_page_line (&page, HECHA_LOOK_PLAIN,
                   "提供单位（盖章）：　　　　　　　　提供人：　　　　　　　　接收人：　　　　　　　　"
                   "移交日期：　　　　年　　月　　日");
}
