/* What stands around a table: its title, the unit of its amounts, whose
 * ledger it is and of which year. */
#include <string.h>

#include "ledger/amount.h"
#include "ledger/date.h"
#include "ledger/header_text.h"
#include "ledger/table.h"

#define FOOT_ROWS 15          /* rows at a sheet's end where notes name the unit */
#define FOOT_CELLS 6          /* with content: 制表人, 审核 … stand in one row */
#define MAX_CELLS 64          /* of one caption row */
#define LONGEST_UNIT 20

/* ---- money ----------------------------------------------------------------- */

/* The unit that a caption names: 单位：万元, 金额单位为元, （万元）. */
static gint64
caption_unit (const char *text)
{
  g_auto (HechaHeaderText) header = { 0 };
  gint64 unit = hecha_amount_unit_in (text);

  if (unit != 0)
    return unit;
  hecha_header_text_init (&header, text);
  return header.unit;
}

/* ---- years ------------------------------------------------------------------ */

/* The digit that P holds, Arabic or Chinese, or -1; NEXT is behind it. */
static int
year_digit (const char *p, const char **next)
{
  static const char chinese[] = "〇一二三四五六七八九";
  gunichar c = g_utf8_get_char (p);
  const char *at;

  *next = g_utf8_next_char (p);
  if (c < 128)
    return g_ascii_isdigit (*p) ? *p - '0' : -1;
  if (c >= 0xff10 && c <= 0xff19)
    return (int) (c - 0xff10);
  if (c == 0x96f6 || c == 0x25cb || c == 0x3007)   /* 零 ○ 〇 */
    return 0;
  at = g_utf8_strchr (chinese, -1, c);
  return at != NULL ? (int) g_utf8_pointer_to_offset (chinese, at) : -1;
}

/* ---- whose ------------------------------------------------------------------- */

static const char *const unit_labels[]
    = { "填报单位", "编制单位", "建设单位", "报送单位", "申报单位", "填报部门", "编报单位",
        "上报单位", "填表单位", "单位名称", "部门名称", "报送部门", "编制部门", "申报部门",
        "项目单位", "项目建设单位", "采购单位", "预算单位", "单位(盖章)", "单位（盖章）",
        "单位(公章)", "单位（公章）", "部门", "制表单位", "单位全称", "申请单位", "汇总单位",
        "制表部门", "汇总部门", "填表部门", "上报部门", "统计单位", "提交单位", "填报机构", "填报机关", "登记单位", "填制单位", "报送机构", "编报机构",
        "责任单位" };
/* A person may stand behind these, or 万元: only what ends like a unit counts. */
static const char *const vague_labels[] = { "制表", "填报", "填表", "汇总", "报送", "单位" };
/* Those that stand below a table too. */
static const char *const foot_labels[] = { "填报单位", "编制单位", "制表单位", "汇总单位", "报送单位",
                                           "填表单位", "上报单位", "制表", NULL };

/* What stands behind LABEL, a colon and perhaps （盖章）, to the next gap; NULL
 * where LABEL is not in TEXT.  "" where the value is in another cell. */
static char *
labelled (const char *text, const char *label)
{
  const char *at = strstr (text, label);
  const char *end;
  GString *value;

  /* 部门 within 主管部门 is another thing. */
  if (at == NULL || (at > text && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (at)))))
    return NULL;
  at += strlen (label);
  while (*at == ' ' || g_str_has_prefix (at, "　"))
    at += *at == ' ' ? 1 : strlen ("　");
  if (g_str_has_prefix (at, "（") || *at == '(')
    {
      const char *close = strstr (at, *at == '(' ? ")" : "）");

      if (close != NULL && close - at < 24)
        at = close + (*close == ')' ? 1 : strlen ("）"));
    }
  if (*at != ':' && !g_str_has_prefix (at, "："))
    return *at == '\0' ? g_strdup ("") : NULL;
  at += *at == ':' ? 1 : strlen ("：");
  while (*at == ' ' || g_str_has_prefix (at, "　"))
    at += *at == ' ' ? 1 : strlen ("　");
  value = g_string_new (NULL);
  for (end = at; *end != '\0'; end = g_utf8_next_char (end))
    {
      gunichar c = g_utf8_get_char (end);

      if (g_unichar_isspace (c) || c == 0xff08 || c == '(' || c == 0xff1b || c == ';' || c == 0xff0c)
        break;
      g_string_append_unichar (value, c);
    }
  return g_string_free (value, FALSE);
}

