/* Writes the bench's ledgers: `make_books FOLDER BOOKS ROWS COLUMNS`.
 *
 * Every book is one department's of a county, with ROWS projects and up to 40
 * columns.  A project's life is told in order and mostly without fault: dates
 * follow one another, amounts shrink from estimate to payment; about one value
 * in sixty is wrong or missing.  Dates come in three spellings.  The same
 * arguments give the same books. */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

static const char *const functions[]
    = { "视频监控", "监测预警", "申报审批", "指挥调度", "数据共享", "信用评价", "巡查管理", "档案管理",
        "在线服务", "统计分析", "应急联动", "移动执法", "智能分析", "预约挂号", "信息采集", "考核评价",
        "电子证照", "资金监管", "地理信息", "视频会议" };
static const char *const nouns[] = { "系统", "平台", "信息系统", "综合管理平台", "管理系统" };
static const char *const departments[]
    = { "教育局", "水务局", "公安局", "民政局", "财政局", "人社局", "自然资源局", "住建局", "交通运输局",
        "农业农村局", "文旅局", "卫健局", "应急局", "审计局", "市监局", "医保局", "林业局", "统计局" };
static const char *const firms[]
    = { "山西云图科技有限公司", "太行信息技术有限公司", "晋城数联软件有限公司", "中科智慧城市股份有限公司",
        "联通数字科技有限公司", "山西正信监理有限公司" };

typedef enum { CODE, NAME, AMOUNT, DATE, FIRM, YES, LEVEL, CLOUD, STATUS, CONTENT } Kind;

static const struct
{
  const char *title;
  Kind kind;
  guint order;   /* of dates: when; of amounts: how far along */
} columns[] = {
  { "项目编号", CODE, 0 }, { "项目名称", NAME, 0 }, { "建设内容", CONTENT, 0 },
  { "预算金额（万元）", AMOUNT, 2 }, { "决算金额（万元）", AMOUNT, 6 }, { "监理单位", FIRM, 1 },
  { "开工日期", DATE, 8 }, { "验收日期", DATE, 12 }, { "验收备案日期", DATE, 13 },
  { "部署方式", CLOUD, 0 }, { "安全风险评估", YES, 0 }, { "合同金额（万元）", AMOUNT, 5 },
  { "合同日期", DATE, 7 }, { "概算金额（万元）", AMOUNT, 0 }, { "承建单位", FIRM, 0 },
  { "项目状态", STATUS, 0 }, { "申报日期", DATE, 0 }, { "技术评审意见", YES, 0 },
  { "技术评审日期", DATE, 1 }, { "立项日期", DATE, 2 }, { "立项批复", YES, 0 }, { "财政评审", YES, 0 },
  { "评审金额（万元）", AMOUNT, 1 }, { "预算批复日期", DATE, 3 }, { "报备日期", DATE, 3 },
  { "采购方式", YES, 0 }, { "采购公告日期", DATE, 5 }, { "中标日期", DATE, 6 },
  { "中标金额（万元）", AMOUNT, 4 }, { "建成日期", DATE, 10 }, { "初验日期", DATE, 11 },
  { "结算金额（万元）", AMOUNT, 6 }, { "已付金额（万元）", AMOUNT, 7 }, { "最近付款日期", DATE, 14 },
  { "绩效评价", YES, 0 }, { "等保级别", LEVEL, 0 }, { "等保备案", YES, 0 }, { "密码评估", YES, 0 },
  { "应急预案", YES, 0 }, { "保密协议", YES, 0 },
};

/* A project as it went: what the columns draw on. */
typedef struct
{
  int day;         /* of its declaration, since 2024-01-01 */
  guint estimate;  /* 100 元 */
  guint stage;     /* columns of later stages stay blank */
} Life;

typedef struct
{
  GRand *random;
  lxw_worksheet *sheet;
  lxw_format *date;
  guint book;
  Life life;
} Maker;

static guint
pick (Maker *maker, guint n)
{
  return (guint) g_rand_int_range (maker->random, 0, (gint32) n);
}

static gboolean
faulty (Maker *maker)
{
  return pick (maker, 60) == 0;
}

static void
write_text (Maker *maker, guint row, guint column, const char *text)
{
  worksheet_write_string (maker->sheet, row, (lxw_col_t) column, text, NULL);
}

/* Dates of a life: ORDER is the place of the act among all of them. */
static void
write_date (Maker *maker, guint row, guint column, guint order)
{
  GDate date;
  g_autofree char *text = NULL;
  lxw_datetime written = { 0 };

  g_date_set_dmy (&date, 1, 1, 2024);
  g_date_add_days (&date, (guint) maker->life.day + order * 18 + pick (maker, 10)
                              + (faulty (maker) ? 200 : 0));
  switch (pick (maker, 4))
    {
    case 0:
      text = g_strdup_printf ("%d.%d.%d", g_date_get_year (&date), g_date_get_month (&date),
                              g_date_get_day (&date));
      break;
    case 1:
      text = g_strdup_printf ("%d年%d月%d日", g_date_get_year (&date),
                              g_date_get_month (&date), g_date_get_day (&date));
      break;
    default:
      written.year = g_date_get_year (&date);
      written.month = g_date_get_month (&date);
      written.day = g_date_get_day (&date);
      worksheet_write_datetime (maker->sheet, row, (lxw_col_t) column, &written, maker->date);
      return;
    }
  write_text (maker, row, column, text);
}

