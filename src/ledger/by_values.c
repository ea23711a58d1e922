#include "ledger/by_values.h"

#include <string.h>

#include "ledger/column_evidence.h"
#include "ledger/header_text.h"

/* Only near the top of a sheet, where headers stand; among data rows a look at
 * every cell would cost more than reading them. */
enum { LAST_ROW_TRIED = 40, SAMPLED_ROWS = 12, MIN_KNOWN = 2, SURE_KNOWN = 3, MAX_TRIED = 64 };

/* Headers of lists that are no ledgers: goods, people, accounts, meetings. */
static gboolean
is_of_other_list (const char *header)
{
  static const char *const words[] = { "型号", "规格", "单价", "数量", "姓名", "电话", "手机", "科目",
                                       "资产", "库存", "领用", "值班", "考勤", "签到", "职务", "性别",
                                       "工号", "参数", "品牌", NULL };

  return hecha_text_holds_one (header, words);
}

/* What a header of names may be called; 承建单位名称 and the like are known. */
static gboolean
may_head_names (const char *header)
{
  static const char *const words[]
      = { "名", "项目", "系统", "平台", "标的", "工程", "事项", "内容", "建设", "任务", NULL };
  static const char *const others[] = { "单位", "公司", "供应", "人", "方", "编号", "文号", "类", "依据",
                                        "问题", "原因", "说明", "备注", "进度", "进展", "情况", "目标",
                                        "文件", "来源", "性质", "状态", "地点", "要求", NULL };

  return strlen (header) <= 45 && hecha_text_holds_one (header, words) && !hecha_text_holds_one (header, others);
}

static gboolean
reads_like_a_name (const char *text)
{
  static const char *const words[]
      = { "系统", "平台", "项目", "工程", "建设", "采购", "升级", "改造", "软件", "监控", "监测", "监管",
          "监护", "智慧", "智能", "数字", "信息", "网络", "机房", "设备", "终端", "管理", "指挥", "预警",
          "巡查", "追溯", "出证", "出国", "展厅", "会诊", "影像", "视频", "档案", "大屏", "云", "APP",
          "小程序", "运维", "服务", "分析", "应用", "安全", "数据", "中心", "物联", "感知", "一张", "在线",
          "自助", "电子", "大厅", "库", NULL };
  static const char *const ends[] = { "公司", "局", "委", "厅", "。", "集团", NULL };
  glong length = g_utf8_strlen (text, -1);

  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (text, ends[i]))
      return FALSE;
  return length >= 4 && length <= 60 && hecha_text_holds_one (text, words);
}

/* How many of the values sampled below read like names, less those that
 * repeat; 0 where they are too few. */
static guint
share_of_names (HechaSheetReader *reader, guint index, guint32 column)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0, names = 0;
  HechaRange header;

  hecha_grid_cell (reader->grid, hecha_grid_row (reader->grid, index)->row, column, &header);
  for (guint i = hecha_grid_find_row (reader->grid, header.last_row + 1);
       i < hecha_grid_n_rows (reader->grid) && n < SAMPLED_ROWS; i++)
    {
      const char *text = hecha_grid_text (reader->grid, hecha_grid_row (reader->grid, i)->row,
                                          column);

      if (*text == '\0')
        continue;
      n++;
      names += reads_like_a_name (text) && g_hash_table_add (seen, (gpointer) text);
    }
  return n == 0 ? 0 : names * 100 / n;
}

/* The field of a header, mistyped ones too, or NONE. */
static HechaField
field_of (HechaSheetReader *reader, const char *text)
{
  HechaField field = hecha_header_field (reader->reader, text);
  const HechaHeaderGuess *guess;

  if (field != HECHA_FIELD_NONE || strlen (text) > 60)
    return field;
  guess = hecha_header_read (reader->reader, &text, 1);
  return guess->n == 1 && guess->guesses[0].match == HECHA_MATCH_APPROXIMATE
             ? (HechaField) guess->guesses[0].field
             : HECHA_FIELD_NONE;
}

/* How many of the row's cells are known headers of a ledger that are not in
 * KNOWN yet; -1 where the row is none. */
static int
count_headers (HechaSheetReader *reader, const HechaCell *cells, guint32 n,
               HechaFieldSet *known)
{
  int n_known = 0;

  for (guint i = 0; i < n && i < MAX_TRIED; i++)
    {
      const char *text = hecha_cell_text (&cells[i]);
      HechaField field;

      if (text == NULL)
        {
          if (hecha_cell_has_content (&cells[i]))
            return -1;   /* a row of data */
          continue;
        }
      if (is_of_other_list (text))
        return -1;
      field = field_of (reader, text);
      if (field == HECHA_FIELD_NONE || hecha_field_set_has (known, field))
        continue;
      hecha_field_set_add (known, field);
      n_known++;
    }
  return n_known;
}

/* The same of row INDEX and of the sub-heads below it. */
static int
count_all_headers (HechaSheetReader *reader, guint index)
{
  HechaFieldSet known = { { 0, 0 } };
  guint32 n;
  const HechaCell *cells = hecha_grid_row_cells (reader->grid, index, &n);
  int upper = count_headers (reader, cells, n, &known), lower;

  if (upper < 0 || index + 1 >= hecha_grid_n_rows (reader->grid))
    return upper;
  cells = hecha_grid_row_cells (reader->grid, index + 1, &n);
  lower = count_headers (reader, cells, n, &known);
  return upper + MAX (lower, 0);
}

