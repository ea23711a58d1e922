/* The functions of the rule language: what the type checker, the hints and
 * `hecha rules` know of them.  What they compute stands in evaluate.c. */
#include "audit/functions.h"

const HechaFunction hecha_functions[HECHA_N_FUNCTIONS] = {
  [HECHA_FN_HAS] = { "有", NULL, "F", 'P', "有(字段)",
                     "字段填了值；是否类字段填“是”。存疑、未提供时不能判断" },
  [HECHA_FN_MISSING] = { "缺", NULL, "F", 'P', "缺(字段)",
                         "空白、无、不涉及；是否类字段填“否”或空白。存疑、未提供时不能判断" },
  [HECHA_FN_BLANK] = { "空", NULL, "F", 'P', "空(字段)",
                       "有这一列而单元格空白。存疑、未提供时不能判断" },
  [HECHA_FN_NO] = { "无", NULL, "F", 'P', "无(字段)",
                    "明确填了无、否、未办理等。存疑、未提供时不能判断" },
  [HECHA_FN_NOT_APPLICABLE] = { "不涉及", NULL, "F", 'P', "不涉及(字段)",
                                "明确填了不涉及、不适用等。存疑、未提供时不能判断" },
  [HECHA_FN_STATE] = { "状态", NULL, "F", 'S', "状态(字段)",
                       "'值'、'不涉及'、'无'、'空'、'存疑'、'未提供' 之一，总能判断" },
  [HECHA_FN_UNKNOWN] = { "未知", NULL, "A", 'P', "未知(甲)",
                         "甲不能判断或没有值；本身总能判断" },
  [HECHA_FN_CERTAIN] = { "确定", NULL, "P", 'P', "确定(条件)",
                         "条件确定成立；不成立和不能判断都算否" },
  [HECHA_FN_FIRST] = { "首个", NULL, "X+", '=', "首个(甲, 乙, …)",
                       "第一个有值的；都没有值时不能判断" },
  [HECHA_FN_EARLIEST] = { "最早", NULL, "D+", 'D', "最早(日期, 日期, …)",
                          "有值的日期中最早的；都没有值时不能判断" },
  [HECHA_FN_LATEST] = { "最晚", NULL, "D+", 'D', "最晚(日期, 日期, …)",
                        "有值的日期中最晚的；都没有值时不能判断" },
  [HECHA_FN_GREATEST] = { "最大", NULL, "X+", '=', "最大(甲, 乙, …)",
                          "有值的之中最大的；都没有值时不能判断" },
  [HECHA_FN_LEAST] = { "最小", NULL, "X+", '=', "最小(甲, 乙, …)",
                       "有值的之中最小的；都没有值时不能判断" },
  [HECHA_FN_KNOWN_SUM] = { "已知和", NULL, "Q+", '=', "已知和(甲, 乙, …)",
                           "有值的之和；都没有值时不能判断" },
  [HECHA_FN_ABSOLUTE] = { "绝对值", "abs", "Q", '=', "绝对值(甲)",
                          "不计正负的大小；甲没有值时不能判断" },
  [HECHA_FN_NEGATIVE] = { "否定", NULL, "T+", 'P', "否定(字段, …)",
                          "任一结论写着不通过、未通过、不合格、不同意、未达标；"
                          "全部存疑或未提供时不能判断" },
  [HECHA_FN_CONTAINS] = { "包含", NULL, "TW+", 'P', "包含(字段, '词', …)",
                          "文字里有任一个词；空白、无、不涉及算没有，存疑、未提供时不能判断" },
  [HECHA_FN_ONE_OF] = { "属于", NULL, "TW+", 'P', "属于(字段, '词', …)",
                        "文字就是其中一个词；空白、无、不涉及算不是，存疑、未提供时不能判断" },
  [HECHA_FN_MENTIONS] = { "提及", NULL, "W+", 'P', "提及('词', …)",
                          "项目名称或建设内容里有任一个词；两者都没有值时不能判断" },
  [HECHA_FN_SAME_FIRM] = { "同一单位", NULL, "TT", 'P', "同一单位(字段, 字段)",
                           "两个单位名称规范后相同；任一没有值时不能判断" },
  [HECHA_FN_MLPS_LEVEL] = { "等级", NULL, "T", 'N', "等级(等保级别)",
                            "二级、第三级、S3A3G3、2 的数字；未定级、无、不涉及为 0；"
                            "空白、存疑、未提供时不能判断" },
  [HECHA_FN_ADD_WORKDAYS] = { "加工作日", NULL, "DN", 'D', "加工作日(日期, 天数)",
                              "其后第几个工作日，当日不计，含调休；超出节假日历时按上下限各算一次" },
  [HECHA_FN_ADD_MONTHS] = { "加月", NULL, "DN", 'D', "加月(日期, 月数)",
                            "若干月后的同一日，没有则为当月最后一日；日期没有值时不能判断" },
  [HECHA_FN_ADD_DAYS] = { "加日", NULL, "DN", 'D', "加日(日期, 天数)",
                          "若干日后；日期没有值时不能判断" },
  [HECHA_FN_DATE_OF] = { "年月日", NULL, "NM", 'D', "年月日(年份, :月日参数)",
                         "该年的该月该日；年份没有值时不能判断" },
};

char *
hecha_functions_describe (void)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < HECHA_N_FUNCTIONS; i++)
    g_string_append_printf (out, "  %s：%s。\n", hecha_functions[i].usage,
                            hecha_functions[i].meaning);
  return g_string_free (out, FALSE);
}
