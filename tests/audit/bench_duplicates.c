/* bench_duplicates: time and memory of the searches for duplicates and splits
 * on made-up projects.
 *
 *   bench_duplicates [--jobs N] [--counties N] [--threshold X] SIZE ...
 *
 * Prints a line a size: projects, seconds of each search, pairs, processor
 * time of both, peak memory of the process so far, and the growth exponent of
 * the processor time from one size to the next.
 * There are as many counties as 350 projects each make; with --counties 1 all
 * projects are of one county, the hardest case.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "audit/duplicate.h"
#include "audit/split.h"
#include "resources.h"

static const char *const objects[]
    = { "河道采砂", "水库大坝", "农村供水", "森林防火", "校园", "工地扬尘", "农民工工资", "阳光招生", "电子病历",
        "医学影像", "治安", "矛盾纠纷", "交通违法", "流动人口", "社区矫正", "供热", "燃气", "路灯", "垃圾分类",
        "停车", "渣土车", "违法建设", "不动产", "耕地", "地质灾害", "矿山", "安全生产隐患", "危险化学品", "煤矿",
        "应急物资", "空气质量", "排污企业", "秸秆", "农产品质量", "农机", "畜牧", "宅基地", "惠农补贴",
        "集体三资", "防返贫", "明厨亮灶", "电梯", "企业信用", "公交", "治超", "农村公路", "景区", "文物",
        "养老", "低保", "残疾人", "就业", "社保", "国有资产", "政务服务", "12345热线", "数据共享", "协同办公",
        "督查督办", "网络安全", "档案", "粮库", "能耗", "企业服务", "党建", "舆情", "志愿服务", "人大代表" };
static const char *const functions[]
    = { "视频监控", "监测预警", "申报审批", "指挥调度", "数据共享", "巡查", "执法办案", "追溯", "预约", "缴费",
        "定位", "考勤", "档案数字化", "在线培训", "考核评价", "投诉举报", "信息发布", "风险评估" };
static const char *const products[] = { "系统", "平台", "管理平台", "服务平台", "信息化项目", "建设项目", "小程序" };
static const char *const units[]
    = { "水务局", "教育局", "卫生健康局", "公安局", "住房和城乡建设局", "城市管理局", "自然资源局", "林业局",
        "应急管理局", "农业农村局", "市场监督管理局", "交通运输局", "文化和旅游局", "民政局", "财政局", "大数据中心" };
static const char *const details[]
    = { "安装前端设备三十套", "开发管理软件", "实现数据上传", "自动报警并推送", "支持手机查看", "建设数据库",
        "接入县级平台", "提供统计分析", "生成台账报表", "配备大屏展示", "线上流转审核", "公众可查询", "轨迹回放",
        "现场核查拍照", "二维码登记", "对接上级系统", "形成闭环", "分级管理权限", "短信提醒", "月度考核排名" };
static const char *const syllables[] = { "安", "宁", "平", "泽", "川", "阳", "城", "丰", "和", "清", "原", "山", "水", "林",
                                         "兴", "武", "德", "永", "高", "长", "新", "东", "西", "南", "北", "云" };

/* A nation's million is some three hundred projects a county. */
#define PER_COUNTY 350u

#define PICK(random, list) (list)[g_rand_int_range ((random), 0, G_N_ELEMENTS (list))]

static char *
make_name (GRand *random)
{
  static const char *const years[] = { "", "", "", "", "2023年", "2024年", "智慧", "数字", "新型" };
  static const char *const ends[] = { "", "", "", "", "", "（二期）", "升级改造", "运维服务", "（一）", "监理" };

  return g_strconcat (PICK (random, years), PICK (random, objects), PICK (random, functions),
                      PICK (random, products), PICK (random, ends), NULL);
}

static char *
make_content (GRand *random)
{
  GString *text = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (random, 3, 8);

  g_string_append_printf (text, "针对%s%s需求，", PICK (random, objects), PICK (random, functions));
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s、", PICK (random, details));
  g_string_append_printf (text, "服务%s%s%s等%d处", PICK (random, syllables), PICK (random, syllables),
                          PICK (random, units), g_rand_int_range (random, 2, 900));
  return g_string_free (text, FALSE);
}