/* A word of N characters that nobody else is likely to use: what is built for
 * whom differs between a real county's projects more than how it works. */
static void
append_word (Maker *maker, GString *out, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_unichar (out, 0x4e00 + pick (maker, 0x5000));
}

static char *
project_name (Maker *maker)
{
  GString *name = g_string_new (NULL);

  append_word (maker, name, 4);
  g_string_append_printf (name, "%s%s", functions[pick (maker, G_N_ELEMENTS (functions))],
                          nouns[pick (maker, G_N_ELEMENTS (nouns))]);
  return g_string_free (name, FALSE);
}

static char *
content_text (Maker *maker)
{
  GString *text = g_string_new ("建设");

  append_word (maker, text, 4);
  g_string_append_printf (text, "%s，含%s功能，部署前端设备%u套",
                          functions[pick (maker, G_N_ELEMENTS (functions))],
                          functions[pick (maker, G_N_ELEMENTS (functions))],
                          10 + pick (maker, 90));
  return g_string_free (text, FALSE);
}

static void
write_value (Maker *maker, guint row, guint column, Kind kind, guint order)
{
  static const char *const clouds[] = { "县政务云", "市政务云", "县大数据中心" };
  static const char *const states[] = { "在建", "已验收", "运行" };
  g_autofree char *text = NULL;

  if (kind > NAME && (faulty (maker) || (kind == DATE && order > maker->life.stage)))
    return;
  switch (kind)
    {
    case CODE:
      text = g_strdup_printf ("YC-%04u-%05u", maker->book, row);
      break;
    case NAME:
      text = project_name (maker);
      break;
    case CONTENT:
      text = content_text (maker);
      break;
    case AMOUNT:
      /* ORDER is how far along the money is: less with every step. */
      worksheet_write_number (maker->sheet, row, (lxw_col_t) column,
                              (maker->life.estimate - order * (maker->life.estimate / 60)
                               + (faulty (maker) ? maker->life.estimate / 5 : 0))
                                  / 100.0,
                              NULL);
      return;
    case DATE:
      write_date (maker, row, column, order);
      return;
    case FIRM:
      text = g_strdup (firms[order == 1 ? 5 : pick (maker, 5)]);
      break;
    case YES:
      text = g_strdup (faulty (maker) ? "无" : "已完成");
      break;
    case LEVEL:
      text = g_strdup (pick (maker, 2) ? "二级" : "三级");
      break;
    case CLOUD:
      text = g_strdup (faulty (maker) ? "阿里云" : clouds[pick (maker, 3)]);
      break;
    case STATUS:
      text = g_strdup (states[maker->life.stage > 11 ? 1 + pick (maker, 2) : 0]);
      break;
    }
  write_text (maker, row, column, text);
}

static void
make_book (const char *folder, guint index, guint rows, guint n_columns)
{
  /* Eighteen departments a county; the counties have made-up names. */
  guint n = (guint) G_N_ELEMENTS (departments), county = index / n;
  g_autofree char *place = g_strdup_printf ("%c%c", 'A' + (int) (county / 26 % 26), 'A' + (int) (county % 26));
  g_autofree char *unit = g_strdup_printf ("%s县%s", place, departments[index % n]);
  g_autofree char *path = g_strdup_printf ("%s/%04u%s2025年台账.xlsx", folder, index, unit);
  g_autofree char *title = g_strdup_printf ("%s2025年智慧城市建设项目台账", unit);
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  lxw_doc_properties properties = { .created = 1735689600 };
  lxw_workbook *workbook = workbook_new_opt (path, &options);
  Maker maker = { .book = index };

  workbook_set_properties (workbook, &properties);
  maker.random = g_rand_new_with_seed (index + 1);
  maker.sheet = workbook_add_worksheet (workbook, "台账");
  maker.date = workbook_add_format (workbook);
  format_set_num_format (maker.date, "yyyy-mm-dd");
  write_text (&maker, 0, 0, title);
  for (guint c = 0; c < n_columns; c++)
    write_text (&maker, 1, c, columns[c].title);
  for (guint r = 0; r < rows; r++)
    {
      maker.life.day = 190 + (int) pick (&maker, 200);
      maker.life.estimate = 2000 + pick (&maker, 60000);
      maker.life.stage = pick (&maker, 3) ? 14 : 6 + pick (&maker, 8);
      for (guint c = 0; c < n_columns; c++)
        write_value (&maker, r + 2, c, columns[c].kind, columns[c].order);
    }
  g_rand_free (maker.random);
  if (workbook_close (workbook) != LXW_NO_ERROR)
    exit (1);
}

int
main (int argc, char **argv)
{
  guint books, rows, n_columns;

  if (argc != 5)
    return 2;
  books = (guint) atoi (argv[2]);
  rows = (guint) atoi (argv[3]);
  n_columns = MIN ((guint) atoi (argv[4]), (guint) G_N_ELEMENTS (columns));
  g_mkdir_with_parents (argv[1], 0777);
  for (guint i = 0; i < books; i++)
    make_book (argv[1], i, rows, n_columns);
  return 0;
}