static gboolean
has_suffix_of (const char *name, const char *const *ends)
{
  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (name, ends[i]))
      return TRUE;
  return FALSE;
}

static gboolean
ends_like_unit (const char *name)
{
  static const char *const ends[]
      = { "局", "委", "办", "院", "校", "中心", "公司", "政府", "厅", "处", "所", "站", "馆", "大队",
          "支队", "中学", "小学", "供销社", "合作社", "镇", "乡", "街道", "集团", "委员会", "协会",
          "联合会", "总工会", "管委会", "常委会", "幼儿园", "园区", "开发区", "电视台", "气象台", "残联",
          "妇联", "文联", "科协", "工商联", "宣传部", "组织部", "统战部", "武装部", "人武部", "政法委",
          "团委", "办公室", "分局", "人大", "政协", NULL };
  static const char *const others[]
      = { "网站", "场所", "数据中心", "指挥中心", "云中心", "承办", "已办", "待办", "在办", "拟办", "合办",
          "各委", "处所", NULL };

  if (g_str_has_suffix (name, "大数据中心"))
    return TRUE;
  if (strstr (name, "各") != NULL || strstr (name, "全县") != NULL
      || strstr (name, "全市") != NULL || g_utf8_strlen (name, -1) < 3
      || has_suffix_of (name, others))
    return FALSE;
  return has_suffix_of (name, ends);
}

static gboolean
starts_rest (const char *text)
{
  static const char *const rests[]
      = { "关于", "智慧", "信息", "政务", "项目", "台账", "数字", "网络", "统计", "汇总", "建设",
          "年度", "本级", "已建", "在建", "（", "(", "_", "-", "—", " ", "　", "·", "." };
  const char *next;

  if (*text == '\0' || year_digit (text, &next) >= 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rests); i++)
    if (g_str_has_prefix (text, rests[i]))
      return TRUE;
  return FALSE;
}

static const char *
past_year (const char *text)
{
  const char *next;

  while (*text != '\0'
         && (year_digit (text, &next) >= 0 || strchr (" ._-()", *text) != NULL
             || g_str_has_prefix (text, "年")))
    text = g_str_has_prefix (text, "年度") ? text + strlen ("年度") : g_utf8_next_char (text);
  return text;
}

/* Whether NAME is a whole unit though REST goes on without a pause: 阳城县水务局
 * 水利信息化台账. */
