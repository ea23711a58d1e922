/* sources_sheet.c - 数据来源: files, their tables, and what each header was
 * taken for.  Sample values of columns are not shown: a row may be classified. */
#include "report/sheets.h"
#include "report/where.h"

enum { N_COLUMNS = 8, MAX_MAPPED = 50000 };

static const HechaPageColumn columns[] = {
  { "文件", 34, HECHA_LOOK_TEXT, FALSE, FALSE },
  { "格式 / 表", 18, HECHA_LOOK_TEXT, FALSE, FALSE },
  { "大小（字节） / 区域", 17, HECHA_LOOK_TEXT, FALSE, FALSE },
  { "SHA-256 / 表头", 34, HECHA_LOOK_TEXT, FALSE, FALSE },
  { "表数 / 字段", 15, HECHA_LOOK_CENTER, FALSE, FALSE },
  { "记录数 / 方式", 12, HECHA_LOOK_CENTER, FALSE, FALSE },
  { "读取情况", 36, HECHA_LOOK_TEXT, FALSE, FALSE },
  { "标注工作簿 / 备注", 40, HECHA_LOOK_TEXT, FALSE, FALSE },
  { NULL, 0, HECHA_LOOK_TEXT, FALSE, FALSE }
};

static const char *
match_in_words (guint8 match)
{
  switch ((HechaMatch) match)
    {
    case HECHA_MATCH_EXACT: return "同名";
    case HECHA_MATCH_SYNONYM: return "同义词";
    case HECHA_MATCH_GROUP: return "分组表头";
    case HECHA_MATCH_APPROXIMATE: return "近似";
    case HECHA_MATCH_USER: return "人工指定";
    case HECHA_MATCH_NONE: break;
    }
  return "未对应";
}

/* ---- files ------------------------------------------------------------- */

static char *
reading_in_words (const HechaExtract *file, const char *marking_note)
{
  GString *out = g_string_new (file->error != NULL     ? "未能读取："
                               : file->skipped != NULL ? "跳过："
                               : file->compared_only   ? "已读取，只用来比对，不核查"
                                                       : "已读取");

  if (file->error != NULL)
    g_string_append (out, file->error);
  else if (file->skipped != NULL)
    g_string_append (out, file->skipped);
  if (file->read_twice && file->second.done)
    g_string_append_printf (out,
                            "\n第二次独立读取：比对 %" G_GUINT64_FORMAT " 个单元格，不一致 "
                            "%" G_GUINT64_FORMAT " 个。",
                            file->second.compared, file->second.differing);
  if (file->read_twice && file->second.note != NULL)
    g_string_append_printf (out, "\n%s", file->second.note);
  if (marking_note != NULL)
    g_string_append_printf (out, "\n标注：%s", marking_note);
  return g_string_free (out, FALSE);
}

static void
write_file (HechaPage *page, const HechaDigest *digest, guint index)
{
  const HechaExtract *file = hecha_ledger_file (digest->ledger, index);
  const HechaReportInput *input = digest->input;
  const char *marked = input->marked_paths != NULL ? input->marked_paths[index] : NULL;
  const char *note = input->marked_notes != NULL ? input->marked_notes[index] : NULL;
  g_autofree char *reading = reading_in_words (file, note);
  g_autofree char *link = hecha_where_link (marked, NULL, 0, 0);

  hecha_page_text (page, 0, file->name);
  hecha_page_text (page, 1, hecha_kind_name (file->kind));
  hecha_page_number (page, 2, HECHA_LOOK_COUNT, (double) file->size);
  hecha_page_text (page, 3, file->sha256);
  hecha_page_number (page, 4, HECHA_LOOK_COUNT, file->tables != NULL ? file->tables->len : 0);
  hecha_page_number (page, 5, HECHA_LOOK_COUNT, file->records != NULL ? file->records->len : 0);
  hecha_page_text_as (page, 6, file->error != NULL ? HECHA_LOOK_UNDECIDED : HECHA_LOOK_TEXT,
                      reading);
  hecha_page_link (page, 7, marked, link);
  hecha_page_end_row (page, 1);
}

