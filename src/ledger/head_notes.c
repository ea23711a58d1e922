#include "ledger/head_notes.h"

#include <string.h>

#include "ledger/amount.h"
#include "ledger/header_text.h"

#define MAX_NOTE_ROWS 4
#define MAX_NOTE_BYTES 150

/* ---- words ----------------------------------------------------------------- */

/* What values are counted in or how they are written, plain. */
static gboolean
is_unit_word (const char *plain)
{
  static const char *const words[]
      = { "年月日", "年月", "年度", "yyyymmdd", "yyyymm", "yyyy", "yyyy年mm月dd日", "yyyy年m月d日",
          "yyyy年mm月", "年日月", "日期", "日期型", "日期格式", "日期时间", "时间", "date", "datetime",
          "是否", "是或否", "是非", "有无", "有或无", "yn", "yesno", "√或×", "勾选", "打勾", "打√",
          "个", "套", "项", "台", "条", "级", "人", "天", "月", "次", "份", "家", "台套", "件", "张",
          "平方米", "公里", "千米", "米", "亩", "人次", "人天", "人月", "工作日", "日历天", "户", "本",
          "分", "得分", "gb", "tb", "mb", "mbps", "kw", "核", "路", "点", "座", "处", "辆", "部", "批",
          "文本", "文字", "文本型", "字符", "字符型", "字符串", "数字", "数字型", "数值", "数值型",
          "整数", "小数", "货币", "货币型", "金额", "布尔", "布尔型", "枚举", "string", "varchar", "number",
          "text", "int", "char", "decimal", "必填", "选填", "必填项", "选填项", "非必填", "可选",
          "条件必填", "必录", "选录", "自动", "自动生成", "自动计算", "系统生成", "下拉", "下拉选择",
          "单位", "计量单位", "类型", "数据类型", "格式", "填写要求", "填报要求", "填写说明", "填报说明", "说明",
          "下拉选项", "单选", "多选", "选择", "手工填写", "手填", "公式", NULL };

  return g_strv_contains (words, plain);
}

/* 单位：万元 and 万元 alike. */
static gint64
money_of (const char *plain)
{
  gint64 unit = hecha_money_unit (plain);

  /* 万 and 亿 alone count things as well. */
  return g_utf8_strlen (plain, -1) > 1 || strcmp (plain, "元") == 0 ? unit : 0;
}

/* 填写项目全称, 如：2024-01-01. */
static gboolean
is_hint (const char *text, const char *plain)
{
  static const char *const begins[] = { "请填", "请按", "请选", "例如", "据实", "必须", "限填", "单位为", NULL };
  static const char *const within[] = { "填写", "填报", "下拉", "格式", "保留两位小数", "精确到", "自动计算", "yyyy",
                                        "万元为单位", "单位万元", "单位元", "自动编号", "自动生成", NULL };

  if (g_str_has_prefix (text, "如：") || g_str_has_prefix (text, "如:")
      || g_str_has_prefix (text, "例：") || g_str_has_prefix (text, "例:"))
    return TRUE;
  for (guint i = 0; within[i] != NULL; i++)
    if (strstr (plain, within[i]) != NULL)
      return TRUE;
  for (guint i = 0; begins[i] != NULL; i++)
    if (g_str_has_prefix (plain, begins[i]))
      return TRUE;
  return FALSE;
}

/* 公开招标/邀请招标/询价: what the cell may hold. */
static gboolean
is_choice (const char *text)
{
  guint separators = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isdigit (*p))
        return FALSE;
      separators += c == '/' || c == 0xff0f || c == '|' || c == 0x3001 || c == 0x25a1;
    }
  return separators >= 2;
}

gboolean
hecha_is_head_note (const char *text)
{
  g_autofree char *plain = NULL;

  if (strlen (text) > MAX_NOTE_BYTES)
    return FALSE;
  plain = hecha_header_plain (text);
  return money_of (plain) != 0 || is_unit_word (plain);
}

/* ---- cells ------------------------------------------------------------------ */

typedef enum
{
  NOTE_NONE,       /* a value, or who knows */
  NOTE_STROKE,     /* -, /, %: no unit of ours */
  NOTE_CHOICE,     /* 新建/扩建/改造; a list in free text looks so too */
  NOTE_HINT,
  NOTE_SURE
} Note;