static gboolean
is_whole_bureau (const char *name, const char *rest)
{
  static const char *const continues[] = { "机关", "属", "长", "域", "部", "党", "直" };

  if (!g_str_has_suffix (name, "局"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (continues); i++)
    if (g_str_has_prefix (rest, continues[i]))
      return FALSE;
  return TRUE;
}

/* 阳城县水务局2025年智慧城市建设项目台账, 2025年水务局台账: the unit that TEXT
 * begins with, or "". */
static char *
unit_in (const char *text)
{
  char *found = g_strdup ("");
  const char *start = past_year (text);

  for (const char *end = start; *end != '\0' && end - start <= 90;)
    {
      g_autofree char *name = NULL;

      end = g_utf8_next_char (end);
      name = g_strndup (start, (gsize) (end - start));
      if (ends_like_unit (name)
          && (starts_rest (end) || (*found == '\0' && is_whole_bureau (name, end))))
        {
          g_free (found);
          found = g_steal_pointer (&name);
        }
    }
  return found;
}

/* The unit in the name of a sheet or file: 台账（教育局）, 智慧城市_水务局_2024. */
static char *
unit_in_name (const char *name)
{
  g_autofree char *found = unit_in (name);
  g_autofree char *halved = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  g_auto (GStrv) parts = NULL;

  if (halved == NULL || (*found != '\0' && strpbrk (found, "-_ +") == NULL))
    return g_steal_pointer (&found);
  parts = g_strsplit_set (halved, " ()[]_-+.,", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (ends_like_unit (past_year (parts[i])))
      return g_strdup (past_year (parts[i]));
  return g_steal_pointer (&found);
}

char *
hecha_unit_of_heading (const char *text)
{
  g_autofree char *plain = NULL;

  if (strlen (text) > 90)
    return NULL;
  plain = hecha_header_plain (text);
  return ends_like_unit (plain) ? g_steal_pointer (&plain) : NULL;
}

/* ---- reading ------------------------------------------------------------------- */

/* 教育局2025年台账 单位：万元, ……情况表（单位：万元）: the only colon is that of
 * the unit of money, behind a title. */
static gboolean
ends_with_money_unit (const char *text)
{
  g_autofree char *halved = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  const char *colon = halved != NULL ? strchr (halved, ':') : NULL;
  g_autofree char *head = colon != NULL ? g_strndup (halved, (gsize) (colon - halved)) : NULL;

  if (head == NULL || strchr (colon + 1, ':') != NULL || !g_str_has_suffix (head, "单位"))
    return FALSE;
  head[strlen (head) - strlen ("单位")] = '\0';
  if (g_str_has_suffix (head, "金额"))
    head[strlen (head) - strlen ("金额")] = '\0';
  return g_utf8_strlen (head, -1) >= 5 && strchr (" (", head[strlen (head) - 1]) != NULL;
}

static gboolean
is_title (const char *text)
{
  return g_utf8_strlen (text, -1) >= 4
         && ((strchr (text, ':') == NULL && strstr (text, "：") == NULL)
             || ends_with_money_unit (text))
         && !g_str_has_prefix (text, "附件") && !g_str_has_prefix (text, "附表")
         && strstr (text, "。") == NULL && strstr (text, "；") == NULL
         && !g_str_has_prefix (text, "单位") && !g_str_has_prefix (text, "第");
}

/* 年 月 日 beside 申报单位（盖章）： is printed for a signature. */
static gboolean
is_blank_day (const char *text)
{
  g_autofree char *plain = hecha_header_plain (text);

  return strcmp (plain, "年月日") == 0;
}

/* Where within NAME an office of a bureau begins, or NULL: 科信大队 in
 * 阳城县公安局科信大队. */
static const char *
office_in (const char *name)
{
  static const char *const offices[] = { "办公室", "股", "科", "室", NULL };
  /* 交警大队 keeps ledgers of its own. */
  static const char *const of_computers[] = { "科信", "科技", "信息", "信通", "通信", "网安", "网络", NULL };
  const char *bureau = g_strrstr (name, "局");
  const char *office = bureau != NULL ? bureau + strlen ("局") : NULL;

  if (office == NULL || *office == '\0')
    return NULL;
  return has_suffix_of (office, offices)
                 || (g_str_has_suffix (office, "大队") && hecha_text_holds_one (office, of_computers))
             ? office
             : NULL;
}

/* 科信大队 alone, who typed the table. */
static gboolean
is_bare_office (const char *name)
{
  static const char *const offices[] = { "办公室", "股", "科", "室", "大队", "中队", "股室", "科室", NULL };
  static const char *const bodies[] = { "局", "委", "院", "府", "校", "人大", "政协", "县", "市", NULL };

  return has_suffix_of (name, offices) && !hecha_text_holds_one (name, bodies);
}

/* What LABEL in TEXT, or in its cell with the value in the next, says; NULL
 * where there is none.  Free with g_free(). */
static char *
labelled_beside (HechaSheetReader *reader, guint32 row, guint32 column, const char *text,
                 const char *label)
{
  g_autofree char *value = labelled (text, label);
  HechaRange range;

  if (value != NULL && *value == '\0')
    {
      hecha_grid_cell (reader->grid, row, column, &range);
      g_free (value);
      value = g_strstrip (g_strdup (hecha_grid_text (reader->grid, row, range.last_column + 1)));
    }
  if (value == NULL || *value == '\0' || hecha_money_unit (value) != 0 || is_blank_day (value))
    return NULL;
  return g_steal_pointer (&value);
}

static void
read_unit_name (HechaSheetReader *reader, guint32 row, guint32 column, const char *text,
                HechaCaption *caption)
{
  char *value = NULL;

  if (*caption->unit_name != '\0')
    return;
  for (guint i = 0; value == NULL && i < G_N_ELEMENTS (unit_labels); i++)
    value = labelled_beside (reader, row, column, text, unit_labels[i]);
  for (guint i = 0; value == NULL && i < G_N_ELEMENTS (vague_labels); i++)
    {
      value = labelled_beside (reader, row, column, text, vague_labels[i]);
      if (value != NULL && (!ends_like_unit (value) || is_bare_office (value)))
        g_clear_pointer (&value, g_free);
    }
  if (value == NULL)
    return;
  /* Who fills a table in is an office; whose projects they are, its bureau. */
  if (office_in (value) != NULL && strstr (text, "建设单位") == NULL
      && strstr (text, "项目单位") == NULL)
    value[office_in (value) - value] = '\0';
  g_free (caption->unit_name);
  caption->unit_name = value;
}

static void
read_unit (HechaSheetReader *reader, guint32 row, guint32 column, const char *text,
           HechaCaption *caption)
{
  if (caption->unit == 0)
    caption->unit = caption_unit (text);
  if (caption->unit == 0
      && (g_str_has_suffix (text, "单位：") || g_str_has_suffix (text, "单位:")))
    {
      g_autofree char *next
          = hecha_header_plain (hecha_grid_text (reader->grid, row, column + 1));

      caption->unit = hecha_money_unit (next);
    }
}

static void
read_row (HechaSheetReader *reader, guint index, const HechaRange *columns,
          HechaCaption *caption)
{
  guint32 n, row = hecha_grid_row (reader->grid, index)->row;
  const HechaCell *cells = hecha_grid_row_cells (reader->grid, index, &n);

  for (guint i = 0; i < n && i < MAX_CELLS; i++)
    {
      const char *text = hecha_cell_text (&cells[i]);
      HechaRange range;

      if (text == NULL)
        continue;
      hecha_grid_cell (reader->grid, row, cells[i].column, &range);
      if (columns != NULL
          && (range.first_column > columns->last_column
              || range.last_column < columns->first_column))
        continue;
      read_unit (reader, row, cells[i].column, text, caption);
      read_unit_name (reader, row, cells[i].column, text, caption);
      if (*caption->title == '\0' && is_title (text))
        caption->title = text;
    }
}

/* Notes at the sheet's end that name the unit when nothing above does.  Rows
 * of many cells are a table's: its headers' units are not the sheet's. */
static void
read_foot (HechaSheetReader *reader, guint32 below, HechaCaption *caption)
{
  guint n_rows = hecha_grid_n_rows (reader->grid);
  guint first = MAX (hecha_grid_find_row (reader->grid, below),
                     n_rows > FOOT_ROWS ? n_rows - FOOT_ROWS : 0);

  for (guint i = first; i < n_rows; i++)
    {
      guint32 n;
      const HechaCell *cells = hecha_grid_row_cells (reader->grid, i, &n);
      guint texts = 0;

      for (guint j = 0; j < n && j < MAX_CELLS; j++)
        texts += hecha_cell_has_content (&cells[j]);
      if (texts > FOOT_CELLS)
        continue;
      for (guint j = 0; j < n && j < MAX_CELLS; j++)
        {
          const char *text = hecha_cell_text (&cells[j]);

          if (text == NULL)
            continue;
          if (caption->unit == 0 && strstr (text, "单位") != NULL)
            caption->unit = caption_unit (text);
          if (hecha_text_holds_one (text, foot_labels))
            read_unit_name (reader, hecha_grid_row (reader->grid, i)->row, cells[j].column, text,
                            caption);
        }
    }
}

static void
take_unit_name (HechaCaption *caption, char *name)
{
  if (*caption->unit_name == '\0')
    {
      g_free (caption->unit_name);
      caption->unit_name = g_steal_pointer (&name);
    }
  g_free (name);
}

/* The name of the extract's file without folder and suffix. */
static char *
file_stem (const HechaExtract *extract)
{
  char *file = g_path_get_basename (extract->name);
  char *dot = strrchr (file, '.');

  if (dot != NULL)
    *dot = '\0';
  return file;
}

char *
hecha_unit_of_file (const HechaExtract *extract)
{
  g_autofree char *stem = file_stem (extract);

  return unit_in_name (stem);
}

/* What a caption's own rows leave open: the captions above say it, else the
 * name of the sheet; the year also that of the file, whose unit comes after
 * the captions of the other sheets (extract_file.c). */
static void
complete (HechaSheetReader *reader, HechaCaption *caption)
{
  const char *sheet = reader->sheet->name != NULL ? reader->sheet->name : "";
  g_autofree char *file = file_stem (reader->extract);

  if (caption->year == 0)
    caption->year = reader->year;
  take_unit_name (caption, g_strdup (reader->unit_name != NULL ? reader->unit_name : ""));
  if (caption->unit == 0)
    caption->unit = reader->unit;
  if (caption->year == 0)
    caption->year = hecha_year_in (sheet);
  if (caption->year == 0)
    caption->year = hecha_year_in (file);
  take_unit_name (caption, unit_in_name (sheet));
}

/* Later tables of the sheet inherit what this caption says itself. */
static void
remember (HechaSheetReader *reader, const HechaCaption *caption)
{
  if (caption->unit != 0)
    reader->unit = caption->unit;
  if (caption->year != 0)
    reader->year = caption->year;
  if (*caption->unit_name != '\0')
    reader->unit_name = g_string_chunk_insert_const (reader->extract->pool, caption->unit_name);
}

/* 北留镇人民政府 alone in a line below 北留镇2024年…情况表: the unit in full. */
static char *
unit_in_line (HechaSheetReader *reader, guint32 first_row, guint32 end_row, const char *short_name)
{
  for (guint i = hecha_grid_find_row (reader->grid, first_row);
       i < hecha_grid_n_rows (reader->grid) && hecha_grid_row (reader->grid, i)->row < end_row;
       i++)
    {
      guint32 n;
      const HechaCell *cells = hecha_grid_row_cells (reader->grid, i, &n);
      const char *text = n > 0 ? hecha_cell_text (&cells[0]) : NULL;
      gboolean bare = text != NULL && strchr (text, ':') == NULL && strstr (text, "：") == NULL;
      g_autofree char *unit = bare ? hecha_unit_of_heading (text) : NULL;

      if (unit != NULL && g_str_has_prefix (unit, short_name)
          && g_utf8_strlen (unit, -1) <= LONGEST_UNIT)
        return g_steal_pointer (&unit);
    }
  return g_strdup (short_name);
}

void
hecha_caption_read_rows (HechaSheetReader *reader, guint32 first_row, guint32 end_row,
                         const HechaRange *columns, HechaCaption *caption)
{
  caption->title = "";
  caption->unit_name = g_strdup ("");
  caption->year = 0;
  caption->unit = 0;
  for (guint i = hecha_grid_find_row (reader->grid, first_row);
       i < hecha_grid_n_rows (reader->grid)
       && hecha_grid_row (reader->grid, i)->row < end_row;
       i++)
    read_row (reader, i, columns, caption);
  caption->year = hecha_year_in (caption->title);
  if (*caption->unit_name == '\0')
    {
      g_autofree char *short_name = unit_in (caption->title);

      take_unit_name (caption, *short_name != '\0' || *caption->title != '\0'
                                   ? unit_in_line (reader, first_row, end_row, short_name)
                                   : g_strdup (""));
    }
}

void
hecha_caption_read (HechaSheetReader *reader, guint32 first_row, guint32 end_row,
                    const HechaRange *columns, HechaCaption *caption)
{
  hecha_caption_read_rows (reader, first_row, end_row, columns, caption);
  remember (reader, caption);
  read_foot (reader, end_row + 1, caption);
  complete (reader, caption);
}

/* A title printed again on a later page: …台账（续）. */
static gboolean
is_title_again (const char *title, const char *current)
{
  g_autofree char *later = hecha_header_plain (title);
  g_autofree char *first = hecha_header_plain (current);

  return g_str_has_prefix (later, first) || g_str_has_prefix (later, "续表")
         || strcmp (later, "续") == 0;
}

gboolean
hecha_caption_is_another (HechaSheetReader *reader, guint32 first_row, guint32 end_row,
                          const HechaCaption *current)
{
  HechaCaption caption = { 0 };
  gboolean another;

  hecha_caption_read_rows (reader, first_row, end_row, NULL, &caption);
  another = (*caption.title != '\0' && !is_title_again (caption.title, current->title))
            || (*caption.unit_name != '\0'
                && strcmp (caption.unit_name, current->unit_name) != 0);
  hecha_caption_clear (&caption);
  return another;
}

void
hecha_caption_clear (HechaCaption *caption)
{
  g_clear_pointer (&caption->unit_name, g_free);
}