/* ---- tables -------------------------------------------------------------- */

static char *
range_text (const HechaRange *range)
{
  char first[HECHA_ADDRESS_SIZE], last[HECHA_ADDRESS_SIZE];

  hecha_address (range->first_row, range->first_column, first);
  hecha_address (range->last_row, range->last_column, last);
  return g_strdup_printf ("%s:%s", first, last);
}

static const char *
shape_in_words (HechaTableShape shape)
{
  switch (shape)
    {
    case HECHA_TABLE_LEDGER: return "台账";
    case HECHA_TABLE_TRANSPOSED: return "横排台账";
    case HECHA_TABLE_FORM: return "申报表";
    case HECHA_TABLE_DETAIL: break;
    }
  return "明细表";
}

static const char *
money_unit_in_words (gint64 unit)
{
  return unit == 0         ? "未写明"
         : unit == 100     ? "元"
         : unit == 100000  ? "千元"
         : unit == 1000000 ? "万元"
         : unit == 10000000000 ? "亿元"
                           : "其他";
}

static void
write_table (HechaPage *page, const HechaDigest *digest, guint index)
{
  const HechaTable *table = hecha_ledger_table (digest->ledger, index);
  g_autofree char *data = range_text (&table->data);
  g_autofree char *header = range_text (&table->header);

  hecha_page_text (page, 0, hecha_ledger_file (digest->ledger, table->file)->name);
  hecha_page_text (page, 1, table->sheet);
  hecha_page_text (page, 2, data);
  hecha_page_textf (page, 3, "%s%s%s", header, *table->title != '\0' ? "　" : "", table->title);
  hecha_page_text (page, 4, shape_in_words (table->shape));
  if (table->year != 0)
    hecha_page_textf (page, 5, "%d", table->year);
  else
    hecha_page_text (page, 5, "未写明");
  hecha_page_textf (page, 6, "填报单位：%s；金额单位：%s",
                    *table->unit_name != '\0' ? table->unit_name : "未写明",
                    money_unit_in_words (table->unit));
  hecha_page_text (page, 7, table->hidden ? "工作表是隐藏的，已照读" : NULL);
  hecha_page_end_row (page, 1);
}

/* ---- sheets that hold no table --------------------------------------------- */

static void
write_sheet_note (HechaPage *page, const HechaExtract *file, const HechaSheetNote *note)
{
  hecha_page_text (page, 0, file->name);
  hecha_page_text (page, 1, note->name);
  for (guint i = 2; i < 6; i++)
    hecha_page_text (page, i, NULL);
  hecha_page_text (page, 6, note->note);
  hecha_page_text (page, 7,
                   note->visibility != HECHA_SHEET_VISIBLE ? "工作表是隐藏的" : NULL);
  hecha_page_end_row (page, 1);
}

static void
write_sheet_notes (HechaPage *page, const HechaDigest *digest)
{
  for (guint i = 0; i < hecha_ledger_n_files (digest->ledger); i++)
    {
      const HechaExtract *file = hecha_ledger_file (digest->ledger, i);
      for (guint j = 0; file->sheets != NULL && j < file->sheets->len; j++)
        {
          const HechaSheetNote *note = &g_array_index (file->sheets, HechaSheetNote, j);
          if (note->note != NULL && *note->note != '\0')
            write_sheet_note (page, file, note);
        }
    }
}

/* ---- headers ---------------------------------------------------------------- */

