/* row_kind.h - what a row below a header is, judged by its words.  Private
 * to room ledger. */
#ifndef HECHA_ROW_KIND_H
#define HECHA_ROW_KIND_H

#include <glib.h>

typedef enum
{
  HECHA_TOTAL_NONE,
  HECHA_TOTAL_PART,    /* 小计, 本页合计 */
  HECHA_TOTAL_GRAND    /* 合计, 总计 */
} HechaTotalKind;

/* TEXT is the first or the name cell of a row. */
HechaTotalKind hecha_total_kind (const char *text);
/* 净增减, 差额, 占比, 项目数: what a row says of all projects together. */
gboolean hecha_is_figure (const char *text);
/* 制表人：, 审核, 备注：, 填报说明 … : what stands below a table. */
gboolean hecha_is_foot (const char *text);
/* Whether TEXT may be 项目名称 or 项目编号 by its length and last word: the
 * cheap question before hecha_header_is_name(). */
gboolean hecha_may_be_name (const char *text);
/* 同上, 〃, " … */
gboolean hecha_is_ditto (const char *text);
/* 其中：…, 示例, 以下空白: a row that stands for no project. */
gboolean hecha_is_no_project (const char *text);
/* 一、 （二） …: the number of a section. */
gboolean hecha_is_section (const char *text);
/* A number in Chinese numerals alone, or in brackets: 一, （二）. */
gboolean hecha_is_chinese_number (const char *text);

#endif