/* The number that a cell of a numbering row holds; -1 where it is none. */
static int
number_of (const HechaCell *cell, gboolean *letter)
{
  static const char *const words[] = { "栏次", "列次", "栏号", "列号", "序列", "栏目", NULL };
  g_autofree char *normal = NULL;
  const char *digits;

  *letter = FALSE;
  if (cell->type == HECHA_CELL_NUMBER)
    return cell->number >= 0 && cell->number < 1000 && cell->number == (int) cell->number
               ? (int) cell->number
               : -1;
  if (cell->type != HECHA_CELL_TEXT || strlen (cell->text) > 48)
    return -1;
  normal = g_utf8_normalize (cell->text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_strstrip (normal);
  digits = normal + strspn (normal, "( ");
  if (g_ascii_isdigit (*digits))
    {
      const char *rest = digits + strspn (digits, "0123456789");

      if (*rest != '\0' && strspn (rest, "=) (+-*/%0123456789") != strlen (rest))
        return -1;
      if (*rest != '\0' && *rest != '=' && *rest != ')' && *rest != ' ')
        return -1;
      return (int) MIN (g_ascii_strtoull (digits, NULL, 10), 9999);
    }
  *letter = g_strv_contains (words, normal)
            || (g_utf8_strlen (normal, -1) == 1 && g_unichar_isalpha (g_utf8_get_char (normal)))
            || (g_utf8_strlen (normal, -1) == 3 && *normal == '(');
  return -1;
}

static Note
note_of (const HechaCell *cell)
{
  g_autofree char *plain = NULL;
  const char *text = hecha_cell_text (cell);

  if (text == NULL || strlen (text) > MAX_NOTE_BYTES)
    return NOTE_NONE;
  plain = hecha_header_plain (text);
  if (*plain == '\0')
    return NOTE_STROKE;
  if (money_of (plain) != 0 || is_unit_word (plain))
    return NOTE_SURE;
  if (is_hint (text, plain))
    return NOTE_HINT;
  return is_choice (text) ? NOTE_CHOICE : NOTE_NONE;
}

/* ---- rows ------------------------------------------------------------------- */

typedef struct
{
  guint sure, hints, choices, strokes, others;
  guint numbers, letters;
  int last;
  gboolean ascending;
  gboolean named;          /* the name's cell is one of them */
} Row;

static gboolean
is_of_name (const GArray *columns, guint32 at)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const HechaTableColumn *column = &g_array_index (columns, HechaTableColumn, i);

      if (column->column == at && column->guess != NULL && column->guess->n > 0
          && !column->guess->guesses[0].weak)
        return column->guess->guesses[0].field == HECHA_FIELD_NAME;
    }
  return FALSE;
}

static void
count_cell (const GArray *columns, const HechaCell *cell, Row *row)
{
  gboolean letter;
  int number = number_of (cell, &letter);
  Note note;

  if (number >= 0 || letter)
    {
      row->numbers += number >= 0;
      row->letters += letter;
      if (number >= 0)
        {
          row->ascending = row->ascending && number > row->last;
          row->last = number;
        }
      row->named |= is_of_name (columns, cell->column);
    }
  note = note_of (cell);
  row->sure += note == NOTE_SURE;
  row->hints += note == NOTE_HINT;
  row->choices += note == NOTE_CHOICE;
  row->strokes += note == NOTE_STROKE;
  row->others += note == NOTE_NONE;
}

static gboolean
count_row (HechaSheetReader *reader, guint32 at, const HechaRange *header,
           const GArray *columns, Row *row)
{
  guint index = hecha_grid_find_row (reader->grid, at);
  const HechaCell *cells;
  guint32 n;

  *row = (Row) { .last = -1, .ascending = TRUE };
  if (index >= hecha_grid_n_rows (reader->grid)
      || hecha_grid_row (reader->grid, index)->row != at)
    return FALSE;
  cells = hecha_grid_row_cells (reader->grid, index, &n);
  for (guint i = 0; i < n; i++)
    if (cells[i].column >= header->first_column && cells[i].column <= header->last_column
        && hecha_cell_has_content (&cells[i]))
      count_cell (columns, &cells[i], row);
  return TRUE;
}

/* 1 2 3 …, 甲 乙 1 2, A B C. */
static gboolean
is_numbering (const Row *row)
{
  guint all = row->sure + row->hints + row->choices + row->strokes + row->others;

  if (row->numbers + row->letters != all || all < 3)
    return FALSE;
  if (row->numbers >= 2 && row->ascending)
    return row->named || row->letters > 0 || row->numbers >= 4;
  return row->numbers == 0 && row->named;
}

/* Units and hints and nothing else.  序号 may count along. */
static gboolean
is_explaining (const Row *row)
{
  return row->others == 0 && (row->sure > 0 || row->hints >= 2);
}

static void
take_units (HechaSheetReader *reader, guint32 row, GArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    {
      HechaTableColumn *column = &g_array_index (columns, HechaTableColumn, i);
      const char *text = hecha_grid_text (reader->grid, row, column->column);
      g_autofree char *plain = NULL;
      gint64 unit;

      if (*text == '\0' || strlen (text) > MAX_NOTE_BYTES)
        continue;
      plain = hecha_header_plain (text);
      unit = money_of (plain);
      if (unit == 0 && is_hint (text, plain))
        unit = hecha_amount_unit_in (text);
      if (unit != 0)
        column->noted_unit = unit;
    }
}

void
hecha_head_notes_read (HechaSheetReader *reader, HechaRange *header, GArray *columns)
{
  for (guint i = 0; i < MAX_NOTE_ROWS; i++)
    {
      Row row;

      if (!count_row (reader, header->last_row + 1, header, columns, &row))
        return;
      if (is_explaining (&row))
        take_units (reader, header->last_row + 1, columns);
      else if (!is_numbering (&row))
        return;
      header->last_row++;
    }
}