static void
write_column (HechaPage *page, const HechaDigest *digest, const HechaTable *table,
              const HechaColumn *column)
{
  char address[HECHA_ADDRESS_SIZE];
  gboolean mapped = column->field != HECHA_FIELD_NONE;

  hecha_page_text (page, 0, hecha_ledger_file (digest->ledger, table->file)->name);
  hecha_page_text (page, 1, table->sheet);
  hecha_page_text (page, 2, hecha_address (column->row, column->column, address));
  hecha_page_text (page, 3, column->text);
  hecha_page_text_as (page, 4, mapped ? HECHA_LOOK_CENTER : HECHA_LOOK_UNDECIDED,
                      mapped ? hecha_field_name ((HechaField) column->field) : "未对应");
  hecha_page_text (page, 5, match_in_words (column->match));
  if (mapped && column->match == HECHA_MATCH_APPROXIMATE)
    hecha_page_textf (page, 6, "把握 %.0f%%", (double) column->confidence * 100);
  else if (!mapped && *column->candidates != '\0')
    hecha_page_textf (page, 6, "可能是：%s", column->candidates);
  else
    hecha_page_text (page, 6, NULL);
  hecha_page_text (page, 7, column->unit != 0 ? money_unit_in_words (column->unit) : NULL);
  hecha_page_end_row (page, 1);
}

static guint
write_columns (HechaPage *page, const HechaDigest *digest, guint *left)
{
  guint left_out = 0;

  for (guint i = 0; i < hecha_ledger_n_tables (digest->ledger); i++)
    {
      const HechaTable *table = hecha_ledger_table (digest->ledger, i);
      for (guint j = 0; table->columns != NULL && j < table->columns->len; j++)
        if (*left > 0)
          {
            write_column (page, digest, table, &g_array_index (table->columns, HechaColumn, j));
            (*left)--;
          }
        else
          left_out++;
    }
  return left_out;
}

void
hecha_sheet_sources (HechaPad *pad, const HechaDigest *digest)
{
  static const char *const files[N_COLUMNS] = { "文件",   "格式",   "大小（字节）", "SHA-256",
                                                "表数", "记录数", "读取情况",     "标注工作簿" };
  static const char *const tables[N_COLUMNS]
    = { "文件", "表", "数据区域", "表头区域与标题", "形态", "年度", "填报单位与金额单位", "备注" };
  static const char *const sheets[N_COLUMNS] = { "文件", "表", "", "", "", "", "原因", "备注" };
  static const char *const headers[N_COLUMNS]
    = { "文件", "表", "表头单元格", "表头文字", "对应字段", "对应方式", "说明", "金额单位" };
  g_autofree char *county = hecha_ledger_other_county (digest->ledger);
  HechaPage page;
  guint left = MAX_MAPPED, left_out;

  hecha_page_open (&page, pad, "数据来源", columns, HECHA_PAPER_LANDSCAPE);
  hecha_page_title (&page, "数据来源");
  if (county != NULL)
    hecha_page_linef (&page, HECHA_LOOK_NOTE,
                      "注意：台账的填报单位多为“%s”，与 units.ini 中“[地名] 本县”不同，同一单位可能被当作几个单位；"
                      "请把“本县”改为“%s”后以 --units 重新核查。",
                      county, county);
  hecha_page_line (&page, HECHA_LOOK_SECTION, "一、文件");
  hecha_page_subheader (&page, files, N_COLUMNS);
  worksheet_freeze_panes (page.sheet, page.row, 1);
  for (guint i = 0; i < hecha_ledger_n_files (digest->ledger); i++)
    write_file (&page, digest, i);
  hecha_page_line (&page, HECHA_LOOK_SECTION, "二、表");
  hecha_page_subheader (&page, tables, N_COLUMNS);
  for (guint i = 0; i < hecha_ledger_n_tables (digest->ledger); i++)
    write_table (&page, digest, i);
  hecha_page_line (&page, HECHA_LOOK_SECTION, "三、没有当作台账读取的工作表和行");
  hecha_page_subheader (&page, sheets, N_COLUMNS);
  write_sheet_notes (&page, digest);
  hecha_page_line (&page, HECHA_LOOK_SECTION,
                   "四、表头对应的字段（不对的请用 hecha map -o 映射.xlsx 更正后以 --mapping 交回）");
  hecha_page_subheader (&page, headers, N_COLUMNS);
  left_out = write_columns (&page, digest, &left);
  if (left_out > 0)
    hecha_page_linef (&page, HECHA_LOOK_NOTE, "另有 %u 个表头未列出，见 batch.json。", left_out);
}