static HechaSubject
make_subject (GRand *random, guint counties, GStringChunk *pool)
{
  guint county = (guint) g_rand_int_range (random, 0, (gint32) counties);
  g_autofree char *name = make_name (random);
  g_autofree char *content = make_content (random);
  g_autofree char *unit
      = g_strdup_printf ("%s%s%s县%s", syllables[county % G_N_ELEMENTS (syllables)],
                         syllables[county / G_N_ELEMENTS (syllables) % G_N_ELEMENTS (syllables)],
                         syllables[county / G_N_ELEMENTS (syllables) / G_N_ELEMENTS (syllables)
                                   % G_N_ELEMENTS (syllables)],
                         PICK (random, units));
  HechaSubject subject = { 0 };

  subject.name = g_string_chunk_insert (pool, name);
  subject.content = g_string_chunk_insert (pool, content);
  subject.unit = g_string_chunk_insert_const (pool, unit);
  subject.unit_plain = subject.unit;
  subject.year = g_rand_int_range (random, 2021, 2026);
  subject.contract_day
      = hecha_day_from_ymd (subject.year, g_rand_int_range (random, 1, 13), 15);
  subject.first_day = subject.last_day = subject.contract_day;
  subject.investment = (gint64) g_rand_int_range (random, 50, 5000) * 100000;
  return subject;
}

static double
peak_megabytes (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024;
}

static double
cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* Seconds of processor time of both searches. */
static double
run_size (guint n, guint counties, HechaDuplicateOptions options)
{
  HechaSplitOptions split_options = { 30000000, 12, NULL };
  GStringChunk *pool = g_string_chunk_new (1 << 20);
  g_autofree HechaSubject *subjects = g_new (HechaSubject, n);
  GRand *random = g_rand_new_with_seed (20260331);
  g_autoptr (GArray) pairs = NULL;
  g_autoptr (GArray) splits = NULL;
  gint64 start, middle, end;
  double cpu;

  for (guint i = 0; i < n; i++)
    subjects[i] = make_subject (random, counties, pool);
  cpu = cpu_seconds ();
  start = g_get_monotonic_time ();
  pairs = hecha_duplicates_find (subjects, n, &options, NULL);
  middle = g_get_monotonic_time ();
  splits = hecha_splits_find (subjects, n, &split_options, NULL);
  end = g_get_monotonic_time ();
  cpu = cpu_seconds () - cpu;
  printf ("%8u 个项目  重复 %6.2f 秒（%u 对）  拆分 %6.2f 秒（%u 组）  处理器 %6.2f 秒  "
          "内存峰值 %.0f MB",
          n, (double) (middle - start) / 1e6, pairs->len, (double) (end - middle) / 1e6,
          splits->len, cpu, peak_megabytes ());
  g_rand_free (random);
  g_string_chunk_free (pool);
  return cpu;
}

int
main (int argc, char **argv)
{
  HechaDuplicateOptions options = { 0.6, 2, NULL };
  guint counties = 0, last = 0;
  double last_seconds = 0;

  hecha_register_resource ();
  for (int i = 1; i < argc; i++)
    if (strcmp (argv[i], "--jobs") == 0 && i + 1 < argc)
      options.jobs = (guint) atoi (argv[++i]);
    else if (strcmp (argv[i], "--counties") == 0 && i + 1 < argc)
      counties = (guint) atoi (argv[++i]);
    else if (strcmp (argv[i], "--threshold") == 0 && i + 1 < argc)
      options.threshold = g_ascii_strtod (argv[++i], NULL);
    else
      {
        guint n = (guint) atoi (argv[i]);
        double seconds = run_size (n, counties > 0 ? counties : MAX (n / PER_COUNTY, 1), options);

        if (last > 0)
          printf ("  增长指数 %.2f", log (seconds / last_seconds) / log ((double) n / last));
        printf ("\n");
        fflush (stdout);
        last = n;
        last_seconds = seconds;
      }
  return 0;
}