gint64
hecha_name_by_values (HechaSheetReader *reader, guint index)
{
  guint32 n;
  const HechaCell *cells = hecha_grid_row_cells (reader->grid, index, &n);
  gint64 found = -1;
  guint best = 0;
  int n_known;

  if (index >= LAST_ROW_TRIED || n < MIN_KNOWN + 1 || reader->grid->turned != NULL)
    return -1;
  n_known = count_all_headers (reader, index);
  if (n_known < MIN_KNOWN)
    return -1;
  for (guint i = 0; i < n && i < MAX_TRIED; i++)
    {
      const char *text = hecha_cell_text (&cells[i]);
      HechaField field = text != NULL ? hecha_header_field (reader->reader, text)
                                      : HECHA_FIELD_NONE;
      guint share;

      if (text == NULL || !may_head_names (text)
          || (field != HECHA_FIELD_NONE && field != HECHA_FIELD_CONTENT))
        continue;
      share = share_of_names (reader, index, cells[i].column);
      /* Known as 建设内容, it gives way to any column that is not. */
      share = field == HECHA_FIELD_CONTENT && share > 0 ? share - 1 : share;
      if (share >= (n_known >= SURE_KNOWN ? 60u : 80u) && share > best)
        {
          best = share;
          found = cells[i].column;
        }
    }
  return found;
}

/* ---- the guesses ----------------------------------------------------------------- */

static const HechaHeaderGuess name_guess
    = { 1,
        { { HECHA_FIELD_NAME, HECHA_MATCH_APPROXIMATE, HECHA_ASPECT_NONE, FALSE, FALSE, 0.75f } },
        0,
        FALSE };
static const HechaHeaderGuess unit_guess
    = { 1,
        { { HECHA_FIELD_UNIT, HECHA_MATCH_APPROXIMATE, HECHA_ASPECT_NONE, FALSE, FALSE, 0.75f } },
        0,
        FALSE };

/* The best guess of FIELD among the columns; NULL without. */
static const HechaGuess *
guessed (const GArray *columns, HechaField field)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const HechaHeaderGuess *guess = g_array_index (columns, HechaTableColumn, i).guess;

      for (guint j = 0; guess != NULL && j < guess->n; j++)
        if (guess->guesses[j].field == field)
          return &guess->guesses[j];
    }
  return NULL;
}

static HechaTableColumn *
column_at (GArray *columns, gint64 at)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, HechaTableColumn, i).column == at)
      return &g_array_index (columns, HechaTableColumn, i);
  return NULL;
}

/* 合同名称 is a project's name only where no column is more of one. */
static gboolean
is_contract_name (const HechaTableColumn *column)
{
  return column->n_texts > 0
         && strstr (column->texts[column->n_texts - 1], "合同") != NULL
         && column->guess != NULL && column->guess->n > 0
         && column->guess->guesses[0].field == HECHA_FIELD_NAME;
}

static void
guess_name (HechaSheetReader *reader, guint index, GArray *columns)
{
  HechaTableColumn *contract = NULL, *column;

  for (guint i = 0; i < columns->len; i++)
    if (is_contract_name (&g_array_index (columns, HechaTableColumn, i)))
      contract = &g_array_index (columns, HechaTableColumn, i);
  if (contract == NULL && guessed (columns, HECHA_FIELD_NAME) != NULL)
    return;
  column = column_at (columns, hecha_name_by_values (reader, index));
  if (column == NULL || (contract != NULL && column->guess != NULL && column->guess->n > 0))
    return;
  column->guess = &name_guess;
  if (contract != NULL && contract != column)
    contract->guess = hecha_header_read (reader->reader, NULL, 0);
}

static gboolean
may_head_units (const char *header)
{
  static const char *const words[] = { "部门", "单位", "主体", "机构", NULL };
  static const char *const others[]
      = { "承建", "施工", "监理", "设计", "中标", "供应", "评审", "评估", "测评", "检测", "审批", "验收",
          "代理", "付款", "收款", "组织", "使用", "运维", "监督", "主管", "批准", "牵头", "监管", "接收",
          "审核", "审计", "出具", "发证", "备案", "服务", "合作", "承接", "开发", "托管", "同意", "协同",
          "数据", "共享", "金额", "资金", "所在", "实施", "管理", NULL };

  return strlen (header) <= 45 && hecha_text_holds_one (header, words) && !hecha_text_holds_one (header, others);
}

static gboolean
holds_units (HechaSheetReader *reader, const HechaTableColumn *column, guint32 below)
{
  guint n = 0, units = 0;

  for (guint i = hecha_grid_find_row (reader->grid, below);
       i < hecha_grid_n_rows (reader->grid) && n < SAMPLED_ROWS; i++)
    {
      const char *text = hecha_grid_text (reader->grid, hecha_grid_row (reader->grid, i)->row,
                                          column->column);
      g_autofree char *unit = *text != '\0' ? hecha_unit_of_heading (text) : NULL;

      n += *text != '\0';
      units += unit != NULL;
    }
  return n > 0 && units * 10 >= n * 7;
}

/* The one column of departments where no header is 建设单位. */
static void
guess_unit (HechaSheetReader *reader, guint32 below, GArray *columns)
{
  HechaTableColumn *found = NULL;

  if (reader->grid->turned != NULL || guessed (columns, HECHA_FIELD_UNIT) != NULL)
    return;
  for (guint i = 0; i < columns->len; i++)
    {
      HechaTableColumn *column = &g_array_index (columns, HechaTableColumn, i);

      if (column->n_texts == 0 || (column->guess != NULL && column->guess->n > 0)
          || !may_head_units (column->texts[column->n_texts - 1])
          || !holds_units (reader, column, below))
        continue;
      if (found != NULL)
        return;
      found = column;
    }
  if (found != NULL)
    found->guess = &unit_guess;
}

void
hecha_guess_by_values (HechaSheetReader *reader, guint index, GArray *columns)
{
  guint32 row = hecha_grid_row (reader->grid, index)->row;

  guess_name (reader, index, columns);
  guess_unit (reader, row + 1, columns);
}
